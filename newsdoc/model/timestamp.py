"""A point in time as news has it: a date, a date with a time, with a zone or without."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

#: ISO 8601 calendar form, down to a year alone; no zone means local time of an unknown place.
PATTERN = "^-?[0-9]{4,}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?)?)?)?(Z|[+-][0-9]{2}:[0-9]{2})?$"
_FORM = re.compile(
    r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?)?)?"
    r"(?P<zone>Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)


class Timestamp(str):
    """A time as its source gave it: an ISO 8601 text with typed access.

    The text is kept to the letter (``2024-09-09T10:35:00``, ``2016-05``, ``2018-10-21T16:25:32.10-05:00``), so that what
    comes in goes out unchanged.  Without ``Z`` or an offset it is local time of an unknown zone: :attr:`zone` is
    ``None``, :attr:`datetime` is naive, and nothing in newsdoc assumes a zone for it.
    """

    __slots__ = ()

    @property
    def is_valid(self) -> bool:
        """Whether the text has the form, and names a time that exists."""
        return self.date is not None

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day`` or ``second``; ``""`` where the text has not the form."""
        parts = _FORM.fullmatch(self)
        if parts is None:
            return ""
        return next((n for n in ("second", "day", "month") if parts[n]), "year")

    @property
    def zone(self) -> str | None:
        """``Z`` or ``±hh:mm``, as written; ``None`` for local time."""
        parts = _FORM.fullmatch(self)
        return parts["zone"] if parts else None

    @property
    def date(self) -> dt.date | None:
        """The day; the first one of a month or year that is given alone.  ``None`` where the calendar has no such day."""
        parts = _FORM.fullmatch(self)
        if parts is None:
            return None
        try:
            return dt.date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
        except ValueError:
            return None

    @property
    def datetime(self) -> dt.datetime | None:
        """Date and time, aware where the source gave a zone, naive where not.  ``None`` for a date alone, or no time at all."""
        if self.precision != "second":
            return None
        whole, dot, fraction = self.partition(".")
        if dot:
            digits = re.match(r"\d+", fraction, re.ASCII)
            assert digits is not None  # the form was checked by precision
            whole += "." + digits[0][:6].ljust(6, "0") + fraction[digits.end() :]
        try:
            return dt.datetime.fromisoformat(whole)
        except ValueError:
            return None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate as a string of the form; called by pydantic alone, which the model does not import."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.str_schema(pattern=PATTERN),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema of the form."""
        return {"type": "string", "pattern": PATTERN}
