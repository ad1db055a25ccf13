"""The promise of exactness: what was written with regard to the source's own elements is read, and must be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsdoc.errors import WriteError
from newsdoc.formats.markup.names import XHTML
from newsdoc.formats.markup.raw import parser
from newsdoc.formats.markup.reading import Reader, read_line
from newsdoc.formats.markup.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.model.content import Block, Inline


def render(blocks: Sequence[Block], *, html: bool = False) -> str:
    """``blocks`` as text that reads back as the same.  Raises :class:`newsdoc.WriteError` where they are too deep."""
    try:
        writer = Writer(html=html)
        text = writer.blocks(blocks)
        if not writer.rare:
            return text
        back = _back(text, html=html)
        if _are_equal(back, blocks):
            return text
        strict = Writer(html=html, strict=True).blocks(blocks)
        same = back is not None and Writer(html=html, strict=True).blocks(back) == strict
    except RecursionError:
        raise _too_deep() from None
    return text if same else strict


def _are_equal(back: object, given: Sequence[object]) -> bool:
    """Whether the very same came back, which needs no other proof; what is too deep to be compared has the other one."""
    try:
        return back == [*given]
    except RecursionError:
        return False


def _back(text: str, *, html: bool) -> list[Block] | None:
    try:
        frame = etree.fromstring(f'<x xmlns="{XHTML}">{text}</x>', parser())
    except etree.XMLSyntaxError:
        return None
    return Reader(html=html).read(frame)


def render_inlines(inlines: Sequence[Inline], writer: Writer, strict: Writer) -> str:
    """Inlines as text that reads back as the same, by ``writer`` if what it writes is certain, else by ``strict``."""
    try:
        writer.phrasing_only = strict.phrasing_only = True
        text = writer.inlines(inlines)
        if not writer.rare:
            return text
        back = _inlines_back(text, writer.namespace)
        if _are_equal(back, inlines):
            return text
        certain = strict.inlines(inlines)
        same = back is not None and strict.inlines(back) == certain
    except RecursionError:
        raise _too_deep() from None
    return text if same else certain


def _inlines_back(text: str, namespace: str) -> list[Inline] | None:
    try:
        frame = etree.fromstring(f'<x xmlns="{namespace}">{text}</x>', parser())
    except etree.XMLSyntaxError:
        return None
    return read_line(frame, preserve=True)


def _too_deep() -> WriteError:
    return WriteError("blocks are nested too deep to be written", code="LIMIT-DEPTH")
