"""Writing a body back into the text that it was read from: what was not edited stays as its author wrote it.

The source is cut into chunks, a block each.  A block that is still the same is its chunk, to the letter.  One that was
edited is its chunk with the edit made in it (:mod:`~newsdoc.formats.markdown.transplant`), if that reads as the block.
What is new is written in the ways that the author has (:mod:`~newsdoc.formats.markdown.style`).
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses
from newsdoc.formats.markdown import block_writer, tree
from newsdoc.formats.markdown.style import PLAIN, Style, style_of
from newsdoc.formats.markdown.syntax import parser_for
from newsdoc.formats.markdown.transplant import similar, transplanted
from newsdoc.model.compare import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdoc.model.content import Block

#: How much an edited block has in common with what it was, at the least.
_ALIKE: Final = 0.4
#: How much so that no other is looked at; how many are, so that the time is not the square of what was edited.
_MUCH_ALIKE: Final = 0.8
_REACH: Final = 32


class Chunk(NamedTuple):
    """A piece of the source: the blocks that it is, its text, and the empty lines and definitions after it."""

    blocks: list[Block]
    text: str
    gap: str


class Piece(NamedTuple):
    """A piece of the result; ``number`` is that of the chunk in whose place it stands."""

    text: str
    gap: str
    number: int | None = None


def kept_body(source: str, body: Sequence[Block]) -> str:
    """``body`` as Markdown, as like ``source``, which was another state of it, as can be.

    It is for the caller to read the result again.
    """
    blocks, starts = tree.placed_blocks(source)
    if blocks == body:
        return source
    before, chunks = _chunks(source, blocks, starts)
    return _Keeper(source, chunks).written(before, normal(list(body)))


# --- the source -------------------------------------------------------------------------------------------------------


def _chunks(source: str, blocks: list[Block], starts: list[tuple[int, int]]) -> tuple[str, list[Chunk]]:
    """What stands before the first block, and the chunks of the blocks that begin where ``starts`` says."""
    if not starts:
        return source, []
    defined = definition_lines(source)
    ends = [*starts[1:], (len(blocks), len(source))]
    chunks = []
    for (index, start), (next_index, end) in zip(starts, ends, strict=True):
        text, gap = _parted(source, start, end, defined)
        chunks.append(Chunk(normal(blocks[index:next_index]), text, gap))
    return source[: starts[0][1]], chunks


def definition_lines(source: str) -> set[int]:
    """The offsets of the lines that define links."""
    if "]:" not in source:
        return set()
    raw = source.encode()
    lines: set[int] = set()
    for found in parser_for(source).reference_definitions(source).values():
        start = len(raw[: found["span"]["start"]].decode())
        end = len(raw[: found["span"]["end"]].decode())
        place = source.rfind("\n", 0, start) + 1
        while place < max(end, start + 1):
            lines.add(place)
            place = source.find("\n", place) + 1 or len(source)
    return lines


def _parted(source: str, start: int, end: int, defined: set[int]) -> tuple[str, str]:
    """A chunk's own text, and the empty lines and definitions at its end."""
    place = end
    while place > start:
        line = source.rfind("\n", start, place - 1) + 1 or start
        if line not in defined and source[line:place].strip(" \t\n"):
            break
        place = line
    return source[start:place], source[place:end]


# --- the result -------------------------------------------------------------------------------------------------------


