"""Plain-text articles: what is read as what, what is written, and that nothing vanishes."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.formats.text import inlines, lines, reader, words, writer
from newsdoc.formats.text.evidence import Evidence
from newsdoc.formats.text.lines import unified
from newsdoc.model import content as c
from newsdoc.model import document as d
from newsdoc.model.compare import diff, normal
from newsdoc.model.timestamp import Timestamp
from newsdoc.testing import laws, strategies

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = FORMATS["text"]
OURS = ReadOptions(version="article")
FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "text"
SAMPLES = Path(__file__).parent.parent.parent.parent / "shared" / "samples"
NBSP = "\u00a0"

P = c.Paragraph
PROSE = "The ferry left the quay at dawn, with nobody on board but the cat. It came back at noon."


def read(text: str) -> d.Document:
    """The document that a text is."""
    return reader.read(text.encode(), OURS).document


def write(*body: c.Block, **metadata: Any) -> tuple[str, list[tuple[str, str]]]:
    """The text of a document, and kind and path of what it lost."""
    result = TEXT.write([d.Document(d.Metadata(**metadata), list(body))])
    return result.data.decode(), [(loss.kind, loss.path) for loss in result.losses]


def head(document: d.Document) -> tuple[str | None, list[str], str | None, list[int]]:
    """Headline, standfirst, time and views."""
    metadata = document.metadata
    return (
        document.headline,
        [label.value for label in metadata.descriptions],
        metadata.content_created,
        [one.interactions for one in metadata.user_interactions],
    )


# --- fixtures and samples -------------------------------------------------------------------------------------------

VALID = sorted((FIXTURES / "valid").glob("*.txt"))


def test_everything_of_a_fixture_is_read() -> None:
    document = reader.read((FIXTURES / "valid" / "harbour.txt").read_bytes(), OURS).document
    assert document == d.Document(
        d.Metadata(
            headlines=[d.Label("Harbour Bridge Reopens After Eleven Months of Repairs")],
            descriptions=[
                d.Label(
                    "The oldest crossing of the Welm carries traffic again, two weeks earlier than planned. "
                    "Lorries stay banned until spring.",
                    role="drol:summary",
                )
            ],
            content_created=Timestamp("2025-03-03T07:05:00"),
            user_interactions=[d.UserInteraction(1204, "useracttype:pageviews")],
        ),
        [
            P(
                [
                    (
                        "Commuters crossed the Harbour Bridge on Monday for the first time since last April, when "
                        "inspectors found cracks in four of its piers."
                    )
                ]
            ),
            P(
                [
                    "Mayor Ilse Trant cut no ribbon. ",
                    c.Quote(["A bridge is open when people walk over it, not when I say so,"], '""', "Mayor's Remarks"),
                    " she told reporters, ",
                    c.Quote(["and they did not wait for me."], "“”"),
                ]
            ),
            c.Figure(),
            c.Heading(["How the repairs were paid for"]),
            P(
                [
                    (
                        "The city spent 41 million on the works, of which the province refunds two thirds. The rest "
                        "comes out of the toll fund. "
                    ),
                    c.Reference("Budget Paper 12"),
                ]
            ),
            c.Figure(),
        ],
    )


def test_every_block_has_a_form() -> None:
    data = (FIXTURES / "valid" / "blocks.txt").read_bytes()
    document = reader.read(data).document

    def cell(text: str, header: bool) -> c.Cell:
        return c.Cell([P([text])], header)

    assert document.metadata.content_created == "2024-02-29T12:00:00+01:00"
    assert document.body[1:] == [
        c.Heading(["A marked heading"], 3),
        c.List([c.ListItem([P(["one"])]), c.ListItem([P(["two"]), P(["with a second paragraph"])])]),
        c.List([c.ListItem([P(["first"])]), c.ListItem([P(["second"])])], ordered=True),
        c.BlockQuote([P(["Words of somebody else."])], ["Somebody Else"]),
        c.Table(
            [
                c.Row([cell("Town", True), cell("Votes", True)], "head"),
                c.Row([cell("Welm", False), cell("12", False)]),
            ],
            alignments=[None, "right"],
        ),
        c.Preformatted(['print("a  b")\n'], "python"),
        c.ThematicBreak(),
        c.Figure([c.Media("https://example.com/clip.mp4", "video")], [P(["The crossing at noon"])], ["A. Grapher"]),
        P(["Image"]),
        P(["2024-02-29"]),
    ]


@pytest.mark.parametrize("path", VALID, ids=[path.name for path in VALID])
def test_a_fixture_is_written_and_read_without_loss(path: Path) -> None:
    document = reader.read(path.read_bytes(), OURS).document
    written = TEXT.write([document])
    assert written.losses == []
    assert reader.read(written.data, OURS).document == document
    assert TEXT.write([reader.read(written.data, OURS).document]).data == written.data


@pytest.mark.parametrize(
    ("name", "code", "line", "column"),
    [
        ("empty", "TX-EMPTY", 1, 1),
        ("blank", "TX-EMPTY", 1, 1),
        ("cp1252", "TX-BAD-BYTES", 1, 4),
        ("nul", "CHAR-FORBIDDEN", 3, 2),
        ("combining", "LIMIT-COMBINING", 1, 32),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(name: str, code: str, line: int, column: int) -> None:
    with pytest.raises(ReadError) as caught:
        reader.read((FIXTURES / "invalid" / f"{name}.txt").read_bytes())
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, line, column)


def test_another_encoding_is_read_when_named() -> None:
    data = (FIXTURES / "invalid" / "cp1252.txt").read_bytes()
    assert reader.read(data, ReadOptions(encoding="cp1252")).document.headline == "Café closes"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs real samples in ../shared")
def test_the_texts_of_the_samples_settle_and_lose_nothing() -> None:
    for path in sorted((SAMPLES / "text" / "dev").glob("*.txt"))[::12]:
        try:
            document = reader.read(path.read_bytes(), OURS).document
        except ReadError:
            continue
        written = TEXT.write([document])
        assert written.losses == [], path.name
        assert TEXT.write([reader.read(written.data, OURS).document]).data == written.data, path.name


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs real samples in ../shared")
def test_texts_of_the_founding_layout_are_read_as_they_are_meant() -> None:
    seen = 0
    for path in sorted((SAMPLES / "text" / "dev").glob("*.json")):
        truth = json.loads(path.read_text())
        if truth["layout"] != "synth-seed":
            continue
        seen += 1
        document = reader.read(path.with_suffix(".txt").read_bytes(), OURS).document
        assert head(document) == (
            truth["headline"],
            truth["summary"],
            truth["date"]["iso"] + ":00",
            [truth["views"]],
        ), path.name
        kinds = Counter(type(block) for block in document.body)
        assert kinds[P] == truth["n_paragraphs"], path.name
        assert kinds[c.Figure] == 1
    assert seen == 8


# --- the head -------------------------------------------------------------------------------------------------------

TITLE = "Ferry Leaves Without Passengers"
STAND = "Only the cat was on board. The harbour master shrugged."
DATE = f"September 9 2024 , 10:35 AM{NBSP}{NBSP}•{NBSP}{NBSP}577{NBSP}views"
STAMP = "2024-09-09T10:35:00"

HEADS: list[tuple[list[str], tuple[str | None, list[str], str | None, list[int]], list[str]]] = [
    ([TITLE, STAND, DATE, TITLE, PROSE], (TITLE, [STAND], STAMP, [577]), [PROSE]),
    ([TITLE, STAND, DATE, TITLE.upper().replace(" ", f" {NBSP}"), PROSE], (TITLE, [STAND], STAMP, [577]), [PROSE]),
    ([TITLE, DATE, TITLE, PROSE], (TITLE, [], STAMP, [577]), [PROSE]),
    ([TITLE, STAND, DATE, PROSE], (TITLE, [STAND], STAMP, [577]), [PROSE]),
    ([TITLE, STAND, TITLE, PROSE], (TITLE, [STAND], None, []), [PROSE]),
    ([TITLE, DATE, STAND, TITLE, PROSE], (TITLE, [STAND], STAMP, [577]), [PROSE]),
    ([TITLE, STAND, TITLE, DATE, PROSE], (TITLE, [STAND], STAMP, [577]), [PROSE]),
    ([DATE, TITLE, STAND, TITLE, PROSE], (TITLE, [STAND], STAMP, [577]), [PROSE]),
    ([DATE, TITLE, PROSE], (TITLE, [], STAMP, [577]), [PROSE]),
    ([TITLE, STAND, PROSE, DATE, TITLE, PROSE], (TITLE, [STAND, PROSE], STAMP, [577]), [PROSE]),
    ([TITLE, DATE, PROSE], (TITLE, [], STAMP, [577]), [PROSE]),
    ([TITLE, PROSE, STAND], (TITLE, [], None, []), [PROSE, STAND]),
    ([TITLE, TITLE, PROSE], (TITLE, [], None, []), [PROSE]),
    ([TITLE, PROSE, PROSE, DATE], (TITLE, [], STAMP, [577]), [PROSE, PROSE]),
    ([TITLE, PROSE, PROSE, PROSE, PROSE, PROSE, DATE, PROSE], (TITLE, [], STAMP, [577]), [PROSE] * 6),
    ([TITLE, "577 views", PROSE], (TITLE, [], None, [577]), [PROSE]),
    ([TITLE, STAND, "9. September 2024", PROSE], (TITLE, [STAND], "2024-09-09", []), [PROSE]),
    (["Is this all?", PROSE], ("Is this all?", [], None, []), [PROSE]),
    (["It ends here.", STAND, "May 5 2024", PROSE], ("It ends here.", [STAND], "2024-05-05", []), [PROSE]),
    (["It ends here.", DATE, "It ends here.", PROSE], ("It ends here.", [], STAMP, [577]), [PROSE]),
    (["A title\nof two lines", DATE, PROSE], ("A title\nof two lines", [], STAMP, [577]), [PROSE]),
    ([PROSE, STAND], (None, [], None, []), [PROSE, STAND]),
    ([PROSE, STAND, "May 5 2024"], (None, [], "2024-05-05", []), [PROSE, STAND]),
    (["lower case begins", PROSE], (None, [], None, []), ["lower case begins", PROSE]),
    ([TITLE], (TITLE, [], None, []), []),
    ([DATE], (None, [], STAMP, [577]), []),
    ([TITLE, "By Ada Brandt", DATE, PROSE], (TITLE, [], STAMP, [577]), [PROSE]),
    ([TITLE, "\\By Ada Brandt", DATE, PROSE], (TITLE, ["By Ada Brandt"], STAMP, [577]), [PROSE]),
    ([TITLE, PROSE, "By Ada Brandt"], (TITLE, [], None, []), [PROSE, "By Ada Brandt"]),
    (["# Marked title.", PROSE], ("Marked title.", [], None, []), [PROSE]),
    (["May 5 2024", "# Marked title.", PROSE], ("Marked title.", [], "2024-05-05", []), [PROSE]),
    ([f"\\{TITLE}", PROSE], (None, [], None, []), [TITLE, PROSE]),
    (["T" * 500, DATE, PROSE], (None, [], STAMP, [577]), ["T" * 500, PROSE]),
]


@pytest.mark.parametrize(("parts", "expected", "body"), HEADS, ids=range(len(HEADS)))
def test_the_head_is_known_by_its_structure(
    parts: list[str], expected: tuple[str | None, list[str], str | None, list[int]], body: list[str]
) -> None:
    document = read("\n\n".join(parts) + "\n")
    assert head(document) == expected
    assert [one for one in document.body if isinstance(one, P)] == [P([text]) for text in body]


def test_line_ends_and_blank_lines_do_not_matter() -> None:
    parts = [TITLE, STAND, DATE, TITLE, "one\ntwo", "Image", PROSE]
    plain = read("\n\n".join(parts))
    for joint in ("\n \t\n", "\n\n\n\n", f"  \n{NBSP}\n", "\r\n\r\n", "\r\r"):
        text = joint.join(part.replace("\n", joint[:1]) if "\r" in joint else part for part in parts)
        assert read("\ufeff" + joint + text + joint) == plain


def test_a_figure_before_the_title_goes_to_the_body() -> None:
    document = read(f"Image\n\n{TITLE}\n\n{PROSE}")
    assert (document.headline, document.body) == (TITLE, [c.Figure(), P([PROSE])])
    assert read(f"- a\n\n{TITLE}\n\n{PROSE}").headline is None


def test_a_line_that_says_image_is_a_figure_within_a_block_too() -> None:
    assert read(f"{PROSE}\nImage\n{STAND}").body == [P([PROSE]), c.Figure(), P([STAND])]
    assert read(f"{PROSE}\n\\Image\n{STAND}").body == [P([f"{PROSE}\nImage\n{STAND}"])]


# What a date line says beyond what the document can keep is a loss, with its line.
@pytest.mark.parametrize(
    ("line", "loss"),
    [
        ("10:35 AM • 5 views", ("dropped", "metadata.content_created", "10:35:00")),
        ("6/11/2025", ("coerced", "metadata.content_created", "2025-06-11")),
        ("May 5 2024, 10:35 IST", ("dropped", "metadata.content_created", "IST")),
        ("May 5 2024 • 1.2K views", ("coerced", "metadata.user_interactions[0].interactions", "1.2K views")),
    ],
)
def test_what_a_date_line_says_beyond_is_a_loss(line: str, loss: tuple[str, str, str]) -> None:
    (found,) = reader.read(f"{TITLE}\n\n{line}\n\n{PROSE}".encode(), OURS).losses
    assert (found.kind, found.path, found.value, found.line) == (*loss, 3)


def test_every_part_of_the_text_is_explained() -> None:
    text = (
        f"{TITLE}\n\n{STAND}\n\n10:35\n\n{TITLE}\n\n{PROSE}\n\nImage\n\nShort and before prose\n\n{PROSE}\n\n- a\n- b"
    )
    assert [(one.first, one.last, one.role, one.path) for one in reader.explain(text.encode(), OURS)] == [
        (1, 1, "title", "metadata.headlines[0]"),
        (3, 3, "standfirst", "metadata.descriptions[0]"),
        (5, 5, "date", None),
        (7, 7, "title-repeat", None),
        (9, 9, "paragraph", "body[0]"),
        (11, 11, "figure", "body[1]"),
        (13, 13, "heading", "body[2]"),
        (15, 15, "paragraph", "body[3]"),
        (17, 18, "list", "body[4]"),
    ]
    assert reader.explain(b"577 views\n\nx", OURS)[0] == Evidence(
        1, 1, "date", "metadata.user_interactions[0]", "nothing but a date, a time or a number of views"
    )
    assert reader.explain(b"x", OURS)[0].as_dict() == {
        "first": 1, "last": 1, "role": "paragraph", "path": "body[0]", "why": "a run of text",
    }  # fmt: skip


# --- generated articles ---------------------------------------------------------------------------------------------

_WORDS = st.lists(
    st.sampled_from(["Fähre", "quay", "dawn", "猫", "of", "Ørsted", "it’s", "U.S.", "12", "(so)"]),
    min_size=1,
    max_size=8,
)
_TITLES = st.builds(
    lambda said, stop: "The " + " ".join(said) + stop, _WORDS, st.sampled_from(["", "?", "!", ".", "…"])
)
_PARAGRAPHS = st.builds(lambda said: "Then " + " ".join(said) + " ended.", _WORDS)
_QUOTES = st.builds(
    c.Quote,
    _WORDS.map(lambda said: [" ".join(said)]),
    st.sampled_from(['""', "“”", "„“", "«»", "「」"]),
    st.one_of(st.none(), _WORDS.map(" ".join)),
)
_MIXED = st.lists(st.one_of(_PARAGRAPHS.map(lambda text: f" {text} "), _QUOTES), min_size=1, max_size=4)
_BODY = st.lists(
    st.one_of(
        _PARAGRAPHS.map(lambda text: P([text])), _MIXED.map(lambda parts: P(_trimmed(parts))), st.just(c.Figure())
    ),
    min_size=1,
    max_size=6,
)


def _trimmed(parts: list[Any]) -> list[Any]:
    """Without spaces at the ends of a paragraph, which are presentation; with one between two quotations."""
    spaced: list[Any] = []
    for part in parts:
        spaced += [" ", part] if spaced and isinstance(part, c.Quote) and isinstance(spaced[-1], c.Quote) else [part]
    if isinstance(spaced[0], str):
        spaced[0] = spaced[0].lstrip()
    if isinstance(spaced[-1], str):
        spaced[-1] = spaced[-1].rstrip()
    return list(inlines.joined(spaced))


@st.composite
def _articles(draw: st.DrawFn) -> tuple[str, d.Document]:
    """A text of the founding layout with any of its parts, in any of their orders, and the document that it is."""
    title, body = draw(_TITLES), draw(_BODY)
    stand = draw(st.lists(_PARAGRAPHS, max_size=2))
    day, clock, views = draw(st.booleans()), draw(st.booleans()), draw(st.none() | st.integers(0, 99_999))
    bits = ["September 9 2024 , 10:35 AM"] if day and clock else ["September 9 2024"] if day else []
    bits += [] if views is None else [f"{views}{NBSP}{'view' if views == 1 else 'views'}"]
    joint = f"{NBSP}{NBSP}•{NBSP}{NBSP}"
    line = [joint.join(draw(st.permutations(bits)))] if bits else []
    date_first = bool(line) and draw(st.booleans())
    middle = [*line, *stand] if draw(st.booleans()) else [*stand, *line]
    parts = [*line, title, *stand, title] if date_first else [title, *middle, title]
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    blank = draw(st.sampled_from(["", " ", "\t", NBSP])) + eol
    parts += ["Image" if isinstance(one, c.Figure) else inlines.printed(one.content) for one in body]
    metadata = d.Metadata(
        headlines=[d.Label(title)],
        descriptions=[d.Label(text, role="drol:summary") for text in stand],
        content_created=Timestamp("2024-09-09" + ("T10:35:00" if clock else "")) if day else None,
        user_interactions=[] if views is None else [d.UserInteraction(views, "useracttype:pageviews")],
    )
    text = (" " + eol + blank * draw(st.integers(1, 3))).join(parts) + draw(st.sampled_from(["", eol]))
    return text, d.Document(metadata, list(body))


@given(_articles())
def test_generated_articles_are_read_as_what_they_were_made_from(made: tuple[str, d.Document]) -> None:
    text, document = made
    if any(
        part.value.casefold() == document.headline.casefold()
        for part in document.metadata.descriptions
        if document.headline
    ):
        return
    result = reader.read(text.encode(), OURS)
    assert result.losses == []
    assert diff(document, result.document) == []
    written = TEXT.write([result.document])
    assert written.losses == []
    assert TEXT.write([reader.read(written.data, OURS).document]).data == written.data


# --- inlines --------------------------------------------------------------------------------------------------------

Q, R = c.Quote, c.Reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said, > "No." [[Source]] and left', ["He said, ", Q(["No."], '""', "Source"), " and left"]),
        ('> "a" b > "c"[[d]] [[e]]', [Q(["a"]), " b ", Q(["c"], '""', "d"), " ", R("e")]),
        ('> "He said "stop" to us." [[R]]', [Q(['He said "stop" to us.'], '""', "R")]),
        ('> " a [s]on b " [[L\'M]], c', [Q([" a [s]on b "], '""', "L'M"), ", c"]),
        ("> “a ‘b’ “c” d”", [Q(["a ‘b’ “c” d"], "“”")]),
        ("> 'It's fine' x", [Q(["It's fine"], "''"), " x"]),
        ("> ‘the boys’ own’", [Q(["the boys"], "‘’"), " own’"]),
        (
            "> „a“ > „b” > »c« > ”d” > ``e''",
            [Q(["a"], "„“"), " ", Q(["b"], "„”"), " ", Q(["c"], "»«"), " ", Q(["d"], "””"), " ", Q(["e"], "``''")],
        ),
        ('> "runs on to the next', ['> "runs on to the next']),
        ('> "a > "b" c', ['> "a ', Q(["b"]), " c"]),
        ('> "" x', ['> "" x']),
        ('5 > 4 and "x"', ['5 > 4 and "x"']),
        ("[[a]]", [R("a")]),
        ("[[a [b] c]] [[a [b]]]", [R("a [b] c"), " ", R("a [b]")]),
        ("see [[[a]]]", ["see [", R("a"), "]"]),
        ("[[a [[b]] c]]", ["[[a ", R("b"), " c]]"]),
        ("[[]] [[ ]] [[a", ["[[]] [[ ]] [[a"]),
        ('> "see [[x]] now" [[y]]', [Q(["see ", R("x"), " now"], '""', "y")]),
        (r"\[[a]] \> " + '"b"', ['[[a]] > "b"']),
        (r"\\[[a]] \\\[[b]]", ["\\", R("a"), r" \[[b]]"]),
        (r"C:\\temp \n \[x]", [r"C:\\temp \n \[x]"]),
        (r'> "a \" b"', [Q(['a " b'])]),
        (r"[[a\]] b]]", [R("a]] b")]),
        ("", []),
    ],
)
def test_inline_marks(text: str, expected: list[c.Inline]) -> None:
    assert inlines.parse(text) == expected
    assert inlines.parse(inlines.printed(expected)) == expected


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([c.Strong(["a"]), c.Emphasis([" b"])], "a b"),
        ([c.Link(["a"], "http://b.example")], "a (http://b.example)"),
        ([c.Link(["http://b.example"], "http://b.example")], "http://b.example"),
        ([c.Link([], "http://b.example")], "http://b.example"),
        ([c.Link(["a"], "")], "a"),
        (["a", c.LineBreak(), "b"], "a\nb"),
        ([c.Code("x = 1")], "x = 1"),
        ([c.InlineMedia(c.Media("a.png", alt="a cat"))], "a cat"),
        ([c.InlineMedia(c.Media("a.png"))], ""),
        ([c.RawInline("<x/>", "text/html")], ""),
        ([Q(["a", Q(["b"], "‘’", "s")])], '> "a‘b’ [[s]]"'),
        ([Q(["a"], "x")], '> "a"'),
        ([Q(["a"], '""', " ")], '> "a"'),
        ([Q([])], '""'),
        ([R(" ")], ""),
        (["[", R("x")], "[[[x]]"),
        (["[[x]]"], r"\[[x]]"),
    ],
)
def test_what_text_can_say_of_inlines(content: list[c.Inline], text: str) -> None:
    assert inlines.printed(content) == text


_PIECES = st.lists(
    st.sampled_from(["\\", "[", "[[", "]", "]]", "> ", ">", '"', "“", "”", "a", " ", "'", "’", "„", "\n", NBSP]),
    max_size=12,
).map("".join)


@given(_PIECES)
def test_the_inlines_of_any_text_are_written_so_that_they_are_read_again(text: str) -> None:
    assert inlines.parse(inlines.printed(inlines.parse(text))) == inlines.parse(text)


# --- writing --------------------------------------------------------------------------------------------------------


def test_a_paragraph_that_looks_like_something_else_stays_a_paragraph() -> None:
    looks = [
        "Image", "- a", "1) a", "# a", "| a |", "```", "* * *", "> a", "May 5 2024", "577 views", TITLE, "Short one",
        "\\Image", "\\\\- a", "\\plain", "\\", "\\\\", "Image: https://x.example/a.jpg", "Caption: a",
    ]  # fmt: skip
    body: list[c.Block] = [P([text]) for text in looks]
    for metadata in ({}, {"headlines": [d.Label(TITLE)]}, {"content_created": Timestamp("2024-05-05")}):
        text, lost = write(*body, P([PROSE]), **metadata)
        assert lost == []
        assert read(text).body == [*body, P([PROSE])]


def test_the_backslash_is_used_only_where_it_is_needed() -> None:
    text, lost = write(P([PROSE]), P(["Image"]), P(["a\nImage\nb [[c"]), headlines=[d.Label(TITLE)])
    assert (text, lost) == (f"{TITLE}\n\n{PROSE}\n\n\\Image\n\na\n\\Image\nb [[c\n", [])


def test_two_equal_paragraphs_without_a_headline_are_no_title() -> None:
    text, lost = write(P([PROSE]), P([PROSE]), P(["the end."]))
    assert lost == []
    assert read(text).body == [P([PROSE]), P([PROSE]), P(["the end."])]


def test_a_standfirst_without_a_date_line_needs_the_title_again() -> None:
    metadata = {"headlines": [d.Label(TITLE)], "descriptions": [d.Label(STAND, role="drol:summary")]}
    text, lost = write(P([PROSE]), **metadata)
    assert (text, lost) == (f"{TITLE}\n\n{STAND}\n\n{TITLE}\n\n{PROSE}\n", [])


def test_a_title_that_looks_like_something_else_has_a_number_sign() -> None:
    for title in ("Image", "May 5 2024", "- a", "ends.", "lower"):
        text, lost = write(P([PROSE]), headlines=[d.Label(title)])
        assert lost == []
        assert read(text).headline == title


def test_two_lists_beside_each_other_stay_two() -> None:
    one, other = c.List([c.ListItem([P(["a"])])]), c.List([c.ListItem([P(["b"])])])
    text, lost = write(one, other)
    assert (text, lost) == ("- a\n\n* b\n", [])


def test_an_ordered_list_of_one_item_has_a_bracket() -> None:
    text, lost = write(c.List([c.ListItem([P(["a"])])], ordered=True, start=3))
    assert (text, lost) == ("3) a\n", [])
    assert read("1. May is the day.").body == [P(["1. May is the day."])]


@pytest.mark.parametrize(
    ("block", "text", "lost"),
    [
        (c.Group([P(["Ends."]), P(["Too."])]), "Ends.\n\nToo.\n", [("flattened", "body[0]")]),
        (P(["Ends ", c.Strong(["so"]), "."]), "Ends so.\n", [("flattened", "body[0].content[1]")]),
        (P(["Ends", c.LineBreak(), "so."]), "Ends\nso.\n", [("flattened", "body[0].content[1]")]),
        (P([" Ends. "]), "Ends.\n", [("coerced", "body[0].content[0]")]),
        (P(["a.\n\nb."]), "a.\nb.\n", [("coerced", "body[0].content[0]")]),
        (c.Heading(["Part"], 4), "#### Part\n", []),
        (c.BlockQuote([P(['"a" b'])]), '> \\"a" b\n', []),
        (c.BlockQuote([P(["a"])], cite="http://x.example"), "> a\n", [("dropped", "body[0].cite")]),
        (c.Figure([c.Media("http://x.example/a.jpg", alt="A")], [P(["b"])], ["c"]), "Image: http://x.example/a.jpg\nCaption: b\nCredit: c\n", [("dropped", "body[0].media[0].alt")]),
        (c.Embed("http://x.example", "Player"), "\\Player http://x.example\n", [("flattened", "body[0]")]),
        (c.RawBlock("<x/>", "text/html"), "* * *\n", [("dropped", "body[0]")]),
        (c.Preformatted(["a\n\n```\n b"]), "````\na\n\n```\n b\n````\n", []),
        (c.Preformatted([], "c"), "```c\n```\n", []),
        (c.Table([c.Row([c.Cell([P(["a|b\\"])]), c.Cell([])])]), "| a\\|b\\ |  |\n", []),
        (c.Table([]), "* * *\n", [("dropped", "body[0]")]),
        (P([]), "* * *\n", [("dropped", "body[0]")]),
        (c.List([c.ListItem([P(["a"]), c.List([c.ListItem([P(["b"])])])]), c.ListItem([P(["c"])])]), "- a\n\n  - b\n- c\n", []),
        (c.List([c.ListItem([P(["a"])]), c.ListItem([P(["b"])])], tight=False), "- a\n\n- b\n", []),
    ],
)  # fmt: skip
def test_blocks_as_text(block: c.Block, text: str, lost: list[tuple[str, str]]) -> None:
    written, found = write(block)
    assert written == text
    assert found == lost


def test_what_does_not_settle_goes_between_fences(monkeypatch: pytest.MonkeyPatch) -> None:
    document = d.Document(d.Metadata(headlines=[d.Label(TITLE)]), [P(["a"]), c.Preformatted(["```"])])
    plain = TEXT.write([document]).data.decode()
    monkeypatch.setattr(writer, "PASSES", 0)
    result = TEXT.write([document])
    assert result.data.decode() == f"`````\n{plain}\n`````\n"
    monkeypatch.undo()
    back = reader.read(result.data, OURS).document
    assert back == d.Document(body=[c.Preformatted([plain])])
    assert TEXT.write([back]).data == result.data
    assert {loss.path for loss in result.losses} == {"metadata.headlines[0]", "body[0]", "body[1]"}


@pytest.mark.parametrize("said", ["\\\\* a", "- a", "Image", "\\", "May 5 2024"])
def test_cells_and_captions_need_no_backslash(said: str) -> None:
    table = c.Table([c.Row([c.Cell([P([said])])])])
    figure = c.Figure(caption=[P([said])])
    text, lost = write(table, figure)
    assert (text, lost) == (f"| {said} |\n\nImage\nCaption: {said}\n", [])


def test_bylines_and_datelines_are_written() -> None:
    document = d.Document(
        d.Metadata(
            headlines=[d.Label(TITLE)],
            bylines=[d.Label("By Ada Brandt, Reuters"), d.Label("Bo Li"), d.Label("lower case ends.")],
            datelines=[d.Label("WELM, Sept 9 (AP) —")],
        ),
        [P([PROSE]), P(["BERLIN (dpa) - Another."])],
    )
    result = TEXT.write([document])
    text = result.data.decode()
    assert (
        text
        == f"{TITLE}\n\nBy Ada Brandt, Reuters\n\nBy Bo Li\n\nWELM, Sept 9 (AP) — {PROSE}\n\nBERLIN (dpa) - Another.\n"
    )
    metadata = read(text).metadata
    assert [one.names[0].value for one in metadata.creators] == ["Ada Brandt", "Bo Li"]
    assert [one.names[0].value for one in metadata.info_sources] == ["Reuters", "AP"]
    assert [one.names[0].value for one in metadata.located] == ["WELM"]
    assert {loss.path for loss in result.losses} >= {"metadata.bylines[2]"}
    begins = d.Document(d.Metadata(headlines=[d.Label(TITLE)]), [P(["BERLIN (dpa) - It begins so."])])
    written = TEXT.write([begins])
    assert (written.data.decode(), written.losses) == (f"{TITLE}\n\n\\BERLIN (dpa) - It begins so.\n", [])


def test_a_wire_is_folded_and_read_back() -> None:
    document = d.Document(d.Metadata(headlines=[d.Label(TITLE)]), [P([f"{PROSE} Image {PROSE}"]), P(["a\nb"])])
    written = TEXT.write([document], WriteOptions(version="wire"))
    assert max(map(len, written.data.decode().split("\n"))) <= 75
    assert written.data.decode().count("\n") > 6
    back = reader.read(written.data, ReadOptions(version="wire"))
    assert back.version == "wire"
    assert back.document.body == [document.body[0], P(["a b"])]
    assert [(loss.kind, loss.path) for loss in written.losses] == [("coerced", "body[1].content[0]")]


def test_a_text_is_never_empty() -> None:
    result = TEXT.write([d.Document()])
    assert result.data == b"* * *\n"
    (loss,) = result.losses
    assert (loss.kind, loss.path, loss.value) == ("defaulted", "body[0]", {"type": "thematic_break"})


def test_what_has_no_place_is_lost_with_its_whole_value() -> None:
    document = d.Document(d.Metadata(guid="urn:x:1", headlines=[d.Label(TITLE, "en"), d.Label("Kicker", role="x:k")]))
    result = TEXT.write([document], message=d.NewsMessage(priority=3))
    assert [(loss.kind, loss.path, loss.value) for loss in result.losses] == [
        ("dropped", "message", {"priority": 3}),
        ("dropped", "metadata.guid", "urn:x:1"),
        ("dropped", "metadata.headlines[0].language", "en"),
        ("dropped", "metadata.headlines[1]", {"value": "Kicker", "role": "x:k"}),
    ]


def test_only_what_text_shows_decides_the_bytes() -> None:
    document = reader.read((FIXTURES / "valid" / "harbour.txt").read_bytes(), OURS).document
    plain = TEXT.write([document]).data
    document.metadata.guid = "urn:newsdoc:1"
    document.metadata.version_created = Timestamp("2024-01-01T00:00:00Z")
    document.metadata.language = "en"
    assert TEXT.write([document]).data == plain


def test_one_document_a_text() -> None:
    for documents in ([], [d.Document(), d.Document()]):
        with pytest.raises(WriteError) as caught:
            TEXT.write(documents)
        assert caught.value.code == "TX-NOT-ONE-DOCUMENT"


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800", "a" + "\u0301" * 40])
def test_a_character_that_no_text_may_have_is_a_write_error(bad: str) -> None:
    with pytest.raises(WriteError) as caught:
        TEXT.write([d.Document(body=[P([bad])])])
    assert caught.value.code == "TX-CHARACTER"


def test_the_layout_asked_for_is_named() -> None:
    assert reader.read(b"x", OURS).version == "article"
    assert reader.read(b"x").version == "page"
    assert writer.write([d.Document()], WriteOptions(version="article"), None).version == "article"


# --- the laws -------------------------------------------------------------------------------------------------------

_SAID = st.one_of(
    strategies.texts(),
    st.sampled_from([TITLE, PROSE, STAND, DATE, "- a", "1. x", "2. y", "Image", "2024-09-09", "577 views", "\\Image", "* * *", "Title?", "lower"]),
)  # fmt: skip
_LABELS = st.builds(lambda text, role: d.Label(text, role=role), _SAID, st.sampled_from([None, "drol:summary"]))
_HEADED = st.builds(
    d.Metadata,
    headlines=st.lists(_SAID.map(d.Label), max_size=1),
    descriptions=st.lists(_LABELS, max_size=2),
    content_created=st.none() | strategies._TRUNCATED.map(Timestamp),
    user_interactions=st.lists(
        st.builds(d.UserInteraction, st.integers(-1, 5000), st.just("useracttype:pageviews")), max_size=1
    ),
)
_TEXTUAL = st.builds(
    lambda metadata, body: normal(d.Document(metadata, body)),
    _HEADED,
    st.lists(
        st.one_of(
            st.lists(_SAID, min_size=1, max_size=2).map(lambda said: P(list(said))),
            st.builds(c.Heading, _SAID.map(lambda text: [text]), st.integers(1, 4)),
            strategies.blocks(),
        ),
        max_size=5,
    ),
)


@given(st.one_of(_TEXTUAL, strategies.documents()), st.sampled_from(TEXT.versions))
def test_the_laws_hold(document: d.Document, layout: str) -> None:
    laws.check_round_trip(TEXT, layout, document)
    laws.check_honest_loss(TEXT, layout, document)


@given(
    st.one_of(
        st.binary(max_size=60),
        strategies.texts().map(str.encode),
        st.lists(_SAID, max_size=8).map("\n\n".join).map(lambda text: text.encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_a_document_or_an_error_with_a_place(data: bytes) -> None:
    result = laws.check_total_reading(TEXT, data)
    if isinstance(result, ReadError):
        assert result.line is not None
    else:
        laws.check_round_trip(TEXT, "article", result.document)


#: What may stand in a text and not in the document: the signs of the forms, and what a date line is made of.
_PRESENTATION = frozenset("\\>[]-*•·●◦▪#|:`~_–—.)\ufeff,;/()@'’")


def _strings(value: Any) -> str:
    """Every text in a value, those too that the plain form leaves out because they are the usual ones (marks)."""
    if is_dataclass(value):
        return "".join(_strings(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return "".join(map(_strings, value.values()))
    if isinstance(value, list | tuple):
        return "".join(map(_strings, value))
    return str(value)


@given(st.lists(_SAID, min_size=1, max_size=8).map("\n\n".join))
def test_every_character_is_in_the_document_or_in_a_loss(text: str) -> None:
    try:
        result = reader.read(text.encode(), OURS)
    except ReadError:
        return
    kept = Counter(_strings(result.document) + _strings([loss.value for loss in result.losses]))
    taken = {
        line
        for one in reader.explain(text.encode(), OURS)
        if one.role in {"title-repeat", "date", "figure"}
        for line in range(one.first, one.last + 1)
    }
    lines = unified(text.removeprefix("\ufeff")).split("\n")
    said = Counter("".join(line for number, line in enumerate(lines, 1) if number not in taken))
    gone = {
        char
        for char in said - kept
        if not char.isspace() and char not in _PRESENTATION and not (char.isdigit() and char.isascii())
    }
    assert gone == set()


# --- bounds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "\n",
        " ",
        "x",
        '> "',
        "[[",
        "- ",
        "1. ",
        "| ",
        "> ",
        "```\n",
        "Image\n",
        "x\n\n",
        "\\",
        "9 views ",
        '> "a" [[b]] ',
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = (_work(piece.encode() * (size // len(piece))) for size in (6_000, 12_000))
    assert twice < 2.3 * once + 500


def _work(data: bytes) -> int:
    """The calls that reading ``data`` takes, of Python and of C: what a clock would say on a machine without others."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        laws.check_total_reading(TEXT, data)
    finally:
        sys.setprofile(before)
    return calls


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ReadError) as caught:
        reader.read(b"x\n" * 50_001)
    assert (caught.value.code, caught.value.line) == ("LIMIT-NODES", 50_001)


