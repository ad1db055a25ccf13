"""The two formats that news schemas ask for, to the letter of their RFCs."""

from __future__ import annotations

import calendar
import ipaddress
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_UNRESERVED = r"A-Za-z0-9\-._~!$&'()*+,;="
_ESCAPED = r"%[0-9A-Fa-f]{2}"
_PATH = rf"(?:[{_UNRESERVED}:@/]|{_ESCAPED})*+"
_URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+\-.]*+:"
    rf"(?://(?:(?:[{_UNRESERVED}:]|{_ESCAPED})*+@)?+"
    rf"(?:\[(?P<ip>[^\[\]]*+)\]|(?:[{_UNRESERVED}]|{_ESCAPED})*+)(?::[0-9]*+)?+(?:/{_PATH})?+"
    rf"|(?!//){_PATH})"
    rf"(?:\?(?:[{_UNRESERVED}:@/?]|{_ESCAPED})*+)?+"
    rf"(?:#(?:[{_UNRESERVED}:@/?]|{_ESCAPED})*+)?+",
    re.ASCII,
)
_IP_FUTURE = re.compile(rf"[vV][0-9A-Fa-f]+\.[{_UNRESERVED}:]+", re.ASCII)
_DATE_TIME = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)[Tt](?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d+)?"
    r"(?:[Zz]|(?P<sign>[+-])(?P<off_hour>\d\d):(?P<off_minute>\d\d))",
    re.ASCII,
)
_DAY: Final = 24 * 60


def is_uri(value: str) -> bool:
    """Whether ``value`` is a URI with a scheme (RFC 3986, 3)."""
    match = _URI.fullmatch(value)
    if match is None:
        return False
    address = match["ip"]
    return address is None or _is_ip(address)


def _is_ip(address: str) -> bool:
    if _IP_FUTURE.fullmatch(address):
        return True
    try:
        # A zone is not of RFC 3986.
        return ipaddress.IPv6Address(address).scope_id is None
    except ValueError:
        return False


def is_date_time(value: str) -> bool:
    """Whether ``value`` is a date and time with a zone that the calendar has (RFC 3339, 5.6)."""
    match = _DATE_TIME.fullmatch(value)
    if match is None:
        return False
    part = {name: int(digits) for name, digits in match.groupdict("0").items() if name != "sign"}
    if not 1 <= part["month"] <= 12 or part["hour"] > 23 or part["minute"] > 59:
        return False
    if part["off_hour"] > 23 or part["off_minute"] > 59:
        return False
    # The year 0 is a leap year as 2000 is; calendar begins with 1.
    if not 1 <= part["day"] <= calendar.monthrange(part["year"] or 2000, part["month"])[1]:
        return False
    offset = (part["off_hour"] * 60 + part["off_minute"]) * (-1 if match["sign"] == "-" else 1)
    # A leap second is the last of a day in UTC.
    return part["second"] < 60 or (
        part["second"] == 60 and (part["hour"] * 60 + part["minute"] - offset) % _DAY == _DAY - 1
    )


#: The formats that are looked at, by the name that JSON Schema gives them.
FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {"uri": is_uri, "date-time": is_date_time}
