"""Keys of the front matter that the model does not know: carried as they are, and put back where they were.

Such a key is a :class:`Foreign` of the format ``markdown``: ``path`` is the key, ``value`` its value as JSON, ``position``
how many keys stood before it.  What stands without quotation marks and looks like a number, true, false or null is that;
a text in quotation marks that would be something else without them is ``{"!!str": text}``; all else is a text as written.

Where the known keys are not in the order that newsdoc writes, one more, with the path ``@keys`` and no position, has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markdown.fields import KEYS, ORDER
from newsdoc.formats.markdown.shorthand import JSON_NUMBER
from newsdoc.formats.markdown.yaml_writer import Bare, is_plain, is_typed
from newsdoc.loading.yaml import Mapping, Sequence, Text
from newsdoc.model.document import Foreign

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT: Final = "markdown"
_KEYS_PATH: Final = "@keys"
_STRING: Final = "!!str"
_WORDS: Final = frozenset({"true", "false", "null"})
#: How deep a value may stand in the front matter, so that it can be read again.
_MAX_DEPTH: Final = 24


# --- reading ----------------------------------------------------------------------------------------------------------


def foreigns(found: dict[str, Any], keys: list[str], written: Iterable[str]) -> list[Foreign]:
    """The unknown keys: ``found`` has their values, ``keys`` are all keys in their order, ``written`` the known ones."""
    known = list(written)
    order = _as_written(keys, set(known) | found.keys(), known)
    result = [Foreign(key, json_of(found[key]), index, FORMAT) for index, key in enumerate(order) if key in found]
    return result + _hint(order, known, result)


def _as_written(keys: list[str], present: set[str], known: list[str]) -> list[str]:
    """``keys`` as the writer will name them: it may write ``title`` where ``headlines`` was read."""
    order = [key for key in keys if key in present]
    for key in known:
        if key not in order:
            order.insert(keys.index("headlines") if "headlines" in keys else len(order), key)
    return order


def _hint(order: list[str], known: list[str], unknown: list[Foreign]) -> list[Foreign]:
    """The order of the known keys, if it is not the usual one."""
    if arranged(known, unknown) == order:
        return []
    listed = [key for key in order if key in known]
    return [Foreign(_KEYS_PATH, json.dumps(listed), None, FORMAT)]


def json_of(value: Any) -> str:
    """A value of the front matter as JSON text; the digits of numbers are kept."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(key)}: {json_of(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(json_of(item) for item in value) + "]"
    if not value.plain:
        mistakable = is_typed(value) and is_plain(value) and not _is_json(value)
        return f"{{{_quoted(_STRING)}: {_quoted(value)}}}" if mistakable else _quoted(value)
    if value.is_null:
        return "null"
    return str(value) if _is_json(value) else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is_json(text: str) -> bool:
    """Whether a scalar without quotation marks is a number or a word of JSON."""
    return text in _WORDS or JSON_NUMBER.fullmatch(text) is not None


# --- writing ----------------------------------------------------------------------------------------------------------


def hoisted(entries: list[Foreign], known: list[str]) -> tuple[dict[str, Any], list[str], list[Foreign]]:
    """The unknown keys with their values, the order of all keys, and the fragments that are no keys.

    Fragments become keys only if they come back from them exactly.
    """
    count = 0
    while count < len(entries) and entries[count].format == FORMAT:
        count += 1
    rest = entries[count:]
    if count:
        keys = _keys_of(entries[:count], [*known, "foreign"] if rest else known)
        if keys is not None:
            return *keys, rest
    return {}, [*known, "foreign"] if entries else known, entries


def _keys_of(entries: list[Foreign], known: list[str]) -> tuple[dict[str, Any], list[str]] | None:
    """The values of the keys that ``entries`` are, and the order of all keys; ``None`` where they do not come back."""
    hint = next((_listed(entry.value) for entry in entries if _is_hint(entry)), None)
    unknown = [entry for entry in entries if not _is_hint(entry)]
    values: dict[str, Any] = {}
    for entry in unknown:
        value = _value_of(entry.value)
        if (
            entry.path in values
            or entry.path in known
            or value is _NOTHING
            or (entry.path in KEYS and value is not None)
        ):
            return None
        values[entry.path] = value
    order = arranged(known, unknown, hint)
    again = [Foreign(key, _json_again(values[key]), index, FORMAT) for index, key in enumerate(order) if key in values]
    return (values, order) if again + _hint(order, known, again) == entries else None


def _is_hint(entry: Foreign) -> bool:
    return entry.path == _KEYS_PATH and entry.position is None


def _listed(text: str) -> list[str] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(key, str) for key in found) else None


def arranged(known: list[str], unknown: list[Foreign], hint: list[str] | None = None) -> list[str]:
    """All keys in order: the known ones as ``hint`` says or as newsdoc writes them, the unknown ones at their places."""
    order = [key for key in hint or () if key in known]
    for key in sorted(known, key=ORDER.__getitem__):
        if key not in order:
            order.append(key)
    for entry in sorted(unknown, key=lambda one: one.position or 0):
        order.insert(min(entry.position or 0, len(order)), entry.path)
    return order


_NOTHING: Final = object()


def _value_of(text: str) -> Any:
    """The value of a JSON text as it will be written; :data:`_NOTHING` where it would not come back as this text."""
    try:
        value = _written(json.loads(text, parse_int=Bare, parse_float=Bare, parse_constant=_refuse), _MAX_DEPTH)
        return value if _json_again(value) == text else _NOTHING
    except (ValueError, RecursionError):
        return _NOTHING


def _refuse(word: str) -> None:
    raise ValueError(word)


def _written(value: Any, depth: int) -> Any:
    """Values of JSON as the YAML writer wants them."""
    if depth < 0:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_written(item, depth - 1) for item in value]
    if isinstance(value, dict):
        if list(value) == [_STRING] and isinstance(value[_STRING], str):
            return _String(value[_STRING])
        return {key: _written(item, depth - 1) for key, item in value.items()}
    if (
        type(value) is str
        and is_plain(value, in_flow=True)
        and not _is_json(value)
        and value not in ("~", "Null", "NULL")
    ):
        return Bare(value)
    return value


class _String(str):
    """A text that is written in quotation marks, since it would be something else without them."""

    __slots__ = ()


def _json_again(value: Any) -> str:
    """What :func:`json_of` will make of a value once it is written and read."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_json_again(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_json_again(item) for item in value) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return json_of(Text(value, plain=isinstance(value, Bare)))
