"""The front matter of a Markdown file: finding it, reading it into a document, writing it.

YAML between lines of ``---``; TOML between ``+++`` and a JSON object at the very beginning are read, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsdoc.errors import ReadError, WriteError, escaped, excerpt
from newsdoc.formats.markdown import people, shorthand, unknown
from newsdoc.formats.markdown.direct import MAKERS, NOT_PLAIN
from newsdoc.formats.markdown.fields import BY_KEY, HEADLINES, KEYS, ROWS, TITLE, Row
from newsdoc.formats.markdown.other_front_matter import json_object, toml_mapping
from newsdoc.formats.markdown.yaml_writer import dump
from newsdoc.loading import yaml
from newsdoc.loading.yaml import Mapping, Sequence, Text
from newsdoc.model.document import Document, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError

    from newsdoc.formats.base import Losses

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\n")
_ENDS: Final = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
#: How a line of front matter begins.
_KEY = re.compile(r"[A-Za-z_][\w.\-]*[ \t]*(?::[ \t\n]|:\Z|=)", re.ASCII)
#: A body that begins like this gets front matter before it, so that it is not taken for some.
_MISTAKABLE = re.compile(r"---|\+\+\+|\{|\ufeff")


#: The places of all rows; the values that say nothing, by place; the place of the row that a key belongs to.
_ALL: Final = range(len(ROWS))
_EMPTY: Final = {"metadata": Metadata(), "document": Document()}
_DEFAULTS: Final = [getattr(_EMPTY[row.owner], row.field) for row in ROWS]
_ORDERS: Final = {row.key: order for order, row in enumerate(ROWS)} | {TITLE: list(BY_KEY).index(HEADLINES)}


class Parts(NamedTuple):
    """A file in its two parts; ``body_line`` is the number of the body's first line.

    ``comments`` are those of the front matter, each with its line.  ``fence`` is what the front matter begins with (``---``,
    ``+++``, ``{``), ``""`` where there is none; its text is that from ``start`` to ``end``, and the body's begins at
    ``body_start``.
    """

    front: Mapping
    body: str
    body_line: int
    comments: list[tuple[int, str]]
    fence: str = ""
    start: int = 0
    end: int = 0
    body_start: int = 0


# --- reading ----------------------------------------------------------------------------------------------------------


def split(text: str) -> Parts:
    """The front matter and the body of a file whose lines end with line feeds.  A file need not have front matter.

    Raises :class:`newsdoc.ReadError` as :func:`newsdoc.loading.yaml.load` does, and ``FM-UNCLOSED`` where keys and values
    begin and nothing ends them.
    """
    opening = _FENCE.match(text)
    closing = _ENDS[opening[1]].search(text, opening.end()) if opening else None
    if opening is not None and closing is None and _KEY.match(text, opening.end()):
        raise ReadError(
            "the front matter that begins here does not end",
            code="FM-UNCLOSED",
            line=1,
            column=1,
            hint=f"end it with a line {opening[1]}; write *** for a break between parts of the text",
        )
    if opening is None or closing is None:
        found = json_object(text) if text.startswith("{") else None
        return _parts(text, *found)._replace(fence="{", end=found[1]) if found else _parts(text, Mapping(), 0)
    inside = text[opening.end() : closing.start()]
    comments: list[tuple[int, str]] = []
    try:
        if opening[1] == "+++":
            front = toml_mapping(inside, first_line=2)
        else:
            front = yaml.load(inside, first_line=2)
            comments = yaml.comments(inside, first_line=2)
    except ReadError as error:
        if error.code == "FM-NOT-A-MAPPING" and yaml.is_plain_text(inside):
            return _parts(text, Mapping(), 0)  # a line of text between two thematic breaks
        raise
    parts = _parts(text, front, closing.end(), comments)
    return parts._replace(fence=opening[1], start=opening.end(), end=closing.start())


def _parts(text: str, front: Mapping, end: int, comments: Iterable[tuple[int, str]] = ()) -> Parts:
    return Parts(front, text[end:], text.count("\n", 0, end) + 1, list(comments), body_start=end)


def report_comments(parts: Parts, losses: Losses) -> None:
    """The comments of the front matter are not of the document."""
    for line, comment in parts.comments:
        losses.dropped("metadata", comment, "a comment of the front matter is not of the document", line=line)


def read(front: Mapping) -> Document:
    """A document without a body from front matter.

    Raises :class:`newsdoc.ReadError` ``FM-VALUE`` where a value is not what its key needs, with its line and column.
    """
    if not front:
        return Document()
    known, other, keys = _sorted_out(front)
    made, plain = _made(known)
    document = _validated(plain) if plain != _NOTHING else Document()
    for row, value in made:
        setattr(document.metadata if row.owner == "metadata" else document, row.field, value)
    # Nothing is in the document but what the known keys say.
    orders = sorted({*map(_ORDERS.__getitem__, known)})
    written = [key for key, _, _ in _given(document, orders)]
    document.metadata.foreign[:0] = unknown.foreigns(other, keys, written)
    return document


def _sorted_out(front: Mapping) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Known keys and their values, unknown ones and theirs, and all keys in order."""
    given = {name for name, value in front.items() if not (isinstance(value, Text) and value.is_null)}
    known: dict[str, Any] = {}
    other: dict[str, Any] = {}
    keys: list[str] = []
    for name, value in front.items():
        key = KEYS.get(name)
        if key is None or name not in given or key in known or (key != name and key in given):
            other[name] = value
            keys.append(str(name))
        else:
            known[key] = value
            keys.append(key)
    return known, other, [key for key in keys if key not in other or key not in known]


def _made(known: dict[str, Any]) -> tuple[list[tuple[Row, Any]], Mapping]:
    """The values that could be made at once, and all others as the model's plain form, with their places."""
    metadata = Mapping()
    result = Mapping({Text("metadata"): metadata})
    made: list[tuple[Row, Any]] = []
    title = known.get(TITLE)
    for key, value in known.items():
        row = BY_KEY.get(key)
        if row is None:
            continue
        given = _READ_AS[key](value) if key in _READ_AS else value
        ready = MAKERS[key](given) if key in MAKERS and (title is None or row.field != HEADLINES) else NOT_PLAIN
        if ready is not NOT_PLAIN:
            made.append((row, ready))
            continue
        owner, shapes = _OWNERS[row.owner]
        (metadata if owner is Metadata else result)[_FIELD_KEYS[key]] = shorthand.full(given, shapes[row.field])
    if title is not None:
        ready = NOT_PLAIN if HEADLINES in metadata else MAKERS[HEADLINES](title)
        if ready is not NOT_PLAIN:
            made.append((BY_KEY[HEADLINES], ready))
        else:
            shape = _OWNERS["metadata"][1][HEADLINES]
            first = shorthand.full(title, shape)
            metadata[Text(HEADLINES)] = Sequence(first + metadata.get(Text(HEADLINES), []))
    return made, result


#: The plain form of a document of which nothing is said.
_NOTHING: Final = Mapping({Text("metadata"): Mapping()})
#: How the values of some keys are read before all else.
_READ_AS: Final = {
    row.key: people.people if row.people else people.divided if row.commas else people.tag
    for row in ROWS
    if row.people or row.commas or row.tag
}
_FIELD_KEYS: Final = {row.key: Text(row.field) for row in ROWS}
_OWNERS: Final[dict[str, tuple[type, dict[str, shorthand.Shape]]]] = {
    "metadata": (Metadata, shorthand.shapes(Metadata)),
    "document": (Document, shorthand.shapes(Document)),
}


def _validated(plain: Mapping) -> Document:
    from pydantic import ValidationError

    from newsdoc.model.edge import document_from

    try:
        return document_from(_bare(plain), strict=False)
    except ValidationError as error:
        raise _value_error(error, plain) from None


def _bare(value: Any) -> Any:
    """``value`` as ordinary dicts, lists and strings."""
    if isinstance(value, dict):
        return {str(key): _bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _value_error(error: ValidationError, plain: Mapping) -> ReadError:
    """The first fault, with the place of the value, or of the nearest one around it."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    value: Any = plain
    place = (1, 1)
    names: list[str] = []
    for part in first["loc"]:
        if isinstance(value, Mapping) and part in value:
            key = next(name for name in value if name == part)
            place = (key.line, key.column) if key.line and first["type"] == "unexpected_keyword_argument" else place
            value = value[key]
        elif isinstance(value, Sequence) and isinstance(part, int):
            value = value[part]
        else:
            continue
        names.append(str(part))
        if getattr(value, "line", 0) and first["type"] != "unexpected_keyword_argument":
            place = (value.line, value.column)
    return ReadError(_reason(first, value), code="FM-VALUE", line=place[0], column=place[1], path=_path(names))


def _reason(fault: Any, value: Any) -> str:
    """What is wrong, for people."""
    shown = excerpt(value) if isinstance(value, str) else "this"
    return _REASONS[fault["type"]].format(shown) if fault["type"] in _REASONS else f"{shown}: {escaped(fault['msg'])}"


#: The faults that people make, by pydantic's names.
_REASONS: Final = {
    "unexpected_keyword_argument": "there is no such key here",
    "missing": "something that is required is missing",
    "string_pattern_mismatch": "{} is not a date or a time, such as 2024-09-09 or 2024-09-09T10:35:00+02:00",
    "int_parsing": "{} is not a whole number",
    "int_type": "{} is not a whole number",
    "string_type": "{} is not a text",
    "dataclass_type": "{} is not what this key needs: a mapping, or a text where that is enough",
}


def _path(names: list[str]) -> str | None:
    """The place in terms of the front matter's keys."""
    owner: str = "metadata" if names[:1] == ["metadata"] else "document"
    rest = names[1:] if owner == "metadata" else names
    key = next((row.key for row in ROWS if rest[:1] == [row.field] and row.owner == owner), None)
    return ".".join([key, *rest[1:]]) if key else None


# --- writing ----------------------------------------------------------------------------------------------------------


def write(document: Document, body: str) -> str:
    """The front matter with its ``---`` lines and an empty line after them; nothing where neither it nor ``body`` needs it.

    A body of white space (U+2003 alone in a paragraph) needs it, since there would be nothing in the file.

    Raises :class:`newsdoc.WriteError` ``FM-TOO-LARGE``, ``FM-TOO-MANY-NODES``, ``FM-DEPTH`` where it would be more than is read.
    """
    text = dump(entries(document))
    if not text and body.strip() and not _MISTAKABLE.match(body):
        return ""
    _check_limits(text)
    return f"---\n{text}---\n" + ("\n" if body else "")


def entries(document: Document) -> dict[str, Any]:
    """All keys and their values, in the order in which they are written."""
    known = mapping_of(document)
    known.pop("foreign", None)
    found = unknown.hoisted(document.metadata.foreign, list(known))
    known["foreign"] = shorthand.short(found.rest)
    return {key: found.values[key] if key in found.values else known[key] for key in found.order}


def report_order(document: Document, losses: Losses) -> None:
    """Say that the order of the keys will be another than the document has it, since keys came or went."""
    entries_ = document.metadata.foreign
    if not entries_:
        return
    known = mapping_of(document)
    known.pop("foreign", None)
    index = unknown.hoisted(entries_, list(known)).order_of
    if index is not None:
        losses.coerced(
            f"metadata.foreign[{index}]", entries_[index], "the order of the keys is that of the keys there are"
        )


def _check_limits(text: str) -> None:
    """What would be too much to be read again is not written."""
    if len(text) < _SURELY_FEW and _DEEP not in text:
        return
    try:
        yaml.load(text)
    except ReadError as error:
        raise WriteError(f"the metadata are too much for front matter: {error.message}", code=error.code) from None


#: Front matter that has fewer characters and no line that begins like this is within the limits of reading.
_SURELY_FEW: Final = 2 * yaml.MAX_KEYS
_DEEP: Final = "\n" + " " * yaml.MAX_DEPTH


def mapping_of(document: Document) -> dict[str, Any]:
    """The known keys and their values, in the order in which newsdoc writes them."""
    return {
        key: value if row is None else _written(shorthand.short(value), row) for key, value, row in _given(document)
    }


def _given(document: Document, orders: Iterable[int] = _ALL) -> Iterator[tuple[str, Any, Row | None]]:
    """The keys that say something, each with its value in the model, and its row; the title has none.

    ``orders`` are the places of the rows in the table that are looked at.
    """
    metadata = document.metadata
    for order in orders:
        row = ROWS[order]
        value = getattr(metadata if row.owner == "metadata" else document, row.field)
        if value == _DEFAULTS[order]:
            continue
        if row.field == HEADLINES and isinstance(shorthand.short(value[0]), str):
            yield TITLE, value[0].value, None
            if value[1:]:
                yield row.key, value[1:], row
        else:
            yield row.key, value, row


def _written(value: Any, row: Row) -> Any:
    if row.people:
        value = [people.written(one) for one in value]
    return value[0] if row.single and len(value) == 1 and isinstance(value[0], str) else value
