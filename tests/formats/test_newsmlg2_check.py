"""What validation says of NewsML-G2 beyond the schema: versions, conformance, and the aliases of QCodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import newsdoc
from newsdoc.validation import check_output
from tests.formats.test_newsmlg2 import item

if TYPE_CHECKING:
    from newsdoc.validation.problem import Problem

IPTC = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_{}.xml"


def check(inner: str, catalogs: str = f'<catalogRef href="{IPTC.format(40)}"/>', attributes: str = "") -> list[Problem]:
    data = item(inner, attributes).replace(b'<catalogRef href="http://example.com/catalog.xml"/>', catalogs.encode())
    data = data.replace(b'<provider qcode="x:p"/>', b'<provider literal="p"/>')
    report = newsdoc.validate(data)
    assert report.ok, report.problems
    return report.problems


def test_an_item_whose_aliases_are_declared_is_in_order() -> None:
    assert check('<contentMeta><subject qcode="medtop:1" type="cpnat:abstract"/></contentMeta>') == []


@pytest.mark.parametrize(
    ("alias", "hint"),
    [
        ("medtopp", "did you mean medtop?"),
        ("plus", "it is in IPTC's standard catalog since number 41; the item refers to 40"),
        ("qqqq", "declare it: <catalog><scheme alias=… uri=…/></catalog>"),
    ],
)
def test_an_undeclared_alias_is_a_warning_with_a_suggestion(alias: str, hint: str) -> None:
    (problem,) = check(f'<contentMeta><subject qcode="{alias}:1:2"/><genre qcode="{alias}:3"/></contentMeta>')
    assert (problem.code, problem.severity, problem.line) == ("G2-ALIAS-UNDECLARED", "warning", 10)
    assert problem.message == f"no catalog of the item declares the alias {alias} ({alias}:1:2, 2 times)"
    assert problem.path == "/newsItem/contentMeta/subject/@qcode"
    assert problem.hint == hint


def test_an_alias_that_nobody_declares_but_iptc_would() -> None:
    (problem,) = check("", '<catalog><scheme alias="x" uri="http://example.com/x/"/></catalog>')
    assert problem.code == "G2-ALIAS-UNDECLARED"
    assert problem.hint == "it is in IPTC's standard catalog: refer to it with catalogRef"


def test_a_remote_catalog_may_declare_anything() -> None:
    catalogs = f'<catalogRef href="{IPTC.format(32)}"/><catalogRef href="http://example.com/own.xml"/>'
    inner = "<contentMeta>" + "".join(f'<subject qcode="a{number}:1"/>' for number in range(9)) + "</contentMeta>"
    (problem,) = check(inner, catalogs)
    assert problem.code == "G2-ALIAS-REMOTE"
    assert problem.message.endswith("a0, a1, a2, a3, a4, a5, a6, a7 and 1 more")
    assert "http://example.com/own.xml" in (problem.hint or "")


@pytest.mark.parametrize(
    ("schemes", "code"),
    [
        ('<scheme alias="x" uri="x/"/>', "G2-SCHEME-URI"),
        ('<scheme alias="x" uri="urn:x:"/><scheme alias="x" uri="urn:y:"/>', "G2-ALIAS-TWICE"),
    ],
)
def test_what_a_catalog_must_not_say(schemes: str, code: str) -> None:
    catalogs = f'<catalogRef href="{IPTC.format(41)}"/><catalog>{schemes}</catalog>'
    assert [problem.code for problem in check("", catalogs)] == [code]


def test_a_qcode_and_a_uri_that_disagree() -> None:
    uri = "http://cv.iptc.org/newscodes/mediatopic/"
    inner = (
        f'<contentMeta><subject qcode="medtop:1" uri="{uri}1"/><subject qcode="medtop:1" uri="{uri}2"/></contentMeta>'
    )
    (problem,) = check(inner)
    assert (problem.code, problem.path) == ("G2-QCODE-URI", "/newsItem/contentMeta/subject[2]/@uri")


def test_payloads_and_words_are_no_qcodes() -> None:
    inner = (
        '<contentMeta><headline><a rel="zz:top" href="http://example.com">x</a></headline></contentMeta><contentSet>'
        '<inlineXML contenttype="text/xml"><v xmlns="urn:v" qcode="zz:1"/></inlineXML></contentSet>'
    )
    assert check(inner) == []


def message(*items: bytes) -> bytes:
    parts = b"".join(data.partition(b"?>")[2] for data in items)
    return (
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-09-09T12:00:00Z</sent></header>'
        b"<itemSet>" + parts + b"</itemSet></newsMessage>"
    )


def test_each_item_of_a_message_counts_by_its_own_version() -> None:
    inner = '<contentMeta><digitalSourceType qcode="x:y"/></contentMeta>'
    old, new = item(inner).replace(b'"2.35"', b'"2.30"'), item(inner)
    problems = [one for one in newsdoc.validate(message(new, old)).problems if one.severity == "error"]
    assert [(one.code, one.schema, (one.path or "")[:34]) for one in problems] == [
        ("G2-SCHEMA-UNEXPECTED-ELEMENT", "newsml-g2 2.30", "/newsMessage/itemSet/newsItem[2]/c")
    ]
    assert newsdoc.validate(message(new, new)).ok


def test_a_version_that_is_not_known_is_a_warning() -> None:
    report = newsdoc.validate(item("").replace(b'"2.35"', b'"2.99"'))
    assert (report.ok, report.version) == (True, "2.35")
    assert [one.code for one in report.problems] == ["G2-VERSION", "G2-ALIAS-REMOTE"]


@pytest.mark.parametrize("conformance", [b"", b'conformance="core"'])
def test_core_items_use_what_core_has(conformance: bytes) -> None:
    data = item('<assert qcode="x:y"/>').replace(b'conformance="power"', conformance)
    problems = [one for one in newsdoc.validate(data).problems if one.code == "G2-CONFORMANCE"]
    assert [(one.severity, one.path) for one in problems] == [("warning", "/newsItem/assert")]
    assert not any(one.code == "G2-CONFORMANCE" for one in newsdoc.validate(item('<assert qcode="x:y"/>')).problems)


def test_rights_in_odrl_are_no_fault() -> None:
    rights = (
        '<rightsInfo><rightsExpressionXML langid="http://www.w3.org/ns/odrl/2/">'
        '<o:Policy xmlns:o="http://www.w3.org/ns/odrl/2/" uid="urn:p" type="urn:t"/></rightsExpressionXML></rightsInfo>'
    )
    assert newsdoc.validate(item("").replace(b"<itemMeta>", rights.encode() + b"<itemMeta>")).ok


def test_what_is_written_is_held_against_the_schema_alone() -> None:
    data = item('<contentMeta><subject qcode="qqqq:1"/></contentMeta>')
    assert check_output("newsml-g2", "2.35", data) == []
