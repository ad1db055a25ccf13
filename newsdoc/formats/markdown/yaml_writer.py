"""Writing YAML that every reader of YAML reads alike.

Texts stand without quotation marks where no version of YAML takes them for anything else, and in double ones otherwise,
with YAML's own escapes for what cannot be seen.  Collections are indented blocks, short lists of texts one line.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from newsdoc.model.timestamp import Timestamp

#: The longest key that stands before its colon without a mark (YAML 1.2.2, 7.4.2: 1024), with some room.
LONGEST_KEY: Final = 1000
#: The longest line that a list of texts is written on.
WIDTH: Final = 100

#: What some version of YAML does not take for a text: its words for truth and nothing, and all that begins like a number.
_TYPED_WORDS: Final = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ".inf", ".nan", "=", "<<"]
)
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9]")
#: Text that begins with a number, and is beyond doubt: “3 people”.
_COUNTED = re.compile(r"[0-9]+ [^\W\d_]{2}")

#: Characters that cannot be seen, or that readers break lines at: in quotation marks only, as escapes.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff]"
)
#: What ends a text without quotation marks, or may not begin it.
_UNSAFE_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`\s]|: | #|[:\s]$")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?]|:$")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(f'["\\\\]|{_HIDDEN.pattern}')


class Bare(str):
    """A scalar that is written as it is: a number, a date, a word of YAML."""

    __slots__ = ()


class Spread(list[Any]):
    """A list that is written a line an entry, short as it may be."""

    __slots__ = ()


def dump(mapping: dict[str, Any]) -> str:
    """The lines of a mapping; nothing for an empty one.

    Values are texts, numbers, ``True``, ``False``, ``None``, :class:`Bare`, lists and mappings.
    """
    return "".join(f"{line}\n" for line in _mapping(mapping))


def _mapping(mapping: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for key, value in mapping.items():
        name = f"{_text(str(key), in_flow=True)}:"
        if len(name) > LONGEST_KEY:
            lines.append(f"? {name[:-1]}")
            name = ":"
        inline = _one_line(value, len(name) + 1)
        if inline is not None:
            lines.append(f"{name} {inline}")
        elif isinstance(value, str):
            lines.append(f"{name} |{'' if value.endswith(chr(10)) else '-'}")
            lines += [f"  {line}" if line else "" for line in value.removesuffix("\n").split("\n")]
        else:
            lines.append(name)
            lines += [f"  {line}" if line else "" for line in _block(value)]
    return lines


def _block(value: Any) -> list[str]:
    return _mapping(value) if isinstance(value, dict) else _sequence(value)


def _sequence(items: list[Any]) -> list[str]:
    lines: list[str] = []
    for item in items:
        inline = _one_line(item, 2, literal=False)
        first, *rest = [inline] if inline is not None else _block(item)
        lines.append(f"- {first}")
        lines += [f"  {line}" if line else "" for line in rest]
    return lines


def _one_line(value: Any, used: int, *, literal: bool = True) -> str | None:
    """``value`` on the line of its key; ``None`` for what takes lines of its own."""
    if isinstance(value, dict):
        return None if value else "{}"
    if isinstance(value, list):
        return None if isinstance(value, Spread) and value else _flow(value, used)
    if literal and type(value) is str and is_literal(value):
        return None
    return scalar(value)


def _flow(items: list[Any], used: int) -> str | None:
    if not items:
        return "[]"
    if not all(isinstance(item, str | int | float) for item in items):
        return None
    text = f"[{', '.join(scalar(item, in_flow=True) for item in items)}]"
    return text if len(text) + used <= WIDTH else None


def scalar(value: Any, *, in_flow: bool = False) -> str:
    """A scalar on one line."""
    if isinstance(value, Bare):
        return str(value)
    if isinstance(value, Timestamp) and value.is_valid:
        return str(value)
    if isinstance(value, str):
        return _text(value, in_flow=in_flow)
    # YAML 1.1 wants a point in a number with an exponent.
    return re.sub(r"^(-?\d)e", r"\1.0e", json.dumps(value))


def _text(value: str, *, in_flow: bool) -> str:
    return value if not is_typed(value) and is_plain(value, in_flow=in_flow) else quoted(value)


def is_typed(value: str) -> bool:
    """Whether some version of YAML takes ``value`` for something else than a text if it has no quotation marks."""
    if value.lower() in _TYPED_WORDS or not value:
        return True
    return _NUMBER_LIKE.match(value) is not None and not _COUNTED.match(value)


def is_plain(value: str, *, in_flow: bool = False) -> bool:
    """Whether ``value`` may stand without quotation marks, as far as YAML's syntax goes."""
    if not value or _HIDDEN.search(value) or _UNSAFE_PLAIN.search(value) or value.startswith(("---", "...")):
        return False
    return not (in_flow and _UNSAFE_IN_FLOW.search(value))


def is_literal(value: str) -> bool:
    """Whether ``value`` is written, and read, as lines of its own."""
    text = value.removesuffix("\n")
    if "\n" not in value or not text or text[0] in " \n" or text[-1] in " \n":
        return False
    return all(not line or (line.strip(" ") and not _HIDDEN.search(line)) for line in text.split("\n"))


def quoted(value: str) -> str:
    """``value`` in double quotation marks."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    number = ord(char)
    return _ESCAPES.get(char) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")
