"""The body as NITF: whatever is read is written back, whatever is written is valid, whatever is lost is said."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.base import Loss, Losses
from newsdoc.formats.markup import names, nitf_names
from newsdoc.formats.markup.names import NITF, split_tag
from newsdoc.formats.markup.nitf import Line, read_nitf, write_nitf
from newsdoc.model import content as c
from newsdoc.model.compare import diff, normal
from newsdoc.model.document import Document
from newsdoc.model.plain import to_plain
from newsdoc.testing import blocks
from newsdoc.testing.laws import unjustified, unreported
from tests.formats.markup_blocks import odd_blocks, trees
from tests.shared import SHARED, needs_shared

_CONCEPT = ("qcode", "uri", "literal")
slow = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SHARED / "standards" / "nitf" / "nitf-3-6.xsd"))


def _written(given_blocks: list[c.Block]) -> tuple[bytes, list[Loss]]:
    root, rows = write_nitf(given_blocks)
    losses = Losses()
    for kind, path, value, reason in rows:
        losses.add(kind, f"body{path}", value, reason)
    return etree.tostring(root, encoding="utf-8"), losses.items


def _honest(given_blocks: list[c.Block]) -> None:
    data, losses = _written(given_blocks)
    back = read_nitf(etree.fromstring(data)).blocks
    differences = diff(Document(body=given_blocks), Document(body=back))
    assert unreported(differences, losses) == [], (data, losses)
    assert unjustified(differences, losses) == [], (data, differences)


@slow
@given(st.lists(blocks(3), max_size=4))
def test_every_loss_is_said(given_blocks: list[c.Block]) -> None:
    _honest(given_blocks)


@slow
@given(st.lists(odd_blocks(), max_size=3))
def test_every_loss_of_bodies_that_no_reader_makes_is_said(given_blocks: list[c.Block]) -> None:
    data, losses = _written(given_blocks)
    back = read_nitf(etree.fromstring(data)).blocks
    assert unreported(diff(Document(body=given_blocks), Document(body=back)), losses) == [], (data, losses)


@needs_shared
@slow
@given(st.lists(st.one_of(blocks(3), odd_blocks()), max_size=3))
def test_what_is_written_is_valid(given_blocks: list[c.Block]) -> None:
    data, _ = _written(given_blocks)
    assert _schema().validate(etree.fromstring(data)), (_schema().error_log, data)


def _losses(block: c.Block) -> list[tuple[str, str]]:
    _honest([block])
    data, losses = _written([block])
    if SHARED.is_dir():
        assert _schema().validate(etree.fromstring(data)), (_schema().error_log, data)
    return [(loss.kind, loss.path) for loss in losses]


LOSSES: list[tuple[c.Block, list[tuple[str, str]]]] = [
    (c.Heading(["a"], 3), [("coerced", "body[0].level")]),
    (c.List([]), [("dropped", "body[0]")]),
    (c.List([c.ListItem([c.Paragraph(["a"])])], False, 3), [("dropped", "body[0].start")]),
    (c.List([c.ListItem([c.Paragraph(["a"]), c.Paragraph(["b"])])]), [("coerced", "body[0].tight")]),
    (c.List([c.ListItem([c.ThematicBreak()])], tight=False), [("coerced", "body[0]")]),
    (c.Table([c.Row([])]), [("dropped", "body[0].rows[0]")]),
    (c.Table([], alignments=["left"]), [("dropped", "body[0].alignments")]),
    (
        c.Table([c.Row([c.Cell([])], "foot"), c.Row([c.Cell([], attributes={"align": "up"})], "head")]),
        [("coerced", "body[0].rows"), ("dropped", "body[0].rows[1].cells[0].attributes.align")],
    ),
    (c.Preformatted([c.Strong(["a"])], "py"), [("dropped", "body[0].language"), ("flattened", "body[0].content")]),
    (c.Embed(), [("dropped", "body[0]")]),
    (c.Embed("u", "t"), [("flattened", "body[0]")]),
    (c.RawBlock("<x/>", "text/html"), [("dropped", "body[0]")]),
    (c.Group([c.Paragraph([])], "div"), [("coerced", "body[0].kind")]),
    (
        c.Group([c.Group([c.Paragraph([])], "div"), c.Paragraph([])], "block"),
        [("flattened", "body[0].content")],
    ),
    (c.Group([c.Paragraph([])], "dl"), [("coerced", "body[0].kind")]),
    (
        c.Group([c.Group([], "datasource"), c.Paragraph(["x"])], "block"),
        [("dropped", "body[0].content[1]")],
    ),
    (
        c.Group([c.RawBlock("<tobject><x/></tobject>", "application/xml")], "block"),
        [("dropped", "body[0].content[0]")],
    ),
    (
        c.Group([c.Group([c.ThematicBreak(), c.Paragraph(["x"])], "byline")], "block"),
        [("flattened", "body[0].content[0].content")],
    ),
    (c.Figure([c.Media("a"), c.Media("b", "video")]), [("coerced", "body[0].media[1].kind")]),
    (c.Figure(), [("defaulted", "body[0].attributes.media-type")]),
    (c.Figure([c.Media("a", "")]), [("defaulted", "body[0].media[0].kind")]),
    (
        c.Figure(
            [c.Media("a", attributes={"media-object/": "<x/>", "width": "very wide"})],
            attributes={"media-metadata/": "<"},
        ),
        [
            ("dropped", "body[0].media[0].attributes.media-object/"),
            ("dropped", "body[0].media[0].attributes.width"),
            ("dropped", "body[0].attributes.media-metadata/"),
        ],
    ),
    (c.Table([], attributes={"colgroup/": "<colgroup/>"}), [("dropped", "body[0].attributes.colgroup/")]),
    (c.Table([], attributes={"colgroup/": "<col/><col/>"}), [("dropped", "body[0].attributes.colgroup/")]),
    (c.Table([], attributes={"colgroup/": "<col>x</col>"}), [("dropped", "body[0].attributes.colgroup/")]),
    (c.Table([], attributes={"colgroup/": "<col id='x'/>"}), [("dropped", "body[0].attributes.colgroup/")]),
    (c.Paragraph([c.Annotation(["a"], "span")]), [("flattened", "body[0].content")]),
    (c.Paragraph([c.Annotation([c.Strong(["a"])], "person")]), [("flattened", "body[0].content[0].content")]),
    (
        c.Paragraph([c.Annotation([c.LineBreak(), c.Code("x")], "org")]),
        [("flattened", "body[0].content[0].content")] * 2,
    ),
    (
        c.Paragraph([c.Annotation([c.Link([], "u"), c.Quote([])], "org")]),
        [("flattened", "body[0].content[0].content")] * 2,
    ),
    (
        c.Paragraph([c.Annotation(["a"], "org", "q", "u", "l")]),
        [("dropped", f"body[0].content[0].{n}") for n in _CONCEPT],
    ),
    (c.Paragraph([c.Annotation([], "alt-code")]), [("flattened", "body[0].content")]),
    (c.Paragraph([c.Annotation(["x"], "postaddr")]), [("flattened", "body[0].content")]),
    (c.Paragraph([c.Reference("r"), c.InlineMedia(c.Media("a", alt="A"))]), [("flattened", "body[0].content")] * 2),
    (c.Paragraph([c.RawInline("<x/>", "text/html")]), [("dropped", "body[0].content[0]")]),
    (c.Paragraph([c.RawInline("<x", "application/xml")]), [("dropped", "body[0].content[0]")]),
    (c.Paragraph([c.RawInline("a<x/>", "application/xml")]), [("dropped", "body[0].content[0]")]),
    (c.Paragraph([c.RawInline("<!DOCTYPE x><x/>", "application/xml")]), [("dropped", "body[0].content[0]")]),
    (
        c.Paragraph([c.Quote(["a"], "«»", None, "u")]),
        [("coerced", "body[0].content[0].marks"), ("dropped", "body[0].content[0].cite")],
    ),
    (c.Paragraph([c.Emphasis(["a"], {"class": "strong"})]), [("dropped", "body[0].content[0].attributes.class")]),
    (c.Paragraph([c.Strong(["a"], {"class": "x"})]), [("dropped", "body[0].content[0].attributes.class")]),
    (c.Paragraph([], {"id": "not an id"}), [("dropped", "body[0].attributes.id")]),
    (c.Paragraph([], {"element": "x"}), [("dropped", "body[0].attributes.element")]),
    (c.Paragraph([], {names.XML_LANG: "not a language"}), [("dropped", f"body[0].attributes.{names.XML_LANG}")]),
    (c.Paragraph([" "], {names.XML_SPACE: "default"}), [("dropped", f"body[0].attributes.{names.XML_SPACE}")]),
    (c.Paragraph(["a"], {names.XML_SPACE: "preserve", "{urn:x}y": "z", names.XML_LANG: "en"}), []),
    (c.BlockQuote([]), []),
    (
        c.Figure([c.Media("a")], [c.Paragraph(["a"], {"id": ""})]),
        [("dropped", "body[0].caption[0].attributes.id"), ("coerced", "body[0].caption[0].attributes.element")],
    ),
    (c.BlockQuote([c.Group([c.Paragraph(["a"])], "block")]), [("flattened", "body[0].content")]),
]


@pytest.mark.parametrize(("block", "losses"), LOSSES)
def test_each_loss_is_said_where_it_is(block: c.Block, losses: list[tuple[str, str]]) -> None:
    assert _losses(block) == losses


def test_identifiers_are_written_once() -> None:
    data, losses = _written([c.Paragraph([], {"id": "a"}), c.Paragraph([], {"id": "a"})])
    assert [(loss.kind, loss.path) for loss in losses] == [("dropped", "body[1].attributes.id")]
    assert data.count(b'id="a"') == 1


# --- what is read and written back ------------------------------------------------------------------------------------

SOURCES = [
    '<p lede="true" class="lead">a <em>b</em> <em class="strong">c</em><em class="bold">d</em><em class="underscore">e</em></p>',
    '<p><em class="code">a</em><em class="strikethrough">b</em><em class="superscript">c</em><em class="x">d</em></p>',
    '<p><person idsrc="x" value="1">A <name.family>B</name.family><alt-code idsrc="y" value="2"/></person></p>',
    '<p><org>o</org><location><city>c</city></location><chron norm="2020">d</chron><event>e</event></p>',
    '<p><function>f</function><money unit="EUR">1</money><num>10<sup>2</sup><sub>3</sub></num></p>',
    "<p><num><frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom></frac></num></p>",
    "<p><object.title>t</object.title><virtloc>v</virtloc><classifier type='x'>c</classifier></p>",
    "<p><copyrite>c<copyrite.year>2020</copyrite.year><copyrite.holder>h</copyrite.holder></copyrite></p>",
    '<p><q quote-source="w">q</q><lang>l</lang><pronounce guide="g">p</pronounce></p>',
    '<p>a<br/>b<a href="u" title="t" rel="x">l</a><a name="n">m</a></p>',
    "<p><postaddr><addressee><person>a</person></addressee></postaddr></p>",
    '<p>x <v:y xmlns:v="urn:v">z</v:y></p>',
    '<hl2 id="i1">h</hl2>',
    '<ul class="x"><li>a</li><li id="i2">b<ul><li>c</li></ul></li></ul>',
    '<ol seqnum="3"><li><p>a</p></li></ol>',
    '<ol seqnum="1"><li>a</li><li><p>b</p></li></ol>',
    "<dl><dt>a</dt><dd><p>b</p></dd></dl>",
    "<bq><block><p>a</p></block><credit class='x'>who</credit></bq>",
    '<bq quote-source="s" nowrap="nowrap"><block id="i3"><p>a</p></block><block><p>b</p></block></bq>',
    "<bq/>",
    "<pre> a\n b </pre><hr/>",
    "<fn><body.content><p>a</p></body.content></fn>",
    '<note noteclass="end" type="pa"><body.content><block><p>a</p></block></body.content></note>',
    (
        "<block class='x'><tobject tobject.type='n'><tobject.subject tobject.subject.refnum='1'/></tobject>"
        "<key-list><keyword key='k'/></key-list><byline>by <person>P</person></byline><dateline>D</dateline>"
        "<abstract><p>a</p></abstract><p>b</p><datasource>s</datasource></block>"
    ),
    '<block><p>a</p><v:y xmlns:v="urn:v">z</v:y></block>',
    (
        '<media media-type="image" class="m"><media-metadata name="n" value="v"/>'
        '<media-reference source="a.jpg" mime-type="image/jpeg" width="1" height="2" alternate-text="A" name="N" coding="c">t'
        "</media-reference><media-object encoding='base64'>QQ==</media-object><media-reference source='b.jpg'/>"
        "<media-caption class='c'>cap <em>x</em></media-caption><media-producer>who</media-producer></media>"
    ),
    '<media media-type="image"><media-reference/></media>',
    '<media media-type="image"><media-reference source="a"/><media-caption><p>a</p><p>b</p></media-caption></media>',
    '<media media-type="image"><media-reference source="a"/><media-caption/></media>',
    (
        '<table width="9"><caption>c</caption><colgroup><col span="2"/></colgroup><thead class="t"><tr><th align="left">h</th></tr>'
        '</thead><tfoot><tr><td align="left">f</td></tr></tfoot><tbody><tr valign="top"><td colspan="2" align="char">b</td></tr>'
        "</tbody></table>"
    ),
    '<table><tr><td align="right">1</td></tr><tr><td align="right"><p>2</p></td></tr></table>',
]


def _tokens(element: etree._Element) -> list[Any]:
    namespace, name = split_tag(element.tag)
    found: list[Any] = [("<", "" if namespace == NITF else namespace, name, sorted(element.attrib.items()))]
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            found += [("t", text), *_tokens(child)]
            text = child.tail or ""
        else:
            text += child.tail or ""
    found += [("t", text), ">"]
    words = [(item[0], re.sub(r"[ \t\r\n]+", " ", item[1]).strip(" ")) if item[0] == "t" else item for item in found]
    return [item for item in words if item != ("t", "")]


def _frame(source: str, namespace: str = NITF) -> etree._Element:
    return etree.fromstring(f'<nitf xmlns="{namespace}"><body><body.content>{source}</body.content></body></nitf>')


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("namespace", [NITF, ""])
def test_what_was_read_is_written_back_as_it_was(source: str, namespace: str) -> None:
    root = _frame(source, namespace)
    found = read_nitf(root)
    written, losses = write_nitf(found.blocks, shell=found.shell, namespace=namespace)
    assert losses == []
    assert _tokens(written) == _tokens(root)
    assert split_tag(written.tag)[0] == namespace
    again = read_nitf(etree.fromstring(etree.tostring(written, encoding="utf-8")))
    assert normal(again.blocks) == normal(found.blocks)


@needs_shared
@pytest.mark.parametrize("source", SOURCES)
def test_the_sources_are_valid(source: str) -> None:
    assert _schema().validate(_frame(source)), _schema().error_log


ODD = [
    "text<p>a</p>",
    "<p>a<ul><li>b</li></ul></p>",
    "<hl2>a<p>b</p></hl2>",
    "<pre>a<p>b</p></pre>",
    "<media>text<media-reference source='a'/></media>",
    "<media><media-caption>a</media-caption><media-reference source='b'/></media>",
    "<media><media-object/></media>",
    "<bq>text<p>a</p></bq>",
    "<bq><credit>a</credit></bq>",
    "<bq><block/><credit>a<p>b</p></credit></bq>",
    "<strong>a</strong><p><b>c</b><em class='code'>d<em>e</em></em></p>",
    "<p>a<br>b</br></p>",
    "<dd>text</dd>",
    "<table>text</table><ul>text</ul>",
]


@pytest.mark.parametrize("source", ODD)
def test_what_nitf_does_not_allow_is_read_and_its_losses_said(source: str) -> None:
    found = read_nitf(_frame(source))
    said = json.dumps(to_plain(found.blocks))
    assert all(word in said for word in re.findall(r">([a-z]+)<", source))
    _honest(found.blocks)


@slow
@given(trees(tuple(f"{{{NITF}}}{name}" for name in sorted(nitf_names.KNOWN))))
def test_nothing_of_any_tree_is_lost(pair: tuple[etree._Element, list[str]]) -> None:
    root, words = pair
    root.tag = f"{{{NITF}}}body.content"
    body = etree.Element(f"{{{NITF}}}body")
    body.append(root)
    document = etree.Element(f"{{{NITF}}}nitf")
    document.append(body)
    said = json.dumps(to_plain(read_nitf(document).blocks))
    assert [word for word in words if word not in said] == []


# --- what stands around the blocks ------------------------------------------------------------------------------------

_DOCUMENT = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" uno="u" baselang="en">
 <head id="h"><title>T</title><meta name="m" content="c"/><docdata><urgency ed-urg="5"/></docdata></head>
 <body class="b"><body.head><hedline id="hd"><hl1>H <em>1</em></hl1><hl2 class="x">H2</hl2></hedline>
 <rights>r</rights><byline>By <person>P</person>, <byttl>Reporter</byttl></byline><distributor><org>D</org></distributor>
 <dateline><location>L</location> <story.date norm="2020">today</story.date></dateline>
 <abstract id="a"><p>A</p></abstract></body.head>
 <body.content><p>a</p></body.content>
 <body.end><tagline>tag</tagline><bibliography>bib</bibliography></body.end></body><v:x xmlns:v="urn:v"/></nitf>"""


