"""The kinds of mapping whose JSON has another structure than the model.

They are lists that are maps in one line of ninjs and arrays in another, and lists that are several properties.
"""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from newsdoc.formats.ninjs.codecs import Part, code_in, is_uri
from newsdoc.formats.ninjs.geojson import geojson_of, geometry_of, is_geojson
from newsdoc.formats.ninjs.kinds import Restores, free_key, is_one_of, joined
from newsdoc.model.document import AltId, ContactInfo, ItemLink, RightsExpression

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.engine import Frame, Writing
    from newsdoc.formats.ninjs.shapes import Entries, Row, Rows
    from newsdoc.model.document import Concept, Rendition


#: Which property a concept of which nature is in; what has another nature, or none, is a plain subject.
NATURES: Final = {
    "person": "people",
    "organisation": "organisations",
    "geoArea": "places",
    "poi": "places",
    "event": "events",
    "object": "objects",
}


#: The same by the QCodes of the natures, where a document does not give the alias another meaning; most are so.
_BY_QCODE: Final[dict[str | None, str]] = {
    **{f"cpnat:{code}": group for code, group in NATURES.items()},
    "cpnat:abstract": "subjects",
}
#: What is lost of a list of subjects that mixes natures.
REGROUPED: Final = "ninjs groups subjects by their nature; the order between the groups is lost"


@cache
def nature_of(group: str) -> str | None:
    """The nature of the concepts of a property; ``None`` for the plain subjects."""
    return next((f"cpnat:{code}" for code, concept in NATURES.items() if concept == group), None)


def groups_of(concepts: list[Concept], writing: Writing) -> dict[str, list[int]]:
    """Which concepts go to which property, in the order in which the natures appear."""
    groups: dict[str, list[int]] = {}
    usual = {} if "cpnat" in writing.schemes else _BY_QCODE
    for index, concept in enumerate(concepts):
        group = usual.get(concept.type)
        if group is None:
            group = NATURES.get(code_in("cpnat", concept.type, concept.type_uri, writing) or "", "subjects")
        groups.setdefault(group, []).append(index)
    return groups


@dataclass(frozen=True, eq=False)
class Subjects(Restores):
    """What the content is about: one list of the model, a property a nature in ninjs.

    The properties are written in the order in which their natures appear, so that only a list that mixes them changes.
    """

    parts: dict[str, Part]

    def source(self) -> tuple[str | None, str, bool]:
        """The list."""
        return "metadata", "subjects", False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list, in the order of the object."""
        for row, key, value in entries:
            nature = nature_of(row.concept)
            for index, item in enumerate(value):
                concept = self.parts[row.concept].read_at(item, (key, index), frame)
                concept.type = nature
                target.metadata.subjects.append(concept)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """A property a nature."""
        path = joined(path, "metadata.subjects")
        groups = groups_of(source.metadata.subjects, writing)
        order = [index for group in groups.values() for index in group]
        writing.aligned[path] = order
        if order != sorted(order):
            writing.note(path, REGROUPED, "coerced")
        found = {row.concept: (key, row) for key, row in rows}
        out: dict[str, Any] = {}
        for concept, group in groups.items():
            key, row = found[concept]
            subjects = source.metadata.subjects
            out[key] = [self.parts[concept].write(subjects[i], row, writing, f"{path}[{i}]") for i in group]
        return out

    def about(self, row: Row) -> str:
        """The list and the nature."""
        nature = nature_of(row.concept)
        return "`metadata.subjects`" + (f" with type `{nature}`" if nature else " with no type, or another")


#: The names of renditions that are codes of IPTC's vocabulary of them.
RENDITIONS: Final = frozenset({"highRes", "lowRes", "preview", "thumbnail", "web"})


def _name_rendition(rendition: Rendition, name: str) -> None:
    """Give a rendition its name: a URI, a code of IPTC's, or any word."""
    if is_uri(name):
        rendition.rendition_uri = name
    else:
        rendition.rendition = f"rnd:{name}" if name in RENDITIONS else name


def _rendition_name(rendition: Rendition, writing: Writing) -> str | None:
    """The code of IPTC's vocabulary, or what else names a rendition."""
    word, uri = rendition.rendition, rendition.rendition_uri
    code = code_in("rnd", word, uri, writing) if word is None or word.startswith("rnd:") else None
    return code or (word if word is not None else uri)


