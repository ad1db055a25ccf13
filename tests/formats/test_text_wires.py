"""Wire copy as it comes: the protocols with and without their controls, in the encodings of wires, several in a file."""

from __future__ import annotations

from collections import Counter

import pytest

import newsdoc
from newsdoc.formats.text import messages, reader
from newsdoc.model import content as c

FIRST = "The ferry left the old quay at dawn on Monday,\r\nwith nobody on board but the cat and a crate of\r\napples for the island."
SECOND = "It came back at noon, the harbour master said,\r\nand the cat was asleep on the bridge."
#: The paragraphs of both, as they were meant.
PROSE = [one.replace("\r\n", " ") for one in (FIRST, SECOND)]
HEADLINE = "Ferry leaves without a crew"


def iptc(  # noqa: PLR0917 - all that a message has
    header: str = "eca0003 3 i 380  dpa 0045",
    title: str = f"{HEADLINE} =",
    byline: str = "By Ada Brandt, dpa =\r\n",
    body: str = f"Welm (dpa) - {FIRST}\r\n\n{SECOND}\r\n",
    trailer: str = "242200 GMT Jun 17",
    soh: str = "\x01",
    stx: str = "\x02",
    etx: str = "\x03",
    end: str = "\r\n\x7f\x7f\x04",
) -> str:
    """A message of IPTC 7901."""
    return f"{soh}{header}\r\nWelm/ferry/cat/\r\n\r\n{stx}{title}\r\n\r\n{byline}{body}\r\ndpa al rmo hct\r\n{etx}{trailer}{end}"


def anpa(
    first: str = "\x16\x16\x01f1234\x1freute\n",
    second: str = "u f\x13\x11 BC-FERRY-CAT 1stLd-Writethru 03-26 0123\n",
    title: str = f"^BC-Ferry-Cat, 1st Ld-Writethru,130<\n^{HEADLINE}<\n^Eds: UPDATES with cat.<\n^By ADA BRANDT=\n^Associated Press=\n",
    body: str = f"\t   WELM, Maine (AP) _ {FIRST}\n\t   {SECOND}\n".replace("\r\n", "\n "),
    end: str = "\x03AP-WF-03-26-13 1509GMT<\x0c\x04",
    stx: str = "\x02",
) -> str:
    """A message of ANPA 1312."""
    return first + second + stx + title + body + end


ZCZC = (
    f"ZCZC\r\n$ n\r\n:WELM\r\n=1\r\n^{HEADLINE}\r\n*X\r\nWELM, March 26 AAP - {PROSE[0]}\r\n\r\n{PROSE[1]}\r\n"
    "AAP RTV abc\r\nNNNN\r\n"
)


def _prose(document: newsdoc.Document) -> list[str]:
    return ["".join(map(str, block.content)) for block in document.body if isinstance(block, c.Paragraph)]


