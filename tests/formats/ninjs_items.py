"""Hypothesis strategies for ninjs items that are valid in a version, grown from the table of the format."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from newsdoc.formats.ninjs.fields import ASSOCIATION, BODY, ITEM, STANDARD_BLOCK
from newsdoc.formats.ninjs.shapes import Row, Shape, Table, plan
from newsdoc.testing import texts

_TEXTS = st.one_of(
    texts(),
    st.sampled_from(
        ["http://example.com/a", "urn:x:y", "text/html", "text/plain", "application/xhtml+xml", "application/nitf+xml"]
    ),
    st.sampled_from(["main", "text", "a:b", "<p>Hi <b>x</b> &amp; <br/>y</p>", "a &lt; b", "two\n\nparagraphs", "<p>"]),
    st.sampled_from(
        ["richtext", "simple", "html", "http://cv.iptc.org/newscodes/", "http://cv.iptc.org/newscodes/genre/"]
    ),
    st.sampled_from(
        ["http://cv.iptc.org/newscodes/genre/Actuality", "http://cvx.iptc.org/iso3166-1a2/it", "en", "1.0"]
    ),
)
_BODIES = st.sampled_from(
    [
        "<p>a</p><p>b <i>c</i></p>",
        "<p>one<p>two<br>three &nbsp; &bogus; <b>un<i>closed</b>",
        "<html><head><title>t</title></head><body class='x'><h1>a</h1><ul><li>b</ul></body></html>",
        "<nitf><body><body.content><p>a</p></body.content></body></nitf>",
        "<TTNITF><HEAD><MODVER ID='1'/></HEAD><BODY>x</BODY></TTNITF>",
        "a\n\nb\nc",
        "[ ... ]",
    ]
)
_TIMES = st.sampled_from(
    [
        *("2024-05-06T07:08:09Z", "2024-05-06T07:08:09.5+02:00", "1999-12-31T23:59:59-11:30"),
        *(
            "2024-05-06T07:08:09",
            "2024-05-06",
            "2024",
            "2024-05-06 07:08",
            "2024-05-06t07:08:09z",
            "2024-02-30T25:00:00Z",
        ),
        *("Last Tuesday", "", "0000-00-00T00:00:00Z", "2016-12-31T23:59:60Z"),
    ]
)
_CUT_TIMES = st.sampled_from(["2024", "2024-05", "2024-05-06", "2024-05-06T07:08:09", "2024-05-06T07:08:09Z"])
_NUMBERS = st.one_of(
    st.integers(-5, 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([5.0, 1e30, -0.0, 2**53 + 1]),
)
_STANDARDS = st.sampled_from(
    [
        *("http://www.iptc.org/std/ninjs/ninjs-schema_{}.json", "https://www.iptc.org/std/ninjs/ninjs-schema_{}.json#"),
        "https://iptc.org/std/ninjs/ninjs-schema_0.9.json",
    ]
)
_GEOJSON = st.sampled_from(
    [
        {"type": "Point", "coordinates": [1, 2.5]},
        {"type": "Feature", "geometry": None, "properties": {"a": 1}},
        {"type": "GeometryCollection", "geometries": [{"type": "MultiPoint", "coordinates": []}]},
    ]
)
_ENDINGS = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_][ -~]{0,5}", fullmatch=True),
    st.sampled_from(["text", "xhtml", "html5", "nitf", "main", "richtext", "simple", "ttnitf", "http://x/é"]),
)
_SCALARS = ("string", "number", "integer")


def items(version: str) -> st.SearchStrategy[dict[str, Any]]:
    """Items that the schema of ``version`` allows, their properties in any order."""
    return _objects(ITEM, version, 3)


@st.composite
def _objects(draw: st.DrawFn, table: Table, version: str, depth: int) -> dict[str, Any]:
    present = plan(table, version)
    rows = {
        name: row
        for name, row in present.names.items()
        if row.shape.type != "nothing" and (depth > 0 or row.shape.type in _SCALARS)
    }
    out = {name: draw(_values(rows[name].shape, version, depth)) for name in _chosen(draw, table, rows)}
    if table is BODY and draw(st.booleans()):
        out["value"] = draw(_BODIES)
    if table is STANDARD_BLOCK and draw(st.booleans()):
        out = {"name": "ninjs", "version": version, "schema": draw(_STANDARDS).format(version)}
    for start, row in present.beginnings if depth > 0 else ():
        for ending in draw(st.lists(_ENDINGS, max_size=2, unique=True)):
            out[start + ending] = draw(_BODIES if start == "body_" else _values(row.shape, version, depth))
    return dict(draw(st.permutations(list(out.items()))))


def _chosen(draw: st.DrawFn, table: Table, rows: dict[str, Row]) -> list[str]:
    """Which properties there are: those that must be, one of those that exclude one another, and some others."""
    exclusive = [name for name, row in rows.items() if row.concept in table.one_of]
    if table.rules == "dates":
        exclusive = [name for name in rows if name.endswith("Date")]
    free = [name for name in rows if name not in exclusive]
    limit = 6 if table is ITEM else 3
    chosen = draw(st.lists(st.sampled_from(free), max_size=limit, unique=True)) if free else []
    chosen += [name for name, row in rows.items() if row.required and name not in chosen]
    return [*chosen, draw(st.sampled_from(exclusive))] if exclusive else chosen


def _values(shape: Shape, version: str, depth: int) -> st.SearchStrategy[Any]:
    match shape.type:
        case "string":
            return _strings(shape)
        case "number" | "integer":
            low, high = (shape.minimum, shape.maximum) if shape.maximum is not None else (-10, 10**6)
            whole = st.integers(low, high)
            return _NUMBERS if shape.type == "number" else st.one_of(whole, whole.map(float))
        case "geojson":
            return _GEOJSON
        case "any":
            return st.dictionaries(_TEXTS, st.one_of(_TEXTS, st.integers(0, 9), st.none(), st.just([1])), max_size=3)
        case "item":
            return _associations(version, depth - 1)
    assert shape.of is not None or shape.table is not None
    if shape.table is not None:
        return _objects(shape.table, version, depth - 1)
    assert shape.of is not None
    inner = _values(shape.of, version, depth)
    if shape.type == "array":
        return st.lists(inner, max_size=2)
    return st.dictionaries(st.from_regex((shape.keys or "").removeprefix("^"), fullmatch=True), inner, max_size=2)


def _strings(shape: Shape) -> st.SearchStrategy[str]:
    if shape.enum:
        return st.sampled_from(shape.enum)
    if shape.format == "date-time":
        return _TIMES
    return _CUT_TIMES if shape.pattern else _TEXTS


@st.composite
def _associations(draw: st.DrawFn, version: str, depth: int) -> dict[str, Any]:
    own = {} if version[0] == "1" else draw(_objects(ASSOCIATION, version, depth))
    return {**own, **draw(_objects(ITEM, version, depth))}
