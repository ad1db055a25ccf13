"""Dates and times as people print them, in many languages.

Nothing is completed: what a text does not say (the year, the time, the zone) is absent from what is returned, and today
plays no part.  ``6.11.2025`` is day, month, year; ``6/11/2025`` is that in most of the world and not in the United States,
so both readings are given unless the language, the numbers or a clock of twelve hours decide.

All patterns are bounded, so that searching is linear in the text.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newsdoc.formats.text import date_forms as forms
from newsdoc.formats.text import words
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Day:
    """A date found in a text, at ``start`` to ``end``.

    ``year`` is ``None`` where none is printed, ``day`` where there is only a month.  ``other`` is the second reading
    (day and month swapped) of a date in numbers that nothing decides.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    other: tuple[int, int] | None = None

    def iso(self, *, swapped: bool = False) -> str | None:
        """``YYYY-MM-DD`` or ``YYYY-MM``; ``None`` without a year."""
        if self.year is None:
            return None
        month, day = self.other if swapped and self.other else (self.month, self.day)
        return f"{self.year:04}-{month:02}" + ("" if day is None else f"-{day:02}")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day found in a text, at ``start`` to ``end`` with its zone.

    ``zone`` is ``Z`` or ``±hh:mm``, ``None`` where none is printed or it means several; ``zone_name`` is what is printed.
    ``half`` says that it is of a clock of twelve hours.
    """

    start: int
    end: int
    iso: str
    zone: str | None = None
    zone_name: str | None = None
    half: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A date with the time that belongs to it, at ``start`` to ``end``.

    ``timestamp`` is ``None`` where the year is not printed, ``other`` the second reading of an ambiguous date.
    """

    start: int
    end: int
    day: Day
    clock: Clock | None
    timestamp: Timestamp | None
    other: Timestamp | None = None


# --- finding --------------------------------------------------------------------------------------------------------


def find(text: str, *, language: str | None = None, day_first: bool | None = None) -> Sequence[Found]:
    """The dates in ``text``, in its order, each with the time that belongs to it.

    ``language`` (BCP 47) and ``day_first`` decide the order of day and month in numbers where these leave it open.
    """
    digit = _DIGIT.search(text)
    if digit is None:
        return ()
    # The first digit tells what all are: looking for others in every text takes longer.
    if digit[0] > "9":
        text = western(text)
    if len(text) > _REMEMBERED:
        return _find(text, language, day_first)
    result = _find_again(text, None, None)
    # Language and order matter to what is ambiguous, and to nothing else.
    if (language or day_first is not None) and any(one.day.other for one in result):
        return _find_again(text, language, day_first)
    return result


#: The longest text, in characters, whose dates are remembered: the parts of an article are looked at more than once.
_REMEMBERED = 400


def _find(text: str, language: str | None, day_first: bool | None) -> tuple[Found, ...]:
    days = find_days(text, language=language, day_first=day_first)
    if not days:
        return ()
    clocks = find_clocks(text, days)
    starts = [clock.start for clock in clocks]
    taken: set[int] = set()
    result: list[Found] = []
    for day in days:
        next_one = bisect_left(starts, day.end)
        after = clocks[next_one] if next_one < len(clocks) else None
        before = clocks[next_one - 1] if next_one else None
        clock = None
        if after is not None and after.start not in taken and _is_gap(text, day.end, after.start):
            clock = after
        elif (bare := _bare(text, day, after)) is not None:
            clock = bare
        elif before is not None and before.start not in taken and _is_gap(text, before.end, day.start):
            clock = before
        if clock is not None:
            taken.add(clock.start)
        result.append(found(day, clock, decided=_day_first(language, day_first) is not None))
    return tuple(result)


_find_again = lru_cache(maxsize=512)(_find)


def found(day: Day, clock: Clock | None, *, decided: bool = False) -> Found:
    """A day and a time put together; a clock of twelve hours with slashes is American unless that is ``decided``."""
    if day.other and clock is not None and clock.half and not decided:
        day = replace(day, month=day.other[0], day=day.other[1], other=(day.month, day.day or 1))
    time = "" if clock is None or day.day is None else f"T{clock.iso}{clock.zone or ''}"
    iso, other = day.iso(), day.iso(swapped=True) if day.other else None
    start, end = (day.start, day.end) if clock is None else (min(day.start, clock.start), max(day.end, clock.end))
    return Found(
        start,
        end,
        day,
        clock if time else None,
        None if iso is None else Timestamp(iso + time),
        None if other is None else Timestamp(other + time),
    )


def western(text: str) -> str:
    """``text`` with the digits of other scripts as ours, all places as before."""
    return text if text.isascii() or _FOREIGN.search(text) is None else text.translate(_DIGITS)


