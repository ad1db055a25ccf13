"""Packages, events and planned coverage: carried whole, and seen by other formats."""

from __future__ import annotations

import json

import pytest

import newsdoc
from newsdoc.formats import FORMATS
from newsdoc.model.compare import diff
from newsdoc.model.content import Paragraph
from newsdoc.model.document import (
    Association,
    Concept,
    Dates,
    Document,
    EventDetails,
    Foreign,
    GroupMember,
    ItemCount,
    ItemLink,
    Label,
    Language,
    Metadata,
    PlannedCoverage,
    RecurrenceRule,
)
from newsdoc.model.timestamp import Timestamp
from newsdoc.testing.laws import check_laws, unjustified, unreported
from tests.formats.test_newsmlg2 import item, lost, same, write

G2 = FORMATS["newsml-g2"]
PACKAGE = item(
    '<groupSet root="g1"><group id="g1" role="group:root"><groupRef idref="g2"/><conceptRef qcode="x:c"/></group>'
    '<group id="g2" role="group:main" mode="pgrmod:bag"><itemRef residref="urn:x:2" version="3"><itemClass qcode="ninat:text"/>'
    '<title>T</title></itemRef><itemRef href="http://example.com/3"/><title>G</title></group></groupSet>'
).replace(b"newsItem", b"packageItem")
EVENT = item(
    '<concept><conceptId qcode="x:e"/><name>E</name><eventDetails><dates><start approxstart="2024-01-01">2024-01-02T10:00:00Z'
    '</start><end>2024-01-03</end><rDate>2024-02-02</rDate><rRule freq="YEARLY" count="3"/></dates>'
    '<eventStatus qcode="x:s"/><newsCoverageStatus qcode="ncostat:int"/><organiser qcode="x:o"/></eventDetails></concept>'
).replace(b"newsItem", b"conceptItem")
PLAN = item(
    '<newsCoverageSet><newsCoverage><planning><itemClass qcode="ninat:picture"/><itemCount rangefrom="1" rangeto="5"/>'
    '<scheduled>2024-01-02T10:00:00Z</scheduled><language tag="en"/><headline>P</headline><edNote>note</edNote>'
    '<newsContentCharacteristics wordcount="250"/><urgency>3</urgency><audience qcode="x:a" significance="4"/></planning>'
    "</newsCoverage></newsCoverageSet>"
).replace(b"newsItem", b"planningItem")


def test_packages() -> None:
    document = G2.read(PACKAGE).document
    assert document.group_set is not None
    assert document.group_set.root == "g1"
    root, main = document.group_set.groups
    assert root.members == [GroupMember(group="g2"), GroupMember(concept=Concept(qcode="x:c"))]
    assert main.members[0].item == ItemLink(residref="urn:x:2", version="3")
    assert (main.role, main.mode, main.titles) == ("group:main", "pgrmod:bag", [Label("G")])
    assert [(one.name, one.document.metadata.guid) for one in document.associations] == [
        ("main", "urn:x:2"),
        ("main_2", "http://example.com/3"),
    ]
    assert same(PACKAGE, write(document).data)
    assert lost(write(document)) == {}
    sent = json.loads(newsdoc.convert(PACKAGE, "ninjs").data)
    assert sent["associations"][0] == {
        "name": "main",
        "uri": "urn:x:2",
        "version": "3",
        "type": "text",
        "title": "T",
    }


def test_events() -> None:
    document = G2.read(EVENT).document
    assert document.event_details == EventDetails(
        dates=Dates(
            start_date=Timestamp("2024-01-02T10:00:00Z"),
            end_date=Timestamp("2024-01-03"),
            expected_start_date=Timestamp("2024-01-01"),
            recurrence_dates=[Timestamp("2024-02-02")],
            recurrence_rules=[RecurrenceRule("yearly", count=3)],
        ),
        event_status=Concept(qcode="x:s"),
        news_coverage_status=Concept(qcode="ncostat:int"),
        organiser=Concept(qcode="x:o"),
    )
    assert same(EVENT, write(document).data)
    assert lost(write(document)) == {}


