"""What a fault against a JSON Schema is, in plain words: short, and without the value that is at fault."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsdoc.errors import escaped, excerpt
from newsdoc.schema.explainer import extra_properties, known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema import ValidationError

#: So many of the values that are allowed are named.
_NAMED: Final = 12

_MORE: Final = "has properties that are not allowed"
#: A longer message of jsonschema is not searched for names.
_LONGEST: Final = 50_000

#: For so many unknown properties of an object the nearest known one is looked for, which takes a while.
_HINTED: Final = 20

_TYPES: Final = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "number": "a number",
    "integer": "an integer",
    "boolean": "true or false",
    "null": "null",
}


class Fault(NamedTuple):
    """One fault: the keyword of the schema, the path of the value (or of its key), what is wrong, what to do.

    ``detail`` is the format that does not hold, where the keyword is ``format``.
    """

    keyword: str
    path: tuple[str | int, ...]
    message: str
    hint: str | None = None
    at_key: bool = False
    detail: str = ""


def faults(error: ValidationError) -> Iterator[Fault]:
    """What ``error`` of jsonschema means: of alternatives, the faults of the one that was most likely meant."""
    # The schema ``false`` has no keyword.
    keyword = "false" if error.validator is None else str(error.validator)
    path = tuple(error.absolute_path)
    if keyword in ("anyOf", "oneOf") and error.context:
        yield from _of_alternatives(error, keyword, path)
    elif keyword == "additionalProperties" and isinstance(error.instance, dict):
        yield from _extras(error, keyword, path)
    elif keyword == "unevaluatedProperties":
        yield from _unevaluated(error, keyword, path)
    elif keyword == "required":
        yield Fault(keyword, path, _missing(error))
    elif keyword == "format":
        yield format_fault(str(error.validator_value), path)
    else:
        words = _WORDS.get(keyword)
        yield Fault(keyword, path, words(error.validator_value) if words else f"does not satisfy {excerpt(keyword)}")


def format_fault(name: str, path: tuple[str | int, ...]) -> Fault:
    """That a value is not of a format."""
    return Fault("format", path, _FORMATS[name], detail=name)


# --- alternatives ---------------------------------------------------------------------------------------------------


def _of_alternatives(error: ValidationError, keyword: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    branches: dict[Any, list[ValidationError]] = defaultdict(list)
    for child in error.context or ():
        branches[child.relative_schema_path[0]].append(child)
    allowed = [_allowed_types(children) for children in branches.values()]
    if all(allowed):
        yield Fault(keyword, path, _type(sorted({name for names in allowed for name in names})))
        return
    best = min(branches.values(), key=_unlikeliness)
    for child in best:
        yield from faults(child)


def _allowed_types(children: list[ValidationError]) -> list[str]:
    """The types that a branch would take, if what is wrong is that the value has none of them."""
    for child in children:
        if child.validator == "type" and not child.relative_path:
            value: Any = child.validator_value
            return [value] if isinstance(value, str) else list(value)
    return []


def _unlikeliness(children: list[ValidationError]) -> tuple[bool, bool, int]:
    """How little a branch is likely to be meant: another type, another kind, many faults."""
    kind = any(child.validator in ("const", "enum") and len(child.relative_path) <= 1 for child in children)
    return bool(_allowed_types(children)), kind, len(children)


# --- properties -----------------------------------------------------------------------------------------------------


def _extras(error: ValidationError, keyword: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """One fault a property that should not be there."""
    schema: Any = error.schema
    instance: Any = error.instance
    yield from _not_allowed(extra_properties(schema, instance), schema.get("properties", {}), keyword, path)


def _not_allowed(names: list[str], known: Iterable[str], keyword: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """One fault each for properties that are not ``known``, with the known one that is nearest."""
    for name in names:
        near = get_close_matches(name[:100], known, n=1) if len(names) <= _HINTED else []
        hint = f"did you mean {near[0]}?" if near else None
        yield Fault(keyword, (*path, name), f"the property {excerpt(name)} is not allowed here", hint, at_key=True)


def _unevaluated(error: ValidationError, keyword: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    """One fault a property that no part of the schema knows; jsonschema names them in its message alone."""
    instance: Any = error.instance
    names = [name for name in instance if repr(name) in error.message] if len(error.message) <= _LONGEST else []
    yield from _not_allowed(names, known_names(error), keyword, path)
    if not names:
        yield Fault(keyword, path, _MORE)


def without_echoes(listed: list[Fault]) -> list[Fault]:
    """``listed`` without properties that are said to be unknown only because something is wrong in them."""
    wrong = {
        fault.path[:length]
        for fault in listed
        if fault.keyword != "unevaluatedProperties"
        for length in range(1, len(fault.path) + 1)
    }
    return [fault for fault in listed if fault.keyword != "unevaluatedProperties" or fault.path not in wrong]


def _missing(error: ValidationError) -> str:
    """Which property jsonschema misses; it says so in its message alone, at whose beginning the name stands."""
    names = error.validator_value if isinstance(error.validator_value, list) else []
    name = next((name for name in names if error.message.startswith(f"{name!r} is")), None)
    return f"the property {excerpt(name)} is missing" if name is not None else "a property is missing"


# --- words ----------------------------------------------------------------------------------------------------------


def _type(value: Any) -> str:
    names = [value] if isinstance(value, str) else list(value)
    return "must be " + _either([_TYPES.get(name, escaped(str(name), 60)) for name in names])


def _either(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"


def _one_of(values: Any) -> str:
    shown = [_plain(value) for value in values[:_NAMED]]
    more = [f"one of {len(values) - _NAMED} more"] if len(values) > _NAMED else []
    return "must be " + _either(shown + more)


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return excerpt(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return escaped(str(value), 60)


_FORMATS: Final = {
    "uri": "is not a URI with a scheme (RFC 3986)",
    "date-time": "is not a date and time with a zone (RFC 3339)",
}


def _fixed(words: str) -> Callable[[Any], str]:
    return lambda _: words


def _limit(words: str) -> Callable[[Any], str]:
    return lambda value: words.format(_plain(value))


_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "type": _type,
    "enum": _one_of,
    "const": lambda value: _one_of([value]),
    "pattern": _limit("has not the form {}"),
    "minLength": _limit("must have at least {} characters"),
    "maxLength": _limit("must have at most {} characters"),
    "minimum": _limit("must be at least {}"),
    "maximum": _limit("must be at most {}"),
    "exclusiveMinimum": _limit("must be more than {}"),
    "exclusiveMaximum": _limit("must be less than {}"),
    "multipleOf": _limit("must be a multiple of {}"),
    "minItems": _limit("must have at least {} items"),
    "maxItems": _limit("must have at most {} items"),
    "uniqueItems": _fixed("has an item twice"),
    "minProperties": _limit("must have at least {} properties"),
    "maxProperties": _limit("must have at most {} properties"),
    "dependentRequired": _fixed("lacks a property that another one requires"),
    "dependencies": _fixed("lacks a property that another one requires"),
    "contains": _fixed("lacks an item of the kind required"),
    "not": _fixed("is of a kind that is not allowed here"),
    "anyOf": _fixed("is of none of the kinds allowed here"),
    "oneOf": _fixed("is of more than one of the kinds allowed here"),
    "additionalItems": _fixed("has more items than allowed"),
    "false": _fixed("is not allowed here"),
}
