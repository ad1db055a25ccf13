"""Strict JSON: the fast path and the scanner agree; faults have a code, a line, a column and a pointer."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdoc.errors import ReadError, WriteError
from newsdoc.loading import chars, jsonscan
from newsdoc.loading.json import MAX_NODES, dumps, loads, loads_written, locate, locate_all, pointer
from newsdoc.testing import texts

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    texts(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts(), inner, max_size=4)),
    max_leaves=20,
)


def fault(data: bytes) -> tuple[str, int | None, int | None, str | None]:
    with pytest.raises(ReadError) as caught:
        loads(data)
    return caught.value.code, caught.value.line, caught.value.column, caught.value.path


@given(VALUES)
def test_what_is_written_is_read(value: Any) -> None:
    data = dumps(value)
    assert data.endswith(b"\n")
    assert loads(data) == value
    assert loads(b"\xef\xbb\xbf" + data) == value
    jsonscan.check(data.decode())


@given(VALUES, st.booleans(), st.sampled_from([None, 1, 4]))
def test_other_ways_to_write_the_same_are_read_alike(value: Any, ascii_only: bool, indent: int | None) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert loads(data) == value


@given(VALUES, st.data())
@example("x", None)
def test_damage_is_seen_by_both_ways_or_by_none(value: Any, draw: st.DataObject | None) -> None:
    """Whatever a change of the bytes makes of them, ``loads`` says what the scanner says; and the scanner is JSON's."""
    data = bytearray(json.dumps(value).encode())
    for _ in range(draw.draw(st.integers(0, 3)) if draw else 0):
        assert draw is not None
        place = draw.draw(st.integers(0, len(data)))
        data[place : place + draw.draw(st.integers(0, 2))] = draw.draw(st.sampled_from(PIECES))
    try:
        text = bytes(data).decode()
    except UnicodeDecodeError:
        assert fault(bytes(data))[0] in ("JSON-BAD-BYTES", "JSON-ENCODING")
        return
    error = scanned(text)
    if error is None:
        assert loads(bytes(data)) == json.loads(text)
    else:
        assert fault(bytes(data)) == (error.code, error.line, error.column, error.path)
        if error.code == "JSON-SYNTAX":
            with pytest.raises(ValueError):  # noqa: PT011  # its messages are its own
                json.loads(text)


def scanned(text: str) -> ReadError | None:
    """What the scanner alone says of ``text``."""
    try:
        jsonscan.check(text)
    except ReadError as error:
        return error
    return None


