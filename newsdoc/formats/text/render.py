"""The parts of an article as text: each a chunk, which blank lines will stand between.

A chunk knows what it is meant to be read as, its plain form, and the form that says so beyond doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdoc.formats.text import blocks, inlines
from newsdoc.formats.text.lines import ENDS, SPACES, unified
from newsdoc.formats.text.words import FIGURE, MEDIA_KINDS
from newsdoc.model.content import (
    BlockQuote,
    Embed,
    Figure,
    Group,
    Heading,
    List,
    Paragraph,
    Preformatted,
    RawBlock,
    Row,
    Table,
    ThematicBreak,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.model.content import Block, Inline


@dataclass(slots=True)
class Chunk:
    """``plain`` is meant to be read as ``role``; ``sure`` is the form to use where it would not be.

    A ``sure`` form that is weak is understood only where the same text stands near it.
    """

    role: str
    plain: str
    sure: str | None = None
    is_sure: bool = False
    is_weak: bool = False

    @property
    def text(self) -> str:
        """The form in use."""
        return self.sure if self.is_sure and self.sure is not None else self.plain


def chunks(content: Iterable[Block], *, in_cell: bool = False) -> Iterator[Chunk]:  # noqa: C901 - one case a class
    """The chunks of a body; what has no text in this format is left out.

    ``in_cell``: it stands in a cell or a caption, where a table is its words alone: a text has no table in a table, and the
    backslashes before the bars of one would double with every table around it.
    """
    for block in content:
        match block:
            case Group():
                yield from chunks(block.content, in_cell=in_cell)
            case Paragraph():
                yield from paragraph(inlines.printed(block.content))
            case Heading():
                yield from _heading(block)
            case List():
                yield from _list(block, in_cell=in_cell)
            case Table() if in_cell:
                yield from paragraph("\n".join(_words_of_table(block)))
            case Table():
                yield from _table(block)
            case Figure():
                yield Chunk("figure", _figure(block))
            case Preformatted():
                yield Chunk("preformatted", _preformatted(block))
            case ThematicBreak():
                yield Chunk("thematic_break", "* * *")
            case BlockQuote():
                yield from _block_quote(block, in_cell=in_cell)
            case Embed():
                yield from paragraph(" ".join(part for part in (block.title, block.href) if part))
            case RawBlock():
                pass


def tidy(text: str) -> str:
    """``text`` as lines that a reader gives back: no blank ones, no spaces or tabs at their ends."""
    bare = (line.strip(ENDS) for line in unified(text).split("\n"))
    return "\n".join(line for line in bare if line.strip(SPACES))


def one_line(text: str) -> str:
    """``text`` on one line, its lines separated by spaces."""
    return tidy(text).replace("\n", " ")


def paragraph(text: str, role: str = "paragraph") -> Iterator[Chunk]:
    """A run of text that is meant as such, or nothing."""
    lines = tidy(text).split("\n")
    if not lines[0]:
        return
    for index, line in enumerate(lines):
        if index and line.lstrip("\\") == FIGURE:
            lines[index] = "\\" + line
    plain = "\n".join(lines)
    means = blocks.may_mean(lines[0].lstrip("\\"), alone=len(lines) == 1)
    if means and plain.startswith("\\"):
        yield Chunk(role, "\\" + plain)
    else:
        yield Chunk(role, plain, "\\" + plain, is_weak=not means)


def _heading(heading: Heading) -> Iterator[Chunk]:
    text = one_line(inlines.printed(heading.content))
    if text:
        marked = f"{'#' * heading.level} {text}"
        yield Chunk("heading", text if heading.level == 2 else marked, marked)


def _inner(content: Iterable[Block], *, in_cell: bool) -> str:
    """Blocks within a block: there every text is a paragraph unless its form says otherwise."""
    parts = []
    for chunk in chunks(content, in_cell=in_cell):
        first, _, rest = chunk.plain.partition("\n")
        doubt = chunk.role == "paragraph" and not first.startswith("\\") and blocks.may_mean(first, alone=not rest)
        chunk.is_sure = doubt or chunk.role == "heading"
        parts.append(chunk.text)
    return "\n\n".join(parts)


def _list(block: List, *, in_cell: bool) -> Iterator[Chunk]:
    items = [text for item in block.items if (text := _inner(item.content, in_cell=in_cell))]
    if items:
        first, second = (".", ")") if block.ordered and len(items) > 1 else (")", ".") if block.ordered else ("-", "*")
        yield Chunk("list", _items(block, items, first), _items(block, items, second))


def _items(block: List, items: list[str], sign: str) -> str:
    parts = []
    for number, item in enumerate(items, block.start):
        mark = f"{number}{sign} " if block.ordered else f"{sign} "
        parts.append(mark + item.replace("\n", "\n" + " " * len(mark)))
    return re.sub(r"(?m)^ +$", "", ("\n" if block.tight else "\n\n").join(parts))


def _block_quote(block: BlockQuote, *, in_cell: bool) -> Iterator[Chunk]:
    parts = [_inner(block.content, in_cell=in_cell)]
    if block.attribution and (attribution := one_line(inlines.printed(block.attribution))):
        parts.append(f"— {attribution}")
    inner = "\n\n".join(part for part in parts if part)
    if not inner:
        return
    if inlines.begins_quote("> " + inner.lstrip("\\")):
        inner = "\\" + inner
    yield Chunk("block_quote", "\n".join(f"> {line}" if line else ">" for line in inner.split("\n")))


def _figure(block: Figure) -> str:
    names = {kind: name for name, kind in MEDIA_KINDS.items()}
    lines = [f"{names.get(media.kind, FIGURE)}: {media.href}" for media in block.media if media.href]
    lines = lines or [FIGURE]
    lines += [f"Caption: {said}" for part in _words_of(block.caption) if (said := one_line(part))]
    if block.credit and (credit := one_line(inlines.printed(block.credit))):
        lines.append(f"Credit: {credit}")
    return "\n".join(lines)


def _preformatted(block: Preformatted) -> str:
    text = unified("".join(_words(block.content)))
    longest = max((len(run) for run in re.findall(r"(?m)^[ \t]*(`{3,})", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{block.language or ''}\n{text}\n{fence}" if text else f"{fence}{block.language or ''}\n{fence}"


def _words(content: Iterable[Inline]) -> Iterator[str]:
    for part in inlines.flat(content, within=True):
        yield part if isinstance(part, str) else inlines.printed([part])


_BAR = re.compile(r"(?<!\\)(\\*+)\|")


def _table(block: Table) -> Iterator[Chunk]:
    if block.caption:
        yield from paragraph(inlines.printed(block.caption))
    rows = [_row(row) for row in block.rows if row.cells]
    if not rows:
        return
    if block.rows[0].section == "head":
        wide = max(len(block.rows[0].cells), len(block.alignments))
        signs = [*block.alignments, *[None] * wide][:wide]
        rows.insert(1, "| " + " | ".join(_DELIMITERS[sign] for sign in signs) + " |")
    yield Chunk("table", "\n".join(rows))


_DELIMITERS = {None: "---", "left": ":--", "center": ":-:", "right": "--:"}


def _row(row: Row) -> str:
    cells = (one_line("\n".join(_words_of(cell.content))) for cell in row.cells)
    return "| " + " | ".join(_BAR.sub(_barred, cell) for cell in cells) + " |"


def _words_of(content: Iterable[Block]) -> Iterator[str]:
    """What blocks say, one by one, where their forms mean nothing and need no backslash: in a cell, in a caption."""
    for block in content:
        match block:
            case Paragraph() | Heading():
                yield inlines.printed(block.content)
            case Group():
                yield from _words_of(block.content)
            case Table():
                yield from _words_of_table(block)
            case _:
                yield from (chunk.plain for chunk in chunks([block], in_cell=True))


def _words_of_table(block: Table) -> Iterator[str]:
    """What a table says, a row at a time."""
    if block.caption:
        yield inlines.printed(block.caption)
    for row in block.rows:
        yield " ".join(words for cell in row.cells if (words := one_line("\n".join(_words_of(cell.content)))))


def _barred(hit: re.Match[str]) -> str:
    return hit[1] * 2 + "\\|"
