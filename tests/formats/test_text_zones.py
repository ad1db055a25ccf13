"""Plain text: where the body begins and ends, and what in it is none; notices of copyright."""

from __future__ import annotations

import pytest

import newsdoc
from newsdoc.formats.text import advice, datelines, zones
from tests.formats.test_text_general import PROSE, built, prose

LEAD = f"WELM (AP) — {PROSE[0]}"
REST = [("p", one) for one in PROSE[1:]]


def summaries(document: newsdoc.Document) -> list[str]:
    """The standfirsts."""
    return [one.value for one in document.metadata.descriptions]


@pytest.mark.parametrize(
    ("rows", "said", "kept"),
    [
        # One or two paragraphs above that which a dateline begins are standfirsts.
        ([("p", "Nobody was hurt."), ("fb", "Listen")], ["Nobody was hurt."], []),
        # More are captions, as are those that were read so.
        ([("p", "The ferry."), ("cb", "The cat."), ("p", "The quay."), ("p", "The apples.")], [], []),
        ([("h", "Old Quay")], [], []),
    ],
)
def test_the_body_begins_with_the_dateline(rows: list[tuple[str, str]], said: list[str], kept: list[str]) -> None:
    document = built(("title", "Ferry Leaves"), *rows, ("p", LEAD), *REST).document
    assert summaries(document) == said
    assert prose(document) == [*kept, *PROSE]
    assert [one.value for one in document.metadata.datelines] == ["WELM (AP) —"]
    assert len([block for block in document.body if block.type == "figure"]) == (4 if len(rows) == 4 else 0)


def test_above_the_dateline_of_a_release_is_text_of_it() -> None:
    lead = f"WELM, Sept 9, 2024 (AP) — {PROSE[1]}"
    document = built(("title", "Ferry Leaves"), ("p", PROSE[0]), ("p", lead)).document
    assert prose(document) == [PROSE[0], lead]


def test_a_place_in_capitals_is_a_dateline_below_one_paragraph_and_no_more() -> None:
    lead = f"WELM — {PROSE[0]}"
    below = [("title", "Ferry Leaves"), ("p", "The ferry at the quay."), ("cb", "The cat."), ("p", lead), *REST]
    assert built(*below).document.metadata.located[0].names[0].value == "WELM"
    later = [("title", "Ferry Leaves"), *REST, ("p", lead)]
    assert built(*later).document.metadata.located == []


def test_below_a_dateline_that_stands_by_itself_the_body_begins() -> None:
    document = built(
        ("title", "Ferry Leaves"),
        ("fh", "WELM, Sept 9, 2024 (AP) —"),
        ("fh", PROSE[0]),
        ("fh", "It was wet."),
        ("fh", "- a"),
        ("caption", "The ferry, 9 feet long"),
        ("p", PROSE[1]),
    ).document
    assert prose(document) == [PROSE[0], "It was wet.", PROSE[1]]


@pytest.mark.parametrize(
    "text", ["VISIT the Welm Horse Show, Oct. 11–21, in Welm.", "SEE the Ferry, Oct. 1–2 at noon."]
)
def test_a_span_of_days_ends_no_dateline(text: str) -> None:
    assert datelines.split(text) is None


@pytest.mark.parametrize("word", ["Key Points", "In Kürze:", "L’essentiel", "Kort fortalt"])
def test_a_digest_is_a_standfirst(word: str) -> None:
    digest = ["The ferry left at dawn.", "The cat was on board."]
    rows = [("fh", word), *[("p", one) for one in digest], ("fb", "Listen"), ("p", PROSE[0]), *REST]
    document = built(("title", "Ferry Leaves"), *rows).document
    assert (summaries(document), prose(document)) == (digest, list(PROSE))


@pytest.mark.parametrize(
    "rows",
    [
        # Nothing says where it ends; or nothing is left below it.
        [("fh", "Key points"), ("p", PROSE[0]), *REST, *REST],
        [("fh", "Key points"), ("p", PROSE[0]), ("fb", "Listen"), ("p", PROSE[1])],
    ],
)
def test_what_would_be_all_of_the_text_is_no_digest(rows: list[tuple[str, str]]) -> None:
    document = built(("title", "Ferry Leaves"), *rows).document
    assert summaries(document) == []
    assert prose(document)[0] == PROSE[0]


