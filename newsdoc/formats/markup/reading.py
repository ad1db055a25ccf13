"""Reading XHTML: from elements to the model's blocks and inlines.

Every element, attribute and text of the source is found again in what is read, in a form that the writer turns back
into the same markup.  Only comments, processing instructions and white space that means nothing are left out.  Each
level of the source costs two levels of Python's stack, so that the 256 that the XML loader lets through are well within
its limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsdoc.formats.markup import figures, lists, tables
from newsdoc.formats.markup.attributes import ELEMENT, restored
from newsdoc.formats.markup.lists import integer
from newsdoc.formats.markup.names import (
    EMBEDS,
    GROUPS,
    HARD,
    HEADINGS,
    INLINE,
    SOFT,
    XML_SPACE,
)
from newsdoc.formats.markup.raw import HTML_TYPE
from newsdoc.formats.markup.reading_lines import MARK, BlockInLine, InlineReader, is_entity
from newsdoc.formats.markup.shapes import bare_index
from newsdoc.formats.markup.usual import USUAL_XHTML, read_usual
from newsdoc.formats.markup.whitespace import Flow, blank, space_mode, survives
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsdoc.formats.markup.usual import Usual
    from newsdoc.model.content import Block, Inline


class Reader(InlineReader):
    """Reads one tree.  ``is_usual`` says afterwards whether all of it was usual (:mod:`.usual`)."""

    usual: ClassVar[Usual] = USUAL_XHTML
    is_usual = False

    def read(self, root: _Element) -> list[Block]:
        """The blocks in ``root``."""
        found = None if self.preserve else read_usual(root, self.usual)
        if found is not None:
            self.is_usual = True
            return found
        return self.read_all(root)

    def read_all(self, root: _Element) -> list[Block]:
        """The blocks in ``root``, whatever it is."""
        preserve = self.preserve
        try:
            return self.blocks(root)
        except BlockInLine:
            # Rare in what agencies send: look for all of them, and begin anew.
            self.preserve = preserve
            self.search(root)
            return self.blocks(root)

    def search(self, root: _Element) -> None:
        """Find the elements that hold blocks and usually do not."""
        self.blocky = self._blocky(root)
        self.searched = True

    def _blocky(self, root: _Element) -> set[_Element]:
        found: set[_Element] = set()
        for element in root.iter(*self.hard_tags):
            chain: list[_Element] = []
            above = element.getparent() if element is not root else None
            while above is not None and above is not root and above not in found:
                name, level = self.entry(above) or ("", SOFT)
                if level == HARD and name not in self.line_holders:
                    break
                if not name or name in self.raw:
                    chain = []
                    break
                chain.append(above)
                above = above.getparent()
            found.update(chain)
        return found

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blocks(  # noqa: C901 — one pass over the children, its cases side by side
        self,
        element: _Element,
        *,
        found: dict[str, str] | None = None,
        text_is_usual: bool = False,
        until: _Element | None = None,
    ) -> list[Block]:
        """The blocks in ``element``, those before ``until``; text and inlines between them become paragraphs.

        ``found`` are its attributes: ``xml:space`` is taken from them where it is there for the text's sake.
        ``text_is_usual`` says that a single paragraph in such an element usually has none of its own.
        """
        outer = self.preserve
        if found and XML_SPACE in found:
            self.preserve = space_mode(found[XML_SPACE], preserve=outer)
        out: list[Block] = []
        bare: list[int] = []
        run: list[Inline] = []
        flow = Flow(self.preserve)
        #: Whether what may be part of a line is so here; unknown until there is such a thing.
        in_line: bool | None = None
        tags, blocky = self.tags, self.blocky
        text = element.text
        if text and (self.preserve or not blank(text)):
            flow.text(text, run)
        for child in element:
            if child is until:
                break
            entry = tags.get(child.tag) or self.entry(child)  # type: ignore[arg-type]
            if entry is not None:
                name, level = entry
                hard = level == HARD or child in blocky
                if hard:
                    in_line = None
                elif level == SOFT:
                    if in_line is None:
                        in_line = _says(run) or self._starts_line(child)
                    hard = not in_line
                if hard:
                    if run:
                        self._flush(run, flow, out, bare)
                        run = []
                        flow = Flow(self.preserve)
                    out.append(self.block_readers.get(name, Reader.other_block)(self, child, name))
                else:
                    self.inline_readers.get(name, Reader.other_inline)(self, child, name, run, flow)
            elif is_entity(child):
                flow.text(child.text or "", run)
            tail = child.tail
            if tail and (run or flow.preserve or not blank(tail)):
                flow.text(tail, run)
        if run:
            self._flush(run, flow, out, bare)
        self._name_unusual(out, bare, text_is_usual=text_is_usual)
        if found and self.preserve and not outer and XML_SPACE in found:
            lines = (out[index] for index in bare)
            if not all(survives(line.content) for line in lines if isinstance(line, c.Paragraph)):
                del found[XML_SPACE]
        self.preserve = outer
        return out

    def _flush(self, run: list[Inline], flow: Flow, out: list[Block], bare: list[int]) -> None:
        """The run as a paragraph that had no element."""
        flow.end()
        if _says(run):
            bare.append(len(out))
            out.append(c.Paragraph(run))

    def _starts_line(self, element: _Element) -> bool:
        """Whether text or an inline element comes after ``element`` and before the next block."""
        node: _Element | None = element
        while node is not None:
            if not blank(node.tail):
                return True
            node = node.getnext()
            if node is None:
                return False
            entry = self.entry(node)
            if entry is None:
                continue
            if entry[1] == HARD or node in self.blocky:
                return False
            if entry[1] == INLINE:
                return True
        return False

    def _name_unusual(self, out: list[Block], bare: list[int], *, text_is_usual: bool) -> None:
        """Note on each paragraph whether it had an element, where that is not the usual."""
        if not text_is_usual:
            for index in bare:
                out[index].attributes = {ELEMENT: ""}  # type: ignore[union-attr]
            return
        usual = bare_index(out)
        for index in bare:
            if index != usual:
                out[index].attributes = {ELEMENT: ""}  # type: ignore[union-attr]
        if usual is not None and usual not in bare:
            block = out[usual]
            if isinstance(block, c.Paragraph) and not block.attributes:
                block.attributes = {ELEMENT: "p"}

    def block(self, element: _Element) -> Block:
        """The block that one element is."""
        name = self.name(element)
        return self.block_readers.get(name, Reader.other_block)(self, element, name)

    def other_block(self, element: _Element, name: str) -> Block:
        """An element that the model has no class for: raw markup, or a group."""
        if not name or name in self.raw:
            return c.RawBlock(self.raw_text(element), self.raw_type(element))
        return self.group(element, name)

    def group(self, element: _Element, name: str) -> Block:
        """``div`` and everything else that holds blocks."""
        found = self.found(element)
        kind = name
        if name == "div":
            if found.get(MARK) == "raw_block":
                return c.RawBlock(found.get("data-value", ""), found.get("data-content-type", ""))
            kind = found.pop("data-kind", name)
        outer = self.preserve
        self.preserve = outer or name == "pre"
        content = self.blocks(element, found=found, text_is_usual=kind in self.text_groups)
        self.preserve = outer
        attributes = restored(found)
        if name not in self.groups:
            attributes = {ELEMENT: name, **(attributes or {})}
        return c.Group(content, kind, attributes)

    def paragraph(self, element: _Element, name: str) -> Block:
        """``p`` and ``h1`` to ``h6``; a group where blocks stand in it."""
        if element in self.blocky:
            return self.group(element, name)
        found = self.found(element)
        content = self.line(element, found)
        if name == "p":
            return c.Paragraph(content, restored(found))
        level = integer(found.get("data-level"))
        if level is None:
            level = HEADINGS[name]
        else:
            del found["data-level"]
        return c.Heading(content, level, restored(found))

    def _preformatted(self, element: _Element, name: str) -> Block:
        if element in self.blocky:
            return self.group(element, name)
        found = self.found(element)
        holder = element
        language = found.pop("data-language", None)
        code = element[0] if len(element) == 1 and not element.text and not element[0].tail else None
        if code is not None and self.name(code) == "code":
            own = self.found(code)
            if own.get(MARK) != "code":
                holder = code
                said = own.get("class", "")
                word = said.removeprefix("language-")
                if said != word and " " not in said and (language is None or language.partition(" ")[0] == word):
                    del own["class"]
                    # The first word; all of them are said beside it.
                    language = word if language is None else language
                else:
                    found["code/"] = ""
                found.update((f"code/@{key}", value) for key, value in own.items())
        content: list[Inline] = []
        self.inlines(holder, content, Flow(preserve=True))
        if self.html and holder is element and (element.text or "")[:1] == "\n":
            # HTML drops a line feed that comes first (13.1.2.5, "pre").
            content[0] = str(content[0])[1:]
            content = content if content[0] else content[1:]
        return c.Preformatted(content, language, restored(found))

    def thematic_break(self, element: _Element, name: str) -> Block:
        """``hr``."""
        if not figures.is_leaf(element):
            return self.group(element, name)
        return c.ThematicBreak(restored(self.found(element)))

    def _embed(self, element: _Element, name: str) -> Block:
        if not figures.is_leaf(element):
            return self.group(element, name)
        found = self.found(element)
        href = found.pop("data" if name == "object" else "src", None)
        value = found.pop("data-value", None)
        type_ = found.pop("data-content-type", None)
        if value is None and type_ is None and "srcdoc" in found:
            value, type_ = found.pop("srcdoc"), HTML_TYPE
        title = found.pop("title", None)
        attributes = restored(found)
        if name != "iframe":
            attributes = {ELEMENT: name, **(attributes or {})}
        return c.Embed(href, title, value, type_, attributes)

    # --- helpers for the modules of lists, tables and figures ---------------------------------------------------------

    def name(self, element: _Element) -> str:
        """The local name of an element that is read as XHTML; ``""`` for any other."""
        entry = self.entry(element)
        return entry[0] if entry else ""

    def is_hard(self, element: _Element) -> bool:
        """Whether an element is a block wherever it stands."""
        entry = self.entry(element)
        return entry is not None and (entry[1] == HARD or element in self.blocky)

    def has_text(self, element: _Element) -> bool:
        """Whether text stands directly in an element."""
        if not blank(element.text):
            return True
        return any(not blank(child.tail) or is_entity(child) for child in element)

    def last_line(self, element: _Element, name: str) -> _Element | None:
        """The last child, if it is called ``name`` and has no blocks in it."""
        children = self.children(element)
        if not children or self.name(children[-1]) != name or not blank(element[-1].tail):
            return None
        last = children[-1]
        if any(not blank(node.tail) for node in last.itersiblings()) or not blank(last.tail):
            return None
        return None if any(self.is_hard(child) for child in last) else last

    def enter(self, attributes: dict[str, str] | None) -> bool:
        """Go into an element that holds no text itself; gives what to set ``preserve`` back to."""
        outer = self.preserve
        if attributes and XML_SPACE in attributes:
            self.preserve = space_mode(attributes[XML_SPACE], preserve=outer)
        return outer

    # --- the tables -----------------------------------------------------------------------------------------------------

    block_readers: ClassVar[dict[str, Callable[..., Block]]] = {
        "p": paragraph,
        **dict.fromkeys(HEADINGS, paragraph),
        "pre": _preformatted,
        "hr": thematic_break,
        "ul": lists.read_list,
        "ol": lists.read_list,
        "blockquote": lists.read_quote,
        "figure": figures.read_figure,
        "table": tables.read_table,
        **dict.fromkeys(EMBEDS, _embed),
        **dict.fromkeys(("img", "video", "audio", "picture"), figures.read_alone),
        **dict.fromkeys(GROUPS, group),
    }


def _says(run: list[Inline]) -> bool:
    """Whether a run is more than white space."""
    return any(not isinstance(item, str) or not blank(item) for item in run)


def read_line(element: _Element, *, preserve: bool) -> list[Inline]:
    """The inlines of an element in which blocks have no place: where there are any, they are annotations."""
    reader = Reader(preserve=preserve)
    reader.searched = True
    return reader.line(element, {})
