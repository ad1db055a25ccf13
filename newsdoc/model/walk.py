"""The only recursion over the tree: visiting nodes, and their plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.model.content import (
    Annotation,
    BlockQuote,
    Code,
    Embed,
    Emphasis,
    Figure,
    Group,
    Heading,
    InlineMedia,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    RawBlock,
    RawInline,
    Reference,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    ThematicBreak,
    Underline,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.model.content import Block, Inline

#: The inlines that hold inlines.
CONTAINERS = (
    Strong,
    Emphasis,
    Underline,
    Strikethrough,
    Superscript,
    Subscript,
    Link,
    Quote,
    Annotation,
)


def iter_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, outer before inner, in document order."""
    stack = list(blocks)[::-1]
    while stack:
        block = stack.pop()
        yield block
        stack.extend(child_blocks(block)[::-1])


def child_blocks(block: Block) -> list[Block]:
    """The blocks that stand directly in ``block``."""
    match block:
        case BlockQuote() | Group():
            return block.content
        case List():
            return [child for item in block.items for child in item.content]
        case Table():
            return [child for row in block.rows for cell in row.cells for child in cell.content]
        case Figure():
            return block.caption
    return []


def child_inlines(block: Block) -> list[Inline]:
    """The inlines that stand directly in ``block``."""
    match block:
        case Paragraph() | Heading() | Preformatted():
            return block.content
        case BlockQuote():
            return block.attribution or []
        case Figure():
            return block.credit or []
        case Table():
            return block.caption or []
    return []


def iter_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """All inlines, outer before inner, in document order."""
    stack = list(inlines)[::-1]
    while stack:
        inline = stack.pop()
        yield inline
        if isinstance(inline, CONTAINERS):
            stack.extend(inline.content[::-1])


def text_of(inlines: Iterable[Inline]) -> str:
    """The plain text of inlines: quotations with their marks, a line break as a line feed, pictures by their text."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case str():
                parts.append(inline)
            case Quote():
                left, right = split_marks(inline.marks)
                parts += [left, text_of(inline.content), right]
            case Code():
                parts.append(inline.value)
            case LineBreak():
                parts.append("\n")
            case Reference():
                parts.append(inline.target)
            case InlineMedia():
                parts.append(inline.media.alt or "")
            case RawInline():
                pass
            case _:
                parts.append(text_of(inline.content))
    return "".join(parts)


def split_marks(marks: str) -> tuple[str, str]:
    """The opening and the closing quotation mark of a pair written together (``'""'``, ``'«»'``, ``"``''"``)."""
    half = (len(marks) + 1) // 2
    return marks[:half], marks[half:]


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """The plain text of blocks, separated by empty lines; what has no text is left out."""
    return "\n\n".join(text for block in blocks if (text := text_of_block(block)))


def text_of_block(block: Block) -> str:
    """The plain text of one block; the cells of a table's row are separated by tabs."""
    match block:
        case Paragraph() | Heading() | Preformatted():
            return text_of(block.content)
        case BlockQuote():
            parts = [text_of_blocks(block.content), text_of(block.attribution or [])]
        case List():
            parts = [text_of_blocks(item.content) for item in block.items]
        case Group():
            parts = [text_of_blocks(block.content)]
        case Figure():
            parts = [text_of_blocks(block.caption), text_of(block.credit or [])]
        case Table():
            rows = ["\t".join(text_of_blocks(cell.content) for cell in row.cells) for row in block.rows]
            parts = [text_of(block.caption or []), "\n".join(rows)]
        case ThematicBreak() | Embed() | RawBlock():
            parts = []
    return "\n\n".join(part for part in parts if part)
