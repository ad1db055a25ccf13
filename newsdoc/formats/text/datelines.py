"""The dateline of an article's lead: ``BERLIN, Sept 9 (dpa) - ``, in the many forms that agencies and newspapers print.

A dateline is a place, a date, an agency, or several of these in any order, and a sign that ends it.  The head of the lead
up to a sign is one if nothing else is in it, and if more speaks for it than a capital: an agency, a date, or a place in
capitals.  What is split off and what is left are the lead as it was.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from newsdoc.formats.text import dates, furniture, words
from newsdoc.formats.text.dates import masked

#: How far into the lead a dateline may reach, in characters.
REACH = 220
_MOST_SIGNS = 6

_SIGN = re.compile(
    r"\s{1,2}(?:--|[-–—_―])(?:\s+|(?=[\"“„«A-ZÀ-Þ]))|(?:--|[–—―])\s*(?=[\"“„«A-ZÀ-Þ]|(?<![0-9][–—―])[0-9])|[-–—_―]\s+|"
    r"(?<=\))\s+|(?<=/)\.?\s*(?:--|[-–—])?\s+|:(?:\s+|(?=[^\sa-zß-ÿ\d_/.,;:)-]))|(?<=[^\W\d_a-zß-ÿ])\.\s+(?=[^\sa-zß-ÿ])|"
    r"(?:--|[-–—])\s*$"
)
_GROUP = re.compile(
    r"\((?:\[[^\]]{1,60}\]\([^()\s]{1,120}\)|[^()]{1,60}(?:\([^()]{1,80}\))?)\)|\[[^\]]{1,60}\]\([^()\s]{1,120}\)|"
    r"(?<![^\s,0-9-])/(?=[\s\d]|[^\W_a-zß-ÿ])\s?[^/]{2,50}/(?=[\s.-]|$)"
)
_DIGIT = re.compile(r"\d")
_LINKED = re.compile(r"\[([^\]]+)\]\([^()\s]+\)|\s?\(https?:[^()\s]+\)")
_ZONED = re.compile(
    r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+|\b(?:Eastern|Central|Mountain|Pacific|Time|Standard|Daylight)\b|@|\b(?:E|C|M|P)[SD]?T\b"
)
_PLACE = re.compile(r"(?:\([^\W\d_]+\)|[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?(?:[\s,،/]+|\s?[-–—]\s?|$))+")
#: The country behind a town, as agencies of India print it.
_COUNTRY = re.compile(r"\s\[[^\W\d_][^][()]{1,30}\](?!\()")
#: The number of the day alone, before an agency: that of the month is not printed.
_LONE_DAY = re.compile(r",\s(?:0?[1-9]|[12][0-9]|3[01])\.?\s(?=\x00)")
_SMALL = frozenset(
    "and und et y e en i de la le les del di do da dos das of the am an der im bei near sur upon sous aux ob a".split()
)
_AGENCIES = frozenset(name.casefold() for name in words.AGENCIES)
#: A name of more than three letters may stand in capitals.
_PRINTED = {*words.AGENCIES, *(name.upper() for name in words.AGENCIES if len(name) > 3)}
_LAST_AGENCY = re.compile(r"[\s,/](" + "|".join(sorted(map(re.escape, _PRINTED), key=len, reverse=True)) + r")$")
_CLOCK = re.compile(r"\d:\d\d")
_BY = words.all_words(words.BYLINE)
_WEEKDAYS = words.all_words(words.WEEKDAYS) | frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
_TOWNS = frozenset(words.TOWNS.split("|"))
_LABELS = words.all_words(words.LABELS)
#: What a place does not begin with where nothing but a dash speaks for it: common words, but for articles.
_NO_PLACE = words.all_words(furniture.COMMON) - frozenset(
    "le la les los las el il lo l o a os as den the das são".split()
)
_EDGE = " ,،\t\u00a0-–—/_:@|"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its text, the lead after it, and what it says; ``place`` and the others are ``None`` where unsaid.

    ``by`` is who wrote it, where the dateline names them.
    """

    text: str
    rest: str
    place: str | None
    agency: str | None
    found: dates.Found | None
    strong: bool
    by: str | None = None


def split(text: str) -> Dateline | None:
    """The dateline that ``text`` begins with; ``None`` where it begins with none."""
    if not hints(text):
        return None
    found = _split(text[:_REMEMBERED])
    return found if found is None or len(text) <= _REMEMBERED else replace(found, rest=found.rest + text[_REMEMBERED:])


