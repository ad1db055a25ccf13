"""A scanner of JSON that knows where everything is: it names the first fault, and finds the places of values.

It is linear, and does not recurse.  Indices count characters of the text.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, NoReturn

from newsdoc.errors import ReadError, excerpt
from newsdoc.loading import chars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: The most lists and objects within one another, and the most values in all.
MAX_DEPTH: Final = 64
MAX_NODES: Final = 500_000
#: The most keys that may be there again, where that is allowed at all.
MAX_DUPLICATES: Final = 100
#: A longer path than this is no help in a message; keys can be of any length.
MAX_PATH: Final = 500

_WHITE: Final = frozenset(" \t\n\r")
_SPACE = re.compile(r"[ \t\n\r]*+")
_NUMBER = re.compile(r"-?+(?:0|[1-9][0-9]*+)(?P<rest>(?:\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+)")
_LITERAL = re.compile(r"true|false|null")
_CONSTANT = re.compile(r"-?NaN|[-+]?Inf(?:inity)?")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+")
_LINE_END = re.compile(r"\r\n|\r|\n")
#: What begins or ends a list or an object, or begins a string, where a value is skipped.
_BRACKET = re.compile(r'["\[\]{}]')

#: The standard library's reader of one string: the value, and the index after it.
scanstring: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]

_CLOSES = {"{": "}", "[": "]"}
#: What a fault of a string is, by the beginning of the standard library's message.
_STRING_FAULTS = {
    "Unterminat": "the string that begins here does not end",
    "Invalid co": "a control character stands in a string; it must be escaped",
}


def check(text: str, *, max_depth: int = MAX_DEPTH) -> None:
    """Raise :class:`newsdoc.ReadError` for the first fault of ``text``; see :func:`newsdoc.loading.json.loads`."""
    _Checker(text, max_depth).run()


def duplicates(text: str, *, max_depth: int = MAX_DEPTH) -> list[tuple[tuple[str | int, ...], int, int]]:
    """The keys of ``text`` that are there again: path, line and column of each but the first of its name.

    Raises :class:`newsdoc.ReadError` as :func:`check` for any other fault, and for more than 100 of them.
    """
    checker = _Checker(text, max_depth)
    checker.again = []
    checker.run()
    places = _lines(text, [index for _, index in checker.again])
    return [(path, *place) for (path, _), place in zip(checker.again, places, strict=True)]


def pointer(path: Iterable[str | int]) -> str:
    """``path`` as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


class _Checker:
    """One pass over a text; ``index`` is where it is.

    ``keys`` has an entry a list or object that is open: the keys so far, or ``None`` for a list; ``path`` the key or
    index that each is at.  ``again`` collects the keys that are there a second time, if it is a list; else they are faults.
    """

    __slots__ = ("again", "index", "keys", "max_depth", "nodes", "path", "text")

    def __init__(self, text: str, max_depth: int) -> None:
        self.text = text
        self.max_depth = max_depth
        self.index = 0
        self.nodes = 0
        self.keys: list[set[str] | None] = []
        self.path: list[str | int] = []
        self.again: list[tuple[tuple[str | int, ...], int]] | None = None

    def run(self) -> None:
        opened = self._value()
        while self.keys:
            opened = self._member(first=opened)
        if self._peek():
            self._fail("there is more after the end of the value")

    def _peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        char = self.text[self.index : self.index + 1]
        if char not in _WHITE:
            return char
        self.index = _skip_space(self.text, self.index)
        return self.text[self.index : self.index + 1]

    def _value(self) -> bool:
        """Pass one value; of a list or object only the bracket: then the result is true."""
        char = self._peek()
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._fail(f"more than {MAX_NODES:,} values", "LIMIT-NODES")
        if char in ("{", "["):
            if len(self.keys) == self.max_depth:
                self._fail(f"more than {self.max_depth} lists and objects within one another", "LIMIT-DEPTH")
            self.keys.append(set() if char == "{" else None)
            self.path.append("" if char == "{" else -1)
            self.index += 1
            return True
        if char == '"':
            self._string()
        elif not (self._number() or self._literal()):
            self._not_a_value(char)
        return False

    def _member(self, *, first: bool) -> bool:
        """Pass what follows within the innermost list or object: its end, or the next member."""
        keys = self.keys[-1]
        char = self._peek()
        if char == ("]" if keys is None else "}"):
            self.index += 1
            self.keys.pop()
            self.path.pop()
            return False
        if not first:
            if char != ",":
                self._fail("expected a comma or the end of the " + ("list" if keys is None else "object"))
            self.index += 1
        if keys is None:
            self.path[-1] += 1  # type: ignore[operator]  # of a list it is an index
        else:
            self._key(keys)
        return self._value()

    def _key(self, keys: set[str]) -> None:
        if self._peek() != '"':
            self._fail("expected a key in double quotes")
        start = self.index
        self.path[-1] = key = self._string()
        if key in keys:
            if self.again is None or len(self.again) >= MAX_DUPLICATES:
                self._fail(f"the key {excerpt(key)} is there twice", "JSON-DUPLICATE-KEY", start)
            self.again.append((tuple(self.path), start))
        keys.add(key)
        if self._peek() != ":":
            self._fail("expected a colon after the key")
        self.index += 1

    def _string(self) -> str:
        start = self.index
        try:
            value, self.index = scanstring(self.text, start + 1, True)  # C takes it by position alone
        except json.JSONDecodeError as error:
            self._fail(
                _STRING_FAULTS.get(error.msg[:10], "the escape in the string is not one of JSON"), index=error.pos
            )
        fault = chars.fault(value)
        if fault is not None:
            index, code, message = fault
            self._fail(message, code, self._source_index(start, index))
        return str(value)

    def _source_index(self, start: int, index: int) -> int:
        """Where the character ``index`` of the string that begins at ``start`` is written."""
        at = start + 1
        for _ in range(index):
            at = _after_character(self.text, at)
        return at

    def _number(self) -> bool:
        found = _NUMBER.match(self.text, self.index)
        if found is None:
            return False
        number = found.group()
        if found["rest"]:
            if math.isinf(float(number)):
                self._fail("the number is larger than a double holds", "JSON-NUMBER-RANGE")
        elif len(number) > 20 or not -(2**63) <= int(number) < 2**64:
            self._fail("the integer has more than 64 bits", "JSON-NUMBER-RANGE")
        self.index = found.end()
        return True

    def _literal(self) -> bool:
        found = _LITERAL.match(self.text, self.index)
        if found is None:
            return False
        self.index = found.end()
        return True

    def _not_a_value(self, char: str) -> NoReturn:
        if not char:
            self._fail("the text ends where a value should be" if self.index else "the text is empty")
        constant = _CONSTANT.match(self.text, self.index)
        if constant is not None:
            self._fail(f"{constant.group()} is not a number that JSON has", "JSON-CONSTANT")
        word = _WORD.match(self.text, self.index)
        self._fail(f"expected a value, found {excerpt(word.group() if word else char)}")

    def _fail(self, message: str, code: str = "JSON-SYNTAX", index: int | None = None) -> NoReturn:
        line, column = chars.line_column(self.text, self.index if index is None else index)
        path = pointer(part for part in self.path if part != -1)
        raise ReadError(message, code=code, line=line, column=column, path=path if 0 < len(path) <= MAX_PATH else None)


