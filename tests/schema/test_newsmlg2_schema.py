"""The schemas of NewsML-G2: made from their source, compiled, and in agreement with the official ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from newsdoc.errors import SchemaError
from newsdoc.schema import newsmlg2, notation, xsdwriter
from tests.agreement import newsmlg2 as agreement
from tests.agreement.newsmlg2_structure import declarations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSIONS = tuple(f"2.{number}" for number in range(9, 36))
NAR = "http://iptc.org/std/nar/2006-10-01/"
ODRL = "http://www.w3.org/ns/odrl/2/"

needs_official = pytest.mark.skipif(
    not agreement.available(), reason=f"the official schemas are not there: no {agreement.STANDARDS}"
)


def item(version: str, rest: str = "", attributes: str = "", inside: str = "") -> bytes:
    """A news item with what every version demands."""
    return (
        f'<newsItem xmlns="{NAR}" xmlns:o="{ODRL}" standard="NewsML-G2" standardversion="{version}" guid="urn:a:b"'
        f' {attributes}><catalogRef href="urn:c"/>{inside}<itemMeta><itemClass qcode="ninat:text"/>'
        f'<provider literal="P"/><versionCreated>2024-01-01T00:00:00Z</versionCreated></itemMeta>{rest}</newsItem>'
    ).encode()


def valid(version: str, data: bytes) -> bool:
    return newsmlg2.load(version).validate(etree.fromstring(data))


# ── the files ──


def test_the_files_are_what_the_source_makes() -> None:
    made = newsmlg2.generate()
    lying = {path.relative_to(newsmlg2.folder()).as_posix() for path in newsmlg2.folder().rglob("*.xsd")}
    assert lying == {*made, "xml.xsd"}
    assert [name for name, data in made.items() if (newsmlg2.folder() / name).read_bytes() != data] == []


def test_all_versions_compile_and_are_compiled_once() -> None:
    assert newsmlg2.versions() == VERSIONS
    for version in VERSIONS:
        assert newsmlg2.load(version) is newsmlg2.load(version)
        assert valid(version, item(version))
        assert not valid(version, item(version, rest="<headline/>"))


def test_the_files_are_small_and_stand_alone() -> None:
    for name, data in newsmlg2.generate().items():
        assert len(data) < 110_000, name
        imports = etree.fromstring(data).findall("{*}import")
        assert {node.get("schemaLocation") for node in imports} <= {"../xml.xsd", "../odrl.xsd"}
        assert b"annotation" not in data


def test_the_command_writes_checks_and_names_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert newsmlg2.main(["--check"], into=tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
    names = capsys.readouterr().out.split()
    assert names == ["odrl.xsd", *(f"{version}/newsml-g2.xsd" for version in VERSIONS)]
    assert newsmlg2.main([], into=tmp_path) == 0
    assert capsys.readouterr().out.split() == names
    (tmp_path / "2.30" / "newsml-g2.xsd").write_bytes(b"")
    assert newsmlg2.main(["--check"], into=tmp_path) == 1
    assert capsys.readouterr().out == "2.30/newsml-g2.xsd\n"
    assert newsmlg2.main([], into=tmp_path) == 0
    assert newsmlg2.main(["--check"], into=tmp_path) == 0


@pytest.mark.parametrize("version", ["2.8", "2.36", "3.0", "", "../2.35"])
def test_an_unknown_version_is_refused(version: str) -> None:
    with pytest.raises(SchemaError):
        newsmlg2.load(version)
    with pytest.raises(SchemaError) as caught:
        newsmlg2.grammar(version)
    assert caught.value.code == "SCHEMA-VERSION"
    assert caught.value.hint == "there are 2.9 to 2.35"


# ── facts, by the versions in which they hold ──

CONTENT = '<contentSet><remoteContent href="urn:r">{}</remoteContent></contentSet>'
EVENT = (
    f'<concept xmlns="{NAR}"><conceptId qcode="a:b"/><name>n</name>'
    "<eventDetails><dates><start>2024-01-01</start></dates>{}</eventDetails></concept>"
)
FACTS: dict[str, tuple[int, int, Callable[[str], bytes]]] = {
    "catalogRef may be absent": (30, 35, lambda v: item(v).replace(b'<catalogRef href="urn:c"/>', b"")),
    "digitalSourceType": (33, 35, lambda v: item(v, '<contentMeta><digitalSourceType qcode="a:b"/></contentMeta>')),
    "dataMining": (34, 35, lambda v: item(v, inside='<rightsInfo><dataMining qcode="a:b"/></rightsInfo>')),
    "eventStatus": (35, 35, lambda _: EVENT.format('<eventStatus qcode="a:b"/>').encode()),
    "foreign element in eventDetails": (35, 35, lambda _: EVENT.format('<x:y xmlns:x="urn:x"/>').encode()),
    "foreign attribute-less attribute in eventDetails": (
        11,
        35,
        lambda _: EVENT.format("").replace("<eventDetails>", '<eventDetails made="up">').encode(),
    ),
    "altLoc with its misspelt sibling": (
        18,
        35,
        lambda v: item(v, CONTENT.format('<altLoc roleruri="urn:x">u</altLoc>')),
    ),
    "altLoc with what was meant": (0, 0, lambda v: item(v, CONTENT.format('<altLoc roleuri="urn:x">u</altLoc>'))),
    "hash without its type": (20, 35, lambda v: item(v, CONTENT.format("<hash>h</hash>"))),
    "line end in a string": (
        9,
        15,
        lambda v: item(v, "<contentMeta><slugline>a\nb</slugline></contentMeta>"),
    ),
    "contentSet as a root": (11, 35, lambda _: f'<contentSet xmlns="{NAR}"/>'.encode()),
    "g2flag as the standard has it": (
        11,
        35,
        lambda _: f'<facet xmlns="{NAR}" g2flag="DEPR" qcode="a:b"/>'.encode(),
    ),
    "g2flag with a value of one's own": (0, 0, lambda _: f'<facet xmlns="{NAR}" g2flag="x" qcode="a:b"/>'.encode()),
    "hop in a truncated moment": (
        28,
        28,
        lambda v: item(v, inside='<hopHistory><hop timestamp="2024"/></hopHistory>'),
    ),
    "hop on a day": (28, 35, lambda v: item(v, inside='<hopHistory><hop timestamp="2024-01-01"/></hopHistory>')),
    "xml:lang of no language": (0, 0, lambda v: item(v, attributes='xml:lang="e_n"')),
    "xml:lang that is empty": (9, 35, lambda v: item(v, attributes='xml:lang=""')),
    "xml:space of its own": (0, 0, lambda v: item(v, attributes='xml:space="other"')),
    "an ID twice": (
        0,
        0,
        lambda v: item(v, '<contentMeta><keyword id="i">a</keyword><keyword id="i">b</keyword></contentMeta>'),
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_holds_in_its_versions_and_no_others(fact: str) -> None:
    since, until, document = FACTS[fact]
    expected = [version for version in VERSIONS if since <= int(version[2:]) <= until]
    assert [version for version in VERSIONS if valid(version, document(version))] == expected


# ── rights ──

POLICY = '<o:Policy uid="urn:p" type="urn:t"><o:permission><o:action name="urn:n"/></o:permission></o:Policy>'
RIGHTS = {
    "ODRL": (POLICY, True),
    "broken ODRL": (POLICY.replace(' uid="urn:p"', ""), False),
    "another language": ('<r:grant xmlns:r="urn:r"/>', True),
    "nothing": ("", False),
    "two expressions": (POLICY * 2, False),
    "an element of the standard": ("<name>n</name>", False),
}


@pytest.mark.parametrize("what", RIGHTS)
def test_rights_expressions_are_checked_as_far_as_they_are_known(what: str) -> None:
    expression, right = RIGHTS[what]
    rights = f'<rightsInfo><rightsExpressionXML langid="urn:l">{expression}</rightsExpressionXML></rightsInfo>'
    for version in VERSIONS:
        expected = right and int(version[2:]) >= 23
        assert valid(version, item(version, inside=rights)) == expected, version


# ── the notation ──

HEAD = "namespace urn:n\nversions 2.9 2.11\n"


def made(body: str, version: str = "2.10") -> etree._Element:
    return etree.fromstring(xsdwriter.write(notation.read(HEAD + body).at(version)))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (3, "elephant e"),
        (3, "element e\n  x"),
        (3, "element e\n  = (a"),
        (3, "element e\n  = a)"),
        (3, "element e\n  = ()"),
        (3, "element e\n  = a | b c"),
        (3, "element e\n  = ? a"),
        (3, "element e\n  @ a"),
        (3, "element e\n  @ a:xs:string ~"),
        (3, "element e {x-}"),
        (3, "element e {2-}"),
        (5, "# a comment\n\nelement e {2.x}"),
    ],
)
def test_what_is_not_in_the_notation_is_refused_with_its_line(line: int, text: str) -> None:
    with pytest.raises(SchemaError) as caught:
        notation.read(HEAD + text)
    assert (caught.value.code, caught.value.line) == ("SCHEMA-SOURCE", line)


@pytest.mark.parametrize(
    "text",
    [
        "element e : T",
        "element e : xs:string xs:date",
        "element e < T",
        "element e\n  = x",
        "element e\n  = &G",
        "element e\n  = x:T",
        "element e\n  @ a:T",
        "element e\n  @ &A",
        "element e\n  = %nowhere",
        "element e\n  = %other/loosely",
        "element e\nelement e",
        "type T\nsimple T = xs:string",
        "element e : xs:string{-2.9} xs:date{2.11-}",
        "element e : xs:string{2.9-} xs:date{2.10-}",
        "group G\n  = e{2.11-}\nelement e",
        "simple S = xs:string what",
        "type T {inline}\ntype U < T",
        "type T\nelement e\n  @ a:T",
        "type T {inline}\nelement e\n  @ a:T",
    ],
)
def test_a_source_that_does_not_hold_together_is_refused(text: str) -> None:
    with pytest.raises(SchemaError) as caught:
        made(text)
    assert caught.value.code == "SCHEMA-SOURCE"


def test_versions_choose_what_belongs_to_them() -> None:
    body = "element e\n  = a?{-2.9}*{2.10}+{2.11-} b{2.10-}\n  @ x:Q~!{-2.9} y:xs:string{2.11}=d\nelement a\nelement b\nsimple Q = xs:NCName"

    def summary(version: str) -> list[dict[str, str]]:
        found = made(body, version).find("{*}element[@name='e']")
        assert found is not None
        return [dict(node.attrib) for node in found.iter("{*}element", "{*}attribute")][1:]

    x = {"name": "x", "type": "Q"}
    assert summary("2.9") == [{"ref": "a", "minOccurs": "0"}, {**x, "use": "required"}]
    assert summary("2.10") == [{"ref": "a", "minOccurs": "0", "maxOccurs": "unbounded"}, {"ref": "b"}, x]
    y = {"name": "y", "type": "xs:string", "default": "d"}
    assert summary("2.11") == [{"ref": "a", "maxOccurs": "unbounded"}, {"ref": "b"}, x, y]


def test_what_has_no_name_stands_where_it_is_used() -> None:
    body = "element e\n  = f g:T\nelement f {inline -2.10} : T\ntype T {inline -2.10} < S\nsimple S {inline -2.10} = xs:string"
    early, late = made(body), made(body, "2.11")
    assert [node.get("name") for node in early] == ["e"]
    assert [(node.get("name"), node.get("ref")) for node in early.iter("{*}element")][1:] == [("f", None), ("g", None)]
    assert {node.get("base") for node in early.iter("{*}extension")} == {"xs:string"}
    assert [node.get("name") for node in late] == ["e", "f", "T", "S"]
    assert etree.XMLSchema(early)
    assert etree.XMLSchema(late)


# ── agreement ──


@needs_official
@pytest.mark.parametrize("version", VERSIONS)
def test_the_declarations_are_those_of_the_standard(version: str) -> None:
    meant = ["rightsExpressionXML"] if int(version[2:]) >= 23 else []
    assert agreement.structure(version) == meant


@needs_official
def test_odrl_is_declared_as_by_its_authors() -> None:
    theirs = declarations(etree.parse(agreement.STANDARDS / "ODRL22.xsd").getroot())
    ours = declarations(etree.parse(newsmlg2.folder() / "odrl.xsd").getroot())
    assert {name: kind for name, kind in ours.items() if theirs.get(name) != kind} == {}
    assert theirs.keys() == ours.keys()


@needs_official
@pytest.mark.parametrize("version", ["2.9", "2.17", "2.23", "2.35"])
def test_the_verdicts_are_those_of_the_standard(version: str) -> None:
    measure = agreement.measure(version, mutants=100, seed=2)
    assert measure.files.differ == []
    assert measure.generated.differ == []
    assert (measure.files.wrong, measure.generated.wrong, measure.generated.total) == (0, 0, 100)
    assert 0 < measure.generated.valid < 100


def test_a_difference_of_declarations_is_seen() -> None:
    """What proves the agreement must be able to disprove it."""
    older, newer = (declarations(etree.fromstring(newsmlg2.generate()[f"2.{n}/newsml-g2.xsd"])) for n in (34, 35))
    assert [name for name in newer if older.get(name) != newer[name]] == [("element", "eventDetails")]
