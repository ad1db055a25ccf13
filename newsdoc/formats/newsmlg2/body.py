"""The content of a newsItem: which of its alternatives is the body, and how each is read and written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup import nitf, xhtml
from newsdoc.formats.markup.names import XHTML
from newsdoc.formats.newsmlg2.fields import INLINE_DATA, INLINE_XML, REMOTE_CONTENT
from newsdoc.formats.newsmlg2.shape import NAR, Reading, local, parsed, read, serialised, write
from newsdoc.model.compare import PLAIN_BODY, diff, normal
from newsdoc.model.content import LineBreak, Paragraph
from newsdoc.model.document import Content, Document, Foreign
from newsdoc.model.walk import text_of_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.newsmlg2.shape import Writing
    from newsdoc.model.content import Block, Inline

XHTML_TYPE: Final = "application/xhtml+xml"
NITF_TYPE: Final = "application/nitf+xml"
TEXT_TYPE: Final = "text/plain"
#: The root of NITF, in its namespace or in none.
_NITF_ROOTS: Final = frozenset({"nitf", f"{{{nitf.NAMESPACE}}}nitf"})
#: The markup that a caller may ask for.
MARKUPS: Final = {"xhtml": XHTML_TYPE, "nitf": NITF_TYPE, "text": TEXT_TYPE}
#: The paths of what is kept beside the body: the source's whole text, and the document of XHTML around the blocks.
SOURCE: Final = "value"
SHELL: Final = "shell"
#: XML that is no text for readers, whatever it contains.
_NO_TEXT: Final = ("sportsml", "svg", "newsml", "rdf")


# --- reading --------------------------------------------------------------------------------------------------------


def read_content_set(content_set: _Element, document: Document, reading: Reading) -> None:
    """Fill ``body``, ``contents`` and ``renditions`` from a contentSet."""
    names: list[str] = []
    position = 0
    for name, text in content_set.attrib.items():
        document.foreign.append(Foreign(f"contentSet/@{name}", text))
    sources: list[tuple[Content, _Element]] = []
    for element in content_set.iterchildren(etree.Element):
        kind = local(element.tag)
        if kind == "remoteContent":
            document.renditions.append(read(REMOTE_CONTENT, element, reading))
        elif kind in ("inlineXML", "inlineData"):
            content = read(INLINE_XML if kind == "inlineXML" else INLINE_DATA, _childless(element), reading)
            content.form = "xml" if kind == "inlineXML" else "data"
            content.value = _inner(element) if kind == "inlineXML" else element.text or ""
            sources.append((content, element))
        else:
            document.foreign.append(Foreign(f"contentSet/{kind}", serialised(element), position))
            names.append("?")
        names.append("remoteContent" if kind == "remoteContent" else "content")
        position += 1
    document.contents = [content for content, _ in sources]
    main = chosen([(content, _weight(content, element)) for content, element in sources])
    if main is not None:
        content, element = sources[main]
        document.body = read_body(content, element, document)
        # What gives no block stays as it is.
        if document.body:
            content.value = None
        if main == 0 and content == PLAIN_BODY:
            del document.contents[0]
    if names != sorted(names):
        document.foreign.append(Foreign("contentSet/*", " ".join(names)))


def _childless(element: _Element) -> _Element:
    """The element with its attributes alone, so that its shape does not look into the content."""
    twin = element.makeelement(element.tag, dict(element.attrib))
    if element.sourceline is not None:
        twin.sourceline = element.sourceline
    return twin


def _inner(element: _Element) -> str:
    """What is in an inlineXML, serialised."""
    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts).strip(" \t\n\r")


def chosen(weighed: list[tuple[Content, int]]) -> int | None:
    """The index of the alternative that becomes the body: the richest, of equals the first; ``None`` where none can."""
    best = max((weight for _, weight in weighed), default=0)
    return next((index for index, (_, weight) in enumerate(weighed) if weight == best), None) if best > 0 else None


def _weight(content: Content, element: _Element) -> int:
    """How much of an article an alternative can be: 3 markup that is read, 1 plain text, 0 what is no text."""
    if content.form == "data":
        return int(content.encoding is None and content.encoding_uri is None and is_text(content))
    kind = content.content_type or ""
    root = next(element.iterchildren(etree.Element), None)
    if any(word in kind for word in _NO_TEXT):
        return 0
    if root is None:
        return 2 if (element.text or "").strip() else 0
    namespace = etree.QName(root).namespace
    if root.tag in _NITF_ROOTS or namespace in (XHTML, None, NAR):
        return 3
    return 0


def is_text(content: Content) -> bool:
    """Whether an inlineData is plain text."""
    return (content.content_type or TEXT_TYPE).partition(";")[0].strip().lower() == TEXT_TYPE


def read_body(content: Content, element: _Element, document: Document) -> list[Block]:
    """The blocks of the alternative that is the body of ``document``."""
    if content.form == "data":
        return read_text(element.text or "")
    root = next(element.iterchildren(etree.Element), None)
    if root is not None and root.tag in _NITF_ROOTS:
        return _read_nitf(root, content)
    alone = root is not None and len(element) == 1 and not (element.text or "").strip()
    if alone and root is not None and local(root.tag).rpartition("}")[2] == "html":
        return _read_html(root, content, document)
    return xhtml.read_blocks(element)


def read_text(text: str) -> list[Block]:
    """Plain text as paragraphs at empty lines, line feeds within as line breaks."""
    blocks: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = part.strip("\n").split("\n")
        content: list[Inline] = []
        for line in lines:
            content += [LineBreak(), line] if content else [line]
        if part.strip():
            blocks.append(Paragraph(content))
    return blocks


def _read_html(root: _Element, content: Content, document: Document) -> list[Block]:
    """The body of a whole HTML document; what the document says beyond it is kept beside it."""
    page = xhtml.read_page(root)
    if page.shell != xhtml.read_page(_page(document, [])).shell:
        content.foreign.append(Foreign(SHELL, page.shell or ""))
    return page.blocks


def _page(document: Document, blocks: list[Block], shell: str | None = None) -> _Element:
    """Blocks as a document of XHTML; around them what ``shell`` says, or the item's headline and language."""
    if shell is not None:
        return xhtml.document(blocks, shell=shell or None)
    return xhtml.document(blocks, document.headline, document.metadata.language)


