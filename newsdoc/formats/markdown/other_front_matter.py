"""Front matter that is not YAML: TOML (``+++``) and JSON, as the same tree of texts that YAML gives."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Final

from newsdoc.errors import ReadError
from newsdoc.loading.chars import line_column
from newsdoc.loading.yaml import MAX_DEPTH, MAX_NODES, Mapping, Sequence, Text

#: The largest TOML, in characters: Python's parser is not linear.
MAX_TOML: Final = 64 * 1024
#: Keys of more parts than values may stand in each other; Python's parser takes quadratic time for them.
_DOTTED = re.compile(rf"""(?<![\w\-])(?:(?:[\w\-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}""", re.ASCII)
_TOML_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_JSON_END = re.compile(r"[ \t]*(?:\n|\Z)")


def toml_mapping(text: str, *, first_line: int = 1) -> Mapping:
    """The mapping that a TOML text is.  Raises :class:`newsdoc.ReadError` ``FM-SYNTAX``."""
    if len(text) > MAX_TOML:
        raise ReadError(f"more than {MAX_TOML:,} characters", code="FM-TOO-LARGE", line=first_line, column=1)
    dotted = _DOTTED.search(text)
    if dotted:
        number = text.count("\n", 0, dotted.start()) + first_line
        raise ReadError(f"a key has more than {MAX_DEPTH} parts", code="FM-DEPTH", line=number, column=1)
    try:
        return _Tree(first_line).mapping(tomllib.loads(text, parse_float=_Number), 1)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.fullmatch(str(error))
        said, line, column = (found[1], found[2], found[3]) if found else (str(error), None, None)
        raise ReadError(
            f"this is not TOML: {said}",
            code="FM-SYNTAX",
            line=int(line or 1) + first_line - 1,
            column=int(column or 1),
        ) from None
    except (ValueError, RecursionError):
        raise ReadError("this is not TOML that can be read", code="FM-SYNTAX", line=first_line, column=1) from None


def json_object(text: str) -> tuple[Mapping, int] | None:
    """The JSON object that ``text`` begins with and where it ends; ``None`` where it begins with none."""
    try:
        value, end = _DECODER.raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    except _DuplicateError as error:
        line, column = line_column(text, max(text.find(f'"{error}"'), 0))
        raise ReadError("a key is given twice", code="FM-DUPLICATE-KEY", line=line, column=column) from None
    after = _JSON_END.match(text, end)
    return (_Tree(1).mapping(value, 1), after.end()) if after else None


class _Number(str):
    """The digits of a number."""

    __slots__ = ()


class _DuplicateError(Exception):
    """A key is given twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        seen: set[str] = set()
        raise _DuplicateError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return result


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_Number, parse_float=_Number, parse_constant=_Number
)


class _Tree:
    """Makes texts of all scalars; their places are not known, the line is that of the beginning."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.nodes = 0

    def mapping(self, value: dict[str, Any], depth: int) -> Mapping:
        return Mapping({self.text(key): self.value(item, depth + 1) for key, item in value.items()}, self.line, 1)

    def text(self, value: str, *, plain: bool = False) -> Text:
        return Text(value, self.line, 1, plain=plain)

    def value(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            code = "FM-DEPTH" if depth > MAX_DEPTH else "FM-TOO-MANY-NODES"
            raise ReadError("the front matter has more than is read", code=code, line=self.line, column=1)
        if isinstance(value, dict):
            return self.mapping(value, depth)
        if isinstance(value, list):
            return Sequence((self.value(item, depth + 1) for item in value), self.line, 1)
        if isinstance(value, str):
            return self.text(value, plain=isinstance(value, _Number))
        if value is None or isinstance(value, bool | int):
            return self.text(json.dumps(value), plain=True)
        return self.text(value.isoformat().replace("+00:00", "Z"), plain=True)
