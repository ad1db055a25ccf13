"""Blocks as lines of Markdown.

Every class of block has a function that writes it in Markdown's own way where that says all of it, and returns ``None``
where it does not; the block is then written as HTML.  Lines are written once, with the prefix of the containers that
they stand in.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdoc.formats.markdown import escapes, html, tree
from newsdoc.formats.markdown.inline_writer import image, inline_text
from newsdoc.formats.markdown.style import PLAIN
from newsdoc.formats.markup.attributes import escape
from newsdoc.formats.markup.names import CODE
from newsdoc.model.compare import merged
from newsdoc.model.content import (
    BlockQuote,
    Figure,
    Group,
    Heading,
    InlineMedia,
    List,
    Media,
    Paragraph,
    Preformatted,
    RawBlock,
    Table,
    ThematicBreak,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdoc.formats.markdown.style import Style
    from newsdoc.model.content import Alignment, Block, Cell, Row

#: A number has at most nine digits (CommonMark 5.2).
MAX_NUMBER: Final = 999_999_999


class Written(NamedTuple):
    """A block as lines, and how it behaves beside others.

    ``kind``: ``paragraph``, ``heading``, ``code``, ``break``, ``quote``, ``list``, ``table``, ``group``, ``raw``, ``html``, ``pre``.  ``interrupts``: it
    needs no empty line after a paragraph.
    """

    kind: str
    lines: list[str]
    interrupts: bool = True


def lines_of(blocks: Sequence[Block], style: Style = PLAIN) -> list[str]:
    """The lines of ``blocks``, an empty one between two.  What is written in another style than newsdoc's own has to be read
    again: not all of them can say everything.
    """
    return _spread(_written(blocks, style, in_item=False))


def _written(blocks: Sequence[Block], style: Style, *, in_item: bool) -> list[Written]:
    markers = _Markers(style)
    return [
        _native(block, markers.next(block), style, in_item=in_item, first=index == 0)
        or Written("html", [html.block_line(block)])
        for index, block in enumerate(blocks)
    ]


def _native(block: Block, marker: str, style: Style, *, in_item: bool, first: bool) -> Written | None:
    """``block`` in Markdown's own way; ``None`` where that does not say all of it."""
    if isinstance(block, List):
        return _list(block, marker, style, in_item=in_item)
    if isinstance(block, ThematicBreak):
        unlike = style.rule == PLAIN.rule and (in_item or first)
        return None if block.attributes else Written("break", ["***" if unlike else style.rule])
    handler = _HANDLERS.get(type(block))
    try:
        return handler(block, style) if handler else None
    except html.CannotSayError:
        return None


def _spread(written: list[Written]) -> list[str]:
    """Blocks with an empty line between two."""
    out: list[str] = []
    for index, one in enumerate(written):
        if index:
            out.append("")
        out += html.plain_block(one.lines) if one.kind == "html" else one.lines
    return out


def _quote(block: BlockQuote, style: Style) -> Written | None:
    if block.attributes or block.attribution is not None or block.cite is not None:
        return None
    lines = lines_of(block.content, style) or [""]
    return Written("quote", [f"> {line}" if line else ">" for line in lines])


# --- lists ------------------------------------------------------------------------------------------------------------


class _Markers:
    """Neighbouring lists of one kind need different markers, or they would be one list."""

    def __init__(self, style: Style) -> None:
        self.last = ""
        self.bullets = (style.bullet, "-" if style.bullet == "+" else "+")
        self.numbers = (style.number, ")" if style.number == "." else ".")

    def next(self, block: Block) -> str:
        """The marker of ``block`` if it is a list."""
        if not isinstance(block, List):
            self.last = ""
            return ""
        usual, other = self.numbers if block.ordered else self.bullets
        self.last = other if self.last == usual else usual
        return self.last


