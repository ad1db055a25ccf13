"""Concepts as nearly all are: a name, what identifies them, a nature, a relevance, and nothing else.

They are what an item has most of, so they are written without looking at each of their fields.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Loss
from newsdoc.formats.ninjs import kinds
from newsdoc.formats.ninjs.codecs import OneName, resolved
from newsdoc.formats.ninjs.direct.plans import Plan, layout
from newsdoc.formats.ninjs.residue import reason_of
from newsdoc.formats.ninjs.shapes import plan as plan_of
from newsdoc.model.document import Concept, Name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdoc.formats.ninjs.direct.plans import Carrier, Direct
    from newsdoc.formats.ninjs.shapes import Table

_CORE: Final = ("qcode", "uri", "literal", "names", "type", "relevance")
_GET_CORE: Final = attrgetter(*_CORE)
_REST: Final = layout(Concept, frozenset(_CORE))
_GET_REST, _EMPTY_REST = _REST.get, _REST.defaults
_OF_NAME: Final = layout(Name, frozenset({"value", "language"}))
_GET_NAME, _EMPTY_NAME = _OF_NAME.get, _OF_NAME.defaults
#: What a field of text may hold.
_TEXT: Final = (str, type(None))


class ConceptPlan(Plan):
    """The plan of concepts that have a name, a URI and a literal in the version.

    ``nature`` is what the property that they are in says of them, empty where it says nothing; ``relevance`` has the bounds
    of the property of that name, if there is one.
    """

    __slots__ = ("nature", "relevance")

    def __init__(self, carriers: Iterable[Carrier], nature: str | None, relevance: tuple[int, int] | None) -> None:
        super().__init__(Concept, layout(Concept), carriers)
        self.nature = nature
        self.relevance = relevance

    def write(self, source: Any, direct: Direct, prefix: str, losses: list[Loss]) -> dict[str, Any]:
        """As :meth:`Plan.write`, at once where nothing but the usual is said."""
        out = self._usual(source, direct)
        if out is None:
            return super().write(source, direct, prefix, losses)
        qcode, uri, _, names, kind, relevance = _GET_CORE(source)
        if qcode is not None:
            losses.append(Loss("dropped", prefix + "qcode", qcode, kinds.NO_QCODES))
            if uri is None:
                losses.append(Loss("defaulted", prefix + "uri", out["uri"], kinds.RESOLVED))
        if names and names[0].language is not None:
            losses.append(Loss("dropped", prefix + "names[0].language", names[0].language, direct.dropped))
        if kind != self.nature and (kind is not None or self.nature):
            losses.append(self._other_nature(kind, direct, prefix + "type"))
        if relevance is not None and self.relevance is None:
            losses.append(Loss("dropped", prefix + "relevance", relevance, direct.dropped))
        return out

    def said(self, source: Any, direct: Direct, prefix: str) -> tuple[dict[str, Any], Any]:
        """As :meth:`Plan.said`."""
        out = self._usual(source, direct)
        return super().said(source, direct, prefix) if out is None else (out, _plain(source))

    def _usual(self, source: Any, direct: Direct) -> dict[str, Any] | None:
        """The object for a concept of which nothing but the usual is said; else ``None``."""
        if source.__class__ is not Concept or _GET_REST(source) != _EMPTY_REST:
            return None
        qcode, uri, literal, names, kind, relevance = _GET_CORE(source)
        if kind.__class__ not in _TEXT or literal.__class__ not in _TEXT or uri.__class__ not in _TEXT:
            return None
        out: dict[str, Any] = {}
        if names != []:
            name = names[0]
            if len(names) != 1 or not _is_plain_name(name):
                return None
            out["name"] = name.value
        if qcode is not None:
            found = resolved(qcode, direct.writing) if qcode.__class__ is str else None
            if found is None:
                return None
            out["uri"] = found if uri is None else uri
        elif uri is not None:
            out["uri"] = uri
        if literal is not None:
            out["literal"] = literal
        if relevance is not None and not self._is_said(relevance, out):
            return None
        return out

    def _is_said(self, relevance: Any, out: dict[str, Any]) -> bool:
        """Write a relevance where there is a property for it; whether it is one that is certain to come back, or has none."""
        if relevance.__class__ is not int:
            return False
        if self.relevance is not None:
            least, most = self.relevance
            out["relevance"] = relevance
            return least <= relevance <= most
        return True

    def _other_nature(self, kind: str | None, direct: Direct, path: str) -> Loss:
        """The loss of a nature that the property does not say."""
        if not self.nature:
            return Loss("dropped", path, kind, direct.dropped)
        version = direct.writing.version
        if kind is None:
            return Loss("defaulted", path, self.nature, reason_of("defaulted", version))
        return Loss("coerced", path, kind, reason_of("coerced", version))


def _is_plain_name(name: Any) -> bool:
    """Whether a name says nothing but itself and its language."""
    if name.__class__ is not Name or name.value.__class__ is not str or name.language.__class__ not in _TEXT:
        return False
    return bool(_GET_NAME(name) == _EMPTY_NAME)


def _plain(source: Concept) -> dict[str, Any]:
    """What :func:`newsdoc.model.plain.to_plain` makes of a concept of which nothing but the usual is said."""
    plain: dict[str, Any] = {}
    qcode, uri, literal, names, kind, relevance = _GET_CORE(source)
    if qcode is not None:
        plain["qcode"] = qcode
    if uri is not None:
        plain["uri"] = uri
    if literal is not None:
        plain["literal"] = literal
    if names:
        value, language = names[0].value, names[0].language
        plain["names"] = [{"value": value} if language is None else {"value": value, "language": language}]
    if kind is not None:
        plain["type"] = kind
    if relevance is not None:
        plain["relevance"] = relevance
    return plain


def concept_plan(table: Table, version: str, carriers: list[Carrier], nature: str | None) -> Plan:
    """The plan of the concepts of a table."""
    rows = plan_of(table, version).names
    known = [key for key, row in rows.items() if row.to.__class__ is kinds.Identity]
    named = rows["name"].to if "name" in rows else None
    by_name = isinstance(named, kinds.Field) and isinstance(named.codec, OneName)
    if known != ["uri", "literal"] or not by_name or next(iter(rows)) != "name":
        return Plan(Concept, layout(Concept), carriers)
    relevance = rows.get("relevance")
    bounds = (relevance.shape.minimum or 0, relevance.shape.maximum or 0) if relevance is not None else None
    return ConceptPlan(carriers, nature, bounds)
