"""Times: ISO 8601 as ninjs files have it, and RFC 3339 as the standard wants it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from newsdoc.identity import with_zone
from newsdoc.model.timestamp import Timestamp

#: Forms of ISO 8601 that are common in the wild and that a timestamp does not have.
_LOOSE: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[Tt ](?P<hour>\d\d:\d\d)(?P<second>:\d\d)?(?P<fraction>[.,]\d+)?\s?"
    r"(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
#: The end of a day as its hour 24 (XML Schema 1.1, 3.3.7); RFC 3339 ends with hour 23.
_HOUR_24: Final = re.compile(r"\d{4}-\d\d-\d\dT24:00:00((?:\.0+)?(?:Z|[+-]\d\d:\d\d)?)", re.ASCII)
#: What completes a date-time of each precision.
_COMPLETE: Final = {"year": "-01-01T00:00:00", "month": "-01T00:00:00", "day": "T00:00:00", "second": ""}


@lru_cache(1024)
def understood(text: str) -> Timestamp | None:
    """The time that ``text`` says; ``None`` where it says none.

    Beside a timestamp's own form: a space or ``t`` for ``T``, no seconds, a comma in the fraction, ``z``, ``UTC``,
    ``+0200`` or ``+02`` for the zone.
    """
    time = Timestamp(text)
    if time.precision:
        return time
    found = _LOOSE.fullmatch(text)
    if found is None:
        return None
    fraction = (found["fraction"] or "").replace(",", ".")
    return Timestamp(f"{found['day']}T{found['hour']}{found['second'] or ':00'}{fraction}{_zone(found['zone'] or '')}")


def _zone(text: str) -> str:
    if not text or text in ("Z", "z", "UTC", "GMT"):
        return "Z" if text else ""
    digits = text[1:].replace(":", "").ljust(4, "0")
    return f"{text[0]}{digits[:2]}:{digits[2:]}"


@lru_cache(1024)
def is_complete(time: Timestamp) -> bool:
    """Whether ``time`` is what the standard wants: a date and a time with a zone, of an hour that RFC 3339 has."""
    return time.precision == "second" and time.zone is not None and midnight(time) == time


def midnight(time: Timestamp) -> Timestamp:
    """``time``, but of the end of a day, which XML Schema may call hour 24, as the beginning of the next: the same moment."""
    found = _HOUR_24.fullmatch(time) if "T24:" in time else None
    day = time.date if found is not None else None
    if found is None or day is None or day == dt.date.max:
        return time
    return Timestamp(f"{day + dt.timedelta(1)}T00:00:00{found[1]}")


@lru_cache(1024)
def zoned(time: Timestamp, timezone: str | None) -> tuple[str, bool]:
    """``time`` as a date and time with a zone, and whether the zone is an assumption.

    A date alone begins its day.  Local time takes ``timezone`` (``Z``, ``±hh:mm``, an IANA name), or UTC where that is
    ``None``.  The end of a day is the beginning of the next.  Raises :class:`newsdoc.OptionError` for a zone that there is
    not.
    """
    time = midnight(time)
    zone = time.zone or ""
    text = time.removesuffix(zone) + _COMPLETE[time.precision] if time.precision else str(time)
    if zone or not time.precision:
        return text + zone, False
    local = with_zone(Timestamp(text), timezone)
    return (str(local), False) if local.zone is not None else (text + "Z", True)
