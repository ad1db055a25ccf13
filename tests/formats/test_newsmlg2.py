"""NewsML-G2: what an item says is in the document, what the document says is in the item, at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from newsdoc.errors import ReadError, WriteError
from newsdoc.formats import FORMATS, newsmlg2
from newsdoc.formats.base import WriteOptions
from newsdoc.formats.newsmlg2.kinds import KINDS
from newsdoc.formats.newsmlg2.notes import table
from newsdoc.formats.newsmlg2.shape import alike, canonical
from newsdoc.model.compare import diff
from newsdoc.model.content import Emphasis, LineBreak, Link, Paragraph, Strong
from newsdoc.model.document import (
    AltId,
    Catalog,
    Concept,
    Content,
    Document,
    Foreign,
    ItemLink,
    Label,
    Metadata,
    Name,
    NewsMessage,
    Rendition,
    RightsInfo,
    UserInteraction,
)
from newsdoc.model.timestamp import Timestamp
from newsdoc.testing.laws import check_laws, unjustified, unreported
from tests.shared import STANDARDS, needs_shared, samples

if TYPE_CHECKING:
    from newsdoc.formats.base import WriteResult

G2 = FORMATS["newsml-g2"]
OPTIONS = WriteOptions(version="2.35")
NAR = "{http://iptc.org/std/nar/2006-10-01/}"


def item(inner: str, attributes: str = "") -> bytes:
    """A newsItem with ``inner`` after its itemMeta."""
    return f"""<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" standard="NewsML-G2" standardversion="2.35"
    conformance="power" {attributes}>
  <catalogRef href="http://example.com/catalog.xml"/>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="x:p"/>
    <versionCreated>2024-09-09T12:00:00Z</versionCreated>
  </itemMeta>
  {inner}
