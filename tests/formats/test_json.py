"""newsdoc's own JSON: exact, strict, and precise about what is wrong."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import WriteOptions
from newsdoc.formats.json.reader import MAX_DEPTH
from newsdoc.model import content as c
from newsdoc.model import document as d
from newsdoc.model.compare import normal
from newsdoc.model.plain import to_plain
from newsdoc.schema import registry
from newsdoc.testing import check_honest_loss, check_round_trip, check_total_reading, documents, texts

ROW = FORMATS["json"]


@given(documents())
def test_laws(document: d.Document) -> None:
    check_round_trip(ROW, "1.0", document)
    check_honest_loss(ROW, "1.0", document)
    written = ROW.write([document])
    assert (written.losses, written.format, written.version) == ([], "json", "1.0")
    read = ROW.read(written.data)
    assert read.documents == [document]
    assert (read.losses, read.format, read.version, read.problems, read.message) == ([], "json", "1.0", [], None)
    assert registry.json_validator("newsdoc", "1.0").is_valid(json.loads(written.data))


def plainly(value: Any) -> Any:
    """What :func:`to_plain` gives, field by field."""
    if isinstance(value, list):
        return [plainly(item) for item in value]
    if isinstance(value, dict):
        return {key: plainly(item) for key, item in value.items()}
    if not is_dataclass(value):
        return str(value) if isinstance(value, str) else value
    result: dict[str, Any] = {}
    for spec in fields(value):
        default = spec.default_factory() if spec.default_factory is not MISSING else spec.default
        item = getattr(value, spec.name)
        if spec.name == "type" and isinstance(default, str):
            result = {"type": item, **result}
        elif item != default:
            result[spec.name] = plainly(item)
    return result


@given(documents())
@example(d.Document(d.Metadata(subjects=[d.Concept("", relevance=0, confidence=0, foreign=[d.Foreign("a", "")])])))
def test_the_plain_form_is_all_that_is_not_as_by_default(document: d.Document) -> None:
    # Text and numbers, order and all.
    assert repr(to_plain(document)) == repr(plainly(document))


@settings(max_examples=25)
@given(st.lists(documents(), max_size=2), st.sampled_from([None, d.NewsMessage(), d.NewsMessage(transmit_id="x")]))
def test_several_documents_and_their_message(listed: list[d.Document], message: d.NewsMessage | None) -> None:
    written = ROW.write(listed, None, message)
    read = ROW.read(written.data)
    assert (read.documents, read.message) == (listed, message)
    assert registry.json_validator("newsdoc", "1.0").is_valid(json.loads(written.data))


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    check_total_reading(ROW, data)
    check_total_reading(ROW, b'{"newsdoc": "1.0", ' + data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts(),
        lambda part: st.lists(part) | st.dictionaries(texts(), part),
    )
)
def test_any_value_in_any_place(value: Any) -> None:
    for whole in (
        value,
        {"newsdoc": value},
        {"newsdoc": "1.0", "body": value},
        {"newsdoc": "1.0", "body": [value]},
        {"newsdoc": "1.0", "metadata": value},
        {"newsdoc": "1.0", "documents": value},
        {"newsdoc": "1.0", "documents": [], "message": value},
        {"newsdoc": "1.0", "body": [{"type": "paragraph", "content": value}]},
    ):
        check_total_reading(ROW, json.dumps(whole).encode())


def test_what_is_written() -> None:
    document = d.Document(
        metadata=d.Metadata(guid="urn:x", urgency=3),
        body=[c.Paragraph(["a ", c.Strong(["b"])], {"class": "lead"}), c.ThematicBreak()],
    )
    assert json.loads(ROW.write([document]).data) == {
        "newsdoc": "1.0",
        "metadata": {"guid": "urn:x", "urgency": 3},
        "body": [
            {
                "type": "paragraph",
                "content": ["a ", {"type": "strong", "content": ["b"]}],
                "attributes": {"class": "lead"},
            },
            {"type": "thematic_break"},
        ],
    }
    assert ROW.write([d.Document()]).data == b'{\n  "newsdoc": "1.0"\n}\n'
    assert ROW.write([d.Document()], WriteOptions()).version == "1.0"
    assert json.loads(ROW.write([d.Document()], None, d.NewsMessage(priority=1)).data) == {
        "newsdoc": "1.0",
        "message": {"priority": 1},
        "documents": [{}],
    }
    assert json.loads(ROW.write([]).data) == {"newsdoc": "1.0", "documents": []}


def test_the_writer_changes_no_document() -> None:
    document = d.Document(body=[c.Paragraph(["a", "", "b"], {})])
    ROW.write([document])
    assert document.body == [c.Paragraph(["a", "", "b"], {})]
    assert normal(ROW.read(ROW.write([document]).data).document) == normal(document)


def fault(value: Any) -> tuple[str, str, int | None, int | None, str | None]:
    text = value if isinstance(value, str) else json.dumps(value)
    with pytest.raises(ReadError) as caught:
        ROW.read(text.encode())
    error = caught.value
    return error.code, error.message, error.line, error.column, error.path


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ([], "it is a list, not an object"),
        ("null", "it is null, not an object"),
        ('"x"', "it is a string, not an object"),
        ("1", "it is a number, not an object"),
        ("1.5", "it is a number, not an object"),
        ("true", "it is true or false, not an object"),
        ({}, "it has no property “newsdoc”"),
        ({"uri": "a:b", "headlines": []}, "it looks like ninjs"),
        ({"uri": "a:b", "type": "text"}, "it looks like ninjs"),
        ({"standard": {}, "uri": "a:b"}, "it looks like ninjs"),
        ({"type": "Point", "coordinates": []}, "it looks like GeoJSON"),
        ({"$schema": "x", "properties": {}}, "it looks like a JSON Schema"),
        ({"@context": "x", "@type": "y"}, "it looks like JSON-LD"),
        ('["\\u0000"]', "it is a list, not an object"),
    ],
)
def test_what_is_no_document_is_named(value: Any, what: str) -> None:
    assert fault(value) == ("ND-NOT-A-DOCUMENT", f"this is not newsdoc's JSON: {what}", 1, 1, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"newsdoc":"2.0"}', ("ND-VERSION", "newsdoc's JSON has no version “2.0”", 1, 12, "/newsdoc")),
        ('{"newsdoc":1.0}', ("ND-VERSION", "newsdoc's JSON has no version “1.0”", 1, 12, "/newsdoc")),
        ('{"newsdoc":["1.0"]}', ("ND-VERSION", "newsdoc's JSON has no version “['1.0']”", 1, 12, "/newsdoc")),
        ('{"newsdoc":"1.0",\n"boddy":[]}', ("ND-INVALID", "the property “boddy” is not allowed here", 2, 1, "/boddy")),
        ('{"newsdoc":"1.0","body":1}', ("ND-INVALID", "must be a list", 1, 25, "/body")),
        ('{"newsdoc":"1.0","metadata":1}', ("ND-INVALID", "must be an object", 1, 29, "/metadata")),
        ('{"newsdoc":"1.0","body":["x"]}', ("ND-INVALID", "is of a “type” that cannot stand here", 1, 26, "/body/0")),
        (
            '{"newsdoc":"1.0","body":[{"type":"x"}]}',
            ("ND-INVALID", "is of a “type” that cannot stand here", 1, 26, "/body/0"),
        ),
        (
            '{"newsdoc":"1.0","body":[{"content":[]}]}',
            ("ND-INVALID", "must be a string or an object with a “type”", 1, 26, "/body/0"),
        ),
        (
            '{"newsdoc":"1.0","body":[\n {"type":"paragraph"}]}',
            ("ND-INVALID", "the property “content” is missing", 2, 2, "/body/0/content"),
        ),
        (
            '{"newsdoc":"1.0","body":[{"type":"paragraph","content":[{"type":"link","href":1,"content":[null]}]}]}',
            ("ND-INVALID", "must be a string; and one more fault", 1, 79, "/body/0/content/0/href"),
        ),
        (
            '{"newsdoc":"1.0","metadata":{"urgency":"5","guid":1,"x":2}}',
            ("ND-INVALID", "must be an integer; and 2 more faults", 1, 40, "/metadata/urgency"),
        ),
        (
            '{"newsdoc":"1.0","metadata":{"version_created":"yesterday"}}',
            ("ND-INVALID", "is not a date or time (ISO 8601)", 1, 48, "/metadata/version_created"),
        ),
        (
            '{"newsdoc":"1.0","item_type":"x"}',
            (
                "ND-INVALID",
                "must be 'newsItem', 'packageItem', 'conceptItem', 'knowledgeItem', 'planningItem' or 'catalogItem'",
                1,
                30,
                "/item_type",
            ),
        ),
        (
            '{"newsdoc":"1.0","metadata":{"char_count":"x"}}',
            ("ND-INVALID", "must be an integer; and one more fault", 1, 43, "/metadata/char_count"),
        ),
        (
            '{"newsdoc":"1.0","renditions":[{"has_content":1}]}',
            ("ND-INVALID", "must be true or false", 1, 47, "/renditions/0/has_content"),
        ),
        ('{"newsdoc":"1.0","message":{}}', ("ND-INVALID", "the property “documents” is missing", 1, 1, None)),
        ('{"newsdoc":"1.0","documents":{}}', ("ND-INVALID", "must be a list of documents", 1, 30, "/documents")),
        (
            '{"newsdoc":"1.0","documents":[],"body":[]}',
            ("ND-INVALID", "the property “body” cannot stand beside “documents”", 1, 33, "/body"),
        ),
        ('{"newsdoc":"1.0","documents":[{},{"body":1}]}', ("ND-INVALID", "must be a list", 1, 42, "/documents/1/body")),
        ('{"newsdoc":"1.0","documents":[1]}', ("ND-INVALID", "must be an object", 1, 31, "/documents/0")),
        (
            '{"newsdoc":"1.0","documents":[],"message":{"priority":"1"}}',
            ("ND-INVALID", "must be an integer", 1, 55, "/message/priority"),
        ),
        (
            '{"newsdoc":"1.0","body":["\\u0000"]}',
            ("CHAR-FORBIDDEN", "U+0000 is not a character that a document may have", 1, 27, "/body/0"),
        ),
    ],
)
def test_the_first_fault_is_placed(text: str, expected: tuple[Any, ...]) -> None:
    assert fault(text) == expected


def test_faults_of_characters_before_faults_of_syntax() -> None:
    assert fault('["\\u0000", }')[0] == "CHAR-FORBIDDEN"
    assert fault('["\\u0000"]')[0] == "ND-NOT-A-DOCUMENT"


@pytest.mark.parametrize(
    ("whole", "path"),
    [
        ('{"newsdoc":"1.0","body":[%s]}', "/body/0"),
        ('{"newsdoc":"1.0","documents":[{},{"body":[%s]}]}', "/documents/1/body/0"),
        ('{"newsdoc":"1.0","documents":[],"message":{"channels":[%s]}}', "/message/channels/0"),
    ],
)
def test_many_faults_are_counted_and_not_listed(whole: str, path: str) -> None:
    code, message, line, column, found = fault(whole % ("1," * 1000 + "1"))
    assert (code, line, column, found) == ("ND-INVALID", 1, whole.index("%s") + 1, path)
    assert message == "is not what a document can have here; and 1000 more faults"


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("a\x00", "CHAR-FORBIDDEN", "U+0000 is not a character that a document may have (character 2 of the text)"),
        ("\uffff", "CHAR-FORBIDDEN", "U+FFFF is not a character that a document may have (character 1 of the text)"),
        ("a\ud800", "CHAR-SURROGATE", "U+D800 is not a character that a document may have (character 2 of the text)"),
        ("e" + "\u0301" * 31, "LIMIT-COMBINING", "more than 30 combining marks in a row (character 32 of the text)"),
    ],
)
def test_characters_that_no_document_may_have_are_not_written(text: str, code: str, message: str) -> None:
    link = c.Link(["ok", text], "https://example.com/")
    places = {
        "body[0].content[1].content[1]": [d.Document(body=[c.Paragraph(["ok", link])])],
        "documents[1].metadata.headlines[0].value": [
            d.Document(),
            d.Document(metadata=d.Metadata(headlines=[d.Label(text)])),
        ],
        "body[0].attributes": [d.Document(body=[c.Paragraph([], {text: "x"})])],
        "body[0].attributes.class": [d.Document(body=[c.Paragraph([], {"class": text})])],
    }
    for path, listed in places.items():
        with pytest.raises(WriteError) as caught:
            ROW.write(listed)
        assert (caught.value.code, caught.value.message, caught.value.path) == (code, message, path)


def test_what_only_looks_forbidden_is_written() -> None:
    document = d.Document(body=[c.Paragraph(["\\u0000 \\b \\f \ufdd0 " + "\u05d0\u05b8" * 40])])
    assert ROW.read(ROW.write([document]).data).document == document


def nested(levels: int) -> d.Document:
    block: c.Block = c.Paragraph(["x"])
    for _ in range(levels):
        block = c.BlockQuote([block])
    return d.Document(body=[block])


def test_depth() -> None:
    deepest = (MAX_DEPTH - 3) // 2
    document = nested(deepest)
    assert ROW.read(ROW.write([document]).data).document == document
    for levels in (deepest + 1, 130, 400):
        with pytest.raises(WriteError, match="LIMIT-DEPTH"):
            ROW.write([nested(levels)])
    assert fault("[" * 65 + "]" * 65)[0] == "LIMIT-DEPTH"
    assert fault('{"newsdoc":"1.0","body":' + "[" * 190 + "]" * 190 + "}")[0] == "LIMIT-DEPTH"


def test_integers_of_more_than_64_bits_are_not_written() -> None:
    with pytest.raises(WriteError, match="JSON-NUMBER-RANGE"):
        ROW.write([d.Document(metadata=d.Metadata(urgency=2**64))])


def test_the_examples_of_the_notes() -> None:
    notes = (Path(__file__).parent.parent.parent / "newsdoc" / "formats" / "json" / "NOTES.md").read_text("utf-8")
    examples = [part.partition("```")[0] for part in notes.split("```json\n")[1:]]
    assert [len(ROW.read(example.encode()).documents) for example in examples] == [1, 2]
