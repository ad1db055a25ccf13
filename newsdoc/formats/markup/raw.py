"""Markup that is carried as it is: the text of an element, and the element of a text.

The text is the element's own XML with the namespaces that it uses, and without that of XHTML, since XHTML's elements
are the same in it and in none.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup.names import HTML_NAMESPACES, RAW, XHTML, split_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Media types of raw markup: XHTML's own elements, and those of other namespaces.
HTML_TYPE: Final = "text/html"
XML_TYPE: Final = "application/xml"

_QNAME_VALUE = re.compile(r"\s*([A-Za-z_][\w.\-]*):\S+\s*")


def parser() -> etree.XMLParser:
    """A parser for markup that newsdoc itself wrote or checks: no DTD, no network, no expansion, no limits of depth."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, remove_comments=False, remove_pis=False
    )


def move(frame: _Element, parent: _Element) -> None:
    """Put the elements in ``frame`` at the end of ``parent``, in a time that grows with their number alone.

    Nodes that go to another document lose the declaration of their namespace, and lxml then looks for it once a node,
    the longer the more there are; ``frame``, which has it, is therefore taken along and left behind there.
    """
    parent.append(frame)
    parent.extend(list(frame))
    parent.remove(frame)


def is_raw(element: _Element) -> bool:
    """Whether an element is carried as it is: of another namespace, or one of XHTML's that has no place in a text."""
    namespace, name = split_tag(element.tag)
    return namespace not in HTML_NAMESPACES or name in RAW


def content_type(element: _Element) -> str:
    """The media type to carry an element with."""
    return HTML_TYPE if split_tag(element.tag)[0] in HTML_NAMESPACES else XML_TYPE


def raw_text(element: _Element, namespace_left_out: str = XHTML) -> str:
    """The XML of ``element``, without its tail; the same wherever the element stands."""
    own = copy.deepcopy(element)
    own.tail = None
    used: set[str] = set()
    for node in own.iter(etree.Element):
        namespace, name = split_tag(node.tag)
        if namespace == namespace_left_out:
            node.tag = name
        used.update(found[1] for value in node.attrib.values() if (found := _QNAME_VALUE.fullmatch(value)))
    etree.cleanup_namespaces(own, keep_ns_prefixes=sorted(used))
    return etree.tostring(own, encoding="unicode")


def embeds(value: str, content_type_: str, namespace: str) -> bool:
    """Whether ``value`` can stand in a document of ``namespace`` as the element that it is, and comes back exactly."""
    if "<!DOCTYPE" in value:
        return False
    try:
        frame = etree.fromstring(f'<x xmlns="{namespace}">{value}</x>', parser())
    except (etree.XMLSyntaxError, ValueError):
        return False
    if len(frame) != 1 or frame.text or frame[0].tail or not isinstance(frame[0].tag, str):
        return False
    element = frame[0]
    return is_raw(element) and content_type(element) == content_type_ and raw_text(element) == value
