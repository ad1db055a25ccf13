"""Which markup of a body is sure to come back from the model as it is, so that nothing needs to be written to know it.

Certain where these say so; of all else the writer is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markup.names import NITF, XHTML
from newsdoc.formats.newsmlg2.shape import WHITE, XML_LANG

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.model.document import Document

#: Elements that come back from the model as they are, if they have no attributes but these, and those that may stand in
#: each of them.
_ELEMENTS: Final[dict[Any, frozenset[str]]] = {
    f"{{{namespace}}}{name}": frozenset(f"{{{namespace}}}{inner}" for inner in allowed.split())
    for namespace, rows in (
        (
            XHTML,
            {
                "html": "head body",
                "head": "title",
                "title": "",
                "body": "p h1 h2 h3 h4",
                **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "em", "strong"), "em strong a"),
                "a": "em strong",
            },
        ),
        (
            NITF,
            {
                "nitf": "head body",
                "head": "title",
                "body": "body.head body.content",
                "body.head": "hedline byline dateline",
                "hedline": "hl1",
                "body.content": "p hl2",
                **dict.fromkeys(("title", "hl1", "byline", "dateline", "p", "hl2"), ""),
            },
        ),
    )
    for name, allowed in rows.items()
}
_ROOTS: Final = frozenset({f"{{{XHTML}}}html", f"{{{NITF}}}nitf"})
#: Of these, the elements in which no text stands.
_FRAMES: Final = frozenset(
    {f"{{{XHTML}}}{name}" for name in ("html", "head", "body")}
    | {f"{{{NITF}}}{name}" for name in ("nitf", "head", "body", "body.head", "hedline", "body.content")}
)
#: The elements of a document of NITF in their order, with the index of that which each stands in: with a headline, without.
_NITF_PAGE: Final = (
    *(("nitf", None), ("head", 0), ("title", 1)),
    *(("body", 0), ("body.head", 3), ("hedline", 4), ("hl1", 5), ("body.content", 3)),
)
_NITF_BODY: Final = (("nitf", None), ("body", 0), ("body.content", 1))
_ATTRIBUTES: Final[dict[Any, frozenset[str]]] = {
    tag: frozenset() if tag.startswith(f"{{{NITF}}}") else frozenset({"lang", XML_LANG}) for tag in _ELEMENTS
} | {f"{{{XHTML}}}a": frozenset({"href", "lang", XML_LANG})}


def is_sure(element: _Element, usual: _Element | None) -> bool:
    """Whether nothing stands in an alternative but what comes back as it is; in ``usual`` that is known."""
    if len(element) != 1 or (root := element[0]).tag not in _ROOTS:
        return False
    if any(text and text.strip(WHITE) for text in (element.text, root.tail)):
        return False
    return root is usual or (_ATTRIBUTES[root.tag].issuperset(root.keys()) and _are_sure(root, usual))


def _are_sure(parent: _Element, usual: _Element | None) -> bool:
    framed = parent.tag in _FRAMES
    allowed = _ELEMENTS[parent.tag]
    if framed and (text := parent.text) and text.strip(WHITE):
        return False
    for node in parent:
        if node.tag not in allowed or not _ATTRIBUTES[node.tag].issuperset(node.keys()):
            return False
        if framed and (text := node.tail) and text.strip(WHITE):
            return False
        if node is not usual and not _are_sure(node, usual):
            return False
    return True


def is_plain_page(root: _Element, document: Document) -> bool:
    """Whether a document of XHTML says around its body what the writer would say: the headline and the language."""
    language = document.metadata.language
    own = {"lang": language, XML_LANG: language} if language else {}
    if dict(root.items()) != own or [node.tag for node in root] != [f"{{{XHTML}}}head", f"{{{XHTML}}}body"]:
        return False
    head, body = root
    if head.keys() or body.keys() or [node.tag for node in head] != [f"{{{XHTML}}}title"]:
        return False
    title = head[0]
    texts = (root.text, head.tail, body.tail, head.text, title.tail)
    if any(text and text.strip(WHITE) for text in texts):
        return False
    return not title.keys() and not len(title) and (title.text or None) == (document.headline or None)


def is_plain_nitf(root: _Element, headline: str | None) -> bool:
    """Whether a document of NITF says nothing around its body but the headline, as title and as first headline."""
    frame: list[_Element] = []
    nodes = root.iter()
    for name, above in _NITF_BODY if headline is None else _NITF_PAGE:
        node = next(nodes, None)
        if node is None or node.tag != f"{{{NITF}}}{name}" or node.keys():
            return False
        if above is not None and node.getparent() is not frame[above]:
            return False
        if node is not root and (tail := node.tail) and tail.strip(WHITE):
            return False
        text = node.text or ""
        if text != headline if name in ("title", "hl1") else name != "body.content" and text.strip(WHITE):
            return False
        frame.append(node)
    return frame[-1].getnext() is None and frame[-2 if headline is None else 3].getnext() is None
