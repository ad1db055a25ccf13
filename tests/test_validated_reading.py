"""Reading and validating at once gives what reading and validating give one after the other."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from lxml import etree

import newsdoc
from newsdoc.schema import newsmlg2
from newsdoc.streaming import iter_documents
from tests.agreement.newsmlg2_instances import Gardener
from tests.agreement.newsmlg2_mutants import Mutator, Vocabulary
from tests.shared import needs_shared, samples
from tests.test_streaming import BROKEN, item, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.base import ReadResult

FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = sorted(path for path in FIXTURES.rglob("*") if path.is_file() and path.suffix != ".toml")
NEWSML = samples("newsml-g2/**/*.xml")


def at_once(data: bytes, name: str) -> ReadResult | newsdoc.ReadError:
    return _or_error(lambda: newsdoc.read(data, name=name, validate=True))


def apart(data: bytes, name: str) -> ReadResult | newsdoc.ReadError:
    def both() -> ReadResult:
        result = newsdoc.read(data, name=name)
        return replace(result, report=newsdoc.validate(data, name=name))

    return _or_error(both)


def _or_error(work: Callable[[], ReadResult]) -> ReadResult | newsdoc.ReadError:
    try:
        return work()
    except newsdoc.ReadError as error:
        return error


def agree(data: bytes, name: str) -> bool:
    """Whether there is a document; what both ways give is the same."""
    one, other = at_once(data, name), apart(data, name)
    if isinstance(one, newsdoc.ReadError):
        assert isinstance(other, newsdoc.ReadError)
        assert str(one) == str(other)
        return False
    assert one == other
    assert one.report is not None
    return True


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_format_is_read_and_validated_at_once(path: Path) -> None:
    data = path.read_bytes()
    assert agree(data, path.name) or "invalid" in path.parts
    agree(data[: len(data) // 2], path.name)
    agree(data.replace(b"20", b"x", 3), path.name)


def test_mutants_are_read_and_validated_at_once() -> None:
    random = Random(3)
    grammar = newsmlg2.grammar("2.35")
    mutator = Mutator(Gardener(grammar, random), Vocabulary.of([grammar]), random)
    roots = [etree.parse(path).getroot() for path in FILES if path.suffix == ".xml"]
    invalid = 0
    for number in range(150):
        data = mutator.mutant(roots[number % len(roots)])
        if agree(data, "mutant.xml"):
            report = newsdoc.read(data, validate=True).report
            invalid += report is not None and not report.ok
    assert invalid > 50


@needs_shared
@pytest.mark.parametrize("path", NEWSML, ids=lambda path: "/".join(path.parts[-3:]))
def test_samples_are_read_and_validated_at_once(path: Path) -> None:
    agree(path.read_bytes(), path.name)


def test_a_conversion_says_what_is_wrong_with_its_input() -> None:
    data = item(1).replace("<newsItem", '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"').encode()
    good = newsdoc.convert(data, "ninjs", validate=True)
    assert good.report == newsdoc.validate(data)
    assert good.report is not None
    assert good.report.ok
    broken = data.replace(b"<provider", b"<edNote/><provider")
    bad = newsdoc.convert(broken, "ninjs", validate=True)
    assert bad.report is not None
    assert [problem.code for problem in bad.report.problems] == ["G2-SCHEMA-UNEXPECTED-ELEMENT"]
    assert replace(bad, report=None) == newsdoc.convert(broken, "ninjs")
    assert newsdoc.convert(data, "ninjs").report is None


def test_an_encoding_that_the_caller_names_is_that_of_both() -> None:
    data = "Größe\n\nEin Absatz über Öl.\n".encode("cp1252")
    result = newsdoc.read(data, "text", encoding="cp1252", validate=True)
    assert result.report is not None
    assert result.report.ok
    ninjs = '{"uri": "urn:x:ö", "headline": "ü"}'.encode("cp1252")
    result = newsdoc.read(ninjs, "ninjs@1.3", encoding="cp1252", validate=True)
    assert result.report is not None
    assert result.document.headline == "ü"


def test_each_item_of_a_message_has_a_report_with_the_places_of_the_file() -> None:
    data = message(item(1), item(2).replace("<provider", '<edNote role="x"/><provider'), item(3))
    results = list(iter_documents(io.BytesIO(data), validate=True))
    reports = [result.report for result in results]
    assert [report is not None and report.ok for report in reports] == [True, False, True]
    whole = newsdoc.validate(data)
    assert reports[1] is not None
    assert [(one.code, one.line, one.column, one.path) for one in reports[1].problems] == [
        (one.code, one.line, one.column, one.path) for one in whole.problems
    ]
    assert [result.report for result in iter_documents(io.BytesIO(data))] == [None] * 3


@pytest.mark.parametrize("version", ["2.9", "2.35"])
def test_the_items_of_a_message_are_validated_against_the_version_that_is_asked_for(version: str) -> None:
    data = message(item(1).replace("<headline>", "<headline rank='1' relevance='3'>"))
    (result,) = iter_documents(io.BytesIO(data), f"newsml-g2@{version}", validate=True)
    assert result.report is not None
    assert result.report.version == version
    assert result.report.ok == newsdoc.validate(data, f"newsml-g2@{version}").ok == (version == "2.35")


def test_an_item_that_cannot_be_read_has_a_report_too() -> None:
    data = message(item(1), BROKEN)
    good, broken = iter_documents(io.BytesIO(data), name="feed.xml", validate=True)
    assert good.report is not None
    assert good.report.ok
    assert broken.report is not None
    assert not broken.report.ok
    assert (broken.report.problems, broken.report.format, broken.report.file) == (
        broken.problems,
        "newsml-g2",
        "feed.xml",
    )