def test_planned_coverage() -> None:
    document = G2.read(PLAN).document
    assert document.planned_coverage == [
        PlannedCoverage(
            title="P",
            item_class=Concept(qcode="ninat:picture"),
            dates=Dates(start_date=Timestamp("2024-01-02T10:00:00Z")),
            audiences=[Concept(qcode="x:a", significance=4)],
            ed_notes=[Label("note")],
            urgency=3,
            languages=[Language("en")],
            item_count=ItemCount(1, 5),
            word_count=250,
        )
    ]
    assert same(PLAN, write(document).data)
    sent = json.loads(newsdoc.convert(PLAN, "ninjs").data)["plannedCoverage"][0]
    assert (sent["title"], sent["type"], sent["wordCount"]) == ("P", "picture", 250)


def test_what_was_changed_beside_what_is_carried_is_lost() -> None:
    document = G2.read(PLAN.replace(b"<scheduled>", b'<assignedTo qcode="x:desk"/><scheduled>')).document
    document.planned_coverage[0].urgency = 1
    result = write(document)
    differences = diff(document, G2.read(result.data).document)
    assert lost(result) == {"planned_coverage": "dropped"}
    assert unreported(differences, result.losses) == []
    assert unjustified(differences, result.losses) == []
    document.planned_coverage = []
    assert lost(write(document)) == {"planned_coverage": "coerced"}


def test_what_the_fields_say_is_in_them_alone_and_is_written_from_them() -> None:
    plan = G2.read(PLAN).document
    assert plan.foreign == [] or all(one.path != "newsCoverageSet" for one in plan.foreign)
    plan.planned_coverage[0].urgency = 1
    written = write(plan)
    assert lost(written) == {}
    assert G2.read(written.data).document.planned_coverage == plan.planned_coverage


@pytest.mark.parametrize("version", FORMATS["newsml-g2"].versions)
def test_events_and_plans_of_other_formats_are_written_at_every_version(version: str) -> None:
    dates = Dates(expected_start_date=Timestamp("2024-05"), expected_duration="PT2H")
    dates.recurrence_rules = [RecurrenceRule("yearly", 1, Timestamp("2026-01-01"), 3), RecurrenceRule("often")]
    details = EventDetails(dates, Concept(uri="http://x/s"), Concept(qcode="word"), Concept(literal="Port of Arne"))
    event = Document(Metadata(guid="a guid", titles=[Label(" T\nt ")]), event_details=details, item_type="conceptItem")
    coverage = PlannedCoverage(
        uri="urn:x:1",
        title="P",
        item_class=Concept(qcode="ninat:text"),
        dates=Dates(Timestamp("2024-05-06"), Timestamp("2024-05-07")),
        audiences=[Concept(qcode="x:a", significance=4)],
        excl_audiences=[Concept(literal="l")],
        ed_notes=[Label("n")],
        urgency=11,
        languages=[Language("no language at all")],
        item_count=ItemCount(0, 5),
        word_count=7,
    )
    plan = Document(planned_coverage=[PlannedCoverage(), coverage], item_type="planningItem")
    for document in (event, plan):
        check_laws(G2, version, document)


def test_rules_of_recurrence_go_to_ninjs_and_come_back() -> None:
    details = b'<dates><start>2024-01-02T10:00:00Z</start><rRule freq="WEEKLY" interval="2" count="3"/></dates>'
    event = EVENT.replace(EVENT[EVENT.index(b"<dates>") : EVENT.index(b"</dates>") + 8], details)
    event = event.replace(b"ninat:text", b"cinat:concept")
    sent = newsdoc.convert(event, "ninjs@3.2")
    rule = {"frequency": "weekly", "interval": 2, "count": 3}
    assert json.loads(sent.data)["eventDetails"]["dates"]["recurrence"] == {"recurrenceRules": [rule]}
    assert not [one for one in sent.losses if "recurrence" in one.path]
    back = newsdoc.convert(sent.data, "newsml-g2")
    assert b'<rRule freq="WEEKLY" interval="2" count="3"/>' in back.data
    assert not [one for one in back.losses if "recurrence" in one.path]


def test_an_event_without_a_start_is_lost() -> None:
    details = EventDetails(organiser=Concept(qcode="x:o"))
    document = Document(event_details=details, item_type="conceptItem")
    assert lost(write(document))["event_details"] == "dropped"
    check_laws(G2, "2.35", document)


