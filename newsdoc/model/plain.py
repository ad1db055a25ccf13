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


_SCALARS: Final = frozenset((str, int, bool, float, type(None)))
#: So many combinations of fields are remembered of a class.
_REMEMBERED: Final = 512


class _Usual:
    """What there is to do for objects of a class whose fields are all nothing or an empty list by default, or required.

    For each combination of fields that say something: how many fields are ``None`` if no other is set, and the names and
    the places of those that are.
    """

    __slots__ = ("known", "names", "optional", "required")

    def __init__(self, defaults: dict[str, Any]) -> None:
        self.names = tuple(defaults)
        self.optional = frozenset(name for name, default in defaults.items() if default is None)
        self.required = frozenset(name for name, default in defaults.items() if default is MISSING)
        self.known: dict[tuple[str, ...], tuple[int, tuple[tuple[str, int], ...]]] = {}

    def of(self, said: tuple[str, ...]) -> tuple[int, tuple[tuple[str, int], ...]]:
        """That of the combination ``said``; no object has as many as -1."""
        nones = len(self.optional.difference(said)) if self.required.issubset(said) else -1
        found = nones, tuple((name, self.names.index(name)) for name in said)
        if len(self.known) < _REMEMBERED:
            self.known[said] = found
        return found


@cache
def _shape(
    cls: type[Any],
) -> tuple[str | None, tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[Any, ...], _Usual | None]:
    """The node's ``type`` if it has one, and of the other fields the names, what gets them all, and the defaults.

    The last is there for a class that it is about.
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
    usual = all(default is None or default is MISSING or default == [] for default in known)
    return tag, tuple(defaults), _getter(*defaults), known, _Usual(defaults) if usual else None


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
    if kind in _SCALARS:
        return value
    if kind is Timestamp:
        return str(value)
    if kind is list or kind is tuple:
        return [item if item.__class__ is str else to_plain(item) for item in value]
    if kind is dict:
        return {key: to_plain(item) for key, item in value.items()}
    tag, names, get, defaults, usual = _shape(kind)  # type: ignore[arg-type]  # a class is hashable
    result: dict[str, Any] = {} if tag is None else {"type": tag}
    values = get(value)
    if usual is not None:
        # Most fields are empty: the others are found faster so, if nothing is empty in another way.
        said = tuple(compress(names, values))
        nones, places = usual.known.get(said) or usual.of(said)
        if values.count(None) == nones:
            for name, place in places:
                item = values[place]
                result[name] = item if item.__class__ is str else to_plain(item)
            return result
    # A default of the model is None, False, a number, a string or empty: cheap to compare, and 1 == True apart exact.
    for name, item in compress(zip(names, values, strict=True), map(ne, values, defaults)):
        result[name] = item if item.__class__ is str else to_plain(item)
    return result