def test_lines_may_be_more_where_they_are_long() -> None:
    line = "y" * 40 + "\n"
    lines.refuse_many(line * 250_000)
    for text, at in ((line * 250_001, 250_001), (line * 1000 + "x\n" * 50_000, 50_001)):
        with pytest.raises(ReadError) as caught:
            lines.refuse_many(text)
        assert (caught.value.code, caught.value.line) == ("LIMIT-NODES", at)


def test_what_lies_too_deep_is_text() -> None:
    document = read("> " * 12 + "- x")
    text, lost = write(*document.body)
    assert lost == []
    assert "x" in text
    assert read("- " * 12 + "x") == read(write(*read("- " * 12 + "x").body)[0])


def test_tables_of_words_know_each_language_once() -> None:
    for names in words.MONTHS.values():
        assert len(names.split("|")) == 12
    for closing in words.MARKS.values():
        assert closing


@pytest.mark.parametrize(
    "quoted",
    [
        [P(["Said."]), P(["— Somebody"])],
        [P([c.Quote(["x"])]), P(["— ", c.Strong(["Somebody"])])],
        [P(["a"]), P(["— "])],
        [P(["— b"])],
    ],
)
def test_a_quote_that_ends_as_if_with_a_name_is_written_and_its_losses_told(quoted: list[c.Block]) -> None:
    laws.check_round_trip(TEXT, "article", d.Document(body=[c.BlockQuote(quoted)]))
    laws.check_honest_loss(TEXT, "article", d.Document(body=[c.BlockQuote(quoted)]))


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ([c.Strong(["told"]), " as ever"], ["flattened"]),
        ([c.Strong([" told"])], ["coerced"]),
        (["As ", c.Strong(["told "])], ["coerced", "coerced"]),
        ([c.Strong([" told"]), c.Emphasis([" told"])], ["flattened", "coerced"]),
        ([c.Link(["a\n b"], "http://example.com/")], ["coerced"]),
    ],
)
def test_words_that_change_within_a_mark_that_goes_are_a_loss(content: list[c.Inline], kinds: list[str]) -> None:
    document = d.Document(d.Metadata(headlines=[d.Label(TITLE)]), [P([PROSE]), P(content)])
    assert [loss.kind for loss in TEXT.write([document]).losses] == kinds