def _after_character(text: str, index: int) -> int:
    """The index after the character, perhaps escaped, that stands at ``index`` of a valid string."""
    if text[index] != "\\":
        return index + 1
    if text[index + 1] != "u":
        return index + 2
    high = 0xD800 <= int(text[index + 2 : index + 6], 16) < 0xDC00
    low = high and text[index + 6 : index + 8] == "\\u" and 0xDC00 <= int(text[index + 8 : index + 12], 16) < 0xE000
    return index + (12 if low else 6)


# --- places ---------------------------------------------------------------------------------------------------------


class _Wanted:
    """A tree of the paths looked for: ``numbers`` are those that end here, ``parts`` the ways on."""

    __slots__ = ("numbers", "parts")

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.parts: dict[str | int, _Wanted] = {}

    def everything(self) -> list[int]:
        """The numbers of the paths that end here or lead through here."""
        found: list[int] = []
        todo = [self]
        while todo:
            one = todo.pop()
            found += one.numbers
            todo += one.parts.values()
        return found


def locate(text: str, paths: Sequence[tuple[str | int, ...]], *, keys: bool = False) -> list[tuple[int, int]]:
    """Line and column of the value at each path, or of its key; of the nearest value around it where there is none."""
    if not paths:
        return []
    root = _Wanted()
    for number, path in enumerate(paths):
        node = root
        for part in path:
            node = node.parts.setdefault(part, _Wanted())
        node.numbers.append(number)
    return _lines(text, _indices(text, root, len(paths), keys=keys))


def _indices(text: str, root: _Wanted, count: int, *, keys: bool) -> list[int]:
    """Where the values are; ``text`` is valid JSON."""
    indices = [0] * count
    start = _skip_space(text, 0)
    todo = [(root, start, start)]
    while todo:
        node, key_at, index = todo.pop()
        for number in node.everything():
            indices[number] = index
        if keys:
            for number in node.numbers:
                indices[number] = key_at
        if node.parts and text[index] in _CLOSES:
            members = _members(text, index, node.parts)
            todo += [(node.parts[part], key_at, value_at) for part, key_at, value_at in members]
    return indices


def _members(text: str, index: int, wanted: dict[str | int, Any]) -> list[tuple[str | int, int, int]]:
    """The wanted members of the list or object at ``index``: their part of the path, where key and value begin."""
    found: list[tuple[str | int, int, int]] = []
    is_object, close = text[index] == "{", _CLOSES[text[index]]
    index = _skip_space(text, index + 1)
    position = 0
    while text[index] != close and len(found) < len(wanted):
        key_at = index
        part: str | int = position
        if is_object:
            part, index = scanstring(text, index + 1, True)
            index = _skip_space(text, _skip_space(text, index) + 1)
        if part in wanted:
            found.append((part, key_at, index))
        index = _skip_space(text, _skip_value(text, index))
        if text[index] == ",":
            index = _skip_space(text, index + 1)
        position += 1
    return found


def _skip_space(text: str, index: int) -> int:
    found = _SPACE.match(text, index)
    assert found is not None  # it matches the empty string
    return found.end()


_SCALAR_END = re.compile(r"[^,\]}\s]*+")


def _skip_value(text: str, index: int) -> int:
    """The index after the value that begins at ``index``."""
    if text[index] == '"':
        return int(scanstring(text, index + 1, True)[1])
    if text[index] not in _CLOSES:
        found = _SCALAR_END.match(text, index)
        assert found is not None  # it matches the empty string
        return found.end()
    depth = 0
    while True:
        bracket = _BRACKET.search(text, index)
        assert bracket is not None  # the text is valid: what opens is closed
        index = bracket.end()
        if bracket.group() == '"':
            index = scanstring(text, index, True)[1]
            continue
        depth += 1 if bracket.group() in _CLOSES else -1
        if depth == 0:
            return index


def _lines(text: str, indices: list[int]) -> list[tuple[int, int]]:
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    lines = [bisect_right(starts, index) for index in indices]
    return [(line, index - starts[line - 1] + 1) for line, index in zip(lines, indices, strict=True)]
