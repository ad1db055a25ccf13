"""Documents without what may not reach a page (:mod:`newsdoc.formats.markup.policy`); what was taken out is a loss.

A quick look finds out whether there is anything to take out, which for nearly every document there is not; then it is
given back as it is.
"""

from __future__ import annotations

import copy
import html
import json
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from newsdoc.errors import ReadError
from newsdoc.formats.base import Loss, Losses
from newsdoc.formats.markup import xhtml
from newsdoc.formats.markup.cleaning import cleaned
from newsdoc.formats.markup.policy import RAW_TEXT, is_harmless, unsafe_attribute, unsafe_element, unsafe_url
from newsdoc.model import content as c
from newsdoc.model.document import Content, Document, Label, Metadata
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.model.document import Foreign

_REASON: Final = "what runs, or loads a page into the page, is not written"
HTML_TYPE: Final = "text/html"

#: The fields of nodes in which nodes stand.
_CHILDREN: Final[dict[type, tuple[str, ...]]] = {
    c.List: ("items",),
    c.BlockQuote: ("content", "attribution"),
    c.Figure: ("media", "caption", "credit"),
    c.Table: ("rows", "caption"),
    c.Row: ("cells",),
    c.InlineMedia: ("media",),
    **dict.fromkeys((c.Paragraph, c.Heading, c.Preformatted, c.Group, c.ListItem, c.Cell), ("content",)),
    **dict.fromkeys((c.Strong, c.Emphasis, c.Underline, c.Strikethrough, c.Superscript, c.Subscript), ("content",)),
    **dict.fromkeys((c.Link, c.Quote, c.Annotation), ("content",)),
    **dict.fromkeys((c.Code, c.Reference, c.LineBreak, c.ThematicBreak, c.Embed, c.Media), ()),
    **dict.fromkeys((c.RawBlock, c.RawInline), ()),
}
#: Those in which nothing but their attributes can be unsafe, and which hold their nodes in ``content``.
_HOLDERS: Final = frozenset(
    (
        *(c.Paragraph, c.Heading, c.Preformatted, c.ListItem, c.Cell),
        *(c.Strong, c.Emphasis, c.Underline, c.Strikethrough, c.Superscript, c.Subscript),
    )
)
#: The field of a node that is an address.
_ADDRESSES: Final[dict[type, str]] = {
    c.Link: "href",
    c.Quote: "cite",
    c.BlockQuote: "cite",
    c.Media: "href",
    c.Embed: "href",
}
#: Nodes that are the element that their ``kind`` names, if they say so.
_NAMED: Final = (c.Group, c.Annotation)


def sanitized(documents: Sequence[Document]) -> tuple[Sequence[Document], list[Loss]]:
    """The documents without what the policy forbids, and the losses that this is; the very same where there are none."""
    losses = Losses()
    out = list(documents)
    for index, document in enumerate(out):
        if not _is_harmless(document):
            losses.document = index
            out[index] = copy.deepcopy(document)
            _Cleaner(losses).document(out[index], "")
    return (out, losses.items) if losses.items else (documents, [])


# --- looking ----------------------------------------------------------------------------------------------------------


def _is_harmless(document: Document) -> bool:
    if not _harmless_nodes(document.body):
        return False
    for content in document.contents:
        if not _harmless_content(content):
            return False
    metadata = document.metadata
    for labels in _LABELS(metadata):
        if labels and not _harmless_labels(labels):
            return False
    for rights in metadata.rights:
        if not (_harmless_labels(rights.copyright_notices) and _harmless_labels(rights.usage_terms)):
            return False
    return all(_is_harmless(one.document) for one in document.associations if one.document is not None)


def _harmless_nodes(nodes: Sequence[Any]) -> bool:  # noqa: C901 - one loop, written for speed
    """Whether nothing in a tree is for the cleaner; it may find that there is nothing to do after all."""
    stack = [*nodes]
    while stack:
        node = stack.pop()
        cls = node.__class__
        if cls is str:
            continue
        if cls in _HOLDERS:
            # Most nodes: nothing but attributes, which few have, and content, which is mostly text.
            if node.attributes and not _harmless_attributes(node):
                return False
            for child in node.content:
                if child.__class__ is not str:
                    stack.append(child)  # noqa: PERF401 - it is faster than a list of its own
            continue
        if not _harmless_node(node, cls):
            return False
        for name in _CHILDREN[cls]:
            found = getattr(node, name)
            if found.__class__ is list:
                stack += found
            elif found is not None:
                stack.append(found)
    return True


