"""What can be seen of a part of a text: its length, its marks, its words by role, and what stands around it.

A feature is a short name that is there or not.  Nothing here decides: the weights (:mod:`~newsdoc.formats.text.weights`)
say what each is worth for each role, and :mod:`~newsdoc.formats.text.roles` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from newsdoc.formats.text import datelines, dates, furniture, words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Parts longer than this are prose by their length alone; only their ends are looked at.
LONG = 400
#: The longest part that is looked at for dates, and the longest that furniture words count in, in characters.
DATED = 220
_WORDED = 200

_STEPS = (3, 8, 15, 25, 40, 60, 80, 110, 160, 240, 400)
_STEP_NAMES = ("3", "8", "15", "25", "40", "60", "80", "110", "160", "240", "400", "many")
_CLOSERS = "\"'”’“»«)]」』›‹ \u00a0\t"
_ENDS = {
    ".": "stop", "。": "stop", "!": "shout", "！": "shout", "?": "ask", "？": "ask", "…": "dots", ":": "colon",
    "：": "colon", ",": "comma", ";": "comma", "،": "comma", "–": "dash", "—": "dash", "-": "dash",
}  # fmt: skip
_SENTENCE = re.compile(r"[.!?…]['\"”’»«)]{0,2}\s+['\"“„«»(‘]{0,2}[A-ZÀ-ÞА-ЯŚŽŠČ0-9]|[。！？]")
_ADDRESS = re.compile(r"https?://|www\.|[\w.]+@[\w.-]+\.\w|(?<!\w)@\w")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*[.:]?|©|®")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DATELINE = re.compile(
    r"[^\W\d_a-zß-ÿ][^\n:]{1,70}?(?:\([^\W\d_][^()\n]{1,25}\)\s?[-–—_:]{0,2}|\s[-–—_]{1,2}|[-–—]{2})\s"
)
_RELEASED = re.compile(
    r"for immediate release|embargo|media release|press release|--news direct--|zur sofortigen|pressemitteilung|source:|"
    r"communiqué de presse|comunicado de prensa|comunicato stampa|persbericht|release date|not for release",
    re.IGNORECASE,
)


def _table(phrases: dict[str, dict[str, str]]) -> dict[str, int]:
    """Phrase → the bits of its roles."""
    result: dict[str, int] = {}
    for bit, languages in enumerate(phrases.values()):
        for listed in languages.values():
            for phrase in listed.split("|"):
                result[phrase] = result.get(phrase, 0) | 1 << bit
    return result


_ROLES = tuple(furniture.PHRASES)
_BITS = tuple((1 << number, role) for number, role in enumerate(_ROLES))
_PHRASES = _table(furniture.PHRASES)
_COMMON = words.all_words(furniture.COMMON)
#: The languages that have a common word.
COMMON_IN: dict[str, tuple[str, ...]] = {}
for _language, _said in furniture.COMMON.items():
    for _one in _said.split():
        COMMON_IN[_one] = (*COMMON_IN.get(_one, ()), _language)
_CJK_PHRASES = {phrase: bits for phrase, bits in _PHRASES.items() if _CJK.search(phrase)}
_GIVEN = words.all_words(furniture.GIVEN)
_BYLINE = words.all_words(words.BYLINE)
_AND = words.all_words(words.AND)


def step(length: int) -> str:
    """The name of the range that a length in characters lies in."""
    return _STEP_NAMES[bisect_right(_STEPS, length - 1)]


def language_of(texts: Sequence[str]) -> str | None:
    """The language whose common words are most frequent; ``None`` where none has enough of them."""
    count: dict[str, int] = {}
    for text in texts[:6]:
        for word in text[:LONG].casefold().split():
            for language in COMMON_IN.get(word, ()):
                count[language] = count.get(language, 0) + 1
    best = max(count, key=lambda one: count[one], default=None)
    return best if best is not None and count[best] > 5 else None


def roles_of(text: str) -> list[str]:
    """The roles of furniture that words of ``text`` have, for people to read."""
    low = [word.casefold() for word in _WORD.findall(text[:_WORDED])]
    hits = 0
    for size in (1, 2, 3):
        for index in range(len(low) - size + 1):
            hits |= _PHRASES.get(" ".join(low[index : index + size]), 0)
    return [role for bit, role in enumerate(_ROLES) if hits >> bit & 1]


def look(text: str, form: str | None) -> tuple[list[str], str, str, list[str], int]:
    """The features of one part by itself, its kind, its folded text, its words, and how much prose it is.

    ``form`` is the type of block that its form made it.  The kind is ``prose`` (has a sentence's length and words),
    ``short`` or ``mid``.
    """
    short = text if len(text) <= LONG else text[:LONG]
    length = len(text) if short.isascii() or not _CJK.search(short) else 2 * len(text)
    names = ["len:" + step(length)]
    if form is not None:
        names.append("form:" + form)
    tail = text[-12:].rstrip(_CLOSERS)
    last = tail[-1:]
    end = _ENDS.get(last) or ("digit" if last.isdigit() else "letter" if last.isalpha() else "sign")
    names.append("end:" + end)
    if text[-1:] in ")]":
        names.append("ends:bracket")
    if text[-1:] in '"”“»’':
        names.append("ends:quote")
    first = text[0]
    start = (
        "quote" if first in "\"'“„«»‘‚›‹「『" else "lower" if first.islower() else "upper" if first.isupper()
        else "digit" if first.isdigit() else "letter" if first.isalpha() else "sign"
    )  # fmt: skip
    names.append("start:" + start)
    sentences = len(_SENTENCE.findall(short))
    names.append(f"sent:{min(sentences, 3)}")
    bare = _WORD.findall(short)
    low = [word.casefold() for word in bare]
    count = len(low) or 1
    common = sum(word in _COMMON for word in low)
    share = common / count
    names.append("common:" + ("0" if not common else "1" if share < 0.2 else "2" if share < 0.35 else "3"))
    closed = end in {"stop", "shout", "ask", "dots"}
    prose = length > 160 or (length > 80 and closed and common > 2)
    kind = "prose" if prose else "short" if length <= 60 else "mid"
    names.append(f"shape:{step(length)}:{'closed' if closed else end}:{'c' if common > 1 else 'n'}")
    if length <= _WORDED:
        names += _worded(text, bare, low, length)
    if length <= DATED and any(char.isdigit() for char in short):
        names += _dated(text)
    if sentences == 0 and length <= 160 and _ADDRESS.search(text):
        names.append("address")
    if length > 12 and (_DATELINE.match(short) or (length < 120 and "/" in short)):
        found = datelines.split(text)
        if found is not None and found.strong:
            names.append("dateline" if found.rest else "dateline:whole")
    if length < 120 and _RELEASED.match(text):
        names.append("released")
    return names, kind, " ".join(low), low, length


def _worded(text: str, bare: list[str], low: list[str], length: int) -> list[str]:
    """What words of known roles, capitals and signs say of a part that is not long."""
    count = len(low)
    size = "s" if length <= 40 else "m" if length <= 110 else "l"
    names = _phrases(text, low, size)
    names.append(f"words:{count if count < 6 else '6' if count < 9 else '9' if count < 16 else '16'}")
    names += _capitals(text, bare, low)
    names += ["has:" + name for sign, name in _SIGNS if sign in text]
    if ":" in text[:40] and text[-1:] != ":":
        names.append("keyed")
    if text[0] == "(":
        names.append("in:brackets")
    return names


#: The signs that menus, topics and counts are set with.
_SIGNS = (
    ("|", "bar"), ("•", "dot"), ("·", "dot"), ("›", "arrow"), ("»", "arrow"), ("→", "arrow"), ("#", "hash"),
    ("*", "star"), ("@", "at"), ("/", "slash"),
)  # fmt: skip


def _phrases(text: str, low: list[str], size: str) -> list[str]:
    """The roles of furniture that words and phrases of a part have, and how much of it they are."""
    count = len(low)
    hits = known = cover = 0
    for index, word in enumerate(low):
        found = _PHRASES.get(word, 0) or _PHRASES.get(word.rstrip(".:"), 0)
        if index + 1 < count:
            two = f"{word} {low[index + 1]}"
            found |= _PHRASES.get(two, 0)
            if index + 2 < count:
                found |= _PHRASES.get(f"{two} {low[index + 2]}", 0)
        if found:
            cover += 1
            if index == 0:
                known = found
        hits |= found
    if not text.isascii() and _CJK.search(text):
        for phrase, bits in _CJK_PHRASES.items():
            if phrase in text:
                hits |= bits
                cover += 1
    names = [f"w:{role}:{size}" for bit, role in _BITS if hits & bit]
    names += [f"w1:{role}:{size}" for bit, role in _BITS if known & bit]
    if cover:
        names.append(f"cover:{'all' if cover >= count else 'half' if 2 * cover >= count else 'some'}:{size}")
    return names


def _capitals(text: str, bare: list[str], low: list[str]) -> list[str]:
    """What capitals say: names, shouting, none."""
    letters = sum(word[0].isalpha() for word in bare)
    if not letters:
        return ["wordless" if any(char.isdigit() for char in text) else "signs"]
    caps = sum(word[0].isupper() for word in bare)
    ratio = caps / letters
    names = ["caps:" + ("all" if ratio == 1 else "most" if ratio > 0.6 else "some" if ratio > 0.25 else "few")]
    if caps > 1 and text.isupper():
        names.append("loud")
    if low[0].rstrip(".:") in _BYLINE and len(low) > 1 and bare[1][0].isupper():
        names.append("by")
    named = looks_named(bare, low)
    if named:
        names.append("named:" + named)
    if len(low) <= 14:
        given = "first" if low[0] in _GIVEN else "in" if any(word in _GIVEN for word in low[1:4]) else ""
        if given:
            names.append(f"given:{given}:{named or 'no'}")
            if named and given == "first" and len(low) < 5:
                names.append("person")
    return names


def looks_named(bare: list[str], low: list[str]) -> str:
    """Whether words are the names of people: ``one``, ``many``, or ``""``."""
    run = total = people = 0
    for word, fold in zip(bare, low, strict=True):
        if fold in _AND:
            people += run > 1
            run = 0
        elif word[0].isupper() and not any(char.isdigit() for char in word):
            run += 1
            total += 1
        elif fold in _PARTICLES:
            run += 1
        else:
            return ""
    if total < 2 or total > 12 or run < 2:
        return ""
    return "many" if people or total > 4 else "one"


_PARTICLES = frozenset(
    "de da do dos das del della di la le van von der den ten ter zu zur vom af av al el bin ibn e y du des".split()
)


def _dated(text: str) -> list[str]:
    found = dates.find(text)
    if not found:
        return ["clock"] if dates.find_clocks(text, []) else []
    names = ["date:full" if any(one.timestamp is not None for one in found) else "date:part"]
    if any(one.clock is not None for one in found):
        names.append("date:time")
    left = len(text) - sum(one.end - one.start for one in found)
    names.append("date:rest:" + ("0" if left < 4 else "1" if left < 20 else "2" if left < 60 else "3"))
    if len(found) > 1:
        names.append("date:many")
    if found[0].start <= 2:
        names.append("date:first")
    return names


def see(parts: Sequence[tuple[str, str | None]]) -> list[list[str]]:  # noqa: C901, PLR0915
    """The features of each part: its own, and those of its place among the others."""
    looks = [look(text, form) for text, form in parts]
    kinds = [one[1] for one in looks]
    count = len(looks)
    prose_at = [index for index, kind in enumerate(kinds) if kind == "prose"]
    first = prose_at[0] if prose_at else count
    last = prose_at[-1] if prose_at else -1
    vocabulary: dict[str, int] = {}
    for index in prose_at[:24]:
        for word in {word for word in looks[index][3] if word not in _COMMON and len(word) > 2}:
            vocabulary[word] = vocabulary.get(word, 0) + 1
    folds: dict[str, int] = {}
    for one in looks:
        folds[one[2]] = folds.get(one[2], 0) + 1
    overlaps: list[float] = []
    for _, kind, _, low, _ in looks:
        if kind == "prose":
            overlaps.append(-1)
            continue
        said = {word for word in low if word not in _COMMON and len(word) > 2}
        overlaps.append(sum(min(vocabulary.get(word, 0), 2) for word in said) / (len(said) + 1) if said else 0)
    head = range(min(first, count))
    clean = "clean" if 2 * len(prose_at) >= count else "mixed" if 4 * len(prose_at) >= count else "busy"
    best = max(head, key=lambda index: (overlaps[index] * min(looks[index][4], 90), -index), default=-1)
    longest = max(head, key=lambda index: (looks[index][4] if looks[index][4] <= 160 else 0, -index), default=-1)
    result: list[list[str]] = []
    before = 0
    run = 0
    after = len(prose_at)
    names_seen = {one[2] for one in looks if any(name.startswith("named") for name in one[0])}
    for index, (own, kind, fold, low, length) in enumerate(looks):
        names = own
        previous = kinds[index - 1] if index else "start"
        following = kinds[index + 1] if index + 1 < count else "end"
        later = kinds[index + 2] if index + 2 < count else "end"
        if kind == "prose":
            after -= 1
        names.append(f"prev:{previous}:{kind}")
        names.append(f"next:{following}:{kind}")
        names.append(f"around:{previous}:{kind}:{following}")
        names.append(f"then:{later}:{kind}")
        near_before = sum(kinds[at] == "prose" for at in range(max(0, index - 3), index))
        near_after = sum(kinds[at] == "prose" for at in range(index + 1, min(count, index + 4)))
        names.append(f"near:{min(near_before, 2)}:{min(near_after, 2)}:{kind}")
        names.append(f"seen:{min(before, 3)}:{kind}")
        names.append(f"left:{min(after, 3)}:{kind}")
        names.append(f"at:{min(index, 6)}")
        names.append(f"doc:{clean}:{kind}")
        names.append(f"doc:{clean}:{'head' if index < first else 'tail' if index > last else 'in'}:{kind}")
        if index < first:
            names.append(f"tofirst:{min(first - index, 6)}:{kind}")
        elif index > last:
            names.append(f"fromlast:{min(index - last, 4)}:{kind}")
        else:
            names.append("within:" + kind)
        if kind != "prose":
            overlap = overlaps[index]
            bucket = (
                "0"
                if overlap == 0
                else "1"
                if overlap < 0.4
                else "2"
                if overlap < 0.8
                else "3"
                if overlap < 1.2
                else "4"
            )
            names.append(f"said:{bucket}")
            names.append(f"said:{bucket}:{step(length)}")
            if index == best:
                names.append("best")
            if index == longest:
                names.append("longest")
            names.append(f"run:{min(run, 4)}")
            run += 1
            if folds[fold] > 1 and fold:
                names.append("again")
            if fold in names_seen and low and folds[fold] > 1:
                names.append("again:named")
        else:
            run = 0
            before += 1
        if index:
            last_own = looks[index - 1][0]
            for name in last_own:
                if name.startswith(_CARRIED):
                    names.append("<" + name[:9])
        result.append(names)
    for index in range(count - 1):
        names = looks[index + 1][0]
        for name in names:
            if name.startswith(_CARRIED):
                result[index].append(">" + name[:9])
    return result


_CARRIED = ("w:", "by", "named", "person", "dateline", "date:full", "len:3", "form:", "end:colon")