</newsItem>""".encode()


def read(data: bytes) -> Document:
    return G2.read(data).document


def again(data: bytes) -> bytes:
    result = G2.read(data)
    return G2.write(result.documents, OPTIONS, result.message).data


def same(left: bytes, right: bytes) -> bool:
    return canonical(etree.fromstring(left)) == canonical(etree.fromstring(right))


def write(document: Document) -> WriteResult:
    return G2.write([document], OPTIONS)


def lost(result: WriteResult) -> dict[str, str]:
    return {loss.path: loss.kind for loss in result.losses if loss.kind != "defaulted"}


def test_an_item_is_read_into_its_fields() -> None:
    document = read(
        item(
            """<contentMeta>
            <urgency>4</urgency>
            <contentCreated>2024-09</contentCreated>
            <creator qcode="x:me" role="x:author"><name xml:lang="en">Me</name></creator>
            <altId type="x:t">A-1</altId>
            <userInteraction interactions="577" interactiontype="useracttype:pageviews"/>
            <keyword>port</keyword>
            <headline xml:lang="en">A <a href="http://example.com">link</a></headline>
            <by>By Me</by>
            <description role="drol:summary">One<br/>two</description>
            </contentMeta>
            <contentSet><remoteContent href="http://example.com/a.jpg" rendition="rnd:web" width="640" size="9"/></contentSet>""",
            'version="7" xml:lang="en"',
        )
    )
    metadata = document.metadata
    assert (metadata.guid, metadata.version, metadata.language) == ("urn:x:1", "7", "en")
    assert metadata.catalogs == [Catalog(href="http://example.com/catalog.xml")]
    assert metadata.provider == Concept(qcode="x:p")
    assert metadata.version_created == Timestamp("2024-09-09T12:00:00Z")
    assert metadata.content_created == Timestamp("2024-09")
    assert metadata.creators == [Concept(qcode="x:me", role="x:author", names=[Name("Me", "en")])]
    assert metadata.alt_ids == [AltId("A-1", type="x:t")]
    assert metadata.user_interactions == [UserInteraction(577, "useracttype:pageviews")]
    assert metadata.headlines == [Label("A link", "en", content=["A ", Link(["link"], "http://example.com")])]
    assert metadata.descriptions == [Label("One\ntwo", role="drol:summary", content=["One", LineBreak(), "two"])]
    assert document.renditions == [Rendition(href="http://example.com/a.jpg", rendition="rnd:web", width=640, size=9)]
    assert document.headline == "A link"
    assert document.type == "text"
    assert metadata.foreign == document.foreign == []


@pytest.mark.parametrize(
    "inner",
    [
        "<contentMeta><headline>b</headline><slugline>a</slugline><headline>c</headline></contentMeta>",
        '<contentMeta><subject qcode="a:b" custom="true" v:x="1" xmlns:v="urn:v"><name>n</name><facet rel="f:a"/></subject></contentMeta>',
        '<contentMeta id="c1"><by>x</by><v:extra xmlns:v="urn:v"><v:a/></v:extra></contentMeta>',
        "<contentMeta/>",
        '<partMeta partid="p1"><role qcode="x:r"/></partMeta><assert qcode="a:b"><name>n</name></assert>',
        '<contentMeta><urgency id="u1">4</urgency><keyword>a</keyword></contentMeta>',
        (
            '<contentSet original="i1"><inlineXML id="i1" contenttype="application/xhtml+xml">'
            '<html xmlns="http://www.w3.org/1999/xhtml" lang="de"><head><title>T</title></head><body class="c"><p>x</p></body></html>'
            "</inlineXML></contentSet>"
        ),
        (
            '<contentSet><remoteContent href="a"/><inlineData contenttype="text/plain">one\n\ntwo</inlineData>'
            '<remoteContent href="b"/></contentSet>'
        ),
        '<contentSet><inlineXML contenttype="application/sportsml+xml"><s:x xmlns:s="urn:s">t</s:x></inlineXML></contentSet>',
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><p>one</p></inlineXML></contentSet>',
        '<contentSet><inlineData encoding="encd:base64" contenttype="image/png">aGk=</inlineData></contentSet>',
    ],
)
def test_what_has_no_field_comes_back_at_its_place(inner: str) -> None:
    assert same(item(inner), again(item(inner)))


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("application/xhtml+html", '<html xmlns=""><body><p>a <b>b</b></p></body></html>'),
        ("text/html", '<div xmlns=""><p>a</p><ul><li>b</li></ul></div>'),
        ("application/xml", '<body xmlns="http://www.w3.org/1999/xhtml">text<p>a</p></body>'),
        ("application/nitf+xml", '<nitf xmlns=""><body><body.content><p>a</p></body.content></body></nitf>'),
        ("application/nitf+xml", "<nitf><body><body.content><p>a</p></body.content></body></nitf>"),
        ("application/nitf+xml", '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>'),
        (
            "",
            '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content><p>a</p></body.content></body></nitf>',
        ),
        ("text/vnd.IPTC.NITF", "<p>bare</p>"),
        (
            "application/nitf+xml",
            '<nitf xmlns=""><body><body.content><block><p>a</p><bq><block><p>b</p></block></bq></block></body.content></body></nitf>',
        ),
        ("text/xml", '<v:a xmlns:v="urn:v"><b xmlns=""><c/><v:d><e/></v:d></b></v:a>'),
        ("text/html", '<p xmlns="">a<style type="x" class="y"> </style><o:p xmlns:o="urn:o"/>tail</p>'),
    ],
)
def test_a_body_comes_back_in_its_own_markup(kind: str, markup: str) -> None:
    data = item(f'<contentSet><inlineXML contenttype="{kind}">{markup}</inlineXML></contentSet>')
    document = read(data)
    result = G2.write([document], WriteOptions(version="2.35", sanitize=False))
    assert lost(result) == {}
    assert same(data, result.data)
    assert read(result.data) == document
    assert document.text or kind == "text/xml"


@pytest.mark.parametrize("kind", ["packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"])
def test_other_items_are_carried_whole(kind: str) -> None:
    inner = {
        "knowledgeItem": "<conceptSet/>",
        "catalogItem": '<catalogContainer><catalog><scheme alias="a" uri="u"/></catalog></catalogContainer>',
    }
    meta = "<contentMeta><contentCreated>2024</contentCreated><v:x xmlns:v='urn:v'>y</v:x></contentMeta>"
    data = item(meta + inner.get(kind, '<assert qcode="a:b"/>'))
    data = data.replace(b"newsItem", kind.encode())
    assert read(data).item_type == kind
    assert same(data, again(data))


def test_absent_conformance_stays_absent() -> None:
    data = item("").replace(b'conformance="power"', b"")
    assert b"conformance" not in again(data)


def test_a_message_holds_its_items_and_its_header() -> None:
    data = (
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-09-09T12:00:00Z</sent>'
        b'<sender qcode="x:s">me</sender><priority>4</priority><destination role="x:r">you</destination></header><itemSet>'
        + item("").partition(b"?>")[2]
        + item("<contentMeta><by>x</by></contentMeta>").partition(b"?>")[2]
        + b"</itemSet></newsMessage>"
    )
    result = G2.read(data)
    assert len(result.documents) == 2
    assert result.message == NewsMessage(
        sent=Timestamp("2024-09-09T12:00:00Z"),
        sender=Concept(qcode="x:s", value="me"),
        priority=4,
        destinations=[Concept(role="x:r", value="you")],
    )
    assert same(data, again(data))


def test_several_documents_make_a_message() -> None:
    result = G2.write([Document(), Document(Metadata(version_created=Timestamp("2030-01-01T00:00:00Z")))], OPTIONS)
    assert b"<sent>2030-01-01T00:00:00Z</sent>" in result.data
    assert ("message.sent", 0) in {(loss.path, loss.document) for loss in result.losses}
    assert ("metadata.guid", 1) in {(loss.path, loss.document) for loss in result.losses}
    assert len(G2.read(result.data).documents) == 2


def test_a_word_stands_where_a_qcode_must() -> None:
    document = Document(Metadata(headlines=[Label("x", role="main"), Label("y", role="two words")]))
    result = write(document)
    assert b'role="newsdoc-literal:main"' in result.data
    assert [label.role for label in read(result.data).metadata.headlines] == ["main", "two words"]
    assert read(result.data).metadata.catalogs == [
        Catalog(href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml")
    ]
    assert lost(result) == {}


def test_what_is_not_of_its_type_is_lost_and_said() -> None:
    document = Document(
        Metadata(
            version="1.2",
            language="not a tag",
            urgency=10,
            content_created=Timestamp("soon"),
            keywords=[Label("two\nlines")],
            user_interactions=[UserInteraction(-1)],
            alt_ids=[AltId("x", type="no code at all")],
            catalogs=[Catalog()],
        )
    )
    result = write(document)
    assert lost(result) == {
        "metadata.version": "dropped",
        "metadata.language": "dropped",
        "metadata.urgency": "dropped",
        "metadata.content_created": "dropped",
        "metadata.keywords[0].value": "coerced",
        "metadata.user_interactions[0]": "dropped",
        "metadata.alt_ids[0].type": "dropped",
        "metadata.catalogs[0]": "dropped",
    }
    assert newsdoc.validate(result.data).ok


def test_trust_indicators_are_links() -> None:
    policy = ItemLink("trustindicator:editorialPolicy", href="http://example.com/policy")
    other = ItemLink("irel:seeAlso", href="http://example.com/other")
    document = Document(Metadata(links=[other], trust_indicators=[policy]))
    result = write(document)
    assert b'<link rel="trustindicator:editorialPolicy"' in result.data
    back = read(result.data).metadata
    assert (back.links, back.trust_indicators) == ([other], [policy])
    mixed = write(Document(Metadata(links=[policy, other])))
    assert read(mixed.data).metadata.links == [policy, other]


@pytest.mark.parametrize(
    ("provider", "concept"),
    [
        ("nprov:REUTERS", Concept(qcode="nprov:REUTERS")),
        ("http://example.com/", Concept(uri="http://example.com/")),
        ("Example News", Concept(literal="Example News")),
    ],
)
def test_the_provider_is_taken_as_it_is_given(provider: str, concept: Concept) -> None:
    data = G2.write([Document()], WriteOptions(version="2.35", provider=provider)).data
    assert read(data).metadata.provider == concept


@pytest.mark.parametrize(
    ("metadata", "created"),
    [
        (Metadata(), "1970-01-01T00:00:00Z"),
        (Metadata(content_created=Timestamp("2024-09-09T10:35:00")), "2024-09-09T10:35:00"),
        (Metadata(content_created=Timestamp("2024-09-09")), "2024-09-09T00:00:00"),
        (Metadata(content_created=Timestamp("2024")), "1970-01-01T00:00:00Z"),
        (
            Metadata(content_created=Timestamp("2024"), first_created=Timestamp("2023-01-01T00:00:00Z")),
            "2023-01-01T00:00:00Z",
        ),
    ],
)
def test_the_version_is_as_old_as_the_latest_time_known(metadata: Metadata, created: str) -> None:
    result = write(Document(metadata))
    assert read(result.data).metadata.version_created == created
    assert [loss.value for loss in result.losses if loss.path == "metadata.version_created"] == [created]


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Z", "2024-07-01T10:00:00Z"),
        ("-05:30", "2024-07-01T10:00:00-05:30"),
        ("Europe/Berlin", "2024-07-01T10:00:00+02:00"),
    ],
)
def test_local_times_get_the_zone_asked_for(zone: str, written: str) -> None:
    document = Document(
        Metadata(content_created=Timestamp("2024-07-01T10:00:00"), first_created=Timestamp("2024-07-01T08:00:00Z"))
    )
    back = read(G2.write([document], WriteOptions(version="2.35", timezone=zone)).data).metadata
    assert back.content_created == back.version_created == written
    assert back.first_created == "2024-07-01T08:00:00Z"
    assert document.metadata.content_created == "2024-07-01T10:00:00"


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(newsdoc.OptionError, match="UNKNOWN-ZONE"):
        newsdoc.write(
            Document(Metadata(content_created=Timestamp("2024-07-01T10:00:00"))), "newsml-g2", timezone="Mars/One"
        )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<a/>", "G2-ROOT"),
        (b"<NewsML Version='1.2'/>", "G2-ROOT"),
        (b"<nitf/>", "G2-ROOT"),
        (b"<newsItem xmlns='urn:other'/>", "G2-ROOT"),
        (b"<newsItem", "XML-NOT-WELLFORMED"),
    ],
)
def test_what_is_no_item_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        G2.read(data)
    assert (caught.value.code, caught.value.line) == (code, 1)


def test_an_item_in_no_namespace_is_read_in_its_encoding() -> None:
    text = item("<contentMeta><headline>Müller</headline></contentMeta>").decode()
    text = text.replace(' xmlns="http://iptc.org/std/nar/2006-10-01/"', "", 1)
    data = text.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1")
    result = G2.read(data)
    assert result.document.headline == "Müller"
    assert [problem.code for problem in result.problems] == ["G2-NAMESPACE"]


def test_text_between_elements_is_kept_and_lost_on_writing() -> None:
    document = read(item("stray"))
    assert document.foreign == [Foreign("text()", "stray")]
    assert lost(write(document)) == {"foreign[0]": "dropped"}


def test_faults_do_not_stop_the_reading() -> None:
    data = item(
        '<contentMeta><urgency>high</urgency><contentCreated>yesterday</contentCreated><subject qcode="none" rank="x"/>'
        "<contentCreated>2024</contentCreated></contentMeta>"
    ).replace(b'guid="urn:x:1"', b'guid="urn:x:1" version="0"')
    result = G2.read(data)
    assert [problem.code for problem in result.problems] == ["G2-VALUE"] * 5
    assert all(problem.line and problem.path for problem in result.problems)
    assert result.document.metadata.content_created == "2024"
    assert "high" in str(result.document.metadata.foreign)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-09-09T12:00:00+0200", "2024-09-09T12:00:00+02:00"),
        ("20240909T120000Z", "2024-09-09T12:00:00Z"),
        ("2024-09-09 12:00:00.5", "2024-09-09T12:00:00.5"),
        ("2024-09-09T12:00-05", "2024-09-09T12:00:00-05:00"),
        ("2024-09-09T12:00:00 GMT", "2024-09-09T12:00:00Z"),
    ],
)
def test_a_time_that_is_not_quite_one_is_read_and_said(text: str, time: str) -> None:
    data = item("").replace(b"2024-09-09T12:00:00Z", text.encode())
    result = G2.read(data)
    assert result.document.metadata.version_created == time
    assert [(loss.kind, loss.path, loss.value) for loss in result.losses] == [
        ("coerced", "/newsItem/itemMeta/versionCreated", text)
    ]
    assert [(one.code, one.hint) for one in result.problems] == [("G2-VALUE", f"it was read as {time}")]
    assert newsdoc.validate(newsdoc.write(result.document, "newsml-g2").data).ok


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-09T12:00:00+0200", "2024-02-30T12:00:00+0100"])
def test_a_time_that_is_none_is_kept_as_it_is(text: str) -> None:
    data = item("").replace(b"2024-09-09T12:00:00Z", text.encode())
    result = G2.read(data)
    assert result.document.metadata.version_created is None
    assert [one.path for one in result.document.metadata.foreign] == ["itemMeta/versionCreated"]
    written = newsdoc.write(result.document, "newsml-g2")
    assert newsdoc.validate(written.data).ok
    assert {loss.path: loss.kind for loss in written.losses}["metadata.foreign[0]"] == "dropped"


def test_a_file_with_nothing_but_faults_is_refused() -> None:
    with pytest.raises(ReadError, match="LIMIT-ERRORS"):
        G2.read(item("<contentMeta>" + '<subject qcode="none"/>' * 1001 + "</contentMeta>"))


def test_a_repeated_element_is_kept_and_said() -> None:
    data = item("").replace(b"</itemMeta>", b'<pubStatus qcode="a:b"/><pubStatus qcode="a:c"/></itemMeta>')
    result = G2.read(data)
    assert [problem.code for problem in result.problems] == ["G2-REPEATED"]
    assert [one.path for one in result.document.metadata.foreign] == ["itemMeta/pubStatus"]
    assert lost(write(result.document)) == {"metadata.foreign[0]": "dropped"}


FORMS: tuple[str, ...] = (
    "<a/>",
    "<a> </a>",
    "<a>b  c</a>",
    "<a>b c</a>",
    "<b>b c</b>",
    '<a x="1" y="2"/>',
    '<a y="2" x="1"/>',
    '<a x="1"/>',
)
FORMS += ("<a><b/>t</a>", "<a><b/> t </a>", "<a><b/><b/></a>", "<a><!-- --><b/>t</a>", "<a>t<!-- -->u</a>", "<a>t</a>")


@given(st.sampled_from(FORMS), st.sampled_from(FORMS), st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_alike_is_what_has_the_same_canonical_form(one: str, two: str, three: str, four: str) -> None:
    left, right = (etree.fromstring(f"<r>{a} {b}</r>") for a, b in ((one, two), (three, four)))
    assert alike(left, right) == (canonical(left) == canonical(right))
    assert alike(left, left)


def test_of_a_part_that_stands_twice_both_are_read() -> None:
    twice = b'<itemMeta><pubStatus qcode="a:b"/><edNote>two</edNote></itemMeta><contentMeta><keyword>three</keyword></contentMeta>'
    data = item("<contentMeta><keyword>one</keyword></contentMeta>").replace(b"</newsItem>", twice + b"</newsItem>")
    metadata = G2.read(data).document.metadata
    assert [one.value for one in metadata.keywords] == ["one", "three"]
    assert [one.value for one in metadata.ed_notes] == ["two"]
    assert metadata.item_class is not None
    assert metadata.pub_status == Concept("a:b")
    header = "<header><sent>2024-09-09T12:00:00Z</sent></header><header><priority>3</priority></header>"
    message = G2.read(f'<newsMessage xmlns="{NAR[1:-1]}">{header}<itemSet/></newsMessage>'.encode()).message
    assert message == NewsMessage(Timestamp("2024-09-09T12:00:00Z"), priority=3)


def test_what_stands_beside_the_items_is_kept() -> None:
    data = (
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:v="urn:v" v:a="1"><header><sent>2024-09-09T12:00:00Z</sent>'
        b'</header><itemSet v:b="2"><name>odd</name>' + item("").partition(b"?>")[2] + b"</itemSet></newsMessage>"
    )
    assert [problem.code for problem in G2.read(data).problems] == ["G2-ITEM-SET"]
    assert same(data, again(data))


def test_other_formats_foreign_parts_are_lost_and_said() -> None:
    document = Document(
        Metadata(foreign=[Foreign("x", "1", format="ninjs")]), foreign=[Foreign("y", "2", format="markdown")]
    )
    assert lost(write(document)) == {"metadata.foreign[0]": "dropped", "foreign[0]": "dropped"}


def test_forbidden_characters_are_refused() -> None:
    with pytest.raises(WriteError, match=r"U\+0001 in metadata.headlines\[0\].value"):
        write(Document(Metadata(headlines=[Label("a\x01b")])))


@pytest.mark.parametrize("markup", ["xhtml", "text"])
def test_the_body_is_written_as_asked(markup: str) -> None:
    document = Document(body=[Paragraph(["A ", Strong(["b"]), "."]), Paragraph(["c"])])
    result = G2.write([document], WriteOptions(version="2.35", body=markup))
    assert (b"<inlineData" in result.data) == (markup == "text")
    back = read(result.data)
    assert back.text == document.text
    assert (back.body == document.body) == (markup == "xhtml")
    assert any(loss.kind == "flattened" for loss in result.losses) == (markup == "text")


@pytest.mark.parametrize("markup", ["xhtml", "nitf", "text"])
@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (
            "application/xhtml+xml",
            '<html xmlns="http://www.w3.org/1999/xhtml" class="c"><body><p>a <b>b</b></p></body></html>',
        ),
        ("application/xhtml+html", "<p>a <b>b</b></p>"),
        (
            "application/nitf+xml",
            '<nitf xmlns=""><head/><body><body.content><p>a</p><hl2>c</hl2></body.content></body></nitf>',
        ),
        ("text/html", '<div xmlns=""><p style="x">a</p><dl><dt>b</dt></dl></div>'),
    ],
)
def test_a_body_of_one_markup_is_written_in_another(kind: str, source: str, markup: str) -> None:
    document = read(item(f'<contentSet><inlineXML contenttype="{kind}">{source}</inlineXML></contentSet>'))
    result = G2.write([document], WriteOptions(version="2.35", body=markup))
    assert newsdoc.validate(result.data).ok
    inner = result.data.decode().partition("<contentSet>")[2]
    assert {"xhtml": "<html ", "nitf": "<nitf ", "text": "<inlineData "}[markup] in inner or kind.startswith(
        "application/xhtml+"
    )
    back = read(result.data)
    assert "a" in back.text
    differences = diff(document, back)
    assert unreported(differences, result.losses) == []
    assert unjustified(differences, result.losses) == []


def test_white_space_that_means_something_is_kept() -> None:
    label = Label(" two  spaces\tand\nlines ", content=[" two  ", Emphasis(["spaces\tand\nlines "])])
    document = Document(Metadata(headlines=[label], keywords=[Label("  x")], alt_ids=[AltId(" y\n")]))
    back = read(write(document).data).metadata
    assert (back.headlines, back.keywords, back.alt_ids) == ([label], [Label("  x")], [AltId(" y\n")])


def test_layout_leaves_white_space_that_means_something() -> None:
    label = Label(" ", content=[Strong([" "])])
    assert read(write(Document(Metadata(titles=[label]))).data).metadata.titles == [label]


def test_white_space_of_layout_is_not() -> None:
    data = item("<contentMeta><keyword>\n   x\n   y\n </keyword><headline>\n  a\n  b </headline></contentMeta>")
    metadata = read(data).metadata
    assert (metadata.keywords, metadata.headlines) == ([Label("x y")], [Label("a b")])


def test_the_richest_alternative_is_the_body() -> None:
    data = item(
        '<contentSet><inlineData contenttype="text/plain">plain</inlineData><inlineXML contenttype="application/xhtml+xml">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>rich</p></body></html></inlineXML></contentSet>'
    )
    document = read(data)
    assert document.body == [Paragraph(["rich"])]
    assert [content.value for content in document.contents] == ["plain", None]
    assert same(data, again(data))


def test_an_alternative_that_would_be_the_body_is_said() -> None:
    document = Document(contents=[Content(value="text", form="data", content_type="text/plain")])
    assert lost(write(document)) == {"contents": "coerced", "body": "coerced"}


def test_an_edited_body_is_written_anew() -> None:
    data = item('<contentSet><inlineData contenttype="text/plain">one  \n\n\n\ntwo</inlineData></contentSet>')
    document = read(data)
    assert same(data, write(document).data)
    document.body.append(Paragraph(["three"]))
    assert b"one\n\ntwo\n\nthree" in write(document).data.replace(b"one  ", b"one")


def test_rights_are_kept() -> None:
    rights = RightsInfo(
        copyright_holder=Concept(uri="http://example.com", names=[Name("Example")]),
        copyright_notices=[Label("© Example"), Label("all rights")],
        usage_terms=[Label("None")],
    )
    result = write(Document(Metadata(rights=[rights])))
    assert lost(result) == {}
    assert read(result.data).metadata.rights == [rights]


ODD = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "a",
            "a b",
            "a:b",
            "http://[bad",
            "%zz",
            "//x",
            "x:y z",
            "1",
            "-1",
            "0",
            "+5",
            "2024",
            "2024-13",
            "é",
            "\n",
            "2024-02-30",
            "0000-01-01",
            "2024-01-01T24:00:00",
            "2024-01-01T00:00:60Z",
            "::",
            "a:b:c",
            "#a#b",
            "http://é.x/ü",
            "a%20",
        ]
    ),
    st.text(st.sampled_from("aZ09:/?#[]@!$&'()*+,;=%-._~ é\t<>\"{}|\\^`"), max_size=10),
)
#: Our type → the one of XML Schema that says the same.
TYPES = {
    "iri": "xs:anyURI",
    "language": "xs:language",
    "id": "xs:NCName",
    "date time": "xs:dateTime",
    "truncated": "t",
    "date opt time": "d",
    "decimal": "xs:decimal",
    "double": "xs:double",
    "ids": "xs:IDREFS",
    "names": "xs:NMTOKENS",
    "positive text": "xs:positiveInteger",
}


@pytest.mark.parametrize("kind", TYPES)
@given(text=ODD)
def test_what_a_kind_writes_is_of_its_type(kind: str, text: str) -> None:
    shown = KINDS[kind].show(Timestamp(text))
    if shown is None:
        return
    schema = etree.XMLSchema(
        etree.fromstring(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
            '<xs:simpleType name="d"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>'
            '<xs:simpleType name="t"><xs:union memberTypes="xs:date xs:dateTime xs:gYearMonth xs:gYear"/></xs:simpleType>'
            f'<xs:element name="x" type="{TYPES[kind]}"/></xs:schema>'
        )
    )
    element = etree.Element("x")
    element.text = shown
    assert schema.validate(element), (kind, shown)


def exact(data: bytes) -> list[tuple[object, ...]]:
    """The elements of an item: names, attributes, texts without the white space at their ends."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    return [
        (node.tag, sorted(node.items()), *((text or "").strip() for text in (node.text, node.tail)))
        for node in etree.fromstring(data, parser).iter()
    ]


