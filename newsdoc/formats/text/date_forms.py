"""The forms of dates and times as patterns, the surest first, and what the names and signs in them mean."""

from __future__ import annotations

import re

from newsdoc.formats.text import words

MONTH_NUMBERS = {
    form.casefold(): number
    for names in words.MONTHS.values()
    for number, forms in enumerate(names.split("|"), 1)
    for form in forms.split()
}
MONTH_NAMES = frozenset(MONTH_NUMBERS)
#: Those that are no single word of letters; what they may stand for beside a second name ("كانون الثاني/يناير").
SPELT_NUMBERS = {
    form.lower(): number
    for names in words.SPELT.values()
    for number, forms in enumerate(names.split("|"), 1)
    for form in filter(None, forms.split(","))
}
ARABIC = {form for forms in words.MONTHS["ar"].split("|") for form in forms.split()}
SPELT_ARABIC = "|".join(re.escape(form) for forms in words.SPELT["ar"].split("|") for form in forms.split(",") if form)
SPELT = "|".join(sorted(map(re.escape, {*SPELT_NUMBERS, *ARABIC}), key=len, reverse=True))
#: Any word may stand where a month does: whether it is one is looked up, which is much faster than a pattern of all.
MONTH = r"(?P<mon>[^\W\d_]{3,20}+)"
#: A year may have other digits glued to it ("Apr 28 20232:23 PM"), so nothing is said of what follows.
YEAR = r"(?P<y>(?:1[5-9]|20|21)[0-9]{2})"
DAY = r"(?P<d>[0-9]{1,2})"
#: The day of the week in brackets behind a date of East Asia.
WEEKDAY = r"(?:\s?[(（][月火水木金土日월화수목금토일](?:曜日?|요일)?[)）])?"

FLAGS = re.IGNORECASE
#: Dates by form, the surest first; each finds only what those before it left.
#: A form is tried only where there is what it needs: numbers apart (``n``), the name of a month (``m``), or a CJK sign.
DAY_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (need, re.compile(form, FLAGS))
    for need, form in (
        ("n", rf"(?<![0-9.,/]){YEAR}(?P<s>[-/.])\s?(?P<m>[0-9]{{1,2}})(?P=s)\s?{DAY}(?![0-9])"),
        # Digits without signs: only where there is nothing else but a word for publication, or a time.
        (
            "8",
            (
                rf"\A\s{{0,3}}(?:(?:{'|'.join(sorted(map(re.escape, words.all_words(words.PUBLISHED)), key=len, reverse=True))})"
                r"\s?:?\s{1,3})?(?P<y>(?:19|20)[0-9]{2})(?P<sep>\s?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12][0-9]|3[01])"
                r"(?=\s{0,3}\Z|\s{1,2}[0-9]{1,2}:[0-9]{2})"
            ),
        ),
        (
            "月",
            rf"(?P<era>{'|'.join(words.ERAS)})\s?(?P<ey>[0-9]{{1,3}}|元)\s?年\s?(?P<m>[0-9]{{1,2}})\s?月\s?{DAY}\s?日{WEEKDAY}",
        ),
        ("月", rf"{YEAR}\s?[年년]\s?(?P<m>[0-9]{{1,2}})\s?[月월]\s?{DAY}\s?[日일]{WEEKDAY}"),
        (
            "v",
            rf"(?:ngày\s)?(?<![0-9]){DAY}\s{{0,2}}tháng\s{{0,2}}(?P<m>[0-9]{{1,2}})(?:,?\s{{0,2}}năm\s{{0,2}}|,?\s{{1,2}}){YEAR}(?![0-9])",
        ),
        (
            "x",
            (
                rf"(?<![0-9]){DAY}\s{{1,2}}(?P<spelt>{SPELT})(?:\s?[/(]\s?[^\W\d_]{{2,10}}+(?:\s(?:الأول|الثاني))?\)?)?[,،]?\s{{0,2}}"
                rf"(?:[พค]\.ศ\.\s{{0,2}})?(?P<y>(?:1[5-9]|20|21|2[45])[0-9]{{2}})(?![0-9])"
            ),
        ),
        # Names of months are in small letters where the year stands first: a sentence may end in a year.
        (
            "m",
            rf"(?<![0-9.,/]){YEAR}\.\s{{1,2}}(?P<mon>(?-i:(?![A-Z]))[^\W\d_]{{3,20}}+)\.?\s{{1,2}}{DAY}(?![0-9])\.?",
        ),
        ("m", rf"{MONTH}\.?\s{{0,2}}{DAY}(?:st|nd|rd|th)?(?![0-9])\s{{0,2}},?\s{{0,3}}{YEAR}"),
        (
            "n",
            (
                rf"(?<![0-9.:/,])(?<![0-9]-)(?P<a>[0-9]{{1,2}})(?P<s>[-/.])\s?(?P<b>[0-9]{{1,2}})(?P=s)\s?"
                rf"(?:{YEAR}|(?P<yy>[0-9]{{2}})(?![0-9:]))"
            ),
        ),
        (
            "m",
            (
                rf"(?<![0-9]){DAY}(?:st|nd|rd|th|er|re|º|ª|\.)?\s{{0,3}}(?:(?:of|de)\s|d['’]\s?)?[-/.]?{MONTH}\.?,?\s{{0,2}}"
                rf"(?:(?:de|del)\s)?[-/.]?{YEAR}"
            ),
        ),
        ("m", rf"(?<![0-9])(?<![0-9][.\s])(?<![0-9].\s){MONTH}\.?,?\s{{1,2}}(?:(?:de|of)\s)?{YEAR}(?![0-9])"),
        ("m", rf"{MONTH}\.?\s{{1,2}}{DAY}(?:st|nd|rd|th)?(?![0-9])"),
        ("m", rf"(?<![0-9.]){DAY}(?:st|nd|rd|th|er|º|\.)?\s{{1,2}}(?:(?:of|de)\s)?{MONTH}(?![^\W\d_])"),
        ("月", r"(?<![0-9])(?P<m>[0-9]{1,2})\s?[月월]\s?(?P<d>[0-9]{1,2})\s?[日일]"),
        ("x", rf"(?<![0-9]){DAY}\s{{1,2}}(?P<spelt>{SPELT_ARABIC})(?![^\W\d_])"),
    )
)

