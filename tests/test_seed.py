"""The main job: the article that the project began with, to every format and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from lxml import etree

import newsdoc
from newsdoc.model.content import Figure, Paragraph, Quote
from newsdoc.model.document import UserInteraction
from newsdoc.model.timestamp import Timestamp
from tests.shared import SAMPLES, STANDARDS, needs_shared

if TYPE_CHECKING:
    from newsdoc.formats.base import WriteResult

pytestmark = needs_shared
SEED = SAMPLES / "text" / "seed.txt"


@pytest.fixture(scope="module")
def seed() -> bytes:
    return SEED.read_bytes()


@pytest.fixture(scope="module")
def plain(seed: bytes) -> bytes:
    return newsdoc.convert(seed, "text").data


def test_the_article_is_read(seed: bytes) -> None:
    document = newsdoc.read(seed).document
    metadata = document.metadata
    assert document.headline == "Iranian Commander Refutes Claims of Missile Transfers to Russia"
    assert document.summary is not None
    assert document.summary.startswith("An Iranian military official denies")
    assert metadata.content_created == Timestamp("2024-09-09T10:35:00")
    assert metadata.user_interactions == [UserInteraction(577, "useracttype:pageviews")]
    kinds = [type(block) for block in document.body]
    assert kinds == [Paragraph] * 4 + [Figure] + [Paragraph] * 6
    assert document.body[4] == Figure()
    second = document.body[1]
    assert isinstance(second, Paragraph)
    quotes = [inline for inline in second.content if isinstance(inline, Quote)]
    assert [quote.reference for quote in quotes] == ["Iranian Commander's Statement"]
    assert quotes[0].content == ["No missile was sent to Russia and this claim is a kind of psychological warfare."]


def test_nothing_is_lost_in_reading(seed: bytes) -> None:
    result = newsdoc.read(seed)
    assert [loss.kind for loss in result.losses if loss.kind != "coerced"] == []


@pytest.mark.parametrize("target", ["newsml-g2", "markdown", "json"])
def test_there_and_back_is_the_same_text(seed: bytes, plain: bytes, target: str) -> None:
    there = newsdoc.convert(seed, target).data
    assert newsdoc.convert(there, "text", format=target).data == plain


def test_text_to_text_changes_presentation_alone(seed: bytes, plain: bytes) -> None:
    source = seed.decode()
    title = "Iranian Commander Refutes Claims of Missile Transfers to Russia"
    dateline = next(line for line in source.splitlines() if line.startswith("September 9 2024"))
    kept = [line for line in source.replace(f"\n{title}\n", "\n", 1).splitlines() if line and line != dateline]
    written = [line for line in plain.decode().splitlines() if line]
    assert [line for line in written if line in kept] == kept
    extra = [line for line in written if line not in kept]
    assert len(extra) == 1
    assert "577" in extra[0]


@pytest.mark.parametrize("version", ["3.2", "2.3", "1.7"])
def test_ninjs_lists_what_it_loses(seed: bytes, plain: bytes, version: str) -> None:
    result: WriteResult = newsdoc.convert(seed, f"ninjs@{version}")
    lost = {loss.path for loss in result.losses if loss.kind != "defaulted"}
    assert lost == {"metadata.user_interactions"}
    back = newsdoc.convert(result.data, "text", format=f"ninjs@{version}").data
    assert back.replace(b"Z", b"").split() != []
    missing = [line for line in plain.decode().splitlines() if line not in back.decode().splitlines()]
    assert len(missing) == 1
    assert "577" in missing[0]


def test_newsml_g2_is_valid_against_the_official_schema(seed: bytes) -> None:
    official = etree.XMLSchema(etree.parse(str(STANDARDS / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd")))
    official.assertValid(etree.fromstring(newsdoc.convert(seed, "newsml-g2@2.35").data))


@pytest.mark.parametrize("version", ["3.2", "2.3", "1.7"])
def test_ninjs_is_valid_against_the_official_schema(seed: bytes, version: str) -> None:
    schema = json.loads((STANDARDS / "ninjs" / f"ninjs-schema_{version}.json").read_text())
    geojson = json.loads((STANDARDS / "ninjs" / "GeoJSON-schema.json").read_text())

    def retrieve(uri: str) -> Any:
        assert uri.startswith("https://geojson.org/schema/GeoJSON.json")
        return geojson

    validator = jsonschema_rs.validator_for(schema, retriever=retrieve)
    data = newsdoc.convert(seed, f"ninjs@{version}").data
    assert [error.message for error in validator.iter_errors(json.loads(data))] == []


def test_what_is_made_up_is_listed_and_always_the_same(seed: bytes) -> None:
    first, second = newsdoc.convert(seed, "newsml-g2"), newsdoc.convert(seed, "newsml-g2")
    assert first.data == second.data
    defaulted = {loss.path for loss in first.losses if loss.kind == "defaulted"}
    assert {"metadata.guid", "metadata.provider", "metadata.version_created"} <= defaulted


def test_what_is_given_is_used_and_not_listed(seed: bytes) -> None:
    result = newsdoc.convert(
        seed,
        "newsml-g2",
        guid="urn:newsml:example.com:1",
        provider="Example",
        now="2024-09-10T00:00:00Z",
        timezone="Asia/Tehran",
    )
    defaulted = {loss.path for loss in result.losses if loss.kind == "defaulted"}
    assert defaulted.isdisjoint({"metadata.guid", "metadata.provider", "metadata.version_created"})
    assert b"2024-09-09T10:35:00+03:30" in result.data
    assert b"2024-09-10T00:00:00Z" in result.data


def test_no_zone_is_invented(seed: bytes) -> None:
    assert b"<contentCreated>2024-09-09T10:35:00</contentCreated>" in newsdoc.convert(seed, "newsml-g2").data
    assert b'"2024-09-09T10:35:00"' in newsdoc.convert(seed, "json").data
