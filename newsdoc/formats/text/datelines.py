"""The dateline of an article's lead: ``BERLIN, Sept 9 (dpa) - ``, in the many forms that agencies and newspapers print.

A dateline is a place, a date, an agency, or several of these in any order, and a sign that ends it.  The head of the lead
up to a sign is one if nothing else is in it, and if more speaks for it than a capital: an agency, a date, or a place in
capitals.  What is split off and what is left are the lead as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from newsdoc.formats.text import dates, words
from newsdoc.formats.text.dates import masked

#: How far into the lead a dateline may reach, in characters.
REACH = 220
_MOST_SIGNS = 6

_SIGN = re.compile(
    r"\s{1,2}(?:--|[-–—_―])(?:\s+|(?=[\"“„«A-ZÀ-Þ]))|(?:--|[–—―])\s*(?=[\"“„«A-ZÀ-Þ]|(?<![0-9][–—―])[0-9])|[-–—_―]\s+|(?<=\))\s+|(?<=/)\s*(?:--|[-–—])?\s+|:\s+|(?:--|[-–—])\s*$"
)
_GROUP = re.compile(
    r"\((?:\[[^\]]{1,60}\]\([^()\s]{1,120}\)|[^()]{1,60}(?:\([^()]{1,80}\))?)\)|\[[^\]]{1,60}\]\([^()\s]{1,120}\)|"
    r"(?<![^\s,0-9-])/(?=[\s\dA-Z])\s?[^/]{2,50}/(?=\s|$|-)"
)
_DIGIT = re.compile(r"\d")
_LINKED = re.compile(r"\[([^\]]+)\]\([^()\s]+\)|\s?\(https?:[^()\s]+\)")
_ZONED = re.compile(
    r"\b[A-Z][a-z]+/[A-Z][A-Za-z_]+|\b(?:Eastern|Central|Mountain|Pacific|Time|Standard|Daylight)\b|@|\b(?:E|C|M|P)[SD]?T\b"
)
_PLACE = re.compile(r"(?:\([^\W\d_]+\)|[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?(?:[\s,/]+|\s?[-–—]\s?|$))+")
_SMALL = frozenset(
    "and und et y e en i de la le les del di do da dos das of the am an der im bei near sur upon sous aux ob a".split()
)
_AGENCIES = frozenset(name.casefold() for name in words.AGENCIES)
_LAST_AGENCY = re.compile(r"[\s,](" + "|".join(sorted(map(re.escape, words.AGENCIES), key=len, reverse=True)) + r")$")
_BY = words.all_words(words.BYLINE)
_WEEKDAYS = words.all_words(words.WEEKDAYS) | frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
_EDGE = " ,\t\u00a0-–—/_:@|"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its text, the lead after it, and what it says; ``place`` and the others are ``None`` where unsaid."""

    text: str
    rest: str
    place: str | None
    agency: str | None
    found: dates.Found | None
    strong: bool


def split(text: str) -> Dateline | None:
    """The dateline that ``text`` begins with; ``None`` where it begins with none."""
    if not hints(text):
        return None
    found = _split(text[:_REMEMBERED])
    return found if found is None or len(text) <= _REMEMBERED else replace(found, rest=found.rest + text[_REMEMBERED:])


def hints(text: str) -> bool:
    """Whether ``text`` may begin with a dateline, at a quick look: most texts do not."""
    return _HINT.search(text, 0, _stop(text)) is not None


def _stop(text: str) -> int:
    """How far a dateline may reach: not over a word in small letters that none has, unless that may be in brackets."""
    for hit in _SMALL_WORD.finditer(text, 0, REACH):
        if hit[1].casefold() not in _MAY_BE_SMALL:
            return REACH if _BRACKET.search(text, 0, hit.start()) is not None else hit.start()
    return REACH


#: Every dateline has one of these: what ends it, or what stands around its agency.
_HINT = re.compile(r"[-–—―_:(\[/]")
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
    if not head[:1].isupper() and head[:1] not in "([{" and not head[:1].isalpha():
        return None
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
    said = _parts(text.rstrip(_EDGE.replace("/", ""))) if _DIGIT.search(text) else None
    if said is None or said[0] is None or said[1] is None or said[2] is None:
        return None
    return Dateline(text, "", said[0], said[1], said[2], True)


def _read(text: str, hit: re.Match[str]) -> Dateline | None:
    head, sign, rest = text[: hit.start()], hit[0].strip(), text[hit.end() :]
    said = _parts(head)
    if said is None:
        return None
    place, agency, found = said
    loud = place is not None and _is_loud(place)
    strong = agency is not None or found is not None
    if not strong and not loud and not (sign in {"–", "—", "-"} and place is not None and len(place.split()) <= 2):
        return None
    if place is None and (agency is None or found is None):
        return None
    if sign == ":" and (not loud or strong or place is None or len(place.split()) > 3 or len(place) < 4):
        return None
    if not sign and not (agency is not None and (agency.casefold() in _AGENCIES or (loud and ":" not in agency))):
        return None
    if rest and not (rest[0].isupper() or rest[0] in "\"“„«‘'»`([$€£" or rest[0].isdigit() or strong or loud):
        return None
    return Dateline(text[: hit.end()].rstrip(), rest, place, agency, found, strong or loud)


def _is_loud(place: str) -> bool:
    first = place.split(",", maxsplit=1)[0].replace("ß", "")
    big = sum(map(str.isupper, first))
    return big > 2 and big >= 2 * sum(map(str.islower, first))


def _parts(head: str) -> tuple[str | None, str | None, dates.Found | None] | None:
    """Place, agency and date that ``head`` consists of; ``None`` where there is anything else in it."""
    if not head or _stop(head) < min(len(head), REACH) or head[-1] in "([" or head.count("(") != head.count(")"):
        return None
    agency = None
    rest = head
    for hit in _GROUP.finditer(head):
        agency = agency or _LINKED.sub(r"\1", hit[0].strip("()/ ")).strip(" ()/") or None
        rest = masked(rest, [hit.span()])
    found = None
    if _DIGIT.search(rest):
        each = dates.find(rest)
        if each:
            found = each[0]
            rest = masked(rest, [(_said_from(rest, one.start), one.end) for one in each])
        if _ZONED.search(rest):
            rest = _ZONED.sub(lambda one: "\x00" * len(one[0]), rest)
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
    said = [piece for piece in pieces if piece and piece != "."]
    if len(said) > 1:
        return None
    if not said:
        return (None, agency, found) if found is not None or agency is not None else None
    place = said[0].replace("**", "").strip(_EDGE + "*")
    return (place, agency, found) if _is_place(place) else None


def _said_from(text: str, start: int) -> int:
    """Where a date begins with the word that it is said with: ``le 3 mars``, ``den 3. März``."""
    hit = _SAID_WITH.search(text, max(0, start - 6), start)
    return start if hit is None else hit.start(1)


_SAID_WITH = re.compile(r"[\s,](le|den|il|el|al|a|am|em|op|on|den|dia)\s$", re.IGNORECASE)


def _is_place(place: str) -> bool:
    if len(place) > 60 or not place[:1].isupper() or _PLACE.fullmatch(place) is None:
        return False
    if place.casefold() in _AGENCIES or place.partition(" ")[0].casefold() in _BY:
        return False
    said = re.findall(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?", place)
    if not 1 <= len(said) <= 8:
        return False
    return all(word[0].isupper() or word in _SMALL for word in said) and not said[-1].islower()