@pytest.mark.parametrize(
    ("data", "created"),
    [
        (iptc().encode(), "2017-06-24T22:00:00Z"),
        (iptc(soh="").encode(), "2017-06-24T22:00:00Z"),
        (iptc(soh="", stx="", etx="", end="\r\n").encode(), "2017-06-24T22:00:00Z"),
        (iptc(stx="").encode(), "2017-06-24T22:00:00Z"),
        (iptc().replace("\r\n", "\n").encode(), "2017-06-24T22:00:00Z"),
        (("\x7f\x7f\r\n" + iptc(trailer="091223 dec 18")).encode("latin-1"), "2018-12-09T12:23:00"),
        (iptc(trailer="071341 GMT Okt 15").encode("cp1252"), "2015-10-07T13:41:00Z"),
        (iptc(header="ECA0003 3 I 380  DPA 0045").encode(), "2017-06-24T22:00:00Z"),
        (iptc(title=f"1ST LEAD\r\n{HEADLINE} =").encode(), "2017-06-24T22:00:00Z"),
        (iptc(title="Ferry leaves\r\nwithout a crew =").encode(), "2017-06-24T22:00:00Z"),
        (iptc(byline="Von Ada Brandt, dpa =\r\n").encode(), "2017-06-24T22:00:00Z"),
        (iptc(byline="").encode(), "2017-06-24T22:00:00Z"),
        (iptc(trailer="").encode(), None),
        (iptc(body=f"   Welm (dpa) - {FIRST}\r\n   {SECOND}\r\n").encode(), "2017-06-24T22:00:00Z"),
        (f"ZCZC\r\n{iptc()}\r\nNNNN\r\n".encode(), "2017-06-24T22:00:00Z"),
        (anpa().encode(), "2013-03-26T15:09:00Z"),
        (("\x05\x05\x05C T\r\n" + anpa()).encode(), "2013-03-26T15:09:00Z"),
        (anpa(second="u f BC-FERRY-CAT 03-26 0123\n").encode(), "2013-03-26T15:09:00Z"),
        (anpa(stx="").encode(), "2013-03-26T15:09:00Z"),
        (anpa(end="==Kyodo\n\x03KWS-15:09-26-03-13\x04").encode(), "2013-03-26T15:09:00"),
        (anpa(end="AAP RTV abc\n\x0326-03-13 15-09-23\x04").encode(), "2013-03-26T15:09:00"),
        (f"ZCZC\n{anpa()}\nNNNN\n".encode(), "2013-03-26T15:09:00Z"),
        (ZCZC.encode(), None),
    ],
)  # fmt: skip
def test_wires(data: bytes, created: str | None) -> None:
    result = newsdoc.read(data)
    metadata = result.document.metadata
    assert result.document.headline == HEADLINE
    assert metadata.content_created == created
    assert _prose(result.document) == PROSE
    assert metadata.located[0].names[0].value.startswith(("Welm", "WELM"))


