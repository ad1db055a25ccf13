"""Documents without what may not reach a page (:mod:`newsdoc.formats.markup.policy`); what was taken out is a loss.

A quick look finds out whether there is anything to take out, which for nearly every document there is not; then it is
given back as it is.
"""

from __future__ import annotations

import copy
import html
import json
from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from operator import is_
from typing import TYPE_CHECKING, Any, Final, TypeVar

from newsdoc.errors import ReadError
from newsdoc.formats.base import Loss, Losses
from newsdoc.formats.markup import xhtml
from newsdoc.formats.markup.cleaning import cleaned
from newsdoc.formats.markup.encoded import decoded, encoded, is_base64, may_be_text
from newsdoc.formats.markup.holding import Kind, kinds
from newsdoc.formats.markup.policy import (
    RAW_TEXT,
    is_harmless,
    unsafe_attribute,
    unsafe_element,
    unsafe_url,
    unsafe_value,
)
from newsdoc.model import content as c
from newsdoc.model.document import Content, Document, Geometry, Label, Metadata, NewsMessage
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.model.document import Foreign, RightsExpression

T = TypeVar("T")

_REASON: Final = "what runs, or loads a page into the page, is not written"
HTML_TYPE: Final = "text/html"
#: What lies deeper is written by nobody: a document may even stand in itself, by mistake.
MAX_LEVELS: Final = 1_000

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
    c.Annotation: "uri",
}
#: Nodes that are the element that their ``kind`` names, if they say so.
_NAMED: Final = (c.Group, c.Annotation)


def sanitized(
    documents: Sequence[Document], message: NewsMessage | None = None
) -> tuple[Sequence[Document], NewsMessage | None, list[Loss]]:
    """The documents and their envelope without what the policy forbids, and the losses that this is.

    What there is nothing to take out of is the very same; nothing that is given is changed.
    """
    losses = Losses()
    cleaner = _Cleaner(losses)
    out = list(documents)
    for index, document in enumerate(out):
        if not _is_harmless(document):
            losses.document = index
            out[index] = cleaner.whole(document, "")
    losses.document = 0
    if message is not None and not _is_harmless(message):
        message = cleaner.whole(message, "message")
    return (out if losses.items else documents), message, losses.items


# --- looking ----------------------------------------------------------------------------------------------------------


def _is_harmless(found: Document | NewsMessage) -> bool:
    """Whether nothing in a document is for the cleaner, in any field that may hold something (:mod:`.holding`)."""
    lookers = _LOOKERS
    level: list[Any] = [found]
    for _ in range(MAX_LEVELS):
        if not level:
            return True
        below: list[Any] = []
        for one in level:
            if not lookers[one.__class__](one, below):
                return False
        level = below
    raise RecursionError


def _harmless_nodes(nodes: Sequence[Any]) -> bool:  # noqa: C901 - one loop, written for speed
    """Whether nothing in a tree is for the cleaner; it may find that there is nothing to do after all."""
    level = nodes
    for _ in range(MAX_LEVELS):
        if not level:
            return True
        below: list[Any] = []
        for node in level:
            cls = node.__class__
            if cls is str:
                continue
            if cls in _HOLDERS:
                # Most nodes: nothing but attributes, which few have, and content, which is mostly text.
                if node.attributes and not _harmless_attributes(node):
                    return False
                for child in node.content:
                    if child.__class__ is not str:
                        below.append(child)  # noqa: PERF401 - it is faster than a list of its own
                continue
            if not _harmless_node(node, cls):
                return False
            for name in _CHILDREN[cls]:
                found = getattr(node, name)
                if found.__class__ is list:
                    below += found
                elif found is not None:
                    below.append(found)
        level = below
    raise RecursionError


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


def _harmless_markup(owner: Content | RightsExpression) -> bool:
    text = _shown(owner)
    return text is None or "<" not in text or is_harmless(text)


def _harmless_address(value: str) -> bool:
    return ":" not in value or value.startswith(_PLAIN) or not unsafe_url(value)


def _harmless_foreign(foreign: list[Foreign]) -> bool:
    return not any(_is_unsafe(one) for one in foreign)


