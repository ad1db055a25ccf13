"""The body as XHTML: exact for whatever the model can hold, and true to whatever a source has."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from newsdoc.errors import NewsdocError, ReadError, WriteError
from newsdoc.formats.markup import names, pages, rendering, xhtml
from newsdoc.formats.markup.attributes import escape, is_name
from newsdoc.formats.markup.names import HTML_NAMESPACES, LEVELS, NAR, XHTML, XML_LANG, XML_SPACE, split_tag
from newsdoc.formats.markup.whitespace import collapsed, survives
from newsdoc.formats.markup.writing import Writer
from newsdoc.model import content as c
from newsdoc.model.compare import normal
from newsdoc.model.plain import to_plain
from newsdoc.testing import blocks, inlines
from tests.formats.markup_blocks import odd_blocks, odd_inlines, trees
from tests.shared import SHARED, needs_shared

slow = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _body() -> etree._Element:
    return etree.Element(f"{{{XHTML}}}body", nsmap={None: XHTML})


def _holds(given_blocks: list[c.Block]) -> None:
    """The law: elements, bytes and text of ``given_blocks`` read back as the same."""
    want = normal(given_blocks)
    body = _body()
    xhtml.write_blocks(given_blocks, body)
    data = etree.tostring(body, encoding="utf-8")
    assert normal(xhtml.read_blocks(body)) == want, data
    assert normal(xhtml.read_blocks(etree.fromstring(data))) == want, data
    text = xhtml.fragment(given_blocks)
    assert xhtml.parse_fragment(text)[1] == [], text
    assert normal(xhtml.parse_fragment(text)[0]) == want, text


@slow
@given(st.lists(blocks(3), max_size=4))
def test_every_body_reads_back_as_itself(given_blocks: list[c.Block]) -> None:
    _holds(given_blocks)


@settings(slow, max_examples=150)
@given(st.lists(odd_blocks(), max_size=3))
def test_bodies_that_no_reader_makes_read_back_as_themselves(given_blocks: list[c.Block]) -> None:
    _holds(given_blocks)


@settings(slow, max_examples=100)
@given(odd_blocks())
def test_writing_changes_nothing(block: c.Block) -> None:
    before = to_plain(block)
    xhtml.block_fragment(block)
    assert to_plain(block) == before


@slow
@given(st.lists(st.one_of(inlines(), odd_inlines()), max_size=4))
def test_lines_read_back_as_themselves(line: list[c.Inline]) -> None:
    want = normal(c.Paragraph(line)).content
    text = xhtml.inline_fragment(line)
    assert normal(c.Paragraph(xhtml.parse_inlines(text))).content == want, text
    for namespace in (XHTML, NAR):
        element = etree.Element(f"{{{NAR}}}headline", nsmap={None: NAR})
        xhtml.write_inlines(line, element, namespace)
        data = etree.tostring(element, encoding="utf-8")
        assert normal(c.Paragraph(xhtml.read_inlines(etree.fromstring(data)))).content == want, data


@pytest.mark.parametrize(
    "block",
    [
        # What the attributes claim of the source's elements is not so.
        c.Paragraph([c.Annotation(["x"], "foobar", attributes={"element": "foobar"}), " y"], {"element": ""}),
        c.Group([c.Paragraph([c.Annotation(["x"], "code", attributes={"element": "code"})])], "p", {"element": "p"}),
        c.Figure([c.Media("a", attributes={"..": "a"}), c.Media("b", attributes={"..": "a"})]),
        c.Figure([c.Media("a"), c.Media("b", attributes={"..": ""})]),
        c.Figure([c.Media("a", attributes={"..": "a"}), c.Media("b", attributes={"..": "", "element": "source"})]),
        c.Table([c.Row([c.Cell([])], "body", {"..": "tbody"})]),
        c.Table([], attributes={"colgroup/": "</table>"}),
        c.Preformatted([c.Code("x", {"element": "tt"})], attributes={"code/": ""}),
        c.Embed("u", attributes={"element": "object", "data": "x"}),
        c.Paragraph([c.Strong([], {"{not a uri}x": "1"})]),
        c.Paragraph([c.Strong([], {"{}element": "1", "{urn:x}": "2", "{urn:x}a b": "3", "{}b": "4"})]),
        c.Paragraph([], {"data-newsdoc-attributes": "x", "a b": "y"}),
        c.Paragraph([], {"data-newsdoc-attributes": '{"a":1}'}),
        c.Paragraph([c.Link([], "h", attributes={"{http://www.w3.org/XML/1998/namespace}lang": "not a language"})]),
        c.List([c.ListItem([c.List([])], {"element": ""}), c.ListItem([c.List([])], {"element": ""})]),
        c.BlockQuote([c.Group([], "footer")]),
        c.BlockQuote([c.Group([c.Paragraph(["x"], {"element": ""})], "footer")]),
        c.Figure(caption=[c.Group([], "footer")]),
    ],
)
def test_what_the_attributes_claim_is_checked(block: c.Block) -> None:
    _holds([block])
    _holds([c.Group([block])])


# --- what is written --------------------------------------------------------------------------------------------------

EVERYTHING: list[tuple[c.Block, str]] = [
    (c.Paragraph(["a ", c.Strong(["b"]), " & ", c.Emphasis(["c"])]), "<p>a <strong>b</strong> &amp; <em>c</em></p>"),
    (
        c.Paragraph(
            [c.Underline(["u"]), c.Strikethrough(["s"]), c.Superscript(["2"]), c.Subscript(["3"]), c.Code("x")]
        ),
        "<p><u>u</u><s>s</s><sup>2</sup><sub>3</sub><code>x</code></p>",
    ),
    (c.Paragraph([c.Link(["l"], "http://e/?a&b", "t")]), '<p><a href="http://e/?a&amp;b" title="t">l</a></p>'),
    (
        c.Paragraph([c.Quote(["q"], "«»", "Who", "http://e")]),
        '<p><q cite="http://e" data-marks="«»" data-reference="Who">q</q></p>',
    ),
    (c.Paragraph([c.Reference("r")]), '<p><span data-newsdoc="reference">r</span></p>'),
    (c.Paragraph(["a", c.LineBreak(), "b"]), "<p>a<br/>b</p>"),
    (
        c.Paragraph([c.InlineMedia(c.Media("a.jpg", alt="A", width=3, height=4))]),
        '<p><img src="a.jpg" alt="A" width="3" height="4"/></p>',
    ),
    (
        c.Paragraph([c.Annotation(["P"], "person", qcode="p:1"), c.Annotation(["x"], "abbr")]),
        '<p><span data-kind="person" data-qcode="p:1">P</span><abbr>x</abbr></p>',
    ),
    (c.Heading(["h"], 3), "<h3>h</h3>"),
    (c.Heading(["h"], 9), '<h6 data-level="9">h</h6>'),
    (c.List([c.ListItem([c.Paragraph(["a"])])]), "<ul><li>a</li></ul>"),
    (c.List([c.ListItem([c.Paragraph(["a"])])], True, 3, False), '<ol start="3"><li><p>a</p></li></ol>'),
    (c.List([c.ListItem([c.Paragraph(["a"]), c.List([])])]), "<ul><li>a<ul></ul></li></ul>"),
    (c.List([], tight=False), '<ul data-tight="false"></ul>'),
    (
        c.BlockQuote([c.Paragraph(["q"])], ["Who"], "http://e"),
        '<blockquote cite="http://e"><p>q</p><footer>Who</footer></blockquote>',
    ),
    (c.Figure(), "<figure></figure>"),
    (
        c.Figure([c.Media("a.jpg", alt="A")], [c.Paragraph(["c"])], ["P"]),
        '<figure><img src="a.jpg" alt="A"/><figcaption>c<footer>P</footer></figcaption></figure>',
    ),
    (c.Figure([c.Media("v.mp4", "video")]), '<figure><video src="v.mp4"></video></figure>'),
    (
        c.Table(
            [
                c.Row([c.Cell([c.Paragraph(["h"])], header=True)], "head"),
                c.Row([c.Cell([c.Paragraph(["1"])])]),
            ],
            ["cap"],
            ["right"],
        ),
        (
            '<table><caption>cap</caption><thead><tr><th style="text-align: right">h</th></tr></thead>'
            '<tbody><tr><td style="text-align: right">1</td></tr></tbody></table>'
        ),
    ),
    (c.Table([], alignments=["left", None]), '<table data-alignments="left none"></table>'),
    (c.Preformatted(["\n a\tb"]), "<pre>\n\n a\tb</pre>"),
    (c.Preformatted(["x"], "python"), '<pre><code class="language-python">x</code></pre>'),
    (c.ThematicBreak(), "<hr/>"),
    (c.Embed("http://e", "t"), '<iframe src="http://e" title="t"></iframe>'),
    (c.Embed(None, None, "<b>", "text/html"), '<iframe data-value="&lt;b&gt;" data-content-type="text/html"></iframe>'),
    (c.RawBlock("<script>1</script>", "text/html"), "<script>1</script>"),
    (
        c.RawBlock("<b>", "text/html"),
        '<div data-newsdoc="raw_block" data-content-type="text/html" data-value="&lt;b&gt;"><b></b></div>',
    ),
    (c.Group([c.Paragraph(["a"])], "section"), "<section><p>a</p></section>"),
    (c.Group([c.Paragraph(["a"])], "block"), '<div data-kind="block"><p>a</p></div>'),
]


@pytest.mark.parametrize(("block", "text"), EVERYTHING, ids=[text[:30] for _, text in EVERYTHING])
def test_ordinary_content_is_plain_xhtml(block: c.Block, text: str) -> None:
    assert xhtml.block_fragment(block) == text
    assert xhtml.parse_fragment(text) == ([block], [])


WHITE_SPACE = [
    (["a b"], False),
    (["a", c.Strong([" b"])], False),
    ([" a"], True),
    (["a "], True),
    (["a  b"], True),
    (["a\nb"], True),
    (["a\tb"], True),
    (["a\rb"], True),
    (["a ", c.Strong([" b"])], True),
    (["a ", c.Strong(["b"]), " "], True),
    (["a ", c.LineBreak(), "b"], True),
    (["a", c.LineBreak(), " b"], True),
    ([" ", c.InlineMedia(c.Media("x"))], True),
    (["\u00a0a\u3000\u2028\u0085"], False),
    ([], False),
    ([c.Code("a  b")], True),
    ([c.Reference(" r")], True),
    ([c.Strong([" a "], {names.XML_SPACE: "preserve"})], False),
    ([c.Strong([" a "], {names.XML_SPACE: "default"})], True),
]


@pytest.mark.parametrize(("line", "marked"), WHITE_SPACE)
def test_white_space_is_marked_only_where_it_would_collapse(line: list[c.Inline], marked: bool) -> None:
    text = xhtml.block_fragment(c.Paragraph(line))
    assert text.startswith('<p xml:space="preserve">') == marked
    assert survives(line) != marked
    assert normal(xhtml.parse_fragment(text)[0]) == normal([c.Paragraph(line)])


def test_white_space_of_foreign_markup_collapses_as_in_html() -> None:
    source = "<p>\n  one <b> two </b> three\n<br/>\n four\t<i> </i>\n</p>  <p>\u00a0x\n</p>"
    assert xhtml.parse_fragment(source)[0] == [
        c.Paragraph(
            [
                "one ",
                c.Strong(["two "], {"element": "b"}),
                "three",
                c.LineBreak(),
                "four",
                c.Emphasis([], {"element": "i"}),
            ]
        ),
        c.Paragraph(["\u00a0x"]),
    ]
    assert collapsed(" a \n b") == " a b"
    assert collapsed("a b") == "a b"


def test_preserved_white_space_of_foreign_markup_is_kept_with_its_mark() -> None:
    for source in (
        '<div xml:space="preserve"> a <p> b </p></div>',
        '<ul xml:space="preserve"><li> a</li></ul>',
        '<p xml:space="preserve">plain</p>',
        '<p xml:space="default">plain</p>',
        '<table xml:space="preserve"><tbody><tr><td> a </td></tr></tbody></table>',
        '<p>a<b xml:space="preserve"> b </b></p>',
    ):
        assert xhtml.fragment(xhtml.parse_fragment(source)[0]) == source


# --- what is read -----------------------------------------------------------------------------------------------------

FOREIGN = [
    "<b>x</b>",
    "text straight in the body",
    "<div>text<p>x</p>more <i>y</i></div>",
    "<p>a<ul><li>b</li></ul>c</p>",
    "<h1><p>a</p>b</h1>",
    '<a href="x"><div>y</div></a>',
    "<p><foobar z='1'>x</foobar></p>",
    "<foobar>x</foobar>",
    "<p>x</p><foobar><p>y</p></foobar>",
    "text <foobar>x</foobar> text",
    "<ul><li>a</li><li><p>b</p></li></ul>",
    "<ul><li>a</li><ul><li>b</li></ul></ul>",
    "<ul>text<li>a</li></ul>",
    '<ol start="1" type="a"><li>a</li></ol>',
    "<table><tr><td>a</td></tr></table>",
    '<table><colgroup><col span="2"/></colgroup><tbody class="x"><tr><td><p>a</p></td></tr></tbody><tbody><tr/></tbody></table>',
    "<table><thead/><tbody><tr><td>a</td></tr></tbody></table>",
    "<table>text<tr><td>a</td></tr></table>",
    '<table><caption class="y">a<p>b</p></caption><tbody><tr><th colspan="1">a</th></tr></tbody></table>',
    '<table><tbody><tr><td style="text-align:left">a</td></tr></tbody></table>',
    "<dl><dt>a</dt><dd>b<p>c</p></dd></dl>",
    "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
    '<figure><img src="a"/><div class="byline">who</div><figcaption>c</figcaption></figure>',
    '<figure class="f"><a href="x"><img src="a"/></a><figcaption class="c"><p>c</p></figcaption></figure>',
    "<figure><figcaption>c</figcaption><img src='a'/></figure>",
    "<figure>text<img src='a'/></figure>",
    "<figure><img src='a'/><figcaption/></figure>",
    "<figure><figcaption>c<footer class='x'>d</footer></figcaption></figure>",
    "<figure><video controls=''><source src='a' type='video/mp4'/><track src='t'/></video></figure>",
    "<video src='a'><p>no video</p></video>",
    "<img src='a' width='100%'/>",
    "<picture><source srcset='a'/><img src='b'/></picture>",
    "<div><img src='a'/><p>x</p></div>",
    "<p>x<img src='a'/></p>",
    "<p>x<img src='a'><b>in</b></img><br>in</br></p>",
    "<hr><p>in</p></hr>",
    "<pre><code class='language-x hl' id='i'>a\n b</code></pre>",
    "<pre><code>a</code></pre>",
    "<pre>a<div>b</div></pre>",
    "<p><code>a<b>c</b></code></p>",
    "<p><kbd>a</kbd><tt>b</tt><strike>c</strike><del>d</del></p>",
    "<blockquote>text</blockquote>",
    "<blockquote><p>a</p><footer class='x'>who</footer></blockquote>",
    "<blockquote><p>a</p><footer><p>who</p></footer></blockquote>",
    "<iframe src='x'>no frames</iframe>",
    "<object data='x'/>",
    "<object><param name='a'/><embed src='y'/></object>",
    "<embed src='y'/>",
    "<p>x <iframe src='a'/></p>",
    '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>',
    '<p>x <v:y xmlns:v="urn:v" v:a="1"><z/></v:y></p>',
    "<div>a <meta itemprop='x' content='y'/> b</div>",
    '<p xmlns:e="urn:e" e:x="1" element="y">a</p>',
    "<p><a name='x'/>a<input type='text'/></p>",
    "<td>a</td>",
    "<footer>a</footer>",
    '<span data-kind="x" data-uri="u">a</span>',
    '<div data-newsdoc-attributes="junk">a</div>',
    "<ul data-tight='perhaps'><li>a</li></ul>",
    "<table data-alignments='odd'><tbody><tr><td>a</td></tr></tbody></table>",
]


def _tokens(element: etree._Element) -> list[Any]:
    """What an element is but for white space and comments."""
    namespace, name = split_tag(element.tag)
    space = "" if namespace in HTML_NAMESPACES else namespace
    found: list[Any] = [("<", space, name, sorted(element.attrib.items()))]
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            found += [("t", text), *_tokens(child)]
            text = child.tail or ""
        else:
            text += child.tail or ""
    found += [("t", text), ">"]
    # White space between an element's border and its text means nothing where it would collapse.
    words = [(item[0], re.sub(r"[ \t\r\n]+", " ", item[1]).strip(" ")) if item[0] == "t" else item for item in found]
    return [item for item in words if item != ("t", "")]


def _same(source: etree._Element, written: etree._Element) -> None:
    assert _tokens(written) == _tokens(source)


@pytest.mark.parametrize("source", FOREIGN)
def test_foreign_markup_is_written_back_as_it_was(source: str) -> None:
    frame = etree.fromstring(f'<x xmlns="{XHTML}">{source}</x>')
    found = xhtml.read_blocks(frame)
    text = Writer().blocks(found)
    # It is so without falling back to the strict form.
    assert rendering.render(found) == text
    _same(frame, etree.fromstring(f'<x xmlns="{XHTML}">{text}</x>'))
    _holds(found)


@slow
@given(trees())
def test_nothing_of_any_tree_is_lost(pair: tuple[etree._Element, list[str]]) -> None:
    root, words = pair
    found = xhtml.read_blocks(root)
    said = json.dumps(to_plain(found))
    assert [word for word in words if word not in said] == []
    _holds(found)


@slow
@given(trees(tuple(f"{{{XHTML}}}{name}" for name in sorted(names.KNOWN - {"html", "body"}))))
def test_any_tree_is_written_back_as_it_was(pair: tuple[etree._Element, list[str]]) -> None:
    back = _body()
    xhtml.write_blocks(xhtml.read_blocks(pair[0]), back)
    _same(pair[0], back)


@pytest.mark.parametrize(
    "markup",
    [
        '<blockquote><p>a</p><footer element="w">b</footer></blockquote>',
        '<figure><img src="a"/><figcaption element="w">b</figcaption></figure>',
        '<table><tbody element="x"><tr element="y"><td element="z">b</td></tr></tbody></table>',
        '<pre><code element="x">a</code></pre>',
    ],
)
def test_an_attribute_with_the_name_of_the_reserved_key_comes_back(markup: str) -> None:
    assert xhtml.fragment(xhtml.read_blocks(etree.fromstring(f'<body xmlns="{XHTML}">{markup}</body>'))) == markup


def test_namespaces_do_not_matter() -> None:
    want = [c.Paragraph([c.Strong(["a"])])]
    for source in (
        f'<x xmlns="{XHTML}"><p><strong>a</strong></p></x>',
        "<x><p><strong>a</strong></p></x>",
        f'<x xmlns="{NAR}"><p><strong xmlns="{XHTML}">a</strong></p></x>',
        f'<h:x xmlns:h="{XHTML}"><h:p><strong>a</strong></h:p></h:x>',
        "<x><P><STRONG>a</STRONG></P></x>",
    ):
        assert xhtml.read_blocks(etree.fromstring(source)) == want


def test_names_in_capitals_are_those_of_html() -> None:
    assert xhtml.parse_fragment('<P CLASS="x">a <A HREF="u">b</A></P>')[0] == [
        c.Paragraph(["a ", c.Link(["b"], "u")], {"class": "x"})
    ]
    assert xhtml.parse_fragment('<P Class="x" class="y">a</P>')[0] == [c.Paragraph(["a"], {"Class": "x", "class": "y"})]


def test_comments_and_instructions_are_no_content() -> None:
    source = "<p>a<!-- b -->c<?d e?>f</p><!-- g --><p>h</p>"
    assert xhtml.parse_fragment(source)[0] == [c.Paragraph(["acf"]), c.Paragraph(["h"])]


def test_references_to_unknown_entities_are_kept_as_text() -> None:
    parser = etree.XMLParser(resolve_entities=False)
    root = etree.fromstring('<!DOCTYPE x [<!ENTITY e "E">]><x><p>a&e;b</p>&e;<ul>&e;<li>x</li></ul></x>', parser)
    assert xhtml.read_blocks(root) == [
        c.Paragraph(["a&e;b"]),
        c.Paragraph(["&e;"], {"element": ""}),
        c.Group(
            [
                c.Paragraph(["&e;"], {"element": ""}),
                c.Group([c.Paragraph(["x"], {"element": ""})], "li", {"element": "li"}),
            ],
            "ul",
            {"element": "ul"},
        ),
    ]


# --- documents --------------------------------------------------------------------------------------------------------

PAGES = [
    "<html><body><p>a</p></body></html>",
    "<html><head><title>T</title></head><body><p>a</p></body></html>",
    '<html lang="en" itemscope=""><head class="h"><meta charset="UTF-8"/><title>T</title></head><body id="b">a</body></html>',
    "<html><head/><p>a</p></html>",
    "<html><p>a</p>text</html>",
    "<html/>",
]


@pytest.mark.parametrize("source", PAGES)
@pytest.mark.parametrize("namespace", [XHTML, ""])
def test_documents_are_written_back_as_they_were(source: str, namespace: str) -> None:
    root = etree.fromstring(source.replace("<html", f'<html xmlns="{namespace}"', 1))
    page = xhtml.read_page(root)
    written = xhtml.document(page.blocks, page.title, page.language, page.shell)
    if "<head" in source:
        _same(root, written)
    again = xhtml.document(xhtml.read_blocks(root), page.title, page.language)
    assert etree.tostring(again, method="c14n") == etree.tostring(written, method="c14n")


def test_a_document_says_title_and_language() -> None:
    root = xhtml.document([c.Paragraph(["a"])], "T & U", "de")
    assert etree.tostring(root).decode() == (
        f'<html xmlns="{XHTML}" lang="de" xml:lang="de"><head><title>T &amp; U</title></head><body><p>a</p></body></html>'
    )
    page = xhtml.read_page(root)
    assert (page.title, page.language, page.blocks) == ("T & U", "de", [c.Paragraph(["a"])])
    assert etree.tostring(xhtml.document([])).decode() == (f'<html xmlns="{XHTML}"><head><title/></head><body/></html>')


def test_a_body_alone_keeps_its_attributes() -> None:
    found, _ = xhtml.parse_fragment('<body class="x"><p>a</p></body>')
    assert found == [c.RawBlock('<body class="x"/>', xhtml.SHELL_TYPE), c.Paragraph(["a"])]
    root = xhtml.document(found, "T")
    assert etree.tostring(root).decode() == (
        f'<html xmlns="{XHTML}"><head><title>T</title></head><body class="x"><p>a</p></body></html>'
    )
    assert xhtml.parse_fragment("<body><p>a</p></body>")[0] == [c.Paragraph(["a"])]


def test_a_shell_that_is_none_is_left_alone() -> None:
    for shell in ("<html", "<html/><html/>", "<p/>"):
        root = xhtml.document([c.Paragraph(["a"])], shell=shell)
        assert root.tag == f"{{{XHTML}}}html"
        assert xhtml.read_page(root).blocks == [c.Paragraph(["a"])]


def test_blocks_are_appended_after_what_is_there() -> None:
    parent = etree.fromstring("<x>a<y/>b</x>")
    xhtml.write_blocks([c.Paragraph(["c"], {"element": ""}), c.ThematicBreak()], parent)
    assert etree.tostring(parent, method="c14n", exclusive=True).decode() == (
        f'<x>a<y></y>bc<html:hr xmlns:html="{XHTML}"></html:hr></x>'
    )
    empty = etree.Element("x")
    xhtml.write_blocks([c.Paragraph(["c"], {"element": ""})], empty)
    assert etree.tostring(empty) == b"<x>c</x>"


# --- strings ----------------------------------------------------------------------------------------------------------


def test_named_entities_are_those_of_html() -> None:
    source = "<p title='&eacute;&quot;'>&nbsp;&hellip;&lt;&LT;&amp;<![CDATA[&nbsp;<]]></p><!-- &nope; -->"
    found, notes = xhtml.parse_fragment(source)
    assert notes == []
    assert found == [c.Paragraph(["\u00a0…<<&&nbsp;<"], {"title": 'é"'})]


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("<p>a<br>b", [c.Paragraph(["a", c.LineBreak(), "b"])]),
        ("<p>a</b> c &foo; d", [c.Paragraph(["a c &foo; d"])]),
        ("<p>a & b</p><![CDATA[c<]]>", [c.Paragraph(["a & b"]), c.Paragraph(["c<"], {"element": ""})]),
        ("<!-- open <p>a", []),
        (
            "<html><body class=x><p>a<p>b",
            [
                c.RawBlock('<html><body class="x"/></html>', xhtml.SHELL_TYPE),
                c.Paragraph(["a"]),
                c.Paragraph(["b"]),
            ],
        ),
        ("<p @click=go>a", [c.Paragraph(["a"], {"@click": "go"})]),
        (
            "<html xmlns:o='urn:o' lang=en><head><meta o:x=1><title>t</title></head><body o:y=2 {z=3><p>a",
            [
                c.RawBlock(
                    '<html lang="en" data-newsdoc-attributes="{&quot;xmlns:o&quot;:&quot;urn:o&quot;}"><head><meta '
                    'data-newsdoc-attributes="{&quot;o:x&quot;:&quot;1&quot;}"/><title>t</title></head><body '
                    'data-newsdoc-attributes="{&quot;o:y&quot;:&quot;2&quot;,&quot;{z&quot;:&quot;3&quot;}"/></html>',
                    xhtml.SHELL_TYPE,
                ),
                c.Paragraph(["a"]),
            ],
        ),
    ],
)
def test_tag_soup_is_repaired_and_that_is_said(source: str, want: list[c.Block]) -> None:
    found, notes = xhtml.parse_fragment(source)
    assert found == want
    assert len(notes) == 1
    assert notes[0].startswith("the markup is not well-formed XML (")
    _holds(found)


def test_prologs_are_no_content() -> None:
    want: tuple[list[c.Block], list[str]] = ([c.Paragraph(["a"])], [])
    for prolog in (
        '<?xml version="1.0"?>',
        "<!DOCTYPE html>",
        '<?xml version="1.0"?>\n<!doctype HTML PUBLIC "x">\n',
        "\ufeff<!DOCTYPE html>",
    ):
        assert xhtml.parse_fragment(f"{prolog}<html><body><p>a</p></body></html>") == want
    assert xhtml.parse_fragment(" \n") == ([], [])


def test_a_line_feed_that_begins_pre_is_html_s_own() -> None:
    assert xhtml.parse_fragment("<pre>\na</pre><pre>\n</pre><pre/>")[0] == [
        c.Preformatted(["a"]),
        c.Preformatted([]),
        c.Preformatted([]),
    ]
    element = etree.fromstring("<x><pre>\na</pre></x>")
    assert xhtml.read_blocks(element) == [c.Preformatted(["\na"])]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<div>" * 300 + "x" + "</div>" * 300, "LIMIT-DEPTH"),
        ("<div>" * 300 + "x", "LIMIT-DEPTH"),
        ("<b>" * 100_000, "LIMIT-DEPTH"),
        ("<p>\x00</p>", "CHAR-FORBIDDEN"),
        ("<p>&#1;<br>", "CHAR-FORBIDDEN"),
        ('<!DOCTYPE x [<!ENTITY e "y">]><x>&e;</x>', "XML-DOCTYPE-FORBIDDEN"),
    ],
)
def test_strings_that_cannot_be_read_are_refused(source: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        xhtml.parse_fragment(source)
    assert caught.value.code == code


@slow
@given(
    st.text(st.sampled_from("<>&;/'\"=!-[]ab p\n#x?")), st.sampled_from(["", "<p>", "<![CDATA[", "<!--", "<b a=", "&"])
)
def test_any_string_is_read_or_refused(text: str, start: str) -> None:
    try:
        found, _ = xhtml.parse_fragment(start + text)
    except NewsdocError as error:
        assert isinstance(error, ReadError)
    else:
        _holds(found)


def test_256_levels_are_read_and_written() -> None:
    for name in ("div", "b", "foobar", "ul><li", "blockquote", "table><tr><td"):
        levels = 256 // (name.count("<") + 1)
        close = "".join(f"</{part}>" for part in reversed(name.replace("<", "").split(">")))
        source = f"<{name}>" * levels + "x" + close * levels
        found = xhtml.read_blocks(etree.fromstring(f"<r>{source}</r>", etree.XMLParser(huge_tree=True)))
        text = rendering.render(found)
        assert "x" in text
        # Comparing the blocks themselves would take more of the stack than Python has.
        assert rendering.render(xhtml.parse_fragment(text)[0]) == text


def test_what_is_too_deep_is_refused() -> None:
    group = c.Group([])
    line: c.Inline = "x"
    for _ in range(2000):
        group, line = c.Group([group]), c.Strong([line])
    root = etree.fromstring("<x>" * 1900 + "</x>" * 1900, etree.XMLParser(huge_tree=True))
    for refused, error in (
        (lambda: xhtml.fragment([group]), WriteError),
        (lambda: xhtml.inline_fragment([line]), WriteError),
        (lambda: xhtml.read_blocks(root), ReadError),
        (lambda: xhtml.read_inlines(root), ReadError),
    ):
        with pytest.raises(error) as caught:
            refused()
        assert caught.value.code == "LIMIT-DEPTH"


def test_characters_that_xml_does_not_have_are_refused() -> None:
    with pytest.raises(WriteError) as caught:
        xhtml.write_blocks([c.Paragraph(["\x00"])], _body())
    assert caught.value.code == "XML-NOT-WELLFORMED"


def test_strings_take_time_in_proportion_to_their_length() -> None:
    for start in ("<!--", "<![CDATA[", "<!DOCTYPE", "&amp", "<x a='", "<foobar/>", "<b/><p/>", "<?xml "):
        source = start * 5_000
        try:
            xhtml.parse_fragment(source)
        except ReadError:
            continue


# --- metadata ---------------------------------------------------------------------------------------------------------


def test_lines_of_newsml_g2_are_its_own_where_it_has_them() -> None:
    line: list[c.Inline] = [
        c.Link(["l ", c.Annotation(["s"], "span")], "http://e"),
        c.Annotation(["i"], "inline", qcode="a:b"),
        c.Annotation([c.Annotation(["漢"], "rb"), c.Annotation(["kan"], "rt")], "ruby"),
        c.LineBreak(),
        c.Strong(["x"]),
        c.Annotation([c.Link(["l"], "u")], "span"),
        c.Link(["t"], "u", "title"),
        c.Annotation(["bad"], "inline", qcode="no qcode"),
        c.RawInline('<v xmlns="urn:v"/>', "application/xml"),
    ]
    element = etree.Element(f"{{{NAR}}}headline", nsmap={None: NAR})
    xhtml.write_inlines(line, element, NAR)
    assert etree.tostring(element, encoding="unicode") == (
        f'<headline xmlns="{NAR}"><a href="http://e">l <span>s</span></a><inline qcode="a:b">i</inline>'
        f'<ruby><rb>漢</rb><rt>kan</rt></ruby><br/><strong xmlns="{XHTML}">x</strong>'
        f'<span><a xmlns="{XHTML}" href="u">l</a></span><a xmlns="{XHTML}" href="u" title="title">t</a>'
        f'<span xmlns="{XHTML}" data-kind="inline" data-qcode="no qcode">bad</span><v xmlns="urn:v"/></headline>'
    )
    assert xhtml.read_inlines(element) == line
    label = etree.Element(f"{{{NAR}}}headline", nsmap={None: NAR})
    xhtml.write_inlines([c.LineBreak()], label, NAR, frozenset({"a"}))
    assert etree.tostring(label, encoding="unicode") == f'<headline xmlns="{NAR}"><br xmlns="{XHTML}"/></headline>'


def test_attributes_of_newsml_g2_are_its_own_where_it_has_them() -> None:
    line: list[c.Inline] = [
        c.Annotation(["a"], "span", attributes={"class": "x", "id": "i", "dir": "ltr", names.XML_LANG: "en"}),
        c.Annotation(["b"], "span", attributes={"id": "not an id"}),
        c.Annotation(["c"], "span", attributes={"dir": "up"}),
        c.Annotation(["d"], "span", attributes={"style": "x"}),
        c.Annotation(["e"], "span", attributes={"{urn:x}y": "z"}),
        c.Annotation([c.Annotation(["f"], "rb")], "ruby"),
    ]
    element = etree.Element(f"{{{NAR}}}headline", nsmap={None: NAR})
    xhtml.write_inlines(line, element, NAR)
    assert [split_tag(child.tag)[0] == NAR for child in element] == [True, False, False, False, True, False]
    assert xhtml.read_inlines(element) == line


def test_white_space_of_metadata_is_kept_unless_asked() -> None:
    element = etree.fromstring(f'<headline xmlns="{NAR}"> a\n <span> b </span></headline>')
    assert xhtml.read_inlines(element) == [" a\n ", c.Annotation([" b "])]
    assert xhtml.read_inlines(element, preserve=False) == ["a ", c.Annotation(["b"])]


@needs_shared
@slow
@given(st.lists(odd_inlines(), max_size=4))
@example([c.Annotation([], "span", attributes={XML_SPACE: ""})])
@example([c.Annotation([], "span", attributes={XML_LANG: "no language"})])
def test_lines_of_newsml_g2_are_valid(line: list[c.Inline]) -> None:
    element = etree.Element(f"{{{NAR}}}headline", nsmap={None: NAR})
    xhtml.write_inlines(line, element, NAR, xhtml.METADATA_ELEMENTS - {"br"})
    root = etree.fromstring(_ITEM)
    root.find(f".//{{{NAR}}}contentMeta").append(element)  # type: ignore[union-attr]
    schema = _schema()
    assert schema.validate(etree.fromstring(etree.tostring(root, encoding="utf-8"))), schema.error_log


_ITEM = f"""<newsItem xmlns="{NAR}" guid="urn:x" version="1" standard="NewsML-G2" standardversion="2.35" conformance="power"
 xml:lang="en"><catalogRef href="http://e"/><itemMeta><itemClass qcode="ninat:text"/><provider qcode="a:b"/>