def _read_nitf(root: _Element, content: Content) -> list[Block]:
    """The body.content of a NITF document; its head and its other parts are kept beside it."""
    found = nitf.read_nitf(root)
    written, _ = nitf.write_nitf(found.blocks)
    if _canonical(written) != _canonical(root):
        content.foreign.append(Foreign(SOURCE, serialised(root)))
    return found.blocks


def _canonical(root: _Element) -> str:
    """The element without what means nothing: comments, white space, and the choice of prefixes."""
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            parts += [node.tag, repr(sorted(node.attrib.items())), " ".join((node.text or "").split())]
        else:
            parts += ["/", " ".join((node.tail or "").split()) if node is not root else ""]
    return "\0".join(parts)


# --- writing --------------------------------------------------------------------------------------------------------


def write_content_set(item: _Element, document: Document, markup: str | None, writing: Writing) -> None:
    """Append a contentSet with the body, its alternatives and the files that carry the content, if there is any."""
    content_set = item.makeelement(f"{{{NAR}}}contentSet")
    contents = _contents(document, markup)
    nodes = [_content(content, index, document, content_set, writing) for index, content in contents]
    renditions = [_rendition(one, index, content_set, writing) for index, one in enumerate(document.renditions)]
    own = [one for one in document.foreign if one.path.startswith("contentSet/")]
    for one in own:
        if one.path.startswith("contentSet/@"):
            content_set.set(one.path.removeprefix("contentSet/@"), one.value)
    _arrange(content_set, nodes, renditions, own)
    if len(content_set) or content_set.attrib:
        item.append(content_set)
        _report_choice(content_set, document, [content for _, content in contents], nodes, writing)


def _contents(document: Document, markup: str | None) -> list[tuple[int | None, Content]]:
    """The alternatives to write, with their index in the document; the body among them even where none stands for it."""
    listed: list[tuple[int | None, Content]] = list(enumerate(document.contents))
    if document.body and all(content.value is not None for content in document.contents):
        listed.insert(0, (None, PLAIN_BODY))
    if markup is not None:
        asked = MARKUPS[markup]
        form = "data" if markup == "text" else "xml"
        listed = [
            (index, replace(one, content_type=asked, form=form) if one.value is None else one)  # type: ignore[arg-type]
            for index, one in listed
        ]
    return listed


