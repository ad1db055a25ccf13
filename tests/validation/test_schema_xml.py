"""The schema layer for XML: every fault of the XSD in plain words, with its XPath, its line and its column."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsdoc.errors import ReadError, SchemaError
from newsdoc.loading.xml import parse
from newsdoc.schema import registry
from newsdoc.validation import xml as module
from newsdoc.validation.xml import MAX_ERRORS, problems
from newsdoc.validation.xmlplaces import Places
from newsdoc.validation.xmlwords import explain

if TYPE_CHECKING:
    from newsdoc.validation.problem import Problem

NAR = "http://iptc.org/std/nar/2006-10-01/"
META = (
    '<itemMeta>\n  <itemClass qcode="ninat:text"/><!-- <subject/> --><provider qcode="x:y"/>'
    "<versionCreated>2024-01-01T00:00:00Z</versionCreated></itemMeta>"
)


def item(content: str = "", meta: str = META, attributes: str = 'guid="urn:x:y" version="1"') -> bytes:
    return (
        f'<newsItem xmlns="{NAR}" standard="NewsML-G2" standardversion="2.35" conformance="power" {attributes}>'
        f'<catalogRef href="http://example.com/c"/>{meta}\n<contentMeta>{content}</contentMeta></newsItem>'
    ).encode()


def found(data: bytes, **options: Any) -> list[Problem]:
    return problems(parse(data), "2.35", data, **options)


def rows(data: bytes) -> list[tuple[str, str | None, int | None, int | None]]:
    return [(one.code.removeprefix("G2-SCHEMA-"), one.path, one.line, one.column) for one in found(data)]


def test_what_is_valid_has_no_fault() -> None:
    assert found(item()) == []
    assert found(item('<subject qcode="a:b"/>' * 5_000)) == []


@pytest.mark.parametrize("white", [" ", "\n  ", "\t", "\r\n"])
def test_white_space_around_a_time_means_nothing(white: str) -> None:
    meta = META.replace("2024-01-01T00:00:00Z", f"{white}2024-01-01T00:00:00Z{white}")
    root = parse(item(meta=meta))
    assert problems(root, "2.35", item(meta=meta)) == []
    assert root.findtext("{*}itemMeta/{*}versionCreated", "")[:1] in " \n\t"
    # Other faults stay, where they are.
    assert rows(item("<urgency>x</urgency>", meta)) == [
        ("VALUE", "/newsItem/contentMeta/urgency", meta.replace("\r\n", "\n").count("\n") + 2, 14)
    ]


@pytest.mark.parametrize("text", [" 2024-01-01", " ", " 2024-01-01 T00:00:00Z", " x"])
def test_what_is_no_time_is_none_with_white_space_around_it(text: str) -> None:
    assert [row[0] for row in rows(item(meta=META.replace("2024-01-01T00:00:00Z", text)))] == ["VALUE"]


def test_everything_about_a_fault() -> None:
    (one,) = found(item('<!-- <subject> --><![CDATA[ ]]>\n <subject rank = "1"\n  qcode="no colon"/>'))
    assert one.code == "G2-SCHEMA-PATTERN"
    assert one.severity == "error"
    assert one.message == r"“no colon” in the attribute qcode of <subject> has not the form [^\s:]+:[^\s]+"
    assert (one.line, one.column, one.path) == (5, 3, "/newsItem/contentMeta/subject/@qcode")
    assert one.schema == "newsml-g2 2.35"
    assert one.file is None


def test_places() -> None:
    assert rows(item('<subject qcode="a:b"/><subject qcode="x"/>\n<subject\tqcode="y"/>', attributes="")) == [
        ("MISSING-ATTRIBUTE", "/newsItem", 1, 1),
        ("PATTERN", "/newsItem/contentMeta/subject[2]/@qcode", 3, 45),
        ("PATTERN", "/newsItem/contentMeta/subject[3]/@qcode", 4, 10),
    ]
    assert rows(b"\xef\xbb\xbf" + item('<subject nope="1"/>')) == [
        ("UNEXPECTED-ATTRIBUTE", "/newsItem/contentMeta/subject/@nope", 3, 23)
    ]


def test_namespaces_in_paths_and_of_attributes() -> None:
    data = item('<subject xmlns:v="urn:v" nope="1" v:nope="2" qcode="a:b"/><v:x xmlns:v="urn:v"/><provider/>')
    assert [row[:2] for row in rows(data)] == [
        ("UNEXPECTED-ATTRIBUTE", "/newsItem/contentMeta/subject/@nope"),
        ("UNEXPECTED-ELEMENT", "/newsItem/contentMeta/provider"),
    ]
    root = parse(b'<a xmlns:v="urn:v"><v:x/><x/><v:x v:b="1" b="2"/></a>')
    places = Places(root, b'<a xmlns:v="urn:v"><v:x/><x/><v:x v:b="1" b="2"/></a>')
    last = root[2]
    assert places.element("/a/v:x[2]") is last
    assert places.element("/*/*[3]") is last
    assert places.element("/*/*[4]/*") is root
    assert places.path(last) == "/a/v:x[2]"
    assert places.path(root[1], "{urn:v}b") == "/a/x/@b"
    assert places.find([(last, "{urn:v}b"), (last, "b"), (last, "c"), (root, None)]) == [
        (1, 35),
        (1, 43),
        (1, 30),
        (1, 1),
    ]


def test_other_encodings_have_the_same_places() -> None:
    text = item('é<subject qcode="x"/>').decode()
    expected = rows(text.encode())
    assert expected
    assert rows(b"\xff\xfe" + text.encode("utf-16-le")) == expected
    declaration = "<?xml version='1.0' encoding='iso-8859-1'?>"
    assert [row[1:3] for row in rows((declaration + text).encode("latin-1"))] == [row[1:3] for row in expected]


def test_without_the_source_lines_are_known_as_far_as_libxml2_knows_them() -> None:
    data = item('\n\n<subject qcode="x"/>')
    (one,) = problems(parse(data), "2.35")
    assert (one.line, one.column, one.path) == (5, None, "/newsItem/contentMeta/subject/@qcode")
    data = item("\n" * 70_000 + '<subject qcode="x"/>')
    (one,) = problems(parse(data), "2.35")
    assert (one.line, one.column) == (None, None)
    (one,) = found(data)
    assert (one.line, one.column) == (70_003, 10)


@given(
    st.lists(
        st.sampled_from(["<subject qcode='x'/>", "<subject qcode='a:b'/>", "\n", " ", "<!-- <a> -->", "<?p <a>?>"])
    )
)
def test_every_bad_element_is_found_where_it_is(pieces: list[str]) -> None:
    data = item("".join(pieces))
    text = data.decode()
    starts = [index for index in range(len(text)) if text.startswith("qcode='x'", index)]
    places = [(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)) for index in starts]
    assert [(one.line, one.column) for one in found(data)] == places


@pytest.mark.parametrize("siblings", [20_000, 250_000])
def test_thousands_of_faults_are_refused_at_once(siblings: int) -> None:
    data = item('<subject qcode="no colon" rank="x"/>' * siblings)
    root = parse(data)
    start = time.process_time()
    with pytest.raises(ReadError) as caught:
        problems(root, "2.35", data)
    assert caught.value.code == "LIMIT-ERRORS"
    assert time.process_time() - start < 5


def test_a_thousand_faults_are_listed() -> None:
    data = item('<subject qcode="x"/>' * MAX_ERRORS)
    assert len(found(data)) == MAX_ERRORS
    with pytest.raises(ReadError, match="LIMIT-ERRORS"):
        found(item('<subject qcode="x"/>' * (MAX_ERRORS + 1)))
    padded = item("<!--" + "x" * module.STREAM_FROM + "-->" + '<subject qcode="x"/>' * MAX_ERRORS)
    assert len(found(padded)) == MAX_ERRORS


def test_counting_says_what_the_parser_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STREAM_FROM", 0)
    assert found(item()) == []
    assert len(found(item('<subject qcode="x"/>'))) == 1
    assert problems(parse(item()), "2.35", b"<!-- " + item()) == []


def test_a_version_that_is_not_there() -> None:
    with pytest.raises(SchemaError):
        problems(parse(item()), "9.9")


def test_another_registry() -> None:
    schema = b'<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="a"/></x:schema>'
    mine = registry.default().with_schema("newsml-g2", "9", schema)
    assert problems(parse(b"<a/>"), "9", b"<a/>", registry=mine) == []
    assert [one.code for one in problems(parse(b"<b/>"), "9", b"<b/>", registry=mine)] == ["G2-SCHEMA-UNKNOWN-ROOT"]


SCHEMA = """
<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">
 <x:simpleType name="Size"><x:restriction base="x:string"><x:minLength value="2"/><x:maxLength value="3"/></x:restriction>
 </x:simpleType>
 <x:simpleType name="Word"><x:union memberTypes="x:integer"><x:simpleType><x:restriction base="x:string">
   <x:enumeration value="a"/><x:enumeration value="b"/></x:restriction></x:simpleType></x:union></x:simpleType>
 <x:simpleType name="Few"><x:restriction base="x:integer"><x:minInclusive value="1"/><x:maxExclusive value="9"/>
   <x:totalDigits value="3"/></x:restriction></x:simpleType>
 <x:simpleType name="Kind"><x:restriction base="x:string"><x:enumeration value="a"/><x:enumeration value="b"/>
   </x:restriction></x:simpleType>
 <x:element name="r"><x:complexType><x:sequence>
  <x:element name="size" type="Size" minOccurs="0"/><x:element name="word" type="Word" minOccurs="0"/>
  <x:element name="few" type="Few" minOccurs="0"/><x:element name="kind" type="Kind" minOccurs="0"/>
  <x:element name="empty" minOccurs="0"><x:complexType><x:attribute name="n" use="required"/></x:complexType></x:element>
  <x:element name="fixed" fixed="f" type="x:string" minOccurs="0"/>
  <x:element name="ids" type="x:IDREFS" minOccurs="0"/>
  <x:element name="deep" minOccurs="0"><x:complexType><x:sequence><x:element name="must"/></x:sequence></x:complexType>
  </x:element>
  <x:any namespace="##other" processContents="strict" minOccurs="0"/>
  </x:sequence><x:anyAttribute namespace="##other" processContents="strict"/></x:complexType>
  <x:key name="k"><x:selector xpath="*"/><x:field xpath="@k"/></x:key></x:element>
