"""Whole XHTML documents: what stands around the blocks."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup.attributes import EXTRA, escape, is_name, packed
from newsdoc.formats.markup.names import HTML_NAMESPACES, XHTML, XML_LANG, split_tag
from newsdoc.formats.markup.raw import parser, raw_text
from newsdoc.formats.markup.reading import Reader
from newsdoc.formats.markup.whitespace import blank
from newsdoc.model.content import RawBlock

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.model.content import Block

#: The media type of the raw block that holds a document's shell.
SHELL_TYPE: Final = "application/xhtml+xml"


#: The elements around a title, and the body.
_TITLED: Final = tuple(f"{{{XHTML}}}{name}" for name in ("html", "head", "title", "body"))


@dataclass(frozen=True, slots=True)
class Page:
    """A document of XHTML: its blocks, and what else it says.

    ``title`` and ``language`` are those of the document.  ``shell`` is the document without what stands in its body, as
    XML; ``None`` where there is nothing in it but the elements that every document has.
    """

    blocks: list[Block]
    title: str | None = None
    language: str | None = None
    shell: str | None = None
    #: The element in which all is usual (:mod:`.usual`), with a title at most before it: the whole document, or its body.
    usual: _Element | None = None


def local_name(element: _Element) -> str:
    """The name of an element of XHTML; ``""`` for any other node."""
    if not isinstance(element.tag, str):
        return ""
    namespace, name = split_tag(element.tag)
    return name.lower() if namespace in HTML_NAMESPACES else ""


def page_root(parent: _Element) -> _Element | None:
    """The ``html`` or ``body`` that ``parent`` is, or that is all that stands in it."""
    if local_name(parent) in ("html", "body"):
        return parent
    found: _Element | None = None
    for child in parent:
        if not blank(child.tail):
            return None
        if isinstance(child.tag, str):
            if found is not None or local_name(child) not in ("html", "body"):
                return None
            found = child
    return found if blank(parent.text) else None


def read_page(root: _Element, *, html: bool = False) -> Page:
    """The document whose root, or whose body, ``root`` is."""
    if len(root) == 2 and (said := _only_title(root, root[0], root[1])) is not None:
        return _usual_page(root, said, html=html)
    parts = [child for child in root if isinstance(child.tag, str)]
    if local_name(root) == "body" or not _is_regular(root, parts):
        shell = _shell(root, None, None) or ("<html/>" if local_name(root) == "html" else None)
        reader = Reader(html=html)
        blocks = reader.read(root)
        return Page(blocks, shell=shell, language=_language(root), usual=root if reader.is_usual else None)
    head = parts[0] if parts and local_name(parts[0]) == "head" else None
    body = parts[-1] if parts and local_name(parts[-1]) == "body" else None
    reader = Reader(html=html)
    blocks = reader.read(body) if body is not None else []
    titles = [node for node in head if local_name(node) == "title"] if head is not None else []
    title = "".join(titles[0].itertext()) if titles else None
    return Page(blocks, title, _language(root), _shell(root, head, body), body if reader.is_usual else None)


def _usual_page(root: _Element, title: str, *, html: bool) -> Page:
    """The document that has a title and a body, and nothing else around its blocks."""
    reader = Reader(html=html)
    blocks = reader.read(root[1])
    return Page(blocks, title, None, _titled(title), root if reader.is_usual else None)


def _titled(title: str) -> str | None:
    return f"<html><head><title>{escape(title)}</title></head><body/></html>" if title else None


def _is_regular(root: _Element, parts: list[_Element]) -> bool:
    names = [local_name(part) for part in parts]
    text = blank(root.text) and all(blank(child.tail) for child in root)
    return text and names in ([], ["head"], ["body"], ["head", "body"])


def _language(root: _Element) -> str | None:
    return root.get(XML_LANG, root.get("lang"))


def _shell(root: _Element, head: _Element | None, body: _Element | None) -> str | None:
    """The document without its body's content; ``None`` where that says nothing."""
    if (title := _only_title(root, head, body)) is not None:
        return _titled(title)
    own = etree.Element(root.tag, _named(root))
    said = bool(root.attrib)
    if head is not None:
        kept = copy.deepcopy(head)
        _trim(kept)
        for element in kept.iter(etree.Element):
            if not all(map(_is_name, map(str, element.attrib))):
                attributes = _named(element)
                element.attrib.clear()
                element.attrib.update(attributes)
        own.append(kept)
        said = (
            said
            or bool(kept.attrib)
            or any(child.attrib or len(child) or child.text for child in kept)
            or bool(kept.text)
        )
    if body is not None:
        own.append(etree.Element(body.tag, _named(body)))
        said = said or bool(body.attrib)
    return raw_text(own) if said else None


def _named(element: _Element) -> dict[str, str]:
    """The attributes of an element; those whose names HTML has and XML has not (``xmlns:v`` of Word) stand together in one."""
    found = {str(key): str(value) for key, value in element.attrib.items()}
    odd = [key for key in found if not _is_name(key)]
    if not odd:
        return found
    extra = packed({key: found.pop(key) for key in (*odd, EXTRA) if key in found})
    return found | {EXTRA: extra}


def _is_name(key: str) -> bool:
    if key[:1] != "{":
        return is_name(key)
    try:
        etree.QName(key)
    except ValueError:
        return False
    return True


def _only_title(root: _Element, head: _Element | None, body: _Element | None) -> str | None:
    """The title of a document that has nothing else around its body, as nearly all have; ``None`` for any other one."""
    if head is None or body is None or len(head) != 1 or root.attrib or head.attrib or body.attrib:
        return None
    title = head[0]
    if (root.tag, head.tag, title.tag, body.tag) != _TITLED or title.attrib or len(title):
        return None
    around = (root.text, head.text, title.tail, head.tail, body.tail)
    return None if any(not blank(text) for text in around) else title.text or ""


def _trim(element: _Element) -> None:
    """Drop the white space around an element and between its children, which means nothing there."""
    element.tail = None
    if blank(element.text):
        element.text = None
    for child in element:
        if blank(child.tail):
            child.tail = None


def shell_of(block: Block) -> str | None:
    """The shell that a raw block holds, if it does."""
    if isinstance(block, RawBlock) and block.content_type == SHELL_TYPE and block.value.startswith(("<html", "<body")):
        return block.value
    return None


def build(shell: str | None, title: str | None, language: str | None) -> tuple[_Element, _Element]:
    """A document's root and the element in it that holds the blocks."""
    root = _parsed(shell) if shell else None
    if root is not None and local_name(root) == "html":
        body = next((child for child in root if local_name(child) == "body"), None)
        return root, root if body is None else body
    page = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML})
    if language:
        page.set("lang", language)
        page.set(XML_LANG, language)
    head = etree.SubElement(page, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title or None
    if root is None:
        return page, etree.SubElement(page, f"{{{XHTML}}}body")
    page.append(root)
    return page, root


def _parsed(shell: str) -> _Element | None:
    """A shell as an element of XHTML; ``None`` where it is no XML."""
    try:
        frame = etree.fromstring(f'<x xmlns="{XHTML}">{shell}</x>', parser())
    except etree.XMLSyntaxError:
        return None
    if len(frame) != 1 or local_name(frame[0]) not in ("html", "body"):
        return None
    # One that declares its namespace itself needs no prefix wherever it is put.
    told = frame[0]
    root = etree.Element(told.tag, dict(told.attrib), nsmap={None: XHTML, **told.nsmap})
    root.text = told.text
    root.extend(list(told))
    return root
