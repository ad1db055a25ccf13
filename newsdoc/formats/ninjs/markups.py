"""The markup of a body: what it is, its blocks, and the text of blocks in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsdoc.errors import ReadError
from newsdoc.formats.markup import names, plain
from newsdoc.model.compare import merged, normal
from newsdoc.model.content import Block, LineBreak, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from newsdoc.formats.markup.nitf import NitfBody
    from newsdoc.model.content import Inline
    from newsdoc.model.document import Content

XHTML: Final = "xhtml"
NITF: Final = "nitf"
TEXT: Final = "text"
#: The most tags in the markup of a body.
MAX_TAGS: Final = 200_000
#: The kinds of markup that newsdoc reads, the richest first, each with its media type.
MEDIA_TYPES: Final = {XHTML: "application/xhtml+xml", NITF: "application/nitf+xml", TEXT: "text/plain"}
RANKS: Final = {kind: rank for rank, kind in enumerate(MEDIA_TYPES)}

#: What other names of media types and what roles mean where there is no media type.
_TYPES: Final = {
    "application/xhtml+xml": XHTML,
    "text/html": XHTML,
    "text/xhtml": XHTML,
    "application/html": XHTML,
    "application/nitf+xml": NITF,
    "text/vnd.iptc.nitf": NITF,
    "application/vnd.iptc.nitf": NITF,
    "text/nitf": NITF,
    "text/plain": TEXT,
}
_ROLES: Final = {
    "xhtml": XHTML,
    "html": XHTML,
    "html5": XHTML,
    "richtext": XHTML,
    "nitf": NITF,
    "text": TEXT,
    "plain": TEXT,
    "plaintext": TEXT,
    "simple": TEXT,
}
HTML_TYPE: Final = "text/html"
#: The roles that name HTML in words of their own.
_HTML_ROLES: Final = frozenset({"html", "html5"})
#: What may stand before the first element of a document.
_PROLOG: Final = r"\ufeff?\s*+(?:<\?xml\b[^>]*+>\s*+)?+(?:<!DOCTYPE\b[^>]*+>\s*+)?+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
_TAG: Final = re.compile(r"\ufeff?\s*+<[A-Za-z!?]")
_MARKED_UP: Final = re.compile(_PROLOG + r"<[A-Za-z]", re.IGNORECASE)
_NITF_ROOT: Final = re.compile(_PROLOG + r"<(?:[\w.-]++:)?+nitf[\s/>]", re.IGNORECASE)
#: Tags that no plain text has by chance: the end of an element that HTML has, a line break, a paragraph.
_HTML_TAG: Final = re.compile(
    r"</(?:p|div|span|section|article|h[1-6]|ul|ol|li|table|blockquote|b|i|u|em|strong|a|figure)\s*>|<br\s*/?>|<p[\s>]",
    re.IGNORECASE,
)
#: What is around the parts of a document of NITF, and around what stands in its body.content.
_AROUND: Final = {
    **dict.fromkeys(("head", "body"), "<nitf>{}</nitf>"),
    **dict.fromkeys(("body.head", "body.content", "body.end"), "<nitf><body>{}</body></nitf>"),
}
_BLOCKS: Final = "<nitf><body><body.content>{}</body.content></body></nitf>"
_DECLARATION: Final = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
_BLANK_LINE: Final = re.compile(r"(?>\r\n|\r|\n)[ \t]*+[\r\n]\s*+")
_LINE: Final = re.compile(r"\r\n|\r|\n")


def type_kind(content_type: str | None) -> str | None:
    """The kind of markup that a media type is; ``None`` for one that newsdoc does not read."""
    return _TYPES.get((content_type or "").partition(";")[0].strip().lower())


def kind_of(entry: Content, value: str) -> str | None:
    """The kind of markup that a body is, by its media type; for want of one by its role, else by its look."""
    if entry.content_type is not None:
        return type_kind(entry.content_type)
    return _kind_by_role(entry.role, value) or kind_by_look(value)


def _kind_by_role(role: str | None, value: str) -> str | None:
    """The kind of markup that a role names; what has no sign of XML in it is no NITF."""
    kind = _ROLES.get((role or "").lower())
    return TEXT if kind == NITF and value and "<" not in value and "&" not in value else kind


def wanted_kind(entry: Content) -> str:
    """The kind of markup that the body's own alternative asks for."""
    return kind_of(entry, "text" if entry.form == "data" else "<p></p>") or XHTML


def kind_by_look(text: str) -> str:
    """The kind of markup that a text looks like."""
    if not is_marked_up(text):
        return TEXT
    return NITF if _NITF_ROOT.match(text) else XHTML


