"""Writing front matter back into the text that it was read from: what was not edited stays as its author wrote it.

YAML is cut into its keys: a key whose value is the same is its lines, to the letter, with comments and quotation marks.
One whose value was edited is its lines with the edit made in them, if they read as the value, or newsdoc's own.  TOML and
JSON are edited as a whole, and stay TOML and JSON.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsdoc.errors import ReadError
from newsdoc.formats.markdown import front_matter
from newsdoc.formats.markdown.fields import KEYS, TITLE
from newsdoc.formats.markdown.other_front_matter import json_object, toml_mapping
from newsdoc.formats.markdown.transplant import similar, transplanted
from newsdoc.formats.markdown.yaml_writer import Bare, Spread, dump, quoted
from newsdoc.loading import yaml
from newsdoc.loading.yaml import Mapping
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsdoc.formats.markdown.front_matter import Parts
    from newsdoc.model.document import Document

_HEADLINES: Final = "headlines"


def kept_front(source: str, parts: Parts, document: Document) -> str | None:
    """The front matter of ``document`` as like that of ``source``, whose ``parts`` are given; ``None`` where there is no way."""
    inside = source[parts.start : parts.end]
    before = front_matter.entries(front_matter.read(parts.front))
    after = front_matter.entries(document)
    if _texts(before) == _texts(after):
        text: str | None = inside
    else:
        text = _WAYS[parts.fence](_Edit(inside, parts.front, before, after))
    return None if text is None else source[: parts.start] + text + source[parts.end : parts.body_start]


class _Edit(NamedTuple):
    """A front matter: its text, what was read from it, and the values by their keys before and after the edit."""

    text: str
    front: Mapping
    before: dict[str, Any]
    after: dict[str, Any]


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {key: dump({key: value}) for key, value in values.items()}


def _values(front: Mapping) -> dict[str, str]:
    """What a front matter says, by the keys that newsdoc writes; nothing where it cannot be read."""
    return _texts(front_matter.entries(front_matter.read(front)))


# --- YAML -------------------------------------------------------------------------------------------------------------


class _Key(NamedTuple):
    """A key of the source: its name, the keys that newsdoc writes for it, its lines, and what stands below them."""

    name: str
    owned: tuple[str, ...]
    text: str
    gap: str


def _yaml(edit: _Edit) -> str | None:
    found = _keys(edit)
    if found is None:
        return None
    lead, keys = found
    before, after = _texts(edit.before), _texts(edit.after)
    out: list[tuple[tuple[str, ...], str]] = [((), lead)]
    for key in keys:
        old, new = ({name: texts[name] for name in key.owned if name in texts} for texts in (before, after))
        text = key.text if old == new else _edited_key(key, edit, new) if new else ""
        out.append((key.owned, text + key.gap))
    owned = {name for key in keys for name in key.owned}
    for name in (name for name in after if name not in owned):
        _insert(out, name, after[name], list(after))
    return "".join(text for _, text in out)


def _keys(edit: _Edit) -> tuple[str, list[_Key]] | None:
    """What stands before the first key, and the keys; ``None`` where they do not each begin a line."""
    lines = edit.text.splitlines(keepends=True)
    names = list(edit.front)
    if not names:
        return edit.text, []
    # The line of hyphens is the first.
    starts = [name.line - 2 for name in names]
    if any(name.column != 1 for name in names) or any(one >= other for one, other in pairwise(starts)):
        return None
    keys = []
    others = {_canonical(edit, str(name)) for name in names}
    for name, start, end in zip(names, starts, [*starts[1:], len(lines)], strict=True):
        last = end
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        key = _canonical(edit, str(name))
        owned = (TITLE, key) if key == _HEADLINES and TITLE not in others else (key,)
        keys.append(_Key(str(name), owned, "".join(lines[start:last]), "".join(lines[last:end])))
    return "".join(lines[: starts[0]]), keys


def _canonical(edit: _Edit, name: str) -> str:
    """The key that newsdoc writes for one of the source; one without a value is carried under its own name."""
    key = KEYS.get(name, name)
    return name if key != name and name in edit.before else key


def _edited_key(key: _Key, edit: _Edit, wanted: dict[str, str]) -> str:
    """The lines of a key with its new value."""
    name, own = key.owned[-1], key.name
    if len(wanted) == 1 and set(wanted) <= {name}:
        source = key.text.rstrip("\n")
        for text in _candidates(source, own, edit.before.get(name), edit.after[name]):
            if _reads_as(text, wanted):
                return f"{text}\n"
    return "".join(wanted.values())


def _reads_as(text: str, wanted: dict[str, str]) -> bool:
    try:
        return _values(yaml.load(text)) == wanted
    except ReadError:
        return False


def _candidates(source: str, name: str, before: Any, after: Any) -> Iterator[str]:
    """The lines of a key with another value, in the ways in which people write it, the likeliest first."""
    forms = [(form({name: before}), form({name: after})) for form in _FORMS] if before is not None else []
    for old, new in sorted(forms, key=lambda pair: -similar(source, pair[0])):
        if old.rstrip("\n") == source:
            yield new.rstrip("\n")
        yield from transplanted(source, old.rstrip("\n"), new.rstrip("\n"))
    yield dump({name: after}).rstrip("\n")


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return change([_mapped(item, change) for item in value])
    return change(value)


def _spread(value: Any) -> Any:
    return Spread(value) if isinstance(value, list) else value


def _double(value: Any) -> Any:
    is_text = isinstance(value, str) and not isinstance(value, Bare | Timestamp)
    return Bare(quoted(value)) if is_text else value


def _single(value: Any) -> Any:
    is_text = isinstance(value, str) and not isinstance(value, Bare | Timestamp) and "\n" not in value
    return Bare("'" + value.replace("'", "''") + "'") if is_text else value


def _flush(text: str) -> str:
    """Lists that begin where their key does."""
    first, _, rest = text.partition("\n")
    return f"{first}\n{re.sub('^  ', '', rest, flags=re.MULTILINE)}"


#: How people write a key and its value.
_FORMS: Final[tuple[Callable[[dict[str, Any]], str], ...]] = (
    dump,
    lambda value: dump(_mapped(value, _double)),
    lambda value: dump(_mapped(value, _single)),
    lambda value: dump(_mapped(value, _spread)),
    lambda value: dump(_mapped(_mapped(value, _double), _spread)),
    lambda value: dump(_mapped(_mapped(value, _single), _spread)),
    lambda value: _flush(dump(_mapped(value, _spread))),
    lambda value: _flush(dump(_mapped(_mapped(value, _double), _spread))),
    lambda value: _flush(dump(_mapped(_mapped(value, _single), _spread))),
)


def _insert(out: list[tuple[tuple[str, ...], str]], name: str, text: str, order: list[str]) -> None:
    """Put a new key behind the nearest one that newsdoc writes before it."""
    before = order[: order.index(name)]
    place = next(
        (index + 1 for key in reversed(before) for index, (owned, _) in enumerate(out) if key in owned), len(out)
    )
    out.insert(place, ((name,), text))


# --- TOML and JSON ----------------------------------------------------------------------------------------------------


def _toml(edit: _Edit) -> str | None:
    return _whole(edit, _toml_text, toml_mapping)


def _json(edit: _Edit) -> str | None:
    def read(text: str) -> Mapping:
        found = json_object(text)
        return found[0] if found else Mapping()

    return _whole(edit, _json_text, read)


def _whole(edit: _Edit, write: Callable[[dict[str, Any], str], str], read: Callable[[str], Mapping]) -> str | None:
    """The text with all edits; newsdoc's own where they cannot be made in it."""
    names = {_canonical(edit, str(name)): str(name) for name in edit.front}
    before, after = (
        {names.get(key, key): value for key, value in values.items()} for values in (edit.before, edit.after)
    )
    wanted = _texts(edit.after)
    old, new = write(before, edit.text), write(after, edit.text)
    for text in (*transplanted(edit.text, old, new), new):
        try:
            if _values(read(text)) == wanted:
                return text
        except ReadError:
            continue
    return None


