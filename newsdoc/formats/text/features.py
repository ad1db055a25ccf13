"""What can be seen of a part of a text: its length, its marks, its words by role, and what stands around it.

What is seen comes in groups, each a key that stands for features (:mod:`~newsdoc.formats.text.sights` names them); the
same keys come again and again, so that what they are worth together is reckoned once.  Nothing here decides: the weights
(:mod:`~newsdoc.formats.text.weights`) say what each feature is worth for each role, and
:mod:`~newsdoc.formats.text.roles` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from newsdoc.formats.text import datelines, dates, furniture, releases, words
from newsdoc.formats.text.sights import CLOSED, ROLES, SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsdoc.formats.text.sights import Key

#: Parts longer than this are prose by their length alone; only their ends are looked at.
LONG = 220
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
_TAILS = {**dict.fromkeys(")]", "bracket"), **dict.fromkeys('"”“»’', "quote")}
_OPENERS = frozenset("\"'“„«»‘‚›‹「『")
_SENTENCE = re.compile(r"[.!?…]['\"”’»«)]{0,2}\s+['\"“„«»(‘]{0,2}[A-ZÀ-ÞА-ЯŚŽŠČ0-9]")
_ADDRESS = re.compile(r"https?://|www\.|[\w.]+@[\w.-]+\.\w|(?<!\w)@\w")
_WORD = re.compile(r"[^\W_]++(?:[-'’.&/][^\W_]++)*+[.:]?+|©|®")
#: The same where there is no low line, and for ASCII alone, which most of what is read is: faster to look for.
_PLAIN_WORD = re.compile(r"[a-zA-Z0-9\w]++(?:[-'’.&/][a-zA-Z0-9\w]++)*+[.:]?+|©|®")
_ASCII_SENTENCE = re.compile(r"[.!?]['\"]{0,2}\s+['\"(]{0,2}[A-Z0-9]")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]++(?:[-'.&/][A-Za-z0-9]++)*+[.:]?+")
_DIGIT = re.compile(r"\d")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DATELINE = re.compile(
    r"[^\W\d_a-zß-ÿ][^\n:]{1,70}?(?:\([^\W\d_][^()\n]{1,25}\)\s?[-–—_:]{0,2}|\s[-–—_]{1,2}|[-–—]{2})(?:\s|$)"
)
#: One of which every dateline has, and how far into it.
_DATELINE_SIGN = re.compile(r"[)\-–—_:](?:\s|$)")
_DATELINE_REACH = 110


def _table(phrases: dict[str, dict[str, str]]) -> dict[str, int]:
    """Phrase → the bits of its roles."""
    result: dict[str, int] = {}
    for bit, languages in enumerate(phrases.values()):
        for listed in languages.values():
            for phrase in listed.split("|"):
                result[phrase] = result.get(phrase, 0) | 1 << bit
    return result


_PHRASES = _table(furniture.PHRASES)
_LONGER = frozenset(phrase.split(" ", 1)[0] for phrase in _PHRASES if " " in phrase)
#: The words that phrases are or begin with, with and without a sign behind them: the roles of the word by itself, and
#: whether longer phrases begin with it.
_BEGUN: dict[str, tuple[int, bool]] = {
    **{word + sign: (bits, False) for word, bits in _PHRASES.items() if " " not in word for sign in (".", ":")},
    **{word: (_PHRASES.get(word, 0), word in _LONGER) for word in (*_LONGER, *_PHRASES) if " " not in word},
}
_BEGINNING = frozenset(_BEGUN)
#: The second words of phrases.
_SECOND = frozenset(phrase.split(" ", 2)[1] for phrase in _PHRASES if " " in phrase)
_COMMON = words.all_words(furniture.COMMON)
#: The languages that have a common word.
COMMON_IN: dict[str, tuple[str, ...]] = {}
for _language, _said in furniture.COMMON.items():
    for _one in _said.split():
        COMMON_IN[_one] = (*COMMON_IN.get(_one, ()), _language)
_CJK_PHRASES = {phrase: bits for phrase, bits in _PHRASES.items() if _CJK.search(phrase)}
_GIVEN = furniture.GIVEN_WORDS
_BYLINE = words.all_words(words.BYLINE)
_AND = words.all_words(words.AND)


class Seen(NamedTuple):
    """What is seen of the parts of a text: the keys of each, and its words in small letters."""

    keys: list[list[Key]]
    words: list[list[str]]


def step(length: int) -> str:
    """The name of the range that a length in characters lies in."""
    return _STEP_OF[length] if length < len(_STEP_OF) else _STEP_NAMES[-1]


_STEP_OF = tuple(_STEP_NAMES[bisect_right(_STEPS, length - 1)] for length in range(_STEPS[-1] + 1))


def language_of(texts: Iterable[Sequence[str]]) -> str | None:
    """The language that most of the common words of the first six of ``texts`` (their words) are of.

    ``None`` where none has enough of them.
    """
    count: dict[str, int] = {}
    for _, text in zip(range(6), texts, strict=False):
        for word in _COMMON.intersection(text):
            for language in COMMON_IN[word]:
                count[language] = count.get(language, 0) + 1
    best = max(count, key=lambda one: count[one], default=None)
    return best if best is not None and count[best] > 5 else None


def roles_of(text: str) -> list[str]:
    """The roles of furniture that words of ``text`` have, for people to read."""
    low = [word.casefold() for word in _WORD.findall(text[:_WORDED])]
    hits = 0
    for size in (1, 2, 3):
        for index in range(len(low) - size + 1):
            hits |= _PHRASES.get(" ".join(low[index : index + size]).rstrip(".:"), 0)
    return [role for bit, role in enumerate(ROLES) if hits >> bit & 1]


#: What is seen of a part by itself: keys, kind, words, length.
_Look = tuple["list[Key]", str, list[str], int]


def look(text: str, form: str | None, *, early: bool = True) -> _Look:
    """What is seen of one part by itself: the keys, its kind, its words, and how much prose it is.

    ``form`` is the type of block that its form made it.  The kind is ``prose`` (has a sentence's length and words),
    ``short`` or ``mid``.  ``early`` parts are looked at for a dateline.
    """
    length = len(text)
    short = text if length <= LONG else text[:LONG]
    plain = short.isascii()
    # Most short parts have no sentence: that is seen faster than looked for.
    ended = not plain or "." in short or "?" in short or "!" in short
    sentences = _sentences(short, plain=plain) if ended else 0
    bare: list[str] = []
    unspaced = False
    if length > _WORDED:
        low = short.lower().replace(",", "").replace(".", "").split()
    else:
        bare = (_ASCII_WORD if plain else _WORD if "_" in short else _PLAIN_WORD).findall(short)
        low = list(map(str.casefold, bare))
        unspaced = not plain and _CJK.search(short) is not None
        if unspaced:
            length *= 2
    common = sum(map(_COMMON.__contains__, low))
    share = common / (len(low) or 1)
    many = "0" if not common else "1" if share < 0.2 else "2" if share < 0.35 else "3"
    last = text[-1]
    if last in _CLOSERS:
        last = text[-12:].rstrip(_CLOSERS)[-1:]
    end, first, named = _END_OF[last], text[0], step(length)
    prose = length > 160 or (length > 80 and end in CLOSED and common > 2)
    kind = "prose" if prose else "short" if length <= 60 else "mid"
    tail = _TAILS.get(text[-1], "")
    keys: list[Key] = [("shape", named, form, end, tail, _START_OF[first], min(sentences, 3), many, common > 1)]
    if length <= _WORDED:
        keys += _worded(text, bare, low, length, unspaced=unspaced)
    if length <= DATED and _DIGIT.search(short):
        keys += _dated(text, low)
    if length <= 160 and sentences == 0 and ("@" in text or "://" in text or "www." in text) and _ADDRESS.search(text):
        keys += ("address", "mailed") if releases.has_mail(text) else ("address",)
    elif end == "digit" and 7 < length <= 160 and releases.is_called(text):
        keys.append("reached")
    if early and length > 12:
        keys += _leading(text, short, length)
    if length < 120 and text[:4].casefold() in releases.BEGUN:
        keys += releases.sights(text)
    return keys, kind, low, length


class _Kinds(dict[str, str]):
    """The kinds of characters, found out when first asked for; of those beyond the common ones nothing is kept."""

    def __init__(self, known: dict[str, str], kind: Callable[[str], str]) -> None:
        super().__init__(known)
        self._kind = kind

    def __missing__(self, char: str) -> str:
        kind = self._kind(char)
        if char < "\u2000":
            self[char] = kind
        return kind


def _end(char: str) -> str:
    return "digit" if char.isdigit() else "letter" if char.isalpha() else "sign"


def _start(char: str) -> str:
    return (
        "upper" if char.isupper() else "lower" if char.islower() else "quote" if char in _OPENERS
        else "digit" if char.isdigit() else "letter" if char.isalpha() else "sign"
    )  # fmt: skip


_END_OF, _START_OF = _Kinds(_ENDS, _end), _Kinds({}, _start)


def _sentences(text: str, *, plain: bool) -> int:
    """How many sentences end in ``text`` where another begins."""
    if plain:
        return len(_ASCII_SENTENCE.findall(text))
    return len(_SENTENCE.findall(text)) + text.count("。") + text.count("！") + text.count("？")


def _leading(text: str, short: str, length: int) -> tuple[Key, ...]:
    """Whether a part begins with a dateline, or is one."""
    signed = _DATELINE_SIGN.search(short, 0, _DATELINE_REACH) is not None
    if not (signed or (length < 120 and "/" in short)) or not datelines.hints(text):
        return ()
    if _DATELINE.match(short) is not None or (length < 120 and "/" in short):
        found = datelines.split(text)
        if found is not None and found.strong:
            return ("dateline",) if found.rest else ("dateline:whole",)
    return ()


def _worded(text: str, bare: list[str], low: list[str], length: int, *, unspaced: bool) -> list[Key]:
    """What words of known roles, capitals and signs say of a part that is not long."""
    size = "s" if length <= 40 else "m" if length <= 110 else "l"
    keys = [*_phrases(text, low, size, unspaced=unspaced), _capitals(text, bare, low)]
    signs = 0
    if _ANY_SIGN.search(text):
        for number, sign in _SIGN_BITS:
            if sign in text:
                signs |= number
    keyed = ":" in text[:40] and text[-1] != ":"
    if signs or keyed or text[0] == "(":
        keys.append(("signs", signs, keyed, text[0] == "("))
    return keys


_ANY_SIGN = re.compile("[" + re.escape("".join(sign for sign, _ in SIGNS)) + "]")
_SIGN_BITS = tuple((1 << number, sign) for number, (sign, _) in enumerate(SIGNS))


def _phrases(text: str, low: list[str], size: str, *, unspaced: bool) -> tuple[Key, ...]:
    """The roles of furniture that words and phrases of a part have, and how much of it they are."""
    hits = known = cover = 0
    for index, word in enumerate(() if _BEGINNING.isdisjoint(low) else low):
        if word not in _BEGUN:
            continue
        found, longer = _BEGUN[word]
        if longer:
            found |= _longer(low, index)
        if found:
            cover += 1
            hits |= found
            if index == 0:
                known = found
    if unspaced:
        for phrase, bits in _CJK_PHRASES.items():
            if phrase in text:
                hits |= bits
                cover += 1
    if not cover:
        return ()
    count = len(low)
    return (("phrases", hits, known, "all" if cover >= count else "half" if 2 * cover >= count else "some", size),)


def _longer(low: list[str], index: int) -> int:
    """The roles of the phrases of two and three words that begin at ``index``."""
    if index + 1 == len(low) or low[index + 1].rstrip(".:") not in _SECOND:
        return 0
    two = f"{low[index]} {low[index + 1]}"
    three = f"{two} {low[index + 2]}" if index + 2 < len(low) else two
    return _PHRASES.get(two.rstrip(".:"), 0) | _PHRASES.get(three.rstrip(".:"), 0)


#: The number of words, as far as it is told apart.
_COUNTS = (*"012345", *"666", *("9",) * 7)


def _capitals(text: str, bare: list[str], low: list[str]) -> Key:
    """What capitals say: names, shouting, none."""
    count = len(low)
    counted = _COUNTS[count] if count < len(_COUNTS) else "16"
    firsts = "".join([word[0] for word in bare])
    letters = count if firsts.isalpha() else sum(map(str.isalpha, firsts))
    if not letters:
        what = "wordless" if _ANY_DIGIT.search(text) else "signs"
        return "capitals", counted, what, False, False, "", "", False
    caps = sum(map(str.isupper, firsts))
    ratio = caps / letters
    by = count > 1 and _begins_byline(low, firsts)
    named = looks_named(bare, low) if caps > 1 and count < 26 else ""
    given = ""
    if count <= 14:
        given = "first" if low[0] in _GIVEN else "" if _GIVEN.isdisjoint(low[1:4]) else "in"
    return (
        "capitals",
        counted,
        "all" if caps == letters else "most" if ratio > 0.6 else "some" if ratio > 0.25 else "few",
        caps > 1 and text.isupper(),
        by,
        named,
        given,
        named != "" and given == "first" and count < 5,
    )


def _begins_byline(low: list[str], firsts: str) -> bool:
    """Whether words begin as those of a byline do: ``by``, ``kolumne von``, ``author:``, and a capital after it."""
    first = low[0].rstrip(".:")
    if first in _BYLINE:
        return firsts[1].isupper()
    if first not in _BYLINE_BEGUN:
        return False
    if low[0][-1] == ":" and first in _BYLINE_PHRASES:
        return firsts[1].isupper()
    return len(low) > 2 and f"{first} {low[1].rstrip(':')}" in _BYLINE_PHRASES and firsts[2].isupper()


_BYLINE_PHRASES = frozenset(phrase for row in words.BYLINE_PHRASES.values() for phrase in row.split("|"))
_BYLINE_BEGUN = frozenset(phrase.split(" ", 1)[0] for phrase in _BYLINE_PHRASES)
_ANY_DIGIT = re.compile(r"\d")


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


def _dated(text: str, low: list[str]) -> tuple[Key, ...]:
    found = dates.find(text) if dates.may_stand_in(text, low) else ()
    if not found:
        return (("dated", "clock", False, "", False, False),) if dates.find_clocks(text, []) else ()
    full = any(one.timestamp is not None for one in found)
    left = len(text) - sum(one.end - one.start for one in found)
    return (
        (
            "dated",
            "full" if full else "part",
            any(one.clock is not None for one in found),
            "0" if left < 4 else "1" if left < 20 else "2" if left < 60 else "3",
            len(found) > 1,
            found[0].start <= 2,
        ),
    )


#: How much of the prose the words of a short part are compared with, in parts.
_COMPARED = 24
#: Up to how much prose a dateline is looked for, in parts.
_LEADS = 5


def see(parts: Iterable[tuple[str, str | None]]) -> Seen:
    """What is seen of each part, a text and the type of block that its form made it: by itself, and among the others."""
    looks: list[_Look] = []
    prose = 0
    announced = False
    for text, form in parts:
        one = look(text, form, early=prose < _LEADS)
        if announced and "reached" not in one[0]:
            one[0].append("reached")
        announced = one[0][-1] == "announcing"
        looks.append(one)
        prose += one[1] == "prose"
    result = [one[0] for one in looks]
    kinds = [one[1] for one in looks]
    sayings = _sayings(looks, kinds)
    _places(result, kinds)
    for keys, said in zip(result, sayings, strict=True):
        keys.extend(said)
    return Seen(result, [one[2] for one in looks])


def _places(result: list[list[Key]], kinds: list[str]) -> None:
    """Add what the place of each part among the prose says."""
    count = len(kinds)
    sums = [0, *accumulate([kind == "prose" for kind in kinds])]
    total = sums[-1]
    first = kinds.index("prose") if total else count
    last = count - 1 - kinds[::-1].index("prose") if total else -1
    clean = "clean" if 2 * total >= count else "mixed" if 4 * total >= count else "busy"
    around = ["start", *kinds, "end", "end"]
    sums += [total] * 4
    for index, (kind, at) in enumerate(zip(kinds, chain(range(6), repeat(6)), strict=False)):
        here, after = sums[index], sums[index + 1]
        near, ahead = here - sums[index - 3 if index > 3 else 0], sums[index + 4] - after
        zone, away = "in", 0
        if index < first:
            zone, away = "head", min(6, first - index)
        elif index > last:
            zone, away = "tail", min(4, index - last)
        result[index] += (
            ("around", kind, around[index], around[index + 2], around[index + 3], _TO_TWO[near], _TO_TWO[ahead]),
            ("place", kind, min(3, here), min(3, total - after), at, clean, zone, away),
        )


#: Numbers up to three, told apart up to two.
_TO_TWO = (0, 1, 2, 2)


def _sayings(looks: list[_Look], kinds: list[str]) -> list[list[Key]]:
    """What the words of the parts that are no prose have in common with the prose, and with each other."""
    # Only the words of the parts that are no prose are looked for.
    wanted = set[str]().union(*[one[2] for one in looks if one[1] != "prose"]).difference(_COMMON)
    telling = {word for word in wanted if len(word) > 2}
    once: set[str] = set()
    twice: set[str] = set()
    for one in looks[:_COMPARED]:
        if one[1] == "prose":
            said = telling.intersection(one[2])
            twice |= once & said
            once |= said
    folds = ["" if one[1] == "prose" else " ".join(one[2]) for one in looks]
    repeated = _repeated(folds)
    first = kinds.index("prose") if "prose" in kinds else len(kinds)
    result: list[list[Key]] = []
    best = longest = -1
    most = size = -1.0
    run = 0
    again_named = {fold for one, fold in zip(looks, folds, strict=True) if fold in repeated and _is_named(one[0])}
    for index, (_, kind, low, length) in enumerate(looks):
        if kind == "prose":
            run = 0
            result.append([])
            continue
        overlap = 0.0
        shared = "0"
        # Most lines that are no prose have no telling word in common with it.
        found = once.intersection(low)
        if found:
            overlap = (len(found) + len(twice & found)) / (len(telling.intersection(low)) + 1)
            shared = "01234"[bisect_right(_SHARES, overlap)]
        fold = folds[index]
        again = fold in repeated
        result.append([("sayings", shared, step(length), min(4, run), again, fold in again_named)])
        run += 1
        if index < first:
            if overlap * min(length, 90) > most:
                most, best = overlap * min(length, 90), index
            if (length if length <= 160 else 0) > size:
                size, longest = length if length <= 160 else 0, index
    if best >= 0:
        result[best].append("best")
        result[longest].append("longest")
    return result


def _repeated(texts: Iterable[str]) -> set[str]:
    """The texts that are there more than once, but for empty ones."""
    once: set[str] = {""}
    result: set[str] = set()
    for text in texts:
        if text in once:
            result.add(text)
        else:
            once.add(text)
    return result - {""}


def _is_named(keys: list[Key]) -> bool:
    return any(key[0] == "capitals" and key[5] for key in keys)


#: Where the shares of words that a part has in common with the prose are told apart.
_SHARES = (1e-9, 0.4, 0.8, 1.2)
