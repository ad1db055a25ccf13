"""``newsdoc convert`` over newsMessages: an item that cannot be converted does not stop the others."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

import newsdoc
from newsdoc.cli import outputs
from newsdoc.formats.base import Loss, WriteResult
from newsdoc.formats.newsmlg2 import check, reader, stream
from tests.test_streaming import BROKEN, item, message

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.base import ReadOptions, ReadResult
    from newsdoc.validation.problem import Problem
    from tests.conftest import Run

EMBARGO = "</versionCreated><embargoed>2027-01-01T00:00:00Z</embargoed>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, *items: str) -> None:
    Path(name).write_bytes(message(*items))


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_each_item_gets_a_file_and_a_broken_one_is_kept_aside(run: Run) -> None:
    put("feed.xml", item(1), BROKEN, item(3))
    result = run("convert", "feed.xml", "-t", "ninjs", "-o", "out/", "--quarantine", "aside", "--losses", "losses.json")
    assert result.code == 3
    assert names("out") == ["feed-1.json", "feed-3.json"]
    assert Path("aside/feed-2.xml").read_bytes() == BROKEN.encode()
    lines = result.err.splitlines()
    assert lines[0].startswith("feed.xml:14:")
    assert "XML-NOT-WELLFORMED" in lines[0]
    assert lines[-1] == "feed.xml: 2 of 3 items were converted; the others are in aside"
    rows = json.loads(Path("losses.json").read_text(encoding="utf-8"))
    assert {row.get("document", 0) for row in rows} == {0, 2}


def test_what_is_kept_aside_is_written_over_nothing(run: Run) -> None:
    for name, text in (("feed.xml", "one"), ("b/feed.xml", "two"), ("feed-2.xml", "three")):
        Path(name).parent.mkdir(exist_ok=True)
        put(name, item(1), BROKEN.replace("<provider>", f"<provider>{text}"))
    before = Path("feed-2.xml").read_bytes()
    words = ("convert", "feed.xml", "b/feed.xml", "feed-2.xml", "-t", "ninjs", "-o", "out/", "--quarantine", ".")
    result = run(*words)
    assert result.code == 3
    assert "feed.xml: written to ./feed-2-2.xml, since ./feed-2.xml is another one's" in result.err
    assert Path("feed-2.xml").read_bytes() == before
    kept = {path.name for path in Path().glob("*.xml")} - {"feed.xml", "feed-2.xml"}
    assert sorted(re.findall("one|two|three", "".join(Path(name).read_text() for name in kept))) == sorted(
        ["one", "two", "three"]
    )
    # The same once more is the same; another item of that name is kept beside it, and so is the output.
    run(*words)
    assert {path.name for path in Path().glob("*.xml")} - {"feed.xml", "feed-2.xml"} == kept
    put("feed.xml", item(1), BROKEN)
    run("convert", "feed.xml", "-t", "json", "-o", "aside/feed-2.xml", "--quarantine", "aside")
    put("feed.xml", item(1), BROKEN, BROKEN)
    run("convert", "feed.xml", "-t", "json", "-o", "aside/feed-2.xml", "--quarantine", "aside")
    put("feed.xml", item(1), item(2), BROKEN + " ")
    run("convert", "feed.xml", "-t", "json", "-o", "aside/feed-2.xml", "--quarantine", "aside")
    assert names("aside") == ["feed-2-2.xml", "feed-2.xml", "feed-3.xml"]
    put("feed.xml", item(1), item(2), BROKEN.replace("<provider>", "<provider>four"))
    run("convert", "feed.xml", "-t", "ninjs", "-o", "out/", "--quarantine", "aside")
    assert names("aside") == ["feed-2-2.xml", "feed-2-3.xml", "feed-2.xml", "feed-3.xml"]


def test_the_files_of_items_are_put_on_the_disk_together(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("feed.xml", item(1), BROKEN, item(3))
    calls: list[str] = []
    for call in ("fsync", "sync"):
        monkeypatch.setattr(os, call, lambda *_, call=call: calls.append(call), raising=False)
    monkeypatch.setattr(outputs, "_SETTLES", True)
    words = ("convert", "feed.xml", "-t", "ninjs", "-o", "out/", "--quarantine", "aside")
    run(*words)
    assert calls == ["sync"]
    # What is replaced is not put at risk: each of the three files is there now.
    calls.clear()
    run(*words)
    assert calls == ["fsync"] * 3 + ["sync"]
    assert names("out") + names("aside") == ["feed-1.json", "feed-3.json", "feed-2.xml"]
    # A system that cannot do it together does it one by one.
    calls.clear()
    monkeypatch.setattr(outputs, "_SETTLES", False)
    run("convert", "feed.xml", "-t", "ninjs", "-o", "other/")
    assert calls == ["fsync"] * 2


def test_an_item_goes_where_a_link_points(run: Run) -> None:
    put("feed.xml", item(1), item(3))
    Path("out").mkdir()
    Path("elsewhere").mkdir()
    Path("out/feed-1.json").symlink_to("../elsewhere/one.json")
    assert run("convert", "feed.xml", "-t", "ninjs", "-o", "out/").code == 0
    assert Path("out/feed-1.json").is_symlink()
    assert (names("out"), names("elsewhere")) == (["feed-1.json", "feed-2.json"], ["one.json"])


def test_losses_of_items_are_counted_only_where_they_are_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("feed.xml", item(1), item(3))
    told = run("convert", "feed.xml", "-t", "ninjs", "-o", "out/").err
    assert re.search(r"^feed\.xml: \d+ losses: ", told)
    assert "(2 times)" in told

    def counted(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("newsdoc.report.text.Tally.add", counted)
    for words in (("-q",), ("--on-loss", "allow")):
        result = run("convert", "feed.xml", "-t", "ninjs", "-o", "out/", "--losses", "losses.json", *words)
        assert (result.code, result.err) == (0, "")
        assert json.loads(Path("losses.json").read_text(encoding="utf-8"))


def test_the_files_of_items_are_of_the_kind_that_is_written(run: Run) -> None:
    put("feed.xml", item(1), item(3))
    assert run("convert", "feed.xml", "-t", "ninjs", "-o", "out").code == 0
    assert names(".") == ["feed.xml", "out-1.json", "out-2.json"]


def test_a_folder_that_is_not_there_is_named(run: Run) -> None:
    put("feed.xml", item(1))
    result = run("convert", "feed.xml", "-t", "ninjs", "-o", "missing/x.json", "-q")
    assert (result.code, result.err) == (
        5,
        "feed.xml: IO-ERROR: missing/x.json cannot be written: there is no folder missing; make it, or choose another place\n",
    )


def test_one_item_alone_has_no_number(run: Run) -> None:
    put("feed.xml", item(1))
    assert run("convert", "feed.xml", "-t", "ninjs", "-o", "out/").code == 0
    assert names("out") == ["feed.json"]


def test_several_items_do_not_go_to_standard_output(run: Run) -> None:
    put("feed.xml", item(1), item(2))
    result = run("convert", "feed.xml", "-t", "md")
    assert (result.code, result.out) == (2, b"")
    assert "NOT-ONE-DOCUMENT" in result.err


@pytest.mark.parametrize("target", ["newsml-g2", "json"])
def test_a_format_of_many_gets_one_file(run: Run, target: str) -> None:
    put("feed.xml", item(1), BROKEN, item(3))
    result = run("convert", "feed.xml", "-t", target, "-o", "out.x")
    assert result.code == 3
    assert "2 of 3 items were converted; --quarantine FOLDER keeps the others" in result.err
    put("good.xml", item(1), item(3))
    assert run("convert", "good.xml", "-t", target, "-o", "good.x", "-q").code == 0
    assert Path("out.x").read_bytes() == Path("good.x").read_bytes()
    assert Path("good.x").read_bytes() == newsdoc.convert(Path("good.xml").read_bytes(), target).data


def test_standard_input_and_output(run: Run) -> None:
    data = message(item(1), BROKEN)
    result = run("convert", "-", "-t", "json", "--quarantine", "aside", stdin=data)
    assert result.code == 3
    assert len(newsdoc.read(result.out).documents) == 1
    assert names("aside") == ["stdin-2.xml"]


def test_an_item_that_loses_too_much_is_not_written_and_kept_aside(run: Run) -> None:
    put("feed.xml", item(1), item(2).replace("</versionCreated>", EMBARGO), item(3))
    words = ("-t", "text", "-o", "out/", "--quarantine", "aside", "--allow-loss", "guid")
    result = run("convert", "feed.xml", *words)
    assert result.code == 4
    assert names("out") == ["feed-1.txt", "feed-3.txt"]
    assert names("aside") == ["feed-2.xml"]
    assert "the embargo of the document as it is (at item 2)" in result.err


def test_one_file_of_many_is_not_written_where_too_much_is_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("feed.xml", item(1), item(2))
    words = ("convert", "feed.xml", "-t", "json", "--on-loss", "fail")
    assert run(*words, "-o", "good.json").code == 0
    loss = Loss("dropped", "metadata.headlines[0]", "Nummer", "for the sake of the test")
    real = newsdoc.write

    def lossy(*given: Any, **options: Any) -> WriteResult:
        result = real(*given, **options)
        return replace(result, losses=[loss])

    monkeypatch.setattr("newsdoc.streaming.write", lossy)
    result = run(*words, "-o", "out.json")
    assert result.code == 4
    assert not Path("out.json").exists()


def test_nothing_but_broken_items(run: Run) -> None:
    put("feed.xml", BROKEN)
    result = run("convert", "feed.xml", "-t", "json", "-o", "out.json")
    assert result.code == 3
    assert not Path("out.json").exists()


def test_no_items_at_all(run: Run) -> None:
    put("feed.xml")
    result = run("convert", "feed.xml", "-t", "json")
    assert result.code == 1
    assert "NO-DOCUMENT" in result.err


def test_a_message_that_does_not_end_is_told_and_its_items_are_converted(run: Run) -> None:
    Path("feed.xml").write_bytes(message(item(1), item(2))[:-20])
    result = run("convert", "feed.xml", "-t", "ninjs", "-o", "out/")
    assert result.code == 3
    assert names("out") == ["feed-1.json", "feed-2.json"]


def test_the_quarantine_cannot_be_made(run: Run) -> None:
    put("feed.xml", BROKEN, item(2))
    Path("aside").write_text("a file", encoding="utf-8")
    result = run("convert", "feed.xml", "-t", "ninjs", "-o", "out/", "--quarantine", "aside")
    assert result.code == 5
    assert "IO-ERROR" in result.err


@pytest.mark.parametrize("target", ["ninjs", "json"])
def test_errors_are_said_to_whom_wants_to_hear_no_more(run: Run, target: str) -> None:
    Path("feed.xml").write_bytes(message(item(1), BROKEN).replace(b"</newsMessage>", b""))
    result = run("convert", "feed.xml", "-t", target, "-o", "out/", "-q")
    assert result.code == 3
    first, second = result.err.splitlines()
    assert first.startswith("feed.xml:14:32: XML-NOT-WELLFORMED error: ")
    assert "XML-NOT-WELLFORMED error: " in second


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [("ninjs", "--losses", "losses.json"), ("json",)])
@pytest.mark.parametrize("at_once", [False, True])
def test_a_full_temporary_folder_is_no_fault_of_the_items(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    at_once: bool,
) -> None:
    put("feed.xml", *(item(number) for number in range(1, 90)))
    put("other.xml", *(item(number) for number in range(1, 90)))

    def full(buffering: int = -1) -> IO[bytes]:
        if at_once:
            raise FileNotFoundError(2, "No usable temporary directory found")
        return open("/dev/full", "w+b", buffering=buffering)  # noqa: PTH123

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    result = run("convert", "feed.xml", "other.xml", "-t", *words, "-o", "out/", "--quarantine", "aside", "-q")
    assert result.code == 5
    first, *more = result.err.splitlines()
    assert first.startswith("feed.xml: IO-ERROR: a temporary file cannot be written: No ")
    assert first.endswith("; make room, or choose another folder with TMPDIR")
    # Where losses cannot be kept nothing more is done; an input too large for the temporary folder stops no other.
    assert len(more) == ("--losses" not in words)
    assert not Path("aside").exists()
    assert not Path("losses.json").exists()
    assert not list(Path().glob("out/*.tmp"))


def test_two_feeds_do_not_write_over_each_other(run: Run) -> None:
    Path("sub").mkdir()
    put("feed.xml", item(1), item(2))
    put("sub/feed.xml", item(3), item(4))
    result = run("convert", "feed.xml", "sub/feed.xml", "-t", "ninjs", "-o", "out/")
    assert result.code == 0
    assert len(names("out")) == 4
    guids = {json.loads(path.read_text(encoding="utf-8"))["uri"] for path in Path("out").iterdir()}
    assert guids == {f"urn:example:{number}" for number in range(1, 5)}


def test_a_large_message_is_validated_item_by_item(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdoc.cli.validate.MAX_BYTES", 1000)
    put("good.xml", item(1), item(2))
    put("bad.xml", item(1), item(2).replace("<headline>", "<nosuch/><headline>"), item(3))
    put("broken.xml", item(1), BROKEN, item(3))
    assert run("validate", "good.xml").code == 0
    result = run("validate", "bad.xml")
    assert result.code == 1
    assert b"(/newsMessage/itemSet/newsItem[2]/contentMeta/nosuch)" in result.out
    assert run("validate", "broken.xml", "bad.xml").code == 3
    monkeypatch.setattr("newsdoc.cli.validate.MAX_PROBLEMS", 1)
    put("worse.xml", *[item(number).replace("<headline>", "<nosuch/><headline>") for number in range(1, 5)])
    result = run("validate", "worse.xml")
    assert result.out.decode().splitlines()[-1].startswith("worse.xml: LIMIT-ERRORS error: more than 1 problems")


def test_all_items_of_a_message_are_validated_where_one_cannot_be_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("feed.xml", item(1).replace("<headline>", "<nosuch/><headline>"), BROKEN, item(3), BROKEN)
    result = run("validate", "feed.xml")
    lines = result.out.decode().splitlines()
    assert result.code == 3
    assert [re.search("[A-Z0-9-]{4,}", line)[0] for line in lines] == [  # type: ignore[index]
        "G2-SCHEMA-UNEXPECTED-ELEMENT",
        "XML-NOT-WELLFORMED",
        "XML-NOT-WELLFORMED",
    ]
    assert result.err == "1 file: 1 not valid (3 errors)\n"
    monkeypatch.setattr("newsdoc.cli.validate.MAX_BYTES", 1000)
    assert run("validate", "feed.xml") == result
    # What is around the items, and what is no feed at all.
    Path("open.xml").write_bytes(message(item(1)).replace(b"</itemSet>", b""))
    assert run("validate", "open.xml").code == 3
    Path("item.xml").write_text(BROKEN, encoding="utf-8")
    assert run("validate", "item.xml").out.count(b"\n") == 1


def test_a_fault_of_newsdoc_in_reading_one_item_does_not_stop_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("feed.xml", item(1), item(2), item(3))
    real = reader.read

    def faulty(data: bytes, options: ReadOptions) -> ReadResult:
        if b"urn:example:2" in data:
            raise ValueError("boom")
        return real(data, options)

    monkeypatch.setattr(stream, "read_whole", faulty)
    result = run("convert", "feed.xml", "-t", "ninjs", "-o", "out/", "--quarantine", "aside")
    assert result.code == 5
    assert names("aside") == ["feed-2.xml"]
    assert re.search(
        r"^feed.xml:\d+:\d+: INTERNAL error: ValueError: boom .*\(/newsMessage/itemSet/newsItem\[2\]\)",
        result.err,
        re.MULTILINE,
    )
    assert "2 of 3 items were converted" in result.err


def test_too_little_memory_stops_a_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    put("feed.xml", item(1), item(2))
    real = reader.read

    def greedy(data: bytes, options: ReadOptions) -> ReadResult:
        if b"urn:example:2" in data:
            raise MemoryError
        return real(data, options)

    monkeypatch.setattr(stream, "read_whole", greedy)
    with Path("feed.xml").open("rb") as file, pytest.raises(MemoryError):
        list(newsdoc.iter_documents(file))


def test_a_fault_of_newsdoc_in_checking_one_item_does_not_stop_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("feed.xml", item(1), item(2).replace("<headline>", "<nosuch/><headline>"), item(3))
    real = check.check_tree

    def faulty(version: str | None, data: bytes, root: _Element) -> tuple[list[Problem], str | None]:
        if b"urn:example:3" in data:
            raise ValueError("boom")
        return real(version, data, root)

    monkeypatch.setattr(stream, "check_tree", faulty)
    monkeypatch.setattr("newsdoc.cli.validate.MAX_BYTES", 1000)
    result = run("validate", "feed.xml")
    assert result.code == 5
    assert "G2-SCHEMA-UNEXPECTED-ELEMENT" in result.out.decode()
    assert "INTERNAL error: ValueError: boom" in result.out.decode()


@pytest.mark.parametrize(("target", "module"), [("ninjs", "newsdoc.cli.feed"), ("json", "newsdoc.streaming")])
def test_a_fault_of_newsdoc_in_one_item_does_not_stop_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch, target: str, module: str
) -> None:
    put("feed.xml", item(1), item(2), item(3))
    real = newsdoc.write

    def faulty(documents: Any, *given: Any, **options: Any) -> WriteResult:
        result = real(documents, *given, **options)
        if b"urn:example:2" in result.data:
            raise ValueError("boom")
        return result

    monkeypatch.setattr(f"{module}.write", faulty)
    result = run("convert", "feed.xml", "-t", target, "-o", "out/", "--quarantine", "aside", "--debug")
    assert result.code == 5
    assert "Traceback" in result.err
    assert names("aside") == ["feed-2.xml"]
    assert "INTERNAL: ValueError: boom (at item 2)" in result.err
    assert "2 of 3 items were converted" in result.err
