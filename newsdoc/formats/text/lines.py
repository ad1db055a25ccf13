"""Lines of a text: the blank ones tell where blocks end, the others are kept with their numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsdoc.errors import ReadError

#: What a blank line may consist of: spaces of any width.  NEL, LS and PS are characters like any other.
SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
#: What is presentation at the ends of a line; other spaces there are the author's.
ENDS = " \t"

_FILLED = re.compile(r"[^\n]+")


#: More lines than any article has; a text may have more, up to :data:`MOST_LONG_LINES`, if they are as long as these on
#: average, in characters: what is made of a line takes some hundreds of bytes.
MOST_LINES = 50_000
LEAST_LONG = 40
MOST_LONG_LINES = 250_000
#: What is longer, in characters, is no title, and is compared as it stands.
_FOLDED = 10_000


class Line(NamedTuple):
    """A line that is not blank: its number, from 1, its text without the line end, and that without spaces at its ends."""

    number: int
    text: str
    bare: str


def line(number: int, text: str) -> Line:
    """A line of a text."""
    return Line(number, text, text.strip(ENDS))


def unified(text: str) -> str:
    """``text`` with every line end (CR LF, CR, LF) a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    return text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank.

    Raises :class:`newsdoc.ReadError` as :func:`refuse_many` does.
    """
    text = unified(text)
    refuse_many(text)
    result: list[Line] = []
    number, at = 1, 0
    for hit in _FILLED.finditer(text):
        number += text.count("\n", at, hit.start())
        at = hit.start()
        if hit[0].strip(SPACES):
            result.append(line(number, hit[0]))
    return result


def refuse_many(text: str) -> None:
    """Raise :class:`newsdoc.ReadError` (``LIMIT-NODES``) for too many lines, before anything is made of them.

    That is more than 50,000, or, where they have 40 characters and more on average, than 250,000.
    """
    if text.count("\n") < MOST_LINES:
        return
    most = min(MOST_LONG_LINES, max(MOST_LINES, len(text) // LEAST_LONG))
    filled = 0
    for hit in _FILLED.finditer(text):
        filled += bool(hit[0].strip(SPACES))
        if filled > most:
            message = f"the text has more than {most:,} lines"
            raise ReadError(message, code="LIMIT-NODES", line=text.count("\n", 0, hit.start()) + 1, column=1)


def spaced(text: str) -> list[tuple[int, str]]:
    """The lines of ``text`` with their numbers; of the blank ones before each at most one, which is empty."""
    result: list[tuple[int, str]] = []
    number, at, last = 1, 0, 0
    for hit in _FILLED.finditer(text):
        number += text.count("\n", at, hit.start())
        at = hit.start()
        if hit[0].strip(SPACES):
            if number > last + 1:
                result.append((number - 1, ""))
            result.append((number, hit[0]))
            last = number
    return result


def chunk_ends(lines: list[Line]) -> list[int]:
    """For each line, the index after the last line of its chunk: the run of lines without a blank one between."""
    ends = [len(lines)] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        together = lines[index].number + 1 == lines[index + 1].number
        ends[index] = ends[index + 1] if together else index + 1
    return ends


def folded(text: str) -> str:
    """``text`` for comparing titles: white space and case made alike."""
    return " ".join(text.split()).casefold() if len(text) < _FOLDED else text
