"""The content of a newsItem: which of its alternatives is the body, and how each is read and written."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from newsdoc.errors import WriteError
from newsdoc.formats.markup import nitf, xhtml
from newsdoc.formats.markup.attributes import escape
from newsdoc.formats.markup.names import NITF, XHTML, split_tag
from newsdoc.formats.markup.raw import declare
from newsdoc.formats.markup.whitespace import survives
from newsdoc.formats.newsmlg2 import sure
from newsdoc.formats.newsmlg2.fields import INLINE_DATA, INLINE_XML, REMOTE_CONTENT
from newsdoc.formats.newsmlg2.reading import Reading, kept_text, read
from newsdoc.formats.newsmlg2.shape import NAR, alike, local, parsed, serialised
from newsdoc.formats.newsmlg2.writing import Writing, report_strangers, write
from newsdoc.model.compare import PLAIN_BODY, diff, normal
from newsdoc.model.content import LineBreak, Paragraph, RawBlock
from newsdoc.model.document import Content, Document, Foreign
from newsdoc.model.walk import text_of_blocks
from newsdoc.schema.notation import minor

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.model.content import Block, Inline

XHTML_TYPE: Final = "application/xhtml+xml"
NITF_TYPE: Final = "application/nitf+xml"
TEXT_TYPE: Final = "text/plain"
#: The root of NITF, in its namespace, in none, or in that of the item around it.
_NITF_ROOTS: Final = frozenset({"nitf", f"{{{NITF}}}nitf", f"{{{NAR}}}nitf"})
#: The markup that a caller may ask for.
MARKUPS: Final = {"xhtml": XHTML_TYPE, "nitf": NITF_TYPE, "text": TEXT_TYPE}
#: The paths of what is kept beside the body: the source's whole text, and the document of XHTML around the blocks.
SOURCE: Final = "value"
SHELL: Final = "shell"
#: The path of the namespace of that document, where it is not XHTML's.
NAMESPACE: Final = "namespace"
#: The path of the namespace of the body's elements where they stand in the alternative without a document around them.
BARE: Final = "bare"
#: The path of what the markup is, where the media type says something else.
MARKUP: Final = "markup"
#: The version since which a body has a variant.
_VARIANT_SINCE: Final = 25
_BESIDE: Final = (SOURCE, SHELL, NAMESPACE, BARE, MARKUP)
#: The root of XHTML, in its namespace, in none, or in that of the item around it.
_HTML_ROOTS: Final = frozenset({"html", f"{{{XHTML}}}html", f"{{{NAR}}}html"})
#: XML that is no text for readers, whatever it contains.
_NO_TEXT: Final = ("sportsml", "svg", "newsml", "rdf")


# --- reading --------------------------------------------------------------------------------------------------------


def read_content_set(content_set: _Element, document: Document, reading: Reading) -> None:
    """Fill ``body``, ``contents`` and ``renditions`` from a contentSet."""
    names: list[str] = []
    for name, text in content_set.attrib.items():
        document.foreign.append(Foreign(f"contentSet/@{name}", text))
    sources: list[tuple[Content, _Element]] = []
    for position, element in enumerate(content_set.iterchildren(etree.Element)):
        kind = local(element.tag)
        if kind == "remoteContent":
            document.renditions.append(read(REMOTE_CONTENT, element, reading))
        elif kind in ("inlineXML", "inlineData"):
            content = read(INLINE_XML if kind == "inlineXML" else INLINE_DATA, element, reading, content=False)
            content.form = "xml" if kind == "inlineXML" else "data"
            sources.append((content, element))
        else:
            document.foreign.append(Foreign(f"contentSet/{kind}", serialised(element), position))
            names.append("?")
        names.append("remoteContent" if kind == "remoteContent" else "content")
    texts = [content_set.text, *[child.tail for child in content_set]]
    document.foreign += kept_text(texts, "contentSet/text()")
    _choose(sources, document)
    if names != sorted(names):
        document.foreign.append(Foreign("contentSet/*", " ".join(names)))
    if not names:
        # An empty wrapper is worth keeping: some feeds always have one.
        document.foreign.append(Foreign("contentSet/", ""))


def _choose(sources: list[tuple[Content, _Element]], document: Document) -> None:
    """Read the body from one alternative, and keep the text of the others."""
    document.contents = [content for content, _ in sources]
    main = chosen([(content, _weight(content, element)) for content, element in sources])
    if main is not None:
        content, element = sources[main]
        document.body = read_body(content, element, document)
    for index, (content, element) in enumerate(sources):
        # What gives no block stays as it is.
        if index != main or not document.body:
            content.value = _inner(element) if content.form == "xml" else element.text or ""
    if main == 0 and len(sources[0][1].keys()) == 1 and _is_plain(sources[0][0]):
        # It says its media type alone.
        del document.contents[0]


def _is_plain(content: Content) -> bool:
    """Whether what has one attribute is :data:`PLAIN_BODY`, which need not be compared field by field."""
    return (
        content.content_type == PLAIN_BODY.content_type
        and content.form == PLAIN_BODY.form
        and content.value is None
        and not content.foreign
    )


def _inner(element: _Element) -> str:
    """What is in an inlineXML, serialised."""
    parts = [escape(element.text or "")]
    for child in element:
        alone = (
            serialised(child)
            if isinstance(child.tag, str)
            else etree.tostring(child, encoding="unicode", with_tail=False)
        )
        parts += [alone, escape(child.tail or "")]
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
    root = _root(element)
    if any(word in kind for word in _NO_TEXT):
        return 0
    if root is None:
        return 2 if (element.text or "").strip() else 0
    if root.tag in _NITF_ROOTS or split_tag(root.tag)[0] in (XHTML, "", NAR):
        return 3
    return 0


def _root(element: _Element) -> _Element | None:
    """The first element in an alternative."""
    for node in element:
        if isinstance(node.tag, str):
            return node
    return None


def is_text(content: Content) -> bool:
    """Whether an inlineData is plain text."""
    return (content.content_type or TEXT_TYPE).partition(";")[0].strip().lower() == TEXT_TYPE


def read_body(content: Content, element: _Element, document: Document) -> list[Block]:
    """The blocks of the alternative that is the body of ``document``; beside them what they do not say of it."""
    blocks, usual = _read_blocks(content, element, document)
    if (
        content.form == "xml"
        and blocks
        and not sure.is_sure(element, usual)
        and not _comes_back(content, element, document, blocks)
    ):
        source = _inner(element)
        content.foreign = [one for one in content.foreign if one.path not in _BESIDE]
        # Canonical XML has attributes in another order, which raw markup shows.
        twin = element.makeelement(element.tag, nsmap={None: NAR})
        _fill(twin, source)
        blocks, _ = _read_blocks(replace(content, foreign=[]), twin, document)
        content.foreign.append(Foreign(SOURCE, source))
    return blocks


def _comes_back(content: Content, element: _Element, document: Document, blocks: list[Block]) -> bool:
    """Whether what is written for ``blocks`` is what they were read from."""
    twin = element.makeelement(element.tag, dict(element.attrib), {None: NAR})
    try:
        _write_body(content, replace(document, body=blocks), twin, Writing())
    except WriteError:
        return False
    return alike(twin, element)


def _read_blocks(content: Content, element: _Element, document: Document) -> tuple[list[Block], _Element | None]:
    """The blocks, and the element in which all comes back as it is, if that is known of one."""
    if content.form == "data":
        return read_text(element.text or ""), None
    root = _root(element)
    if root is not None and root.tag in _NITF_ROOTS:
        return _read_nitf(root, content, document)
    alone = root is not None and len(element) == 1 and not (element.text or "").strip()
    if alone and root is not None and root.tag in _HTML_ROOTS:
        return _read_html(root, content, document)
    return _read_bare(element, root, content), None


def _read_bare(element: _Element, root: _Element | None, content: Content) -> list[Block]:
    """Blocks with no document of XHTML around them, as many feeds have them, and in whatever namespace."""
    namespace = (etree.QName(root).namespace or "") if root is not None else XHTML
    content.foreign.append(Foreign(BARE, namespace))
    return xhtml.read_blocks(element)


def _write_bare(blocks: list[Block], node: _Element, namespace: str) -> None:
    xhtml.write_blocks(blocks, node)
    for child in node:
        _rename(child, XHTML, namespace)


def _rename(root: _Element, old: str, new: str) -> None:
    """Put the elements of one namespace into another; ``""`` is none."""
    if old == new:
        return
    for one in root.iter(etree.Element):
        name = etree.QName(one)
        if (name.namespace or "") == old:
            one.tag = f"{{{new}}}{name.localname}" if new else name.localname
    etree.cleanup_namespaces(root)


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


def _read_html(root: _Element, content: Content, document: Document) -> tuple[list[Block], _Element | None]:
    """The body of a whole HTML document; what the document says beyond it is kept beside it."""
    if "nitf" in (content.content_type or ""):
        content.foreign.append(Foreign(MARKUP, "xhtml"))
    namespace = split_tag(root.tag)[0]
    if namespace != XHTML:
        content.foreign.append(Foreign(NAMESPACE, namespace))
        root = copy.deepcopy(root)
        _rename(root, namespace, XHTML)
    plain = sure.is_plain_page(root, document)
    page = xhtml.read_page(root[-1] if plain else root)
    if not plain:
        content.foreign.append(Foreign(SHELL, page.shell or _skeleton(root)))
    return page.blocks, root if plain and page.usual is not None else page.usual


def _skeleton(root: _Element) -> str:
    """A document that says nothing, with the parts that ``root`` has."""
    parts = [f"<{local(node.tag).rpartition('}')[2]}/>" for node in root.iterchildren(etree.Element)]
    if parts[:1] == ["<head/>"] and len(root[0]):
        parts[0] = "<head><title/></head>"
    return f"<html>{''.join(parts)}</html>"


def _page(document: Document, blocks: list[Block], shell: str | None = None) -> _Element:
    """Blocks as a document of XHTML; around them what ``shell`` says, or the item's headline and language."""
    if shell is not None:
        return xhtml.document(blocks, shell=shell or None)
    return xhtml.document(blocks, document.headline, document.metadata.language)


