"""The parts of a text: paragraphs as they were meant, whether blank lines, line ends or indents keep them apart.

Which of these does is read from the text as a whole: lines of about one width are hard-wrapped, long lines are paragraphs
of their own, and otherwise a blank line ends a part.
"""

from __future__ import annotations

import re
from array import array
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newsdoc.formats.text import blocks
from newsdoc.formats.text.lines import ENDS, SPACES, Line, line
from newsdoc.model.content import List

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.formats.text.blocks import Unit
    from newsdoc.formats.text.envelopes import Source
    from newsdoc.model.content import Block

#: The widest hard-wrapped line, in characters, and how many lines must be there to tell.
WIDEST = 100
_FEWEST = 3
#: The share of lines that end sentences from which on no line was broken.
_SENTENCES = 0.8
#: The shortest line that is prose, in characters.
_PROSE = 80
#: How many paragraphs the only item of a list may have.
_ITEM = 3
_ENDED = re.compile(r"[.!?:…。！？]['\"”’»)]{0,2}$")
_BULLET = re.compile(r"(?:[*•·●◦▪-]|--|–|—|[0-9]{1,3}[.)])\s+\S")
_MARK = re.compile(r"\s*(?:reuters?|={2}\w{2,12}|[-#*_ ]{2,}|-?30-?|-?ends-?|nnnn)\s*$", re.IGNORECASE)


class Part(NamedTuple):
    """A part of a text: lines ``first`` to ``last``, what it says, and the block that its own form makes it, if any."""

    first: int
    last: int
    text: str
    block: Block | None
    why: str
    literal: bool


class Joined(NamedTuple):
    """Lines that make one: their first and last number, their text, and whether a blank line may stand before it."""

    first: int
    last: int
    text: str
    apart: bool


def split(lines: list[Source], *, forget: bool = False, wrapped: bool = False) -> tuple[list[Part], str]:
    """The parts of ``lines``, and what keeps them apart: ``blank``, ``lines`` or ``wrapped``.

    ``wrapped`` says that the lines are known to be hard-wrapped, if none is wider than such lines are.
    ``forget`` empties ``lines``: of a text of very many, they and the parts are not needed at the same time.
    """
    chunks = _chunks(lines)
    if forget:
        lines.clear()
    mode, width = _mode(chunks)
    if wrapped and (widest := max((len(text.rstrip()) for chunk in chunks for _, text in chunk), default=0)) <= WIDEST:
        mode, width = "wrapped", width or widest
    if mode == "blank":
        chunks = _told_apart(_loosened(chunks))
    chunks.reverse()
    return list(_parts(chunks, mode, width)), mode


def _chunks(lines: list[Source]) -> list[list[Source]]:
    result: list[list[Source]] = []
    last = -1
    for one in lines:
        number, text = one
        if not text.strip(SPACES):
            continue
        if number != last + 1:
            result.append([])
        result[-1].append(one)
        last = number
    return result


def _mode(chunks: list[list[Source]]) -> tuple[str, int]:
    """What keeps parts apart, and the width of the lines."""
    inner = [len(text.rstrip()) for chunk in chunks for _, text in chunk[:-1]]
    if len(chunks) == 1 and inner and sum(inner) > WIDEST * len(inner):
        return "lines", max(inner)
    if len(inner) < _FEWEST:
        return "blank", 0
    ordered = sorted(inner)
    width = ordered[int(len(ordered) * 0.95)]
    many = [len(chunk) for chunk in chunks]
    long = _in_long_lines(chunks)
    if 30 <= width <= WIDEST and not long:
        full = sum(length >= 0.72 * width for length in inner)
        if full >= 0.62 * len(inner) and not _end_sentences(chunks):
            return "wrapped", width
        if full >= 0.62 * len(inner) and len(chunks) == 1:
            return "lines", width
    if width <= WIDEST and not long and _is_indented(chunks):
        return "wrapped", width
    average = sum(inner) / len(inner)
    if max(many) >= 6 and (average > WIDEST or max(many) > 0.6 * sum(many)):
        return "lines", width
    return "blank", width


def _in_long_lines(chunks: list[list[Source]]) -> bool:
    """Whether most of a text is in lines too long to be broken: then its few short ones are no broken prose, but a head."""
    lengths = [len(text.strip(ENDS)) for chunk in chunks for _, text in chunk]
    return 2 * sum(length for length in lengths if length > WIDEST) > sum(lengths)