_ZEROS = "٠۰०๐０"
_DIGITS = {ord(zero) + number: str(number) for zero in _ZEROS for number in range(10)}
_FOREIGN = re.compile("[" + "".join(map(chr, _DIGITS)) + "]")


def _day_first(language: str | None, day_first: bool | None) -> bool | None:
    """Whether the day stands first in numbers; ``None`` where the language leaves it open."""
    if day_first is not None or language is None:
        return day_first
    tag = language.casefold()
    return False if tag in words.MONTH_FIRST else tag.partition("-")[0] in words.DAY_FIRST or None


def find_days(text: str, *, language: str | None = None, day_first: bool | None = None) -> tuple[Day, ...]:
    """The dates in ``text`` without their times, in its order."""
    day_first = _day_first(language, day_first)
    return _days(text, day_first) if len(text) > _REMEMBERED else _days_again(text, day_first)


def _days(text: str, day_first: bool | None) -> tuple[Day, ...]:
    there = _there(text)
    if not there:
        return ()
    days: list[Day] = []
    rest = text
    for need, form in forms.DAY_FORMS:
        if need not in there:
            continue
        fresh = [day for hit in form.finditer(rest, *there[need]) if (day := _day(rest, hit, day_first)) is not None]
        if fresh:
            days += fresh
            rest = masked(rest, ((day.start, day.end) for day in fresh))
            if not _DIGIT.search(rest):
                break
    return tuple(sorted(days, key=lambda day: day.start))


_days_again = lru_cache(maxsize=256)(_days)
_APART = re.compile(r"[0-9]([-/.])\s?[0-9]{1,2}\1\s?[0-9]")
#: From the first number to the last.
_NUMBERS = re.compile(r"\d(?:.*\d)?", re.DOTALL)
#: What dates need that have no month of plain letters: its sign, a letter of a script that writes it otherwise, a word.
_OTHER = re.compile("[月월ΐ\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f]")
_OTHERS = {"月": "月", "월": "月"}
_VIETNAMESE = "háng"
#: Eight digits, or those of the year, month and day apart, at the beginning but for a word.
_LABEL = 30
_PACKED = re.compile(r"(?:[^\W\d_]{1,20}+[\s:]{1,4})?\s{0,3}(?:19|20)[0-9]{2}\s?[01][0-9]\s?[0-3][0-9](?![0-9])")
_DIGIT = re.compile(r"\d")
#: A run of letters, cut where a capital follows a small letter: words are glued together ("readApril").
_NAME = re.compile(r"[^\W\d_]{3,}")
GLUE = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
#: The same, looked for by the capital, which is rarer.
_GLUED = re.compile(r"[A-ZÀ-Þ](?<=[a-zß-ÿ].)")


def may_stand_in(text: str, low: Sequence[str]) -> bool:
    """Whether a date may stand in ``text``, whose words in small letters are ``low``, at a look that costs little.

    Where none may, :func:`find` finds none but for names glued to others by a dot.
    """
    if (
        not _MONTHS_SAID.isdisjoint(low)
        or _GLUED.search(text)
        or not (text.isascii() or (_OTHER.search(text) is None and _VIETNAMESE not in text))
    ):
        return True
    for hit in _RUN.finditer(text):
        start, end = hit.span()
        # A month's name may be glued to a number, and numbers to each other.
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        if before[-1:].isalpha() or after[:1].isalpha():
            return True
        if end - start == 8 or (end - start == 4 and after[1:].isdigit()):
            return True
        if (len(after) > 1 and after[0] in _JOINTS) or (before[-1:] in _JOINTS and before[:1].isalnum()):
            return True
    return False


_RUN = re.compile(r"\d+")
_JOINTS = frozenset("-/.")
_MONTHS_SAID = frozenset(name + sign for name in forms.MONTH_NAMES for sign in ("", ".", ":"))


def _there(text: str) -> dict[str, tuple[int, int]]:
    """Where in ``text`` dates may be, by what their forms need: three numbers, or a month's name or sign, and a number."""
    numbers = _NUMBERS.search(text)
    if numbers is None:
        return {}
    start, end = numbers.span()
    there: dict[str, tuple[int, int]] = {}
    if _APART.search(text, start, end):
        there["n"] = 0, len(text)
    near = text[max(0, start - 2 * _BESIDE) : end + 2 * _BESIDE]
    if not forms.MONTH_NAMES.isdisjoint(_NAME.findall(near.casefold())) or (
        _GLUED.search(near) and any(map(_ends_in_month, _NAME.findall(near)))
    ):
        months = _months(text)
        if months is not None:
            there["m"] = months
    if not text.isascii():
        if (other := _OTHER.search(text)) is not None:
            there[_OTHERS.get(other[0], "x")] = 0, len(text)
        if _VIETNAMESE in text:
            there["v"] = 0, len(text)
    if start < _LABEL and end - start >= 8 and _PACKED.match(text) is not None:
        there["8"] = 0, len(text)
    return there


