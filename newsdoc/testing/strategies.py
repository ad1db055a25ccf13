"""Hypothesis strategies for whole documents, with the texts that break converters."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from newsdoc.model import content as c
from newsdoc.model import document as d
from newsdoc.model.compare import normal
from newsdoc.model.timestamp import Timestamp

#: Texts that have broken a converter once, ours or somebody else's.
NASTY = (
    "",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "a\n\nb",
    " leading",
    "trailing ",
    "two  spaces",
    "\u00a0nbsp\u00a0",
    "\u2028ls\u2029ps",
    "\u0085nel",
    "\u3000ideographic",
    "Image",
    "# heading",
    "> quote",
    '> "quoted" [[ref]]',
    "[[x]]",
    "- item",
    "1. item",
    "1) item",
    "+ item",
    "    code",
    "---",
    "===",
    "***",
    "```",
    "~~~",
    "| a | b |",
    "a | b\n--|--",
    "*em*",
    "**strong**",
    "_em_",
    "snake_case_word",
    "a*b*c",
    "`code`",
    "``",
    "~~gone~~",
    "[a](b)",
    "![a](b)",
    "<p>",
    "</p>",
    "<!-- c -->",
    "<script>alert(1)</script>",
    "&amp;",
    "&nbsp;",
    "&#0;",
    "&#x3c;",
    "]]>",
    "<![CDATA[x]]>",
    "\\",
    "\\*",
    "line\\\nbreak",
    "http://example.com/a_b*c",
    "<http://example.com>",
    "user@example.com",
    "www.example.com",
    "no",
    "~",
    "null",
    "012",
    "1_000",
    "12:30",
    "2024-09-09",
    "key: value",
    "{a: b}",
    "%TAG",
    "!tag",
    "&anchor",
    "*alias",
    '"double"',
    "'single'",
    "“curly”",
    "«guillemets»",
    "„unten“",
    "September 9 2024 , 10:35 AM",
    "577 views",
    "e\u0301 combining",
    "\u0301starts combining",
    "\u202ertl override\u202c",
    "שלום עולם",
    "مرحبا",
    "日本語のテキスト",
    "😀👩‍👩‍👧‍👦",
    "\U0001d54f astral",
    "\ufdd0 noncharacter",
    "\ufeffbom inside",
    "\u200bzero width",
    "\u00ad soft hyphen",
    "\x7fdel",
    "\x80c1",
    "x" * 5000,
    "_x000D_",
)

#: Every character that XML 1.0 allows.
CHARACTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(n) for n in range(32) if chr(n) not in "\t\n\r"] + ["\ufffe", "\uffff"],
)
_ACTIVE = st.sampled_from([*"*_[]()<>&#!`~|\\-+.0123456789:;=\"'^{}@/%$ \t\n", "  ", "ab", "é", "\u00a0"])


@cache
def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """Texts of characters that XML allows: nasty ones, ones of active characters, and any."""
    pool = st.one_of(
        st.sampled_from(NASTY),
        st.lists(_ACTIVE, max_size=12).map("".join),
        st.text(CHARACTERS, max_size=20),
        st.text(st.sampled_from("abcdefgh ijklm"), max_size=20),
    ).filter(lambda text: not _combining_run(text))
    return pool.filter(lambda text: len(text) >= min_size) if min_size else pool


def _combining_run(text: str) -> bool:
    """Whether the text has what every reader refuses: a run of more than 30 combining marks."""
    from newsdoc.loading.chars import combining_run

    return combining_run(text) is not None


_NAME = st.from_regex(r"[a-z][a-z0-9]{0,7}", fullmatch=True)
_QCODES = st.one_of(
    st.sampled_from(
        ["medtop:20000523", "cpnat:person", "cpnat:abstract", "drol:summary", "stat:usable", "ninat:text", "x:a:b"]
    ),
    st.builds("{}:{}".format, _NAME, st.from_regex(r"[A-Za-z0-9_.~:\-]{1,8}", fullmatch=True)),
)
_URIS = st.one_of(
    st.sampled_from(
        [
            "http://cv.iptc.org/newscodes/mediatopic/20000523",
            "urn:newsml:example.com:20240909:a1",
            "tag:example.com,2024:x/y?z#f",
            "https://example.com/a%20b(c)*_d",
        ]
    ),
    st.builds("http://example.com/{}/{}".format, _NAME, st.from_regex(r"[A-Za-z0-9_.~\-]{0,8}", fullmatch=True)),
)
_LANGUAGES = st.sampled_from(["en", "en-GB", "de", "zh-Hant", "fa", "sr-Latn-RS"])
_DAYS = st.dates().map(lambda day: day.isoformat())
_TIMES = st.builds(
    lambda day, time, fraction, zone: f"{day}T{time.isoformat('seconds')}{fraction}{zone}",
    _DAYS,
    st.times(),
    st.sampled_from(["", "", ".5", ".123456"]),
    st.sampled_from(["", "Z", "+00:00", "-05:00", "+14:00"]),
)
_TRUNCATED = st.one_of(
    _TIMES,
    _DAYS,
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}"),
    st.dates().map(lambda day: f"{day.year:04}"),
)
_DECIMALS = st.from_regex(r"-?[0-9]{1,3}(\.[0-9]{1,3})?", fullmatch=True)
_NUMBERS = st.integers(0, 10_000)
_MEDIA_TYPES = st.sampled_from(["image/jpeg", "text/html", "application/xhtml+xml", "text/plain", "video/mp4"])

#: What a field of this name holds, in any class that has no entry of its own below.
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "guid": _URIS,
    "uri": _URIS,
    "href": _URIS,
    "cite": _URIS,
    "residref": _URIS,
    "langid": _URIS,
    "scheme": st.none(),
    "qcode": _QCODES,
    "role": _QCODES,
    "rel": _QCODES,
    "type": _QCODES,
    "creator": _QCODES,
    "part": _QCODES,
    "mode": _QCODES,
    "format": _QCODES,
    "rendition": _QCODES,
    "tech": _QCODES,
    "how": _QCODES,
    "why": _QCODES,
    "language": _LANGUAGES,
    "tag": _LANGUAGES,
    "version": st.integers(1, 999).map(str),
    "conformance": st.sampled_from(["core", "power"]),
    "urgency": st.integers(1, 9),
    "priority": st.integers(1, 9),
    "confidence": st.integers(0, 100),
    "relevance": st.integers(0, 100),
    "significance": st.integers(1, 9),
    "content_type": _MEDIA_TYPES,
    "width": _NUMBERS,
    "height": _NUMBERS,
    "size": _NUMBERS,
    "char_count": _NUMBERS,
    "word_count": _NUMBERS,
    "latitude": _DECIMALS,
    "longitude": _DECIMALS,
    "altitude": st.integers(0, 9000).map(str),
    "radius": _DECIMALS,
    "scale_min": _DECIMALS,
    "scale_max": _DECIMALS,
    "duration": st.integers(0, 9999).map(str),
    "expected_duration": st.just("PT2H"),
    "embargoed": st.one_of(_TIMES, st.just("")).map(Timestamp),
    "version_created": _TIMES.map(Timestamp),
    "first_created": _TIMES.map(Timestamp),
    "sent": _TIMES.map(Timestamp),
    "content_created": _TRUNCATED.map(Timestamp),
    "content_modified": _TRUNCATED.map(Timestamp),
    "expires": st.lists(st.one_of(_TIMES, _DAYS).map(Timestamp), min_size=1, max_size=2),
    "recurrence_dates": st.just([]),
    "foreign": st.just([]),
    "attributes": st.none(),
    "group_set": st.none(),
    "level": st.integers(1, 6),
    "start": st.integers(0, 999),
    "colspan": st.integers(1, 3),
    "rowspan": st.integers(1, 3),
    "marks": st.sampled_from(['""', "“”", "‘’", "«»", "„“", "「」"]),
    "geojson": st.none(),
    "id": st.none(),
    "provenance": st.none(),
}

#: What a field of one class holds.
_BY_FIELD: dict[tuple[type, str], st.SearchStrategy[Any]] = {
    (d.Geometry, "kind"): st.just("point"),
    (d.Geometry, "positions"): st.builds(d.Position, _DECIMALS, _DECIMALS).map(lambda one: [one]),
    (d.Rating, "value"): _DECIMALS,
    (d.Contact, "type"): st.sampled_from(["email", "phone", "web", "im"]),
    (d.Contact, "address"): st.none(),
    (d.Contact, "value"): _URIS,
    (c.Media, "width"): _NUMBERS,
    (c.Media, "height"): _NUMBERS,
    (c.Media, "kind"): st.sampled_from(["image", "video", "audio"]),
    (d.Association, "name"): _NAME,
    (c.Annotation, "kind"): st.sampled_from(["span", "person", "abbr", "time"]),
    (c.Group, "kind"): st.sampled_from(["div", "section", "aside"]),
    (c.Preformatted, "language"): st.one_of(st.none(), st.sampled_from(["python", "c++"])),
    (c.RawBlock, "content_type"): st.just("application/xml"),
    (c.RawInline, "content_type"): st.just("application/xml"),
    (c.RawBlock, "value"): st.sampled_from(['<v:x xmlns:v="urn:v" a="1">t</v:x>', '<v xmlns="urn:v"/>']),
    (c.RawInline, "value"): st.sampled_from(['<v:x xmlns:v="urn:v" a="1">t</v:x>', '<v xmlns="urn:v"/>']),
    (d.RightsExpression, "form"): st.just("data"),
    (d.RightsExpression, "encoding_type"): st.just("text/plain"),
    (d.Content, "form"): st.just("data"),
    (d.Content, "content_type"): st.just("text/plain"),
    (d.Content, "value"): texts(),
    (d.Content, "encoding"): st.none(),
    (d.Document, "body"): st.deferred(lambda: _body()),  # noqa: PLW0108  # ditto
    (d.Document, "contents"): st.deferred(lambda: _alternatives()),  # noqa: PLW0108  # it is defined below
    (d.Document, "metadata"): st.deferred(lambda: metadata()),  # noqa: PLW0108  # ditto
    (d.Document, "item_type"): st.just("newsItem"),
    (d.Metadata, "item_class"): st.sampled_from(["text", "picture", "video"]).map(
        lambda n: d.Concept(qcode=f"ninat:{n}")
    ),
    (d.Metadata, "pub_status"): st.sampled_from(["usable", "withheld", "canceled"]).map(
        lambda n: d.Concept(qcode=f"stat:{n}")
    ),
    (d.Metadata, "content_type"): _MEDIA_TYPES,
    (d.Metadata, "role"): st.deferred(lambda: _concept()),  # noqa: PLW0108  # ditto
    (d.PlannedCoverage, "pub_status"): st.sampled_from(["usable", "withheld"]).map(
        lambda n: d.Concept(qcode=f"stat:{n}")
    ),
}

#: How many fields of a class are filled at most, so that documents stay small and every field still has its turn.
_FILLED = {d.Metadata: 8, d.Document: 4, d.Concept: 4}


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


@cache
def _field(cls: type, name: str, depth: int) -> st.SearchStrategy[Any]:
    hint = _hints(cls)[name]
    if (cls, name) in _BY_FIELD:
        return _BY_FIELD[cls, name]
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.endswith("_uri"):
        return _URIS
    return _hinted(hint, depth, name)


def _hinted(hint: Any, depth: int, name: str) -> st.SearchStrategy[Any]:
    """A strategy for a type hint of the model."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return inlines(depth - 1) if str in get_args(args[0]) else blocks(depth - 1)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, types.UnionType):
        return _hinted(next(arg for arg in args if arg is not type(None)), depth, name)
    if origin is list:
        return st.lists(_hinted(args[0], depth, name), min_size=1, max_size=2)
    if hint is str:
        return _QCODES if name.rpartition("_")[2] in _CODED else texts()
    if hint is Timestamp:
        return _TIMES.map(Timestamp)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(1, 999)
    return st.deferred(lambda: _instance(hint, depth - 1))