def test_all_of_a_document_is_said() -> None:
    root = etree.fromstring(_DOCUMENT)
    found = read_nitf(root)
    assert (found.title, found.language, found.blocks) == ("T", "en", [c.Paragraph(["a"])])
    assert found.headlines == [
        Line(["H ", c.Emphasis(["1"])], "hl1"),
        Line(["H2"], "hl2", {"class": "x"}),
    ]
    assert found.bylines == [
        Line(["By ", c.Annotation(["P"], "person"), ", ", c.Annotation(["Reporter"], "byttl")], "byline")
    ]
    assert found.distributors == [Line([c.Annotation(["D"], "org")], "distributor")]
    story = c.Annotation(["today"], "story.date", attributes={"norm": "2020"})
    assert found.datelines == [Line([c.Annotation(["L"], "location"), " ", story], "dateline")]
    assert found.abstracts == [[c.Paragraph(["A"])]]
    assert found.taglines == [Line(["tag"], "tagline")]
    assert [path for path, _ in found.leftovers] == [
        *("@uno", "head/@id", "head/meta", "head/docdata", "body/@class", "body/body.head/hedline/@id"),
        *("body/body.head/rights", "body/body.head/abstract/@id", "body/body.end/bibliography", "{urn:v}x"),
    ]
    written, losses = write_nitf([*found.blocks, c.ThematicBreak()], shell=found.shell)
    assert losses == []
    contents = root.find(f".//{{{NITF}}}body.content")
    assert contents is not None
    etree.SubElement(contents, f"{{{NITF}}}hr")
    assert _tokens(written) == _tokens(root)


