"""Where in a document markup may stand, and what else may reach a page: found by the types of the model's fields.

So no field is forgotten: one that comes to the model later is looked at as those of its type are.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin, get_type_hints

from newsdoc.model.content import BLOCKS, INLINES, Media
from newsdoc.model.document import Contact, Foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a field holds: nodes of the body or of a line of text; fragments of the source; an address; markup that is carried
#: whole; any JSON values; objects of the model that may hold some of that, or one.
Kind = Literal["nodes", "foreign", "address", "markup", "json", "objects", "object"]

_NODES: Final = frozenset((*BLOCKS, *INLINES, Media)) - {str}
#: The ends of the names of fields that hold an address, or an identifier that may be one [xs:anyURI, IRIType].
_ADDRESSES: Final = ("href", "uri", "ref", "guid", "langid", "schema", "scheme")
#: Addresses whose field is named otherwise.
_ADDRESS_FIELDS: Final = frozenset({(Contact, "value")})


@cache
def kinds(cls: type) -> dict[str, Kind]:
    """The fields of a class that may hold something for the sanitizer, and what each holds."""
    found: dict[str, Kind] = {}
    for name, leaves in classes(cls).items():
        kind = _kind(cls, name, leaves)
        if kind is not None:
            found[name] = kind
        elif any(
            _kind(one, field, inner)
            for leaf in leaves
            for one in _within(leaf)
            for field, inner in classes(one).items()
        ):
            found[name] = "objects" if get_origin(_hints(cls)[name]) is list else "object"
    return found


@cache
def classes(cls: type) -> dict[str, frozenset[type]]:
    """The fields of a class of the model, and the classes that the type of each is made of."""
    return {spec.name: frozenset(_leaves(_hints(cls)[spec.name])) for spec in fields(cls)}


def _leaves(hint: Any) -> Iterator[type]:
    if get_origin(hint) is dict:
        yield dict
    elif get_origin(hint) is not Literal:
        args = get_args(hint)
        for arg in args:
            yield from _leaves(arg)
        if not args:
            yield hint


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


@cache
def _within(cls: type) -> frozenset[type]:
    """A class of the model and all that its objects are made of."""
    found: set[type] = set()
    waiting = [cls]
    while waiting:
        one = waiting.pop()
        if is_dataclass(one) and one not in found:
            found.add(one)
            waiting += [leaf for leaves in classes(one).values() for leaf in leaves]
    return frozenset(found)


def _kind(cls: type, name: str, leaves: frozenset[type]) -> Kind | None:
    """What a field itself holds; ``None`` where it is nothing of that, or objects."""
    if leaves & _NODES:
        return "nodes"
    if Foreign in leaves:
        return "foreign"
    if str in leaves and (name.endswith(_ADDRESSES) or (cls, name) in _ADDRESS_FIELDS):
        return "address"
    if dict in leaves:
        return "json"
    # What says whether it is XML or data is carried to the letter [inlineXML, inlineData, rightsExpressionXML …].
    return "markup" if name == "value" and "form" in classes(cls) else None