def _months(text: str) -> tuple[int, int] | None:
    """The stretch of ``text`` around the names of months that stand by a number."""
    glued = _GLUED.search(text) is not None
    spans = [
        hit.span()
        for hit in _NAME.finditer(text)
        if (hit[0].casefold() in forms.MONTH_NAMES or (glued and _ends_in_month(hit[0])))
        and _DIGIT.search(text, max(0, hit.start() - _BESIDE), hit.end() + _BESIDE)
    ]
    return (max(0, spans[0][0] - 2 * _BESIDE), spans[-1][1] + 2 * _BESIDE) if spans else None


#: How far from the name of a month its day or its year may stand, in characters, and more.
_BESIDE = 12


def _ends_in_month(name: str) -> bool:
    return _GLUED.search(name) is not None and any(
        one.casefold() in forms.MONTH_NUMBERS for one in GLUE.split(name)[1:]
    )


def find_clocks(text: str, days: Sequence[Day]) -> list[Clock]:
    """The times of day in ``text`` outside of ``days``, in its order."""
    signs = {hit[1].lstrip()[:1].casefold() for hit in _CLOCKY.finditer(text)}
    if not signs:
        return []
    clocks: list[Clock] = []
    rest = masked(text, ((day.start, day.end) for day in days))
    for needs, form in forms.CLOCK_FORMS:
        if signs.isdisjoint(needs):
            continue
        fresh: list[Clock] = []
        for hit in form.finditer(rest):
            clock = None if fresh and hit.start() < fresh[-1].end else _clock(text, hit)
            if clock is not None:
                fresh.append(clock)
        if fresh:
            clocks += fresh
            rest = masked(rest, ((clock.start, clock.end) for clock in fresh))
    return sorted(clocks, key=lambda clock: clock.start)


#: What follows the last digit of the hour, or of a time of four digits: each form needs one of what these begin with.
_CLOCKY = re.compile(
    r"[0-9](:[0-9]|\.[0-9]|\s?h|\s{0,2}[ap]\.?\s?m|\s{1,2}uhr|\s?[時时点點시]|"
    r"[0-9]{3}(?=\s?(?-i:GMT|UTC|IST|EDT|EST|CET|HKT|JST)))",
    re.IGNORECASE,
)


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the spans blotted out, all places as before."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        parts += [text[at:start], "\x00" * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def month_number(name: str) -> int:
    """The number of the month of this name, in any language; 0 where there is none."""
    return forms.MONTH_NUMBERS.get(name.casefold(), 0)


def zone_after(text: str, at: int) -> tuple[int, str | None, str] | None:
    """The zone printed at ``at``: where it ends, its offset (``None`` where the name means several), what is printed."""
    hit = forms.ZONE.match(text, at)
    if hit is None:
        return None
    printed = hit[0].strip(" ()\u00a0")
    if hit["name"]:
        return hit.end(), words.ZONES[hit["name"]], printed
    hour, minute = (hit["bh"], hit["bm"]) if hit["base"] else (hit["oh"], hit["om"])
    sign = "-" if hour[0] in "-−" else "+"
    if int(hour[1:]) > 14 or int(minute or 0) > 59:
        return None
    return hit.end(), f"{sign}{int(hour[1:]):02}:{minute or '00'}", printed


# --- one match ------------------------------------------------------------------------------------------------------


def _day(text: str, hit: re.Match[str], day_first: bool | None) -> Day | None:
    groups = hit.groupdict()
    if not _begins(text, hit.start()):
        return None
    year = int(groups["y"]) if groups.get("y") else None
    if "a" in groups:
        return _numeric(hit, year, day_first)
    if "era" in groups:
        return _of_era(hit)
    start, end = hit.span()
    if "m" in groups:
        month = int(groups["m"])
        start = start if "sep" not in groups else hit.start("y")
    elif "spelt" in groups:
        month = forms.SPELT_NUMBERS.get(groups["spelt"].lower()) or month_number(groups["spelt"])
        if year is not None and year >= _BUDDHIST:
            # Thailand counts from the death of the Buddha.
            year = year - 543 if _THAI.match(groups["spelt"]) else None
            if year is None:
                return None
    else:
        said = groups["mon"]
        month = month_number(said)
        if not month and (tail := GLUE.split(said)[-1]) != said:
            month = month_number(tail)
            start += len(said) - len(tail) if start == hit.start("mon") else 0
    day = int(groups["d"]) if "d" in groups else None
    return Day(start, end, year, month, day) if exists(year, month, day) else None


#: From which year on a year is not of our calendar; the letters of Thai.
_BUDDHIST = 2400
_THAI = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44]")


