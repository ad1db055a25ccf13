"""The kinds that are about the item as a whole: items within it, and the block that names the standard."""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.markup.names import NAR, XML_LANG
from newsdoc.formats.ninjs.codecs import code_in
from newsdoc.formats.ninjs.engine import FORMAT, STANDARD, Frame, read_object, write_object
from newsdoc.formats.ninjs.fit import allowed
from newsdoc.formats.ninjs.kinds import Field, Restores, free_key, joined, put
from newsdoc.formats.ninjs.shapes import Entries, Rows, known_version
from newsdoc.identity import own_guid
from newsdoc.loading.json import pointer
from newsdoc.model.document import Association, Document, Foreign, Label, Language
from newsdoc.vocabulary import declared

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.engine import Writing
    from newsdoc.formats.ninjs.shapes import Row, Table

_ItemType = Literal["newsItem", "conceptItem", "planningItem"]
#: Why an item has an identifier that its document has not.
OWN_IDENTIFIER: Final = "ninjs needs an identifier: this one was made from the content"
_NAME: Final = f"{{{NAR}}}name"
#: How many items may be within one another.
MAX_NESTED = 24
#: The address of a version's schema.
_USUAL = "http://www.iptc.org/std/ninjs/ninjs-schema_{}.json"


#: An address of IPTC's schema of a version, in any of its spellings.
_SCHEMA = re.compile(r"https?://(?:www\.)?iptc\.org/std/ninjs/(?:[\w.-]+/)*ninjs-schema_([\d.]+)\.json#?", re.ASCII)


def standard_block(version: str, schema: str | None = None) -> dict[str, str]:
    """What an item of ``version`` says of the standard that it follows."""
    named = _SCHEMA.fullmatch(schema or "")
    return {
        "name": "ninjs",
        "version": version,
        "schema": schema if schema and named and named[1] == version else _USUAL.format(version),
    }


def _version_in(item: Foreign) -> str | None:
    """The version that a block that names the standard names."""
    block = _block(item)
    version = block.get("version") if isinstance(block, dict) else None
    return known_version(version) if isinstance(version, str) else None


def _block(item: Foreign) -> Any:
    try:
        return json.loads(item.value)
    except ValueError:
        return None


def _why_not(item: Foreign, block: Any, place: tuple[str, Row], writing: Writing, *, nested: bool) -> str | None:
    """Why a block that was kept cannot stand in the item that is written.

    What is nested may be of another version than the item around it, as long as both are of one line: 2.0 and 2.1, say.
    """
    key, row = place
    named = _version_in(item)
    if named is not None and (_line(named) != _line(writing.version) if nested else named != writing.version):
        return "it names another version of the standard"
    if item.path != key or not (writing.lax or allowed(row.shape, block, writing.version)):
        return f"ninjs {writing.version} has no place for what it says of the standard"
    return None


def _line(version: str) -> str:
    """The line of versions that one belongs to: those of a line differ in what they add."""
    return version.partition(".")[0]


@dataclass(frozen=True, eq=False)
class Standard(Restores):
    """The block that names the standard: each item names its own, so that it is made anew.

    An item that has none gets none, and an address of the schema that is IPTC's stays.  A block that says anything else is
    kept, and written back to the version that it names, if it names one.
    """

    def restores(self, key: str) -> bool:
        """Never: :meth:`write` does."""
        return False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Keep the block, unless it is what would be written."""
        _, key, value = entries[0]
        version, schema = frame.reading.version, value.get("schema")
        if len(frame.at) > 0 or value != standard_block(version, schema if isinstance(schema, str) else None):
            frame.keep([key], value)
        elif schema != _USUAL.format(version):
            target.metadata.standard_schema = schema

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The block that was kept, if it can stand here; else one that names the version, unless nested."""
        key, _ = rows[0]
        schema = source.metadata.standard_schema
        anew = {} if path or schema == "" else {key: standard_block(writing.version, schema)}
        for index, item in enumerate(source.foreign):
            if item.format != FORMAT or item.path not in STANDARD:
                continue
            block = _block(item)
            if reason := _why_not(item, block, rows[0], writing, nested=bool(path)):
                instead = "; the one written is named instead" if anew else ""
                writing.note(joined(path, f"foreign[{index}]"), reason + instead, "coerced" if anew else "dropped")
            else:
                return {key: block}
        return anew

    def about(self, row: Row) -> str:
        """What becomes of it."""
        return "not kept, written anew; another one is foreign"


