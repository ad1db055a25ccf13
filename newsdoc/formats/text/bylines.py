"""The byline of an article: who wrote it, what they are, and the agency, in the many forms that pages print.

A line is cut at its signs; dates, times, words that bylines begin with and what people are go; what is left and looks like
names are names.  An agency is an author like others where a list has it among them, and a source where it stands behind a
name as whom its bearer works for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from newsdoc.formats.text import dates, furniture, words

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Byline:
    """Who a byline names, and what it says they are; agencies are among the names.

    ``employers`` are those of the agencies that no author is but that one works for; ``outlets`` the names of sites.
    """

    people: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    employers: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)

    @property
    def authors(self) -> list[str]:
        """The people, and the agencies that are authors beside them."""
        return [name for name in self.people if name not in self.employers]


#: The longest byline, in characters.
LONGEST = 300

_BY = sorted(
    words.all_words(words.BYLINE) | {phrase for row in words.BYLINE_PHRASES.values() for phrase in row.split("|")},
    key=len,
    reverse=True,
)
_PREFIX = re.compile(rf"\s*(?:{'|'.join(map(re.escape, _BY))})(?:\s*[:：]\s*|\s+|$)", re.IGNORECASE)
_LABELS = "|".join(
    sorted({re.escape(one) for row in furniture.SIGNED.values() for one in row.split("|")}, key=len, reverse=True)
)
_LABELS_BY = "|".join(map(re.escape, furniture.SIGNED_BY.split("|")))
#: A word before a name that says with a colon, or by itself, that the name is of who wrote the text.
_LABEL = re.compile(rf"(?:(?:{_LABELS})\s?[:：/／]\s*|(?:{_LABELS_BY})\s*)(?=\S)", re.IGNORECASE)
_BEGINNING = re.compile(rf"(?:{furniture.SIGNED_LIKE})\b", re.IGNORECASE)
#: The most words of a name behind such a word.
_WORDS = 4
#: Whose correspondent somebody is, before the name.
_OUR = re.compile(
    r"(?:(?:von|from|de|dal|by|par|por|da|door|van)\s+)?(?:d?al\s|del\s)?"
    rf"(?:unsere[mnr]?|onze|notre|nuestr[oa]|nostr[oa]|our|noss[oa])\s+(?:{furniture.SENT})[^\W\d_]{{0,12}}\s+"
    r"(?:(?:in|à|en|a|em)\s[^\W\d_]{2,30},?\s+)?(?=(?-i:[A-ZÀ-Þ])[^\W\d_]*\.?\s+[^\W\d_])",
    re.IGNORECASE,
)
#: What these begin with.
_BEGUN = frozenset(one[:2] for one in (*_LABELS.split("|"), *furniture.SIGNED_BY.split("|"))) | frozenset(
    "vo fr de da by pa po do va al un on no nu ou".split()
)
#: A word for with before an agency; the line of a page's comments behind a name; the name of a zone of time.
_WITH = re.compile(
    rf"(?<=\S)\s+\(?(?:with|avec|mit|con|com|met|med)\s+(?=(?:l['’]|the\s|la\s|der\s)?(?:{'|'.join(sorted(map(re.escape, words.AGENCIES), key=len, reverse=True))})(?![^\W_]))"
)
_COMMENTS = re.compile(
    r"\s(?:leave a (?:comment|reply)|add (?:a )?comment|post a comment|(?:no|[0-9]{1,5}) comments?|(?:kein(?:e)?|[0-9]{1,5}) kommentare?)\b.*$",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\b(?:[A-Z][a-z]+\s){1,2}Time\b(?!\s+[A-Z])")
_LATER = re.compile(r"(?<=[\s|•·,–-])(?:by|von|par|por|door)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
_AND = re.compile(
    rf"\s(?:{'|'.join(sorted(words.all_words(words.AND), key=len, reverse=True))}|&)\s(?=\S)", re.IGNORECASE
)
_CUT = re.compile(
    r"\s*[|•·●;\n\t\x00]\s*|\s+[-–—]\s+|\s{3,}|\s*/\s*|\s/|(?<=[a-zà-ÿ])\s*\(|\)|@\S+|,\s*(?=und\s)|(?<=[a-zà-ÿ]{5})\.\s+"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w[\w.-]*|https?://\S+|www\.\S+|@\w+")
#: Words glued to a name's end, and digits there: "GuzmanView More Articles", "Brazil0".
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:[A-Z][a-z]+\s){0,2}(?:"
    + "|".join(one.capitalize() for one in words.ROLES if len(one) > 4)
    + r"|The|View|More|Follow|Published|Posted|Updated)\b)|(?<=[^\W\d_])[0-9]+\s*$"
)
#: The signs around a name.
_EDGES = ' \u00a0.:*&–—-_()"'
#: A note's number, or a count, at the end of a name.
_COUNTED = re.compile(r"(?<=[^\W\d_]{2})[0-9]{1,2}$")
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
_GIVEN = furniture.GIVEN_WORDS
_STAMP = words.all_words(words.PUBLISHED, words.TIME_WORDS, words.WEEKDAYS)
_TOWNS = frozenset(words.TOWNS.split("|"))
_OFFICES = words.all_words(words.OFFICES)
#: The most words that the name of an office has.
_OFFICE = 5
_OUTLETS = words.all_words(furniture.OUTLETS)
_ARTICLES = frozenset(["the", "le", "la", "el", "il", "die", "der", "das", "de", "het", "o", "a"])
#: The most words that the name of an outlet has.
_OUTLET = 5
#: A site that is named by its address; a name in one word with a capital within it.
_SITE = re.compile(r"(?:[a-z0-9-]{2,30}\.){1,2}[a-z]{2,4}|[A-Z][a-z]+[A-Z][a-z]+")
#: Where a word begins that is glued to another; words that pages print around an article, or beside a time.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PRINTED = _STAMP | {
    phrase for languages in furniture.PHRASES.values() for row in languages.values() for phrase in row.split("|")
}
#: A word that a byline begins with, behind a sign.
_AFTER_SIGN = re.compile(rf"[|•·\x00]\s*(?:{'|'.join(map(re.escape, _BY))})\s+(?=[A-ZÀ-Þ])", re.IGNORECASE)
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
#: Words that no name has.
_NEVER = _STAMP - _SMALL
_UPDATED = re.compile(
    r"\b(?:last\s+)?(?:published|updated|posted|modified|aktualisiert|veröffentlicht|publiziert|publié|mis à jour|"
    r"actualizado|aggiornato|atualizado|bijgewerkt|uppdaterad|oppdatert|opdateret|stand)\b"
    r"(?!\s+(?:by|von|par|por|da|door|av|af)\b)[^|•·]*",
    re.IGNORECASE,
)
#: How long ago, which is no part of a name.
_AGO = re.compile(
    r"\b[0-9]{1,3}\s?(?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month|year)s?\s+ago\b|"
    r"\b(?:vor|hace|il y a|há)\s[0-9]{1,3}\s[^\W\d_]{3,9}|\b[0-9]{1,3}\s(?:ore|giorni|giorno|minuti)\sfa\b",
    re.IGNORECASE,
)
#: Who made the pictures, behind who wrote the text.
_PICTURES = re.compile(
    r"(?<=\S)\s+(?:(?:fotos?|photos?|bild(?:er)?|video|illustration|grafik)\s?:|"
    r"(?:photos?|photographs|photography|pictures|illustrations?|video|fotos)\s+(?:by|von|par|de|di|av)\s).*$",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FAMILIES = tuple(words.FAMILIES.split())
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3005\u3400-\u9fff]{3,6}")
_CJK_ROLE = re.compile(r"(?:記者|編集委員|編集部|論説委員|特派員|기자|특파원|记者).*$")


def parse(text: str) -> Byline:
    """Who ``text`` names; nobody where it names none.  What is given is not to be changed."""
    return _parse(text[:LONGEST])


#: A line is asked for when bylines are looked for, and when it has become one.
@lru_cache(maxsize=32)
def _parse(text: str) -> Byline:
    result = Byline()
    line = _ADDRESS.sub("\x00", text)
    spans = [(one.start, one.end) for one in dates.find(line)]
    if any(map(str.isdigit, line)):
        line = READING.sub(lambda hit: "\x00" * len(hit[0]), line)
        line = dates.masked(line, spans)
        line = dates.masked(line, [(one.start, one.end) for one in dates.find_clocks(line, [])])
        line = _ZONE.sub("\x00", line)
        line = _AGO.sub("\x00", line)
    line = _uncounted(_PICTURES.sub("\x00", _UPDATED.sub("\x00", line)))
    line = _WITH.sub(" | ", line)
    line = _GLUED.sub("\x00", line.replace("=", " ")).strip(" \x00")
    begun = line
    line = _unlabelled(line)
    while (hit := _PREFIX.match(line)) is not None and hit.end() < len(line):
        line = line[hit.end() :]
    prefixed = line != begun
    for piece, joint in _pieces(_signed(line), named=prefixed):
        before = len(result.people)
        if before and joint != "and" and _is_outlet(piece.strip(_EDGES)):
            _add(result.people, piece.strip(_EDGES))
            result.employers.append(piece.strip(_EDGES))
            continue
        _take(piece, result)
        for name in result.people[before:]:
            if name.casefold() in _AGENCIES and _is_employer(result.people[:before], joint, line):
                result.employers.append(name)
    _drop_others(result)
    if not result.people:
        result.people += result.outlets[:1]
    if not result.people and prefixed and line and len(line) < 60:
        alone = line.strip(" ,.:|–—-\x00")
        if alone and "\x00" not in alone and alone.casefold() not in _STAMP:
            result.people.append(alone)
    return result


def _uncounted(line: str) -> str:
    """A line without what a page says of comments behind a name."""
    low = line.casefold()
    return _COMMENTS.sub("\x00", line) if "comment" in low or "komment" in low or "reply" in low else line


def _unlabelled(line: str) -> str:
    """A line without the words that say whose name follows."""
    if line[:2].casefold() not in _BEGUN:
        return line
    for one in (_LABEL, _OUR):
        if (hit := one.match(line)) is not None:
            line = line[hit.end() :]
    return line


def is_labelled(line: str) -> bool:
    """Whether a line begins with what says that the name of who wrote the text follows: ``Words: …``, ``Oleh: …``.

    After a word that titles and subheads begin with too the name must begin with a given one.
    """
    said = _unlabelled(line)
    people = parse(line).people if said != line else []
    if not people or len(people[0].split()) > _WORDS:
        return False
    return _BEGINNING.match(line) is None or is_given(said)


def _is_outlet(said: str) -> bool:
    """Whether this is the name of a newspaper or a station: it has a word of these, and does not begin with a given name."""
    each = said.casefold().split()
    if not 2 <= len(each) <= _OUTLET or each[0] in _GIVEN or not said[0].isupper() or _OUTLETS.isdisjoint(each):
        return False
    return _ROLES.isdisjoint(each) or each[0] in _ARTICLES


def is_unspaced(line: str) -> bool:
    """Whether a line is a name that is written without a space, or begins with one and what its bearer is."""
    name = _CJK_ROLE.sub("", line).strip()
    if name != line.strip() and 2 <= len(name) <= 6:
        return True
    return line.startswith(_FAMILIES) and _CJK_NAME.fullmatch(line) is not None


def is_signed(line: str) -> bool:
    """Whether a line ends with a sign, the words of a byline and a name: ``News | Written by …``."""
    hits = list(_AFTER_SIGN.finditer(line))
    return bool(hits) and _is_name(line[hits[-1].end() :].strip())


def _signed(line: str) -> str:
    """The line from the last word that a byline begins with on, where that follows a sign: ``News | Written by …``."""
    hits = list(_AFTER_SIGN.finditer(line))
    return line[hits[-1].end() :] if hits else line


def is_agency(line: str) -> bool:
    """Whether a line is the name of an agency and nothing else, but for brackets and a word that bylines begin with."""
    bare = line.strip("()/[] ")
    hit = _PREFIX.match(bare)
    return bare.casefold() in _AGENCIES or (hit is not None and bare[hit.end() :].casefold() in _AGENCIES)


def is_dashed(line: str) -> bool:
    """Whether a line is a name in capitals of two to four words."""
    return line.isupper() and 1 < len(line.split()) < 5 and _is_name(line) and not any(map(str.isdigit, line))


def is_given(name: str) -> bool:
    """Whether a name begins with one that is given to people."""
    return next(iter(name.split()), "").casefold() in _GIVEN


def _pieces(line: str, *, named: bool) -> Iterator[tuple[str, str]]:
    """The pieces of a line, each with what joins it to the one before: ``and``, a comma, or a sign that cuts.

    ``named`` says that the line begins with a name, since a word that says so stood before it.
    """
    for piece in _CUT.split(line):
        joint = ""
        parts = _later(piece)
        for part in parts:
            # What stands before "by" in one piece is what was written, unless it is somebody's name.
            if not named and len(parts) > 1 and part is parts[0] and not is_given(part):
                continue
            for one in _AND.split(part):
                for said in one.split(","):
                    yield said, joint
                    joint = ","
                joint = "and"
            joint = ""


def _later(piece: str) -> list[str]:
    """A piece cut at a word that a byline begins with, unless that is a part of a name: ``Ada von Brandt``."""
    hit = _LATER.search(piece)
    if hit is None:
        return [piece]
    before = piece[: hit.start()].split()
    if len(before) < 3 and before and before[0].casefold() in _GIVEN and hit[0].split()[0] in _SMALL:
        return [piece]
    return _LATER.split(piece)


def _is_employer(before: list[str], joint: str, line: str) -> bool:
    """Whether an agency is whom those before it work for.

    It is an author beside them where ``and`` joins it to them, or where commas alone join two of them and it.
    """
    people = [name for name in before if name.casefold() not in _AGENCIES]
    listed = joint == "," and len(people) > 1 and _AND.search(line) is None
    return bool(people) and joint != "and" and not listed


def _drop_others(result: Byline) -> None:
    """Beside people the office that they are of is no author, nor is a town beside people or an office."""
    agencies = [name for name in result.people if name.casefold() in _AGENCIES]
    offices = [name for name in result.people if _is_office(name)]
    others = [name for name in result.people if name not in {*agencies, *offices} and name.casefold() not in _TOWNS]
    if others or offices:
        result.people = [name for name in result.people if name in agencies or name in (others or offices)]


def _is_office(said: str) -> bool:
    """Whether this is the name of several people who work together: ``The Welm Post Staff``, ``News Desk``."""
    each = said.split()
    return (
        2 <= len(each) <= _OFFICE
        and each[-1].casefold() in _OFFICES
        and each[0][0].isupper()
        and each[0].casefold() not in _GIVEN
    )


def _take(piece: str, result: Byline) -> None:
    """Put what a piece says into ``result``: a name, a name and what its bearer is, or only that."""
    said = _trimmed(piece)
    if len(said) < 2:
        return
    if _is_office(said):
        _add(result.people, said)
    elif any(map(str.isdigit, said)):
        return
    elif _SITE.fullmatch(said) is not None:
        if _PRINTED.isdisjoint(word.casefold() for word in _CAMEL.split(said)):
            result.outlets.append(said)
    elif said.casefold() in _AGENCIES:
        _add(result.people, said)
    elif _CJK.search(said):
        name = _CJK_ROLE.sub("", said).strip()
        if 2 <= len(name) <= 8:
            _add(result.people, name)
    else:
        _take_person(said, result)


def _trimmed(piece: str) -> str:
    """A piece without signs and stamps around it, a name that stands twice once, and no word that bylines begin with."""
    each = _COUNTED.sub("", piece.strip(_EDGES)).split()
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


def _take_person(said: str, result: Byline) -> None:
    name, role = _parted(said)
    if name and (hit := _AGENCY.search(name)) is not None and hit.start() > 0:
        _take(name[: hit.start()], result)
        _add(result.people, hit[1])
        result.employers.append(hit[1])
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
    each = said.split()
    if each[0].casefold() in _ROLES:
        if len(each) > 2 and each[1].casefold() in _GIVEN:
            return _parted(" ".join(each[1:]))
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