@needs_shared
@pytest.mark.parametrize("path", samples("newsml-g2/**/*.xml"), ids=lambda path: path.name)
def test_real_items_come_back_whole(path: Path) -> None:
    data = path.read_bytes()
    try:
        result = G2.read(data)
    except ReadError:
        pytest.skip("no item of NewsML-G2")
    root = etree.fromstring(data)
    if result.version not in (None, *G2.versions):
        pytest.skip("an item of a version that nothing is written in")
    if not str(root.tag).startswith(NAR):
        pytest.skip("an item in no namespace comes back in its own")
    version = result.version or "2.35"
    written = G2.write(result.documents, WriteOptions(version=version), result.message)
    official = STANDARDS / "newsml-g2" / f"NewsML-G2_{version}-spec-All-Power.xsd"
    if official.is_file() and etree.XMLSchema(etree.parse(str(official))).validate(root):
        assert lost(written) == {}
        assert same(data, written.data)
        assert exact(data) == exact(written.data)


def test_the_notes_have_the_table() -> None:
    notes = Path(newsmlg2.__file__).with_name("NOTES.md").read_text(encoding="utf-8")
    assert table() in notes


def test_the_prefixes_of_values_are_declared_again() -> None:
    text = ITEM_WITH_EXT.replace("TYPE", "xsd:integer")
    for target in ("newsml-g2@2.35", "json", "markdown"):
        there = newsdoc.convert(text.encode(), target, on_loss="allow")
        assert [loss for loss in there.losses if loss.kind != "defaulted"] == []
        back = there.data if target.startswith("newsml") else newsdoc.convert(there.data, "newsml-g2@2.35").data
        assert same(back, text.encode())
    unbound = ITEM_WITH_EXT.replace("TYPE", "none:integer").encode()
    assert any(loss.kind == "dropped" for loss in newsdoc.convert(unbound, "newsml-g2@2.35", on_loss="allow").losses)


