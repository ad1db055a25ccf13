"""HTML within Markdown: what Markdown has no way to say is written as XHTML, and read back from it.

The vocabulary is that of :mod:`newsdoc.formats.markup.xhtml`.  Markup that is not of it, or not well-formed, is carried as
it is.
"""

from __future__ import annotations

import copy
import html
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsdoc.errors import ReadError
from newsdoc.formats.markdown import escapes
from newsdoc.formats.markup import xhtml
from newsdoc.formats.markup.names import VOID
from newsdoc.model.content import Code, Group, Paragraph, RawBlock, RawInline, Reference
from newsdoc.model.walk import CONTAINERS, text_of

if TYPE_CHECKING:
    from newsdoc.model.content import Block, Inline

MEDIA_TYPE: Final = "text/html"

#: An HTML block of our own that Markdown would not take for one begins with this: a comment begins and ends one anywhere.
COMMENT: Final = "<!---->"

#: Stands for the content while the tags around it are made; no document has this character.
_CONTENT: Final = "\ufffc\ue000\ufffc"

_ATTRIBUTES = r"""(?:\s+[A-Za-z_:][\w.:\-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*"""
#: Inline HTML (CommonMark 6.6) on one line.
_TAG = re.compile(rf"<(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9\-]*){_ATTRIBUTES}(?P<empty>/)?>", re.ASCII)
_OTHER = re.compile(
    r"<!--(?:(?!-->).)*-->|<\?(?:(?!\?>).)*\?>|<![A-Za-z][^>]*>|<!\[CDATA\[(?:(?!\]\]>).)*\]\]>", re.ASCII
)
_VOID: Final = frozenset({"br", "img", "wbr", "hr", "embed", "input"})

#: The tags that begin an HTML block, even in the middle of a paragraph (CommonMark 4.6, conditions 1 and 6).
_BLOCK_NAMES: Final = (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link "
    "main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead "
    "title tr track ul"
)
#: The elements that may hold Markdown between a tag that stands alone and its end.
GROUP_NAMES: Final = frozenset(
    ["address", "article", "aside", "details", "div", "footer", "header", "main", "nav", "section"]
)
_NAMES = _BLOCK_NAMES.replace(" ", "|")
#: A line that begins an HTML block, wherever it stands; and the first line of a paragraph that is a lone tag.
_BLOCK_LINE = re.compile(
    rf"^(?:</?(?:{_NAMES})(?=[\s>]|/>|\Z)|<(?:pre|script|style|textarea)(?=[\s>]|\Z)|<!|<\?)",
    re.IGNORECASE | re.MULTILINE,
)
_ONE_LINE_BLOCK = re.compile(rf"<(?:{_NAMES}|pre)(?=[\s>]|/>)", re.IGNORECASE)
_LONE_TAG = re.compile(rf"{_TAG.pattern}[ \t]*(?=\n|\Z)", re.ASCII)

_LINE_ENDS: Final = {"\n": "&#10;", "\r": "&#13;"}
_IN_TAG: Final = _LINE_ENDS | {"\t": "&#9;", "|": "&#124;", "`": "&#96;"}


class CannotSayError(Exception):
    """Markdown cannot say this inline: the block that holds it has to be written as HTML."""


class OpenTag(NamedTuple):
    """A tag that waits for its end: its name, where its content begins, and the inline or the group that it makes."""

    name: str
    begin: int
    node: Any


# --- reading ----------------------------------------------------------------------------------------------------------


def kind_of(text: str) -> tuple[str, str]:
    """``open``, ``close``, ``void`` (complete in itself) or ``other``, and the name of the element."""
    match = _TAG.fullmatch(text)
    if match is None:
        return "other", ""
    name = match["name"].lower()
    if match["end"]:
        return "close", name
    return ("void" if match["empty"] or name in _VOID else "open"), name


def inline_of(text: str) -> Inline | None:
    """The inline that a tag makes, still empty; ``None`` where the tag is not of the vocabulary."""
    return copy.deepcopy(pattern_of(text))


@lru_cache(maxsize=512)
def pattern_of(text: str) -> Inline | None:
    """As :func:`inline_of`, but one for all: not to be changed, only to be :func:`filled`."""
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    match _parsed(f"<p>{_element(match)}</p>"):
        case [Paragraph(content=[inline], attributes=None)] if not isinstance(inline, str | RawInline):
            return inline
    return None


_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w.:\-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""", re.ASCII)


def _attribute(match: re.Match[str]) -> str:
    """An attribute as XML has it: HTML's may lack the quotation marks and the value."""
    value = html.unescape(next((part for part in match.groups()[1:] if part is not None), ""))
    return f' {match[1]}="{escapes.reference(value, _XML_VALUE)}"'


_XML_VALUE = re.compile(r"[<>&\"\t\r\n]")


def filled(inline: Inline, content: list[Inline]) -> Inline | None:
    """A copy of ``inline`` with its content; ``None`` where it cannot have it."""
    new = copy.copy(inline)
    if isinstance(new, CONTAINERS):
        new.content = content
    elif not isinstance(new, Code | Reference) or not all(isinstance(part, str) for part in content):
        return None
    elif isinstance(new, Code):
        new.value = text_of(content)
    else:
        new.target = text_of(content)
    new.attributes = dict(new.attributes) if new.attributes else None
    return new


@lru_cache(maxsize=512)
def group_of(text: str) -> Group | None:
    """The group of blocks that a tag begins, still empty and not to be changed; ``None`` where it begins none."""
    match = _TAG.fullmatch(text)
    if match is None or match["name"].lower() not in GROUP_NAMES:
        return None
    match _parsed(_element(match)):
        case [Group(content=[]) as group]:
            return group
    return None