PIECES = [
    b"",
    b'"',
    b",",
    b":",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\\",
    b"\\u0041",
    b"\\u003a",
    b"\\ud800",
    b"\\u0000",
    b"\xff",
    b"0",
    b"9" * 19,
    b"1e999",
    b"-",
    b".",
    b"NaN",
    b"null",
    b"\n",
    b"\x01",
    b"\\b",
    b"\\n",
    b'"a":1,"a":2',
    b'{"a":1,"a":[]}',
]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("JSON-SYNTAX", 1, 1, None)),
        (b" \n", ("JSON-SYNTAX", 2, 1, None)),
        (b"[1,]", ("JSON-SYNTAX", 1, 4, "/1")),
        (b"[1 2]", ("JSON-SYNTAX", 1, 4, "/0")),
        (b'{"a" 1}', ("JSON-SYNTAX", 1, 6, "/a")),
        (b'{"a":1 "b":2}', ("JSON-SYNTAX", 1, 8, "/a")),
        (b"{1:2}", ("JSON-SYNTAX", 1, 2, "/")),
        (b"[1] 2", ("JSON-SYNTAX", 1, 5, None)),
        (b'{"a":\r\n tru}', ("JSON-SYNTAX", 2, 2, "/a")),
        (b"01", ("JSON-SYNTAX", 1, 2, None)),
        (b"+1", ("JSON-SYNTAX", 1, 1, None)),
        (b"[1.]", ("JSON-SYNTAX", 1, 3, "/0")),
        (b'["a', ("JSON-SYNTAX", 1, 2, "/0")),
        (b'["a\nb"]', ("JSON-SYNTAX", 1, 4, "/0")),
        (b'["\\x"]', ("JSON-SYNTAX", 1, 3, "/0")),
        (b"[NaN]", ("JSON-CONSTANT", 1, 2, "/0")),
        (b"-Infinity", ("JSON-CONSTANT", 1, 1, None)),
        (b"[1e400]", ("JSON-NUMBER-RANGE", 1, 2, "/0")),
        (b"[18446744073709551616]", ("JSON-NUMBER-RANGE", 1, 2, "/0")),
        (b"[-9223372036854775809]", ("JSON-NUMBER-RANGE", 1, 2, "/0")),
        (b"99999999999999999990", ("JSON-NUMBER-RANGE", 1, 1, None)),
        (b"-9999999999999999999", ("JSON-NUMBER-RANGE", 1, 1, None)),
        (b'{"a":{"b":1,\n"b":2}}', ("JSON-DUPLICATE-KEY", 2, 1, "/a/b")),
        (b'{"b":1,"\\u0062":1}', ("JSON-DUPLICATE-KEY", 1, 8, "/b")),
        (b'{"a:":"\\u003a","b":1,"b":":"}', ("JSON-DUPLICATE-KEY", 1, 22, "/b")),
        (b'["\\ud800"]', ("CHAR-SURROGATE", 1, 3, "/0")),
        (b'["ab\\n\\u0041\\ud83d\\ude00\\ud800x"]', ("CHAR-SURROGATE", 1, 25, "/0")),
        (b'["a\\b"]', ("CHAR-FORBIDDEN", 1, 4, "/0")),
        (b'["a\\\\b\\u0001"]', ("CHAR-FORBIDDEN", 1, 7, "/0")),
        (b'["\xef\xbf\xbf"]', ("CHAR-FORBIDDEN", 1, 3, "/0")),
        (b'{"\\uffff":1}', ("CHAR-FORBIDDEN", 1, 3, "/")),
        (b'["a' + b"\\u0301" * 31 + b'"]', ("LIMIT-COMBINING", 1, 184, "/0")),
        (('["a' + "\u0301" * 31 + '"]').encode(), ("LIMIT-COMBINING", 1, 34, "/0")),
        (b"\xff\xfe[\x00]\x00", ("JSON-ENCODING", 1, 1, None)),
        (b"[\x00]\x00", ("JSON-ENCODING", 1, 1, None)),
        (b"\x00\x00\x00[", ("JSON-ENCODING", 1, 1, None)),
        (b'["a\n\xc3\xa9\xff"]', ("JSON-BAD-BYTES", 2, 2, None)),
        (b"[" * 65 + b"]" * 65, ("LIMIT-DEPTH", 1, 65, "/0" * 64)),
        (b'{"' + b"k" * 600 + b'":[}]}', ("JSON-SYNTAX", 1, 606, None)),
    ],
)
def test_a_fault_has_its_code_and_its_place(data: bytes, expected: tuple[str, int, int, str | None]) -> None:
    assert fault(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 64 + b"]" * 64,
        b'{"a":"\\u003a"}',
        b'["1234567890123456789012345"]',
        b'["12345678901234567890", 12345678901234567890]',
        b'["\\\\b \\" \\/ \\ud83d\\ude00"]',
        b"[1E5, -0, 0.5e-3]",
        ('["' + "\u05d0\u05b8" * 40 + '"]').encode(),
    ],
)
def test_what_is_doubtful_may_be_right(data: bytes) -> None:
    assert loads(data) == json.loads(data)


_ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats(), st.text(max_size=40)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
)


@given(_ANY, st.integers(0, 70))
@example("\u0301" * 40, 0)
@example("\x01", 0)
@example("\uffff", 0)
@example("x", 70)
def test_what_was_written_is_read_as_anything_else(value: Any, depth: int) -> None:
    for _ in range(depth):
        value = [value]
    try:
        data = dumps(value)
    except WriteError:
        return
    results = []
    for read in (loads, loads_written):
        try:
            results.append(repr(read(data)))
        except ReadError as error:
            results.append(str(error))
    assert results[0] == results[1]


