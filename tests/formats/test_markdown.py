"""Markdown: what is read as what, what is written how, and that nothing changes on the way."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import Losses, ReadOptions, WriteOptions
from newsdoc.formats.markdown import block_writer, escapes, reader, tree, writer
from newsdoc.formats.markup.nitf import read_nitf
from newsdoc.model import content as c
from newsdoc.model.compare import diff, equal, normal
from newsdoc.model.document import Document, Metadata, NewsMessage
from newsdoc.testing import blocks, check_total_reading, documents
from tests.shared import SAMPLES, needs_shared, samples

if TYPE_CHECKING:
    from newsdoc.formats.base import ReadResult

ACTIVE = st.text(st.sampled_from(list("*_[]()<>&#!`~|\\-+.0129 \t\nab")), max_size=14)
ATTRIBUTES = st.one_of(
    st.none(), st.none(), st.dictionaries(st.sampled_from(["class", "id", "title", "{urn:x}y"]), ACTIVE, max_size=2)
)
TAGS = ["<foo>", "</foo>", "<!-- a -->", "<u>", "</u>", "<br>", "<?x y?>", '<foo a="b">', "<div>", "</div>", "<script>"]
MARKS = (c.Strong, c.Emphasis, c.Strikethrough, c.Underline, c.Superscript, c.Annotation, c.Quote)


def _extended(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    content = st.lists(inner, max_size=3)
    optional = st.one_of(st.none(), ACTIVE)
    return st.one_of(
        *(st.builds(mark, content) for mark in MARKS[:3]),
        st.sampled_from(MARKS).flatmap(lambda mark: st.builds(mark, content, attributes=ATTRIBUTES)),
        st.builds(c.Link, content, ACTIVE, optional),
        st.builds(c.Code, ACTIVE, ATTRIBUTES),
        st.builds(c.LineBreak, ATTRIBUTES),
        st.builds(c.Reference, ACTIVE),
        st.builds(c.InlineMedia, st.builds(c.Media, ACTIVE, alt=optional, title=optional)),
        st.builds(c.RawInline, st.one_of(ACTIVE, st.sampled_from(TAGS)), st.just("text/html")),
    )


INLINES = st.lists(st.recursive(ACTIVE, _extended, max_leaves=8), max_size=5)
LEAVES = st.one_of(
    st.builds(c.Paragraph, INLINES),
    st.builds(c.Paragraph, INLINES, ATTRIBUTES),
    st.builds(c.Heading, INLINES, st.integers(1, 6)),
    st.builds(c.Preformatted, st.lists(ACTIVE, max_size=1), st.one_of(st.none(), ACTIVE)),
    st.just(c.ThematicBreak()),
    st.builds(c.Figure, st.lists(st.builds(c.Media, ACTIVE, alt=st.one_of(st.none(), ACTIVE)), max_size=1)),
    st.builds(
        c.RawBlock, st.one_of(ACTIVE, st.sampled_from([*TAGS, "<pre>\nx\n</pre>", "<div>\nx"])), st.just("text/html")
    ),
)


def _table(rows: list[list[list[Any]]]) -> c.Table:
    """A table with a head; every list of inlines is a cell, the empty one an empty cell."""
    cells = [[c.Cell([c.Paragraph(cell)] if cell else [], not index) for cell in row] for index, row in enumerate(rows)]
    return c.Table([c.Row(row, "body" if index else "head") for index, row in enumerate(cells)])


TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(_table, st.lists(st.lists(INLINES, min_size=width, max_size=width), min_size=1, max_size=3))
)


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    content = st.lists(inner, max_size=3)
    items = st.lists(st.builds(c.ListItem, content), max_size=3)
    return st.one_of(
        st.builds(c.BlockQuote, content),
        st.builds(c.List, items, st.booleans(), st.sampled_from([0, 1, 2, 99]), st.booleans()),
        st.builds(c.Group, content, st.sampled_from(["div", "aside", "x"]), ATTRIBUTES),
        TABLES,
    )


BODIES = st.lists(st.recursive(LEAVES, _nested, max_leaves=6), max_size=4)


def read(text: str) -> ReadResult:
    return reader.read(text.encode(), ReadOptions())


def body(text: str) -> list[c.Block]:
    return read(text).document.body


def written(*content: c.Block) -> str:
    return writer.write([Document(body=list(content))], WriteOptions()).data.decode()


def check_exact(document: Document) -> None:
    result = writer.write([document], WriteOptions())
    again = reader.read(result.data, ReadOptions())
    assert not result.losses
    assert not again.losses
    assert equal(document, again.document), (diff(document, again.document), result.data.decode())
    # Not in the text that it was read from, but in newsdoc's own writing.
    again.document.origin = None
    assert writer.write([again.document], WriteOptions()).data == result.data


@given(documents())
def test_documents_are_exact(document: Document) -> None:
    check_exact(document)


@given(BODIES)
def test_adversarial_bodies_are_exact(content: list[c.Block]) -> None:
    check_exact(normal(Document(body=content)))


@given(st.lists(blocks(3), max_size=4))
def test_nested_blocks_are_exact(content: list[c.Block]) -> None:
    check_exact(normal(Document(body=content)))


@given(st.text(st.sampled_from(list("*_[]()<>&#!`~|\\-+.01:=/'\"? \t\nab")), max_size=60).filter(str.strip))
def test_any_text_is_read_and_settles(text: str) -> None:
    document = normal(read(text).document)
    document.origin = None
    again = reader.read(writer.write([document], WriteOptions()).data, ReadOptions()).document
    assert equal(document, again), diff(document, again)


READ = [
    (
        "a *b* **c** ~~d~~ `e`",
        [c.Paragraph(["a ", c.Emphasis(["b"]), " ", c.Strong(["c"]), " ", c.Strikethrough(["d"]), " ", c.Code("e")])],
    ),
    ("one\ntwo\\\nthree  \nfour", [c.Paragraph(["one\ntwo", c.LineBreak(), "three", c.LineBreak(), "four"])]),
    ("# A\n\nB\n===\n\nC\n---", [c.Heading(["A"], 1), c.Heading(["B"], 1), c.Heading(["C"], 2)]),
    ("- a\n- b", [c.List([c.ListItem([c.Paragraph(["a"])]), c.ListItem([c.Paragraph(["b"])])])]),
    (
        "3) a\n\n   b",
        [c.List([c.ListItem([c.Paragraph(["a"]), c.Paragraph(["b"])])], ordered=True, start=3, tight=False)],
    ),
    (
        "- a\n  > b\n- ![c](d)",
        [
            c.List(
                [
                    c.ListItem([c.Paragraph(["a"]), c.BlockQuote([c.Paragraph(["b"])])]),
                    c.ListItem([c.Figure([c.Media("d", alt="c")])]),
                ]
            )
        ],
    ),
    ('![a](b "c")', [c.Figure([c.Media("b", alt="a", title="c")])]),
    ("![]()", [c.Figure()]),
    ("x ![a](b)", [c.Paragraph(["x ", c.InlineMedia(c.Media("b", alt="a"))])]),
    (
        '[a](b "c") <http://d/> <e@f.g> [h]\n\n[h]: i',
        [
            c.Paragraph(
                [
                    c.Link(["a"], "b", "c"),
                    " ",
                    c.Link(["http://d/"], "http://d/"),
                    " ",
                    c.Link(["e@f.g"], "mailto:e@f.g"),
                    " ",
                    c.Link(["h"], "i"),
                ]
            )
        ],
    ),
    ("```py x\na\n\n```\n\n    b", [c.Preformatted(["a\n"], "py x"), c.Preformatted(["b"], attributes={"code/": ""})]),
    ("a\n\n***\n\nb", [c.Paragraph(["a"]), c.ThematicBreak(), c.Paragraph(["b"])]),
    (
        "|a|b|\n|:-|-:|\n|c||",
        [
            c.Table(
                [
                    c.Row([c.Cell([c.Paragraph(["a"])], True), c.Cell([c.Paragraph(["b"])], True)], "head"),
                    c.Row([c.Cell([c.Paragraph(["c"])]), c.Cell([])]),
                ],
                alignments=["left", "right"],
            )
        ],
    ),
    (
        "[[a b]] \\[[c]] `[[d]]` [[e]](f)",
        [c.Paragraph([c.Reference("a b"), " [[c]] ", c.Code("[[d]]"), " ", c.Link(["[e]"], "f")])],
    ),
    ("&amp; [[a]] &lt;", [c.Paragraph(["& ", c.Reference("a"), " <"])]),
    (
        "<u>a *b*</u> x<SUP>2</SUP><br>c",
        [c.Paragraph([c.Underline(["a ", c.Emphasis(["b"])]), " x", c.Superscript(["2"]), c.LineBreak(), "c"])],
    ),
    ("a<wbr>b", [c.Paragraph(["a", c.Annotation([], "wbr"), "b"])]),
    ("x <b>a</b>", [c.Paragraph(["x ", c.Strong(["a"], {"element": "b"})])]),
    (
        "<u>a *b</u> c*",
        [
            c.Paragraph(
                [c.RawInline("<u>", "text/html"), "a ", c.Emphasis(["b", c.RawInline("</u>", "text/html"), " c"])]
            )
        ],
    ),
    (
        "x <!-- c --> <script>",
        [c.Paragraph(["x ", c.RawInline("<!-- c -->", "text/html"), " ", c.RawInline("<script>", "text/html")])],
    ),
    ("<!-- c -->", [c.RawBlock("<!-- c -->", "text/html")]),
    ("<p>a<!-- b --></p>", [c.RawBlock("<p>a<!-- b --></p>", "text/html")]),
    ("<div>\n<p>a", [c.RawBlock("<div>\n<p>a", "text/html")]),
    ('<p class="x">a</p>', [c.Paragraph(["a"], {"class": "x"})]),
    ('<div class="x">\n\n*a*\n\n</div>', [c.Group([c.Paragraph([c.Emphasis(["a"])])], attributes={"class": "x"})]),
    ("<div>\n\n<aside>\n\na\n\n</div>", [c.Group([c.RawBlock("<aside>", "text/html"), c.Paragraph(["a"])])]),
    ("</div>", [c.RawBlock("</div>", "text/html")]),
    (
        "- <u>a\n  - b\n  c</u>",
        [
            c.List(
                [
                    c.ListItem(
                        [
                            c.Paragraph([c.RawInline("<u>", "text/html"), "a"]),
                            c.List([c.ListItem([c.Paragraph(["b\nc", c.RawInline("</u>", "text/html")])])]),
                        ]
                    )
                ]
            )
        ],
    ),
    ("\ufeff\u00a0a\u00a0\u2028\r\nb\rc", [c.Paragraph(["\u00a0a\u00a0\u2028\nb\nc"])]),
    ("---\n---\n", []),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_what_is_read(text: str, expected: list[c.Block]) -> None:
    result = read(text)
    assert result.document.body == expected
    assert result.losses == []
    assert (result.format, result.version) == ("markdown", "1.0")


WRITTEN = [
    ([c.Paragraph(["a", c.Strong(["b"]), " ", c.Emphasis(["c"]), "."])], "a**b** *c*.\n"),
    ([c.Paragraph(["这", c.Strong(["重点"]), "内容"])], "这**重点**内容\n"),
    ([c.Paragraph(["这", c.Strong(["“重点”"]), "内容"])], "这<strong>“重点”</strong>内容\n"),
    ([c.Paragraph([c.Strong([c.Emphasis(["a"])]), c.Emphasis(["b"])])], "**_a_**_b_\n"),
    ([c.Paragraph([c.Emphasis(["a "])])], "<em>a </em>\n"),
    ([c.Paragraph([c.Emphasis([])])], "<em></em>\n"),
    (
        [c.Paragraph(["AT&T, 5 * 3, snake_case, 1 < 2, [x], C:\\dir, #1, 3.5"])],
        "AT&T, 5 * 3, snake_case, 1 < 2, [x], C:\\dir, #1, 3.5\n",
    ),
    (
        [c.Paragraph(["&amp; <b> *a* _b_ `c` ~d [e](f) \\*"])],
        "\\&amp; &lt;b> \\*a\\* \\_b\\_ \\`c\\` \\~d [e\\](f) \\\\\\*\n",
    ),
    ([c.Paragraph(["# a\n- b\n1. c\n> d\n+ e\n=\n| f"])], "\\# a\n\\- b\n1\\. c\n\\> d\n\\+ e\n\\=\n\\| f\n"),
    ([c.Paragraph([" a \n\n b\r"])], "&#32;a&#32;\n&#10;&#32;b&#13;\n"),
    ([c.Paragraph(["Look", c.Link(["!"], "a"), "!", c.Link(["x"], "a b")])], "Look[!](a)\\![x](<a b>)\n"),
    (
        [c.Paragraph([c.Link(["http://a/"], "http://a/"), c.Link(["[a]"], "b(c)", 'd "e"')])],
        '<http://a/>[\\[a\\]](<b(c)> "d &#34;e&#34;")\n',
    ),
    ([c.Paragraph([c.Link([c.Link(["a"], "b")], "c")])], '[<a href="b">a</a>](c)\n'),
    ([c.Paragraph([c.Code("a`b"), c.Code("c"), c.Code(" d ")])], "``a`b``<code>c</code>`  d  `\n"),
    ([c.Paragraph(["a", c.LineBreak(), "b", c.LineBreak()])], "a\\\nb<br>\n"),
    ([c.Paragraph([c.Link([c.Strong(["a"]), c.LineBreak()], "b")])], "[**a**<br>](b)\n"),
    ([c.Paragraph([])], "<p></p>\n"),
    ([c.Heading(["a\nb", c.LineBreak(), "#"], 3), c.Heading([], 1)], "### a&#10;b<br>\\#\n\n#\n"),
    ([c.Paragraph(["a"]), c.ThematicBreak(), c.Paragraph(["b"])], "a\n\n---\n\nb\n"),
    ([c.ThematicBreak()], "***\n"),
    (
        [c.List([c.ListItem([c.Paragraph(["a"]), c.List([c.ListItem([c.Paragraph(["b"])])])]), c.ListItem([])])],
        "- a\n  - b\n-\n",
    ),
    ([c.List([c.ListItem([c.Paragraph(["a"])])]), c.List([c.ListItem([c.Paragraph(["b"])])])], "- a\n\n+ b\n"),
    (
        [
            c.List(
                [c.ListItem([c.Paragraph(["a"])]), c.ListItem([c.Paragraph(["b"])])], ordered=True, start=9, tight=False
            )
        ],
        "9. a\n\n10. b\n",
    ),
    ([c.BlockQuote([c.Paragraph(["a\nb"]), c.BlockQuote([])])], "> a\n> b\n>\n> >\n"),
    ([c.Preformatted(["a\n```\n"], "c++")], "````c++\na\n```\n\n````\n"),
    ([c.Preformatted(["a"], attributes={"code/": ""})], "```\na\n```\n"),
    ([c.Preformatted(["a <b>\n\n# c\n"]), c.Paragraph(["d"])], "<pre>a &lt;b&gt;\n\n# c\n</pre>\n\nd\n"),
    ([c.Preformatted(["a\n  b"])], "<pre>a\n  b</pre>\n"),
    ([c.Preformatted(["a\n \nb"])], "<pre>a&#10; &#10;b</pre>\n"),
    ([c.Figure([c.Media("a.jpg", alt="b")]), c.Figure()], "![b](a.jpg)\n\n![]()\n"),
    ([_table([[["a|b"], []], [[c.Code("c|d")], ["e"]]])], "| a\\|b | |\n| --- | --- |\n| `c\\|d` | e |\n"),
    ([c.Group([c.Paragraph(["a"])], "aside", {"id": "x"})], '<aside id="x">\n\na\n\n</aside>\n'),
    ([c.RawBlock('<v xmlns="urn:v"/>', "application/xml")], '<!----><v xmlns="urn:v"/>\n'),
    ([c.RawBlock("<!-- a -->", "text/html")], "<!-- a -->\n"),
    ([c.Paragraph([c.Reference("a"), " [[b]]"])], "[[a]] \\[[b]]\n"),
    ([c.Paragraph([c.Reference("a"), "(b)"])], "[[a]]\\(b)\n"),
    ([c.Paragraph(["a", c.Annotation([], "wbr", uri="u"), "b"])], 'a<wbr data-uri="u"/>b\n'),
    ([c.Paragraph(["a", c.Annotation(["x"], "wbr"), "b"])], "<p>a<wbr>x</wbr>b</p>\n"),
    ([c.Paragraph(["---"])], "\\---\n"),
    ([c.Paragraph(["+++"])], "---\n---\n\n+++\n"),
    ([c.Paragraph(["{}"])], "---\n---\n\n{}\n"),
    ([c.Paragraph(["\ufeffa"])], "---\n---\n\n\ufeffa\n"),
    ([], "---\n---\n"),
]


@pytest.mark.parametrize(("content", "expected"), WRITTEN, ids=[text for _, text in WRITTEN])
def test_what_is_written(content: list[c.Block], expected: str) -> None:
    assert written(*content) == expected
    check_exact(Document(body=content))


#: What needs HTML, and comes back from it.
UNSAYABLE: list[c.Block] = [
    c.List([]),
    c.List([c.ListItem([c.Paragraph(["a"])])], tight=False),
    c.List([c.ListItem([c.Paragraph(["a"])]), c.ListItem([])], tight=False),
    c.List([c.ListItem([c.Paragraph(["a"]), c.Paragraph(["b"])])]),
    c.List([c.ListItem([c.Paragraph(["a"])])], start=2),
    c.List([c.ListItem([c.Paragraph(["a"])])], ordered=True, start=-1),
    c.List([c.ListItem([c.Paragraph(["a"])], {"class": "x"})]),
    c.List([c.ListItem([c.List([c.ListItem([])])])]),
    c.List([c.ListItem([c.Group([c.Paragraph(["a"])])])]),
    c.BlockQuote([c.Paragraph(["a"])], [c.Emphasis(["b"])], "c"),
    c.Table([]),
    c.Table([c.Row([c.Cell([c.Paragraph(["a"])])])]),
    c.Table([c.Row([c.Cell([c.Paragraph(["a"])], True, 2)], "head")]),
    c.Table([c.Row([c.Cell([c.Heading(["a"])], True)], "head")], alignments=["left"]),
    c.Table([c.Row([c.Cell([], True)], "head")], alignments=[None, "left"]),
    c.Table([c.Row([c.Cell([], True)], "head")], [c.Strong(["a"])]),
    c.Table([c.Row([c.Cell([c.Paragraph(["a"], {"class": "x"})], True)], "head")]),
    c.Preformatted([c.Strong(["a"])]),
    c.Preformatted(["a\rb"]),
    c.Preformatted(["a"], "b`c"),
    c.Figure([c.Media("a"), c.Media("b")], [c.Paragraph(["c"])], ["d"]),
    c.Figure([c.Media("")]),
    c.Heading(["a"], 2, {"id": "x"}),
    c.ThematicBreak({"class": "x"}),
    c.Paragraph([c.InlineMedia(c.Media("a", alt="b"))]),
    c.Paragraph([c.RawInline("<foo>", "text/html")]),
    c.Paragraph([c.RawInline("<u>", "text/html"), "a", c.RawInline("</u>", "text/html")]),
    c.Paragraph([c.Annotation(["a"], "address")]),
    c.RawBlock("<div>", "text/html"),
    c.Group([c.RawBlock("<div>", "text/html"), c.RawBlock("</div>", "text/html")]),
    c.Embed("a", "b", "<c/>", "text/html"),
]


@pytest.mark.parametrize("block", UNSAYABLE, ids=str)
def test_what_markdown_cannot_say_is_html(block: c.Block) -> None:
    assert written(block).lstrip("- \n").startswith("<")
    check_exact(Document(body=[block]))
    check_exact(Document(body=[c.BlockQuote([block, c.Paragraph(["x"])])]))


def test_losses_of_reading() -> None:
    text = "![a *b*](c)\n\n[d]: e\n\n| f |\n|---|\n| g | h |\n"
    found = [(loss.kind, loss.path, loss.value, loss.line) for loss in read(text).losses]
    assert found == [
        ("flattened", "body", ["a ", {"type": "emphasis", "content": ["b"]}], 1),
        ("dropped", "body", {"label": "d", "href": "e", "title": None}, 3),
        ("dropped", "body", "h", 7),
    ]


@pytest.mark.parametrize("raw", ["<svg><!-- c --><b/></svg>", "<math><?x y?>z</math>"])
def test_comments_in_markup_that_is_carried_keep_nothing_from_being_read(raw: str) -> None:
    inline = c.RawInline(raw, "text/html")
    check_exact(
        Document(
            body=[
                c.Paragraph(["a ", inline], {"class": "b"}),
                c.Heading([inline, " a"], 3, {"class": "b"}),
                c.Paragraph(["a ", inline]),
                c.List([c.ListItem([c.RawBlock(raw, "text/html")])]),
            ]
        )
    )


def test_comments_that_would_be_lost_keep_markup_from_being_read() -> None:
    for text in ("<h3>a<!-- b --></h3>", "<!----><p>a<!-- b --></p>", "<p>a</p><!-- b --><p>c</p>", "<ul><?b?></ul>"):
        assert body(text) == [c.RawBlock(text, "text/html")]


def test_pictures_with_marks_in_their_texts_have_lines() -> None:
    text = "a ![b](c) ![*d*](e)\n\n- x\n\n  ![f ![g](h)](i)\n  ![`j`\n  k <b> [[l]] www.m.example](n) ![[[o]]](p)\n"
    found = [(loss.source, loss.line) for loss in read(text).losses]
    assert found == [("d", 1), ("f g", 5), ("j\nk <b> l www.m.example", 6), ("o", 7)]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (["[a", c.Code("b]:c"), "d"], r"\[a`b]:c`d"),
        ([c.Link([c.Code("a]:b")], "c")], '<p><a href="c"><code>a]:b</code></a></p>'),
        (["[a", c.Link(["b"], "c]:d"), "e"], "[a[b](c]:d)e"),
    ],
)
def test_a_bracket_in_markup_defines_no_link(content: list[Any], text: str) -> None:
    block = c.Paragraph(content)
    assert written(block) == f"{text}\n"
    assert body(text) == [block]


@pytest.mark.parametrize("text", ["\u2003", "\xa0", "\x85", "\u3000\u2003"])
def test_white_space_that_is_a_text_is_a_document(text: str) -> None:
    check_exact(Document(body=[c.Paragraph([text])]))
    assert written(c.Paragraph([text])) == f"---\n---\n\n{text}\n"


@pytest.mark.parametrize("before", [["a", c.LineBreak(), "\n"], ["a", c.LineBreak(), " "], ["a\n "], ["a\n"]])
def test_white_space_that_is_a_reference_is_no_white_space_to_marks(before: list[Any]) -> None:
    content: list[Any] = [c.Emphasis([*before, c.Emphasis([c.Strong(["c"])]), "# x"])]
    check_exact(Document(body=[c.Paragraph(content), c.Heading(content, 1)]))


def test_backslashes_in_addresses_are_two() -> None:
    block = c.Paragraph([c.Link(["a"], "b\\*c d\\", 'e\\_f "')])
    assert written(block) == r'[a](<b\\*c d\\> "e\\_f &#34;")' + "\n"
    check_exact(Document(body=[block]))


def test_definitions_that_are_used_are_no_loss() -> None:
    assert read("[a][B  c] ![x][d]\n\n[b C]: e\n[D]: f\n").losses == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("x\n\n" + "> " * 101 + "a", 3, 201),
        ("---\ntitle: x\n---\n\n" + "*a **a " * 101, None, None),
        ("é " + "<u>" * 120, 1, 300),
        ("\n\n".join(["<div>"] * 101), 201, 1),
        ("[[é]] " + "<u>" * 120, 1, 304),
    ],
)
def test_depth_is_limited(text: str, line: int | None, column: int | None) -> None:
    if line is None:
        read(text)
        return
    with pytest.raises(ReadError) as caught:
        read(text)
    assert (caught.value.code, caught.value.line, caught.value.column) == ("LIMIT-DEPTH", line, column)


def _deep(levels: int, *, list_: bool) -> c.Block:
    block: c.Block = c.Paragraph(["x"])
    for _ in range(levels):
        block = c.List([c.ListItem([block])]) if list_ else c.BlockQuote([block])
    return block


def _deep_inline(levels: int) -> c.Block:
    inline: c.Inline = "x"
    for _ in range(levels):
        inline = c.Emphasis([inline])
    return c.Paragraph([inline])


@pytest.mark.parametrize(
    "block", [_deep(99, list_=False), _deep(50, list_=True), _deep_inline(99)], ids=["quotes", "lists", "marks"]
)
def test_what_is_just_deep_enough_is_exact(block: c.Block) -> None:
    data = writer.write([Document(body=[block])], WriteOptions()).data
    assert reader.read(data, ReadOptions()).document == Document(body=[block])


@pytest.mark.parametrize(
    "block",
    [_deep(101, list_=False), _deep(60, list_=True), _deep(400, list_=True), _deep_inline(101), _deep_inline(800)],
    ids=["quotes", "lists", "many lists", "marks", "many marks"],
)
def test_what_would_be_too_deep_is_not_written(block: c.Block) -> None:
    with pytest.raises(WriteError) as caught:
        written(block)
    assert caught.value.code == "LIMIT-DEPTH"


@pytest.mark.parametrize("count", [0, 2])
def test_one_document_a_file(count: int) -> None:
    with pytest.raises(WriteError) as caught:
        writer.write([Document()] * count, WriteOptions())
    assert caught.value.code == "ND-ONE-DOCUMENT"
    assert caught.value.hint


def test_a_message_is_a_loss() -> None:
    result = writer.write([Document()], WriteOptions(), NewsMessage(priority=3))
    assert [(loss.kind, loss.path, loss.value) for loss in result.losses] == [("dropped", "message", {"priority": 3})]


@pytest.mark.parametrize(
    "content",
    [
        [c.Paragraph(["a\n" * 20_000])],
        [c.Paragraph([c.Strong(["a"]), " "] * 10_000)],
        [c.Paragraph(["a"])] * 10_000,
        [c.List([c.ListItem([c.Paragraph(["a"])])] * 10_000)],
        [_table([[["a"]] * 100] * 100)],
        [c.Paragraph(["*_[]`<&\\" * 5_000])],
    ],
    ids=["lines", "marks", "paragraphs", "items", "cells", "escapes"],
)
def test_writing_and_reading_are_linear(content: list[c.Block]) -> None:
    start = time.process_time()
    text = "\n".join(block_writer.lines_of(content))
    tree.blocks_of(text, Losses())
    assert time.process_time() - start < 5


def pathological() -> list[dict[str, Any]]:
    path = SAMPLES / "attacks" / "md-pathological" / "manifest.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def _source(row: dict[str, Any], count: int) -> str:
    if row.get("parts"):
        return "".join(part * (count if times == "n" else times) for part, times in row["parts"])
    return {
        "backticks": lambda: "".join("e" + "`" * length for length in range(1, int(count**0.5) * 3)),
        "deep lists": lambda: "".join("  " * depth + "* a\n" for depth in range(int(count**0.5) * 2)),
        "reference collisions": lambda: "".join(f"[x{number}]: /url\n" for number in range(count)),
    }[row["id"]]()


@needs_shared
@pytest.mark.parametrize("row", pathological(), ids=lambda row: str(row["id"]))
def test_pathological_input_is_linear(row: dict[str, Any]) -> None:
    data = _source(row, 32_000).encode()
    start = time.process_time()
    result = check_total_reading(FORMATS["markdown"], data)
    assert time.process_time() - start < 5
    if isinstance(result, ReadError):
        # Control characters are in no document, and depth has a limit; nothing else is refused.
        assert result.code in ("LIMIT-DEPTH", "CHAR-FORBIDDEN")
        assert (result.line or 0) > 0 < (result.column or 0)


def specification() -> list[dict[str, Any]]:
    path = SAMPLES / "markdown" / "commonmark-spec.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else []


@needs_shared
@pytest.mark.parametrize("example", specification(), ids=lambda example: str(example["id"]))
def test_every_example_of_the_specification_comes_back(example: dict[str, Any]) -> None:
    document = read(example["markdown"]).document
    assert document.metadata == Metadata()
    again = reader.read(writer.write([document], WriteOptions()).data, ReadOptions()).document
    assert equal(document, again), diff(document, again)


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_nothing_is_no_document(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        FORMATS["markdown"].read(data)
    assert (caught.value.code, caught.value.line) == ("MD-EMPTY", 1)


@needs_shared
def test_real_bodies_lose_nothing() -> None:
    """Of every sample of NewsML-G2 and ninjs that can be read, and of NITF by itself."""
    found = [Document(body=read_nitf(etree.parse(path).getroot()).blocks) for path in samples("newsml-g2/*/*nitf*.xml")]
    for pattern, name in (("newsml-g2/**/*.xml", "newsml-g2"), ("ninjs/**/*.json", "ninjs")):
        for path in samples(pattern):
            try:
                found += FORMATS[name].read(path.read_bytes()).documents
            except ReadError:
                continue
    assert len(found) > 150
    for document in found:
        document.origin = None
        check_exact(document)


@given(
    st.text(st.sampled_from("ab é\u00a0.,!#(1-:\"'*_"), max_size=8),
    st.sampled_from(["", escapes.BEFORE, escapes.TAG, escapes.LABEL]),
    st.sampled_from(["", escapes.AFTER, escapes.BRACKET]),
    st.sampled_from("phc"),
    st.booleans(),
)
def test_plain_runs_need_no_table(text: str, before: str, after: str, place: str, in_link: bool) -> None:
    if escapes._is_plain(text, before, after):
        found = escapes._pattern(place, in_link).sub(escapes._safe, before + text + after)
        assert found == before + text + after


def test_footnotes_are_paragraphs_and_losses() -> None:
    source = "a[^1] and [^2] *b*[^n]\n\n[^1]: A *note*\n    goes on\n\n    twice\n\n[^n]: ```\n    x\n    ```\n\nc\n"
    result = read(source)
    assert result.document.body == [
        c.Paragraph(["a[^1] and [^2] ", c.Emphasis(["b"]), "[^n]"]),
        c.Paragraph(["[^1]: A ", c.Emphasis(["note"]), "\ngoes on"]),
        c.Paragraph(["twice"]),
        c.Paragraph(["[^n]:"]),
        c.Preformatted(["x"], attributes={"code/": ""}),
        c.Paragraph(["c"]),
    ]
    assert [(loss.kind, loss.path, loss.line) for loss in result.losses] == [
        ("flattened", "body", 3),
        ("flattened", "body", 8),
    ]
    assert result.losses[1].value == "[^n]: ```\n    x\n    ```"
    # They stay footnotes in the file that they came from, and are none in newsdoc's own writing.
    assert writer.write([result.document], WriteOptions()).data == source.encode()
    check_exact(Document(body=result.document.body))
    check_exact(Document(body=[c.Paragraph(["[^1]: a"]), c.Paragraph(["[^1]"])]))


SOUP = [
    ("<P>Hello&nbsp;world<BR>next <B>bold</B><P>Second <A HREF=http://x.example/a>link</A>", "Hello\u00a0world\\\nnext <b>bold</b>\n\nSecond [link](http://x.example/a)\n"),
    ("<UL><LI>one<LI>two &copy; &#8217;</UL>", "- one\n- two © ’\n"),
    ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>\n"),
    ("<p>a & b < c</p><hr><pre>x\n y</pre>", "a & b < c\n\n---\n\n<pre>x\n y</pre>\n"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), SOUP)
def test_html_as_the_web_has_it(markup: str, expected: str) -> None:
    item = {"uri": "urn:x:1", "bodies": [{"contentType": "text/html", "value": markup}]}
    document = FORMATS["ninjs"].read(json.dumps(item).encode(), ReadOptions(version="3.2")).document
    assert written(*document.body) == expected
    check_exact(Document(body=document.body))


def test_html_within_markdown_needs_no_xml() -> None:
    assert body("<figure><img src=a.jpg alt=x><figcaption>b &copy;<br>c</figcaption></figure>") == [
        c.Figure([c.Media("a.jpg", alt="x")], [c.Paragraph(["b ©", c.LineBreak(), "c"])])
    ]
    assert body("<P CLASS=lead>a</P>") == [c.Paragraph(["a"], {"CLASS": "lead"})]
    assert body("<p>a<b>c</p>") == [c.RawBlock("<p>a<b>c</p>", "text/html")]
