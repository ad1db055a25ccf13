"""What schemas newsdoc has: ``schemas/catalog.toml``, one row a file.

``python -m newsdoc.schema.catalog`` writes the catalog anew from what lies in ``schemas/``: a folder a family, in it a
folder a version, in that the schema named after the family and what it needs.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CATALOG: Final = "catalog.toml"


@dataclass(frozen=True, slots=True)
class Family:
    """A line of schemas: the ending of its files, and where they are from."""

    suffix: str
    source: str
    licence: str = "MIT"


#: The families that newsdoc knows; ``{version}`` in a source is the schema's.
FAMILIES: Final = {
    "newsdoc": Family(".json", "generated from newsdoc's document model"),
    "ninjs": Family(".json", "written for newsdoc from the facts of IPTC ninjs {version}"),
    "newsml-g2": Family(".xsd", "written for newsdoc from the facts of IPTC NewsML-G2 {version}"),
    "geojson": Family(".json", "written for newsdoc from RFC 7946"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the catalog.

    ``file`` is its path within ``schemas/``; ``sha256`` that of its bytes, in hexadecimal.  A schema is the file named
    after its ``family``; other files are what it includes or imports, or is made from, with an empty ``version`` where
    they are of all versions.
    """

    family: str
    version: str
    file: str
    sha256: str
    source: str
    licence: str

    @property
    def is_schema(self) -> bool:
        """Whether this is the schema itself and not a part of it."""
        return bool(self.version) and Path(self.file).stem == self.family


@cache
def root() -> Traversable:
    """The folder ``schemas``: in the installed package, or beside it in a checkout."""
    inside = files("newsdoc") / "schemas"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "schemas"


@cache
def entries() -> tuple[Entry, ...]:
    """All rows of the catalog, the families in their order, the versions from the oldest."""
    rows = tomllib.loads((root() / CATALOG).read_text(encoding="utf-8"))["schema"]
    return tuple(Entry(**row) for row in rows)


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: their numbers; none comes first."""
    return tuple(int(part) for part in version.split(".") if part)


def scan(folder: Path) -> list[Entry]:
    """The rows for what lies in ``folder``."""
    found: list[Entry] = []
    for family in FAMILIES:
        paths = [path for path in (folder / family).rglob("*") if path.is_file()]
        rows = [_row(path, folder, family) for path in paths]
        found += sorted(rows, key=lambda row: (version_key(row.version), row.file))
    return found


def _row(path: Path, folder: Path, family: str) -> Entry:
    version = path.parent.name if path.parent != folder / family else ""
    return Entry(
        family,
        version,
        path.relative_to(folder).as_posix(),
        hashlib.sha256(path.read_bytes()).hexdigest(),
        FAMILIES[family].source.format(version=version).strip(),
        FAMILIES[family].licence,
    )


def to_toml(rows: list[Entry]) -> str:
    """The catalog's text."""
    names = ("family", "version", "file", "sha256", "source", "licence")
    head = "# The schemas that newsdoc ships. Written by `python -m newsdoc.schema.catalog`.\n"
    tables = ["[[schema]]\n" + "".join(f'{name} = "{getattr(row, name)}"\n' for name in names) for row in rows]
    return "\n".join([head, *tables])


def main() -> None:
    """Write the catalog of the checkout."""
    folder = Path(str(root()))
    (folder / CATALOG).write_text(to_toml(scan(folder)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
