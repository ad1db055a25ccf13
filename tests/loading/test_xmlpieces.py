"""XML cut into items: the pieces are the document, and what is broken in one item stays in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.loading import xmlpieces
from newsdoc.loading.xmlpieces import CHUNK, Piece, split

if TYPE_CHECKING:
    from collections.abc import Callable

ITEM = b"<i n='%d'><p>text</p></i>"


def pieces(data: bytes, *, step: int = CHUNK, limit: int = 1 << 20) -> list[Piece]:
    stream = io.BytesIO(data)
    return list(split(lambda _: stream.read(step), ["i", "j"], around=["r", "s"], opaque=["x"], limit=limit))


def items(data: bytes, **how: int) -> list[bytes]:
    return [piece.data for piece in pieces(data, **how) if piece.is_item]


def feed(*inner: bytes) -> bytes:
    return b"<r>\n <s>\n  " + b"\n  ".join(inner) + b"\n </s>\n</r>\n"


@pytest.mark.parametrize(
    "item",
    [
        b"<i/>",
        b"<i  />",
        b"<i a='>'/>",
        b"<i a='/>'>x</i>",
        b"<i></i>",
        b"<p:i xmlns:p='u'>a</p:i>",
        b"<i><!-- </i> <i> --></i>",
        b"<i><![CDATA[ </i> <i> ]]></i>",
        b"<i><?pi </i> ?></i>",
        b"<i><x><i>content</i></x></i>",
        b"<i><x/><x><j/></x><ii/><i-i/></i>",
        b"<i><x><p:i/><q:x/></x></i>",
        b'<i\n\ta = "1"\n>x</i\n>',
        b"<i>\xc3\xa9\xff</i>",
    ],
)
@pytest.mark.parametrize("step", [1, 7, CHUNK])
def test_an_item_is_found_whatever_is_in_it(item: bytes, step: int) -> None:
    data = feed(ITEM % 1, item, b"<j/>")
    assert items(data, step=step) == [ITEM % 1, item, b"<j/>"]
    assert not any(piece.fault for piece in pieces(data, step=step))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (b"<i n='2'><p>", "unclosed"),
        (b"<i n='2'><p></i", None),
        (b"<i n='2'><!-- never closed ", "unclosed"),
        (b"<i n='2'><![CDATA[ never closed ", "unclosed"),
        (b"<i n='2", "unclosed"),
        (b"<i n='2'><p></q></i>", None),
        (b"<i n='2'>&nosuch; <x>never closed</i>", None),
    ],
)
@pytest.mark.parametrize("step", [1, CHUNK])
def test_a_broken_item_spoils_nothing_else(broken: bytes, fault: str | None, step: int) -> None:
    data = feed(ITEM % 1, broken, ITEM % 3, ITEM % 4)
    found = [piece for piece in pieces(data, step=step) if piece.is_item]
    assert [piece.data.strip() for piece in found] == [ITEM % 1, broken.strip(), ITEM % 3, ITEM % 4]
    assert [piece.fault for piece in found] == [None, fault, None, None]


def test_an_unclosed_last_item_ends_where_what_is_around_it_does() -> None:
    found = pieces(feed(ITEM % 1, b"<i><p>"))
    assert [(piece.data.strip(), piece.fault) for piece in found if piece.is_item][1] == (b"<i><p>", "unclosed")
    assert found[-1].data == b"</s>\n</r>\n"


def test_a_file_that_is_cut_off_ends_in_an_unclosed_item() -> None:
    found = pieces(feed(ITEM % 1, ITEM % 2)[:-25])
    assert (found[-1].is_item, found[-1].fault) == (True, "unclosed")


def test_a_large_item_is_cut_off_and_the_rest_is_told_apart() -> None:
    huge = b"<i>" + b"<p>x</p>" * 40_000 + b"</i>"
    data = feed(ITEM % 1, huge, ITEM % 3)
    found = pieces(data, limit=100_000)
    assert b"".join(piece.data for piece in found) == data
    parts = [piece for piece in found if piece.is_item]
    assert [piece.fault for piece in parts][:2] == [None, "too large"]
    assert {piece.fault for piece in parts[2:-1]} == {"rest"}
    assert b"".join(piece.data for piece in parts[1:-1]).strip() == huge
    assert parts[-1].data == ITEM % 3
    assert max(len(piece.data) for piece in found) < 100_000 + 2 * CHUNK


def test_much_between_two_items_is_not_held() -> None:
    data = feed(ITEM % 1, b"<p/>" * 50_000, ITEM % 2)
    found = pieces(data, limit=100_000)
    assert b"".join(piece.data for piece in found) == data
    assert "too large" in {piece.fault for piece in found if not piece.is_item}
    assert [piece.data for piece in found if piece.is_item] == [ITEM % 1, ITEM % 2]


def test_no_item_at_all() -> None:
    assert pieces(b"") == []
    assert pieces(b"<r/>") == [Piece(b"<r/>", is_item=False, line=1, column=1)]


def test_the_place_counts_characters() -> None:
    found = [piece for piece in pieces("<r>é\n é<i/><i/>".encode()) if piece.is_item]
    assert [(piece.line, piece.column) for piece in found] == [(2, 3), (2, 7)]


PARTS = [
    b"<i>",
    b"</i>",
    b"<i/>",
    b"<x>",
    b"</x>",
    b"<j a='",
    b"'>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
]
PARTS += [b"</s>", b"<", b">", b"'", b'"', b"\n", b"abc", b"<p:i ", b"</p:i>", "é".encode(), b"\xff"]


@given(st.lists(st.sampled_from(PARTS)).map(b"".join), st.integers(1, 50), st.sampled_from([8, 60, 1 << 20]))
def test_the_pieces_are_the_document_however_it_is_read(data: bytes, step: int, limit: int) -> None:
    found = pieces(data, step=step, limit=limit)
    assert b"".join(piece.data for piece in found) == data
    for piece in found:
        before = data[: data.index(piece.data)] if data.count(piece.data) == 1 else None
        if before is not None:
            assert piece.line == before.count(b"\n") + 1
    if limit > len(data):
        assert found == pieces(data, limit=limit)


#: Parts of a feed, of which items are made that are plain and that are not.
NEWS = [
    b"<newsItem>",
    b"<newsItem a='>'>",
    b"</newsItem>",
    b"</newsItem >",
    b"<packageItem>",
    b"</packageItem>",
    b"<p:newsItem>",
]
NEWS += [
    b"</itemSet>",
    b"<inlineXML>",
    b"</inlineXML>",
    b"<!--",
    b"-->",
    b"<?",
    b"?>",
    b"text!",
    b"Item?",
    b"<newsItemX/>",
    b"\n",
]


@given(
    st.lists(st.sampled_from(NEWS * 2 + NEWS[:3] * 6)).map(b"".join), st.integers(1, 50), st.sampled_from([60, 1 << 20])
)
def test_plain_items_end_where_all_items_do(data: bytes, step: int, limit: int) -> None:
    def found() -> list[Piece]:
        stream = io.BytesIO(data)
        names = {"around": ["newsMessage", "itemSet"], "opaque": ["inlineXML"]}
        return list(split(lambda _: stream.read(step), ["newsItem", "packageItem"], **names, limit=limit))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xmlpieces._Splitter, "plain_end", lambda *_: None)
        slowly = found()
    assert found() == slowly


def test_most_items_are_plain() -> None:
    stream = io.BytesIO(b"<newsMessage><itemSet><newsItem><a>b! c?</a></newsItem>")
    splitter = xmlpieces._Splitter(
        stream.read, frozenset({"newsItem", "packageItem"}), frozenset({"itemSet"}), frozenset(), 1000
    )
    assert [piece.data for piece in splitter.pieces() if piece.is_item] == [b"<newsItem><a>b! c?</a></newsItem>"]
    splitter.buffer = b"<newsItem><a>b! c?</a></newsItem>"
    assert splitter.plain_end(b"newsItem", 10) == len(splitter.buffer)
    splitter.buffer = b"<newsItem><a>b<!-- --></a></newsItem>"
    assert splitter.plain_end(b"newsItem", 10) is None


def test_the_end_of_a_plain_item_is_not_looked_for_far_away() -> None:
    splitter = xmlpieces._Splitter(lambda _: b"", frozenset({"newsItem"}), frozenset(), frozenset(), 1 << 24)
    splitter.buffer = b"<newsItem>" + b"a" * xmlpieces._PLAIN + b"</newsItem>"
    assert splitter.plain_end(b"newsItem", 10) is None
    assert [piece.fault for piece in splitter.pieces()] == [None]


def counted(reader: Callable[[int], bytes], sizes: list[int]) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        sizes.append(size)
        return reader(size)

    return read


def test_it_is_read_as_it_is_needed() -> None:
    data = feed(*(ITEM % number for number in range(20_000)))
    sizes: list[int] = []
    found = split(counted(io.BytesIO(data).read, sizes), ["i"])
    next(found)
    next(found)
    assert len(sizes) == 1
    assert sum(1 for piece in found if piece.is_item) == 19_999
    assert set(sizes) == {CHUNK}