#: What NewsML-G2 has kinds of items of its own for, by the type that ninjs has for it: the kind of item, the field that it
#: is about, and the nature that NewsML-G2 requires of such an item (NAR 12: the vocabularies cinature and plinature).
ITEM_TYPES: Final[dict[str, tuple[_ItemType, str, tuple[str, str]]]] = {
    "event": ("conceptItem", "event_details", ("cinat", "concept")),
    "planning": ("planningItem", "planned_coverage", ("plinat", "newscoverage")),
}


def is_about(document: Document, name: str) -> bool:
    """Whether an item says what its field ``name`` does and brings no news itself."""
    content = document.body or document.contents or document.renditions or document.associations
    return bool(getattr(document, name)) and not content


class Nature(Field):
    """The nature of an item; of an event or a plan also the one that NewsML-G2 has for such items."""

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The type."""
        key, row = rows[0]
        nature = source.metadata.item_class
        for kind, (item_type, name, (alias, code)) in ITEM_TYPES.items():
            if nature is None or source.item_type != item_type or not is_about(source, name):
                continue
            if code_in(alias, nature.qcode, nature.uri, writing) == code:
                return put(kind, key, row, writing)
        return super().write(source, rows, writing, path)

    def about(self, row: Row) -> str:
        """The field, and what stands for events and plans."""
        of_events = (
            "; from `cinat:concept` of an event, `plinat:newscoverage` of a plan" if "event" in row.shape.enum else ""
        )
        return super().about(row) + of_events


@dataclass(frozen=True, eq=False)
class Associations(Restores):
    """Items within the item: an array of items with names, or an object of items by name.

    ``own`` are the properties that an association has beyond those of the item that it is.
    """

    own: Table

    def source(self) -> tuple[str | None, str, bool]:
        """The list."""
        return "", "associations", False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list."""
        row, key, value = entries[0]
        if row.shape.type == "array":
            target.associations = [self.read_one(item, frame, (key, index)) for index, item in enumerate(value)]
            return
        for name, item in value.items():
            if not isinstance(item, dict):
                frame.keep_odd([key, name], item)
                continue
            association = self.read_one(item, frame, (key, name))
            association.name = name
            target.associations.append(association)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The array, or the object."""
        key, row = rows[0]
        array: list[dict[str, Any]] = []
        named: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        for index, association in enumerate(source.associations):
            place = joined(path, f"associations[{index}]")
            free = is_free(writing.version, association.name)
            item = write_item(association.document, writing, f"{place}.document", free=free)
            name = association.name
            if name is None and writing.version != "2.0":
                writing.note(f"{place}.name", "ninjs needs a name for each association", "defaulted")
                name = f"association{index + 1}"
            if row.shape.type == "array":
                own = write_object(self.own, association, writing, place)
                array.append({**({"name": name} if name is not None else {}), **own, **item})
            else:
                named[free_key(name or "", named, numbers, keys="_" if "_" in (row.shape.keys or "") else "")] = item
        return {key: array or named} if source.associations else {}

    def read_one(self, value: dict[str, Any], frame: Frame, path: tuple[str | int, ...]) -> Association:
        """An association, with the item that it holds; what neither has a place for is kept with the item."""
        at = (*frame.at, *path)
        if len(at) > 2 * MAX_NESTED:
            raise ReadError(
                f"more than {MAX_NESTED} items within one another",
                code="LIMIT-DEPTH",
                path=pointer(at),
                hint="write the inner items to files of their own",
            )
        document = Document()
        association = Association(document)
        lax = frame.reading.lax
        if lax is None and is_free(frame.reading.version, value.get("name")):
            frame.reading.lax = len(at)
        own = frame.reading.plan(self.own).names
        read_object(
            {key: item for key, item in value.items() if key in own},
            association,
            Frame(frame.reading, self.own, at, document.foreign),
        )
        read_object(
            {key: item for key, item in value.items() if key not in own},
            document,
            Frame(frame.reading, frame.table, at, document.foreign),
        )
        frame.reading.lax = lax
        adopt_guid(document, value)
        return association

    def about(self, row: Row) -> str:
        """The list."""
        return "`associations`"


def is_free(version: str, name: str | None) -> bool:
    """Whether an association may say anything: in 2.0 one that has a name may."""
    return version == "2.0" and name is not None


def adopt_guid(document: Document, value: dict[str, Any]) -> None:
    """Take the ``guid`` that some dialects have in place of ``uri`` for the identifier."""
    guid = value.get("guid")
    if "uri" not in value and isinstance(guid, str):
        document.metadata.guid = guid


def language_of(document: Document) -> str | None:
    """The language in which a document is, as names are chosen by it."""
    metadata = document.metadata
    return metadata.languages[0].tag if metadata.languages else metadata.language


def write_item(document: Document, writing: Writing, path: str, *, free: bool = False) -> dict[str, Any]:
    """The JSON object of an item, with the identifier that it must have unless it is ``free`` to say anything."""
    if path.count("associations[") > MAX_NESTED:
        raise WriteError(f"more than {MAX_NESTED} documents within one another", code="LIMIT-DEPTH", path=path)
    outer = writing.schemes, writing.language, writing.lax
    metadata = document.metadata
    if metadata.catalogs:
        writing.schemes = declared(metadata.catalogs)
    writing.language = language_of(document)
    free = free or bool(path and writing.lax)
    writing.lax = writing.lax or free
    said = with_name(with_language(document, writing, path), writing, path)
    out = write_object(writing.item, said, writing, path)
    writing.schemes, writing.language, writing.lax = outer
    if "uri" in out or free:
        return out
    place = joined(path, "metadata.guid")
    given = writing.options.guid if not path else None
    if given is not None:
        writing.note(place, "the identifier is the one given", silent=True)
    else:
        writing.note(place, OWN_IDENTIFIER, "defaulted")
    return {"uri": given if given is not None else own_guid(document), **out}


def with_language(document: Document, writing: Writing, path: str) -> Document:
    """``document`` with the language of its metadata as that of its content, where none is said: ninjs has one for both."""
    metadata = document.metadata
    if metadata.languages or metadata.language is None:
        return document
    reason = "ninjs has one language, that of the content"
    writing.note(joined(path, "metadata.language"), reason, "coerced")
    writing.note(joined(path, "metadata.languages"), reason, "defaulted", whole=True)
    return replace(document, metadata=replace(metadata, languages=[Language(metadata.language)]))


def with_name(document: Document, writing: Writing, path: str) -> Document:
    """``document`` with the name of its event as its headline, where that is in the concept of NewsML-G2 alone."""
    metadata = document.metadata
    if document.event_details is None or metadata.headlines:
        return document
    name = _name_in(document.foreign, writing.language)
    if name is None:
        return document
    writing.note(joined(path, "metadata.headlines[0]"), "the name of the event", "defaulted")
    return replace(document, metadata=replace(metadata, headlines=[Label(name)]))


def _name_in(foreign: list[Foreign], language: str | None) -> str | None:
    """The name of a concept of NewsML-G2 that is carried whole, in ``language`` if it can be."""
    from newsdoc.loading.xml import parse

    carried = next((one.value for one in foreign if (one.format, one.path) == ("newsml-g2", "concept")), None)
    try:
        concept = parse(carried.encode()) if carried is not None else None
    except ReadError:
        concept = None
    if concept is None:
        return None
    found = [(one.get(XML_LANG), " ".join("".join(one.itertext()).split())) for one in concept.iterchildren(_NAME)]
    names = [(tag, name) for tag, name in found if name]
    return next((name for tag, name in names if tag == language), names[0][1] if names else None)
