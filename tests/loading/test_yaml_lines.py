"""Plain lines of front matter are read as the parser reads them, with the same places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import ReadError
from newsdoc.loading.yaml import Mapping, Sequence, Text, compose, load
from newsdoc.loading.yaml_lines import MAX_LENGTH, plain_mapping

CLASSES = (Text, Sequence, Mapping)


def placed(value: Any) -> Any:
    """A value with the places and kinds of all that is in it."""
    if isinstance(value, Mapping):
        return ("mapping", value.line, value.column, [(placed(key), placed(item)) for key, item in value.items()])
    if isinstance(value, Sequence):
        return ("sequence", value.line, value.column, [placed(item) for item in value])
    return (str(value), value.line, value.column, value.plain)


def check(text: str) -> bool:
    """Whether the lines are plain; then the parser must say the same."""
    found = plain_mapping(text, 2, CLASSES)
    if found is None:
        return False
    assert placed(found) == placed(compose(text, 2)), text
    return True


PLAIN = """title: Harbour: open again
title: "Harbour: open again"
date: 2024-09-09T10:35:00+02:00
date: 2024-09-09 10:35 +0200
url: http://example.com/a?b=c&d
tags: [a, b c, "d, e", medtop:20000523]
tags: []
tags:
- a
- "b"
tags:
  - a b
  - c
zip: 012
it: it's “so” — ok
"""


def test_ordinary_lines_are_plain() -> None:
    lines = PLAIN.splitlines()
    for start in range(len(lines)):
        if lines[start].endswith(":"):
            end = start + 1
            while end < len(lines) and lines[end].lstrip().startswith("-"):
                end += 1
            assert check("\n".join(lines[start:end]) + "\n")
    assert [line for line in lines if ": " in line and not check(line)] == ["title: Harbour: open again"]
    assert check("\n\na: b\n\nc: d")


NOT_PLAIN = """|a|a:|a: b~ c|a: b # c|a: &b|a: 'b'|a: b~a: c|? a|- a|a: {b: c}|a: >~  b|a:	b|a: b |a:~- b~  - c|a:~- b~c:
a: [b,, c]|a: [b|a:~  b: c|a: b:|---~a: b|a:~-b"""


@pytest.mark.parametrize(
    "text", [*NOT_PLAIN.replace("\n", "|").replace("~", "\n").split("|"), "x" * MAX_LENGTH + ": b"]
)
def test_what_is_not_plain_is_for_the_parser(text: str) -> None:
    assert plain_mapping(text, 1, CLASSES) is None


PIECES = st.sampled_from(
    "a¦b¦title¦0¦1¦:¦: ¦, ¦,¦ ¦  ¦-¦- ¦\n¦\n¦\n¦a: ¦b: ¦c: ¦[¦]¦{¦}¦\"¦'¦#¦ #¦?¦!¦&¦*¦%¦@¦`¦/¦.¦é¦“¦\t¦\\¦=¦~¦<<¦...¦---¦>¦|".split(
        "¦"
    )
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_lines_are_what_the_parser_says(text: str) -> None:
    check(text)


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.text(st.sampled_from("ab 0:/-,.[]\"'é?!%"), max_size=8)), max_size=4)
)
def test_any_values_are_what_the_parser_says(rows: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in rows)
    if not check(text):
        try:
            load(text)
        except ReadError:
            return
