"""``newsdoc formats``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsdoc.cli.arguments import Parser, add_common
from newsdoc.cli.streams import emit
from newsdoc.formats import FORMATS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from newsdoc.formats.base import Format

#: Of more versions than these the table shows the first and the last.
_LISTED = 16


def parser() -> Parser:
    """The arguments of the command."""
    it = Parser("formats", "List the formats, their versions, and what a round trip promises.", ("newsdoc formats",))
    it.add_argument("--json", action="store_true", help="as JSON")
    add_common(it)
    return it


def run(arguments: Namespace) -> int:
    """Show the table of formats."""
    rows = FORMATS.values()
    emit(_as_json(rows).encode() if arguments.json else _as_text(rows).encode())
    return 0


def _as_json(rows: Iterable[Format]) -> str:
    listed = [
        {
            "name": row.name,
            "title": row.title,
            "versions": list(row.versions),
            "default": row.default,
            "law": row.law,
            "many": row.many,
            "extensions": list(row.extensions),
            "media_types": list(row.media_types),
        }
        for row in rows
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _as_text(rows: Iterable[Format]) -> str:
    lines = [("FORMAT", "VERSIONS", "ROUND TRIP", "FILES", "WHAT IT IS")]
    for row in rows:
        listed = row.versions if len(row.versions) <= _LISTED else (row.versions[0], "…", row.versions[-1])
        versions = " ".join(f"{one}*" if one == row.default else one for one in listed)
        lines.append((row.name, versions, row.law, " ".join(row.extensions), row.title))
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    shown = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]) for line in lines
    ]
    return "\n".join([*shown, "", "* what is written where no version is asked for", ""])
