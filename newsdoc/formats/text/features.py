"""What can be seen of a part of a text: its length, its marks, its words by role, and what stands around it.

A feature is a short name that is there or not.  Nothing here decides: the weights (:mod:`~newsdoc.formats.text.weights`)
say what each is worth for each role, and :mod:`~newsdoc.formats.text.roles` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import accumulate
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
_SENTENCE = re.compile(r"[.!?…]['\"”’»«)]{0,2}\s+['\"“„«»(‘]{0,2}[A-ZÀ-ÞА-ЯŚŽŠČ0-9]")
_ADDRESS = re.compile(r"https?://|www\.|[\w.]+@[\w.-]+\.\w|(?<!\w)@\w")
#: One of which every address has.
_IN_ADDRESS = ("@", "://", "www.")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*[.:]?|©|®")
#: The same where there is no low line, and for ASCII alone, which most of what is read is: faster to look for.
_PLAIN_WORD = re.compile(r"\w+(?:[-'’.&/]\w+)*[.:]?|©|®")
_ASCII_SENTENCE = re.compile(r"[.!?]['\"]{0,2}\s+['\"(]{0,2}[A-Z0-9]")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'.&/][A-Za-z0-9]+)*[.:]?")
_DIGIT = re.compile("[0-9]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DATELINE = re.compile(
    r"[^\W\d_a-zß-ÿ][^\n:]{1,70}?(?:\([^\W\d_][^()\n]{1,25}\)\s?[-–—_:]{0,2}|\s[-–—_]{1,2}|[-–—]{2})\s"
)
_RELEASED = re.compile(
    r"for immediate release|embargo|media release|press release|--news direct--|zur sofortigen|pressemitteilung|source:|"
    r"communiqué de presse|comunicado de prensa|comunicato stampa|persbericht|release date|not for release",
    re.IGNORECASE,
)
#: What the words of a release begin with.
_RELEASING = frozenset("fempszcrnFEMPSZCRN-")


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
#: What a phrase of several words begins with.
_LONGER = frozenset(phrase.split(" ", 1)[0] for phrase in _PHRASES if " " in phrase)
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


#: What is seen of a part by itself: features, kind, folded text, words, length.
_Look = tuple[list[str], str, str, list[str], int]


def look(text: str, form: str | None, *, early: bool = True) -> _Look:
    """The features of one part by itself, its kind, its folded text, its words, and how much prose it is.

    ``form`` is the type of block that its form made it.  The kind is ``prose`` (has a sentence's length and words),
    ``short`` or ``mid``.  ``early`` parts are looked at for a dateline.
    """
    short = text if len(text) <= LONG else text[:LONG]
    plain = short.isascii()
    length = len(text) if plain or not _CJK.search(short) else 2 * len(text)
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
    sentences = _sentences(short, plain=plain)
    names.append(f"sent:{min(sentences, 3)}")
    bare = (_ASCII_WORD if plain else _WORD if "_" in short else _PLAIN_WORD).findall(short)
    low = list(map(str.casefold, bare))
    count = len(low) or 1
    common = sum(map(_COMMON.__contains__, low))
    share = common / count
    names.append("common:" + ("0" if not common else "1" if share < 0.2 else "2" if share < 0.35 else "3"))
    closed = end in {"stop", "shout", "ask", "dots"}
    prose = length > 160 or (length > 80 and closed and common > 2)
    kind = "prose" if prose else "short" if length <= 60 else "mid"
    names.append(f"shape:{step(length)}:{'closed' if closed else end}:{'c' if common > 1 else 'n'}")
    if length <= _WORDED:
        names += _worded(text, bare, low, length)
    if length <= DATED and _DIGIT.search(short):
        names += _dated(text)
    if sentences == 0 and length <= 160 and any(map(text.__contains__, _IN_ADDRESS)) and _ADDRESS.search(text):
        names.append("address")
    if early and length > 12 and (_DATELINE.match(short) or (length < 120 and "/" in short)):
        found = datelines.split(text)
        if found is not None and found.strong:
            names.append("dateline" if found.rest else "dateline:whole")
    if length < 120 and first in _RELEASING and _RELEASED.match(text):
        names.append("released")
    return names, kind, " ".join(low), low, length


def _sentences(text: str, *, plain: bool) -> int:
    """How many sentences end in ``text`` where another begins."""
    if plain:
        return len(_ASCII_SENTENCE.findall(text))
    return len(_SENTENCE.findall(text)) + sum(map(text.count, "。！？"))


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
    get = _PHRASES.get
    for index, word in enumerate(low):
        found = get(word, 0) or get(word.rstrip(".:"), 0)
        if word in _LONGER and index + 1 < count:
            two = f"{word} {low[index + 1]}"
            found |= get(two, 0)
            if index + 2 < count:
                found |= get(f"{two} {low[index + 2]}", 0)
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
    names = [*_named("w", hits, size), *_named("w1", known, size)]
    if cover:
        names.append(f"cover:{'all' if cover >= count else 'half' if 2 * cover >= count else 'some'}:{size}")
    return names


@lru_cache(maxsize=1024)
def _named(kind: str, bits: int, size: str) -> list[str]:
    return [f"{kind}:{role}:{size}" for bit, role in _BITS if bits & bit]


def _capitals(text: str, bare: list[str], low: list[str]) -> list[str]:
    """What capitals say: names, shouting, none."""
    firsts = [word[0] for word in bare]
    letters = sum(map(str.isalpha, firsts))
    if not letters:
        return ["wordless" if any(char.isdigit() for char in text) else "signs"]
    caps = sum(map(str.isupper, firsts))
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
        given = "first" if low[0] in _GIVEN else "" if _GIVEN.isdisjoint(low[1:4]) else "in"
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
        elif word[0].isupper() and (word.isalpha() or not any(map(str.isdigit, word))):
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


#: The features that the neighbours of a part are told of.
_CARRIED = ("w:", "by", "named", "person", "dateline", "date:full", "len:3", "form:", "end:colon")


class _Told(dict[str, tuple[str, str] | None]):
    """What the part before and the part after are told of a feature; there are some hundreds of features."""

    def __missing__(self, name: str) -> tuple[str, str] | None:
        told = (">" + name[:9], "<" + name[:9]) if name.startswith(_CARRIED) else None
        self[name] = told
        return told


_TOLD = _Told()
#: How much of the prose the words of a short part are compared with, in parts.
_COMPARED = 24
#: Up to how much prose a dateline is looked for, in parts.
_LEADS = 5


def see(parts: Sequence[tuple[str, str | None]]) -> list[list[str]]:
    """The features of each part: its own, and those of its place among the others."""
    looks: list[_Look] = []
    prose = 0
    for text, form in parts:
        looks.append(look(text, form, early=prose < _LEADS))
        prose += looks[-1][1] == "prose"
    result = [one[0] for one in looks]
    carried = [[one for name in names if (one := _TOLD[name]) is not None] for names in result]
    kinds = [one[1] for one in looks]
    _places(result, kinds)
    _sayings(result, looks, kinds)
    for index, told in enumerate(carried):
        if index:
            result[index - 1] += [after for after, _ in told]
        if index + 1 < len(result):
            result[index + 1] += [before for _, before in told]
    return result


def _places(result: list[list[str]], kinds: list[str]) -> None:
    """Add what the place of each part among the prose says."""
    count = len(kinds)
    is_prose = [kind == "prose" for kind in kinds]
    sums = [0, *accumulate(is_prose)]
    total = sums[-1]
    first = is_prose.index(True) if total else count
    last = count - 1 - is_prose[::-1].index(True) if total else -1
    clean = "clean" if 2 * total >= count else "mixed" if 4 * total >= count else "busy"
    around = ["start", *kinds, "end", "end"]
    for index, kind in enumerate(kinds):
        previous, following, later = around[index], around[index + 2], around[index + 3]
        near = sums[index] - sums[max(0, index - 3)]
        ahead = sums[min(count, index + 4)] - sums[index + 1]
        zone = "head" if index < first else "tail" if index > last else "in"
        names = result[index]
        names += (
            f"prev:{previous}:{kind}",
            f"next:{following}:{kind}",
            f"around:{previous}:{kind}:{following}",
            f"then:{later}:{kind}",
            f"near:{min(near, 2)}:{min(ahead, 2)}:{kind}",
            f"seen:{min(sums[index], 3)}:{kind}",
            f"left:{min(total - sums[index + 1], 3)}:{kind}",
            f"at:{min(index, 6)}",
            f"doc:{clean}:{kind}",
            f"doc:{clean}:{zone}:{kind}",
        )
        if zone == "head":
            names.append(f"tofirst:{min(first - index, 6)}:{kind}")
        elif zone == "tail":
            names.append(f"fromlast:{min(index - last, 4)}:{kind}")
        else:
            names.append("within:" + kind)


def _sayings(result: list[list[str]], looks: list[_Look], kinds: list[str]) -> None:
    """Add what the words of the parts that are no prose have in common with the prose, and with each other."""
    telling = [_telling(one[3]) if at < _COMPARED or one[1] != "prose" else frozenset() for at, one in enumerate(looks)]
    vocabulary: Counter[str] = Counter()
    for words_of, kind in zip(telling, kinds, strict=True):
        if kind == "prose":
            vocabulary.update(words_of)
    folds = Counter(one[2] for one in looks)
    named = {one[2] for one in looks if folds[one[2]] > 1 and any(name.startswith("named") for name in one[0])}
    first = kinds.index("prose") if "prose" in kinds else len(kinds)
    best = longest = -1
    most = size = -1.0
    run = 0
    for index, (own, kind, fold, _, length) in enumerate(looks):
        if kind == "prose":
            run = 0
            continue
        said = telling[index]
        shared = [vocabulary[word] for word in said if word in vocabulary]
        overlap = (2 * len(shared) - shared.count(1)) / (len(said) + 1)
        bucket = "01234"[bisect_right(_SHARES, overlap)] if overlap else "0"
        own.extend((f"said:{bucket}", f"said:{bucket}:{step(length)}", f"run:{min(run, 4)}"))
        run += 1
        if fold and folds[fold] > 1:
            own.extend(("again", "again:named") if fold in named else ("again",))
        if index < first:
            if overlap * min(length, 90) > most:
                most, best = overlap * min(length, 90), index
            if (length if length <= 160 else 0) > size:
                size, longest = length if length <= 160 else 0, index
    if best >= 0:
        result[best].append("best")
        result[longest].append("longest")


#: Where the shares of words that a part has in common with the prose are told apart.
_SHARES = (1e-9, 0.4, 0.8, 1.2)


def _telling(low: list[str]) -> frozenset[str]:
    """The words that say what a part is about."""
    return frozenset([word for word in {*low} - _COMMON if len(word) > 2])
