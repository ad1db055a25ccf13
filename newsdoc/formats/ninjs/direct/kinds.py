"""Which fields each kind of mapping carries exactly; the functions are as those of the codecs (``values.py``)."""

# ruff: noqa: ARG001 - what writes a field gets the same whether it needs it or not

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Loss
from newsdoc.formats.ninjs import kinds, labels, markups, nested, structures
from newsdoc.formats.ninjs.bodies import Bodies, Count
from newsdoc.formats.ninjs.codecs import is_uri, resolved
from newsdoc.formats.ninjs.direct import maps
from newsdoc.formats.ninjs.direct.concepts import concept_plan
from newsdoc.formats.ninjs.direct.plans import Carrier, Layout, Plan, Unsure, apart, layout
from newsdoc.formats.ninjs.direct.values import CODECS, Place, listed
from newsdoc.formats.ninjs.engine import FORMAT
from newsdoc.formats.ninjs.residue import FLAT, reason_of
from newsdoc.formats.ninjs.shapes import plan as plan_of
from newsdoc.model.compare import PLAIN_BODY
from newsdoc.model.document import Concept, Content, Rendition
from newsdoc.model.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.ninjs.direct.plans import Direct, Put
    from newsdoc.formats.ninjs.direct.values import Maker
    from newsdoc.formats.ninjs.shapes import Table


# --- kinds ------------------------------------------------------------------------------------------------------------


def _field(place: Place, kind: kinds.Field) -> Put | None:
    maker = CODECS.get(type(kind.codec))
    return maker(place, kind.codec) if maker is not None else place.rest


def _term(place: Place, kind: kinds.Term) -> Put:
    """A word that is no URI, or a URI."""
    key, rest, name, address = place.key, place.rest, kind.name, kind.address
    if kind.uri or kind.new is not None or not place.row.shape.plain:
        return rest

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        word, uri = getattr(source, name), getattr(source, address, None)
        if uri is None and word.__class__ is str and (":" not in word or not is_uri(word)):
            out[key] = word
        elif word is None and uri.__class__ is str and is_uri(uri):
            out[key] = uri
        else:
            rest(source, value, out, direct, prefix, lost)

    return put


_IDENTITY: Final = attrgetter("qcode", "uri", "literal", "scheme")


def _identity(place: Place, kind: Any) -> Put:
    """A URI, or the QCode that stands for one, and a literal."""
    keys = {row.concept: key for key, row in place.rows}
    rest, of_qcode, of_uri = place.rest, place.order("qcode"), place.order("uri")
    if "code" in keys:
        return maps.write_code(place)

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        qcode, uri, literal, scheme = _IDENTITY(source)
        found = uri
        if qcode is not None:
            known = resolved(qcode, direct.writing) if qcode.__class__ is str else None
            if known is None:
                rest(source, value, out, direct, prefix, lost)
                return
            found = known if uri is None else uri
        if scheme is not None or found.__class__ not in _TEXT or literal.__class__ not in _TEXT:
            rest(source, value, out, direct, prefix, lost)
            return
        if found is not None:
            out["uri"] = found
        if literal is not None:
            out["literal"] = literal
        if qcode is not None:
            lost.append((of_qcode, Loss("dropped", prefix + "qcode", qcode, kinds.NO_QCODES)))
            if uri is None:
                lost.append((of_uri, Loss("defaulted", prefix + "uri", found, kinds.RESOLVED)))

    return put


#: What a field of text may hold.
_TEXT: Final = (str, type(None))