def test_what_other_formats_say_of_them_is_lost() -> None:
    document = Document(event_details=EventDetails(organiser=Concept(qcode="x:o")))
    assert lost(write(document)) == {"event_details": "dropped"}


def associated() -> Document:
    picture = Document(
        Metadata(
            guid="urn:x:2",
            version="3",
            item_class=Concept(qcode="ninat:picture"),
            version_created=Timestamp("2024-05-06T07:08:09Z"),
            pub_status=Concept(uri="http://x/s"),
            titles=[Label("T", role="x:r")],
            headlines=[Label("H", language="de")],
            descriptions=[Label("D", role="caption"), Label("E")],
        )
    )
    return Document(Metadata(guid="urn:x:1"), associations=[Association(picture, "main picture", "irel:seeAlso")])


@pytest.mark.parametrize("version", FORMATS["newsml-g2"].versions)
def test_associations_are_links_with_hints_at_every_version(version: str) -> None:
    document = associated()
    check_laws(G2, version, document)
    inner = document.associations[0].document
    inner.body = [Paragraph(["one"]), Paragraph(["two"])]
    inner.metadata.bylines = [Label("b")]
    inner.metadata.version = "first"
    document.metadata.links = [ItemLink(residref="urn:x:3")]
    document.metadata.trust_indicators = [ItemLink(rel="trustindicator:ownership", href="http://x/t")]
    document.metadata.item_ext_properties = [Concept(rel="x:r", value="v")]
    document.associations += [Association(Document()), Association(Document(Metadata(guid="a b")), rel="word")]
    check_laws(G2, version, document)


def test_what_a_link_does_not_say_of_an_association_is_lost() -> None:
    document = associated()
    assert not set(lost(write(document))) & {"associations", "associations[0]"}
    assert G2.read(write(document).data).document.associations == document.associations
    inner = document.associations[0].document
    inner.body = [Paragraph(["one"]), Paragraph(["two"])]
    inner.metadata.bylines = [Label("b")]
    assert {path: kind for path, kind in lost(write(document)).items() if path.startswith("assoc")} == {
        "associations[0].document.body": "dropped",
        "associations[0].document.metadata.bylines": "dropped",
    }


def test_a_link_that_says_anything_else_is_a_link() -> None:
    data = write(associated()).data
    for old, new in ((b' residref="', b' rank="1" residref="'), (b"<headline", b"<edNote>n</edNote><headline")):
        changed = data.replace(old, new, 1)
        assert changed != data
        document = G2.read(changed).document
        assert (len(document.metadata.links), document.associations) == (1, [])
        assert same(changed, write(document).data)
    assert (
        len(G2.read(item("").replace(b"</itemMeta>", b'<link residref="x"/></itemMeta>')).document.metadata.links) == 1
    )


def test_associations_beside_what_has_its_place_are_lost() -> None:
    document = associated()
    document.metadata.foreign = [Foreign("itemMeta/{urn:v}x", '<x xmlns="urn:v"></x>', 3)]
    assert lost(write(document))["associations"] == "dropped"
    check_laws(G2, "2.35", document)


def test_the_counts_of_a_document_are_those_of_its_body() -> None:
    document = Document(Metadata(char_count=10, word_count=2), body=[Paragraph(["two words."])])
    result = write(document)
    assert b'charcount="10" wordcount="2"' in result.data
    assert lost(result) == dict.fromkeys(("metadata.char_count", "metadata.word_count", "contents"), "coerced")
    assert lost(write(Document(Metadata(word_count=2)))) == {"metadata.word_count": "dropped"}


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata(guid="http://cv.iptc.org/newscodes/mediatopic/20000523", version="1", conformance="core"),
        Metadata(guid="urn:x:1"),
        Metadata(),
    ],
)
def test_associations_of_which_one_is_nothing_are_written(metadata: Metadata) -> None:
    for documents in ([Document(), Document(metadata)], [Document(metadata), Document()]):
        check_laws(G2, "2.35", Document(associations=[Association(one) for one in documents]))


def test_the_type_of_a_concept_is_lost_aloud_where_it_has_no_place() -> None:
    document = Document(Metadata(incoming_feed_ids=[Concept(qcode="x:feed", type="x:type")]))
    assert lost(write(document))["metadata.incoming_feed_ids[0].type"] == "dropped"
    check_laws(G2, "2.35", document)
