"""Markup that is carried as it is: the text of an element, and the element of a text.

The text is the element's own XML with the namespaces that it uses, and without that of XHTML, since XHTML's elements
are the same in it and in none.
"""

from __future__ import annotations

import copy
import re
from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup.attributes import attribute, escape
from newsdoc.formats.markup.names import HTML_NAMESPACES, RAW, XHTML, XML, split_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Media types of raw markup: XHTML's own elements, and those of other namespaces.
HTML_TYPE: Final = "text/html"
XML_TYPE: Final = "application/xml"

#: Whether the name of an element would be printed in another namespace than it has.
_HIDDEN: Final = etree.XPath(
    "boolean(descendant::*[namespace-uri() != string(namespace::*[local-name() = substring-before(name(..), ':')])])"
)
_PREFIXED: Final = etree.XPath(f"boolean(descendant::*/@*[namespace-uri() != '' and namespace-uri() != '{XML}'])")
_DECLARED: Final = re.compile(rb' xmlns:([^\s=]+)=("[^"]*")')
#: How the name of an attribute is printed.
_PRINTED: Final = etree.XPath("name(@*[$number])")
#: How often markup is printed anew until that changes nothing.
_TRIES: Final = 4
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
    """The XML of ``element``, without its tail; the same wherever the element stands.

    An element in no namespace is taken for one of the namespace that is left out, unless it stands in one of another.
    """
    text, mixed = _raw_text(element, namespace_left_out)
    if not mixed:
        return text
    # Where one declaration hides another one lxml's choice of prefixes depends on what it was asked before.
    for _ in range(_TRIES):
        before = text
        frame = etree.fromstring(f'<x xmlns="{namespace_left_out}">{text}</x>', parser())
        text, _mixed = _raw_text(frame[0], namespace_left_out)
        if text == before:
            return text
    return _plain(frame[0], namespace_left_out)


def _raw_text(element: _Element, namespace_left_out: str) -> tuple[str, bool]:
    """The XML of an element as lxml prints it, and whether its elements are in several namespaces."""
    own = copy.deepcopy(element)
    own.tail = None
    used: set[str] = set()
    spaces: set[str] = set()
    for node in own.iter(etree.Element):
        namespace, name = split_tag(node.tag)
        spaces.add(namespace)
        if namespace == namespace_left_out:
            node.tag = name
        used.update(found[1] for value in node.attrib.values() if (found := _QNAME_VALUE.fullmatch(value)))
    if len(spaces - {"", namespace_left_out}) + (not spaces.isdisjoint(("", namespace_left_out))) > 1:
        return _told(element, namespace_left_out, used), True
    etree.cleanup_namespaces(own, keep_ns_prefixes=sorted(used))
    return etree.tostring(own, encoding="unicode"), False


def _told(element: _Element, namespace: str, used: set[str]) -> str:
    """The XML of an ``element`` as it is where ``namespace`` is the default."""
    frame = etree.fromstring(f'<x xmlns="{namespace}"/>')
    frame.append(copy.deepcopy(element))
    own = frame[0]
    own.tail = None
    _take(own, namespace)
    etree.cleanup_namespaces(own, keep_ns_prefixes=sorted(used))
    declare(frame)
    return etree.tostring(frame, encoding="unicode")[len(f'<x xmlns="{namespace}">') : -len("</x>")]


def _take(element: _Element, namespace: str) -> None:
    """Take an element of none, and those directly in it, for one of ``namespace``."""
    stack = [element]
    while stack:
        node = stack.pop()
        if split_tag(node.tag)[0] in ("", namespace):
            node.tag = f"{{{namespace}}}{split_tag(node.tag)[1]}"
            stack += node.iterchildren(etree.Element)


def _plain(element: _Element, default: str) -> str:
    """The XML of an element by its names alone: every namespace is the default one, those of attributes are numbered."""
    if not isinstance(element.tag, str):
        return etree.tostring(element, encoding="unicode", with_tail=False)
    namespace, name = split_tag(element.tag)
    known = element.nsmap
    meant = sorted(
        {
            found[1]
            for value in element.attrib.values()
            if (found := _QNAME_VALUE.fullmatch(value)) and found[1] in known
        }
    )
    free = (prefix for number in count() if (prefix := f"ns{number}") not in meant)
    own: dict[str, str] = dict(
        zip(sorted({split_tag(key)[0] for key in element.attrib} - {"", XML}), free, strict=False)
    )
    prefixes: dict[str, str] = {"": "", XML: "xml:", **{uri: f"{prefix}:" for uri, prefix in own.items()}}
    head = attribute("xmlns", namespace) if namespace != default else ""
    head += "".join(attribute(f"xmlns:{prefix}", uri) for uri, prefix in own.items())
    head += "".join(attribute(f"xmlns:{prefix}", known[prefix]) for prefix in meant)
    for key, value in element.items():
        uri, local = split_tag(key)
        head += attribute(f"{prefixes[uri]}{local}", value)
    inner = [escape(element.text or "")]
    for child in element:
        inner += [_plain(child, namespace), escape(child.tail or "")]
    return f"<{name}{head}>{''.join(inner)}</{name}>"


def declare(root: _Element) -> bool:
    """Let everything in ``root`` be printed with the namespace that it has; gives whether anything had to be changed.

    lxml keeps the declarations of the source but for those that the new surroundings have, too.  It does not see where
    these are hidden by another one further in, and it declares nothing for an element in no namespace that is put where
    another namespace is the default [Namespaces in XML 1.0, 6.2].
    """
    if not _HIDDEN(root) and not (_PREFIXED(root) and _redeclares(root)):
        return False
    changed = False
    for node in [*root.iterdescendants(etree.Element)]:
        parent, around = node.getparent(), node.nsmap
        if parent is None or _is_printed_so(node, around):
            continue
        outer = parent.nsmap
        # A prefix that hides another one would begin it all anew.
        own: dict[str | None, str] = {prefix: uri for prefix, uri in around.items() if prefix and prefix not in outer}
        namespace = split_tag(node.tag)[0]
        told = node.makeelement(node.tag, dict(node.attrib), own | {None: namespace})
        told.text, told.tail = node.text, node.tail
        parent.replace(node, told)
        # What is put into another element gets the prefixes that it needs there.
        told.extend(list(node))
        changed = True
    return changed


def _redeclares(root: _Element) -> bool:
    """Whether a prefix is declared for several namespaces, so that the name of an attribute may be printed in another."""
    said = set(_DECLARED.findall(etree.tostring(root)))
    return len(said) > len({prefix for prefix, _ in said})


def _is_printed_so(node: _Element, around: dict[str | None, str]) -> bool:
    if (around.get(node.prefix) or "") != split_tag(node.tag)[0]:
        return False
    for number, key in enumerate(node.attrib, 1):
        uri = split_tag(key)[0]
        if uri not in ("", XML) and around.get(str(_PRINTED(node, number=number)).partition(":")[0]) != uri:
            return False
    return True


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
