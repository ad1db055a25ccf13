"""NewsML-G2: the white space within texts, which means nothing, comes back all the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from newsdoc.formats.newsmlg2.spacing import LONGEST, MOST_RUNS, SPACING
from newsdoc.model import content as c
from newsdoc.model.base import Foreign, Label
from newsdoc.model.document import Metadata

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.35" \
conformance="power" guid="urn:x:1" version="1">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
  <rightsInfo><usageTerms>{terms}</usageTerms></rightsInfo>
  <itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/><versionCreated>2026-01-01T00:00:00Z</versionCreated></itemMeta>
  <contentMeta><headline>{headline}</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>\
<body>{body}</body></html></inlineXML></contentSet>
</newsItem>
"""
HEADLINE = "Ferry leaves\n      without  a crew"
BODY = "<p>The ferry left\n        the <em>old\tquay</em> at\n        dawn.</p><pre>a  b</pre><p>Ferry leaves without a crew</p>"
#: What a text may have between its words.
RUNS = st.sampled_from([" ", " ", "  ", "\n", "\n      ", "\t", " \n"])


def item(headline: str = HEADLINE, body: str = BODY, terms: str = "None") -> bytes:
    return ITEM.format(headline=headline, body=body, terms=terms).encode()


def texts(data: bytes) -> list[str]:
    """The texts of an item that are not blank, without the white space at their ends."""
    return [said for text in etree.fromstring(data).itertext() if (said := str(text).strip(" \t\n\r"))]


def spacing(document: newsdoc.Document) -> list[Foreign]:
    return [one for one in document.foreign if one.path == SPACING]


@pytest.mark.parametrize("by", ["newsml-g2", "json", "markdown"])
def test_white_space_comes_back(by: str) -> None:
    data = item()
    result = newsdoc.convert(data, to=by)
    assert texts(newsdoc.convert(result.data, to="newsml-g2@2.35").data) == texts(data)
    assert not result.losses


@given(st.lists(st.lists(RUNS, min_size=3, max_size=3), min_size=3, max_size=3))
def test_any_white_space_comes_back(runs: list[list[str]]) -> None:
    headline, said, terms = ("one{}two{}three{}four".format(*row) for row in runs)
    data = item(headline, f"<p>{said}</p><p>{said} <strong>{headline}</strong> {terms}</p><p>{terms}</p>", terms)
    assert texts(newsdoc.convert(data, to="newsml-g2@2.35").data) == texts(data)


def test_white_space_of_a_message_comes_back() -> None:
    header = "<header><sent>2026-01-01T00:00:00Z</sent><catalogRef href='urn:y'><title>Two  spaces</title></catalogRef></header>"
    items = b"".join(item(f"number  {number}") for number in range(2)).decode()
    data = f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'>{header}<itemSet>{items}</itemSet></newsMessage>"
    result = newsdoc.read(data.encode())
    assert result.message is not None
    assert [one.path for one in result.message.foreign] == [SPACING]
    assert texts(newsdoc.convert(data.encode(), to="newsml-g2@2.35").data) == texts(data.encode())
    assert texts(newsdoc.write(result.documents, "newsml-g2@2.35", message=result.message).data) == texts(data.encode())


def test_the_model_has_single_spaces() -> None:
    document = newsdoc.read(item()).document
    assert document.headline == "Ferry leaves without a crew"
    assert document.body[0] == c.Paragraph(["The ferry left the ", c.Emphasis(["old quay"]), " at dawn."])
    assert [len(json.loads(one.value)) for one in spacing(document)] == [4]
    assert spacing(newsdoc.read(item("a b", "<p>a b</p><pre>a  b</pre>")).document) == []


def test_white_space_where_it_means_something_is_text() -> None:
    body = '<p xml:space="preserve">Ferry leaves  without</p><pre>Ferry leaves without a crew</pre>'
    back = newsdoc.convert(item(body=body), to="newsml-g2@2.35").data
    assert texts(back) == texts(item(body=body))


