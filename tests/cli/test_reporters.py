"""How problems and losses are shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.formats.base import Loss
from newsdoc.report import REPORTERS, reporter
from newsdoc.report.text import MAX_GROUPS, problem_line, summary
from newsdoc.testing.strategies import CHARACTERS
from newsdoc.validation.problem import Problem, Report

TEXTS = st.text(CHARACTERS, max_size=40)
PLACES = st.none() | st.integers(1, 10_000)
PROBLEMS = st.builds(
    Problem,
    TEXTS,
    st.sampled_from(["error", "warning", "info"]),
    TEXTS,
    st.none() | TEXTS,
    PLACES,
    PLACES,
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.none() | TEXTS,
)
REPORTS = st.builds(Report, st.lists(PROBLEMS, max_size=4), st.just("ninjs"), st.just("3.2"), st.none() | TEXTS)


def text(name: str, what: str, rows: Any) -> str:
    """What a reporter gives, in one piece."""
    return "".join(getattr(reporter(name), what)(rows))


@pytest.mark.parametrize("name", REPORTERS)
def test_nothing_to_report(name: str) -> None:
    assert text(name, "losses", []) == ("[]\n" if name == "json" else "")
    assert json.loads(text("json", "problems", [])) == {"ok": True, "errors": 0, "warnings": 0, "files": []}
    assert text("text", "problems", [Report()]) == ""


@given(st.lists(REPORTS, max_size=3))
def test_problems_keep_all_that_they_say(reports: list[Report]) -> None:
    found = json.loads(text("json", "problems", reports))
    expected = [report.as_dict() for report in reports]
    for row in expected:
        for problem in row["problems"]:
            problem["file"] = problem["file"] or row["file"]
    assert found["files"] == expected
    assert found["ok"] == all(report.ok for report in reports)


@given(st.lists(REPORTS, max_size=3))
def test_a_line_a_problem(reports: list[Report]) -> None:
    lines = text("text", "problems", reports).split("\n")
    assert lines.pop() == ""
    assert len(lines) == sum(len(report.problems) for report in reports)
    assert all(line.isprintable() and len(line.encode()) <= 1000 for line in lines)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("A", "error", "m"), "f: A error: m"),
        (Problem("A", "warning", "m", line=3), "f:3: A warning: m"),
        (Problem("A", "info", "m", "g", 3, 4, "/p", "s", "h"), "g:3:4: A info: m (/p); h"),
    ],
)
def test_the_parts_of_a_line(problem: Problem, line: str) -> None:
    assert problem_line(problem, "f") == line


def test_a_problem_without_a_file() -> None:
    assert problem_line(Problem("A", "error", "m")) == "A error: m"
    assert problem_line(Problem("A", "error", "m", line=2)) == "2: A error: m"


def test_losses_by_file_kind_and_place() -> None:
    rows = [
        ("a.xml", Loss("dropped", f"metadata.headlines[{index}].role", "r", "there are no roles")) for index in range(3)
    ]
    rows += [("b\n.xml", Loss("defaulted", "metadata.provider", "unknown", "a provider is required"))]
    rows += [("a.xml", Loss("coerced", "metadata.urgency", 9, "1 to 8"))]
    assert text("text", "losses", rows).splitlines() == [
        "a.xml: 4 losses: 3 dropped, 1 coerced",
        "  dropped metadata.headlines[].role (3 times): there are no roles",
        "  coerced metadata.urgency: 1 to 8",
        "b\\u000A.xml: 1 loss: 1 defaulted",
        "  defaulted metadata.provider: a provider is required",
    ]


@pytest.mark.parametrize(("extra", "last"), [(1, "1 group"), (2, "2 groups")])
def test_many_groups_of_losses_are_cut(extra: int, last: str) -> None:
    rows = [("a.xml", Loss("dropped", f"metadata.x{index}", index, "r" * 999)) for index in range(MAX_GROUPS + extra)]
    lines = text("text", "losses", rows).splitlines()
    assert len(lines) == 1 + MAX_GROUPS + 1
    assert all(len(line.encode()) <= 300 for line in lines)
    assert lines[-1] == f"  … and {last} more; --losses FILE lists every loss"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXTS, lambda part: st.lists(part) | st.dictionaries(TEXTS, part)
    )
)
def test_losses_keep_the_whole_value(value: Any) -> None:
    rows = [("a.xml", Loss("dropped", "body[0]", value, "r")), ("b.xml", Loss("coerced", "x", value, "r", "/s", 7, 2))]
    assert json.loads(text("json", "losses", rows)) == [
        {"file": "a.xml", "kind": "dropped", "path": "body[0]", "value": value, "reason": "r"},
        {
            "file": "b.xml",
            "kind": "coerced",
            "path": "x",
            "value": value,
            "reason": "r",
            "source": "/s",
            "line": 7,
            "document": 2,
        },
    ]


def test_summary() -> None:
    error, warning, note = (Problem("A", severity, "m") for severity in ("error", "warning", "info"))
    assert summary([]) == "0 files: all valid"
    assert summary([Report()]) == "1 file: valid"
    assert summary([Report([warning, note, note])]) == "1 file: valid (1 warning, 2 notes)"
    assert summary([Report([error]), Report([error, warning, warning]), Report()]) == (
        "3 files: 2 not valid (2 errors, 2 warnings)"
    )