ITEM_WITH_EXT = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 guid="urn:example:1" version="1" standard="NewsML-G2" standardversion="2.35" conformance="power">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/><versionCreated>2026-05-04T09:00:00Z</versionCreated>
<itemMetaExtProperty rel="x:r" value="2" valuedatatype="TYPE"/></itemMeta></newsItem>"""


#: A feed's item as feeds have it: an attribute of the vendor's, and XHTML that declares its namespace itself.
VENDOR = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:v="http://example.com/vendor" v:build="7"
 guid="urn:example:1" version="1" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text" v:kind="S"/><provider literal="x"/>
<versionCreated>2026-05-04T09:00:00Z</versionCreated></itemMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta charset="utf-8"/><title>T</title></head><body><section class="main"><p>One.</p></section></body></html>
</inlineXML></contentSet></newsItem>"""


@pytest.mark.parametrize("via", ["newsml-g2@2.35", "json", "markdown"])
def test_the_prefixes_of_names_are_the_source_s(via: str) -> None:
    there = newsdoc.convert(VENDOR.encode(), via, on_loss="allow")
    assert there.losses == []
    back = there.data if via.startswith("newsml") else newsdoc.convert(there.data, "newsml-g2@2.35").data
    names = [etree.canonicalize(data.decode(), strip_text=True) for data in (VENDOR.encode(), back)]
    assert names[0] == names[1]


