"""The usual body, read in one short pass: paragraphs and headings of text in which a few words are marked.

:mod:`.reading` says what markup means.  Nearly all articles have so little of it that most of its questions do not arise;
what is read here is what it would read, and what has anything else in it is not read here.  It is also written back as it
was, so that nobody needs to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markup.names import HEADINGS, NITF, SPACES, XHTML
from newsdoc.formats.markup.whitespace import NOTED, Flow, collapsed
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
    """The inlines of a block with marks; its white space collapses, as :class:`.Flow` defines it."""
    text = element.text
    content: list[Inline] = []
    #: Whether a space that comes next collapses, and what the text stands in that ends with the one before it.
    space = True
    ended: list[Inline] | None = None
    if text and (text := collapsed(text).lstrip(" ")):
        content.append(text)
        space = text[-1] == " "
        ended = content
    for child in element:
        cls = usual.marks.get(child.tag)
        if cls is None:
            raise _Unusual
        if len(child):
            return _nested(element, usual)
        inner: list[Inline] = []
        items = child.items()
        content.append(_mark(cls, inner, items, usual) if items or cls is c.Link else cls(inner))
        if (text := child.text) and (text := collapsed(text).lstrip(" ") if space else collapsed(text)):
            ended = inner
            inner.append(text)
            space = text[-1] == " "
        if (text := child.tail) and (text := collapsed(text).lstrip(" ") if space else collapsed(text)):
            ended = content
            content.append(text)
            space = text[-1] == " "
    if space and ended is not None:
        _drop_last_space(ended)
    return content


def _drop_last_space(content: list[Inline]) -> None:
    """Take the space off with which the last text ends."""
    index = max(index for index, part in enumerate(content) if isinstance(part, str))
    text = str(content[index])[:-1]
    content[index : index + 1] = [text] if text else []


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
