"""How NewsML-G2 is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup.names import NITF, XHTML
from newsdoc.formats.markup.raw import declare
from newsdoc.formats.newsmlg2.shape import NAR, XML_SPACE, local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The declarations that usual items have beside that of the root.
_PAGES: Final = (f'<html xmlns="{XHTML}"'.encode(), f'<nitf xmlns="{NITF}"'.encode())
_IN_NONE: Final = etree.XPath("boolean(descendant::*[namespace-uri() = ''])")
#: The elements whose content is text with markup, or somebody else's: nothing is put into them.
_TEXTS: Final = frozenset({"inlineXML", "inlineData", "rightsExpressionXML"})
_STEP: Final = "  "


def to_bytes(root: _Element, *, carried: bool) -> bytes:
    """The bytes of ``root``; ``carried`` says whether anything in it was carried whole."""
    data = _printed(root)
    usual = 1 + sum(map(data.count, _PAGES))
    if (carried or data.count(b" xmlns") > usual or _IN_NONE(root)) and declare(root):
        data = _printed(root)
    return data


def _printed(root: _Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def indent(element: _Element, level: int, whole: set[int]) -> None:
    """Indent elements of NewsML-G2 that hold elements alone; text with markup is left as it is, and what is ``whole``."""
    if (
        id(element) in whole
        or not len(element)
        or element.get(XML_SPACE) == "preserve"
        or not str(element.tag).startswith(f"{{{NAR}}}")
        or local(element.tag) in _TEXTS
    ):
        return
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return
    if any(
        local(child.tag) in ("a", "span", "ruby", "inline", "br") for child in element if isinstance(child.tag, str)
    ):
        return
    inner = "\n" + _STEP * (level + 1)
    element.text = inner
    for child in element:
        if isinstance(child.tag, str):
            indent(child, level + 1, whole)
        child.tail = inner
    element[-1].tail = "\n" + _STEP * level