def test_above_a_line_with_the_date_stand_standfirsts() -> None:
    rows = [("p", PROSE[0]), ("cb", "The ferry."), ("fb", "Posted 3 March 2025 17:25"), *REST]
    document = built(("title", "Ferry Leaves"), *rows).document
    assert (summaries(document), prose(document)) == ([PROSE[0]], list(PROSE[1:]))
    assert document.metadata.content_created == "2025-03-03T17:25:00"
    later = [*REST, ("fb", "Posted 3 March 2025 17:25"), *REST]
    assert summaries(built(("title", "Ferry Leaves"), *later).document) == []


def test_what_has_no_letter_is_no_paragraph() -> None:
    found = built(("title", "Ferry Leaves"), ("p", PROSE[0]), ("p", "."), ("p", PROSE[1]), ("p", "…"))
    assert prose(found.document) == [PROSE[0], PROSE[1]]
    assert [loss.value for loss in found.losses.items] == [".", "…"]


def test_short_lines_below_the_text_of_a_page_are_none_of_it() -> None:
    rows = [("title", "Ferry Leaves"), ("p", PROSE[0]), ("h", "Old quay")]
    assert prose(built(*rows).document) == [PROSE[0], "Old quay"]
    assert prose(built(("f0", "Home"), *rows).document) == [PROSE[0]]


def test_the_head_is_over_after_some_prose() -> None:
    listed = ["Broccoli", "Cabbage", "Peas", "Onions", "Garlic", "Cinnamon", "Peaches"]
    page = [
        "Apples and Other Sour Things",
        "Share14K",
        "Tweet",
        *PROSE,
        *listed,
        *PROSE[:2],
        "Related articles",
        "Home",
    ]
    document = newsdoc.read("\n\n".join(page).encode()).document
    # The last paragraph has words of furniture, and a list of names below it.
    assert prose(document)[:3] == list(PROSE[:3])
    assert document.summary is None


def test_lines_that_end_sentences_are_paragraphs_where_they_are_long() -> None:
    texts = [f"{PROSE[0]}\n{PROSE[1]}", f"{PROSE[2]}\nNobody asked.", f"It was wet.\n{PROSE[3]}", PROSE[0]]
    document = newsdoc.read("\n\n".join(["The Ferry Leaves", *texts]).encode()).document
    assert prose(document) == [line for text in texts for line in text.split("\n")]
    once = newsdoc.read("\n\n".join(["The Ferry Leaves", texts[0], *PROSE]).encode()).document
    assert prose(once)[0] == texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "© 2024 Welm Post. All rights reserved.",
        "Copyright 2023 Welm Media, Inc.",
        "(c) 1999-2004 Ada Brandt",
        "© RIPRODUZIONE RISERVATA",
        "© Welmer Bote. Alle Rechte vorbehalten.",
    ],
)
def test_a_notice_of_copyright(text: str) -> None:
    assert advice.COPYRIGHT.match(text) is not None
    for state in ("ft", "f0", "p"):
        rows = [("title", "Ferry Leaves"), ("p", PROSE[0]), (state, text)]
        found = built(*(rows if state != "f0" else [(state, text), *rows[:2]]))
        notices = [one.value for rights in found.document.metadata.rights for one in rights.copyright_notices]
        assert (notices, prose(found.document), found.losses.items) == ([text], [PROSE[0]], [])
        assert "copyright" in [one.role for one in found.evidence]


@pytest.mark.parametrize("text", ["© Ada Brandt", "Copyright law of 1911 is old.", "A copyright of 2024", "© 12024"])
def test_what_is_no_notice_of_copyright(text: str) -> None:
    rows = [("title", "Ferry Leaves"), *REST, ("p", text)]
    assert built(*rows).document.metadata.rights == []


def test_the_first_notice_of_copyright_counts() -> None:
    rows = [("title", "Ferry Leaves"), ("p", PROSE[0]), ("ft", "© 2024 Welm Post"), ("ft", "© 2025 Another")]
    found = built(*rows)
    assert [one.value for one in found.document.metadata.rights[0].copyright_notices] == ["© 2024 Welm Post"]
    assert [loss.value for loss in found.losses.items] == ["© 2025 Another"]


def test_a_notice_goes_to_other_formats() -> None:
    page = [
        "Skip to content",
        "Ferry Leaves the Quay",
        "By Ada Brandt",
        *PROSE,
        "Related articles",
        "© 2024 Welm Post. All rights reserved.",
    ]
    document = newsdoc.read("\n\n".join(page).encode()).document
    written = newsdoc.write(document, "ninjs").data
    assert "© 2024 Welm Post. All rights reserved." in written.decode()


