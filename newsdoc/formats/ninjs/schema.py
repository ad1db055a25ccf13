"""The JSON Schema of each version of ninjs, made from ``fields.py``.

``python -m newsdoc.formats.ninjs.schema [FOLDER]`` writes them all.  A schema gives the verdict that IPTC's gives, with its
oddities: patterns that are open at the end, objects that are open in one line and closed in another, and an array of
recurrence dates that no value satisfies.  Formats are annotations.  A schema refers to nothing outside itself.

Drafts are IPTC's, but for 1.0, which is in draft 4 here and in draft 3 there: the same rules in other words.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from newsdoc.formats.ninjs import geojson
from newsdoc.formats.ninjs.fields import ASSOCIATION, ITEM
from newsdoc.formats.ninjs.shapes import VERSIONS, tables
from newsdoc.formats.ninjs.shapeschema import DRAFT_4, ShapeSchema, draft
from newsdoc.loading.json import dumps


def schema(version: str) -> dict[str, Any]:
    """The JSON Schema of ninjs ``version``."""
    return _Schema(version).build()


class _Schema(ShapeSchema):
    """The making of one version's schema."""

    def build(self) -> dict[str, Any]:
        """The whole schema."""
        names = ("$id", "$schema") if draft(self.version) != DRAFT_4 else ("id", "$schema")
        head = {
            "$schema": draft(self.version),
            names[0]: f"urn:newsdoc:schema:ninjs:{self.version}",
            "title": f"ninjs {self.version}",
        }
        made = self.definitions([ITEM])
        order = [table.name for table in tables(ITEM)]
        definitions = dict(
            sorted(made.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
        )
        item = self.table(ITEM)
        if self.modern:
            definitions["item"] = {key: value for key, value in item.items() if key != "additionalProperties"}
            item = {"$ref": self.base + "item", "unevaluatedProperties": False}
        return {**head, **item, self.holder: definitions}

    def association(self) -> dict[str, Any]:
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
