"""ninjs and NewsML-G2: every property that has an equivalent, by IPTC's mapping, both ways and in every line of ninjs.

The mapping is IPTC's own (the notes in the schemas of ninjs 1.x and 2.x, the table of the guidelines) but for the rows
marked ``OURS``, for which it has none and which follow from the words of both standards.
"""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple

import pytest
from lxml import etree

import newsdoc
from newsdoc.formats.ninjs.fields import ITEM

IPTC: Final = True
OURS: Final = False
TIME: Final = "2024-05-06T07:08:09Z"
NITF: Final = "http://iptc.org/std/NITF/2006-10-18/"
NEWSCODES: Final = "http://cv.iptc.org/newscodes/"


class Row(NamedTuple):
    """A property of ninjs 3.2 with a value, where it is in NewsML-G2 (XPath from the item, no prefixes), what is there.

    ``source`` says whose the row is.
    """

    value: dict[str, Any]
    path: str
    found: str
    source: bool = IPTC


def subject(name: str, nature: str, source: bool = IPTC) -> Row:
    return Row({name: [{"name": "N"}]}, f"contentMeta/subject[@type='cpnat:{nature}']/name", "N", source)


def about(value: dict[str, Any], path: str, found: str, source: bool = OURS, name: str = "people") -> Row:
    return Row({name: [{"name": "N", **value}]}, f"contentMeta/subject{path}", found, source)


def rendition(value: dict[str, Any], path: str, found: str, source: bool = IPTC) -> Row:
    return Row({"renditions": [{"name": "thumbnail", **value}]}, f"contentSet/remoteContent/{path}", found, source)


def detail(name: str, value: dict[str, Any], path: str, found: str, source: bool = IPTC) -> Row:
    return Row(
        {name: [{"name": "N", "uri": "http://x/1", **value}]}, f"assert[@uri='http://x/1']/{path}", found, source
    )


def trust(value: dict[str, Any], path: str, found: str) -> Row:
    role = f"{NEWSCODES}trustindicator/ownership"
    return Row({"trustIndicators": [{"role": role, **value}]}, f"itemMeta/link/{path}", found)