def test_zones_of_nothing() -> None:
    states: list[str] = []
    zones.mend([], [], states)
    assert states == []


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        (["The Ferry Leaves the Quay"], "The Ferry Leaves the Quay"),
        (["Home", "Posted by Ada on 5 May 2024", "The Ferry Leaves the Quay"], "The Ferry Leaves the Quay"),
        (["Home", "Read also other things here"], None),
    ],
)
def test_where_nothing_was_read_as_the_title_what_could_be_one_is(above: list[str], headline: str | None) -> None:
    assert built(*[("f0", one) for one in above], ("p", PROSE[0])).document.headline == headline


#: A text whose last paragraph is short.
TOLD = (*PROSE[:3], "The island council will vote on the quay next week.")


@pytest.mark.parametrize(
    "between", ["Read more: The old quay", "Lesen Sie auch: Der alte Kai", "Advertisement", "WATCH: The quay"]
)
@pytest.mark.parametrize("before", [1, 2])
def test_a_text_goes_on_after_what_interrupts_it(between: str, before: int) -> None:
    parts = ["The Ferry Leaves", "By Ada Brandt", "March 3, 2025", *TOLD[:-before], between, *TOLD[-before:]]
    assert prose(newsdoc.read("\n\n".join(parts).encode()).document) == list(TOLD)


def test_what_is_below_a_text_is_a_note_and_none_of_it() -> None:
    parts = ["The Ferry Leaves", "By Ada Brandt", "March 3, 2025", *TOLD[:-1]]
    note = "Our writers on the mainland contributed to this report."
    found = newsdoc.read("\n\n".join([*parts, "Advertisement", note]).encode())
    assert prose(found.document) == list(TOLD[:-1])
    assert [loss.value for loss in found.losses if loss.value == note] == [note]


def test_lines_of_sentences_are_paragraphs_where_most_of_the_text_stands_so() -> None:
    for tail in ([], ["Related articles", "Back to top"]):
        text = "\n\n".join(["The Ferry Leaves", "\n".join(PROSE[:4]), *tail])
        assert prose(newsdoc.read(text.encode()).document) == list(PROSE[:4])


def test_a_subhead_may_stand_right_above_its_paragraph() -> None:
    heads = ["What it costs", "Who pays", "What comes next"]
    under = [f"{head}\n{text}" for head, text in zip(heads, PROSE[1:4], strict=True)]
    document = newsdoc.read("\n\n".join(["The Ferry Leaves", PROSE[0], *under]).encode()).document
    assert prose(document) == list(PROSE[:4])
    assert [block.type for block in document.body] == ["paragraph", *["heading", "paragraph"] * 3]


def test_a_head_without_blank_lines_is_no_broken_prose() -> None:
    head = [
        "The Ferry Leaves Before the Winter",
        "The quay is old and the crew has not been paid",
        "By Ada Brandt",
        "March 3, 2025",
    ]
    document = newsdoc.read("\n\n".join(["\n".join(head), *PROSE]).encode()).document
    assert document.headline == head[0]
    assert [one.names[0].value for one in document.metadata.creators] == ["Ada Brandt"]
    assert document.metadata.content_created == "2025-03-03"


@pytest.mark.parametrize("sign", ["\n\n", "\n"])
@pytest.mark.parametrize("line", ["Ada Brandt", "By Ada Brandt"])
def test_a_name_between_title_and_date_is_a_byline_and_no_standfirst(line: str, sign: str) -> None:
    head = sign.join(["The Ferry Leaves", line, "March 3, 2025 3:30 PM"])
    found = newsdoc.read("\n\n".join([head, *PROSE]).encode())
    assert (found.version, found.document.headline, found.document.summary) == ("page", "The Ferry Leaves", None)
    assert [one.names[0].value for one in found.document.metadata.creators] == ["Ada Brandt"]
    assert found.document.metadata.content_created == "2025-03-03T15:30:00"


