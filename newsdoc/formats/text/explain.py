"""The reading of a text line by line, for people: what each part was taken for, how surely, what it became, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.errors import excerpt
from newsdoc.formats.text import reader
from newsdoc.formats.text.lines import unified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.formats.base import ReadOptions


def lines(data: bytes, options: ReadOptions) -> Iterator[str]:
    """The layout with its reason, then a line a part: ``13: furniture 98 %: "Share": words of share``.

    Raises :class:`newsdoc.ReadError` as reading does.
    """
    text = unified(reader.decoded(data, options.encoding)[0]).split("\n")
    found = reader.reading(data, options, explained=True)
    yield f"read as {found.layout} ({found.confidence:.0%} sure): {found.why}"
    for one in found.evidence:
        where = str(one.first) if one.first == one.last else f"{one.first}-{one.last}"
        sure = "" if one.confidence is None else f" {one.confidence:.0%}"
        path = "" if one.path is None else f" → {one.path}"
        said = excerpt(text[one.first - 1].strip() if one.first <= len(text) else "")
        yield f"{where}: {one.role}{sure}: {said}{path}: {one.why}".removesuffix(": ")
