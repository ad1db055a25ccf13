"""What reader and writer must judge alike: which paragraphs can stand without an element of their own.

A paragraph is *bare* where its text stands directly in a list item, a cell, a ``div`` … ; it then reaches from one block
to the next, so that it can be told from them only where they are *hard*: blocks wherever they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.formats.markup.attributes import ELEMENT
from newsdoc.formats.markup.names import HARD, INLINE, LEVELS, MEDIA, SOFT
from newsdoc.formats.markup.whitespace import blank
from newsdoc.model.content import Annotation, Embed, Figure, Group, InlineMedia, Paragraph, RawBlock, RawInline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.model.content import Block, Inline


def anchored(content: Sequence[Inline]) -> bool:
    """Whether inlines are a line by themselves: text, or elements that are part of a line wherever they stand."""
    for item in content:
        if isinstance(item, str):
            if not blank(item):
                return True
        elif isinstance(item, Annotation):
            element = item.attributes.get(ELEMENT) if item.attributes else None
            if element is None or LEVELS.get(element) == INLINE:
                return True
        elif not isinstance(item, (InlineMedia, RawInline)):
            return True
    return False


def hard(block: Block) -> bool:
    """Whether a block is written as one that no text around it makes part of a line."""
    if isinstance(block, Paragraph):
        return not (block.attributes and block.attributes.get(ELEMENT) == "")
    if isinstance(block, Group):
        element = block.attributes.get(ELEMENT) if block.attributes else None
        if element is None or LEVELS.get(element, SOFT) == HARD:
            return True
        return any(hard(child) for child in block.content)
    if isinstance(block, Figure):
        return not (block.attributes and block.attributes.get(ELEMENT) in _MEDIA_ELEMENTS)
    return not isinstance(block, (RawBlock, Embed))


_MEDIA_ELEMENTS = MEDIA.keys() | {"picture"}


def can_be_bare(blocks: Sequence[Block], index: int) -> bool:
    """Whether the paragraph at ``index`` comes back as it is if it is written without an element."""
    paragraph = blocks[index]
    if not isinstance(paragraph, Paragraph) or (paragraph.attributes and paragraph.attributes.keys() != {ELEMENT}):
        return False
    if index and not hard(blocks[index - 1]):
        return False
    if index + 1 < len(blocks) and not _ends_line(blocks[index + 1]):
        return False
    return anchored(paragraph.content)


def _ends_line(block: Block) -> bool:
    """Of two bare paragraphs in a row the second one gets an element."""
    return isinstance(block, Paragraph) or hard(block)


def bare_index(blocks: Sequence[Block]) -> int | None:
    """Which paragraph has usually no element, where one only is usually not marked as one: an item, a cell, a caption."""
    found = None
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if found is not None:
                return None
            found = index
    return found if found is not None and can_be_bare(blocks, found) else None
