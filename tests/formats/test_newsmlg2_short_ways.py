"""The short ways of reading NewsML-G2 give what the long ones give: documents, losses and problems."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from lxml import etree

import newsdoc
from newsdoc.formats.markup.reading import Reader
from newsdoc.formats.newsmlg2 import reading
from newsdoc.loading.xml import parse
from newsdoc.model.document import Concept, Document, Label, Metadata, Name
from newsdoc.schema import newsmlg2
from newsdoc.testing import documents
from tests.agreement.newsmlg2_instances import Gardener
from tests.agreement.newsmlg2_mutants import Mutator, Vocabulary
from tests.shared import needs_shared, samples
from tests.test_streaming import item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.formats.base import ReadResult

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "newsml-g2").glob("*.xml"))
NEWSML = samples("newsml-g2/**/*.xml")


@contextmanager
def the_long_way() -> Iterator[None]:
    """Reading without any short way."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "_reader_of_words", lambda plan: partial(reading._read, plan))
        patched.setattr(reading, "_reader_of_parts", lambda plan: partial(reading._read, plan))
        patched.setattr(Reader, "read", Reader.read_all)
        reading._plan.cache_clear()
        try:
            yield
        finally:
            reading._plan.cache_clear()


def read(data: bytes) -> ReadResult | str:
    try:
        return newsdoc.read(data, "newsml-g2")
    except newsdoc.ReadError as error:
        return str(error)


def agree(*sources: bytes) -> None:
    short = [read(data) for data in sources]
    with the_long_way():
        long = [read(data) for data in sources]
    for one, other, data in zip(short, long, sources, strict=True):
        assert one == other, data


def mutants(roots: list[etree._Element], number: int) -> Iterator[bytes]:
    random = Random(5)
    grammar = newsmlg2.grammar("2.35")
    mutator = Mutator(Gardener(grammar, random), Vocabulary.of([grammar]), random)
    for index in range(number):
        yield mutator.mutant(roots[index % len(roots)])


@settings(max_examples=30)
@given(documents())
def test_written_documents_are_read_the_same_both_ways(document: Document) -> None:
    agree(newsdoc.write(document, "newsml-g2", on_loss="allow", check=False).data)


def test_words_in_the_place_of_qcodes_are_read_the_same_both_ways() -> None:
    names = [Name("a", role="short")]
    metadata = Metadata(headlines=[Label("a", role="main")], subjects=[Concept("a:b", type="word", names=names)])
    data = newsdoc.write(Document(metadata), "newsml-g2", on_loss="allow").data
    assert b"newsdoc-literal" in data
    agree(data)


def test_mutants_are_read_the_same_both_ways() -> None:
    agree(*mutants([etree.parse(path).getroot() for path in FIXTURES], 200))


def test_grown_items_are_read_the_same_both_ways() -> None:
    gardener = Gardener(newsmlg2.grammar("2.35"), Random(8))
    grown = [gardener.element("newsItem", depth=depth % 5 + 1) for depth in range(60)]
    agree(*(etree.tostring(item, encoding="utf-8") for item in grown))


@needs_shared
def test_samples_and_their_mutants_are_read_the_same_both_ways() -> None:
    sources = [path.read_bytes() for path in NEWSML]
    agree(*sources)
    agree(*mutants([root for data in sources if len(data) < 50_000 and (root := parsed(data)) is not None], 300))


def parsed(data: bytes) -> etree._Element | None:
    try:
        return parse(data)
    except newsdoc.ReadError:
        return None


def test_the_long_way_is_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = item(1).replace("<newsItem", '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"').encode()
    taken: list[str] = []
    real = reading._read

    def counted(plan: reading._Plan, element: etree._Element, own: reading.Reading) -> object:
        taken.append(str(element.tag))
        return real(plan, element, own)

    monkeypatch.setattr(reading, "_read", counted)
    read(data)
    assert not taken
    with the_long_way():
        read(data)
    assert len(taken) > 3
