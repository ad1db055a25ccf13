"""Reading NITF: the same reader as of XHTML with NITF's elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsdoc.formats.markup import lists, nitf_names, tables
from newsdoc.formats.markup.attributes import restored
from newsdoc.formats.markup.figures import is_leaf
from newsdoc.formats.markup.lists import integer
from newsdoc.formats.markup.names import NITF
from newsdoc.formats.markup.raw import XML_TYPE, raw_text
from newsdoc.formats.markup.reading import Reader
from newsdoc.formats.markup.usual import USUAL_NITF
from newsdoc.formats.markup.whitespace import Flow
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsdoc.model.content import Block, Inline

#: Keys of a figure's attributes for the parts of ``media`` that the model has no place for, as they are.
METADATA = "media-metadata/"
OBJECT = "media-object/"
#: A text within ``media-reference``.
TEXT = "text()"
#: The type of media of a figure that has none.
MEDIA_TYPE = "media-type"

_CLASSES: dict[str, type] = {
    "strong": c.Strong,
    "underline": c.Underline,
    "strikethrough": c.Strikethrough,
    "superscript": c.Superscript,
    "subscript": c.Subscript,
}
_USUAL = {kind: name for name, kind in reversed(nitf_names.EMPHASIS.items())}


class NitfReader(Reader):
    """Reads one tree of NITF."""

    usual = USUAL_NITF
    tags = nitf_names.TAGS
    hard_tags = nitf_names.HARD_TAGS
    namespaces = nitf_names.NAMESPACES
    known = nitf_names.KNOWN
    groups = nitf_names.GROUPS
    text_groups = nitf_names.TEXT_GROUPS
    phrases = nitf_names.PHRASES
    raw = nitf_names.RAW
    line_holders = frozenset({"p", "hl1", "hl2", "pre"})
    alignment = ("align", "{}")

    def raw_text(self, element: _Element) -> str:
        """The XML of an element that is carried as it is."""
        return raw_text(element, NITF)

    def raw_type(self, element: _Element) -> str:  # noqa: ARG002 — the signature of the base
        """The media type to carry an element with."""
        return XML_TYPE

    def _heading(self, element: _Element, name: str) -> Block:
        if element in self.blocky:
            return self.group(element, name)
        found = self.found(element)
        return c.Heading(self.line(element, found), int(name[-1]), restored(found))

    def _plain(self, element: _Element, name: str) -> Block:
        if element in self.blocky:
            return self.group(element, name)
        found = self.found(element)
        content: list[Inline] = []
        self.inlines(element, content, Flow(preserve=True))
        return c.Preformatted(content, None, restored(found))

    def _list(self, element: _Element, name: str) -> Block:
        block = lists.read_list(self, element, name)
        if isinstance(block, c.List) and block.attributes:
            start = integer(block.attributes.get("seqnum")) if block.ordered else None
            if start is not None and start != 1:
                del block.attributes["seqnum"]
                block.start, block.attributes = start, block.attributes or None
        return block

    def _table(self, element: _Element, name: str) -> Block:
        block = tables.read_table(self, element, name)
        if isinstance(block, c.Table):
            # NITF has the foot before the body.
            block.rows.sort(key=lambda row: ("head", "body", "foot").index(row.section))
        return block

    def _quote_block(self, element: _Element, name: str) -> Block:
        found = self.found(element)
        parts = self.children(element)
        names = [self.name(part) for part in parts]
        regular = names[:-1] if names[-1:] == ["credit"] else names
        credit = parts[-1] if regular != names else None
        if self.has_text(element) or any(part != "block" for part in regular) or (credit is not None and not regular):
            return self.group(element, name)
        if credit is not None and any(self.is_hard(child) for child in credit):
            return self.group(element, name)
        cite = found.pop("quote-source", None)
        outer = self.enter(found)
        attribution = None
        if credit is not None:
            own = self.found(credit)
            attribution = self.line(credit, own)
            found.update((f"credit/@{key}", value) for key, value in own.items())
        if len(regular) == 1 and not parts[0].attrib:
            content = self.blocks(parts[0])
        else:
            content = [self.group(part, "block") for part in parts[: len(regular)]]
        self.preserve = outer
        return c.BlockQuote(content, attribution, cite, restored(found))

    def _media_block(self, element: _Element, name: str) -> Block:
        found = self.found(element)
        parts = [(part, self.name(part)) for part in self.children(element)]
        names = [part for _, part in parts]
        order = ("media-metadata", "media-reference", "media-object", "media-caption", "media-producer")
        if (
            self.has_text(element)
            or not all(part in order for part in names)
            or names.count("media-caption") > 1
            or names.count("media-producer") > 1
            or sorted(names, key=lambda part: (0, 1, 1, 2, 3)[order.index(part)]) != names
            or not _alternates(names)
        ):
            return self.group(element, name)
        kind = found.pop(MEDIA_TYPE, "")
        figure = c.Figure()
        outer = self.enter(found)
        for part, part_name in parts:
            if part_name == "media-metadata":
                found[METADATA] = found.get(METADATA, "") + self.raw_text(part)
            elif part_name == "media-object":
                last = figure.media[-1]
                last.attributes = {**(last.attributes or {}), OBJECT: self.raw_text(part)}
            elif part_name == "media-reference":
                figure.media.append(self._reference_of(part, kind))
            else:
                self._caption_of(part, part_name, figure, found)
        self.preserve = outer
        if figure.media == [c.Media("", kind)]:
            # A reference that says nothing is there because NITF must have one.
            figure.media = []
        if not figure.media and kind:
            found[MEDIA_TYPE] = kind
        figure.attributes = restored(found)
        return figure

    def _caption_of(self, element: _Element, name: str, figure: c.Figure, found: dict[str, str]) -> None:
        own = self.found(element)
        if name == "media-caption":
            figure.caption = self.blocks(element, found=own, text_is_usual=True)
            if not figure.caption:
                found["media-caption/"] = ""
        else:
            figure.credit = self.line(element, own)
        found.update((f"{name}/@{key}", value) for key, value in own.items())

    def _reference_of(self, element: _Element, kind: str) -> c.Media:
        found = self.found(element)
        href = found.pop("source", "") if found.get("source") else ""
        width, height = _size(found, "width"), _size(found, "height")
        if element.text:
            found[TEXT] = "".join(element.itertext())
        alt, title, type_ = (found.pop(key, None) for key in ("alternate-text", "name", "mime-type"))
        return c.Media(href, kind, alt, title, type_, width, height, restored(found))

    # --- inlines ------------------------------------------------------------------------------------------------------

    def _emphasis(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:  # noqa: ARG002
        found = self.found(element)
        said = found.get("class", "")
        kind = nitf_names.EMPHASIS.get(said)
        if kind is not None and said == _USUAL[kind]:
            del found["class"]
        if kind == "code":
            if self.children(element):
                found["class"] = said
            else:
                out.append(c.Code(self.words(element, found, flow), restored(found)))
                return
        node = _CLASSES.get(kind or "", c.Emphasis)([], None)
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = restored(found)

    def _raised(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        found = self.found(element)
        node = (c.Superscript if name == "sup" else c.Subscript)([], None)
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = {"element": name, **(restored(found) or {})}

    def _said(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:  # noqa: ARG002
        found = self.found(element)
        node = c.Quote([], reference=found.pop("quote-source", None))
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = restored(found)

    def _break_line(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        if is_leaf(element):
            flow.end()
            out.append(c.LineBreak(restored(self.found(element))))
        else:
            self.annotation(element, name, out, flow)

    def annotation(self, element: _Element, name: str, out: list[Inline], flow: Flow) -> None:
        """``person``, ``org``, ``location`` and every other mark."""
        found = self.found(element)
        node = c.Annotation([], name)
        out.append(node)
        self.inlines(element, node.content, flow, found)
        node.attributes = restored(found)
        if name not in self.phrases and name != "a":
            node.attributes = {"element": name, **(node.attributes or {})}

    def group(self, element: _Element, name: str) -> Block:
        """``block`` and everything else that holds blocks."""
        found = self.found(element)
        content = self.blocks(element, found=found, text_is_usual=name in self.text_groups)
        attributes = restored(found)
        if name not in self.groups:
            attributes = {"element": name, **(attributes or {})}
        return c.Group(content, name, attributes)

    # --- the tables -----------------------------------------------------------------------------------------------------

    block_readers: ClassVar[dict[str, Callable[..., Block]]] = {
        "p": Reader.paragraph,
        "hl1": _heading,
        "hl2": _heading,
        "ul": _list,
        "ol": _list,
        "bq": _quote_block,
        "media": _media_block,
        "table": _table,
        "pre": _plain,
        "hr": Reader.thematic_break,
        **dict.fromkeys(nitf_names.GROUPS, group),
    }
    inline_readers: ClassVar[dict[str, Callable[..., None]]] = {
        "em": _emphasis,
        "sup": _raised,
        "sub": _raised,
        "q": _said,
        "a": Reader.link,
        "br": _break_line,
    }


def _size(found: dict[str, str], key: str) -> int | None:
    """A size in pixels, taken from the attributes if it is one."""
    value = integer(found.get(key))
    if value is not None:
        del found[key]
    return value


def _alternates(names: list[str]) -> bool:
    """Whether each ``media-object`` follows its ``media-reference``."""
    return all(
        names[index - 1] == "media-reference" for index, name in enumerate(names) if name == "media-object" and index
    ) and (names[:1] != ["media-object"])
