"""The mapping table of NOTES.md, made from ``fields.py``.

``python -m newsdoc.formats.ninjs.notes`` writes it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from newsdoc.formats.ninjs.fields import ASSOCIATION, ITEM
from newsdoc.formats.ninjs.shapes import LINES, Row, Shape, Table, tables

BEGIN: Final = "<!-- made by python -m newsdoc.formats.ninjs.notes -->\n"
END: Final = "<!-- end -->\n"
PATH: Final = Path(__file__).with_name("NOTES.md")


def mapping() -> str:
    """Every table of ``fields.py`` as Markdown."""
    return "\n".join(_section(table) for table in (*tables(ITEM), ASSOCIATION))


def notes(text: str) -> str:
    """``text``, that of NOTES.md, with the tables as they are now."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + mapping() + END + rest.partition(END)[2]


def _section(table: Table) -> str:
    head = f"### {table.name}\n\n| 1.x | 2.x | 3.x | JSON | model |\n|---|---|---|---|---|\n"
    return head + "".join(_line(row) for row in table.rows) + "\n"


def _line(row: Row) -> str:
    cells = [*(_name(row, line) for line in range(len(LINES))), _json(row), row.to.about(row)]
    return "| " + " | ".join(cells) + " |\n"


def _name(row: Row, line: int) -> str:
    """The name in a line, with the versions that have it where not all do."""
    name, since, until = row.names[line], row.since[line], row.until[line]
    if not name:
        return "–"
    if until:
        return f"`{name}` {since}" + (f"–{until}" if until != since else "")
    return f"`{name}`" if since.endswith(".0") else f"`{name}` ≥ {since}"


def _json(row: Row) -> str:
    text = _shape(row.shape)
    return f"{text}, required" if row.required else text


def _shape(shape: Shape) -> str:
    if shape.type in ("array", "map") and shape.of is not None:
        return f"{'array' if shape.type == 'array' else 'object by name'} of {_shape(shape.of)}"
    if shape.table is not None:
        return shape.table.name
    if shape.enum:
        return " ".join(shape.enum)
    if shape.pattern:
        return "date-time, may be truncated"
    if shape.minimum is not None:
        return f"{shape.type} {shape.minimum}–{shape.maximum}"
    names = {"any": "object of anything", "nothing": "(nothing is valid)", "geojson": "GeoJSON"}
    return names.get(shape.type, shape.format or shape.type)


if __name__ == "__main__":
    PATH.write_text(notes(PATH.read_text(encoding="utf-8")), encoding="utf-8")