def test_a_document_is_made_of_what_is_known() -> None:
    root, losses = write_nitf([c.Paragraph(["a"])], title="T & U", language="de", headlines=[["H "], [c.Strong(["S"])]])
    assert losses == []
    assert etree.tostring(root).decode() == (
        f'<nitf xmlns="{NITF}" baselang="de"><head><title>T &amp; U</title></head><body><body.head><hedline><hl1 xml:space="preserve">H </hl1>'
        '<hl2><em class="strong">S</em></hl2></hedline></body.head><body.content><p>a</p></body.content></body></nitf>'
    )


def test_several_bodies_are_groups() -> None:
    source = (
        f'<nitf xmlns="{NITF}"><body><body.content id="i"><p>a</p></body.content><body.content><p>b</p></body.content>'
        "</body></nitf>"
    )
    found = read_nitf(etree.fromstring(source))
    assert found.blocks == [
        c.Group([c.Paragraph(["a"])], "body.content", {"id": "i"}),
        c.Group([c.Paragraph(["b"])], "body.content"),
    ]
    written, losses = write_nitf(found.blocks, shell=found.shell)
    assert (etree.tostring(written).decode(), losses) == (source, [])


def test_what_is_no_nitf_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_nitf(etree.fromstring("<html/>"))
    assert caught.value.code == "NITF-ROOT"
    with pytest.raises(WriteError) as refused:
        write_nitf([c.Paragraph([])], shell="<nitf><body/></nitf>")
    assert refused.value.code == "NITF-SHELL"
    with pytest.raises(WriteError) as broken:
        write_nitf([], shell="<nitf")
    assert broken.value.code == "XML-NOT-WELLFORMED"
    deep = etree.fromstring(
        "<nitf><body><body.content>" + "<block>" * 1900 + "</block>" * 1900 + "</body.content></body></nitf>",
        etree.XMLParser(huge_tree=True),
    )
    with pytest.raises(ReadError) as refused_depth:
        read_nitf(deep)
    assert refused_depth.value.code == "LIMIT-DEPTH"
    group = c.Group([])
    for _ in range(2000):
        group = c.Group([group])
    with pytest.raises(WriteError) as too_deep:
        write_nitf([group])
    assert too_deep.value.code == "LIMIT-DEPTH"
    empty, losses = write_nitf([], shell="<nitf><body/></nitf>")
    assert (len(empty), losses) == (1, [])


@needs_shared
def test_real_documents_are_written_back_as_they_were() -> None:
    count = 0
    for path in sorted((SHARED / "samples" / "newsml-g2").rglob("*.xml")):
        try:
            tree = etree.parse(path, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError:
            continue
        for root in [*tree.iter(f"{{{NITF}}}nitf"), *tree.iter("nitf")]:
            found = read_nitf(root)
            written, losses = write_nitf(found.blocks, shell=found.shell)
            assert losses == []
            assert _tokens(written) == _tokens(root)
            assert _schema().validate(etree.fromstring(etree.tostring(written))), path
            count += 1
    assert count > 5
