"""The byline of an article: who wrote it, what they are, and the agency, in the many forms that pages print.

A line is cut at its signs; dates, times, words that bylines begin with and what people are go; what is left and looks like
names are names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsdoc.formats.text import dates, furniture, words

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Byline:
    """Who a byline names, and what it says they are; agencies are among the names."""

    people: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


#: The longest byline, in characters.
LONGEST = 300

_BY = sorted(
    words.all_words(words.BYLINE) | {phrase for row in words.BYLINE_PHRASES.values() for phrase in row.split("|")},
    key=len,
    reverse=True,
)
_PREFIX = re.compile(rf"\s*(?:{'|'.join(map(re.escape, _BY))})(?:\s*[:：]\s*|\s+|$)", re.IGNORECASE)
_LATER = re.compile(r"(?<=[\s|•·,–-])(?:by|von|par|por|door)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
_AND = re.compile(
    rf"\s(?:{'|'.join(sorted(words.all_words(words.AND), key=len, reverse=True))}|&)\s(?=\S)", re.IGNORECASE
)
_CUT = re.compile(r"\s*[|•·●;\n\t\x00]\s*|\s+[-–—]\s+|\s{3,}|\s*/\s*|\s/|(?<=[a-zà-ÿ])\s*\(|\)|@\S+|,\s*(?=und\s)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*|https?://\S+|www\.\S+|@\w+")
#: Words glued to a name's end, and digits there: "GuzmanView More Articles", "Brazil0".
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:[A-Z][a-z]+\s){0,2}(?:"
    + "|".join(one.capitalize() for one in words.ROLES if len(one) > 4)
    + r"|The|View|More|Follow|Published|Posted|Updated)\b)|(?<=[^\W\d_])[0-9]+\s*$"
)
_STOPPED = re.compile(r"[.!?]\s*$")
_AGENCIES = {name.casefold(): name for name in words.AGENCIES}
_AGENCY = re.compile(
    r"(?<![^\W_])(" + "|".join(sorted(map(re.escape, words.AGENCIES), key=len, reverse=True)) + r")(?![^\W_])"
)
_ROLES = frozenset(words.ROLES)
_SPLIT_ROLE = re.compile(
    r"\s(?=(?:" + "|".join(sorted(map(re.escape, words.ROLES), key=len, reverse=True)) + r")(?![^\W\d_]))",
    re.IGNORECASE,
)
#: The most words that names have which stand one after the other.
_MOST = 9
_GIVEN = words.all_words(furniture.GIVEN)
_SMALL = frozenset(
    "de da do dos das del della di la le van von der den ten ter zu zur vom af av al el bin ibn y e du des d' o' bint ben abu".split()
)
#: What a page prints before a name that can be written to, or that a picture is of.
_BEFORE = frozenset(["email", "e-mail", "mail", "contact", "follow", "folgen", "credit"])
#: What a page prints behind a name to be clicked on.
_MORE = frozenset(["view", "more", "read", "see", "all", "follow"])
#: How long it takes to read.
READING = re.compile(
    r"\b[0-9]{1,3}\s?[-–]?\s?(?:min(?:s|ute|utes|uten|utos|uti)?\b\.?)(?:\s?read(?:ing)?)?", re.IGNORECASE
)
_STAMP = words.all_words(words.PUBLISHED, words.TIME_WORDS, words.WEEKDAYS)
#: Words that no name has.
_NEVER = _STAMP - _SMALL
_UPDATED = re.compile(
    r"\b(?:last\s+)?(?:published|updated|posted|modified|aktualisiert|veröffentlicht|publiziert|publié|mis à jour|actualizado|aggiornato|atualizado|bijgewerkt|uppdaterad|oppdatert|opdateret|stand)\b.*$",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_ROLE = re.compile(r"(?:記者|編集委員|編集部|論説委員|特派員|기자|특파원|记者).*$")


def parse(text: str) -> Byline:
    """Who ``text`` names; nobody where it names none."""
    result = Byline()
    line = _ADDRESS.sub("\x00", text[:LONGEST])
    spans = [(one.start, one.end) for one in dates.find(line)]
    if any(char.isdigit() for char in line):
        line = READING.sub(lambda hit: "\x00" * len(hit[0]), line)
        line = dates.masked(line, spans)
        line = dates.masked(line, [(one.start, one.end) for one in dates.find_clocks(line, [])])
    line = _UPDATED.sub("\x00", line)
    line = _GLUED.sub("\x00", line.replace("=", " ")).strip(" \x00")
    prefixed = False
    while (hit := _PREFIX.match(line)) is not None and hit.end() < len(line):
        prefixed = True
        line = line[hit.end() :]
    for piece in _pieces(line):
        _take(piece, result, first=not result.people)
    if not result.people and prefixed and line and len(line) < 60:
        alone = line.strip(" ,.:|–—-\x00")
        if alone and "\x00" not in alone and alone.casefold() not in _STAMP:
            result.people.append(alone)
    return result


def _pieces(line: str) -> Iterator[str]:
    for piece in _CUT.split(line):
        again = _LATER.split(piece)
        for part in again:
            for one in _AND.split(part):
                yield from one.split(",")


def _take(piece: str, result: Byline, *, first: bool) -> None:
    """Put what a piece says into ``result``: a name, a name and what its bearer is, or only that."""
    said = _trimmed(piece)
    if len(said) < 2 or any(char.isdigit() for char in said):
        return
    if said.casefold() in _AGENCIES:
        _add(result.people, said)
    elif _CJK.search(said):
        name = _CJK_ROLE.sub("", said).strip()
        if 2 <= len(name) <= 8:
            _add(result.people, name)
    else:
        _take_person(said, result, first=first)


def _trimmed(piece: str) -> str:
    """A piece without signs and stamps around it, a name that stands twice once, and no word that bylines begin with."""
    each = piece.strip(' \u00a0.:*–—-_()"').split()
    while len(each) > 1 and each[0].casefold().rstrip(":") in _BEFORE:
        del each[0]
    while each and each[-1].casefold() in _STAMP:
        each.pop()
    half = len(each) // 2
    if half > 1 and each[:half] == each[half:]:
        each = each[:half]
    said = " ".join(each)
    while (hit := _PREFIX.match(said)) is not None and hit.end() < len(said):
        said = said[hit.end() :].strip()
    return said


def _take_person(said: str, result: Byline, *, first: bool) -> None:
    name, role = _parted(said)
    if name and (hit := _AGENCY.search(name)) is not None and hit.start() > 0:
        _take(name[: hit.start()], result, first=first)
        _add(result.people, hit[1])
        return
    if name and _is_name(name):
        for one in _each(name):
            _add(result.people, one)
    elif name and not role:
        role = name
    if role:
        result.roles.append(role)


def _each(name: str) -> Iterator[str]:
    """The names that stand one after the other with nothing between: each begins with a given name."""
    run: list[str] = []
    for word in name.split():
        # A given name right after another one is the second of that person.
        begins = word.casefold() in _GIVEN and len(run) > 1 and run[-1].casefold() not in _GIVEN
        if begins and run[-1].casefold() not in _SMALL:
            yield " ".join(run)
            run = []
        run.append(word)
    yield " ".join(run)


def _parted(said: str) -> tuple[str, str]:
    """A name, and what its bearer is."""
    cut = _SPLIT_ROLE.search(said)
    if said.casefold().split()[0] in _ROLES:
        return "", said
    if cut is None:
        return said, ""
    name, role = said[: cut.start()], said[cut.end() :]
    if len(name.split()) == 3 and not _SMALL & set(name.casefold().split()) and "." not in name:
        # What stands before "editor" and after two words is part of what the person is: "X Y Parliamentary editor".
        name, _, more = name.rpartition(" ")
        role = f"{more} {role}"
    return name, role


def _add(people: list[str], name: str) -> None:
    if name.casefold() not in {one.casefold() for one in people}:
        people.append(name)


def _is_name(said: str) -> bool:
    each = said.split()
    if not 2 <= len(each) <= _MOST:
        return False
    if said[0] in "\"'‘“«„" or any(word[-1] in ":?!" for word in each):
        return False
    if any(word.casefold() in _NEVER for word in each) or each[0].casefold() in _MORE:
        return False
    return (
        all((word[0].isupper() or word[0] in "\"“'(‘" or word.casefold() in _SMALL) for word in each)
        and each[-1][0].isupper()
    )
