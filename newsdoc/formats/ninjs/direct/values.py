"""Which values of a field each codec carries exactly.

For each codec there is a function that makes, once for a version, what writes a field and says what of it is lost.  It does
so for the plain forms of the field's value and leaves all others to ``rest``, which reads them back.
"""

# ruff: noqa: ARG001 - what writes a field gets the same whether it needs it or not

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Loss
from newsdoc.formats.ninjs import codecs
from newsdoc.formats.ninjs.direct.plans import Carrier, Layout, Plan, Unsure, layout
from newsdoc.formats.ninjs.fit import WIDEST, allowed
from newsdoc.formats.ninjs.residue import FLAT
from newsdoc.formats.ninjs.times import is_complete
from newsdoc.model.document import Concept, Label, Language, Name
from newsdoc.model.plain import to_plain
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.ninjs.codecs import Part
    from newsdoc.formats.ninjs.direct.plans import Direct, Put
    from newsdoc.formats.ninjs.shapes import Row, Rows, Table

    Maker = Callable[["Place", Any], Put | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a kind writes: its rows, the fields that it is about, what they are fields of, and what else would write them.

    ``parts`` gives the plans of parts.
    """

    kind: Any
    rows: Rows
    names: tuple[str, ...]
    known: Layout
    version: str
    rest: Put
    parts: Callable[[Table, type, str], Plan]

    @property
    def key(self) -> str:
        """The property's name."""
        return self.rows[0][0]

    @property
    def row(self) -> Row:
        """The property's row."""
        return self.rows[0][1]

    def order(self, name: str) -> int:
        """The place of a field in the order of losses."""
        return self.known.names.index(name)


# --- parts of the model of which one text is written ------------------------------------------------------------------


@cache
def _texts(cls: type, name: str) -> Plan:
    """A class of which the field ``name``, a text, is written."""
    known = layout(cls)
    return Plan(cls, known, [Carrier((name,), None, name), *([flat(known)] if cls is Label else [])])


def flat(known: Layout) -> Carrier:
    """The markup of a label of which the text alone is written."""
    order = known.names.index("content")

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        lost.append((order, Loss("flattened", prefix + "content", to_plain(value), FLAT.reason)))

    return Carrier(("content",), put)


def _text_of(cls: type, name: str) -> Callable[[Any, Direct, str, list[Any]], str | None]:
    """What gives the text ``name`` of an object and adds to a list that the rest is lost."""
    plan, bare = _texts(cls, name), only(cls, name)

    def text(value: Any, direct: Direct, path: str, losses: list[Any]) -> str | None:
        if bare(value):
            return getattr(value, name)  # type: ignore[no-any-return]
        return plan.write(value, direct, path + ".", losses).get(name)

    return text


def only(cls: type, name: str) -> Callable[[Any], bool]:
    """What tells whether an object of a class says nothing but its field ``name``."""
    others = layout(cls, frozenset({name}))
    get, defaults = others.get, others.defaults
    return lambda value: value.__class__ is cls and get(value) == defaults


_LABEL: Final = _text_of(Label, "value")
_NAME: Final = _text_of(Name, "value")
_TAG: Final = _text_of(Language, "tag")


def _missing(values: list[Any], kept: int, direct: Direct, path: str, losses: list[Any]) -> None:
    """All of a list but the one that is written are lost."""
    losses += [direct.drop(f"{path}[{index}]", value) for index, value in enumerate(values) if index != kept]


def _one_name(names: list[Name], direct: Direct, path: str, losses: list[Any]) -> str | None:
    """The name that is written of several."""
    if len(names) == 1:
        return _NAME(names[0], direct, path + "[0]", losses)
    language = direct.writing.language
    index = next((i for i, name in enumerate(names) if name.language == language), 0)
    text = _NAME(names[index], direct, f"{path}[{index}]", losses)
    _missing(names, index, direct, path, losses)
    return text


def _names(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
    losses: list[Any] = []
    out["names"] = _one_name(value, direct, prefix + "names", losses)
    lost.append((_CONCEPT.names.index("names"), losses))


_CONCEPT: Final = layout(Concept)
_NAMED: Final = Plan(Concept, _CONCEPT, [Carrier(("names",), _names)])
_NAMES_ALONE: Final = only(Concept, "names")
_CODED: Final = _text_of(Concept, "qcode")


# --- codecs -----------------------------------------------------------------------------------------------------------


def _same(place: Place, codec: Any) -> Put | None:
    """Text as it is, one of some words, a whole number."""
    shape, key, version, rest = place.row.shape, place.key, place.version, place.rest
    if shape.plain:
        return None
    if shape.type == "string":

        def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
            if value.__class__ is str and allowed(shape, value, version):
                out[key] = value
            else:
                rest(source, value, out, direct, prefix, lost)

        return put
    least = 1 - WIDEST if shape.minimum is None else shape.minimum
    most = WIDEST - 1 if shape.maximum is None else shape.maximum

    def put_number(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        if value.__class__ is int and least <= value <= most:
            out[key] = value
        else:
            rest(source, value, out, direct, prefix, lost)

    return put_number


def _time(place: Place, codec: Any) -> Put:
    """A date and a time with a zone."""
    key, rest = place.key, place.rest

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        if value.__class__ is Timestamp and is_complete(value):
            out[key] = str(value)
        else:
            rest(source, value, out, direct, prefix, lost)

    return put


def _digits(place: Place, codec: Any) -> Put:
    """A whole number that the model has as text."""
    key, rest = place.key, place.rest

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        if value.__class__ is str and len(value) < 16 and value.isascii() and value.isdigit() and value[0] != "0":
            out[key] = int(value)
        else:
            rest(source, value, out, direct, prefix, lost)

    return put


def _choice(place: Place, codec: codecs.Choice) -> Put:
    """One of a few words."""
    key, rest = place.key, place.rest
    words = {meaning: word for word, meaning in codec.words}

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        if value in words:
            out[key] = words[value]
        else:
            rest(source, value, out, direct, prefix, lost)

    return put


def _inner(
    text: Callable[[Any, Direct, str, list[Any]], str | None], cls: type | None = None, part: str = ""
) -> Callable[[Place, Any], Put]:
    """What writes a text that ``text`` gives of the field's value, with what it says is lost.

    Most values are a list of one object of ``cls`` that says nothing but its field ``part``: then that is the text.
    """
    bare = only(cls, part) if cls is not None else lambda _: False

    def make(place: Place, codec: Any) -> Put:
        key, rest, (name,) = place.key, place.rest, place.names
        order = place.order(name)
        if not place.row.shape.plain:
            return rest

        def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
            losses: list[Any] = []
            if value.__class__ is list and len(value) == 1 and bare(value[0]):
                found = getattr(value[0], part)
            else:
                found = text(value, direct, prefix + name, losses)
            if found.__class__ is not str:
                rest(source, value, out, direct, prefix, lost)
                return
            out[key] = found
            if losses:
                lost.append((order, losses))

        return put

    return make


def _main_text(value: list[Label], direct: Direct, path: str, losses: list[Any]) -> str | None:
    if len(value) == 1:
        return _LABEL(value[0], direct, path + "[0]", losses)
    index = next((i for i, label in enumerate(value) if label.role is None and label.role_uri is None), 0)
    text = _LABEL(value[index], direct, f"{path}[{index}]", losses)
    _missing(value, index, direct, path, losses)
    return text


def _first_tag(value: list[Language], direct: Direct, path: str, losses: list[Any]) -> str | None:
    text = _TAG(value[0], direct, path + "[0]", losses)
    if len(value) > 1:
        _missing(value, 0, direct, path, losses)
    return text


def _concept_name(value: Concept, direct: Direct, path: str, losses: list[Any]) -> str | None:
    """The name of a concept that has one."""
    if value.names and _NAMES_ALONE(value):
        return _one_name(value.names, direct, path + ".names", losses)
    return _NAMED.write(value, direct, path + ".", losses).get("names")


def _first_name(value: list[Concept], direct: Direct, path: str, losses: list[Any]) -> str | None:
    text = _concept_name(value[0], direct, path + "[0]", losses)
    if len(value) > 1:
        _missing(value, 0, direct, path, losses)
    return text


def _first(place: Place, codec: codecs.First) -> Put:
    return _inner(_first_name)(place, codec) if isinstance(codec.inner, codecs.Named) else place.rest


def _coded(place: Place, codec: codecs.Coded) -> Put:
    """A concept of one of IPTC's vocabularies, by its QCode, if that is the usual one."""
    key, rest, alias, shape, version, (name,) = (
        *(place.key, place.rest, codec.alias, place.row.shape, place.version),
        place.names,
    )
    order, start = place.order(name), codec.alias + ":"

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        losses: list[Any] = []
        qcode = _CODED(value, direct, prefix + name, losses)
        code = qcode[len(start) :] if qcode is not None and qcode.startswith(start) else None
        if code is None or alias in direct.writing.schemes or not allowed(shape, code, version):
            rest(source, value, out, direct, prefix, lost)
            return
        out[key] = code
        if losses:
            lost.append((order, losses))

    return put


def _part(place: Place, codec: Part) -> Put:
    """An object that is an object of the model."""
    key, rest, (name,) = place.key, place.rest, place.names
    order = place.order(name)
    if codec.needs or codec.table.one_of or place.row.shape.type != "object":
        return rest
    inner = _Lazy(place, codec)

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        losses: list[Any] = []
        try:
            out[key] = inner.plan.write(value, direct, f"{prefix}{name}.", losses)
        except Unsure:
            rest(source, value, out, direct, prefix, lost)
            return
        if losses:
            lost.append((order, losses))

    return put


class _Lazy:
    """The plan of a part, made when it is first needed: parts may be within one another."""

    def __init__(self, place: Place, part: Part) -> None:
        self.part = part
        self.version = place.version
        self.make = place.parts
        self._plan: Plan | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        if self._plan is None:
            self._plan = self.make(self.part.table, self.part.new().__class__, self.version)
        return self._plan


def listed(place: Place, part: Part) -> Put:
    """A list of objects, one for each of the model."""
    key, rest, (name,) = place.key, place.rest, place.names
    order, inner = place.order(name), _Lazy(place, part)

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        losses: list[Any] = []
        write = inner.plan.write
        try:
            out[key] = [write(item, direct, f"{prefix}{name}[{i}].", losses) for i, item in enumerate(value)]
        except Unsure:
            rest(source, value, out, direct, prefix, lost)
            return
        if losses:
            lost.append((order, losses))

    return put


def _parts(place: Place, codec: codecs.Parts) -> Put:
    return place.rest if codec.part.needs or codec.part.table.one_of else listed(place, codec.part)


CODECS: Final[dict[type, Maker]] = {
    codecs.Same: _same,
    codecs.Time: _time,
    codecs.Digits: _digits,
    codecs.Choice: _choice,
    codecs.MainText: _inner(_main_text, Label, "value"),
    codecs.OneText: _inner(_LABEL),
    codecs.OneName: _inner(_one_name, Name, "value"),
    codecs.Named: _inner(_concept_name),
    codecs.Tag: _inner(_first_tag, Language, "tag"),
    codecs.First: _first,
    codecs.Coded: _coded,
    codecs.Part: _part,
    codecs.Parts: _parts,
}
