"""Why JSON is not valid: jsonschema, made to agree with the fast validator to the letter.

jsonschema is imported here, and only when something is not valid, since it costs more to import than most validations.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newsdoc.schema.jsonformats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema.protocols import Validator

#: An object with more properties than this is not looked at one by one.
MAX_PROPERTIES: Final = 10_000

#: In a pattern: an escaped character, a class, or the end of the input.
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)


def validator(schema: Mapping[str, Any], retrieve: Callable[[str], Any]) -> Validator:
    """The validator of jsonschema for ``schema``, formats included.

    ``retrieve`` gives the schema that a URI names, and is all that there is to refer to.
    """
    from jsonschema import FormatChecker
    from jsonschema.validators import extend, validator_for
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    def resource(uri: str) -> Resource[Any]:
        return Resource.from_contents(retrieve(uri), default_specification=DRAFT202012)

    base: Any = validator_for(schema)
    ours = _OURS | {"unevaluatedProperties": _unevaluated_properties(base, schema)}
    cls: Any = extend(  # type: ignore[no-untyped-call]
        base, {name: check for name, check in ours.items() if name in base.VALIDATORS}
    )
    registry: Any = Registry(retrieve=resource)  # type: ignore[call-arg]
    checker = FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    made: Validator = cls(schema, registry=registry, format_checker=checker)
    return made


@cache
def ecma(pattern: str) -> re.Pattern[str]:
    r"""A pattern as ECMA 262 reads it, which JSON Schema says: ``$`` is the very end, ``\d`` and ``\w`` are ASCII."""
    return re.compile(_PIECE.sub(lambda piece: r"\Z" if piece.group() == "$" else piece.group(), pattern), re.ASCII)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ARG001
    from jsonschema import ValidationError

    if validator.is_type(instance, "string") and not ecma(pattern).search(instance):
        yield ValidationError("does not match the pattern")


def _pattern_properties(validator: Any, patterns: Mapping[str, Any], instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ARG001
    if not validator.is_type(instance, "object"):
        return
    for pattern, subschema in patterns.items():
        for key, value in instance.items():
            if ecma(pattern).search(key):
                yield from validator.descend(value, subschema, path=key, schema_path=pattern)


def _unevaluated_properties(base: Any, root: Mapping[str, Any]) -> Any:
    """``unevaluatedProperties``, but of an object of thousands, which takes too long: that is at fault as a whole.

    Its errors know what properties there are (:func:`known_names`).
    """
    from jsonschema import ValidationError

    def check(validator: Any, allowed: Any, instance: Any, schema: Any) -> Iterator[Any]:
        if validator.is_type(instance, "object") and len(instance) > MAX_PROPERTIES and allowed is False:
            yield ValidationError("has properties that are not allowed")
        else:
            for error in base.VALIDATORS["unevaluatedProperties"](validator, allowed, instance, schema):
                error.known_names = sorted(property_names(schema, root))
                yield error

    return check


def known_names(error: Any) -> list[str]:
    """The names of the properties that an object may have that has one that no part of its schema knows."""
    names: list[str] = getattr(error, "known_names", [])
    return names


def extra_properties(schema: Mapping[str, Any], instance: Mapping[str, Any]) -> list[str]:
    """The names that neither ``properties`` nor ``patternProperties`` of ``schema`` know."""
    known, patterns = schema.get("properties", {}), [ecma(one) for one in schema.get("patternProperties", {})]
    return [name for name in instance if name not in known and not any(one.search(name) for one in patterns)]


#: The keywords that hold schemas of the same object: one, or a list.
_SAME_OBJECT: Final = ("allOf", "anyOf", "oneOf", "if", "then", "else")


def property_names(schema: Any, root: Any) -> set[str]:
    """The names of properties that ``schema`` has, or what it refers to in ``root`` or is made of."""
    names: set[str] = set()
    seen: set[int] = set()
    waiting = [schema]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, dict) or id(one) in seen:
            continue
        seen.add(id(one))
        names.update(one.get("properties", ()))
        waiting.append(_referred(one.get("$ref"), root))
        for keyword in _SAME_OBJECT:
            inner = one.get(keyword, [])
            waiting += inner if isinstance(inner, list) else [inner]
    return names


def _referred(reference: Any, root: Any) -> Any:
    """What ``#/a/b`` refers to in ``root``; nothing for a reference to anything else."""
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return None
    found = root
    for token in reference[2:].split("/"):
        found = found.get(token.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
    return found


def _additional_properties(validator: Any, allowed: Any, instance: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    from jsonschema import ValidationError

    if not validator.is_type(instance, "object"):
        return
    extras = extra_properties(schema, instance)
    if isinstance(allowed, dict):
        for name in extras:
            yield from validator.descend(instance[name], allowed, path=name)
    elif extras and not allowed:
        yield ValidationError("has properties that are not allowed")


def _unique_items(validator: Any, unique: Any, instance: Any, schema: Any) -> Iterator[Any]:  # noqa: ARG001
    """``uniqueItems`` in linear time; jsonschema compares every two items."""
    from jsonschema import ValidationError

    if unique and validator.is_type(instance, "array") and len({_key(item) for item in instance}) < len(instance):
        yield ValidationError("has an item twice")


def _key(value: Any) -> Any:
    """Something hashable that is equal for values that JSON Schema holds to be equal, and only for these."""
    if isinstance(value, bool) or value is None:
        return (str(value),)
    if isinstance(value, list):
        return ("list", *map(_key, value))
    if isinstance(value, dict):
        return frozenset((name, _key(item)) for name, item in value.items())
    return value


_OURS = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "uniqueItems": _unique_items,
}
