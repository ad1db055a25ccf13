"""Lists and block quotes in XHTML, read and written.

An item of a tight list has its text directly in ``li``, one of a loose list has paragraphs there.  ``data-tight`` says
which of the two it is where the items do not show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.formats.markup.attributes import ELEMENT, attribute, restored
from newsdoc.model.content import BlockQuote, Group, List, ListItem

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.markup.reading import Reader
    from newsdoc.formats.markup.writing import Writer
    from newsdoc.model.content import Block, Inline

_TIGHT = {"true": True, "false": False}
TIGHT = "data-tight"


def integer(text: str | None) -> int | None:
    """The number that ``text`` is the usual form of; ``None`` for anything else."""
    if text is None or not text.lstrip("-").isdecimal() or not text.isascii() or len(text) > 15:
        return None
    value = int(text)
    return value if str(value) == text else None


def read_list(reader: Reader, element: _Element, name: str) -> Block:
    """``ul`` or ``ol``; what stands in it besides ``li`` becomes an item without an element."""
    found = reader.found(element)
    start_name = "start" if name == "ol" else "data-start"
    start = integer(found.get(start_name))
    if start is None or start == 1:
        start = 1
    else:
        del found[start_name]
    children = reader.children(element)
    if reader.has_text(element) or not all(reader.name(child) in ("li", "ul", "ol") for child in children):
        return reader.group(element, name)
    tight = _TIGHT.get(found.get(TIGHT, ""))
    if tight is None:
        tight = not any(_has_paragraph(reader, child) for child in children)
    else:
        del found[TIGHT]
    items = []
    outer = reader.enter(found)
    for child in children:
        part = reader.name(child)
        if part == "li":
            own = reader.found(child)
            content = reader.blocks(child, found=own, text_is_usual=tight)
            items.append(ListItem(content, restored(own)))
        else:
            items.append(ListItem([read_list(reader, child, part)], {ELEMENT: ""}))
    reader.preserve = outer
    return List(items, name == "ol", start, tight, restored(found))


def _has_paragraph(reader: Reader, item: _Element) -> bool:
    return reader.name(item) == "li" and any(reader.name(child) == "p" and child not in reader.blocky for child in item)


def write_list(writer: Writer, block: List) -> str:
    """``ul`` or ``ol``."""
    name = "ol" if block.ordered else "ul"
    start_name = "start" if block.ordered else "data-start"
    taken = set()
    if block.start != 1 or not block.attributes or block.attributes.get(start_name) != "1":
        taken.add(start_name)
    start = attribute(start_name, str(block.start) if block.start != 1 else None)
    shown = all(writer.is_tight(item.content, text_is_usual=block.tight) for item in block.items)
    tight = "" if shown == block.tight else attribute(TIGHT, "true" if block.tight else "false")
    if tight or (block.attributes and block.attributes.get(TIGHT) in _TIGHT):
        taken.add(TIGHT)
    outer = writer.enter(block.attributes)
    items = "".join([_write_item(writer, item, tight=block.tight) for item in block.items])
    writer.preserve = outer
    return f"<{name}{start}{tight}{writer.attributes(block.attributes, taken)}>{items}</{name}>"


def _write_item(writer: Writer, item: ListItem, *, tight: bool) -> str:
    if (
        item.attributes == {ELEMENT: ""}
        and len(item.content) == 1
        and isinstance(item.content[0], (List, Group))
        and writer.may_be_rare()
    ):
        return writer.block(item.content[0])
    inner, space = writer.held(item.content, item.attributes, text_is_usual=tight)
    return f"<li{space}{writer.attributes(item.attributes)}>{inner}</li>"


def read_quote(reader: Reader, element: _Element, name: str) -> Block:  # noqa: ARG001 — the table's signature
    """``blockquote``; a last ``footer`` with a line of text says whose words they are."""
    found = reader.found(element)
    cite = found.pop("cite", None)
    footer = reader.last_line(element, "footer")
    attribution = None
    if footer is not None:
        own = reader.found(footer)
        outer = reader.enter(found)
        attribution = reader.line(footer, own)
        reader.preserve = outer
    content = reader.blocks(element, found=found, until=footer)
    if footer is not None:
        found.update((f"footer/@{key}", value) for key, value in own.items())
    return BlockQuote(content, attribution, cite, restored(found))


def write_quote(writer: Writer, block: BlockQuote) -> str:
    """``blockquote``."""
    attributes = dict(block.attributes or {})
    last = block.content[-1] if block.content else None
    # A group that would be taken for the attribution is written as one of another element.
    as_div = block.attribution is None and isinstance(last, Group) and last.kind == "footer"
    inner, space = writer.held(block.content, attributes, last_as_div=as_div)
    footer = write_footer(writer, block.attribution, attributes, preserve=writer.within(attributes, space))
    cite = attribute("cite", block.cite)
    return f"<blockquote{cite}{space}{writer.attributes(attributes, ('cite',))}>{inner}{footer}</blockquote>"


def write_footer(writer: Writer, content: list[Inline] | None, attributes: dict[str, str], *, preserve: bool) -> str:
    """The ``footer`` that says whose words or pictures they are; its attributes are taken from those of the block."""
    if content is None:
        return ""
    own = writer.pop_path(attributes, "footer/@")
    outer, writer.preserve = writer.preserve, preserve
    inner, space = writer.line(content, own)
    writer.preserve = outer
    return f"<footer{space}{writer.attributes(own)}>{inner}</footer>"