def filled_group(group: Group, content: list[Block]) -> Group:
    """A copy of ``group`` with its content."""
    return replace(group, content=content, attributes=dict(group.attributes) if group.attributes else None)


def _element(match: re.Match[str]) -> str:
    """An empty element with the name and the attributes of a tag, as XML."""
    name = match["name"].lower()
    values = (_attribute(part) for part in _ATTRIBUTE.finditer(match.string, match.end("name")))
    return f"<{name}{''.join(values)}></{name}>"


def blocks_of(text: str) -> list[Block]:
    """The blocks of an HTML block; one :class:`RawBlock` where it is not well-formed or not of the vocabulary."""
    markup = text.removeprefix(COMMENT)
    # Tags that stand alone keep the markup around them from being read: nothing needs to look for what they lack.
    whole = kind_of(markup.rstrip("\n"))[0] not in ("open", "close")
    blocks = _parsed(markup) if whole else []
    if blocks and ("<!" in markup or "<?" in markup) and not _is_own(blocks, text.removesuffix("\n")):
        # So do comments and instructions, which would be lost where they are not in markup that is carried as it is.
        blocks = []
    return blocks or [RawBlock(text.removesuffix("\n"), MEDIA_TYPE)]


def _is_own(blocks: list[Block], text: str) -> bool:
    """Whether ``text`` is what is written for ``blocks``, so that all that is in it is in them."""
    if len(blocks) != 1:
        return False
    line = block_line(blocks[0])
    return text in (line, line.removeprefix(COMMENT))


def _parsed(markup: str) -> list[Block]:
    try:
        blocks, notes = xhtml.parse_fragment(markup)
        if notes:
            # HTML needs no quotation marks, no values and no ends of empty elements; what lacks more than that is kept.
            blocks, notes = xhtml.parse_fragment(_TAG.sub(_as_xml, markup))
    except ReadError:
        return []
    return [] if notes else blocks


def _as_xml(match: re.Match[str]) -> str:
    """A tag as XML has it."""
    name = match["name"].lower()
    if match["end"]:
        return f"</{name}>"
    values = "".join(_attribute(part) for part in _ATTRIBUTE.finditer(match[0], 1 + len(name)))
    return f"<{name}{values}{'/' if match['empty'] or name in VOID else ''}>"


# --- writing ----------------------------------------------------------------------------------------------------------


def tags(inline: Inline) -> tuple[str, str]:
    """The tags that stand around the content of ``inline``; the second is empty where it has none.

    Raises :class:`CannotSayError` where it takes more than one element, or markup that is not Markdown's inline HTML.
    """
    shell, has_content = _shell(inline)
    markup = _referenced(xhtml.inline_fragment([shell]), _IN_TAG)
    opening, _, closing = markup.rpartition(_CONTENT) if has_content else (markup, "", "")
    bare = filled(inline, []) if has_content else inline
    if has_content and kind_of(opening)[0] == "void":
        # An element that HTML never closes has its tag alone, and no content.
        if bare != inline:
            raise CannotSayError
        opening, has_content = _referenced(xhtml.inline_fragment([inline]), _IN_TAG), False
    if pattern_of(opening) != bare or (has_content and kind_of(closing)[0] != "close"):
        raise CannotSayError
    return opening, closing if has_content else ""


def _shell(inline: Any) -> tuple[Any, bool]:
    """``inline`` with a stand-in for its content, and whether it has content."""
    if isinstance(inline, CONTAINERS):
        return replace(inline, content=[_CONTENT]), True
    if isinstance(inline, Code):
        return replace(inline, value=_CONTENT), True
    if isinstance(inline, Reference):
        return replace(inline, target=_CONTENT), True
    return inline, False


def _referenced(text: str, table: dict[str, str]) -> str:
    for char, replacement in table.items():
        text = text.replace(char, replacement)
    return text


def is_foreign(value: str) -> bool:
    """Whether ``value`` is inline markup that the reader takes as it is, whatever stands around it."""
    if "|" in value or "`" in value or not (_TAG.fullmatch(value) or _OTHER.fullmatch(value)) or "\n" in value:
        return False
    kind, name = kind_of(value)
    return kind == "other" or (pattern_of(value) is None and pattern_of(f"<{name}>") is None)


def group_tags(group: Group) -> tuple[str, str] | None:
    """The lines that stand before and after the blocks of a group; ``None`` where they would not make it again."""
    markup = _referenced(xhtml.block_fragment(replace(group, content=[])), _LINE_ENDS)
    opening, slash, name = markup.rpartition("</")
    if not slash or group_of(opening) != replace(group, content=[], attributes=group.attributes or None):
        return None
    return opening, f"</{name}"


def block_line(block: Block) -> str:
    """``block`` as an HTML block of one line, which begins anywhere and ends with its line."""
    return COMMENT + _referenced(xhtml.block_fragment(block), _LINE_ENDS)


def plain_block(lines: list[str]) -> list[str]:
    """The lines of :func:`block_line` for where an empty line follows: without the comment if nothing needs it."""
    markup = lines[0].removeprefix(COMMENT)
    return [markup] if _ONE_LINE_BLOCK.match(markup) else lines


def looks_like_block(paragraph: str) -> bool:
    """Whether Markdown would see an HTML block in the text of a paragraph."""
    return "<" in paragraph and (_LONE_TAG.match(paragraph) or _BLOCK_LINE.search(paragraph)) is not None