def implied_type(
    role: str | None, text: str, *, alone: bool, known: dict[tuple[str, str], Parsed | None]
) -> str | None:
    """The media type of a body of line 1, which says none: what its role says that it is, or its look.

    What looks like plain text has a type only beside others, from which that tells it apart.
    """
    named = _kind_by_role(role, text)
    kind = named or kind_by_look(text)
    if kind == TEXT:
        return MEDIA_TYPES[TEXT] if named or not alone else None
    found = parsed(kind, text, known)
    if found is None:
        return None
    return HTML_TYPE if kind == XHTML and (found.repairs or (role or "").lower() in _HTML_ROLES) else MEDIA_TYPES[kind]


def label_type(role: str | None) -> str | None:
    """The media type of a headline or description of line 1: only where IPTC's own words for them say it."""
    return {"simple": MEDIA_TYPES[TEXT], "richtext": MEDIA_TYPES[XHTML]}.get(role or "")


def is_marked_up(text: str) -> bool:
    """Whether a text looks like markup: it begins with a tag and ends with one, or has tags that are HTML's."""
    if "<" not in text:
        return False
    return bool(text.rstrip().endswith(">") and _MARKED_UP.match(text)) or _HTML_TAG.search(text) is not None


def form_of(entry: Content, value: str) -> str:
    """``xml`` for what can be an XML element, ``data`` for the rest."""
    kind = kind_of(entry, value)
    if entry.content_type is None:
        return "data" if kind == TEXT else "xml"
    bare = entry.content_type.partition(";")[0].strip().lower()
    return "xml" if kind in (XHTML, NITF) or bare.endswith(("/xml", "+xml")) else "data"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body that was read: its blocks, whether writing them gives the very same text, and what was repaired."""

    blocks: list[Block]
    exact: bool
    repairs: tuple[str, ...] = ()


def parsed(kind: str, text: str, known: dict[tuple[str, str], Parsed | None]) -> Parsed | None:
    """What a body says, which is found out once; ``None`` where it cannot be read."""
    if (kind, text) not in known:
        known[kind, text] = parse(kind, text)
    return known[kind, text]


def parse(kind: str, text: str) -> Parsed | None:
    """What a text in a kind of markup says; ``None`` where it cannot be read, or is more than any article is."""
    if kind != TEXT and is_too_much(text):
        return None
    try:
        blocks, repairs = _READERS[kind](text)
    except ReadError:
        return None
    again = render(kind, blocks)
    if kind == XHTML and len(text) <= _REMEMBERED_LENGTH:
        _remember(text, again, tuple(repairs))
    return Parsed(blocks, again == text, tuple(repairs))


def is_too_much(text: str) -> bool:
    """Whether a text has more tags than a body may have."""
    return len(text) > MAX_TAGS and text.count("<") > MAX_TAGS


def says(kind: str, text: str, blocks: list[Block], known: dict[tuple[str, str], Parsed | None]) -> bool:
    """Whether a text says what ``blocks`` say, in normal form.

    XHTML is exact: two bodies that it writes alike are the same, so that a text that was read lately need not be read
    again to know.
    """
    remembered = _REMEMBERED.get(text) if kind == XHTML and (kind, text) not in known else None
    if remembered is None:
        found = parsed(kind, text, known)
        return found is not None and same(found.blocks, blocks)
    again, repairs = remembered
    if render(XHTML, blocks) != again:
        return False
    known[kind, text] = Parsed(blocks, again == text, repairs)
    return True


#: What XHTML that was read lately is as newsdoc writes it, and what was repaired in it, by its text: a pure memo.
_REMEMBERED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {}
_REMEMBERED_TEXTS: Final = 16
_REMEMBERED_LENGTH: Final = 100_000


def _remember(text: str, again: str, repairs: tuple[str, ...]) -> None:
    while len(_REMEMBERED) >= _REMEMBERED_TEXTS:
        _REMEMBERED.pop(next(iter(_REMEMBERED), text), None)
    _REMEMBERED[text] = again, repairs


def render(kind: str, blocks: list[Block], original: str | None = None) -> str:
    """The text of ``blocks``; that of NITF and of plain text may say less than they do.

    What stands around the body of NITF is taken from ``original``, if there is one.
    """
    if kind == XHTML:
        from newsdoc.formats.markup.xhtml import fragment

        return fragment(blocks)
    return render_text(blocks) if kind == TEXT else _render_nitf(blocks, original)


def _parse_xhtml(text: str) -> tuple[list[Block], list[str]]:
    from newsdoc.formats.markup.xhtml import parse_fragment

    return parse_fragment(text)


def _parse_nitf(text: str) -> tuple[list[Block], list[str]]:
    """What has no markup in it is plain text."""
    if "<" not in text and "&" not in text:
        return parse_text(text), []
    try:
        return _nitf(text).blocks, []
    except ReadError:
        if is_marked_up(text) or _TAG.match(text):
            raise
        return parse_text(text), []


def _parse_plain(text: str) -> tuple[list[Block], list[str]]:
    return parse_text(text), []


_READERS: Final[dict[str, Callable[[str], tuple[list[Block], list[str]]]]] = {
    XHTML: _parse_xhtml,
    NITF: _parse_nitf,
    TEXT: _parse_plain,
}


def _nitf(text: str) -> NitfBody:
    """A document of NITF; or what stands in one: its body, or blocks and lines of that.

    Raises :class:`newsdoc.ReadError` where it is neither.
    """
    from newsdoc.formats.markup.nitf import read_nitf

    return read_nitf(_xml(text, "{}" if _NITF_ROOT.match(text) else _frame(text)))


def _frame(text: str) -> str:
    """The document of NITF around parts of one."""
    from newsdoc.formats.markup.names import split_tag
    from newsdoc.formats.markup.nitf_names import KNOWN, NAMESPACES

    tags = [split_tag(part.tag) for part in _xml(text, "<x>{}</x>") if isinstance(part.tag, str)]
    if not all(space in NAMESPACES and (name in KNOWN or name in _AROUND) for space, name in tags):
        raise ReadError("the elements are not those of NITF", code="NITF-ROOT")
    return next((_AROUND[name] for _, name in tags if name in _AROUND), _BLOCKS)


def _xml(text: str, frame: str) -> _Element:
    """XML in a string, within ``frame``; what its declaration says of an encoding means nothing there."""
    from newsdoc.loading.xml import parse as parse_xml

    declaration = _DECLARATION.match(text)
    return parse_xml(frame.format(text[declaration.end() if declaration else 0 :]).encode())


def certain(kind: str, blocks: list[Block]) -> str | None:
    """The text of ``blocks``, where it is certain to say no less than they do."""
    if kind == XHTML:
        return render(kind, blocks)
    return plain.text(blocks) if kind == TEXT else _plain_nitf(blocks)


def _plain_nitf(blocks: list[Block]) -> str | None:
    inner = plain.NITF.blocks(blocks)
    return f'<nitf xmlns="{names.NITF}"><body><body.content>{inner}</body.content></body></nitf>' if inner else None


def _render_nitf(blocks: list[Block], original: str | None) -> str:
    if original is None and (text := _plain_nitf(blocks)) is not None:
        return text

    from lxml import etree

    from newsdoc.formats.markup.nitf import write_nitf

    shell = _shell(original) if original is not None else None
    root, _ = write_nitf(blocks, shell=shell)
    return etree.tostring(root, encoding="unicode")


def _shell(original: str) -> str | None:
    """What stands around the body in a text of NITF; ``None`` where it is no NITF."""
    try:
        return None if is_too_much(original) else _nitf(original).shell
    except ReadError:
        return None


def parse_text(text: str) -> list[Block]:
    """Paragraphs of plain text, which empty lines divide, lines within as line breaks; a paragraph a line where there are no empty lines."""
    if _BLANK_LINE.search(text.strip()):
        return [Paragraph(_lines(part)) for part in _BLANK_LINE.split(text) if part.strip()]
    return [Paragraph([part]) for part in _LINE.split(text) if part.strip()]


def _lines(text: str) -> list[Inline]:
    """The lines of a paragraph, without those at its ends in which there is nothing."""
    if "\n" not in text and "\r" not in text:
        return [text]
    content: list[Inline] = []
    for line in _LINE.split(text.strip("\r\n")):
        if content:
            content.append(LineBreak())
        content.append(line)
    return content


def is_plain(blocks: list[Block]) -> bool:
    """Whether blocks are paragraphs of lines, so that plain text says all of them but their white space."""
    return all(
        block.__class__ is Paragraph
        and not block.attributes
        and all(one.__class__ is str or (one.__class__ is LineBreak and not one.attributes) for one in block.content)
        for block in blocks
    )


def render_text(blocks: list[Block]) -> str:
    """The plain text of blocks, an empty line between them."""
    from newsdoc.model.walk import text_of_blocks

    return text_of_blocks(blocks)


def same(left: list[Block], right: list[Block]) -> bool:
    """Whether two bodies are the same, in normal form."""
    return left == right or bool(normal(left) == normal(right))


def parse_inline(text: str) -> list[Inline] | None:
    """The inlines of a label's markup; ``None`` where it cannot be read."""
    from newsdoc.formats.markup.xhtml import parse_inlines

    try:
        return merged(parse_inlines(text))
    except ReadError:
        return None


def render_inline(content: list[Inline]) -> str:
    """The XHTML of a label's inlines."""
    from newsdoc.formats.markup.xhtml import inline_fragment

    return inline_fragment(content)
