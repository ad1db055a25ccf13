"""The JSON Schema of the objects and values of ``fields.py``'s tables in one version, whatever tables they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.ninjs import geojson
from newsdoc.formats.ninjs.shapes import Row, Shape, Table, plan, tables_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DRAFT_4: Final = "http://json-schema.org/draft-04/schema#"
DRAFT_7: Final = "http://json-schema.org/draft-07/schema#"
DRAFT_2020: Final = "https://json-schema.org/draft/2020-12/schema"
#: The first version in each draft, by line.
_DRAFTS: Final = (("1.0", DRAFT_4), ("1.5", DRAFT_7), ("2.0", DRAFT_4), ("2.1", DRAFT_2020), ("3.0", DRAFT_2020))
_GEOJSON: Final = "geojson."
#: Of these pairs one or the other, of one pair at least (dates of line 3).
_EXCLUSIVE: Final = (("startDate", "expectedStartDate"), ("endDate", "expectedEndDate"))


def draft(version: str) -> str:
    """The draft of JSON Schema that the schema of ``version`` is in."""
    return next(uri for since, uri in reversed(_DRAFTS) if since <= version)


class ShapeSchema:
    """What makes schemas of shapes in one version; :meth:`association` is for who knows what an item is."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.modern = draft(version) == DRAFT_2020
        self.holder = "$defs" if self.modern else "definitions"
        self.base = f"#/{self.holder}/"

    def definitions(self, tables: Iterable[Table]) -> dict[str, Any]:
        """The schemas of all tables below ``tables``, and of GeoJSON where the version has it."""
        made = {table.name: self.table(table) for table in self._below(tables)}
        if self.version >= "2.0":
            made |= geojson.definitions(self.base + _GEOJSON, prefix=_GEOJSON)
        return made

    def _below(self, tables: Iterable[Table]) -> Iterator[Table]:
        waiting, seen = list(tables), list[Table]()
        while waiting:
            for row in _rows(waiting.pop(0), self.version):
                found = [inner for inner in tables_in(row.shape) if inner not in seen]
                seen += found
                waiting += found
        yield from seen

    def association(self) -> dict[str, Any]:
        """The schema of an item within an item."""
        raise NotImplementedError

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
                    "items": self.association() if shape.of.type == "item" else self.shape(shape.of),
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


def _rows(table: Table, version: str) -> tuple[Row, ...]:
    return tuple(row for _, rows in plan(table, version).kinds for _, row in rows)


def _scalar(shape: Shape) -> dict[str, Any]:
    said = {
        "format": shape.format,
        "enum": list(shape.enum) or None,
        "pattern": shape.pattern,
        "minimum": shape.minimum,
        "maximum": shape.maximum,
    }
    return {"type": shape.type, **{key: value for key, value in said.items() if value is not None}}


def validator_of(shape: Shape, version: str) -> Any:
    """A validator (``is_valid``) of the values of one property in ``version``; of none that holds whole items."""
    from jsonschema_rs import validator_for

    made = ShapeSchema(version)
    inner = list(tables_in(shape))
    known = {**made.definitions(inner), **{table.name: made.table(table) for table in inner}}
    return validator_for(
        {"$schema": draft(version), "allOf": [made.shape(shape)], made.holder: known}, validate_formats=False
    )
