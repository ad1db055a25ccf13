"""The body as NITF 3.x: what news agencies wrote before XHTML, and many still do."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.markup.attributes import escape
from newsdoc.formats.markup.names import NITF, XML_LANG, split_tag
from newsdoc.formats.markup.nitf_attributes import LossRow
from newsdoc.formats.markup.nitf_names import NAMESPACES
from newsdoc.formats.markup.nitf_reader import NitfReader
from newsdoc.formats.markup.nitf_writer import NitfWriter
from newsdoc.formats.markup.raw import move, parser, raw_text
from newsdoc.model.compare import diff
from newsdoc.model.content import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsdoc.model.content import Block, Inline

__all__ = ["Line", "LossRow", "NitfBody", "read_nitf", "write_nitf"]

#: The elements of ``body.head`` and ``body.end`` that hold a line, with the field of the record that they go to.
_LINES = {
    "byline": "bylines",
    "dateline": "datelines",
    "distributor": "distributors",
    "copyrite": "copyrites",
    "tagline": "taglines",
}
#: How the tags of NITF's elements begin, and the path of the element that holds the blocks.
_OWN = f"{{{NITF}}}"
_CONTENT = "/nitf/body/body.content"
_VERSION = "-//IPTC//DTD NITF 3.6//EN"


@dataclass(slots=True)
class Line:
    """A line of the head or the end of a document: its inlines, with ``person``, ``byttl``, ``location``, ``story.date`` …
    in them as annotations, and the element's attributes.
    """

    content: list[Inline]
    name: str
    attributes: dict[str, str] | None = None


@dataclass(slots=True)
class NitfBody:
    """A document of NITF: its blocks, and what else it says.

    ``headlines`` are ``hl1`` and ``hl2`` in their order.  ``leftovers`` are all parts that no other field has, as paths
    (``head/docdata``, ``body/body.head/rights``, ``@uno``) with their XML or value.  ``shell`` is the document
    without the content of its body, with which :func:`write_nitf` writes it back as it was.
    """

    blocks: list[Block]
    title: str | None = None
    language: str | None = None
    headlines: list[Line] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)
    datelines: list[Line] = field(default_factory=list)
    distributors: list[Line] = field(default_factory=list)
    copyrites: list[Line] = field(default_factory=list)
    taglines: list[Line] = field(default_factory=list)
    abstracts: list[list[Block]] = field(default_factory=list)
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    shell: str | None = None


def read_nitf(root: _Element) -> NitfBody:
    """The document whose ``nitf`` element ``root`` is; namespace or none.

    Raises :class:`newsdoc.ReadError` where it is no NITF, or nested deeper than the XML loader allows.
    """
    if _name(root) != "nitf":
        raise ReadError(f"the element is {_shown(root)}, not nitf", code="NITF-ROOT", line=root.sourceline)
    try:
        return _read(root)
    except RecursionError:
        raise ReadError("elements are nested too deep", code="LIMIT-DEPTH") from None


def read_content(root: _Element) -> tuple[list[Block], _Element | None]:
    """The blocks of a NITF document, as :func:`read_nitf` gives them, and the element that they stand in if all that stands
    in it is usual (:mod:`.usual`).
    """
    contents = [node for body in _children(root, "body") for node in _children(body, "body.content")]
    try:
        if len(contents) != 1 or contents[0].attrib:
            return _content_blocks(contents), None
        reader = NitfReader()
        return reader.read(contents[0]), contents[0] if reader.is_usual else None
    except RecursionError:
        raise ReadError("elements are nested too deep", code="LIMIT-DEPTH") from None


def shell_of(root: _Element) -> str:
    """The shell of a NITF document, as :func:`read_nitf` gives it."""
    try:
        return _shell(root)
    except RecursionError:
        raise ReadError("elements are nested too deep", code="LIMIT-DEPTH") from None


def plain_shell(root: _Element) -> str | None:
    """The shell of a document of NITF's elements without attributes: it says all of it but what is in the body.content.

    ``None`` for any other document.
    """
    parts: list[str] = []
    try:
        return "".join(parts) if _write_plain(root, parts) else None
    except RecursionError:
        raise ReadError("elements are nested too deep", code="LIMIT-DEPTH") from None


def _read(root: _Element) -> NitfBody:
    contents = [node for body in _children(root, "body") for node in _children(body, "body.content")]
    result = NitfBody(_content_blocks(contents))
    result.language = root.get(XML_LANG, root.get("baselang"))
    result.leftovers += [(f"@{key}", value) for key, value in root.items() if key not in ("baselang", XML_LANG)]
    for part in _elements(root):
        name = _name(part)
        if name == "head":
            _read_head(part, result)
        elif name == "body":
            _read_body(part, result)
        else:
            result.leftovers.append((_shown(part), raw_text(part, NITF)))
    result.shell = _shell(root)
    return result


def _content_blocks(contents: list[_Element]) -> list[Block]:
    """The blocks of the body; several ``body.content``, or one that says something of itself, are groups."""
    if len(contents) == 1 and not contents[0].attrib:
        return NitfReader().read(contents[0])
    groups: list[Block] = []
    for content in contents:
        holder = etree.Element("x")
        holder.append(copy.deepcopy(content))
        groups += NitfReader().read(holder)
    return groups


def _read_head(head: _Element, result: NitfBody) -> None:
    result.leftovers += [(f"head/@{key}", value) for key, value in head.items()]
    for part in _elements(head):
        if _name(part) == "title" and not part.attrib and not len(part) and result.title is None:
            result.title = part.text or ""
        else:
            result.leftovers.append((f"head/{_shown(part)}", raw_text(part, NITF)))


def _read_body(body: _Element, result: NitfBody) -> None:
    result.leftovers += [(f"body/@{key}", value) for key, value in body.items()]
    for part in _elements(body):
        name = _name(part)
        if name in ("body.head", "body.end"):
            result.leftovers += [(f"body/{name}/@{key}", value) for key, value in part.items()]
            for line in _elements(part):
                _read_part(line, f"body/{name}", result)
        elif name != "body.content":
            result.leftovers.append((f"body/{_shown(part)}", raw_text(part, NITF)))


def _read_part(part: _Element, path: str, result: NitfBody) -> None:
    name = _name(part)
    if name == "hedline" and all(_name(line) in ("hl1", "hl2") for line in _elements(part)):
        result.headlines += [_line(line) for line in _elements(part)]
        result.leftovers += [(f"{path}/hedline/@{key}", value) for key, value in part.items()]
    elif name == "abstract":
        result.abstracts.append(NitfReader().read(part))
        result.leftovers += [(f"{path}/abstract/@{key}", value) for key, value in part.items()]
    elif name in _LINES:
        getattr(result, _LINES[name]).append(_line(part))
    else:
        result.leftovers.append((f"{path}/{_shown(part)}", raw_text(part, NITF)))


def _line(element: _Element) -> Line:
    reader = NitfReader()
    reader.searched = True
    found = reader.found(element)
    return Line(reader.line(element, found), _name(element), found or None)


def _shell(root: _Element) -> str:
    if (plain := plain_shell(root)) is not None:
        return plain
    own = _hollow(root)
    for part in root:
        if _name(part) != "body":
            own.append(copy.deepcopy(part))
            continue
        body = _hollow(part)
        body.tail = part.tail
        own.append(body)
        for line in part:
            kept = _hollow(line) if _name(line) == "body.content" else copy.deepcopy(line)
            kept.tail = line.tail
            if _name(line) == "body.content":
                kept.text = None
            body.append(kept)
    return raw_text(own, NITF)


def _write_plain(element: _Element, parts: list[str], above: str = "") -> bool:
    """Write the shell of elements that are all NITF's and have no attributes; whether there was nothing else."""
    tag: object = element.tag
    if not isinstance(tag, str) or not tag.startswith(_OWN) or element.keys():
        return False
    name = tag[len(_OWN) :]
    path = f"{above}/{name}"
    text = element.text
    if path == _CONTENT or not (text or len(element)):
        parts.append(f"<{name}/>")
        return True
    parts.append(f"<{name}>{escape(text)}" if text else f"<{name}>")
    for child in element:
        if not _write_plain(child, parts, path):
            return False
        if tail := child.tail:
            parts.append(escape(tail))
    parts.append(f"</{name}>")
    return True


