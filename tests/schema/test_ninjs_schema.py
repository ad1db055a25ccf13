"""The schemas of ninjs: made from the table, standing alone, and in agreement with IPTC's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from newsdoc.formats.ninjs import geojson
from newsdoc.formats.ninjs import schema as schemas
from newsdoc.formats.ninjs.fields import ITEM
from newsdoc.formats.ninjs.shapes import VERSIONS
from tests.agreement import ninjs as agreement
from tests.shared import needs_shared

ROOT = Path(__file__).parents[2] / "schemas"


def is_valid(version: str, value: dict[str, Any]) -> bool:
    return jsonschema_rs.validator_for(schemas.schema(version), validate_formats=False).is_valid({"uri": "u", **value})


def test_the_files_are_what_the_table_makes() -> None:
    made = schemas.files()
    lying = {path.relative_to(ROOT).as_posix() for path in (ROOT / "ninjs").rglob("*.json")}
    assert lying == set(made)
    assert [name for name, data in made.items() if (ROOT / name).read_bytes() != data] == []


def test_the_files_are_written(tmp_path: Path) -> None:
    schemas.main([str(tmp_path)])
    assert {
        path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.json")
    } == schemas.files()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_schema_is_one_of_its_draft_and_refers_to_nothing_else(version: str) -> None:
    made = schemas.schema(version)
    jsonschema.validators.validator_for(made).check_schema(made)
    references = [value for value in _values(made, "$ref") if not value.startswith("#")]
    assert references == []
    assert made.get("$id", made.get("id")) == f"urn:newsdoc:schema:ninjs:{version}"
    assert "description" not in json.dumps(made).replace("descriptions", "").replace("description_", "")


def _values(value: Any, key: str) -> list[str]:
    if isinstance(value, list):
        return [found for item in value for found in _values(item, key)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if isinstance(value.get(key), str) else []
    return own + [found for item in value.values() for found in _values(item, key)]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_item_with_every_property_is_valid(version: str) -> None:
    value = agreement.everything(ITEM, version)
    assert is_valid(version, value)
    assert len(value) > 20
    assert not is_valid(version, {**value, "unknown": 1})
    assert not jsonschema_rs.validator_for(schemas.schema(version)).is_valid({"title": "no uri"})


@pytest.mark.parametrize(
    ("version", "value", "expected"),
    [
        ("1.6", {"headline_x y": "", "renditions": {"a-b": {}}}, True),
        ("1.6", {"headline_": ""}, False),
        ("1.6", {"body_é": ""}, False),
        ("1.2", {"renditions": {"_a": {}}}, False),
        ("1.3", {"renditions": {"_a": {}}}, True),
        ("1.6", {"urgency": 42.5}, True),
        ("1.7", {"urgency": 42}, False),
        ("2.2", {"urgency": 42.5}, True),
        ("2.3", {"urgency": 0}, False),
        ("1.6", {"altids": {"x": [1]}}, True),
        ("2.3", {"rightsinfo": {"linkedrights": "u", "x": 1}}, True),
        ("3.0", {"rightsInfo": {"linkedRights": "u", "x": 1}}, False),
        ("2.0", {"associations": [{"name": "x", "y": 1}, {"uri": "u"}]}, True),
        ("2.1", {"associations": [{"name": "x"}]}, False),
        ("2.1", {"associations": [{"name": "x", "uri": "u"}]}, True),
        ("2.1", {"associations": [{"name": "x", "uri": "u", "y": 1}]}, False),
        ("3.2", {"associations": [{"name": "x", "rel": "y"}]}, False),
        ("3.2", {"eventDetails": {"dates": {"recurrence": {"recurrenceDates": ["2024"]}}}}, False),
        ("3.2", {"eventDetails": {"dates": {}}}, False),
        ("3.2", {"eventDetails": {"dates": {"startDate": "a", "expectedStartDate": "2024"}}}, False),
        ("3.2", {"eventDetails": {"dates": {"startDate": "a", "expectedStartDate": "2024", "endDate": "b"}}}, True),
        ("3.2", {"places": [{"geoJSON": {"type": "Point", "coordinates": [1]}}]}, False),
        ("3.2", {"places": [{"geoJSON": {"type": "Point", "coordinates": [1, 2]}}]}, True),
        ("3.0", {"digitalSourceType": {}}, False),
        ("3.1", {"digitalSourceType": {}}, True),
        ("3.2", {"people": [{"contactInfo": [{"value": "a", "address": {}}]}]}, False),
        ("3.2", {"bodies": [{"value": "", "wordCount": -1}], "descriptions": [], "people": [{}]}, True),
    ],
)
def test_oddities(version: str, value: dict[str, Any], expected: bool) -> None:
    assert is_valid(version, value) is expected


def test_geojson_alone() -> None:
    made = geojson.schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$id"] == geojson.ID
    assert geojson.is_geojson({"type": "FeatureCollection", "features": []})
    assert not geojson.is_geojson({"type": "FeatureCollection"})


@needs_shared
@pytest.mark.parametrize("version", VERSIONS)
def test_agreement_with_the_official_schema(version: str) -> None:
    """On all samples and a few mutants; ``python -m tests.agreement.ninjs`` takes more of them."""
    figure = agreement.compare(version, 150, seed=2)
    assert figure.differ == ()
    assert 0 < figure.valid < figure.judged
