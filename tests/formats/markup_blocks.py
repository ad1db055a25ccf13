"""Blocks and element trees that no sane source has: what the body codecs have to survive."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from newsdoc.formats.markup.names import KNOWN, VOID, XHTML, XML_LANG, XML_SPACE
from newsdoc.model import content as c

_KEYS = [
    *"id class style title element {}element data-kind data-newsdoc data-qcode data-uri data-newsdoc-attributes".split(),
    *"data-tight start data-start href src alt width colspan cite .. ../@class figcaption/ figcaption/@class".split(),
    *"footer/@x code/ code/@class caption/@x colgroup/ tbody/ {urn:x}y {http://www.w3.org/1999/xlink}href xmlns".split(),
    *"xml:lang é data-value data-content-type data-alignments srcdoc data-level data-language data-marks".split(),
    *"data-reference name type align media-type media-caption/ credit/@class seqnum quote-source text()".split(),
    *("bad name", "", XML_LANG, XML_SPACE, XML_SPACE, "{http://www.w3.org/XML/1998/namespace}id", "element", "element"),
]
_NAMES = [
    *sorted(KNOWN),
    *"foobar x-y Foo svg html figure footer block dl dt dd fn note person".split(),
    "",
    "a b",
    "p",
    "table",
]
_VALUES = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "preserve",
                "default",
                "-",
                "1",
                "5",
                "raw_block",
                "reference",
                "code",
                '{"a":"b"}',
                "text-align: left",
            ),
            *("text-align: right", "left none", "left", "true", "false", " a\n\t\r b", "<&>\"'", "strong", "bold"),
        ]
    ),
    st.sampled_from(_NAMES),
)
_ATTRIBUTES = st.one_of(st.none(), st.none(), st.none(), st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=3))
_TEXTS = st.sampled_from(
    ["a", " ", "\n", "a b", " a", "b ", "a  b", "\t", "\r", "\u00a0", "", "x\ny", "<b>", "&amp;", "]]>"]
)
_RAW = [
    ("<svg/>", "text/html"),
    ("<script>a</script>", "text/html"),
    ('<v:x xmlns:v="urn:v"/>', "application/xml"),
    ('<v:x xmlns:v="urn:v"><y a="1">t</y></v:x>', "application/xml"),
    ("<p>x</p>", "text/html"),
    ("<p>", "text/html"),
    ("text", "text/plain"),
]


def _tuned(draw: st.DrawFn, node: Any) -> Any:
    """The node with attributes, and with kinds that mean something else."""
    node = copy.copy(node)
    if hasattr(node, "attributes"):
        node.attributes = draw(_ATTRIBUTES)
    if isinstance(node, (c.Group, c.Annotation)):
        if draw(st.booleans()):
            node.kind = draw(st.sampled_from(_NAMES))
        if draw(st.integers(0, 3)) == 0:
            node.attributes = {**(node.attributes or {}), "element": node.kind}
    return node


@st.composite
def _media(draw: st.DrawFn) -> c.Media:
    href, kind = draw(st.sampled_from(["", "x.jpg"])), draw(st.sampled_from(["image", "video", "audio", "graphic", ""]))
    return _tuned(draw, c.Media(href, kind, width=draw(st.sampled_from([None, 5, -1]))))  # type: ignore[no-any-return]


@st.composite
def odd_inlines(draw: st.DrawFn, depth: int = 2) -> c.Inline:
    """One inline of any class."""
    if draw(st.integers(0, 9)) < 5 or depth == 0:
        return draw(_TEXTS)
    inside = st.lists(odd_inlines(depth - 1), max_size=3)
    node = draw(
        st.one_of(
            *(st.builds(cls, inside) for cls in (c.Strong, c.Emphasis, c.Superscript, c.Strikethrough, c.Annotation)),
            st.builds(c.Quote, inside, st.sampled_from(['""', "«»"]), st.sampled_from([None, "r"])),
            st.builds(c.Link, inside, st.sampled_from(["", "h", "not an iri"]), st.sampled_from([None, "t"])),
            st.builds(c.Code, _TEXTS),
            st.builds(c.Reference, _TEXTS),
            st.builds(c.LineBreak),
            st.builds(c.InlineMedia, _media()),
            st.sampled_from(_RAW).map(lambda raw: c.RawInline(*raw)),
        )
    )
    return _tuned(draw, node)  # type: ignore[no-any-return]


def _containers(depth: int) -> list[st.SearchStrategy[Any]]:
    inside = st.lists(odd_blocks(depth - 1), max_size=3)
    line = st.lists(odd_inlines(1), max_size=2)
    cells = st.builds(c.Cell, inside, st.booleans(), st.integers(1, 2), st.just(1), _ATTRIBUTES)
    rows = st.builds(c.Row, st.lists(cells, max_size=2), st.sampled_from(["head", "body", "foot"]), _ATTRIBUTES)
    ways = st.lists(st.sampled_from([None, "left", "right"]), max_size=2)
    return [
        st.builds(c.Group, inside),
        st.builds(c.Group, inside),
        st.builds(c.BlockQuote, inside, st.one_of(st.none(), line), st.sampled_from([None, "u"])),
        st.builds(c.Figure, st.lists(_media(), max_size=2), inside, st.one_of(st.none(), line)),
        st.builds(
            c.List,
            st.lists(st.builds(c.ListItem, inside, _ATTRIBUTES), max_size=3),
            st.booleans(),
            st.integers(0, 2),
            st.booleans(),
        ),
        st.builds(c.Table, st.lists(rows, max_size=3), st.one_of(st.none(), line), ways),
    ]


@st.composite
def odd_blocks(draw: st.DrawFn, depth: int = 2) -> c.Block:
    """One block of any class, with attributes that mean something to the codecs."""
    line = st.lists(odd_inlines(), max_size=3)
    leaves = [
        st.builds(c.Paragraph, line),
        st.builds(c.Heading, line, st.integers(0, 7)),
        st.builds(c.Preformatted, line, st.sampled_from([None, None, "py", "a b", ""])),
        st.builds(c.ThematicBreak),
        st.builds(
            c.Embed,
            *(st.sampled_from([None, value, ""]) for value in ("u", "t", "<x>")),
            st.sampled_from([None, "text/html"]),
        ),
        st.sampled_from(_RAW).map(lambda raw: c.RawBlock(*raw)),
    ]
    if draw(st.integers(0, 9)) < 4:
        return _tuned(draw, draw(leaves[0]))  # type: ignore[no-any-return]
    return _tuned(draw, draw(st.one_of(leaves + (_containers(depth) if depth else []))))  # type: ignore[no-any-return]


# --- trees ------------------------------------------------------------------------------------------------------------

_TAGS = [f"{{{XHTML}}}{name}" for name in sorted(KNOWN - {"html", "body"})] + [
    "p",
    "div",
    "b",
    "foobar",
    "{urn:v}x",
    "P",
    "SPAN",
]


class Tree:
    """An element tree, and every text and attribute value in it, each there once."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def word(self) -> str:
        """A new word."""
        self.words.append(f"w{len(self.words)}w")
        return self.words[-1]


@st.composite
def trees(draw: st.DrawFn, tags: tuple[str, ...] = tuple(_TAGS), size: int = 12) -> tuple[etree._Element, list[str]]:
    """An element tree of known names in any order, and the words that are in it."""
    tree = Tree()
    root = etree.Element(f"{{{XHTML}}}body")
    nodes = [root]
    for _ in range(draw(st.integers(1, size))):
        parent = draw(st.sampled_from(nodes))
        node = etree.SubElement(parent, draw(st.sampled_from(tags)))
        nodes.append(node)
        if draw(st.booleans()):
            node.text = tree.word()
        if draw(st.integers(0, 2)) == 0:
            node.tail = draw(st.sampled_from(["", " ", "\n "])) + tree.word()
        elif draw(st.booleans()):
            node.tail = "\n  "
        for key in draw(
            st.lists(
                st.sampled_from(["class", "href", "src", "element", "title", "cite", "x", "width"]),
                max_size=2,
                unique=True,
            )
        ):
            node.set(key, tree.word())
    return root, tree.words


def is_void(element: etree._Element) -> bool:
    """Whether HTML lets nothing stand in an element."""
    return isinstance(element.tag, str) and etree.QName(element).localname in VOID
