"""The model as plain dicts, lists and scalars: what JSON, front matter, diff and losses are made of."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Any

from newsdoc.model.timestamp import Timestamp


@cache
def _shape(cls: type[Any]) -> tuple[str | None, tuple[tuple[str, Any], ...]]:
    """The node's ``type`` if it has one, and the other fields with their defaults."""
    tag = None
    rows: list[tuple[str, Any]] = []
    for spec in fields(cls):
        if spec.name == "type" and isinstance(spec.default, str):
            tag = spec.default
        elif spec.default_factory is not MISSING:
            rows.append((spec.name, spec.default_factory()))
        else:
            rows.append((spec.name, spec.default))
    return tag, tuple(rows)


def to_plain(value: Any) -> Any:
    """``value`` without what equals its default; a node begins with its ``type``.

    Required fields are always there, so that the model can be read back.  Shares no mutable part with ``value``.
    """
    kind = type(value)
    if kind in (str, int, bool, float) or value is None:
        return value
    if kind is Timestamp:
        return str(value)
    if kind is list or kind is tuple:
        return [to_plain(item) for item in value]
    if kind is dict:
        return {key: to_plain(item) for key, item in value.items()}
    tag, rows = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
    result: dict[str, Any] = {} if tag is None else {"type": tag}
    for name, default in rows:
        item = getattr(value, name)
        # A default of the model is None, False, a number, a string or empty: cheap to compare, and 1 == True apart exact.
        if item is not default and item != default:
            result[name] = to_plain(item)
    return result