def _read_nitf(root: _Element, content: Content, document: Document) -> tuple[list[Block], _Element | None]:
    """The body.content of a NITF document; its head and its other parts are kept beside it."""
    if "nitf" not in (content.content_type or ""):
        content.foreign.append(Foreign(MARKUP, "nitf"))
    namespace = split_tag(root.tag)[0]
    if namespace != NITF:
        content.foreign.append(Foreign(NAMESPACE, namespace))
        root = copy.deepcopy(root)
        _rename(root, namespace, NITF)
    blocks, usual = nitf.read_content(root)
    known = _is_plain_nitf(root, document)
    if not known:
        plain = nitf.plain_shell(root)
        known = plain is not None
        content.foreign.append(Foreign(SHELL, nitf.shell_of(root) if plain is None else plain))
    return blocks, root if known and usual is not None else usual


def _is_plain_nitf(root: _Element, document: Document) -> bool:
    """Whether a document of NITF says around its body what the writer would say: the headline, twice."""
    headline = document.headline
    if headline is not None and (not headline or not survives([headline])):
        # Such a headline is written with marks around it.
        return bool(nitf.shell_of(root) == nitf.shell_of(_nitf(document, [])[0]))
    return sure.is_plain_nitf(root, headline)


def _nitf(document: Document, blocks: list[Block], shell: str | None = None) -> tuple[_Element, list[nitf.LossRow]]:
    """Blocks as a document of NITF, and what it lost of them; around them ``shell``, or the item's headline."""
    if shell:
        return nitf.write_nitf(blocks, shell=shell)
    headline = document.headline
    return nitf.write_nitf(blocks, title=headline, headlines=[[headline]] if headline else ())