HALF = r"(?:(?P<ap>[ap])\.?\s?m(?-i:(?![a-z]))\.?)"
#: The halves of the day behind a time, in Arabic and Greek: by their first letter.
POST = r"(?:(?P<post>صباحا?ً?|مساء?ًا?|[صم]ـ?|[πμ]\.?\s?μ)\.?(?![^\W\d_]))"
POSTS = {"ص": "a", "م": "p", "π": "a", "μ": "p"}
PART = r"(?:(?P<pre>午前|午後|上午|下午|오전|오후)\s?)?"
HOUR = r"(?P<h>[0-9]{1,2})"
MINUTE = r"(?P<i>[0-9]{2})"
#: Times of day by form, the surest first; a form is tried only where one of the signs that it needs follows a number.
CLOCK_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (needs, re.compile(form, FLAGS))
    for needs, form in (
        (
            ":",
            (
                rf"{PART}(?<![0-9:.,]){HOUR}:{MINUTE}(?::(?P<sec>[0-9]{{2}})(?:\.(?P<f>[0-9]{{1,20}}))?)?(?![0-9:])"
                rf"(?:\s{{0,2}}(?:{HALF}|{POST}))?"
            ),
        ),
        ("時时点點시", rf"{PART}(?<![0-9]){HOUR}\s?[時时点點시]\s?(?:(?P<i>[0-9]{{1,2}})\s?[分분])?"),
        (".", rf"(?<![0-9:.,]){HOUR}\.{MINUTE}(?![0-9.])\s{{0,2}}(?:{HALF}|(?=uhr|h\b))"),
        (
            ".:",
            rf"(?:\bkl\.?|\bklo|\bkello|\bgodz\.?|\bore|\bum)\s{{0,2}}{HOUR}[.:]{MINUTE}(?![0-9])",
        ),
        ("h", rf"(?<![0-9:.,]){HOUR}\s?h\s?{MINUTE}?(?![0-9])(?![^\W\d_])"),
        ("ap", rf"(?<![0-9:.,]){HOUR}\s{{0,2}}{HALF}"),
        ("u", rf"(?<![0-9:.,]){HOUR}\s{{1,2}}(?=uhr)"),
        (
            "0123456789",
            r"(?<![0-9:.,/-])(?P<h>[01][0-9]|2[0-3])(?P<i>[0-5][0-9])\s?(?=(?-i:GMT|UTC|IST|EDT|EST|CET|HKT|JST))",
        ),
    )
)
#: A time with a point and nothing that says so: only where it stands right behind a date.
BARE_CLOCK = re.compile(r"[\s,•|–-]{1,4}(?P<h>[0-9]{1,2})\.(?P<i>[0-9]{2})(?![0-9.])")

#: The zone behind a time; a capital letter after it begins the next word ("ESTUpdated").
ZONE = re.compile(
    r"\s{0,2}\(?(?:(?P<base>UTC|GMT)\s?(?P<bh>[+\-−][0-9]{1,2})(?::?(?P<bm>[0-9]{2}))?"
    r"|(?P<oh>[+\-−][0-9]{2}):?(?P<om>[0-9]{2})(?![0-9])"
    rf"|(?P<name>{'|'.join(sorted(words.ZONES, key=len, reverse=True))})(?![a-z0-9])(?![A-Z](?![a-z])))\)?"
)
#: What may stand between a date and its time: signs, and these words.
GAP_WORD = re.compile(r"[^\W\d_]+")
GAP_SIGN = re.compile(r"[\s,،•·|\-–—:/;.()@]*")
GAP_WORDS = words.all_words(words.TIME_WORDS, words.WEEKDAYS) | {"t"}
GAP = 30

AFTERNOON = frozenset({"午後", "下午", "오후"})
