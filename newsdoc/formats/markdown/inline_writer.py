"""Inlines as Markdown text.

Two passes.  The first makes a flat list of tokens of the tree: runs of text, finished pieces (code, pictures, tags), and
the two ends of every mark.  The second decides how each mark is written, since that depends on what stands beside it
(CommonMark 6.2, "flanking"), and puts the pieces together.  A mark that Markdown's delimiters cannot say where it stands is
written as a tag.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdoc.formats.markdown import addresses, escapes, html
from newsdoc.formats.markdown.style import PLAIN
from newsdoc.formats.markdown.syntax import REFERENCE
from newsdoc.model.compare import merged
from newsdoc.model.content import (
    Code,
    Emphasis,
    InlineMedia,
    LineBreak,
    Link,
    Media,
    RawInline,
    Reference,
    Strikethrough,
    Strong,
)
from newsdoc.model.walk import CONTAINERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.markdown.style import Style
    from newsdoc.model.content import Inline

#: The delimiters that a mark may have, the preferred one first.
DELIMITERS: Final[dict[type, tuple[str, ...]]] = {
    Emphasis: ("*", "_"),
    Strong: ("**", "__"),
    Strikethrough: ("~~",),
}


class Mark:
    """One mark of the tree: its delimiter once that is decided, or its tags."""

    __slots__ = ("close", "closing", "delimiter", "node", "open", "opening", "outer")

    def __init__(self, node: Inline, outer: Mark | None, start: int) -> None:
        self.node = node
        self.outer = outer
        self.open = start
        self.close = start
        self.delimiter = ""
        self.opening = ""
        self.closing = ""


class Token(NamedTuple):
    """``kind``: ``text`` (to be escaped), ``done`` (finished), ``open``, ``close`` (of ``mark``)."""

    kind: str
    value: str = ""
    mark: Mark | None = None
    in_link: bool = False
    in_anchor: bool = False


def inline_text(content: list[Inline], place: str, style: Style = PLAIN) -> str:
    """``content`` as Markdown, for a paragraph (line breaks stay), a heading or a cell (one line).

    Raises :class:`newsdoc.formats.markdown.html.CannotSayError` where the block has to be written as HTML.
    """
    content = merged(content)
    if len(content) == 1 and isinstance(content[0], str):
        return escapes.escape(_marked(content[0]), place)
    tokens = _Tokens(place, style)
    tokens.add_all(content, None, in_link=False)
    _choose(tokens.items, DELIMITERS if style is PLAIN else _delimiters(style))
    return _put_together(tokens.items, place)


# --- first pass: the tree as tokens ---------------------------------------------------------------------------------


class _Tokens:
    """Makes the tokens of one block."""

    def __init__(self, place: str, style: Style) -> None:
        self.place = place
        self.style = style
        self.items: list[Token] = []
        #: How many links that are tags what comes stands in.
        self.anchors = 0

    def add_all(self, content: list[Inline], outer: Mark | None, *, in_link: bool) -> None:
        for index, inline in enumerate(content):
            if isinstance(inline, str):
                self.add_text(inline, in_link=in_link)
                continue
            handler = _HANDLERS.get(type(inline))
            if handler is None or not handler(self, inline, outer, in_link):
                self.add_tagged(inline, outer, in_link=in_link)
            elif isinstance(inline, LineBreak) and index == len(content) - 1:
                # At the end of a block a backslash is one; the parser takes it for one at the end of a link, too.
                self.items[-1] = Token("done", "<br>")

    def add_text(self, text: str, *, in_link: bool) -> None:
        self.items.append(Token("text", text, None, in_link, self.anchors > 0))

    def add_tagged(self, inline: Inline, outer: Mark | None, *, in_link: bool) -> None:
        """An inline as HTML; its content, if it has any, stays Markdown."""
        opening, closing = html.tags(inline)
        self.items.append(Token("done", opening))
        is_anchor = html.kind_of(opening)[1] == "a"
        self.anchors += is_anchor
        text = inline.value if isinstance(inline, Code) else inline.target if isinstance(inline, Reference) else ""
        if text:
            self.add_text(text, in_link=in_link)
        elif isinstance(inline, CONTAINERS):
            self.add_all(merged(inline.content), outer, in_link=in_link)
        self.anchors -= is_anchor
        if closing:
            self.items.append(Token("done", closing))

    def mark(self, inline: Strong | Emphasis | Strikethrough, outer: Mark | None, in_link: bool) -> bool:
        if inline.attributes:
            return False
        mark = Mark(inline, outer, len(self.items))
        self.items.append(Token("open", "", mark))
        self.add_all(merged(inline.content), mark, in_link=in_link)
        mark.close = len(self.items)
        self.items.append(Token("close", "", mark))
        return True

    def code(self, inline: Code, _outer: Mark | None, _in_link: bool) -> bool:
        span = None if inline.attributes else _code_span(inline.value, self.place)
        if span is None or (self.items and self.items[-1].value.endswith("`")):
            return False
        self.items.append(Token("done", span))
        return True

    def link(self, inline: Link, outer: Mark | None, in_link: bool) -> bool:
        if inline.attributes or in_link or inline.title == "":
            return False
        address = _address(inline, self.style)
        if address is not None:
            self.items.append(Token("done", address))
            return True
        self.items.append(Token("done", "["))
        self.add_all(merged(inline.content), outer, in_link=True)
        self.items.append(Token("done", "]" + escapes.target(inline.href, inline.title)))
        return True

    def picture(self, inline: InlineMedia, _outer: Mark | None, _in_link: bool) -> bool:
        text = image(inline.media)
        if text is None:
            return False
        self.items.append(Token("done", text))
        return True

    def reference(self, inline: Reference, _outer: Mark | None, in_link: bool) -> bool:
        if inline.attributes or in_link or not REFERENCE.fullmatch(f"[[{inline.target}]]"):
            return False
        self.items.append(Token("done", f"[[{inline.target}]]"))
        return True

    def line_break(self, inline: LineBreak, _outer: Mark | None, _in_link: bool) -> bool:
        if inline.attributes:
            return False
        self.items.append(Token("done", f"{self.style.hard_break}\n" if self.place == escapes.PARAGRAPH else "<br>"))
        return True

    def raw(self, inline: RawInline, _outer: Mark | None, _in_link: bool) -> bool:
        if inline.content_type != "text/html" or not html.is_foreign(inline.value):
            return False
        self.items.append(Token("done", inline.value))
        return True


_HANDLERS: Final[dict[type, Callable[..., bool]]] = {
    Strong: _Tokens.mark,
    Emphasis: _Tokens.mark,
    Strikethrough: _Tokens.mark,
    Code: _Tokens.code,
    Link: _Tokens.link,
    InlineMedia: _Tokens.picture,
    Reference: _Tokens.reference,
    LineBreak: _Tokens.line_break,
    RawInline: _Tokens.raw,
}

#: An address that may stand between angle brackets as it is (CommonMark 6.4).
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,31}:[!#$%'()*+,\-./0-9:;=?@A-Z\[\]^_a-z{}~]*")
#: An address of mail that may stand so (CommonMark 6.5).
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?)*"
)


def _address(link: Link, style: Style) -> str | None:
    """A link whose text is its address, in angle brackets or, in the style of some, without; ``None`` for any other."""
    match link.content:
        case [str(text)] if link.title is None:
            if style.bare and addresses.href_of(text) == link.href:
                return text
            if text == link.href and _AUTOLINK.fullmatch(text):
                return f"<{text}>"
            if link.href == f"mailto:{text}" and _MAIL.fullmatch(text):
                return f"<{text}>"
    return None


#: What a code span cannot hold as it is: line ends become spaces.
_UNSAFE_CODE = re.compile(r"[\r\n]")


def _code_span(value: str, place: str) -> str | None:
    """A code span (CommonMark 6.1); ``None`` where one cannot hold ``value``."""
    if not value or _UNSAFE_CODE.search(value):
        return None
    if place == escapes.CELL and "|" in value:
        if "\\" in value:
            return None
        value = value.replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", value)), default=0)
    ends = value[0] + value[-1]
    pad = " " if "`" in ends or (ends == "  " and value.strip(" ")) else ""
    fence = "`" * (longest + 1)
    return f"{fence}{pad}{value}{pad}{fence}"


def image(media: Media) -> str | None:
    """A picture in Markdown; ``None`` where it has more than an address, a text and a title."""
    if media != Media(media.href, alt=media.alt, title=media.title) or "" in (media.alt, media.title):
        return None
    alt = escapes.escape(media.alt or "", escapes.CELL, in_link=True)
    return f"![{alt}]{escapes.target(media.href, media.title)}"


# --- second pass: delimiters ----------------------------------------------------------------------------------------

#: Kinds of characters, as far as they are beyond doubt: Unicode's tables differ between versions and parsers.
WORD, SPACE, PUNCTUATION, UNKNOWN = "w", "s", "p", "u"


def _kind(char: str) -> str:
    if char.isalnum():
        return WORD
    if char in " \t\n":
        return SPACE
    return PUNCTUATION if char < "\x80" else UNKNOWN


def _before(tokens: list[Token], index: int) -> str:
    """The kind of the character that will stand before the token at ``index``."""
    if index == 0:
        return SPACE
    token = tokens[index - 1]
    return _kind(token.value[-1]) if token.kind in ("text", "done") else PUNCTUATION


_MAY_BE_REFERENCE = re.compile(r"\n\Z|(?:\A|\n)[ \t]\Z")


def _outside(tokens: list[Token], index: int) -> str:
    """As :func:`_before`; white space that may have to be a character reference, at the start of a line, ends with a mark."""
    text = tokens[index - 1].value if index and tokens[index - 1].kind == "text" else ""
    return PUNCTUATION if text[-1:].isspace() and _MAY_BE_REFERENCE.search(text) else _before(tokens, index)


def _after(tokens: list[Token], index: int) -> str:
    """The kind of the character that will stand after the token at ``index``."""
    if index == len(tokens) - 1:
        return SPACE
    token = tokens[index + 1]
    return _kind(token.value[0]) if token.kind in ("text", "done") else PUNCTUATION


def _opens(outside: str, inside: str) -> bool:
    """Whether a delimiter opens (or, seen from the other side, closes), whatever Unicode says of unknown characters."""
    return inside == WORD or (inside == PUNCTUATION and outside in (SPACE, PUNCTUATION))


def _also_closes(outside: str, inside: str) -> bool:
    """Whether an opening delimiter might be taken for a closing one."""
    return outside in (WORD, UNKNOWN) or (outside == PUNCTUATION and inside != WORD)


def _delimiters(style: Style) -> dict[type, tuple[str, ...]]:
    """The delimiters with those of ``style`` first."""
    first = {Emphasis: style.emphasis, Strong: style.strong}
    return {cls: tuple(sorted(row, key=lambda one: one != first.get(cls))) for cls, row in DELIMITERS.items()}


def _choose(tokens: list[Token], delimiters: dict[type, tuple[str, ...]]) -> None:
    """Give every mark its delimiter or its tags."""
    for token in tokens:
        mark = token.mark
        if token.kind != "open" or mark is None:
            continue
        mark.delimiter = next((one for one in delimiters[type(mark.node)] if _fits(tokens, mark, one)), "")
        if mark.delimiter:
            mark.opening = mark.closing = mark.delimiter
        else:
            mark.opening, mark.closing = html.tags(mark.node)


def _fits(tokens: list[Token], mark: Mark, delimiter: str) -> bool:
    """Whether ``delimiter`` is read as the two ends of ``mark`` and nothing else."""
    if mark.close == mark.open + 1:
        return False
    char = delimiter[0]
    outside, inside = _outside(tokens, mark.open), _after(tokens, mark.open)
    behind, within = _after(tokens, mark.close), _before(tokens, mark.close)
    if not (_opens(outside, inside) and _opens(behind, within)):
        return False
    if char != "*" and (outside in (WORD, UNKNOWN) or behind in (WORD, UNKNOWN)):
        return False
    if any(_touches(tokens, index, char) for index in (mark.open, mark.close)):
        return False
    return not _also_closes(outside, inside) or _pairs_inside(mark, delimiter)


def _touches(tokens: list[Token], index: int, char: str) -> bool:
    """Whether a neighbour is already a delimiter of the same character: the two would be one run."""
    neighbours = tokens[max(index - 1, 0) : index] + tokens[index + 1 : index + 2]
    return any(token.mark is not None and token.mark.delimiter[:1] == char for token in neighbours)


def _pairs_inside(mark: Mark, delimiter: str) -> bool:
    """Whether a delimiter that might close too is kept from it by the rule of three (CommonMark 6.2, rules 9 and 10)."""
    outer = mark.outer
    while outer is not None:
        if outer.delimiter[:1] == delimiter[0] and len(outer.delimiter) == len(delimiter):
            return False
        outer = outer.outer
    return delimiter != "~~" or mark.outer is None


def _put_together(tokens: list[Token], place: str) -> str:
    """The text of all tokens, runs of text escaped for where they stand."""
    out: list[str] = []
    last = ""
    first_line = True
    for index, token in enumerate(tokens):
        if token.kind == "text":
            joined = index + 1 < len(tokens) and tokens[index + 1].mark is not None
            piece = escapes.escape(
                _marked(token.value, linked=token.in_link or token.in_anchor, joined=joined),
                place,
                in_link=token.in_link,
                before=_mark_before(last, place, first_line=first_line),
                after=_mark_after(tokens, index),
            )
        elif token.mark is not None:
            piece = token.mark.opening if token.kind == "open" else token.mark.closing
        else:
            piece = token.value
        if piece:
            out.append(piece)
            last = piece[-1]
            first_line = first_line and "\n" not in piece
    return "".join(out)


def _marked(text: str, *, linked: bool = False, joined: bool = False) -> str:
    """A text in which what would be the sign of an address is marked."""
    if not addresses.may_have(text):
        return text
    places = [0, *addresses.signs(text, linked=linked, joined=joined), len(text)]
    return escapes.ADDRESS.join(text[start:end] for start, end in pairwise(places))


def _mark_before(last: str, place: str, *, first_line: bool) -> str:
    if not last or (last == "\n" and place == escapes.PARAGRAPH):
        return ""
    if last == "]":
        return escapes.LABEL
    return escapes.TAG if last == ">" and first_line else escapes.BEFORE


def _mark_after(tokens: list[Token], index: int) -> str:
    if index == len(tokens) - 1:
        return ""
    following = tokens[index + 1]
    return escapes.BRACKET if following.value[:1] in ("[", "!") and following.kind == "done" else escapes.AFTER
