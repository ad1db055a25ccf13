"""The registry: what is in it is found, what is not is never looked for elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from newsdoc.errors import SchemaError
from newsdoc.schema import catalog, registry
from newsdoc.schema.explainer import ecma
from newsdoc.schema.jsonformats import is_date_time, is_uri
from tests.shared import STANDARDS, needs_shared

if TYPE_CHECKING:
    from pathlib import Path

XS = "http://www.w3.org/2001/XMLSchema"
FAMILIES = ("newsdoc", "ninjs", "newsml-g2")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_version_is_there_and_works(family: str) -> None:
    versions = registry.versions(family)
    assert versions
    assert list(versions) == sorted(versions, key=catalog.version_key)
    for version in versions:
        assert registry.path(family, version).read_bytes() == registry.get(family, version)
        if family == "newsml-g2":
            assert isinstance(registry.xsd(version), etree.XMLSchema)
        else:
            assert not registry.json_validator(family, version).is_valid([])
            assert not registry.explainer(family, version).is_valid([])


def test_what_is_made_once_is_kept() -> None:
    assert registry.xsd("2.35") is registry.xsd("2.35")
    assert registry.json_validator("ninjs", "3.2") is registry.json_validator("ninjs", "3.2")
    assert registry.explainer("ninjs", "3.2") is registry.explainer("ninjs", "3.2")


def test_what_is_not_there() -> None:
    assert registry.versions("nothing") == ()
    with pytest.raises(SchemaError, match=r"no schema of ninjs 9; the versions are 1\.0, ") as caught:
        registry.get("ninjs", "9")
    assert caught.value.code == "UNKNOWN-SCHEMA"
    with pytest.raises(SchemaError) as caught:
        registry.path("nothing", "1")
    assert caught.value.hint is None
    gone = registry.Registry([catalog.Entry("ninjs", "9", "ninjs/9/ninjs.json", "", "", "")])
    with pytest.raises(SchemaError, match="cannot be read"):
        gone.get("ninjs", "9")
    with pytest.raises(SchemaError, match="not a file"):
        gone.path("ninjs", "9")


def test_a_schema_more_takes_precedence_and_changes_nothing_else() -> None:
    mine = registry.default().with_schema("ninjs", "3.2", b'{"type": "string"}')
    assert mine.json_validator("ninjs", "3.2").is_valid("x")
    assert mine.versions("ninjs") == registry.versions("ninjs")
    assert not registry.json_validator("ninjs", "3.2").is_valid("x")
    with pytest.raises(SchemaError, match="not a file"):
        mine.path("ninjs", "3.2")
    private = registry.default().with_schema("house", "1.0", b'{"$ref": "urn:newsdoc:schema:newsdoc:1.0"}')
    assert private.versions("house") == ("1.0",)
    assert private.json_validator("house", "1.0").is_valid({"newsdoc": "1.0"})
    assert private.explainer("house", "1.0").is_valid({"newsdoc": "1.0"})
    assert not private.explainer("house", "1.0").is_valid({"newsdoc": "2.0"})


def test_other_names_of_our_schemas_are_known() -> None:
    schema = {"properties": {"place": {"$ref": "https://geojson.org/schema/GeoJSON.json#"}}}
    mine = registry.default().with_schema("ninjs", "9", json.dumps(schema).encode())
    for coordinates, valid in (([1, 2], True), (["x", 2], False)):
        value: Any = {"place": {"type": "Point", "coordinates": coordinates}}
        assert mine.json_validator("ninjs", "9").is_valid(value) is valid
        assert mine.explainer("ninjs", "9").is_valid(value) is valid


@pytest.mark.parametrize("uri", ["http://127.0.0.1:9/x", "file:///etc/hostname", "other.json"])
def test_no_json_schema_is_fetched(uri: str) -> None:
    mine = registry.default().with_schema("ninjs", "9", json.dumps({"properties": {"a": {"$ref": uri}}}).encode())
    with pytest.raises(SchemaError) as caught:
        mine.json_validator("ninjs", "9")
    assert caught.value.code == "SCHEMA-UNRESOLVABLE"


def test_a_json_schema_that_is_none() -> None:
    mine = registry.default().with_schema("ninjs", "9", b'{"type": 5}')
    with pytest.raises(SchemaError, match="cannot be used"):
        mine.json_validator("ninjs", "9")


def xsd(body: str) -> registry.Registry:
    return registry.default().with_schema("newsml-g2", "9", f'<x:schema xmlns:x="{XS}">{body}</x:schema>'.encode())


@pytest.mark.parametrize("how", ["include", 'import namespace="urn:q"'])
@pytest.mark.parametrize("where", ["http://127.0.0.1:9/x.xsd", "{tmp}/x.xsd", "file://{tmp}/x.xsd", "../../../x.xsd"])
def test_no_xml_schema_is_fetched(how: str, where: str, tmp_path: Path) -> None:
    (tmp_path / "x.xsd").write_text(f'<x:schema xmlns:x="{XS}"/>', encoding="utf-8")
    location = where.format(tmp=tmp_path)
    with pytest.raises(SchemaError, match=r"x\.xsd") as caught:
        xsd(f'<x:{how} schemaLocation="{location}"/><x:element name="a"/>').xsd("9")
    assert caught.value.code == "SCHEMA-UNRESOLVABLE"


def test_an_xml_schema_of_ours_is_imported() -> None:
    space = "http://www.w3.org/XML/1998/namespace"
    schema = xsd(
        f'<x:import namespace="{space}" schemaLocation="../xml.xsd"/>'
        '<x:element name="a"><x:complexType><x:attribute ref="xml:lang" use="required"/></x:complexType></x:element>'
    ).xsd("9")
    assert schema.validate(etree.fromstring('<a xml:lang="en"/>'))
    assert not schema.validate(etree.fromstring("<a/>"))


def test_an_xml_schema_that_is_none() -> None:
    for data in (b"<a/>", b"<a"):
        with pytest.raises(SchemaError, match="cannot be used"):
            registry.default().with_schema("newsml-g2", "9", data).xsd("9")


@needs_shared
def test_official_schemas_can_be_registered() -> None:
    for path in sorted((STANDARDS / "ninjs").glob("ninjs-schema_[1-3].*.json")):
        version = path.stem.rpartition("_")[2]
        mine = registry.default().with_schema("ninjs", version, path.read_bytes())
        if version == "1.0":  # draft 3, which no validator here knows
            with pytest.raises(SchemaError):
                mine.json_validator("ninjs", version)
        else:
            assert mine.json_validator("ninjs", version).is_valid({"uri": "urn:x:y"})
            assert mine.explainer("ninjs", version).is_valid({"uri": "urn:x:y"})


URIS = {
    "http://example.com/a?b=c#d": True,
    "urn:newsml:example.com:20240909:a1": True,
    "tag:example.com,2024:x": True,
    "mailto:a@example.com": True,
    "http://[::1]:80/x": True,
    "http://[v1.a:b]/": True,
    "http://user:word@example.com:8080": True,
    "file:///a": True,
    "x:": True,
    "http://x/%C3%A9": True,
    "": False,
    "example.com": False,
    "/a/b": False,
    "//example.com": False,
    "1a:b": False,
    "http://a b/": False,
    "http://x/%zz": False,
    "http://x/é": False,
    "http://[::1": False,
    "http://[::1%25eth0]/": False,
    "http://[12]/": False,
    "http://x:80a/": False,
    "http://a@b@c/": False,
    "http://x/a#b#c": False,
    "urn:x\n": False,
    "http://x/{a}": False,
}
TIMES = {
    "2024-02-29T10:35:00Z": True,
    "2024-09-09t10:35:00.123456z": True,
    "2024-09-09T10:35:00+05:30": True,
    "0000-02-29T00:00:00Z": True,
    "2016-12-31T23:59:60Z": True,
    "2016-12-31T15:59:60-08:00": True,
    "2017-01-01T00:59:60+01:00": True,
    "2016-12-31T23:58:60Z": False,
    "2016-12-31T23:59:61Z": False,
    "2023-02-29T00:00:00Z": False,
    "2024-13-01T00:00:00Z": False,
    "2024-00-01T00:00:00Z": False,
    "2024-01-00T00:00:00Z": False,
    "2024-01-01T24:00:00Z": False,
    "2024-01-01T00:60:00Z": False,
    "2024-01-01T00:00:00+24:00": False,
    "2024-01-01T00:00:00+00:60": False,
    "2024-01-01T00:00:00": False,
    "2024-01-01 00:00:00Z": False,
    "2024-01-01T00:00:00.Z": False,
    "2024-01-01": False,
    "٢024-01-01T00:00:00Z": False,
    "2024-01-01T00:00:00Z\n": False,
}


@pytest.mark.parametrize(("value", "expected"), URIS.items())
def test_uri(value: str, expected: bool) -> None:
    assert is_uri(value) is expected


@pytest.mark.parametrize(("value", "expected"), TIMES.items())
def test_date_time(value: str, expected: bool) -> None:
    assert is_date_time(value) is expected


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("^a$", "a", True),
        ("^a$", "a\n", False),
        (r"^\d$", "٢", False),
        (r"^[$]\$$", "$$", True),
        (r"^[$]\$$", "$$\n", False),
        (r"^[\]$]+$", "]$", True),
    ],
)
def test_patterns_are_those_of_ecma(pattern: str, value: str, expected: bool) -> None:
    assert (ecma(pattern).search(value) is not None) is expected


@pytest.mark.parametrize("check", [is_uri, is_date_time])
def test_formats_are_linear(check: Any) -> None:
    for piece in ("a", "%41", "@", ":", "//", "0", "[", "2024-"):
        assert check("http://" + piece * 200_000 + "\n") is False