def _hollow(element: _Element) -> _Element:
    """An element without its children."""
    own = etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)
    own.text = element.text
    return own


def write_nitf(
    blocks: Sequence[Block],
    *,
    shell: str | None = None,
    title: str | None = None,
    language: str | None = None,
    headlines: Sequence[Sequence[Inline]] = (),
    namespace: str = NITF,
) -> tuple[_Element, list[LossRow]]:
    """``blocks`` as a document of NITF 3.6, and what NITF does not say of them: kind, path after the body's, value,
    reason.

    ``shell`` is what :func:`read_nitf` gave; without one, ``title``, ``language`` (BCP 47) and ``headlines`` are
    what stands around the blocks.  ``namespace`` is NITF's, or ``""`` for none.
    """
    writer = NitfWriter()
    root = _parsed(f"<nitf>{_around(writer, title, headlines)}</nitf>") if shell is None else _parsed(shell)
    if shell is None and language:
        root.set("baselang", language)
    contents = [node for body in _children(root, "body") for node in _children(body, "body.content")]
    try:
        _fill(writer, blocks, contents)
    except RecursionError:
        raise WriteError("blocks are nested too deep to be written", code="LIMIT-DEPTH") from None
    if writer.losses:
        writer.losses += _consequences(blocks, root, writer.losses)
    if not namespace:
        for node in root.iter(f"{{{NITF}}}*"):
            node.tag = split_tag(node.tag)[1]
        etree.cleanup_namespaces(root)
    return root, writer.losses


