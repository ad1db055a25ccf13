"""The protocols of wires: what the header, the heading and the trailer of a message say, and what its text is.

A protocol is recognised by the first lines of a message alone, by one row of :data:`KINDS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdoc.formats.text import words
from newsdoc.formats.text.dates import month_number
from newsdoc.formats.text.envelopes import PADDING, Envelope, Field, first_filled, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.text.envelopes import Source

# --- IPTC 7901 ------------------------------------------------------------------------------------------------------

_7901 = re.compile(
    r"\x01?(?P<source>[a-z]{0,4})(?P<number>[0-9]{3,5}) (?P<priority>[0-9]) (?P<category>[a-z]{1,3}) (?P<count>[0-9]{1,5})(?: (?P<more>.*))?$",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"(?P<d>[0-3][0-9])(?P<h>[0-2][0-9])(?P<i>[0-5][0-9])\s(?:(?P<z>GMT|UTC|Z)\s)?(?P<mon>[^\W\d_]{3,9})\.?\s(?P<y>[0-9]{2}|[0-9]{4})$",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"(?:(?-i:\(?[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9 .-]{1,24}\)?)|\([^()]{2,30}\)|[0-9]+(?:st|nd|rd|th|\.)\s?(?:lead|ld|take|net|add).*|(?:zusammenfassung|wiederholung|refile|eil|korrektur|berichtigung|urgent|flash).{0,24})$",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:\*\s?){3,}$|#+\s*(?:\w+ )?notebook\b|#+\s*(?:notizblock|internet|redaktion|orte?\b|ansprech|editorial|photos?|contacts?|dpa)|(?:the following information|die folgenden informationen)",
    re.IGNORECASE,
)
#: What the telegraphic frame of a message consists of.
_FRAMES = frozenset({"zczc", "nnnn"})
_SIGNED = re.compile(r"(?P<agency>[a-z]{2,4})(?:[ /][a-z]{1,5}){1,8}(?:, byline)?$")


def _iptc_7901(lines: list[Source]) -> Envelope | None:
    at = first_filled(lines)
    start = at
    if at >= 0 and is_start(lines[at][1]):
        at = next((index for index in range(at + 1, min(at + 4, len(lines))) if not is_padding(lines[index][1])), -1)
    hit = None if at < 0 else _7901.match(lines[at][1].strip(PADDING))
    if hit is None:
        return None
    framed = any("\x02" in text for _, text in lines[at : at + 8])
    if "\x01" not in lines[at][1] and not framed and not hit["source"]:
        return None
    result = Envelope("iptc-7901", 0.99 if framed else 0.9, "the header line of IPTC 7901")
    if start != at:
        result.add("routing", plain(lines[start][1]), lines[start][0])
    number = lines[at][0]
    for role, name in (("source_id", "source"), ("message_number", "number"), ("priority", "priority"), ("category", "category"), ("header_words", "count"), ("header_text", "more")):  # fmt: skip
        result.add(role, hit[name] or "", number)
    at = _slugs(lines, at + 1, result, framed=framed)
    at = _heading_7901(lines, at, result)
    _notes(lines[at:], result)
    return result


def _slugs(lines: list[Source], at: int, result: Envelope, *, framed: bool) -> int:
    """The keyword lines, up to the start of the text."""
    while at < len(lines):
        number, text = lines[at]
        if framed and "\x02" in text:
            before, _, _ = text.partition("\x02")
            result.add("slugline", plain(before), number)
            break
        bare = plain(text).strip()
        if not framed and bare and not bare.endswith("/") and "/" not in bare.strip("/"):
            break
        result.add("slugline", bare, number)
        at += 1
    return at


def _heading_7901(lines: list[Source], at: int, result: Envelope) -> int:
    """Take key, headline and byline: the lines up to the one that ends in an equals sign."""
    end = at
    while end < min(len(lines), at + 12) and not plain(lines[end][1]).rstrip().endswith("="):
        if end > at and not plain(lines[end][1]).strip():
            break
        end += 1
    ended = end < len(lines) and plain(lines[end][1]).rstrip().endswith("=")
    stop = end + 1 if ended else end
    head: list[Source] = []
    for number, text in lines[at:stop]:
        bare = plain(text.partition("\x02")[2] or text).strip().rstrip("=").strip()
        if bare:
            head.append((number, bare))
    title: list[Source] = []
    for number, bare in head:
        if not title and _TAKE.match(bare) and len(head) > 1 and (number, bare) != head[-1]:
            result.add("take_key", bare, number)
        elif title and bare.partition(" ")[0].rstrip(":").casefold() in _BY:
            result.add("byline", bare, number)
        else:
            title.append((number, bare))
    if title:
        said = " ".join(bare for _, bare in title)
        result.fields.append(Field("headline", said, title[0][0], title[-1][0]))
    return _bylines_7901(lines, stop, result) if ended else stop


def _bylines_7901(lines: list[Source], at: int, result: Envelope) -> int:
    """The bylines below the headline, which end in an equals sign as it does; blank lines may stand between."""
    stop = at
    while at < len(lines):
        number, text = lines[at]
        bare = plain(text).strip()
        if bare:
            if not bare.endswith("=") or bare.partition(" ")[0].rstrip(":").casefold() not in _BY:
                break
            result.add("byline", bare.rstrip("=").strip(), number)
            stop = at + 1
        at += 1
    return stop


def _notes(lines: list[Source], result: Envelope) -> None:
    """The text, the notes below it that are not for publication, the sign-off, and the trailer with the date."""
    in_notes = False
    for number, text in lines:
        bare = plain(text).strip()
        hit = _TRAILER.match(bare)
        if hit is not None and _stamp(result, hit["y"], hit["mon"], hit["d"], f"{hit['h']}:{hit['i']}", hit["z"]):
            result.add("trailer", bare, number)
        elif bare.casefold() in _FRAMES:
            result.add("end_mark", bare, number)
        elif "\x03" in text or _SIGNED.match(bare):
            result.add("sign_off", bare, number)
        elif in_notes or _NOTES.match(bare):
            in_notes = True
            if bare.strip("#* "):
                result.add("ed_note", bare, number)
            else:
                result.drop(number, bare, "a line of signs")
        else:
            result.body.append((number, plain(text)))


def _stamp(result: Envelope, year: str, month: str, day: str, clock: str, zone: str | None) -> bool:
    number = int(month) if month.isdigit() else month_number(month)
    if not number or not 1 <= number <= 12 or not 1 <= int(day) <= 31:
        return False
    hour, _, minute = clock.partition(":")
    if int(hour) > 23 or int(minute) > 59:
        return False
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 70 else 2000)
    result.iso = f"{full:04}-{number:02}-{int(day):02}T{hour}:{minute}:00{'Z' if zone else ''}"
    return True


_BY = words.all_words(words.BYLINE)

# --- ANPA 1312 ------------------------------------------------------------------------------------------------------

_ANPA = re.compile(
    r"(?:[\x05 A-Z]*)\x16*\x01(?P<level>[a-zA-Z]?)(?P<number>[0-9]{3,4})(?P<more>[A-Z]*)\x1f?(?P<routing>\S*)\s*$"
)
_ANPA_2 = re.compile(
    r"(?P<priority>[a-z]) (?P<category>[a-z])[ ]?[\x11-\x14]*\s*(?P<slug>(?:am|pm|bc|ap)-\S+)?(?P<take>.*?)\s(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?: (?P<count>[0-9]{1,5}))?\s*$",
    re.IGNORECASE,
)
_ANPA_END = re.compile(
    r"AP-[A-Z]{2}-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})-(?P<y>[0-9]{2}) (?P<h>[0-9]{2})(?P<i>[0-9]{2})(?P<z>GMT)?<?$"
)
_KYODO_END = re.compile(r"[A-Z]{2,5}-(?P<h>[0-9]{2}):(?P<i>[0-9]{2})-(?P<d>[0-9]{2})-(?P<m>[0-9]{2})-(?P<y>[0-9]{2})$")
_AAP_END = re.compile(
    r"(?:[A-Z]{2,5} )?(?P<d>[0-9]{2})-(?P<m>[0-9]{2})-(?P<y>[0-9]{2}) (?P<h>[0-9]{2})[-:](?P<i>[0-9]{2})(?:[-:][0-9]{2})?$"
)
#: How AAP signs what its editors sent.
_AAP_SIGNED = re.compile(r"AAP(?: [A-Za-z]{2,5}){1,3}")
_ENDS = (_ANPA_END, _KYODO_END, _AAP_END)
_END_MARK = re.compile(r"={2}\w{2,12}$|\s?reuters?$|-?30-?$|_{3,}$|nnnn$", re.IGNORECASE)


def _anpa_1312(lines: list[Source]) -> Envelope | None:
    at = next(
        (index for index, (_, text) in enumerate(lines[:6]) if "\x01" in text and _ANPA.match(text.strip(" \r"))), -1
    )
    if at < 0:
        return None
    hit = _ANPA.match(lines[at][1].strip(" \r"))
    assert hit is not None  # it was just found
    result = Envelope("anpa-1312", 0.99, "the header line of ANPA 1312")
    for number, text in lines[:at]:
        result.add("routing", plain(text), number)
    number = lines[at][0]
    for role, name in (
        ("service_level", "level"),
        ("message_number", "number"),
        ("source_id", "more"),
        ("routing", "routing"),
    ):
        result.add(role, hit[name], number)
    at += 1
    month = day = None
    started = any("\x02" in text for _, text in lines[at : at + 12])
    while at < len(lines) and "\x02" not in lines[at][1] and (started or month is None):
        number, text = lines[at]
        second = _ANPA_2.match(re.sub("[\x11-\x14]+", " ", text).strip().replace("  ", " ")) or _ANPA_2.match(
            text.strip()
        )
        if second is None:
            result.add("header_text", plain(text), number)
        else:
            month, day = second["m"], second["d"]
            # Some put it before prose as well: what is a table has lines of one, or columns.
            result.tabular = "\x12" in text and sum("\x08" in one or "\x10" in one for _, one in lines[at:]) > 1
            for role, name in (
                ("priority", "priority"),
                ("category", "category"),
                ("slugline", "slug"),
                ("take_key", "take"),
                ("header_date", "m"),
                ("header_words", "count"),
            ):
                value = f"{month}-{day}" if name == "m" else second[name] or ""
                result.add(role, plain(value).rstrip("-"), number)
        at += 1
        if at > 12 + len(lines[:at]) or (second is None and at < len(lines) and at > 8):
            break
    at = _anpa_head(lines, at, result)
    _anpa_body(lines[at:], result)
    return result


def _anpa_head(lines: list[Source], at: int, result: Envelope) -> int:
    """The lines that begin with a circumflex, or with the start of text, up to the first that is indented."""
    first = True
    while at < len(lines):
        number, text = lines[at]
        bare = plain(text.replace("\x02", "", 1)).strip()
        marked = "\x02" in text or text.lstrip().startswith("^")
        if not marked and (text[:1] in "\t " or not first) and bare and not bare.endswith(("<", "+")):
            break
        value = bare.lstrip("^").rstrip("<=+").strip()
        if not value:
            pass
        elif first and (value.upper().startswith(("BC-", "AM-", "PM-", "AP-")) or value.count("-") > 2):
            result.add("keyword", value, number)
        elif not result.has("headline"):
            result.add("headline", value, number)
        elif bare.endswith("=") and (value.casefold().startswith("by ") or not result.has("byline")):
            result.add("byline", value, number)
        elif bare.endswith("="):
            result.add("source", value, number)
        elif not marked and first:
            break
        else:
            result.add("ed_note", value, number)
        first = first and not result.has("headline")
        at += 1
        if "\x02" in text and not text.rstrip("\r").endswith(("<", "=")) and result.has("headline"):
            break
    return at


def _anpa_body(lines: list[Source], result: Envelope) -> None:
    for number, text in lines:
        bare = plain(text).strip().lstrip("^").strip()
        end = next(
            (hit for one in _ENDS if (hit := one.match(bare.rstrip("<").strip()) or one.match(bare)) is not None), None
        )
        framed = "\x03" in text or text.strip("\t ").startswith("^")
        if end is not None and (framed or end.re is not _AAP_END) and _stamped(result, end):
            result.add("trailer", bare, number)
        elif _END_MARK.match(bare) and len(bare) < 16:
            result.add("end_mark", bare, number)
        elif _AAP_SIGNED.fullmatch(bare):
            result.add("sign_off", bare, number)
        else:
            result.body.append((number, plain(text)))


def _stamped(result: Envelope, end: re.Match[str]) -> bool:
    zone = end.groupdict().get("z")
    return _stamp(result, end["y"], end["m"], end["d"], f"{end['h']}:{end['i']}", zone)


# --- ZCZC … NNNN ----------------------------------------------------------------------------------------------------

#: The keys of a line in AAP's form, by sign, and what they mean in the feeds that give the headline another one.
AAP_KEYS: dict[str, str] = {
    "%": "routing", "#": "slugline", "$": "category", ":": "keyword", "&": "service_level", "*": "subject_code",
    "@": "located", "~": "genre", "=": "take_key", "^": "headline", "+": "subject_code",
}  # fmt: skip
ZCZC_KEYS: dict[str, str] = {
    "%": "routing", "#": "slugline", "$": "headline", ":": "dateline", "&": "service_level", "*": "subject_code",
    "@": "located", "~": "genre", "=": "take_key", "^": "headline", "+": "subject_code",
}  # fmt: skip
#: The keys of a record that are two letters and a number sign.
HASH_KEYS: dict[str, str] = {
    "AN": "message_number", "KN": "source", "PD": "date", "CO": "company", "SO": "market", "SF": "header_text", "BY": "byline",
    "KY": "keyword", "TI": "headline", "AB": "summary", "TX": "body",
}  # fmt: skip
_HASHED = re.compile(r"([A-Z]{2})#(.*)$")


def _zczc(lines: list[Source]) -> Envelope | None:
    at = first_filled(lines)
    if at < 0 or not plain(lines[at][1]).strip().casefold().startswith("zczc"):
        return None
    result = Envelope("zczc", 0.97, "begins with ZCZC")
    begin = plain(lines[at][1]).strip()
    result.add("routing", begin if len(begin) > 4 else "", lines[at][0])
    at += 1
    keys = AAP_KEYS if any(plain(text).startswith("^") for _, text in lines[at : at + 12]) else ZCZC_KEYS
    while at < len(lines):
        number, text = lines[at]
        bare = plain(text).strip()
        hashed = _HASHED.match(bare)
        if hashed is not None and hashed[1] in HASH_KEYS:
            if HASH_KEYS[hashed[1]] == "body":
                result.names.append(f"{hashed[1]}#")
                lines = [*lines[:at], (number, hashed[2]), *lines[at + 1 :]]
                break
            result.add(HASH_KEYS[hashed[1]], hashed[2], number)
            result.names.append(f"{hashed[1]}#")
        elif bare[:1] in keys and len(bare) > 1 and len(bare) < 200:
            role = keys[bare[0]]
            result.add(role if role != "headline" or not result.has("headline") else "slugline", bare[1:], number)
        elif bare:
            break
        at += 1
    for number, text in lines[at:]:
        bare = plain(text).strip()
        if bare.casefold() == "nnnn" or _AAP_SIGNED.fullmatch(bare):
            result.add("end_mark" if bare.casefold() == "nnnn" else "sign_off", bare, number)
        else:
            result.body.append((number, plain(text)))
    return result


# --- where a message begins -----------------------------------------------------------------------------------------

#: Tried in this order.
KINDS: dict[str, Callable[[list[Source]], Envelope | None]] = {
    "iptc-7901": _iptc_7901,
    "anpa-1312": _anpa_1312,
    "zczc": _zczc,
}


def find(lines: list[Source]) -> Envelope | None:
    """The envelope of the message that lines begin with; ``None`` where they are in no protocol."""
    at = first_filled(lines)
    # Most texts show no sign of one: that is seen first.
    if at < 0 or not (
        is_start(lines[at][1])
        or _header(lines[at][1]) is not None
        or any("\x01" in text or "\x02" in text for _, text in lines[: at + 8])
    ):
        return None
    return next((found for kind in KINDS.values() if (found := kind(lines)) is not None), None)


def begins(text: str) -> bool:
    """Whether a line begins a message of one of the protocols."""
    if "\x01" in text or is_start(text):
        return True
    hit = _header(text)
    return hit is not None and len(hit["source"]) > 2


def _header(text: str) -> re.Match[str] | None:
    """A line as the header of IPTC 7901, which begins with at most four letters and a number."""
    bare = text.strip(PADDING)
    return _7901.match(bare) if any(map(str.isdigit, bare[:5])) else None


def is_start(text: str) -> bool:
    """Whether a line is the telegraphic start of a message, before which the header of another protocol may follow."""
    return text.strip(PADDING)[:4].casefold() == "zczc"


def is_routing(text: str) -> bool:
    """Whether a line is one of those that ANPA 1312 has before the header: it names where the message goes, after ENQ or SYN."""
    return text[:1] in ("\x05", "\x16")


def is_padding(text: str) -> bool:
    """Whether there is nothing in a line but what fills it."""
    return not text.strip(PADDING)