# --- writing --------------------------------------------------------------------------------------------------------


def write_content_set(item: _Element, document: Document, markup: str | None, writing: Writing) -> None:
    """Append a contentSet with the body, its alternatives and the files that carry the content, if there is any."""
    content_set = item.makeelement(f"{{{NAR}}}contentSet", nsmap={None: NAR})
    before = len(writing.losses.items)
    contents = _contents(document, markup, writing)
    told = document if markup is None else replace(document, contents=[content for _, content in contents])
    nodes = [_content(content, index, told, content_set, writing) for index, content in contents]
    renditions = [_rendition(one, index, content_set, writing) for index, one in enumerate(document.renditions)]
    own = [one for one in document.foreign if one.path.startswith("contentSet/")]
    for one in own:
        if one.path.startswith("contentSet/@"):
            content_set.set(one.path.removeprefix("contentSet/@"), one.value)
    _arrange(content_set, nodes, renditions, own, writing)
    if len(content_set) or content_set.attrib or any(one.path == "contentSet/" for one in own):
        item.append(content_set)
        _report_choice(content_set, document, [content for _, content in contents], nodes, writing, before)


def _contents(document: Document, markup: str | None, writing: Writing) -> list[tuple[int | None, Content]]:
    """The alternatives to write, with their index in the document; the body among them even where none stands for it."""
    listed: list[tuple[int | None, Content]] = list(enumerate(document.contents))
    if document.body and all(content.value is not None for content in document.contents):
        listed.insert(0, (None, PLAIN_BODY))
    if markup is not None:
        listed = [
            (index, _in_markup(one, index, markup, writing) if one.value is None else one) for index, one in listed
        ]
    return listed


