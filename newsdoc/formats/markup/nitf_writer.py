"""Writing NITF: valid always, and with an exact account of what NITF does not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from newsdoc.formats.markup.attributes import ELEMENT, attribute, escape
from newsdoc.formats.markup.names import NITF, XML_SPACE
from newsdoc.formats.markup.nitf_attributes import is_foreign
from newsdoc.formats.markup.nitf_inlines import NitfInlines
from newsdoc.formats.markup.nitf_names import (
    BLOCK_CONTENT,
    ENRICHED,
    GROUPS,
    INLINE_CHILDREN,
)
from newsdoc.formats.markup.nitf_reader import METADATA, OBJECT, TEXT, NitfReader
from newsdoc.formats.markup.raw import parser
from newsdoc.formats.markup.shapes import anchored, bare_index, can_be_bare
from newsdoc.formats.markup.tables import COLUMNS, NO_SECTION, aligned_rows
from newsdoc.formats.markup.whitespace import space_mode, survives
from newsdoc.model import content as c
from newsdoc.model.walk import text_of, text_of_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdoc.model.content import Attributes, Block, Inline

_SPACE_MARK = ' xml:space="preserve"'
#: Where a block may stand besides the blocks of text.
_BODY = BLOCK_CONTENT | {"block"}

#: What the parts of a ``block`` are, in the order that they have to have; those that may repeat.
_PARTS = ("tobject", "key-list", "classifier", "byline", "dateline", "copyrite", "abstract", "#", "datasource", "*")
#: Groups that hold one line.
_LINES = frozenset({"byline", "dateline", "datasource", "dt", "distributor", "tagline"})
_REPEATED = frozenset({"classifier", "abstract", "#", "*"})


class NitfWriter(NitfInlines):
    """Writes one body.  ``losses`` grows by what NITF does not say: kind, path, value, reason."""

    def __init__(self) -> None:
        super().__init__()
        self.preserve = False

    def _space(self, attributes: Attributes | None, *, safe: bool) -> tuple[str, Attributes | None]:
        """The ``xml:space`` that an element needs, and its attributes without one that the source had."""
        if not attributes or XML_SPACE not in attributes:
            return "" if safe or self.preserve else _SPACE_MARK, attributes
        value = attributes[XML_SPACE]
        rest = {key: item for key, item in attributes.items() if key != XML_SPACE}
        if value in ("preserve", "default") and (safe or (value == "preserve" and self.preserve)):
            return f' xml:space="{value}"', rest
        return _SPACE_MARK if not safe else "", attributes

    # --- what holds text ----------------------------------------------------------------------------------------------

    def line(
        self, name: str, content: Sequence[Inline], attributes: Attributes | None, path: str, **how: object
    ) -> str:
        """An element that holds a line."""
        field = how.get("field", "content")
        inner, safe, _ = self._checked_line(content, f"{path}.{field}", INLINE_CHILDREN.get(name, ENRICHED))
        space, rest = self._space(attributes, safe=safe)
        head = self.attributes(name, rest, path, how.get("taken", ()))  # type: ignore[arg-type]
        return f"<{name}{how.get('said', '')}{space}{head}>{inner}</{name}>"

    def _checked_line(self, content: Sequence[Inline], path: str, allowed: frozenset[str]) -> tuple[str, bool, bool]:
        """Inlines, whether they come back exactly although their white space collapses, and whether they are a line by
        themselves.
        """
        before = len(self.losses)
        inner = self.inlines(content, path, allowed)
        if len(self.losses) == before:
            return inner, survives(content), True
        # What is lost may leave a space at the end of the line, or nothing: judge by what is there.
        reader = NitfReader(preserve=True)
        reader.searched = True
        frame = etree.fromstring(f'<x xmlns="{NITF}">{inner}</x>', parser())
        line = reader.line(frame, {})
        return inner, survives(line), anchored(line)

    def _held(
        self,
        blocks: Sequence[Block],
        attributes: Attributes | None,
        path: str,
        place: frozenset[str],
        *,
        text: str = "",
    ) -> tuple[str, str, Attributes | None]:
        """Blocks, the ``xml:space`` that the element holding them needs, and the attributes left to write.

        ``text`` says of an element that may hold text directly whether it ``may`` or ``usually`` does.
        """
        usual = bare_index(blocks) if text == "usual" else None
        bare = _bare(blocks, usual) if text else set()
        lines = {
            index: self._checked_line(block.content, f"{path}[{index}].content", ENRICHED)
            for index, block in enumerate(blocks)
            if index in bare and isinstance(block, c.Paragraph)
        }
        space, rest = self._space(attributes, safe=all(safe for _, safe, alone in lines.values() if alone))
        outer = self.preserve
        self.preserve = space_mode((attributes or {}).get(XML_SPACE), preserve=outer) or bool(
            space and "preserve" in space
        )
        parts = []
        for index, block in enumerate(blocks):
            at = f"{path}[{index}]"
            if index in lines:
                inner, safe, alone = lines[index]
                parts.append(inner if alone else f"<p{'' if safe or self.preserve else _SPACE_MARK}>{inner}</p>")
            elif index == usual and isinstance(block, c.Paragraph) and block.attributes == {ELEMENT: "p"}:
                parts.append(self.line("p", block.content, None, at))
            else:
                parts.append(self.block(block, at, place))
        self.preserve = outer
        return "".join(parts), space, rest

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Sequence[Block], path: str, place: frozenset[str] = _BODY) -> str:
        """Blocks one after the other, where those named by ``place`` may stand."""
        return "".join([self.block(block, f"{path}[{index}]", place) for index, block in enumerate(blocks)])

    def block(self, block: Block, path: str, place: frozenset[str]) -> str:
        """One block."""
        return self.block_writers[type(block)](self, block, path, place)

    def _paragraph(self, block: c.Paragraph, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        return self.line("p", block.content, block.attributes, path)

    def _heading(self, block: c.Heading, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        if block.level != 2:
            self.losses.append(
                ("coerced", f"{path}.level", block.level, "NITF has one level of headings within the text")
            )
        return self.line("hl2", block.content, block.attributes, path)

    def _list(self, block: c.List, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        if not block.items:
            self.losses.append(("dropped", path, block, "a list of NITF has at least one item"))
            return ""
        name = "ol" if block.ordered else "ul"
        said = ""
        taken: tuple[str, ...] = ()
        if block.ordered and block.start != 1:
            said, taken = attribute("seqnum", str(block.start)), ("seqnum",)
        elif block.start != 1:
            self.losses.append(("dropped", f"{path}.start", block.start, "an unordered list of NITF has no start"))
        head = self.attributes(name, block.attributes, path, taken)
        tight = not any(self._shows_paragraph(item.content, tight=block.tight) for item in block.items)
        if tight != block.tight:
            # Without text in its items a list cannot show that it is loose, with a paragraph in one not that it is tight.
            reason = "a list of NITF is tight where no item has a paragraph"
            self.losses.append(("coerced", path if tight else f"{path}.tight", block if tight else block.tight, reason))
        items = []
        for number, item in enumerate(block.items):
            at = f"{path}.items[{number}]"
            text = "usual" if block.tight and tight else "may"
            inner, space, rest = self._held(item.content, item.attributes, f"{at}.content", BLOCK_CONTENT, text=text)
            items.append(f"<li{space}{self.attributes('li', rest, at)}>{inner}</li>")
        return f"<{name}{said}{head}>{''.join(items)}</{name}>"

    def _quote_block(self, block: c.BlockQuote, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        attributes = dict(block.attributes or {})
        credit = ""
        if block.attribution is not None:
            own = {key[8:]: attributes.pop(key) for key in [*attributes] if key.startswith("credit/@")}
            credit = self.line("credit", block.attribution, own, path, field="attribution")
        head = attribute("quote-source", block.cite) + self.attributes("bq", attributes, path, ("quote-source",))
        inside = [isinstance(part, c.Group) and part.kind == "block" for part in block.content]
        if inside and all(inside) and (len(inside) > 1 or _attributes(block.content[0])):
            inner = self.blocks(block.content, f"{path}.content", frozenset({"block"}))
        elif block.content or credit:
            inner = f"<block>{self.blocks(block.content, f'{path}.content', BLOCK_CONTENT)}</block>"
        else:
            inner = ""
        return f"<bq{head}>{inner}{credit}</bq>"

    def _figure(self, block: c.Figure, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        attributes = dict(block.attributes or {})
        kind = block.media[0].kind if block.media else attributes.pop("media-type", "")
        if not kind:
            kind = "other"
            where = f"{path}.media[0].kind" if block.media else f"{path}.attributes.media-type"
            self.losses.append(("defaulted", where, kind, "media of NITF has a type"))
        metadata = self.carried(attributes, METADATA, "media-metadata")
        references = [self._media_reference(media, f"{path}.media[{n}]", kind) for n, media in enumerate(block.media)]
        if block.media and references == ["<media-reference></media-reference>"]:
            self.losses.append(("coerced", path, block, "a reference of NITF that says nothing stands for no media"))
        if not references:
            references.append("<media-reference/>")
        caption = ""
        own = {key[15:]: attributes.pop(key) for key in [*attributes] if key.startswith("media-caption/@")}
        if block.caption or attributes.pop("media-caption/", None) is not None:
            inner, space, rest = self._held(block.caption, own, f"{path}.caption", BLOCK_CONTENT, text="usual")
            head = self.attributes("media-caption", rest, path)
            if inner or head or not block.caption:
                caption = f"<media-caption{space}{head}>{inner}</media-caption>"
        if block.credit is not None:
            own = {key[16:]: attributes.pop(key) for key in [*attributes] if key.startswith("media-producer/@")}
            caption += self.line("media-producer", block.credit, own, path, field="credit")
        head = attribute("media-type", kind) + self.attributes("media", attributes, path, ("media-type",))
        return f"<media{head}>{metadata}{''.join(references)}{caption}</media>"

    def _media_reference(self, media: c.Media, path: str, kind: str) -> str:
        attributes = dict(media.attributes or {})
        if media.kind != kind and not path.endswith("[0]"):
            self.losses.append(("coerced", f"{path}.kind", media.kind, "media of NITF has one type"))
        carried = self.carried(attributes, OBJECT, "media-object", most=1)
        text = attributes.pop(TEXT, "")
        fields = {
            "source": media.href or None,
            "mime-type": media.content_type,
            "name": media.title,
            "alternate-text": media.alt,
            "width": None if media.width is None else str(media.width),
            "height": None if media.height is None else str(media.height),
        }
        said = "".join([attribute(key, value) for key, value in fields.items()])
        taken = {key for key, value in fields.items() if value is not None}
        head = said + self.attributes("media-reference", attributes, path, taken)
        return f"<media-reference{head}>{escape(text)}</media-reference>{carried}"

    def _table(self, block: c.Table, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        attributes = dict(block.attributes or {})
        caption = ""
        if block.caption is not None:
            own = {key[9:]: attributes.pop(key) for key in [*attributes] if key.startswith("caption/@")}
            caption = self.line("caption", block.caption, own, path, field="caption")
        columns = self.carried(attributes, COLUMNS, "col", "colgroup", most=1)
        direct = attributes.pop(NO_SECTION, None) == "-"
        rows = aligned_rows(block, ("align", "{}"))
        if rows is None:
            self.losses.append(("dropped", f"{path}.alignments", block.alignments, "the cells of NITF cannot say it"))
            rows = block.rows
        order = [("head", "body", "foot").index(row.section) for row in rows]
        if order != sorted(order):
            self.losses.append(("coerced", f"{path}.rows", block.rows, "NITF has the head first and the foot last"))
        sections = "".join([self._section(rows, name, path, direct=direct) for name in ("head", "foot", "body")])
        head = self.attributes("table", attributes, path)
        return f"<table{head}>{caption}{columns}{sections}</table>"

    def _section(self, rows: Sequence[c.Row], section: str, path: str, *, direct: bool) -> str:
        """The rows of one section, in its element unless they stand in the table directly."""
        name = {"head": "thead", "body": "tbody", "foot": "tfoot"}[section]
        around = ""
        parts: list[str] = []
        for number, row in enumerate(rows):
            if row.section != section:
                continue
            at = f"{path}.rows[{number}]"
            if not row.cells:
                self.losses.append(("dropped", at, row, "a row of NITF has at least one cell"))
                continue
            attributes = dict(row.attributes or {})
            own = {key[4:]: attributes.pop(key) for key in [*attributes] if key.startswith("../@")}
            if not parts and not (direct and section == "body"):
                around = self.attributes(name, own, at)
            else:
                self.losses += [
                    ("dropped", f"{at}.attributes.../@{key}", own[key], "NITF has one such section") for key in own
                ]
            cells = "".join([self._cell(cell, f"{at}.cells[{n}]") for n, cell in enumerate(row.cells)])
            parts.append(f"<tr{self.attributes('tr', attributes, at)}>{cells}</tr>")
        if not parts:
            return ""
        return "".join(parts) if direct and section == "body" else f"<{name}{around}>{''.join(parts)}</{name}>"

    def _cell(self, cell: c.Cell, path: str) -> str:
        name = "th" if cell.header else "td"
        spans = [(key, value) for key, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value != 1]
        inner, space, rest = self._held(cell.content, cell.attributes, f"{path}.content", BLOCK_CONTENT, text="usual")
        said = "".join([attribute(key, str(value)) for key, value in spans])
        head = self.attributes(name, rest, path, [key for key, _ in spans])
        return f"<{name}{said}{space}{head}>{inner}</{name}>"

    def _preformatted(self, block: c.Preformatted, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        if block.language is not None:
            self.losses.append(("dropped", f"{path}.language", block.language, "NITF has no language of programs"))
        if not all(isinstance(item, str) for item in block.content):
            self.losses.append(("flattened", f"{path}.content", block.content, "NITF's pre holds text only"))
        return f"<pre{self.attributes('pre', block.attributes, path)}>{escape(text_of(block.content))}</pre>"

    def _break(self, block: c.ThematicBreak, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        return f"<hr{self.attributes('hr', block.attributes, path)}/>"

    def _embed(self, block: c.Embed, path: str, place: frozenset[str]) -> str:  # noqa: ARG002
        if block.href is None:
            self.losses.append(("dropped", path, block, "NITF has no embeds"))
            return ""
        self.losses.append(("flattened", path, block, "NITF has no embeds; a link is there instead"))
        return f"<p><a{attribute('href', block.href)}>{escape(block.title or block.href)}</a></p>"

    def _raw_block(self, block: c.RawBlock, path: str, place: frozenset[str]) -> str:
        if "*" in place and is_foreign(block.value, block.content_type):
            return block.value
        self.losses.append(("dropped", path, block, "NITF has no place for raw markup here"))
        return ""

    # --- groups -------------------------------------------------------------------------------------------------------

    def _group(self, block: c.Group, path: str, place: frozenset[str]) -> str:
        if block.kind in place and (own := self._own_group(block, path)) is not None:
            return own
        if "block" in place:
            if block.kind != "block":
                self.losses.append(("coerced", f"{path}.kind", block.kind, "NITF has one kind of group"))
            return self._block(block, path)
        # Its blocks stand among those around it, whose places they change.
        self.losses.append(("flattened", path.rpartition("[")[0], block, "NITF has no group here"))
        return self.blocks(block.content, f"{path}.content", place)

    def _own_group(self, block: c.Group, path: str) -> str | None:
        """``dl``, ``fn``, ``note`` and ``nitf-table`` where their content is what NITF has in them."""
        parts = [part for part in block.content if isinstance(part, c.Group)]
        if block.kind in ("fn", "note", "dl"):
            kinds = {"dt", "dd"} if block.kind == "dl" else {"body.content"}
            if not parts or len(parts) != len(block.content) or not all(part.kind in kinds for part in parts):
                return None
            inner = "".join([self._part(part, f"{path}.content[{number}]") for number, part in enumerate(parts)])
            return f"<{block.kind}{self.attributes(block.kind, block.attributes, path)}>{inner}</{block.kind}>"
        if block.kind == "block":
            return self._block(block, path)
        return None

    def _part(self, part: c.Group, path: str) -> str:
        """``dt``, ``dd``, ``body.content``, ``byline`` … within its group."""
        name = part.kind
        if name in _LINES:
            return self._line_part(part, path)
        place = BLOCK_CONTENT if name == "abstract" else _BODY
        inner = self.blocks(part.content, f"{path}.content", place)
        return f"<{name}{self.attributes(name, part.attributes, path)}>{inner}</{name}>"

    def _line_part(self, part: c.Group, path: str) -> str:
        """A group that holds one line: ``byline``, ``dt`` …"""
        lines = [block for block in part.content if isinstance(block, c.Paragraph)]
        regular = len(lines) == len(part.content) <= 1 and not any(line.attributes for line in lines)
        if regular:
            content = lines[0].content if lines else []
            return self.line(part.kind, content, part.attributes, path, field="content[0].content")
        self.losses.append(("flattened", f"{path}.content", part.content, f"NITF's {part.kind} holds one line"))
        text = " ".join(filter(None, (text_of_blocks([block]) for block in part.content)))
        return f"<{part.kind}{self.attributes(part.kind, part.attributes, path)}>{escape(text)}</{part.kind}>"

    def _block(self, block: c.Group, path: str) -> str:
        """``block``: its own metadata first, then blocks of text, a source and what is foreign last."""
        parts = []
        rank = 0
        seen: set[str] = set()
        for number, part in enumerate(block.content):
            at = f"{path}.content[{number}]"
            kind = _part_kind(part)
            place = _PARTS.index(kind) if kind in _PARTS else _PARTS.index("#")
            if kind not in _PARTS or place < rank or (kind in seen and kind not in _REPEATED):
                place, kind = max(rank, _PARTS.index("#")), "#"
                if place > _PARTS.index("#"):
                    self.losses.append(("dropped", at, part, "NITF has no place for it after what stands before"))
                    continue
            rank = place
            seen.add(kind)
            if kind in ("tobject", "key-list") and isinstance(part, c.RawBlock):
                parts.append(self._metadata(part, kind, at))
            elif kind in GROUPS and isinstance(part, c.Group):
                parts.append(self._part(part, at))
            else:
                parts.append(self.block(part, at, BLOCK_CONTENT if kind == "#" else BLOCK_CONTENT | {"*"}))
        return f"<block{self.attributes('block', block.attributes, path)}>{''.join(parts)}</block>"

    def _metadata(self, part: c.RawBlock, kind: str, path: str) -> str:
        """``tobject`` or ``key-list`` as it was read."""
        held = {kind: part.value}
        text = self.carried(held, kind, kind, most=1)
        if not text:
            self.losses.append(("dropped", path, part, "NITF has no place for raw markup here"))
        return text

    @staticmethod
    def _shows_paragraph(blocks: Sequence[Block], *, tight: bool) -> bool:
        """Whether a paragraph of an item is written with an element."""
        bare = _bare(blocks, bare_index(blocks) if tight else None)
        return any(
            _is_paragraph(part) or (isinstance(part, c.Group) and _holds_paragraph(part))
            for index, part in enumerate(blocks)
            if index not in bare
        )

    # --- the tables -----------------------------------------------------------------------------------------------------

    block_writers: ClassVar[dict[type, Callable[..., str]]] = {
        c.Paragraph: _paragraph,
        c.Heading: _heading,
        c.List: _list,
        c.BlockQuote: _quote_block,
        c.Figure: _figure,
        c.Table: _table,
        c.Preformatted: _preformatted,
        c.ThematicBreak: _break,
        c.Embed: _embed,
        c.RawBlock: _raw_block,
        c.Group: _group,
    }


def _bare(blocks: Sequence[Block], usual: int | None) -> set[int]:
    """Which paragraphs are written as text directly in the element that holds them."""
    bare: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, c.Paragraph):
            element = block.attributes.get(ELEMENT) if block.attributes else None
            if (element is None and index == usual) or (
                element == "" and index != usual and can_be_bare(blocks, index)
            ):
                bare.add(index)
    return bare


def _is_paragraph(block: Block) -> bool:
    """Whether a block is written as ``p``."""
    return isinstance(block, c.Paragraph) or (isinstance(block, c.Embed) and block.href is not None)


def _holds_paragraph(group: c.Group) -> bool:
    """Whether a group that is flattened, or none of NITF's own, leaves a ``p`` where it stood."""
    if group.kind in ("dl", "fn", "note") and group.content:
        return False
    return any(_is_paragraph(part) or (isinstance(part, c.Group) and _holds_paragraph(part)) for part in group.content)


def _attributes(block: Block) -> bool:
    return bool(getattr(block, "attributes", None))


def _part_kind(part: Block) -> str:
    """What a child of ``block`` is in the order of its parts."""
    if isinstance(part, c.Group):
        return part.kind if part.kind in ("byline", "dateline", "abstract", "datasource") else "#"
    if isinstance(part, c.RawBlock):
        name = re.match(r"<([A-Za-z.\-]+)", part.value)
        return name[1] if name and name[1] in ("tobject", "key-list") else "*"
    return "#"
