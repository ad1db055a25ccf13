"""GeoJSON (RFC 7946): its schema, and the GeoJSON of a geometry of the model."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, Final, cast

from newsdoc.model.document import Geometry, Position

ID: Final = "urn:newsdoc:schema:geojson"

#: How deep the positions of each geometry are nested, and how many the innermost list has at least (RFC 7946, 3.1).
_GEOMETRIES: Final = {
    "Point": (0, 0),
    "LineString": (1, 2),
    "Polygon": (2, 4),
    "MultiPoint": (1, 0),
    "MultiLineString": (2, 2),
    "MultiPolygon": (3, 4),
}
_NUMBERS: Final = {"type": "array", "items": {"type": "number"}}


def schema() -> dict[str, Any]:
    """The JSON Schema of a GeoJSON object, in the words of draft 4 and of all later ones."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        **one_of("#/$defs/"),
        "$defs": definitions("#/$defs/"),
    }


def one_of(base: str) -> dict[str, Any]:
    """A reference to any GeoJSON object, with the definitions at ``base``."""
    names = [*_GEOMETRIES, "GeometryCollection", "Feature", "FeatureCollection"]
    return {"oneOf": [{"$ref": base + name} for name in names]}


def definitions(base: str, prefix: str = "") -> dict[str, Any]:
    """The definitions that :func:`one_of` refers to, their names after ``prefix``."""
    geometries = [{"$ref": base + name} for name in _GEOMETRIES]
    simple = {name: _object(name, coordinates=_coordinates(*shape)) for name, shape in _GEOMETRIES.items()}
    any_geometry = {"oneOf": [{"type": "null"}, *geometries, {"$ref": base + "GeometryCollection"}]}
    feature = _object("Feature", properties={"type": ["object", "null"]}, geometry=any_geometry)
    feature["properties"]["id"] = {"type": ["number", "string"]}
    made = {
        **simple,
        "GeometryCollection": _object(
            "GeometryCollection", geometries={"type": "array", "items": {"oneOf": geometries}}
        ),
        "Feature": feature,
        "FeatureCollection": _object(
            "FeatureCollection", features={"type": "array", "items": {"$ref": base + "Feature"}}
        ),
    }
    return {prefix + name: shape for name, shape in made.items()}


def _object(name: str, **members: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", *members],
        "properties": {"type": {"enum": [name]}, **members, "bbox": {**_NUMBERS, "minItems": 4}},
    }


def _coordinates(depth: int, least: int) -> dict[str, Any]:
    """Positions nested ``depth`` deep; the innermost list of them has ``least`` at least."""
    shape: dict[str, Any] = {**_NUMBERS, "minItems": 2}
    for level in range(depth):
        shape = {"type": "array", "items": shape, **({"minItems": least} if level == 0 and least else {})}
    return shape


@cache
def _validator() -> Any:
    from jsonschema_rs import validator_for

    return validator_for(schema(), validate_formats=False)


def is_geojson(value: Any) -> bool:
    """Whether ``value`` is a GeoJSON object."""
    return bool(_validator().is_valid(value))


def geojson_of(geometry: Geometry) -> dict[str, Any] | None:
    """The GeoJSON object for a geometry; ``None`` for a circle, which GeoJSON has not, and for what is no position."""
    if geometry.geojson is not None or geometry.kind == "geojson":
        return geometry.geojson
    points = [_position(position) for position in geometry.positions]
    known = [point for point in points if point is not None]
    if not known or len(known) != len(points):
        return None
    forms: dict[str, Any] = {
        "point": ("Point", known[0] if len(known) == 1 else None),
        "line": ("LineString", known if len(known) > 1 else None),
        "polygon": ("Polygon", [known if known[0] == known[-1] else [*known, known[0]]]),
    }
    kind, coordinates = forms.get(geometry.kind, ("", None))
    return {"type": kind, "coordinates": coordinates} if coordinates is not None else None


#: The kinds of GeoJSON that the model has in words of its own, with how deep their positions are nested.
_KINDS: Final = {"Point": ("point", 0), "LineString": ("line", 1), "Polygon": ("polygon", 2)}


def geometry_of(value: dict[str, Any], name: str | None) -> Geometry:
    """The geometry that a GeoJSON object is: in the model's own words where they say all of it, else as it is."""
    kind, depth = _KINDS.get(str(value.get("type")), ("", 0))
    positions: Any = value.get("coordinates") if kind and len(value) == 2 else None
    if depth == 0:
        positions = [positions]
    elif depth == 2:
        positions = positions[0] if isinstance(positions, list) and len(positions) == 1 else None
    if isinstance(positions, list) and all(map(_is_position, positions)):
        made = [Position(str(one[1]), str(one[0]), *map(str, one[2:])) for one in positions]
        found = Geometry(cast("Any", kind), made, name=name)
        if geojson_of(found) == value:
            return found
    return Geometry(kind="geojson", geojson=value, name=name)


def _is_position(value: Any) -> bool:
    return isinstance(value, list) and len(value) in (2, 3) and all(type(one) in (int, float) for one in value)


_DECIMAL: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{0,15})?", re.ASCII)


def _position(position: Position) -> list[float] | None:
    """Longitude, latitude and altitude (RFC 7946, 3.1.1)."""
    texts = [position.longitude, position.latitude]
    if position.altitude is not None:
        texts.append(position.altitude)
    if not all(_DECIMAL.fullmatch(text.strip()) for text in texts):
        return None
    numbers = [float(text) for text in texts]
    return [int(number) if math.floor(number) == number else number for number in numbers]