def _is_indented(chunks: list[list[Source]]) -> bool:
    """Whether an indent begins each paragraph: some lines have one, fewer than not, and what is before ends a sentence."""
    lines = [text for chunk in chunks for _, text in chunk]
    indents = [len(text) - len(text.lstrip(ENDS)) for text in lines]
    least = min(indents) + 2
    begins = [index for index, indent in enumerate(indents) if indent >= least]
    if not 2 <= len(begins) <= len(lines) // 2 or any(_BULLET.match(lines[index].lstrip()) for index in begins):
        return False
    ended = sum(index < 2 or _ENDED.search(lines[index - 1].rstrip()[-4:]) is not None for index in begins)
    return ended >= len(begins) - 1 and begins[-1] > 2


def _end_sentences(chunks: list[list[Source]]) -> bool:
    """Whether nearly all lines end where sentences do: then none was broken to fit a width."""
    inner = [text.rstrip(ENDS) for chunk in chunks for _, text in chunk[:-1]]
    return sum(_ENDED.search(text[-4:]) is not None for text in inner) >= _SENTENCES * len(inner)


def _is_prose(text: str) -> bool:
    bare = text.strip(ENDS)
    return len(bare) >= _PROSE and _ENDED.search(bare[-4:]) is not None


def _loosened(chunks: list[list[Source]]) -> list[list[Source]]:
    """The chunks, but above the first prose a line each: there they are no lines of one paragraph."""
    first = next((index for index, chunk in enumerate(chunks) if any(_is_prose(text) for _, text in chunk)), -1)
    result: list[list[Source]] = []
    for chunk in chunks[: first + 1]:
        at = next((place for place, (_, text) in enumerate(chunk) if _is_prose(text)), len(chunk))
        result += [[one] for one in chunk[:at]]
        result += [chunk[at:]] if at < len(chunk) else []
    return result + chunks[first + 1 :]


def _told_apart(chunks: list[list[Source]]) -> list[list[Source]]:
    """The chunks, but paragraphs that only the ends of their lines keep apart by themselves, and so the subhead right above one.

    An end of line is the end of a paragraph where a text has several chunks of sentences with a line too long to be broken,
    and where more of its prose stands so than between blank lines.
    """
    many = [chunk for chunk in chunks if len(chunk) > 1]
    if not many:
        return chunks
    spoken = [chunk for chunk in many if _is_spoken(chunk)]
    apart = len(spoken) >= _FEWEST
    if spoken and not apart:
        alone = sum(len(chunk) == 1 and _is_prose(chunk[0][1]) for chunk in chunks)
        apart = sum(len(chunk) for chunk in spoken) > alone
    result: list[list[Source]] = []
    for chunk in chunks:
        if apart and len(chunk) > 1 and _is_spoken(chunk):
            result += [[one] for one in chunk]
        elif len(chunk) > 1 and _is_headed(chunk):
            result += [chunk[:1], chunk[1:]]
        else:
            result.append(chunk)
    return result


def _is_headed(chunk: list[Source]) -> bool:
    """Whether a short line that is no sentence stands right above one that is too long to be broken: a subhead, a speaker."""
    first, second = chunk[0][1].strip(ENDS), chunk[1][1].strip(ENDS)
    return len(first) < _PROSE and len(second) > WIDEST and first[-1:].isalnum() and not _BULLET.match(second)


def _is_spoken(chunk: list[Source]) -> bool:
    """Whether every line of a chunk ends a sentence, and one is wider than lines that are broken."""
    bare = [text.strip(ENDS) for _, text in chunk]
    wide = any(len(text) > WIDEST for text in bare)
    return wide and all(_ENDED.search(text[-4:]) is not None and _BULLET.match(text) is None for text in bare)


def _blank(chunk: list[Source], _width: int) -> list[Joined]:
    # The lines from this one on are all items of a list, which may follow at once what announces it.
    listed = len(chunk)
    while listed and _BULLET.match(chunk[listed - 1][1].lstrip()) is not None:
        listed -= 1
    announced = 0 < listed < len(chunk) - 1 and chunk[listed - 1][1].rstrip(ENDS).endswith(":")
    result: list[Joined] = []
    before = None
    for index, (number, text) in enumerate(chunk):
        bare = text.strip(ENDS)
        # A line that is said twice is a title and the title again.
        result.append(Joined(number, number, text, bare == before or not index or (announced and index == listed)))
        before = bare
    return result


def _lines(chunk: list[Source], _width: int) -> list[Joined]:
    result = []
    before = False
    for number, text in chunk:
        bullet = _BULLET.match(text.lstrip()) is not None
        result.append(Joined(number, number, text, not (bullet and before)))
        before = bullet
    return result