</x:schema>"""


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        ("<size>a</size>", "LENGTH", "the value of <size> has the length 1; the limit is 2"),
        ("<size>abcd</size>", "LENGTH", "the value of <size> has the length 4; the limit is 3"),
        ("<word>c</word>", "VALUE", "“c” in <word> is not of the type Word"),
        ("<few>0</few>", "RANGE", "“0” in <few> is out of range; the limit is 1"),
        ("<few>9</few>", "RANGE", "“9” in <few> is out of range; the limit is 9"),
        ("<few>x</few>", "VALUE", "“x” in <few> is not of the type Few"),
        ("<kind>it's</kind>", "ENUMERATION", "“it's” in <kind> is none of 'a', 'b'"),
        ('<empty n="">x</empty>', "UNEXPECTED-TEXT", "<empty> must be empty, and there is text in it"),
        ('<empty n=""><a/></empty>', "UNEXPECTED-CHILD", "<empty> must be empty, and there are elements in it"),
        ("<empty/>", "MISSING-ATTRIBUTE", "<empty> must have the attribute n"),
        ("<kind><a/></kind>", "UNEXPECTED-CHILD", "<kind> only takes text, and there are elements in it"),
        ("<kind k='1'>a</kind>", "UNEXPECTED-ATTRIBUTE", "<kind> cannot have the attribute k"),
        ("<deep/>", "MISSING-ELEMENT", "<deep> lacks an element; expected: <must>"),
        ("text", "UNEXPECTED-TEXT", "<r> only takes elements, and there is text in it"),
        (
            "<nope/>",
            "UNEXPECTED-ELEMENT",
            "<nope> is not expected here; expected: <size>, <word>, <few>, <kind>, <empty>, ",
        ),
        ('<v:x xmlns:v="urn:v"/>', "UNKNOWN-ELEMENT", "<x> is not declared, and only what is declared can stand here"),
    ],
)
def test_words(content: str, code: str, message: str) -> None:
    mine = registry.default().with_schema("newsml-g2", "9", SCHEMA.encode())
    data = f'<r xmlns="urn:t">{content}</r>'.encode()
    first = problems(parse(data), "9", data, registry=mine)[0]
    assert first.code == f"G2-SCHEMA-{code}"
    assert first.message.startswith(message) if message.endswith(", ") else first.message == message


def test_an_attribute_that_no_schema_declares() -> None:
    mine = registry.default().with_schema("newsml-g2", "9", SCHEMA.encode())
    data = b'<r xmlns="urn:t" xmlns:v="urn:v" v:a="1"/>'
    (one,) = problems(parse(data), "9", data, registry=mine)
    assert (one.code, one.path, one.column) == ("G2-SCHEMA-UNKNOWN-ATTRIBUTE", "/r/@a", 34)
    assert one.message == "the attribute a of <r> is not declared, and only what is declared can stand here"


def test_lists_of_names() -> None:
    names = ", ".join([f"{{{NAR}}}n{number}" for number in range(14)] + ["{urn:w}*", "##other{urn:x}*"])
    words = explain(
        "SCHEMAV_ELEMENT_CONTENT",
        f"Element '{{{NAR}}}x': This element is not expected. Expected is one of ( {names} ).",
    )
    assert words.message.endswith("<n11>, 2 more, any element of urn:w or an element of another namespace")
    assert explain("", "Element 'x': This element is not expected.").message == "<x> is not expected here"
    assert explain("", "Element 'x': Missing child element(s).").message == "<x> lacks an element"


def test_what_is_not_known_is_passed_on_without_noise() -> None:
    fault = explain("SCHEMAV_CVC_IDC", f"Element '{{{NAR}}}x': Duplicate key-sequence ['1'] in unique 'u'.")
    assert (fault.code, fault.message, fault.attribute) == (
        "KEY",
        "<x>: Duplicate key-sequence ['1'] in unique 'u'.",
        None,
    )
    fault = explain("SCHEMAV_WHATEVER", f"The {{{NAR}}}x is odd.\n")
    assert (fault.code, fault.message) == ("OTHER", "The x is odd.\\u000A")
    fault = explain("SCHEMAV_CVC_FACET_VALID", "Element 'x': [facet 'totalDigits'] The value '1' has too many.")
    assert (fault.code, fault.message) == ("VALUE", "“1” in <x> is not allowed")
    assert (
        explain("", "Element 'x': 'v' is not a valid value of the local union type.").message
        == "“v” in <x> is not allowed"
    )


@pytest.mark.parametrize("value", ["x" * 5_000_000, "' is not a valid value of the atomic type '" * 50_000])
def test_messages_never_hold_the_value(value: str) -> None:
    start = time.process_time()
    data = item(f'<subject qcode="a:b" rank="{value}"/>')
    (one,) = found(data)
    assert one.code == "G2-SCHEMA-VALUE"
    assert len(one.message) < 300
    assert time.process_time() - start < 5


def test_the_line_of_every_element_is_right_in_samples_of_markup() -> None:
    text = "<a\n>\r\n<b c=\"<!-- \"\r/><!-- <b> --><b><![CDATA[<b>]]></b>\n<b c='/>'/></a>".replace('c="<', 'c="&lt;')
    root = etree.fromstring(text)
    found_at = Places(root, text.encode()).find([(element, None) for element in root.iter("*")])
    assert found_at == [(1, 1), (3, 1), (4, 15), (5, 1)]
