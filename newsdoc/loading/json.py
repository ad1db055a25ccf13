"""Strict JSON (RFC 8259): what two parsers could understand differently is refused, with its place.

A fast parser reads; cheap tests over the bytes, which err only on the side of doubt, tell whether it can have let
something through; only where they do not say no, or the parser refused, the slow scanner of
:mod:`newsdoc.loading.jsonscan` looks at each token and names the first fault.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from newsdoc.errors import ReadError, WriteError
from newsdoc.loading import chars, jsonscan
from newsdoc.loading.jsonscan import MAX_DEPTH, MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Duplicate",
    "dumps",
    "is_clean",
    "is_shallow",
    "loads",
    "loads_last",
    "loads_written",
    "locate",
    "locate_all",
    "pointer",
]

#: The largest input, in bytes.
MAX_BYTES: Final = 16 * 1024 * 1024

_BOM = b"\xef\xbb\xbf"
#: What UTF-16 and UTF-32 look like, with a byte order mark or without (RFC 4627, 3), the longer ones first.
_OTHER_ENCODINGS = (
    (re.compile(rb"\x00\x00\xfe\xff|\xff\xfe\x00\x00|\x00\x00\x00[^\x00]|[^\x00]\x00\x00\x00"), "UTF-32"),
    (re.compile(rb"\xfe\xff|\xff\xfe|\x00[^\x00]|[^\x00]\x00"), "UTF-16"),
)
#: What is left of a text to compare: where something begins that has a value.
_SKELETON_DROPS = bytes(set(range(256)) - set(b":[{"))
#: All digits alike.
_DIGITS = bytes(ord("0") if chr(byte) in "0123456789" else byte for byte in range(256))
#: So many digits in a row may be an integer that the fast parser silently makes a float: it does so beyond 64 bits.
_LONG_DIGITS = b"0" * 19
_LONG_INTEGER = re.compile(rb"(?:\A|[\[:,\s-])[0-9]{19}")
#: Escapes of characters that no document may have, as the fast writer writes them, and U+FFFE and U+FFFF.
_SUSPECT_ESCAPE = re.compile(rb"\\[ubf]")
_SUSPECT_CHARACTER = b"\xef\xbf"


def loads(data: bytes, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """The value that ``data`` is: dicts, lists, strings, integers, floats, booleans, ``None``.

    ``data`` is UTF-8, with a byte order mark or without.  Raises :class:`newsdoc.ReadError` with line, column and JSON
    Pointer for what RFC 8259 does not allow (``JSON-SYNTAX``, ``JSON-CONSTANT``, ``JSON-BAD-BYTES``, ``JSON-ENCODING``),
    for what it leaves open and parsers differ in (``JSON-DUPLICATE-KEY``; ``JSON-NUMBER-RANGE``: an integer beyond 64
    bits, a number beyond a double), for characters that no document may have (``CHAR-FORBIDDEN``, ``CHAR-SURROGATE``,
    ``LIMIT-COMBINING``), and for more than ``max_bytes`` bytes, ``max_depth`` levels or 500,000 values (``TOO-LARGE``,
    ``LIMIT-DEPTH``, ``LIMIT-NODES``).
    """
    if len(data) > max_bytes:
        raise ReadError(
            f"the input has {len(data):,} bytes, more than {max_bytes:,}", code="TOO-LARGE", line=1, column=1
        )
    data = data.removeprefix(_BOM)
    # No more values than this can be in it: one a comma, one a bracket that opens, and the value itself.
    doubtful = len(data) > MAX_NODES and sum(map(data.count, (b",", b"[", b"{"))) >= MAX_NODES
    if doubtful:
        jsonscan.check(_text(data), max_depth=max_depth)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        text = _text(data)
        jsonscan.check(text, max_depth=max_depth)
        line, column = chars.line_column(text, error.pos)
        raise ReadError(error.msg, code="JSON-SYNTAX", line=line, column=column) from None
    if not doubtful and not _beyond_doubt(data, value, max_depth):
        jsonscan.check(_text(data), max_depth=max_depth)
    return value


def loads_written(data: bytes) -> Any:
    """As :func:`loads`, of what :func:`dumps` wrote, in which no key is there twice and no number is out of range."""
    openings = data.count(b"{") + data.count(b"[")
    if len(data) > MAX_NODES or not is_clean(data):
        return loads(data)
    value = orjson.loads(data)
    return value if openings <= MAX_DEPTH or is_shallow(value, MAX_DEPTH) else loads(data)


class Duplicate(NamedTuple):
    """A key that an object has again: where, and the values that its last one replaces, each once as it was dropped."""

    path: tuple[str | int, ...]
    line: int
    column: int
    value: Any


def loads_last(data: bytes, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> tuple[Any, list[Duplicate]]:
    """The value that ``data`` is, and the keys that are there again: the last one counts, as with most parsers.

    Raises :class:`newsdoc.ReadError` as :func:`loads`, and ``JSON-DUPLICATE-KEY`` for more than 100 of them.
    """
    try:
        return loads(data, max_bytes=max_bytes, max_depth=max_depth), []
    except ReadError as error:
        if error.code != "JSON-DUPLICATE-KEY":
            raise
    text = _text(data.removeprefix(_BOM))
    found = jsonscan.duplicates(text, max_depth=max_depth)
    dropped: dict[tuple[str | int, ...], list[Any]] = defaultdict(list)
    value = _without_earlier(json.loads(text, object_pairs_hook=_Pairs), (), dropped)
    return value, [Duplicate(*one, dropped[one[0]].pop(0) if dropped[one[0]] else None) for one in found]


class _Pairs(list[tuple[str, Any]]):
    """The members of one object, as they stand."""


def _without_earlier(value: Any, path: tuple[str | int, ...], dropped: dict[tuple[str | int, ...], list[Any]]) -> Any:
    """``value`` with plain objects, in which the last of several members of a name counts."""
    if isinstance(value, _Pairs):
        last = {key: place for place, (key, _) in enumerate(value)}
        for place, (key, item) in enumerate(value):
            if last[key] != place:
                dropped[*path, key].append(_without_earlier(item, (*path, key), defaultdict(list)))
        return {key: _without_earlier(value[place][1], (*path, key), dropped) for key, place in last.items()}
    if isinstance(value, list):
        return [_without_earlier(item, (*path, index), dropped) for index, item in enumerate(value)]
    return value


def _beyond_doubt(data: bytes, value: Any, max_depth: int) -> bool:
    """Whether the fast parser has certainly let nothing through."""
    try:
        again = orjson.dumps(value)
    except orjson.JSONEncodeError:  # nested more deeply than it writes
        return False
    if b"\\" in data and b"\\u003" in data:
        return False
    if _LONG_DIGITS in data.translate(_DIGITS) and _LONG_INTEGER.search(data):
        return False
    return _same_shape(data, again, value, max_depth) and is_clean(again)


def _same_shape(data: bytes, again: bytes, value: Any, max_depth: int) -> bool:
    """Whether ``value`` has every key of ``data``, and is not nested too deeply.

    Written ``again`` it has as many colons as ``data`` exactly if no key was dropped for another of the same name: a
    dropped one takes its colon with it, and none is added, as no string of ``data`` has a colon escaped.
    """
    skeleton = data.translate(None, _SKELETON_DROPS)
    if skeleton != again.translate(None, _SKELETON_DROPS):
        return False
    return len(skeleton) - skeleton.count(b":") <= max_depth or is_shallow(value, max_depth)


def is_clean(written: bytes) -> bool:
    """Whether JSON that :func:`dumps` wrote has certainly no character that no document may have."""
    if b"\\" in written and _SUSPECT_ESCAPE.search(written):
        return False
    if written.isascii():
        return True
    if chars.may_combine(written) and chars.combining_run(written.decode()) is not None:
        return False
    return _SUSPECT_CHARACTER not in written


def is_shallow(value: Any, max_depth: int) -> bool:
    """Whether at most ``max_depth`` lists and objects are within one another."""
    level = [value] if type(value) in (dict, list) else []
    for _ in range(max_depth):
        children: list[Any] = []
        for parent in level:
            children += parent.values() if type(parent) is dict else parent
        level = [child for child in children if type(child) is dict or type(child) is list]
    return not level


def _text(data: bytes) -> str:
    """``data`` decoded; raises :class:`newsdoc.ReadError` where it is not UTF-8."""
    for pattern, name in _OTHER_ENCODINGS:
        if pattern.match(data):
            raise ReadError(
                f"the input is {name}; JSON is UTF-8 (RFC 8259, 8.1)", code="JSON-ENCODING", line=1, column=1
            )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = chars.line_column(before, len(before))
        raise ReadError(
            f"byte 0x{data[error.start]:02X} is not UTF-8: {error.reason}",
            code="JSON-BAD-BYTES",
            line=line,
            column=column,
        ) from None


def locate(source: bytes | str, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the value at ``path`` (names and indices), or of its key.

    Where nothing is at ``path``, of the nearest value that it would be in.  ``source`` must be JSON that
    :func:`loads` has read.
    """
    return locate_all(source, [path], key=key)[0]