def _wrapped(chunk: list[Source], width: int) -> list[Joined]:
    """The lines of a chunk joined to paragraphs: an indent, a sign, or the end of a short line begins another."""
    indents = [len(text) - len(text.lstrip(" \t")) + 3 * text[:4].count("\t") for _, text in chunk]
    # From how many spaces on a line is indented, where some are and some are not.
    least = min(indents) + 2
    mixed = least <= max(indents)
    result: list[Joined] = []
    run: list[Source] = []
    bullet_before = False

    def close() -> None:
        nonlocal run, bullet_before
        if run:
            text = " ".join(said.strip(ENDS) for _, said in run)
            bullet = _BULLET.match(text) is not None
            result.append(Joined(run[0][0], run[-1][0], text, not (bullet and bullet_before)))
            bullet_before = bullet
            run = []

    for index, (number, text) in enumerate(chunk):
        bare = text.strip(ENDS)
        if run and _begins(run[-1][1].strip(ENDS), bare, indents, index, width, least if mixed else None):
            close()
        run.append((number, text))
    close()
    return result


def _begins(before: str, bare: str, indents: list[int], index: int, width: int, least: int | None) -> bool:
    if (
        least is not None
        and indents[index] >= least
        and (indents[index - 1] < indents[index] or len(before) < 0.6 * width or _ENDED.search(before) is not None)
    ):
        return not (_BULLET.match(before) and indents[index - 1] < indents[index])
    if _MARK.match(bare) or _MARK.match(before):
        return True
    if (
        _BULLET.match(bare)
        and (len(before) < 0.7 * width or _ENDED.search(before) or _BULLET.match(before))
        and bare[:1] not in "0123456789"
    ):
        return True
    return (
        len(before) < 0.6 * width
        and (bare[:1].isupper() or not bare[:1].isalpha())
        and (_ENDED.search(before) is not None or len(before) < 0.5 * width)
    )


_JOIN = {"blank": _blank, "lines": _lines, "wrapped": _wrapped}


def _parts(chunks: list[list[Source]], mode: str, width: int) -> Iterator[Part]:
    """The parts of the chunks, from the last to the first, each of which is let go when the next is asked for.

    A line apart of no form is a part by itself, others are read together.
    """
    together: list[Joined] = []
    fenced = False
    while chunks:
        chunk = chunks.pop()
        number, text = chunk[0]
        if len(chunk) == 1 and not fenced and not blocks.may_begin(text):
            # As most are: that is seen at once.
            if together:
                yield from _formed(together)
                together = []
            yield Part(number, number, text.rstrip(ENDS), None, "", False)
            continue
        joined = _JOIN[mode](chunk, width) if len(chunk) > 1 else [Joined(number, number, text, True)]
        for index, one in enumerate(joined):
            alone = one.apart and (index + 1 == len(joined) or joined[index + 1].apart)
            if alone and not fenced and not blocks.may_begin(one.text):
                if together:
                    yield from _formed(together)
                    together = []
                yield Part(one.first, one.last, one.text.rstrip(ENDS), None, "", False)
            else:
                # What a fence opens reaches over everything up to the next one.
                fenced = fenced or one.text.lstrip(ENDS).startswith(blocks.FENCES)
                together.append(one)
    if together:
        yield from _formed(together)


def _formed(joined: list[Joined]) -> Iterator[Part]:
    """The parts that lines make: blocks by their form, and runs of text."""
    numbered: list[Line] = []
    # Of each line by its new number the first and the last old one; there may be very many.
    firsts, lasts = array("L", [0]), array("L", [0])
    for one in joined:
        for _ in range(2 if one.apart else 1):
            firsts.append(one.first)
            lasts.append(one.last)
        numbered.append(line(len(firsts) - 1, one.text))
    for unit in _units(numbered):
        said = unit.text
        if unit.block is not None and not said:
            said = next((one.bare for one in _between(numbered, unit.first)), "")
        yield Part(firsts[unit.first], lasts[unit.last], said, unit.block, unit.why, unit.literal)


def _units(numbered: list[Line]) -> Iterator[Unit]:
    """The units of lines; a bullet above a text that is indented as a whole is an item of its own, and the text none of it."""
    for unit in blocks.units(numbered):
        block = unit.block
        if not isinstance(block, List) or len(block.items) > 1 or len(block.items[0].content) <= _ITEM:
            yield unit
            continue
        within = [one for one in _between(numbered, unit.first) if one.number <= unit.last]
        end = next(index for index, one in enumerate(within) if index and one.number > within[index - 1].number + 1)
        yield from blocks.units(within[:end])
        yield from blocks.units([line(one.number, one.bare) for one in within[end:]])


def _between(numbered: list[Line], first: int) -> Iterator[Line]:
    from bisect import bisect_left

    at = bisect_left(numbered, first, key=lambda one: one.number)
    yield from islice(numbered, at, None)
