"""Documents one at a time: the same as all at once, and what is broken spoils nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsdoc
from newsdoc.formats import FORMATS
from newsdoc.formats.newsmlg2 import ids
from newsdoc.formats.newsmlg2.stream import iter_problems
from newsdoc.model.compare import diff
from newsdoc.model.document import NewsMessage
from newsdoc.schema import newsmlg2
from newsdoc.schema.grammar import Attribute
from newsdoc.streaming import Joined, iter_documents
from newsdoc.testing import documents

if TYPE_CHECKING:
    from newsdoc.formats.base import Fault, ReadResult
    from newsdoc.model.document import Document

NAR = "http://iptc.org/std/nar/2006-10-01/"
ITEM = """<newsItem guid="urn:example:{number}" standard="NewsML-G2" standardversion="2.35" conformance="power" version="1">
      <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
      <itemMeta>
        <itemClass qcode="ninat:text"/>
        <provider literal="Example"/>
        <versionCreated>2026-05-0{number}T10:00:00Z</versionCreated>
      </itemMeta>
      <contentMeta><headline>Nummer {number} – größer</headline></contentMeta>
    </newsItem>"""
BROKEN = '<newsItem guid="urn:example:2">\n<itemMeta><provider></itemMeta></newsItem>'


def message(
    *items: str,
    header: str = "<sent>2026-05-09T00:00:00Z</sent>",
    between: str = "\n    ",
    after: str = "",
    prolog: str = "",
) -> bytes:
    inner = between.join(items)
    return (
        f'{prolog}<newsMessage xmlns="{NAR}">\n  <header>{header}</header>\n  <itemSet>\n    '
        f"{inner}\n  </itemSet>{after}\n</newsMessage>\n"
    ).encode()


def item(number: int) -> str:
    return ITEM.format(number=number)


def streamed(data: bytes, **how: Any) -> list[ReadResult]:
    return list(iter_documents(io.BytesIO(data), **how))


def headlines(results: list[ReadResult]) -> list[str | None]:
    return [document.headline for result in results for document in result.documents]


def test_a_message_is_read_item_by_item() -> None:
    data = message(item(1), item(2))
    results = streamed(data)
    whole = newsdoc.read(data)
    assert [result.document for result in results] == whole.documents
    assert all(result.message == whole.message for result in results)
    assert [result.source for result in results] == [item(1).encode(), item(2).encode()]
    assert {(result.format, result.version) for result in results} == {("newsml-g2", "2.35")}


def test_a_broken_item_is_told_with_its_place_and_bytes() -> None:
    data = message(item(1), BROKEN, item(3))
    results = streamed(data)
    assert [len(result.documents) for result in results] == [1, 0, 1]
    assert results[1].source == BROKEN.encode()
    (problem,) = results[1].problems
    line = data.decode().splitlines()[(problem.line or 0) - 1]
    assert problem.code == "XML-NOT-WELLFORMED"
    assert line == "<itemMeta><provider></itemMeta></newsItem>"
    assert (problem.column or 0) > line.index("</itemMeta>")
    # The line that the parser names in its words is one of the file, too.
    assert f"provider line {problem.line} and" in problem.message


def test_an_item_may_stand_on_a_line_with_others() -> None:
    bad = "<newsItem>ä &nosuch; </newsItem>"
    results = streamed(message(item(1).replace("\n", " "), bad, between="é "))
    (problem,) = results[1].problems
    text = message(item(1).replace("\n", " "), bad, between="é ").decode().splitlines()
    assert text[(problem.line or 0) - 1][: (problem.column or 0) - 1].endswith("&nosuch;")


@pytest.mark.parametrize("cut", [20, 40, 300, 600])
def test_what_is_cut_off_is_one_problem(cut: int) -> None:
    data = message(item(1), item(2), item(3))[:-cut]
    results = streamed(data)
    problems = [problem for result in results for problem in result.problems]
    assert len(problems) == 1
    assert problems[0].line is not None
    assert data.decode(errors="ignore").count("\n") + 1 >= problems[0].line
    assert headlines(results)[:1] == ["Nummer 1 – größer"]
    assert len(headlines(results)) == data.count(b"</newsItem>")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-15", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    name = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(
        encoding, encoding.replace("-le", "").replace("-be", "")
    )
    mark = {"utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    text = message(item(1), "<newsItem>größer &nosuch;</newsItem>", prolog=f'<?xml version="1.0" encoding="{name}"?>\n')
    results = streamed(mark + text.decode().replace("–", "-").encode(encoding))
    assert headlines(results) == ["Nummer 1 - größer"]
    assert results[1].problems[0].line == 14


def test_bytes_that_are_not_of_the_encoding_are_the_fault_of_one_item() -> None:
    results = streamed(message(item(1), item(2), item(3)).replace(b"Nummer 2", b"Nummer \xff"))
    assert [result.problems[0].code if result.problems else None for result in results] == [None, "XML-BAD-BYTES", None]
    data = message(item(1), prolog='<?xml version="1.0" encoding="utf-16"?>').decode().encode("utf-16-le")
    with pytest.raises(newsdoc.ReadError) as caught:
        streamed(b"\xff\xfe" + data + b"\x00\xd8")
    assert caught.value.code == "XML-BAD-BYTES"


def test_namespaces_of_the_message_hold_in_its_items() -> None:
    data = message(item(1).replace("<headline>", '<headline v:mark="yes">'))
    data = data.replace(b"<newsMessage ", b'<newsMessage xmlns:v="urn:vendor" ')
    (result,) = streamed(data)
    assert result.documents == newsdoc.read(data).documents
    prefixed = data.replace(b"xmlns=", b"xmlns:n=")
    for name in (b"newsMessage", b"header", b"sent", b"itemSet", b"newsItem"):
        prefixed = prefixed.replace(b"<" + name, b"<n:" + name).replace(b"</" + name, b"</n:" + name)
    (other,) = streamed(prefixed)
    assert other.document.metadata.guid == "urn:example:1"


def test_a_message_without_a_namespace_is_read_with_a_problem() -> None:
    data = message(item(1), item(2)).replace(f' xmlns="{NAR}"'.encode(), b"")
    results = streamed(data)
    assert headlines(results) == ["Nummer 1 – größer", "Nummer 2 – größer"]
    assert {problem.code for result in results for problem in result.problems} == {"G2-NAMESPACE"}


def test_what_is_around_the_items_is_kept() -> None:
    data = message(item(1), "<extra>x</extra>", item(2), after="<v:end xmlns:v='urn:v'/>")
    results = streamed(data)
    assert headlines(results) == ["Nummer 1 – größer", "Nummer 2 – größer"]
    assert results[-1].documents == []
    assert results[-1].source is None
    assert results[-1].message == newsdoc.read(data).message
    assert [problem.line for problem in results[-1].problems] == [
        problem.line for problem in newsdoc.read(data).problems
    ]


def test_a_message_without_items() -> None:
    (result,) = streamed(message())
    assert result.documents == []
    assert result.message == newsdoc.read(message()).message


@pytest.mark.parametrize(
    "data", [b"<newsMessage", b"<newsMessage><header></newsMessage>", b"<newsMessage xmlns='urn:other'></newsMessage>"]
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(newsdoc.ReadError) as caught:
        streamed(data, name="a.xml")
    assert caught.value.line == 1


def test_a_message_without_an_end_is_told() -> None:
    (result,) = streamed(f'<newsMessage xmlns="{NAR}"><header>'.encode())
    assert [problem.code for problem in result.problems] == ["XML-NOT-WELLFORMED"]


def test_a_doctype_is_refused() -> None:
    with pytest.raises(newsdoc.ReadError) as caught:
        streamed(message(item(1), prolog="<!DOCTYPE newsMessage [<!ENTITY a 'b'>]>"))
    assert caught.value.code == "XML-DOCTYPE-FORBIDDEN"


def test_other_files_are_read_whole() -> None:
    document = newsdoc.read(item(1).encode().replace(b"<newsItem", f'<newsItem xmlns="{NAR}"'.encode())).document
    for name in FORMATS:
        data = newsdoc.write(document, name, on_loss="allow").data
        assert [result.document for result in streamed(data)] == newsdoc.read(data).documents
    several = newsdoc.write([document, document], "json").data
    assert [result.document for result in streamed(several)] == [document, document]


def test_a_text_file_object_is_refused() -> None:
    with pytest.raises(newsdoc.NewsdocError) as caught:
        list(iter_documents(io.StringIO("<newsMessage/>")))  # type: ignore[arg-type]
    assert caught.value.code == "NOT-BYTES"


def test_too_much_of_what_must_be_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdoc.streaming.MAX_BYTES", 100_000)
    with pytest.raises(newsdoc.ReadError) as caught:
        streamed(b"x\n" * 60_000)
    assert caught.value.code == "TOO-LARGE"


def test_a_too_large_item_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdoc.formats.newsmlg2.stream.MAX_PIECE", 100_000)
    large = item(2).replace("Nummer 2", "x" * 250_000)
    results = streamed(message(item(1), large, item(3)))
    assert headlines(results) == ["Nummer 1 – größer", "Nummer 3 – größer"]
    left_out = [result for result in results if not result.documents]
    assert {result.problems[0].code for result in left_out} == {"XML-TOO-LARGE"}
    assert b"".join(result.source or b"" for result in left_out).strip() == large.encode()


def faults(data: bytes, version: str | None = None) -> list[Fault]:
    return list(FORMATS["newsml-g2"].stream.iter_problems(io.BytesIO(data).read, version))


@pytest.mark.parametrize(
    "items",
    [
        (item(1), item(2)),
        (item(1), item(2).replace("<headline>", "<nosuch/><headline>"), item(3)),
        (item(1).replace("<provider", "<nosuch/><provider"), item(2).replace('version="1"', 'version="0"')),
        (item(1), item(2).replace('standardversion="2.35"', 'standardversion="2.9"')),
    ],
)
def test_item_by_item_the_same_is_wrong_as_at_once(items: tuple[str, ...]) -> None:
    data = message(*items)
    whole = [(one.code, one.line, one.column) for one in newsdoc.validate(data, "newsml-g2@2.35").problems]
    single = [(one.problem.code, one.problem.line, one.problem.column) for one in faults(data, "2.35")]
    assert single == whole
    paths = [one.problem.path or "" for one in faults(data)]
    assert all(path.startswith("/newsMessage/itemSet/newsItem[") for path in paths)


def test_what_is_wrong_around_items_is_told() -> None:
    data = message(item(1), item(2), header="<nosuch/>", after="<nosuch/>")
    lines = data.decode().splitlines()
    found = {lines[(one.problem.line or 0) - 1].strip() for one in faults(data)}
    assert found == {"<header><nosuch/></header>", "</itemSet><nosuch/>"}
    assert [one.problem.code for one in faults(message(item(1), item(2))[:-10])] == ["XML-NOT-WELLFORMED"]


def test_an_item_that_cannot_be_read_is_one_fault() -> None:
    found = faults(message(item(1), BROKEN, item(3)))
    assert [(one.problem.code, one.unreadable) for one in found] == [("XML-NOT-WELLFORMED", True)]
    first = faults(message(BROKEN, item(2), item(3).replace("<headline>", "<nosuch/><headline>")))
    assert [one.unreadable for one in first] == [True, False]


JOINING = [name for name, row in FORMATS.items() if row.many]


@pytest.mark.parametrize("target", JOINING)
@settings(max_examples=30)
@given(st.lists(documents(), min_size=1, max_size=3), st.sampled_from([None, "2026-05-09T00:00:00Z"]))
def test_written_one_by_one_is_written_together(target: str, given_documents: list[Document], sent: Any) -> None:
    envelope = NewsMessage(sent=sent)
    options: dict[str, Any] = {"on_loss": "allow", "check": False, "guid": "urn:example:first"}
    whole = newsdoc.write(given_documents, target, message=envelope, **options)
    joined = Joined(target, options)
    added = [joined.add(document) for document in given_documents]
    before, after, losses = joined.close(envelope)
    assert b"".join([before, *(one.data for one in added), after]) == whole.data
    every = [*losses, *(loss for one in added for loss in one.losses)]
    assert sorted(map(str, every)) == sorted(map(str, whole.losses))


@settings(max_examples=30)
@given(st.lists(documents(), min_size=1, max_size=3))
def test_a_message_of_anything_is_read_item_by_item_as_it_is_at_once(given_documents: list[Document]) -> None:
    data = newsdoc.write(given_documents, "newsml-g2", message=NewsMessage(), on_loss="allow", check=False).data
    results = streamed(data)
    whole = newsdoc.read(data)
    assert [diff(result.document, other) for result, other in zip(results, whole.documents, strict=True)] == [
        [] for _ in results
    ]


def _ids(*inner: str) -> bytes:
    return message(*(item(number).replace("<headline>", f"<headline {text}>") for number, text in enumerate(inner, 1)))


def test_items_with_the_same_id_are_told_item_by_item_as_well() -> None:
    data = _ids('id="a"', 'id="b"', 'id="a"')
    found = [fault.problem for fault in iter_problems(io.BytesIO(data).read, None)]
    (whole,) = newsdoc.validate(data).problems
    assert [(one.code, one.severity, one.line, one.column, one.path) for one in found] == [
        (whole.code, whole.severity, whole.line, whole.column, whole.path)
    ]
    assert "“a” in the attribute id of <headline>" in found[0].message
    assert not list(iter_problems(io.BytesIO(_ids('id="a"', 'id="b"', "")).read, None))


def test_more_ids_than_are_remembered_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "MAX_IDS", 2)
    data = _ids('id="a"', 'id="b"', 'id="c"', 'id="c"', 'id="a"')
    found = [fault.problem for fault in iter_problems(io.BytesIO(data).read, None)]
    assert [(one.code, one.severity) for one in found] == [("G2-SCHEMA-VALUE", "error"), ("G2-IDS", "warning")]


@pytest.mark.parametrize("version", FORMATS["newsml-g2"].versions)
def test_the_ids_are_those_of_the_schemas(version: str) -> None:
    grammar = newsmlg2.grammar(version)
    attributes = [one for rows in grammar.attributes.values() for one in rows]
    for definition in (*grammar.types.values(), *grammar.elements.values()):
        attributes += getattr(definition, "attributes", ())
    named = {one.name: one.type for one in attributes if isinstance(one, Attribute)}
    assert {name for name, kind in named.items() if kind == "xs:ID"} <= set(ids.NAMES)
    assert {named[name] for name in ids.NAMES if name in named} == {"xs:ID"}
