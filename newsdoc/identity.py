"""What newsdoc puts where a target requires something and a document has nothing: always the same for the same document."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from newsdoc.errors import OptionError
from newsdoc.model.plain import to_plain
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from newsdoc.model.document import Document

#: How a guid that newsdoc made begins.
OWN_GUID: Final = "urn:newsdoc:"
#: The time that is written where a time is required and none is known.
EPOCH: Final = Timestamp("1970-01-01T00:00:00Z")
#: The provider that is written where one is required and none is known.
UNKNOWN_PROVIDER: Final = "unknown"

_OFFSET: Final = re.compile(r"Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00", re.ASCII)


def own_guid(document: Document) -> str:
    """An identifier made of all that the document says: the same document has the same one, on every machine.

    A URN of 128 bits of the SHA-256 of the document's plain form as compact JSON with sorted keys.
    """
    text = json.dumps(to_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return OWN_GUID + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def with_zone(time: Timestamp, zone: str | None) -> Timestamp:
    """``time`` in ``zone`` (``Z``, ``±hh:mm`` or an IANA name), if it is a local date and time; else ``time`` itself.

    Raises :class:`newsdoc.OptionError` for a zone that is none.  In the hour that occurs twice when clocks are put back
    the first one is taken (PEP 495, fold 0).
    """
    if zone is None:
        return time
    offset = zone if _OFFSET.fullmatch(zone) else None
    moment = time.datetime
    if offset is not None:
        return Timestamp(time + offset) if moment is not None and time.zone is None else time
    region = _region(zone)
    if moment is None or time.zone is not None:
        return time
    shift = moment.replace(tzinfo=region).utcoffset()
    return Timestamp(time + _written(shift or timedelta()))


def _region(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - ZoneInfo is imported only where it is needed
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise OptionError(
            f"{name!r} is not a time zone",
            code="UNKNOWN-ZONE",
            hint="give Z, an offset such as +01:00, or a name such as Europe/Berlin",
        ) from error


def _written(shift: timedelta) -> str:
    minutes = round(shift.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
