"""``newsdoc validate``, over a validator that does what the input says."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsdoc import pipeline
from newsdoc.errors import ReadError
from newsdoc.validation.problem import Problem, Report

if TYPE_CHECKING:
    from tests.conftest import Run

#: The validator itself, which the others here stand in for.
REAL = pipeline.validate
PROBLEMS = {
    "bad": Problem("X-BAD", "error", "this is bad", line=3, column=7, path="/a/b", schema="x", hint="mend it"),
    "odd": Problem("X-ODD", "warning", "this is odd\n\u202e", file="inner.x", line=2),
    "note": Problem("X-NOTE", "info", "this is so"),
}


def _validate(data: bytes, format: str | None = None, *, name: str | None = None) -> Report:
    words = data.decode().split()
    if "broken" in words:
        raise ReadError("no news", code="X-BROKEN", line=1, column=2, hint="look at it")
    if "crash" in words:
        raise ValueError("boom")
    return Report([PROBLEMS[word] for word in words if word in PROBLEMS], format or "toy", "1", name)


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("newsdoc.pipeline.validate", _validate)
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "good": "good",
        "bad": "bad odd note",
        "odd": "odd",
        "broken": "broken",
        "crash": "crash",
    }.items():
        Path(f"{name}.x").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        (["good.x"], 0, [], "1 file: valid"),
        (
            ["good.x", "odd.x"],
            0,
            ["inner.x:2: X-ODD warning: this is odd\\u000A\\u202E"],
            "2 files: all valid (1 warning)",
        ),
        (
            ["bad.x", "good.x"],
            1,
            [
                "bad.x:3:7: X-BAD error: this is bad (/a/b); mend it",
                "inner.x:2: X-ODD warning: this is odd\\u000A\\u202E",
                "bad.x: X-NOTE info: this is so",
            ],
            "2 files: 1 not valid (1 error, 1 warning, 1 note)",
        ),
        (
            ["bad.x", "broken.x", "nowhere.x"],
            3,
            [
                "bad.x:3:7: X-BAD error: this is bad (/a/b); mend it",
                "inner.x:2: X-ODD warning: this is odd\\u000A\\u202E",
                "bad.x: X-NOTE info: this is so",
                "broken.x:1:2: X-BROKEN error: no news; look at it",
                "nowhere.x: FILE-NOT-FOUND error: there is no such file; check its name and folder",
            ],
            "3 files: 3 not valid (3 errors, 1 warning, 1 note)",
        ),
    ],
)
def test_text(run: Run, words: list[str], code: int, out: list[str], err: str) -> None:
    result = run("validate", *words)
    assert (result.code, result.out.decode().splitlines(), result.err) == (code, out, err + "\n")
    quiet = run("validate", "-q", *words)
    assert (quiet.code, quiet.out, quiet.err) == (code, result.out, "")


def test_json(run: Run) -> None:
    result = run("validate", "good.x", "bad.x", "-", "--output-format", "json", "-f", "g2@2.35", stdin=b"broken")
    assert result.code == 3
    problem = {"file": "bad.x", "line": None, "column": None, "path": None, "schema": None, "hint": None}
    good: dict[str, Any] = {"format": "newsml-g2@2.35", "version": "1", "versions": []}
    assert json.loads(result.out) == {
        "ok": False,
        "errors": 2,
        "warnings": 1,
        "files": [
            {"file": "good.x", "ok": True, **good, "problems": []},
            {
                "file": "bad.x",
                "ok": False,
                **good,
                "problems": [
                    PROBLEMS["bad"].as_dict() | {"file": "bad.x"},
                    PROBLEMS["odd"].as_dict(),
                    {**problem, "code": "X-NOTE", "severity": "info", "message": "this is so"},
                ],
            },
            {
                "file": "-",
                "ok": False,
                "format": None,
                "version": None,
                "versions": [],
                "problems": [
                    {
                        **problem,
                        "file": "-",
                        "code": "X-BROKEN",
                        "severity": "error",
                        "message": "no news",
                        "line": 1,
                        "column": 2,
                        "hint": "look at it",
                    }
                ],
            },
        ],
    }


def test_json_of_nothing_wrong(run: Run) -> None:
    found = json.loads(run("validate", "good.x", "--output-format", "json", "-q").out)
    assert (found["ok"], found["errors"], found["warnings"]) == (True, 0, 0)


def test_a_fault_of_newsdoc(run: Run) -> None:
    result = run("validate", "crash.x", "good.x")
    assert result.code == 5
    assert result.out.startswith(b"crash.x: INTERNAL error: ValueError: boom; this is a fault of newsdoc")
    assert result.err == "2 files: 1 not valid (1 error)\n"
    debugged = run("validate", "crash.x", "--debug")
    assert debugged.err.splitlines()[0] == "Traceback (most recent call last):"
    assert debugged.err.splitlines()[-2] == "ValueError: boom"


def test_names_that_are_not_utf_8(run: Run) -> None:
    name = os.fsdecode(b"caf\xe9\x1b.x")
    Path(name).write_text("bad", encoding="utf-8")
    assert run("validate", name, "-q").out.startswith(b"caf\\udce9\\u001B.x:3:7: X-BAD")
    assert json.loads(run("validate", name, "--output-format", "json").out)["files"][0]["file"] == "caf\\udce9\x1b.x"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("good.x -f nimjs", "newsdoc: UNKNOWN-FORMAT: there is no format 'nimjs'; did you mean ninjs?"),
        ("good.x --output-format xml", "newsdoc: USAGE: argument --output-format: invalid choice: 'xml'"),
    ],
)
def test_usage(run: Run, words: str, message: str) -> None:
    result = run("validate", *words.split())
    assert (result.code, result.out) == (2, b"")
    assert result.err.startswith(message)


@pytest.mark.parametrize(
    ("words", "out", "err"),
    [
        ([], True, False),
        (["-q"], False, False),
        (["-q", "--explain"], True, False),
        (["--output-format", "json"], False, False),
        (["--output-format", "json", "--explain"], False, True),
    ],
)
def test_what_a_text_was_read_as_is_shown_to_people(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], out: bool, err: bool
) -> None:
    monkeypatch.setattr("newsdoc.pipeline.validate", REAL)
    Path("story.txt").write_text(
        "Ferry Leaves the Quay\n\nThe ferry left the quay at dawn, with a cat.\n", encoding="utf-8"
    )
    result = run("validate", "story.txt", *words)
    shown = "story.txt: 1: title"
    assert (result.code, shown.encode() in result.out, shown in result.err) == (0, out, err)
