"""Whether a JSON value is what a property should be, and how it is understood where it nearly is."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.ninjs.times import understood

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.shapes import Shape

#: Integers from here on are not the same to every reader of JSON.
WIDEST: Final = 2**63
_NUMERAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


class How(Enum):
    """How a value fits."""

    EXACT = "exact"
    LENIENT = "lenient"
    MISFIT = "misfit"


EXACT, LENIENT, MISFIT = How


def fit(shape: Shape, value: Any) -> tuple[Any, How]:
    """``value`` as the property's type, and how well it fits.

    What writers of ninjs often get wrong and can mean one thing only is understood: a number as text and text as a
    number, one object where a list of them belongs, a time in another form of ISO 8601, a code in capitals.  Bounds are
    not looked at.  An empty list or map says nothing and does not fit.
    """
    match shape.type:
        case "string":
            return _string(shape, value)
        case "number" | "integer":
            return _number(shape, value)
        case "array":
            return _array(shape, value)
        case "map" | "any":
            return (
                (value, EXACT) if isinstance(value, dict) and value and _values_fit(shape, value) else (value, MISFIT)
            )
        case "nothing":
            return (value, EXACT) if _is(value, list) and all(_is(item, str) for item in value) else (value, MISFIT)
    return (value, EXACT if isinstance(value, dict) else MISFIT)


def _is(value: Any, kind: type) -> bool:
    return isinstance(value, kind)


def _string(shape: Shape, value: Any) -> tuple[Any, How]:
    text, how = value, EXACT
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        text, how = str(value), LENIENT
    elif not isinstance(value, str):
        return value, MISFIT
    if shape.enum and text not in shape.enum:
        known = next((one for one in shape.enum if one == text.strip().lower()), None)
        return (value, MISFIT) if known is None else (known, LENIENT)
    if shape.format == "date-time" or shape.pattern:
        time = understood(text)
        if time is None:
            return value, MISFIT
        return time, how if time == text else LENIENT
    return text, how


def _number(shape: Shape, value: Any) -> tuple[Any, How]:
    how = EXACT
    if isinstance(value, str) and _NUMERAL.fullmatch(value.strip()):
        value, how = float(value) if "." in value else int(value), LENIENT
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value, MISFIT
    if isinstance(value, float) and shape.type == "integer":
        return (int(value), how) if value.is_integer() and abs(value) < WIDEST else (value, MISFIT)
    return value, how


def _array(shape: Shape, value: Any) -> tuple[Any, How]:
    assert shape.of is not None
    kind = str if shape.of.type == "string" else dict
    if isinstance(value, kind) and value:
        return [value], LENIENT
    if isinstance(value, list) and value and all(isinstance(item, kind) for item in value):
        return value, EXACT
    return value, MISFIT


def _values_fit(shape: Shape, value: dict[str, Any]) -> bool:
    if shape.of is None:
        return True
    pattern = re.compile(shape.keys or "")
    return all(pattern.search(key) for key in value) and any(isinstance(item, dict) for item in value.values())


def allowed(shape: Shape, value: Any, version: str) -> bool:
    """Whether the schema of ``version`` allows ``value`` for a property of this shape."""
    if shape.type == "string":
        return isinstance(value, str) and _string_allowed(shape, value)
    if shape.type in ("number", "integer"):
        return not isinstance(value, bool) and isinstance(value, (int, float)) and _number_allowed(shape, value)
    if value == [] or (value == {} and shape.type in ("map", "any")):
        return isinstance(value, dict) or shape.type == "array"
    if shape.of is not None and shape.of.type == "item":
        return False
    return bool(_validator(shape, version).is_valid(value))


def _string_allowed(shape: Shape, value: str) -> bool:
    if shape.enum:
        return value in shape.enum
    return not shape.pattern or re.search(shape.pattern, value) is not None


def _number_allowed(shape: Shape, value: float) -> bool:
    if isinstance(value, int) and abs(value) >= WIDEST:
        return False
    if shape.type == "integer" and isinstance(value, float) and not value.is_integer():
        return False
    return (shape.minimum is None or value >= shape.minimum) and (shape.maximum is None or value <= shape.maximum)


@cache
def _validator(shape: Shape, version: str) -> Any:
    from newsdoc.formats.ninjs.shapeschema import validator_of

    return validator_of(shape, version)