@dataclass(frozen=True, eq=False)
class Renditions(Restores):
    """Files: an array of objects with names, or an object of objects by name."""

    place: str
    part: Part

    def source(self) -> tuple[str | None, str, bool]:
        """The list."""
        return "", "renditions", False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list."""
        row, key, value = entries[0]
        if row.shape.type == "array":
            read = [self.part.read_at(item, (key, index), frame) for index, item in enumerate(value)]
        else:
            read = []
            for name, item in value.items():
                if not isinstance(item, dict):
                    frame.keep_odd([key, name], item)
                    continue
                rendition = self.part.read_at(item, (key, name), frame)
                _name_rendition(rendition, name)
                read.append(rendition)
        setattr(target, self.place, read)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The array, each with a name, or the object."""
        renditions = getattr(source, self.place)
        if not renditions:
            return {}
        key, row = rows[0]
        path = joined(path, self.place)
        taken: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        written: list[dict[str, Any]] = []
        for index, rendition in enumerate(renditions):
            value = self.part.write(rendition, row, writing, f"{path}[{index}]")
            name = _rendition_name(rendition, writing)
            if name is None:
                writing.note(f"{path}[{index}].rendition", "ninjs needs a name for each rendition", "defaulted")
                name = f"rendition{index + 1}"
            if row.shape.type == "array":
                written.append({"name": name, **value})
            else:
                taken[free_key(name, taken, numbers, keys="_" if "_" in (row.shape.keys or "") else "")] = value
        return {key: written or taken}

    def about(self, row: Row) -> str:
        """The list."""
        return f"`{self.place}`"