<versionCreated>2020-01-01T00:00:00Z</versionCreated></itemMeta><contentMeta/></newsItem>"""
_SCHEMAS: list[etree.XMLSchema] = []


def _schema() -> etree.XMLSchema:
    if not _SCHEMAS:
        path = SHARED / "standards" / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd"
        _SCHEMAS.append(etree.XMLSchema(etree.parse(path)))
    return _SCHEMAS[0]


# --- real documents ---------------------------------------------------------------------------------------------------


def _pages() -> list[etree._Element]:
    found = []
    for path in sorted((SHARED / "samples" / "newsml-g2").rglob("*.xml")):
        try:
            tree = etree.parse(path, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError:
            continue
        for content in tree.iter("{*}inlineXML", "inlineXML"):
            found += [child for child in content if split_tag(child.tag)[1] == "html"]
    return found


@needs_shared
def test_bodies_of_real_newsml_g2_are_written_back_as_they_were() -> None:
    pages = _pages()
    assert len(pages) > 10
    for root in pages:
        page = xhtml.read_page(root)
        assert rendering.render(page.blocks) == Writer().blocks(page.blocks)
        _same(root, xhtml.document(page.blocks, shell=page.shell))
        _holds(page.blocks)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if re.search(r"</?(p|body|section|h1|sup|nitf)\b", value) else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _strings(part)]


@needs_shared
def test_bodies_of_real_ninjs_are_written_back_as_they_were() -> None:
    found: set[str] = set()
    for path in (SHARED / "samples" / "ninjs").rglob("*.json"):
        try:
            found.update(_strings(json.loads(path.read_text("utf-8"))))
        except ValueError:
            continue
    assert len(found) > 10
    for text in sorted(found):
        given_blocks, notes = xhtml.parse_fragment(text)
        _holds(given_blocks)
        if not notes and "<?xml" not in text:
            source = etree.fromstring(f"<x>{text}</x>")
            written = etree.fromstring(f"<x>{xhtml.fragment(given_blocks)}</x>")
            if not text.startswith(("<body", "<html")):
                _same(source, written)


# --- tables -----------------------------------------------------------------------------------------------------------


def test_the_tables_agree() -> None:
    assert LEVELS.keys() <= names.KNOWN
    assert not names.GROUPS & names.PARTS
    assert not names.RAW & LEVELS.keys()
    assert names.TEXT_GROUPS < names.GROUPS
    assert [text for text in ("a", "a-b", "é", "", "1", "a b", "a:b", "é b") if is_name(text)] == ["a", "a-b", "é"]


@given(
    st.text(st.sampled_from('ab<&>\r\n "é'), max_size=8),
    st.sampled_from(["", " lang='x'"]),
    st.sampled_from(["", "<meta/>", " ", "t"]),
    st.sampled_from(["", " class='c'"]),
    st.sampled_from(["", " xmlns:p='urn:p'"]),
)
def test_a_shell_of_a_title_alone_is_made_as_any_other(
    title: str, root: str, more: str, body: str, prefix: str
) -> None:
    text = f"<html xmlns='{names.XHTML}'{root}{prefix}><head><title>{escape(title)}</title>{more}</head><body{body}/></html>"
    page = etree.fromstring(text)
    shell = pages.read_page(page).shell
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "_only_title", lambda *_: None)
        assert pages.read_page(page).shell == shell
