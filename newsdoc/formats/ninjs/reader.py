"""Reading ninjs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import ReadError, excerpt
from newsdoc.formats.base import Origin, ReadResult
from newsdoc.formats.ninjs.engine import FORMAT, STANDARD, Found, Frame, Reading, read_object
from newsdoc.formats.ninjs.fields import ITEM
from newsdoc.formats.ninjs.nested import ITEM_TYPES, adopt_guid, is_about
from newsdoc.formats.ninjs.versions import looks_like_item, satisfied, version_of
from newsdoc.loading.json import loads_last, locate_all, pointer
from newsdoc.model.document import Document
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from newsdoc.formats.base import ReadOptions
    from newsdoc.loading.json import Duplicate

#: What a reader must not get wrong: names of the identifier, the embargo and the status.
_UNMISTAKABLE = frozenset({"uri", "embargoed", "embargoedUntil", "pubstatus", "pubStatus"})
_HINT = "newsdoc reads one ninjs item, a JSON object with a property uri"
#: What to do about what is no JSON, by the code of the error and how its message begins.
_HINTS: Final = (
    ("JSON-SYNTAX", "the text ", "the file is not complete: get it again"),
    ("JSON-SYNTAX", "there is more ", "a ninjs file holds one item: write each to a file of its own"),
    ("JSON-SYNTAX", "expected a key ", "a key stands in double quotes, and no comma after the last property"),
    (
        "JSON-SYNTAX",
        "",
        "correct it: JSON has no comments, single quotes, leading zeros or True, and escapes control characters",
    ),
    ("JSON-CONSTANT", "", "leave the property out"),
    ("JSON-NUMBER-RANGE", "", "write it as a string, if it is an identifier"),
    ("JSON-BAD-BYTES", "", "save it as UTF-8, or name the encoding that it is in"),
    ("JSON-ENCODING", "", "save it as UTF-8, or name the encoding that it is in"),
    ("CHAR-", "", "remove the character"),
    ("LIMIT-DEPTH", "", "no item of news is so deep: remove what is nested"),
)


def read(data: bytes, options: ReadOptions) -> ReadResult:
    """Read one item of any version of ninjs.

    The version is the one that ``options`` name, else the one that the item's ``standard`` names, else the newest that
    it satisfies.  What that version does not allow is kept as foreign, and is a problem.  Raises
    :class:`newsdoc.ReadError` for what is no strict JSON, and ``NJ-NOT-AN-ITEM`` for what is no ninjs.
    """
    data = utf8(data, options.encoding)
    return read_loaded(data, *load(data), options)


def read_loaded(data: bytes, loaded: Any, again: list[Duplicate], options: ReadOptions) -> ReadResult:
    """Read the item that :func:`load` found in ``data``, which stays as it is; raises as :func:`read`."""
    value = _item(loaded)
    version = version_of(value, options.version)
    reading = Reading(version)
    for one in again:
        place = pointer(one.path)
        reading.losses.dropped(place, one.value, "the key is there again, and the last one counts", source=place)
    document = _placed(data, value, reading)
    problems = [*duplicate_problems(again, options.name), *_problems(data, reading.found, options.name, version)]
    if reading.more:
        message = f"{reading.more:,} more faults are not listed"
        problems.append(Problem("LIMIT-ERRORS", "warning", message, file=options.name, schema=f"ninjs {version}"))
    return ReadResult(
        [document],
        reading.losses.items,
        FORMAT,
        version,
        problems,
        satisfied=partial(satisfied, value),
        origin=Origin(FORMAT, version, value, document),
    )


def load(data: bytes) -> tuple[Any, list[Duplicate]]:
    """The value that ``data`` is, and the keys that are there again.

    The last one counts, as for every common parser; but of what must not be mistaken (identifier, embargo, status) two
    different values are refused.  Raises :class:`newsdoc.ReadError` for what is no strict JSON.
    """
    try:
        value, again = loads_last(data)
    except ReadError as error:
        if error.hint is None:
            error.hint = _hint(error)
        raise
    for one in again:
        if len(one.path) == 1 and one.path[0] in _UNMISTAKABLE and one.value != value[one.path[0]]:
            raise ReadError(
                f"the key {excerpt(str(one.path[0]))} is there twice, with different values",
                code="JSON-DUPLICATE-KEY",
                line=one.line,
                column=one.column,
                path=pointer(one.path),
                hint="readers differ in which one counts: remove one",
            )
    return value, again


def _hint(error: ReadError) -> str | None:
    """What to do about what the loader refused."""
    found = (hint for code, start, hint in _HINTS if error.code.startswith(code) and error.message.startswith(start))
    return next(found, None)


def _placed(data: bytes, value: dict[str, Any], reading: Reading) -> Document:
    """The document; an error of reading it has the line and the column of its path."""
    try:
        return document_of(value, reading)
    except ReadError as error:
        if error.path and error.line is None:
            ((error.line, error.column),) = locate_all(data, [_steps(value, error.path)])
        raise


def _steps(value: Any, path: str) -> list[str | int]:
    """The keys and indexes on the way that a JSON pointer (RFC 6901) goes in ``value``."""
    steps: list[str | int] = []
    for token in path[1:].split("/"):
        step = int(token) if isinstance(value, list) else token.replace("~1", "/").replace("~0", "~")
        steps.append(step)
        value = value[step]
    return steps


def duplicate_problems(again: list[Duplicate], name: str | None) -> list[Problem]:
    """A warning for each key that is there again."""
    return [
        Problem(
            "JSON-DUPLICATE-KEY",
            "warning",
            f"the key {excerpt(str(one.path[-1]))} is there again; the last one counts",
            file=name,
            line=one.line,
            column=one.column,
            path=pointer(one.path),
            hint="other readers may take the first: remove one",
        )
        for one in again
    ]


def document_of(value: dict[str, Any], reading: Reading) -> Document:
    """The document that an item of the reading's version says; its faults are collected in ``reading``."""
    document = Document()
    read_object(value, document, Frame(reading, ITEM, (), document.foreign))
    adopt_guid(document, value)
    _take_kind(document)
    if not any(name in value for name in STANDARD):
        document.metadata.standard_schema = ""
    if "uri" not in value:
        hint = "its guid is taken for it" if document.metadata.guid is not None else "give it one"
        reading.found.append(Found("NJ-NO-URI", "the item has no uri, which identifies it", (), hint))
    return document