def _in_markup(content: Content, index: int | None, markup: str, writing: Writing) -> Content:
    """The alternative that is the body in the markup asked for, without what was kept beside it in another."""
    asked = MARKUPS[markup]
    form: Literal["xml", "data"] = "data" if markup == "text" else "xml"
    if content.content_type == asked and content.form == form and _kept(content, MARKUP) is None:
        return content
    for place, one in enumerate(content.foreign):
        if one.path in _BESIDE and one.format == "newsml-g2":
            reason = "the body is written in another markup"
            writing.losses.dropped(f"contents[{index}].foreign[{place}]", one, reason)
    kept = [one for one in content.foreign if one.path not in _BESIDE or one.format != "newsml-g2"]
    if index is not None:
        for name, said in (("content_type", asked), ("form", form)):
            if getattr(content, name) != said:
                reason = "the body is written in another markup"
                writing.losses.coerced(f"contents[{index}].{name}", getattr(content, name), reason)
    return replace(content, content_type=asked, form=form, foreign=kept)


def _content(content: Content, index: int | None, document: Document, parent: _Element, writing: Writing) -> _Element:
    path = f"contents[{index}]"
    data = content.form == "data"
    if not data and content.value is not None and not _is_xml(content.value):
        data = True
        writing.losses.coerced(f"{path}.form", content.form, "its value is no XML: it is written as data")
    node = parent.makeelement(f"{{{NAR}}}{'inlineData' if data else 'inlineXML'}", None, {None: NAR})
    report_strangers(content, path, writing)
    foreign = [one for one in content.foreign if one.path not in _BESIDE and one.format == "newsml-g2"]
    told = replace(_with_role(content, path, writing), value=None, form="xml", foreign=foreign)
    write(INLINE_DATA if data else INLINE_XML, told, node, writing, path)
    if content.value is None:
        _write_body(content, document, node, writing)
    elif data:
        node.text = content.value
    else:
        _fill(node, content.value)
        writing.whole.append(node)
        if _inner(parsed(f"<x>{content.value}</x>")) != content.value:
            writing.losses.coerced(f"{path}.value", content.value, "it is written as canonical XML")
    return node


def _with_role(content: Content, path: str, writing: Writing) -> Content:
    """``content`` with its variant as its role where it has none: NewsML-G2 has one attribute for both."""
    variant = content.content_type_variant
    if variant is None or content.role is not None or minor(writing.version) < _VARIANT_SINCE:
        return content
    for name in ("content_type_variant", "role"):
        writing.losses.coerced(f"{path}.{name}", variant, "@contenttypevariant is read as the role of a body")
    return replace(content, role=variant, content_type_variant=None)


def _is_xml(value: str) -> bool:
    """Whether ``value`` can stand in an inlineXML."""
    try:
        parsed(f"<x>{value}</x>")
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def _fill(node: _Element, value: str) -> None:
    """Put serialised XML into ``node``: an element, several, text."""
    wrapped = parsed(f'<x xmlns="">{value}</x>')
    node.text = wrapped.text
    node.extend(list(wrapped))
    declare(node)


def _kept(content: Content, path: str) -> str | None:
    return next((one.value for one in content.foreign if one.path == path and one.format == "newsml-g2"), None)


