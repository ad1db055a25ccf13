"""Writing XHTML: from the model's blocks and inlines to text that reads back as exactly the same.

What is written is text in XML syntax.  In the source's own words (an element that has no class in the model, what stood
around a row or a picture) the writer follows what the reader noted in the attributes; where that would not come back
exactly, which only documents that no reader made can cause, the whole is written anew, strictly: every node as the element
usual for its class, all else in attributes.  :func:`render` holds that promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from newsdoc.errors import ReadError
from newsdoc.formats.markup import figures, lists, tables
from newsdoc.formats.markup.attributes import ELEMENT, LITERAL_ELEMENT, attribute, escape, is_name, written
from newsdoc.formats.markup.names import (
    CODES,
    EMBEDS,
    GROUPS,
    HARD,
    LEVELS,
    PHRASES,
    RAW,
    SIMPLE,
    TEXT_GROUPS,
    VOID,
    XHTML,
    XML_LANG,
    XML_SPACE,
)
from newsdoc.formats.markup.policy import is_harmless
from newsdoc.formats.markup.raw import HTML_TYPE, embeds
from newsdoc.formats.markup.reading_lines import CONCEPT, MARK
from newsdoc.formats.markup.shapes import bare_index, can_be_bare, hard
from newsdoc.formats.markup.whitespace import space_mode, survives
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from newsdoc.model.content import Attributes, Block, Inline

_SPACE_MARK = ' xml:space="preserve"'
_NOTHING: frozenset[str] = frozenset()
_SPAN_TAKEN = {"data-kind", MARK, *CONCEPT}
_EMBED_TAKEN = ("src", "title", "data-value", "data-content-type", "srcdoc")


class Writer:
    """Writes one body.

    ``html`` writes text that HTML's parsers read alike.  ``strict`` follows nothing that the attributes say of the
    source's elements.  ``rare`` tells afterwards that something was written which is certain only after reading it.
    """

    def __init__(self, *, html: bool = False, strict: bool = False, namespace: str = XHTML) -> None:
        self.html = html
        self.strict = strict
        self.namespace = namespace
        self.rare = False
        self.preserve = False
        #: Whether the line that is being written stands where no block can be, so that a block's element is an inline.
        self.phrasing_only = False

    def may_be_rare(self) -> bool:
        """Whether to write what has to be checked by reading it."""
        if self.strict:
            return False
        self.rare = True
        return True

    # --- attributes ---------------------------------------------------------------------------------------------------

    def attributes(self, attributes: Attributes | None, taken: Collection[str] = _NOTHING) -> str:
        """All attributes of a block but those that others write, as text."""
        if not attributes:
            return ""
        if self.strict and XML_SPACE in attributes:
            taken = {*taken, XML_SPACE}
        return self.inline_attributes(attributes, taken)

    def inline_attributes(self, attributes: Attributes | None, taken: Collection[str] = _NOTHING) -> str:
        """All attributes of an inline but those that others write, as text."""
        if not attributes:
            return ""
        if not self.strict and any(key[:1] == "{" and key != XML_LANG for key in attributes):
            self.rare = True
        return written(attributes, taken, strict=self.strict)

    def without_element(self, attributes: Attributes | None) -> Attributes | None:
        """The attributes without the note on the element, once that is followed."""
        return {key: value for key, value in attributes.items() if key != ELEMENT} if attributes else None

    def pop_path(self, attributes: dict[str, str], path: str) -> dict[str, str]:
        """The attributes of the element at ``path``, taken from those of its node."""
        if not any(key.startswith(path) for key in attributes) or not self.may_be_rare():
            return {}
        own = {key[len(path) :]: attributes.pop(key) for key in [*attributes] if key.startswith(path)}
        if ELEMENT in own:
            # There it is nothing but the name of an attribute.
            own[LITERAL_ELEMENT] = own.pop(ELEMENT)
        return own

    def enter(self, attributes: Attributes | None) -> bool:
        """Go into an element; gives what to set ``preserve`` back to."""
        outer = self.preserve
        if attributes and XML_SPACE in attributes and self.may_be_rare():
            self.preserve = space_mode(attributes[XML_SPACE], preserve=outer)
        return outer

    def within(self, attributes: Attributes | None, space: str) -> bool:
        """Whether white space is kept within an element with these attributes, and with ``xml:space`` if ``space``."""
        outer = self.enter(attributes)
        inner, self.preserve = self.preserve, outer
        return inner or bool(space)

    # --- what holds text ----------------------------------------------------------------------------------------------

    def line(
        self, content: Sequence[Inline], attributes: Attributes | None, *, phrasing_only: bool = False
    ) -> tuple[str, str]:
        """Inlines, and the ``xml:space`` that the element holding them needs."""
        outer = self.enter(attributes)
        space = "" if self.preserve or survives(content) else _SPACE_MARK
        outside, self.phrasing_only = self.phrasing_only, phrasing_only
        inner = self.inlines(content)
        self.phrasing_only = outside
        self.preserve = outer
        return inner, space

    def held(
        self,
        blocks: Sequence[Block],
        attributes: Attributes | None = None,
        *,
        text_is_usual: bool = False,
        last_as_div: bool = False,
        alone: bool = False,
    ) -> tuple[str, str]:
        """Blocks, and the ``xml:space`` that the element holding them needs for those that are bare text.

        ``last_as_div`` writes the last one, a group, so that it is not taken for a line of text; ``alone`` says that there is
        no such element, and so no bare text that needs it.
        """
        outer = self.enter(attributes)
        bare = self.bare(blocks, text_is_usual=text_is_usual)
        if alone:
            bare = {index for index in bare if survives(_content(blocks[index]))}
        space = ""
        if bare and not self.preserve and not all(survives(_content(blocks[index])) for index in bare):
            space = _SPACE_MARK
            self.preserve = True
        usual = bare_index(blocks) if text_is_usual else None
        parts = []
        for index, block in enumerate(blocks):
            if index in bare:
                parts.append(self.inlines(_content(block)))
            elif last_as_div and index + 1 == len(blocks) and isinstance(block, c.Group):
                parts.append(self.group(block, as_div=self.is_line(block)))
            elif index == usual and isinstance(block, c.Paragraph) and block.attributes == {ELEMENT: "p"}:
                parts.append(self.block(c.Paragraph(block.content)))
            else:
                parts.append(self.block_writers[type(block)](self, block))
        self.preserve = outer
        return "".join(parts), space

    def bare(self, blocks: Sequence[Block], *, text_is_usual: bool) -> set[int]:
        """Which paragraphs are written without an element."""
        usual = bare_index(blocks) if text_is_usual else None
        found = set()
        for index, block in enumerate(blocks):
            if isinstance(block, c.Paragraph):
                element = block.attributes.get(ELEMENT) if block.attributes else None
                if index == usual:
                    if element is None:
                        found.add(index)
                elif element == "" and not self.strict and can_be_bare(blocks, index):
                    found.add(index)
        return found

    def is_tight(self, blocks: Sequence[Block], *, text_is_usual: bool) -> bool:
        """Whether no paragraph is written with an element."""
        bare = self.bare(blocks, text_is_usual=text_is_usual)
        return all(index in bare for index, block in enumerate(blocks) if isinstance(block, c.Paragraph))

    def is_line(self, block: c.Group) -> bool:
        """Whether a group is written with nothing but a line in it."""
        bare = self.bare(block.content, text_is_usual=block.kind in TEXT_GROUPS)
        return not any(hard(child) for index, child in enumerate(block.content) if index not in bare)

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Blocks one after the other, with no element around them."""
        return self.held(blocks, alone=True)[0]

    def block(self, block: Block) -> str:
        """One block."""
        return self.block_writers[type(block)](self, block)

    def _paragraph(self, block: c.Paragraph) -> str:
        inner, space = self.line(block.content, block.attributes)
        return f"<p{space}{self.attributes(block.attributes)}>{inner}</p>"

    def _heading(self, block: c.Heading) -> str:
        inner, space = self.line(block.content, block.attributes)
        level = min(max(block.level, 1), 6)
        said = "" if level == block.level else attribute("data-level", str(block.level))
        return f"<h{level}{space}{said}{self.attributes(block.attributes, ('data-level',))}>{inner}</h{level}>"

    def _preformatted(self, block: c.Preformatted) -> str:
        attributes = dict(block.attributes or {})
        language = block.language
        own = self.pop_path(attributes, "code/@")
        word = language.partition(" ")[0] if language is not None else None
        wrapped = word is not None and (word != "" or language == "")
        said = language if language != word else None
        if wrapped:
            own["class"] = f"language-{word}"
        elif "code/" in attributes and self.may_be_rare():
            del attributes["code/"]
            wrapped = True
        outer, self.preserve = self.preserve, True
        only = [item for item in block.content if item != ""]
        if not wrapped and len(only) == 1 and isinstance(only[0], c.Code):
            # The code itself, not the element around the text of a program.
            inner = self._code(only[0], attribute(MARK, "code"))
        else:
            inner = self.inlines(block.content)
        self.preserve = outer
        if wrapped:
            inner = f"<code{self.attributes(own)}>{inner}</code>"
        # HTML drops a line feed that comes first (13.1.2.5, "pre").
        first = "\n" if self.html and inner[:1] == "\n" else ""
        return f"<pre{attribute('data-language', said if wrapped else language)}{self.attributes(attributes, ('data-language',))}>{first}{inner}</pre>"

    def _break(self, block: c.ThematicBreak) -> str:
        return f"<hr{self.attributes(block.attributes)}/>"

    def _embed(self, block: c.Embed) -> str:
        name, attributes = "iframe", block.attributes
        if attributes and attributes.get(ELEMENT) in EMBEDS and self.may_be_rare():
            name, attributes = attributes[ELEMENT], self.without_element(attributes)
        parts = [attribute("data" if name == "object" else "src", block.href), attribute("title", block.title)]
        # Never ``srcdoc``: a page within the page is for those who know what is in it.
        parts += [attribute("data-value", block.value), attribute("data-content-type", block.content_type)]
        taken = _EMBED_TAKEN if name != "object" else (*_EMBED_TAKEN[1:], "data")
        close = "/>" if name in VOID else f"></{name}>"
        return f"<{name}{''.join(parts)}{self.attributes(attributes, taken)}{close}"

    def _raw_block(self, block: c.RawBlock) -> str:
        if embeds(block.value, block.content_type, self.namespace):
            return block.value
        value = attribute("data-content-type", block.content_type) + attribute("data-value", block.value)
        return f'<div {MARK}="raw_block"{value}>{self._shown(block)}</div>'

    def _shown(self, block: c.RawBlock) -> str:
        """What a browser makes of markup that is carried as data, so that whoever knows no newsdoc sees it, too."""
        if block.content_type != HTML_TYPE or "<" not in block.value:
            return ""
        from newsdoc.formats.markup.fragments import parse_fragment

        try:
            blocks = parse_fragment(block.value)[0]
        except ReadError:
            return ""
        text = Writer(html=self.html, namespace=self.namespace).blocks(
            [one for one in blocks if not isinstance(one, c.RawBlock)]
        )
        return text if is_harmless(text) else ""

    def group(self, block: c.Group, *, as_div: bool = False) -> str:
        """``div`` and everything else that holds blocks."""
        name, attributes, said = block.kind, block.attributes, ""
        element = attributes.get(ELEMENT) if attributes else None
        if element is not None and element == name and name not in GROUPS and is_name(name) and self.may_be_rare():
            attributes = self.without_element(attributes)
        elif name not in GROUPS or as_div:
            name, said = "div", attribute("data-kind", block.kind)
        outer = self.preserve
        self.preserve = outer or name == "pre"
        inner, space = self.held(block.content, attributes, text_is_usual=block.kind in TEXT_GROUPS)
        self.preserve = outer
        taken = ("data-kind", MARK) if name == "div" else ()
        return f"<{name}{said}{space}{self.attributes(attributes, taken)}>{inner}</{name}>"

    # --- inlines ------------------------------------------------------------------------------------------------------

    def inlines(self, content: Sequence[Inline]) -> str:
        """Inlines one after the other."""
        writers = self.inline_writers
        return "".join([escape(item) if isinstance(item, str) else writers[type(item)](self, item) for item in content])

    def _simple(self, inline: c.Strong) -> str:
        names = SIMPLE[inline.type]
        attributes = inline.attributes
        if attributes is None:
            name = names[0]
            return f"<{name}>{self.inlines(inline.content)}</{name}>"
        name, attributes = self._named(names, attributes)
        return f"<{name}{self.inline_attributes(attributes)}>{self.inlines(inline.content)}</{name}>"

    def _named(self, names: tuple[str, ...], attributes: Attributes | None) -> tuple[str, Attributes | None]:
        """The element, one of ``names``, that the source had, and the attributes without it."""
        element = attributes.get(ELEMENT) if attributes else None
        if element is not None and element in names[1:]:
            return element, self.without_element(attributes)
        return names[0], attributes

    def _code(self, inline: c.Code, mark: str = "") -> str:
        name, attributes = self._named(CODES, inline.attributes)
        return f"<{name}{mark if name == 'code' else ''}{self.inline_attributes(attributes, (MARK,))}>{escape(inline.value)}</{name}>"

    def _link(self, inline: c.Link) -> str:
        head = attribute("href", inline.href) + attribute("title", inline.title)
        return (
            f"<a{head}{self.inline_attributes(inline.attributes, ('href', 'title'))}>{self.inlines(inline.content)}</a>"
        )

    def _quote(self, inline: c.Quote) -> str:
        marks = attribute("data-marks", inline.marks) if inline.marks != '""' else ""
        head = f"{attribute('cite', inline.cite)}{marks}{attribute('data-reference', inline.reference)}"
        attributes = self.inline_attributes(inline.attributes, ("cite", "data-marks", "data-reference"))
        return f"<q{head}{attributes}>{self.inlines(inline.content)}</q>"

    def _reference(self, inline: c.Reference) -> str:
        return f'<span {MARK}="reference"{self.inline_attributes(inline.attributes, (MARK,))}>{escape(inline.target)}</span>'

    def _annotation(self, inline: c.Annotation) -> str:
        name, attributes, said = inline.kind, inline.attributes, ""
        if attributes and attributes.get(ELEMENT) == name and self._is_own(name) and self.may_be_rare():
            attributes = self.without_element(attributes)
        elif name not in PHRASES:
            name, said = "span", attribute("data-kind", name)
        said += "".join([attribute(key, getattr(inline, field)) for key, field in CONCEPT.items()])
        taken = _SPAN_TAKEN if name == "span" else {*CONCEPT, "href"} if name == "a" else CONCEPT
        head = said + self.inline_attributes(attributes, taken)
        inner = self.inlines(inline.content)
        return f"<{name}{head}/>" if name in VOID and not inner else f"<{name}{head}>{inner}</{name}>"

    def _is_own(self, name: str) -> bool:
        """Whether an annotation can be the element ``name`` that the source had."""
        if name in PHRASES or name in RAW or not is_name(name):
            return False
        return self.phrasing_only or LEVELS.get(name) != HARD

    def _line_break(self, inline: c.LineBreak) -> str:
        return f"<br{self.inline_attributes(inline.attributes)}/>"

    def _inline_media(self, inline: c.InlineMedia) -> str:
        return figures.write_media(self, inline.media)

    def _raw_inline(self, inline: c.RawInline) -> str:
        if embeds(inline.value, inline.content_type, self.namespace):
            return inline.value
        value = attribute("data-content-type", inline.content_type) + attribute("data-value", inline.value)
        return f'<span {MARK}="raw_inline"{value}></span>'

    # --- the tables -----------------------------------------------------------------------------------------------------

    block_writers: ClassVar[dict[type, Callable[..., str]]] = {
        c.Paragraph: _paragraph,
        c.Heading: _heading,
        c.List: lists.write_list,
        c.BlockQuote: lists.write_quote,
        c.Figure: figures.write_figure,
        c.Table: tables.write_table,
        c.Preformatted: _preformatted,
        c.ThematicBreak: _break,
        c.Embed: _embed,
        c.RawBlock: _raw_block,
        c.Group: group,
    }
    inline_writers: ClassVar[dict[type, Callable[..., str]]] = {
        **dict.fromkeys(
            (c.Strong, c.Emphasis, c.Underline, c.Strikethrough, c.Superscript, c.Subscript),
            _simple,
        ),
        c.Code: _code,
        c.Link: _link,
        c.Quote: _quote,
        c.Reference: _reference,
        c.Annotation: _annotation,
        c.LineBreak: _line_break,
        c.InlineMedia: _inline_media,
        c.RawInline: _raw_inline,
    }


def _content(block: Block) -> list[Inline]:
    assert isinstance(block, c.Paragraph)
    return block.content