@dataclass(frozen=True, eq=False)
class RenditionName(Restores):
    """A rendition's name, where it is a property; :class:`Renditions` writes it."""

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set ``rendition``, or ``rendition_uri``."""
        _name_rendition(target, entries[0][2])

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """Nothing."""
        return {}

    def about(self, row: Row) -> str:
        """The field."""
        return "`rendition` (`rnd:…` for a code of IPTC's), or `rendition_uri` where it is a URI"


@dataclass(frozen=True, eq=False)
class AltIds(Restores):
    """Other identifiers: an array of objects, or an object of texts by role, which may hold anything else as well."""

    part: Part

    def source(self) -> tuple[str | None, str, bool]:
        """The list."""
        return "metadata", "alt_ids", False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list; what is not text is kept as it is."""
        row, key, value = entries[0]
        if row.shape.type == "array":
            target.metadata.alt_ids = [self.part.read_at(item, (key, i), frame) for i, item in enumerate(value)]
            return
        for role, item in value.items():
            if isinstance(item, str):
                made = AltId(item, role_uri=role) if is_uri(role) else AltId(item, role=role)
                target.metadata.alt_ids.append(made)
            else:
                frame.keep([key, role], item)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The array, or the object."""
        alt_ids = source.metadata.alt_ids
        if not alt_ids:
            return {}
        key, row = rows[0]
        if row.shape.type == "array":
            place = joined(path, "metadata.alt_ids")
            return {key: [self.part.write(one, row, writing, f"{place}[{i}]") for i, one in enumerate(alt_ids)]}
        out: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        for one in alt_ids:
            role = next((role for role in (one.role, one.role_uri) if role is not None), "id")
            out[role if role not in out else free_key(role, out, numbers)] = one.value
        return {key: out}

    def about(self, row: Row) -> str:
        """The list."""
        return "`metadata.alt_ids`" + (" (the key is the role)" if row.shape.type == "any" else "")


@dataclass(frozen=True, eq=False)
class Contacts(Restores):
    """Ways to reach a party: a flat array, in the model one set of them."""

    part: Part

    def source(self) -> tuple[str | None, str, bool]:
        """The list."""
        return "", "contact_info", False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list to one set."""
        _, key, value = entries[0]
        contacts = [self.part.read_at(item, (key, index), frame) for index, item in enumerate(value)]
        target.contact_info = [ContactInfo(contacts=contacts)]

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The contacts of all sets, each with a value or an address."""
        key, row = rows[0]
        place = joined(path, "contact_info")
        written: list[dict[str, Any]] = []
        if len(source.contact_info) > 1:
            writing.note(place, "ninjs has one list of contacts", "flattened", whole=True)
        for index, info in enumerate(source.contact_info):
            inner = f"{place}[{index}].contacts"
            writing.aligned[inner] = []
            for number, contact in enumerate(info.contacts):
                value = self.part.write(contact, row, writing, f"{inner}[{number}]")
                if "value" in value:
                    value.pop("address", None)
                if is_one_of(self.part.table, value, writing.version):
                    written.append(value)
                    writing.aligned[inner].append(number)
        return {key: written} if written else {}

    def about(self, row: Row) -> str:
        """The list."""
        return "`contact_info[0].contacts`"


@dataclass(frozen=True, eq=False)
class Geometries(Restores):
    """Where a place is: a GeoJSON object, or objects of anything by name; ``geometry_geojson`` has no name of its own."""

    default: str = "geojson"

    def source(self) -> tuple[str | None, str, bool]:
        """The list."""
        return "", "geometries", False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list."""
        for row, key, value in entries:
            name = (row.name(frame.reading.version) or "").removesuffix("*")
            ending = key[len(name) :]
            named = None if ending in ("", self.default) else ending
            target.geometries.append(geometry_of(value, named))

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The first that is GeoJSON, or a property each."""
        name, row = rows[0]
        place = joined(path, "geometries")
        out: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        order: list[int] = []
        for index, geometry in enumerate(source.geometries):
            value = geojson_of(geometry)
            single = row.shape.type == "geojson"
            if value is None or (single and (out or not is_geojson(value))):
                continue
            if geometry.geojson is None and geometry_of(value, geometry.name) != geometry:
                writing.note(f"{place}[{index}]", "written as GeoJSON", "coerced", whole=True)
            order.append(index)
            wanted = self.default if geometry.name is None else geometry.name
            out[name if single else free_key(wanted, out, numbers, name[:-1])] = value
        writing.aligned[place] = order
        return out

    def about(self, row: Row) -> str:
        """The list."""
        return "`geometries`" + (" (the name is the end of the property's)" if "*" in row.concept else "")


def _encoding(text: str) -> str:
    """The media type of a rights expression, by its look; ninjs does not say it."""
    known = {"{": "application/json", "[": "application/json", "<": "application/xml"}
    return known.get(text.lstrip()[:1], "text/plain")


@dataclass(frozen=True, eq=False)
class Rights(Restores):
    """Rights in a rights language: a link to them, or the expression itself, never both."""

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set a link and the language of the set, or an expression with its language."""
        values = {row.concept: value for row, _, value in entries}
        if "encodedRights" in values:
            text = values["encodedRights"]
            target.expressions = [
                RightsExpression(text, values.get("langId"), form="data", encoding_type=_encoding(text))
            ]
        if "linkedRights" in values:
            target.links = [ItemLink(href=values["linkedRights"])]
        if "encodedRights" not in values:
            target.langid = values.get("langId")

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The first link, or the first expression."""
        names = {row.concept: key for key, row in rows}
        linked = next((i for i, link in enumerate(source.links) if link.href is not None), None)
        if linked is not None:
            writing.aligned[joined(path, "links")] = [linked]
            values = {"langId": source.langid, "linkedRights": source.links[linked].href}
        elif source.expressions:
            first = source.expressions[0]
            values = {"langId": first.langid, "encodedRights": first.value}
        else:
            return {}
        return {names[concept]: value for concept, value in values.items() if value is not None}

    def about(self, row: Row) -> str:
        """The field."""
        fields = {"linkedRights": "`links[0].href`", "encodedRights": "`expressions[0].value`"}
        return fields.get(row.concept, "`langid`, or `expressions[0].langid`")


@dataclass(frozen=True, slots=True)
class DatesPart:
    """Dates: a start or an expected start, or an end or an expected end, but not both of the first and both of the second.

    Dates that say neither cannot be written.
    """

    as_it_is: ClassVar[bool] = False
    part: Part
    about: str = ""

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The dates."""
        return self.part.read(value, key, row, frame)

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The dates as the version allows them; of two that exclude one another the certain one."""
        out = self.part.write(value, row, writing, path)
        pairs = (("startDate", "expectedStartDate"), ("endDate", "expectedEndDate"))
        if any((certain in out) != (expected in out) for certain, expected in pairs):
            return out
        for certain, expected in pairs:
            if certain in out:
                out.pop(expected)
                return out
        writing.note(path, "ninjs has no dates without a start and an end", "dropped")
        return None
