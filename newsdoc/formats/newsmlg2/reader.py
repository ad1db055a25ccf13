"""Reads NewsML-G2: an item alone, or the items of a newsMessage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.errors import ReadError, excerpt
from newsdoc.formats.base import ReadOptions, ReadResult
from newsdoc.formats.newsmlg2 import structures
from newsdoc.formats.newsmlg2.associated import take_associations
from newsdoc.formats.newsmlg2.body import read_content_set
from newsdoc.formats.newsmlg2.details import take_asserts
from newsdoc.formats.newsmlg2.fields import CATALOG, CATALOG_REF, CONTENT_META, HEADER, ITEM_META, ITEMS, RIGHTS
from newsdoc.formats.newsmlg2.kinds import KINDS, LITERAL_URI
from newsdoc.formats.newsmlg2.making import settle
from newsdoc.formats.newsmlg2.reading import Reading, kept_text, read_into
from newsdoc.formats.newsmlg2.reading import read as read_shape
from newsdoc.formats.newsmlg2.shape import NAR, PREFIX, XML_LANG, Shape, local, serialised
from newsdoc.formats.newsmlg2.spacing import Keeping
from newsdoc.loading.xml import parse, to_utf8
from newsdoc.model.document import Catalog, Document, Foreign, ItemLink, NewsMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsdoc.validation.problem import Report


#: The path of the foreign fragment that says that an item declares no catalog, which is valid since 2.30.
NO_CATALOG: Final = "catalog/"
#: The scheme of the links that ninjs calls trust indicators.
TRUST_SCHEME: Final = "http://cv.iptc.org/newscodes/trustindicator/"

_ENCODING: Final = re.compile(rb"(?<=[\"'])\s+encoding\s*=\s*[\"'][^\"']*[\"']")
_TAG: Final = f"{{{NAR}}}"
_CATALOG: Final = f"{_TAG}catalog"
_ITEM_META: Final = f"{{{NAR}}}itemMeta"
#: What else news comes in, and what to say of it: root → message.
_OTHERS: Final = {
    "NewsML": "this is NewsML 1.x, which newsdoc does not read",
    "nitf": "this is NITF without an item around it, which newsdoc does not read yet",
    "html": "this is HTML, not a news item",
    "rss": "this is an RSS feed, not a news item",
    "feed": "this is an Atom feed, not a news item",
    "contentSet": "this is a fragment of a news item",
    "contentMeta": "this is a fragment of a news item",
    "groupSet": "this is a fragment of a package item",
}


def read(data: bytes, options: ReadOptions) -> ReadResult:  # noqa: ARG001  # an item says all of itself
    """Read NewsML-G2; raises :class:`newsdoc.ReadError` where ``data`` is not XML, or no item or message of NewsML-G2."""
    return read_root(parse(data), data)


def read_root(root: _Element, data: bytes, report: Callable[[], Report] | None = None) -> ReadResult:
    """Read the document whose root element, and whose bytes, are given; raises as :func:`read`.  The tree stays as it is.

    ``report`` makes the report of the result, once it is known that the document can be read.
    """
    reading = Reading(typed=_may_type(data))
    if root.tag in (*ITEMS, "newsMessage"):
        reading.problem("G2-NAMESPACE", f"the elements are in no namespace; they are taken for those of {NAR}", root)
        root = _in_namespace(data, root)
    kind = _kind(root)
    if kind == "newsMessage":
        documents, message = read_message(root, reading)
    elif kind in ITEMS:
        documents, message = [read_item(root, reading)], None
    else:
        raise _wrong_root(root)
    return ReadResult(
        documents,
        reading.losses.items,
        "newsml-g2",
        item_version(root),
        reading.problems,
        message,
        report=None if report is None else report(),
    )


def _kind(root: _Element) -> str:
    tag = str(root.tag)
    return tag[len(_TAG) :] if tag.startswith(_TAG) else ""


def _in_namespace(data: bytes, root: _Element) -> _Element:
    """The root of the same document, its elements in the namespace of NewsML-G2."""
    tag = str(root.tag).encode()
    start = re.search(rb"<" + re.escape(tag) + rb"(?=[\s/>])", source := to_utf8(data))
    assert start is not None  # the root was parsed from it
    # The text is UTF-8 by now, whatever it was declared to be.
    before = _ENCODING.sub(b"", source[: start.end()], count=1)
    return parse(before + f' xmlns="{NAR}"'.encode() + source[start.end() :])


def _wrong_root(root: _Element) -> ReadError:
    name = etree.QName(root).localname
    what = _OTHERS.get(name, f"the root element {excerpt(str(root.tag))} is no item of NewsML-G2")
    return ReadError(
        what,
        code="G2-ROOT",
        line=root.sourceline,
        column=1,
        path=f"/{name}",
        hint=f"newsdoc reads newsMessage, {', '.join(ITEMS)} of the namespace {NAR}",
    )


def item_version(root: _Element) -> str | None:
    """The version of the standard that an item, or the first item of a message, says it is in."""
    found = root.get("standardversion")
    if found is None:
        item = next((node for node in root.iter(etree.Element) if node.get("standardversion")), None)
        found = None if item is None else item.get("standardversion")
    return found


def read_message(root: _Element, reading: Reading) -> tuple[list[Document], NewsMessage]:
    """The documents of a newsMessage, and its envelope."""
    documents: list[Document] = []
    message = NewsMessage(foreign=[Foreign(f"@{name}", text) for name, text in root.attrib.items()])
    foreign = message.foreign
    foreign += _text_in(root)
    for position, node in enumerate(root.iterchildren(etree.Element)):
        kind = local(node.tag)
        if kind == "header":
            with Keeping(node, foreign):
                read_into(message, HEADER, node, reading, "header/")
        elif kind == "itemSet":
            documents += _read_item_set(node, reading, foreign, len(documents))
        else:
            foreign.append(Foreign(kind, serialised(node), position))
    return documents, message


def _text_in(element: _Element, path: str = "text()") -> list[Foreign]:
    return kept_text([element.text, *[child.tail for child in element]], path)


def _read_item_set(item_set: _Element, reading: Reading, foreign: list[Foreign], before: int) -> list[Document]:
    documents: list[Document] = []
    foreign += [Foreign(f"itemSet/@{name}", text) for name, text in item_set.attrib.items()]
    foreign += _text_in(item_set, "itemSet/text()")
    for position, node in enumerate(item_set.iterchildren(etree.Element)):
        if _kind(node) in ITEMS:
            reading.losses.document = before + len(documents)
            documents.append(read_item(node, reading))
        else:
            reading.problem("G2-ITEM-SET", f"{local(node.tag)} is no item", node, "warning")
            foreign.append(Foreign(f"itemSet/{local(node.tag)}", serialised(node), position))
    return documents


def read_item(item: _Element, reading: Reading) -> Document:
    """One document from one item."""
    spaces: list[Foreign] = []
    with Keeping(item, spaces):
        document = _read_item(item, reading)
    document.foreign += spaces
    return document


def _read_item(item: _Element, reading: Reading) -> Document:
    document = Document(item_type=local(item.tag))  # type: ignore[arg-type]
    reading.literal_aliases = _literal_aliases(item)
    reading.prefixes = {}
    reading.version = item.get("standardversion", "")
    _read_item_attributes(item, document, reading)
    parts = _Parts(document, reading)
    position = 0
    before = len(document.foreign)
    texts = [item.text]
    for node in item:
        tag: Any = node.tag
        texts.append(node.tail)
        if not isinstance(tag, str):
            continue
        part = _PARTS.get(tag)
        if part is None:
            document.foreign.append(Foreign(local(tag), serialised(node), position))
            structures.take(document, node)
        else:
            part(parts, node)
        position += 1
    document.foreign[before:before] = kept_text(texts)
    _keep_prefixes(item, reading, document.foreign)
    if document.foreign and any(one.path == "assert" for one in document.foreign):
        take_asserts(document, reading.version)
    settle(document, reading.version)
    take_associations(document, reading.version, reading.literal_aliases)
    if not document.metadata.catalogs:
        # Where the model has none, the writer declares IPTC's.
        document.foreign.append(Foreign(NO_CATALOG, ""))
    if document.metadata.links:
        document.metadata.links, document.metadata.trust_indicators = split_links(document.metadata.links)
    return document


def _keep_prefixes(item: _Element, reading: Reading, foreign: list[Foreign]) -> None:
    """Keep the namespaces of the prefixes in values (``valuedatatype="xs:integer"``), which serialising would lose, and
    those of vendors' attributes.
    """
    typed = _QNAMES(item) if reading.typed else []
    if not typed and not reading.prefixes:
        return
    declared = dict(reading.prefixes)
    for value in typed:
        prefix, colon, _ = value.partition(":")
        uri = value.getparent().nsmap.get(prefix) if colon else None
        if uri is not None:
            declared[prefix] = uri
    foreign += [Foreign(f"{PREFIX}{prefix}", uri) for prefix, uri in sorted(declared.items())]


def _may_type(data: bytes) -> bool:
    """Whether an attribute of a document may name the type of a value; in UTF-16, which has zeros, it is not looked for."""
    return b"valuedatatype" in data or b"\0" in data


def _literal_aliases(item: _Element) -> tuple[str, ...]:
    """The aliases of this item under which plain words are written."""
    found: list[str] = []
    for child in item:
        tag = child.tag
        if tag == _ITEM_META:
            break
        if tag == _CATALOG:
            found += [scheme.get("alias", "") for scheme in child if scheme.get("uri") == LITERAL_URI]
    return tuple(found)


#: The attributes whose values are names with prefixes.
_QNAMES: Final = etree.XPath("descendant::*/@valuedatatype")
#: The attributes of an item that have a field of the metadata, and their types.
_ITEM_ATTRIBUTES: Final = {
    name: (field, kind, KINDS[kind].parse)
    for name, field, kind in (
        ("guid", "guid", "string"),
        ("version", "version", "positive text"),
        (XML_LANG, "language", "language"),
        ("dir", "direction", "direction"),
    )
}


def _read_item_attributes(item: _Element, document: Document, reading: Reading) -> None:
    conformance = item.get("conformance")
    if conformance is None:
        # Absent means "core" (XSD); where the model has None, the writer says "power".
        document.foreign.append(Foreign("@conformance", ""))
    document.metadata.conformance = conformance
    strange: list[tuple[str, str]] = []
    for name, text in item.items():
        row = _ITEM_ATTRIBUTES.get(name)
        if row is None:
            if name not in ("standardversion", "conformance") and (name, text) != ("standard", "NewsML-G2"):
                strange.append((name, text))
            continue
        try:
            setattr(document.metadata, row[0], row[2](text))
        except ValueError:
            strange.append((name, text))
    for name, text in sorted(strange):
        document.foreign.append(Foreign(f"@{name}", text))
        if name in _ITEM_ATTRIBUTES:
            reading.problem("G2-VALUE", f"@{name} is not a {_ITEM_ATTRIBUTES[name][1]}", item, "warning")
        else:
            reading.speak(item, name)


class _Parts:
    """The children of an item, each put where it belongs."""

    __slots__ = ("document", "reading")

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading

    def catalog_ref(self, node: _Element) -> None:
        self.document.metadata.catalogs.append(read_shape(CATALOG_REF, node, self.reading))

    def catalog(self, node: _Element) -> None:
        catalog: Catalog = read_shape(CATALOG, node, self.reading)
        if [scheme.uri for scheme in catalog.schemes] != [LITERAL_URI]:
            self.document.metadata.catalogs.append(catalog)

    def rights_info(self, node: _Element) -> None:
        self.document.metadata.rights.append(read_shape(RIGHTS, node, self.reading))

    def item_meta(self, node: _Element) -> None:
        self._fill(ITEM_META, node, "itemMeta/")

    def content_meta(self, node: _Element) -> None:
        self._fill(CONTENT_META, node, "contentMeta/")

    def content_set(self, node: _Element) -> None:
        read_content_set(node, self.document, self.reading)

    def _fill(self, shape: Shape, node: _Element, prefix: str) -> None:
        metadata = self.document.metadata
        read_into(metadata, shape, node, self.reading, prefix)
        if prefix == "contentMeta/" and not len(node):
            # An empty wrapper is worth keeping: some feeds always have one.
            metadata.foreign.append(Foreign("contentMeta/", ""))


_PARTS: Final[dict[str, Callable[[_Parts, Any], None]]] = {
    f"{{{NAR}}}{name}": part
    for name, part in {
        "catalogRef": _Parts.catalog_ref,
        "catalog": _Parts.catalog,
        "rightsInfo": _Parts.rights_info,
        "itemMeta": _Parts.item_meta,
        "contentMeta": _Parts.content_meta,
        "contentSet": _Parts.content_set,
    }.items()
}


def is_trust_indicator(link: ItemLink) -> bool:
    """Whether a link is one to a document about trust [ninjs trustIndicators]."""
    return (link.rel or "").startswith("trustindicator:") or (link.rel_uri or "").startswith(TRUST_SCHEME)


def split_links(links: list[ItemLink]) -> tuple[list[ItemLink], list[ItemLink]]:
    """Links, and the links to trust indicators if they follow all others, so that no order is lost."""
    cut = next((index for index, link in enumerate(links) if is_trust_indicator(link)), len(links))
    if not all(is_trust_indicator(link) for link in links[cut:]):
        cut = len(links)
    return links[:cut], links[cut:]


__all__ = ["NO_CATALOG", "is_trust_indicator", "item_version", "read", "read_item", "read_message", "split_links"]