ROWS: Final = (
    Row({"uri": "urn:x:9"}, "@guid", "urn:x:9"),
    Row({"version": "4"}, "@version", "4"),
    Row({"language": "de"}, "contentMeta/language/@tag", "de"),
    Row({"type": "picture"}, "itemMeta/itemClass/@qcode", "ninat:picture"),
    Row({"profile": "p"}, "itemMeta/profile", "p"),
    Row({"firstCreated": TIME}, "itemMeta/firstCreated", TIME),
    Row({"versionCreated": TIME}, "itemMeta/versionCreated", TIME),
    Row({"contentCreated": TIME}, "contentMeta/contentCreated", TIME),
    Row({"embargoedUntil": TIME}, "itemMeta/embargoed", TIME),
    Row({"expires": TIME}, "itemMeta/expires", TIME),
    Row({"pubStatus": "withheld"}, "itemMeta/pubStatus/@qcode", "stat:withheld"),
    Row({"urgency": 3}, "contentMeta/urgency", "3"),
    Row({"title": "t"}, "itemMeta/title", "t"),
    Row({"slugline": "s"}, "contentMeta/slugline", "s"),
    Row({"headlines": [{"value": "h"}]}, "contentMeta/headline", "h"),
    Row({"headlines": [{"role": "sub", "value": "h"}]}, "contentMeta/headline[@role]", "h"),
    Row({"descriptions": [{"role": "summary", "value": "d"}]}, "contentMeta/description[@role]", "d"),
    Row({"by": "b"}, "contentMeta/by", "b"),
    Row({"located": "L"}, "contentMeta/located/name", "L"),
    Row(
        {"bodies": [{"contentType": "text/plain", "value": "one"}]},
        "contentSet/inlineData[@contenttype='text/plain']",
        "one",
    ),
    Row(
        {"bodies": [{"contentType": "application/xhtml+xml", "value": "<p>one</p>"}]},
        "contentSet/inlineXML[@contenttype='application/xhtml+xml']//p",
        "one",
    ),
    Row(
        {
            "bodies": [
                {
                    "contentType": "application/nitf+xml",
                    "value": f'<nitf xmlns="{NITF}"><body><body.content><p>one</p></body.content></body></nitf>',
                }
            ]
        },
        "contentSet/inlineXML[@contenttype='application/nitf+xml']//p",
        "one",
    ),
    Row(
        {"bodies": [{"role": "main", "contentType": "text/html", "value": "<p>one</p>"}]},
        "contentSet/inlineXML/@contenttypevariant",
        "main",
    ),
    Row(
        {"bodies": [{"contentType": "text/plain", "charCount": 3, "value": "one"}]},
        "contentSet/inlineData/@charcount",
        "3",
    ),
    Row(
        {"bodies": [{"contentType": "text/plain", "wordCount": 1, "value": "one"}]},
        "contentSet/inlineData/@wordcount",
        "1",
    ),
    rendition({}, "@rendition", "rnd:thumbnail"),
    rendition({"href": "http://x/1"}, "@href", "http://x/1"),
    rendition({"contentType": "image/jpeg"}, "@contenttype", "image/jpeg"),
    rendition({"title": "t"}, "@title", "t", OURS),
    rendition({"width": 5}, "@width", "5"),
    rendition({"height": 6}, "@height", "6"),
    rendition({"sizeInBytes": 7}, "@size", "7", OURS),
    rendition({"duration": 8}, "@duration", "8"),
    rendition({"format": "frmt:jpeg"}, "@format", "frmt:jpeg"),
    rendition({"aspectRatio": "16:9"}, "@videoaspectratio", "16:9", OURS),
    rendition({"videoCodec": "vcdc:h264"}, "@videocodec", "vcdc:h264", OURS),
    rendition({"frameRate": 25}, "@videoframerate", "25", OURS),
    rendition({"scanType": "progressive"}, "@videoscan", "progressive", OURS),
    rendition({"bitrate": "128"}, "@videoavgbitrate", "128", OURS),
    Row({"subjects": [{"name": "N"}]}, "contentMeta/subject[not(@type) or @type='cpnat:abstract']/name", "N"),
    subject("people", "person"),
    subject("organisations", "organisation"),
    subject("places", "geoArea"),
    subject("objects", "object"),
    subject("events", "event", OURS),
    about({"uri": f"{NEWSCODES}mediatopic/1"}, "/@uri", f"{NEWSCODES}mediatopic/1", name="subjects"),
    about({"uri": "http://x/1"}, "/@uri", "http://x/1"),
    about({"literal": "l"}, "/@literal", "l"),
    about({"creator": "x:sys"}, "/@creator", "x:sys", name="subjects"),
    about({"relevance": 5}, "/@relevance", "5", name="subjects"),
    about({"confidence": 6}, "/@confidence", "6", name="subjects"),
    detail("organisations", {"symbols": [{"symbol": "X", "exchange": "Y"}]}, "hasInstrument/@symbol", "X"),
    detail("organisations", {"symbols": [{"symbol": "X", "exchange": "Y"}]}, "hasInstrument/@marketlabel", "Y"),
    detail(
        "people",
        {"contactInfo": [{"type": "email", "value": "a@example.com"}]},
        "personDetails/contactInfo/email",
        "a@example.com",
        OURS,
    ),
    detail(
        "organisations",
        {"contactInfo": [{"type": "address", "address": {"lines": ["Quay 1"], "locality": "Genoa"}}]},
        "organisationDetails/contactInfo/address/locality/name",
        "Genoa",
        OURS,
    ),
    detail(
        "places",
        {"geoJSON": {"type": "Point", "coordinates": [1.5, 2.5]}},
        "geoAreaDetails/position/@longitude",
        "1.5",
        OURS,
    ),
    detail(
        "places",
        {"geoJSON": {"type": "LineString", "coordinates": [[1.5, 2.5], [3, 4]]}},
        "geoAreaDetails/line/position/@latitude",
        "4",
        OURS,
    ),
    Row({"genres": [{"name": "N"}]}, "contentMeta/genre/name", "N"),
    Row({"infoSources": [{"name": "N"}]}, "contentMeta/infoSource/name", "N"),
    Row({"infoSources": [{"name": "N", "role": "isrol:originfo"}]}, "contentMeta/infoSource/@role", "isrol:originfo"),
    Row({"copyrightHolder": "c"}, "rightsInfo/copyrightHolder/name", "c"),
    Row({"copyrightNotice": "c"}, "rightsInfo/copyrightNotice", "c"),
    Row({"usageTerms": "u"}, "rightsInfo/usageTerms", "u"),
    Row({"rightsInfo": {"linkedRights": "http://x/r"}}, "rightsInfo/link/@href", "http://x/r"),
    Row({"rightsInfo": {"encodedRights": "e", "langId": "http://x/l"}}, "rightsInfo/rightsExpressionData", "e"),
    Row(
        {"rightsInfo": {"encodedRights": "e", "langId": "http://x/l"}},
        "rightsInfo/rightsExpressionData/@langid",
        "http://x/l",
    ),
    Row({"edNote": "e"}, "itemMeta/edNote", "e"),
    Row({"altIds": [{"role": "x:r", "value": "v"}]}, "contentMeta/altId", "v"),
    Row({"altIds": [{"role": "x:r", "value": "v"}]}, "contentMeta/altId/@role", "x:r"),
    trust({"href": "http://x/t"}, "@href", "http://x/t"),
    trust({"title": "T"}, "@title", "T"),
    trust({}, "@reluri", f"{NEWSCODES}trustindicator/ownership"),
    Row({"associations": [{"name": "a", "uri": "urn:x:2"}]}, "itemMeta/link/@residref", "urn:x:2"),
    Row(
        {"digitalSourceType": {"uri": f"{NEWSCODES}digitalsourcetype/digitalArt"}},
        "contentMeta/digitalSourceType/@uri",
        f"{NEWSCODES}digitalsourcetype/digitalArt",
        OURS,
    ),
    Row({"type": "event", "eventDetails": {"dates": {"startDate": TIME}}}, "//eventDetails/dates/start", TIME, OURS),
    Row({"type": "planning", "plannedCoverage": [{"edNote": "e"}]}, "//newsCoverage/planning/edNote", "e", OURS),
)
#: Properties of ninjs 3.2 that IPTC says NewsML-G2 has no equivalent of, or each standard says for itself.
ALONE: Final = {"representationType", "standard"}


