"""How properties become fields of the model, and back: the few kinds of mapping that the rows of ``fields.py`` name.

A kind may serve several rows, which are then read and written together: a scheme and a code are one URI.  ``read`` gets
the entries of an object that are its own, in the object's order; ``write`` gives the properties that it makes of the
model's object, for the rows that the version has.
"""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.ninjs.codecs import SAID, Codec, code_in, is_uri, resolved
from newsdoc.formats.ninjs.engine import MisfitError, read_object, write_object
from newsdoc.formats.ninjs.fit import allowed
from newsdoc.formats.ninjs.shapes import Entries, Rows, is_extension
from newsdoc.model.concepts import IPTC_SCHEME, OPEN_ENDS
from newsdoc.model.document import RightsInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.ninjs.engine import Frame, Writing
    from newsdoc.formats.ninjs.shapes import Row, Table


#: Why a concept has a URI and no QCode.
RESOLVED: Final = "the URI that the QCode stands for"
NO_QCODES: Final = "ninjs has no QCodes"


class Restores:
    """What most kinds say: what was kept of a property goes back to it, and there is no one field that it is about."""

    __slots__ = ()

    def source(self) -> tuple[str | None, str, bool]:
        """The field without which nothing is written: any."""
        return None, "", False

    def restores(self, key: str) -> bool:
        """Whether the general rule puts back what was kept of property ``key``."""
        return bool(key)


@cache
def _way(place: str) -> tuple[tuple[str, ...], str, str]:
    """The fields on the way to a field, the field, and the path of its owner."""
    *way, last = place.split(".")
    return tuple(way), last, "".join(".rights[0]" if name == "rights" else f".{name}" for name in way)


def place_of(target: Any, place: str, *, make: bool = False) -> tuple[Any, str, str]:
    """The owner of a field, the field, and the owner's path within ``target``, for a dotted ``place``.

    ``rights`` is the first set of rights, made where there is none and ``make`` says so; the owner is ``None`` where not.
    """
    way, last, path = _way(place)
    for name in way:
        if name == "rights":
            if make and not target.rights:
                target.rights.append(RightsInfo())
            target = target.rights[0] if target.rights else None
        else:
            target = getattr(target, name)
    return target, last, path


def joined(path: str, *parts: str) -> str:
    """A path in the document, with what follows."""
    for part in parts:
        if part:
            path += "." + part.strip(".")
    return path.removeprefix(".")


def put(value: Any, name: str, row: Row, writing: Writing) -> dict[str, Any]:
    """The property, if there is a value and the version allows it."""
    shape = row.shape
    if value is None or shape.type == "nothing":
        return {}
    if shape.type in ("string", "number", "integer") and not allowed(shape, value, writing.version):
        return {}
    if shape.type == "object" and shape.table is not None and not is_one_of(shape.table, value, writing.version):
        return {}
    return {name: value}


def is_one_of(table: Table, value: dict[str, Any], version: str) -> bool:
    """Whether an object has exactly one of the properties of which it must."""
    names = [row.name(version) for row in table.rows if row.concept in table.one_of]
    return not names or sum(name in value for name in names) == 1


def free_key(wanted: str, taken: dict[str, Any], numbers: dict[str, int], start: str = "", keys: str = "_") -> str:
    """``wanted``, or it with a number, so that ``start`` and it are a key that an object may have and has not.

    ``keys`` is empty where no key may begin with a low line.  ``numbers`` has the last number that each key got, so that
    many of one name are not counted anew for each.
    """
    if not is_extension(start + wanted, start) or (not keys and wanted.startswith("_")):
        wanted = "x" + wanted
    key, number = wanted, numbers.get(wanted, 1)
    while start + key in taken:
        number += 1
        key = f"{wanted}_{number}"
    numbers[wanted] = number
    return start + key


@dataclass(frozen=True, eq=False)
class Field(Restores):
    """A property that is a field: ``place`` is its path from the object of the table."""

    place: str
    codec: Codec

    def source(self) -> tuple[str | None, str, bool]:
        """The field itself, where its owner needs no making."""
        way, _, last = self.place.rpartition(".")
        return (way if "." not in way and way != "rights" else None), last, self.codec.as_it_is

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the field."""
        row, key, value = entries[0]
        read = self.codec.read(value, key, row, frame)
        owner, name, _ = place_of(target, self.place, make=True)
        setattr(owner, name, read)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The property, if the field has a value."""
        owner, name, way = place_of(source, self.place)
        value = getattr(owner, name, None)
        if value is None or value == []:
            return {}
        key, row = rows[0]
        return put(self.codec.write(value, row, writing, joined(path, way, name)), key, row, writing)

    def about(self, row: Row) -> str:
        """The field, and what the codec does."""
        place = self.place.replace(".rights.", ".rights[0].")
        return f"`{place}`" + (f" ({self.codec.about})" if self.codec.about else "")