def test_a_text_that_was_changed_does_not_get_its_white_space_back_and_that_is_told() -> None:
    document = newsdoc.read(item()).document
    document.metadata.headlines[0].value = "Another one"
    result = newsdoc.write(document, "newsml-g2@2.35")
    assert [(loss.kind, loss.path.partition("[")[0]) for loss in result.losses] == [("coerced", "foreign")]
    assert "Another one" in texts(result.data)
    document.body.clear()
    result = newsdoc.write(document, "newsml-g2@2.35")
    assert [(loss.kind, loss.path) for loss in result.losses if "white space" in loss.reason] == [
        ("dropped", f"foreign[{document.foreign.index(spacing(document)[0])}]")
    ]


@pytest.mark.parametrize(
    "value", ["", "[]", "{", '{"a": 1}', '{"a": [{"x": [1]}]}', '{"a": [{" ": ["1"]}]}', "[1]", "[" * 99_999]
)
def test_what_is_no_table_of_white_space_is_lost(value: str) -> None:
    document = newsdoc.read(item("a b", "<p>a b</p>")).document
    assert spacing(document) == []
    result = newsdoc.write(replace(document, foreign=[Foreign(SPACING, value)]), "newsml-g2@2.35")
    assert [(loss.kind, loss.path) for loss in result.losses] == [("dropped", "foreign[0]")]


def test_numbers_of_words_that_are_not_there_change_nothing() -> None:
    document = newsdoc.read(item()).document
    table = json.loads(spacing(document)[0].value)
    wild = {digest: [{"\n": [0, -1, 99]}] for digest in table}
    document.foreign[:] = [Foreign(SPACING, json.dumps(wild))]
    result = newsdoc.write(document, "newsml-g2@2.35")
    assert "Ferry leaves without a crew" in texts(result.data)
    assert [loss.kind for loss in result.losses if loss.path == "foreign[0]"] == ["dropped"]


@pytest.mark.parametrize("headline", ["a\n" * (LONGEST // 2 + 1), "a\n" * (MOST_RUNS + 2)], ids=["long", "many"])
def test_of_more_than_an_article_has_nothing_is_kept(headline: str) -> None:
    document = newsdoc.read(item(headline, "<p>a  b</p>")).document
    assert document.headline == " ".join(headline.split())
    assert [len(json.loads(one.value)) for one in spacing(document)] == ([1] if len(headline) > LONGEST else [])


def test_white_space_that_was_kept_is_not_noted() -> None:
    # The title of the page says it again, where it may collapse.
    metadata = Metadata(guid="urn:x:1", headlines=[Label("a\rb")])
    document = newsdoc.Document(metadata, [c.Paragraph(["a"])])
    back = newsdoc.read(newsdoc.write(document, "newsml-g2@2.35").data).document
    assert back.headline == "a\rb"
    assert spacing(back) == []


SPACE = ' xml:space="preserve"'


@pytest.mark.parametrize("by", ["newsml-g2", "json", "markdown"])
@pytest.mark.parametrize(
    "tag", ["<newsItem", "<contentMeta", "<headline", "<contentSet", "<inlineXML", "<html", "<body", "<p", "<fileName"]
)
@pytest.mark.parametrize("value", ["preserve", "default"])
def test_an_attribute_for_white_space_comes_back_with_the_white_space(tag: str, value: str, by: str) -> None:
    data = item("two  spaces", "<p>1. One      3\n2. Two      2</p><p>a</p>")
    data = data.replace(b"</versionCreated>", b"</versionCreated><fileName>f  f</fileName>")
    data = re.sub(rf"{tag}(?=[ >])", f'{tag} xml:space="{value}"', data.decode(), count=1).encode()
    result = newsdoc.convert(data, to=by)
    back = newsdoc.convert(result.data, to="newsml-g2@2.35")
    assert texts(back.data) == texts(data)
    assert attributes(back.data) == attributes(data)
    assert not result.losses
    assert not back.losses


@pytest.mark.parametrize("tag", ["<headline", "<fileName", "<usageTerms", "<versionCreated"])
def test_an_attribute_for_white_space_comes_back_where_there_is_none(tag: str) -> None:
    data = item("h", "<p>a</p>").replace(b"</versionCreated>", b"</versionCreated><fileName>f</fileName>")
    data = data.replace(tag.encode(), f"{tag}{SPACE}".encode(), 1)
    assert attributes(newsdoc.convert(data, to="newsml-g2@2.35").data) == attributes(data)


def attributes(data: bytes) -> list[tuple[str, dict[str, str]]]:
    return [(str(node.tag), dict(node.attrib)) for node in etree.fromstring(data).iter(etree.Element)]
