"""The short ways of reading NewsML-G2 give what the long ones give: documents, losses and problems."""

from __future__ import annotations

from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from newsdoc.formats.markup.names import NITF, XHTML
from newsdoc.formats.markup.reading import Reader
from newsdoc.formats.newsmlg2 import qcodes, reader, reading, sure
from newsdoc.formats.newsmlg2.shape import NAR
from newsdoc.loading.xml import parse
from newsdoc.model.document import Concept, Document, Label, Metadata, Name
from newsdoc.schema import newsmlg2
from newsdoc.testing import documents
from newsdoc.vocabulary import STANDARD
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
        patched.setattr(sure, "is_sure", lambda *_: False)
        patched.setattr(reader, "_may_type", lambda _: True)
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


_ROOTS = {
    f'<nitf xmlns="{NITF}">': (
        "nitf",
        ["head", "title", "body", "body.head", "hedline", "hl1", "byline", "body.content"],
    ),
    f'<html xmlns="{XHTML}">': ("html", ["head", "title", "body", "p", "h1", "em", "strong", "a"]),
}
_PAGES = {
    "nitf": "<head><title>{0}</title></head><body><body.head><hedline><hl1>{0}</hl1></hedline>{1}</body.head>"
    "<body.content>{2}</body.content></body>",
    "html": "<head><title>{0}</title>{1}</head><body>{2}</body>",
}
_TEXTS = st.sampled_from(["", "", "", " ", "\n", "H", "a b", " a ", "&#13;", "&lt;"])


def _markup(names: list[str]) -> st.SearchStrategy[str]:
    """Anything made of the elements ``names``, wherever they may stand."""
    return st.recursive(
        _TEXTS,
        lambda inner: st.builds(
            lambda name, said, parts: f"<{name}{said}>{''.join(parts)}</{name}>",
            st.sampled_from(names),
            st.sampled_from(["", "", "", ' href="a"', ' lang="de"', ' xml:lang="de"', ' class="a"']),
            st.lists(inner, max_size=3),
        ),
        max_leaves=6,
    )


@st.composite
def _alternatives(draw: st.DrawFn) -> str:
    """What stands in an inlineXML: a document, of which much or nothing is as it should be."""
    begins = draw(st.sampled_from(sorted(_ROOTS)))
    root, names = _ROOTS[begins]
    parts = _markup([*names, "p"])
    if draw(st.booleans()):
        inner = "".join(draw(st.lists(parts, max_size=4)))
    else:
        inner = _PAGES[root].format(draw(_TEXTS), draw(parts), draw(parts))
    return f"{draw(_TEXTS)}{begins}{inner}</{root}>{draw(_TEXTS)}"


def _with_body(alternative: str, headline: str = "H") -> bytes:
    return f"""<newsItem xmlns="{NAR}" guid="urn:example:1" version="1"
 standard="NewsML-G2" standardversion="2.35" conformance="power">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/>
<versionCreated>2026-05-04T09:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>{headline}</headline></contentMeta>
<contentSet><inlineXML>{alternative}</inlineXML></contentSet></newsItem>""".encode()


@settings(max_examples=150)
@given(_alternatives())
@example(f'text<nitf xmlns="{NITF}"><body><body.content><p>x</p></body.content></body></nitf>')
@example(f'<html xmlns="{XHTML}"><body><p>x</p></body></html>text &lt;')
@example(f'<nitf xmlns="{NITF}"><body><body.content><p href="a">x <a>y</a></p></body.content></body></nitf>')
@example(f'<nitf xmlns="{NITF}"><body><body.content><p href="a"/></body.content></body></nitf>')
@example(
    f'<nitf xmlns="{NITF}"><head/><title>H</title><body><body.head><hedline><hl1>H</hl1></hedline></body.head>'
    "<body.content/></body></nitf>"
)
def test_what_is_sure_to_come_back_does(alternative: str) -> None:
    agree(_with_body(alternative))


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(STANDARD)).flatmap(lambda alias: st.text(alphabet=[*alias, "x"], min_size=1, max_size=60)),
    st.frozensets(st.sampled_from(["medtopx", "subj", "mysubj", "xgenre", "a" * 50])),
)
def test_the_nearest_aliases_are_those_of_all(alias: str, own: frozenset[str]) -> None:
    found = qcodes.near(alias, own)
    assert found == get_close_matches(alias, sorted({*STANDARD, *own}), n=2, cutoff=0.75)
    assert qcodes.near(alias, own) == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16le"])
def test_the_prefixes_in_values_are_found_in_every_encoding(encoding: str) -> None:
    extra = '<itemMetaExtProperty xmlns:x="http://example.com/x" rel="a:b" value="2" valuedatatype="x:y"/></itemMeta>'
    text = _with_body("").decode().replace("</itemMeta>", extra)
    document = newsdoc.read(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)).documents[0]
    assert any(one.value == "http://example.com/x" for one in document.foreign)