SAME = [
    [Content(content_type="application/xhtml+xml", audio_bitrate=""), Content(content_type="text/plain")],
    [Content(content_type="application/xhtml+xml", audio_bitrate=""), Content(content_type="text/plain", value="y")],
    [Content(content_type="application/xhtml+xml"), Content(content_type="text/plain")],
    [Content(content_type="text/plain", form="data"), Content(content_type="application/xhtml+xml")],
    [Content(content_type="text/plain", form="data", value="y"), Content(content_type="application/nitf+xml")],
]


@pytest.mark.parametrize("contents", SAME, ids=range(len(SAME)))
@pytest.mark.parametrize("words", [[], ["x"]], ids=["empty", "words"])
@pytest.mark.parametrize("version", ["2.9", "2.35"])
def test_several_alternatives_that_are_the_body(contents: list[Content], words: list[str], version: str) -> None:
    check_laws(G2, version, Document(body=[Paragraph(list(words))], contents=list(contents)))


def test_a_time_with_white_space_before_it_is_no_fault() -> None:
    history = "<pubHistory><published><timestamp>\n 2024-09-09T12:00:00Z\n</timestamp></published></pubHistory>"
    data = item("<contentMeta/>").replace(b"  <itemMeta>", f"  {history}<itemMeta>".encode())
    data = data.replace(b"<versionCreated>", b"<versionCreated>\n   ")
    assert newsdoc.validate(data).ok
    result = newsdoc.convert(data, to="newsml-g2@2.35")
    assert same(result.data, data)
    assert not result.losses