def _sized(place: Place, kind: kinds.Sized) -> Put:
    """A number in the unit that ninjs has it in."""
    put = CODECS[type(kind.codec)](place, kind.codec)
    rest, units = place.rest, attrgetter(kind.unit, f"{kind.unit}_uri")

    def sized(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        (rest if put is None or units(source) != (None, None) else put)(source, value, out, direct, prefix, lost)

    return sized


def _markup(place: Place, kind: labels.Markup) -> Put:
    """The text of a label that is no markup."""
    keys = {row.concept: key for key, row in place.rows}
    content_key, value_key, rest, order = keys["contentType"], keys["value"], place.rest, place.order("content")

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        content_type, text = source.content_type, source.value
        if text.__class__ is not str:
            raise Unsure
        if content_type is not None:
            if content_type.__class__ is not str or markups.type_kind(content_type) == markups.XHTML:
                rest(source, value, out, direct, prefix, lost)
                return
            out[content_key] = content_type
        out[value_key] = text
        if source.content is not None:
            lost.append((order, Loss("flattened", prefix + "content", to_plain(source.content), FLAT.reason)))

    return put


def _labels(place: Place, kind: labels.Labels) -> Put:
    """Texts with roles, as an array."""
    return listed(place, kind.part) if place.row.shape.type == "array" else maps.labels_by_role(place, kind)


def _renditions(place: Place, kind: structures.Renditions) -> Put:
    """Files, as an array or by name."""
    if place.row.shape.type == "array":
        return listed(place, kind.part)
    known = layout(Rendition)
    carriers = carriers_of(kind.part.table, Rendition, known, place.version)
    return maps.renditions_by_name(place, kind, Plan(Rendition, known, [*carriers, _NAMED_BY_KEY]))


def _no_property(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
    """What is said elsewhere."""


_NAMED_BY_KEY: Final = Carrier(("rendition", "rendition_uri"), _no_property)


def _rendition_name(place: Place, kind: structures.RenditionName) -> Put:
    """The name of a file: a code of IPTC's by its usual QCode, or another word."""
    key = place.key

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        out[key] = maps.plain_name(source, direct)

    return put


def _subjects(place: Place, kind: structures.Subjects) -> Put:
    """What the content is about, in groups; where these change the order, the list is one loss."""
    rest, (name,), version = place.rest, place.names, place.version
    order = place.order(name)
    parts = {row.concept: (key, kind.parts[row.concept], structures.nature_of(row.concept)) for key, row in place.rows}

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        groups = structures.groups_of(value, direct.writing)
        listed = [index for group in groups.values() for index in group]
        regrouped = listed != sorted(listed)
        losses: list[Any] = []
        made: dict[str, Any] = {}
        path = prefix + name
        plain: list[Any] = [None] * len(value)
        try:
            for concept, group in groups.items():
                key, part, nature = parts[concept]
                plan = part_plan(part.table, Concept, version, nature)
                if regrouped:
                    made[key] = entries = []
                    for i in group:
                        entry, plain[i] = plan.said(value[i], direct, f"{path}[{i}].")
                        entries.append(entry)
                else:
                    made[key] = [plan.write(value[i], direct, f"{path}[{i}].", losses) for i in group]
        except Unsure:
            rest(source, value, out, direct, prefix, lost)
            return
        out.update(made)
        if regrouped:
            losses = [Loss("coerced", path, plain, structures.REGROUPED)]
        if losses:
            lost.append((order, losses))

    return put


def _nature(nature: str | None, known: Layout) -> Carrier:
    """The nature of a concept, which the property that it is in says."""
    order = known.names.index("type")

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        kind = source.type
        if kind == nature:
            return
        if kind is None:
            reason = reason_of("defaulted", direct.writing.version)
            lost.append((order, Loss("defaulted", prefix + "type", nature, reason)))
        elif nature is None:
            lost.append((order, direct.drop(prefix + "type", kind)))
        else:
            reason = reason_of("coerced", direct.writing.version)
            lost.append((order, Loss("coerced", prefix + "type", to_plain(kind), reason)))

    return Carrier(("type",), put, always=True)


def _standard(place: Place, kind: nested.Standard) -> Put:
    """The block that names the standard."""
    key, version = place.key, place.version

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        schema = source.metadata.standard_schema
        if not prefix and schema != "":
            out[key] = nested.standard_block(version, schema)

    return put


_FORM: Final = frozenset({"form", "value"})


def _bodies(place: Place, kind: Bodies) -> Put:
    """A body whose text is certain to say it, with no other alternatives beside it."""
    key, rest, version = place.key, place.rest, place.version
    order = place.order("contents")
    known = layout(Content, _FORM)
    if place.row.shape.type != "array":
        said = [Carrier(("role", "content_type"), _no_property)]
        return maps.body_by_role(place, Plan(Content, known, said))
    of_form = known.names.index("role") - 0.5
    (content_key,) = (
        name for name, row in plan_of(kind.part.table, version).names.items() if row.concept == "contentType"
    )
    plain = {content_key: PLAIN_BODY.content_type}
    entry_plan = Plan(Content, known, carriers_of(kind.part.table, Content, known, version))

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        contents = source.contents
        if not _is_plain_body(source, direct):
            rest(source, value, out, direct, prefix, lost)
            return
        entry = contents[0] if contents else PLAIN_BODY
        wanted = markups.wanted_kind(entry)
        text = markups.certain(wanted, source.body)
        if text is None or markups.kind_of(entry, text) != wanted:
            rest(source, value, out, direct, prefix, lost)
            return
        losses: list[Any] = []
        made = entry_plan.write(entry, direct, f"{prefix}contents[0].", losses)
        if contents and made == plain:
            # So little is not said of a body that has no alternatives.
            lost.append((order, direct.drop(prefix + "contents", contents)))
        elif contents:
            if entry.form != markups.form_of(entry, text):
                at = sum(_order_in(known, loss.path) < of_form for loss in losses)
                reason = reason_of("coerced", version)
                losses.insert(at, Loss("coerced", f"{prefix}contents[0].form", entry.form, reason))
            lost.append((order, losses))
        made["value"] = text
        out[key] = [made]

    return put


def _is_plain_body(source: Any, direct: Direct) -> bool:
    """Whether there is a body, and beside it at most the entry that stands for it, of which ninjs keeps nothing."""
    contents, metadata = source.contents, source.metadata
    if not source.body or direct.writing.options.body is not None or len(contents) > 1:
        return False
    if metadata.char_count is not None or metadata.word_count is not None:
        return False
    return not contents or (contents[0].value is None and all(one.format != FORMAT for one in contents[0].foreign))


def _order_in(known: Layout, path: str) -> int:
    """The place of the field that a path within the first alternative names."""
    return known.names.index(path.rpartition("contents[0].")[2].partition(".")[0].partition("[")[0])


def _rest(place: Place, kind: Any) -> Put:
    return place.rest


_RIGHTS: Final = ("links", "expressions", "langid")


def _inline_names(kind: kinds.Inline) -> tuple[str, ...]:
    if kind.place:
        return tuple(f"metadata.rights[0].{name}" for name in _RIGHTS)
    return tuple(row.to.place for row in kind.table.rows if isinstance(row.to, kinds.Field))


#: For each kind the fields that it is about, and what makes what writes them.
_KINDS: Final[dict[type, tuple[Callable[[Any], tuple[str, ...]], Maker]]] = {
    kinds.Field: (lambda kind: (kind.place.replace(".rights.", ".rights[0]."),), _field),
    kinds.Term: (lambda kind: (kind.part,) if kind.part else (kind.name, kind.address), _term),
    kinds.Identity: (lambda _: ("qcode", "uri", "literal", "scheme"), _identity),
    kinds.LinkRole: (lambda _: ("rel", "rel_uri", "scheme"), _rest),
    kinds.Sized: (lambda kind: (kind.name,), _sized),
    kinds.Inline: (_inline_names, _rest),
    kinds.Identified: (lambda _: ("uri", "literal", "qcode", "names"), _rest),
    labels.Labels: (lambda kind: (kind.place,), _labels),
    labels.Markup: (lambda _: ("content_type", "value", "content"), _markup),
    Bodies: (lambda _: ("body", "contents"), _bodies),
    Count: (lambda kind: (f"metadata.{kind.name}",), maps.count),
    structures.Subjects: (lambda _: ("metadata.subjects",), _subjects),
    structures.Renditions: (lambda kind: (kind.place,), _renditions),
    structures.RenditionName: (lambda _: ("rendition", "rendition_uri"), _rendition_name),
    structures.AltIds: (lambda _: ("metadata.alt_ids",), _rest),
    structures.Contacts: (lambda _: ("contact_info",), _rest),
    structures.Geometries: (lambda _: ("geometries",), maps.geometries),
    structures.Rights: (lambda _: _RIGHTS, _rest),
    nested.Nature: (lambda kind: (kind.place,), _field),
    nested.Associations: (lambda _: ("associations",), _rest),
    nested.Standard: (lambda _: (), _standard),
}
#: Kinds that may write something although the fields that they are about are not set.
_ALWAYS: Final = (Count, nested.Standard, structures.RenditionName)


def carriers_of(table: Table, cls: type, known: Layout, version: str) -> list[Carrier]:
    """What writes an object of ``cls`` by a table, in the order of rows."""
    made = []
    for kind, rows in plan_of(table, version).kinds:
        names_of, maker = _KINDS[type(kind)]
        names = tuple(name for name in names_of(kind) if name in known.names)
        rest = apart(kind, rows, names, (cls, known, table))
        put = maker(Place(kind, rows, names, known, version, rest, part_plan), kind)
        made.append(Carrier(names, put, rows[0][0], always=isinstance(kind, _ALWAYS)))
    return made


@cache
def part_plan(table: Table, cls: type, version: str, nature: str | None = "") -> Plan:
    """The plan of a part of the model that a table is about; ``nature`` is that of a subject, empty for what is none."""
    known = layout(cls)
    carriers = carriers_of(table, cls, known, version)
    if cls is Concept:
        own = [_nature(nature, known)] if nature != "" else []
        return concept_plan(table, version, [*carriers, *own], nature)
    return Plan(cls, known, carriers)
