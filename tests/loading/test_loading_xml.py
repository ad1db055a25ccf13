"""XML: nothing is opened, everything is bounded, the encoding is known, and faults have their places."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsdoc.errors import ReadError
from newsdoc.loading import xml as module
from newsdoc.loading.xml import parse, read_error, to_utf8
from newsdoc.testing import texts

if TYPE_CHECKING:
    from pathlib import Path


def fault(data: bytes) -> tuple[str, int | None, int | None]:
    with pytest.raises(ReadError) as caught:
        parse(data)
    return caught.value.code, caught.value.line, caught.value.column


@given(texts(), texts(), st.sampled_from(["utf-8", "utf-16", "iso-8859-1", "windows-1252", "us-ascii"]))
def test_what_lxml_writes_is_read_exactly(text: str, value: str, encoding: str) -> None:
    root = etree.Element("a", b=value)
    root.text = text
    data = etree.tostring(root, encoding=encoding, xml_declaration=True)
    if encoding == "windows-1252":
        # libxml2 holds the five bytes that the code page leaves open to be characters.
        data = etree.tostring(root, encoding="us-ascii", xml_declaration=True).replace(b"us-ascii", b"windows-1252", 1)
    read = parse(data)
    assert (read.tag, read.text or "", read.get("b")) == ("a", text, value)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    try:
        parse(data)
        error = None
    except ReadError as caught:
        error = caught
    assert error is None or ((error.line or 0) > 0 and (error.column is None or error.column > 0))


A = "<a>é</a>"


@pytest.mark.parametrize(
    "data",
    [
        A.encode(),
        b"\xef\xbb\xbf" + A.encode(),
        b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + A.encode(),
        b"<?xml version = \"1.0\"\n encoding\t=\r\n'utf8' ?><!-- c --><?p q?>\n" + A.encode(),
        b"\xff\xfe" + A.encode("utf-16-le"),
        b"\xfe\xff" + A.encode("utf-16-be"),
        b"\xff\xfe" + f"<?xml version='1.0' encoding='UTF-16LE'?>{A}".encode("utf-16-le"),
        f"<?xml version='1.0' encoding='utf-16'?>{A}".encode("utf-16-be"),
        f"<?xml version='1.0' encoding='UTF-16BE'?>{A}".encode("utf-16-be"),
        f"<?xml version='1.0' encoding='ISO-8859-1'?>{A}".encode("latin-1"),
        f"<?xml version='1.0' encoding='iso-8859-15'?>{A}".encode("iso8859-15"),
        f"<?xml version='1.0' encoding='Windows-1252'?>{A}".encode("cp1252"),
        b"<?xml version='1.0' encoding='us-ascii'?><a>&#233;</a>",
        b"<?xml version='1.0'?><!-- <!DOCTYPE x> --><?p <!DOCTYPE x>?><a><![CDATA[\xc3\xa9]]></a><!-- <!DOCTYPE x> -->",
    ],
)
def test_the_encoding_is_known(data: bytes) -> None:
    assert parse(data).text == "é"


def test_comments_and_instructions_stay_and_space_too() -> None:
    assert etree.tostring(parse(b"<a> <!-- c --><?p q?> \n<b/></a>")) == b"<a> <!-- c --><?p q?> \n<b/></a>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("XML-NOT-WELLFORMED", 1, 1)),
        (b" \n ", ("XML-NOT-WELLFORMED", 1, 1)),
        (b"<a>", ("XML-NOT-WELLFORMED", 1, 4)),
        (b"<a>\n</b>", ("XML-NOT-WELLFORMED", 2, 5)),
        (b"<a>&nbsp;</a>", ("XML-NOT-WELLFORMED", 1, 10)),
        (b"<a>\n  \xff</a>", ("XML-BAD-BYTES", 2, 3)),
        (b"<?xml version='1.0' encoding='us-ascii'?><a>\xe9</a>", ("XML-BAD-BYTES", 1, 45)),
        (b"\xff\xfe<\x00a\x00/", ("XML-BAD-BYTES", 1, 3)),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", ("XML-ENCODING-UNSUPPORTED", 1, 1)),
        (b"\xff\xfe\x00\x00<\x00\x00\x00", ("XML-ENCODING-UNSUPPORTED", 1, 1)),
        (b"\x00\x00\x00<", ("XML-ENCODING-UNSUPPORTED", 1, 1)),
        (b"<\x00a\x00/\x00>\x00", ("XML-NOT-WELLFORMED", 1, 1)),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='iso-8859-1'?><a/>", ("XML-ENCODING-MISMATCH", 1, 1)),
        (b"<?xml version='1.0' encoding='utf-16le'?><a/>", ("XML-ENCODING-MISMATCH", 1, 1)),
        ("<?xml version='1.0' encoding='utf-8'?><a/>".encode("utf-16-le"), ("XML-ENCODING-MISMATCH", 1, 1)),
        (b"<?xml version='1.1'?><a/>", ("XML-VERSION-UNSUPPORTED", 1, 1)),
        (b"<?xml version=''?><a/>", ("XML-VERSION-UNSUPPORTED", 1, 1)),
        (b"<?xml encoding='utf-8'?><a/>", ("XML-NOT-WELLFORMED", 1, 7)),
        (b"BZh91AY&SY", ("XML-COMPRESSED", 1, 1)),
        (b"<!DOCTYPE a><a/>", ("XML-DOCTYPE-FORBIDDEN", 1, 1)),
        (b"<?xml version='1.0'?>\n<!-- <!DOCTYPE --> <?p?>\n  <!DOCTYPE a><a/>", ("XML-DOCTYPE-FORBIDDEN", 3, 3)),
        ("\ufeff\n<!DOCTYPE a><a/>".encode("utf-16-le"), ("XML-DOCTYPE-FORBIDDEN", 2, 1)),
        (b"<!-- <!DOCTYPE a><a/>", ("XML-NOT-WELLFORMED", 1, 22)),
        (b"<a><!DOCTYPE a></a>", ("XML-NOT-WELLFORMED", 1, 5)),
        (b"\n" + b"<a>" * 257, ("LIMIT-DEPTH", 2, None)),
        (b"<" + b"a" * 50_001 + b"/>", ("LIMIT-NAME", 1, None)),
        (b"<a><!--" + b"x" * 10_000_100 + b"--></a>", ("LIMIT-TEXT", 1, None)),
        (b"<a><![CDATA[" + b"x" * 10_000_100 + b"]]></a>", ("LIMIT-TEXT", 1, None)),
        (("<a>\ne" + "\u0301" * 31 + "</a>").encode(), ("LIMIT-COMBINING", 2, 32)),
        (b"<a><b>" + b"&#x301;" * 31 + b"</b></a>", ("LIMIT-COMBINING", 1, 0)),
        (b"<a>\n <b c='" + b"&#769;" * 31 + b"'/></a>", ("LIMIT-COMBINING", 2, 0)),
        (b"<a>\n <b/>" + b"&#769;" * 31 + b"</a>", ("LIMIT-COMBINING", 2, 0)),
    ],
)
def test_a_fault_has_its_code_and_its_place(data: bytes, expected: tuple[str, int, int | None]) -> None:
    """``None`` where libxml2 decides at which column a limit was reached, 0 where no column is known."""
    code, line, column = fault(data)
    assert (code, line) == expected[:2]
    assert (column or 0) > 0 if expected[2] is None else (column or 0) == expected[2]


def test_marks_that_elements_keep_apart_are_no_run() -> None:
    parse(b"<a>" + b"<b>&#769;</b>" * 40 + b"</a>")
    parse(b"<a b='&#769;'>" + b"<!-- -->" + b"&#769;" * 30 + b"<b c='" + b"&#769;" * 30 + b"'/></a>")
    parse(("<a>" + "<b>\u0301</b>" * 40 + "</a>").encode())


def test_hints() -> None:
    with pytest.raises(ReadError, match="numeric references"):
        parse(b"<a>&nbsp;</a>")
    with pytest.raises(ReadError, match="one root element"):
        parse(b"<a/><b/>")
    with pytest.raises(ReadError, match="must name the encoding"):
        parse(b"<a>\xe9</a>")


def test_sizes_are_bounded() -> None:
    with pytest.raises(ReadError, match="XML-TOO-LARGE"):
        parse(b"<a>12345</a>", max_bytes=10)
    data = b"<a>\n" + b"<b/>" * module.MAX_MARKUP
    code, line, column = fault(data)
    assert (code, line, column) == ("LIMIT-ELEMENTS", 2, 4 * (module.MAX_MARKUP - 1) + 1)


def test_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for prolog in (b"<!DOCTYPE a SYSTEM 'secret'>", b"<!DOCTYPE a [<!ENTITY e SYSTEM 'secret'>]>"):
        assert fault(prolog + b"<a>&e;</a>")[0] == "XML-DOCTYPE-FORBIDDEN"
    included = b'<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="secret" parse="text"/></a>'
    assert "secret" not in "".join(parse(included).itertext())


def test_a_declaration_that_the_scan_missed_is_refused_after_the_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_refuse_doctype", lambda _: None)
    assert fault(b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")[0] == "XML-DOCTYPE-FORBIDDEN"


def test_memory_that_ends_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    error = etree.XMLSyntaxError("unknown error", 2, 0, 0)
    assert read_error(error).code == "RESOURCE-MEMORY"

    def exhausted(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(etree, "fromstring", exhausted)
    with pytest.raises(ReadError, match="RESOURCE-MEMORY"):
        parse(b"<a/>")


def test_the_prolog_is_scanned_in_linear_time() -> None:
    tracemalloc.start()
    data = b"<!-- -->" * 100_000 + b"<?p?>" * 100_000 + b" " * 100_000 + b"<a/><!-- <!DOCTYPE -->"
    assert parse(data).tag == "a"
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_to_utf8() -> None:
    assert to_utf8(b"\xff\xfe" + A.encode("utf-16-le")) == A.encode()
