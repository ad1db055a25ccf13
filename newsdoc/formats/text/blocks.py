"""The blocks of plain-text news: lines in, units out.

A unit is a run of text that the layout has yet to give a role (headline, standfirst, date line, paragraph …), or a block
that its own form makes known: the rules below, tried in order where a unit may begin.  A rule takes the lines, the place,
the end of the chunk (the run of lines up to a blank one) and the depth, and gives the block and the index after it.

A backslash before what would be such a form, or would be given a role, says that it is a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdoc.formats.text import dateline, inlines
from newsdoc.formats.text.lines import Line, chunk_ends, folded, line
from newsdoc.formats.text.words import BULLETS, FIGURE, MARKS, MEDIA_KINDS
from newsdoc.model.content import (
    BlockQuote,
    Cell,
    Figure,
    Heading,
    List,
    ListItem,
    Media,
    Paragraph,
    Preformatted,
    Row,
    Table,
    ThematicBreak,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsdoc.model.content import Alignment, Block

#: How deep blocks may lie within each other; what lies deeper is text.
DEEPEST = 10
#: The longest line of a block in which another one is looked for, in characters: at each depth it is copied.
LONGEST_NESTED = 100_000
#: More cells than any table of an article has.
MOST_CELLS = 20_000
#: The longest heading or headline that needs no other evidence, in characters and in words.
LONGEST_HEADING = 160
MOST_WORDS = 26
#: Paragraphs of this length and more are prose, which a heading may stand before.
PROSE = 60


@dataclass(slots=True)
class Unit:
    """A part of the text from line ``first`` to ``last``: a ``block``, or ``text`` that awaits its role.

    A heading has both.
    ``literal`` says that the author marked it as a paragraph with a backslash.
    """

    first: int
    last: int
    text: str
    block: Block | None = None
    why: str = ""
    literal: bool = False


# --- the flow -------------------------------------------------------------------------------------------------------


def units(lines: list[Line], depth: int = 0) -> Iterator[Unit]:
    """The units of ``lines``, in order."""
    ends = chunk_ends(lines)
    fences = _Fences(lines)
    at = 0
    while at < len(lines):
        found = _formed(lines, at, ends, depth, fences)
        if found is None:
            end = _text_end(lines, at, ends[at])
            yield _text(lines, at, end)
        else:
            block, end, why = found
            said = _HEADING.sub("", lines[at].bare) if isinstance(block, Heading) else ""
            yield Unit(lines[at].number, lines[end - 1].number, said, block, why)
        at = end


def _formed(lines: list[Line], at: int, ends: list[int], depth: int, fences: _Fences) -> _Found:
    """The block that begins at ``at`` by its form; ``None`` for a run of text."""
    if not _may_be_formed(lines[at].bare):
        return None
    deep = depth >= DEEPEST or (depth > 0 and len(lines[at].bare) > LONGEST_NESTED)
    for rule in () if deep else RULES:
        found = rule(lines, at, ends, depth)
        if found is not None:
            return found
    return fences.read(at)


def _may_be_formed(bare: str) -> bool:
    """Whether a line may begin a block; most do not, and are text without a further look."""
    return bare[0] in _BEGIN or (bare[0] in _NAMED and bare.startswith(_NAMES))


def may_begin(text: str) -> bool:
    """Whether a line may begin a block or mark itself as text, or may belong to an item of a list before it."""
    return text[0] in _BEGIN or text[0] in " \t\\" or (text[0] in _NAMED and text.startswith(_NAMES))


def blocks(lines: list[Line], depth: int) -> list[Block]:
    """The blocks within a block, where all text is paragraphs."""
    return [unit.block or Paragraph(inlines.parse(unit.text)) for unit in units(lines, depth)]


def _text_end(lines: list[Line], at: int, end: int) -> int:
    for index in range(at + 1, end):
        if lines[index].bare == FIGURE:
            return index
    return end


def _text(lines: list[Line], at: int, end: int) -> Unit:
    bare = [line.bare for line in lines[at:end]]
    first, literal = bare[0], False
    if first.startswith("\\") and may_mean(first.lstrip("\\"), alone=len(bare) == 1):
        bare[0], literal = first[1:], True
    for index in range(len(bare)):
        if index and bare[index].startswith("\\") and bare[index].lstrip("\\") == FIGURE:
            bare[index] = bare[index][1:]
    return Unit(lines[at].number, lines[end - 1].number, "\n".join(bare), literal=literal)


def may_mean(line: str, *, alone: bool) -> bool:
    """Whether a paragraph that begins with this line (``alone``: is this line) might be taken for something else."""
    if any(form.match(line) for form in _FORMS) or line.partition(":")[0] in MEDIA_KINDS:
        return True
    if alone and (looks_like_heading(line) or dateline.parse(line) is not None):
        return True
    from newsdoc.formats.text import article  # it knows what heads are made of, and these rules

    return (alone and article.is_byline(line)) or article.begins(line) is not None


def unescape_twins(found: list[Unit], most: int) -> None:
    """Take the backslash for one before a text that stands twice among the first ``most``, the title again for the layout."""
    first = [unit for unit in found[: 2 * most] if unit.block is None or unit.text][:most]
    count = Counter(folded(unit.text.removeprefix("\\")) for unit in first)
    for unit in first:
        if unit.text.startswith("\\") and not unit.literal and count[folded(unit.text[1:])] > 1:
            unit.text, unit.literal = unit.text[1:], True


def looks_like_heading(text: str) -> bool:
    """Whether ``text`` has the look of a heading or headline: one short line, no end of a sentence, no lower-case start."""
    if not text or len(text) > LONGEST_HEADING or "\n" in text or len(text.split()) > MOST_WORDS:
        return False
    start = next((char for char in text if char.isalnum()), "")
    if not any(char.isalpha() for char in text) or start.islower():
        return False
    last = text.rstrip("\"'”’“»«)]」』 \u00a0")[-1:]
    return last not in _STOPS and _INLINE.search(text) is None


def is_prose(text: str) -> bool:
    """Whether ``text`` is what a heading may stand before: long, with the end of a sentence in it."""
    return len(text) >= PROSE and any(stop in text for stop in ".!?。！？")


_STOPS = frozenset(".,;:…。、，；：-–—")
_INLINE = re.compile(r">[ \u00a0]{1,4}[" + re.escape("".join(mark[0] for mark in MARKS)) + r"]|\[\[")

# --- the rules ------------------------------------------------------------------------------------------------------

_Found = tuple["Block", int, str] | None

_BREAK = re.compile(r"([*_\-–—])(?: ?\1){2,9}")
_HEADING = re.compile(r"(#{1,6})[ \t]{1,3}(?=[^ \t])")
_BULLET = re.compile(rf"([{re.escape(BULLETS)}])[ \t]{{1,4}}(?=\S)")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])[ \t]{1,4}(?=[^ \t])")
_QUOTED = re.compile(r">(?:[ \t]|$)")
_ROW = re.compile(r"\|")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]{0,4}([^\s`~]{0,40})$")
_FIGURE_LINE = re.compile(rf"{FIGURE}$")
#: The signs that a line of any of these forms begins with, and the words.
_BEGIN = frozenset("*_-–—#>|`~0123456789" + BULLETS)
_NAMES = (FIGURE, *MEDIA_KINDS)
_NAMED = frozenset(name[0] for name in _NAMES)
#: What every fence begins with.
FENCES = ("```", "~~~")
_FORMS = (_BREAK, _HEADING, _BULLET, _NUMBER, _QUOTED, _ROW, _FENCE, _FIGURE_LINE)


def _break(lines: list[Line], at: int, ends: list[int], _depth: int) -> _Found:
    alone = ends[at] == at + 1
    return (ThematicBreak(), at + 1, "a line of signs") if alone and _BREAK.fullmatch(lines[at].bare) else None


def _heading(lines: list[Line], at: int, ends: list[int], _depth: int) -> _Found:
    bare = lines[at].bare
    hit = _HEADING.match(bare)
    if hit is None or ends[at] != at + 1 or not any(char.isalnum() for char in bare):
        return None
    return Heading(inlines.parse(bare[hit.end() :]), len(hit[1])), at + 1, "number signs before it"


_MEDIA = re.compile(rf"({'|'.join(MEDIA_KINDS)}): (\S+)")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S|\.{0,2}/\S")
_CAPTION = "Caption: "
_CREDIT = "Credit: "


def _figure(lines: list[Line], at: int, ends: list[int], _depth: int) -> _Found:
    figure = Figure()
    end = at + (lines[at].bare == FIGURE)
    while end < ends[at] and (hit := _MEDIA.fullmatch(lines[end].bare)) is not None and _ADDRESS.match(hit[2]):
        figure.media.append(Media(hit[2], MEDIA_KINDS[hit[1]]))
        end += 1
    if end == at:
        return None
    while end < ends[at] and (bare := lines[end].bare).startswith(_CAPTION):
        figure.caption.append(Paragraph(inlines.parse(bare[len(_CAPTION) :])))
        end += 1
    if end < ends[at] and (bare := lines[end].bare).startswith(_CREDIT):
        figure.credit = inlines.parse(bare[len(_CREDIT) :])
        end += 1
    return figure, end, "the mark of a picture"


_DELIMITER = re.compile(r":?-++:?")
_CELL_END = re.compile(r"(?<!\\)(\\*+)\|")


def _table(lines: list[Line], at: int, ends: list[int], _depth: int) -> _Found:
    end = ends[at]
    if not all(_is_row(lines[index].bare) for index in range(at, end)):
        return None
    if sum(lines[index].bare.count("|") for index in range(at, end)) > MOST_CELLS:
        return None
    rows = [_cells(lines[index].bare) for index in range(at, end)]
    alignments: list[Alignment | None] = []
    head = len(rows) > 1 and all(_DELIMITER.fullmatch(cell) for cell in rows[1])
    if head:
        alignments = [_alignment(cell) for cell in rows.pop(1)]
    result = [_row(cells, head=head and not index) for index, cells in enumerate(rows)]
    return Table(result, alignments=alignments if any(alignments) else []), end, "lines of cells between bars"


def _is_row(text: str) -> bool:
    return len(text) > 1 and text[0] == "|" and text[-1] == "|"


def _cells(text: str) -> list[str]:
    cells: list[str] = []
    run: list[str] = []
    at = 1
    for hit in _CELL_END.finditer(text, 1):
        slashes = len(hit[1])
        run += [text[at : hit.start()], "\\" * (slashes // 2)]
        at = hit.end()
        if slashes % 2:
            run.append("|")
        else:
            cells.append("".join(run).strip(" \t"))
            run = []
    return cells


def _alignment(cell: str) -> Alignment | None:
    if cell[0] == ":":
        return "center" if cell[-1] == ":" else "left"
    return "right" if cell[-1] == ":" else None


def _row(cells: list[str], *, head: bool) -> Row:
    made = [Cell([Paragraph(inlines.parse(cell))] if cell else [], head) for cell in cells]
    return Row(made, "head" if head else "body")


_ATTRIBUTION = "— "


def _block_quote(lines: list[Line], at: int, ends: list[int], depth: int) -> _Found:
    if inlines.begins_quote(lines[at].bare):
        return None
    end = at
    inner: list[Line] = []
    while end < ends[at] and (bare := lines[end].bare).startswith(">") and _QUOTED.match(bare):
        text = lines[end].text.lstrip(" \t")[1:]
        text = text[1:] if text[:1] in (" ", "\t") else text
        if end == at and text.startswith("\\") and inlines.begins_quote("> " + text.lstrip("\\")):
            text = text[1:]
        if text.strip(" \t"):
            inner.append(line(lines[end].number, text))
        end += 1
    if not inner or end < ends[at]:
        return None
    content = blocks(inner, depth + 1)
    last = content[-1]
    attribution = None
    if len(content) > 1 and isinstance(last, Paragraph) and inlines.begins_with(last.content, _ATTRIBUTION):
        attribution = inlines.cut(last.content, len(_ATTRIBUTION))
        content.pop()
    return BlockQuote(content, attribution), end, "a > before each line"


def _list(lines: list[Line], at: int, ends: list[int], depth: int) -> _Found:
    """A list: items with the same sign, or with numbers that follow each other, and what is indented below them."""
    kind = _marker(lines[at].bare)
    if kind is None:
        return None
    sign, start = kind
    begins: list[int] = []
    end, tight = at, True
    while end < len(lines):
        marker = _marker(lines[end].bare)
        if marker is None or marker[0] != sign or (start is not None and marker[1] != start + len(begins)):
            break
        if begins and lines[end].number != lines[end - 1].number + 1:
            tight = False
        begins.append(end)
        end = _item_end(lines, end, ends)
    # "1. May" begins many a paragraph; one number alone makes no list.
    if sign == "." and len(begins) == 1:
        return None
    spans = zip(begins, [*begins[1:], end], strict=True)
    items = [ListItem(blocks(_dedented(lines[begin:stop]), depth + 1)) for begin, stop in spans]
    why = "a sign before each item" if start is None else "a number before each item"
    return List(items, start is not None, 1 if start is None else start, tight), end, why


def _marker(bare: str) -> tuple[str, int | None] | None:
    """The sign of an item of a list, with its number; ``None`` where the line begins no item."""
    hit = _BULLET.match(bare)
    if hit is not None:
        # "- 30 -" ends a story, and "* * *" parts it.
        return None if bare.endswith(f" {hit[1]}") else (hit[1], None)
    hit = _NUMBER.match(bare)
    return None if hit is None else (hit[2], int(hit[1]))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


def _item_end(lines: list[Line], at: int, ends: list[int]) -> int:
    """The index after an item: lines indented below its text, and lines of its first paragraph that are not."""
    outer = _indent(lines[at].text)
    end = at + 1
    while end < len(lines):
        lazy = end < ends[at] and _marker(lines[end].bare) is None and lines[end].bare != FIGURE
        if not lazy and _indent(lines[end].text) <= outer + 1:
            break
        end += 1
    return end


def _dedented(lines: list[Line]) -> list[Line]:
    """The lines of an item without its sign and without the indentation of its first line's text."""
    text = lines[0].text
    bare = text.lstrip(" \t")
    hit = _BULLET.match(bare) or _NUMBER.match(bare)
    assert hit is not None  # the caller saw the sign
    width = len(text) - len(bare) + hit.end()
    rest = [line(one.number, one.text[min(width, _indent(one.text)) :]) for one in lines[1:]]
    return [line(lines[0].number, bare[hit.end() :]), *rest]