def test_a_space_that_goes_from_a_mark_into_the_text_behind_it_is_told() -> None:
    marked = c.Strong([c.Quote([" "], '""'), " "])
    document = d.Document(body=[P([marked, "\u3000wide"])])
    laws.check_honest_loss(TEXT, "article", document)
    laws.check_honest_loss(TEXT, "wire", document)


def _tables(depth: int, wrap: Callable[[c.Block], c.Block]) -> c.Block:
    block: c.Block = c.Paragraph(["a | b"])
    for _ in range(depth):
        block = wrap(c.Table([c.Row([c.Cell([block]), c.Cell([c.Paragraph(["c"])])])]))
    return block


@pytest.mark.parametrize(
    "wrap",
    [
        lambda block: block,
        lambda block: c.List([c.ListItem([block])]),
        lambda block: c.BlockQuote([block]),
        lambda block: c.Figure([], [block]),
        lambda block: c.Group([block]),
    ],
    ids=["alone", "list", "quote", "caption", "group"],
)
def test_tables_in_tables_are_their_words(wrap: Callable[[c.Block], c.Block]) -> None:
    sizes = []
    for depth in (1, 2, 10, 20):
        document = d.Document(body=[_tables(depth, wrap)])
        laws.check_laws(TEXT, TEXT.default, document)
        text = TEXT.write([document]).data.decode()
        assert text.count("a \\| b") + text.count("a | b") == 1
        sizes.append(len(text))
    # Each table more is as many characters more; of lists and quotes their marks, of which each is one longer.
    assert sizes[3] - sizes[2] < 2 * (sizes[2] - sizes[1])
