"""The simple types of NewsML-G2: what a value looks like in XML, and in the model.

One row a type: ``parse`` takes the text of the source and raises :class:`ValueError` where it is not of the type;
``show`` gives the text to write, or ``None`` where the value cannot be said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markup.whitespace import single_spaced
from newsdoc.formats.newsmlg2.shape import WHITE
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

#: The scheme under which a word that is no QCode is written where a QCode must stand (ninjs roles: ``main``).
LITERAL_ALIAS: Final = "newsdoc-literal"
LITERAL_URI: Final = "urn:newsdoc:literal:"

_QCODE = re.compile(r"[^ \t\n\r:]+:[^ \t\n\r]+")
_WORD = re.compile(r"[^ \t\n\r:]+")
_BREAKS = re.compile(r"[\t\n\r]")
_DATE = r"-?(?:[1-9]\d{3,}|0\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_DATE_TIME = re.compile(_DATE + r"T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)" + _ZONE, re.ASCII)
_DATE_ONLY = re.compile(_DATE + _ZONE, re.ASCII)
_MONTH = re.compile(r"-?(?:[1-9]\d{3,}|0\d{3})-(?:0[1-9]|1[0-2])" + _ZONE, re.ASCII)
_YEAR = re.compile(r"-?(?:[1-9]\d{3,}|0\d{3})" + _ZONE, re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_DOUBLE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", re.ASCII)
# Names of ASCII and Latin letters: what every edition of XML takes for one.
_NCNAME = re.compile(r"[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6][A-Za-z0-9._\-\u00c0-\u00d6\u00d8-\u00f6]*")
_NAMES = re.compile(r"[A-Za-z0-9._:\-]+(?: [A-Za-z0-9._:\-]+)*")
# An IRI reference (RFC 3987), as XML Schema's anyURI takes it: what no URI may have counts as if it were escaped.
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_CHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_IRI = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*:|(?![^/?#]*:))"
    rf"(?://(?:(?:{_CHAR}|:)*@)?(?:\[[0-9A-Fa-f:.]+\]|{_CHAR}*)(?::\d*)?(?=[/?#]|\Z))?"
    rf"(?:{_CHAR}|[:@/])*(?:\?(?:{_CHAR}|[:@/?])*)?(?:\#(?:{_CHAR}|[:@/?])*)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A simple type: its name, how to read it and how to write it."""

    name: str
    parse: Callable[[str], Any]
    show: Callable[[Any], str | None]


class Unusual(ValueError):  # noqa: N818  # it is no error
    """A valid value that would not come back as it was written (``+7``, ``1`` for ``true``): it is kept as it is."""


def squeezed(text: str) -> str:
    """``text`` with XML white space collapsed (XML Schema 1.1 part 2, 4.3.6)."""
    return single_spaced(text).strip(" ")


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise (Unusual if pattern.fullmatch(squeezed(text)) else ValueError)(text)
    return text


def _shown(pattern: re.Pattern[str]) -> Callable[[Any], str | None]:
    return lambda value: str(value) if pattern.fullmatch(str(value)) else None


class _Seen(dict[str, Any]):
    """What short texts that stand in many documents are parsed to: codes, numbers, languages."""

    __slots__ = ("parse",)

    def __init__(self, parse: Callable[[str], Any]) -> None:
        super().__init__()
        self.parse = parse

    def __missing__(self, text: str) -> Any:
        value = self.parse(text)
        if len(text) <= _SEEN_LENGTH:
            if len(self) >= _SEEN:
                self.clear()
            self[text] = value
        return value


#: How many texts of a type are remembered, and how long they may be.
_SEEN: Final = 4096
_SEEN_LENGTH: Final = 48


def _qcodes(text: str) -> str:
    if text != squeezed(text):
        raise Unusual(text)
    return " ".join(_qcode(part) for part in text.split(" "))


def _qcode(text: str) -> str:
    return _matching(_QCODE, text)


def _list(text: str) -> str:
    if text != squeezed(text):
        raise Unusual(text)
    return text


def _iris(text: str) -> str:
    """URIs; no URI at all is valid, and no list that says anything."""
    if not text:
        raise Unusual(text)
    return _list(text)


def _iri(text: str) -> str:
    """A URI reference; the white space around it means nothing [XML Schema part 2, 3.2.17]."""
    return text if text[:1] > " " and text[-1] > " " else text.strip(WHITE)


def _language(text: str) -> str:
    """A tag; an empty one takes the language back that the surroundings have (XML 1.0, 2.12)."""
    if not text:
        raise Unusual(text)
    return _matching(_LANGUAGE, text)


def _show_qcode(value: Any) -> str | None:
    text = str(value)
    if _QCODE.fullmatch(text):
        return text
    return f"{LITERAL_ALIAS}:{text}" if _WORD.fullmatch(text) else None


def _show_qcodes(value: Any) -> str | None:
    text = str(value)
    parts = [_show_qcode(part) for part in text.split(" ")]
    return None if None in parts else " ".join(part for part in parts if part)


def _show_iri(value: Any) -> str | None:
    text = str(value)
    return text if _IRI.fullmatch(_UNSAFE.sub("%20", text)) else None


def _show_iris(value: Any) -> str | None:
    text = str(value)
    return text if text and all(part and _show_iri(part) for part in text.split(" ")) else None


def _show_line(value: Any) -> str | None:
    return None if _BREAKS.search(str(value)) else str(value)


