"""The layout of an article: title, standfirst, date line, the title again, then the body.

Only the title is common to all; the others may be missing, and the date line may stand anywhere in the head, or after the
body.  What is taken for what is decided by the order of the parts and by what a part says, never by its position alone;
NOTES.md has the rules in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from newsdoc.formats.text import blocks, dateline, datelines, words
from newsdoc.formats.text.lines import folded
from newsdoc.model.content import Figure, Heading, ThematicBreak

if TYPE_CHECKING:
    from newsdoc.formats.text.blocks import Unit
    from newsdoc.formats.text.dateline import DateLine

#: How many runs of text are looked at for the head, and how many of them may be the standfirst.
HEAD = 8
MOST_STANDFIRST = 3
#: The longest title that other evidence (the title again, a date line below) can make one, in characters.
LONGEST_TITLE = 400
#: The longest byline, in words.
LONGEST_BYLINE = 10

#: The roles of the head.
HEAD_ROLES = frozenset({"title", "title-repeat", "standfirst", "byline", "date"})
#: The words that a byline begins with.
BYLINE_WORDS = words.all_words(words.BYLINE)


@dataclass(slots=True)
class Roles:
    """The roles of units by their index, each with its reason, and what the date line says.

    A run of text that has no role is a paragraph.
    """

    reasons: dict[int, tuple[str, str]] = field(default_factory=dict)
    date: DateLine | None = None


def roles(units: list[Unit]) -> Roles:
    """What each unit is, where it is more than a paragraph or a block."""
    result = Roles()
    head = _Head(units)
    result.date = head.decide(result.reasons)
    _headings(units, result.reasons)
    return result


class _Head:
    """Decides the head.  Positions count the runs of text alone, among which is a title with a number sign before it."""

    def __init__(self, units: list[Unit]) -> None:
        self._units = units
        self._texts = [index for index, unit in enumerate(units) if unit.block is None or self._is_marked(index)]
        first = [units[index] for index in self._texts[:HEAD]]
        self._folds = [folded(unit.text[: 2 * LONGEST_TITLE]) for unit in first]
        self._dates = [None if unit.literal or unit.block else dateline.parse(unit.text) for unit in first]

    def _is_marked(self, index: int) -> bool:
        """Whether a unit is a heading of the first level that nothing but a date line stands before."""
        block = self._units[index].block
        if not isinstance(block, Heading) or block.level != 1:
            return False
        return index == 0 or (index == 1 and dateline.parse(self._units[0].text) is not None)

    def decide(self, reasons: dict[int, tuple[str, str]]) -> DateLine | None:
        """Put the roles of the head into ``reasons``; gives what the date line says."""
        title = self._title()
        repeat = None if title is None else self._repeat(title)
        date = self._date(title, repeat)
        why = None if title is None else self._title_why(title, repeat, date)
        if title is None or why is None:
            date = self._date(None, None)
        else:
            reasons[self._texts[title]] = ("title", why)
            self._standfirst(title, repeat, date, reasons)
            if repeat is not None:
                reasons[self._texts[repeat]] = ("title-repeat", "the title again")
        if date is not None:
            reasons[self._texts[date]] = ("date", "nothing but a date, a time or a number of views")
        if title is not None and why is not None:
            self._bylines(title, reasons)
        return None if date is None else dateline.parse(self._text(date))

    def _bylines(self, title: int, reasons: dict[int, tuple[str, str]]) -> None:
        """What begins as a byline below the title, with nothing but the head between."""
        for index in self._texts[title + 1 : title + HEAD]:
            unit = self._units[index]
            if index in reasons:
                continue
            if unit.block is not None or unit.literal or not is_byline(unit.text):
                break
            reasons[index] = ("byline", "begins as a byline does, below the title")

    def _text(self, position: int) -> str:
        return self._units[self._texts[position]].text

    def _title(self) -> int | None:
        """The position of what may be the title: the first run of text that is no date line."""
        position = next((position for position, date in enumerate(self._dates[:2]) if date is None), None)
        if position is None or len(self._text(position)) > LONGEST_TITLE:
            return None
        index = self._texts[position]
        before = (unit.block for unit in self._units[:index] if unit.block is not None)
        if self._units[index].literal or not all(isinstance(block, (Figure, ThematicBreak)) for block in before):
            return None
        return position

    def _repeat(self, title: int) -> int | None:
        """The position of the title again, not far below."""
        for position in range(title + 1, min(len(self._folds), title + MOST_STANDFIRST + 3)):
            unit = self._units[self._texts[position]]
            if self._folds[position] == self._folds[title] and not unit.literal:
                return position
        return None

    def _date(self, title: int | None, repeat: int | None) -> int | None:
        """The position of the date line, in the head or elsewhere."""
        reach = 0 if title is None else title + MOST_STANDFIRST + 1
        reach = reach if repeat is None else max(reach, repeat + 1)
        early = (position for position, date in enumerate(self._dates[: reach + 1]) if date is not None)
        found = next(early, None)
        return self._late_date() if found is None else found

    def _late_date(self) -> int | None:
        """The position of a date line that is the last run of text, or that can be nothing else."""
        last = len(self._texts) - 1
        for position in range(last, 0, -1):
            unit = self._units[self._texts[position]]
            if unit.literal or unit.block or len(unit.text) > dateline.LONGEST:
                continue
            date = dateline.parse(unit.text)
            if date is not None and (date.strong or (position == last and date.timestamp is not None)):
                return position
        return None

    def _title_why(self, title: int, repeat: int | None, date: int | None) -> str | None:
        """Why the run of text at ``title`` is the title; ``None`` where it is not."""
        if self._units[self._texts[title]].block is not None:
            return "the first text, with a number sign before it"
        if repeat is not None:
            return "the first text, and said again below"
        if date is not None and title < date <= title + MOST_STANDFIRST + 1 and not self._ends(date):
            return "the first text, with a date line below"
        return "the first text, short and without the end of a sentence" if self._looks(title) else None

    def _looks(self, title: int) -> bool:
        return blocks.looks_like_heading(self._text(title))

    def _ends(self, position: int) -> bool:
        """Whether nothing stands after this position."""
        return self._texts[position] == len(self._units) - 1

    def _standfirst(
        self, title: int, repeat: int | None, date: int | None, reasons: dict[int, tuple[str, str]]
    ) -> None:
        """What stands between the title and the title again, or the date line where that ends the head."""
        end, why = repeat, "between the title and the title again"
        if end is None and date is not None and not self._ends(date):
            end, why = date, "between the title and the date line"
        if end is None:
            return
        between = [position for position in range(title + 1, end) if position != date]
        if len(between) > MOST_STANDFIRST:
            return
        for position in between:
            if not self._is_byline(position):
                reasons[self._texts[position]] = ("standfirst", why)

    def _is_byline(self, position: int) -> bool:
        return not self._units[self._texts[position]].literal and is_byline(self._text(position))


def is_byline(text: str) -> bool:
    """Whether a text is short, of one line, and begins with the word of a byline."""
    said = text.split(maxsplit=LONGEST_BYLINE + 1)
    if not 1 < len(said) <= LONGEST_BYLINE or "\n" in text:
        return False
    return said[0].rstrip(":").casefold() in BYLINE_WORDS and said[-1][-1] != "." and said[1][0].isupper()


def lead(units: list[Unit], reasons: dict[int, tuple[str, str]]) -> tuple[int, datelines.Dateline] | None:
    """The first unit of the body, and the dateline that it begins with; ``None`` where it begins with none."""
    index = next((index for index in range(len(units)) if reasons.get(index, ("", ""))[0] not in HEAD_ROLES), None)
    if index is None or index in reasons or units[index].block is not None or units[index].literal:
        return None
    found = begins(units[index].text)
    return None if found is None else (index, found)


def begins(text: str) -> datelines.Dateline | None:
    """The dateline that the first line of a paragraph begins with, and the whole paragraph after it."""
    first, newline, more = text.partition("\n")
    found = datelines.split(first)
    if found is None or not found.rest.strip() or not found.strong:
        return None
    if found.agency is None and found.text[-1] in ":.":
        return None
    return replace(found, rest=found.rest + newline + more)


def _headings(units: list[Unit], reasons: dict[int, tuple[str, str]]) -> None:
    """Give the role of a heading to short lines without the end of a sentence that stand before prose."""
    for index, (unit, after) in enumerate(pairwise(units)):
        if index in reasons or index + 1 in reasons or unit.block or after.block or unit.literal:
            continue
        if (
            blocks.looks_like_heading(unit.text)
            and blocks.is_prose(after.text)
            and len(after.text) > 1.3 * len(unit.text)
        ):
            reasons[index] = ("heading", "a short line without the end of a sentence, before prose")