#: The last word of the names of fields that hold QCodes.
_CODED = frozenset(
    [
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
        "format",
        "source",
        "market",
        "scope",
        "aspect",
        "type",
        "constraint",
        "from",
        "severity",
    ]
)


@st.composite
def _instance(draw: st.DrawFn, cls: type, depth: int) -> Any:
    """An instance of one of the model's classes, a few of its fields filled."""
    required: dict[str, Any] = {}
    optional: list[str] = []
    for spec in fields(cls):
        if spec.name == "type" and isinstance(spec.default, str):
            continue
        if spec.default is MISSING and spec.default_factory is MISSING:
            required[spec.name] = draw(_field(cls, spec.name, depth))
        else:
            optional.append(spec.name)
    limit = _FILLED.get(cls, 2) if depth > 0 else 0
    chosen = draw(st.lists(st.sampled_from(optional), max_size=limit, unique=True)) if optional and limit else []
    if cls is d.Document:
        chosen = list({"metadata", "body", *chosen})
    for name in chosen:
        required[name] = draw(_field(cls, name, depth))
    return cls(**required)


@cache
def inlines(depth: int = 2) -> st.SearchStrategy[Any]:
    """One inline: text for the most part, every class in its turn."""
    if depth <= 0:
        return texts()
    others = [cls for cls in c.INLINES if cls is not str]
    return st.one_of(texts(), texts(), st.sampled_from(others).flatmap(lambda cls: _instance(cls, depth)))


