"""The command as such: its commands, its help, its tables."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdoc import FORMATS, __version__
from newsdoc.cli import app, main, streams
from newsdoc.cli.app import COMMANDS, GRAVITY, gravest
from newsdoc.errors import NewsdocError, escaped
from newsdoc.report.line import MAX_BYTES, one_line

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version(run: Run, word: str) -> None:
    result = run(word)
    assert (result.code, result.out, result.err) == (0, f"newsdoc {__version__}\n".encode(), "")


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help(run: Run, word: str) -> None:
    result = run(word)
    assert (result.code, result.err) == (0, "")
    text = result.out.decode("ascii")
    for name, (_, what) in COMMANDS.items():
        assert re.search(f"^  {name} +{re.escape(what)}$", text, re.MULTILINE)
    assert all(f"  {code}  " in text for code in range(6))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert (result.code, result.err) == (0, "")
    text = result.out.decode("ascii")
    assert text.startswith(f"usage: newsdoc {name} ")
    examples = text.partition("examples:\n")[2]
    assert f"newsdoc {name}" in examples


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "newsdoc: USAGE: there is no command; see newsdoc --help\n"),
        (["covert"], "newsdoc: USAGE: there is no command 'covert'; did you mean newsdoc convert?\n"),
        (["x"], "newsdoc: USAGE: there is no command 'x'; the commands are convert, validate, formats, schemas\n"),
        (["formats", "x"], "newsdoc: USAGE: unrecognized arguments: x; see newsdoc formats --help\n"),
        (["formats", "--", "x"], "newsdoc: USAGE: unexpected argument: x; see newsdoc formats --help\n"),
        (["schemas", "show"], "newsdoc: USAGE: newsdoc schemas show needs a schema; newsdoc schemas list names them\n"),
    ],
)
def test_usage(run: Run, words: list[str], message: str) -> None:
    result = run(*words)
    assert (result.code, result.out, result.err) == (2, b"", message)


def test_words_of_the_process(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "argv", ["newsdoc", "--version"])
    assert main() == 0
    assert capsysbinary.readouterr().out == f"newsdoc {__version__}\n".encode()


def test_formats(run: Run) -> None:
    text = run("formats").out.decode()
    rows = [re.split(r"  +", line) for line in text.partition("\n\n")[0].splitlines()]
    assert rows[0] == ["FORMAT", "VERSIONS", "ROUND TRIP", "FILES", "WHAT IT IS"]
    assert [row[0] for row in rows[1:]] == list(FORMATS)
    for name, versions, law, files, title in rows[1:]:
        row = FORMATS[name]
        shown = list(row.versions) if len(row.versions) <= 16 else [row.versions[0], "…", row.versions[-1]]
        assert versions.replace("*", "").split() == shown
        assert f"{row.default}*" in versions.split()
        assert (law, files.split(), title) == (row.law, list(row.extensions), row.title)


def test_formats_as_json(run: Run) -> None:
    rows = json.loads(run("formats", "--json").out)
    assert [row["name"] for row in rows] == list(FORMATS)
    assert rows[0] == {
        "name": "json",
        "title": FORMATS["json"].title,
        "versions": list(FORMATS["json"].versions),
        "default": FORMATS["json"].default,
        "law": "exact",
        "many": True,
        "extensions": [".json"],
        "media_types": list(FORMATS["json"].media_types),
    }


def test_schemas(run: Run) -> None:
    lines = run("schemas", "list").out.decode().splitlines()
    names = [line.split()[0] for line in lines]
    assert {name.partition("@")[0] for name in names} >= {"newsdoc", "ninjs", "newsml-g2"}
    for row in FORMATS.values():
        family = {"json": "newsdoc"}.get(row.name, row.name)
        if family in ("newsdoc", "ninjs", "newsml-g2"):
            assert {f"{family}@{version}" for version in row.versions} <= set(names)
            one = run("schemas", "show", family)
            assert one == run("schemas", "show", f"{family}@{row.default}")
            path = Path(run("schemas", "path", family).out.decode().removesuffix("\n"))
            assert path.read_bytes() == one.out
            listed = run("schemas", "list", family).out.decode().splitlines()
            assert listed
            assert {line.partition("@")[0] for line in listed} == {family}
    assert run("schemas", "list", "ninjs@3.2").out.decode().split()[0] == "ninjs@3.2"
    assert run("schemas", "show", "json") == run("schemas", "show", "newsdoc")
    assert run("schemas", "show", "g2") == run("schemas", "show", "newsml-g2")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("list nimjs", "UNKNOWN-SCHEMA: there is no schema 'nimjs'; did you mean ninjs?"),
        ("show xyz", "UNKNOWN-SCHEMA: there is no schema 'xyz'; the families are "),
        ("path ninjs@9.9", "UNKNOWN-VERSION: there is no version '9.9' of ninjs; the versions are "),
        ("list ninjs@9.9", "UNKNOWN-VERSION: there is no version '9.9' of ninjs; the versions are "),
    ],
)
def test_schemas_that_are_not_there(run: Run, words: str, message: str) -> None:
    result = run("schemas", *words.split())
    assert (result.code, result.out) == (2, b"")
    assert result.err.startswith(f"newsdoc: {message}")


def test_a_fault_outside_of_any_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(app, "import_module", fail)
    result = run("formats")
    assert (result.code, result.out) == (5, b"")
    assert result.err.startswith("newsdoc: INTERNAL: ValueError: boom; this is a fault of newsdoc")


def test_gravest() -> None:
    assert gravest([]) == 0
    assert sorted(GRAVITY) == [0, 1, 2, 3, 4, 5]
    assert [gravest(GRAVITY[place:]) for place in range(6)] == list(GRAVITY)


def test_messages_are_one_short_line() -> None:
    assert one_line("a\nb\x1b[2J\u202e\u2028é😀") == "a\\u000Ab\\u001B[2J\\u202E\\u2028é😀"
    for text in ("x" * 5000, "é" * 900, "\U000e0001" * 900, "\n" * 999, "x" * 999 + "é"):
        line = one_line(text)
        assert len(line.encode()) <= MAX_BYTES
        assert line.endswith("…")
        assert line[:-1] == escaped(text, 9999)[: len(line) - 1]
    assert one_line("x" * MAX_BYTES) == "x" * MAX_BYTES


def test_nobody_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    for stream in (None, Full()):
        monkeypatch.setattr(sys, "stderr", stream)
        streams.say("hello")


def test_standard_output_of_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["--version"]) == 0
    assert stream.getvalue() == f"newsdoc {__version__}\n"


@pytest.mark.parametrize(
    ("error", "raised"), [(BrokenPipeError(), BrokenPipeError), (OSError(28, "full"), NewsdocError)]
)
def test_standard_output_that_fails(monkeypatch: pytest.MonkeyPatch, error: OSError, raised: type[Exception]) -> None:
    class Failing(io.StringIO):
        def write(self, _: str) -> int:
            raise error

    monkeypatch.setattr(sys, "stdout", Failing())
    with pytest.raises(raised):
        streams.emit(b"x")


def test_closed_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(NewsdocError, match="standard output is closed") as caught:
        streams.emit(b"x")
    assert (caught.value.code, caught.value.exit_code) == ("IO-ERROR", 5)