def test_limits() -> None:
    assert fault(b"[" + b"1," * MAX_NODES + b"1]")[0] == "LIMIT-NODES"
    assert len(loads(b"[" + b"1," * (MAX_NODES - 2) + b"1]")) == MAX_NODES - 1
    assert loads(b'["' + b"," * MAX_NODES + b'"]') == ["," * MAX_NODES]
    with pytest.raises(ReadError, match="more than 10"):
        loads(b"[1,2,3,4,5,6]", max_bytes=10)
    with pytest.raises(ReadError, match="LIMIT-DEPTH"):
        loads(b"[[1]]", max_depth=1)
    deep = b"[" * 300 + b"]" * 300
    assert loads(deep, max_depth=300) == json.loads(deep)
    wide = b"[" + b"[]," * 100 + b"[]]"
    assert loads(wide) == json.loads(wide)


def test_a_key_of_any_length_does_not_fill_the_message() -> None:
    with pytest.raises(ReadError) as caught:
        loads(b'{"' + b"k" * 100_000 + b'":1,"' + b"k" * 100_000 + b'":1}')
    assert len(str(caught.value)) < 200


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for name, item in items for found in _paths(item, (*path, name)))]


@given(VALUES, st.sampled_from([None, 0, 2]))
def test_values_and_keys_are_found_where_they_are(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    paths = _paths(value)
    starts = [0, *(end.end() for end in jsonscan._LINE_END.finditer(text))]
    for path, (line, column) in zip(paths, locate_all(text, paths), strict=True):
        here = value
        for part in path:
            here = here[part]
        start = starts[line - 1] + column - 1
        found, _ = json.JSONDecoder().raw_decode(text, start)
        assert found == here
    for path, (line, column) in zip(paths, locate_all(text, paths, key=True), strict=True):
        found, end = json.JSONDecoder().raw_decode(text, starts[line - 1] + column - 1)
        if path and isinstance(path[-1], str):
            assert found == path[-1]
            assert text[end:].lstrip().startswith(":")


def test_what_is_not_there_is_placed_where_it_would_be() -> None:
    data = b'\xef\xbb\xbf{"a":\n [1, {"b": "]}"}], "c": tru' + b"e}"
    assert locate(data, ["a", 1, "b"]) == (2, 12)
    assert locate(data, ["a", 1, "b"], key=True) == (2, 7)
    assert locate(data, ["a", 1, "x"]) == (2, 6)
    assert locate(data, ["a", 7]) == (2, 2)
    assert locate(data, ["a", 7, "x"], key=True) == (2, 2)
    assert locate(data, ["c"]) == (2, 25)
    assert locate(data, ["c", "d"]) == (2, 25)
    assert locate(data, []) == (1, 1)
    assert locate_all(data, [["a"], ["a", 0]], key=True) == [(1, 2), (2, 3)]


def test_pointer() -> None:
    assert pointer([]) == ""
    assert pointer(["a/b", "c~d", 0]) == "/a~1b/c~0d/0"


@pytest.mark.parametrize(
    ("value", "code"),
    [("\ud800", "CHAR-SURROGATE"), (2**64, "JSON-NUMBER-RANGE"), ({1}, "JSON-VALUE"), (None, "LIMIT-DEPTH")],
)
def test_what_json_cannot_say_is_not_written(value: Any, code: str) -> None:
    for _ in range(300 if value is None else 0):
        value = [value]
    with pytest.raises(WriteError) as caught:
        dumps(value)
    assert caught.value.code == code


def test_a_fault_that_only_the_fast_parser_finds_has_its_place_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """They agree as far as is known; if ever they do not, it is a fault like any other."""

    def refuse(data: bytes) -> None:
        message = "no"
        raise orjson.JSONDecodeError(message, data.decode(), 2)

    monkeypatch.setattr(orjson, "loads", refuse)
    assert fault(b"[\n1]") == ("JSON-SYNTAX", 2, 1, None)


@given(st.text(st.sampled_from("a\u0301\u05b0\u3099 \u4e00"), max_size=90))
def test_long_runs_of_marks_are_found_as_by_counting(text: str) -> None:
    import unicodedata

    length = 0
    expected = None
    for index, char in enumerate(text):
        length = length + 1 if unicodedata.combining(char) else 0
        if length > chars.MAX_COMBINING:
            expected = index
            break
    assert chars.combining_run(text) == expected
    assert expected is None or chars.may_combine(text.encode())