@dataclass(frozen=True, eq=False)
class Term(Restores):
    """A word or code that is a field, or its URI in the field of that name with ``_uri``.

    ``uri`` says that the standard wants a URI, so that a QCode is written as the one that it stands for.  ``part`` is
    the field that holds the object of both, made by ``new`` (a concept's provenance).
    """

    name: str
    uri: bool = False
    part: str = ""
    new: Callable[[], Any] | None = None
    address: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", f"{self.name}_uri")

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set one of the two fields."""
        value = entries[0][2]
        if self.new is not None:
            if getattr(target, self.part) is None:
                setattr(target, self.part, self.new())
            target = getattr(target, self.part)
        setattr(target, self.address if is_uri(value) else self.name, value)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The word, or the URI."""
        if self.new is not None:
            source, path = getattr(source, self.part), f"{path}.{self.part}"
        if source is None:
            return {}
        word, address = getattr(source, self.name), getattr(source, self.address, None)
        if word is address is None:
            return {}
        if self.uri and word is not None:
            address = address or self._address(word, writing, joined(path, self.name))
        first, second = (address, word) if self.uri else (word, address)
        key, row = rows[0]
        return put(first if first is not None else second, key, row, writing)

    def _address(self, word: str, writing: Writing, path: str) -> str | None:
        found = resolved(word, writing)
        if found is not None:
            writing.note(path, "written as the URI that the QCode stands for")
            writing.note(f"{path}_uri", RESOLVED)
        return found

    def about(self, row: Row) -> str:
        """The two fields."""
        return f"`{joined(self.part, self.name)}`, or `…_uri` where it is a URI"


@dataclass(frozen=True, eq=False)
class Identity(Restores):
    """What identifies a concept: a scheme and a code, or a URI and a literal.

    Without a scheme, or with one that is no URI, a code is a literal, unless it is a URI.  A scheme that IPTC hosts is not
    kept, since the URI tells it; an empty one is kept as it is.  A QCode is written as the URI that it stands for; one that nothing declares, as a
    literal.
    """

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set ``uri``, ``literal`` and ``scheme``."""
        values = {row.concept: value for row, _, value in entries}
        target.uri, target.literal = values.get("uri"), values.get("literal")
        code = values.get("code")
        target.scheme = _said(values.get("scheme"), entries, frame)
        if code is not None:
            uri, literal, target.scheme = joined_code(target.scheme, code)
            target.uri = uri if uri is not None else target.uri
            target.literal = literal if literal is not None else target.literal

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """Scheme and code, or URI and literal."""
        uri, literal, scheme = source.uri, source.literal, source.scheme
        if uri is literal is scheme is source.qcode is None:
            return {}
        if source.qcode is not None:
            found = resolved(source.qcode, writing)
            if uri is None and found is not None:
                uri = found
                scheme = known_scheme(found, found.removesuffix(source.qcode.partition(":")[2]))
                writing.note(joined(path, "uri"), RESOLVED)
                writing.note(joined(path, "scheme"), "the vocabulary that the QCode's alias stands for")
            elif uri is None and literal is None:
                literal = source.qcode
                writing.note(joined(path, "literal"), "the QCode itself: no catalog of the document declares its alias")
            writing.note(joined(path, "qcode"), NO_QCODES)
        values = {"uri": uri, "literal": literal}
        if writing.line == 0:
            values |= split_code(uri, literal, scheme)
        return {name: values[row.concept] for name, row in rows if values[row.concept] is not None}

    def about(self, row: Row) -> str:
        """Which fields."""
        fields = {
            "scheme": "`scheme`",
            "code": "`uri` (scheme and code), or `literal` (code alone, or with a scheme that is no URI)",
            "uri": "`uri` (from `qcode`, resolved)",
            "literal": "`literal`",
        }
        return fields[row.concept]


def joined_code(scheme: str | None, code: str | None) -> tuple[str | None, str | None, str | None]:
    """URI, literal and scheme of a concept that has a scheme and a code, or one of them.

    With a scheme that is no URI there is none for the concept: the code is a literal, and the scheme is kept beside it.  A
    scheme whose URI does not end where a code can begin has a slash between (``…/mediatopic`` and ``20000002``).
    """
    if code is None:
        return None, None, scheme
    if scheme is None or not is_uri(scheme + "x"):
        return (code, None, _hosted(code, scheme)) if is_uri(code) else (None, code, scheme)
    if not code or scheme.endswith(OPEN_ENDS) or code[0] in "#?":
        uri = scheme + code
        return uri, None, known_scheme(uri, scheme)
    if code[0] == "/":
        # Where it was taken apart could not be told.
        return None, code, scheme
    return f"{scheme}/{code}", None, scheme


def _hosted(uri: str, scheme: str | None) -> str | None:
    """The scheme of a URI that was the code: empty where the URI alone would tell another."""
    return "" if scheme is None and IPTC_SCHEME.match(uri) else scheme


def split_code(uri: str | None, literal: str | None, scheme: str | None) -> dict[str, str | None]:
    """Scheme and code for a concept's URI or literal."""
    if uri is None:
        beside = literal is None or joined_code(scheme or None, literal) == (None, literal, scheme)
        return {"scheme": (scheme or None) if beside else None, "code": literal}
    if scheme is None and (hosted := IPTC_SCHEME.match(uri)):
        return {"scheme": hosted[0], "code": uri[hosted.end() :]}
    if scheme:
        rest = uri.removeprefix(scheme)
        for code in (rest, rest[1:], uri):
            if joined_code(scheme, code) == (uri, None, scheme):
                return {"scheme": scheme, "code": code}
    return {"scheme": None, "code": uri}