def test_times_alone_in_a_live_report_are_subheads() -> None:
    rows = [("p", PROSE[0]), ("p", "16:30"), ("p", PROSE[1]), ("p", "14:05"), ("p", PROSE[2])]
    body = built(("title", "Ferry Leaves"), *rows).document.body
    assert [block.type for block in body] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_no_head_has_so_much_prose() -> None:
    head = [
        ("title", "Ferry Leaves"),
        ("summary", PROSE[0]),
        ("byline", "Ada Brandt"),
        ("fh", PROSE[1]),
        ("fh", PROSE[2]),
    ]
    document = built(*head, ("p", PROSE[3])).document
    assert (document.summary, prose(document)) == (PROSE[0], list(PROSE[1:]))
    head = [("title", "Ferry Leaves"), *[("fh", one) for one in (*PROSE, *PROSE[:1])]]
    document = built(*head, ("p", PROSE[3])).document
    assert (document.summary, prose(document)) == (None, [*PROSE, PROSE[0], PROSE[3]])


def test_prose_and_a_second_title_in_the_head_are_standfirsts() -> None:
    rest = [("p", one) for one in PROSE[1:]]
    found = built(("title", "Ferry Leaves"), ("fh", "Nobody has seen the cat"), *rest).document
    assert summaries(found) == ["Nobody has seen the cat"]
    found = built(("title", "Ferry Leaves"), ("fh", "Photo: Bo Li"), ("fh", PROSE[0]), *rest).document
    assert summaries(found) == [PROSE[0]]


@pytest.mark.parametrize("heads", [["WHAT IT COSTS", "WHO PAYS FOR IT"], ["JOHN SMITH", "ADA BRANDT:"]])
def test_lines_in_capitals_are_subheads(heads: list[str]) -> None:
    parts = ["The Ferry Leaves", "By Ada Brandt", PROSE[0], PROSE[1], heads[0], PROSE[2], heads[1], PROSE[3], PROSE[0]]
    document = newsdoc.read("\n\n".join(parts).encode()).document
    kinds = [block.type for block in document.body]
    assert kinds[:4] == ["paragraph", "paragraph", "heading", "paragraph"]
    assert prose(document)[-2:] == [PROSE[3], PROSE[0]]


def test_a_bullet_above_a_text_that_is_indented_is_no_list_of_all_of_it() -> None:
    text = "\n\n".join(
        ["  • Top news", *("    " + one for one in ("March 3, 2025, 3:30 PM", "The Ferry Leaves", *PROSE))]
    )
    document = newsdoc.read(text.encode()).document
    assert (document.headline, prose(document)) == ("The Ferry Leaves", list(PROSE))
    listed = newsdoc.read("\n\n".join(["The Ferry Leaves", *PROSE, "• One\n\n  Two"]).encode()).document
    assert listed.body[-1].type == "list"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        *[
            (one, "end-mark")
            for one in ("- Fin -", "(Schluss)", "Ende", "END", "(END)", "XXX", "- more -", "FIN", "fin", "-30-")
        ],
        ("ab/cde/fg", "sign-off"),
        ("#welm #quay #cats", "tags"),
        ("Ada Brandt is a freelance writer who lives in Welm.", "bio"),
        ("_Ada Brandt, of Welm, is the harbour's historian._", "bio"),
        ("Ada Brandt can be reached at 555-0123 or ada@welm.example.", "bio"),
        ("The views expressed are those of the author alone.", "bio"),
        ("Titelfoto: Welm / Bo Li", "credit"),
        # What may be said in the text is kept.
        ("Ada Brandt is 54.", "paragraph"),
        ("Bo Li is a freelance writer who lives in Welm.", "paragraph"),
        ("Anyone who saw the cat can be reached at 555-0123.", "paragraph"),
        ("The end.", "paragraph"),
        ("End of story", "paragraph"),
        ("and/or the cat", "paragraph"),
        ("#1 is the cat", "paragraph"),
        (
            "Photo: it was a photo of a cat that nobody on the quay has ever seen, the harbour master said on Monday.",
            "paragraph",
        ),
    ],
)
def test_what_ends_a_text(line: str, role: str) -> None:
    rows = [("title", "Ferry Leaves"), ("byline", "By Ada Brandt"), *[("p", one) for one in PROSE], ("p", line)]
    reading = built(*rows)
    assert reading.evidence[-1].role == role
    assert len(prose(reading.document)) == len(PROSE) + (role == "paragraph")
    if role == "tags":
        assert [one.value for one in reading.document.metadata.keywords] == ["welm", "quay", "cats"]


def test_what_ends_a_text_does_so_at_its_end_alone() -> None:
    rows = [("title", "Ferry Leaves"), ("p", "Ende"), *[("p", one) for one in PROSE], ("p", PROSE[0])]
    assert prose(built(*rows).document)[0] == "Ende"
    assert prose(built(("p", "END")).document) == ["END"]