def hints(text: str) -> bool:
    """Whether ``text`` may begin with a dateline, at a quick look: most texts do not."""
    return _HINT.search(text, 0, _stop(text)) is not None or _NEWSPAPER.match(text) is not None


def _stop(text: str) -> int:
    """How far a dateline may reach: not over a word in small letters that none has, unless that may be in brackets."""
    for hit in _SMALL_WORD.finditer(text, 0, REACH):
        if hit[1].casefold() not in _MAY_BE_SMALL:
            return REACH if _BRACKET.search(text, 0, hit.start()) is not None else hit.start()
    return REACH


#: Every dateline has one of these: what ends it, or what stands around its agency.
_HINT = re.compile(r"[-–—―_:(\[/（【［月]")
#: A place in capitals and the full stop of a newspaper.
_BIG = r"[^\W\d_a-zß-ÿ]"
_NEWSPAPER = re.compile(rf"({_BIG}{{3,20}}+(?:[ /-]{_BIG}{{2,20}}+){{0,2}})\.\s+(?=[^\sa-zß-ÿ])")
_BRACKET = re.compile(r"[(\[/]")
_SMALL_WORD = re.compile(r"\s([a-zß-öø-ÿ][^\W\d_]*)")
#: What may be in small letters in a dateline, outside of brackets: in a place, a date, a time, an agency.
_MAY_BE_SMALL = (
    _SMALL
    | _WEEKDAYS
    | words.all_words(words.TIME_WORDS)
    | {form for names in words.MONTHS.values() for forms in names.split("|") for form in forms.split()}
    | {part.casefold() for name in words.AGENCIES for part in re.findall(r"[^\W\d_]+", name) if part[0].islower()}
    | frozenset("a p m am pm t d del st nd rd th kl klo kello godz ore um uhr h".split())
)
#: How much of a text is looked at, and remembered: the first parts are asked more than once.
_REMEMBERED = 2 * REACH


@lru_cache(maxsize=64)
def _split(text: str) -> Dateline | None:
    head = text[:REACH]
    if not head[:1].isalpha() and head[:1] not in "([{（【［":
        return None
    if (found := _read_unspaced(text)) is not None:
        return found
    best = _read_all(text) if len(text) < REACH else None
    if best is not None:
        return best
    for index, hit in enumerate(_SIGN.finditer(head)):
        if index >= _MOST_SIGNS or hit.end() > REACH:
            break
        found = _read(text, hit)
        if found is not None:
            best = found
    return best


def _read_all(text: str) -> Dateline | None:
    """A text that is nothing but a dateline with a place, and a date or an agency."""
    said = _parts(text.rstrip(_EDGE.replace("/", ""))) if _DIGIT.search(text) or text.endswith(")") else None
    if said is None or said[0] is None or said[1] is None:
        return None
    # Who takes a picture is named with an agency too, but not with one that sends the releases of others.
    if said[2] is None and said[1] not in words.RELEASERS:
        return None
    return Dateline(text, "", said[0], said[1], said[2], True)


#: Datelines of languages without spaces or capitals: ``（東京=共同）``, ``【北京共同】``, ``(서울=연합뉴스) 홍길동 기자 = ``,
#: ``新华社北京11月5日电``.
_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_SENDERS = "|".join(sorted(map(re.escape, words.EASTERN_AGENCIES), key=len, reverse=True))
_REPORTER = rf"[{_EAST}·,、 ]{{2,20}}?\s?(?:기자|특파원|記者|记者)"


@cache
def _unspaced() -> tuple[re.Pattern[str], ...]:
    """The patterns of datelines that need no spaces: made when the first text asks that may have one."""
    return tuple(
        re.compile(form)
        for form in (
            (
                rf"[（(【\[［]\s?(?P<place>[{_EAST}][{_EAST}·・/]{{0,20}}+)\s?[=＝]\s?(?P<agency>[^\W_=][^()（）【】\[\]=＝\n]{{0,30}}+)[)）】\]］]"
                rf"\s*+(?:(?P<by>{_REPORTER})\s?[=＝]\s*+)?"
            ),
            rf"[（(【\[［]\s?(?P<place>[{_EAST}A-Z][{_EAST}·・/A-Za-z]{{0,20}}?)\s?(?P<agency>{_SENDERS})[)）】\]］]\s*+",
            (
                rf"(?P<agency>{_SENDERS})(?P<place>[\u3400-\u9fff·]{{2,12}}?)(?P<day>[0-9]{{1,2}}月[0-9]{{1,2}}日)[电電](?:\s?[（(]"
                rf"(?P<by>(?:记者|記者)[^()（）\n]{{2,40}}+)[)）])?\s*+"
            ),
        )
    )