def _of_era(hit: re.Match[str]) -> Day | None:
    """A date whose year is counted in an era, if it is within it."""
    before, first, last = words.ERAS[hit["era"]]
    year, month, day = before + (1 if hit["ey"] == "元" else int(hit["ey"])), int(hit["m"]), int(hit["d"])
    if not exists(year, month, day) or not first <= f"{year:04}-{month:02}-{day:02}" <= last:
        return None
    return Day(*hit.span(), year, month, day)


def _begins(text: str, start: int) -> bool:
    """Whether a word may begin at ``start``: not within another, unless a capital is glued to it ("readApril")."""
    if not start or not text[start].isalpha() or not text[start - 1].isalpha():
        return True
    return text[start].isupper() and text[start - 1].islower()


def _numeric(hit: re.Match[str], year: int | None, day_first: bool | None) -> Day | None:
    first, second = int(hit["a"]), int(hit["b"])
    if year is None:
        # A year of two digits means the one nearest to the age of print on the web, whatever the day it is.
        year = int(hit["yy"]) + (1900 if int(hit["yy"]) >= 70 else 2000)
    as_day_first = exists(year, second, first)
    as_month_first = exists(year, first, second)
    if not as_day_first and not as_month_first:
        return None
    if as_day_first and as_month_first and first != second:
        if day_first is None and hit["s"] != "." and not _is_said(hit):
            return Day(*hit.span(), year, second, first, (first, second))
        as_day_first = day_first is not False
    month, day = (second, first) if as_day_first else (first, second)
    return Day(*hit.span(), year, month, day)


def _is_said(hit: re.Match[str]) -> bool:
    """Whether the word before numbers says that the first is the day: that of Vietnamese does."""
    return hit.string[max(0, hit.start() - 5) : hit.start()].casefold() == "ngày "


def exists(year: int | None, month: int, day: int | None) -> bool:
    """Whether the calendar has such a day; a leap day without a year passes."""
    try:
        dt.date(year or 2000, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _clock(text: str, hit: re.Match[str]) -> Clock | None:
    groups = hit.groupdict()
    hour, minute, second = int(groups["h"]), int(groups.get("i") or 0), int(groups.get("sec") or 0)
    half = (groups.get("ap") or "").casefold()
    pre, post = groups.get("pre"), groups.get("post")
    if post and hour <= 12:
        half = forms.POSTS[post[0].lower()]
    if pre:
        half = "p" if pre in forms.AFTERNOON else "a"
        hour = 12 if hour == 0 else hour
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    fraction = f".{groups['f']}" if groups.get("f") else ""
    iso = f"{hour:02}:{minute:02}:{second:02}{fraction}"
    zone = zone_after(text, hit.end())
    end = zone[0] if zone else hit.end()
    return Clock(
        hit.start(), end, iso, zone[1] if zone else None, zone[2] if zone else None, bool(half) and not (pre or post)
    )


# --- which time belongs to a date -----------------------------------------------------------------------------------


def _bare(text: str, day: Day, after: Clock | None) -> Clock | None:
    hit = forms.BARE_CLOCK.match(text, day.end)
    if hit is None or (after is not None and after.start < hit.end()):
        return None
    return _clock(text, hit)


def _is_gap(text: str, start: int, end: int) -> bool:
    """Whether what stands between a date and a time joins them."""
    if end - start > forms.GAP:
        return False
    gap = text[start:end]
    zone = zone_after(gap, 0)
    if zone is not None:
        gap = gap[zone[0] :]
    if any(word.casefold() not in forms.GAP_WORDS for word in forms.GAP_WORD.findall(gap)):
        return False
    return forms.GAP_SIGN.fullmatch(forms.GAP_WORD.sub("", gap)) is not None


# --- printing -------------------------------------------------------------------------------------------------------

_ENGLISH = [forms.split()[0].capitalize() for forms in words.MONTHS["en"].split("|")]


def printed(value: Timestamp) -> str:
    """A timestamp as a date line prints it: ``September 9 2024, 10:35 AM``; its own text where that cannot say it."""
    day = value.date
    zone = value.zone
    if day is None or not 1500 <= day.year <= 2199 or value.precision == "year":
        return str(value)
    if value.precision != "second":
        bare = f"{_ENGLISH[day.month - 1]} {day.day} {day.year}" if value.precision == "day" else str(value)
        return str(value) if zone else bare
    time = value.partition("T")[2][: -len(zone) if zone else None]
    hour, minute, second = time.split(":")
    if int(hour) > 23:
        return str(value)
    half = "AM" if int(hour) < 12 else "PM"
    seconds = "" if second == "00" else f":{second}"
    suffix = {None: "", "Z": " UTC"}.get(zone, f" {zone}")
    return f"{_ENGLISH[day.month - 1]} {day.day} {day.year}, {int(hour) % 12 or 12}:{minute}{seconds} {half}{suffix}"
