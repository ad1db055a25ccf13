"""The body of a document: blocks that hold inlines, and inlines that hold text.

A run of text is a plain :class:`str`; everything else is one of the classes below.  What may stand where is a type:
``Block`` is the union of the block classes, ``Inline`` the union of ``str`` and the inline classes.

Nodes are built positionally, the content first.  ``type``, always the last field, is the node's name in newsdoc's JSON;
nobody passes it.  ``attributes`` keeps what the source said about a node beyond what the class has a field for: a plain
mapping of attribute names (Clark notation ``{namespace}name`` where namespaced) to their exact values.  One key is
reserved: ``element``, the source's name of the element where it is not the usual one for this class (``b`` for
:class:`Strong`).

Text is kept exactly, white space included.  A line feed inside a run of text is white space that the source happened
to break a line at; a line break that means something is a :class:`LineBreak`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, Union, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Attributes: TypeAlias = dict[str, str]


class _ByType:
    """Tells pydantic to choose a union's member by the node's ``type``: one clear error instead of one a member."""

    @staticmethod
    def tag(value: Any) -> str | None:
        """The name of the member that ``value`` claims to be; ``None`` where it claims nothing."""
        if isinstance(value, str):
            return "text"
        found = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
        return found if isinstance(found, str) else None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        members = {
            "text" if member is str else member.__dataclass_fields__["type"].default: handler.generate_schema(member)
            for member in get_args(source)
        }
        return core_schema.tagged_union_schema(members, self.tag)


_CONFIG = {"extra": "forbid"}


# --- inlines --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Strong:
    """Text of strong importance (XHTML ``strong``, ``b``; NITF ``em[@class='strong']``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["strong"] = "strong"


@dataclass(slots=True)
class Emphasis:
    """Stressed text (XHTML ``em``, ``i``; NITF ``em``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["emphasis"] = "emphasis"


@dataclass(slots=True)
class Underline:
    """Underlined text (XHTML ``u``; NITF ``em[@class='underscore']``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["underline"] = "underline"


@dataclass(slots=True)
class Strikethrough:
    """Text that no longer holds (XHTML ``s``, ``del``, ``strike``; GFM ``~~``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["strikethrough"] = "strikethrough"


@dataclass(slots=True)
class Superscript:
    """Raised text (XHTML ``sup``; NITF ``sup``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["superscript"] = "superscript"


@dataclass(slots=True)
class Subscript:
    """Lowered text (XHTML ``sub``; NITF ``sub``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["subscript"] = "subscript"


@dataclass(slots=True)
class Code:
    """A literal run: a command, a name, a ticker (XHTML ``code``, ``kbd``, ``samp``, ``tt``)."""

    __pydantic_config__ = _CONFIG
    value: str
    attributes: Attributes | None = None
    type: Literal["code"] = "code"


@dataclass(slots=True)
class Link:
    """A hyperlink (XHTML ``a[@href]``; NITF ``a``).  ``href`` is kept as written, not resolved or normalised."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    href: str
    title: str | None = None
    attributes: Attributes | None = None
    type: Literal["link"] = "link"


@dataclass(slots=True)
class Quote:
    """Somebody's words within a paragraph (XHTML ``q``; NITF ``q``).

    ``marks`` are the quotation marks that stand around it in the text, the opening and the closing one (``'""'``,
    ``'„“'``, ``'«»'``); they are not part of ``content``.  ``reference`` names where the words are from: in plain text
    the ``[[…]]`` that follows the quotation.  ``cite`` is the source's address.
    """

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    marks: str = '""'
    reference: str | None = None
    cite: str | None = None
    attributes: Attributes | None = None
    type: Literal["quote"] = "quote"


@dataclass(slots=True)
class Reference:
    """A pointer to something named, ``[[…]]`` in plain text.  ``target`` is the text between the brackets."""

    __pydantic_config__ = _CONFIG
    target: str
    attributes: Attributes | None = None
    type: Literal["reference"] = "reference"


@dataclass(slots=True)
class Annotation:
    """A phrase that the source marked: an entity, or a span of any kind.

    ``kind`` is the source's element name (XHTML ``span``, ``abbr``, ``time``, ``small`` …; NITF ``person``, ``org``,
    ``location``, ``chron``, ``money`` …; NewsML-G2 ``inline``).  ``qcode``, ``uri`` and ``literal`` identify the concept
    meant, as NewsML-G2 ``inline`` does.
    """

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    kind: str = "span"
    qcode: str | None = None
    uri: str | None = None
    literal: str | None = None
    attributes: Attributes | None = None
    type: Literal["annotation"] = "annotation"


@dataclass(slots=True)
class LineBreak:
    """A line break that means something (XHTML ``br``; NITF ``br``; Markdown's hard break)."""

    __pydantic_config__ = _CONFIG
    attributes: Attributes | None = None
    type: Literal["line_break"] = "line_break"


@dataclass(slots=True)
class InlineMedia:
    """A picture that stands in a line of text (XHTML ``img`` within ``p``; Markdown's image)."""

    __pydantic_config__ = _CONFIG
    media: Media
    type: Literal["inline_media"] = "inline_media"


@dataclass(slots=True)
class RawInline:
    """Markup that is carried as it is.  ``content_type`` is its media type (``text/html``, ``application/xml`` …)."""

    __pydantic_config__ = _CONFIG
    value: str
    content_type: str
    type: Literal["raw_inline"] = "raw_inline"


InlineUnion = Union[  # noqa: UP007  # read by get_args, as | of so many classes is not
    str,
    Strong,
    Emphasis,
    Underline,
    Strikethrough,
    Superscript,
    Subscript,
    Code,
    Link,
    Quote,
    Reference,
    Annotation,
    LineBreak,
    InlineMedia,
    RawInline,
]
Inline: TypeAlias = Annotated[InlineUnion, _ByType()]

# --- media ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Media:
    """One file that a figure or a line of text shows (XHTML ``img``, ``video``, ``audio``, ``source``; NITF
    ``media-reference``).

    ``kind`` is ``image``, ``video``, ``audio``, ``graphic`` or what the source says.  ``width`` and ``height`` are in
    pixels unless ``attributes`` says otherwise.
    """

    __pydantic_config__ = _CONFIG
    href: str
    kind: str = "image"
    alt: str | None = None
    title: str | None = None
    content_type: str | None = None
    width: int | None = None
    height: int | None = None
    attributes: Attributes | None = None


# --- blocks ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Paragraph:
    """A paragraph (XHTML ``p``; NITF ``p``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    attributes: Attributes | None = None
    type: Literal["paragraph"] = "paragraph"


@dataclass(slots=True)
class Heading:
    """A heading within the body, ``level`` 1–6 (XHTML ``h1``–``h6``; NITF ``hl2``)."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    level: int = 2
    attributes: Attributes | None = None
    type: Literal["heading"] = "heading"


@dataclass(slots=True)
class ListItem:
    """One item of a :class:`List`."""

    __pydantic_config__ = _CONFIG
    content: list[Block]
    attributes: Attributes | None = None


@dataclass(slots=True)
class List:
    """A list (XHTML ``ul``, ``ol``; NITF ``ul``, ``ol``).

    ``start`` is the first number of an ordered list.  In a ``tight`` list a paragraph of an item is written without a
    paragraph of its own (CommonMark 5.3, "loose").
    """

    __pydantic_config__ = _CONFIG
    items: list[ListItem]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    attributes: Attributes | None = None
    type: Literal["list"] = "list"


@dataclass(slots=True)
class BlockQuote:
    """Somebody's words as blocks (XHTML ``blockquote``; NITF ``bq``).

    ``attribution`` is whose words they are (NITF ``credit``), ``cite`` the source's address.
    """

    __pydantic_config__ = _CONFIG
    content: list[Block]
    attribution: list[Inline] | None = None
    cite: str | None = None
    attributes: Attributes | None = None
    type: Literal["block_quote"] = "block_quote"


@dataclass(slots=True)
class Figure:
    """A picture, a video … with its caption and credit (XHTML ``figure``; NITF ``media``).

    ``media`` holds the renditions of the one thing shown; it is empty where the source only marks the place ("Image").
    """

    __pydantic_config__ = _CONFIG
    media: list[Media] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    credit: list[Inline] | None = None
    attributes: Attributes | None = None
    type: Literal["figure"] = "figure"


@dataclass(slots=True)
class Cell:
    """A cell of a table (XHTML ``td``, ``th``; NITF ``td``, ``th``)."""

    __pydantic_config__ = _CONFIG
    content: list[Block]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    attributes: Attributes | None = None


@dataclass(slots=True)
class Row:
    """A row of a table; ``section`` is ``head``, ``body`` or ``foot``."""

    __pydantic_config__ = _CONFIG
    cells: list[Cell]
    section: Literal["head", "body", "foot"] = "body"
    attributes: Attributes | None = None


Alignment: TypeAlias = Literal["left", "center", "right"]


@dataclass(slots=True)
class Table:
    """A table (XHTML ``table``; NITF ``table``).  ``alignments`` holds one entry a column, or nothing at all."""

    __pydantic_config__ = _CONFIG
    rows: list[Row]
    caption: list[Inline] | None = None
    alignments: list[Alignment | None] = field(default_factory=list)
    attributes: Attributes | None = None
    type: Literal["table"] = "table"


@dataclass(slots=True)
class Preformatted:
    """Text whose white space counts (XHTML ``pre``; NITF ``pre``).  ``language`` is that of program text."""

    __pydantic_config__ = _CONFIG
    content: list[Inline]
    language: str | None = None
    attributes: Attributes | None = None
    type: Literal["preformatted"] = "preformatted"


@dataclass(slots=True)
class ThematicBreak:
    """A break between parts of the text (XHTML ``hr``; NITF ``hr``)."""

    __pydantic_config__ = _CONFIG
    attributes: Attributes | None = None
    type: Literal["thematic_break"] = "thematic_break"


@dataclass(slots=True)
class Embed:
    """Something shown from elsewhere (XHTML ``iframe``, ``embed``, ``object``; a post, a player, a map).

    ``href`` is its address; ``value`` the markup to show it with, of the media type ``content_type``.
    """

    __pydantic_config__ = _CONFIG
    href: str | None = None
    title: str | None = None
    value: str | None = None
    content_type: str | None = None
    attributes: Attributes | None = None
    type: Literal["embed"] = "embed"


@dataclass(slots=True)
class RawBlock:
    """Markup that is carried as it is.  ``content_type`` is its media type (``text/html``, ``application/xml`` …)."""

    __pydantic_config__ = _CONFIG
    value: str
    content_type: str
    type: Literal["raw_block"] = "raw_block"


@dataclass(slots=True)
class Group:
    """Blocks that the source put together (XHTML ``div``, ``section``, ``aside``; NITF ``block``).

    ``kind`` is the source's element name.
    """

    __pydantic_config__ = _CONFIG
    content: list[Block]
    kind: str = "div"
    attributes: Attributes | None = None
    type: Literal["group"] = "group"


BlockUnion = Union[  # noqa: UP007  # ditto
    Paragraph,
    Heading,
    List,
    BlockQuote,
    Figure,
    Table,
    Preformatted,
    ThematicBreak,
    Embed,
    RawBlock,
    Group,
]
Block: TypeAlias = Annotated[BlockUnion, _ByType()]

BLOCKS: tuple[type, ...] = get_args(BlockUnion)
INLINES: tuple[type, ...] = get_args(InlineUnion)
