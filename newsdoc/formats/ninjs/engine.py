"""The two walks over the tables of ``fields.py``: a JSON object into the model, and a part of the model into JSON.

What a table has no row for, and what a row cannot read, is kept as :class:`~newsdoc.model.document.Foreign` on the
nearest object of the model that can hold it, under its path from there (RFC 6901 without the first slash), as JSON
text; writing puts it back where the version allows it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import excerpt
from newsdoc.formats.base import Losses, LossKind, WriteOptions
from newsdoc.formats.ninjs.fit import EXACT, LENIENT, MISFIT, allowed, fit
from newsdoc.formats.ninjs.shapes import Table, line_of, plan, table_of
from newsdoc.formats.ninjs.times import is_complete, zoned
from newsdoc.loading.json import pointer
from newsdoc.model.document import Foreign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.ninjs.markups import Parsed
    from newsdoc.formats.ninjs.shapes import Plan, Row
    from newsdoc.model.timestamp import Timestamp

FORMAT = "ninjs"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)
#: The most faults of a file that are listed.
MAX_FOUND = 1_000
#: The names of the block that names the standard; it is kept and restored by its own kind alone.
STANDARD = ("standard", "$standard")


class MisfitError(Exception):
    """A value that a kind has no place for; its property is kept as it is.  Never leaves the reader."""


@dataclass(slots=True)
class Found:
    """A fault of the source, with its place: problems are made of them when all are known."""

    code: str
    message: str
    at: tuple[str | int, ...]
    hint: str | None = None
    key: bool = False


@dataclass(slots=True)
class Reading:
    """What the reading of one file knows.

    ``parsed`` has the bodies that were read already, by their kind of markup and their text.  ``lax`` is the depth from
    which on nothing is forbidden, so that nothing is a fault.  ``more`` faults were found than are listed.
    """

    version: str
    parsed: dict[tuple[str, str], Parsed | None] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    losses: Losses = field(default_factory=Losses)
    lax: int | None = None
    more: int = 0

    def plan(self, table: Table) -> Plan:
        """The table as the version has it."""
        return plan(table, self.version)


@dataclass(slots=True)
class Frame:
    """One object being read: where it is, and where what is kept of it goes."""

    reading: Reading
    table: Table
    at: tuple[str | int, ...]
    kept: list[Foreign]
    prefix: tuple[str | int, ...] = ()

    def keep(self, path: Sequence[str | int], value: Any) -> None:
        """Keep a property as it is."""
        text = _ENCODER.encode(value)
        self.kept.append(Foreign(pointer((*self.prefix, *path))[1:], text, format=FORMAT))

    def keep_odd(self, path: Sequence[str | int], value: Any) -> None:
        """Keep what should be an object and is none."""
        self.keep(path, value)
        if self.is_listed():
            self.problem(
                "NJ-TYPE", f"the value of {excerpt(str(path[-1]))} is not an object", path, "it is kept as it is"
            )

    def is_listed(self) -> bool:
        """Whether a fault found here is listed: where nothing is forbidden there is none, and of very many the rest is counted."""
        if self.reading.lax is not None and len(self.at) >= self.reading.lax:
            return False
        if len(self.reading.found) < MAX_FOUND:
            return True
        self.reading.more += 1
        return False

    def problem(self, code: str, message: str, path: Sequence[str | int], hint: str | None = None) -> None:
        """Note something that the version does not allow; only where :meth:`is_listed` says so."""
        self.reading.found.append(Found(code, message, (*self.at, *path), hint, key=code == "NJ-UNKNOWN-PROPERTY"))

    def inner(self, path: tuple[str | int, ...], table: Table, owner: Any) -> Frame:
        """The frame of an object at ``path`` within this one; ``owner`` keeps what is foreign there, if it can."""
        kept = getattr(owner, "foreign", None)
        if kept is None:
            return Frame(self.reading, table, self.at + path, self.kept, self.prefix + path)
        return Frame(self.reading, table, self.at + path, kept)


def read_object(value: dict[str, Any], target: Any, frame: Frame) -> None:
    """Read a JSON object into ``target`` by the rows of the frame's table."""
    shape = frame.reading.plan(frame.table)
    entries: dict[Any, list[tuple[Row, str, Any]]] = {}
    for key, raw in value.items():
        row = shape.row(key)
        if row is None:
            _keep_unknown(key, raw, frame)
            continue
        fitted = raw if raw.__class__ is str and row.shape.plain else _fitted(row, key, raw, frame)
        if fitted is not None:
            entries.setdefault(row.to, []).append((row, key, fitted))
    for kind, items in entries.items():
        try:
            kind.read(items, target, frame)
        except MisfitError:
            for row, key, fitted in items:
                _keep_unfit(row, key, fitted, frame)
    if frame.kept and not frame.prefix:
        frame.kept.sort(key=lambda item: item.path)


