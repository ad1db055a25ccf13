"""NewsML-G2: elements keep their namespaces, whatever prefix they had and wherever they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsdoc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
NITF = "http://iptc.org/std/NITF/2006-10-18/"
ITEM = f"""<newsItem xmlns="{NAR}" standard="NewsML-G2" standardversion="2.35" conformance="power" guid="urn:x:1" version="1">\
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>\
<itemMeta><itemClass qcode="ninat:text"/><provider literal="x"/><versionCreated>2026-01-01T00:00:00Z</versionCreated>{{meta}}</itemMeta>\
<contentMeta><description>a {{described}} b</description></contentMeta>\
<contentSet><inlineXML contenttype="{{type}}">{{body}}</inlineXML></contentSet></newsItem>"""
PAGE = f'<html xmlns="{XHTML}"><head><title>t</title></head><body><p>a</p>{{}}</body></html>'
NITF_PAGE = f'<nitf xmlns="{NITF}"><body><body.content><p>a</p>{{}}</body.content></body></nitf>'
#: Where foreign elements may stand, with the type of the alternative.
PLACES = {
    "metadata": lambda tree: ITEM.format(meta=tree, described="", type="application/xhtml+xml", body=PAGE.format("")),
    "text": lambda tree: ITEM.format(meta="", described=tree, type="application/xhtml+xml", body=PAGE.format("")),
    "XHTML": lambda tree: ITEM.format(meta="", described="", type="application/xhtml+xml", body=PAGE.format(tree)),
    "NITF": lambda tree: ITEM.format(meta="", described="", type="application/nitf+xml", body=NITF_PAGE.format(tree)),
    "alternative": lambda tree: ITEM.format(meta="", described="", type="application/xml", body=tree),
}
URIS = ["", NAR, XHTML, NITF, "urn:a", "urn:b"]


@st.composite
def trees(draw: st.DrawFn, scope: Mapping[str, str] | None = None, depth: int = 3, outer: str = "") -> str:
    """An element in some namespace, with a prefix or as the default one, and others in it; the first is nobody else's."""
    scope = scope or {"": "unknown"}
    uri = draw(st.sampled_from(URIS if outer else ["urn:a", "urn:b"]))
    prefix = draw(st.sampled_from(["", "", "n", "v"] if uri else [""]))
    said = "" if scope.get(prefix) == uri and draw(st.booleans()) else f' xmlns{prefix and f":{prefix}"}="{uri}"'
    if draw(st.booleans()):
        said += ' xmlns:w="urn:b" w:k="1"'
    inner: dict[str, str] = {**scope, prefix: uri}
    name = f"{prefix}:" * bool(prefix) + draw(st.sampled_from("espx"))
    parts = draw(st.lists(trees(inner, depth - 1, uri or "none"), max_size=2)) if depth else []
    return f"<{name}{said}>t{'u'.join(parts)}</{name}>"


def names(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """The names of all elements and attributes."""
    return [(str(node.tag), dict(node.attrib)) for node in etree.fromstring(data).iter(etree.Element)]


#: Trees in which prefixes are declared anew, or taken back.
TREES = (
    '<links xmlns="urn:a"><link xmlns="" rel="x"/></links>',
    f'<v:e xmlns:v="urn:a" xmlns:n="{NAR}"><s xmlns=""><n:x/><s/></s></v:e>',
    f'<v:e xmlns:v="urn:a"><s xmlns="">t<b xmlns="{XHTML}">b</b><s/></s><b xmlns="{XHTML}"/></v:e>',
    '<v:e xmlns:v="urn:a"><s xmlns=""/><v:s xmlns:v="urn:b"><v:s xmlns:v="urn:a"/></v:s></v:e>',
    '<n:e xmlns:n="urn:b">t<n:e xmlns:n="urn:a" xmlns:w="urn:b" w:k="1">t</n:e></n:e>',
    '<e xmlns="urn:a">t<e xmlns="urn:b">t<e xmlns="" xmlns:w="urn:b" w:k="1">t</e></e></e>',
    f'<v:e xmlns:v="urn:b"><v:e xmlns:v="{NITF}" xmlns:w="urn:b" w:k="1"><v:e xmlns:v="{NAR}" xmlns:w="urn:b" w:k="1"/></v:e></v:e>',
)


def come_back(data: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """The item written again directly, by JSON and by Markdown, and whether anything was lost."""
    document = newsdoc.read(data).document
    for way in ("newsml-g2", "json", "markdown"):
        there = newsdoc.write(document, way)
        back = newsdoc.convert(there.data, to="newsml-g2@2.35")
        yield way, back.data, bool(there.losses or back.losses)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("tree", TREES)
def test_elements_keep_their_namespaces(place: Callable[[str], str], tree: str) -> None:
    data = place(tree).encode()
    for way, back, lost in come_back(data):
        assert names(back) == names(data), way
        assert not lost


def hides(tree: str) -> bool:
    """Whether a prefix is declared for several namespaces."""
    said = set(re.findall(r'xmlns:?(\w*)="([^"]*)"', tree))
    return len(said) > len({prefix for prefix, _ in said})


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@given(tree=trees())
def test_elements_keep_their_namespaces_or_are_told(place: Callable[[str], str], tree: str) -> None:
    # A tree in which one declaration hides another may be more than its raw text can say: then it is told.
    data = place(tree).encode()
    for way, back, lost in come_back(data):
        assert hides(tree) if lost else names(back) == names(data), way
