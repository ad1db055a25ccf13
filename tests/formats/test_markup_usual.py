"""The usual body: what is read in the short pass is what the reader of all markup reads, and it comes back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from lxml import etree

from newsdoc.formats.markup import nitf, xhtml
from newsdoc.formats.markup.names import NITF, XHTML
from newsdoc.formats.markup.nitf_reader import NitfReader
from newsdoc.formats.markup.raw import raw_text
from newsdoc.formats.markup.reading import Reader
from newsdoc.formats.markup.usual import USUAL_NITF, USUAL_XHTML, Usual, read_usual
from newsdoc.formats.newsmlg2.shape import canonical
from tests.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Texts in which white space collapses, and does not.
TEXTS = st.sampled_from(
    ("", " ", "a", " a", "a ", "\n ", "a\tb", "a  b", "\u00a0", " \u00a0 ", "&amp;&lt;&gt;", "é\u2028", "&#13;a")
)
#: Attributes: usual ones, and ones that are not.
ATTRIBUTES = st.sampled_from(
    ("", "", "", "", ' class="x"', ' id="i"', ' title="t"', ' xml:space="preserve"', ' element="e"')
)
MARKS = {
    "xhtml": ("em", "strong", "a", "em", "strong", 'a href=""', "b", "p"),
    "nitf": ("em", "person", "a"),
}
BLOCKS = {"xhtml": ("p", "p", "p", "p", "h1", "h6", "div", "em"), "nitf": ("p", "p", "p", "hl2", "hl1", "block")}


@st.composite
def _inline(draw: st.DrawFn, kind: str, depth: int) -> str:
    parts = [draw(TEXTS)]
    for _ in range(draw(st.integers(0, 2)) if depth else 0):
        name = draw(st.sampled_from(MARKS[kind]))
        tag = f'a href="x"{draw(ATTRIBUTES)}' if name == "a" else name + draw(ATTRIBUTES)
        parts += [f"<{tag}>", draw(_inline(kind, depth - 1)), f"</{name.partition(' ')[0]}>", draw(TEXTS)]
    if draw(st.integers(0, 30)) == 0:
        parts.append(draw(st.sampled_from(("<!-- -->", "<?x y?>", "<br/>", '<x xmlns="urn:x"/>'))))
    return "".join(parts)


@st.composite
def _bodies(draw: st.DrawFn, kind: str) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(BLOCKS[kind]))
        parts.append(f"<{name}{draw(ATTRIBUTES)}>{draw(_inline(kind, 2))}</{name}>")
        parts.append(draw(st.sampled_from(("", "", "\n  ", "\n  ", "text", "\u00a0"))))
    return "".join(parts)


def _agree(body: _Element, usual: Usual, reader: Reader) -> bool:
    """Whether the body is usual; then both ways must give the same."""
    found = read_usual(body, usual)
    if found is not None:
        assert found == reader.read_all(body), etree.tostring(body)
    return found is not None


@settings(max_examples=200)
@given(_bodies("xhtml"))
def test_usual_xhtml_is_read_as_all_xhtml_is_and_comes_back(markup: str) -> None:
    body = etree.fromstring(f'<body xmlns="{XHTML}">{markup}</body>')
    usual = _agree(body, USUAL_XHTML, Reader())
    event(f"usual: {usual}")
    if usual:
        twin = etree.Element(f"{{{XHTML}}}body")
        xhtml.write_blocks(Reader().read(body), twin)
        # White space that collapses means nothing.
        assert canonical(twin) == canonical(_collapsed(body))


def _collapsed(body: _Element) -> _Element:
    """The body as its blocks were written, so that white space alone is another."""
    twin = etree.Element(f"{{{XHTML}}}body")
    xhtml.write_blocks(Reader().read_all(body), twin)
    assert [node.tag for node in twin.iter()] == [node.tag for node in body.iter()]
    assert [dict(node.attrib) for node in twin.iter()] == [dict(node.attrib) for node in body.iter()]
    assert "".join("".join(twin.itertext()).split()) == "".join("".join(body.itertext()).split())
    return twin


@settings(max_examples=200)
@given(_bodies("nitf"))
def test_usual_nitf_is_read_as_all_nitf_is(markup: str) -> None:
    body = etree.fromstring(f'<body.content xmlns="{NITF}">{markup}</body.content>')
    event(f"usual: {_agree(body, USUAL_NITF, NitfReader())}")


def test_the_usual_is_read_in_the_short_pass() -> None:
    markup = '<p>a <em>b</em> c</p>\n<h2>d</h2><p class="x"><a href="e">f <strong>g</strong></a> </p>'
    reader = Reader()
    blocks = reader.read(etree.fromstring(f'<body xmlns="{XHTML}">{markup}</body>'))
    assert reader.is_usual
    assert len(blocks) == 3
    assert not _agree(etree.fromstring(f'<body xmlns="{XHTML}"><p>a<br/></p></body>'), USUAL_XHTML, Reader())


@pytest.mark.parametrize(
    "frame",
    [
        "<head><title>a &amp; b &#13;</title><x/></head> <body><body.head/><body.content><p/></body.content></body>",
        "<body> <body.content>text</body.content>&lt;</body>",
        "<head><body.content>kept</body.content></head><body><body.head><body.content/>a</body.head></body>",
        "<head><title>a</title></head><body><body.content><p>b</p></body.content><body.content/></body>",
        '<head><title id="i">a</title></head><body/>',
        "<head/><!-- c --><body/>",
        '<head/><x xmlns="urn:x"/><body/>',
    ],
)
def test_the_shell_of_nitf_is_its_xml_without_the_content(frame: str) -> None:
    root = etree.fromstring(f'<nitf xmlns="{NITF}" xmlns:o="urn:o">{frame}</nitf>')
    shell = nitf.shell_of(root)
    for content in root.iterfind(f"{{{NITF}}}body/{{{NITF}}}body.content"):
        for child in [*content]:
            content.remove(child)
        content.text = None
    assert shell == raw_text(root, NITF)


@needs_shared
def test_the_bodies_of_samples_are_read_the_same_in_both_ways() -> None:
    ways = ((f"{{{XHTML}}}body", USUAL_XHTML, Reader), (f"{{{NITF}}}body.content", USUAL_NITF, NitfReader))
    found = 0
    for path in sorted((SHARED / "samples" / "newsml-g2").rglob("*.xml")):
        try:
            root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        except etree.XMLSyntaxError:
            continue
        for tag, usual, reader in ways:
            found += sum(_agree(body, usual, reader()) for body in root.iter(tag))
    assert found
