"""Authors, languages, and lists in one text, as people write them.

An author may be a mapping with a ``name``, as Pandoc and Hugo have it; what else it says (``email``, ``affiliation`` …) and the
model has no field for is carried with the byline, and comes back beside the name.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, Final

from newsdoc.formats.markdown import unknown
from newsdoc.loading.yaml import Mapping, Sequence, Text
from newsdoc.model.document import Label

NAME: Final = "name"
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:_[A-Za-z0-9]{2,8})+", re.ASCII)
_VALUE: Final = "value"
_FOREIGN: Final = "foreign"
_FIELDS: Final = frozenset(spec.name for spec in fields(Label))


def people(value: Any) -> Any:
    """Authors as the model's labels."""
    if isinstance(value, Sequence):
        return Sequence((_person(item) for item in value), value.line, value.column)
    return _person(value)


def _person(value: Any) -> Any:
    if not isinstance(value, Mapping) or NAME not in value or _VALUE in value:
        return value
    result = Mapping((), value.line, value.column)
    foreign = Sequence((), value.line, value.column)
    for key, item in value.items():
        if key == NAME:
            result[Text(_VALUE, key.line, key.column)] = item
        elif key in _FIELDS:
            result[key] = item
        else:
            entry = {"path": key, "value": Text(unknown.json_of(item), key.line, key.column), "format": unknown.FORMAT}
            foreign.append(Mapping({Text(name): text for name, text in entry.items()}, key.line, key.column))
    if foreign:
        result[Text(_FOREIGN)] = Sequence([*foreign, *result.get(Text(_FOREIGN), [])], value.line, value.column)
    return result


def written(entry: Any) -> Any:
    """A byline in its short form, as :func:`people` reads it."""
    if not isinstance(entry, dict) or not isinstance(entry.get(_VALUE), str):
        return entry
    rest = list(entry.get(_FOREIGN, ()))
    more: dict[str, Any] = {}
    while rest and rest[0].keys() == {"path", "value", "format"} and rest[0]["format"] == unknown.FORMAT:
        key, value = rest[0]["path"], unknown.value_of(rest[0]["value"])
        if key in more or key in _FIELDS or key == NAME or value is unknown.NOTHING:
            break
        more[key] = value
        del rest[0]
    result = {NAME if key == _VALUE else key: value for key, value in entry.items() if key != _FOREIGN} | more
    return result | {_FOREIGN: rest} if rest else result


def tag(value: Any) -> Any:
    """A language as BCP 47 has it, where it is written as locales are: ``en_GB``."""
    if not isinstance(value, Text) or not _LOCALE.fullmatch(value):
        return value
    return Text(value.replace("_", "-"), value.line, value.column, plain=value.plain)


def divided(value: Any) -> Any:
    """A text without quotation marks that has commas as the list that it is."""
    if not isinstance(value, Text) or not value.plain or "," not in value:
        return value
    parts = Sequence((), value.line, value.column)
    place = 0
    for part in value.split(","):
        bare = part.strip(" ")
        if bare:
            column = value.column + place + len(part) - len(part.lstrip(" "))
            parts.append(Text(bare, value.line, column, plain=True))
        place += len(part) + 1
    return parts