def _write_body(content: Content, document: Document, node: _Element, writing: Writing) -> None:
    """The body in its markup: the source's own where it still says the same, else made of the blocks."""
    source = _kept(content, SOURCE)
    if source is not None and _unchanged(content, source, document):
        if content.form == "data":
            node.text = source
        else:
            _fill(node, source)
            writing.whole.append(node)
        return
    kind = content.content_type or XHTML_TYPE
    bare = _kept(content, BARE)
    if content.form == "data":
        node.text = text_of_blocks(document.body)
        if not any(one.value is None and one.form == "xml" for one in document.contents):
            # Beside markup of the same body the text loses nothing.
            _report_text(document, node.text, writing)
    elif bare is not None:
        _write_bare(document.body, node, bare)
    elif (_kept(content, MARKUP) or kind).find("nitf") >= 0:
        written, lost = _nitf(document, document.body, _kept(content, SHELL))
        namespace = _kept(content, NAMESPACE)
        # Read again, it declares its namespace itself, and needs no prefix.
        written = parsed(etree.tostring(written, encoding="unicode", with_tail=False))
        _rename(written, NITF, NITF if namespace is None else namespace)
        node.append(written)
        for kind, path, value, reason in lost:
            writing.losses.add(kind, f"body{path}", value, reason)
    else:
        page = _page(document, document.body, _kept(content, SHELL))
        namespace = _kept(content, NAMESPACE)
        _rename(page, XHTML, XHTML if namespace is None else namespace)
        node.append(page)
        _report_shell(document, writing)


def _report_shell(document: Document, writing: Writing) -> None:
    """The document around the body is a block of it where another format put it there, and none in NewsML-G2."""
    first = document.body[0] if document.body else None
    if isinstance(first, RawBlock) and first.content_type == xhtml.SHELL_TYPE:
        reason = "it is the document around the body"
        writing.losses.coerced("body[0]", first, reason)
        writing.losses.coerced("contents", document.contents, reason)


def _unchanged(content: Content, source: str, document: Document) -> bool:
    # As where it was read: the prefixes of raw markup depend on it.
    node = etree.Element(f"{{{NAR}}}inlineXML", nsmap={None: NAR})
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
    node = parent.makeelement(f"{{{NAR}}}remoteContent", nsmap={None: NAR})
    write(REMOTE_CONTENT, rendition, node, writing, f"renditions[{index}]")
    return node


def _arrange(
    content_set: _Element, contents: list[_Element], renditions: list[_Element], own: list[Foreign], writing: Writing
) -> None:
    """Alternatives, then files; or as they were mixed in the source, if there are still as many."""
    order = next((one.value.split(" ") for one in own if one.path == "contentSet/*"), [])
    order = [name for name in order if name != "?"]
    if order.count("content") == len(contents) and order.count("remoteContent") == len(renditions):
        sources = {"content": iter(contents), "remoteContent": iter(renditions)}
        nodes = [next(sources[name]) for name in order]
    else:
        nodes = [*contents, *renditions]
    for one in own:
        if one.position is not None:
            writing.whole.append(parsed(one.value))
            nodes.insert(one.position, writing.whole[-1])
    content_set.extend(nodes)


def _report_choice(
    content_set: _Element,
    document: Document,
    contents: list[Content],
    nodes: list[_Element],
    writing: Writing,
    before: int,
) -> None:
    """Say so where a reader will take another alternative for the body than the document does, or none for one.

    ``before`` is how many losses there were before the alternatives were written.  Of several that are the body only one is read as it; and one that lost what made it more than the body is none.
    """
    main = chosen([(content, _weight(content, node)) for content, node in zip(contents, nodes, strict=True)])
    bodies = [index for index, content in enumerate(contents) if content.value is None]
    less = any(one.path.startswith("contents[0]") for one in writing.losses.items[before:])
    if bodies[:1] == ([] if main is None else [main]) and len(bodies) < 2 and not (less and len(contents) > 1):
        return
    back = Document(replace(document.metadata))
    read_content_set(content_set, back, Reading())
    wanted = normal(document)
    for path, mine, theirs in (("contents", wanted.contents, back.contents), ("body", wanted.body, back.body)):
        if diff(mine, theirs):
            writing.losses.coerced(path, mine, "a reader takes another alternative for the body")
