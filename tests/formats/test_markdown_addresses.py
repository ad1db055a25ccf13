"""Addresses that stand in a text as they are: which are links (GFM 6.9), and texts that stay texts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.formats.base import Losses, ReadOptions, WriteOptions
from newsdoc.formats.markdown import addresses, events, reader, tree, writer
from newsdoc.formats.markdown.builder import Builder
from newsdoc.formats.markdown.syntax import parser_for
from newsdoc.model import content as c
from newsdoc.model.compare import diff, normal
from newsdoc.model.document import Document


def read(text: str) -> list[Any]:
    return tree.blocks_of(text, Losses())


def write(document: Document) -> str:
    return writer.write([document], WriteOptions()).data.decode()


def marked(text: str) -> str:
    """The one paragraph of a text with ``{text}`` for each link, ``{text|href}`` where that is another."""
    (block,) = read(text)
    return "".join(
        part
        if isinstance(part, str)
        else f"{{{part.content[0]}}}"
        if part.content == [part.href]
        else f"{{{part.content[0]}|{part.href}}}"
        for part in block.content
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What begins one.
        ("see https://a.example/b now", "see {https://a.example/b} now"),
        ("http://a.example", "{http://a.example}"),
        ("HTTPS://A.example", "{HTTPS://A.example}"),
        ("www.a.example/b", "{www.a.example/b|http://www.a.example/b}"),
        ("x\nwww.a.example", "x\n{www.a.example|http://www.a.example}"),
        ("(www.a.example *", "({www.a.example|http://www.a.example} *"),
        ("_ ~ *www.a.example", "_ ~ *{www.a.example|http://www.a.example}"),
        ("xwww.a.example", "xwww.a.example"),
        ("“https://a.example”", "“https://a.example”"),
        ("ftp://a.example", "ftp://a.example"),
        # Its domain.
        ("https://a", "https://a"),
        ("www.a", "www.a"),
        ("https://a_b.c.example", "{https://a_b.c.example}"),
        ("https://a.b_c.example", "https://a.b_c.example"),
        ("https://a.b.c_d", "https://a.b.c_d"),
        ("https://bücher.example:80/ä", "{https://bücher.example:80/ä}"),
        # Its end.
        ("www.a.example.", "{www.a.example|http://www.a.example}."),
        ("https://a.example/b?!.,:*_~'\";", "{https://a.example/b}?!.,:*_~'\";"),
        ("https://a.example/b.c,d", "{https://a.example/b.c,d}"),
        ("https://a.example/b<c", "{https://a.example/b}<c"),
        ("https://a.example/b_(c)", "{https://a.example/b_(c)}"),
        ("(https://a.example/b_(c))", "({https://a.example/b_(c)})"),
        ("https://a.example/((b", "{https://a.example/((b}"),
        ("https://a.example/b)c)).", "{https://a.example/b)c}))."),
        ("https://a.example/?b=c&d=e&lang;", "{https://a.example/?b=c&d=e}⟨"),
        ("https://a.example/b&nolang;", "{https://a.example/b}&nolang;"),
        ("https://a.example/b&;", "{https://a.example/b&};"),
        ("https://a.example/b\u00a0c", "{https://a.example/b}\u00a0c"),
        # Marks in it, escapes and references.
        ("https://a.example/__init__.py", "{https://a.example/__init__.py}"),
        ("https://a.example/~b/ and https://c.example/~d/", "{https://a.example/~b/} and {https://c.example/~d/}"),
        ("https://a.example/*b*c", "{https://a.example/*b*c}"),
        (r"https://a.example/b\_c", "{https://a.example/b_c}"),
        ("https://a.example/?b&amp;c", "{https://a.example/?b&c}"),
        # Mail.
        ("write to a.b-c_d+e@f-g.example.", "write to {a.b-c_d+e@f-g.example|mailto:a.b-c_d+e@f-g.example}."),
        ("(a@b.example)", "({a@b.example|mailto:a@b.example})"),
        ("a@b", "a@b"),
        ("a@b.example-", "a@b.example-"),
        ("a@b.example_", "a@b.example_"),
        ("a@b+c.example", "a@b+c.example"),
        ("/a@b.example", "/a@b.example"),
        ("mailto:a@b.example/c", "{mailto:a@b.example}/c"),
        ("xmpp:a@b.example/c@d.e/f", "{xmpp:a@b.example/c@d.e}/f"),
        ("xmpp:a@b.example.", "{xmpp:a@b.example}."),
        # Signs that are escapes.
        (r"https\://a.example", "https://a.example"),
        (r"https:\//a.example", "https://a.example"),
        ("https&#58;//a.example", "https://a.example"),
        ("&#104;ttps://a.example", "https://a.example"),
        (r"www\.a.example", "www.a.example"),
        (r"a\@b.example", "a@b.example"),
        (r"\(https://a.example\)", "({https://a.example})"),
    ],
)
def test_addresses_in_a_text(text: str, expected: str) -> None:
    assert marked(text) == expected
    assert Builder().build(event for event, _ in events.spans(text)) == read(text)


LINK = c.Link(["https://a.example"], "https://a.example")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("**https://a.example**", [c.Strong([LINK])]),
        ("*b* https://a.example", [c.Emphasis(["b"]), " ", LINK]),
        ("[[b]] https://a.example", [c.Reference("b"), " ", LINK]),
        ("`https://a.example`", [c.Code("https://a.example")]),
        ("` https://a.example`*b*", [c.Code(" https://a.example"), c.Emphasis(["b"])]),
        ("[https://a.example *b*](d)", [c.Link(["https://a.example ", c.Emphasis(["b"])], "d")]),
        ("[b](https://a.example)*c*", [c.Link(["b"], "https://a.example"), c.Emphasis(["c"])]),
        ("[b](https://a.example/~c/_d_)", [c.Link(["b"], "https://a.example/~c/_d_")]),
        ("[b] https://a.example\n\n[b]: www.a.example/~c/", [c.Link(["b"], "www.a.example/~c/"), " ", LINK]),
        ("![https://a.example](b) c", [c.InlineMedia(c.Media("b", alt="https://a.example")), " c"]),
        ('<a href="b">https://a.example</a> https://a.example', [c.Link(["https://a.example"], "b"), " ", LINK]),
        ("<https://a.example>", [LINK]),
    ],
)
def test_where_addresses_are_links(text: str, content: list[Any]) -> None:
    assert read(text) == [c.Paragraph(content)]


def test_addresses_in_other_blocks() -> None:
    assert read("    https://a.example") == [c.Preformatted(["https://a.example"], None, {"code/": ""})]
    assert read("# https://a.example") == [c.Heading([LINK], 1)]
    assert read("- https://a.example") == [c.List([c.ListItem([c.Paragraph([LINK])])])]
    table = read("|https://a.example|*b*|\n|-|-|\n|https://a.example/\\|c|d|")[0]
    assert table.rows[0].cells[0].content == [c.Paragraph([LINK])]
    assert table.rows[1].cells[0].content[0].content[0].href == "https://a.example/|c"
    assert read("<div>https://a.example</div>")[0] == c.Group(
        [c.Paragraph(["https://a.example"], {"element": ""})], "div"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (["see https://a.example"], r"see https\://a.example"),
        (["www.a.example, a@b.example"], r"www\.a.example, a\@b.example"),
        (["xmpp:a@b.example"], r"xmpp:a\@b.example"),
        (["https://a, a@b, “https://a.example”"], "https://a, a@b, “https://a.example”"),
        ([LINK], "<https://a.example>"),
        ([c.Link(["a@b.example"], "mailto:a@b.example")], "<a@b.example>"),
        ([c.Link(["www.a.example"], "http://www.a.example")], "[www.a.example](http://www.a.example)"),
        ([c.Link(["https://a.example"], "d")], "[https://a.example](d)"),
        ([c.Link(["https://a.example/", c.Emphasis(["b"])], "d")], r"[https\://a.example/*b*](d)"),
        ([c.Link(["https://a.example"], "d", None, {"class": "e"})], '<a href="d" class="e">https://a.example</a>'),
        (["http://", c.Emphasis(["a.example"])], r"http\://*a.example*"),
        (["<1@b.example>"], r"&lt;1@b.example>"),
    ],
)
def test_how_addresses_are_written(content: list[Any], expected: str) -> None:
    document = Document(body=[c.Paragraph(content)])
    assert write(document) == f"{expected}\n"
    assert read(expected) == document.body


PIECES = st.sampled_from(
    "http://¦https://¦www.¦mailto:¦xmpp:¦a.b¦a.b¦www.a.b¦&amp;¦x@y.z¦é¦\\:¦&#58;".split("¦")
    + list("@@...ab_*~()[]<>/\\:;&`| ")
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
LINES = st.lists(
    PIECES | st.sampled_from(["\n", "- ", "> ", "\n\n", "    ", "|-|\n", "<a href=x>", "</a>"]), max_size=20
)
INLINES = st.lists(
    st.recursive(
        TEXTS,
        lambda inner: st.one_of(
            st.builds(c.Emphasis, st.lists(inner, max_size=3)),
            st.builds(c.Strong, st.lists(inner, max_size=3)),
            st.builds(c.Strikethrough, st.lists(inner, max_size=3)),
            st.builds(c.Underline, st.lists(inner, max_size=3)),
            st.builds(c.Link, st.lists(inner, max_size=3), TEXTS),
            TEXTS.map(lambda text: c.Link([text], text)),
            TEXTS.map(lambda text: c.Link([text], f"mailto:{text}")),
            st.builds(c.Code, TEXTS),
            st.builds(c.InlineMedia, st.builds(c.Media, TEXTS, alt=TEXTS)),
        ),
        max_leaves=6,
    ),
    max_size=5,
)


@given(INLINES, st.sampled_from(["paragraph", "heading", "cell"]))
def test_texts_with_addresses_are_exact(content: list[Any], place: str) -> None:
    block: Any = c.Paragraph(content)
    if place == "heading":
        block = c.Heading(content, 2)
    elif place == "cell":
        block = c.Table([c.Row([c.Cell([block], header=True), c.Cell([c.Paragraph(["b"])], header=True)], "head")])
    document = normal(Document(body=[block]))
    again = reader.read(write(document).encode(), ReadOptions()).document
    assert not diff(document, again), (diff(document, again), write(document))


@given(LINES.map("".join))
def test_events_and_source_say_the_same(text: str) -> None:
    """The short way over the parser's events gives what looking at the source gives."""
    whole = Builder().build(event for event, _ in events.spans(text))
    if "[[" not in text and not addresses.is_odd(text):
        short = Builder(source=text).build(parser_for(text).events(text, merge_text=True))
        assert short == whole
    assert read(text) == whole


@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_short_way_to_pages_is_the_long_way(text: str) -> None:
    text = text.replace("@", "_").replace("www.", "s")
    assert addresses._pages(text) == [addresses._whole(text, one, ()) for one in addresses._candidates(text)]


def test_where_marks_are_masked_blocks_have_their_places() -> None:
    text = "é https://a.example/_b_ c\n\n*d* https://a.example/__b__.c\n\n> e\n"
    blocks, places = tree.placed_blocks(text)
    assert [text[place] for _, place in places] == ["é", "*", ">"]
    assert blocks == read(text)


def test_a_text_writer_names_an_address_once() -> None:
    from newsdoc.formats.text.inlines import printed

    for href in ("https://a.example", "mailto:b@a.example", "http://www.a.example"):
        for text in (href, href.removeprefix("https://").removeprefix("mailto:").removeprefix("http://")):
            assert printed([c.Link([text], href)]) == text
    assert printed([c.Link(["a.example"], "https://b.example")]) == "a.example (https://b.example)"