def _take_kind(document: Document) -> None:
    """An event is an item about a concept, a plan one about coverage, if it says just that and brings no news itself."""
    known = ITEM_TYPES.get(document.type or "")
    if known is not None and is_about(document, known[1]):
        document.item_type = known[0]


def utf8(data: bytes, encoding: str | None) -> bytes:
    """``data`` in UTF-8, if the caller knows that it is in another encoding."""
    if encoding is None:
        return data
    try:
        return data.decode(encoding).encode()
    except (LookupError, UnicodeError) as error:
        known = isinstance(error, UnicodeDecodeError)
        hint = "name the encoding that it is in" if known else "name an encoding as Python does, such as cp1252"
        raise ReadError(f"the input is not {encoding}: {error}", code="JSON-BAD-BYTES", hint=hint) from None


def _item(value: Any) -> dict[str, Any]:
    """``value``, if it can be an item."""
    if isinstance(value, dict) and looks_like_item(value):
        return value
    found = "an object without properties of ninjs" if isinstance(value, dict) else f"no object but {_kind(value)}"
    hint = "read each item of the list by itself" if isinstance(value, list) else _HINT
    raise ReadError(f"this is {found}", code="NJ-NOT-AN-ITEM", line=1, column=1, path="", hint=hint)


def _kind(value: Any) -> str:
    names = {list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")


def _problems(data: bytes, found: list[Found], name: str | None, version: str) -> list[Problem]:
    """The problems for what was found, with lines and columns."""
    if not found:
        return []
    keys = [fault for fault in found if fault.key]
    values = [fault for fault in found if not fault.key]
    places = {
        id(fault): place
        for faults, key in ((keys, True), (values, False))
        for fault, place in zip(faults, locate_all(data, [fault.at for fault in faults], key=key), strict=True)
    }
    return [
        Problem(
            fault.code,
            "error" if fault.code == "NJ-NO-URI" else "warning",
            fault.message,
            file=name,
            line=places[id(fault)][0],
            column=places[id(fault)][1],
            path=pointer(fault.at),
            schema=f"ninjs {version}",
            hint=fault.hint,
        )
        for fault in found
    ]
