"""Documents that were built by hand and are not right: what is wrong is told, with its place and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import newsdoc
from newsdoc import Document, Metadata
from newsdoc.model.content import BlockQuote, Heading, Link, List, ListItem, Paragraph, Strong
from newsdoc.model.document import NewsMessage
from newsdoc.model.timestamp import Timestamp

ANY: Any = None
FOUR: Any = 4


def wrong(**fields: Any) -> Document:
    return Document(Metadata(**fields))


def body(*blocks: Any) -> Document:
    return Document(body=list(blocks))


def cyclic() -> Document:
    quote = BlockQuote([Paragraph(["x"])])
    quote.content.append(List([ListItem([quote])]))
    return body(quote)


def inner() -> Document:
    strong = Strong(["x"])
    strong.content.append(strong)
    return body(Paragraph([strong]))


#: To look for this would cost every document that is written.
ENDLESS = "body[0].content[0].content[1]"
WRONG = [
    (wrong(headlines=["x"]), "DOC-TYPE", "metadata.headlines[0]", "write Label(“x”)"),
    (wrong(headlines="x"), "DOC-TYPE", "metadata.headlines", "write [“x”]"),
    (wrong(bylines=None), "DOC-TYPE", "metadata.bylines", None),
    (wrong(subjects=["medtop:1"]), "DOC-TYPE", "metadata.subjects[0]", "write Concept(literal=“medtop:1”)"),
    (wrong(guid=4), "DOC-TYPE", "metadata.guid", None),
    (wrong(urgency="4"), "DOC-TYPE", "metadata.urgency", None),
    (wrong(urgency=True), "DOC-TYPE", "metadata.urgency", None),
    (
        wrong(version_created=datetime(2026, 5, 4, 9, 0, 0, tzinfo=UTC)),
        "DOC-TYPE",
        "metadata.version_created",
        "write Timestamp(“2026-05-04T09:00:00+00:00”)",
    ),
    (
        wrong(version_created=Timestamp("x")),
        "DOC-VALUE",
        "metadata.version_created",
        "write it as 2024-09-09T10:35:00Z",
    ),
    (wrong(word_count=float("nan")), "DOC-VALUE", "metadata.word_count", "leave it out"),
    (body("text"), "DOC-TYPE", "body[0]", "write Paragraph([“text”])"),
    (body(Paragraph(["a"]), Strong(["x"])), "DOC-TYPE", "body[1]", None),
    (body(Paragraph([Paragraph(["x"])])), "DOC-TYPE", "body[0].content[0]", None),  # type: ignore[list-item]
    (body(Heading(["x"], "2")), "DOC-TYPE", "body[0].level", None),  # type: ignore[arg-type]
    (body(List([Paragraph(["x"])])), "DOC-TYPE", "body[0].items[0]", None),  # type: ignore[list-item]
    (body(Paragraph([Link(["x"], ANY)])), "DOC-TYPE", "body[0].content[0].href", None),
    (body(Paragraph(["x"], {"a": ANY})), "DOC-TYPE", "body[0].attributes.a", None),
    (body(Paragraph(["a\0b"])), "CHAR-FORBIDDEN", "body[0].content[0]", "take it out"),
    (body(Paragraph(["a\ud800b"])), "CHAR-SURROGATE", "body[0].content[0]", "take it out"),
    (cyclic(), "LIMIT-DEPTH", "body[0].content[1].items[0].content[0]", None),
    (inner(), "LIMIT-DEPTH", ENDLESS, None),
    (Document(item_type=ANY), "DOC-TYPE", "item_type", None),
    (Document(item_type="foo"), "DOC-VALUE", "item_type", None),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("document", "code", "path", "hint"), WRONG)
def test_what_is_wrong_is_told(document: Document, code: str, path: str, hint: str | None) -> None:
    (problem,) = newsdoc.check(document)
    assert (problem.code, problem.path, problem.hint) == (code, path, hint)


@pytest.mark.parametrize("target", newsdoc.FORMATS)
@pytest.mark.parametrize(("document", "path"), [(document, path) for document, _, path, _ in WRONG if path != ENDLESS])
def test_it_is_written_or_refused_with_the_reason(document: Document, path: str, target: str) -> None:
    try:
        newsdoc.write(document, target, on_loss="allow")
    except newsdoc.WriteError as error:
        # What came first was told; json itself says what is too deep and what is no character.
        assert path in str(error) or error.code == "LIMIT-DEPTH"
        assert "fault of newsdoc" not in str(error)


def test_a_right_document_has_nothing_wrong(request: pytest.FixtureRequest) -> None:
    for path in sorted((request.config.rootpath / "fixtures").glob("*/everything@*")):
        if path.suffix != ".toml":
            assert newsdoc.check(newsdoc.read(path.read_bytes(), name=path.name).documents[0]) == []


def test_a_document_that_is_too_deep() -> None:
    block = BlockQuote([Paragraph(["x"])])
    for _ in range(3000):
        block = BlockQuote([block])
    (problem,) = newsdoc.check(body(block))
    assert problem.code == "LIMIT-DEPTH"
    for target in newsdoc.FORMATS:
        with pytest.raises(newsdoc.WriteError):
            newsdoc.write(body(block), target, on_loss="allow")


def test_no_more_faults_than_anybody_reads() -> None:
    assert len(newsdoc.check(body(*["x"] * 1000))) == 100


def test_an_envelope_and_several_documents() -> None:
    good = wrong(guid="urn:example:1")
    with pytest.raises(newsdoc.WriteError) as caught:
        newsdoc.write([good, wrong(headlines=["x"])], "newsml-g2")
    assert caught.value.path == "documents[1].metadata.headlines[0]"
    with pytest.raises(newsdoc.WriteError) as caught:
        newsdoc.write(good, "json", message=NewsMessage(transmit_id=FOUR))
    assert caught.value.path == "message.transmit_id"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_json_refuses_what_is_no_number(value: float) -> None:
    document = wrong(word_count=value, headlines=[])
    document.body.append(Paragraph(["null and void"]))
    with pytest.raises(newsdoc.WriteError) as caught:
        newsdoc.write(document, "json")
    assert (caught.value.code, caught.value.path) == ("JSON-NUMBER-RANGE", "metadata.word_count")
    assert newsdoc.write(body(Paragraph(["null and void"])), "json").data


GIVEN: list[tuple[Any, str]] = [
    (5, "the input is a int, not bytes; give the bytes of the file"),
    (None, "the input is a NoneType, not bytes"),
    ("text", "the input is text, not bytes; encode it"),
    (Path("a.xml"), "the input is a path, not bytes; give what it says: path.read_bytes()"),
]


@pytest.mark.parametrize(("given", "message"), GIVEN)
def test_what_is_read_is_bytes(given: Any, message: str) -> None:
    for name in (None, "text"):
        for call in (newsdoc.read, newsdoc.validate):
            with pytest.raises(newsdoc.OptionError, match=r"^NOT-BYTES: ") as caught:
                call(given, name)
            assert message in str(caught.value)
    with pytest.raises(newsdoc.OptionError, match="NOT-BYTES"):
        list(newsdoc.iter_documents(given))


def test_a_file_is_read_by_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    with path.open("rb") as file, pytest.raises(newsdoc.OptionError, match=r"the input is a file, .*file\.read\(\)"):
        newsdoc.read(file)  # type: ignore[arg-type]
    same: list[Any] = [b"text", bytearray(b"text"), memoryview(b"text")]
    for data in same:
        assert newsdoc.read(data, "text").documents


@pytest.mark.parametrize("given", ["text", None, 5, [1], b"x"])
def test_what_is_written_is_documents(given: Any) -> None:
    with pytest.raises(newsdoc.OptionError, match=r"NOT-A-DOCUMENT: .* is not a document; give a newsdoc.Document"):
        newsdoc.write(given, "json")


def test_a_result_of_reading_is_no_document() -> None:
    with pytest.raises(newsdoc.OptionError, match=r"NOT-A-DOCUMENT: .*; write its \.documents"):
        newsdoc.write(newsdoc.read(b"text", "text"), "json")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["timezone", "provider", "guid", "now", "body"])
def test_options_are_texts(name: str) -> None:
    options: dict[str, Any] = {name: datetime(2026, 5, 4, tzinfo=UTC)}
    with pytest.raises(newsdoc.OptionError, match=f"{name} is a datetime, not a text; write it as text: “2026-05-04T"):
        newsdoc.write(Document(), "json", **options)
    options[name] = 5
    with pytest.raises(newsdoc.OptionError, match=f"{name} is a int, not a text"):
        newsdoc.write(Document(), "json", **options)


def test_a_format_is_a_name() -> None:
    with pytest.raises(newsdoc.SchemaError, match="a NoneType is not the name of a format; the formats are json"):
        newsdoc.write(Document(), ANY)
