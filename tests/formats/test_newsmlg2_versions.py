"""NewsML-G2 at every version: what a version cannot hold is lost and said, what is written is valid there."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from newsdoc.errors import ReadError, WriteError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import WriteOptions
from newsdoc.model.compare import diff
from newsdoc.model.document import Catalog, Concept, Document, Metadata, NewsMessage, RightsInfo, Scheme
from newsdoc.model.timestamp import Timestamp
from newsdoc.schema import newsmlg2
from newsdoc.testing import check_laws, documents
from newsdoc.testing.laws import unjustified, unreported
from tests.agreement import newsmlg2_trips as trips
from tests.agreement.newsmlg2_instances import Gardener
from tests.agreement.newsmlg2_mutants import Mutator, Vocabulary
from tests.formats.test_newsmlg2 import item, lost, same
from tests.shared import needs_shared, samples

if TYPE_CHECKING:
    from pathlib import Path

G2 = FORMATS["newsml-g2"]
_PREFIX = re.compile(r"\bns\d+\b")
DEEP = settings.default is not None and settings.default.derandomize


def write(document: Document, version: str) -> newsdoc.formats.base.WriteResult:
    return G2.write([document], WriteOptions(version=version))


@settings(max_examples=150 if DEEP else 40)
@given(document=documents(), version=st.sampled_from(G2.versions))
def test_the_laws_hold_at_every_version(document: Document, version: str) -> None:
    check_laws(G2, version, document)


@pytest.mark.parametrize("version", G2.versions if DEEP else ("2.9", "2.17", "2.28", "2.35"))
def test_grown_items_come_back_whole(version: str) -> None:
    """A sample of what tests/agreement/newsmlg2_trips.py does with thousands."""
    tally = trips.measure(version, 8, 20)
    assert tally.trips > 20
    assert tally.shown == {}


def test_a_newer_property_is_a_loss_in_an_older_version() -> None:
    document = Document(
        Metadata(
            catalogs=[Catalog(href="http://example.com/catalog.xml")],
            digital_source_type=Concept(qcode="digsrctype:digitalCapture"),
            rights=[RightsInfo(data_mining=Concept(uri="http://example.com/none"))],
        )
    )
    assert lost(write(document, "2.35")) == lost(write(document, "2.34")) == {}
    assert lost(write(document, "2.33")) == {"metadata.rights[0]": "dropped"}
    assert lost(write(document, "2.32")) == {
        "metadata.rights[0]": "dropped",
        "metadata.digital_source_type": "dropped",
    }


def test_a_uri_is_said_by_its_qcode_where_there_are_no_uris() -> None:
    document = Document(
        Metadata(
            catalogs=[Catalog(schemes=[Scheme("x", "http://example.com/x/")])],
            item_class=Concept(uri="http://cv.iptc.org/newscodes/ninature/picture"),
            pub_status=Concept(uri="http://example.com/x/usable"),
            subjects=[Concept(uri="http://example.com/x/a"), Concept(uri="http://example.com/y/b")],
        )
    )
    back = newsdoc.read(write(document, "2.9").data).document.metadata
    assert back.item_class == Concept(qcode="ninat:picture")
    assert back.pub_status == Concept(qcode="x:usable")
    assert back.subjects == [Concept(qcode="x:a")]


def test_an_item_of_an_unknown_class_is_taken_for_text_where_only_qcodes_are_known() -> None:
    result = write(Document(Metadata(item_class=Concept(uri="http://example.com/z"))), "2.19")
    assert newsdoc.read(result.data).document.type == "text"
    assert lost(result)["metadata.item_class"] == "coerced"


def test_a_kind_of_item_that_a_version_has_not_is_refused() -> None:
    with pytest.raises(WriteError, match=r"NewsML-G2 2\.14 has no catalogItem") as caught:
        write(Document(item_type="catalogItem"), "2.14")
    assert caught.value.hint == "it is there since 2.15"


def test_an_item_without_catalogs_stays_without_them_where_it_may() -> None:
    data = item("").replace(b'<catalogRef href="http://example.com/catalog.xml"/>', b"")
    document = G2.read(data).document
    assert lost(write(document, "2.30")) == {}
    assert b"catalogRef" not in write(document, "2.30").data
    result = write(document, "2.29")
    assert b"catalogRef" in result.data
    assert lost(result) == {"foreign[0]": "dropped"}


@pytest.mark.parametrize(
    "inner",
    [
        # in the wrong order
        "<contentMeta><headline>a</headline><urgency>3</urgency></contentMeta>",
        # what is not known, not allowed here, or not of its type
        "<contentMeta><headline>a</headline><nonsense/></contentMeta>",
        '<contentMeta wrong="1"><urgency>11</urgency><contentCreated>soon</contentCreated></contentMeta>',
        "<contentMeta>text<by>x</by>between</contentMeta>",
        '<contentMeta><subject qcode="none"/><subject type="a:b"><bag/></subject><altId type="x">1</altId></contentMeta>',
        '<partMeta partid="a"/><partMeta partid="a"/>',
        '<assert qcode="a:b"><headline foo="1">x</headline><v:x xmlns:v="urn:v"><by bar="2">y</by></v:x></assert>',
        '<contentSet><inlineXML contenttype="text/xml"><a xmlns="urn:v"/><b xmlns="urn:v"/></inlineXML></contentSet>',
        "<hopHistory><hop><action/><party/></hop></hopHistory>",
    ],
)
def test_what_is_invalid_is_written_valid_and_the_rest_is_said(inner: str) -> None:
    document = G2.read(item(inner)).document
    result = newsdoc.write(document, "newsml-g2")
    assert newsdoc.validate(result.data).ok
    back = newsdoc.read(result.data).document
    differences = diff(document, back)
    assert differences
    assert unreported(differences, result.losses) == []
    assert unjustified(differences, result.losses) == []


def test_changed_items_are_written_valid_or_refused() -> None:
    """Items that grew from the schema and were then damaged, at versions old and new; the laws hold for them too."""
    random = Random(11)
    gardener = Gardener(newsmlg2.grammar("2.35"), random)
    mutator = Mutator(gardener, Vocabulary.of([gardener.grammar]), random)
    refused = 0
    for _ in range(60):
        name = random.choice(trips.ITEMS[:6])
        data = mutator.mutant(etree.fromstring(mutator.mutant(gardener.element(name, depth=5))))
        try:
            document = G2.read(data).document
        except (ReadError, newsdoc.OptionError):
            continue
        version = random.choice(G2.versions)
        try:
            result = write(document, version)
        except WriteError as error:
            refused += 1
            assert error.code in {"G2-NO-SUCH-ITEM", "G2-CANNOT-HOLD"}
            continue
        assert newsmlg2.load(version).validate(etree.fromstring(result.data))
        differences = diff(document, G2.read(result.data).document)
        # The prefix of a namespace that has two may be the other one afterwards.
        prefixed = [one for one in differences if _PREFIX.sub("", str(one.left)) != _PREFIX.sub("", str(one.right))]
        assert unreported(prefixed, result.losses) == []
        assert unjustified(differences, result.losses) == []
    assert refused < 20


def test_what_cannot_be_made_valid_is_refused() -> None:
    data = item("<catalogContainer><catalog/></catalogContainer>").replace(b"newsItem", b"catalogItem")
    with pytest.raises(WriteError, match="G2-CANNOT-HOLD"):
        write(G2.read(data).document, "2.35")


def test_one_id_stands_once_in_a_message() -> None:
    document = G2.read(item('<contentMeta id="c1"><by>x</by></contentMeta>')).document
    result = newsdoc.write(
        [document, document], "newsml-g2", message=NewsMessage(sent=Timestamp("2024-01-01T00:00:00Z"))
    )
    assert result.data.count(b'id="c1"') == 1
    assert [loss.document for loss in result.losses] == [1]


@needs_shared
@pytest.mark.parametrize("path", samples("newsml-g2/**/*.xml"), ids=lambda path: path.name)
def test_real_items_are_valid_at_other_versions(path: Path) -> None:
    data = path.read_bytes()
    try:
        result = G2.read(data)
    except ReadError:
        pytest.skip("no item of NewsML-G2")
    random = Random(path.name)
    for version in [*random.sample(G2.versions, 3 if DEEP else 1), "2.35"]:
        try:
            written = G2.write(result.documents, WriteOptions(version=version), result.message)
        except WriteError as error:
            assert error.code == "G2-NO-SUCH-ITEM", error
            continue
        for name, schema in trips._schemas(version):
            root = etree.fromstring(written.data)
            assert schema.validate(root), (name, version, schema.error_log)
    own = result.version
    if own is not None and own in G2.versions and newsmlg2.load(own).validate(etree.fromstring(data)):
        for way in ("json", "markdown") if result.message is None and len(result.documents) == 1 else ("json",):
            back, losses = trips.trip(result, way, own)
            assert same(data, back)
            assert losses == []
