"""What is made of one thing many times over takes a time that grows with its number, or is refused by a limit."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

import newsdoc
from newsdoc.model import content as c
from newsdoc.model import document as d

if TYPE_CHECKING:
    from collections.abc import Callable

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:x="urn:x" guid="urn:x:1" standard="NewsML-G2"
standardversion="2.35" conformance="power"><catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/><versionCreated>2024-09-09T10:00:00Z</versionCreated></itemMeta>
<contentMeta>{}</contentMeta>{}</newsItem>"""


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _many(one: str, count: int) -> str:
    return "".join(one.format(number) for number in range(count))


@pytest.mark.parametrize(
    ("metadata", "rest"),
    [
        (_many("<x:a/>", 30_000), ""),
        ("", _many('<assert qcode="medtop:{}"/>', 15_000)),
    ],
    ids=["foreign", "asserts"],
)
def test_newsml_g2_is_written_in_linear_time(metadata: str, rest: str) -> None:
    document = newsdoc.read(ITEM.format(metadata, rest).encode(), "newsml-g2").document
    assert _seconds(lambda: newsdoc.write(document, "newsml-g2", on_loss="allow", check=False)) < 5


@pytest.mark.parametrize(
    "block",
    [
        c.Table([c.Row([c.Cell([c.Paragraph(["a"])]), c.Cell([c.Paragraph(["b"])])]) for _ in range(30_000)]),
        c.Paragraph([part for _ in range(150_000) for part in ("a", c.LineBreak())]),
    ],
    ids=["rows", "breaks"],
)
def test_a_long_body_is_written_in_linear_time(block: c.Block) -> None:
    document = d.Document(body=[block])
    assert _seconds(lambda: newsdoc.write(document, "newsml-g2", on_loss="allow", check=False)) < 5


def test_undeclared_aliases_are_told_one_by_one_up_to_a_limit() -> None:
    data = ITEM.format(_many('<subject qcode="zz{0}:{0}"/>', 20_000), "").encode()
    problems = newsdoc.validate(data, "newsml-g2").problems
    assert [problem.code for problem in problems] == ["G2-ALIAS-UNDECLARED"] * 101
    assert "19,900 more aliases" in problems[-1].message


@pytest.mark.parametrize("one", ['a{0}="{0}"', 'x:a{0}="{0}"'])
def test_an_element_has_no_more_attributes_than_any_has(one: str) -> None:
    for count, refused in ((900, False), (1_100, True), (50_000, True)):
        attributes = " ".join(one.format(number) for number in range(count))
        data = ITEM.format(f"<headline {attributes}>a</headline>", "").encode()
        if not refused:
            assert newsdoc.read(data, "newsml-g2").document.headline == "a"
            continue
        with pytest.raises(newsdoc.ReadError) as caught:
            newsdoc.read(data, "newsml-g2")
        assert caught.value.code == "LIMIT-ATTRIBUTES"


@pytest.mark.parametrize("end", ["</p>", ""])
def test_nor_has_an_element_of_a_body(end: str) -> None:
    attributes = " ".join(f'a{number}="{number}"' for number in range(100_000))
    body = {"contentType": "text/html", "value": f"<p {attributes}>a{end}"}
    data = json.dumps({"uri": "urn:x:1", "bodies": [body]}).encode()
    result = newsdoc.read(data, "ninjs")
    assert result.document.body == []
    assert result.document.contents[0].value == body["value"]
    assert [problem.code for problem in result.problems] == ["NJ-BODY-UNREAD"]
