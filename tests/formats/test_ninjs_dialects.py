"""ninjs as agencies have it: properties of their own, keys that are there twice, versions that nobody names."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.formats.ninjs.reader import read
from newsdoc.formats.ninjs.shapes import VERSIONS
from newsdoc.formats.ninjs.writer import write
from newsdoc.model.compare import diff
from newsdoc.testing.laws import unjustified, unreported
from tests.agreement.ninjs import places
from tests.formats.ninjs_items import items

#: Invented items with what the feeds of several agencies add to ninjs.
DIALECTS: dict[str, dict[str, Any]] = {
    "a desk": {
        "guid": "urn:newsml:example.com:2024:1",
        "type": "text",
        "version": "2",
        "versioncreated": "2024-05-06T07:08:09+00:00",
        "headline": "Ferry back in service",
        "body_html": "<p>The ferry runs again.</p>",
        "priority": 6,
        "keywords": ["ferry"],
        "service": [{"code": "n", "name": "News"}],
        "authors": [{"name": "A. Writer", "role": "writer"}],
        "extra": {"stt": {"depth": [1, 2.5, None, True, ""]}},
        "subject": [{"code": "04000000", "name": "economy", "scheme": None, "parent": "0"}],
        "renditions": {"original": {"href": "http://example.com/a", "media": "m1", "poi": {"x": 1, "y": 2, "z": 3}}},
        "associations": {"main": {"guid": "urn:x:2", "type": "picture", "archived": False}, "empty": None},
    },
    "a national agency": {
        "standard": {"name": "OURNINJS", "version": "2.1", "schema": "https://example.com/ourninjs.json"},
        "uri": "http://example.com/item/1",
        "versioncreated": "2024-05-06T07:08:09+02:00",
        "assignments": [{"uri": "http://example.com/job/1", "slot": {"from": "08:00"}}],
        "signals": {"pageproduct": "1", "multipagecount": 1},
        "people": [{"name": "A. Person", "title": "mayor"}, {"name": "B. Person"}],
        "bodies": [{"role": "html5", "contenttype": "text/html", "value": "<p>x</p>", "layout": "a"}],
    },
    "a picture service": {
        "uri": "http://example.com/item/1",
        "versionCreated": "2024-05-06T07:08:09Z",
        "altIds": [{"role": "itemid", "value": "1"}],
        "subjects": [{"name": "Sport", "creator": "Machine", "rels": ["direct"], "parentids": ["a"]}],
        "renditions": [{"name": "main", "href": "http://example.com/1", "pricetag": "USD 35", "rel": "Main"}],
        "places": [{"name": "Rome", "geometry_geojson": {"type": "Point", "coordinates": [12.5, 41.9]}}],
        "filings": [{"id": "f1"}],
    },
}


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_is_told_and_comes_back_when_asked_for(name: str) -> None:
    value = DIALECTS[name]
    data = json.dumps(value).encode()
    source = newsdoc.read(data)
    assert {problem.code for problem in source.problems} <= {"NJ-UNKNOWN-PROPERTY", "NJ-TYPE", "NJ-NO-URI"}
    assert all(problem.line and problem.column for problem in source.problems)
    target = f"ninjs@{source.version}"
    kept = newsdoc.convert(data, target, dialect=True)
    assert [loss for loss in kept.losses if loss.kind != "defaulted"] == []
    uri = {} if "uri" in value else {"uri": value["guid"]}
    written = json.loads(kept.data)
    for association in written.get("associations", {}).values():
        assert association is None or association.pop("uri") == association["guid"]
    assert written == {**uri, **value}
    assert [problem.code for problem in kept.problems].count("NJ-DIALECT") == 1
    through = newsdoc.convert(newsdoc.convert(data, "json").data, target, dialect=True)
    assert through.data == kept.data


@pytest.mark.parametrize("name", DIALECTS)
def test_what_a_dialect_cannot_keep_is_lost_by_name(name: str) -> None:
    data = json.dumps(DIALECTS[name]).encode()
    document = newsdoc.read(data).document
    for version in ("1.7", "2.3", "3.2"):
        written = newsdoc.write(document, f"ninjs@{version}")
        back = newsdoc.read(written.data, f"ninjs@{version}").document
        assert newsdoc.validate(written.data, f"ninjs@{version}").ok
        assert unreported(diff(document, back), written.losses) == []
        assert any("foreign" in loss.path for loss in written.losses)


@pytest.mark.parametrize("also", [{}, {"schema": "http://example.com/s"}])
def test_what_stays_of_a_dialect_is_not_taken_for_what_goes(also: dict[str, str]) -> None:
    value = {"uri": "urn:x:1", "standard": {"name": "ninjs", "version": "3.2", **also}, "foo": 1}
    document = newsdoc.read(json.dumps(value).encode()).document
    assert [one.path for one in document.foreign] == ["foo", "standard"]
    result = newsdoc.write(document, "ninjs@3.2")
    assert [(loss.kind, loss.path) for loss in result.losses] == [("dropped", "foreign[0]")]
    back = newsdoc.read(result.data).document
    assert [one.path for one in back.foreign] == ["standard"]
    assert not unreported(diff(document, back), result.losses)
    assert not unjustified(diff(document, back), result.losses)


def test_the_guid_of_a_dialect_is_the_identifier() -> None:
    document = newsdoc.read(json.dumps(DIALECTS["a desk"]).encode()).document
    assert document.metadata.guid == "urn:newsml:example.com:2024:1"
    assert document.associations[0].document.metadata.guid == "urn:x:2"


def test_a_member_of_a_map_that_is_no_object_stands_alone() -> None:
    value = {"uri": "u", "renditions": {"a": {"href": "http://x"}, "b": None, "c": "http://y"}, "headline": "h"}
    result = newsdoc.read(json.dumps(value).encode())
    assert [problem.path for problem in result.problems] == ["/renditions/b", "/renditions/c"]
    assert [one.rendition for one in result.document.renditions] == ["a"]
    assert json.loads(newsdoc.write(result.document, "ninjs@1.7").data)["renditions"] == {"a": {"href": "http://x"}}
    assert json.loads(newsdoc.write(result.document, "ninjs@1.7", dialect=True).data) == value


_ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from([1.5, "", "x"])),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from("abc"), inner, max_size=2)),
    max_leaves=4,
)


@given(data=st.data())
def test_properties_of_a_dialect_anywhere(data: st.DataObject) -> None:
    """Asked for, they come back in place; else each is a loss, and what is written is valid."""
    version = data.draw(st.sampled_from(VERSIONS))
    value = copy.deepcopy(data.draw(items(version)))  # its parts may be shared with other examples
    value.pop("$standard", value.pop("standard", None))
    objects = [value, *(item for parent, key in places(value) if isinstance(item := parent[key], dict))]
    for _ in range(data.draw(st.integers(1, 3))):
        data.draw(st.sampled_from(objects))[data.draw(st.sampled_from(["x-own", "X", "é"]))] = data.draw(_ANY)
    source = read(json.dumps(value).encode(), ReadOptions(version=version)).document
    kept = write([source], WriteOptions(version=version, dialect=True, sanitize=False))
    assert json.loads(kept.data) == value
    assert kept.losses == []
    written = write([source], WriteOptions(version=version))
    back = read(written.data, ReadOptions(version=version)).document
    assert unreported(diff(source, back), written.losses) == []
    assert unjustified(diff(source, back), written.losses) == []
    assert newsdoc.validate(written.data, f"ninjs@{version}").ok


def test_an_association_of_2_0_may_say_anything_if_it_has_a_name() -> None:
    value = {
        "uri": "u",
        "associations": [{"name": "a", "own": 1, "type": 5, "people": [{"own": 2}], "associations": [{"own": 3}]}],
    }
    result = newsdoc.read(json.dumps(value).encode(), "ninjs@2.0")
    assert result.problems == []
    written = newsdoc.write(result.document, "ninjs@2.0")
    assert json.loads(written.data) == value
    assert written.losses == []
    assert len(newsdoc.read(json.dumps(value).encode(), "ninjs@2.1").problems) == 4


# --- keys that are there twice -------------------------------------------------------------------------------------------


def test_of_a_key_that_is_there_again_the_last_counts() -> None:
    data = b'{"uri": "urn:u", "headline": "a",\n "headline": "b", "person": [{"name": "x", "name": ["y", {"z": 1, "z": 2}],\n"name": "q"}]}'
    result = newsdoc.read(data)
    assert [(one.code, one.severity, one.line, one.column, one.path) for one in result.problems] == [
        ("JSON-DUPLICATE-KEY", "warning", 2, 2, "/headline"),
        ("JSON-DUPLICATE-KEY", "warning", 2, 44, "/person/0/name"),
        ("JSON-DUPLICATE-KEY", "warning", 2, 67, "/person/0/name/1/z"),
        ("JSON-DUPLICATE-KEY", "warning", 3, 1, "/person/0/name"),
    ]
    assert [(one.kind, one.path, one.value) for one in result.losses] == [
        ("dropped", "/headline", "a"),
        ("dropped", "/person/0/name", "x"),
        ("dropped", "/person/0/name/1/z", None),
        ("dropped", "/person/0/name", ["y", {"z": 2}]),
    ]
    assert json.loads(newsdoc.write(result.document, "ninjs@1.7").data) == json.loads(data)
    report = newsdoc.validate(data)
    assert report.ok
    assert len(report.problems) == 4


@pytest.mark.parametrize("key", ["uri", "embargoed", "embargoedUntil", "pubstatus", "pubStatus"])
def test_what_must_not_be_mistaken_is_not_there_twice(key: str) -> None:
    with pytest.raises(newsdoc.ReadError, match="different values") as caught:
        newsdoc.read(f'{{"headline": "a", "{key}": "a",\n"{key}": "b"}}'.encode(), "ninjs")
    assert (caught.value.code, caught.value.line, caught.value.column) == ("JSON-DUPLICATE-KEY", 2, 1)
    assert newsdoc.read(f'{{"title": "u", "{key}": "a", "{key}": "a"}}'.encode(), "ninjs").documents


def test_too_many_keys_again_are_refused() -> None:
    with pytest.raises(newsdoc.ReadError, match="JSON-DUPLICATE-KEY"):
        newsdoc.read(b'{"uri": "u"' + b', "title": "a"' * 200 + b"}", "ninjs")


# --- versions ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "version", "versions"),
    [
        ({"type": "text"}, "3.2", VERSIONS),
        ({"headline": "h"}, "1.7", VERSIONS[:8]),
        ({"headline_x": "h"}, "1.7", VERSIONS[3:8]),
        ({"headlines": []}, "3.2", VERSIONS[8:]),
        ({"charcount": 5, "contentcreated": ""}, "1.7", VERSIONS[4:8]),
        ({"urgency": 12}, "2.2", ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.0", "2.1", "2.2")),
        ({"digitalSourceType": {}}, "3.2", ("3.1", "3.2")),
        ({"headlines": [], "own": 1}, "3.2", ()),
        ({"standard": {"version": "2.0"}}, "2.0", VERSIONS[8:]),
        ({"$standard": {"schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.4.json"}}, "1.4", VERSIONS[3:8]),
    ],
)
def test_the_versions_that_an_item_satisfies(value: dict[str, Any], version: str, versions: tuple[str, ...]) -> None:
    data = json.dumps({"uri": "u", **value}).encode()
    result = newsdoc.read(data, "ninjs")
    report = newsdoc.validate(data, "ninjs")
    assert (result.version, report.version) == (version, version)
    assert result.versions == report.versions == versions
    assert report.as_dict()["versions"] == list(versions)


def test_other_formats_name_their_version() -> None:
    result = newsdoc.read(b"A line.\n", "text")
    assert result.versions == (result.version,)
    assert newsdoc.validate(b"A line.\n", "text").versions == ()


# --- bodies that do not say what they are --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a <b>b</b>", "a b"),
        ("<!DOCTYPE html><html><body><p>a</p></body></html>", "a"),
        ("<?xml version='1.0'?>\n<!-- c --><nitf><body><body.content><p>a</p></body.content></body></nitf>", "a"),
        ("<OWN><P>a</P></OWN>", "a"),
        ("one<br>two", "one\ntwo"),
        ("if a < b then c > d", "if a < b then c > d"),
        ("<<< URGENT >>>", "<<< URGENT >>>"),
        ("&amp; stays", "&amp; stays"),
    ],
)
def test_a_body_is_what_it_looks_like(body: str, text: str) -> None:
    for value in ({"bodies": [{"value": body}]}, {"body_main": body}):
        result = newsdoc.read(json.dumps({"uri": "urn:u", **value}).encode())
        assert result.document.text == text
        written = newsdoc.write(result.document, f"ninjs@{result.version}")
        assert json.loads(written.data) == {"uri": "urn:u", **value}


# --- limits --------------------------------------------------------------------------------------------------------------


def test_more_faults_than_anybody_reads_are_counted() -> None:
    value = {"uri": "urn:u", **{f"own{number}": number for number in range(1_200)}}
    result = newsdoc.read(json.dumps(value).encode())
    assert len(result.problems) == 1_001
    assert (result.problems[-1].code, result.problems[-1].message) == (
        "LIMIT-ERRORS",
        "200 more faults are not listed",
    )
    assert len(result.document.foreign) == 1_200


def test_many_values_of_another_format_do_not_make_it_invalid() -> None:
    value = {"uri": "urn:u", "renditions": [{"name": "a", "href": "no uri"}] * 1_200}
    report = newsdoc.validate(json.dumps(value).encode(), "ninjs@3.2")
    assert report.ok
    assert len(report.problems) == 1_001
    assert {one.code for one in report.problems} == {"NJ-FORMAT-URI", "LIMIT-ERRORS"}
    assert report.problems[0].line == 1


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"contentType": "text/html", "value": "<p>a" * 200_001}, "NJ-BODY-UNREAD", "too many elements"),
        ({"contentType": "application/nitf+xml", "value": "<div>a</div>"}, "NJ-BODY-UNREAD", "cannot be read as nitf"),
        ({"contentType": "text/html", "value": "<p>a<b>c</p>"}, "NJ-BODY-MARKUP", "not well-formed"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_a_problem_in_its_place(
    body: dict[str, str], code: str, message: str
) -> None:
    value = {"uri": "urn:u", "bodies": [{"contentType": "text/plain", "value": "a"}, body]}
    data = json.dumps(value).encode()
    result = newsdoc.read(data)
    assert [(one.code, one.path) for one in result.problems] == [(code, "/bodies/1/value")]
    assert message in result.problems[0].message
    assert result.problems[0].column == data.index(body["value"][:5].encode(), 60)
    assert result.document.text.startswith("a")
    assert json.loads(newsdoc.write(result.document, f"ninjs@{result.version}", sanitize=False).data) == value
