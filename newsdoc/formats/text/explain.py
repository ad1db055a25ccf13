"""The reading of a text line by line, for people: what each part was taken for, how surely, what it became, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.errors import excerpt
from newsdoc.formats.text import reader
from newsdoc.formats.text.lines import unified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.formats.base import ReadOptions
    from newsdoc.formats.text.evidence import Evidence


def lines(data: bytes, options: ReadOptions) -> Iterator[str]:
    """The layout with its reason, then a line a part: ``13: furniture 98 %: "Share": words of share``; so for each document.

    Raises :class:`newsdoc.ReadError` as reading does.
    """
    text = unified(reader.decoded(data, options.encoding)[0]).split("\n")
    found = reader.readings(data, options, explained=True)
    for number, one in enumerate(found, 1):
        which = "" if len(found) == 1 else f"document {number} of {len(found)}, from line {one.evidence[0].first}: "
        yield f"{which}read as {one.layout} ({one.confidence:.0%} sure): {one.why}"
        yield from (_line(part, text) for part in one.evidence)


def _line(one: Evidence, text: list[str]) -> str:
    """A part of the text, as it is told."""
    where = str(one.first) if one.first == one.last else f"{one.first}-{one.last}"
    sure = "" if one.confidence is None else f" {one.confidence:.0%}"
    path = "" if one.path is None else f" → {one.path}"
    said = excerpt(text[one.first - 1].strip() if one.first <= len(text) else "")
    return f"{where}: {one.role}{sure}: {said}{path}: {one.why}".removesuffix(": ")