class _Keeper:
    def __init__(self, source: str, chunks: list[Chunk]) -> None:
        self.chunks = chunks
        self.style = style_of(source)
        lines = definition_lines(source)
        self.definitions = "".join(source[line : source.find("\n", line) + 1 or len(source)] for line in sorted(lines))

    def written(self, before: str, body: list[Block]) -> str:
        """The whole body; ``before`` is what stood before the first block."""
        pieces = list(self.pieces(body))
        out = before
        last: int | None = -1
        for text, gap, number in pieces:
            follows = last is not None and number is not None and number == last + 1
            if out and not follows:
                out = _ended(out)
            out += text + gap
            last = number
        if self.chunks and last != len(self.chunks) - 1:
            # Something else stands at the end than did.
            out = out.rstrip("\n") + "\n"
        return out

    def pieces(self, body: list[Block]) -> Iterator[Piece]:
        """The pieces of the result, in order."""
        numbers = [number for number, chunk in enumerate(self.chunks) for _ in chunk.blocks]
        old = [repr(block) for chunk in self.chunks for block in chunk.blocks]
        for op, i1, i2, j1, j2 in _opcodes(old, [repr(block) for block in body]):
            if op == "equal":
                yield from self.same(numbers[i1:i2], body[j1:j2])
            else:
                yield from self.changed(numbers[i1:i2], body[j1:j2])

    def same(self, numbers: list[int], blocks: list[Block]) -> Iterator[Piece]:
        """Blocks that are in the source; a chunk of several of which not all are left is written anew."""
        place = 0
        for number, count in Counter(numbers).items():
            chunk = self.chunks[number]
            if count == len(chunk.blocks):
                yield Piece(chunk.text, chunk.gap, number)
            else:
                yield from (self.new(block) for block in blocks[place : place + count])
            place += count

    def changed(self, numbers: list[int], blocks: list[Block]) -> Iterator[Piece]:
        """Blocks that stand where others stood: edited ones, new ones, and what is left of those that are gone."""
        chunks = [number for number, count in Counter(numbers).items() if count == len(self.chunks[number].blocks)]
        pairs = self.paired([number for number in chunks if len(self.chunks[number].blocks) == 1], blocks)
        gone = [number for number in chunks if number not in pairs.values()]
        for index, block in enumerate(blocks):
            number = pairs.get(index)
            if number is None:
                yield self.new(block)
                continue
            yield from (self.left(one) for one in gone if one < number and self.chunks[one].gap.strip())
            gone = [one for one in gone if one > number]
            chunk = self.chunks[number]
            yield Piece(self.edited(chunk, block), chunk.gap, number)
        yield from (self.left(one) for one in gone if self.chunks[one].gap.strip())

    def paired(self, numbers: list[int], blocks: list[Block]) -> dict[int, int]:
        """Which block is the edited state of which chunk."""
        if len(numbers) == len(blocks) == 1 and type(self.chunks[numbers[0]].blocks[0]) is type(blocks[0]):
            return {0: numbers[0]}
        pairs: dict[int, int] = {}
        rest = list(numbers)
        for index, block in enumerate(blocks):
            number = self.alike(rest[:_REACH], block)
            if number is not None:
                pairs[index] = number
                rest = rest[rest.index(number) + 1 :]
        return pairs

    def alike(self, numbers: list[int], block: Block) -> int | None:
        """The chunk that is most like a block, or the first that is much like it."""
        text = _canonical(block, PLAIN)
        best, found = _ALIKE, None
        for number in numbers:
            chunk = self.chunks[number]
            if type(chunk.blocks[0]) is not type(block):
                continue
            ratio = similar(_canonical(chunk.blocks[0], PLAIN), text)
            if ratio > best or (found is None and ratio >= best):
                best, found = ratio, number
            if ratio >= _MUCH_ALIKE:
                break
        return found

    def new(self, block: Block) -> Piece:
        """A block that is not in the source."""
        return Piece(self.fresh(block, self.style), "\n")

    def left(self, number: int) -> Piece:
        """The definitions after a block that is gone: others may use them."""
        lines = self.chunks[number].gap.strip("\n")
        return Piece(f"{lines}\n", "\n")

    def edited(self, chunk: Chunk, block: Block) -> str:
        """The text of a chunk with the edit that makes ``block`` of what it was."""
        style = style_of(chunk.text, self.style)
        for one in dict.fromkeys((style, PLAIN)):
            before, after = _canonical(chunk.blocks[0], one), _canonical(block, one)
            for text in transplanted(chunk.text.rstrip("\n"), before, after):
                if self.reads_as(text, block):
                    return text + chunk.text[len(chunk.text.rstrip("\n")) :]
        return self.fresh(block, style)

    def fresh(self, block: Block, style: Style) -> str:
        """A block as newsdoc writes it, in ``style`` if that says it."""
        text = _canonical(block, style)
        return f"{text if style == PLAIN or self.reads_as(text, block) else _canonical(block, PLAIN)}\n"

    def reads_as(self, text: str, block: Block) -> bool:
        """Whether ``text`` is read as ``block`` and nothing else."""
        try:
            return tree.blocks_of(f"{text}\n\n{self.definitions}", Losses()) == [block]
        except ReadError:
            return False


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What changed from one list to the other; only what lies between the changes takes more than linear time."""
    least = min(len(old), len(new))
    begin = next((index for index in range(least) if old[index] != new[index]), least)
    end = next((index for index in range(least - begin) if old[-1 - index] != new[-1 - index]), least - begin)
    if begin:
        yield "equal", 0, begin, 0, begin
    matcher = SequenceMatcher(None, old[begin : len(old) - end], new[begin : len(new) - end], autojunk=False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        yield op, i1 + begin, i2 + begin, j1 + begin, j2 + begin
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _canonical(block: Block, style: Style) -> str:
    return "\n".join(block_writer.lines_of([block], style))


def _ended(text: str) -> str:
    """``text`` with an empty line at its end."""
    return text if text.endswith("\n\n") else text + "\n" if text.endswith("\n") else text + "\n\n"