def _content(content: Content, index: int | None, document: Document, parent: _Element, writing: Writing) -> _Element:
    data = content.form == "data"
    path = f"contents[{index}]"
    node = parent.makeelement(f"{{{NAR}}}{'inlineData' if data else 'inlineXML'}")
    foreign = [one for one in content.foreign if one.path not in (SOURCE, SHELL)]
    told = replace(content, value=None, form="xml", foreign=foreign)
    write(INLINE_DATA if data else INLINE_XML, told, node, writing, path)
    if content.value is None:
        _write_body(content, document, node, writing)
    elif data:
        node.text = content.value
    else:
        _fill(node, content.value)
    return node


def _fill(node: _Element, value: str) -> None:
    """Put serialised XML, text or several elements, into ``node``."""
    wrapped = parsed(f"<x>{value}</x>") if not value.lstrip().startswith("<") or _several(value) else None
    if wrapped is None:
        node.append(parsed(value))
        return
    node.text = wrapped.text
    node.extend(list(wrapped))


def _several(value: str) -> bool:
    try:
        parsed(value)
    except etree.XMLSyntaxError:
        return True
    return False


def _kept(content: Content, path: str) -> str | None:
    return next((one.value for one in content.foreign if one.path == path), None)


def _write_body(content: Content, document: Document, node: _Element, writing: Writing) -> None:
    """The body in its markup: the source's own where it still says the same, else made of the blocks."""
    source = _kept(content, SOURCE)
    if source is not None and _unchanged(content, source, document):
        if content.form == "data":
            node.text = source
        else:
            _fill(node, source)
        return
    kind = content.content_type or XHTML_TYPE
    if content.form == "data":
        node.text = text_of_blocks(document.body)
        _report_text(document, node.text, writing)
    elif "nitf" in kind:
        written, lost = nitf.write_nitf(document.body)
        node.append(written)
        for loss in lost:
            writing.losses.add(loss.kind, f"body{loss.path}", loss.value, loss.reason)
    else:
        node.append(_page(document, document.body, _kept(content, SHELL)))


def _unchanged(content: Content, source: str, document: Document) -> bool:
    node = etree.Element(f"{{{NAR}}}inlineXML")
    if content.form == "data":
        node.text = source
    else:
        _fill(node, source)
    return not diff(read_body(replace(content, foreign=[]), node, document), document.body)


def _report_text(document: Document, text: str, writing: Writing) -> None:
    """Say what plain text did not keep of the body: whatever does not come back from it."""
    for one in diff(document.body, read_text(text)):
        if one.left is not None:
            writing.losses.flattened(f"body{one.path}", one.left, "plain text has no markup")
        else:
            writing.losses.coerced(f"body{one.path}", one.right, "plain text is read as other blocks")


def _rendition(rendition: object, index: int, parent: _Element, writing: Writing) -> _Element:
    node = parent.makeelement(f"{{{NAR}}}remoteContent")
    write(REMOTE_CONTENT, rendition, node, writing, f"renditions[{index}]")
    return node


def _arrange(content_set: _Element, contents: list[_Element], renditions: list[_Element], own: list[Foreign]) -> None:
    """Alternatives, then files; or as they were mixed in the source, if there are still as many."""
    order = next((one.value.split(" ") for one in own if one.path == "contentSet/*"), [])
    order = [name for name in order if name != "?"]
    if order.count("content") == len(contents) and order.count("remoteContent") == len(renditions):
        sources = {"content": iter(contents), "remoteContent": iter(renditions)}
        content_set.extend([next(sources[name]) for name in order])
    else:
        content_set.extend([*contents, *renditions])
    for one in own:
        if one.position is not None:
            content_set.insert(min(one.position, len(content_set)), parsed(one.value))


def _report_choice(content_set: _Element, document: Document, contents: list[Content], nodes: list[_Element], writing: Writing) -> None:
    """Say so where a reader will take another alternative for the body than the document does."""
    main = chosen([(content, _weight(content, node)) for content, node in zip(contents, nodes, strict=True)])
    if main == next((index for index, content in enumerate(contents) if content.value is None), None):
        return
    back = Document(replace(document.metadata))
    read_content_set(content_set, back, Reading())
    wanted = normal(document)
    for path, mine, theirs in (("contents", wanted.contents, back.contents), ("body", wanted.body, back.body)):
        if diff(mine, theirs):
            writing.losses.coerced(path, mine, "a reader takes another alternative for the body")