def _fitted(row: Row, key: str, raw: Any, frame: Frame) -> Any:
    """A property's value as its row understands it; ``None`` where it does not, and then it is kept."""
    fitted, how = fit(row.shape, raw)
    valid = how is EXACT and row.shape.minimum is None and not row.shape.pattern
    valid = valid or allowed(row.shape, raw, frame.reading.version)
    if how is MISFIT:
        frame.keep([key], raw)
        if (not valid or raw not in ([], {})) and frame.is_listed():
            message = f"the value of {excerpt(key)} is not what the standard says: {_expected(row)}"
            frame.problem("NJ-TYPE", message, [key], "it is kept as it is")
        return None
    if how is LENIENT:
        _understood(row, key, raw, fitted, frame)
    elif not valid:
        if frame.is_listed():
            frame.problem("NJ-TYPE", f"the value of {excerpt(key)} is not {_expected(row)}", [key])
    elif row.shape.format == "date-time" and not is_complete(fitted):
        frame.keep([key], raw)
    return fitted


def _understood(row: Row, key: str, raw: Any, fitted: Any, frame: Frame) -> None:
    """Account for a value that was read as another: kept if it may be written again, else a loss of reading."""
    if frame.is_listed():
        message = f"the value of {excerpt(key)} is read as {excerpt(json.dumps(fitted, ensure_ascii=False))}"
        frame.problem("NJ-TYPE", message, [key], f"the standard says {_expected(row)}")
    if allowed(row.shape, raw, frame.reading.version):
        frame.keep([key], raw)
    else:
        place = pointer((*frame.at, key))
        frame.reading.losses.coerced(place, raw, f"the standard says {_expected(row)}", source=place)


def _keep_unfit(row: Row, key: str, value: Any, frame: Frame) -> None:
    """Keep what the model has no place for; a fault only where the standard has none either."""
    path = pointer((*frame.prefix, key))[1:]
    if not any(item.path == path for item in frame.kept):
        frame.keep([key], value)
    if not allowed(row.shape, value, frame.reading.version) and frame.is_listed():
        frame.problem("NJ-TYPE", f"the value of {excerpt(key)} cannot be understood", [key], "it is kept as it is")


def _keep_unknown(key: str, value: Any, frame: Frame) -> None:
    frame.keep([key], value)
    if not frame.table.is_open(frame.reading.version) and frame.is_listed():
        message = f"ninjs {frame.reading.version} has no property {excerpt(key)} here"
        frame.problem("NJ-UNKNOWN-PROPERTY", message, [key], "it is kept as it is")


#: What a property should be whose type is no word of JSON's.
_WORDS: Final = {
    "map": "an object of objects by name",
    "any": "an object that says something",
    "geojson": "an object of GeoJSON",
    "nothing": "absent: no value is valid",
}


def _expected(row: Row) -> str:
    shape = row.shape
    if shape.enum:
        return "one of " + ", ".join(shape.enum)
    if shape.of is not None and shape.type == "array":
        return f"an array of {shape.of.type}s"
    if shape.minimum is not None:
        return f"{shape.minimum} to {shape.maximum}"
    if shape.type in _WORDS:
        return _WORDS[shape.type]
    article = "an" if shape.type[0] in "aeio" else "a"
    return f"{article} {shape.format or shape.type}"


