"""Which of Markdown's ways of saying the same a text uses: bullets, marks, fences, headings.

A file that is written back keeps the ways of its author (:mod:`~newsdoc.formats.markdown.keeping`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final, NamedTuple

from newsdoc.formats.markdown import addresses
from newsdoc.formats.markdown.syntax import parser_for


class Style(NamedTuple):
    """The ways; the defaults are newsdoc's own.

    ``gap`` is the number of spaces after a list's marker, ``same_number`` says that all items of a list have the number
    of the first, ``bare`` that an address that is a link has no angle brackets.
    """

    bullet: str = "-"
    number: str = "."
    same_number: bool = False
    gap: int = 1
    emphasis: str = "*"
    strong: str = "**"
    fence: str = "`"
    rule: str = "---"
    setext: bool = False
    hard_break: str = "\\"
    bare: bool = False


PLAIN: Final = Style()

_MARKER = re.compile(rb"(?:([-+*])|([0-9]{1,9})([.)]))( {1,4})(?=\S)")


def style_of(text: str, base: Style = PLAIN) -> Style:
    """The ways that ``text`` uses most, those of ``base`` where it does not say."""
    source = text.encode()
    seen: dict[str, Counter[Any]] = {}
    numbers: list[list[bytes]] = []
    linked = 0
    event: Any
    for event, span in parser_for(text).events_with_range(text):
        start = event.get("Start") if isinstance(event, dict) else None
        kind = event if start is None else start if isinstance(start, str) else next(iter(start))
        if isinstance(event, dict) and "Text" in event:
            kind = "Text"
        if kind == "List":
            numbers.append([])
        elif kind == "Link":
            linked = span["end"]
        elif kind == "Text" and span["start"] < linked:
            continue
        if not isinstance(kind, str) or kind not in _LOOKS:
            continue
        for field, value in _LOOKS[kind](source[span["start"] : span["end"]]):
            if field == "digits":
                numbers[-1].append(value)
            else:
                seen.setdefault(field, Counter())[value] += 1
    found = {field: counter.most_common(1)[0][0] for field, counter in seen.items()}
    counted = [one for one in numbers if len(one) > 1]
    if counted:
        found["same_number"] = all(len(set(one)) == 1 for one in counted)
    return base._replace(**found)


def _item(source: bytes) -> list[tuple[str, Any]]:
    marker = _MARKER.match(source)
    if marker is None:
        return []
    gap = ("gap", len(marker[4]))
    if marker[1]:
        return [("bullet", marker[1].decode()), gap]
    return [("number", marker[3].decode()), ("digits", marker[2]), gap]


def _code(source: bytes) -> list[tuple[str, Any]]:
    return [("fence", source[:1].decode())] if source[:3] in (b"```", b"~~~") else []


def _rule(source: bytes) -> list[tuple[str, Any]]:
    return [("rule", source.decode().strip())]


def _text(source: bytes) -> list[tuple[str, Any]]:
    text = source.decode()
    return [("bare", True)] if addresses.may_have(text) and addresses.find(text) else []


_LOOKS: Final[dict[str, Any]] = {
    "Text": _text,
    "Link": lambda source: [("bare", False)] if source[:1] == b"<" else [],
    "Emphasis": lambda source: [("emphasis", source[:1].decode())],
    "Strong": lambda source: [("strong", source[:2].decode())],
    "Item": _item,
    "CodeBlock": _code,
    "Rule": _rule,
    "Heading": lambda source: [("setext", source[:1] != b"#")],
    "HardBreak": lambda source: [("hard_break", "\\" if source[:1] == b"\\" else "  ")],
}
