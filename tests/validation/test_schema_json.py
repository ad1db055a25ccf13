"""The schema layer for JSON: the two engines agree, and every fault has its place and a short message."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import ReadError, SchemaError
from newsdoc.loading.json import dumps, locate
from newsdoc.model.plain import to_plain
from newsdoc.schema import registry
from newsdoc.schema.explainer import property_names
from newsdoc.testing import documents
from newsdoc.validation import jsonwords
from newsdoc.validation.json import MAX_ERRORS, problems

DRAFT = "https://json-schema.org/draft/2020-12/schema"

#: Values that are of the wrong kind nearly everywhere.
WRONG = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "x", "x\n", [], {}, ["x"], {"x": 1}, "2024-09-09", [[1, 2], [1, 2]]]
).map(copy.deepcopy)

NINJS: dict[str, Any] = {
    "uri": "urn:example:1",
    "type": "text",
    "versioncreated": "2024-09-09T10:35:00Z",
    "headline": "Rain",
    "place": [{"name": "Oslo", "geometry_geojson": {"type": "Point", "coordinates": [10.7, 59.9]}}],
    "subject": [{"code": "1", "name": "weather", "rel": "about"}],
    "places": [{"name": "Oslo", "geoJSON": {"type": "Point", "coordinates": [10.7, 59.9]}}],
    "headlines": [{"value": "Rain"}],
    "bodies": [{"value": "It rains.", "wordCount": 2}],
    "associations": [{"name": "a", "uri": "urn:example:2"}],
    "description_text": "Wet.",
}


def parts(value: Any) -> list[Any]:
    """All lists and objects in ``value``."""
    found = [value] if isinstance(value, (list, dict)) else []
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [part for item in items for part in parts(item)]


def mutated(draw: st.DataObject, value: Any) -> Any:
    """``value`` with up to three members deleted, replaced, renamed, added or doubled."""
    value = copy.deepcopy(value)
    for _ in range(draw.draw(st.integers(0, 3))):
        part = draw.draw(st.sampled_from(parts(value)))
        keys = sorted(part) if isinstance(part, dict) else list(range(len(part)))
        how = draw.draw(st.sampled_from(["delete", "replace", "rename", "add"]))
        if how == "add" or not keys:
            if isinstance(part, dict):
                part[draw.draw(st.sampled_from(["x", "type", "uri", "value", "content", "description_x"]))] = draw.draw(
                    WRONG
                )
            else:
                part.append(copy.deepcopy(part[0]) if part and draw.draw(st.booleans()) else draw.draw(WRONG))
            continue
        key = draw.draw(st.sampled_from(keys))
        if how == "replace":
            part[key] = draw.draw(WRONG)
        else:
            old = part.pop(key)
            if how == "rename" and isinstance(part, dict):
                part[f"{key}s"] = old
    return value


def assert_engines_agree(family: str, version: str, value: Any) -> None:
    data = dumps(value)
    found = problems(family, version, data, value)
    errors = [problem for problem in found if problem.severity == "error"]
    assert registry.json_validator(family, version).is_valid(value) == (not errors), found
    assert registry.default().format_validator(family, version).is_valid(value) == (not found), found
    prefix = {"ninjs": "NJ", "newsdoc": "ND"}[family]
    assert len(set(found)) == len(found)
    for problem in found:
        assert "is not what the schema allows" not in problem.message, "only the fast engine saw it"
        layer = "SCHEMA" if problem.severity == "error" else "FORMAT"
        assert problem.code.startswith(f"{prefix}-{layer}-")
        assert problem.code == problem.code.upper()
        assert (problem.line or 0) > 0 < (problem.column or 0)
        assert problem.schema == f"{family} {version}"
        assert len(problem.message) < 500


@given(st.sampled_from(registry.versions("ninjs")), st.data())
def test_the_engines_agree_on_ninjs(version: str, draw: st.DataObject) -> None:
    known = registry.get("ninjs", version).decode()
    value = {name: item for name, item in NINJS.items() if f'"{name}"' in known}
    assert_engines_agree("ninjs", version, mutated(draw, value))


@given(documents(), st.data())
def test_the_engines_agree_on_newsdoc(document: Any, draw: st.DataObject) -> None:
    value = {"newsdoc": "1.0", **to_plain(document)}
    assert registry.json_validator("newsdoc", "1.0").is_valid(value)
    assert problems("newsdoc", "1.0", dumps(value), value) == []
    assert_engines_agree("newsdoc", "1.0", mutated(draw, value))


def listed(schema: Any, text: str) -> list[tuple[Any, ...]]:
    mine = registry.default().with_schema("ninjs", "9", json.dumps({"$schema": DRAFT, **schema}).encode())
    found = problems("ninjs", "9", text.encode(), json.loads(text), registry=mine)
    return [(one.code, one.severity, one.message, one.line, one.column, one.path, one.hint) for one in found]


def one(schema: Any, text: str) -> tuple[str, str]:
    (found,) = listed(schema, text)
    return found[0].removeprefix("NJ-SCHEMA-"), found[2]


def test_everything_about_a_fault() -> None:
    schema = {
        "type": "object",
        "required": ["uri"],
        "additionalProperties": False,
        "properties": {
            "uri": {"type": "string", "format": "uri"},
            "at": {"type": "string", "format": "date-time"},
            "a/b": {"items": {"enum": ["x", 1, None, True]}},
        },
    }
    assert listed(schema, '{"urii": 1,\n "at": "x", "a/b": ["x",\n 2]}') == [
        ("NJ-SCHEMA-REQUIRED", "error", "the property “uri” is missing", 1, 1, "", None),
        (
            "NJ-SCHEMA-ADDITIONAL-PROPERTIES",
            "error",
            "the property “urii” is not allowed here",
            1,
            2,
            "/urii",
            "did you mean uri?",
        ),
        ("NJ-FORMAT-DATE-TIME", "warning", "is not a date and time with a zone (RFC 3339)", 2, 8, "/at", None),
        ("NJ-SCHEMA-ENUM", "error", "must be “x”, 1, null or true", 3, 2, "/a~1b/1", None),
    ]
    assert listed(schema, '{"uri": "a b"}') == [
        ("NJ-FORMAT-URI", "warning", "is not a URI with a scheme (RFC 3986)", 1, 9, "/uri", None)
    ]
    assert listed(schema, '{"uri": "a:b"}') == []


@pytest.mark.parametrize(
    ("schema", "text", "expected"),
    [
        ({"type": "string"}, "1", ("TYPE", "must be a string")),
        ({"type": ["string", "null", "boolean"]}, "1", ("TYPE", "must be a string, null or true or false")),
        ({"const": "x"}, "1", ("CONST", "must be “x”")),
        ({"enum": list(range(20))}, "99", ("ENUM", "must be 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or one of 8 more")),
        ({"pattern": "^a$"}, '"b"', ("PATTERN", "has not the form “^a$”")),
        ({"minLength": 2}, '"b"', ("MIN-LENGTH", "must have at least 2 characters")),
        ({"maxLength": 1}, '"bb"', ("MAX-LENGTH", "must have at most 1 characters")),
        ({"minimum": 2}, "1", ("MINIMUM", "must be at least 2")),
        ({"maximum": 2}, "3", ("MAXIMUM", "must be at most 2")),
        ({"exclusiveMinimum": 2}, "2", ("EXCLUSIVE-MINIMUM", "must be more than 2")),
        ({"exclusiveMaximum": 2}, "2", ("EXCLUSIVE-MAXIMUM", "must be less than 2")),
        ({"multipleOf": 2}, "3", ("MULTIPLE-OF", "must be a multiple of 2")),
        ({"minItems": 1}, "[]", ("MIN-ITEMS", "must have at least 1 items")),
        ({"maxItems": 0}, "[1]", ("MAX-ITEMS", "must have at most 0 items")),
        ({"uniqueItems": True}, "[{}, {}]", ("UNIQUE-ITEMS", "has an item twice")),
        ({"minProperties": 1}, "{}", ("MIN-PROPERTIES", "must have at least 1 properties")),
        ({"maxProperties": 0}, '{"a":1}', ("MAX-PROPERTIES", "must have at most 0 properties")),
        (
            {"dependentRequired": {"a": ["b"]}},
            '{"a":1}',
            ("DEPENDENT-REQUIRED", "lacks a property that another one requires"),
        ),
        ({"contains": {"const": 1}}, "[2]", ("CONTAINS", "lacks an item of the kind required")),
        ({"not": {}}, "1", ("NOT", "is of a kind that is not allowed here")),
        ({"oneOf": [{}, {"type": "integer"}]}, "1", ("ONE-OF", "is of more than one of the kinds allowed here")),
        ({"anyOf": [{"type": "string"}, {"type": ["object"]}]}, "1", ("ANY-OF", "must be an object or a string")),
        ({"properties": {"a": False}}, '{"a":1}', ("FALSE", "is not allowed here")),
        ({"propertyNames": {"maxLength": 1}}, '{"ab":1}', ("MAX-LENGTH", "must have at most 1 characters")),
        (
            {"prefixItems": [{}], "unevaluatedItems": False},
            "[1,2]",
            ("UNEVALUATED-ITEMS", "does not satisfy “unevaluatedItems”"),
        ),
        ({"patternProperties": {"^a$": {"type": "string"}}}, '{"a":1}', ("TYPE", "must be a string")),
        ({"additionalProperties": {"type": "string"}}, '{"a":1}', ("TYPE", "must be a string")),
    ],
)
def test_words(schema: Any, text: str, expected: tuple[str, str]) -> None:
    assert one(schema, text) == expected


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("[1, true]", True),
        ("[1, 1.0]", False),
        ("[0, false]", True),
        ('["a", ["a"]]', True),
        ("[null, null]", False),
        ('[{"a":[1,{"b":2}]}, {"a":[1,{"b":2.0}]}]', False),
        ('[{"a":1}, {"a":true}]', True),
        ("[[1],[true]]", True),
    ],
)
def test_items_are_unique_as_json_schema_says(text: str, valid: bool) -> None:
    mine = registry.default().with_schema("ninjs", "9", b'{"uniqueItems": true}')
    value = json.loads(text)
    assert mine.explainer("ninjs", "9").is_valid(value) is valid
    assert mine.json_validator("ninjs", "9").is_valid(value) is valid


def test_of_alternatives_the_one_that_was_meant_is_explained() -> None:
    kinds = [
        {"type": "string"},
        {"properties": {"kind": {"const": "a"}, "size": {"type": "integer"}}, "required": ["kind", "size"]},
        {"properties": {"kind": {"const": "b"}, "name": {"type": "string"}, "at": {"type": "string"}}},
    ]
    (found,) = listed({"anyOf": kinds}, '{"kind": "a", "size": "x"}')
    assert (found[2], found[5]) == ("must be an integer", "/size")
    (found,) = listed({"oneOf": [{"anyOf": kinds[1:]}, {"type": "null"}]}, '{"kind": "b", "name": 1}')
    assert (found[2], found[5]) == ("must be a string", "/name")


def test_properties_that_no_part_of_the_schema_knows() -> None:
    schema = {
        "$ref": "#/$defs/item",
        "unevaluatedProperties": False,
        "$defs": {"item": {"properties": {"a": {"type": "string"}}}},
    }
    assert [(found[0], found[5], found[4]) for found in listed(schema, '{"b": 1, "a": 1, "c": 2}')] == [
        ("NJ-SCHEMA-TYPE", "/a", 15),
        ("NJ-SCHEMA-UNEVALUATED-PROPERTIES", "/b", 2),
        ("NJ-SCHEMA-UNEVALUATED-PROPERTIES", "/c", 18),
    ]
    near: dict[str, Any] = {
        "unevaluatedProperties": False,
        "$ref": "urn:elsewhere",
        "allOf": [{"$ref": "#/$defs/a~1b"}, {"$ref": "#/$defs/none"}, True],
        "then": {"properties": {"version": True}},
        "$defs": {"a/b": {"properties": {"headlines": True}, "$ref": "#/$defs/a~1b"}, "none": True},
    }
    assert property_names(near, near) == {"headlines", "version"}
    assert property_names(True, near) == set()
    del near["$ref"], near["$defs"]["a/b"]["$ref"]
    assert [found[6] for found in listed(near, '{"headline": 1, "vesion": 1, "x": 1}')] == [
        "did you mean headlines?",
        "did you mean version?",
        None,
    ]
    many = json.dumps({f"k{number}": 1 for number in range(10_001)})
    assert [found[2] for found in listed(schema, many)] == ["has properties that are not allowed"]


def test_messages_never_hold_the_value() -> None:
    long = "x" * 100_000
    (found,) = problems("ninjs", "3.2", *_both({"uri": [long]}))
    assert found.message == "must be a string"
    (found,) = problems("ninjs", "3.2", *_both({"uri": "a:b", long: 1}))
    assert len(found.message) < 150


def _both(value: Any) -> tuple[bytes, Any]:
    return dumps(value), value


def test_the_number_of_faults_is_bounded() -> None:
    value = {"uri": "a:b", "headlines": [1] * (MAX_ERRORS + 1)}
    with pytest.raises(ReadError) as caught:
        problems("ninjs", "3.2", *_both(value))
    assert caught.value.code == "LIMIT-ERRORS"
    value["headlines"] = [1] * MAX_ERRORS
    data = dumps(value)
    found = problems("ninjs", "3.2", data, value)
    assert [(one.line, one.column) for one in found] == [locate(data, ["headlines", n]) for n in range(MAX_ERRORS)]


def test_where_only_the_fast_engine_has_a_reason_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    value = {"uri": "a:b", "headlines": [{"value": 1}]}

    def too_deep(_: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr("newsdoc.validation.json.faults", too_deep)
    (found,) = problems("ninjs", "3.2", *_both(value))
    assert (found.code, found.path) == ("NJ-SCHEMA-TYPE", "/headlines/0/value")
    assert found.message == "is not what the schema allows"
    assert registry.default().first_fault("ninjs", "3.2", {"uri": "a:b"}) == ((), "")


def test_a_schema_that_is_not_there() -> None:
    with pytest.raises(SchemaError):
        problems("ninjs", "9", b"{}", {})


def test_a_missing_property_whose_name_the_message_does_not_begin_with() -> None:
    from jsonschema import ValidationError

    error = ValidationError("something else", validator="required", validator_value=["a"], instance={}, schema={})
    assert [fault.message for fault in jsonwords.faults(error)] == ["a property is missing"]
