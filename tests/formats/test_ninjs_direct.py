"""Writing ninjs with the losses known at once: never other bytes or other losses than reading back what was written gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from newsdoc.errors import NewsdocError
from newsdoc.formats.base import Loss, ReadOptions, WriteOptions
from newsdoc.formats.markup import plain
from newsdoc.formats.markup.nitf import read_nitf, write_nitf
from newsdoc.formats.markup.rendering import render
from newsdoc.formats.ninjs import markups, writer
from newsdoc.formats.ninjs.direct import plans
from newsdoc.formats.ninjs.reader import read
from newsdoc.formats.ninjs.shapes import VERSIONS
from newsdoc.loading.json import dumps
from newsdoc.model import content as c
from newsdoc.model.compare import normal
from newsdoc.model.document import (
    Association,
    Catalog,
    Concept,
    Content,
    Document,
    Label,
    Language,
    Metadata,
    Name,
    Scheme,
)
from newsdoc.model.plain import to_plain
from newsdoc.testing import documents, texts
from tests.everything import everything
from tests.formats.ninjs_items import items
from tests.shared import needs_shared, samples

if TYPE_CHECKING:
    from pathlib import Path

#: One version of each line, which the samples are written in; the generated documents are written in all.
LINES: Final = ("1.6", "2.3", "3.2")


def told(found: Any) -> Any:
    """An item and its losses as text, in which the order of properties counts, and 1 is not true."""
    return found and (repr(found[0]), [repr(loss) for loss in found[1]])


def both_ways(document: Document, version: str, **options: Any) -> tuple[Any, Any]:
    """What the direct way gives, nothing where it leaves the document to the general one, and what the general one gives."""
    chosen = WriteOptions(version=version, **options)
    document = writer._tidy(document)
    results: list[Any] = []
    ways = (writer._direct, (document, version, chosen)), (writer._general, (document, version, chosen))
    for way, arguments in ways:
        try:
            results.append(told(way(*arguments)))
        except NewsdocError as error:
            results.append(repr(error))
    return results[0], results[1]


_WORDS = st.one_of(
    st.sampled_from(["word", "a b", "word", "one"]), st.sampled_from([" a", "a  b", "<&>", "a\nb"]), texts()
)
_MARKS = (c.Strong, c.Emphasis, c.Underline, c.Strikethrough, c.Superscript, c.Subscript)


def _inlines(content: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    held = st.lists(content, min_size=1, max_size=3)
    marks = st.builds(lambda mark, inside: mark(inside), st.sampled_from(_MARKS), held)
    links = st.builds(c.Link, held, st.sampled_from(["http://example.com/?a&b", 'x"y\t<']))
    return st.one_of(marks, links, st.builds(c.LineBreak))


_LINES = st.lists(st.recursive(_WORDS, _inlines, max_leaves=4), min_size=1, max_size=3)
_BLOCKS = st.one_of(
    st.builds(c.Paragraph, _LINES),
    st.builds(lambda text: c.Paragraph([text]), _WORDS),
    st.builds(c.Heading, _LINES, st.sampled_from([2, 2, 2, 3, 7])),
    st.sampled_from([c.Paragraph([]), c.Paragraph(["a"], {"class": "x"}), c.ThematicBreak(), c.Paragraph(["a"], {})]),
)
_BODIES: st.SearchStrategy[Any] = st.lists(_BLOCKS, min_size=1, max_size=3)
_ENTRIES = st.one_of(
    st.just([]),
    st.builds(
        lambda kind, **fields: [Content(content_type=kind, **fields)],
        st.sampled_from(
            ["application/xhtml+xml", "text/html", "application/nitf+xml", "text/plain", "image/png", None]
        ),
        role=st.sampled_from([None, "main", "nitf"]),
        form=st.sampled_from(["xml", "data"]),
        word_count=st.sampled_from([None, 0, 5]),
        line_count=st.sampled_from([None, 0, 5]),
    ),
)
_QCODES = st.sampled_from(
    [None, "medtop:04000000", "x:y", "nocolon", "medtop:", "cpnat:person", "ninat:text", "ninat:shoe", "rnd:web"]
)
_CONCEPTS = st.builds(
    Concept,
    _QCODES,
    st.sampled_from([None, None, "http://example.com/a"]),
    st.sampled_from([None, None, "literal", ""]),
    st.lists(st.builds(Name, _WORDS, language=st.sampled_from([None, "en", "it"])), max_size=2),
    st.sampled_from([None, "cpnat:person", "cpnat:abstract", "cpnat:poi", "cpnat:organisation"]),
    relevance=st.sampled_from([None, 0, 50, 101]),
    scheme=st.sampled_from([None, None, "http://example.com/"]),
)
_HEADLINES = st.builds(
    Label,
    _WORDS,
    st.sampled_from([None, None, "en", "en-GB", "it"]),
    st.sampled_from([None, None, "main", "hl:main", "hl:a", "a"]),
    st.sampled_from([None, None, None, "http://hl/main"]),
    rank=st.sampled_from([None, None, 1, 2]),
)


@st.composite
def usual(draw: st.DrawFn) -> Document:
    """Documents as most are: what nearly all say is said in the usual forms, and now and then in another."""
    metadata = draw(documents()).metadata if draw(st.booleans()) else Metadata(guid="urn:x:1")
    own = draw(st.sampled_from([{}, {}, {"x": "http://own/"}, {"medtop": "http://own/", "ninat": "http://own/ninat/"}]))
    metadata.catalogs = [Catalog(schemes=[Scheme(alias, uri) for alias, uri in own.items()])] if own else []
    metadata.subjects = draw(st.lists(_CONCEPTS, max_size=3))
    metadata.genres = draw(st.lists(_CONCEPTS, max_size=2))
    metadata.located = draw(st.lists(_CONCEPTS, max_size=2))
    metadata.item_class = draw(st.one_of(st.none(), st.just(Concept("ninat:text")), _CONCEPTS))
    metadata.languages = draw(st.lists(st.builds(Language, st.sampled_from(["en", "it"])), max_size=2))
    metadata.headlines = draw(st.lists(_HEADLINES, max_size=3))
    metadata.titles = draw(st.lists(st.builds(Label, _WORDS, role=st.sampled_from([None, "a"])), max_size=2))
    body: list[Any] = draw(_BODIES)
    return Document(metadata, body, draw(_ENTRIES))


@given(documents(), st.sampled_from(VERSIONS))
@example(Document(Metadata(guid="a", headlines=[Label("", role_uri="http://example.com/a")])), "1.0")
@example(Document(Metadata(guid="a"), associations=[Association(Document(), "a", "b")], item_type="packageItem"), "3.2")
@example(Document(Metadata(guid="a"), associations=[Association(Document(item_type="conceptItem"), "a", "b")]), "1.7")
def test_any_document(document: Document, version: str) -> None:
    found, expected = both_ways(document, version)
    assert found in (None, expected)


@given(usual(), st.sampled_from(VERSIONS))
@example(Document(Metadata(guid="a", languages=[Language("it")], headlines=[Label("a"), Label("b", "it")])), "1.7")
@example(
    Document(Metadata(guid="a", languages=[Language("it")], headlines=[Label("a", "en"), Label("b", "it")])), "1.7"
)
@example(
    Document(Metadata(guid="a"), [c.Paragraph(["one", "text"])], [Content(content_type="application/nitf+xml")]), "2.0"
)
def test_a_usual_document(document: Document, version: str) -> None:
    found, expected = both_ways(document, version)
    assert found in (None, expected)


@given(st.data())
def test_an_item_written_in_another_version(data: st.DataObject) -> None:
    source, target = data.draw(st.sampled_from(VERSIONS)), data.draw(st.sampled_from(VERSIONS))
    value = data.draw(items(source))
    result = read(dumps(value), ReadOptions(version=source))
    found, expected = both_ways(result.document, target)
    assert found in (None, expected)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_usual_is_known_at_once(version: str) -> None:
    document = Document(
        Metadata(
            guid="urn:x:1",
            item_class=Concept("ninat:text"),
            subjects=[Concept("medtop:04000000", names=[Name("economy", "en")], type="cpnat:abstract")],
            headlines=[Label("Ferry back", "en")],
        ),
        [c.Paragraph(["The ferry runs again."])],
    )
    found, expected = both_ways(document, version)
    assert found is not None
    assert found == expected


def test_a_wrong_loss_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans.Direct, "drop", lambda _, path, value: Loss("dropped", path, value, "another reason"))
    found, expected = both_ways(Document(Metadata(guid="urn:x:1", located=[Concept(names=[Name("a")])] * 2)), "3.2")
    assert found is not None
    assert found != expected


@pytest.mark.parametrize("options", [{}, {"body": "text"}, {"body": "nitf"}, {"guid": "urn:x:2"}, {"timezone": "Z"}])
@pytest.mark.parametrize("version", LINES)
def test_options(version: str, options: dict[str, str]) -> None:
    document = everything()
    for one in (document, Document(Metadata(guid=None), [c.Paragraph(["a"])], [Content(content_type="text/plain")])):
        found, expected = both_ways(one, version, **options)
        assert found in (None, expected)


def _documents(path: Path) -> list[Document]:
    try:
        return newsdoc.read(path.read_bytes(), name=path.name).documents
    except NewsdocError:
        return []


@needs_shared
@pytest.mark.parametrize("folder", ["newsml-g2/**/*.xml", "ninjs/**/*.json", "text/**/*.txt"])
def test_real_documents(folder: str) -> None:
    known = 0
    listed = [document for path in samples(folder) for document in _documents(path)]
    for number, document in enumerate(listed):
        # Each in one line, in turn: all of them in all would take a minute.
        found, expected = both_ways(document, LINES[number % len(LINES)])
        assert found in (None, expected)
        known += found is not None
    assert known * 2 >= len(listed)


# --- bodies that are written at once ----------------------------------------------------------------------------------


@given(_BODIES)
def test_plain_xhtml_is_what_the_writer_writes(blocks: list[c.Block]) -> None:
    text = plain.XHTML.blocks(blocks)
    assert text in (None, render(blocks, html=True))


@given(_BODIES)
def test_plain_nitf_is_what_the_writer_writes_and_says_all(blocks: list[c.Block]) -> None:
    text = markups._plain_nitf(blocks)
    if text is not None:
        root, losses = write_nitf(blocks)
        assert (text, losses) == (etree.tostring(root, encoding="unicode"), [])
        assert normal(read_nitf(etree.fromstring(text)).blocks) == normal(blocks)


@given(_BODIES)
def test_plain_text_is_what_the_writer_writes_and_says_all(blocks: list[c.Block]) -> None:
    text = plain.text(blocks)
    if text is not None:
        assert text == markups.render_text(blocks)
        assert markups.parse_text(text) == blocks


def test_what_is_nested_too_deep_is_refused_as_ever() -> None:
    inline: Any = "a"
    for _ in range(5000):
        inline = c.Strong([inline])
    document = Document(Metadata(guid="a"), [c.Paragraph([inline])])
    assert plain.XHTML.blocks(document.body) is None
    with pytest.raises(newsdoc.WriteError) as caught:
        newsdoc.write(document, "ninjs")
    assert caught.value.code == "LIMIT-DEPTH"


def test_plain_bodies_are_known() -> None:
    blocks: list[c.Block] = [
        c.Paragraph(["a ", c.Strong(["b"]), " ", c.Link(["c"], "http://example.com/?a&b")]),
        c.Heading([c.Emphasis(["d"])], 2),
    ]
    assert plain.XHTML.blocks(blocks)
    assert plain.NITF.blocks(blocks)
    assert plain.text(blocks[1:]) is None
    assert plain.text([c.Paragraph(["a"]), c.Paragraph(["b"])]) == "a\n\nb"
    assert plain.NITF.blocks([c.Paragraph(["\x00"])]) is None


@given(documents(), st.sampled_from(VERSIONS))
@example(Document(metadata=Metadata(subjects=[Concept("", "b", names=[Name("", ""), Name("a")], relevance=0)])), "3.2")
@example(Document(metadata=Metadata(subjects=[Concept("medtop:1", names=[Name("", "")], relevance=7)])), "2.3")
@example(Document(metadata=Metadata(subjects=[Concept(uri="", literal="", names=[Name("a")], type="")])), "3.2")
def test_subjects_in_another_order_are_lost_as_they_are(document: Document, version: str) -> None:
    person = Concept(literal="a", names=[Name("b", "en")], type="cpnat:person")
    document.metadata.guid = "a"
    document.metadata.subjects = [person, Concept("medtop:01000000"), *document.metadata.subjects, person]
    direct, general = both_ways(document, version)
    assert direct is None or direct == general
    (lost,) = (one for one in writer._general(document, version, WriteOptions())[1] if one.path == "metadata.subjects")
    assert lost.value == to_plain(document.metadata.subjects)


@pytest.mark.parametrize(
    ("own", "key"),
    [
        ({}, "people"),
        ({"cpnat": "http://example.com/"}, "subjects"),
        ({"cpnat": "http://cv.iptc.org/newscodes/cpnature/"}, "people"),
    ],
)
def test_a_nature_is_what_the_document_means_by_its_alias(own: dict[str, str], key: str) -> None:
    catalogs = [Catalog(schemes=[Scheme(alias, uri) for alias, uri in own.items()])]
    subjects = [Concept(literal="a", names=[Name("b")], type="cpnat:person")]
    document = Document(Metadata(guid="a", catalogs=catalogs, subjects=subjects))
    direct, general = both_ways(document, "3.2")
    assert direct == general
    assert writer._general(document, "3.2", WriteOptions())[0][key][0]["name"] == "b"