def _around(writer: NitfWriter, title: str | None, headlines: Sequence[Sequence[Inline]]) -> str:
    """What stands around the blocks, with an empty ``body.content``."""
    head = f"<head><title>{escape(title)}</title></head>" if title is not None else ""
    lines = [
        writer.line("hl2" if number else "hl1", line, None, f"headlines[{number}]")
        for number, line in enumerate(headlines)
    ]
    hedline = f"<body.head><hedline>{''.join(lines)}</hedline></body.head>" if lines else ""
    return f"{head}<body>{hedline}<body.content/></body>"


def _consequences(blocks: Sequence[Block], root: _Element, losses: list[LossRow]) -> list[LossRow]:
    """What else is not the same because of ``losses``: a paragraph that lost its attributes may look like a bare one."""
    said = [path for _, path, _, _ in losses]
    try:
        differences = diff([*blocks], read_nitf(root).blocks)
    except RecursionError:
        # Comparing takes more of the stack than writing; what was lost itself has been said.
        return []
    return [
        ("coerced", one.path, one.left, "NITF says it otherwise, since it does not say all that stands here")
        for one in differences
        if not any(_is_within(one.path, path) or _is_within(path, one.path) for path in said)
    ]


def _is_within(path: str, other: str) -> bool:
    return path.startswith(other) and path[len(other) : len(other) + 1] in ("", ".", "[")


def _fill(writer: NitfWriter, blocks: Sequence[Block], contents: list[_Element]) -> None:
    """Write the blocks into the elements ``body.content`` that there are."""
    groups = [block for block in blocks if isinstance(block, Group) and block.kind == "body.content"]
    if len(groups) == len(blocks) == len(contents) and (len(groups) != 1 or groups[0].attributes):
        for number, (group, content) in enumerate(zip(groups, contents, strict=True)):
            _append(writer.blocks(group.content, f"[{number}].content"), content)
    elif contents:
        _append(writer.blocks(blocks, ""), contents[0])
    elif blocks:
        raise WriteError("the document of NITF has no body.content to write blocks to", code="NITF-SHELL")


def _append(text: str, element: _Element) -> None:
    frame = _parsed(f"<x>{text}</x>")
    move(frame, element)


def _parsed(text: str) -> _Element:
    """An element of NITF's namespace from XML without one."""
    try:
        return etree.fromstring(f'<x xmlns="{NITF}">{text}</x>', parser())[0]
    except etree.XMLSyntaxError as error:
        raise WriteError(f"the body cannot be written as XML: {error.msg}", code="XML-NOT-WELLFORMED") from None


def _name(element: _Element | None) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    namespace, name = split_tag(element.tag)
    return name if namespace in NAMESPACES else ""


def _shown(element: _Element) -> str:
    """The name of any element: NITF's own without its namespace."""
    return _name(element) or str(element.tag)


def _elements(element: _Element) -> list[_Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _children(element: _Element, name: str) -> list[_Element]:
    return [child for child in element if _name(child) == name]