def test_white_space_around_a_uri_means_nothing() -> None:
    data = item(
        '<contentMeta><creator uri=" http://example.com/p "/></contentMeta><contentSet><remoteContent href=" a.jpg"/></contentSet>'
    )
    data = data.replace(b'href="http://example.com/catalog.xml"', b'href="\n http://example.com/catalog.xml"')
    document = read(data)
    assert document.metadata.catalogs == [Catalog(href="http://example.com/catalog.xml")]
    assert document.metadata.creators == [Concept(uri="http://example.com/p")]
    assert document.renditions == [Rendition(href="a.jpg")]
    assert write(document).losses == []


def test_text_in_a_content_set_is_told() -> None:
    data = item('<contentMeta/><contentSet>lost <inlineData contenttype="text/plain">x</inlineData>too</contentSet>')
    document = read(data)
    assert Foreign("contentSet/text()", "lost too") in document.foreign
    assert lost(write(document)) == {f"foreign[{len(document.foreign) - 1}]": "dropped"}
    assert "contentSet/text()" in str(newsdoc.write(document, "ninjs").losses)


def test_what_cannot_be_held_is_told_and_not_what_stands_beside_it() -> None:
    inner = '<a b="1"/><v:c xmlns:v="urn:v">kept</v:c><signal qcode="x:s"/><d/><v:c xmlns:v="urn:v">kept, too</v:c>'
    data = item("<contentMeta/>").replace(b"</itemMeta>", f"{inner}</itemMeta>".encode())
    document = read(data)
    result = write(document)
    told = {path: kind for path, kind in lost(result).items() if not path.endswith(".position")}
    own = [
        f"metadata.foreign[{n}]"
        for n, one in enumerate(document.metadata.foreign)
        if one.path[-2:] in ("/a", "/d", "/*")
    ]
    assert told == dict.fromkeys(own, "dropped")
    assert [one.value for one in read(result.data).metadata.foreign if one.position] == [
        f'<v:c xmlns:v="urn:v">{text}</v:c>' for text in ("kept", "kept, too")
    ]