def _read_unspaced(text: str) -> Dateline | None:
    """A dateline of a form that needs no spaces."""
    if text.isascii() or (text[0] not in "(（【[［" and text[0] < _FIRST) or max(text[:REACH]) < _FIRST:
        return None
    hit = next((hit for form in _unspaced() if (hit := form.match(text, 0, REACH)) is not None), None)
    if hit is None:
        return None
    said = hit.groupdict()
    agency = said["agency"].strip()
    # Behind the sign the reporter may stand as well, which nothing tells but the name.
    known = agency in words.EASTERN_AGENCIES or agency.casefold() in _AGENCIES or _OUTLET.search(agency) is not None
    found = dates.find(said["day"])[0] if said.get("day") and dates.find(said["day"]) else None
    return Dateline(
        hit[0].rstrip(), text[hit.end() :], said["place"], agency if known else None, found, True, said.get("by")
    )


_FIRST = "\u3040"
_OUTLET = re.compile(r"(?:社|通信|新聞|新闻|뉴스|일보|신문|통신|방송)$|^뉴스")


def _read(text: str, hit: re.Match[str]) -> Dateline | None:
    head, sign, rest = text[: hit.start()], hit[0].strip(), text[hit.end() :]
    if sign == "." and head[-1] != "/" and not _is_newspaper(head, rest) and _LAST_AGENCY.search(head) is None:
        return None
    said = _parts(head)
    if said is None:
        return None
    place, agency, found = said
    loud = place is not None and _is_loud(place)
    told = agency is not None and _is_known(agency)
    strong = agency is not None or found is not None
    if not strong and (place is None or not _speaks(place, sign, loud=loud)):
        return None
    if place is None and (agency is None or found is None):
        return None
    if strong and sign in {":", "."} and not (told and (loud or found is not None or head.endswith(")"))):
        return None
    # Where there are no capitals anything may stand before a sign, and in brackets.
    if place is not None and _is_caseless(place) and not told and found is None:
        return None
    if not sign and not (agency is not None and (told or (loud and ":" not in agency))):
        return None
    if rest and not (rest[0].isupper() or rest[0] in "\"“„«‘'»`([$€£" or rest[0].isdigit() or strong or loud):
        return None
    by, place = _signed(place) if place is not None and agency is not None else (None, place)
    return Dateline(text[: hit.end()].rstrip(), rest, place, agency, found, strong or loud, by)


def _speaks(place: str, sign: str, *, loud: bool) -> bool:
    """Whether a place speaks for itself before a sign, with no agency and no date beside it."""
    said = place.split()
    if said[0].strip(".,").casefold() in _LABELS or _is_caseless(place):
        return False
    if sign in {":", "."}:
        return (loud and len(said) <= 3 and len(place) >= 4) or (sign == ":" and place.casefold() in _TOWNS)
    return loud or (sign in {"–", "—", "-"} and len(said) <= 2 and said[0].casefold() not in _NO_PLACE)


def _is_newspaper(head: str, rest: str) -> bool:
    """Whether a full stop ends a place in capitals, before what is not in capitals too."""
    return head.isupper() and _NEWSPAPER.match(f"{head}. {rest[:1]}") is not None and not rest[:20].isupper()


def _is_known(agency: str) -> bool:
    """Whether this is an agency that the tables know, or several of them are."""
    return agency.casefold() in _AGENCIES or any(one.casefold() in _AGENCIES for one in re.split(r"[-/,]\s?", agency))


def _is_caseless(place: str) -> bool:
    return place[0].lower() == place[0].upper()


def _signed(place: str) -> tuple[str | None, str]:
    """Who wrote it, and the place, where both stand before an agency: ``Ada BRANDT/WELM``."""
    before, slash, after = place.rpartition("/")
    said = before.split()
    if (
        slash
        and len(said) > 1
        and after.isupper()
        and said[-1].isupper()
        and not said[0].isupper()
        and said[0].isalpha()
    ):
        return before, after.strip()
    return None, place


def _is_loud(place: str) -> bool:
    first = place.split(",", maxsplit=1)[0].replace("ß", "")
    big = sum(map(str.isupper, first))
    return big > 2 and big >= 2 * sum(map(str.islower, first))


