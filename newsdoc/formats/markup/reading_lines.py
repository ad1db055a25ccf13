"""Reading the lines of XHTML: from elements to the model's inlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from newsdoc.formats.markup import figures
from newsdoc.formats.markup.attributes import ELEMENT, restored
from newsdoc.formats.markup.names import (
    GROUPS,
    HARD,
    HARD_TAGS,
    HEADINGS,
    HTML_NAMESPACES,
    KNOWN,
    PHRASES,
    RAW,
    SIMPLE,
    SOFT,
    TAGS,
    TEXT_GROUPS,
    XML_SPACE,
    split_tag,
)
from newsdoc.formats.markup.raw import content_type, raw_text
from newsdoc.formats.markup.whitespace import Flow, space_mode, survives
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsdoc.model.content import Inline

#: Blocks that hold a line, and are groups where they hold blocks instead.
_LINE_HOLDERS = frozenset({"p", "pre"} | HEADINGS.keys())
#: The attribute that names the model's class where the element alone would be taken for another.
MARK = "data-newsdoc"

_SIMPLE_CLASSES: dict[str, type] = {
    "strong": c.Strong,
    "emphasis": c.Emphasis,
    "underline": c.Underline,
    "strikethrough": c.Strikethrough,
    "superscript": c.Superscript,
    "subscript": c.Subscript,
}
#: Element → class, and whether the element is the usual one for it.
_SIMPLE: dict[str, tuple[type, bool]] = {
    name: (_SIMPLE_CLASSES[kind], name == names[0]) for kind, names in SIMPLE.items() for name in names
}
#: The attributes that say which concept an annotation means.
CONCEPT = {"data-qcode": "qcode", "data-uri": "uri", "data-literal": "literal"}
_CONCEPT_G2 = {"qcode": "qcode", "uri": "uri", "literal": "literal"}


class BlockInLine(Exception):  # noqa: N818 — it never leaves the readers
    """A block was met where a line was expected."""


def is_entity(node: _Element) -> bool:
    """Whether a node is a reference to an entity that the parser left as it is."""
    return node.tag is etree.Entity  # type: ignore[comparison-overlap]


class InlineReader:
    """Reads lines.  ``html`` says that the source was a text of HTML, where ``pre`` swallows a first line feed."""

    tags: ClassVar[dict[str, tuple[str, int]]] = TAGS
    hard_tags: ClassVar[tuple[str, ...]] = HARD_TAGS
    namespaces: ClassVar[tuple[str, ...]] = HTML_NAMESPACES
    known: ClassVar[frozenset[str]] = KNOWN
    #: Elements that are groups, those of them in which text stands for itself, marked phrases, and raw markup.
    groups: ClassVar[frozenset[str]] = GROUPS
    text_groups: ClassVar[frozenset[str]] = TEXT_GROUPS
    phrases: ClassVar[frozenset[str]] = PHRASES | {"inline"}
    raw: ClassVar[frozenset[str]] = RAW
    line_holders: ClassVar[frozenset[str]] = _LINE_HOLDERS
    #: The attribute that aligns a cell, with what it is in the usual form.
    alignment: ClassVar[tuple[str, str]] = ("style", "text-align: {}")

    def __init__(self, *, html: bool = False, preserve: bool = False) -> None:
        self.html = html
        self.preserve = preserve
        #: Elements that would be part of a line, or hold one, but have a block in them; known only once one was met.
        self.blocky: set[_Element] = set()
        self.searched = False

    # --- what an element is -------------------------------------------------------------------------------------------

    def entry(self, element: _Element) -> tuple[str, int] | None:
        """Name and level of an element; ``None`` for what is no element."""
        tag = element.tag
        found = self.tags.get(tag)  # type: ignore[arg-type]
        if found is not None:
            return found
        if not isinstance(tag, str):
            return None
        namespace, name = split_tag(tag)
        if namespace not in self.namespaces:
            return "", SOFT
        return self.tags.get(name.lower(), (name, SOFT))

    def found(self, element: _Element) -> dict[str, str]:
        """The attributes of an element; names in capitals are HTML's where the element's own name is so, too."""
        items = element.items()
        if not items:
            return {}
        found = dict(items)
        if element.tag not in self.tags and (entry := self.entry(element)) and entry[0] in self.known:
            lowered = {key.lower(): value for key, value in items}
            if len(lowered) == len(found):
                return lowered
        return found

    def children(self, element: _Element) -> list[_Element]:
        """The child elements."""
        return [child for child in element if isinstance(child.tag, str)]

    # --- inlines ------------------------------------------------------------------------------------------------------

    def raw_text(self, element: _Element) -> str:
        """The XML of an element that is carried as it is."""
        return raw_text(element)

    def raw_type(self, element: _Element) -> str:
        """The media type to carry an element with."""
        return content_type(element)

    def line(self, element: _Element, found: dict[str, str]) -> list[Inline]:
        """The inlines of an element that holds nothing else; ``found`` as in :meth:`blocks`."""
        value = found.get(XML_SPACE) if found else None
        preserve = self.preserve if value is None else space_mode(value, preserve=self.preserve)
        content: list[Inline] = []
        flow = Flow(preserve)
        self.inlines(element, content, flow)
        flow.end()
        if value is not None and preserve and not self.preserve and not survives(content):
            del found[XML_SPACE]
        return content

    def inlines(self, element: _Element, out: list[Inline], flow: Flow, found: dict[str, str] | None = None) -> None:
        """Append the inlines in ``element`` to ``out``."""
        outer = flow.preserve
        if found and found.get(XML_SPACE) == "preserve":
            flow.preserve = True
        text = element.text
        if text:
            flow.text(text, out)
        tags, readers = self.tags, self.inline_readers
        for child in element if len(element) else ():
            entry = tags.get(child.tag) or self.entry(child)  # type: ignore[arg-type]
            if entry is not None:
                if entry[1] == HARD and not self.searched:
                    raise BlockInLine
                readers.get(entry[0], InlineReader.other_inline)(self, child, entry[0], out, flow)
            elif is_entity(child) and child.text:
                flow.text(child.text, out)
            tail = child.tail
            if tail:
                flow.text(tail, out)
        flow.preserve = outer

    def other_inline(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        """An element that the model has no class for: raw markup, or an annotation."""
        if not name or name in self.raw:
            out.append(c.RawInline(self.raw_text(element), self.raw_type(element)))
            flow.solid()
            return
        self.annotation(element, name, out, flow)

    def annotation(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        """``span`` and every other mark."""
        found = self.found(element)
        kind = name
        if name == "span":
            if found.get(MARK) == "raw_inline":
                out.append(c.RawInline(found.get("data-value", ""), found.get("data-content-type", "")))
                flow.solid()
                return
            if found.get(MARK) == "reference" and not len(element):
                self._reference_in(element, found, out, flow)
                return
            kind = found.pop("data-kind", name)
        names = _CONCEPT_G2 if name == "inline" else CONCEPT
        node = c.Annotation([], kind)
        for key, field in names.items() if found else ():
            setattr(node, field, found.pop(key, None))
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = restored(found)
        if name not in self.phrases:
            node.attributes = {ELEMENT: name, **(node.attributes or {})}

    def _reference_in(self, element: _Element, found: dict[str, str], out: list[Inline], flow: Flow) -> None:
        del found[MARK]
        out.append(c.Reference(self.words(element, found, flow), restored(found)))

    def words(self, element: _Element, found: dict[str, str], flow: Flow) -> str:
        """The text of an element that holds nothing else."""
        words: list[Inline] = []
        self.inlines(element, words, flow, found)
        if flow.holder is words:
            # What comes next cannot take a space back out of a plain string.
            flow.holder = None
        return str(words[0]) if words else ""

    def _simple(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        cls, usual = _SIMPLE[name]
        content: list[Inline] = []
        out.append(cls(content))
        if usual and not element.items():
            self.inlines(element, content, flow)
        else:
            found = self.found(element)
            self.inlines(element, content, flow, found)
            attributes = restored(found)
            out[-1].attributes = attributes if usual else {ELEMENT: name, **(attributes or {})}  # type: ignore[union-attr]

    def _code(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        if self.children(element):
            self.annotation(element, name, out, flow)
            return
        found = self.found(element)
        if found.get(MARK) == "code":
            del found[MARK]
        node = c.Code(self.words(element, found, flow), None)
        out.append(node)
        attributes = restored(found)
        node.attributes = attributes if name == "code" else {ELEMENT: name, **(attributes or {})}

    def link(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        """``a``: a link where it has an address, else an annotation."""
        found = self.found(element)
        href = found.pop("href", None)
        if href is None:
            self.annotation(element, name, out, flow)
            return
        node = c.Link([], href, found.pop("title", None))
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = restored(found)

    def _quote(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:  # noqa: ARG002
        found = self.found(element)
        node = c.Quote([], found.pop("data-marks", '""'), found.pop("data-reference", None), found.pop("cite", None))
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = restored(found)

    def _line_break(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        if not figures.is_leaf(element):
            self.annotation(element, name, out, flow)
            return
        flow.end()
        out.append(c.LineBreak(restored(self.found(element))))

    def _media(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        if not figures.is_leaf(element):
            self.annotation(element, name, out, flow)
            return
        out.append(c.InlineMedia(figures.read_media(self, element, name)))
        flow.solid()

    # --- the tables -----------------------------------------------------------------------------------------------------

    inline_readers: ClassVar[dict[str, Callable[..., None]]] = {
        **dict.fromkeys(_SIMPLE, _simple),
        **dict.fromkeys(("code", "kbd", "samp", "tt"), _code),
        **dict.fromkeys((*PHRASES, "inline"), annotation),
        "a": link,
        "q": _quote,
        "br": _line_break,
        **dict.fromkeys(("img", "video", "audio"), _media),
    }
