"""Keys of the front matter that the model does not know: carried as they are, and put back where they were.

Such a key is a :class:`Foreign` of the format ``markdown``: ``path`` is the key, ``value`` its value as JSON.  What stands without quotation marks and looks like a number, true, false or null is that;
a text in quotation marks that would be something else without them is ``{"!!str": text}``; all else is a text as written.

Where the keys are not in the order that newsdoc writes, which is that of its table and then the unknown ones, one more, with
the path ``@keys`` and the position 0, has it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    result = [Foreign(key, json_of(found[key]), None, FORMAT) for key in order if key in found]
    return result + _hint(order, known, [entry.path for entry in result])


def _as_written(keys: list[str], present: set[str], known: list[str]) -> list[str]:
    """``keys`` as the writer will name them: it may write ``title`` where ``headlines`` was read."""
    order = [key for key in keys if key in present]
    for key in known:
        if key not in order:
            order.insert(keys.index("headlines") if "headlines" in keys else len(order), key)
    return order


def _hint(order: list[str], known: list[str], unknown: list[str]) -> list[Foreign]:
    """The order of the keys, if it is not the usual one."""
    if _arranged(known, unknown) == order:
        return []
    return [Foreign(_KEYS_PATH, json.dumps(order, ensure_ascii=False), 0, FORMAT)]


def value_of(text: str) -> Any:
    """The value of a JSON text as it is written; :data:`NOTHING` where it would not come back as this text."""
    return _value_of(text)


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


class Hoisted(NamedTuple):
    """The unknown keys with their values, the order of all keys, and the fragments that are no keys.

    ``order_of`` is the index of the fragment that has the order, if keys came or went since and it will be another.
    """

    values: dict[str, Any]
    order: list[str]
    rest: list[Foreign]
    order_of: int | None = None


def hoisted(entries: list[Foreign], known: list[str]) -> Hoisted:
    """The unknown keys among ``entries``, which become keys only if they come back from them exactly."""
    count = 0
    while count < len(entries) and entries[count].format == FORMAT:
        count += 1
    rest = entries[count:]
    if count:
        keys = _keys_of(entries[:count], [*known, "foreign"] if rest else known)
        if keys is not None:
            return keys._replace(rest=rest)
    return Hoisted({}, [*known, "foreign"] if entries else known, entries)


def _keys_of(entries: list[Foreign], known: list[str]) -> Hoisted | None:
    """The keys that ``entries`` are, and the order of all keys; ``None`` where they do not come back."""
    hint = _listed(entries[-1].value) if is_hint(entries[-1]) else None
    unknown = entries if hint is None else entries[:-1]
    values: dict[str, Any] = {}
    for entry in unknown:
        value = _value_of(entry.value)
        name = KEYS.get(entry.path)
        # Another name of a key is unknown only where that key is there.
        is_known = name is not None and value is not None and (name == entry.path or name not in known)
        taken = entry.path in values or entry.path in known or is_known
        if taken or value is NOTHING or entry.position is not None:
            return None
        values[entry.path] = value
    order = _arranged(known, list(values), hint)
    again = _hint(order, known, [key for key in order if key in values])
    if [key for key in order if key in values] != list(values):
        return None
    if again == entries[len(unknown) :]:
        return Hoisted(values, order, [])
    # The order is as it was, but for the keys that came or went.
    return Hoisted(values, order, [], len(unknown)) if hint is not None and set(hint) != set(order) else None


def is_hint(entry: Foreign) -> bool:
    """Whether a fragment has the order of the keys."""
    return entry.path == _KEYS_PATH and entry.position == 0 and entry.format == FORMAT


def _listed(text: str) -> list[str] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or not all(isinstance(key, str) for key in found):
        return None
    return found if len(set(found)) == len(found) else None


def _arranged(known: list[str], unknown: list[str], hint: list[str] | None = None) -> list[str]:
    """All keys in order: as ``hint`` has them, a known one that it lacks behind the one that newsdoc writes before it."""
    if not hint:
        return [*sorted(known, key=ORDER.__getitem__), *unknown]
    present = {*known, *unknown}
    order = [key for key in hint if key in present]
    usual = sorted(known, key=ORDER.__getitem__)
    for index, key in enumerate(usual):
        if key not in order:
            before = next((order.index(one) + 1 for one in reversed(usual[:index]) if one in order), 0)
            order.insert(before if key != "foreign" else len(order), key)
    return order + [key for key in unknown if key not in order]


NOTHING: Final = object()


def _value_of(text: str) -> Any:
    """The value of a JSON text as it will be written; :data:`NOTHING` where it would not come back as this text."""
    try:
        value = _written(json.loads(text, parse_int=Bare, parse_float=Bare, parse_constant=_refuse), _MAX_DEPTH)
        return value if _json_again(value) == text else NOTHING
    except (ValueError, RecursionError):
        return NOTHING


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