def _parts(head: str) -> tuple[str | None, str | None, dates.Found | None] | None:
    """Place, agency and date that ``head`` consists of; ``None`` where there is anything else in it."""
    if not head or _stop(head) < min(len(head), REACH) or head[-1] in "([" or head.count("(") != head.count(")"):
        return None
    said = _parts(head[1:-1]) if _BRACKETED.fullmatch(head) else None
    if said is not None and said[0] is not None and (said[2] is not None or ("," in said[0] and _is_loud(said[0]))):
        return said
    agency, rest = _unsigned(head)
    if agency is not None and _CLOCK.search(agency):
        return None
    found = None
    if _DIGIT.search(rest):
        found, rest = _undated(rest, known=agency is not None and _is_known(agency))
        if _DIGIT.search(rest):
            return None
    rest = re.sub(
        r"[^\W\d_]+",
        lambda one: "\x00" * len(one[0]) if len(one[0]) > 2 and one[0].casefold() in _WEEKDAYS else one[0],
        rest,
    )
    if agency is None and (last := _LAST_AGENCY.search(rest.rstrip(_EDGE + "\x00"))) is not None:
        agency = last[1]
        rest = masked(rest, [last.span(1)])
    pieces = [piece.strip(_EDGE) for piece in rest.split("\x00")]
    texts = [piece for piece in pieces if piece and piece != "."]
    if len(texts) > 1:
        return None
    if not texts:
        return (None, agency, found) if found is not None or agency is not None else None
    place = texts[0].replace("**", "").strip(_EDGE + "*")
    # A town of one word and a full stop before the date: there the stop is no part of a short form.
    if found is not None and place[:-1].isalpha() and place[-1] == "." and head.startswith(place):
        place = place[:-1]
    return (place, agency, found) if _is_place(place) else None


#: A pair of brackets around all of a dateline.
_BRACKETED = re.compile(r"\([^()]++\)")


def _unsigned(head: str) -> tuple[str | None, str]:
    """The agency that stands in brackets or between slashes, and what is left without it."""
    groups = list(_GROUP.finditer(head))
    if len(groups) > 1 and _belongs(head, groups[0], groups[1]):
        del groups[0]
    agency = None
    rest = head
    for hit in groups:
        agency = agency or _LINKED.sub(r"\1", hit[0].strip("()/ ")).strip(" ()/") or None
        rest = masked(rest, [hit.span()])
    if "[" in rest:
        rest = _COUNTRY.sub(lambda one: " " * len(one[0]), rest)
    return agency, rest


def _undated(rest: str, *, known: bool) -> tuple[dates.Found | None, str]:
    """The date, and what is left without it; ``known`` says that there is an agency that the tables know."""
    each = dates.find(rest)
    if each:
        rest = masked(rest, [(_said_from(rest, one.start), one.end) for one in each])
    if _ZONED.search(rest):
        rest = _ZONED.sub(lambda one: "\x00" * len(one[0]), rest)
    if known:
        rest = _LONE_DAY.sub(lambda one: "\x00" * len(one[0]), rest)
    return (each[0] if each else None), rest


def _belongs(head: str, town: re.Match[str], agency: re.Match[str]) -> bool:
    """Whether the first of two pairs of brackets is part of the place: ``Halle (Saale) (dpa)``."""
    said = town[0].strip("()")
    return (
        town[0][0] == "("
        and said.isalpha()
        and said.casefold() not in _AGENCIES
        and head[town.start() - 2 : town.start() - 1].isalpha()
        and agency.start() - town.end() < 2
    )


def _said_from(text: str, start: int) -> int:
    """Where a date begins with the word that it is said with: ``le 3 mars``, ``den 3. März``."""
    hit = _SAID_WITH.search(text, max(0, start - 6), start)
    return start if hit is None else hit.start(1)


_SAID_WITH = re.compile(r"[\s,](le|den|il|el|al|a|am|em|op|on|den|dia)\s$", re.IGNORECASE)


def _is_place(place: str) -> bool:
    # The vowel signs of some scripts are no letters to a pattern.
    place = place if place.isascii() else "".join(char for char in place if unicodedata.category(char)[0] != "M")
    if not 0 < len(place) <= 60 or not (place[0].isupper() or _is_caseless(place)) or _PLACE.fullmatch(place) is None:
        return False
    if place.casefold() in _AGENCIES or place.partition(" ")[0].casefold() in _BY:
        return False
    said = re.findall(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?", place)
    if not 1 <= len(said) <= 8:
        return False
    return all(word[0].isupper() or word in _SMALL or _is_caseless(word) for word in said) and not said[-1].islower()
