"""The date line of an article: date, time and page views, each of which may be missing, in any order.

A line is one only if nothing else is said in it, so that a paragraph that names a date stays a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsdoc.formats.text import dates, words
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The longest date line, in characters.
LONGEST = 160

_VIEWS = re.compile(
    r"(?<![0-9.,:/])(?P<n>[0-9]{1,3}(?:[.,'’\s][0-9]{3}){1,5}|[0-9]{1,15})(?P<part>[.,][0-9]{1,2})?(?P<k>[km](?=\s))?"
    rf"\s{{0,3}}(?P<noun>{'|'.join(sorted(words.all_words(words.VIEWS), key=len, reverse=True))})(?![^\W_])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[\s\x00,،;:.•·|/()\-–—@]*")
_KNOWN = words.all_words(words.TIME_WORDS, words.WEEKDAYS, words.PUBLISHED)
_DIGIT = re.compile(r"\d")
#: Every word that may stand in a date line: beside the above the names of months and zones, and what goes with numbers.
_MAY_BE = frozenset(
    {
        *_KNOWN,
        *words.all_words(words.VIEWS),
        *(form for names in words.MONTHS.values() for forms in names.split("|") for form in forms.split()),
        *(part for zone in words.ZONES for part in zone.casefold().split()),
        *"a p m am pm t d k h st nd rd th er re º ª of de del kl klo kello godz ore um uhr".split(),
    }
)
#: The signs of dates and times in Chinese, Japanese and Korean, which are letters.
_CJK_SIGNS = frozenset("年년月월日일時时点點시分午前後上下오전후")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says.  ``other`` is the second reading of an ambiguous date.

    ``clock`` is a time without a date, ``zone`` a zone whose offset the name does not tell, ``rounded`` the printed
    form of a number of views that is not exact ("1.2K"): what the document cannot keep.
    """

    timestamp: Timestamp | None = None
    views: int | None = None
    other: Timestamp | None = None
    clock: str | None = None
    zone: str | None = None
    rounded: str | None = None

    @property
    def strong(self) -> bool:
        """Whether it cannot well be anything else: it has both a date and a number of views."""
        return self.timestamp is not None and self.views is not None


def parse(text: str) -> DateLine | None:
    """What ``text`` says if it is a date line; ``None`` if it is not, or says anything else."""
    if len(text) > LONGEST or _DIGIT.search(text) is None:
        return None
    text = dates.western(text)
    for hit in _WORD.finditer(text):
        if hit[0].casefold() not in _MAY_BE and not all(map(_may_be, dates.GLUE.split(hit[0]))):
            return None
    return _parse(text)


def _may_be(word: str) -> bool:
    """Whether a date line may have this word, or this run of signs that are letters."""
    return word.casefold() in _MAY_BE or _CJK_SIGNS.issuperset(word)


#: The lines of a head are asked more than once.
@lru_cache(maxsize=64)
def _parse(text: str) -> DateLine | None:
    hit = _VIEWS.search(text)
    rest = dates.masked(text, [hit.span()]) if hit else text
    views = _count(hit) if hit else None
    rounded = hit[0] if hit and (hit["k"] or hit["part"]) else None
    exact = Timestamp(_SIGNS.sub("", rest, count=1).rstrip(" \t\u00a0\x00•|,"))
    if exact.precision not in {"", "year"} and exact.is_valid:
        return DateLine(exact, views, rounded=rounded)
    return _spoken(rest, views, rounded)


def _spoken(rest: str, views: int | None, rounded: str | None) -> DateLine | None:
    days = dates.find_days(rest)
    clocks = dates.find_clocks(rest, days)
    if len(days) > 1 or len(clocks) > 1 or any(day.year is None for day in days):
        return None
    if not days and not clocks and views is None:
        return None
    if not days and clocks and ":" not in rest[clocks[0].start : clocks[0].end] and not clocks[0].half:
        return None
    day = days[0] if days else None
    clock = clocks[0] if clocks else None
    if not _is_rest(rest, days, clocks):
        return None
    unknown = clock.zone_name if clock is not None and clock.zone is None else None
    if day is None:
        return DateLine(
            None, views, clock=clock.iso + (clock.zone or "") if clock else None, zone=unknown, rounded=rounded
        )
    found = dates.found(day, clock)
    lone = clock.iso + (clock.zone or "") if clock is not None and found.clock is None else None
    return DateLine(found.timestamp, views, found.other, lone, unknown, rounded)


def _is_rest(text: str, days: Sequence[dates.Day], clocks: list[dates.Clock]) -> bool:
    """Whether nothing but signs and words that go with times is left of ``text``."""
    spans = [(day.start, day.end) for day in days] + [(clock.start, clock.end) for clock in clocks]
    rest = dates.masked(text, spans)
    if any(word.casefold() not in _KNOWN for word in _WORD.findall(rest)):
        return False
    return _SIGNS.fullmatch(_WORD.sub("", rest)) is not None


def _count(hit: re.Match[str]) -> int:
    digits = re.sub(r"[^0-9]", "", hit["n"])
    factor = _THOUSANDS.get((hit["k"] or "").casefold(), 1)
    part = hit["part"]
    return int(digits) * factor + (int(factor * float("0." + part[1:])) if part else 0)


def printed(timestamp: Timestamp | None, views: int | None) -> str:
    """A date line in the form that :func:`parse` reads back as far as it can; ``""`` where there is nothing to say."""
    parts = [] if timestamp is None else [dates.printed(timestamp)]
    if views is not None:
        parts.append(f"{views} {'view' if views == 1 else 'views'}")
    return " • ".join(parts)