NEXT = "\n"
OTHER = "Another boat comes back"
#: Messages of all protocols, the first with the headline of the tests, the second with another.
PAIRS = [
    (iptc(), iptc(header="eca0004 3 i 9  dpa 0046", title=f"{OTHER} =", trailer="250000 Jun 17")),
    (iptc(soh=""), iptc(soh="", header="eca0004 3 i 9  dpa 0046", title=f"{OTHER} =")),
    (f"ZCZC\r\n{iptc()}\r\nNNNN\r\n", f"ZCZC\r\n{iptc(title=f'{OTHER} =')}\r\nNNNN\r\n"),
    (anpa(), anpa(title=f"^BC-Second<\n^{OTHER}<\n")),
    (f"\x05\x05\x05C T\r\n{anpa()}\n", f"\x05\x05\x05D T\r\n{anpa(title=f'^BC-Second<{NEXT}^{OTHER}<{NEXT}')}"),
    (ZCZC, ZCZC.replace(HEADLINE, OTHER)),
    (iptc(), anpa(title=f"^BC-Second<\n^{OTHER}<\n")),
    # Nothing stands between them, not even the end of a line.
    (ZCZC.rstrip(), ZCZC.replace(HEADLINE, OTHER)),
    (ZCZC.rstrip(), f"\x05\x05\x05D T\n{anpa(title=f'^BC-Second<{NEXT}^{OTHER}<{NEXT}')}"),
    (anpa(), f"\x05\x05\x05D T\n{anpa(title=f'^BC-Second<{NEXT}^{OTHER}<{NEXT}')}"),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_each_message_of_a_file_is_a_document(first: str, second: str) -> None:
    alone = [newsdoc.read(one.encode()) for one in (first, second)]
    assert [one.document.headline for one in alone] == [HEADLINE, OTHER]
    both = newsdoc.read((first + second).encode())
    assert both.documents == [one.document for one in alone]
    assert both.version == alone[0].version
    for number, one in enumerate(alone):
        found = [(loss.kind, loss.path, loss.value) for loss in both.losses if loss.document == number]
        assert found == [(loss.kind, loss.path, loss.value) for loss in one.losses]


def test_messages_of_a_file_may_be_in_different_encodings() -> None:
    said = "Kätzchen – „ganz“ allein"
    messages_ = [iptc(title=f"{said} =").encode(name) for name in ("utf-8", "cp1252", "utf-8")]
    messages_.append(iptc(title="Kätzchen\x81 =").encode("latin-1"))
    result = newsdoc.read(b"".join(messages_))
    assert [one.headline for one in result.documents] == [said, said, said, "Kätzchen\x81"]


def test_the_lines_of_each_message_are_those_of_the_file() -> None:
    data = (ZCZC + ZCZC).encode()
    half = ZCZC.count("\n")
    losses = newsdoc.read(data).losses
    first, second = ([loss.line for loss in losses if loss.document == number] for number in (0, 1))
    assert first
    assert second == [line + half for line in first if line is not None]
    told = reader.explain(data)
    assert {one.first for one in told if one.document == 1} == {one.first + half for one in told if one.document == 0}
    assert [one.as_dict().get("document") for one in (told[0], told[-1])] == [None, 1]
    said = newsdoc.pipeline.explain(data)
    assert said[0] == "document 1 of 2, from line 1: read as zczc (97% sure): begins with ZCZC"
    assert f"document 2 of 2, from line {half + 1}: read as zczc (97% sure): begins with ZCZC" in said


def test_what_only_looks_like_a_header_is_part_of_the_message_before_it() -> None:
    data = iptc(body=f"Welm (dpa) - {FIRST}\r\n\nMarked \x01 by hand.\r\n\n{SECOND}\r\n")
    document = newsdoc.read(data.encode()).document
    assert _prose(document) == [PROSE[0], "Marked  by hand.", PROSE[1]]


def test_a_start_that_nothing_follows_is_no_message() -> None:
    result = newsdoc.read(f"{iptc()}\r\nZCZC\r\n\x7f\r\n".encode())
    assert _prose(result.document) == PROSE
    assert "ZCZC" in {loss.value for loss in result.losses}


def test_a_named_protocol_is_that_of_every_message() -> None:
    with pytest.raises(newsdoc.ReadError) as caught:
        newsdoc.read((ZCZC + iptc()).encode(), "text/zczc")
    assert (caught.value.code, caught.value.line) == ("TX-LAYOUT", ZCZC.count("\n") + 1)


def test_more_messages_than_a_spool_holds() -> None:
    with pytest.raises(newsdoc.ReadError) as caught:
        newsdoc.read(b"zczc\na\n" * (messages.MOST_MESSAGES + 1))
    assert (caught.value.code, caught.value.line) == ("LIMIT-NODES", 2 * messages.MOST_MESSAGES + 1)


@pytest.mark.parametrize(
    "data", [iptc(), anpa(), ZCZC, iptc() + iptc(), iptc(title="Ferry leaves\r\nwithout a crew =")]
)
def test_every_word_of_a_wire_is_in_the_document_or_in_a_loss(data: str) -> None:
    result = newsdoc.read(data.encode())
    kept = Counter(f"{result.documents!r} {[loss.value for loss in result.losses]!r}")
    said = Counter(char for char in data if char.isalnum())
    assert said - kept == Counter()


def test_a_table_of_a_wire_stays_as_it_is_set() -> None:
    data = anpa(
        second="b s\x14\x12 BC-BBA--Standings 03-26 0050\n",
        title="^BC-BBA--Standings,50<\n^Standings<\n",
        body="\x08East\x10W\x10L\n\x08Welm\x1010\x102\n",
    )
    document = newsdoc.read(data.encode()).document
    assert document.headline == "Standings"
    assert [block.content for block in document.body if isinstance(block, c.Preformatted)] == [["East W L\nWelm 10 2"]]
