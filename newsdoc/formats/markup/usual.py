"""The usual body, read in one short pass: paragraphs and headings of text in which a few words are marked.

:mod:`.reading` says what markup means.  Nearly all articles have so little of it that most of its questions do not arise;
what is read here is what it would read, and what has anything else in it is not read here.  It is also written back as it
was, so that nobody needs to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markup.names import HEADINGS, NITF, SPACES, XHTML
from newsdoc.formats.markup.whitespace import NOTED, Flow, collapsed, uneven
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from newsdoc.model.content import Block, Inline


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual elements of a markup: those of blocks, with the level of headings and 0 for paragraphs; those of marks,
    with their classes; and the attributes that may stand on any of them.
    """

    blocks: Mapping[Any, int]
    marks: Mapping[Any, type]
    attributes: frozenset[str] = frozenset()


#: XHTML.  Other languages than those of the item, namespaces and what a reader takes for its own are not usual.
USUAL_XHTML: Final = Usual(
    {f"{{{XHTML}}}p": 0, **{f"{{{XHTML}}}{name}": level for name, level in HEADINGS.items()}},
    {f"{{{XHTML}}}strong": c.Strong, f"{{{XHTML}}}em": c.Emphasis, f"{{{XHTML}}}a": c.Link},
    frozenset({"class", "id"}),
)
#: NITF.
USUAL_NITF: Final = Usual({f"{{{NITF}}}p": 0, f"{{{NITF}}}hl2": 2}, {})


class _Unusual(Exception):  # noqa: N818  # it never leaves this module
    """Something else than the usual was met."""


def read_usual(parent: _Element, usual: Usual) -> list[Block] | None:
    """The blocks in ``parent``, whose attributes are not looked at; ``None`` where anything in it is not usual."""
    noted = NOTED.get()
    mark = len(noted or ())
    blocks = _blocks(parent, usual)
    if blocks is None and noted:
        # What is read otherwise may not collapse.
        del noted[mark:]
    return blocks


def _blocks(parent: _Element, usual: Usual) -> list[Block] | None:
    if (text := parent.text) and text.strip(SPACES):
        return None
    kinds = usual.blocks
    out: list[Block] = []
    content: list[Inline]
    try:
        for child in parent:
            level = kinds.get(child.tag)
            if level is None or ((tail := child.tail) and tail.strip(SPACES)):
                return None
            if len(child):
                content = _line(child, usual)
            else:
                text = collapsed(child.text or "").strip(" ")
                content = [text] if text else []
            items = child.items()
            attributes = _attributes(items, usual) if items else None
            out.append(c.Heading(content, level, attributes) if level else c.Paragraph(content, attributes))
    except _Unusual:
        return None
    return out


def _attributes(items: list[tuple[Any, str]], usual: Usual) -> dict[str, str]:
    found = dict(items)
    if not usual.attributes.issuperset(found):
        raise _Unusual
    return found


def _line(element: _Element, usual: Usual) -> list[Inline]:
    """The inlines of a block with marks."""
    marks = usual.marks
    content: list[Inline] = []
    words: list[str] = []
    if text := element.text:
        content.append(text)
        words.append(text)
    for child in element:
        cls = marks.get(child.tag)
        if cls is None:
            raise _Unusual
        if len(child):
            return _nested(element, usual)
        inner: list[Inline] = []
        items = child.items()
        content.append(_mark(cls, inner, items, usual) if items or cls is c.Link else cls(inner))
        if text := child.text:
            inner.append(text)
            words.append(text)
        if text := child.tail:
            content.append(text)
            words.append(text)
    # Looked at once for all: two spaces that collapse across the border of a mark are next to one another here.
    said = "".join(words)
    if said and (said[0] == " " or said[-1] == " " or uneven(said)):
        return _collapsed(content)
    return content


def _collapsed(line: list[Any]) -> list[Inline]:
    """A line whose marks have text alone in them, without the white space that collapses, as :class:`.Flow` defines it."""
    content: list[Inline] = []
    flow = Flow()
    for part in line:
        if isinstance(part, str):
            flow.text(part, content)
        else:
            texts, part.content = part.content, []
            content.append(part)
            for text in texts:
                flow.text(text, part.content)
    flow.end()
    return content


def _nested(element: _Element, usual: Usual) -> list[Inline]:
    """The inlines of a block in which marks stand in marks."""
    content: list[Inline] = []
    flow = Flow()
    _fill(element, content, flow, usual)
    flow.end()
    return content


def _fill(element: _Element, content: list[Inline], flow: Flow, usual: Usual) -> None:
    if text := element.text:
        flow.text(text, content)
    for child in element:
        cls = usual.marks.get(child.tag)
        if cls is None:
            raise _Unusual
        inner: list[Inline] = []
        content.append(_mark(cls, inner, child.items(), usual))
        if len(child):
            _fill(child, inner, flow, usual)
        elif text := child.text:
            flow.text(text, inner)
        if tail := child.tail:
            flow.text(tail, content)


def _mark(cls: type, content: list[Inline], items: list[tuple[Any, str]], usual: Usual) -> Inline:
    if cls is not c.Link:
        return cls(content, _attributes(items, usual) if items else None)  # type: ignore[no-any-return]
    if len(items) == 1 and items[0][0] == "href":
        return c.Link(content, items[0][1])
    found = dict(items)
    href = found.pop("href", None)
    if href is None or not usual.attributes.issuperset(found):
        raise _Unusual
    return c.Link(content, href, None, found or None)