@dataclass(slots=True)
class Note:
    """Why something of the document is not as it was; ``whole`` where the place is to be reported as one loss.

    ``silent`` is for what the caller asked for: it is no loss.
    """

    reason: str
    kind: LossKind | None = None
    whole: bool = False
    silent: bool = False


@dataclass(slots=True)
class Writing:
    """What the writing of one document knows; ``item`` is the table of items.

    ``schemes`` are the vocabularies that the document declares, by alias.
    ``aligned`` says of a list in the document which of its items each item of the written list is, -1 for a new one;
    ``notes`` say why a place of the document is not as it was.  While ``lax`` what was kept goes back although it is not
    valid.
    """

    version: str
    options: WriteOptions
    item: Table
    schemes: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    notes: dict[str, Note] = field(default_factory=dict)
    lax: bool = False
    aligned: dict[str, list[int]] = field(default_factory=dict)
    parsed: dict[tuple[str, str], Parsed | None] = field(default_factory=dict)

    @property
    def line(self) -> int:
        """The place of the version's line."""
        return line_of(self.version)

    def plan(self, table: Table) -> Plan:
        """The table as the version has it."""
        return plan(table, self.version)

    def note(
        self,
        path: str,
        reason: str,
        kind: LossKind | None = None,
        *,
        whole: bool = False,
        silent: bool = False,
    ) -> None:
        """Say why ``path`` is not as it was."""
        self.notes[path] = Note(reason, kind, whole, silent)


def write_object(table: Table, source: Any, writing: Writing, path: str, *, restore: bool = True) -> dict[str, Any]:
    """The JSON object that a part of the model is, with what is foreign put back if ``restore`` says so."""
    out: dict[str, Any] = {}
    for kind, rows, simple, last, name in writing.plan(table).writers:
        if simple is not None:
            value = getattr(getattr(source, simple) if simple else source, last)
            if value is None or value == []:
                continue
            if name is not None and value.__class__ is str:
                out[name] = value
                continue
        made = kind.write(source, rows, writing, path)
        if made:
            out.update(made)
    foreign = getattr(source, "foreign", None)
    if foreign and restore:
        for item in foreign:
            if item.format == FORMAT:
                _restore(table, out, item, writing)
    return out


def _restore(table: Table, out: dict[str, Any], item: Foreign, writing: Writing) -> None:
    """Put one foreign fragment back where it was, if it is still true and the version has room for it."""
    tokens = [token.replace("~1", "/").replace("~0", "~") for token in item.path.split("/")]
    *way, last = tokens
    place: Any = out
    within: Table | None = table
    closed = False
    for token in way:
        if isinstance(place, list):
            place = place[int(token)] if token.isdecimal() and int(token) < len(place) else None
            continue
        row = writing.plan(within).row(token) if within is not None else None
        if row is None or not isinstance(place, dict):
            return
        if token not in place and (row.shape.type == "any" or (writing.lax and row.shape.type == "object")):
            place[token] = {}
        within, place, closed = table_of(row.shape), place.get(token), row.shape.type == "map"
        if closed:
            within = None
    if isinstance(place, dict) and (not closed or writing.lax):
        _restore_at(within, place, last, item.value, writing)


def _restore_at(table: Table | None, place: dict[str, Any], key: str, text: str, writing: Writing) -> None:
    row = writing.plan(table).row(key) if table is not None else None
    may_be = table is None or writing.lax or table.is_open(writing.version)
    if row is None and (key in place or key in STANDARD or not may_be):
        return
    try:
        raw = json.loads(text)
    except ValueError:
        return
    if row is None:
        place[key] = raw
        return
    if not row.to.restores(key) or not (writing.lax or allowed(row.shape, raw, writing.version)):
        return
    fitted, how = fit(row.shape, raw)
    if how is MISFIT or row.shape.format != "date-time":
        says_it = key in place and place[key] == fitted if how is LENIENT else key not in place
    else:
        says_it = key in place and _says(place[key], fitted, writing)
    if says_it:
        place[key] = raw


def _says(written: str, time: Timestamp, writing: Writing) -> bool:
    """Whether what was written is ``time``, completed by nobody's wish."""
    return writing.options.timezone is None and written == zoned(time, None)[0]
