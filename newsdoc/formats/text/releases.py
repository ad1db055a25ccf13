"""What press releases say of themselves, and of those who sent them: tables of words by language, and what is seen by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How a line begins that says that this is a release; it may go on.
BEGINNINGS: dict[str, str] = {
    "en": "for immediate release|media release|press release|--news direct--",
    "de": "zur sofortigen|pressemitteilung",
    "fr": "communiqué de presse",
    "es": "comunicado de prensa",
    "it": "comunicato stampa",
    "nl": "persbericht",
}
#: What a line says of that and nothing more, but for a number or a date.
WORDS: dict[str, str] = {
    "en": "news release|strictly embargoed",
    "de": "medienmitteilung|presseinformation|presseaussendung",
    "fr": "communiqué",
    "es": "nota de prensa",
    "pt": "comunicado de imprensa|nota à imprensa|nota de imprensa",
    "sv": "pressmeddelande",
    "da": "pressemeddelelse",
    "no": "pressemelding",
    "fi": "lehdistötiedote|tiedote",
    "pl": "informacja prasowa|komunikat prasowy",
    "cs": "tisková zpráva",
    "sk": "tlačová správa",
    "hu": "sajtóközlemény",
    "ro": "comunicat de presă",
    "tr": "basın bülteni|basın açıklaması",
    "id": "siaran pers",
    "el": "δελτίο τύπου",
    "ru": "пресс-релиз",
    "uk": "пресреліз|прес-реліз",
    "ar": "بيان صحفي",
    "ja": "プレスリリース|報道発表資料",
    "ko": "보도자료",
    "zh": "新闻稿|新聞稿",
}
#: What stands before a colon and who can be asked, and how; what has two words may stand without it.
CONTACTS: dict[str, str] = {
    "en": (
        "contact|contacts|media contact|media contacts|press contact|press contacts|contact information|media inquiries|"
        "media enquiries|for more information|for further information|for more information contact|phone|tel|telephone|"
        "mobile|cell|fax|email|e-mail"
    ),
    "de": (
        "kontakt|pressekontakt|medienkontakt|ansprechpartner|ansprechpartnerin|rückfragen|rückfragehinweis|"
        "rückfragen & kontakt|telefon"
    ),
    "fr": "contact presse|contacts presse|téléphone|tél|courriel",
    "es": "contacto|contacto de prensa|contacto para medios|teléfono|correo",
    "it": "contatti|contatto|contatti stampa|ufficio stampa|telefono",
    "pt": "contato|contatos|contactos|assessoria de imprensa|telefone",
    "nl": "perscontact|contactpersoon|telefoon",
    "sv": "presskontakt|kontaktperson",
    "fi": "lisätiedot|yhteyshenkilö|puhelin",
    "pl": "kontakt dla mediów",
    "cs": "kontakt pro média",
    "hu": "kapcsolat|sajtókapcsolat",
    "ru": "контакты|контакт",
    "ja": "お問い合わせ先|お問い合わせ|連絡先",
    "ko": "문의",
    "zh": "联系人|媒体联系",
}
#: What stands above the name of whom a release is from.
PROVIDED: Final = "news provided by"


def _any(*tables: dict[str, str]) -> str:
    phrases = {phrase for table in tables for row in table.values() for phrase in row.split("|")}
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


#: A line that says that this is a release.
RELEASE: Final = re.compile(
    rf"(?:{_any(BEGINNINGS)})|embargoed until|"
    rf"(?:{_any(WORDS)})(?:\W*$|\W{{0,3}}(?:n(?:o|r|º|°|ummer)?|№)?\W{{0,3}}[0-9]|\s+(?:until|till?|for)\b|\t|\s{{3}})",
    re.IGNORECASE,
)
_RELEASED = re.compile(
    rf"{RELEASE.pattern}|"
    r"embargo(?:ed|\s+(?:until|till|bis|jusqu|hasta|fino|até|tot)|\s*:)|source:|release date|not for release",
    re.IGNORECASE,
)
_CONTACT = re.compile(rf"(?:{_any(CONTACTS)})\.?\s?[:：]", re.IGNORECASE)
_TWO = "|".join(one for one in _any(CONTACTS).split("|") if " " in one)
_LABEL = re.compile(rf"(?:(?:{_any(CONTACTS)})\s?[:：]|{_TWO}|{PROVIDED})$", re.IGNORECASE)
#: How much of its beginning says that a line may be one of these.
REACH: Final = 4


def _begun() -> Iterator[str]:
    for table in (BEGINNINGS, WORDS, CONTACTS):
        for row in (*table.values(), PROVIDED, "embargo|source:|release date|not for release"):
            for phrase in row.split("|"):
                begins = (phrase, *(phrase + sign for sign in ":： .")) if len(phrase) < REACH else (phrase,)
                yield from (one[:REACH] for one in begins)


BEGUN: Final = frozenset(_begun())
#: A number that can be called, and nothing else; one that ends a line.
_CALLED = re.compile(r"\(?\+?[0-9](?:[0-9 ()./–-]{8,24}[0-9]|[0-9]{2}-[0-9]{4})$")
_CALLED_LAST = re.compile(r"(?:\+[0-9]{1,3}[ -]|\(|[, \t])[0-9]{3}\)?[ .-]{1,2}[0-9]{3}[ .-][0-9]{4}$")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[a-zA-Z]")
#: The longest of them that may stand without a colon, in characters.
_LABELLED = 36
#: How much of the end of a line is looked at for a number.
_ENDING = 20


def sights(text: str) -> Iterator[str]:
    """What is seen of a line that begins with one of :data:`BEGUN`: ``released``, ``reached`` or ``announcing`` what follows."""
    if _RELEASED.match(text):
        yield "released"
    elif ":" in text or "：" in text or len(text) < _LABELLED:
        if _CONTACT.match(text):
            yield "reached"
        if _LABEL.match(text):
            yield "announcing"


def is_release(text: str) -> bool:
    """Whether a line says that this is a release."""
    return text[:REACH].casefold() in BEGUN and RELEASE.match(text) is not None


def has_mail(text: str) -> bool:
    """Whether a line has the address of a mail."""
    return "@" in text and _MAIL.search(text) is not None


def is_called(text: str) -> bool:
    """Whether a line is a telephone number, or ends with one."""
    return (_CALLED.match(text) or _CALLED_LAST.search(text, max(0, len(text) - _ENDING))) is not None


def is_provided(text: str) -> bool:
    """Whether a line stands above the name of whom a release is from."""
    return text.casefold() == PROVIDED
