"""The JSON Schema of each version of ninjs, made from ``fields.py``.

``python -m newsdoc.formats.ninjs.schema [FOLDER]`` writes them all.  A schema gives the verdict that IPTC's gives, with its
oddities: patterns that are open at the end, objects that are open in one line and closed in another, and an array of
recurrence dates that no value satisfies.  Formats are annotations.  A schema refers to nothing outside itself.

Drafts are IPTC's, but for 1.0, which is in draft 4 here and in draft 3 there: the same rules in other words.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.ninjs import geojson
from newsdoc.formats.ninjs.fields import ASSOCIATION, ITEM
from newsdoc.formats.ninjs.shapes import VERSIONS, Row, Shape, Table, plan, tables
from newsdoc.loading.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRAFT_4: Final = "http://json-schema.org/draft-04/schema#"
_DRAFT_7: Final = "http://json-schema.org/draft-07/schema#"
_DRAFT_2020: Final = "https://json-schema.org/draft/2020-12/schema"
#: The first version in each draft, by line.
_DRAFTS: Final = (("1.0", _DRAFT_4), ("1.5", _DRAFT_7), ("2.0", _DRAFT_4), ("2.1", _DRAFT_2020), ("3.0", _DRAFT_2020))
_GEOJSON: Final = "geojson."
#: Of these pairs one or the other, of one pair at least (dates of line 3).
_EXCLUSIVE: Final = (("startDate", "expectedStartDate"), ("endDate", "expectedEndDate"))


def draft(version: str) -> str:
    """The draft of JSON Schema that the schema of ``version`` is in."""
    return next(uri for since, uri in reversed(_DRAFTS) if since <= version)


def schema(version: str) -> dict[str, Any]:
    """The JSON Schema of ninjs ``version``."""
    return _Schema(version).build()


def validator_of(shape: Shape, version: str) -> Any:
    """A validator (``is_valid``) of the values of one property in ``version``."""
    from jsonschema_rs import validator_for

    made = _Schema(version)
    whole = made.build()
    holder = made.holder
    one = {"$schema": draft(version), "allOf": [made.shape(shape)], holder: whole[holder]}
    return validator_for(one, validate_formats=False)


class _Schema:
    """The making of one version's schema."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.modern = draft(version) == _DRAFT_2020
        self.holder = "$defs" if self.modern else "definitions"
        self.base = f"#/{self.holder}/"

    def build(self) -> dict[str, Any]:
        """The whole schema."""
        names = ("$id", "$schema") if draft(self.version) != _DRAFT_4 else ("id", "$schema")
        head = {
            "$schema": draft(self.version),
            names[0]: f"urn:newsdoc:schema:ninjs:{self.version}",
            "title": f"ninjs {self.version}",
        }
        definitions = {table.name: self.table(table) for table in self._present()}
        if self.version >= "2.0":
            definitions |= geojson.definitions(self.base + _GEOJSON, prefix=_GEOJSON)
        item = self.table(ITEM)
        if self.modern:
            definitions["item"] = {key: value for key, value in item.items() if key != "additionalProperties"}
            item = {"$ref": self.base + "item", "unevaluatedProperties": False}
        return {**head, **item, self.holder: definitions}

    def _present(self) -> Iterator[Table]:
        """The tables that the version has something of."""
        waiting = [ITEM]
        seen: list[Table] = []
        while waiting:
            table = waiting.pop(0)
            for row in _rows(table, self.version):
                found = [inner for inner in tables_in(row.shape) if inner not in seen]
                seen += found
                waiting += found
        yield from (table for table in tables(ITEM) if table in seen)

    def table(self, table: Table) -> dict[str, Any]:
        """The schema of an object of a table."""
        present = [(row.name(self.version) or "", row) for row in _rows(table, self.version)]
        result: dict[str, Any] = {
            "type": "object",
            "properties": {name: self.shape(row.shape) for name, row in present if not name.endswith("*")},
        }
        patterns = {f"^{name[:-1]}[a-zA-Z0-9_]+": self.shape(row.shape) for name, row in present if name.endswith("*")}
        if patterns:
            result["patternProperties"] = patterns
        if not table.is_open(self.version):
            result["additionalProperties"] = False
        required = [name for name, row in present if row.required]
        if required:
            result["required"] = required
        if table.one_of:
            names = [name for name, row in present if row.concept in table.one_of]
            result["oneOf"] = [{"required": [name]} for name in names]
        if table.rules == "dates":
            result["anyOf"] = [{"oneOf": [{"required": [name]} for name in pair]} for pair in _EXCLUSIVE]
        return result

    def shape(self, shape: Shape) -> dict[str, Any]:
        """The schema of a property's values."""
        match shape.type:
            case "object":
                assert shape.table is not None
                return {"$ref": self.base + shape.table.name}
            case "array":
                assert shape.of is not None
                return {
                    "type": "array",
                    "items": self._association() if shape.of.type == "item" else self.shape(shape.of),
                }
            case "map":
                assert shape.of is not None
                of = {"$ref": "#"} if shape.of.type == "item" else self.shape(shape.of)
                return {"type": "object", "patternProperties": {shape.keys: of}, "additionalProperties": False}
            case "any":
                return {"type": "object"}
            case "geojson":
                return geojson.one_of(self.base + _GEOJSON)
            case "nothing":
                return {"not": {}}
        return _scalar(shape)

    def _association(self) -> dict[str, Any]:
        """An item within an item; in 2.0 anything that has a name will do."""
        own = self.table(ASSOCIATION)
        if self.version == "2.0":
            named = {"required": own["required"], "properties": own["properties"]}
            return {"type": "object", "anyOf": [named, {"$ref": "#"}]}
        return {
            "type": "object",
            "$ref": self.base + "item",
            "properties": own["properties"],
            "required": own["required"],
            "unevaluatedProperties": False,
        }


def _rows(table: Table, version: str) -> tuple[Row, ...]:
    return tuple(row for _, rows in plan(table, version).kinds for _, row in rows)


def tables_in(shape: Shape | None) -> Iterator[Table]:
    """The table of the objects that a shape is or holds, if there is one."""
    while shape is not None:
        if shape.table is not None:
            yield shape.table
        shape = shape.of


def _scalar(shape: Shape) -> dict[str, Any]:
    said = {
        "format": shape.format,
        "enum": list(shape.enum) or None,
        "pattern": shape.pattern,
        "minimum": shape.minimum,
        "maximum": shape.maximum,
    }
    return {"type": shape.type, **{key: value for key, value in said.items() if value is not None}}


def files() -> dict[str, bytes]:
    """Every schema file that the project has of ninjs, by its path in the folder ``schemas``."""
    made = {f"ninjs/{version}/ninjs.json": dumps(schema(version)) for version in VERSIONS}
    return {**made, "ninjs/geojson.json": dumps(geojson.schema())}


def main(arguments: list[str]) -> None:
    """Write all schema files into the folder given, or the project's own ``schemas``."""
    root = Path(arguments[0]) if arguments else Path(__file__).parents[3] / "schemas"
    for name, data in files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1:])