def _harmless_node(node: Any, cls: type) -> bool:
    if cls is c.RawBlock or cls is c.RawInline:
        return is_harmless(node.value, inline=_is_lone(node))
    if cls is c.InlineMedia:
        return True
    if node.attributes and not _harmless_attributes(node):
        return False
    address = _ADDRESSES.get(cls)
    if address is not None and (value := getattr(node, address)) and unsafe_url(value, media=cls is c.Media):
        return False
    if cls is c.Embed and node.value is not None and node.content_type == HTML_TYPE:
        return is_harmless(node.value)
    return not (cls in _NAMED and unsafe_element(node.kind))


def _harmless_attributes(node: Any) -> bool:
    element = _element(node)
    return not any(unsafe_attribute(key, value, element) for key, value in node.attributes.items())


def _is_lone(node: Any) -> bool:
    """Whether raw markup may be a tag whose end comes after it."""
    return node.__class__ is c.RawInline and "</" not in node.value


def _element(node: Any) -> str:
    """The element that a node will be, as far as the policy asks."""
    if isinstance(node, c.Media):
        return "img"
    return node.kind if isinstance(node, _NAMED) else ""


def _harmless_content(content: Content) -> bool:
    if content.value is not None and _is_markup(content) and not is_harmless(content.value):
        return False
    return _harmless_foreign(content.foreign)


def _harmless_labels(labels: list[Label]) -> bool:
    for label in labels:
        if label.content is not None and not _harmless_nodes(label.content):
            return False
        if label.foreign and not _harmless_foreign(label.foreign):
            return False
    return True


def _harmless_foreign(foreign: list[Foreign]) -> bool:
    return all("<" not in one.value or is_harmless(_source_text(one)) for one in foreign)


def _is_markup(content: Content) -> bool:
    """Whether an alternative may be shown as a page: anything but plain text and what is encoded."""
    if content.encoding is not None or content.value is None or "<" not in content.value:
        return False
    return not (content.content_type or "").lower().startswith("text/plain")


def _source_text(foreign: Foreign) -> str:
    """The text of the source that a fragment keeps; JSON's strings are what they stand for."""
    if foreign.format == "ninjs" and foreign.value[:1] == '"':
        try:
            value = json.loads(foreign.value)
        except ValueError:
            return foreign.value
        return value if isinstance(value, str) else foreign.value
    return foreign.value


#: The lists of labels of the metadata that markup may stand in; those of rights are beside them.
_LABEL_LISTS: Final = tuple(name for name, hint in get_type_hints(Metadata).items() if hint == list[Label])
_LABELS: Final = attrgetter(*_LABEL_LISTS)


# --- cleaning ---------------------------------------------------------------------------------------------------------


