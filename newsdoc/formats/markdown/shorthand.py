"""The model's values as people write them: a label that is only a text is the text, a concept that is only a name is it.

:func:`short` and :func:`full` are each other's inverse.
"""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

from newsdoc.errors import ReadError, excerpt
from newsdoc.formats.base import Losses
from newsdoc.formats.markdown import block_writer, tree
from newsdoc.loading.yaml import Mapping, Sequence, Text
from newsdoc.model import document as model
from newsdoc.model.base import Shown
from newsdoc.model.plain import to_plain
from newsdoc.model.timestamp import Timestamp

#: Classes of which one field alone may stand for the whole.
_FIELD: Final[dict[type, str]] = {
    model.Label: "value",
    model.Name: "value",
    model.AltId: "value",
    model.Language: "tag",
}

_URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://|urn:|tag:)\S*")
_QCODE = re.compile(r"[A-Za-z_][\w.\-]*:[^\s:/][^\s]*")
#: A point in time as people and other programs write it (YAML 1.1, ISO 8601, Jekyll, Hugo).
_TIME = re.compile(
    r"(\d{4,})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(\.\d+)?)?[ \t]*([Zz]|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)


def meaning(text: str) -> str:
    """Which field of a concept a text alone is: ``uri``, ``qcode`` or ``names``."""
    if _URI.fullmatch(text):
        return "uri"
    return "qcode" if _QCODE.fullmatch(text) else "names"


# --- writing ----------------------------------------------------------------------------------------------------------


def short(value: Any) -> Any:
    """A value of the model as texts, numbers, lists and mappings; what equals its default is left out."""
    if isinstance(value, list):
        return [short(item) for item in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if not isinstance(value, Shown):
        return to_plain(value)
    result = {name: short(found) for name, found in _given(value)}
    if isinstance(value, model.Document) and value.body:
        # The body of a document within the document is Markdown, too.
        result["body"] = "\n".join(block_writer.lines_of(value.body))
    if list(result) == [_FIELD.get(type(value))]:
        return next(iter(result.values()))
    if isinstance(value, model.Concept) and len(result) == 1:
        return _short_concept(result)
    return result


def _given(value: Any) -> list[tuple[str, Any]]:
    """The fields that are not at their default; required ones always."""
    out = []
    for name, default in _defaults(type(value)):  # type: ignore[arg-type]  # a class is hashable
        found = getattr(value, name)
        if found != default:
            out.append((name, found))
    return out


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a class, each with its default; that of one which is required equals nothing."""
    return tuple(
        (spec.name, spec.default_factory() if spec.default_factory is not MISSING else spec.default)
        for spec in fields(cls)
    )


def _short_concept(result: dict[str, Any]) -> Any:
    """A concept that is one name or one code, if the text alone says which of them it is."""
    ((key, value),) = result.items()
    text = value[0] if key == "names" and len(value) == 1 else value
    return text if isinstance(text, str) and meaning(text) == key else result


# --- reading ----------------------------------------------------------------------------------------------------------


class Shape(NamedTuple):
    """What a field holds: one of the model's classes (``cls``), several of it, a point in time."""

    cls: type | None
    many: bool
    time: bool


@cache
def shapes(cls: type) -> dict[str, Shape]:
    """The shapes of the fields of a class."""
    return {name: _shape(hint) for name, hint in get_type_hints(cls).items()}


def _shape(hint: Any) -> Shape:
    members = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    many = any(get_origin(member) is list for member in members)
    inner = [arg for member in members for arg in (get_args(member) if get_origin(member) is list else (member,))]
    cls = next((arg for arg in inner if isinstance(arg, type) and issubclass(arg, Shown)), None)
    return Shape(cls, many, Timestamp in inner)


def full(value: Any, shape: Shape) -> Any:
    """``value``, as front matter has it, with everything that its short form leaves out; places are kept."""
    if shape.many:
        items = value if isinstance(value, Sequence) else [] if _is_null(value) else [value]
        line, column = getattr(value, "line", 0), getattr(value, "column", 0)
        return Sequence((_one(item, shape) for item in items), line, column)
    return _one(value, shape)


def _is_null(value: Any) -> bool:
    return isinstance(value, Text) and value.is_null


def _one(value: Any, shape: Shape) -> Any:
    if isinstance(value, Text):
        if shape.time:
            return time(value)
        return _long(value, shape.cls) if shape.cls is not None else value
    if not isinstance(value, Mapping) or shape.cls is None:
        return value
    result = Mapping((), value.line, value.column)
    known = shapes(shape.cls)
    for key, item in value.items():
        if key == "geojson" and shape.cls is model.Geometry:
            result[key] = typed(item)
        elif key == "body" and shape.cls is model.Document and isinstance(item, Text):
            result[key] = to_plain(tree.blocks_of(item, Losses(), item.line))
        elif not _is_null(item):
            result[key] = full(item, known[key]) if key in known else item
    return result


def _long(text: Text, cls: type) -> Any:
    """The mapping that a text stands for."""
    place = (text.line, text.column)
    name = _FIELD.get(cls)
    if name is not None:
        return Mapping({Text(name): text}, *place)
    if cls is not model.Concept:
        return text
    key = meaning(text)
    value: Any = Sequence([Mapping({Text("value"): text}, *place)], *place) if key == "names" else text
    return Mapping({Text(key): value}, *place)


def time(text: Text) -> Text:
    """A time in the model's form; any other text as it is, for the model to refuse."""
    found = _TIME.fullmatch(text)
    if found is None:
        return _long_date(text)
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    zone = {None: "", "z": "Z", "Z": "Z"}.get(zone) if zone in (None, "z", "Z") else zone
    if len(zone or "") == 3:
        zone = f"{zone}:00"
    elif len(zone or "") == 5:
        zone = f"{zone[:3]}:{zone[3:]}"  # type: ignore[index]
    value = f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{fraction or ''}{zone or ''}"
    return Text(value, text.line, text.column, plain=text.plain)


#: Days with the name of the month, as Pandoc's users write them, and the dates of e-mail (RFC 5322, 3.3).
_LONG_DATE = re.compile(
    r"(?:[A-Z][a-z]{2,8}, +)?(?:(?P<day>\d\d?) +(?P<month>[A-Z][a-z]{2,8})\.?|(?P<month2>[A-Z][a-z]{2,8})\.? +(?P<day2>\d\d?),)"
    r" +(?P<year>\d{4})(?: +(?P<clock>\d\d:\d\d(?::\d\d)?)(?: +(?P<zone>[+-]\d{4}|GMT|UTC|Z))?)?",
    re.ASCII,
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES: Final = frozenset(
    "january february march april may june july august september october november december".split()
) | frozenset((*_MONTHS, "sept"))


def _long_date(text: Text) -> Text:
    """A date with the name of its month in the model's form; any other text as it is, for the model to refuse.

    A number that is too long for a year is no time either, whatever it counts.
    """
    if len(text) > 4 and text.isdigit():
        raise ReadError(
            f"{excerpt(text)} is a number, not a date or a time such as 2024-09-09T10:35:00+02:00",
            code="FM-VALUE",
            line=text.line or None,
            column=text.column or None,
        )
    found = _LONG_DATE.fullmatch(text)
    name = ((found["month"] or found["month2"]) if found else "").lower()
    if found is None or name not in _MONTH_NAMES:
        return text
    day = f"{found['year']}-{_MONTHS.index(name[:3]) + 1:02}-{int(found['day'] or found['day2']):02}"
    if not found["clock"]:
        return Text(day, text.line, text.column, plain=text.plain)
    zone = found["zone"] or ""
    shown = f"{zone[:3]}:{zone[3:]}" if zone[:1] in ("+", "-") else "Z" if zone else ""
    clock = found["clock"] if len(found["clock"]) > 5 else f"{found['clock']}:00"
    return Text(f"{day}T{clock}{shown}", text.line, text.column, plain=text.plain)


JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", re.ASCII)
_JSON_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None}


def typed(value: Any) -> Any:
    """A value that may be anything, as JSON has it: what stands without quotation marks is a number, true, false, null."""
    if isinstance(value, Mapping):
        return Mapping({key: typed(item) for key, item in value.items()}, value.line, value.column)
    if isinstance(value, Sequence):
        return Sequence((typed(item) for item in value), value.line, value.column)
    if not value.plain:
        return value
    if value in _JSON_WORDS:
        return _JSON_WORDS[value]
    if not JSON_NUMBER.fullmatch(value):
        return value
    return int(value) if value.lstrip("-").isdigit() and len(value) < 4000 else float(value)
