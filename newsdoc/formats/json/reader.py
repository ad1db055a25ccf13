"""Reads newsdoc's own JSON; see NOTES.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import orjson

from newsdoc.errors import ReadError, escaped, excerpt
from newsdoc.formats.base import ReadOptions, ReadResult
from newsdoc.loading import json as loading
from newsdoc.model import edge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import ValidationError

VERSIONS: Final = ("1.0",)
#: Lists and objects within one another: documents nest what JSON at large need not.
MAX_DEPTH: Final = 190

#: More faults than this are only counted.
MAX_FAULTS: Final = 1_000

#: How a file begins that claims to be newsdoc's: the writer puts its version first.
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*+\{[ \t\r\n]*+"newsdoc"')
#: Faults of the characters of a text, which matter only where it is a document.
_CHARACTERS: Final = frozenset({"CHAR-FORBIDDEN", "LIMIT-COMBINING"})
#: What else a JSON object may be, by properties that give it away.
_OTHERS: Final = (
    (("$schema", "properties"), "a JSON Schema"),
    (("type", "features"), "GeoJSON"),
    (("type", "coordinates"), "GeoJSON"),
    (("standard", "uri"), "ninjs"),
    (("uri", "headlines"), "ninjs"),
    (("uri", "body_xhtml"), "ninjs"),
    (("uri", "body_text"), "ninjs"),
    (("uri", "versioncreated"), "ninjs"),
    (("uri", "versionCreated"), "ninjs"),
    (("uri", "type"), "ninjs"),
    (("uri", "headline"), "ninjs"),
    (("@context", "@type"), "JSON-LD"),
)


def read(data: bytes, options: ReadOptions) -> ReadResult:  # noqa: ARG001  # JSON says all of itself
    """The documents of ``data``, and the message that they came in.

    Raises :class:`newsdoc.ReadError`: what :func:`newsdoc.loading.json.loads` raises, ``ND-NOT-A-DOCUMENT``,
    ``ND-VERSION``, ``ND-INVALID`` with the path, line and column of the first fault.
    """
    plain = load(data)
    version = version_of(data, plain)
    if "documents" not in plain and "message" not in plain:
        own = {name: item for name, item in plain.items() if name != "newsdoc"}
        return ReadResult([_checked(edge.document_from, own, data, ())], [], "json", version)
    _check_several(data, plain)
    documents = [
        _checked(edge.document_from, item, data, ("documents", index)) for index, item in enumerate(plain["documents"])
    ]
    message = _checked(edge.message_from, plain["message"], data, ("message",)) if "message" in plain else None
    return ReadResult(documents, [], "json", version, [], message)


def load(data: bytes) -> dict[str, Any]:
    """The object that ``data`` is, if it says that it is newsdoc's; raises :class:`newsdoc.ReadError` as :func:`read`."""
    try:
        plain = loading.loads(data, max_depth=MAX_DEPTH if _OURS.match(data) else loading.MAX_DEPTH)
    except ReadError as error:
        if error.code in _CHARACTERS:
            _refuse_others(_quickly(data))
        raise
    _refuse_others(plain)
    known: dict[str, Any] = plain
    return known


def _quickly(data: bytes) -> Any:
    """The value without a look at its characters; an empty document of ours where it is no JSON at all."""
    try:
        return orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return {"newsdoc": ""}


def _refuse_others(plain: Any) -> None:
    if isinstance(plain, dict) and "newsdoc" in plain:
        return
    if isinstance(plain, dict):
        found = next((title for names, title in _OTHERS if all(name in plain for name in names)), None)
        what = f"it looks like {found}" if found else "it has no property “newsdoc”"
    else:
        what = f"it is {_KINDS[type(plain)]}, not an object"
    raise ReadError(f"this is not newsdoc's JSON: {what}", code="ND-NOT-A-DOCUMENT", line=1, column=1)


_KINDS: Final[Mapping[type, str]] = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def version_of(data: bytes, plain: dict[str, Any]) -> str:
    """The version that the object names; raises :class:`newsdoc.ReadError` (``ND-VERSION``) for one that is unknown."""
    version = plain["newsdoc"]
    if isinstance(version, str) and version in VERSIONS:
        return version
    line, column = loading.locate(data, ["newsdoc"])
    raise ReadError(
        f"newsdoc's JSON has no version {excerpt(str(version))}",
        code="ND-VERSION",
        line=line,
        column=column,
        path="/newsdoc",
        hint=f"the versions are {', '.join(VERSIONS)}, as strings",
    )


