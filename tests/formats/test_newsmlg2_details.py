"""Details of concepts in NewsML-G2: how to reach a party, its instruments, where a place is."""

from __future__ import annotations

import json

import pytest

import newsdoc
from newsdoc.formats import FORMATS
from newsdoc.formats.base import WriteOptions
from newsdoc.model.compare import diff
from newsdoc.model.document import (
    Address,
    Concept,
    Contact,
    ContactInfo,
    Document,
    Geometry,
    Metadata,
    Name,
    Position,
    Symbol,
)
from newsdoc.testing.laws import unjustified, unreported
from tests.formats.test_newsmlg2 import item, lost, same

G2 = FORMATS["newsml-g2"]
CONTACT = ContactInfo(
    [
        Contact("email", "desk@example.com", role="ciprol:office"),
        Contact("phone", "+49 1", tech="ctech:voice"),
        Contact("web", "http://example.com/"),
        Contact(
            "address",
            address=Address(
                ["1 Main Street", "Floor 2"], [Concept(literal="Town")], [], Concept(qcode="x:de"), "12345"
            ),
        ),
        Contact("note", "not on Sundays"),
    ],
    role="x:office",
)
POINT = Geometry("point", [Position("52.5", "13.4", "34", "WGS84")])
LINE = Geometry("line", [Position("52", "13"), Position("53", "13.5")])
CIRCLE = Geometry("circle", [Position("52", "13")], "12.5", "x:km")


def trip(document: Document, version: str = "2.35") -> tuple[str, Document, dict[str, str]]:
    result = G2.write([document], WriteOptions(version=version))
    back = G2.read(result.data).document
    differences = diff(document, back)
    assert unreported(differences, result.losses) == []
    assert unjustified(differences, result.losses) == []
    assert newsdoc.validate(result.data, f"newsml-g2@{version}").ok
    return result.data.decode(), back, lost(result)


@pytest.mark.parametrize("version", ["2.35", "2.30", "2.14"])
def test_details_of_subjects_stand_in_asserts(version: str) -> None:
    subjects = [
        Concept(qcode="x:p", type="cpnat:person", contact_info=[CONTACT]),
        Concept(qcode="x:o", type="cpnat:organisation", symbols=[Symbol("EXM", "x:isin", exchange="XETR", rank=1)]),
        Concept(literal="place", type="cpnat:geoArea", geometries=[POINT, LINE, CIRCLE]),
        Concept(qcode="x:poi", type="cpnat:poi", geometries=[POINT]),
        Concept(qcode="x:none"),
    ]
    text, back, losses = trip(Document(Metadata(subjects=subjects)), version)
    assert losses == ({} if version != "2.14" else losses)
    assert text.count("<assert ") == 4
    assert ("<organisationDetails>" in text) == (version != "2.35")
    assert back.metadata.subjects[0].contact_info == [CONTACT]
    assert back.metadata.subjects[3].geometries == [POINT]
    assert back.foreign == []


def test_details_of_parties_and_places_stand_within() -> None:
    document = Document(
        Metadata(
            info_sources=[Concept(literal="s", role="x:r", contact_info=[CONTACT], symbols=[Symbol("S")])],
            located=[Concept(qcode="x:l", names=[Name("L")], geometries=[POINT])],
            provider=Concept(qcode="x:p", contact_info=[ContactInfo([Contact("im", "me", tech="x:t")])]),
        )
    )
    text, back, losses = trip(document)
    assert losses == {}
    assert "<assert" not in text
    assert back.metadata.provider == document.metadata.provider


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        (Concept(names=[Name("n")], contact_info=[CONTACT]), {"contact_info[0]": "dropped"}),
        (
            Concept(qcode="x:a", contact_info=[ContactInfo([Contact("mobile", "1"), Contact("email", "e", name="n")])]),
            {"contact_info[0].contacts[0]": "coerced", "contact_info[0].contacts[1]": "dropped"},
        ),
        (Concept(qcode="x:a", symbols=[Symbol(ticker="T")]), {"symbols[0]": "dropped"}),
        (Concept(qcode="x:a", geometries=[Geometry("point", [Position("north", "1")])]), {"geometries[0]": "dropped"}),
        (Concept(qcode="x:a", geometries=[POINT, POINT]), {"geometries[1]": "dropped"}),
    ],
)
def test_what_details_cannot_say_is_lost(concept: Concept, expected: dict[str, str]) -> None:
    _, _, losses = trip(Document(Metadata(subjects=[concept])))
    assert losses == {f"metadata.subjects[0].{path}": kind for path, kind in expected.items()}


def test_details_that_say_more_are_carried_whole_and_seen() -> None:
    data = item(
        '<contentMeta><contributor qcode="x:c"><personDetails><born>1970</born><contactInfo><email role="x:r">a@b</email>'
        '</contactInfo></personDetails></contributor><subject qcode="x:o"/></contentMeta>'
        '<assert qcode="x:o"><type qcode="cpnat:organisation"/><name>O</name><hasInstrument symbol="O" marketlabel="X"/>'
        "</assert>"
    )
    document = G2.read(data).document
    assert document.metadata.contributors[0].contact_info == [ContactInfo([Contact("email", "a@b", role="x:r")])]
    assert document.metadata.subjects[0].symbols == [Symbol("O", exchange="X")]
    assert [one.path for one in document.foreign] == ["assert"]
    assert same(data, G2.write([document]).data)


def test_an_edited_detail_takes_the_place_of_what_was_carried() -> None:
    data = item(
        '<contentMeta><contributor qcode="x:c"><personDetails><born>1970</born><contactInfo><email>a@b</email>'
        '</contactInfo></personDetails></contributor><subject qcode="x:o"/></contentMeta>'
        '<assert qcode="x:o"><name>O</name><hasInstrument symbol="O"/></assert>'
    )
    document = G2.read(data).document
    document.metadata.contributors[0].contact_info[0].contacts[0].value = "c@d"
    document.metadata.subjects[0].symbols[0].symbol = "P"
    text, back, losses = trip(document)
    assert "c@d" in text
    assert "born" not in text
    assert 'symbol="P"' in text
    assert losses == {"metadata.contributors[0].foreign[0]": "dropped", "foreign[0]": "dropped"}
    assert back.metadata.subjects[0].symbols == [Symbol("P")]


def test_ninjs_details_come_back_from_newsml_g2() -> None:
    source = {
        "uri": "http://example.com/1",
        "organisations": [
            {
                "name": "Example plc",
                "uri": "http://example.com/o",
                "symbols": [{"symbol": "EXM", "exchange": "LSE", "symbolType": "http://example.com/ticker"}],
                "contactInfo": [{"type": "email", "role": "x:press", "value": "press@example.com"}],
            }
        ],
        "places": [
            {"name": "P", "uri": "http://example.com/p", "geoJSON": {"type": "Point", "coordinates": [13.4, 52]}}
        ],
    }
    there = newsdoc.convert(json.dumps(source).encode(), "newsml-g2@2.35", format="ninjs@3.2")
    back = json.loads(newsdoc.convert(there.data, "ninjs@3.2").data)
    assert back["organisations"] == source["organisations"]
    assert back["places"] == source["places"]