def _list(block: List, marker: str, style: Style, *, in_item: bool) -> Written | None:
    numbers = _numbers(block, marker, same=style.same_number)
    # An item without anything in it begins no list within an item: "- - -" is a break, and "-" makes a heading.
    if not numbers or block.attributes or (in_item and not block.items[0].content):
        return None
    if any(item.attributes for item in block.items):
        return None
    items = [_written(item.content, style, in_item=True) for item in block.items]
    if not (_is_tight if block.tight else _is_loose)(items):
        return None
    lines: list[str] = []
    for number, item in zip(numbers, items, strict=True):
        if lines and not block.tight:
            lines.append("")
        content = [line for one in item for line in one.lines] if block.tight else _spread(item)
        gap = " " * style.gap
        indent = " " * len(number) + gap
        lines.append(f"{number}{gap}{content[0]}" if content else number)
        lines += [indent + line if line else "" for line in content[1:]]
    return Written("list", lines, interrupts=not block.ordered or block.start == 1)


def _numbers(block: List, marker: str, *, same: bool) -> list[str]:
    """The marker of each item; none at all where Markdown has no such list."""
    if not block.ordered:
        return [marker] * len(block.items) if block.start == 1 else []
    if block.start < 0 or block.start + len(block.items) > MAX_NUMBER:
        return []
    if same:
        return [f"{block.start}{marker}"] * len(block.items)
    return [f"{number}{marker}" for number in range(block.start, block.start + len(block.items))]


#: The kinds that end with their last line, whatever the next line is.
_END_THEMSELVES: Final = frozenset({"heading", "code", "break", "html", "pre"})
_INTERRUPT: Final = frozenset({"heading", "code", "break", "html", "pre", "quote", "list"})


def _is_tight(items: list[list[Written]]) -> bool:
    """Whether no item needs an empty line between its blocks (CommonMark 5.3)."""
    if any(one.kind == "group" for item in items for one in item):
        return False
    return all(_follows(one, other) for item in items for one, other in pairwise(item))


def _follows(one: Written, other: Written) -> bool:
    """Whether ``other`` may stand on the line after ``one``."""
    if one.kind in _END_THEMSELVES:
        return True
    if one.kind == "paragraph":
        return other.kind in _INTERRUPT and other.interrupts
    return one.kind in ("list", "quote") and other.kind in _END_THEMSELVES


def _is_loose(items: list[list[Written]]) -> bool:
    """Whether an empty line stands somewhere, and a paragraph shows what it means.

    An empty item before an empty line makes the parser forget the containers around a quotation that it stands in.
    """
    has_paragraph = any(one.kind == "paragraph" for item in items for one in item)
    return has_paragraph and all(items) and (len(items) > 1 or len(items[0]) > 1)


# --- the others -------------------------------------------------------------------------------------------------------


def _paragraph(block: Paragraph, style: Style) -> Written | None:
    content = merged(block.content)
    if block.attributes or not content or (len(content) == 1 and isinstance(content[0], InlineMedia)):
        return None
    text = inline_text(content, escapes.PARAGRAPH, style)
    if text.startswith("[") and _DEFINITION.match(text):
        # The bracket that ends the label stands in code or in markup.
        if not isinstance(content[0], str):
            return None
        text = f"\\{text}"
    return None if html.looks_like_block(text) else Written("paragraph", text.split("\n"))


#: A paragraph that begins like this defines a link, whatever its inlines are (CommonMark 4.7).
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*+\]:", re.DOTALL)


def _group(block: Group, style: Style) -> Written | None:
    tags = html.group_tags(block) if block.content else None
    if tags is None:
        return None
    return Written("group", [tags[0], "", *lines_of(block.content, style), "", tags[1]], interrupts=False)


def _heading(block: Heading, style: Style) -> Written | None:
    if block.attributes or not 1 <= block.level <= 6:
        return None
    text = inline_text(block.content, escapes.HEADING, style)
    if style.setext and block.level <= 2 and text:
        return Written("heading", [text, "=-"[block.level - 1] * max(len(text), 3)], interrupts=False)
    return Written("heading", [f"{'#' * block.level} {text}" if text else "#" * block.level])


def _figure(block: Figure, _style: Style) -> Written | None:
    if block.attributes or block.caption or block.credit is not None or len(block.media) > 1:
        return None
    if not block.media:
        return Written("paragraph", ["![]()"])
    text = image(block.media[0]) if block.media[0] != Media("") else None
    return Written("paragraph", [text]) if text else None


