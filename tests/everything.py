"""The canonical document: every class of the model, and every field of every class, at least once.

It is a news item that nobody ever published.  Its goldens lie in fixtures/, one a format and version.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from newsdoc.model import content as c
from newsdoc.model import document as d
from newsdoc.model.timestamp import Timestamp

#: What stands in a field that no line below fills by hand, by the last word of the field's name.
_WORDS: dict[str, Any] = {
    "uri": "http://example.com/vocabulary/code",
    "href": "http://example.com/files/one.jpg",
    "cite": "http://example.com/source",
    "residref": "urn:newsml:example.com:20240909:part",
    "persistidref": "urn:newsml:example.com:20240909:part#p1",
    "guidref": "urn:newsml:example.com:20240909:old",
    "langid": "http://example.com/rights-language",
    "scheme": None,
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json",
    "language": "en",
    "tag": "en-GB",
    "alias": "x",
    "version": "3",
    "latitude": "53.5511",
    "longitude": "9.9937",
    "altitude": "6",
    "radius": "12.5",
    "min": "1",
    "max": "5",
    "bitrate": "128",
    "rate": "25",
    "ratio": "16:9",
    "scan": "progressive",
    "duration": "93",
    "modified": "2024-09-09",
    "from": "2024-01-01",
    "to": "2025-12-31",
    "foreign": [],
    "attributes": None,
    "geojson": None,
    "idrefs": None,
    "id": None,
}
#: The last words of the names of fields that hold QCodes.
_QCODES = frozenset(
    [
        "role",
        "rel",
        "type",
        "creator",
        "how",
        "why",
        "part",
        "mode",
        "format",
        "rendition",
        "tech",
        "unit",
        "orientation",
        "space",
        "indicator",
        "codec",
        "channels",
        "scaling",
        "definition",
        "title",
        "environment",
        "source",
        "market",
        "scope",
        "aspect",
        "constraint",
        "severity",
        "qcode",
    ]
)


def fill(cls: type, outer: tuple[type, ...] = (), **given: Any) -> Any:
    """An instance of ``cls`` with every field filled, those of ``given`` by hand.

    ``outer`` are the classes around it: a class within itself gets a plain stand-in, so that it ends.
    """
    hints = get_type_hints(cls, include_extras=True)
    values = dict(given)
    for spec in fields(cls):
        if spec.name in values or (spec.name == "type" and isinstance(spec.default, str)):
            continue
        value = _sample(hints[spec.name], spec.name, (*outer, cls))
        if value is not None or (spec.default is MISSING and spec.default_factory is MISSING):
            values[spec.name] = value
    return cls(**values)


def _sample(hint: Any, name: str, outer: tuple[type, ...]) -> Any:  # noqa: C901  # one line a kind of hint
    word = name.rpartition("_")[2]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return "text" if str in get_args(args[0]) else c.Paragraph(["A paragraph."])
    if origin in (Union, types.UnionType):
        return _sample(args[0], name, outer)
    if origin is Literal:
        return args[0]
    if word in _WORDS and (hint is str or _WORDS[word] in (None, [])):
        return _WORDS[word]
    if name == "content" and outer[-1] is d.Label:
        return None
    if args and args[0] is d.Contact:
        return [fill(d.Contact, outer, address=None), fill(d.Contact, outer, type="address", value=None)]
    if origin is list:
        value = _sample(args[0], name, outer)
        return None if value is None else [value]
    if isinstance(hint, type) and is_dataclass(hint):
        if hint in outer:
            return d.Concept(qcode="x:other") if hint is d.Concept else None
        return fill(hint, outer)
    samples = {bool: True, int: 7, float: 7, Timestamp: Timestamp("2024-09-09T10:35:00+02:00")}
    if hint in samples:
        return samples[hint]
    return f"x:{word}" if word in _QCODES else f"A {name.replace('_', ' ')}"


def _body() -> list[c.Block]:
    return [
        c.Paragraph(
            [
                "The harbour ",
                c.Strong(["reopened"]),
                " on ",
                c.Emphasis(["Monday"]),
                ", ",
                c.Underline(["three"]),
                " ",
                c.Strikethrough(["four"]),
                " years after the flood; the river stood at 10",
                c.Superscript(["3"]),
                " litres of H",
                c.Subscript(["2"]),
                "O. See ",
                c.Link(["the ", c.Code("plan")], "http://example.com/plan?a=1&b=2", "The plan"),
                ".",
            ]
        ),
        c.Heading(["What happened"], 2),
        c.Paragraph(
            [
                c.Annotation(["Ines Duarte"], "person", "x:duarte", "http://example.com/people/duarte", "duarte"),
                ", who leads the port, said: ",
                c.Quote(["We never gave up."], "“”", "Statement of the port", "http://example.com/statement"),
                " ",
                c.Reference("Annual report"),
                c.LineBreak(),
                "A chart: ",
                c.InlineMedia(
                    c.Media("http://example.com/chart.png", "image", "A chart", "Chart", "image/png", 40, 30)
                ),
                c.RawInline('<v:note xmlns:v="urn:example:vendor" n="1">kept</v:note>', "application/xml"),
            ]
        ),
        c.List([c.ListItem([c.Paragraph(["first"])]), c.ListItem([c.Paragraph(["second"])])]),
        c.List(
            [
                c.ListItem([c.Paragraph(["seventh"]), c.List([c.ListItem([c.Paragraph(["within"])])])]),
                c.ListItem([c.Paragraph(["eighth"])]),
            ],
            True,
            7,
            False,
        ),
        c.BlockQuote([c.Paragraph(["The sea gives, the sea takes."])], ["a saying"], "http://example.com/sayings"),
        c.Figure(),
        c.Figure(
            [c.Media("http://example.com/one.jpg", "image", "Ships", "Harbour", "image/jpeg", 1200, 800)],
            [c.Paragraph(["Ships in the ", c.Emphasis(["harbour"]), "."])],
            ["Photo: Example"],
        ),
        c.Table(
            [
                c.Row([c.Cell([c.Paragraph(["Year"])], True), c.Cell([c.Paragraph(["Ships"])], True)], "head"),
                c.Row([c.Cell([c.Paragraph(["2023"])]), c.Cell([c.Paragraph(["4,100"])])]),
                c.Row([c.Cell([c.Paragraph(["total"])], False, 2, 1)], "foot"),
            ],
            ["Ships a year"],
            ["left", "right"],
        ),
        c.Preformatted(["tide  =  3.2 m\n  low   =  0.4 m"], "text"),
        c.ThematicBreak(),
        c.Embed("http://example.com/video", "A video", '<iframe src="http://example.com/video"></iframe>', "text/html"),
        c.RawBlock('<v:box xmlns:v="urn:example:vendor"><v:line>kept</v:line></v:box>', "application/xml"),
        c.Group([c.Paragraph(["An aside."])], "aside", {"class": "box", "id": "a1"}),
        c.Paragraph([" Odd  white\tspace,\nmarkup <b>&amp;</b> *stars* [brackets] # | \\ and «quotes» "]),
    ]


def _metadata() -> Any:
    return fill(
        d.Metadata,
        guid="urn:newsml:example.com:20240909:harbour",
        version="3",
        conformance="power",
        language="en",
        item_class=d.Concept(qcode="ninat:text"),
        pub_status=d.Concept(qcode="stat:usable"),
        urgency=4,
        version_created=Timestamp("2024-09-09T12:00:00+02:00"),
        first_created=Timestamp("2024-09-08T09:00:00Z"),
        content_created=Timestamp("2024-09-09T10:35:00"),
        content_modified=Timestamp("2024-09-09"),
        embargoed=Timestamp("2024-09-09T18:00:00+02:00"),
        expires=[Timestamp("2025-09-09")],
        headlines=[
            d.Label("Harbour reopens", "en", content=["Harbour ", c.Emphasis(["reopens"])]),
            d.Label("Hafen wieder offen", "de", "x:subtitle"),
        ],
        descriptions=[d.Label("After three years the ships are back.", "en", "drol:summary")],
        bylines=[d.Label("By Mara Example and Jon Sample")],
        keywords=[d.Label("harbour"), d.Label("flood")],
        subjects=[
            fill(d.Concept, qcode="medtop:20000523", type="cpnat:abstract"),
            d.Concept(uri="http://example.com/people/duarte", names=[d.Name("Ines Duarte")], type="cpnat:person"),
            d.Concept(literal="Example Port", names=[d.Name("Example Port")], type="cpnat:organisation"),
        ],
        user_interactions=[fill(d.UserInteraction, interactions=577, interaction_type="useracttype:pageviews")],
        trust_indicators=[
            d.ItemLink("trustindicator:editorialPolicy", href="http://example.com/policy", title="Policy")
        ],
        content_type="text/html",
    )


def everything() -> d.Document:
    """The canonical document."""
    document: d.Document = fill(
        d.Document,
        metadata=_metadata(),
        body=_body(),
        contents=[
            fill(d.Content, value=None, form="xml", content_type="application/xhtml+xml", encoding=None, role=None),
            d.Content(value="The harbour reopened on Monday.", form="data", content_type="text/plain", role="teaser"),
            d.Content(
                value="aGFyYm91cg==", form="data", content_type="image/png", encoding="x:base64", encoding_uri="urn:x"
            ),
        ],
        associations=[
            d.Association(d.Document(d.Metadata(guid="urn:newsml:example.com:20240909:photo")), "photo", "main")
        ],
        item_type="newsItem",
    )
    return document