def _check_several(data: bytes, plain: dict[str, Any]) -> None:
    """Check the object around several documents."""
    extra = next((name for name in plain if name not in ("newsdoc", "message", "documents")), None)
    if extra is not None:
        raise _invalid(data, (extra,), f"the property {excerpt(extra)} cannot stand beside “documents”", key=True)
    if not isinstance(plain.get("documents"), list):
        missing = "documents" not in plain
        message = "the property “documents” is missing" if missing else "must be a list of documents"
        raise _invalid(data, () if missing else ("documents",), message)


def _checked(make: Callable[[Any], Any], plain: Any, data: bytes, place: tuple[str | int, ...]) -> Any:
    """What ``make`` makes of ``plain``, which stands at ``place`` of ``data``."""
    from pydantic import ValidationError

    try:
        return make(plain)
    except ValidationError as error:
        raise _first(data, plain, error, place) from None


def _first(data: bytes, plain: Any, error: ValidationError, place: tuple[str | int, ...]) -> ReadError:
    """The fault that stands first in ``data``, and how many more there are."""
    count = error.error_count()
    more = f"; and {count - 1} more faults" if count > 2 else "; and one more fault" if count == 2 else ""
    if count > MAX_FAULTS:
        return _first_of_many(data, plain, place, more)
    listed = error.errors(include_url=False, include_context=False, include_input=False)
    paths = [(*place, *_path(plain, fault["loc"])) for fault in listed]
    number = min(enumerate(loading.locate_all(data, paths)), key=lambda item: item[1])[0]
    fault = listed[number]
    words = _WORDS.get(fault["type"])
    named = excerpt(str(paths[number][-1])) if paths[number] else ""
    message = words.format(named) if words else escaped(fault["msg"].replace("Input should be", "must be"), 200)
    return _invalid(data, paths[number], message + more, key=fault["type"] == "unexpected_keyword_argument")


def _first_of_many(data: bytes, plain: Any, place: tuple[str | int, ...], more: str) -> ReadError:
    """As :func:`_first`, where to list all would take minutes."""
    from newsdoc.schema import registry

    whole = {"newsdoc": VERSIONS[-1], **plain}
    if place == ("message",):
        whole, place = {"newsdoc": VERSIONS[-1], "documents": [], "message": plain}, ()
    path, _ = registry.default().first_fault("newsdoc", VERSIONS[-1], whole)
    return _invalid(data, (*place, *path), "is not what a document can have here" + more)


def _path(plain: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path in the JSON that pydantic means: ``loc`` without the names of the unions' members."""
    path: list[str | int] = []
    value = plain
    for number, part in enumerate(loc):
        if isinstance(value, list) and isinstance(part, int):
            inside = part < len(value)
        elif isinstance(value, dict):
            inside = part in value
            if not inside and number == len(loc) - 1 and value.get("type") != part:
                path.append(part)  # a property that is missing
        else:
            inside = False
        if inside:
            path.append(part)
            value = value[part]
    return tuple(path)


def _invalid(data: bytes, path: tuple[str | int, ...], message: str, *, key: bool = False) -> ReadError:
    line, column = loading.locate(data, path, key=key)
    return ReadError(message, code="ND-INVALID", line=line, column=column, path=loading.pointer(path) or None)


#: What pydantic finds, in plain words; the last part of the path stands in braces.
_WORDS: Final[Mapping[str, str]] = {
    "missing": "the property {} is missing",
    "unexpected_keyword_argument": "the property {} is not allowed here",
    "union_tag_invalid": "is of a “type” that cannot stand here",
    "union_tag_not_found": "must be a string or an object with a “type”",
    "dataclass_type": "must be an object",
    "dict_type": "must be an object",
    "list_type": "must be a list",
    "string_type": "must be a string",
    "int_type": "must be an integer",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "string_pattern_mismatch": "is not a date or time (ISO 8601)",
}