def to_g2(value: dict[str, Any], version: str) -> bytes:
    data = json.dumps({"uri": "urn:x:1", **value}).encode()
    return newsdoc.convert(data, "newsml-g2", format=f"ninjs@{version}", provider="P", now=TIME, on_loss="allow").data


def names_found(xml: bytes, path: str) -> list[str]:
    root = etree.fromstring(xml)
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = etree.QName(node).localname
    return [one if isinstance(one, str) else "".join(one.itertext()) for one in root.xpath(path)]


def in_version(row: Row, version: str) -> dict[str, Any] | None:
    """The value of a row in a version; ``None`` where the version has no such property."""
    data = json.dumps({"uri": "urn:x:1", **row.value}).encode()
    moved = newsdoc.convert(data, f"ninjs@{version}", format="ninjs@3.2", on_loss="allow")
    return None if any(loss.kind == "dropped" for loss in moved.losses) else json.loads(moved.data)


def fault(row: Row, version: str) -> str | None:
    """What is wrong with a row in a version of ninjs; nothing where it holds both ways."""
    value = in_version(row, version)
    if value is None:
        return None
    xml = to_g2(value, version)
    found = names_found(xml, row.path)
    if row.found not in found:
        return f"{row.path} is {found}"
    back = json.loads(newsdoc.convert(xml, f"ninjs@{version}", on_loss="allow").data)
    lost = {key: back.get(key) for key in value if key != "uri" and back.get(key) != value[key]}
    return f"comes back as {lost}" if lost else None


@pytest.mark.parametrize("version", ["1.7", "2.3", "3.2"])
def test_every_property_goes_where_the_mapping_says_and_comes_back(version: str) -> None:
    faults = {row.path: told for row in ROWS if (told := fault(row, version))}
    assert faults == {}


def test_every_property_has_a_row_or_stands_alone() -> None:
    newest = {row.name("3.2") for row in ITEM.rows if row.name("3.2")}
    assert newest == ALONE | {name for row in ROWS for name in row.value}
