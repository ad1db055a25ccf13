"""Texts of markup without what the policy forbids.

What is harmless beyond doubt stays as it is, to the letter.  Of anything else that is XML the parts that are forbidden
are taken out; what is neither is given to a maintained sanitiser, which reads it as browsers do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup.names import split_tag
from newsdoc.formats.markup.policy import (
    ANIMATIONS,
    RAW_TEXT,
    UNSAFE_ELEMENTS,
    UNSAFE_SCHEMES,
    is_harmless,
    unsafe_attribute,
    unsafe_element,
    unsafe_style,
)
from newsdoc.formats.markup.raw import parser

if TYPE_CHECKING:
    from lxml.etree import _Element

#: More tags than this in a text that is no XML are not looked through: the sanitiser's time grows with their square.
MAX_TAGS: Final = 2_000
#: How often the sanitiser is asked again, since what it gives may once in a while be read otherwise.
_PASSES: Final = 3

_TAG_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9\-]*)")
_ATTRIBUTE_NAME = re.compile(r"([A-Za-z_][A-Za-z0-9_.:\-]*)\s*=")
_SCHEME_NAME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
#: Elements that change how what is in them is read; a sanitiser that keeps them can be tricked.
_CONTEXTS: Final = RAW_TEXT | {"svg", "math", "template", "select", "iframe", "frameset", "frame"}
_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "ftp", "urn"})


def cleaned(text: str, *, inline: bool = False) -> str:
    """``text`` without what the policy forbids; the very same text where there is nothing of that.

    ``inline``: the text may be a lone tag.
    """
    if is_harmless(text, inline=inline):
        return text
    found = _cleaned_xml(text)
    if found is not None and is_harmless(found, inline=inline):
        return found
    return "" if inline else _cleaned_soup(text)


def _cleaned_xml(text: str) -> str | None:
    """As :func:`cleaned`; ``None`` where the text is no XML."""
    if "<!DOCTYPE" in text:
        return None
    try:
        frame = etree.fromstring(f"<x>{text}</x>", parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    clean_tree(frame)
    return etree.tostring(frame, encoding="unicode")[3:-4] if frame.text or len(frame) else ""


def clean_tree(root: _Element) -> None:
    """Take out of a tree what the policy forbids."""
    for node in list(root.iter()):
        name = split_tag(node.tag)[1].lower()
        if not name:
            # Where a comment or an instruction ends is not the same for all who read HTML.
            if node is not root and not is_harmless(etree.tostring(node, encoding="unicode", with_tail=False)):
                _remove(node)
            continue
        attributes = node.attrib
        forbidden = [key for key, value in attributes.items() if unsafe_attribute(str(key), str(value), name)]
        animates = name in ANIMATIONS and bool(forbidden)
        refreshes = name == "meta" and any(str(key).lower() == "http-equiv" for key in forbidden)
        if unsafe_element(name) or animates or refreshes or (name == "style" and unsafe_style(_text(node))):
            if node is not root:
                _remove(node)
            continue
        for key in forbidden:
            del attributes[key]


def _text(node: _Element) -> str:
    return "".join(node.itertext())


def _remove(node: _Element) -> None:
    """Take a node out of its tree; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail:
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _cleaned_soup(text: str) -> str:
    """As :func:`cleaned`, by a sanitiser that reads tag soup as browsers do."""
    import nh3

    if text.count("<") > MAX_TAGS:
        return ""
    tags = {name.lower() for name in _TAG_NAME.findall(text)} - UNSAFE_ELEMENTS - _CONTEXTS
    names = {name.lower() for name in _ATTRIBUTE_NAME.findall(text)}
    schemes = {name.lower() for name in _SCHEME_NAME.findall(text)} - UNSAFE_SCHEMES - {"data"}
    for _ in range(_PASSES):
        found = nh3.clean(
            text,
            tags=tags,
            clean_content_tags=set(UNSAFE_ELEMENTS | _CONTEXTS),
            attributes={"*": names - {"rel"}} if names - {"rel"} else {},
            attribute_filter=_kept,
            url_schemes=schemes | _SAFE_SCHEMES,
            link_rel=None,
            strip_comments=True,
        )
        if found == text:
            break
        text = found
    return text if is_harmless(text) else ""


def _kept(element: str, name: str, value: str) -> str | None:
    return None if unsafe_attribute(name, value, element) else value
