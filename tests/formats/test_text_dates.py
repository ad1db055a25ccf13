"""Dates and times as people print them."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from newsdoc.formats.text import article, blocks, dateline, dates, inlines, lines, losses, render, words
from newsdoc.formats.text.dateline import DateLine
from newsdoc.model.timestamp import Timestamp
from newsdoc.testing import strategies

if TYPE_CHECKING:
    import types

WHOLE = "2024-09-09T10:35:00"

#: A line and the timestamps in it, in order; ``None`` where the year is not printed.
FOUND = [
    ("September 9 2024 , 10:35 AM\u00a0\u00a0•\u00a0\u00a0577\u00a0views", [WHOLE]),
    ("Sept. 9th, 2024 at 10:35 a.m.", [WHOLE]),
    ("10:35am Sep 9, 2024", [WHOLE]),
    ("Monday, 9 September 2024", ["2024-09-09"]),
    ("9. September 2024, 10:35 Uhr", [WHOLE]),
    ("Mo 09.09.24 | 10.35 Uhr", [WHOLE]),
    ("09. 09. 2024, 10:35 Uhr Lesedauer: 4 Minuten", [WHOLE]),
    ("9 septembre 2024 à 10h35", [WHOLE]),
    ("9 de septiembre de 2024 - 10:35 h", [WHOLE]),
    ("9 settembre 2024 alle 10:35", [WHOLE]),
    ("segunda-feira, 9 de setembro de 2024 às 10:35", [WHOLE]),
    ("9.set.2024 às 10h35", [WHOLE]),
    ("9 september 2024 om 10:35", [WHOLE]),
    ("Publicerad 9 september 2024 kl 10.35", [WHOLE]),
    ("Publisert 9. september 2024 kl. 10.35", [WHOLE]),
    ("Offentliggjort mandag 09. sep 2024 10:35", [WHOLE]),
    ("9. syyskuuta 2024 klo 10.35", [WHOLE]),
    ("9 września 2024, godz. 10:35", [WHOLE]),
    ("9. září 2024, 10:35", [WHOLE]),
    ("9 Eylül 2024 10:35", [WHOLE]),
    ("9. september 2024 | 10:35", [WHOLE]),
    ("9 сентября 2024, 10:35", [WHOLE]),
    ("2024-09-09 10:35", [WHOLE]),
    ("2024/9/9 10:35", [WHOLE]),
    ("2024-09-09T10:35:00Z", [WHOLE + "Z"]),
    ("2024-09-09T10:35:07.25-0700", ["2024-09-09T10:35:07.25-07:00"]),
    ("2024年9月9日 10時35分", [WHOLE]),
    ("2024년 9월 9일 오전 10:35", [WHOLE]),
    ("2024年9月9日 午後3時5分", ["2024-09-09T15:05:00"]),
    ("Posted: Sep 09, 2024 10:35 AM EDT | Last Updated: September 9", [WHOLE + "-04:00", None]),
    ("9 Sep 2024 10:35 CST", [WHOLE]),
    ("10:35 JST, September 9, 2024", [WHOLE + "+09:00"]),
    ("9/9/2024 10:35 UTC+2", [WHOLE + "+02:00"]),
    ("Apr 28 20232:23 PM", ["2023-04-28T14:23:00"]),
    ("2 minute readApril 25, 20232:26 PM GMT+2Last Updated", ["2023-04-25T14:26:00+02:00"]),
    ("Published Wed, Nov 20 20194:29 AM ESTUpdated an hour ago", ["2019-11-20T04:29:00-05:00"]),
    ("12:43, 20 Apr 2026Updated 12:44, 20 Apr 2026", ["2026-04-20T12:43:00", "2026-04-20T12:44:00"]),
    ("30.01.202430. Januar 2024", ["2024-01-30", "2024-01-30"]),
    ("Kiel, Sept 9 (dpa)", [None]),
    ("9月9日", [None]),
    ("September 2024", ["2024-09"]),
    ("31 June 2024", []),
    ("10:65 on page 2024", []),
    ("version 1.2.3 of 12", []),
    ("Gegenmai 5 2024", []),
    ("12:00 a.m., May 1, 2024", ["2024-05-01T00:00:00"]),
    ("May 1, 2024, 12:00 pm", ["2024-05-01T12:00:00"]),
    ("May 1, 2024, 13:00 pm", ["2024-05-01"]),
    ("28 June 2025 - 16.03", ["2025-06-28T16:03:00"]),
    ("May 1, 2024 1909 GMT (0309 HKT)", ["2024-05-01T19:09:00+00:00"]),
    ("5/20/19", ["2019-05-20"]),
    ("20.5.71", ["1971-05-20"]),
    ("2024-09-09T10:35:00+99:00", [WHOLE]),
    ("9 سبتمبر 2024", ["2024-09-09"]),
    ("الاثنين 9 سبتمبر 2024 10:35 صـ", [WHOLE]),
    ("9 شتنبر 2024 03:35 م", ["2024-09-09T15:35:00"]),
    ("9 سبتمبر 2024 15:35 م", ["2024-09-09T15:35:00"]),
    ("٩ سبتمبر ٢٠٢٤، ١٠:٣٥", [WHOLE]),
    ("۲۰۲۴/۰۹/۰۹", ["2024-09-09"]),
    ("9 كانون الثاني 2024", ["2024-01-09"]),
    ("9 كانون الأول/ديسمبر 2024", ["2024-12-09"]),
    ("9 أيلول/سبتمبر 2024", ["2024-09-09"]),
    ("9 آب 2024", ["2024-08-09"]),
    ("القاهرة 9 تشرين الثاني", [None]),
    ("Δευτέρα, 9 Σεπτεμβρίου 2024, 10:35", [WHOLE]),
    ("9 ΣΕΠΤΕΜΒΡΙΟΥ 2024, 3:35 μ.μ.", ["2024-09-09T15:35:00"]),
    ("9 септември 2024 г., 10:35", [WHOLE]),
    ("9 сент. 2024 г., 10:35", [WHOLE]),
    ("9 вересня 2024 року, 10:35", [WHOLE]),
    ("9 września 2024 r. 10:35", [WHOLE]),
    ("2024. szeptember 9. 10:35", [WHOLE]),
    ("2024. szeptember 9., hétfő 10:35", [WHOLE]),
    ("It was so in 2024. May 9 is a day.", [None]),
    ("9 सितंबर 2024", ["2024-09-09"]),
    ("9 सितंबर", []),
    ("9 ก.ย. 2567 10:35", [WHOLE]),
    ("9 กันยายน พ.ศ. 2567", ["2024-09-09"]),
    ("9 กันยายน 2024", ["2024-09-09"]),
    ("9 ก.ย. 67", []),
    ("9 सितंबर 2567", []),
    ("ngày 9 tháng 9 năm 2024", ["2024-09-09"]),
    ("9 tháng 9, 2024", ["2024-09-09"]),
    ("令和6年9月9日(月)10:35", [WHOLE]),
    ("令和元年5月1日", ["2019-05-01"]),
    ("令和元年4月30日", [None]),
    ("平成31年4月30日", ["2019-04-30"]),
    ("民國113年9月9日", ["2024-09-09"]),
    ("2024年9月9日（月曜日）10:35", [WHOLE]),
    ("2024 09 09", ["2024-09-09"]),
    ("20240909", ["2024-09-09"]),
    ("Published: 20240909", ["2024-09-09"]),
    ("20240909 10:35", [WHOLE]),
    ("20240931", []),
    ("18240909", []),
    ("No. 20240909", []),
    ("20240909123", []),
    ("2024 09 09 people", []),
    ("September 9, 2024 / 10:35 AM / Wire", [WHOLE]),
    ("September 09, 2024 10:35 AM Eastern Daylight Time", [WHOLE + "-04:00"]),
    ("September 09, 2024 10:35 AM Pacific Time", [WHOLE]),
    ("Monday 9th September 2024 : Ada Brandt", ["2024-09-09"]),
    ("first published Sept. 9, 2024", ["2024-09-09"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_finds_what_is_printed_and_completes_nothing(text: str, expected: list[str | None]) -> None:
    assert [one.timestamp for one in dates.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "language", "day_first", "expected", "other"),
    [
        ("6/11/2025", None, None, "2025-11-06", "2025-06-11"),
        ("6/11/2025", "en", None, "2025-11-06", "2025-06-11"),
        ("6/11/2025", "fr", None, "2025-11-06", None),
        ("6/11/2025", "en-US", None, "2025-06-11", None),
        ("6/11/2025", "de-AT", None, "2025-11-06", None),
        ("6/11/2025", None, False, "2025-06-11", None),
        ("6/11/2025 at 8:18 pm", None, None, "2025-06-11T20:18:00", "2025-11-06T20:18:00"),
        ("6/11/2025 at 20:18", None, None, "2025-11-06T20:18:00", "2025-06-11T20:18:00"),
        ("6/11/2025 at 8:18 pm", "fr", None, "2025-11-06T20:18:00", None),
        ("6.11.2025", None, None, "2025-11-06", None),
        ("ngày 6/11/2025", None, None, "2025-11-06", None),
        ("6/11/2025", "vi", None, "2025-11-06", None),
        ("11/19/2019", None, None, "2019-11-19", None),
        ("11.19.2019", None, None, "2019-11-19", None),
        ("6/6/2025", None, None, "2025-06-06", None),
    ],
)
def test_gives_both_readings_of_what_nothing_decides(
    text: str, language: str | None, day_first: bool | None, expected: str, other: str | None
) -> None:
    (one,) = dates.find(text, language=language, day_first=day_first)
    assert (one.timestamp, one.other) == (expected, other)


def test_a_zone_is_an_offset_only_where_its_name_means_one() -> None:
    sure, unsure = dates.find("9 Sep 2024 10:35 CET; 9 Sep 2024 10:35 IST")
    assert sure.clock is not None
    assert unsure.clock is not None
    assert (sure.clock.zone, sure.clock.zone_name) == ("+01:00", "CET")
    assert (unsure.clock.zone, unsure.clock.zone_name) == (None, "IST")


MONTHS = [
    (language, number, form)
    for language, names in words.MONTHS.items()
    for number, forms in enumerate(names.split("|"), 1)
    for form in forms.split()
]


@pytest.mark.parametrize(("language", "number", "form"), MONTHS)
def test_every_name_of_a_month_is_read(language: str, number: int, form: str) -> None:
    (one,) = dates.find(f"17 {form} 2023")
    assert one.timestamp == f"2023-{number:02}-17", language


@given(strategies._TRUNCATED)
def test_what_is_printed_is_read_back(value: str) -> None:
    stamp = Timestamp(value)
    if stamp.precision == "year":
        assert dateline.parse(dateline.printed(stamp, None)) is None
    else:
        assert dateline.parse(dateline.printed(stamp, None)) == DateLine(stamp)


SEPTEMBER = DateLine(Timestamp(WHOLE), 577)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("September 9 2024 , 10:35 AM\u00a0\u00a0•\u00a0\u00a0577\u00a0views", SEPTEMBER),
        ("577 views • September 9 2024 , 10:35 AM", SEPTEMBER),
        ("10:35 AM • 577 views • September 9 2024", SEPTEMBER),
        ("10:35, September 9 2024 • 577 Aufrufe", SEPTEMBER),
        ("Published: September 9 2024 | 10:35", DateLine(Timestamp(WHOLE))),
        ("September 9 2024", DateLine(Timestamp("2024-09-09"))),
        ("September 9 2024 • 1 view", DateLine(Timestamp("2024-09-09"), 1)),
        ("1,234 views", DateLine(views=1234)),
        ("1.234.567 Aufrufe", DateLine(views=1234567)),
        ("1 234 vues", DateLine(views=1234)),
        ("1.2K views", DateLine(views=1200, rounded="1.2K views")),
        ("3m views", DateLine(views=3_000_000, rounded="3m views")),
        ("10:35 AM • 577 views", DateLine(views=577, clock="10:35:00")),
        ("10:35 GMT", DateLine(clock="10:35:00+00:00")),
        ("September 2024, 10:35", DateLine(Timestamp("2024-09"), clock="10:35:00")),
        ("September 9 2024, 10:35 IST", DateLine(Timestamp(WHOLE), zone="IST")),
        ("6/11/2025", DateLine(Timestamp("2025-11-06"), other=Timestamp("2025-06-11"))),
        ("September 9 2024, 10:35 Eastern Time", DateLine(Timestamp(WHOLE), zone="Eastern Time")),
        ("٩ سبتمبر ٢٠٢٤", DateLine(Timestamp("2024-09-09"))),
        ("20240909", DateLine(Timestamp("2024-09-09"))),
        ("9 вересня 2024 року о 10:35", DateLine(Timestamp(WHOLE))),
        ("October 2025", DateLine(Timestamp("2025-10"))),
        ("2018-10-21Z", DateLine(Timestamp("2018-10-21Z"))),
        ("September 9 2024 in Kiel", None),
        ("September 9", None),
        ("September 9 2024, May 5 2024", None),
        ("577", None),
        ("10 Uhr", None),
        ("577 reviews", None),
        ("views", None),
        ("2024", None),
        ("", None),
        ("9 " * 100 + "views", None),
    ],
)
def test_a_date_line_says_nothing_else(text: str, expected: DateLine | None) -> None:
    assert dateline.parse(text) == expected


@pytest.mark.parametrize(
    "spelt",
    [
        (number, form)
        for names in words.SPELT.values()
        for number, forms in enumerate(names.split("|"), 1)
        for form in filter(None, forms.split(","))
    ],
)
def test_names_of_months_that_are_no_word_of_letters_are_read(spelt: tuple[int, str]) -> None:
    number, form = spelt
    (one,) = dates.find(f"17 {form} 2023")
    assert one.timestamp == f"2023-{number:02}-17"


@pytest.mark.parametrize("text", [text for text, expected in FOUND if expected])
def test_where_dates_are_found_they_may_stand(text: str) -> None:
    assert dates.may_stand_in(text, [word.casefold() for word in re.findall(r"[^\W_]+[.:]?", text)])


@given(strategies.texts())
def test_any_text_is_a_date_line_or_none(text: str) -> None:
    dateline.parse(text)
    dates.find(text)


# --- time -----------------------------------------------------------------------------------------------------------


def _patterns(module: types.ModuleType) -> list[re.Pattern[str]]:
    found: list[re.Pattern[str]] = []
    for value in vars(module).values():
        items = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
        found += [item for item in items if isinstance(item, re.Pattern)]
    return found


MODULES = (article, blocks, dateline, dates, inlines, lines, losses, render)
PATTERNS = [
    *{pattern.pattern: pattern for module in MODULES for pattern in _patterns(module)}.values(),
    *(pattern for mark in words.MARKS for pattern in (inlines._marks(mark), inlines._slashed_marks(mark))),
]
ATTACKS = (
    " ",
    "\n",
    "a",
    "9",
    "\\",
    "[",
    "]",
    ">",
    '> "',
    "- ",
    "|",
    "`",
    ".",
    "may ",
    "9.9.",
    "12:30",
    "\u00a0",
    "#",
    "* ",
    ": ",
    "{}",
    "'",
)


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        for _hit in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_every_pattern_takes_linear_time(pattern: re.Pattern[str]) -> None:
    for attack in ATTACKS:
        short = _seconds(pattern, attack * (3_000 // len(attack)) + "!")
        long = _seconds(pattern, attack * (12_000 // len(attack)) + "!")
        assert long < 10 * short + 0.02, attack


def test_many_dates_take_linear_time() -> None:
    start = time.process_time()
    assert len(dates.find("9/9/2024 10:35 " * 20_000)) == 20_000
    assert time.process_time() - start < 10
