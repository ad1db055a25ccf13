"""Front matter of plain lines, as most of it is, read without a parser.

A line is a key with a text, with a text in quotation marks, or with a list in brackets; or an item of a list below its key.
Whatever is not exactly that is left to :mod:`newsdoc.loading.yaml`, which gives the very same for what is read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from newsdoc.loading.yaml import Mapping, Sequence, Text

#: More characters than this are for the parser, which counts what may be too much.
MAX_LENGTH: Final = 10_000

#: Characters that mean nothing to YAML within a text: none that is hidden, ends a line, or begins a comment.
_CHARS = r' !"$-9;-~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff'
#: The same within quotation marks: none of these, and no backslash.
_QUOTABLE = r" !$-\[\]-~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff"
#: A text without quotation marks; a colon in it has something after it, and it does not end with a space.
_BARE = rf"[A-Za-z0-9][{_CHARS}]*(?::(?! )[{_CHARS}]+)*(?<! )"
_QUOTED = rf'"[{_QUOTABLE}]*"'
_FLOW_CHARS = r" !$%()*+./0-9;<=>@A-Z_a-z|~\u00a1-\u1fff\-"
_IN_FLOW = rf"[A-Za-z0-9][{_FLOW_CHARS}]*(?::[A-Za-z0-9][{_FLOW_CHARS}]*)*(?<! )"
_ITEM = rf"(?:{_QUOTED}|{_IN_FLOW})"

_LINE = re.compile(
    rf"([A-Za-z_][A-Za-z0-9_\-]*):(?: +(?:({_BARE})|({_QUOTED})|(\[ *{_ITEM}(?: *, *{_ITEM})* *\]|\[ *\])))?"
)
_ENTRY = re.compile(rf"( *)- +(?:({_BARE})|({_QUOTED}))")
_PART = re.compile(rf"({_QUOTED})|({_IN_FLOW})")


def plain_mapping(  # noqa: C901 - a line is one of four things
    text: str, first_line: int, texts: tuple[type[Text], type[Sequence], type[Mapping]]
) -> Mapping | None:
    """The mapping that ``text`` is; ``None`` where a line of it is not plain.  ``texts`` are the classes of the values."""
    if len(text) > MAX_LENGTH:
        return None
    lines = text.split("\n")
    make, list_of, mapping_of = texts
    found: Any = mapping_of((), 0, 1)
    waiting: Any = None
    indent = ""
    for number, line in enumerate(lines, first_line):
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            entry = _ENTRY.fullmatch(line) if waiting is not None else None
            if entry is None:
                return None
            items = found[waiting]
            if items is None:
                indent = entry[1]
                found[waiting] = items = list_of((), number, len(indent) + 1)
            elif entry[1] != indent:
                return None
            items.append(_text(make, entry, number))
            continue
        if waiting is not None and found[waiting] is None:
            return None
        key = make(match[1], number, 1, plain=True)
        if key in found:
            return None
        found.line = found.line or number
        waiting = None
        if match[4] is not None:
            found[key] = list_of(_parts(make, match, number), number, match.start(4) + 1)
        elif match[2] is None and match[3] is None:
            waiting, found[key] = key, None
        else:
            found[key] = _text(make, match, number)
    return None if not found or (waiting is not None and found[waiting] is None) else found


def _text(make: type[Text], match: re.Match[str], number: int) -> Text:
    """The text that a line has, without quotation marks or within them."""
    if match[2] is not None:
        return make(match[2], number, match.start(2) + 1, plain=True)
    return make(match[3][1:-1], number, match.start(3) + 1, plain=False)


def _parts(make: type[Text], match: re.Match[str], number: int) -> list[Text]:
    """The texts of a list in brackets."""
    start = match.start(4)
    return [
        make(part[1][1:-1], number, start + part.start() + 1, plain=False)
        if part[1] is not None
        else make(part[2], number, start + part.start() + 1, plain=True)
        for part in _PART.finditer(match[4])
    ]
