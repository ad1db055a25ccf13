"""What the rows of ``fields.py`` are made of: versions, JSON shapes, rows and tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Every version, the oldest first; a line is what stands before the point.
VERSIONS: Final = (
    *("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"),
    *("2.0", "2.1", "2.2", "2.3"),
    *("3.0", "3.1", "3.2"),
)
LINES: Final = ("1", "2", "3")
NEWEST: Final = VERSIONS[-1]


def line_of(version: str) -> int:
    """0, 1 or 2: the place of a version's line in what rows say by line."""
    return LINES.index(version[0])


def known_version(text: str) -> str | None:
    """The version that ``text`` names (``2.1``, ``2``, ``2.0-dev``); the newest of its line where newsdoc has it not."""
    found = re.fullmatch(r"((\d+)(?:\.\d+)?)(?:-\w+)?", text, re.ASCII)
    if found is None:
        return None
    if found[1] in VERSIONS:
        return found[1]
    return next((version for version in reversed(VERSIONS) if version.startswith(found[2] + ".")), None)


#: The properties of an object that a kind reads, and those that it writes, each with its row.
Entries = Sequence[tuple["Row", str, Any]]
Rows = Sequence[tuple[str, "Row"]]


class Kind(Protocol):
    """What turns properties into fields of the model, and back."""

    def read(self, entries: Entries, target: Any, frame: Any) -> None:
        """Set the fields that the entries are about; raises :class:`MisfitError`."""

    def write(self, source: Any, rows: Rows, writing: Any, path: str) -> dict[str, Any]:
        """The properties that the fields are."""

    def restores(self, key: str) -> bool:
        """Whether the general rule puts back what was kept of property ``key``."""

    def source(self) -> tuple[str | None, str, bool]:
        """The field without which nothing is written, after the one that holds its owner; whether text is written as is.

        The owner's field is ``""`` where that is the object itself, ``None`` where there is no one such field.
        """

    def about(self, row: Row) -> str:
        """What NOTES.md says of a row."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What JSON a property is.

    ``type`` is a type of JSON Schema; or ``map`` (an object whose keys match ``keys`` and whose values are ``of``), ``any``
    (an object of anything), ``geojson`` (a GeoJSON object), ``item`` (a whole item, nested) or ``nothing`` (no value at
    all satisfies the official schema).  ``of`` is the shape of an array's items; ``table`` what an object holds.
    """

    type: Literal["string", "number", "integer", "object", "array", "map", "any", "geojson", "item", "nothing"]
    format: str | None = None
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    of: Shape | None = None
    table: Table | None = None
    keys: str | None = None
    plain: bool = field(init=False)

    def __post_init__(self) -> None:
        plain = self.type == "string" and not self.enum and not self.pattern and self.format != "date-time"
        object.__setattr__(self, "plain", plain)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A property: its names, since when and until when each line has it, what JSON it is, and what it means.

    ``concept`` names the row within its table.  ``names``, ``since`` and ``until`` have an entry a line; an empty name
    says that the line has no such property, an empty ``until`` that it has it still.  A name that ends in ``*`` is the
    beginning of several names.  ``required`` is the standard's word.
    """

    concept: str
    names: tuple[str, str, str]
    since: tuple[str, str, str]
    until: tuple[str, str, str]
    shape: Shape
    to: Kind
    required: bool = False

    def name(self, version: str) -> str | None:
        """The property's name in ``version``; ``None`` where the version has no such property."""
        line = line_of(version)
        name, until = self.names[line], self.until[line]
        if not name or self.since[line] > version or (until and until < version):
            return None
        return name


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The properties of one kind of object, in the standard's order.

    ``one_of`` are properties of which there must be exactly one; ``open`` the lines in which the object may have
    properties of any other name.
    """

    name: str
    rows: tuple[Row, ...]
    one_of: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    rules: str = ""

    def is_open(self, version: str) -> bool:
        """Whether an object of this table may have properties of other names in ``version``."""
        return version[0] in self.open


@dataclass(frozen=True, slots=True)
class Plan:
    """A table as one version has it: properties by name, beginnings of names, and the kinds in the order of rows.

    ``writers`` are the kinds once more, each with what its ``source`` says, and the property's name where it is the text of
    that field and nothing else.
    """

    names: dict[str, Row]
    beginnings: tuple[tuple[str, Row], ...]
    kinds: tuple[tuple[Kind, tuple[tuple[str, Row], ...]], ...]
    writers: tuple[tuple[Kind, tuple[tuple[str, Row], ...], str | None, str, str | None], ...] = ()
    order: dict[str, int] = field(default_factory=dict)

    def row(self, key: str) -> Row | None:
        """The row that a key of an object belongs to; ``None`` for an unknown one."""
        found = self.names.get(key)
        if found is None:
            found = next((row for start, row in self.beginnings if is_extension(key, start)), None)
        return found


def is_extension(key: str, start: str) -> bool:
    """Whether a key is ``start`` and a name; the official patterns are open at the end, so more may follow."""
    rest = key[len(start) : len(start) + 1]
    return key.startswith(start) and rest != "" and (rest == "_" or (rest.isascii() and rest.isalnum()))


@cache
def plan(table: Table, version: str) -> Plan:
    """``table`` as ``version`` has it."""
    present = [(name, row) for row in table.rows if (name := row.name(version)) is not None]
    kinds: dict[Any, list[tuple[str, Row]]] = defaultdict(list)
    for name, row in present:
        kinds[row.to].append((name, row))
    return Plan(
        names={name: row for name, row in present if not name.endswith("*")},
        beginnings=tuple((name[:-1], row) for name, row in present if name.endswith("*")),
        kinds=tuple((kind, tuple(rows)) for kind, rows in kinds.items()),
        writers=tuple(_writer(kind, tuple(rows)) for kind, rows in kinds.items()),
        order={row.concept: place for place, (_, row) in enumerate(present)},
    )


def _writer(
    kind: Kind, rows: tuple[tuple[str, Row], ...]
) -> tuple[Kind, tuple[tuple[str, Row], ...], str | None, str, str | None]:
    owner, name, as_it_is = kind.source()
    return kind, rows, owner, name, rows[0][0] if as_it_is and rows[0][1].shape.plain else None


def tables(root: Table) -> Iterator[Table]:
    """``root`` and every table below it, each once, outer before inner."""
    seen: dict[int, Table] = {}
    waiting = [root]
    while waiting:
        table = waiting.pop(0)
        if id(table) in seen:
            continue
        seen[id(table)] = table
        yield table
        waiting += [inner for row in table.rows if (inner := table_of(row.shape)) is not None]


def table_of(shape: Shape | None) -> Table | None:
    """The table of the objects that a shape is, or holds."""
    if shape is None:
        return None
    return shape.table or table_of(shape.of)


def tables_in(shape: Shape | None) -> Iterator[Table]:
    """The table of the objects that a shape is or holds, if there is one."""
    found = table_of(shape)
    if found is not None:
        yield found
