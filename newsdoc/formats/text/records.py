"""Headers of keys and values: of mails, of records, of items of a feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdoc.formats.text.envelopes import Envelope, Field, first_filled

if TYPE_CHECKING:
    from newsdoc.formats.text.envelopes import Source

#: The keys of mails and records, by role; a key stands before a colon.
KEYS: dict[str, str] = {
    "from": "from", "to": "to", "cc": "to", "bcc": "to", "reply-to": "to", "sent": "date", "date": "date",
    "subject": "headline", "message-id": "message_number", "mime-version": "mail", "content-type": "mail",
    "content-transfer-encoding": "mail", "received": "mail", "return-path": "mail", "x-mailer": "mail", "list-id": "mail",
    "sender": "from", "organization": "source", "delivered-to": "to", "user-agent": "mail", "importance": "mail",
    "headline": "headline", "title": "headline", "titel": "headline", "titre": "headline", "título": "headline",
    "titolo": "headline", "titulo": "headline", "überschrift": "headline", "schlagzeile": "headline", "titular": "headline",
    "kop": "headline", "rubrik": "headline", "tittel": "headline", "overskrift": "headline", "tytuł": "headline",
    "betreff": "headline", "objet": "headline", "asunto": "headline", "oggetto": "headline", "assunto": "headline",
    "onderwerp": "headline", "subtitle": "summary", "subhead": "summary", "subheadline": "summary", "summary": "summary",
    "abstract": "summary", "description": "summary", "teaser": "summary", "deck": "summary", "standfirst": "summary",
    "untertitel": "summary", "zusammenfassung": "summary", "résumé": "summary", "resumen": "summary", "sommario": "summary",
    "byline": "byline", "author": "byline", "authors": "byline", "by": "byline", "writer": "byline", "creator": "byline",
    "dc:creator": "byline", "autor": "byline", "autoren": "byline", "auteur": "byline", "autore": "byline",
    "reporter": "byline", "published": "date", "published at": "date", "pubdate": "date", "publication date": "date",
    "publish date": "date", "published on": "date", "posted": "date", "issued": "date", "datum": "date", "fecha": "date",
    "data": "date", "veröffentlicht": "date", "publié": "date", "created": "date", "release date": "date",
    "time": "date", "updated": "updated", "last updated": "updated", "modified": "updated", "aktualisiert": "updated",
    "source": "source", "quelle": "source", "fuente": "source", "fonte": "source", "bron": "source", "publisher": "source",
    "agency": "source", "provider": "source", "credit": "credit", "copyright": "rights", "rights": "rights",
    "keywords": "keywords", "tags": "keywords", "categories": "keywords", "category": "keywords", "topics": "keywords",
    "section": "keywords", "schlagwörter": "keywords", "schlagworte": "keywords", "kategorie": "keywords", "ressort": "keywords",
    "mots-clés": "keywords", "etiquetas": "keywords", "temas": "keywords", "slug": "slugline", "slugline": "slugline",
    "link": "link", "url": "link", "permalink": "link", "guid": "guid", "id": "guid", "location": "located",
    "dateline": "dateline", "place": "located", "language": "language", "lang": "language", "sprache": "language",
    "von": "from", "de": "from", "an": "to", "para": "to", "gesendet": "date", "enviado": "date", "embargo": "embargo",
    "embargoed": "embargo", "embargoed until": "embargo", "sperrfrist": "embargo",
    "priority": "mail", "urgency": "mail", "status": "mail", "version": "mail", "note": "ed_note", "notes": "ed_note",
    "editor's note": "ed_note", "newsgroups": "mail", "lines": "mail", "references": "mail", "in-reply-to": "mail",
    "xref": "mail", "path": "mail", "nntp-posting-host": "mail", "followup-to": "mail", "attachments": "mail",
    "envoyé": "date", "envoyé le": "date", "à": "to", "enviado el": "date", "enviada em": "date", "enviado em": "date",
    "inviato": "date", "da": "from", "a": "to", "fra": "from", "från": "from", "til": "to", "till": "to",
    "van": "from", "aan": "to", "verzonden": "date", "sendt": "date", "skickat": "date", "wysłano": "date", "od": "from",
    "do": "to", "temat": "headline", "ämne": "headline", "emne": "headline", "aihe": "headline", "предмет": "headline",
    "от": "from", "кому": "to", "тема": "headline", "отправлено": "date",
    "length": "word_count", "load-date": "loaded", "publication-type": "publication_type", "contact": "ed_note",
    "body": "body", "text": "body", "content": "body", "article": "body", "story": "body",
}  # fmt: skip
_KEYED = re.compile(r"\s{0,4}(?:[•*-]\s)?\*{0,2}([^\W\d_][\w' :-]{0,24}?)\*{0,2}\s?[:=]\*{0,2}(?:\s+|$)(.*)$")
_MAIL = frozenset({"from", "to"})
#: The line above a mail that was forwarded, or answered.
_FORWARDED = re.compile(
    r"-*\s*(?:begin )?(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|"
    r"anfang der weitergeleiteten (?:nachricht|e-mail)|message transféré|message d['’]origine|début du message réexpédié|"
    r"mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem encaminhada|mensagem original|"
    r"doorgestuurd bericht|oorspronkelijk bericht|vidarebefordrat meddelande|videresendt (?:melding|meddelelse)|"
    r"przekazana wiadomość|přeposlaná zpráva|пересылаемое сообщение)\s*:?\s*-*$",
    re.IGNORECASE,
)


def _keyed(text: str) -> tuple[str, str, str] | None:
    """The role of a line with a key, its value, and the key as it is printed."""
    if ":" not in text[:40] and "=" not in text[:40]:
        return None
    hit = _KEYED.match(text)
    role = None if hit is None else KEYS.get(hit[1].strip().casefold())
    return None if hit is None or role is None else (role, hit[2], hit[1].strip())


def find(lines: list[Source]) -> Envelope | None:
    """A block of keys and values at the top: of a mail, of a record; or below a title with a bullet: of a feed."""
    at = first_filled(lines)
    if at < 0:
        return None
    result = Envelope("record", 0.9, "keys and values before the text")
    title = None
    at = _forwarded(lines, at, result)
    if _keyed(lines[at][1]) is None:
        title = _feed_title(lines, at)
        if title is None:
            return None
        at += 1
    at, found = _pairs(lines, at, result, indented=title is None)
    roles = {one.role for one in result.fields}
    if found < 2 or not (title or "headline" in roles or {"from", "date"} <= roles):
        return None
    if not title and not roles & {"date", "byline", "from", "updated", "link", "keywords"}:
        return None
    if title is not None:
        result.fields.insert(0, title)
        result.why = "a title with keys and values below it"
    if roles & _MAIL:
        result.layout, result.why = "email", "the header of a mail"
    _signature(lines[at:], result)
    return result


def _forwarded(lines: list[Source], at: int, result: Envelope) -> int:
    """Drop the line above a mail that was forwarded, which begins with a dash or ends with a colon; gives the next index."""
    bare = lines[at][1].strip()
    if at + 1 == len(lines) or (bare[:1] != "-" and bare[-1:] != ":") or _FORWARDED.match(bare) is None:
        return at
    result.drop(lines[at][0], bare, "the line above a mail that was forwarded")
    return next((index for index in range(at + 1, len(lines)) if lines[index][1].strip()), at)


def _feed_title(lines: list[Source], at: int) -> Field | None:
    """The title of an item of a feed, which a line with a key must follow."""
    number, text = lines[at]
    following = _keyed(lines[at + 1][1]) if at + 1 < len(lines) else None
    if following is None or following[0] not in {"link", "date", "byline", "guid", "source"} or len(text) > 300:
        return None
    return Field("headline", text.lstrip("•*-·> ").strip(), number)


def _pairs(lines: list[Source], at: int, result: Envelope, *, indented: bool) -> tuple[int, int]:
    """Take keys and values; gives the index after them and their number.  A value may go on in lines that are indented."""
    found = 0
    role = ""
    while at < len(lines):
        number, text = lines[at]
        keyed = _keyed(text)
        if keyed is not None:
            result.names.append(keyed[2])
        if keyed is not None and keyed[0] == "body":
            result.body.append((number, keyed[1]))
            return at + 1, found
        if keyed is not None:
            role = "summary" if keyed[0] == "headline" and result.has("headline") else keyed[0]
            result.add(role, keyed[1], number)
            found += 1
        elif role and indented and text[:1] in " \t" and text.strip():
            last = result.fields.pop() if result.fields else Field(role, "", number)
            result.fields.append(Field(last.role, f"{last.value} {text.strip()}".strip(), last.line))
        else:
            break
        at += 1
    return at, found


def _signature(lines: list[Source], result: Envelope) -> None:
    """The text, up to the line that begins a signature."""
    for index, (number, text) in enumerate(lines):
        if result.layout == "email" and text in {"-- ", "--"} and index > 0 and len(lines) - index < 12:
            for one, said in lines[index:]:
                result.drop(one, said, "signature")
            return
        result.body.append((number, text))