def _integer(
    low: int | None = None, high: int | None = None
) -> tuple[Callable[[str], int], Callable[[Any], str | None]]:
    def fits(number: int) -> bool:
        return (low is None or number >= low) and (high is None or number <= high)

    def parse(text: str) -> int:
        number = int(_matching(_INTEGER, text))
        if not fits(number):
            raise ValueError(text)
        # Larger numbers than JSON's 64 bits are kept as text.
        if str(number) != text or abs(number) >= 2**63:
            raise Unusual(text)
        return number

    def show(value: Any) -> str | None:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return (
            str(value)
            if isinstance(value, int) and not isinstance(value, bool) and fits(value) and abs(value) < 2**63
            else None
        )

    return parse, show


def _integer_text(low: int) -> tuple[Callable[[str], str], Callable[[Any], str | None]]:
    parse, _ = _integer(low)
    return lambda text: str(parse(text)), lambda value: _or_none(parse, value)


def _or_none(parse: Callable[[str], Any], value: Any) -> str | None:
    try:
        return str(parse(str(value)))
    except ValueError:
        return None


def _time(*patterns: re.Pattern[str]) -> tuple[Callable[[str], Timestamp], Callable[[Any], str | None]]:
    whole = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns), re.ASCII)

    def parse(text: str) -> Timestamp:
        if not whole.fullmatch(text):
            raise ValueError(text)
        return Timestamp(text)

    def show(value: Any) -> str | None:
        matches = whole.fullmatch(value) is not None
        # The calendar decides about the 30th of February, the form about year 0 and hour 24.
        exists = Timestamp(value).date is not None or "T24" in value or len(value.lstrip("-").partition("-")[0]) > 4
        if value == "":
            return "" if matches else None
        return str(value) if matches and exists and not value.startswith(("0000", "-0000")) else None

    return parse, show


#: Times as feeds have them that are not ISO 8601 as XML Schema wants it: a zone without a colon, no seconds, a space.
_LOOSE = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)[Tt ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?P<part>[.,]\d+)?)?"
    r" ?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
#: The kinds that are times.
TIMES: Final = frozenset({"date time", "date time or empty", "date opt time", "truncated"})


def mended(kind: str, text: str) -> Timestamp | None:
    """The time that ``text`` means where it is none of ``kind`` as it stands; ``None`` where it means none."""
    parts = _LOOSE.fullmatch(squeezed(text)) if kind in TIMES else None
    if parts is None:
        return None
    zone = parts["zone"] or ""
    if zone in ("z", "UTC", "GMT"):
        zone = "Z"
    elif len(zone) in (3, 5) and zone != "Z":
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    part = (parts["part"] or "").replace(",", ".")
    clock = f"{parts['hour']}:{parts['minute']}:{parts['second'] or '00'}{part}"
    found = Timestamp(f"{parts['year']}-{parts['month']}-{parts['day']}T{clock}{zone}")
    return found if KINDS[kind].show(found) is not None else None


def _boolean(text: str) -> bool:
    found = {"true": True, "false": False}.get(text)
    if found is None:
        raise (Unusual if squeezed(text) in ("0", "1", "true", "false") else ValueError)(text)
    return found


#: The types whose values many documents share.
_SHARED: Final = frozenset(
    {"qcode", "qcodes", "language", "count", "positive", "positive text", "one to nine", "per cent", "direction"}
)
KINDS: Final[dict[str, Kind]] = {
    row.name: Kind(row.name, _Seen(row.parse).__getitem__, row.show) if row.name in _SHARED else row
    for row in (
        Kind("string", str, str),
        Kind("line", str, _show_line),
        Kind("qcode", _qcode, _show_qcode),
        Kind("qcodes", _qcodes, _show_qcodes),
        Kind("iri", _iri, _show_iri),
        Kind("iris", _iris, _show_iris),
        Kind("language", _language, _shown(_LANGUAGE)),
        Kind("id", lambda text: _matching(_NCNAME, text), _shown(_NCNAME)),
        Kind("integer", *_integer()),
        Kind("count", *_integer(0)),
        Kind("positive", *_integer(1)),
        Kind("positive text", *_integer_text(1)),
        Kind("integer text", *_integer_text(-(10**9))),
        Kind("one to nine", *_integer(1, 9)),
        Kind("per cent", *_integer(0, 100)),
        Kind("decimal", lambda text: _matching(_DECIMAL, text), _shown(_DECIMAL)),
        Kind("double", lambda text: _matching(_DOUBLE, text), _shown(_DOUBLE)),
        Kind("boolean", _boolean, lambda value: "true" if value else "false"),
        Kind("direction", lambda text: _matching(re.compile("ltr|rtl"), text), str),
        Kind(
            "scan",
            lambda text: _matching(re.compile("interlaced|progressive"), text),
            _shown(re.compile("interlaced|progressive")),
        ),
        Kind(
            "ids",
            _list,
            lambda value: value if value and all(_NCNAME.fullmatch(part) for part in value.split(" ")) else None,
        ),
        Kind("names", _list, _shown(_NAMES)),
        Kind("date time", *_time(_DATE_TIME)),
        Kind("date time or empty", *_time(_DATE_TIME, re.compile(""))),
        Kind("date opt time", *_time(_DATE_TIME, _DATE_ONLY)),
        Kind("truncated", *_time(_DATE_TIME, _DATE_ONLY, _MONTH, _YEAR)),
    )
}
