"""Figures and media in XHTML, read and written.

``figure`` holds media, then a ``figcaption``, in which a last ``footer`` is the credit.  A picture or a video that stands
among blocks by itself is a figure without that element.  Where the source wrapped its media (``picture``, ``a``, ``div``
or a ``video`` with several ``source``) the wrapper is kept in the attributes of what it wrapped: ``..`` names the
element around a medium that begins one, and is ``""`` on those that follow in it; ``../@name`` are its attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.formats.markup.attributes import ELEMENT, attribute, restored
from newsdoc.formats.markup.lists import integer, write_footer
from newsdoc.formats.markup.names import MEDIA, SOURCES, WRAPPERS
from newsdoc.model.content import Figure, Group, Media

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.markup.reading import Reader
    from newsdoc.formats.markup.reading_lines import InlineReader
    from newsdoc.formats.markup.writing import Writer
    from newsdoc.model.content import Attributes, Block

#: The element around a medium; ``""``: the one that the medium before began.
AROUND = ".."
#: Set to ``-`` where the caption stands in the figure without a ``figcaption``.
NO_CAPTION = "figcaption/"

#: The field of a medium → its attribute, by element; the first row is that of any element.
_FIELDS: dict[str, dict[str, str]] = {
    "": {
        "alt": "data-alt",
        "title": "title",
        "content_type": "data-content-type",
        "width": "width",
        "height": "height",
    },
    "img": {"alt": "alt"},
    "source": {"content_type": "type"},
}
_ELEMENTS = {kind: name for name, kind in MEDIA.items()}


def _fields(name: str) -> dict[str, str]:
    return _FIELDS[""] | _FIELDS.get(name, {})


_ROWS = {name: tuple(_fields(name).items()) for name in ("img", "video", "audio", "source", "track")}


def read_media(reader: InlineReader, element: _Element, name: str, kind: str | None = None) -> Media:
    """The file that ``img``, ``video``, ``audio``, ``source`` or ``track`` shows."""
    found = reader.found(element)
    values: dict[str, str | int | None] = {}
    for field, key in _ROWS[name]:
        value: str | int | None = found.get(key)
        if field in ("width", "height"):
            value = integer(found.get(key))
        if value is not None:
            del found[key]
        values[field] = value
    href = found.get("src")
    if href:
        del found["src"]
    if kind is None:
        kind = MEDIA[name]
        if name == "img" and found.get("data-kind", kind) not in _ELEMENTS:
            kind = found.pop("data-kind")
    return Media(href or "", kind, attributes=restored(found), **values)  # type: ignore[arg-type]


def write_media(writer: Writer, media: Media) -> str:
    """``img``, ``video`` or ``audio``; ``img`` with ``data-kind`` for what HTML has no element for."""
    name = _ELEMENTS.get(media.kind, "img")
    attributes = media.attributes
    if attributes and attributes.get(ELEMENT) in SOURCES and writer.may_be_rare():
        name = attributes[ELEMENT]
        attributes = {key: value for key, value in attributes.items() if key != ELEMENT}
    parts = [f"<{name}", attribute("src", media.href or None)]
    taken = {"src"} if media.href or (attributes and attributes.get("src")) else set()
    for field, key in _ROWS[name]:
        value = getattr(media, field)
        taken.add(key)
        if value is not None:
            parts.append(attribute(key, str(value)))
        elif field in ("width", "height") and attributes and integer(attributes.get(key)) is None:
            taken.discard(key)
    if name == "img":
        taken.add("data-kind")
        if media.kind != "image":
            parts.append(attribute("data-kind", media.kind))
    parts.append(writer.attributes(attributes, taken))
    parts.append(f"></{name}>" if name in ("video", "audio") else "/>")
    return "".join(parts)


def is_leaf(element: _Element) -> bool:
    """Whether nothing stands in an element, not even white space."""
    return not len(element) and not element.text


def read_alone(reader: Reader, element: _Element, name: str) -> Block:
    """A medium that stands among blocks by itself; a group where it is more than that."""
    media = _read_wrapped(reader, element, name)
    if not media:
        return reader.group(element, name)
    return Figure(media, attributes={ELEMENT: name})


def _read_wrapped(reader: Reader, element: _Element, name: str) -> list[Media]:
    """The media that an element is, or wraps; none where it is anything else."""
    if name in MEDIA and is_leaf(element):
        return [read_media(reader, element, name)]
    if name not in WRAPPERS or reader.has_text(element):
        return []
    children = reader.children(element)
    named = [(child, reader.name(child)) for child in children]
    if not all(is_leaf(child) and (part in MEDIA or part in SOURCES) for child, part in named):
        return []
    around = {f"../@{key}": value for key, value in reader.found(element).items()}
    kind = MEDIA.get(name, "image")
    media = [_read_source(reader, child, part, kind) for child, part in named]
    for number, one in enumerate(media):
        place = {AROUND: ""} if number else {AROUND: name, **around}
        one.attributes = {**(one.attributes or {}), **place}
    return media


def _read_source(reader: Reader, element: _Element, name: str, kind: str) -> Media:
    if name in MEDIA:
        return read_media(reader, element, name)
    media = read_media(reader, element, name, SOURCES[name] or kind)
    media.attributes = {ELEMENT: name, **(media.attributes or {})}
    return media


def _write_all(writer: Writer, media: list[Media]) -> str:
    """Media with what the source had around them."""
    parts: list[str] = []
    open_name = ""
    for one in media:
        around = one.attributes.get(AROUND) if one.attributes else None
        if around is None or not writer.may_be_rare() or (around not in WRAPPERS and not (around == "" and open_name)):
            around = None
        if around != "" and open_name:
            parts.append(f"</{open_name}>")
            open_name = ""
        if around is None:
            parts.append(write_media(writer, one))
            continue
        attributes = {key: value for key, value in (one.attributes or {}).items() if key != AROUND}
        own = writer.pop_path(attributes, "../@")
        if around:
            parts.append(f"<{around}{writer.attributes(own)}>")
            open_name = around
        parts.append(write_media(writer, _with(one, attributes)))
    if open_name:
        parts.append(f"</{open_name}>")
    return "".join(parts)


def _with(media: Media, attributes: Attributes) -> Media:
    return Media(
        media.href, media.kind, media.alt, media.title, media.content_type, media.width, media.height, attributes
    )


def read_figure(reader: Reader, element: _Element, name: str) -> Block:
    """``figure``: media, then the caption; a group where anything else stands first, or text directly in it."""
    found = reader.found(element)
    if reader.has_text(element):
        return reader.group(element, name)
    children = reader.children(element)
    media: list[Media] = []
    number = 0
    for child in children:
        wrapped = _read_wrapped(reader, child, reader.name(child))
        if not wrapped:
            break
        media += wrapped
        number += 1
    rest = children[number:]
    outer = reader.enter(found)
    block: Block | None = None
    if not rest:
        block = Figure(media, attributes=restored(found))
    elif len(rest) == 1 and reader.name(rest[0]) == "figcaption":
        block = _captioned(reader, rest[0], media, found)
    elif media and all(reader.is_hard(child) for child in rest):
        found[NO_CAPTION] = "-"
        block = Figure(media, [reader.block(child) for child in rest], attributes=restored(found))
    reader.preserve = outer
    return block or reader.group(element, name)


def _captioned(reader: Reader, caption: _Element, media: list[Media], found: dict[str, str]) -> Figure:
    own = reader.found(caption)
    footer = reader.last_line(caption, "footer")
    credit = None
    if footer is not None:
        of_footer = reader.found(footer)
        outer = reader.enter(own)
        credit = reader.line(footer, of_footer)
        reader.preserve = outer
        found.update((f"footer/@{key}", value) for key, value in of_footer.items())
    blocks = reader.blocks(caption, found=own, text_is_usual=True, until=footer)
    if not blocks and credit is None:
        # An empty caption is there, which a figure without one is not.
        found[NO_CAPTION] = ""
    found.update((f"figcaption/@{key}", value) for key, value in own.items())
    return Figure(media, blocks, credit, restored(found))


def write_figure(writer: Writer, block: Figure) -> str:
    """``figure``, or the bare medium that it was in the source."""
    attributes = dict(block.attributes or {})
    alone = attributes.get(ELEMENT)
    if (
        alone is not None
        and len(attributes) == 1
        and not block.caption
        and block.credit is None
        and writer.may_be_rare()
    ):
        return _write_all(writer, block.media)
    outer = writer.enter(attributes)
    media = _write_all(writer, block.media)
    caption = _write_caption(writer, block, attributes)
    writer.preserve = outer
    return f"<figure{writer.attributes(attributes)}>{media}{caption}</figure>"


def _write_caption(writer: Writer, block: Figure, attributes: dict[str, str]) -> str:
    mode = attributes.get(NO_CAPTION)
    if mode == "-" and block.media and block.caption and block.credit is None and writer.may_be_rare():
        del attributes[NO_CAPTION]
        return "".join([writer.block(child) for child in block.caption])
    empty = not block.caption and block.credit is None
    if empty and not (mode == "" and writer.may_be_rare()):
        return ""
    if empty:
        del attributes[NO_CAPTION]
    own = writer.pop_path(attributes, "figcaption/@")
    last = block.caption[-1] if block.caption else None
    as_div = block.credit is None and isinstance(last, Group) and last.kind == "footer"
    inner, space = writer.held(block.caption, own, text_is_usual=True, last_as_div=as_div)
    footer = write_footer(writer, block.credit, attributes, preserve=writer.within(own, space))
    return f"<figcaption{space}{writer.attributes(own)}>{inner}{footer}</figcaption>"
