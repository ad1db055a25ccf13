"""How NewsML-G2 is laid out: indents, and the bytes of elements in no namespace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.formats.newsmlg2.shape import NAR, XML_SPACE, local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The namespaces in which elements of none stand while they are serialised, and their prefixes.
_OUTER: Final = "urn:newsdoc:no-namespace:outer"
_INNER: Final = "urn:newsdoc:no-namespace:inner"
etree.register_namespace("newsdoc-outer", _OUTER)
etree.register_namespace("newsdoc-inner", _INNER)
_BARE_DECLARED: Final = re.compile(rb' xmlns:newsdoc-(?:outer|inner)="urn:newsdoc:no-namespace:(?:outer|inner)"')
_BARE_TAG: Final = re.compile(rb"<(/(?=newsdoc-outer:)|/?(?=newsdoc-inner:))newsdoc-(?:outer|inner):")
_OUTER_TAG: Final = re.compile(rb"<newsdoc-outer:([^\s/>]+)")
#: The elements whose content is text with markup, or somebody else's: nothing is put into them.
_TEXTS: Final = frozenset({"inlineXML", "inlineData", "rightsExpressionXML"})
_STEP: Final = "  "


def to_bytes(root: _Element) -> bytes:
    """The bytes of ``root``; lxml leaves out that an element is in no namespace where another is the default."""
    bare = [node for node in root.iter(etree.Element) if str(node.tag)[:1] != "{"]
    for node in reversed(bare):
        parent: Any = node.getparent()
        outer = parent is not None and str(parent.tag)[:1] == "{"
        node.tag = f"{{{_OUTER if outer else _INNER}}}{local(node.tag)}"
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    if bare:
        data = _OUTER_TAG.sub(rb'<\1 xmlns=""', _BARE_TAG.sub(rb"<\1", _BARE_DECLARED.sub(b"", data)))
    return data


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
