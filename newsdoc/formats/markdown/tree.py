"""The blocks of a Markdown text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from newsdoc.errors import ReadError
from newsdoc.formats.markdown import events, html
from newsdoc.formats.markdown.builder import MAX_DEPTH, Builder, OddError, TooDeepError
from newsdoc.formats.markdown.syntax import PARSER, may_define, parser_for
from newsdoc.loading.chars import line_column
from newsdoc.model.content import Paragraph, RawBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.formats.base import Losses
    from newsdoc.model.content import Block


def blocks_of(text: str, losses: Losses, first_line: int = 1) -> list[Block]:
    """The blocks of a Markdown text.  Raises :class:`newsdoc.ReadError` ``LIMIT-DEPTH``.

    ``first_line`` is the number of the text's first line in its file.
    """
    defines = may_define(text)
    try:
        builder, blocks = _built(text, defines=defines)
    except TooDeepError:
        line, column = _place_of_depth(text)
        raise ReadError(
            f"blocks and marks stand more than {MAX_DEPTH} deep in each other",
            code="LIMIT-DEPTH",
            line=line + first_line - 1,
            column=column,
        ) from None
    if builder.pictures:
        events.report_pictures(text, builder.pictures, losses, first_line)
    if defines:
        events.report_definitions(text, builder.used, losses, first_line)
        events.report_notes(text, losses, first_line)
    if builder.columns and events.may_have_more_cells(text, builder.columns):
        events.report_cells(text, losses, first_line)
    return blocks


def _built(text: str, *, defines: bool) -> tuple[Builder, list[Block]]:
    """The blocks of a text, and what made them; ``defines``: it may have definitions.

    The parser's events say all that there is, but for references and for the source of addresses that :func:`addresses.is_odd`.
    """
    if "[[" not in text:
        builder = Builder(source=text)
        parser = parser_for(text) if defines else PARSER
        with contextlib.suppress(OddError):
            return builder, builder.build(parser.events(text, merge_text=True))
    builder = Builder()
    return builder, builder.build(event for event, _ in events.spans(text))


def placed_blocks(text: str) -> tuple[list[Block], list[tuple[int, int]]]:
    """The blocks of a Markdown text, and where they begin: the index of a block and the offset of its line.

    A block that came with others has no place of its own.
    """
    builder = Builder()
    starts: list[tuple[int, int]] = []

    def watched() -> Iterator[Any]:
        for event, start in events.spans(text):
            if not builder.stack:
                count = len(builder.frames[0].nodes)
                while starts and starts[-1][0] >= count:
                    starts.pop()
                starts.append((count, start))
            yield event

    blocks = builder.build(watched())
    while starts and starts[-1][0] >= len(blocks):
        starts.pop()
    source = text.encode()
    placed: list[tuple[int, int]] = []
    done = offset = 0
    for index, start in starts:
        offset += len(source[done:start].decode())
        done = start
        placed.append((index, text.rfind("\n", 0, offset) + 1))
    return blocks, placed


def is_one_raw_block(text: str) -> bool:
    """Whether ``text`` is one HTML block that is carried as it is, also where an empty line and more text follow."""
    _, read = _built(f"{text}\n\nx", defines=True)
    return read == [RawBlock(text, html.MEDIA_TYPE), Paragraph(["x"])]


def _place_of_depth(text: str) -> tuple[int, int]:
    """Line and column of the event that is too deep: a second reading, with positions."""
    start = 0

    def spanned() -> Iterator[Any]:
        nonlocal start
        for event, start in events.spans(text):  # noqa: B007 - the last one is what is wanted
            yield event

    try:
        Builder().build(spanned())
    except TooDeepError:
        return line_column(text, len(text.encode()[:start].decode()))
    raise AssertionError("the second reading differs from the first")
