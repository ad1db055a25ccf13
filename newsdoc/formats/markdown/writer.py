"""Writing Markdown: front matter and body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.base import Losses, WriteOptions, WriteResult
from newsdoc.formats.markdown import block_writer, front_matter, keeping, tree
from newsdoc.formats.markdown.builder import MAX_DEPTH
from newsdoc.model.walk import CONTAINERS, child_blocks, child_inlines, iter_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.model.content import Block, Inline
    from newsdoc.model.document import Document, NewsMessage

NAME = "markdown"
VERSION = "1.0"


def write(documents: Sequence[Document], options: WriteOptions, message: NewsMessage | None = None) -> WriteResult:
    """The one document as Markdown; nothing of it is lost.  ``message``, the envelope of several, is.

    A document that was read from Markdown is written as it stood there, but for what was edited since.

    Raises :class:`newsdoc.WriteError`: ``ND-ONE-DOCUMENT`` for none or several documents, ``LIMIT-DEPTH`` for one nested
    deeper than is read.
    """
    if len(documents) != 1:
        raise WriteError(
            f"a Markdown file holds one document, not {len(documents)}",
            code="ND-ONE-DOCUMENT",
            hint="write a file for each, or all of them as json",
        )
    losses = Losses()
    if message is not None:
        losses.dropped("message", message, "a Markdown file holds a document without the message that it came in")
    front_matter.report_order(documents[0], losses)
    own = keeping.kept(documents[0], sanitize=options.sanitize)
    if own is not None:
        return WriteResult(own.text.encode(), losses.items, NAME, VERSION, returned=own.returned)
    body = _body(documents[0])
    try:
        text = front_matter.write(documents[0], body) + body
    except RecursionError:
        raise _too_deep() from None
    return WriteResult(text.encode(), losses.items, NAME, VERSION)


def _body(document: Document) -> str:
    try:
        body = "".join(f"{line}\n" for line in block_writer.lines_of(document.body))
    except RecursionError:
        raise _too_deep() from None
    if _may_be_too_deep(document):
        try:
            tree.blocks_of(body, Losses())
        except ReadError:
            raise _too_deep() from None
    return body


def _too_deep() -> WriteError:
    return WriteError(f"blocks and marks stand more than {MAX_DEPTH} deep in each other", code="LIMIT-DEPTH")


def _may_be_too_deep(document: Document) -> bool:
    """Whether so much stands in each other that only reading it again can tell; a list and its item count twice."""
    level: list[Block] = document.body
    for _ in range(MAX_DEPTH // 3):
        level = [child for block in level for child in child_blocks(block)]
        if not level:
            break
    return bool(level) or any(_deep_inlines(child_inlines(block)) for block in iter_blocks(document.body))


def _deep_inlines(level: list[Inline]) -> bool:
    for _ in range(MAX_DEPTH // 3):
        level = [child for inline in level if isinstance(inline, CONTAINERS) for child in inline.content]
        if not level:
            return False
    return True