#: What a fenced code block can say of its language: no white space at the edges, nothing that is unescaped.
_LANGUAGE = re.compile(r"[^\s`~\\&](?:[^`\\&\r\n\t]*[^\s`\\&])?")
_FENCES: Final = {char: re.compile(rf"^ *({char}{{3,}})", re.MULTILINE) for char in "`~"}


def _preformatted(block: Preformatted, style: Style) -> Written | None:
    content = merged(block.content)
    if len(content) > 1 or not all(isinstance(part, str) for part in content):
        return None
    text = content[0] if content else ""
    if not isinstance(text, str) or "\r" in text:
        return None
    if block.language is None and not block.attributes:
        return _plain_text(text)
    if block.attributes != (CODE if block.language is None else None):
        return None
    if block.language is not None and not _LANGUAGE.fullmatch(block.language):
        return None
    longest = max((len(run[1]) for run in _FENCES[style.fence].finditer(text)), default=2)
    fence = style.fence * (longest + 1)
    return Written("code", [f"{fence}{block.language or ''}", *(text.split("\n") if text else []), fence])


#: Lines that a container may take white space from.
_UNSURE_LINES = re.compile(r"^ +$|\t", re.MULTILINE)


def _plain_text(text: str) -> Written | None:
    """Preformatted text that is no code: the element ``pre``, its lines as they are."""
    if not text.strip("\n") or text[0] == "\n" or _UNSURE_LINES.search(text):
        return None
    return Written("pre", f"<pre>{escape(text)}</pre>".split("\n"))


def _is_raw_block(value: str) -> bool:
    """Whether the reader takes ``value`` as one block of markup that is carried as it is.

    The reader itself is asked: the conditions under which an HTML block begins and ends (CommonMark 4.6) are seven.
    """
    # Lines that a container might indent or end otherwise are not worth the trouble.
    if not value.startswith("<") or "\r" in value or re.search(r"^[ \t]|\n\n|\t|\Z(?<=\n)", value, re.MULTILINE):
        return False
    return html.kind_of(value)[1] not in html.GROUP_NAMES and tree.is_one_raw_block(value)


def _raw(block: RawBlock, _style: Style) -> Written | None:
    if block.content_type != html.MEDIA_TYPE or not _is_raw_block(block.value):
        return None
    return Written("raw", block.value.split("\n"), interrupts=False)


_RULES: Final[dict[Alignment | None, str]] = {None: "---", "left": ":--", "center": ":-:", "right": "--:"}


def _table(block: Table, style: Style) -> Written | None:
    if block.attributes or block.caption is not None or not block.rows or not block.rows[0].cells:
        return None
    width = len(block.rows[0].cells)
    if block.alignments and (len(block.alignments) != width or not any(block.alignments)):
        return None
    rows = [_row(row, width, style, head=index == 0) for index, row in enumerate(block.rows)]
    rules = [_RULES[one] for one in block.alignments or [None] * width]
    return Written("table", [_joined(row) for row in (rows[0], rules, *rows[1:])], interrupts=False)


def _joined(cells: list[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _row(row: Row, width: int, style: Style, *, head: bool) -> list[str]:
    if row.attributes or len(row.cells) != width or row.section != ("head" if head else "body"):
        raise html.CannotSayError
    return [_cell(cell, style, head=head) for cell in row.cells]


def _cell(cell: Cell, style: Style, *, head: bool) -> str:
    if cell.attributes or (cell.colspan, cell.rowspan, cell.header) != (1, 1, head):
        raise html.CannotSayError
    match cell.content:
        case []:
            return ""
        # Not the pattern ``{}``: that is any mapping at all.
        case [Paragraph(content=content, attributes=said)] if not said and (
            text := inline_text(content, escapes.CELL, style)
        ):
            return text
    raise html.CannotSayError


_HANDLERS: Final[dict[type, Callable[..., Written | None]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    BlockQuote: _quote,
    Group: _group,
    Figure: _figure,
    Table: _table,
    Preformatted: _preformatted,
    RawBlock: _raw,
}
