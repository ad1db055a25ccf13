"""The item as the direct way writes it: document, metadata and the first set of rights as one object."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Loss
from newsdoc.formats.ninjs.direct.kinds import carriers_of
from newsdoc.formats.ninjs.direct.plans import Carrier, Direct, Layout, Plan, Unsure, layout
from newsdoc.formats.ninjs.fields import ASSOCIATION, ITEM
from newsdoc.formats.ninjs.nested import MAX_NESTED, OWN_IDENTIFIER, language_of, with_language, with_name
from newsdoc.formats.ninjs.residue import reason_of
from newsdoc.formats.ninjs.shapes import plan
from newsdoc.identity import own_guid
from newsdoc.model.document import Document, Metadata, RightsInfo
from newsdoc.model.plain import to_plain
from newsdoc.vocabulary import declared

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.engine import Writing

_DOCUMENT: Final = layout(Document, frozenset({"metadata", "item_type"}))
_RIGHTS: Final = layout(RightsInfo)
_SPLIT: Final = layout(Metadata).names.index("rights") + 1
_METADATA: Final = layout(Metadata)


def _values(document: Document) -> tuple[Any, ...]:
    """The fields of a document, its metadata and its first set of rights, in the order in which they are compared."""
    values = _METADATA.get(document.metadata)
    rights = document.metadata.rights
    of_rights = _RIGHTS.get(rights[0]) if rights else _RIGHTS.defaults
    return (*values[:_SPLIT], *of_rights, *values[_SPLIT:], *_DOCUMENT.get(document))


_LAYOUT: Final = Layout(
    (
        *(f"metadata.{name}" for name in _METADATA.names[:_SPLIT]),
        *(f"metadata.rights[0].{name}" for name in _RIGHTS.names),
        *(f"metadata.{name}" for name in _METADATA.names[_SPLIT:]),
        *_DOCUMENT.names,
    ),
    (*_METADATA.defaults[:_SPLIT], *_RIGHTS.defaults, *_METADATA.defaults[_SPLIT:], *_DOCUMENT.defaults),
    _values,
)


def write(document: Document, writing: Writing) -> tuple[dict[str, Any], list[Loss]]:
    """The item that a document is, and what is lost of it; raises :class:`Unsure`, and then nothing is known."""
    if writing.lax or document.event_details is not None or document.planned_coverage:
        raise Unsure
    direct = Direct(writing, reason_of("dropped", writing.version))
    losses: list[Loss] = []
    item = _item(document, direct, "", losses)
    if writing.notes:
        losses = [noted for loss in losses if (noted := _noted(loss, direct)) is not None]
    return item, losses


def _item(document: Document, direct: Direct, prefix: str, losses: list[Loss]) -> dict[str, Any]:
    """The item that a document, or one within it at ``prefix``, is; what is lost of it is added to ``losses``."""
    writing = direct.writing
    outer = writing.schemes, writing.language, direct.assumed
    if document.metadata.catalogs:
        writing.schemes = declared(document.metadata.catalogs)
    writing.language = language_of(document)
    said = with_language(document, writing, prefix[:-1])
    direct.assumed = said is not document
    if with_name(said, writing, prefix[:-1]) is not said:
        raise Unsure
    lost: list[Loss] = []
    item = _plan(writing.version).write(said, direct, prefix, lost)
    writing.schemes, writing.language, direct.assumed = outer
    if "uri" not in item:
        given = writing.options.guid if not prefix else None
        item = {"uri": given if given is not None else own_guid(document), **item}
        if given is None:
            losses.append(Loss("defaulted", f"{prefix}metadata.guid", item["uri"], OWN_IDENTIFIER))
    if document.item_type != "newsItem":
        reason = reason_of("coerced", writing.version)
        # Before what is foreign, which comes last.
        place = len(lost) - bool(document.foreign)
        lost.insert(place, Loss("coerced", f"{prefix}item_type", document.item_type, reason))
    losses += lost
    return item


def _noted(loss: Loss, direct: Direct) -> Loss | None:
    """A loss as it is where what wrote another field had something to say of the one that has no place."""
    note = direct.writing.notes.get(loss.path) if loss.reason is direct.dropped else None
    if note is None:
        return loss
    kind = note.kind if note.kind is not None and note.kind != "defaulted" else "dropped"
    return None if note.silent else replace(loss, kind=kind, reason=note.reason)


@cache
def _plan(version: str) -> Plan:
    carriers = carriers_of(ITEM, Document, _LAYOUT, version)
    keys = frozenset(
        carrier.key for carrier in carriers if any(name.startswith("metadata.rights[0].") for name in carrier.names)
    )
    known = [_associations(one, version) if one.names == ("associations",) else one for one in carriers]
    return Plan(Document, _LAYOUT, [*known, _rights(keys), _language()])


def _associations(carrier: Carrier, version: str) -> Carrier:
    """Items within the item, each with a name."""
    order, key = _LAYOUT.names.index("associations"), carrier.key
    by_name = plan(ITEM, version).names[key].shape.type == "map"
    has_rel = "rel" in plan(ASSOCIATION, version).names

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:  # noqa: ARG001
        # In 2.0 an item with a name may say anything.
        if version == "2.0" or prefix.count("associations[") >= MAX_NESTED:
            raise Unsure
        losses: list[Loss] = []
        named: dict[str, Any] = {}
        array: list[dict[str, Any]] = []
        for index, one in enumerate(value):
            name, rel, place = one.name, one.rel, f"{prefix}associations[{index}]."
            if name.__class__ is not str or rel.__class__ not in _TEXT:
                raise Unsure
            item = _item(one.document, direct, f"{place}document.", losses)
            if by_name:
                if name in named or not (name.isascii() and name.isalnum()):
                    raise Unsure
                named[name] = item
            else:
                array.append({"name": name, **({"rel": rel} if has_rel and rel is not None else {}), **item})
            if rel is not None and not has_rel:
                losses.append(direct.drop(f"{place}rel", rel))
        out[key] = array or named
        if losses:
            lost.append((order, losses))

    return Carrier(carrier.names, put, key)


#: What a field of text may hold.
_TEXT: Final = (str, type(None))


def _language() -> Carrier:
    """The language of the content, where it was taken from that of the metadata."""
    order = _LAYOUT.names.index("metadata.languages")

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:  # noqa: ARG001
        if direct.assumed:
            path = prefix + "metadata.languages"
            reason = direct.writing.notes[path].reason
            lost.append((order, Loss("defaulted", path, to_plain(source.metadata.languages), reason)))

    return Carrier((), put, always=True)


def _rights(keys: frozenset[str]) -> Carrier:
    """The sets of rights: of several the first, and where nothing of that is written, all are lost as one."""
    order = _LAYOUT.names.index("metadata.rights")
    last = order + len(_RIGHTS.names)

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:  # noqa: ARG001
        path = prefix + "metadata.rights"
        if keys.isdisjoint(out):
            lost[:] = [one for one in lost if not order < one[0] <= last]
            lost.append((order, direct.drop(path, value)))
        elif len(value) > 1:
            lost += [(last + 0.5, direct.drop(f"{path}[{index}]", value[index])) for index in range(1, len(value))]

    return Carrier(("metadata.rights",), put)
