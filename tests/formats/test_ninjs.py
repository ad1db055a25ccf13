"""ninjs: laws, every valid item comes back, the mapping of the standard, and what is said of what cannot be kept."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsdoc
from newsdoc.errors import OptionError, ReadError, WriteError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import Loss, ReadOptions, ReadResult, WriteOptions, WriteResult
from newsdoc.formats.ninjs import notes
from newsdoc.formats.ninjs.check import check
from newsdoc.formats.ninjs.nested import standard_block
from newsdoc.formats.ninjs.reader import read
from newsdoc.formats.ninjs.schema import schema
from newsdoc.formats.ninjs.shapes import VERSIONS, known_version
from newsdoc.formats.ninjs.writer import write
from newsdoc.loading import json as loading_json
from newsdoc.loading import jsonscan
from newsdoc.model import document as d
from newsdoc.model.compare import diff, normal
from newsdoc.model.content import Emphasis, Group, Heading, LineBreak, Paragraph, Strong
from newsdoc.model.document import Document, Metadata
from newsdoc.model.plain import to_plain
from newsdoc.model.timestamp import Timestamp
from newsdoc.pipeline import convert
from newsdoc.testing import check_honest_loss, check_round_trip, documents
from newsdoc.testing.laws import check_laws, unjustified, unreported
from tests.formats.ninjs_items import items
from tests.shared import SAMPLES, needs_shared

ROW = FORMATS["ninjs"]
MAIN = ("1.7", "2.3", "3.2")


def reading(value: Any, version: str | None = None) -> ReadResult:
    return read(json.dumps(value, ensure_ascii=False).encode(), ReadOptions(version=version))


def document(value: dict[str, Any], version: str | None = None) -> Document:
    return reading({"uri": "urn:x:1", **value}, version).document


def writing(source: Document, version: str = "3.2", **options: Any) -> WriteResult:
    return write([source], WriteOptions(version=version, **options))


def item(source: Document, version: str = "3.2", **options: Any) -> dict[str, Any]:
    """What is written, without what is in every item."""
    written: dict[str, Any] = json.loads(writing(source, version, **options).data)
    return {key: value for key, value in written.items() if key not in ("uri", "standard", "$standard")}


def losses(source: Document, version: str = "3.2", **options: Any) -> dict[str, tuple[str, Any]]:
    """Path → kind and value of every loss but that of the identifier."""
    found = writing(source, version, **options).losses
    return {loss.path: (loss.kind, loss.value) for loss in found if loss.path != "metadata.guid"}


def again(value: dict[str, Any], version: str) -> dict[str, Any]:
    """What comes back of an item."""
    written: dict[str, Any] = json.loads(write(reading(value, version).documents, WriteOptions(version=version)).data)
    return written


@cache
def validator(version: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema(version), validate_formats=False)


def is_valid(value: Any, version: str) -> bool:
    return validator(version).is_valid(value)


# --- laws -----------------------------------------------------------------------------------------------------------


OLDER = [version for version in VERSIONS if version not in MAIN]
#: The older versions differ from the newest of their line in what they lack; fewer examples show it.
FEWER = settings(max_examples=20)


@pytest.mark.parametrize("version", MAIN)
@given(source=documents())
def test_laws(version: str, source: Document) -> None:
    keeps_the_laws(version, source)


@pytest.mark.parametrize("version", OLDER)
@FEWER
@given(source=documents())
def test_laws_of_older_versions(version: str, source: Document) -> None:
    keeps_the_laws(version, source)


def keeps_the_laws(version: str, source: Document) -> None:
    check_round_trip(ROW, version, source)
    check_honest_loss(ROW, version, source)
    assert is_valid(json.loads(writing(source, version).data), version)


def names_no_other(value: dict[str, Any], version: str) -> bool:
    """Whether the standard that an item names is not another version: that block does not come back."""
    block = value.get("$standard" if version[0] == "1" else "standard", {})
    return known_version(block.get("version", "")) in (None, version)


@pytest.mark.parametrize("version", MAIN)
@given(data=st.data())
def test_every_valid_item_comes_back(version: str, data: st.DataObject) -> None:
    comes_back(version, data)


@pytest.mark.parametrize("version", OLDER)
@FEWER
@given(data=st.data())
def test_every_valid_item_of_an_older_version_comes_back(version: str, data: st.DataObject) -> None:
    comes_back(version, data)


def comes_back(version: str, data: st.DataObject) -> None:
    value = data.draw(items(version).filter(lambda value: names_no_other(value, version)))
    assert is_valid(value, version)
    result = reading(value, version)
    times = [problem for problem in result.problems if problem.code == "NJ-TYPE" and "date-time" in str(problem)]
    assert [one for one in result.problems if not one.code.startswith("NJ-BODY-") and one not in times] == []
    assert result.losses == []
    assert again(value, version) == value
    # The pipeline knows from where the document came, and need not read back what it wrote.
    options = WriteOptions(version=version)
    assert write(result.documents, replace(options, origin=result.origin)) == write(result.documents, options)


@pytest.mark.parametrize("version", MAIN)
@given(data=st.data())
def test_conversion_to_other_lines_is_valid_and_says_what_is_lost(version: str, data: st.DataObject) -> None:
    source = reading(data.draw(items(version)), version).document
    for target in MAIN:
        written = writing(source, target)
        assert is_valid(json.loads(written.data), target)
        back = read(written.data, ReadOptions(version=target)).document
        differences = diff(source, back)
        assert unreported(differences, written.losses) == []
        assert unjustified(differences, written.losses) == []


_JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**60), 2**60),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text("ab:5-", max_size=8),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("aburi", max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("version", MAIN)
@given(data=st.data())
def test_values_of_any_type_are_read_and_written_as_valid(version: str, data: st.DataObject) -> None:
    value = data.draw(items(version))
    for name in data.draw(
        st.lists(st.sampled_from([*value, "unknown", "people", "rightsInfo"]), min_size=1, max_size=3)
    ):
        value[name] = data.draw(_JSON)
    result = reading({"uri": "urn:x:1", **value}, version)
    assert is_valid(json.loads(writing(result.document, version).data), version)
    check_honest_loss(ROW, version, result.document)


@pytest.mark.parametrize(
    ("value", "nature"),
    [
        ({"type": "event", "eventDetails": {"dates": {"startDate": "2024-05-06T07:08:09Z"}}}, "cinat:concept"),
        ({"type": "planning", "plannedCoverage": [{"title": "t"}]}, "plinat:newscoverage"),
    ],
)
def test_events_and_plans_have_the_nature_that_newsml_g2_requires(value: dict[str, Any], nature: str) -> None:
    value = {"uri": "urn:x:1", **value}
    data = json.dumps(value).encode()
    source = reading(value, "3.2").document
    converted = convert(data, "newsml-g2", format="ninjs@3.2", on_loss="allow")
    assert b'<itemClass qcode="%s"/>' % nature.encode() in converted.data
    back = convert(converted.data, "ninjs@3.2", on_loss="allow").data
    assert value.items() <= json.loads(back).items()
    assert [loss.path for loss in converted.losses if "item_class" in loss.path] == ["metadata.item_class"]
    # With news of its own, or before line 3, it is neither.
    source.metadata.item_class = d.Concept(qcode=nature)
    assert json.loads(writing(source, "3.2").data)["type"] == value["type"]
    assert "type" not in json.loads(writing(source, "2.3").data)
    source.body = [Paragraph(["a"])]
    assert "type" not in json.loads(writing(source, "3.2").data)


@pytest.mark.parametrize(
    ("names", "headline"),
    [
        ("<name>Harbour\n summit</name>", "Harbour summit"),
        ('<name xml:lang="fr">Sommet</name><name xml:lang="en">Summit</name>', "Summit"),
        ('<name xml:lang="fr">Sommet</name><name/>', "Sommet"),
        ("", None),
        ("<", None),
    ],
)
def test_an_event_has_the_name_of_its_concept_for_a_headline(names: str, headline: str | None) -> None:
    concept = d.Foreign("concept", f'<concept xmlns="http://iptc.org/std/nar/2006-10-01/">{names}</concept>')
    details = d.EventDetails(organiser=d.Concept(literal="a"))
    source = Document(Metadata(guid="u", languages=[d.Language("en")]), event_details=details, foreign=[concept])
    expected = [{"value": headline}] if headline is not None else None
    assert item(source).get("headlines") == expected
    told = losses(source).get("metadata.headlines[0]")
    assert told == (("defaulted", {"value": headline}) if headline is not None else None)
    outer = Document(Metadata(guid="u"), associations=[d.Association(source, "a")])
    assert item(outer)["associations"][0].get("headlines") == expected
    assert item(outer, "1.7")["associations"]["a"].get("headline") == headline
    source.metadata.headlines = [d.Label("own")]
    assert item(source)["headlines"] == [{"value": "own"}]


def test_more_than_is_read_is_refused_and_no_fault_of_newsdoc(monkeypatch: pytest.MonkeyPatch) -> None:
    value = {"uri": "urn:x:1", **{f"headline_{number}": "x" for number in range(20)}}
    data = json.dumps(value).encode()
    for module in (loading_json, jsonscan):
        monkeypatch.setattr(module, "MAX_NODES", 40)
    with pytest.raises(WriteError) as caught:
        convert(data, "ninjs@3.2", format="ninjs@1.7", on_loss="allow")
    assert caught.value.code == "LIMIT-NODES"
    assert "fault of newsdoc" not in str(caught.value.hint)
    with pytest.raises(WriteError) as caught:
        convert(data, "json", format="ninjs@1.7", on_loss="allow")
    assert caught.value.code == "LIMIT-NODES"


def test_many_of_one_name_are_numbered_in_one_pass() -> None:
    value = {"uri": "urn:x:1", "renditions": [{"name": "a", "href": "http://x/"}] * 3000}
    written = json.loads(writing(reading(value, "3.2").document, "1.7").data)
    assert [*written["renditions"]] == ["a", *(f"a_{number}" for number in range(2, 3001))]


# --- the mapping of the standard --------------------------------------------------------------------------------------

NAMED = d.Concept(names=[d.Name("N")])
TIME = Timestamp("2024-05-06T07:08:09Z")

#: Field of the model, its value, and the property in each line, ``None`` where a line has none.
MAPPING: tuple[tuple[str, Any, dict[str, Any] | None, dict[str, Any] | None, dict[str, Any] | None], ...] = (
    ("version", "4", {"version": "4"}, {"version": "4"}, {"version": "4"}),
    ("languages", [d.Language("de")], {"language": "de"}, {"language": "de"}, {"language": "de"}),
    ("item_class", d.Concept(qcode="ninat:text"), {"type": "text"}, {"type": "text"}, {"type": "text"}),
    ("item_class", d.Concept(qcode="ninat:planning"), None, None, {"type": "planning"}),
    (
        "representation_type",
        "partial",
        {"representationtype": "incomplete"},
        {"representationtype": "partial"},
        {"representationType": "partial"},
    ),
    ("profile", d.Label("p"), {"profile": "p"}, {"profile": "p"}, {"profile": "p"}),
    ("first_created", TIME, {"firstcreated": TIME}, {"firstcreated": TIME}, {"firstCreated": TIME}),
    ("version_created", TIME, {"versioncreated": TIME}, {"versioncreated": TIME}, {"versionCreated": TIME}),
    ("content_created", TIME, {"contentcreated": TIME}, {"contentcreated": TIME}, {"contentCreated": TIME}),
    ("embargoed", TIME, {"embargoed": TIME}, {"embargoed": TIME}, {"embargoedUntil": TIME}),
    ("expires", [TIME], {"expires": TIME}, {"expires": TIME}, {"expires": TIME}),
    (
        "pub_status",
        d.Concept(qcode="stat:withheld"),
        {"pubstatus": "withheld"},
        {"pubstatus": "withheld"},
        {"pubStatus": "withheld"},
    ),
    ("urgency", 3, {"urgency": 3}, {"urgency": 3}, {"urgency": 3}),
    ("titles", [d.Label("t")], {"title": "t"}, {"title": "t"}, {"title": "t"}),
    ("sluglines", [d.Label("s")], {"slugline": "s"}, {"slugline": "s"}, {"slugline": "s"}),
    (
        "headlines",
        [d.Label("h"), d.Label("i", role="sub")],
        {"headline": "h", "headline_sub": "i"},
        {"headlines": [{"value": "h"}, {"role": "sub", "value": "i"}]},
        {"headlines": [{"value": "h"}, {"role": "sub", "value": "i"}]},
    ),
    (
        "descriptions",
        [d.Label("c", role="drol:caption")],
        {"description_drol:caption": "c"},
        {"descriptions": [{"role": "drol:caption", "value": "c"}]},
        {"descriptions": [{"role": "drol:caption", "value": "c"}]},
    ),
    ("bylines", [d.Label("b")], {"byline": "b"}, {"by": "b"}, {"by": "b"}),
    ("located", [NAMED], {"located": "N"}, {"located": "N"}, {"located": "N"}),
    ("ed_notes", [d.Label("e")], {"ednote": "e"}, {"ednote": "e"}, {"edNote": "e"}),
    ("content_type", "text/html", {"mimetype": "text/html"}, None, None),
    ("char_count", 7, {"charcount": 7}, None, None),
    ("word_count", 7.5, {"wordcount": 7.5}, None, None),
    (
        "rights",
        [
            d.RightsInfo(
                copyright_holder=NAMED,
                copyright_notices=[d.Label("©")],
                usage_terms=[d.Label("u")],
                langid="urn:l",
                links=[d.ItemLink(href="urn:r")],
            )
        ],
        {
            "copyrightholder": "N",
            "copyrightnotice": "©",
            "usageterms": "u",
            "rightsinfo": {"langid": "urn:l", "linkedrights": "urn:r"},
        },
        {
            "copyrightholder": "N",
            "copyrightnotice": "©",
            "usageterms": "u",
            "rightsinfo": {"langid": "urn:l", "linkedrights": "urn:r"},
        },
        {
            "copyrightHolder": "N",
            "copyrightNotice": "©",
            "usageTerms": "u",
            "rightsInfo": {"langId": "urn:l", "linkedRights": "urn:r"},
        },
    ),
    (
        "subjects",
        [
            d.Concept(
                literal="l", names=[d.Name("S")], rel="about", provenance=d.Provenance(creator="sys"), relevance=5
            ),
            d.Concept(uri="urn:p:1", type="cpnat:person"),
            d.Concept(names=[d.Name("O")], type="cpnat:organisation", symbols=[d.Symbol(symbol="X", exchange="Y")]),
            d.Concept(names=[d.Name("L")], type="cpnat:geoArea"),
            d.Concept(names=[d.Name("T")], type="cpnat:object"),
            d.Concept(names=[d.Name("E")], type="cpnat:event"),
        ],
        {
            "subject": [{"name": "S", "rel": "about", "code": "l", "creator": "sys", "relevance": 5}],
            "person": [{"code": "urn:p:1"}],
            "organisation": [{"name": "O", "symbols": [{"exchange": "Y", "symbol": "X"}]}],
            "place": [{"name": "L"}],
            "object": [{"name": "T"}],
            "event": [{"name": "E"}],
        },
        {
            "subjects": [{"name": "S", "rel": "about", "literal": "l", "creator": "sys", "relevance": 5}],
            "people": [{"uri": "urn:p:1"}],
            "organisations": [{"name": "O", "symbols": [{"exchange": "Y", "symbol": "X"}]}],
            "places": [{"name": "L"}],
            "objects": [{"name": "T"}],
            "events": [{"name": "E"}],
        },
        {
            "subjects": [{"name": "S", "rel": "about", "literal": "l", "creator": "sys", "relevance": 5}],
            "people": [{"uri": "urn:p:1"}],
            "organisations": [{"name": "O", "symbols": [{"exchange": "Y", "symbol": "X"}]}],
            "places": [{"name": "L"}],
            "objects": [{"name": "T"}],
            "events": [{"name": "E"}],
        },
    ),
    ("genres", [NAMED], {"genre": [{"name": "N"}]}, {"genres": [{"name": "N"}]}, {"genres": [{"name": "N"}]}),
    (
        "info_sources",
        [d.Concept(names=[d.Name("N")], role="interviewee")],
        {"infosource": [{"name": "N", "rel": "interviewee"}]},
        {"infosources": [{"name": "N", "role": "interviewee"}]},
        {"infoSources": [{"name": "N", "role": "interviewee"}]},
    ),
    (
        "alt_ids",
        [d.AltId("v", role="r")],
        {"altids": {"r": "v"}},
        {"altids": [{"role": "r", "value": "v"}]},
        {"altIds": [{"role": "r", "value": "v"}]},
    ),
    (
        "trust_indicators",
        [d.ItemLink(rel_uri="http://t/a", title="T", href="urn:h")],
        {"trustindicator": [{"code": "http://t/a", "title": "T", "href": "urn:h"}]},
        {"trustindicators": [{"role": "http://t/a", "title": "T", "href": "urn:h"}]},
        {"trustIndicators": [{"role": "http://t/a", "title": "T", "href": "urn:h"}]},
    ),
    (
        "digital_source_type",
        d.Concept(uri="http://d/a", names=[d.Name("N")]),
        {"digitalsourcetype": {"name": "N", "uri": "http://d/a"}},
        {"digitalsourcetype": {"name": "N", "uri": "http://d/a"}},
        {"digitalSourceType": {"name": "N", "uri": "http://d/a"}},
    ),
    # What NewsML-G2 has and no line of ninjs.
    ("conformance", "power", None, None, None),
    ("content_modified", TIME, None, None, None),
    ("provider", NAMED, None, None, None),
    ("creators", [NAMED], None, None, None),
    ("contributors", [NAMED], None, None, None),
    ("creditlines", [d.Label("c")], None, None, None),
    ("datelines", [d.Label("c")], None, None, None),
    ("keywords", [d.Label("c")], None, None, None),
    ("audiences", [NAMED], None, None, None),
    ("services", [NAMED], None, None, None),
    ("signals", [NAMED], None, None, None),
)


@pytest.mark.parametrize(("field", "value", "one", "two", "three"), MAPPING, ids=[row[0] for row in MAPPING])
def test_mapping(field: str, value: Any, one: Any, two: Any, three: Any) -> None:
    source = Document(Metadata(guid="urn:x:1", **{field: value}))
    for version, expected in zip(MAIN, (one, two, three), strict=True):
        lost = losses(source, version)
        if expected is None:
            assert item(source, version) == {}
            assert lost == {f"metadata.{field}": ("dropped", to_plain(value))}
        else:
            assert item(source, version) == expected
            assert lost == {}
            assert document({"uri": "urn:x:1", **expected}, version) == source


def test_the_language_of_the_metadata_is_that_of_the_content_where_none_is_said() -> None:
    said = Metadata(guid="urn:x:1", language="de")
    for version in MAIN:
        assert item(Document(said), version) == {"language": "de"}
        assert losses(Document(said), version) == {
            "metadata.language": ("coerced", "de"),
            "metadata.languages": ("defaulted", [{"tag": "de"}]),
        }
        both = replace(said, languages=[d.Language("fr")])
        assert item(Document(both), version) == {"language": "fr"}
        assert losses(Document(both), version) == {"metadata.language": ("dropped", "de")}


def test_the_rest_of_line_3() -> None:
    value = {
        "events": [{"id": "e1", "name": "E"}],
        "eventDetails": {
            "eventStatus": "http://s/a",
            "plannedCoverageStatus": "planned",
            "dates": {
                "startDate": TIME,
                "expectedEndDate": "2024-06",
                "expectedDuration": "PT2H",
                "recurrence": {"recurrenceRules": [{"frequency": "daily", "interval": 2, "until": TIME, "count": 3}]},
            },
            "organiser": {"name": "O"},
        },
        "plannedCoverage": [
            {
                "uri": "urn:c",
                "title": "T",
                "pubStatus": "usable",
                "type": "video",
                "commissioned": {"by": "B", "on": TIME, "references": [{"name": "n", "value": "v"}]},
                "dates": {"endDate": TIME},
                "audiences": [{"audience": "a", "significance": 4}, {"audience": "http://a/b"}],
                "exclAudience": ["x", "urn:y"],
                "edNote": "e",
                "urgency": 2,
                "language": "de",
                "itemCount": {"rangeFrom": 1, "rangeTo": 2},
                "wordCount": 300,
                "renditions": [{"name": "r", "frameRate": 29.97, "poi": {"x": 1, "y": 2}}],
            }
        ],
        "associations": [{"name": "a", "rel": "r", "uri": "urn:x:2"}],
    }
    source = document(value, "3.2")
    coverage = source.planned_coverage[0]
    assert source.metadata.subjects == [d.Concept(id="e1", names=[d.Name("E")], type="cpnat:event")]
    assert source.event_details == d.EventDetails(
        dates=d.Dates(
            start_date=TIME,
            expected_end_date=Timestamp("2024-06"),
            expected_duration="PT2H",
            recurrence_rules=[d.RecurrenceRule("daily", 2, TIME, 3)],
        ),
        event_status=d.Concept(uri="http://s/a"),
        news_coverage_status=d.Concept(literal="planned"),
        organiser=d.Concept(names=[d.Name("O")]),
    )
    assert coverage.commissioned == d.Commission("B", TIME, [d.Label("v", role="n")])
    assert coverage.audiences == [d.Concept(literal="a", significance=4), d.Concept(uri="http://a/b")]
    assert coverage.excl_audiences == [d.Concept(literal="x"), d.Concept(uri="urn:y")]
    assert coverage.renditions == [
        d.Rendition(rendition="r", video_frame_rate="29.97", poi=d.PointOfInterest(1, 2)),
    ]
    assert source.associations == [d.Association(Document(Metadata(guid="urn:x:2")), "a", "r")]
    assert item(source) == value
    assert losses(source) == {}
    assert set(losses(source, "1.7")) == {
        "event_details",
        "planned_coverage",
        "associations[0].rel",
        "metadata.subjects[0].id",
    }


# --- identity, QCodes ---------------------------------------------------------------------------------------------------


def test_scheme_and_code_are_one_uri() -> None:
    value = {
        "subject": [{"scheme": "http://s/", "code": "a"}, {"code": "a"}, {"scheme": "http://s/"}, {"code": "urn:a"}]
    }
    source = document(value, "1.7")
    assert source.metadata.subjects == [
        d.Concept(uri="http://s/a", scheme="http://s/"),
        d.Concept(literal="a"),
        d.Concept(scheme="http://s/"),
        d.Concept(uri="urn:a"),
    ]
    assert item(source, "1.7") == value
    assert item(source, "2.3") == {"subjects": [{"uri": "http://s/a"}, {"literal": "a"}, {}, {"uri": "urn:a"}]}
    assert losses(source, "2.3") == {
        "metadata.subjects[0].scheme": ("dropped", "http://s/"),
        "metadata.subjects[2].scheme": ("dropped", "http://s/"),
    }


@pytest.mark.parametrize(
    ("scheme", "code", "concept", "code_read"),
    [
        ("topics", "20000002", d.Concept(literal="20000002", scheme="topics"), "20000002"),
        ("geonames", "geo:1", d.Concept(literal="geo:1", scheme="geonames"), "geo:1"),
        ("topics", "http://s/a", d.Concept(uri="http://s/a", scheme="topics"), None),
        ("http", "http://s/a", d.Concept(uri="http://s/a", scheme="http"), None),
        ("two words://", "a", d.Concept(literal="a", scheme="two words://"), "a"),
        ("topics", "", d.Concept(literal="", scheme="topics"), ""),
        ("http://s/topics", "a", d.Concept(uri="http://s/topics/a", scheme="http://s/topics"), "a"),
        ("http://s/topics", "/a", d.Concept(literal="/a", scheme="http://s/topics"), "/a"),
        ("http://s/topics", "#a", d.Concept(uri="http://s/topics#a", scheme="http://s/topics"), "#a"),
        ("http://s/topics", "", d.Concept(uri="http://s/topics", scheme="http://s/topics"), ""),
        ("http://s/topics/", "/a", d.Concept(uri="http://s/topics//a", scheme="http://s/topics/"), "/a"),
        *(
            (f"http://s/t{end}", "a", d.Concept(uri=f"http://s/t{end}a", scheme=f"http://s/t{end}"), "a")
            for end in "/#:=?"
        ),
        ("urn:", "x:y", d.Concept(uri="urn:x:y", scheme="urn:"), "x:y"),
        (
            "http://cv.iptc.org/newscodes/mediatopic",
            "20000002",
            d.Concept(
                uri="http://cv.iptc.org/newscodes/mediatopic/20000002", scheme="http://cv.iptc.org/newscodes/mediatopic"
            ),
            "20000002",
        ),
        (
            "http://cv.iptc.org/newscodes/mediatopic/",
            "20000002",
            d.Concept(uri="http://cv.iptc.org/newscodes/mediatopic/20000002"),
            "20000002",
        ),
    ],
)
def test_a_scheme_is_joined_to_its_code_as_what_it_is(
    scheme: str, code: str, concept: d.Concept, code_read: str | None
) -> None:
    value = {"uri": "u", "subject": [{"scheme": scheme, "code": code}]}
    source = document(value, "1.7")
    assert source.metadata.subjects == [concept]
    assert code_read is None or concept.code == code_read
    assert again(value, "1.7") == value
    known = {"uri": concept.uri, "literal": concept.literal}
    assert item(source)["subjects"] == [{name: text for name, text in known.items() if text is not None}]
    told = {} if concept.scheme is None else {"metadata.subjects[0].scheme": ("dropped", scheme)}
    assert losses(source) == told
    trusted = {"uri": "u", "trustindicator": [{"scheme": scheme, "code": code}]}
    link = d.ItemLink(rel=concept.literal, rel_uri=concept.uri, scheme=concept.scheme)
    assert document(trusted, "1.7").metadata.trust_indicators == [link]
    assert again(trusted, "1.7") == trusted


@pytest.mark.parametrize(
    "concept",
    [
        d.Concept(uri="http://s/topicsa", scheme="http://s/topics"),
        d.Concept(uri="http://s/topics/", scheme="http://s/topics"),
        d.Concept(literal="a", scheme="http://s/topics/"),
    ],
)
def test_a_scheme_that_would_be_joined_otherwise_is_lost(concept: d.Concept) -> None:
    source = Document(Metadata(guid="u", subjects=[concept]))
    assert item(source, "1.7")["subject"] == [{"code": concept.uri or concept.literal}]
    assert losses(source, "1.7") == {"metadata.subjects[0].scheme": ("dropped", concept.scheme)}


def test_qcodes_become_uris_with_the_catalogs_of_the_document() -> None:
    source = Document(
        Metadata(
            catalogs=[d.Catalog(schemes=[d.Scheme("own", "http://own/")])],
            subjects=[d.Concept(qcode="medtop:1"), d.Concept(qcode="own:a:b"), d.Concept(qcode="no:x")],
        )
    )
    assert item(source) == {
        "subjects": [
            {"uri": "http://cv.iptc.org/newscodes/mediatopic/1"},
            {"uri": "http://own/a:b"},
            {"literal": "no:x"},
        ]
    }
    assert losses(source) == {
        "metadata.catalogs": ("dropped", [{"schemes": [{"alias": "own", "uri": "http://own/"}]}]),
        "metadata.subjects[0].qcode": ("dropped", "medtop:1"),
        "metadata.subjects[0].uri": ("defaulted", "http://cv.iptc.org/newscodes/mediatopic/1"),
        "metadata.subjects[1].qcode": ("dropped", "own:a:b"),
        "metadata.subjects[1].uri": ("defaulted", "http://own/a:b"),
        "metadata.subjects[2].qcode": ("dropped", "no:x"),
        "metadata.subjects[2].literal": ("defaulted", "no:x"),
    }
    assert item(source, "1.7")["subject"][1] == {"scheme": "http://own/", "code": "a:b"}


def test_codes_of_the_standards_own_vocabularies_are_known_by_their_uri() -> None:
    catalogs = [
        d.Catalog(schemes=[d.Scheme("n", "http://cv.iptc.org/newscodes/ninature/"), d.Scheme("stat", "http://x/")])
    ]
    source = Document(
        Metadata(
            catalogs=catalogs,
            item_class=d.Concept(qcode="n:audio"),
            pub_status=d.Concept(qcode="stat:usable"),
            subjects=[
                d.Concept(type_uri="http://cv.iptc.org/newscodes/cpnature/person"),
                d.Concept(type="cpnat:poi"),
                d.Concept(type="cpnat:abstract"),
            ],
        )
    )
    assert item(source) == {"type": "audio", "people": [{}], "places": [{}], "subjects": [{}]}
    assert losses(source) == {
        "metadata.catalogs": ("dropped", to_plain(catalogs)),
        "metadata.item_class.qcode": ("coerced", "n:audio"),
        "metadata.pub_status": ("dropped", {"qcode": "stat:usable"}),
        "metadata.subjects[0].type": ("defaulted", "cpnat:person"),
        "metadata.subjects[0].type_uri": ("dropped", "http://cv.iptc.org/newscodes/cpnature/person"),
        "metadata.subjects[1].type": ("coerced", "cpnat:poi"),
        "metadata.subjects[2].type": ("dropped", "cpnat:abstract"),
    }
    assert item(Document(Metadata(item_class=d.Concept(literal="picture")))) == {"type": "picture"}


def test_subjects_of_mixed_kinds_lose_their_order() -> None:
    one, two, three = d.Concept(literal="1"), d.Concept(literal="2", type="cpnat:person"), d.Concept(literal="3")
    grouped = Document(Metadata(subjects=[two, one, three]))
    assert losses(grouped) == {}
    assert list(item(grouped)) == ["people", "subjects"]
    mixed = Document(Metadata(subjects=[one, two, three]))
    assert losses(mixed) == {"metadata.subjects": ("coerced", to_plain([one, two, three]))}


def test_links_of_trust() -> None:
    source = Document(
        Metadata(
            trust_indicators=[d.ItemLink(rel="trustindicator:editorialPolicy"), d.ItemLink(rel="word"), d.ItemLink()]
        )
    )
    uri = "http://cv.iptc.org/newscodes/trustindicator/editorialPolicy"
    assert item(source) == {"trustIndicators": [{"role": uri}, {"role": "word"}, {}]}
    assert item(source, "1.7")["trustindicator"][0] == {
        "scheme": "http://cv.iptc.org/newscodes/trustindicator/",
        "code": "editorialPolicy",
    }
    assert losses(source) == {
        "metadata.trust_indicators[0].rel": ("dropped", "trustindicator:editorialPolicy"),
        "metadata.trust_indicators[0].rel_uri": ("defaulted", uri),
    }
    value = {"trustindicator": [{"scheme": "http://s/", "code": "a"}, {"scheme": "http://s/"}]}
    assert document(value, "1.7").metadata.trust_indicators == [
        d.ItemLink(rel_uri="http://s/a", scheme="http://s/"),
        d.ItemLink(scheme="http://s/"),
    ]
    assert again({"uri": "u", **value}, "1.7") == {"uri": "u", **value}


def test_words_and_their_uris() -> None:
    symbols = [
        d.Symbol(symbol_type="fisymtype:isin"),
        d.Symbol(symbol_type="x"),
        d.Symbol(symbol_type_uri="http://t/x"),
    ]
    source = Document(Metadata(subjects=[d.Concept(symbols=symbols, type="cpnat:organisation", rel_uri="http://r/x")]))
    isin = "http://cv.iptc.org/newscodes/financialinstrumentsymboltype/isin"
    assert item(source)["organisations"] == [
        {"rel": "http://r/x", "symbols": [{"symbolType": isin}, {"symbolType": "x"}, {"symbolType": "http://t/x"}]}
    ]
    assert losses(source) == {
        "metadata.subjects[0].symbols[0].symbol_type": ("dropped", "fisymtype:isin"),
        "metadata.subjects[0].symbols[0].symbol_type_uri": ("defaulted", isin),
    }


def test_what_ninjs_has_the_name_of() -> None:
    place = d.Concept(names=[d.Name("Cologne", "en"), d.Name("Köln", "de")])
    languages = [d.Language("de")]
    source = Document(Metadata(languages=languages, located=[place], subjects=[place]))
    assert item(source) == {"language": "de", "subjects": [{"name": "Köln"}], "located": "Köln"}
    assert losses(source) == {
        "metadata.located[0].names[0]": ("dropped", {"value": "Cologne", "language": "en"}),
        "metadata.located[0].names[1].language": ("dropped", "de"),
        "metadata.subjects[0].names[0]": ("dropped", {"value": "Cologne", "language": "en"}),
        "metadata.subjects[0].names[1].language": ("dropped", "de"),
    }
    for concept, text in (
        (d.Concept(literal="l"), "l"),
        (d.Concept(uri="urn:u"), "urn:u"),
        (d.Concept(qcode="medtop:1"), "http://cv.iptc.org/newscodes/mediatopic/1"),
    ):
        assert item(Document(Metadata(located=[concept]))) == {"located": text}
    assert item(Document(Metadata(located=[d.Concept()]))) == {}


def test_the_main_one_of_several() -> None:
    source = Document(Metadata(titles=[d.Label("a", role="r"), d.Label("b"), d.Label("c")]))
    assert item(source) == {"title": "b"}
    assert losses(source) == {
        "metadata.titles[0]": ("dropped", {"value": "a", "role": "r"}),
        "metadata.titles[2]": ("dropped", {"value": "c"}),
    }


# --- times --------------------------------------------------------------------------------------------------------------


def timed(time: str) -> Document:
    return Document(Metadata(guid="urn:x:1", version_created=Timestamp(time)))


@pytest.mark.parametrize(
    ("time", "zone", "written", "kind"),
    [
        ("2024-01-02T03:04:05", None, "2024-01-02T03:04:05Z", "defaulted"),
        ("2024-01-02T03:04:05.25", None, "2024-01-02T03:04:05.25Z", "defaulted"),
        ("2024-01-02T03:04:05", "+05:30", "2024-01-02T03:04:05+05:30", None),
        ("2024-07-02T03:04:05", "Europe/London", "2024-07-02T03:04:05+01:00", None),
        ("2024-01-02T03:04:05-05:00", "Europe/London", "2024-01-02T03:04:05-05:00", None),
        ("2024", None, "2024-01-01T00:00:00Z", "coerced"),
        ("2024-05", None, "2024-05-01T00:00:00Z", "coerced"),
        ("2024-05-06", "+02:00", "2024-05-06T00:00:00+02:00", "coerced"),
        ("2024-05-06Z", "+02:00", "2024-05-06T00:00:00Z", "coerced"),
        ("2024-01-02T24:00:00", "Europe/London", "2024-01-03T00:00:00+00:00", None),
        ("2024-12-31T24:00:00", None, "2025-01-01T00:00:00Z", "defaulted"),
        ("2024-12-31T24:00:00Z", None, "2025-01-01T00:00:00Z", None),
        ("2024-02-28T24:00:00.00-05:00", None, "2024-02-29T00:00:00.00-05:00", None),
        ("9999-12-31T24:00:00Z", None, "9999-12-31T24:00:00Z", None),
        ("2024-13-31T24:00:00Z", None, "2024-13-31T24:00:00Z", None),
        ("soon", None, None, "dropped"),
    ],
)
def test_times(time: str, zone: str | None, written: str | None, kind: str | None) -> None:
    source = timed(time)
    assert item(source, timezone=zone).get("versionCreated") == written
    found = losses(source, timezone=zone)
    value = written if kind == "defaulted" else time
    assert found == ({} if kind is None else {"metadata.version_created": (kind, value)})


def test_the_end_of_a_day_as_its_hour_24() -> None:
    value = {"uri": "u", "versionCreated": "2024-12-31T24:00:00Z"}
    source = document(value, "3.2")
    assert item(source)["versionCreated"] == value["versionCreated"]
    assert item(source, "1.7")["versioncreated"] == "2025-01-01T00:00:00Z"
    embargo = Document(Metadata(guid="urn:u", embargoed=Timestamp("2024-12-31T24:00:00Z")))
    report = newsdoc.validate(newsdoc.write(embargo, "ninjs@3.2").data)
    assert report.ok
    assert report.problems == []
    dates = d.Dates(expected_start_date=Timestamp("2024-12-31T24:00:00Z"))
    event = Document(Metadata(guid="u"), event_details=d.EventDetails(dates))
    assert item(event)["eventDetails"]["dates"] == {"expectedStartDate": "2025-01-01T00:00:00Z"}
    assert losses(event) == {}


def test_a_zone_that_there_is_not() -> None:
    with pytest.raises(OptionError):
        writing(timed("2024-01-02T03:04:05"), timezone="Mars/Olympus")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-05-06 07:08:09", "2024-05-06T07:08:09"),
        ("2024-05-06T07:08Z", "2024-05-06T07:08:00Z"),
        ("2024-05-06t07:08:09z", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09+0200", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06T07:08:09,5 GMT", "2024-05-06T07:08:09.5Z"),
        ("2024-05-06T07:08:09-03", "2024-05-06T07:08:09-03:00"),
    ],
)
def test_other_forms_of_times_are_understood_and_kept(text: str, time: str) -> None:
    source = document({"versioncreated": text}, "2.3")
    assert source.metadata.version_created == time
    if Timestamp(time).zone is None:
        assert item(source, "2.3", timezone="Z") == {"versioncreated": time + "Z"}
    else:
        assert item(source, "2.3") == {"versioncreated": text}
        assert losses(source, "2.3") == {}
    source.metadata.version_created = Timestamp("2020-01-01T00:00:00Z")
    assert item(source, "2.3") == {"versioncreated": "2020-01-01T00:00:00Z"}
    assert losses(source, "2.3") == {"foreign": ("dropped", to_plain(source.foreign))}


def test_what_is_no_time_is_kept() -> None:
    result = reading({"uri": "u", "versioncreated": "Last Tuesday"}, "1.7")
    assert result.document.metadata.version_created is None
    assert [(problem.code, problem.path) for problem in result.problems] == [("NJ-TYPE", "/versioncreated")]
    assert item(result.document, "1.7") == {"versioncreated": "Last Tuesday"}
    assert losses(result.document, "1.7") == {}


def test_dates_that_exclude_one_another() -> None:
    def written(**fields: str) -> Any:
        dates = d.Dates()
        for name, time in fields.items():
            setattr(dates, name, Timestamp(time))
        return item(Document(event_details=d.EventDetails(dates=dates)))["eventDetails"]

    assert written(expected_start_date="2024-05Z") == {"dates": {"expectedStartDate": "2024-05"}}
    assert written(start_date=TIME, expected_start_date="2024") == {"dates": {"startDate": TIME}}
    assert written(end_date=TIME, expected_end_date="2024") == {"dates": {"endDate": TIME}}
    both = {"dates": {"startDate": TIME, "endDate": TIME, "expectedEndDate": "2024"}}
    assert written(start_date=TIME, end_date=TIME, expected_end_date="2024") == both
    assert written(expected_duration="PT1H") == {}
    assert written(expected_start_date="2024-13") == {}
    source = document({"eventDetails": {"dates": {"recurrence": {"recurrenceDates": ["2024-05-06"]}}}}, "3.2")
    assert source.event_details == d.EventDetails(dates=d.Dates(recurrence_dates=[Timestamp("2024-05-06")]))
    assert losses(source) == {"event_details.dates": ("dropped", {"recurrence_dates": ["2024-05-06"]})}


# --- numbers, renditions, places, contacts ------------------------------------------------------------------------------


def test_renditions() -> None:
    value = {
        "renditions": [
            {"name": "main", "href": "urn:h", "contentType": "image/jpeg", "title": "T", "format": "jpeg", "width": 10},
            {"name": "http://r/b", "duration": 12.5, "scanType": "progressive", "bitrate": "5 Mbps", "sizeInBytes": 9},
            {"name": "c", "resources": [{"role": "r", "title": "t", "language": "de", "contentType": "text/vtt"}]},
        ]
    }
    source = document(value, "3.2")
    assert source.renditions[1] == d.Rendition(
        rendition_uri="http://r/b", duration="12.5", video_scan="progressive", video_bitrate="5 Mbps", size=9
    )
    assert item(source) == value
    one = item(source, "1.7")["renditions"]
    assert list(one) == ["main", "http://r/b", "c"]
    assert one["main"] == {"href": "urn:h", "mimetype": "image/jpeg", "title": "T", "format": "jpeg", "width": 10}
    assert losses(source, "1.7") == {}
    assert set(losses(source, "1.1")) == {
        "renditions[0].format",
        "renditions[1].duration",
        "renditions[1].video_scan",
        "renditions[1].video_bitrate",
        "renditions[2].resources",
    }


def test_names_that_must_be() -> None:
    source = Document(
        renditions=[d.Rendition(), d.Rendition(rendition="a"), d.Rendition(rendition="a"), d.Rendition(rendition="_b")],
        associations=[d.Association(Document()), d.Association(Document(Metadata(guid="urn:2")), "é")],
    )
    assert [one["name"] for one in item(source)["renditions"]] == ["rendition1", "a", "a", "_b"]
    assert list(item(source, "1.2")["renditions"]) == ["rendition1", "a", "a_2", "x_b"]
    assert [one["name"] for one in item(source)["associations"]] == ["association1", "é"]
    assert list(item(source, "1.7")["associations"]) == ["association1", "xé"]
    assert "name" not in item(source, "2.0")["associations"][0]
    found = losses(source)
    assert found.pop("associations[0].document.metadata.guid")[0] == "defaulted"
    assert found == {
        "renditions[0].rendition": ("defaulted", "rendition1"),
        "associations[0].name": ("defaulted", "association1"),
    }


@pytest.mark.parametrize(
    ("fields", "version", "written"),
    [
        ({"duration": "90"}, "3.2", {"duration": 90}),
        ({"duration": "90", "duration_unit": "timeunit:seconds"}, "3.2", {"duration": 90}),
        ({"duration": "90", "duration_unit": "timeunit:milliseconds"}, "3.2", {}),
        ({"duration": "00:01:30:00"}, "3.2", {}),
        ({"duration": "1e999"}, "3.2", {}),
        ({"width": 10, "width_unit": "dimensionunit:pixels"}, "3.2", {"width": 10}),
        ({"width": 10, "width_unit_uri": "http://cv.iptc.org/newscodes/dimensionunit/points"}, "3.2", {}),
        ({"height": 10.6}, "3.2", {"height": 11}),
        ({"height": 10.6}, "2.3", {"height": 10.6}),
        ({"size": 2**70}, "3.2", {}),
        ({"video_scan": "telecine"}, "3.2", {}),
    ],
)
def test_numbers_and_units(fields: dict[str, Any], version: str, written: dict[str, Any]) -> None:
    source = Document(renditions=[d.Rendition(rendition="a", **fields)])
    assert item(source, version) == {"renditions": [{"name": "a", **written}]}


def test_urgency_out_of_bounds() -> None:
    problem = reading({"uri": "u", "urgency": 0}, "3.2").problems[0]
    assert (problem.code, problem.message) == ("NJ-TYPE", "the value of “urgency” is not 1 to 9")
    assert document({"urgency": 42}, "1.6").metadata.urgency == 42
    assert losses(Document(Metadata(urgency=42))) == {"metadata.urgency": ("dropped", 42)}
    result = reading({"uri": "u", "urgency": 42.5}, "1.6")
    assert result.problems == []
    assert item(result.document, "1.6") == {"urgency": 42.5}
    assert again({"uri": "u", "urgency": 1e19}, "1.6") == {"uri": "u", "urgency": 1e19}


def test_geometries() -> None:
    point = {"type": "Point", "coordinates": [1, 2]}
    value = {"place": [{"name": "P", "geometry_a": point, "geometry_geojson": {"x": 1}}]}
    source = document(value, "1.7")
    assert source.metadata.subjects[0].geometries == [
        d.Geometry("point", [d.Position("2", "1")], name="a"),
        d.Geometry("geojson", geojson={"x": 1}),
    ]
    assert item(source, "1.7") == value
    assert item(source) == {"places": [{"name": "P", "geoJSON": point}]}
    assert losses(source) == {
        "metadata.subjects[0].geometries[0].name": ("dropped", "a"),
        "metadata.subjects[0].geometries[1]": ("dropped", {"kind": "geojson", "geojson": {"x": 1}}),
    }


@pytest.mark.parametrize(
    ("geometry", "written"),
    [
        (d.Geometry("point", [d.Position("2.5", "1", "30")]), {"type": "Point", "coordinates": [1, 2.5, 30]}),
        (
            d.Geometry("line", [d.Position("2", "1"), d.Position("4", "3")]),
            {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        ),
        (
            d.Geometry("polygon", [d.Position("0", "0"), d.Position("0", "1"), d.Position("1", "1")]),
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        ),
        (d.Geometry("circle", [d.Position("2", "1")], radius="5"), None),
        (d.Geometry("point", [d.Position("north", "1")]), None),
        (d.Geometry("point", []), None),
        (d.Geometry("polygon", [d.Position("0", "0")]), None),
    ],
)
def test_positions_are_geojson(geometry: d.Geometry, written: Any) -> None:
    source = Document(Metadata(subjects=[d.Concept(type="cpnat:geoArea", geometries=[geometry])]))
    assert item(source) == {"places": [{} if written is None else {"geoJSON": written}]}
    place = "metadata.subjects[0].geometries"
    if written is None:
        assert losses(source) == {place: ("dropped", to_plain([geometry]))}
    elif geometry.kind == "polygon":  # its ring was not closed
        assert losses(source) == {f"{place}[0]": ("coerced", to_plain(geometry))}
    else:
        assert losses(source) == {}


@pytest.mark.parametrize(
    "value",
    [
        {"type": "Point", "coordinates": [1.25, -2, 30]},
        {"type": "Point", "coordinates": [1e-9, 2]},
        {"type": "Point", "coordinates": [1, 2, 3, 4]},
        {"type": "Point", "coordinates": [True, 2]},
        {"type": "Point", "coordinates": [1, 2], "bbox": [0, 0, 1, 1]},
        {"type": "LineString", "coordinates": [[1, 2]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]], [[0, 0], [1, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Point", "coordinates": "1,2"},
        {"type": 5, "coordinates": [1, 2]},
    ],
)
def test_geojson_comes_back(value: dict[str, Any]) -> None:
    whole = {"uri": "u", "place": [{"geometry_x": value}]}
    assert again(whole, "1.7") == whole


def test_contacts() -> None:
    address = {"lines": ["1 Road"], "locality": "L", "area": "A", "postalCode": "1", "country": "C"}
    value = {
        "people": [
            {
                "contactInfo": [
                    {"type": "web", "role": "work", "lang": "de", "name": "n", "value": "v"},
                    {"address": address},
                ]
            }
        ]
    }
    source = document(value, "3.2")
    contacts = source.metadata.subjects[0].contact_info
    assert contacts == [
        d.ContactInfo(
            [
                d.Contact("web", "v", name="n", role="work", language="de"),
                d.Contact(
                    address=d.Address(
                        ["1 Road"],
                        [d.Concept(names=[d.Name("L")])],
                        [d.Concept(names=[d.Name("A")])],
                        d.Concept(names=[d.Name("C")]),
                        "1",
                    ),
                ),
            ]
        )
    ]
    assert item(source) == value
    assert item(source, "1.4") == {"person": [{}]}
    contacts[0].contacts += [d.Contact("fax"), d.Contact(value="v", address=d.Address())]
    assert losses(source) == {
        "metadata.subjects[0].contact_info[0].contacts[2]": ("dropped", {"type": "fax"}),
        "metadata.subjects[0].contact_info[0].contacts[3].address": ("dropped", {}),
    }
    contacts.append(d.ContactInfo([d.Contact(value="w")]))
    assert losses(source) == {"metadata.subjects[0].contact_info": ("flattened", to_plain(contacts))}
    assert item(Document(Metadata(subjects=[d.Concept(contact_info=[d.ContactInfo()], type="cpnat:person")]))) == {
        "people": [{}]
    }


def test_rights() -> None:
    encoded = {"rightsInfo": {"langId": "urn:l", "encodedRights": "{}"}}
    source = document(encoded, "3.2")
    expression = d.RightsExpression("{}", "urn:l", encoding_type="application/json")
    assert source.metadata.rights == [d.RightsInfo(expressions=[expression])]
    assert item(source) == encoded
    source.metadata.rights[0].links = [d.ItemLink(residref="x"), d.ItemLink(href="urn:r")]
    source.metadata.rights.append(d.RightsInfo(scope="riscope:content"))
    assert item(source) == {"rightsInfo": {"linkedRights": "urn:r"}}
    assert losses(source) == {
        "metadata.rights[0].links[0]": ("dropped", {"residref": "x"}),
        "metadata.rights[0].expressions": ("dropped", [to_plain(expression)]),
        "metadata.rights[1]": ("dropped", {"scope": "riscope:content"}),
    }
    assert item(Document(Metadata(rights=[d.RightsInfo(langid="urn:l")]))) == {}


def test_alternative_identifiers_of_line_1_hold_anything() -> None:
    value = {"altids": {"a": "1", "b": {"c": [1]}, "http://r/x": "2"}}
    source = document(value, "1.7")
    assert source.metadata.alt_ids == [d.AltId("1", role="a"), d.AltId("2", role_uri="http://r/x")]
    assert item(source, "1.7") == value
    assert item(source) == {"altIds": [{"role": "a", "value": "1"}, {"role": "http://r/x", "value": "2"}]}
    assert losses(source) == {"foreign": ("dropped", [{"path": "altids/b", "value": '{"c": [1]}', "format": "ninjs"}])}
    alone = {"uri": "u", "altids": {"b": 1}}
    assert again(alone, "1.7") == alone
    twice = Document(Metadata(alt_ids=[d.AltId("1"), d.AltId("2"), d.AltId("3", role="")]))
    assert item(twice, "1.7") == {"altids": {"id": "1", "id_2": "2", "": "3"}}


def test_labels_of_line_1() -> None:
    labels = [d.Label("1"), d.Label("2"), d.Label("3", role="a"), d.Label("4", role="a"), d.Label("5", role="é")]
    source = Document(Metadata(headlines=labels, descriptions=[d.Label("6"), d.Label("7", role_uri="http://r/x")]))
    assert item(source, "1.7") == {
        "description_text": "6",
        "description_http://r/x": "7",
        "headline": "1",
        "headline_text": "2",
        "headline_a": "3",
        "headline_a_2": "4",
        "headline_xé": "5",
    }
    assert losses(source, "1.7") == {
        "metadata.headlines[1].role": ("defaulted", "text"),
        "metadata.headlines[3].role": ("coerced", "a"),
        "metadata.headlines[4].role": ("coerced", "é"),
        "metadata.descriptions[0].role": ("defaulted", "text"),
    }
    assert item(source, "1.2")["headline"] == "1"
    assert losses(source, "1.2")["metadata.headlines[4]"] == ("dropped", {"value": "5", "role": "é"})


@pytest.mark.parametrize(
    ("labels", "headline"),
    [
        ([d.Label("1", role="hl:main"), d.Label("2", "fr")], "1"),
        ([d.Label("1", "fr"), d.Label("2", "en")], "2"),
        ([d.Label("1", "fr"), d.Label("2", "en-GB"), d.Label("3", "EN")], "3"),
        ([d.Label("1", "fr"), d.Label("2", "en-GB")], "2"),
        ([d.Label("1", "fr"), d.Label("2")], "2"),
        ([d.Label("1"), d.Label("2", rank=1)], "2"),
        ([d.Label("1", rank=2), d.Label("2", "fr", rank=1)], "1"),
        ([d.Label("1", role="hl:short"), d.Label("2", role="hl:main")], "2"),
        ([d.Label("1", role="hl:short"), d.Label("2", role="hl:long hl:main")], "2"),
        ([d.Label("1", role="hl:short"), d.Label("2", role_uri="http://hl/main")], "2"),
        ([d.Label("1", role="hl:short"), d.Label("2", role="hl:long")], "1"),
        ([d.Label("1", role="hl:short"), d.Label("2")], "2"),
        ([d.Label("1", role="word", rank=1), d.Label("2", "fr")], "2"),
        ([d.Label("1", role="word")], None),
    ],
)
def test_the_headline_of_line_1_is_the_one_that_a_reader_would_call_so(
    labels: list[d.Label], headline: str | None
) -> None:
    catalogs = [d.Catalog(href="http://example.com/catalog")]
    source = Document(Metadata(languages=[d.Language("en")], headlines=labels, catalogs=catalogs))
    written = item(source, "1.7")
    assert written.get("headline") == headline
    assert len([key for key in written if key.startswith("headline")]) == len(labels)
    told = losses(source, "1.7")
    for index, label in enumerate(labels):
        lost = told.get(f"metadata.headlines[{index}].role")
        if label.value == headline and label.role is not None:
            assert lost == ("dropped", label.role)
        elif label.role is not None and " " not in label.role:
            assert lost is None


@pytest.mark.parametrize("key", ["headline_main", "headline_hl:main", "headline_http://hl/main"])
def test_a_role_of_line_1_stays_the_end_of_a_name(key: str) -> None:
    value = {"uri": "u", key: "a", "headline_x": "b"}
    assert again(value, "1.7") == value


def test_labels_with_markup() -> None:
    value = {
        "headlines": [
            {"contentType": "text/html", "value": "a <em>b</em> &amp; c"},
            {"contentType": "text/html", "value": "a &nbsp; b"},
            {"contentType": "text/html", "value": "<b>bold"},
            {"contentType": "text/plain", "value": "<b>"},
        ]
    }
    source = document(value, "3.2")
    assert source.metadata.headlines[0].content == ["a ", Emphasis(["b"]), " & c"]
    assert [label.value for label in source.metadata.headlines] == ["a b & c", "a \u00a0 b", "bold", "<b>"]
    assert item(source) == value
    source.metadata.headlines[1].value = "c"
    source.metadata.headlines[2].content = None
    source.metadata.headlines[2].value = "<"
    assert [one["value"] for one in item(source)["headlines"]][1:3] == ["c", "&lt;"]
    strong = Document(Metadata(headlines=[d.Label("a", content=[Strong(["a"])])]))
    assert item(strong) == {"headlines": [{"value": "a"}]}
    assert losses(strong) == {"metadata.headlines[0].content": ("flattened", [{"type": "strong", "content": ["a"]}])}


def test_markup_of_a_label_that_cannot_be_read() -> None:
    value = {"headlines": [{"contentType": "text/html", "value": "<i>" * 300}]}
    source = document(value, "3.2")
    assert source.metadata.headlines[0].value == "<i>" * 300
    assert item(source) == value


# --- bodies -------------------------------------------------------------------------------------------------------------

P, Q = Paragraph(["a"]), Paragraph(["b ", Emphasis(["c"])])


def test_a_body_alone_needs_no_alternatives() -> None:
    source = Document(body=[Heading(["h"]), Q])
    for version, expected in (
        ("3.2", {"bodies": [{"contentType": "application/xhtml+xml", "value": "<h2>h</h2><p>b <em>c</em></p>"}]}),
        ("1.7", {"body_xhtml": "<h2>h</h2><p>b <em>c</em></p>"}),
    ):
        written = item(source, version)
        assert {key: _packed(value) for key, value in written.items()} == expected
        back = document(written, version)
        assert back.body == source.body
        if version == "3.2":
            assert losses(source, version) == {}
            assert back.contents == []
        else:
            role = {"role": "xhtml", "content_type": "application/xhtml+xml"}
            assert losses(source, version) == {"contents[0]": ("defaulted", role)}
            assert to_plain(back.contents) == [role]


def _packed(value: Any) -> Any:
    """``value`` without line feeds between tags."""
    if isinstance(value, str):
        return value.replace(">\n<", "><").strip()
    if isinstance(value, list):
        return [_packed(one) for one in value]
    return {key: _packed(one) for key, one in value.items()}


def test_the_richest_body_is_the_body_and_comes_back_to_the_letter() -> None:
    value = {
        "bodies": [
            {"role": "text", "contentType": "text/plain", "value": "a\n\nb c", "charCount": 6},
            {"role": "x", "contentType": "application/xml", "value": "<TT/>"},
            {"role": "html", "contentType": "text/html", "value": "<P>a<p>b <i>c</i>", "wordCount": 3},
            {"contentType": "application/xhtml+xml", "value": "<p>other</p>"},
        ]
    }
    source = document(value, "3.2")
    assert [(entry.role, entry.value is None, entry.form) for entry in source.contents] == [
        ("text", False, "data"),
        ("x", False, "xml"),
        ("html", True, "xml"),
        (None, False, "xml"),
    ]
    assert [type(block) for block in source.body] == [Paragraph, Paragraph]
    assert item(source) == value
    assert losses(source) == {}
    source.body.append(P)
    written = item(source)
    assert written["bodies"][2]["value"].endswith("<p>a</p>")
    assert document(written, "3.2").body == source.body
    assert losses(source) == {"contents[2].foreign": ("dropped", to_plain(source.contents[2].foreign))}


def test_html_that_was_repaired_is_a_problem() -> None:
    result = reading({"uri": "u", "body_html": "<p>a<b>c</p>"}, "1.7")
    assert [(problem.code, problem.severity) for problem in result.problems] == [("NJ-BODY-MARKUP", "warning")]


@pytest.mark.parametrize(
    ("value", "paragraphs"),
    [
        ("a\n\nb\nc", [["a"], ["b", LineBreak(), "c"]]),
        ("a\n\nb\r\nc\n", [["a"], ["b", LineBreak(), "c"]]),
        ("a\nb", [["a"], ["b"]]),
        ("a\r\nb", [["a"], ["b"]]),
        ("a\r\n \r\n\n b ", [["a"], ["b "]]),
        (" ", []),
    ],
)
def test_plain_text(value: str, paragraphs: list[list[Any]]) -> None:
    bodies = {"bodies": [{"role": "main", "value": value}]}
    source = document(bodies, "3.2")
    assert source.body == [Paragraph(content) for content in paragraphs]
    assert source.contents[0].form == "data"
    assert item(source) == bodies


_PLAIN = d.Content(content_type="text/plain", form="data")
_BROKEN = Paragraph(["b", LineBreak(), "c"])


@pytest.mark.parametrize(
    ("body", "text", "lost"),
    [
        ([P, _BROKEN], "a\n\nb\nc", False),
        ([_BROKEN, _BROKEN], "b\nc\n\nb\nc", False),
        ([Paragraph(["a", " b"]), P], "a b\n\na", False),
        ([_BROKEN], "b\nc", True),
        ([Paragraph(["  a"]), Paragraph(["  b"])], "  a\n\n  b", True),
        ([Paragraph([]), P], "a", True),
    ],
)
def test_a_plain_body_whose_alternative_is_text_is_written_as_text(body: list[Any], text: str, lost: bool) -> None:
    source = Document(body=body, contents=[_PLAIN])
    assert item(source)["bodies"] == [{"contentType": "text/plain", "value": text}]
    assert item(source, "1.7") == {"body_text": text}
    told = losses(source)
    assert told.pop("body", None) == (("flattened", to_plain(body)) if lost else None)
    assert told.keys() <= {"contents[0].foreign[0]"}
    back = document(item(source), "3.2")
    assert lost or back.body == normal(body)
    assert back.contents[0].content_type == "text/plain"


def test_plain_text_goes_through_newsml_g2_as_it_is() -> None:
    for text in ("a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\n\nb", "a"):
        source = document({"body_text": text}, "1.7")
        through = newsdoc.write(source, "newsml-g2")
        told = [loss.path for loss in through.losses if loss.path.startswith(("body", "contents"))]
        assert told == (["contents[0].foreign[0]"] if "\r" in text else [])
        back = newsdoc.read(through.data).document
        assert back.body == source.body
        assert item(back, "1.7")["body_text"] == text.replace("\r", "")
    for block in (Heading(["h"]), Q, Paragraph(["a"], {"class": "x"})):
        assert list(item(Document(body=[block], contents=[_PLAIN]), "1.7")) == ["body_xhtml"]


def test_plain_text_that_gets_markup_is_written_as_xhtml() -> None:
    source = document({"bodies": [{"role": "main", "contentType": "text/plain", "value": "a"}]}, "3.2")
    source.body = [Q]
    written = item(source)["bodies"]
    assert [(one["role"], one["contentType"]) for one in written] == [("main", "application/xhtml+xml")]
    assert losses(source) == {
        "contents[0].content_type": ("coerced", "text/plain"),
        "contents[0].form": ("coerced", "data"),
    }
    assert {loss.reason for loss in writing(source).losses if loss.path.startswith("contents")} == {
        "the body has more than text/plain can say: written as XHTML"
    }


NITF = (
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<nitf><head><title>t</title></head>'
    "<body><body.content><p>é</p></body.content></body></nitf>"
)


def test_nitf() -> None:
    value = {
        "bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": NITF}, {"contentType": "text/plain", "value": "x"}]
    }
    source = document(value, "3.2")
    assert source.body == [Paragraph(["é"])]
    assert item(source) == value
    source.body = [P]
    written = item(source)["bodies"][0]
    assert written["contentType"] == "text/vnd.IPTC.NITF"
    assert "<title>t</title>" in written["value"]
    assert document({"bodies": [written]}, "3.2").body == [P]


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ("<p>a</p><p>b <em>c</em></p>", [P, Q]),
        ("<?xml version='1.0' encoding='ISO-8859-1'?>\n<!-- x --><p>a</p>\n<hl2>é</hl2>", [P, Heading(["é"])]),
        ("<block><p>a</p></block>", [Group([P], "block")]),
        ("<body><body.head><byline>x</byline></body.head><body.content><p>a</p></body.content></body>", [P]),
        ("<body.head/><body.content><p>a</p></body.content>", [P]),
        ("<body.content><p>a</p></body.content>", [P]),
        ('<p xmlns="http://iptc.org/std/NITF/2006-10-18/">a</p>', [P]),
        ("Tom &amp; <em>c</em>", [Paragraph(["Tom & ", Emphasis(["c"])], {"element": ""})]),
        ("if a < b", [Paragraph(["if a < b"])]),
        ("A&B", [Paragraph(["A&B"])]),
    ],
)
def test_parts_of_nitf_are_read(value: str, body: list[Any]) -> None:
    for version, bodies in (
        ("1.7", {"body_nitf": value}),
        ("3.2", {"bodies": [{"role": "nitf", "contentType": "application/nitf+xml", "value": value}]}),
    ):
        source = document(bodies, version)
        assert source.body == body
        assert source.contents[0].content_type == "application/nitf+xml"
        assert source.contents[0].form == "xml"
        assert item(source, version) == bodies
        assert losses(source, "3.2") == {}
        source.body = [P, *source.body]
        changed = document({"bodies": item(source)["bodies"]}, "3.2")
        assert changed.body == source.body
        assert ("byline" in item(source)["bodies"][0]["value"]) == ("byline" in value)
    through = newsdoc.read(newsdoc.write(source, "newsml-g2").data).document
    assert through.text == source.text


def test_what_is_called_nitf_and_has_no_markup_is_plain_text() -> None:
    for version, bodies in (
        ("1.7", {"body_nitf": "a\n\nb\nc"}),
        ("3.2", {"bodies": [{"role": "nitf", "value": "a\n\nb\nc"}]}),
    ):
        source = document(bodies, version)
        assert source.body == [P, _BROKEN]
        assert source.contents[0].form == "data"
        assert item(source, version) == bodies
        assert losses(source, version) == {}
        source.body = [_BROKEN, P]
        assert document(item(source, version), version).body == [_BROKEN, P]
    assert document({"body_nitf": "a"}, "1.7").contents == [
        d.Content(role="nitf", content_type="text/plain", form="data")
    ]
    typed = document({"bodies": [{"contentType": "application/nitf+xml", "value": "a\n\nb\nc"}]}, "3.2")
    assert typed.body == [P, _BROKEN]


@pytest.mark.parametrize(
    "value",
    [
        "<div>a</div>",
        "<p>a",
        "<p>a</p></body.content><p>",
        "<x:p xmlns:x='urn:x'/>",
        "<TTNITF/>",
        '<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>',
        "<nitf>",
    ],
)
def test_markup_that_cannot_be_read_stays_an_alternative(value: str) -> None:
    bodies = {"bodies": [{"role": "nitf", "value": value}]}
    source = document(bodies, "3.2")
    assert source.body == []
    assert source.contents == [d.Content(role="nitf", value=value)]
    assert item(source) == bodies


@pytest.mark.parametrize(
    ("body", "key", "content_type"),
    [
        ("xhtml", "body_xhtml", "application/xhtml+xml"),
        ("nitf", "body_nitf", "application/nitf+xml"),
        ("text", "body_text", "text/plain"),
    ],
)
def test_the_markup_asked_for(body: str, key: str, content_type: str) -> None:
    source = Document(body=[Q])
    assert list(item(source, "1.7", body=body)) == [key]
    assert item(source, body=body)["bodies"][0]["contentType"] == content_type
    if body == "text":
        assert losses(source, body=body)["body"] == ("flattened", to_plain(source.body))


def test_the_bodys_own_alternative_is_the_one_that_is_read() -> None:
    rich = d.Content(content_type="text/html", value="<p>x</p>")
    source = Document(body=[P], contents=[rich, d.Content(content_type="text/plain", form="data")])
    back = document(item(source), "3.2")
    assert back.body == [P]
    assert losses(source) == {"contents[1]": ("dropped", {"content_type": "text/plain", "form": "data"})}
    assert document(item(source, "1.7"), "1.7").body == [P]
    same = Document(body=[P], contents=[rich, d.Content(role="b", content_type="text/html"), d.Content(role="c")])
    assert document(item(same), "3.2").body == [P]
    assert losses(same)["contents[2]"] == ("dropped", {"role": "c"})


def test_an_alternative_of_an_unknown_kind_cannot_hold_the_body() -> None:
    source = Document(body=[P], contents=[d.Content(role="x", content_type="application/x-own")])
    assert item(source)["bodies"][0]["contentType"] == "application/xhtml+xml"
    assert losses(source) == {"contents[0].content_type": ("coerced", "application/x-own")}


def test_counts_move_between_the_item_and_its_body() -> None:
    old = document({"body_main": "abc", "charcount": 3, "wordcount": 1}, "1.7")
    assert item(old)["bodies"] == [{"role": "main", "charCount": 3, "wordCount": 1, "value": "abc"}]
    assert losses(old) == {
        "metadata.char_count": ("coerced", 3),
        "metadata.word_count": ("coerced", 1),
        "contents[0].char_count": ("defaulted", 3),
        "contents[0].word_count": ("defaulted", 1),
    }
    new = document({"bodies": [{"role": "main", "charCount": 3, "value": "abc"}]}, "3.2")
    assert item(new, "1.7") == {"body_main": "abc", "charcount": 3}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (d.Content(content_type="text/html", value="<p>"), "body_html"),
        (d.Content(content_type="text/plain", value="x"), "body_text"),
        (d.Content(content_type="application/json", value="{}"), "body_other"),
        (d.Content(value="<p>x</p>"), "body_xhtml"),
    ],
)
def test_roles_for_line_1(content: d.Content, key: str) -> None:
    assert list(item(Document(contents=[content]), "1.7")) == [key]


# --- foreign, other types -----------------------------------------------------------------------------------------------


def test_a_dialect_is_kept_and_reported() -> None:
    value = {
        "uri": "urn:x:1",
        "foofoo": [1, "é"],
        "person": [{"name": "N", "a/b~c": None}],
        "renditions": {"a": {"poi": {"z": 1}}},
    }
    result = reading(value, "1.7")
    source = result.document
    assert source.foreign == [d.Foreign("foofoo", '[1, "é"]', format="ninjs")]
    assert source.metadata.subjects[0].foreign == [d.Foreign("a~1b~0c", "null", format="ninjs")]
    assert source.renditions[0].foreign == [d.Foreign("poi/z", "1", format="ninjs")]
    assert [(one.code, one.path, one.severity) for one in result.problems] == [
        ("NJ-UNKNOWN-PROPERTY", "/foofoo", "warning"),
        ("NJ-UNKNOWN-PROPERTY", "/person/0/a~1b~0c", "warning"),
        ("NJ-UNKNOWN-PROPERTY", "/renditions/a/poi/z", "warning"),
    ]
    assert all(one.line == 1 and one.column for one in result.problems)
    assert losses(source, "1.7") == {
        "foreign": ("dropped", to_plain(source.foreign)),
        "metadata.subjects[0].foreign": ("dropped", to_plain(source.metadata.subjects[0].foreign)),
        "renditions[0].foreign": ("dropped", to_plain(source.renditions[0].foreign)),
    }


def test_what_is_open_in_a_line_takes_it_back() -> None:
    value = {
        "uri": "u",
        "rightsinfo": {"linkedrights": "urn:r", "x": [1]},
        "people": [],
        "renditions": [{"name": "a", "resources": []}],
    }
    result = reading(value, "2.3")
    assert result.problems == []
    assert again(value, "2.3") == value
    assert losses(result.document, "3.2") == {
        "metadata.rights[0].foreign": ("dropped", [{"path": "x", "value": "[1]", "format": "ninjs"}])
    }


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ({"urgency": "5"}, {"urgency": 5}),
        ({"version": 3}, {"version": "3"}),
        ({"type": "Text"}, {"type": "text"}),
        ({"people": {"name": "N"}}, {"people": [{"name": "N"}]}),
        ({"renditions": [{"name": "a", "duration": "1.5"}]}, {"renditions": [{"name": "a", "duration": 1.5}]}),
        ({"plannedCoverage": [{"exclAudience": "x"}]}, {"plannedCoverage": [{"exclAudience": ["x"]}]}),
    ],
)
def test_values_that_can_mean_one_thing_only_are_understood(value: dict[str, Any], read_as: dict[str, Any]) -> None:
    result = reading({"uri": "u", **value}, "3.2")
    assert [problem.code for problem in result.problems] == ["NJ-TYPE"]
    assert [loss.kind for loss in result.losses] == ["coerced"]
    assert item(result.document) == read_as


@pytest.mark.parametrize(
    "value",
    [
        {"urgency": "five"},
        {"urgency": True},
        {"version": None},
        {"type": "story"},
        {"people": ["N"]},
        {"genres": "Fact"},
        {"bodies": [{"role": "x"}]},
        {"altIds": [{"role": "x"}]},
        {"headlines": [{"role": "x"}]},
        {"associations": "x"},
        {"standard": "http://x/"},
        {"plannedCoverage": [{"commissioned": {"references": [{"name": "x"}]}}]},
    ],
)
def test_values_that_cannot_be_understood_are_kept(value: dict[str, Any]) -> None:
    result = reading({"uri": "u", **value}, "3.2")
    kept = result.document.foreign or result.document.planned_coverage[0].foreign
    assert [json.loads(one.value) for one in kept] in ([*value.values()], [[{"name": "x"}]])
    allowed = is_valid({"uri": "u", **value}, "3.2")
    assert [problem.code for problem in result.problems] == ([] if allowed else ["NJ-TYPE"])
    assert is_valid(json.loads(writing(result.document).data), "3.2")


@pytest.mark.parametrize(
    "path", ["", "x/y", "people/0/x", "renditions/0", "altids/a/b", "versioncreated/x", "standard"]
)
@pytest.mark.parametrize("value", ["{", "1"])
def test_foreign_fragments_that_make_no_sense_are_losses(path: str, value: str) -> None:
    source = Document(Metadata(guid="urn:x"), foreign=[d.Foreign(path, value, format="ninjs"), d.Foreign("a", "b")])
    source.renditions.append(d.Rendition(rendition="a"))
    for version in MAIN:
        written = writing(source, version)
        assert is_valid(json.loads(written.data), version)
        back = read(written.data, ReadOptions(version=version)).document
        assert unreported(diff(source, back), written.losses) == []


# --- versions, the standard block ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "version"),
    [
        ({}, "3.2"),
        ({"standard": {"version": "2.1"}}, "2.1"),
        ({"standard": {"version": "2.0-dev"}}, "2.0"),
        ({"standard": {"version": "3.9"}}, "3.2"),
        ({"$standard": {"version": "1.3"}}, "1.3"),
        ({"standard": {"version": "99"}, "headlines": []}, "3.2"),
        ({"standard": {"version": 2}, "pubstatus": "usable", "headlines": []}, "2.3"),
        ({"headline": "x"}, "1.7"),
        ({"urgency": 42, "headline": "x"}, "1.6"),
        ({"urgency": 42}, "2.2"),
        ({"associations": [{"name": "x"}]}, "2.0"),
        ({"versionCreated": TIME, "pubStatus": 5}, "3.2"),
    ],
)
def test_the_version_of_an_item(value: dict[str, Any], version: str) -> None:
    assert reading({"uri": "u", **value}).version == version


def test_the_version_asked_for() -> None:
    assert reading({"uri": "u"}, "2").version == "2.3"
    with pytest.raises(ReadError) as caught:
        reading({"uri": "u"}, "banana")
    assert caught.value.code == "UNKNOWN-VERSION"
    with pytest.raises(WriteError):
        writing(Document(), "banana")
    assert json.loads(write([Document()], WriteOptions()).data)["standard"] == standard_block("3.2")


def test_the_standard_block() -> None:
    block = {"name": "Own", "version": "2.1", "schema": "http://own/"}
    source = document({"standard": block}, "2.1")
    assert json.loads(writing(source, "2.1").data)["standard"] == block
    assert json.loads(writing(source, "2.3").data)["standard"] == standard_block("2.3")
    assert losses(source, "2.3") == {"foreign[0]": ("coerced", to_plain(source.foreign[0]))}
    assert document({"standard": standard_block("2.3")}, "2.3").foreign == []
    assert again({"uri": "u", "standard": {"name": "x"}}, "3.2") == {"uri": "u", "standard": {"name": "x"}}
    nested = {"uri": "u", "associations": [{"name": "a", "uri": "v", "standard": standard_block("3.2")}]}
    assert again(nested, "3.2") == nested
    assert again({**nested, "associations": [{"name": "a", "uri": "v", "standard": standard_block("3.0")}]}, "3.2") == {
        **nested,
        "associations": [{"name": "a", "uri": "v", "standard": standard_block("3.0")}],
    }
    assert "$standard" not in json.loads(writing(Document(), "1.2").data)


@pytest.mark.parametrize(
    ("block", "kind", "reason"),
    [
        ({"version": "2.0"}, "dropped", "it names another version of the standard"),
        ({"own": 1}, "dropped", "ninjs 3.2 has no place for what it says of the standard"),
    ],
)
def test_why_a_nested_block_is_not_written(block: dict[str, Any], kind: str, reason: str) -> None:
    source = document({"associations": [{"name": "a", "uri": "v", "standard": block}]}, "3.2")
    (loss,) = writing(source, "3.2").losses
    assert (loss.kind, loss.path, loss.reason) == (kind, "associations[0].document.foreign[0]", reason)


@pytest.mark.parametrize("version", ["1.7", "2.3", "3.2"])
def test_the_standard_block_of_a_dialect(version: str) -> None:
    key = "$standard" if version == "1.7" else "standard"
    value = {"uri": "urn:x:1", key: {**standard_block(version), "own": {"a": [1]}}}
    source = reading(value, version).document
    kept = writing(source, version, dialect=True)
    assert (json.loads(kept.data), kept.losses) == (value, [])
    (loss,) = writing(source, version).losses
    assert (loss.kind, loss.path) == ("coerced", "foreign[0]")
    assert loss.reason.endswith("; the one written is named instead")


def test_the_output_is_plain_json() -> None:
    data = writing(Document(Metadata(guid="urn:x", titles=[d.Label("é")])), "1.2").data
    assert data.decode() == '{\n  "uri": "urn:x",\n  "title": "é"\n}\n'


# --- identifiers, several documents, messages ---------------------------------------------------------------------------


def test_the_identifier() -> None:
    source = Document(Metadata(titles=[d.Label("a")]))
    made = json.loads(writing(source).data)["uri"]
    assert made.startswith("urn:newsdoc:")
    assert made == json.loads(writing(source, "1.7").data)["uri"]
    assert [(loss.kind, loss.path, loss.value) for loss in writing(source).losses] == [
        ("defaulted", "metadata.guid", made)
    ]
    given = writing(source, guid="urn:own:1")
    assert json.loads(given.data)["uri"] == "urn:own:1"
    assert given.losses == []


def test_an_origin_is_nothing_to_a_document_that_changed() -> None:
    result = reading({"uri": "urn:x:1", "title": "t"}, "3.2")
    options = WriteOptions(version="3.2", origin=result.origin)
    changed = Document(Metadata(guid="urn:x:1", titles=[d.Label("t")], provider=d.Concept(literal="p")))
    assert [loss.path for loss in write([changed], options).losses] == ["metadata.provider"]
    result.document.metadata.titles.append(d.Label("u"))
    assert write([result.document], replace(options, version="3.1")).losses


def test_one_document_a_file() -> None:
    with pytest.raises(WriteError) as caught:
        write([Document(), Document()], WriteOptions(version="3.2"))
    assert caught.value.code == "NOT-ONE-DOCUMENT"
    message = d.NewsMessage(priority=4)
    found = write([Document(Metadata(guid="urn:x"))], WriteOptions(version="3.2"), message).losses
    assert found == [Loss("dropped", "message", {"priority": 4}, "ninjs has no envelope")]


def test_items_within_items() -> None:
    source = Document(Metadata(guid="u"))
    for _ in range(60):
        source = Document(Metadata(guid="u"), associations=[d.Association(source, "a")])
    with pytest.raises(WriteError) as caught:
        writing(source)
    assert caught.value.code == "LIMIT-DEPTH"
    value: dict[str, Any] = {"uri": "u"}
    for _ in range(25):
        value = {"uri": "u", "associations": {"a": value}}
    with pytest.raises(ReadError) as refused:
        reading(value, "1.7")
    assert refused.value.code == "LIMIT-DEPTH"


def test_a_document_that_says_of_its_body_that_it_is_xhtml() -> None:
    inner = Document(Metadata(guid="v"), [P], [d.Content(content_type="application/xhtml+xml")])
    source = Document(
        Metadata(guid="u"),
        [P],
        [d.Content(content_type="application/xhtml+xml")],
        associations=[d.Association(inner, "a")],
    )
    assert losses(source) == {}
    assert writing(source).losses == []
    assert source.contents


# --- refusals, problems, validation -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [[], [{"uri": "u"}], "x", 5, True, None, {}, {"foo": 1}, {"type": "FeatureCollection", "features": []}]
)
def test_what_is_no_item(value: Any) -> None:
    with pytest.raises(ReadError) as caught:
        reading(value)
    error = caught.value
    assert (error.code, error.line, error.column) == ("NJ-NOT-AN-ITEM", 1, 1)
    assert error.hint


@pytest.mark.parametrize(
    ("data", "code", "place", "hint"),
    [
        (b"", "JSON-SYNTAX", (1, 1), "not complete"),
        (b'{"uri": "a",\n "x": ', "JSON-SYNTAX", (2, 7), "not complete"),
        (b'{"uri": "a"}\n{"uri": "b"}', "JSON-SYNTAX", (2, 1), "one item"),
        (b'{"uri": "a",}', "JSON-SYNTAX", (1, 13), "no comma"),
        (b'{"uri": "a" /* c */}', "JSON-SYNTAX", (1, 13), "comments"),
        (b'{"uri": "a", "urgency": NaN}', "JSON-CONSTANT", (1, 25), "leave"),
        (b'{"uri": 1e999}', "JSON-NUMBER-RANGE", (1, 9), "string"),
        (b'{"uri": "\xff"}', "JSON-BAD-BYTES", (1, 10), "UTF-8"),
        (b'{"uri": "\\ud800"}', "CHAR-SURROGATE", (1, 10), "remove"),
        (b'{"uri": ' + b"[" * 70 + b"]" * 70 + b"}", "LIMIT-DEPTH", (1, 72), "nested"),
        (
            b'{"uri": "a", "$standard": {"version": "1.7"},\n"associations": '
            + b'{"1": {"associations": ' * 26
            + b"{}"
            + b"}}" * 26
            + b"}",
            "LIMIT-DEPTH",
            (2, 575),
            "files",
        ),
        (
            b'{"uri": "a", "standard": {"version": "3.2"},\n"associations": '
            + b'[{"name": "a", "associations": ' * 26
            + b"[]"
            + b"}]" * 26
            + b"}",
            "LIMIT-DEPTH",
            (2, 762),
            "files",
        ),
    ],
)
def test_an_error_says_what_where_and_what_to_do(data: bytes, code: str, place: tuple[int, int], hint: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, ReadOptions())
    error = caught.value
    assert (error.code, (error.line, error.column)) == (code, place)
    assert hint in (error.hint or "")


def test_an_item_without_a_uri() -> None:
    result = reading({"headlines": [{"value": "x"}], "pubStatus": "usable"})
    assert [(problem.code, problem.severity) for problem in result.problems] == [("NJ-NO-URI", "error")]


def test_encodings() -> None:
    data = '{"uri": "u", "title": "é"}'
    assert read(data.encode("latin-1"), ReadOptions(encoding="latin-1")).document.metadata.titles == [d.Label("é")]
    for encoding in ("ascii", "no-such"):
        with pytest.raises(ReadError):
            read(data.encode("latin-1"), ReadOptions(encoding=encoding))


def test_problems_have_places() -> None:
    data = b'{\n  "uri": "u",\n  "title": 5,\n  "foo": {}\n}'
    found = read(data, ReadOptions(version="3.2", name="a.json")).problems
    assert [(one.code, one.file, one.line, one.column, one.schema) for one in found] == [
        ("NJ-TYPE", "a.json", 3, 12, "ninjs 3.2"),
        ("NJ-UNKNOWN-PROPERTY", "a.json", 4, 3, "ninjs 3.2"),
    ]


def test_validation() -> None:
    problems, version = check(None, b'{"uri": "urn:x", "headline": 5}', "a.json")
    assert version == "1.7"
    assert [(one.file, one.severity, one.path) for one in problems] == [("a.json", "error", "/headline")]
    assert check("2.1", b'{"uri": "urn:x"}', None) == ([], "2.1")
    problems, version = check(None, b"[]", None)
    assert version == "3.2"
    assert problems


def test_the_notes_are_those_of_the_table() -> None:
    text = notes.PATH.read_text(encoding="utf-8")
    assert notes.notes(text) == text
    assert "| `byline` | `by` | `by` |" in text


# --- real items ---------------------------------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize("version", VERSIONS)
def test_every_valid_sample_comes_back(version: str) -> None:
    """Equal as a JSON value, unless it names another version of the standard than it is read as."""
    judged = 0
    for path in sorted((SAMPLES / "ninjs").rglob("*.json")):
        try:
            value = json.loads(path.read_bytes())
            result = read(path.read_bytes(), ReadOptions(version=version))
        except (ValueError, ReadError):
            continue
        if not is_valid(value, version):
            continue
        judged += 1
        written = write(result.documents, WriteOptions(version=version))
        back = json.loads(written.data)
        if not names_no_other(value, version):
            value, back = ({key: item[key] for key in item if "standard" not in key} for item in (value, back))
        assert back == value, path
        assert written.losses == [] or not names_no_other(json.loads(path.read_bytes()), version), path
    assert judged > 10


@pytest.mark.parametrize(
    ("content_type", "value", "text"),
    [
        ("text/html", "PHA+YTwvcD4=", "<p>a</p>"),
        ("text/plain", "YSBi", "a b"),
        ("image/png", "iVBORw0K", "iVBORw0K"),
        ("text/html", "//4A", "//4A"),
    ],
)
def test_what_is_encoded_is_written_decoded_where_it_is_text(content_type: str, value: str, text: str) -> None:
    content = d.Content(value=value, form="data", content_type=content_type, encoding="encd:b64")
    document = d.Document(contents=[content])
    check_laws(FORMATS["ninjs"], "3.2", document)
    result = FORMATS["ninjs"].write([document])
    assert json.loads(result.data)["bodies"] == [{"contentType": content_type, "value": text}]
    kinds = {loss.path: loss.kind for loss in result.losses}
    assert kinds.get("contents[0].value", "coerced") == "coerced"
    assert kinds["contents[0].encoding"] == "dropped"