def _json_text(values: dict[str, Any], source: str) -> str:
    """An object, a key a line, as far in as the source has it."""
    indent = re.match(r"\{\s*?\n([ \t]*)", source)
    first = f"\n{indent[1]}" if indent else ""
    rows = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(_plain(value), ensure_ascii=False)}"
        for key, value in values.items()
    ]
    return "{" + first + (f",{first or ' '}").join(rows) + ("\n" if indent else "") + "}\n"


def _plain(value: Any) -> Any:
    """A value as JSON has it: what stands without quotation marks is a number or a word."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Bare):
        try:
            return json.loads(value)
        except ValueError:
            return str(value)
    return value


def _toml_text(values: dict[str, Any], _source: str) -> str:
    tables = {key: value for key, value in values.items() if isinstance(value, dict)}
    lines = [f"{_toml_key(key)} = {_toml_value(value)}\n" for key, value in values.items() if key not in tables]
    for key, table in tables.items():
        lines.append(f"\n[{_toml_key(key)}]\n")
        lines += [f"{_toml_key(name)} = {_toml_value(value)}\n" for name, value in table.items()]
    return "".join(lines)


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_\-]+", key) else json.dumps(key, ensure_ascii=False)


def _toml_value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml_key(key)} = {_toml_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    if isinstance(value, Timestamp) and len(value) >= len("2024-09-09"):
        return str(value)
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


_WAYS: Final[dict[str, Callable[[_Edit], str | None]]] = {"---": _yaml, "+++": _toml, "{": _json}