#: Tried in this order.
RULES: tuple[Callable[[list[Line], int, list[int], int], _Found], ...] = (
    _break,
    _heading,
    _figure,
    _table,
    _block_quote,
    _list,
)


class _Fences:
    """Reads what stands between fences of ``\u0060\u0060\u0060`` or ``~~~``, remembering which have no closing one."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._unclosed = {"`": 1 << 30, "~": 1 << 30}

    def read(self, at: int) -> _Found:
        """The preformatted text that a fence at ``at`` opens."""
        hit = _FENCE.match(self._lines[at].bare)
        if hit is None:
            return None
        sign, length = hit[1][0], len(hit[1])
        if length >= self._unclosed[sign]:
            return None
        end = self._close(at + 1, sign, length)
        if end is None:
            self._unclosed[sign] = length
            return None
        inner = {line.number: line.text for line in self._lines[at + 1 : end]}
        numbers = range(self._lines[at].number + 1, self._lines[end].number)
        text = "\n".join(inner.get(number, "") for number in numbers)
        return Preformatted([text] if text else [], hit[2] or None), end + 1, "between fences"

    def _close(self, at: int, sign: str, length: int) -> int | None:
        for index in range(at, len(self._lines)):
            bare = self._lines[index].bare
            if len(bare) >= length and bare == sign * len(bare):
                return index
        return None
