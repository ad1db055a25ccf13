"""What a text says to those who publish it: until when it is not to be, and notes to editors; tables of words by language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsdoc.formats.text.dates import Found
    from newsdoc.model.timestamp import Timestamp

#: The longest line that is advice, in characters.
LONGEST: Final = 200
#: How a line begins that says when a text may be published, and what stands between that and the time.
EMBARGO: Final = re.compile(
    r"[*\[(\s]{0,4}(?:strictly |under |streng |sous |stricte |bajo |sotto |sob |onder )?"
    r"(?:embarg(?:o(?:ed|é|ée|ato|ata)?|ado|ada)(?:\s+(?:notice|date|time|until|till?|to|for|lifts?|ends?|expires?|bis|jusqu['’]\w*|"
    r"hasta|fino|até|tot)\b|\s*[:–—-])|"
    r"sperrfrist(?:\s+(?:bis|endet)\b|\s*[:–—-])|gesperrt bis\b|hold for release\b|release (?:date|time)\s*:|"
    r"not (?:for|to be) (?:publication|release|broadcast|published|released|publish|use|used)"
    r"[\w ]{0,20}?\b(?:before|until|prior to)\b)",
    re.IGNORECASE,
)
#: How a note to editors begins.
NOTE: Final = re.compile(
    r"[*\[(\s]{0,4}(?:eds|editors?|note to editors?|editors?['’]? notes?|ed['’]?s note|redaktioneller hinweis|"
    r"hinweis an die redaktion(?:en)?|achtung redaktion(?:en)?|à l['’]attention des rédactions|nota (?:al|para el) editor|"
    r"nota per (?:la redazione|i redattori)|nota à redação|noot voor de redactie)\s*:",
    re.IGNORECASE,
)


def embargo(text: str, find: Callable[[str], Iterable[Found]]) -> Timestamp | Literal[""] | None:
    """Until when ``text`` says that something is not to be published; ``None`` where it says nothing of that.

    ``find`` finds the dates in it.

    ``""`` where it does not say until when, or not in a way that is understood: it is then not to be published at all until
    somebody says so [NewsML-G2: itemMeta/embargoed, which may be empty].
    """
    if len(text) > LONGEST or EMBARGO.match(text) is None:
        return None
    found = (one.timestamp for one in find(text) if one.timestamp is not None)
    return next(found, "")


#: A line that says whose the text is, with a year or the words for all rights.
COPYRIGHT: Final = re.compile(
    r"(?=\s*(?:©|\(c\)\s|copyright\s{0,3}(?:©|\(c\)|@|:|by\b|[0-9])|copyright\b(?=.*rights? reserved)))"
    r".*(?:(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|\brights? reserved|\bvorbehalten|\br[ée]serv[ée]|\breservad|\briservat|"
    r"\bvoorbehouden|\bförbehåll|\bforbehold|\bzastrzeżone|\bvyhrazena|\bsaklıdır|\bзащищены)",
    re.IGNORECASE,
)
