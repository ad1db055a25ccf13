"""The JSON Schema of newsdoc's own JSON, made from the document model.

``python -m newsdoc.schema.own`` writes the file of the current version.  A version that was released never changes: a
test compares the file with the model, and a model that changed needs a new version.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from newsdoc.loading.json import dumps
from newsdoc.model.content import BLOCKS, INLINES
from newsdoc.model.document import Document, NewsMessage
from newsdoc.model.timestamp import PATTERN
from newsdoc.schema import catalog

#: The current version of newsdoc's own JSON.
VERSION: Final = "1.0"

#: Keywords that say nothing a validator needs, and only repeat the names of the model.
_NOISE: Final = frozenset({"title", "default", "description"})


def generate() -> dict[str, Any]:
    """The schema of the current version: one document, or several with the message that they came in."""
    from pydantic import TypeAdapter

    definitions: dict[str, Any] = {}
    for cls in (Document, NewsMessage):
        made = TypeAdapter(cls).json_schema(ref_template="#/$defs/{model}")
        definitions |= made.pop("$defs", {})
        definitions.setdefault(cls.__name__, made)
    clean = {name: _clean(definition) for name, definition in definitions.items()} | _SHARED
    for definition in clean.values():
        _require_type(definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:newsdoc:schema:newsdoc:{VERSION}",
        "title": f"newsdoc JSON {VERSION}",
        "type": "object",
        "if": {"anyOf": [{"required": ["documents"]}, {"required": ["message"]}]},
        "then": _several(),
        "else": _single(clean["Document"]),
        "$defs": dict(sorted(clean.items())),
    }


def _version() -> dict[str, Any]:
    return {"const": VERSION}


def _single(document: dict[str, Any]) -> dict[str, Any]:
    """One document: its fields, and the version."""
    return {**document, "required": ["newsdoc"], "properties": {"newsdoc": _version(), **document["properties"]}}


def _several() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["newsdoc", "documents"],
        "properties": {
            "newsdoc": _version(),
            "message": {"$ref": "#/$defs/NewsMessage"},
            "documents": {"type": "array", "items": {"$ref": "#/$defs/Document"}},
        },
        "additionalProperties": False,
    }


def _clean(schema: Any) -> Any:
    """``schema`` without noise, and with unions of nodes chosen by their ``type``."""
    if isinstance(schema, list):
        return [_clean(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "oneOf" in schema:
        return {"$ref": "#/$defs/Inline" if {"type": "string"} in schema["oneOf"] else "#/$defs/Block"}
    if schema.get("pattern") == PATTERN:
        return {"$ref": "#/$defs/Timestamp"}
    result = {}
    for key, value in schema.items():
        if key == "properties":
            result[key] = {name: _clean(subschema) for name, subschema in value.items()}
        elif key not in _NOISE:
            result[key] = _clean(value)
    return _joined(result)


def _joined(schema: dict[str, Any]) -> dict[str, Any]:
    """Alternatives that are types and nothing else as one list of types."""
    members = schema.get("anyOf", [{}])
    if all(list(member) == ["type"] for member in members):
        return {"type": [member["type"] for member in members]}
    return schema


def _by_type(classes: tuple[type, ...]) -> dict[str, Any]:
    """A union of nodes whose member is chosen by ``type``, so that a validator looks at one of them and not at all."""
    nodes = sorted((cls for cls in classes if cls is not str), key=_type_of)
    node: dict[str, Any] = {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": [_type_of(cls) for cls in nodes]}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": _type_of(cls)}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{cls.__name__}"},
            }
            for cls in nodes
        ],
    }
    return {"if": {"type": "string"}, "else": node | {"type": ["object", "string"]}} if str in classes else node


def _type_of(cls: type) -> str:
    """The name of a node in JSON."""
    return str(getattr(cls, "__dataclass_fields__")["type"].default)  # noqa: B009  # type checkers know no other way


def _require_type(definition: dict[str, Any]) -> None:
    """A node says what it is: its ``type``, where the model has it fixed, is required and stands first."""
    properties = definition.get("properties", {})
    if "const" in properties.get("type", {}):
        definition["properties"] = {"type": properties["type"], **properties}
        definition["required"] = ["type", *definition.get("required", [])]


#: What several definitions share, and pydantic would repeat in each.
_SHARED: Final = {
    "Block": _by_type(BLOCKS),
    "Inline": _by_type(INLINES),
    "Timestamp": {"type": "string", "pattern": PATTERN},
}


def main() -> None:
    """Write the file of the current version."""
    path = Path(str(catalog.root())) / "newsdoc" / VERSION / "newsdoc.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dumps(generate()))


if __name__ == "__main__":
    main()
