"""Which fields the kinds carry exactly whose JSON is an object by name or properties of several names, as in line 1."""

# ruff: noqa: ARG001 - what writes a field gets the same whether it needs it or not

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Loss
from newsdoc.formats.ninjs import kinds, markups, structures
from newsdoc.formats.ninjs.codecs import is_uri, resolved
from newsdoc.formats.ninjs.direct.plans import Carrier, Plan, Unsure, layout
from newsdoc.formats.ninjs.direct.values import flat
from newsdoc.formats.ninjs.fit import allowed
from newsdoc.formats.ninjs.geojson import geojson_of
from newsdoc.formats.ninjs.labels import main_of
from newsdoc.formats.ninjs.shapes import is_extension
from newsdoc.model.document import Content, Geometry, Label

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.bodies import Count
    from newsdoc.formats.ninjs.direct.plans import Direct, Put
    from newsdoc.formats.ninjs.direct.values import Place
    from newsdoc.formats.ninjs.labels import Labels

_IDENTITY: Final = attrgetter("qcode", "uri", "literal", "scheme")


def write_code(place: Place) -> Put:
    """A scheme and a code that are the concept's URI, or a code that is its literal."""
    keys = {row.concept: key for key, row in place.rows}
    rest, of_qcode, of_uri = place.rest, place.order("qcode"), place.order("uri")

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        qcode, uri, literal, scheme = _IDENTITY(source)
        found = uri
        if qcode is not None:
            found = resolved(qcode, direct.writing) if qcode.__class__ is str else None
            own = found is None or kinds.known_scheme(found, found.removesuffix(qcode.partition(":")[2])) is not None
            if own or not uri is literal is scheme is None:
                # Its scheme is written, which the document does not say.
                rest(source, value, out, direct, prefix, lost)
                return
        said = kinds.split_code(found, literal, scheme)
        if kinds.joined_code(said["scheme"], said["code"]) != (found, literal, scheme):
            rest(source, value, out, direct, prefix, lost)
            return
        for name in ("scheme", "code"):
            if said[name] is not None:
                out[keys[name]] = said[name]
        if qcode is not None:
            lost.append((of_qcode, Loss("dropped", prefix + "qcode", qcode, kinds.NO_QCODES)))
            lost.append((of_uri, Loss("defaulted", prefix + "uri", found, kinds.RESOLVED)))

    return put


_PLAIN_POINT: Final = attrgetter("radius", "radius_unit", "radius_unit_uri", "geojson", "name")


def geometries(place: Place, kind: structures.Geometries) -> Put:
    """One point, its numbers as JSON writes them."""
    name, row = place.rows[0]
    key = name if row.shape.type == "geojson" else name[:-1] + kind.default
    rest = place.rest

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        found = geojson_of(value[0]) if len(value) == 1 and _is_point(value[0]) else None
        if found is None or [str(number) for number in found["coordinates"]] != _numbers(value[0]):
            rest(source, value, out, direct, prefix, lost)
            return
        out[key] = found

    return put


def _is_point(geometry: Geometry) -> bool:
    """Whether it is a point and nothing else is said of it."""
    if geometry.kind != "point" or _PLAIN_POINT(geometry) != (None,) * 5 or len(geometry.positions) != 1:
        return False
    return geometry.positions[0].gps_datum is None


def _numbers(geometry: Geometry) -> list[str]:
    position = geometry.positions[0]
    numbers = [position.longitude, position.latitude]
    return numbers if position.altitude is None else [*numbers, position.altitude]


def labels_by_role(place: Place, kind: Labels) -> Put:
    """Texts with plain roles, each a property whose name ends in the role; one without a role where there is a name for it."""
    names = {row.concept.endswith("*"): key for key, row in place.rows}
    bare, start = names.get(False), names.get(True, "*")[:-1]
    rest, (name,) = place.rest, place.names
    order, known = place.order(name), layout(Label)
    plan = Plan(Label, known, [Carrier(("role",), None, "role"), Carrier(("value",), None, "value"), flat(known)])

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        made: dict[str, Any] = {}
        losses: list[Any] = []
        main = 0 if len(value) == 1 or bare is None else _main_of(value, source, direct)
        for index, label in enumerate(value):
            said = plan.write(label, direct, f"{prefix}{name}[{index}].", losses)
            role = said.get("role")
            key = bare if role is None else start + role
            plain = label.role_uri is None and (index == main if role is None else _is_plain(role, start))
            if not plain or key is None or key in made or "value" not in said:
                rest(source, value, out, direct, prefix, lost)
                return
            made[key] = said["value"]
        out.update(made)
        if losses:
            lost.append((order, losses))

    return put