def locate_all(
    source: bytes | str, paths: Iterable[Sequence[str | int]], *, key: bool = False
) -> list[tuple[int, int]]:
    """The places of several paths, as :func:`locate`, in one pass over ``source``."""
    text = source if isinstance(source, str) else source.removeprefix(_BOM).decode()
    return jsonscan.locate(text, [tuple(path) for path in paths], keys=key)


def pointer(path: Iterable[str | int]) -> str:
    """``path`` as a JSON Pointer (RFC 6901); the whole document is the empty string."""
    return jsonscan.pointer(path)


def dumps(value: Any) -> bytes:
    """``value`` as JSON: UTF-8, two spaces a level, keys in their order, a line feed at the end.

    Raises :class:`newsdoc.WriteError` for what JSON cannot say or :func:`loads` would not read: ``CHAR-SURROGATE``,
    ``JSON-NUMBER-RANGE``, ``LIMIT-DEPTH``.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError as error:
        raise WriteError(f"cannot be written as JSON: {error}", code=_refusal(str(error))) from None


def _refusal(reason: str) -> str:
    """The code of what the fast writer refuses, from what it says of it."""
    known = {"surrogates": "CHAR-SURROGATE", "Integer": "JSON-NUMBER-RANGE", "Recursion": "LIMIT-DEPTH"}
    return next((code for word, code in known.items() if word in reason), "JSON-VALUE")
