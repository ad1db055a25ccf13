"""YAML as front matter needs it: texts with their places, and everything dangerous refused."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import ReadError
from newsdoc.loading import yaml
from newsdoc.loading.yaml import Mapping, Sequence, Text, comments, load
from tests.shared import SAMPLES, needs_shared

FIXTURE = Path(__file__).parent.parent.parent / "fixtures" / "attacks" / "yaml.toml"


@pytest.fixture(params=["C", "pure"])
def _engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers, of which one may be missing."""
    if request.param == "pure":
        monkeypatch.setattr(yaml, "_LOADER", pyyaml.SafeLoader)
    elif not hasattr(pyyaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml")


READ = [
    ("", {}),
    ("# nothing\n", {}),
    ("~", {}),
    ("a: b", {"a": "b"}),
    (
        "no: no\non: 012\nt: 12:30:45\nn: 1_000\nd: 2024-09-09\nx: 0x1F\ni: .inf",
        {"no": "no", "on": "012", "t": "12:30:45", "n": "1_000", "d": "2024-09-09", "x": "0x1F", "i": ".inf"},
    ),
    ("a: [b, {c: d}]\ne:\n  - f\n  - g: h\n", {"a": ["b", {"c": "d"}], "e": ["f", {"g": "h"}]}),
    ("a: |\n  b\n   c\n\nd: >-\n  e\n  f\n", {"a": "b\n c\n", "d": "e f"}),
    ("a: |1-\n  b\nc: >+\n  d\n\n", {"a": " b", "c": "d\n\n"}),
    ("a: \"b\\nc\\x85\\u2028\\U0001F600\"\nd: 'e''f'", {"a": "b\nc\x85\u2028\U0001f600", "d": "e'f"}),
    ("a: b\x85c\u2028d\u2029e\n", {"a": "b\x85c\u2028d\u2029e"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("a: [\n  b # c\n]\nd: {\n  e: f\n}", {"a": ["b"], "d": {"e": "f"}}),
    ('a: "b\n  c"', {"a": "b c"}),
    ("a:\n- b\n- [c,\n   d]", {"a": ["b", ["c", "d"]]}),
]


@pytest.mark.usefixtures("_engine")
@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_what_is_read(text: str, expected: dict[str, Any]) -> None:
    assert load(text) == expected


@pytest.mark.usefixtures("_engine")
def test_everything_knows_its_place() -> None:
    found = load('é: "b"\nc:\n  - d\n  - {e: f}\n', first_line=10)
    key, other = found
    inner = found[other]
    assert [(one.line, one.column) for one in (key, found[key], other, inner, inner[0], inner[1])] == [
        (10, 1), (10, 4), (11, 1), (12, 3), (12, 5), (13, 5),
    ]  # fmt: skip
    assert [type(one) for one in (found, inner, inner[0])] == [Mapping, Sequence, Text]
    assert [found[key].plain, inner[0].plain] == [False, True]


@pytest.mark.parametrize(
    ("text", "null"),
    [("a:", True), ("a: ~", True), ("a: null", True), ('a: ""', False), ("a: 'null'", False), ("a: 0", False)],
)
def test_nothing_and_the_empty_text_are_two_things(text: str, null: bool) -> None:
    assert load(text)[Text("a")].is_null is null


REFUSED = [
    ("a: &b c", "FM-ANCHOR", 1, 4),
    ("a: *b", "FM-ALIAS", 1, 4),
    ("a: !b c", "FM-TAG", 1, 4),
    ("a: !!python/name:os.system", "FM-TAG", 1, 4),
    ("%YAML 1.2\n---\na: b", "FM-DIRECTIVE", 1, 1),
    ("a: b\n---\nc: d", "FM-MULTI-DOC", 2, 1),
    ("[a]: b", "FM-COMPLEX-KEY", 1, 1),
    ("{a: b}: c", "FM-COMPLEX-KEY", 1, 1),
    ("?\n: a", "FM-COMPLEX-KEY", None, None),
    ("a: b\na: c", "FM-DUPLICATE-KEY", 2, 1),
    ("a: {b: c, b: d}", "FM-DUPLICATE-KEY", 1, 11),
    ("<<: {a: b}", "FM-MERGE-KEY", 1, 1),
    ("- a", "FM-NOT-A-MAPPING", 1, 1),
    ("a", "FM-NOT-A-MAPPING", 1, 1),
    ("a: " + "[" * 40, "FM-DEPTH", 1, 35),
    ("a: [" + "b, " * 50_001 + "]", "FM-TOO-MANY-NODES", 1, 149_996),
    ("".join(f"a{number}: b\n" for number in range(1001)), "FM-TOO-MANY-NODES", 1001, 1),
    ("a: b\n" + "#" * yaml.MAX_LENGTH, "FM-TOO-LARGE", 1, 1),
    ("a: [b", "FM-SYNTAX", None, None),
    ("a: b: c", "FM-SYNTAX", 1, 5),
    ("a:\n\tb: c", "FM-SYNTAX", 2, 1),
    ("a: b\n c: d", "FM-SYNTAX", 2, None),
    ("é: x\na: \x00", "FM-SYNTAX", 2, 4),
    ("a: 'b'# c", "FM-SYNTAX", 1, 4),
    ("a: [b]# c", "FM-SYNTAX", None, None),
    ("a: [b,# c\n d]", "FM-SYNTAX", None, None),
    ("a: ># b\n  c", "FM-SYNTAX", 1, None),
    ("a: [b,\nc]", "FM-SYNTAX", None, None),
    ("a: [\n\tb]", "FM-SYNTAX", None, None),
    ('a: "b\nc"', "FM-SYNTAX", 1, 4),
    ('a: "b\n\tc"', "FM-SYNTAX", 1, 4),
    ("a: [-]", "FM-SYNTAX", 1, 5),
    ("a: { ?b: c }", "FM-SYNTAX", None, None),
    ("a: >\n \n  \n # b", "FM-SYNTAX", 1, 4),
]  # fmt: skip


@pytest.mark.usefixtures("_engine")
@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED, ids=[text[:30] for text, *_ in REFUSED])
def test_what_is_refused(text: str, code: str, line: int | None, column: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        load(text)
    assert caught.value.code == code
    assert line in (None, caught.value.line)
    assert column in (None, caught.value.column)
    assert len(str(caught.value)) < 1000


def test_line_numbers_begin_where_the_text_does() -> None:
    with pytest.raises(ReadError) as caught:
        load("a: &b c", first_line=7)
    assert caught.value.line == 7


def test_comments() -> None:
    text = '# a\u2028é\nb: "# c" # d\ne: |\n  # f\ng: [h, # i\n  j]\n#k\n'
    assert comments(text, first_line=2) == [(2, "# a\u2028é"), (3, "# d"), (6, "# i"), (8, "#k")]
    assert comments("a: b") == []


def test_a_line_of_text_is_told_from_broken_yaml() -> None:
    assert yaml.is_plain_text("Foo bar")
    assert yaml.is_plain_text("")
    assert not yaml.is_plain_text('"Foo"')
    assert not yaml.is_plain_text("- a")


@given(st.text(st.sampled_from(list("abc:-[]{}#'\"|>&*!%? \n\t,\x85é")), max_size=30))
def test_any_text_is_a_mapping_or_refused_with_a_place(text: str) -> None:
    try:
        found = load(text)
    except ReadError as error:
        place = (error.code[:3], (error.line or 0) > 0, (error.column or 0) > 0)
    else:
        place = ("FM-", isinstance(found, dict), isinstance(found, Mapping))
    assert place == ("FM-", True, True)


# --- the suites -------------------------------------------------------------------------------------------------------


def rows(corpus: str) -> list[dict[str, Any]]:
    path = SAMPLES / "attacks" / corpus / "manifest.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def differences() -> dict[str, dict[str, Any]]:
    listed = tomllib.loads(FIXTURE.read_text("utf-8"))["difference"]
    return {name: row for row in listed for name in row["ids"]}


def outcome(text: str) -> Mapping | ReadError:
    try:
        return load(text)
    except ReadError as error:
        return error


def same(found: Any, expected: Any) -> bool:
    """Whether texts are what JSON has typed."""
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and found.keys() == expected.keys()
            and all(same(found[key], expected[key]) for key in found)
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(same, found, expected))
    if expected is None:
        return found == {} or (isinstance(found, Text) and found.is_null)
    if isinstance(expected, bool):
        return str(found).lower() == str(expected).lower()
    return float(found) == float(expected) if isinstance(expected, int | float) else bool(found == expected)


@needs_shared
@pytest.mark.parametrize("row", rows("yaml-test-suite"), ids=lambda row: str(row["id"]))
def test_yaml_test_suite(row: dict[str, Any]) -> None:
    folder = SAMPLES / "attacks" / "yaml-test-suite" / "cases"
    found = outcome((folder / row["file"]).read_bytes().decode())
    difference = differences().get(row["id"])
    expected = difference or row
    assert isinstance(found, ReadError) == (expected["verdict"] == "reject"), found
    if isinstance(found, ReadError):
        assert (found.line or 0) > 0 < (found.column or 0)
        assert difference is None or found.code == difference["code"]
    elif row.get("expected"):
        text = (folder / row["expected"]).read_text("utf-8")
        assert same(found, json.loads(text) if text.strip() else None)


@needs_shared
def test_every_difference_is_of_a_row_and_is_one() -> None:
    verdicts = {row["id"]: row["verdict"] for row in rows("yaml-test-suite")}
    for name, difference in differences().items():
        assert verdicts[name] != difference["verdict"]
        assert difference["reason"]


def _attack(row: dict[str, Any]) -> str:
    cases = SAMPLES / "attacks" / "own-frontmatter-attacks" / "cases"
    if row["id"] == "intkeys":  # keys that all have the same hash as numbers
        return "".join(f"{number * (2**61 - 1)}: x\n" for number in range(2500))
    if row["file"] is None:
        return "".join(str(part) * int(count) for part, count in row["parts"])
    return (cases / str(row["file"])).read_bytes().decode()


@needs_shared
@pytest.mark.parametrize("row", rows("own-frontmatter-attacks"), ids=lambda row: str(row["id"]))
def test_front_matter_attacks(row: dict[str, Any]) -> None:
    found = outcome(_attack(row))
    assert isinstance(found, ReadError) == (row["verdict"] == "reject")
    if isinstance(found, ReadError) and row["id"] != "intkeys":
        # What is nested too deep is told by libyaml or by newsdoc, whichever sees it first.
        nested = {"FM-DEPTH"} if str(row["id"]).startswith(("brace", "bracket")) else set()
        assert found.code in {row["code"].replace("_", "-"), *nested}