class _Cleaner:
    """Takes out of one document, which it changes, what the policy forbids."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def document(self, document: Document, path: str) -> None:
        """The body, its alternatives, the labels, and the documents within."""
        document.body = self.nodes(document.body, f"{path}body")
        for index, content in enumerate(document.contents):
            self.content(content, f"{path}contents[{index}]")
        for name in _LABEL_LISTS:
            self.labels(getattr(document.metadata, name), f"{path}metadata.{name}")
        for index, rights in enumerate(document.metadata.rights):
            for name in ("copyright_notices", "usage_terms"):
                self.labels(getattr(rights, name), f"{path}metadata.rights[{index}].{name}")
        for index, one in enumerate(document.associations):
            if one.document is not None:
                self.document(one.document, f"{path}associations[{index}].document.")

    def content(self, content: Content, path: str) -> None:
        """An alternative of the body."""
        if content.value is not None and _is_markup(content):
            value = cleaned(content.value)
            if value != content.value:
                self.losses.coerced(f"{path}.value", content.value, _REASON)
                content.value = value
        self.foreign(content.foreign, f"{path}.foreign")

    def foreign(self, listed: list[Foreign], path: str) -> None:
        """Fragments of the source; one that has anything forbidden in it goes whole, or is cleaned if it is XML."""
        for index, one in reversed(list(enumerate(listed))):
            if "<" not in one.value:
                continue
            text = _source_text(one)
            value = cleaned(text)
            if value == text:
                continue
            self.losses.dropped(f"{path}[{index}]", one, _REASON)
            if text is one.value and value:
                one.value = value
            else:
                del listed[index]

    def labels(self, labels: list[Label], path: str) -> None:
        """Labels whose texts are markup."""
        for index, label in enumerate(labels):
            if label.content is not None and not _harmless_nodes(label.content):
                before = len(self.losses.items)
                old = copy.deepcopy(label)
                label.content = self.nodes(label.content, "")
                changed = len(self.losses.items) > before
                del self.losses.items[before:]
                if changed:
                    self.losses.coerced(f"{path}[{index}]", old, _REASON)
                    label.value = text_of(label.content)
            self.foreign(label.foreign, f"{path}[{index}].foreign")

    # --- nodes ------------------------------------------------------------------------------------------------------

    def nodes(self, nodes: list[Any], path: str) -> list[Any]:
        """What is left of the nodes that stand side by side."""
        out: list[Any] = []
        until = ""
        before = len(self.losses.items)
        for index, node in enumerate(nodes):
            place = f"{path}[{index}]"
            if until:
                # Between the tags of a script is the script.
                self.losses.dropped(place, node, _REASON)
                if isinstance(node, c.RawInline) and node.value.lower().startswith(f"</{until}"):
                    until = ""
                continue
            if isinstance(node, c.RawInline):
                until = _opened(node.value, nodes[index + 1 :])
            out += self.node(node, place)
        if len(out) != len(nodes) and any(isinstance(node, str) for node in out):
            # Texts that come to stand side by side are one: the place of what is gone is the line.
            self.losses.items[before:] = [
                replace(loss, path=path) if _is_item(loss.path, path) else loss for loss in self.losses.items[before:]
            ]
        return out

    def node(self, node: Any, path: str) -> list[Any]:
        """What is left of a node: it, nothing, or what was in it."""
        if isinstance(node, str):
            return [node]
        if isinstance(node, c.RawBlock | c.RawInline):
            return self.raw(node, path)
        if isinstance(node, _NAMED) and unsafe_element(node.kind):
            self.losses.dropped(path, node, _REASON)
            return []
        left = self.shown(node, path)
        if left is not None:
            return left
        self.address(node, path)
        if not isinstance(node, c.InlineMedia):
            self.attributes(node, path)
        for name in _CHILDREN[type(node)]:
            found = getattr(node, name)
            if isinstance(found, list):
                setattr(node, name, self.nodes(found, f"{path}.{name}"))
            elif found is not None:
                self.attributes(found, f"{path}.{name}")
        return [node]

    def shown(self, node: Any, path: str) -> list[Any] | None:
        """What is left of a link or a picture that leads to a program; ``None`` where it does not."""
        medium = node.media if isinstance(node, c.InlineMedia) else node
        if isinstance(medium, c.Media) and unsafe_url(medium.href, media=True):
            self.losses.dropped(path, node, _REASON)
            return [medium.alt] if medium.alt and node is not medium else []
        if isinstance(node, c.Link) and unsafe_url(node.href):
            if text_of(node.content) == node.href:
                self.losses.dropped(path, node, _REASON)
                return []
            self.losses.flattened(path, node, _REASON)
            return self.nodes(node.content, f"{path}.content")
        return None

    def address(self, node: Any, path: str) -> None:
        """The address of a quotation or an embed, and the markup that an embed is shown with."""
        name = _ADDRESSES.get(type(node))
        value = getattr(node, name) if name else None
        if name and value and not isinstance(node, c.Media) and unsafe_url(value):
            self.losses.dropped(f"{path}.{name}", value, _REASON)
            setattr(node, name, None)
        if isinstance(node, c.Embed) and node.value is not None and node.content_type == HTML_TYPE:
            markup = cleaned(node.value)
            if markup != node.value:
                self.losses.coerced(f"{path}.value", node.value, _REASON)
                node.value = markup

    def attributes(self, node: Any, path: str) -> None:
        """The attributes of a node."""
        for key, value in [*(node.attributes or {}).items()]:
            if unsafe_attribute(key, value, _element(node)):
                self.losses.dropped(f"{path}.attributes.{key}", value, _REASON)
                del node.attributes[key]

    def raw(self, node: Any, path: str) -> list[Any]:
        """Markup that is carried as it is."""
        value = cleaned(node.value, inline=_is_lone(node))
        if value == node.value:
            return [node]
        self.losses.dropped(path, node, _REASON)
        if isinstance(node, c.RawInline):
            text = html.unescape(value) if "<" not in value else ""
            return [text] if text else [c.RawInline(value, node.content_type)] if value else []
        if node.content_type != HTML_TYPE:
            return [c.RawBlock(value, node.content_type)] if value else []
        # What is left is read, so that its text is text.
        return _harmless_blocks(value)


def _is_item(path: str, owner: str) -> bool:
    """Whether ``path`` is that of an entry of the list ``owner``."""
    return path.startswith(f"{owner}[") and path.endswith("]") and "." not in path[len(owner) :]


def _harmless_blocks(markup: str) -> list[c.Block]:
    """The blocks of markup that was cleaned."""
    try:
        blocks = xhtml.parse_fragment(markup)[0]
    except ReadError:
        return []
    return blocks if _harmless_nodes(blocks) else []


def _opened(value: str, rest: list[Any]) -> str:
    """The name of an element whose content is no text, if a lone tag begins it and its end is in ``rest``."""
    for name in ("script", *RAW_TEXT):
        if value.lower().startswith(f"<{name}"):
            closes = (isinstance(one, c.RawInline) and one.value.lower().startswith(f"</{name}") for one in rest)
            return name if any(closes) else ""
    return ""
