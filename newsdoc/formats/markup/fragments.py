"""Strings of HTML and XHTML, as ninjs and Markdown hold them: first as XML, and only what is none as HTML's tag soup."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.errors import ReadError
from newsdoc.formats.markup.attributes import escape
from newsdoc.formats.markup.names import XHTML
from newsdoc.formats.markup.pages import SHELL_TYPE, page_root, read_page
from newsdoc.formats.markup.raw import parser
from newsdoc.formats.markup.reading import Reader
from newsdoc.loading.chars import check, forbidden
from newsdoc.loading.xml import MAX_ATTRIBUTES, refuse_attributes
from newsdoc.model.content import RawBlock

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.model.content import Block

#: How deep elements may be nested, as in the XML loader.
MAX_DEPTH: Final = 256

_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION = re.compile(r"\ufeff?[ \t\r\n]*+<\?xml[ \t\r\n][^>]*\?>[ \t\r\n]*+")
_DOCTYPE = re.compile(r"\ufeff?[ \t\r\n]*+<!DOCTYPE([ \t\r\n][^>\[]*)?([>\[])", re.IGNORECASE)
_ROOT = re.compile(r"[ \t\r\n]*+<(?:html|head|body)[ \t\r\n/>]", re.IGNORECASE)


def parse_fragment(text: str) -> tuple[list[Block], list[str]]:
    """The blocks of a string of HTML or XHTML, a fragment or a whole document, and what was repaired to read it.

    Named entities are resolved as HTML defines them.  What is not well-formed XML is read as HTML reads tag soup; then
    the second value says so.  Raises :class:`newsdoc.ReadError` for characters that no document may have, a DTD with
    declarations, more than 256 levels of elements, and an element of more than 1,000 attributes.
    """
    frame, notes = _parse(text)
    try:
        return _read(frame), notes
    except RecursionError:
        raise _too_deep() from None


def parse_frame(text: str) -> _Element:
    """An element that holds what a string of HTML or XHTML holds."""
    return _parse(text)[0]


def _read(frame: _Element) -> list[Block]:
    root = page_root(frame)
    if root is None:
        return Reader(html=True).read(frame)
    page = read_page(root, html=True)
    return [RawBlock(page.shell, SHELL_TYPE), *page.blocks] if page.shell else page.blocks


def _parse(text: str) -> tuple[_Element, list[str]]:
    if not text.isascii():
        # Of ASCII the XML parser itself refuses what no document may have.
        check(text)
    body = _without_prolog(text)
    try:
        frame = etree.fromstring(f'<x xmlns="{XHTML}">{_resolved(body)}</x>', parser())
    except etree.XMLSyntaxError as error:
        check(text)
        reason = str(error.msg).partition(", line")[0]
        frame = _soup(body)
        notes = [f"the markup is not well-formed XML ({reason}) and was read as HTML"]
    else:
        notes = []
    if body.count("<") > MAX_DEPTH and _depth(frame) > MAX_DEPTH:
        raise _too_deep()
    _refuse_attributes(body, frame)
    return frame, notes


def _refuse_attributes(text: str, root: _Element) -> None:
    # Signs are counted in no time; what has a thousand is looked at.
    if text.count("=") > MAX_ATTRIBUTES:
        refuse_attributes(root)


def _too_deep() -> ReadError:
    return ReadError(f"elements are nested more than {MAX_DEPTH} deep", code="LIMIT-DEPTH")


def _without_prolog(text: str) -> str:
    """``text`` after an XML declaration and a document type without declarations of its own."""
    declaration = _DECLARATION.match(text)
    place = declaration.end() if declaration else 0
    doctype = _DOCTYPE.match(text, place)
    if doctype is None:
        return text[place:]
    if doctype[2] == "[":
        raise ReadError(
            "a document type with declarations of its own is not read",
            code="XML-DOCTYPE-FORBIDDEN",
            line=text.count("\n", 0, doctype.start()) + 1,
            hint="remove the DOCTYPE",
        )
    return text[doctype.end() :]


def _resolved(text: str) -> str:
    """``text`` with HTML's named entities as what they stand for; sections and comments stay as they are."""
    if "&" not in text:
        return text
    parts: list[str] = []
    place = 0
    for start, end in _opaque(text):
        parts += [_ENTITY.sub(_character, text[place:start]), text[start:end]]
        place = end
    parts.append(_ENTITY.sub(_character, text[place:]))
    return "".join(parts)


def _opaque(text: str) -> list[tuple[int, int]]:
    """Where comments and CDATA sections are."""
    spans = []
    place = 0
    while (start := text.find("<!", place)) >= 0:
        close = "-->" if text.startswith("<!--", start) else "]]>" if text.startswith("<![CDATA[", start) else ""
        end = text.find(close, start + 4) if close else -1
        if close and end < 0:
            break
        place = end + 3 if close else start + 2
        if close:
            spans.append((start, place))
    return spans


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _XML_ENTITIES:
        return found[0]
    value = html5.get(f"{name};")
    return found[0] if value is None else escape(value).replace('"', "&quot;")


def _soup(text: str) -> _Element:
    """Tag soup as the tree that HTML's rules make of it."""
    for start, end in reversed(_opaque(text)):
        if text.startswith("<![CDATA[", start):
            text = f"{text[:start]}{escape(text[start + 9 : end - 3])}{text[end:]}"
    if text.count("=") > MAX_ATTRIBUTES and any(
        part.count("=", 0, part.rfind(">") + 1 or len(part)) > MAX_ATTRIBUTES for part in text.split("<")
    ):
        # Here the parser itself takes a time that grows with the square of their number.
        raise ReadError(f"a tag has more than {MAX_ATTRIBUTES:,} attributes", code="LIMIT-ATTRIBUTES")
    whole = text if _ROOT.match(text) else f"<html><body>{text}"
    # The limit of huge_tree lies far beyond MAX_DEPTH, so that what the parser silently drops is refused before.
    root = etree.fromstring(whole, etree.HTMLParser(recover=True, no_network=True, huge_tree=True, encoding="utf-8"))
    frame = etree.Element("x")
    if root is not None:
        frame.append(root)
    for node in frame.iter():
        for value in (node.text, node.tail, *node.attrib.values()) if isinstance(node.tag, str) else (node.tail,):
            if value and forbidden(value) is not None:
                check(value)
    return frame if _ROOT.match(text) or root is None else root[0]


def _depth(root: _Element) -> int:
    """How deep the elements below ``root`` are nested."""
    deepest = depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if isinstance(node.tag, str):
            depth += 1 if event == "start" else -1
            deepest = max(deepest, depth)
    return deepest - 1