def _main_of(value: list[Any], source: Any, direct: Direct) -> int | None:
    """The index of the headline among several labels."""
    if not all(label.__class__ is Label and label.rank.__class__ in (int, type(None)) for label in value):
        raise Unsure
    return main_of(value, direct.writing.language, coded=bool(source.metadata.catalogs))


def _is_plain(role: str, start: str) -> bool:
    """Whether a role can be the end of a name, and says nothing of the text's media type."""
    return bool(start) and role.isascii() and role.isalnum() and markups.label_type(role) is None


def renditions_by_name(place: Place, kind: structures.Renditions, plan: Plan) -> Put:
    """Files by their names."""
    key, rest, (name,) = place.key, place.rest, place.names
    order = place.order(name)

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        losses: list[Any] = []
        made: dict[str, Any] = {}
        try:
            for index, rendition in enumerate(value):
                word = plain_name(rendition, direct)
                if word.isascii() and word.isalnum():
                    made[word] = plan.write(rendition, direct, f"{prefix}{name}[{index}].", losses)
        except Unsure:
            made = {}
        if len(made) != len(value):
            rest(source, value, out, direct, prefix, lost)
            return
        out[key] = made
        if losses:
            lost.append((order, losses))

    return put


def plain_name(rendition: Any, direct: Direct) -> str:
    """The name of a file: a code of IPTC's by its usual QCode, or another word; raises :class:`Unsure` for anything else."""
    word: str = rendition.rendition
    if word.__class__ is not str or rendition.rendition_uri is not None:
        raise Unsure
    if word.startswith("rnd:"):
        word = word[4:]
        if word not in structures.RENDITIONS or "rnd" in direct.writing.schemes:
            raise Unsure
    elif word in structures.RENDITIONS or is_uri(word):
        raise Unsure
    return word


def count(place: Place, kind: Count) -> Put:
    """A count of the item's, where it says one or its body says none."""
    key, shape, version, rest, name = place.key, place.row.shape, place.version, place.rest, kind.name

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        number = getattr(source.metadata, name)
        if number is None and not any(getattr(one, name) is not None for one in source.contents):
            return
        if number.__class__ is int and allowed(shape, number, version):
            out[key] = number
        else:
            rest(source, value, out, direct, prefix, lost)

    return put


def body_by_role(place: Place, entry_plan: Plan) -> Put:
    """A body with a role that, with the look of its text, tells its media type."""
    start, rest = place.key[:-1], place.rest
    order = place.order("contents")

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:
        entry = source.contents[0] if len(source.contents) == 1 else None
        text = _text_by_role(entry, source.body, direct) if entry is not None else None
        if entry is None or text is None or not is_extension(start + entry.role, start):
            rest(source, value, out, direct, prefix, lost)
            return
        losses: list[Any] = []
        entry_plan.write(entry, direct, f"{prefix}contents[0].", losses)
        out[start + entry.role] = text
        if losses:
            lost.append((order, losses))

    return put


def _text_by_role(entry: Content, body: list[Any], direct: Direct) -> str | None:
    """The text of the body's only alternative, where a reader will take it for the very alternative that it is."""
    role, kind = entry.role, markups.wanted_kind(entry)
    if not body or entry.value is not None or entry.foreign or direct.writing.options.body is not None:
        return None
    if role.__class__ is not str or (entry.char_count, entry.word_count) != (None, None):
        return None
    text = markups.certain(kind, body)
    if text is None:
        return None
    implied = markups.implied_type(role, text, alone=True, known={(kind, text): markups.Parsed(body, exact=True)})
    read = Content(role=role, content_type=implied)
    by_role = markups.kind_of(Content(role=role), text)
    if implied != entry.content_type or by_role != kind or markups.form_of(read, text) != entry.form:
        return None
    return text
