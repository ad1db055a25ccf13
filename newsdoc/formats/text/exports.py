"""Headers that are not keys before a colon alone: front matter, and what databases of newspapers export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdoc.formats.text import dates
from newsdoc.formats.text.envelopes import Envelope, Field, first_filled
from newsdoc.formats.text.records import KEYS

if TYPE_CHECKING:
    from newsdoc.formats.text.envelopes import Source

#: What front matter stands between; a key of it, whatever it is, and its value; an entry of a list.
_FENCE = "---"
_FRONT = re.compile(r"([A-Za-z][\w-]{0,30})\s?:(?:\s+(.*))?$")
_ENTRY = re.compile(r"\s{0,8}-\s+(.*)$")
#: The keys of the records of Factiva, by role.
FACTIVA: dict[str, str] = {
    "SE": "keywords", "HD": "headline", "BY": "byline", "CR": "credit", "WC": "word_count", "PD": "date", "ET": "time",
    "SN": "source", "SC": "source_id", "ED": "edition", "PG": "page", "VOL": "volume", "LA": "language", "CY": "rights",
    "CX": "ed_note", "CLM": "keywords", "LP": "body", "TD": "body",
}  # fmt: skip
_COLUMN = re.compile(r"\s{0,4}([A-Z]{2,3})(?:\s+(\S.*))?$")
#: How many different keys there are at least.
_KEYS = 4
#: What stands below the text there: codes with their meaning, the publisher, the number of the document.
_CODED = re.compile(r"\s{0,4}(?:(?:CO|IN|NS|RE|IPC|IPD|CT|RF|ART)\s+\S+ : .*|PUB\s+\S.*|AN\s+Document \S+)$")
#: Which of how many documents an export of LexisNexis is; the keys above its text, and those below it.
_COUNTED = re.compile(r"\s*(?:Document )?[0-9]{1,6} of [0-9]{1,6}(?: DOCUMENTS?)?\s*$", re.IGNORECASE)
LEXIS: dict[str, str] = {
    "BYLINE": "byline", "SECTION": "keywords", "LENGTH": "word_count", "DATELINE": "dateline", "HIGHLIGHT": "summary",
    "HEADLINE": "headline", "SERIES": "keywords", "SOURCE": "source", "BODY": "body",
}  # fmt: skip
LEXIS_BELOW: dict[str, str] = {
    "LOAD-DATE": "load_date", "LANGUAGE": "language", "PUBLICATION-TYPE": "publication_type", "JOURNAL-CODE": "journal_code",
    "GRAPHIC": "graphic", "CORRECTION": "ed_note", "DOCUMENT-TYPE": "document_type", "SUBJECT": "keywords",
}  # fmt: skip
#: Among how many lines the first of these keys is.
_NEAR = 40


def find(lines: list[Source]) -> Envelope | None:
    """The header of a text that the first line shows to be one of these."""
    at = first_filled(lines)
    if at < 0:
        return None
    text = lines[at][1]
    if text.rstrip() == _FENCE:
        return _front_matter(lines, at)
    if text[:2] in {"HD", "SE"} and not text[2:3].strip():
        return _factiva(lines, at)
    return _lexis(lines, at) if " of " in text and _COUNTED.match(text) is not None else None


def _front_matter(lines: list[Source], at: int) -> Envelope | None:
    """Keys and values between two lines of three dashes; what means nothing here is lost under the name of its key."""
    result = Envelope("record", 0.9, "front matter")
    role = ""
    for index in range(at + 1, len(lines)):
        number, text = lines[index]
        if text.rstrip() == _FENCE:
            result.body = lines[index + 1 :]
            return result if result.has("headline") else None
        hit, entry = _FRONT.match(text), _ENTRY.match(text)
        if hit is not None:
            role = KEYS.get(hit[1].casefold(), "body")
            role = hit[1] if role == "body" else role
            result.names.append(hit[1])
            value = hit[2] or ""
            listed = role == "keywords" and value.startswith("[") and value.endswith("]")
            result.add(role, _unquoted(value[1:-1] if listed else value), number)
        elif entry is not None and role:
            result.add(role, _unquoted(entry[1]), number)
        elif text.strip():
            return None
    return None


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _factiva(lines: list[Source], at: int) -> Envelope | None:
    """Keys of two or three capitals, each with its value behind it, or below; the text is that of ``LP`` and ``TD``."""
    result = Envelope("record", 0.95, "the keys of Factiva")
    role, below = "", False
    for number, text in lines[at:]:
        hit = _COLUMN.match(text) if text[:2].isupper() else None
        known = None if hit is None else FACTIVA.get(hit[1])
        # Within the text a key stands alone: the sentences of a paragraph may begin with the same letters.
        if hit is not None and known is not None and (role != "body" or (known == "body" and hit[2] is None)):
            role = known
            result.names.append(hit[1])
            _put(result, role, hit[2] or "", number)
            continue
        below = below or (role == "body" and _CODED.match(text) is not None)
        if below:
            result.drop(number, text, "codes below the text")
        else:
            _put(result, role, text, number)
    return result if result.has("headline") and result.body and len(set(result.names)) >= _KEYS else None


def _put(result: Envelope, role: str, value: str, number: int) -> None:
    """Take a value, or more of the last one; of the text it is a line."""
    last = result.fields[-1] if result.fields else None
    if role == "body":
        result.body.append((number, value))
    elif last is not None and last.role == role and value.strip():
        result.fields[-1] = Field(role, f"{last.value} {value.strip()}", last.line, number)
    else:
        result.add(role, value, number)


def _lexis(lines: list[Source], at: int) -> Envelope | None:
    """An export of LexisNexis: its number, the source, the date, the title, keys before colons, the text, more keys."""
    first = next((index for index in range(at, min(at + _NEAR, len(lines))) if _lexis_key(lines[index][1])), -1)
    above = [(number, text.strip()) for number, text in lines[at + 1 : max(first, 0)] if text.strip()]
    if not above:
        return None
    result = Envelope("record", 0.95, "an export of LexisNexis")
    result.add("message_number", lines[at][1], lines[at][0])
    end = _lexis_fields(lines, first, result)
    titled = result.has("headline")
    head: list[Field] = []
    for index, (number, text) in enumerate(above):
        dated = any(one.timestamp is not None for one in dates.find(text))
        title = index == len(above) - 1 and not titled
        role = "headline" if title else "date" if dated else "header_text" if index else "source"
        head.append(Field(role, text, number))
    result.fields[1:1] = head
    if not result.has("headline") or not result.has("word_count"):
        return None
    _lexis_text(lines[end:], result)
    return result


def _lexis_key(text: str) -> str:
    """The key that a line begins with, or ``""``."""
    key, colon, _ = text.partition(":")
    return key if colon and key in LEXIS else ""


def _lexis_fields(lines: list[Source], at: int, result: Envelope) -> int:
    """The keys above the text, up to the first line below that of the length that has none; gives its index."""
    role = ""
    while at < len(lines):
        number, text = lines[at]
        key = _lexis_key(text)
        if key:
            result.names.append(key)
            role = LEXIS[key]
            value = text.partition(":")[2]
            if role == "body":
                result.body.append((number, value.strip()))
                return at + 1
            result.add(role, value, number)
        elif text.strip():
            if role == "word_count":
                return at
            result.add(role, text, number)
        at += 1
    return at


def _lexis_text(lines: list[Source], result: Envelope) -> None:
    """The text, and the keys below it."""
    for number, text in lines:
        key, colon, value = text.partition(":")
        if colon and key in LEXIS_BELOW:
            result.names.append(key)
            result.add(LEXIS_BELOW[key], value, number)
        else:
            result.body.append((number, text))
