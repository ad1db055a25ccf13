"""The model as plain dicts, lists and scalars: what JSON, front matter, diff and losses are made of."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from itertools import compress
from operator import attrgetter, ne
from typing import TYPE_CHECKING, Any

from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _shape(cls: type[Any]) -> tuple[str | None, tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[Any, ...]]:
    """The node's ``type`` if it has one, and of the other fields the names, what gets them all, and the defaults."""
    tag = None
    defaults: dict[str, Any] = {}
    for spec in fields(cls):
        if spec.name == "type" and isinstance(spec.default, str):
            tag = spec.default
        elif spec.default_factory is not MISSING:
            defaults[spec.name] = spec.default_factory()
        else:
            defaults[spec.name] = spec.default
    return tag, tuple(defaults), _getter(*defaults), tuple(defaults.values())


def _getter(*names: str) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the fields ``names`` as a tuple, however many there are."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


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
    tag, names, get, defaults = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
    result: dict[str, Any] = {} if tag is None else {"type": tag}
    values = get(value)
    # A default of the model is None, False, a number, a string or empty: cheap to compare, and 1 == True apart exact.
    for name, item in compress(zip(names, values, strict=True), map(ne, values, defaults)):
        result[name] = item if item.__class__ is str else to_plain(item)
    return result