@pytest.mark.parametrize(
    ("document", "nature"),
    [
        (Document(), "ninat:text"),
        (Document(item_type="conceptItem"), "cinat:concept"),
        (Document(item_type="knowledgeItem"), "cinat:concept"),
        (Document(item_type="planningItem"), "plinat:newscoverage"),
        (Document(item_type="packageItem"), "ninat:composite"),
        (
            Document(
                renditions=[
                    Rendition(href="a", content_type="image/jpeg"),
                    Rendition(href="b", content_type="image/png"),
                ]
            ),
            "ninat:picture",
        ),
        (Document(renditions=[Rendition(href="a", content_type="video/mp4")]), "ninat:video"),
        (Document(renditions=[Rendition(href="a", content_type="audio/mpeg")]), "ninat:audio"),
        (Document(renditions=[Rendition(href="a", content_type="image/jpeg"), Rendition(href="b")]), "ninat:text"),
        (Document(renditions=[Rendition(href="a", content_type="application/pdf")]), "ninat:text"),
        (Document(body=[Paragraph(["x"])], renditions=[Rendition(href="a", content_type="image/jpeg")]), "ninat:text"),
    ],
)
def test_the_class_of_an_item_that_says_none(document: Document, nature: str) -> None:
    if document.item_type in ("conceptItem", "knowledgeItem", "planningItem", "packageItem"):
        data = f"""<{document.item_type} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"/>"""
        document = read(data.encode())
    metadata = G2.write([document], OPTIONS).losses
    assert [loss.value for loss in metadata if loss.path == "metadata.item_class"] == [{"qcode": nature}]