@cache
def blocks(depth: int = 2) -> st.SearchStrategy[Any]:
    """One block: paragraphs for the most part, every class in its turn."""
    paragraph = st.builds(c.Paragraph, st.lists(inlines(depth), max_size=4))
    if depth <= 0:
        return paragraph
    return st.one_of(paragraph, paragraph, st.sampled_from(c.BLOCKS).flatmap(lambda cls: _instance(cls, depth)))


def metadata() -> st.SearchStrategy[d.Metadata]:
    """Metadata with some of its fields filled."""
    return _instance(d.Metadata, 3)


def _body() -> st.SearchStrategy[Any]:
    return st.lists(blocks(), max_size=5)


def _alternatives() -> st.SearchStrategy[list[d.Content]]:
    return _contents()


def _concept() -> st.SearchStrategy[Any]:
    return _instance(d.Concept, 2)


def documents() -> st.SearchStrategy[d.Document]:
    """Whole documents, in normal form."""
    return _instance(d.Document, 3).map(_consistent).map(normal)


@st.composite
def _contents(draw: st.DrawFn) -> list[d.Content]:
    """Alternatives with their texts, and among them, for the most part, the one that stands for the body."""
    listed: list[d.Content] = draw(st.lists(_instance(d.Content, 2), max_size=2))
    for content in listed:
        content.value, content.form, content.content_type = draw(texts()), "data", "text/plain"
    if draw(st.integers(0, 3)):
        main: d.Content = draw(_instance(d.Content, 2))
        main.value, main.form, main.content_type = None, "xml", "application/xhtml+xml"
        listed.insert(draw(st.integers(0, len(listed))), main)
    return listed


def _consistent(document: d.Document) -> d.Document:
    """``document`` with no alternative that stands for a body that it has not."""
    if not document.body:
        document.contents = [content for content in document.contents if content.value is not None]
    return document
