"""What makes blocks, and the parts of blocks, of what the events between a beginning and an end have given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from newsdoc.formats.markup.names import CODE
from newsdoc.model.compare import merged
from newsdoc.model.content import (
    BLOCKS,
    BlockQuote,
    Cell,
    Emphasis,
    Figure,
    Heading,
    InlineMedia,
    List,
    ListItem,
    Media,
    Paragraph,
    Preformatted,
    Row,
    Strikethrough,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.markdown import html
    from newsdoc.model.content import Alignment, Block, Inline

_ALIGNMENTS: Final[dict[str, Alignment | None]] = {"None": None, "Left": "left", "Center": "center", "Right": "right"}
MARKS: Final[dict[str, Any]] = {"Emphasis": Emphasis, "Strong": Strong, "Strikethrough": Strikethrough}


class Frame:
    """An element that has begun.  ``nodes`` is what is in it so far; ``data`` what its beginning said.

    There is one frame a depth, which is used again for every element that begins there.

    ``tags`` are the HTML tags in ``nodes`` that wait for their end, ``groups`` those that stand as blocks.  ``loose``: of a
    list, whether its paragraphs are paragraphs of their own.  ``split``: whether ``nodes`` has texts side by side.
    """

    __slots__ = ("data", "groups", "kind", "loose", "nodes", "split", "tags")

    def __init__(self, split: bool) -> None:
        self.kind = "Document"
        self.data: Any = None
        self.split = split
        self.nodes: list[Any] = []
        self.tags: list[html.OpenTag] | tuple[()] = ()
        self.groups: list[html.OpenTag] | tuple[()] = ()
        self.loose = False


def content_of(frame: Frame) -> list[Any]:
    """The inlines in ``frame``, neighbouring texts as one; no text is ever empty here."""
    return merged(frame.nodes) if frame.split else frame.nodes


def paragraph(content: list[Inline]) -> Block:
    """A paragraph, or a figure where a picture is all that it holds; ``![]()`` is the place of a figure."""
    if len(content) == 1 and isinstance(content[0], InlineMedia):
        media = content[0].media
        return Figure([media] if media != Media("") else [])
    return Paragraph(content)


def item_blocks(nodes: list[Any]) -> list[Block]:
    """The blocks of a list item: runs of inlines between them are the paragraphs of a tight list."""
    blocks: list[Block] = []
    run: list[Inline] = []
    for node in nodes:
        if not isinstance(node, BLOCKS):
            run.append(node)
            continue
        if run:
            blocks.append(paragraph(merged(run)))
            run = []
        blocks.append(cast("Block", node))
    if run:
        blocks.append(paragraph(merged(run)))
    return blocks


def note(frame: Frame) -> list[Block]:
    """A footnote as blocks, with what it is referred to by before it."""
    blocks: list[Block] = frame.nodes
    mark = f"[^{frame.data}]:"
    if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].attributes:
        return [Paragraph(merged([f"{mark} ", *blocks[0].content])), *blocks[1:]]
    return [Paragraph([mark]), *blocks]


def _code_block(frame: Frame) -> Block:
    text = "".join(frame.nodes).removesuffix("\n")
    language = None if frame.data == "Indented" else frame.data["Fenced"]
    # Preformatted text that is code, as XHTML has it too: ``pre`` with ``code`` in it.
    return Preformatted([text] if text else [], language or None, None if language else dict(CODE))


def _list(frame: Frame) -> Block:
    ordered = frame.data is not None
    return List(frame.nodes, ordered, frame.data if ordered else 1, not frame.loose)


def _table(frame: Frame) -> Block:
    alignments = [_ALIGNMENTS[one] for one in frame.data]
    return Table(frame.nodes, alignments=alignments if any(alignments) else [])


def _row(frame: Frame) -> Row:
    head = frame.kind == "TableHead"
    for cell in frame.nodes if head else ():
        cell.header = True
    return Row(frame.nodes, "head" if head else "body")


def _cell(frame: Frame) -> Cell:
    content = content_of(frame)
    return Cell([Paragraph(content)] if content else [])


PARTS: Final[dict[str, Callable[[Frame], Any]]] = {
    "Item": lambda frame: ListItem(item_blocks(frame.nodes)),
    "TableHead": _row,
    "TableRow": _row,
    "TableCell": _cell,
}
MAKERS: Final[dict[str, Callable[[Frame], Block]]] = {
    "Paragraph": lambda frame: paragraph(content_of(frame)),
    "Heading": lambda frame: Heading(content_of(frame), int(frame.data["level"][1])),
    "BlockQuote": lambda frame: BlockQuote(frame.nodes),
    "CodeBlock": _code_block,
    "List": _list,
    "Table": _table,
}
