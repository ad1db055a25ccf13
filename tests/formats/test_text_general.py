"""Plain text as people send it: the layouts, their envelopes, and that every line is accounted for."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsdoc
import newsdoc.pipeline
from newsdoc.errors import NewsdocError, ReadError
from newsdoc.formats.base import ReadOptions
from newsdoc.formats.text import (
    build,
    bylines,
    datelines,
    envelopes,
    features,
    general,
    lines,
    reader,
    roles,
    segments,
    sights,
)
from newsdoc.formats.text.weights import TABLE
from newsdoc.model import content as c

if TYPE_CHECKING:
    from newsdoc.formats.text.evidence import Reading

PROSE = (
    "The ferry left the quay at dawn on Monday, with nobody on board but the cat and a crate of apples for the island.",
    "It came back at noon, the harbour master said, and the cat was asleep on the bridge when the crew tied it up.",
    "Nobody has claimed the apples, which stand on the quay in the rain and are said to be of an old and sour kind.",
    "The council will talk about the ferry on Thursday, and about the cat, which has been on board since last winter.",
)
PAGE = [
    "Skip to content",
    "Subscribe",
    "Ferry Leaves the Quay With Nobody on Board but a Cat",
    "By Ada Brandt",
    "March 3, 2025 7:05 AM EST",
    "Share on Facebook",
    "Advertisement",
    *PROSE[:2],
    "Related articles",
    *PROSE[2:],
    "Comments",
    "Sign up for our newsletter",
]


def names(document: newsdoc.Document) -> list[str]:
    """Who is named as creator."""
    return [one.names[0].value for one in document.metadata.creators]


def prose(document: newsdoc.Document) -> list[str]:
    """The paragraphs as text."""
    return ["".join(map(str, block.content)) for block in document.body if isinstance(block, c.Paragraph)]


def test_a_page_is_read_without_what_stands_around_the_article() -> None:
    result = newsdoc.read("\n\n".join(PAGE).encode())
    document = result.document
    assert (result.format, result.version) == ("text", "page")
    assert document.headline == PAGE[2]
    assert names(document) == ["Ada Brandt"]
    assert document.metadata.content_created == "2025-03-03T07:05:00-05:00"
    assert prose(document) == list(PROSE)
    furniture = {loss.value: loss for loss in result.losses if loss.reason == "furniture"}
    assert set(furniture) == {PAGE[0], PAGE[1], PAGE[5], PAGE[6], PAGE[9], PAGE[12], PAGE[13]}
    assert {loss.kind for loss in furniture.values()} == {"dropped"}
    assert furniture["Advertisement"].line == 13


WIRE_7901 = (
    "\x01abc0042 3 i 120  xyz 0045\r\n\r\nIsland/ferry/\r\n\x021ST LEAD\r\nFerry leaves with only a cat on board\r\n"
    "By Ada Brandt, xyz =\r\n\r\nWelm (xyz) - The ferry left the quay at dawn on Monday, with nobody on\r\n"
    "board but the cat and a crate of apples for the island, Müller said.\r\n\r\nIt came back at noon, the harbour "
    "master said, and the cat was asleep\r\non the bridge when the crew tied it up at the old quay again.\r\n\r\n"
    "* * * *\r\nThe following information is not intended for publication\r\n- Editing by: Bo Li\r\n\r\nxyz ab cd\r\n"
    "\x03032205 GMT Okt 25\r\n\x7f\r\n\x7f\x04"
)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_iptc_7901(encoding: str) -> None:
    result = newsdoc.read(WIRE_7901.encode(encoding))
    document, metadata = result.document, result.document.metadata
    assert result.version == "iptc-7901"
    assert document.headline == "Ferry leaves with only a cat on board"
    assert metadata.content_created == "2025-10-03T22:05:00Z"
    assert [one.value for one in metadata.datelines] == ["Welm (xyz) -"]
    assert names(document) == ["Ada Brandt"]
    assert [one.value for one in metadata.sluglines] == ["Island/ferry/"]
    assert prose(document)[0].endswith("for the island, Müller said.")
    assert len(prose(document)) == 2
    assert any("Editing by: Bo Li" in one.value for one in metadata.ed_notes)
    assert {loss.value for loss in result.losses} >= {"3", "i", "120", "1ST LEAD", "xyz ab cd"}


WIRE_ANPA = (
    "\x16\x16\x01W2870\x1fisles\nf l\x13\x11 BC-XX--Ferry-Cat     11-13 0104\n\x02^BC-XX--Ferry-Cat,104<\n"
    "^Ferry leaves with only a cat on board<\n^Eds: With photos.<\n^By ADA BRANDT=\n^Island Press=\n"
    "\t   WELM, Island (IP) _ The ferry left the quay at dawn on Monday, with nobody on board but the cat.\n \n"
    "\t   ``It came back at noon,'' the harbour master said, and the cat was asleep on the bridge by then.\n \n"
    "\t   ^\x03AP-WF-11-13-13 1509GMT<\n\n\x0c\n\x04"
)


def test_anpa_1312() -> None:
    result = newsdoc.read(WIRE_ANPA.encode())
    metadata = result.document.metadata
    assert result.version == "anpa-1312"
    assert result.document.headline == "Ferry leaves with only a cat on board"
    assert metadata.content_created == "2013-11-13T15:09:00Z"
    assert [one.value for one in metadata.datelines] == ["WELM, Island (IP) _"]
    assert names(result.document) == ["ADA BRANDT"]
    assert len(prose(result.document)) == 2


def test_zczc() -> None:
    text = f"ZCZC XXX\r\n%A\r\n#Ferry_1\r\n$Ferry leaves with a cat\r\n:(WELM)\r\n{PROSE[0]}\n\n   {PROSE[1]}\n\r\nNNNN"
    result = newsdoc.read(text.encode())
    assert result.version == "zczc"
    assert result.document.headline == "Ferry leaves with a cat"
    assert [one.value for one in result.document.metadata.datelines] == ["(WELM)"]
    assert prose(result.document) == list(PROSE[:2])


def test_a_mail_and_a_record() -> None:
    mail = f"From: Ada Brandt <ada@example.com>\nTo: desk@example.com\nDate: Tue, 4 Mar 2025 03:08:00 -0500\nSubject: Ferry leaves\n\n{PROSE[0]}\n\n{PROSE[1]}\n\n-- \nAda\n"
    result = newsdoc.read(mail.encode())
    assert (result.version, result.document.headline) == ("email", "Ferry leaves")
    assert result.document.metadata.content_created == "2025-03-04T03:08:00-05:00"
    assert names(result.document) == ["Ada Brandt"]
    assert prose(result.document) == list(PROSE[:2])
    assert [loss.value for loss in result.losses if loss.reason == "signature"] == ["--", "Ada"]
    record = f"Headline: Ferry leaves\nByline: Ada Brandt\nDate: 2025-03-04 03:08\nKeywords: ferries, cats\n\n{PROSE[0]}\n\n{PROSE[1]}"
    result = newsdoc.read(record.encode())
    assert (result.version, result.document.headline) == ("record", "Ferry leaves")
    assert [one.value for one in result.document.metadata.keywords] == ["ferries", "cats"]


def test_a_layout_can_be_named_with_a_slash() -> None:
    data = "\n\n".join(PAGE).encode()
    assert newsdoc.read(data, format="text/page").version == "page"
    assert newsdoc.read(data, format="text/article").version == "article"
    with pytest.raises(ReadError) as caught:
        newsdoc.read(data, format="text/anpa-1312")
    assert caught.value.code == "TX-LAYOUT"
    with pytest.raises(NewsdocError) as refused:
        newsdoc.write(newsdoc.read(data).document, "text/email")
    assert refused.value.code == "READ-ONLY"


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("BERLIN, Sept 9 (dpa) - The ferry left.", "BERLIN", "dpa"),
        ("MEXICO CITY (AP) — The ferry left.", "MEXICO CITY", "AP"),
        ("Tel Aviv/Beirut (dpa) - The ferry left.", "Tel Aviv/Beirut", "dpa"),
        ("AUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ -- The ferry left.", "AUSTIN, Texas", "PRNewswire"),
        ("BUFFALO, N.Y. — The ferry left.", "BUFFALO, N.Y.", None),
        ("NEW DELHI: The ferry left.", "NEW DELHI", None),
        ("OSLO (NTB): The ferry left.", "OSLO", "NTB"),
        ("OSLO/VOSS (NTB-AFP): The ferry left.", "OSLO/VOSS", "NTB-AFP"),
        ("OSLO/RITZAU: The ferry left.", "OSLO", "RITZAU"),
        ("New Delhi: The ferry left.", "New Delhi", None),
        ("New Delhi [India], October 7 (ANI): The ferry left.", "New Delhi", "ANI"),
        ("MOSCOW, June 26. /TASS/. The ferry left.", "MOSCOW", "TASS"),
        ("МОСКВА, 5 ноя - РИА Новости. Паром ушел.", "МОСКВА", "РИА Новости"),
        ("Москва. 5 ноября. ИНТЕРФАКС - Паром ушел.", "Москва", "ИНТЕРФАКС"),
        ("КИЇВ. 5 листопада. УНІАН. Паром пішов.", "КИЇВ", "УНІАН"),
        ("(WELM, MD) – The ferry left.", "WELM, MD", None),
        ("(Welm, Ohio – February 11, 2026) – The ferry left.", "Welm, Ohio", None),
        ("HAMBURG. Die Fähre fuhr.", "HAMBURG", None),
        ("BAD HOMBURG. 5 Fähren fuhren.", "BAD HOMBURG", None),
        ("Halle (Saale) (dpa) - Die Fähre fuhr.", "Halle (Saale)", "dpa"),
        ("MADRID, 5 (EUROPA PRESS) El barco se fue.", "MADRID", "EUROPA PRESS"),
        ("القاهرة (رويترز) - غادرت العبارة.", "القاهرة", "رويترز"),
        ("دمشق، سوريا (CNN) -- غادرت العبارة.", "دمشق، سوريا", "CNN"),
        ("नई दिल्ली (भाषा) - नौका चली गई।", "नई दिल्ली", "भाषा"),
        ("(서울=연합뉴스) 홍길동 기자 = 배가 떠났다.", "서울", "연합뉴스"),
        ("(서울=홍길동) 배가 떠났다.", "서울", None),
        ("新华社北京11月5日电 渡轮离开了。", "北京", "新华社"),
        ("Welm (ots)", "Welm", "ots"),
        ("Budapest, 2025. november 5., szerda (MTI) - A komp elment.", "Budapest", "MTI"),
        ("القاهرة 5 تشرين الثاني (رويترز) - غادرت العبارة.", "القاهرة", "رويترز"),
        ("Welm, XY (Wire.example) Tuesday Nov 28, 2023 @ 8:24 AM America/Welm — The ferry.", "Welm, XY", "Wire.example"),
    ],
)  # fmt: skip
def test_datelines(text: str, place: str, agency: str | None) -> None:
    found = datelines.split(text)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert f"{found.text} {found.rest}".strip() == text


@pytest.mark.parametrize(
    ("text", "place", "agency", "rest"),
    [
        ("AALBORG:Klokken slog.", "AALBORG", None, "Klokken slog."),
        ("【北京=共同】船が出た。", "北京", "共同", "船が出た。"),
        ("【ワシントン共同】船が出た。", "ワシントン", "共同", "船が出た。"),
        ("（東京＝時事）船が出た。", "東京", "時事", "船が出た。"),
        ("[Berlin 共同]船が出た。", "Berlin", "共同", "船が出た。"),
    ],
)
def test_datelines_that_are_glued_to_the_text(text: str, place: str, agency: str | None, rest: str) -> None:
    found = datelines.split(text)
    assert found is not None
    assert (found.place, found.agency, found.rest) == (place, agency, rest)


@pytest.mark.parametrize(
    ("text", "by", "place"),
    [
        ("(서울=연합뉴스) 홍길동 기자 = 배가 떠났다.", "홍길동 기자", "서울"),
        ("新华社北京11月5日电（记者张三）渡轮离开了。", "记者张三", "北京"),
        ("Ada BRANDT/WELM, (DHA)- Feribot gitti.", "Ada BRANDT", "WELM"),
        ("Welm/Kiel (dpa) - Die Fähre fuhr.", None, "Welm/Kiel"),
    ],
)
def test_a_dateline_may_say_who_wrote_it(text: str, by: str | None, place: str) -> None:
    found = datelines.split(text)
    assert found is not None
    assert (found.by, found.place) == (by, place)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry - a cat - left.",
        "On October 15, the ferry left.",
        "Zum Hintergrund: Die Fähre fuhr ab.",
        "x",
        "Bundesrat Frank-Walter sagte nichts.",
        "For Berlin – a ferry.",
        "DEAR ABBY: The ferry left.",
        "UPDATE: The ferry left.",
        "Note: The ferry left.",
        "Note:The ferry left.",
        "Smith (D): The ferry left.",
        "SMITH (D-Ohio): The ferry left.",
        "Nobody. The ferry left.",
        "BREAKING. The ferry left.",
        "WELM ID. SPACE VIZZION CONCEPT",
        "U.S. The ferry left.",
        "العبارة - غادرت.",
        "العبارة (غادرت) - غادرت.",
        "October 7, 2025 / 3:30 PM EDT / CBS News",
        "(x=y) and (y=z)",
        "Ada Brandt (AP)",
        "(ITALPRESS) – The ferry left.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert datelines.split(text) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("By Ada Brandt and Bo Li, Reuters", ["Ada Brandt", "Bo Li", "Reuters"]),
        ("Von Ada Brandt", ["Ada Brandt"]),
        ("Ada Brandt Redakteurin", ["Ada Brandt"]),
        ("By Ada Brandt March 3, 2025 7:05 pm", ["Ada Brandt"]),
        ("Ada Brandt@ada", ["Ada Brandt"]),
        ("Ada Brandt y Bo de la Cruz", ["Ada Brandt", "Bo de la Cruz"]),
        ("by Ada", ["Ada"]),
    ],
)
def test_bylines(text: str, people: list[str]) -> None:
    assert bylines.parse(text).people == people


_LINES = st.lists(
    st.one_of(
        st.sampled_from([*PAGE, "", "Image", "- a", "* * *", "Von Bo Li, dpa", "WELM (AP) — It left.", "© Ada", "3. März 2025", "ZCZC"]),
        st.text(max_size=30),
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip
_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\n\n"])


@given(_LINES, _ENDS)
@example([":", "Related articles"], "\n\n")
@example(["ZCZC"], "\n")
@example(["\u00a0", "a", "\u3000"], "\n")
def test_every_line_is_read_as_something(said: list[str], end: str) -> None:
    try:
        data = end.join(said).encode("utf-8", "replace")
        found = reader.readings(data)
        assert sum(len(one.evidence) for one in found) == len(reader.explain(data))
    except ReadError:
        return
    text = lines.unified(end.join(said).encode("utf-8", "replace").decode().removeprefix("\ufeff"))
    filled = {number for number, line in enumerate(text.split("\n"), 1) if line.strip(lines.SPACES)}
    told = {number for each in found for one in each.evidence for number in range(one.first, one.last + 1)}
    assert filled <= told


def test_options_of_the_reader() -> None:
    data = "\n\n".join(PAGE).encode()
    explained = reader.explain(data)
    assert all(one.confidence is not None and 0 <= one.confidence <= 1 for one in explained)
    assert explained[2].role == "title"
    assert reader.explain(data, ReadOptions(version="page"))[2].role == "title"


def folded(text: str, indent: str) -> str:
    """A paragraph as wires fold it."""
    return textwrap.fill(text, 64, initial_indent=indent)


def test_hard_wrapped_copy_with_indents() -> None:
    text = "\n".join(
        [
            "FERRY LEAVES WITH ONLY A CAT",
            "    By Ada Brandt, Reuters",
            folded(f"WELM, March 26 - {PROSE[0]}", "    "),
            *(folded(one, "    ") for one in PROSE[1:]),
            " Reuter",
        ]
    )
    result = newsdoc.read(text.encode())
    document = result.document
    assert result.version == "wire"
    assert document.headline == "FERRY LEAVES WITH ONLY A CAT"
    assert [one.value for one in document.metadata.datelines] == ["WELM, March 26 -"]
    assert prose(document) == list(PROSE)
    assert document.metadata.content_created is None
    assert [loss.value for loss in result.losses if loss.reason == "end mark"] == ["Reuter"]


def test_wrapped_with_blank_lines_and_bullets() -> None:
    text = "\n".join(
        [
            "Source: Island Ferries",
            "MEDIA RELEASE PR1",
            "Ferry Leaves the Quay With Nobody on Board but a Cat and Apples",
            "",
            "WELM, Island, Feb. 1, 2017 /Wire-Example/ --",
            "",
            *(line for one in PROSE for line in (folded(one, ""), "")),
            "- the cat is well and was seen on the quay on Monday at noon",
            "- the apples are not, and nobody has come to take them away",
        ]
    )
    result = newsdoc.read(text.encode())
    assert result.version == "press-release"
    assert result.document.metadata.content_created == "2017-02-01"
    assert [one.names[0].value for one in result.document.metadata.located] == ["WELM, Island"]
    assert prose(result.document) == list(PROSE)
    assert any(isinstance(block, c.List) and len(block.items) == 2 for block in result.document.body)


def test_a_text_without_blank_lines() -> None:
    text = "\n".join(one for one in PAGE)
    document = newsdoc.read(text.encode()).document
    assert document.headline == PAGE[2]
    assert set(PROSE) <= set(prose(document))


def test_what_stands_below_the_article() -> None:
    below = [
        "© 2025 Island Press. All rights reserved.",
        "Tags: ferries, cats, apples",
        "Correction: An earlier version of this article gave the cat another name.",
        "Share on Facebook",
        "Follow us on Twitter",
        "Comments",
    ]
    above = [
        "Home",
        "Menu",
        PAGE[2],
        "Published March 3, 2025 7:05 AM | Updated March 4, 2025 8:00 AM",
        "1,204 views",
        "Share",
    ]
    result = newsdoc.read(
        "\n\n".join([*above, "Image", "The ferry at the quay.", "Photo: Bo Li", *PROSE, *below]).encode()
    )
    metadata = result.document.metadata
    assert [one.value for one in metadata.keywords] == ["ferries", "cats", "apples"]
    assert [one.value for one in metadata.ed_notes] == [below[2]]
    assert metadata.content_created == "2025-03-03T07:05:00"
    assert metadata.content_modified == "2025-03-04T08:00:00"
    assert prose(result.document) == list(PROSE)


def test_the_reading_is_explained_line_by_line() -> None:
    told = newsdoc.pipeline.explain("\n\n".join(PAGE).encode())
    assert told[0].startswith("read as page (90% sure)")
    assert told[3].startswith("5: title")
    assert "→ metadata.headlines[0]" in told[3]
    assert any("words of advert" in line for line in told)
    assert newsdoc.pipeline.explain(b'{"newsdoc": "1.0"}') == []


@pytest.mark.parametrize(
    ("line", "created", "losses"),
    [
        ("06/11/2025 7:05 AM", "2025-06-11T07:05:00", {"2025-11-06T07:05:00"}),
        ("Nov 6, 2025, 7:05 CST", "2025-11-06T07:05:00", {"CST"}),
        ("Stand: 06.11.2025, 7:05 Uhr", "2025-11-06T07:05:00", set()),
    ],
)
def test_what_a_date_leaves_open_is_reported(line: str, created: str, losses: set[str]) -> None:
    parts = ["Home", "Menu", PAGE[2], "By Ada Brandt", line, "Share on Facebook", *PROSE, "Comments"]
    result = newsdoc.read("\n\n".join(parts).encode())
    assert result.document.metadata.content_created == created
    assert losses <= {loss.value for loss in result.losses if isinstance(loss.value, str)}


def test_a_word_alone_and_a_sentence_alone_are_kept() -> None:
    assert newsdoc.read(b"Ferry").document.headline == "Ferry"
    assert prose(newsdoc.read(b"The ferry left.").document) == ["The ferry left."]


@pytest.mark.parametrize("piece", ["x\n\n", "- a\n", "a: b\n", "By Ada Brandt\n\n", "5 May 2024\n", "(AP) - "])
def test_much_of_anything_has_an_end(piece: str) -> None:
    (found,) = reader.readings((piece * 3000).encode())
    assert found.evidence


@given(
    st.binary(max_size=80),
    st.sampled_from([WIRE_7901.encode(), WIRE_ANPA.encode(), "\n\n".join(PAGE).encode()]),
    st.integers(0, 400),
)
def test_any_bytes_in_the_midst_of_a_text(junk: bytes, whole: bytes, at: int) -> None:
    try:
        found = reader.readings(whole[:at] + junk + whole[at:])
    except ReadError as error:
        assert error.line is not None or error.code == "TOO-LARGE"
        return
    assert all(one.layout for one in found)


def test_of_several_names_those_beside_the_byline_count() -> None:
    parts = [
        "Home",
        "Menu",
        PAGE[2],
        "Bo Li",
        "Welm Harbour",
        "By Ada Brandt",
        "March 3, 2025",
        "Share",
        *PROSE,
        "Comments",
        "Share",
    ]
    assert names(newsdoc.read("\n\n".join(parts).encode()).document)[-1:] == ["Ada Brandt"]


def test_a_name_below_the_body_signs_it() -> None:
    parts = [
        "Home",
        "Menu",
        PAGE[2],
        "March 3, 2025",
        "Share",
        *PROSE,
        "Daniel Brandt",
        "Comments",
        "Subscribe",
        "Share",
    ]
    assert names(newsdoc.read("\n\n".join(parts).encode()).document) == ["Daniel Brandt"]


def built(*rows: tuple[str, str], envelope: envelopes.Envelope | None = None) -> Reading:
    """What becomes of parts whose states are given: the states, and the text of each."""
    parts, _ = segments.split([(2 * at + 1, text) for at, (_, text) in enumerate(rows)])
    seen = features.see([(part.text, None if part.block is None else part.block.type) for part in parts])
    return build.Build(parts, seen.keys, [state for state, _ in rows], envelope, lambda: "en").run([0.5] * len(parts))


@pytest.mark.parametrize(
    ("rows", "who"),
    [
        # Among the first paragraphs, of which the first may be the standfirst.
        (
            [("title", "Ferry Leaves"), ("p", PROSE[0]), ("fb", "von Ada Brandt, WELM RADIO"), ("p", PROSE[1])],
            ["Ada Brandt"],
        ),
        ([("title", "Ferry Leaves"), ("p", PROSE[0]), ("p", PROSE[1]), ("p", PROSE[0]), ("fb", "von Ada Brandt")], []),
        # Below a line that says nothing else.
        ([("title", "Ferry Leaves"), ("fh", "Author:"), ("fh", "The Welm Desk"), ("p", PROSE[0])], ["The Welm Desk"]),
        # Beside a date, whatever that was read as, with or without what the person is.
        (
            [("title", "Ferry"), ("fh", "Anna Brandt"), ("fh", "Welm - 15 oct 2024 - 08:22"), ("p", PROSE[0])],
            ["Anna Brandt"],
        ),
        (
            [("title", "X"), ("fh", "Zoelm Brandt Parliamentary editor"), ("date", "21 May 2025"), ("p", PROSE[0])],
            ["Zoelm Brandt"],
        ),
        ([("title", "X"), ("fh", "Ferry Leaves Old Quay"), ("date", "21 May 2025"), ("p", PROSE[0])], []),
        (
            [("title", "X"), ("fh", "Anna Brandt og Maria Solm"), ("date", "21 May 2025"), ("p", PROSE[0])],
            ["Anna Brandt", "Maria Solm"],
        ),
        # With a handle, or right before a date; and how long it takes to read is none of it.
        ([("title", "X"), ("p", PROSE[0]), ("h", "Zoelm Brandt @zoelmb"), ("p", PROSE[1])], ["Zoelm Brandt"]),
        (
            [("title", "X"), ("fh", "Zoelm Brandt@zoelmb"), ("byline", "Trading Welm"), ("p", PROSE[0])],
            ["Zoelm Brandt"],
        ),
        (
            [("title", "X"), ("fh", "Zoelm Brandt"), ("fh", "Welm - 29/05/2025 20:00"), ("p", PROSE[0])],
            ["Zoelm Brandt"],
        ),
        (
            [("title", "X"), ("fh", "Zoelm Brandt 2 minutes read"), ("date", "21 May 2025"), ("p", PROSE[0])],
            ["Zoelm Brandt"],
        ),
        ([("title", "X"), ("byline", "« Back | Next »"), ("p", PROSE[0])], []),
        # An agency alone; and who took the picture is no author where there is one.
        ([("title", "Ferry Leaves"), ("fh", "REUTERS"), ("fh", "Home"), ("p", PROSE[0])], ["REUTERS"]),
        ([("title", "X"), ("byline", "Photo: Bo Li"), ("byline", "By Ada Brandt"), ("p", PROSE[0])], ["Ada Brandt"]),
        ([("title", "X"), ("byline", "Bo Li"), ("byline", "By Ada Brandt"), ("p", PROSE[0])], ["Ada Brandt"]),
        (
            [
                ("title", "X"),
                ("date", "27. Januar 2026 • Anna Brandt • 3 Minuten"),
                ("byline", "Bo Li und Uta Solm | Bildquelle: Welm"),
                ("p", PROSE[0]),
            ],
            ["Anna Brandt"],
        ),
        # What says so, or begins with a given name, is better than what only looks like a name.
        (
            [("title", "X"), ("byline", "Deal Watch"), ("date", "By ANNA BRANDT JULY 29, 2016"), ("p", PROSE[0])],
            ["ANNA BRANDT"],
        ),
        (
            [("title", "X"), ("fh", "Old Quay"), ("date", "By ANNA BRANDT JULY 29, 2016"), ("p", PROSE[0])],
            ["ANNA BRANDT"],
        ),
        (
            [("title", "X"), ("byline", "Old Quay"), ("fh", "Anna Brandt, Bo Li (reporter)"), ("p", PROSE[0])],
            ["Anna Brandt", "Bo Li"],
        ),
        (
            [("fh", "GROWING A BUSINESS"), ("title", "X"), ("fh", "Pin"), ("fh", "Anna Brandt"), ("p", PROSE[0])],
            ["Anna Brandt"],
        ),
        # Behind a sign; right before a date, also below what was read as text; below a line that ends so.
        (
            [("title", "X"), ("p", "Old Quay, News | Published: 5 hours ago | Written by Bo Li"), ("p", PROSE[0])],
            ["Bo Li"],
        ),
        (
            [
                ("title", "X"),
                *[("p", one) for one in PROSE * 2],
                ("fb", "Anna Brandt"),
                ("fb", "30. Juni 2025"),
                ("p", PROSE[0]),
            ],
            ["Anna Brandt"],
        ),
        ([("title", "X"), ("p", PROSE[0]), ("ft", "Written on Mar 17 by"), ("ft", "Bo Li")], ["Bo Li"]),
        # A line with a name and a day without its year goes on with the bylines above it.
        (
            [("title", "X"), ("byline", "By Bo Li"), ("date", "Anna Brandt 8 May, 17:46"), ("p", PROSE[0])],
            ["Bo Li", "Anna Brandt"],
        ),
        # A list of a line each, of which one was read as a byline.
        (
            [
                ("title", "X"),
                ("fh", "By"),
                ("fh", "Ada Welm0,"),
                ("byline", "Bo Li,"),
                ("fh", "Uta Solm &"),
                ("fh", "…"),
                ("fh", "Anna Brandt"),
                ("fh", "Show authors"),
                ("p", PROSE[0]),
            ],
            ["Ada Welm", "Bo Li", "Uta Solm", "Anna Brandt"],
        ),
        # Names that are written without spaces; the name of a site in a date line.
        ([("title", "X"), ("fh", "山本一"), ("fh", "国際"), ("p", PROSE[0])], ["山本一"]),
        ([("title", "X"), ("fh", "김철수 기자"), ("fh", "x"), ("p", PROSE[0])], ["김철수"]),
        ([("title", "X"), ("date", "WelmKurier October 06, 2018"), ("p", PROSE[0])], ["WelmKurier"]),
        ([("title", "X"), ("date", "15.04.2026 - 15:48 UhrLesedauer"), ("p", PROSE[0])], []),
        # Below a title; what begins so may be another title.
        ([("title", "X"), ("fh", "Oleh: Budi Brandt"), ("p", PROSE[0])], ["Budi Brandt"]),
        ([("title", "X"), ("fh", "Interview: Anna Brandt"), ("p", PROSE[0])], ["Anna Brandt"]),
        ([("title", "X"), ("fh", "Interview: How It Went"), ("p", PROSE[0])], []),
        ([("title", "X"), ("fh", "(dpa)"), ("p", PROSE[0])], ["dpa"]),
        ([("title", "X"), ("list", "- ADA S. BRANDT"), ("p", PROSE[0])], ["ADA S. BRANDT"]),
        ([("title", "X"), ("list", "- one cat"), ("p", PROSE[0])], []),
        # What is nobody: buttons, an archive's picture, a dateline, who said what is quoted above.
        ([("title", "X"), ("byline", "SHARE THIS ARTICLE"), ("p", PROSE[0])], []),
        ([("title", "X"), ("byline", "Short Url"), ("p", PROSE[0])], []),
        ([("title", "X"), ("byline", "FILE - Welm Harbour Patrol Boat"), ("p", PROSE[0])], []),
        ([("title", "X"), ("byline", "NEW WELM, Fla.–(BUSINESS WIRE)–"), ("p", PROSE[0])], []),
        ([("title", "X"), ("summary", "“Cats keep a quay alive.”"), ("byline", "– Ada Brandt"), ("p", PROSE[0])], []),
    ],
)
def test_who_wrote_it(rows: list[tuple[str, str]], who: list[str]) -> None:
    assert names(built(*rows).document) == who


def test_what_each_state_becomes() -> None:
    found = built(
        ("f0", "Home"),
        ("title", PAGE[2]),
        ("summary", "Nobody was hurt."),
        ("byline", "By Ada Brandt"),
        ("byline", "Bo Li"),
        ("byline", "By Ada Brandt"),
        ("date", "Posted March 3, 2025 by the desk 12 views"),
        ("repeat", PAGE[2].upper()),
        ("repeat", "Another"),
        ("caption", "Image"),
        ("caption", "The ferry at the quay."),
        ("caption", "Photo: Bo Li"),
        ("p", PROSE[0]),
        ("h", "A cat"),
        ("h", "## Apples"),
        ("summary", "- a"),
        ("cb", "* b"),
        ("cb", "The cat."),
        ("cb", "The apples."),
        ("list", "1) one"),
        ("date", "- c"),
        ("date", "Nothing of a date"),
        ("date", "10:35 AM"),
        ("p", PROSE[1]),
        ("ft", "Topics: ferries, cats"),
        ("ft", "Correction: the cat is called otherwise."),
        ("ft", "###"),
        ("ft", "- d"),
        ("dt", "Updated March 4, 2025 8:00 AM"),
    )
    document, metadata = found.document, found.document.metadata
    assert [one.value for one in metadata.descriptions] == ["Nobody was hurt."]
    assert [one.value for one in metadata.bylines] == ["By Ada Brandt", "Bo Li"]
    assert (metadata.content_created, metadata.content_modified) == ("2025-03-03", "2025-03-04T08:00:00")
    assert metadata.user_interactions[0].interactions == 12
    assert [type(block) for block in document.body] == [
        c.Figure, c.Paragraph, c.Heading, c.Heading, c.List, c.Figure, c.Figure, c.List, c.Paragraph,
    ]  # fmt: skip
    first = document.body[0]
    assert isinstance(first, c.Figure)
    assert (first.caption, first.credit) == ([c.Paragraph(["The ferry at the quay."])], ["Photo: Bo Li"])
    assert [one.value for one in metadata.keywords] == ["ferries", "cats"]
    roles = [one.role for one in found.evidence]
    assert roles.count("furniture") == 7
    assert {"note", "tags", "title-repeat", "credit", "caption", "end-mark", "heading"} <= set(roles)
    assert {loss.reason for loss in found.losses.items} >= {"the title again", "a time without a date", "end mark"}


@pytest.mark.parametrize(
    ("rows", "created", "place"),
    [
        ([("title", "A title"), ("fh", "WELM, Sept 9, 2024 (AP) —"), ("p", PROSE[0])], "2024-09-09", "WELM"),
        ([("title", "A title"), ("p", PROSE[0]), ("p", f"WELM, Sept 9, 2024 (AP) — {PROSE[1]}")], "2024-09-09", "WELM"),
        ([("title", "A title"), ("p", f"WELM: {PROSE[0]}"), ("p", f"BO LI: {PROSE[1]}"), ("p", f"ADA: {PROSE[1]}")], None, None),
        ([("title", "A title"), ("fh", "9 Sept 2024 online"), ("p", PROSE[0])], "2024-09-09", None),
        ([("title", "A title"), ("fh", "10:35"), ("fh", "9 cats"), ("p", PROSE[0])], None, None),
    ],
)  # fmt: skip
def test_datelines_and_dates_in_odd_places(rows: list[tuple[str, str]], created: str | None, place: str | None) -> None:
    metadata = built(*rows).document.metadata
    assert metadata.content_created == created
    assert [one.names[0].value for one in metadata.located] == ([place] if place else [])


def test_a_dateline_of_a_release_stands_below_its_title() -> None:
    text = f"11.02.2026 – 09:00\n\nStadt Welm\n\nFerry leaves with a cat\n\nWelm (ots)\n\n{PROSE[0]}\n\n{PROSE[1]}\n"
    document = newsdoc.read(text.encode()).document
    assert document.headline == "Ferry leaves with a cat"
    assert [one.value for one in document.metadata.datelines] == ["Welm (ots)"]
    assert [one.names[0].value for one in document.metadata.located] == ["Welm"]


def test_the_zone_of_a_release_is_nobody() -> None:
    text = f"February 11, 2026 09:00 AM Eastern Standard Time\n\nFerry leaves with a cat\n\nWELM, Ohio--(BUSINESS WIRE)--{PROSE[0]}\n\n{PROSE[1]}\n"
    metadata = newsdoc.read(text.encode()).document.metadata
    assert (metadata.content_created, metadata.bylines) == ("2026-02-11T09:00:00-05:00", [])


@pytest.mark.parametrize("state", ["caption", "p"])
def test_the_caption_of_an_agency_is_no_lead(state: str) -> None:
    caption = "Welm, Feb 15 (ANI): The ferry leaves the quay of Welm in the rain on Wednesday with nobody on board. (ANI Photo/BL)"
    metadata = built(("title", "A title"), (state, caption), ("p", PROSE[0])).document.metadata
    assert metadata.datelines == []


def test_who_wrote_it_may_stand_in_the_dateline() -> None:
    rows = [("title", "A title"), ("p", f"(서울=연합뉴스) 홍길동 기자 = {PROSE[0]}"), ("p", PROSE[1])]
    document = built(*rows).document
    assert [one.value for one in document.metadata.bylines] == ["홍길동 기자"]
    assert prose(document)[0] == PROSE[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("title", "A title"), ("fh", "By Ada Brandt"), ("p", PROSE[0])], ["Ada Brandt"]),
        ([("fh", "Daniel Brandt"), ("title", "A title"), ("p", PROSE[0])], ["Daniel Brandt"]),
        ([("title", "A title"), ("fh", "x"), ("fh", "Daniel Brandt"), ("fh", "y"), ("p", PROSE[0])], ["Daniel Brandt"]),
        ([("title", "A title"), ("p", PROSE[0]), ("ft", "Daniel Brandt")], ["Daniel Brandt"]),
        ([("title", "A title"), ("byline", "The Desk"), ("p", PROSE[0])], ["The Desk"]),
        ([("title", "A title"), ("byline", "mbl.example"), ("p", PROSE[0])], ["mbl.example"]),
        ([("b0", "By Ada Brandt"), ("title", "A title"), ("byline", "By Bo Li"), ("p", PROSE[0])], ["Bo Li"]),
        ([("title", "A title"), ("byline", "AP"), ("date", "May 5 2024 by Ada Brandt"), ("p", PROSE[0])], ["AP"]),
        ([("title", "A title"), ("date", "May 5 2024 | Ada Brandt, Reporter"), ("p", PROSE[0])], ["Ada Brandt"]),
    ],
)
def test_bylines_in_odd_places(rows: list[tuple[str, str]], said: list[str]) -> None:
    assert names(built(*rows).document) == said


@pytest.mark.parametrize(
    ("text", "people", "roles"),
    [
        ("Ada Brandt, Reporter", ["Ada Brandt"], ["Reporter"]),
        ("Ada Brandt Parliamentary editor", ["Ada Brandt"], ["Parliamentary ditor"]),
        ("Ada Brandt Ada Brandt", ["Ada Brandt"], []),
        ("Ada Brandt AP", ["Ada Brandt", "AP"], []),
        ("By someone else", ["someone else"], ["someone else"]),
        ("渡辺洋介記者", ["渡辺洋介"], []),
        ("‘A Play’ Opens", [], ["‘A Play’ Opens"]),
        ("Von Ada Brandt und Bo Li, dpa", ["Ada Brandt", "Bo Li", "dpa"], []),
        (
            "Birgit Brandt Anna Maria Welm Jan Michael Solm",
            ["Birgit Brandt", "Anna Maria Welm", "Jan Michael Solm"],
            [],
        ),
        ("Email Ada Brandt", ["Ada Brandt"], []),
        ("Marcus De BrandtView More Articles", ["Marcus De Brandt"], [""]),
        ("by Ada Brandt — November 18, 2019", ["Ada Brandt"], []),
        ("Ein Bericht von Ada Brandt", ["Ada Brandt"], []),
        ("Von Christoph von Brandt", ["Christoph von Brandt"], []),
        ("By Ada Brandt By Bo Li", ["Ada Brandt", "Bo Li"], []),
        ("Published by: Ada Brandt", ["Ada Brandt"], []),
        ("Text: Ada Brandt Foto: Bo Li", ["Ada Brandt"], []),
        ("Words by Ada Brandt Photography by Bo Li", ["Ada Brandt"], []),
        ("Opinion Anna Brandt", ["Anna Brandt"], []),
        ("Anna Brandt, New York", ["Anna Brandt"], []),
        ("Ada Brandt 5 hours ago", ["Ada Brandt"], []),
        ("Ada Brandt vor 5 Stunden", ["Ada Brandt"], []),
        ("By ADA BRANDT of the Welm Press Staff", ["ADA BRANDT"], ["of the Welm Press Staff"]),
        # Who signs together; beside people it is where they work.
        ("Welm Horseman Editorial Staff", ["Welm Horseman Editorial Staff"], []),
        ("Von BR99 Redaktion", ["BR99 Redaktion"], []),
        ("New Delhi, Welm News Bureau | Updated: 19 November 2019", ["Welm News Bureau"], []),
        ("By Anna Brandt and Bo Li | Welm Bureau", ["Anna Brandt", "Bo Li"], []),
        ("welmsport.example.de", ["welmsport.example.de"], []),
        # The words before a name in other languages, or with a colon; whose correspondent somebody is.
        ("Words: Ada Brandt", ["Ada Brandt"], []),
        ("Interview: Ada Brandt", ["Ada Brandt"], []),
        ("Reporting by Ada Brandt", ["Ada Brandt"], []),
        ("Oleh: Budi Brandt", ["Budi Brandt"], []),
        ("Írta: Brandt Ada", ["Brandt Ada"], []),
        ("oprac. Ada Brandt", ["Ada Brandt"], []),
        ("記者 山本一", ["山本一"], []),
        ("文/王小明", ["王小明"], []),
        ("كتب: محمد علي", ["محمد علي"], ["محمد علي"]),
        ("Von unserem Korrespondenten Ada Brandt", ["Ada Brandt"], []),
        ("dal nostro inviato Ada Brandt", ["Ada Brandt"], []),
        ("Our Present Financial Ruin", ["Our Present Financial Ruin"], []),
        # What stands behind a name, and is none.
        ("March 3, 2025 By Ada Brandt Leave a Comment", ["Ada Brandt"], []),
        ("March 3, 2025 09:00 AM Eastern Standard Time", [], []),
        ("Juan García. Madrid", ["Juan García"], ["Madrid"]),
    ],
)
def test_what_bylines_say(text: str, people: list[str], roles: list[str]) -> None:
    found = bylines.parse(text)
    assert found.people == people
    assert len(found.roles) == len(roles)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("By Ada Brandt, Reuters", ["Ada Brandt"]),
        ("By Ada Brandt and Bo Li, Reuters", ["Ada Brandt", "Bo Li"]),
        ("Ada Brandt Associated Press", ["Ada Brandt"]),
        ("Ada Brandt, Bo Li, dpa", ["Ada Brandt", "Bo Li", "dpa"]),
        ("Von Ada Brandt und SDA", ["Ada Brandt", "SDA"]),
        ("Von Reuters, Ada Brandt", ["Reuters", "Ada Brandt"]),
        ("AFP/dpa", ["AFP", "dpa"]),
        # An outlet behind a sign or a comma is whom one works for; so is an agency behind a word for with.
        ("Ada Brandt | Welm Courier", ["Ada Brandt"]),
        ("Ada Brandt / Welm Press", ["Ada Brandt"]),
        ("Ada Brandt - La Notizia", ["Ada Brandt"]),
        ("Par Ada Brandt avec AFP", ["Ada Brandt"]),
        ("Ada Brandt (mit dpa)", ["Ada Brandt"]),
        ("By Anna Brandt and Bo Press", ["Anna Brandt", "Bo Press"]),
    ],
)
def test_an_agency_is_an_author_or_whom_one_works_for(text: str, authors: list[str]) -> None:
    found = bylines.parse(text)
    assert found.authors == authors
    document = built(("title", "X"), ("byline", text), ("p", PROSE[0])).document
    assert names(document) == authors
    assert [one.names[0].value for one in document.metadata.info_sources] == found.employers


RECORD_HASHED = (
    "zczc\r\nAN#1\r\nKN#Island Bites\r\nPD#06 June 2016 14:00:00\r\nBY#\r\nTI#Ferry leaves\r\nAB#With a cat.\r\nTX#\r\n"
)


@pytest.mark.parametrize(
    ("text", "layout", "headline", "created"),
    [
        (RECORD_HASHED + PROSE[0], "zczc", "Ferry leaves", "2016-06-06T14:00:00"),
        (f"abc00075 3 i 510    xyz 1003\n\n/ferry/cat/\n2ND LEAD\nFerry leaves\nBy Ada Brandt, xyz  =\n \n{PROSE[0]}\n\n101137 GMT Dez 18\n", "iptc-7901", "Ferry leaves", "2018-12-10T11:37:00Z"),
        (f"\x05\x05C T\n\x16\x16\x01f1\x1freute\nr f BC-ferry   03-26 0104\n\x02FERRY LEAVES\n    WELM, March 26 - {PROSE[0]}\n Reuter\n\x03", "page", None, None),
        (f"\x05\x05C T\n\x16\x16\x01f2765\x1freute\nr f BC-ferry   03-26 0104\n\x02FERRY LEAVES\n    WELM, March 26 - {PROSE[0]}\n Reuter\n\x03", "anpa-1312", "FERRY LEAVES", None),
        (f"\x01a0105XYZ\x1fkoko-\nu s\x14\x12 BC-Ferry   09-12 0344\n\x02BC-Ferry\nFerry leaves+\n     WELM, Dec. 9 Kyodo - {PROSE[0]}\n==Kyodo\n\x03KWS-21:37-09-12-18\x04", "anpa-1312", "Ferry leaves", "2018-12-09T21:37:00"),
        (f"• Ferry leaves\n  Link: https://a.example/b\n  Published: Mon, 30 Jun 2025 03:24:00 GMT\n  Author: Ada Brandt\n\n  {PROSE[0]}", "record", "Ferry leaves", "2025-06-30T03:24:00+00:00"),
        (f"Title: Ferry leaves\nTitle: With a cat\nDate: some day\nSource: Island\nLocation: Welm\nCredit: Desk\nUpdated: 2025-01-02\nText: {PROSE[0]}\n{PROSE[1]}", "record", "Ferry leaves", None),
        (f"De : Port <port@welm.example>\nEnvoyé : lundi 3 mars 2025 08:42\nÀ : Ada\nObjet : TR: La barque part\n\n{PROSE[0]}", "email", "La barque part", "2025-03-03T08:42:00"),
        (f"De: Puerto\nEnviado el: lunes, 3 de marzo de 2025 08:42\nPara: Ada\nAsunto: RV: La barca sale\n\n{PROSE[0]}", "email", "La barca sale", "2025-03-03T08:42:00"),
        (f"Von: Hafen\nGesendet: Montag, 3. März 2025 08:42\nAn: Ada\nBetreff: WG: AW: Die Fähre\n\n{PROSE[0]}", "email", "Die Fähre", "2025-03-03T08:42:00"),
        (f"---------- Forwarded message ---------\nFrom: Port <p@welm.example>\nDate: Mon, Mar 3, 2025 at 8:42 AM\nSubject: Ferry leaves\nTo: <a@b.example>\n\n{PROSE[0]}", "email", "Ferry leaves", "2025-03-03T08:42:00"),
        (f"Anfang der weitergeleiteten Nachricht:\n\nVon: Hafen\nDatum: 3. März 2025\nBetreff: Die Fähre\n\n{PROSE[0]}", "email", "Die Fähre", "2025-03-03"),
        (f"From: p@welm.example (Ada Brandt)\nNewsgroups: welm.port\nSubject: Re: Ferry leaves\nDate: 3 Mar 2025 08:42:17 GMT\nLines: 12\nMessage-ID: <a@b>\n\n{PROSE[0]}", "email", "Ferry leaves", "2025-03-03T08:42:17+00:00"),
        (f"HD Ferry\n   leaves\nBY By Ada Brandt\nWC 120 words\nPD 3 March 2025\nSN The Welm Post\nLA English\n\nLP\n{PROSE[0]}\n\nTD\nTD is what the cat is called, and {PROSE[1]}\n\nNS gcat : General News\nAN Document WELM1", "record", "Ferry leaves", "2025-03-03"),
        (f"1 of 12 DOCUMENTS\n\nThe Welm Post\n\nMarch 3, 2025 Monday\n\nFerry leaves\n\nBYLINE: Ada Brandt\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 120 words\n\n{PROSE[0]}\n\n{PROSE[1]}\n\nLOAD-DATE: March 4, 2025\n\nLANGUAGE: ENGLISH\n", "record", "Ferry leaves", "2025-03-03"),
        (f"2 of 12 DOCUMENTS\n\nThe Welm Post\n\n3 March 2025\n\nLENGTH: 120 words\n\nHEADLINE: Ferry leaves\n\nBODY:\n{PROSE[0]}", "record", "Ferry leaves", "2025-03-03"),
        (f"Subject: Ferry\n leaves\nFrom: ada@example.com\nDate: 2025-01-02, by post\n\n{PROSE[0]}", "email", "Ferry leaves", "2025-01-02"),
    ],
)  # fmt: skip
def test_envelopes(text: str, layout: str, headline: str | None, created: str | None) -> None:
    if layout == "page":
        with pytest.raises(ReadError):
            newsdoc.read(text.encode())
        return
    result = newsdoc.read(text.encode())
    assert (result.version, result.document.headline) == (layout, headline)
    assert result.document.metadata.content_created == created
    assert PROSE[0] in prose(result.document)[0]


@pytest.mark.parametrize(
    "head",
    [
        "---\nlayout: post\n---",
        "---\ntitle: Ferry\nIt left.\n---",
        "HD Video\nPD Radio",
        "3 of 4 boats",
        "Message original:",
    ],
)
def test_what_is_no_envelope(head: str) -> None:
    assert newsdoc.read("\n\n".join([head, *PROSE]).encode(), format="text").version == "page"


def test_front_matter_of_what_is_called_text() -> None:
    head = "---\ntitle: \"Ferry leaves\"\nauthor: 'Ada Brandt'\ndate: 2025-03-03\nlayout: post\ntags: [cat, apples]\ntopics:\n  - quay\n---"
    result = newsdoc.read("\n\n".join([head, *PROSE]).encode(), format="text")
    assert (result.version, result.document.headline, names(result.document)) == (
        "record",
        "Ferry leaves",
        ["Ada Brandt"],
    )
    assert [one.value for one in result.document.metadata.keywords] == ["cat", "apples", "quay"]
    assert prose(result.document) == list(PROSE)
    assert {loss.reason for loss in result.losses} == {
        "layout of the header",
        "the names of the header's fields",
        "the frame of the text",
    }


def test_what_exports_say_besides() -> None:
    text = f"HD Ferry\nBY Ada Brandt\nWC 12 words\nPD 3 March 2025\nSN Welm Post\nLP\n{PROSE[0]}\nTD\n\n{PROSE[1]}\n\nNS gcat : News\nAN Document W1"
    result = newsdoc.read(text.encode())
    assert prose(result.document) == [*PROSE[:2]]
    assert [one.names[0].value for one in result.document.metadata.info_sources] == ["Welm Post"]
    lost = {
        "word count of the header",
        "the names of the header's fields",
        "codes below the text",
        "the frame of the text",
    }
    assert {loss.reason for loss in result.losses} == lost


def test_blank_lines_without_number_change_only_the_numbers_of_lines() -> None:
    text = "\n\n".join(PAGE)
    (plain,) = reader.readings(text.encode(), explained=True)
    (far,) = reader.readings(("\n" * 20_000 + text.replace("\n\n", " \n\n\n\n")).encode(), explained=True)
    assert far.document == plain.document
    assert [(one.role, one.path) for one in far.evidence] == [(one.role, one.path) for one in plain.evidence]
    assert [one.first for one in far.evidence] == [20_001 + 4 * number for number in range(len(PAGE))]


def test_too_many_lines_are_refused_at_the_first_beyond() -> None:
    for between in ("\n", "\n \n"):
        with pytest.raises(ReadError) as caught:
            general.parse(f"x{between}" * (lines.MOST_LINES + 10))
        assert (caught.value.code, caught.value.line) == ("LIMIT-NODES", (lines.MOST_LINES) * between.count("\n") + 1)
    assert lines.refuse_many("\n" * (lines.MOST_LINES + 1) + "x") is None  # type: ignore[func-returns-value]


def test_what_no_document_may_have_is_refused_in_any_text() -> None:
    for bad, code in (
        ("\ud800", "CHAR-SURROGATE"),
        ("\x07", "CHAR-FORBIDDEN"),
        ("e" + "\u0301" * 40, "LIMIT-COMBINING"),
    ):
        with pytest.raises(ReadError) as caught:
            general.parse(f"A Title\n\n{PROSE[0]} {bad}")
        assert caught.value.code == code


@given(
    st.lists(st.lists(st.sampled_from(["title", "date", "prose", "more", "none"])), min_size=1, max_size=4),
    st.booleans(),
)
def test_the_reading_is_the_chain_that_is_worth_most(parts: list[list[str]], titled: bool) -> None:
    own: dict[str, dict[str, int]] = {
        "title": {"title": 90},
        "date": {"date": 80, "p": -20},
        "prose": {"p": 70},
        "more": {"ft": 60},
    }
    table: dict[str, Any] = {
        "features": {name: " ".join(str(row.get(state, -5)) for state in roles.STATES) for name, row in own.items()},
        "moves": {
            left: {right: 3 * len(left) - 2 * len(right) for right in rights} for left, rights in roles.FOLLOW.items()
        },
    }
    model = roles.Model(table)

    worths = model.worths(parts)

    def worth(chain: tuple[str, ...]) -> int:
        total = 0
        for before, state, row in zip(("title" if titled else "start", *chain), chain, worths, strict=False):
            total += table["moves"][before][state] + row[roles.STATES.index(state)]
        return total

    chains: list[tuple[str, ...]] = [()]
    for _ in parts:
        follow = [(one, roles.FOLLOW[one[-1] if one else "title" if titled else "start"]) for one in chains]
        chains = [(*one, state) for one, states in follow for state in states]
    assert worth(tuple(model.read(parts, titled=titled))) == max(map(worth, chains))


@pytest.mark.parametrize(
    ("line", "created"),
    [
        ("The crew of the ferry at the old quay, 24 April 2023", None),
        ("Last updated by the desk at the old quay, 24 April 2023", "2023-04-24"),
        ("Ada Brandt, Welm Gazette Staff Writer, Politics, 24 April 2023", "2023-04-24"),
        ("Welm, 24 April 2023", "2023-04-24"),
    ],
)
def test_the_day_at_the_end_of_a_caption_is_not_that_of_the_article(line: str, created: str | None) -> None:
    found = built(("title", "Ferry Leaves"), ("date", line), ("p", PROSE[0]))
    metadata = found.document.metadata
    assert (metadata.content_created or metadata.content_modified) == created
    assert (found.evidence[1].role == "caption") == (created is None)


def test_short_lines_that_end_sentences_are_paragraphs() -> None:
    said = [
        "– The cat was on the bridge all night, says the harbour master of the island.",
        "It was on Thursday that the ferry left the quay without a crew.",
        "Nobody has claimed the apples which stand on the quay in the rain.",
        "– We have looked for the owner of the crate since then, he adds.",
        "The council is said to talk about it on Friday, says the mayor.",
    ]
    assert prose(newsdoc.read("\n".join(said).encode()).document) == said


def test_a_title_said_again_in_the_next_line() -> None:
    text = "\n".join([PAGE[2], PAGE[2], "", *(line for one in PROSE for line in (one, "")), *PAGE[-2:]])
    result = newsdoc.read(text.encode())
    assert result.version == "page"
    assert result.document.headline == PAGE[2]
    assert prose(result.document) == list(PROSE)


def test_a_page_with_a_date_and_a_notice_is_not_the_layout_that_newsdoc_writes() -> None:
    notice = "Copyright 2025 Island Ferries. To see more of the ferries, visit the quay of the island on a Monday."
    whole = "\n\n".join([PAGE[2], "March 3, 2025", *PROSE])
    assert newsdoc.read(whole.encode()).version == "article"
    assert newsdoc.read(f"{whole}\n\n{notice}\n".encode()).version == "page"


@pytest.mark.parametrize(
    ("more", "sign"),
    [("Read more", ":"), ("Lees ook", ":"), ("Lesen Sie auch", ":"), ("Leia mais", ":"), ("À lire aussi", " :")],
)
def test_more_to_read_in_the_midst_of_the_text(more: str, sign: str) -> None:
    text = "\n\n".join([*PAGE[:9], f"{more}{sign} What the apples on the quay mean", *PROSE[2:], *PAGE[-2:]])
    assert prose(newsdoc.read(text.encode()).document) == list(PROSE)


def test_lines_of_the_head_that_no_blank_line_keeps_apart() -> None:
    head = f"{PAGE[2]}\nThe council will talk about it\n\nBy Ada Brandt\nMarch 3, 2025 7:05 AM EST\n\nShare\nPrint"
    document = newsdoc.read("\n\n".join([head, *PROSE]).encode()).document
    assert document.headline == PAGE[2]
    assert names(document) == ["Ada Brandt"]
    assert str(document.metadata.content_created) == "2025-03-03T07:05:00-05:00"
    assert prose(document) == list(PROSE)


RELEASE = "PRESS RELEASE\n\n{}\n\nFerry Leaves the Quay\n\nWELM, 3 March 2025 – {}\n\nKey facts:\n• one cat\n• 12 apples\n\n-ENDS-"


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Embargoed until 00:01 GMT, Wednesday 6 March 2024", "2024-03-06T00:01:00+00:00"),
        ("EMBARGO: 6 March 2024 00.01", "2024-03-06T00:01:00"),
        ("NOT FOR RELEASE BEFORE 12:01 A.M. EST, MARCH 6, 2024", "2024-03-06T00:01:00-05:00"),
        ("Sperrfrist: Mittwoch, 6. März 2024, 10:00 Uhr", "2024-03-06T10:00:00"),
        ("Sous embargo jusqu'au 6 mars 2024 à 18h00", "2024-03-06T18:00:00"),
        ("Embargado hasta el 6 de marzo de 2024 a las 00:01 h", "2024-03-06T00:01:00"),
        ("Onder embargo tot woensdag 6 maart 2024, 12.00 uur", "2024-03-06T12:00:00"),
        ("Strictly embargoed until further notice", ""),
    ],
)
def test_an_embargo_is_no_furniture(line: str, until: str) -> None:
    text = RELEASE.format(line, PROSE[0])
    document = newsdoc.read(text.encode()).document
    assert document.metadata.embargoed == until
    assert [one.value for one in document.metadata.ed_notes] == [line]
    assert document.metadata.content_created == "2025-03-03"
    with pytest.raises(newsdoc.LossError):
        newsdoc.convert(text.encode(), "text", format="text")


@pytest.mark.parametrize(
    "line", ["Embargo on apples is lifted", "Hold for the cat", "The embargo: what it means for apples"]
)
def test_what_is_no_embargo(line: str) -> None:
    document = newsdoc.read("\n\n".join([line, *PROSE]).encode()).document
    assert document.metadata.embargoed is None
    assert document.headline == line


def test_what_a_release_has_besides() -> None:
    result = newsdoc.read(RELEASE.format("For immediate release", PROSE[0]).encode())
    body = result.document.body
    assert [block.type for block in body] == ["paragraph", "paragraph", "list"]
    assert [loss.reason for loss in result.losses] == ["furniture", "furniture", "end mark"]


@pytest.mark.parametrize(
    "head",
    [
        ["NOTA DE PRENSA", "Welm, 3 de marzo de 2025"],
        ["PRESSMEDDELANDE 2025-03-03"],
        ["Informacja prasowa nr 12", "Welm, 3 marca 2025"],
        ["보도자료", "2025-03-03"],
        ["STRICTLY EMBARGOED UNTIL 00.01 WEDNESDAY 6 MARCH 2024"],
        ["FOR IMMEDIATE RELEASE", "Contact: Ada Brandt", "(555) 010-0123", "ada@welm.example", "March 3, 2025"],
        ["For Immediate Release", "Media Contact: Ada Brandt, (555) 010-0123, ada@welm.example"],
        [
            "FOR IMMEDIATE RELEASE",
            "CONTACTS:",
            "Ada Brandt, Press Officer, 555-010-0123",
            "Bo Li, Harbour, 555-010-0456",
        ],
    ],
)
def test_what_stands_above_the_title_of_a_release(head: list[str]) -> None:
    result = newsdoc.read("\n\n".join([*head, "Ferry Leaves the Quay", *PROSE, "###"]).encode())
    assert (result.version, result.document.headline) == ("press-release", "Ferry Leaves the Quay")
    assert prose(result.document) == list(PROSE)
    assert names(result.document) == []


@pytest.mark.parametrize(
    "line", ["Nota de prensa que nadie leyó en el puerto de Welm", "Contact is lost with the ferry"]
)
def test_a_word_of_releases_may_begin_a_title(line: str) -> None:
    assert newsdoc.read("\n\n".join([line, *PROSE]).encode()).document.headline == line


def test_who_provided_a_release_is_its_source() -> None:
    lead = f"WELM, March 3, 2025 /PRNewswire/ -- {PROSE[0]}"
    head = [PAGE[2], "NEWS PROVIDED BY", "Port of Welm", "Mar 03, 2025, 09:00 ET", "SHARE THIS ARTICLE"]
    document = newsdoc.read("\n\n".join([*head, lead, *PROSE[1:]]).encode()).document
    assert document.headline == PAGE[2]
    assert [one.names[0].value for one in document.metadata.info_sources] == ["Port of Welm", "PRNewswire"]
    assert names(document) == []


def test_notes_to_editors_and_what_ends_a_mail() -> None:
    wire = "\n".join(["Eds: UPDATES: adds the cat.", PAGE[2], PAGE[3], "", f"WELM (AP) — {PROSE[0]}", "", *PROSE[1:]])
    assert [one.value for one in newsdoc.read(wire.encode()).document.metadata.ed_notes] == [
        "Eds: UPDATES: adds the cat."
    ]
    mail = f"From: a@b.example\nTo: c@d.example\nSubject: The cat\n\n{PROSE[0]}\n\nKind regards\nAda Brandt\n"
    assert [block.type for block in newsdoc.read(mail.encode()).document.body] == ["paragraph"] * 2


def test_an_embargo_among_keys_and_values() -> None:
    text = "Headline: The cat\nByline: Ada Brandt\nEmbargo: 6 March 2024 00:01\nSection: Harbour\nBody:\n" + "\n".join(
        PROSE
    )
    document = newsdoc.read(text.encode()).document
    assert document.metadata.embargoed == "2024-03-06T00:01:00"


def test_an_indented_line_after_a_sentence_begins_a_paragraph() -> None:
    text = (
        "FERRY LEAVES WITH A CAT\n"
        "    WELM, March 3 - The ferry left the old quay at dawn on Monday,\n"
        "with nobody on board but the cat and a crate of apples, and went\n"
        "to the island, where the harbour master waited for it until noon.\n"
        "    Nobody has claimed the apples, which are still upon the quay.\n"
        "    The cat was asleep on the bridge when the crew tied the ferry\n"
        "up, the harbour master said, and would not be woken before noon.\n"
    )
    found = newsdoc.read(text.encode()).document
    assert [said[:12] for said in prose(found)] == ["The ferry le", "Nobody has c", "The cat was "]


_LINES = st.sampled_from(
    [
        "",
        "Ferry leaves",
        "- a cat",
        "  - of Welm",
        "1. one",
        "2. two",
        "> said",
        "| a |",
        "```",
        "~~~",
        "\\- text",
        "Image",
        "Image: x:/y",
        "It left.",
        "  indented",
        "\tand on",
        "# Title",
        "* * *",
        "Ada: yes",
        "Images of it",
        PROSE[0],
    ]
)


@example(["```", "", "Ferry leaves", "", "```"])
@example(["- a cat", "", "  indented", "", "Ferry leaves", "", "- of Welm"])
@example(["Image", "", "Image: x:/y", "", "Images of it", "", "\\- text"])
@given(st.lists(_LINES, max_size=14))
def test_lines_by_themselves_are_what_they_are_among_others(said: list[str]) -> None:
    numbered = list(enumerate(said, 1))
    quick, mode = segments.split(numbered)
    with pytest.MonkeyPatch.context() as patch:
        # So that all of them are read together.
        patch.setattr("newsdoc.formats.text.blocks.may_begin", lambda _text: True)
        assert (quick, mode) == segments.split(numbered)


def test_few_indented_lines_begin_paragraphs() -> None:
    text = (
        "FERRY TO BUY BACK APPLES\n"
        "    WELM, Oct 20 - The Welm ferry trust said its harbour master\n"
        "has been told to buy up to one mln apples of its own at the\n"
        "quay.\n"
        "    The trust had 13.6 mln apples upon the quay as of September\n"
        "30.\n"
        "    It will pay for them in cash.\n"
    )
    document = newsdoc.read(text.encode()).document
    assert document.headline == "FERRY TO BUY BACK APPLES"
    assert [said[-8:] for said in prose(document)] == ["he quay.", "mber 30.", "in cash."]


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("WELM, Mich. (AP) — The ferry left the old quay with a cat on Monday.", ["WELM, Mich."]),
        # An agency that nobody knows, or nothing of a sentence.
        ("WELM, Mich. (QX) — The ferry left the old quay with a cat on Monday.", []),
        ("WELM (AP) — A cat.", []),
    ],
)
def test_an_agency_before_a_sentence_makes_a_lead(lead: str, place: list[str]) -> None:
    found = built(("title", "Ferry Leaves"), ("fh", lead), ("p", PROSE[0])).document
    assert [one.names[0].value for one in found.metadata.located] == place
    assert len(prose(found)) == 1 + len(place)


_PRINTED = st.sampled_from(
    [
        *PAGE, *PROSE, "Subject: Ferry leaves", "From: Ada Brandt <ada@example.org>", "Date: Mon, 3 Mar 2025 07:05:00 -0500",
        "Headline: Ferry leaves", "Author: Ada Brandt, QX", "Tags: cat, ferry", "Filed under: cats", "WELM (AP) — A cat left.",
        "FOR IMMEDIATE RELEASE", "Embargoed until 4 a.m. ET, Aug. 26, 2024", "Editor's note: corrected", "ENDS", "###", "- 30 -",
        "Photo: Bo Li", "Zoelm Brandt @zoelmb", "577 views", "ZCZC", "NNNN", "\x01eca0003 3 i 380  dpa 0045", "Welm/cat/", "Cat =",
    ]
)  # fmt: skip


def _values(value: Any) -> str:
    """Every text in a value."""
    if is_dataclass(value):
        return "".join(_values(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return "".join(map(_values, value.values()))
    if isinstance(value, list | tuple):
        return "".join(map(_values, value))
    return "" if value is None else str(value)


@given(st.lists(_PRINTED, min_size=1, max_size=10), st.sampled_from(["\n", "\n\n"]))
def test_every_letter_is_in_the_document_or_in_a_loss(said: list[str], between: str) -> None:
    data = between.join(said).encode()
    try:
        found = reader.readings(data, ReadOptions(version="page") if said[0] == PAGE[0] else None)
    except ReadError:
        return
    kept = Counter("".join(_values(one.document) + _values([loss.value for loss in one.losses.items]) for one in found))
    # The title again is what is there already, and a line of nothing but a date is that date.
    taken = {
        at
        for each in found
        for one in each.evidence
        if one.role in {"title-repeat", "date"}
        for at in range(one.first, one.last + 1)
    }
    lines_ = enumerate(data.decode().split("\n"), 1)
    letters = Counter(char for at, line in lines_ if at not in taken for char in line if char.isalpha())
    assert letters - kept == Counter()


def test_of_two_lines_that_could_be_the_title_the_first_is() -> None:
    said = "Ferry Leaves Welm Without Its Crew\nHarbour master speaks of a mistake"
    text = f"PRESSEMITTEILUNG\n\n{said}\n\nWelm, den 3. März 2025 – {PROSE[0]}\n\n{PROSE[1]}\n\n# # #\n"
    document = newsdoc.read(text.encode()).document
    title, below = said.split("\n")
    assert (document.headline, document.summary) == (title, below)
    assert document.metadata.content_created == "2025-03-03"
    kicked = newsdoc.read(text.replace(title, "Panorama").encode()).document
    assert kicked.headline == below


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Welm, le 3 mars 2025 - Le bac est parti.", "Welm"),
        ("Welm, den 3. März 2025 – Die Fähre fuhr.", "Welm"),
        ("Welm, 3 de marzo de 2025 - El barco se fue.", "Welm"),
        ("Welm, am 3. März 2025 fuhr die Fähre - ohne Mannschaft.", None),
    ],
)
def test_a_dateline_may_say_its_day_with_a_word(text: str, place: str | None) -> None:
    found = datelines.split(text)
    assert (None if found is None else found.place) == place


@given(st.lists(_PRINTED, min_size=1, max_size=12))
def test_what_groups_are_worth_is_what_their_features_are(said: list[str]) -> None:
    rows = features.see([(text, None) for text in said]).keys

    def worth(names: list[str]) -> list[int]:
        """The sum of the weights, feature by feature."""
        total = [0] * len(roles.STATES)
        for name in names:
            learned = [int(one) for one in TABLE["features"].get(name, "0 " * len(total)).split()]
            known = roles.KNOWN.get(name, {})
            total = [
                one + two + known.get(state, 0) for one, two, state in zip(total, learned, roles.STATES, strict=True)
            ]
        return total

    assert general.model().worths(rows) == [worth(names) for names in sights.named(rows)]


def test_keys_of_hostile_texts_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_MOST", 3)
    monkeypatch.setattr(sights, "_MOST", 3)
    rows = features.see([(text, None) for text in (*PAGE, *PROSE)]).keys
    model = roles.Model(TABLE)
    assert model.worths(rows) == general.model().worths(rows)
    assert len(model._worths) <= 3


def test_a_very_long_line_of_a_block_has_no_more_blocks_in_it() -> None:
    """At each depth the line would be copied."""
    sign = "> " * 100_000
    document = newsdoc.read(f"{sign}x".encode()).document
    (quote,) = document.body
    assert isinstance(quote, c.BlockQuote)
    assert [block.type for block in quote.content] == ["paragraph"]
    again = newsdoc.convert(f"{sign}x".encode(), "text", format="text").data
    assert newsdoc.convert(again, "text", format="text").data == again