def _shown(owner: Content | RightsExpression) -> str | None:
    """The text that may be shown as a page, decoded; ``None`` where it is plain text, or a picture."""
    if isinstance(owner, Content):
        if (owner.content_type or "").lower().startswith("text/plain"):
            return None
        if owner.encoding is not None or owner.encoding_uri is not None:
            text = decoded(owner)
            if text is not None or not (is_base64(owner) or may_be_text(owner.content_type)):
                return text
    return owner.value


def _is_unsafe(one: Foreign) -> bool:
    """Whether a fragment of the source has something forbidden in it."""
    name = one.path.rpartition("@")
    if one.format == SOURCE_OF_XML and name[1]:
        return unsafe_value(name[2].rpartition("}")[2].rpartition(":")[2].lower(), one.value)
    if one.format != SOURCE_OF_XML and one.value[:1] in _JSON_BEGINS:
        return ("<" in one.value or ":" in one.value) and _unsafe_json(_loaded(one.value))
    return "<" in one.value and not is_harmless(one.value)


def _loaded(text: str) -> Any:
    """The JSON value that a fragment is, or its text."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _unsafe_json(value: Any) -> bool:
    """Whether a text in a JSON value is markup with something forbidden in it, or an address by its name."""
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        key, one = stack.pop()
        if isinstance(one, str):
            if ("<" in one and cleaned(one) != one) or (_is_address_key(key) and not _harmless_address(one)):
                return True
        elif isinstance(one, dict):
            stack += one.items()
        elif isinstance(one, list):
            stack += [(key, item) for item in one]
    return False


def _is_address_key(key: str) -> bool:
    return key.lower().endswith(("href", "url", "uri", "src"))


#: How usual addresses begin, which are no programs.
_PLAIN: Final = ("http://", "https://", "urn:", "tag:")
#: The format whose fragments are XML, or the values of attributes; those of the others are JSON, if they begin so.
SOURCE_OF_XML: Final = "newsml-g2"
_JSON_BEGINS: Final = frozenset('"{[')
#: What looks at a value of each kind, which is the rest of a line that :func:`_looker` writes.
_LOOKS: Final[dict[Kind, str]] = {
    "nodes": "if not nodes(value): return False",
    "foreign": "if not foreign(value): return False",
    "address": "if ':' in value and not value.startswith(plain) and unsafe_url(value): return False",
    "markup": "if not markup(one): return False",
    "json": "if unsafe_json(value): return False",
    "objects": "below += value",
    "object": "below.append(value)",
}


class _Lookers(dict[type, Callable[[Any, list[Any]], bool]]):
    """Of each class, made when first needed, what looks at an object of it, and adds the objects in it to those that are looked at next."""

    def __missing__(self, cls: type) -> Callable[[Any, list[Any]], bool]:
        self[cls] = found = _looker(cls)
        return found


def _looker(cls: type) -> Callable[[Any, list[Any]], bool]:
    # A function of one's own for each class, as dataclasses have it, asks a field in a sixth of the time that a loop takes:
    # most are empty, and every document is asked.
    lines = [line for name, kind in kinds(cls).items() for line in (f" if value := one.{name}:", f"  {_LOOKS[kind]}")]
    code = "\n".join(("def look(one, below):", *lines, " return True"))
    names: dict[str, Any] = {
        "nodes": _harmless_nodes,
        "foreign": _harmless_foreign,
        "markup": _harmless_markup,
        "plain": _PLAIN,
        "unsafe_url": unsafe_url,
        "unsafe_json": _unsafe_json,
    }
    exec(code, names)  # noqa: S102  # the names in it are those of the model's fields
    return names["look"]  # type: ignore[no-any-return]


_LOOKERS: Final = _Lookers()


# --- cleaning ---------------------------------------------------------------------------------------------------------


class _Cleaner:
    """Gives documents without what the policy forbids; what it is given stays as it is."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def whole(self, one: T, path: str) -> T:
        """A document, or an envelope, of which something is always left."""
        left = self.object(one, path)
        return one if left is None else left

    def object(self, one: T, path: str) -> T | None:
        """What is left of an object of the model: the very same where nothing was taken out, ``None`` if nothing is."""
        before = len(self.losses.items)
        new: Any = None
        for name, kind in kinds(type(one)).items():  # type: ignore[arg-type]  # a class is hashable
            value = getattr(one, name)
            if not value:
                continue
            left = _CLEAN[kind](self, one, value, f"{path}.{name}" if path else name)
            if left is value:
                continue
            if new is None:
                new = copy.copy(one)
            setattr(new, name, left)
        if new is None:
            return one
        if not isinstance(one, _KEPT) and not _says_anything(new):
            del self.losses.items[before:]
            self.losses.dropped(path, one, _REASON)
            return None
        if isinstance(new, Label) and new.content is not None:
            new.value = text_of(new.content)
        return new  # type: ignore[no-any-return]

    def objects(self, _: Any, listed: list[Any], path: str) -> list[Any]:
        """Objects of the model."""
        left = [self.object(one, f"{path}[{index}]") for index, one in enumerate(listed)]
        if all(map(is_, left, listed)):
            return listed
        return [one for one in left if one is not None]

    def inner(self, _: Any, one: T, path: str) -> T | None:
        """An object of the model within another."""
        return self.object(one, path)

    def unsafe_address(self, _: Any, value: str, path: str) -> str | None:
        """An address or an identifier."""
        if _harmless_address(value):
            return value
        self.losses.dropped(path, value, _REASON)
        return None

    def unsafe_json(self, _: Any, value: dict[str, Any], path: str) -> dict[str, Any] | None:
        """JSON that is carried as it is goes whole."""
        if not _unsafe_json(value):
            return value
        self.losses.dropped(path, value, _REASON)
        return None

    def markup(self, owner: Content | RightsExpression, value: str, path: str) -> str | None:
        """Markup that is carried whole: an alternative of the body, an expression of rights."""
        text = _shown(owner)
        if text is None or "<" not in text:
            return value
        left = cleaned(text)
        if left == text:
            return value
        self.losses.coerced(path, value, _REASON)
        if isinstance(owner, Content):
            return left if text is owner.value else encoded(left)
        return left or None

    def foreign(self, _: Any, listed: list[Foreign], path: str) -> list[Foreign]:
        """Fragments of the source; one that has anything forbidden in it goes whole, or is cleaned if it is XML."""
        left: list[Foreign] = []
        for index, one in enumerate(listed):
            if not _is_unsafe(one):
                left.append(one)
                continue
            value = cleaned(one.value) if one.value[:1] == "<" else ""
            if value == one.value:
                left.append(one)
                continue
            self.losses.dropped(f"{path}[{index}]", one, _REASON)
            if value:
                left.append(replace(one, value=value))
        return listed if len(left) == len(listed) and all(map(is_, left, listed)) else left

    def line(self, owner: Any, nodes: list[Any], path: str) -> list[Any]:
        """The body, or the markup of a label, whose text is then what is left."""
        if _harmless_nodes(nodes):
            return nodes
        before = len(self.losses.items)
        copied = copy.deepcopy(nodes)
        left = self.nodes(copied, path)
        if len(self.losses.items) == before:
            return nodes
        if isinstance(owner, Label):
            del self.losses.items[before:]
            self.losses.coerced(path.removesuffix(".content"), owner, _REASON)
        return left

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


_CLEAN: Final[dict[Kind, Callable[[_Cleaner, Any, Any, str], Any]]] = {
    "nodes": _Cleaner.line,
    "foreign": _Cleaner.foreign,
    "address": _Cleaner.unsafe_address,
    "markup": _Cleaner.markup,
    "json": _Cleaner.unsafe_json,
    "objects": _Cleaner.objects,
    "object": _Cleaner.inner,
}
#: What there is always one of.
_KEPT: Final = (Document, Metadata, NewsMessage)


def _says_anything(one: Any) -> bool:
    """Whether an object has all that its class demands, and says something at all."""
    said = False
    for spec in fields(one):
        value = getattr(one, spec.name)
        if spec.default is MISSING and spec.default_factory is MISSING:
            if value is None:
                return False
            said = True
        elif value and value != spec.default:
            said = True
    # Of a place that is told as GeoJSON nothing is left without that.
    return said and not (isinstance(one, Geometry) and one.kind == "geojson" and one.geojson is None)


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
