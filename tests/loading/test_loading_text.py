"""Bytes to text: nothing is guessed, nothing is replaced, and what is refused is named."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import NewsdocError, OptionError, ReadError
from newsdoc.loading import text as module
from newsdoc.loading.text import decode
from newsdoc.testing import texts

MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def fault(data: bytes, **options: str) -> tuple[str, int | None, int | None]:
    with pytest.raises(ReadError) as caught:
        decode(data, **options)  # type: ignore[arg-type]
    return caught.value.code, caught.value.line, caught.value.column


@given(texts(), st.sampled_from(sorted(MARKS)))
def test_text_is_kept_exactly(text: str, encoding: str) -> None:
    marked = MARKS[encoding] + text.encode(encoding)
    assert decode(marked) == text
    assert decode(marked, encoding=encoding) == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode()) == text
        assert decode(text.encode(encoding), encoding=encoding) == text


@given(st.binary(max_size=40))
def test_any_bytes_give_their_text_or_an_error_with_a_place(data: bytes) -> None:
    try:
        text, error = decode(data), None
    except ReadError as caught:
        text, error = "", caught
    if error is not None:
        assert error.code in {"TX-BAD-BYTES", "TX-BINARY", "CHAR-FORBIDDEN", "LIMIT-COMBINING"}
        assert (error.line or 0) > 0 < (error.column or 0)
        return
    mark = next((mark for mark in MARKS.values() if data.startswith(mark)), b"")
    encoding = next((name for name, found in MARKS.items() if found == mark), "utf-8")
    assert mark + text.encode(encoding) == data


@pytest.mark.parametrize("encoding", sorted(module.ENCODINGS))
def test_every_encoding_is_one(encoding: str) -> None:
    assert codecs.lookup(encoding).name == encoding
    assert decode("News 24".encode(encoding), encoding=encoding) == "News 24"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("Café – “x”".encode("cp1252"), "windows-1252", "Café – “x”"),
        ("Café".encode("latin-1"), "latin-1", "Café"),
        ("Слово".encode("koi8-r"), "KOI8-R", "Слово"),
        (b"\xff\xfea\x00", "utf-16", "a"),
        (b"\xfe\xff\x00a", "UTF_16", "a"),
        (b"\x00a", "utf-16", "a"),
        (b"a\r\nb\rc\x85", "latin-1", "a\r\nb\rc\x85"),
        (b"", "utf-8", ""),
    ],
)
def test_a_named_encoding_is_used(data: bytes, encoding: str, text: str) -> None:
    assert decode(data, encoding=encoding) == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\nb\xe9", ("TX-BAD-BYTES", 2, 2)),
        ("é\r\né".encode() + b"\xff", ("TX-BAD-BYTES", 2, 2)),
        (b"\xff\xfea\x00\x00", ("TX-BAD-BYTES", 1, 2)),
        (b"\xff\xfe\x00\xd8", ("TX-BAD-BYTES", 1, 1)),
        (b"\xff\xfe\x00\x00", ("TX-BAD-BYTES", 1, 1)),
        (b"\x00\x00\xfe\xff", ("TX-BAD-BYTES", 1, 1)),
        (b"\xed\xa0\x80", ("TX-BAD-BYTES", 1, 1)),
        (b"a\x00b\x00", ("CHAR-FORBIDDEN", 1, 2)),
        (b"a\n\x1bb", ("CHAR-FORBIDDEN", 2, 1)),
        (b"x\xef\xbf\xbf", ("CHAR-FORBIDDEN", 1, 2)),
        (("e" + "\u0301" * 31).encode(), ("LIMIT-COMBINING", 1, 32)),
    ],
)
def test_a_fault_has_its_code_and_its_place(data: bytes, expected: tuple[str, int, int]) -> None:
    assert fault(data) == expected


def test_what_to_do_is_said() -> None:
    with pytest.raises(ReadError, match=r"0xE9.*offset 1.*utf-8.*name it"):
        decode(b"a\xe9")
    with pytest.raises(ReadError) as caught:
        decode(b"a\x81", encoding="cp1252")
    assert (caught.value.code, caught.value.column, caught.value.hint) == ("TX-BAD-BYTES", 2, None)
    with pytest.raises(ReadError, match="UTF-16 without a byte order mark"):
        decode(b"a\x00b\x00")
    with pytest.raises(ReadError, match="wire format"):
        decode(b"\x01abc")


@pytest.mark.parametrize(("offset", "magic", "title"), module._BINARY)
def test_what_is_not_text_is_named(offset: int, magic: bytes, title: str) -> None:
    for encoding in (None, "latin-1"):
        with pytest.raises(ReadError, match=f"TX-BINARY.*{title[:5]}"):
            decode(b"." * offset + magic + b"...", encoding=encoding)


def test_a_mark_and_a_named_encoding_must_agree() -> None:
    assert fault(b"\xef\xbb\xbfa", encoding="latin-1") == ("TX-BAD-BYTES", 1, 1)
    assert fault(b"\xff\xfea\x00", encoding="utf-16-be") == ("TX-BAD-BYTES", 1, 1)
    assert fault(b"\xef\xbb\xbfa", encoding="utf-16") == ("TX-BAD-BYTES", 1, 1)


def test_wire_formats_may_have_control_characters() -> None:
    assert decode(b"\x01abc\x02", controls=True) == "\x01abc\x02"
    with pytest.raises(ReadError):
        decode(b"\x01\xff", controls=True)


def test_the_size_is_bounded() -> None:
    assert decode(b"12345", max_bytes=5) == "12345"
    with pytest.raises(ReadError, match="TOO-LARGE"):
        decode(b"123456", max_bytes=5)


@pytest.mark.parametrize(
    "name", ["", "no-such", "rot13", "zlib", "utf-7", "idna", "a\x00b", "é" * 500, "unicode_escape"]
)
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(OptionError) as caught:
        decode(b"a", encoding=name)
    assert isinstance(caught.value, NewsdocError)
    assert caught.value.code == "UNKNOWN-ENCODING"