def _said(scheme: str | None, entries: Entries, frame: Frame) -> str | None:
    """A scheme that says something; an empty one is kept as it is."""
    if scheme != "":
        return scheme
    frame.keep([next(key for row, key, _ in entries if row.concept == "scheme")], "")
    return None


def known_scheme(uri: str, scheme: str) -> str | None:
    """``scheme``, unless it is the one that ``uri`` tells."""
    hosted = IPTC_SCHEME.match(uri)
    return None if hosted and hosted[0] == scheme else scheme


@dataclass(frozen=True, eq=False)
class LinkRole(Restores):
    """What a link is for: a scheme and a code, or a URI."""

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set ``rel`` or ``rel_uri``, and ``scheme``."""
        values = {row.concept: value for row, _, value in entries}
        scheme = _said(values.get("scheme"), entries, frame)
        code, role = values.get("code"), values.get("role")
        if role is not None:
            target.rel_uri, target.rel = (role, None) if is_uri(role) else (None, role)
        elif code is not None:
            target.rel_uri, target.rel, scheme = joined_code(scheme, code)
        target.scheme = scheme

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """Scheme and code, or the URI."""
        uri, word, scheme = source.rel_uri, source.rel, source.scheme
        if uri is None and word is not None and (found := resolved(word, writing)) is not None:
            uri, scheme = found, known_scheme(found, found.removesuffix(word.partition(":")[2]))
            writing.note(joined(path, "rel"), "written as the URI that the QCode stands for")
            writing.note(joined(path, "rel_uri"), RESOLVED)
            writing.note(joined(path, "scheme"), "the vocabulary that the QCode's alias stands for")
        values = {"role": uri if uri is not None else word, **split_code(uri, word, scheme)}
        return {name: values[row.concept] for name, row in rows if values[row.concept] is not None}

    def about(self, row: Row) -> str:
        """Which fields."""
        return "`scheme`" if row.concept == "scheme" else "`rel_uri` (from `rel`, resolved), or `rel`"


@dataclass(frozen=True, eq=False)
class Sized(Restores):
    """A number that measures something: only in the unit that ninjs measures it in."""

    name: str
    codec: Codec
    unit: str
    alias: str
    code: str

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the field."""
        row, key, value = entries[0]
        setattr(target, self.name, self.codec.read(value, key, row, frame))

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The number, unless it is in another unit."""
        value = getattr(source, self.name)
        word, uri = getattr(source, self.unit), getattr(source, f"{self.unit}_uri")
        if value is None:
            return {}
        if (word, uri) != (None, None) and code_in(self.alias, word, uri, writing) != self.code:
            writing.note(joined(path, self.name), f"ninjs has it in {self.code} only")
            return {}
        key, row = rows[0]
        return put(self.codec.write(value, row, writing, joined(path, self.name)), key, row, writing)

    def about(self, row: Row) -> str:
        """The field and its unit."""
        return f"`{self.name}` (in {self.code})"


@dataclass(frozen=True, eq=False)
class Inline(Restores):
    """An object of JSON whose properties are fields of an object that is there already.

    That is the object of the table, or the one at ``place``.
    """

    table: Table
    place: str = ""

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Read the properties into the object; an empty one says nothing and is kept."""
        _, key, value = entries[0]
        if not value:
            raise MisfitError(key)
        owner = place_of(target, f"{self.place}.", make=True)[0] if self.place else target
        read_object(value, owner, frame.inner((key,), self.table, owner if self.place else None))

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The object of JSON, if it has a property and the version allows it."""
        key, row = rows[0]
        if not self.place:
            return put(write_object(self.table, source, writing, path, restore=False) or None, key, row, writing)
        owner, _, way = place_of(source, f"{self.place}.")
        if owner is None:
            return {}
        return put(write_object(self.table, owner, writing, joined(path, way)) or None, key, row, writing)

    def about(self, row: Row) -> str:
        """Where."""
        return f"`{self.place}[0]`" if self.place else "its properties"


@dataclass(frozen=True, eq=False)
class Identified(Restores):
    """A text that is the object of the model itself: its URI where it is one, else its literal."""

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set ``uri`` or ``literal``."""
        text = entries[0][2]
        target.uri, target.literal = (text, None) if is_uri(text) else (None, text)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The URI, the literal, or for want of them the QCode or a name."""
        key, row = rows[0]
        return put(SAID.write(source, row, writing, path), key, row, writing)

    def about(self, row: Row) -> str:
        """The two fields."""
        return "`uri` where it is one, else `literal`"
