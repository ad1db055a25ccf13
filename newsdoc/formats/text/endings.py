"""What ends a text and is none of it: marks, sign-offs, hashtags, who the author is; tables of words by language.

Each is looked for at the end alone, and taken for what it is only where nothing else can be meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdoc.formats.text import words

if TYPE_CHECKING:
    from collections.abc import Collection

#: The words that end a story by themselves, and those that do so between signs: ``- Fin -``, ``(Schluss)``.
ALONE: dict[str, str] = {"en": "END|ENDS|XXX", "de": "ENDE|Ende|Schluss|SCHLUSS", "fr": "FIN|Fin|fin"}
SIGNED: dict[str, str] = {
    "en": "end|ends|more|30|xxx|end of release",
    "de": "ende|schluss|forts|fortsetzung folgt",
    "fr": "fin|à suivre",
    "es": "fin|sigue",
    "it": "fine|segue",
    "pt": "fim|segue",
    "nl": "einde|slot",
    "sv": "slut",
    "no": "slutt",
    "da": "slut",
    "fi": "loppu",
    "pl": "koniec",
    "cs": "konec",
    "ru": "конец",
    "ja": "了|終わり|完",
    "zh": "完",
    "ko": "끝",
}
#: What says of an author, behind the name, who that is or how one is reached.
BIOS: dict[str, str] = {
    "en": (
        "is a|is an|is the|is our|is on|is senior|is currently|was a|was the|writes|covers|reports|works|lives|"
        "can be reached|may be reached|can be contacted|may be contacted|has covered|has written|has worked|teaches"
    ),
    "de": "ist|schreibt|arbeitet|lebt|berichtet|leitet|lehrt|studierte|war",
    "fr": "est|écrit|travaille|couvre|enseigne",
    "es": "es|escribe|trabaja|cubre|vive",
    "it": "è|scrive|lavora|vive",
    "pt": "é|escreve|trabalha|cobre",
    "nl": "is|schrijft|werkt",
    "sv": "är|skriver|arbetar",
    "da": "er|skriver|arbejder",
}
#: What else people are who write.
OTHERS = (
    "author|director|fellow|lecturer|researcher|economist|historian|novelist|lawyer|attorney|teacher|student|intern|publisher|"
    "schriftsteller|schriftstellerin|wissenschaftler|wissenschaftlerin|dozent|dozentin|auteur|autrice|chercheur|chercheuse|"
    "escritor|escritora|autora|profesor|profesora|scrittore|scrittrice|autore|docente|editor|writer|critic|journalist"
)
#: The longest word of a role that says too little by itself, in letters.
_ROLE = 7
#: How far from the end of a text these may stand, in parts, and the longest line that is a mark, in characters.
LATE: Final = 4
_MARKED = 24
#: The longest note on who an author is.
_BIO = 400


def _any(table: dict[str, str]) -> str:
    return "|".join(sorted({re.escape(one) for row in table.values() for one in row.split("|")}, key=len, reverse=True))


_MARK = re.compile(
    rf"(?:{_any(ALONE)}|[-–—=*~]{{1,3}}\s?(?i:{_any(SIGNED)})\s?[-–—=*~]{{1,3}}|[(\[（]\s?(?i:{_any(SIGNED)})\s?[)\]）])$"
)
_SIGNED_OFF = re.compile(r"[a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4}(?:-[a-z]{2,4})?){1,5}$")
_TAGS = re.compile(r"(?:#[^\W_][\w-]{0,60}(?:[\s,;|]{1,3}|$)){1,30}$")
_BIO_BEGIN = re.compile(rf"(?:,[^,.\n]{{1,80}},)?\s+(?:{_any(BIOS)})\b", re.IGNORECASE)
#: What such a note has besides: what people are who write, or how one reaches them.
_WRITES = re.compile(
    r"@[\w.-]|[0-9]{3}[-. ][0-9]{4}\b|\b(?:"
    + "|".join(sorted({one for one in words.ROLES if len(one) > _ROLE} | set(OTHERS.split("|")), key=len, reverse=True))
    + r")s?\b",
    re.IGNORECASE,
)
_VIEWS = re.compile(
    r"\W{0,3}(?:(?:the |any )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|presented|reflected)\b|"
    r"die (?:hier )?geäußerten (?:meinungen|ansichten)|les (?:opinions|propos) exprimée?s|las opiniones expresadas|"
    r"le opinioni espresse|as opiniões expressas)",
    re.IGNORECASE,
)


#: A credit of a picture, and the longest, in characters.
_CREDIT = re.compile(
    r"(?:titel|symbol|archiv|beitrags|vorschau|teaser)?(?:fotos?|bild(?:er)?|photos?|image|fot\.|crédits?(?: photo)?)\s?:\s",
    re.IGNORECASE,
)
_CREDITED = 90


class Ending(NamedTuple):
    """What a part that ends a text is taken for: its role, the reason of its loss, and why."""

    role: str
    reason: str
    why: str


_MARK_FOUND = Ending("end-mark", "end mark", "the mark that ends a story")
_SIGN_OFF = Ending("sign-off", "sign-off", "the initials of those who wrote and sent it")
_BIO_FOUND = Ending("bio", "who the author is", "says below the text who its author is")


def find(text: str, names: Collection[str]) -> Ending | None:
    """What a part is that ends a text by those named; ``None`` where it is part of the text, or becomes a field."""
    if is_mark(text):
        return _MARK_FOUND
    if is_sign_off(text):
        return _SIGN_OFF
    return _BIO_FOUND if is_bio(text, names) else None


def is_credit(text: str) -> bool:
    """Whether a line says whose a picture is."""
    return len(text) < _CREDITED and _CREDIT.match(text) is not None


def is_mark(text: str) -> bool:
    """Whether a line is a mark that ends a story, or says that it goes on."""
    return len(text) <= _MARKED and _MARK.match(text) is not None


def is_sign_off(text: str) -> bool:
    """Whether a line is the initials of those who wrote, edited and sent a story: ``ab/cde/fg``."""
    return len(text) <= _MARKED and _SIGNED_OFF.match(text) is not None


def tags(text: str) -> list[str]:
    """The words of a line of nothing but hashtags."""
    if text[0] != "#" or _TAGS.match(text) is None:
        return []
    return [one.strip("#,;|") for one in text.split()]


def is_bio(text: str, names: Collection[str]) -> bool:
    """Whether a part says who one of ``names``, with which it begins, is, or how that one is reached; or whose the views are."""
    if len(text) > _BIO:
        return False
    if _VIEWS.match(text) is not None:
        return True
    bare = text.lstrip("*_([—–- ")
    begun = any(bare.startswith(name) and _BIO_BEGIN.match(bare, len(name)) is not None for name in names)
    return begun and _WRITES.search(bare) is not None
