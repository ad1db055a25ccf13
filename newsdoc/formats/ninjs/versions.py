"""Which version of ninjs an item is, and which it could be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import ReadError
from newsdoc.formats.ninjs.engine import FORMAT, STANDARD
from newsdoc.formats.ninjs.fields import ITEM
from newsdoc.formats.ninjs.shapes import LINES, VERSIONS, known_version, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The newest version of each line.
_LAST: Final = {version[0]: version for version in VERSIONS}
_IN_SCHEMA = re.compile(r"ninjs-schema_(\d+\.\d+)", re.ASCII)


def looks_like_item(value: dict[str, Any]) -> bool:
    """Whether an object has an identifier, or for the most part properties of one line of ninjs."""
    return "uri" in value or max(_known(value, line) for line in LINES) * 2 > len(value)


def _known(value: dict[str, Any], line: str) -> int:
    """How many properties of an object the newest version of a line has."""
    newest = plan(ITEM, _LAST[line])
    known = value.keys() & newest.names.keys()
    if not newest.beginnings:
        return len(known)
    return len(known) + sum(newest.row(key) is not None for key in value.keys() - known)


def version_of(value: dict[str, Any], asked: str | None) -> str:
    """The version to read an item as: the one asked for, the one that it names, or the newest that it satisfies.

    For want of one that it satisfies, the newest of the line that knows most of it.  Raises :class:`newsdoc.ReadError`
    (``UNKNOWN-VERSION``).
    """
    if asked is None:
        return named_version(value) or _by_shape(value)
    version = known_version(asked)
    if version is None:
        raise ReadError(
            f"ninjs has no version {asked!r}",
            code="UNKNOWN-VERSION",
            hint=f"the versions are {', '.join(VERSIONS)}",
        )
    return version


def named_version(value: dict[str, Any]) -> str | None:
    """The version that an item names, by itself or by the schema that it names."""
    for block in (value.get(name) for name in STANDARD):
        if not isinstance(block, dict):
            continue
        number, schema = block.get("version"), block.get("schema")
        version = known_version(number) if isinstance(number, str) else None
        found = _IN_SCHEMA.search(schema) if isinstance(schema, str) else None
        version = version or (known_version(found[1]) if found else None)
        if version is not None:
            return version
    return None


def satisfied(value: Any) -> tuple[str, ...]:
    """Every version whose schema a value satisfies, the oldest first; formats aside."""
    return tuple(reversed(list(_satisfied(value, reversed(VERSIONS)))))


def _satisfied(value: Any, versions: Iterator[str]) -> Iterator[str]:
    from newsdoc.schema.registry import json_validator

    return (version for version in versions if json_validator(FORMAT, version).is_valid(value))


def _by_shape(value: dict[str, Any]) -> str:
    """The newest version that an item satisfies; for want of one the newest of the line that knows most of it."""
    counts = {line: _known(value, line) for line in LINES}
    best = max(reversed(LINES), key=lambda line: counts[line])
    lines = [best, *(line for line in reversed(LINES) if line != best and counts[line] == counts[best])]
    likely = (version for line in lines for version in reversed(VERSIONS) if version.startswith(line))
    return next(_satisfied(value, likely), _LAST[best])
