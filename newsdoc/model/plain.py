"""The model as plain dicts, lists and scalars: what JSON, front matter, diff and losses are made of."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from itertools import compress
from operator import attrgetter, ne
from typing import TYPE_CHECKING, Any, Final

from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable


#: So many fields are many; and so many combinations of them are remembered of a class.
_MANY: Final = 12
_REMEMBERED: Final = 512


class _Wide:
    """A class of many fields: how many of them are ``None`` in an object in which all are so or empty but certain ones."""

    __slots__ = ("known", "optional")

    def __init__(self, defaults: dict[str, Any]) -> None:
        self.optional = frozenset(name for name, default in defaults.items() if default is None)
        self.known: dict[tuple[str, ...], int] = {}

    def nones(self, said: tuple[str, ...]) -> int:
        """The number for an object that says ``said``."""
        found = self.known.get(said)
        if found is None:
            found = len(self.optional.difference(said))
            if len(self.known) < _REMEMBERED:
                self.known[said] = found
        return found


@cache
def _shape(
    cls: type[Any],
) -> tuple[str | None, tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[Any, ...], _Wide | None]:
    """The node's ``type`` if it has one, and of the other fields the names, what gets them all, and the defaults.

    The last is there for a class of many fields that are nothing or an empty list by default.
    """
    tag = None
    defaults: dict[str, Any] = {}
    for spec in fields(cls):
        if spec.name == "type" and isinstance(spec.default, str):
            tag = spec.default
        elif spec.default_factory is not MISSING:
            defaults[spec.name] = spec.default_factory()
        else:
            defaults[spec.name] = spec.default
    known = tuple(defaults.values())
    wide = len(known) >= _MANY and all(default is None or default == [] for default in known)
    return tag, tuple(defaults), _getter(*defaults), known, _Wide(defaults) if wide else None


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
    tag, names, get, defaults, wide = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
    result: dict[str, Any] = {} if tag is None else {"type": tag}
    values = get(value)
    if wide is not None:
        # Of many fields most are empty: the others are found faster so, if nothing is empty in another way.
        said = tuple(compress(names, values))
        if values.count(None) == wide.nones(said):
            for name in said:
                item = getattr(value, name)
                result[name] = item if item.__class__ is str else to_plain(item)
            return result
    # A default of the model is None, False, a number, a string or empty: cheap to compare, and 1 == True apart exact.
    for name, item in compress(zip(names, values, strict=True), map(ne, values, defaults)):
        result[name] = item if item.__class__ is str else to_plain(item)
    return result
