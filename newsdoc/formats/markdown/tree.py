"""The events of the CommonMark parser as blocks and inlines.

The parser is native and never recurses; this is one pass over its events with a stack of its own, so that time is linear
and depth is a number that is checked.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final, cast

from newsdoc.errors import ReadError
from newsdoc.formats.markdown import addresses, events, html
from newsdoc.formats.markdown.syntax import PARSER, may_define, parser_for
from newsdoc.formats.markup.names import CODE
from newsdoc.loading.chars import line_column
from newsdoc.model.compare import merged
from newsdoc.model.content import (
    BLOCKS,
    BlockQuote,
    Cell,
    Code,
    Emphasis,
    Figure,
    Heading,
    InlineMedia,
    LineBreak,
    Link,
    List,
    ListItem,
    Media,
    Paragraph,
    Preformatted,
    RawBlock,
    RawInline,
    Reference,
    Row,
    Strikethrough,
    Strong,
    Table,
    ThematicBreak,
)
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsdoc.formats.base import Losses
    from newsdoc.model.content import Alignment, Block, Inline

#: How deep blocks and inlines may stand in each other: a list and its item are two.
MAX_DEPTH: Final = 100

_ALIGNMENTS: Final[dict[str, Alignment | None]] = {"None": None, "Left": "left", "Center": "center", "Right": "right"}
_MARKS: Final[dict[str, Any]] = {"Emphasis": Emphasis, "Strong": Strong, "Strikethrough": Strikethrough}


class Frame:
    """An element that has begun.  ``nodes`` is what is in it so far; ``data`` what its beginning said.

    There is one frame a depth, which is used again for every element that begins there.

    ``tags`` are the HTML tags in ``nodes`` that wait for their end, ``groups`` those that stand as blocks.  ``loose``: of a
    list, whether its paragraphs are paragraphs of their own.  ``split``: whether ``nodes`` has texts side by side.
    """

    __slots__ = ("data", "groups", "kind", "loose", "nodes", "split", "tags")

    def __init__(self, split: bool) -> None:
        self.kind = "Document"
        self.data: Any = None
        self.split = split
        self.nodes: list[Any] = []
        self.tags: list[html.OpenTag] | tuple[()] = ()
        self.groups: list[html.OpenTag] | tuple[()] = ()
        self.loose = False


def blocks_of(text: str, losses: Losses, first_line: int = 1) -> list[Block]:
    """The blocks of a Markdown text.  Raises :class:`newsdoc.ReadError` ``LIMIT-DEPTH``.

    ``first_line`` is the number of the text's first line in its file.
    """
    defines = may_define(text)
    try:
        builder, blocks = _built(text, defines=defines)
    except _TooDeepError:
        line, column = _place_of_depth(text)
        raise ReadError(
            f"blocks and marks stand more than {MAX_DEPTH} deep in each other",
            code="LIMIT-DEPTH",
            line=line + first_line - 1,
            column=column,
        ) from None
    if builder.pictures:
        events.report_pictures(text, builder.pictures, losses, first_line)
    if defines:
        events.report_definitions(text, builder.used, losses, first_line)
        events.report_notes(text, losses, first_line)
    if builder.columns and events.may_have_more_cells(text, builder.columns):
        events.report_cells(text, losses, first_line)
    return blocks


def _built(text: str, *, defines: bool) -> tuple[Builder, list[Block]]:
    """The blocks of a text, and what made them; ``defines``: it may have definitions.

    The parser's events say all that there is, but for references and for the source of addresses that :func:`addresses.is_odd`.
    """
    if "[[" not in text:
        builder = Builder(source=text)
        parser = parser_for(text) if defines else PARSER
        with contextlib.suppress(_OddError):
            return builder, builder.build(parser.events(text, merge_text=True))
    builder = Builder()
    return builder, builder.build(event for event, _ in events.spans(text))


class _OddError(Exception):
    """The events do not say enough."""


def placed_blocks(text: str) -> tuple[list[Block], list[tuple[int, int]]]:
    """The blocks of a Markdown text, and where they begin: the index of a block and the offset of its line.

    A block that came with others has no place of its own.
    """
    builder = Builder()
    starts: list[tuple[int, int]] = []

    def watched() -> Iterator[Any]:
        for event, start in events.spans(text):
            if not builder.stack:
                count = len(builder.frames[0].nodes)
                while starts and starts[-1][0] >= count:
                    starts.pop()
                starts.append((count, start))
            yield event

    blocks = builder.build(watched())
    while starts and starts[-1][0] >= len(blocks):
        starts.pop()
    source = text.encode()
    placed: list[tuple[int, int]] = []
    done = offset = 0
    for index, start in starts:
        offset += len(source[done:start].decode())
        done = start
        placed.append((index, text.rfind("\n", 0, offset) + 1))
    return blocks, placed


def is_one_raw_block(text: str) -> bool:
    """Whether ``text`` is one HTML block that is carried as it is, also where an empty line and more text follow."""
    _, read = _built(f"{text}\n\nx", defines=True)
    return read == [RawBlock(text, html.MEDIA_TYPE), Paragraph(["x"])]


class _TooDeepError(Exception):
    """Blocks and marks stand too deep in each other."""


def _place_of_depth(text: str) -> tuple[int, int]:
    """Line and column of the event that is too deep: a second reading, with positions."""
    start = 0

    def spanned() -> Iterator[Any]:
        nonlocal start
        for event, start in events.spans(text):  # noqa: B007 - the last one is what is wanted
            yield event

    try:
        Builder().build(spanned())
    except _TooDeepError:
        return line_column(text, len(text.encode()[:start].decode()))
    raise AssertionError("the second reading differs from the first")


class Builder:
    """Takes events and makes blocks.

    ``source`` is the text whose events are the parser's own: a run of text is one of them, and the addresses in it are still
    to be found.
    """

    def __init__(self, *, source: str | None = None) -> None:
        self.source = source
        self.is_odd: bool | None = None
        self.may_be_escaped: bool | None = None
        self.split = source is None
        self.top = Frame(self.split)
        self.stack: list[Frame] = []
        self.frames = [self.top]
        self.open_tags = 0
        #: The labels of definitions that links and pictures refer to, and the fewest columns of a table.
        self.used: set[str] = set()
        self.columns = 0
        #: The texts of pictures that had marks in them, and what is left of each.
        self.pictures: list[tuple[list[Inline], str]] = []

    def build(self, found: Iterable[Any]) -> list[Block]:  # noqa: C901, PLR0915 - one loop, see below
        """All blocks of the events ``found``."""
        # The one loop that every event of every document goes through: written for speed.  ``self.top`` is set where it is
        # asked for.
        stack = self.stack
        frames = self.frames
        frame = self.top
        nodes = frame.nodes
        # The parts of a text that goes on after the end of a line.
        run: list[str] = []
        sign, *more = (addresses.signs_of(self.source) if self.source else []) or [""]
        for event in found:
            if type(event) is str:
                if event == "SoftBreak":
                    if not run and nodes and type(nodes[-1]) is str:
                        run.append(nodes.pop())
                    run.append("\n")
                    continue
                if run:
                    nodes.append("".join(run))
                    run = []
                self.top = frame
                self._break(event)
                continue
            key, value = event.popitem()
            if key == "Text" or key == "Html":  # noqa: PLR1714 - it is faster
                if sign and (sign in value or (more and (more[0] in value or more[-1] in value))):
                    self.top = frame
                    parts = self._linked(value)
                    if run:
                        # A text goes on; a link ends it.
                        run.append(parts.pop(0) if type(parts[0]) is str else "")
                        nodes.append("".join(run))
                        run = []
                    nodes += parts
                elif run:
                    run.append(value)
                else:
                    nodes.append(value)
                continue
            if run:
                nodes.append("".join(run))
                run = []
            if key == "Start":
                if value == "Paragraph" and frame.kind == "Item":
                    stack[-1].loose = True
                stack.append(frame)
                depth = len(stack)
                if depth + self.open_tags > MAX_DEPTH:
                    raise _TooDeepError
                if depth == len(frames):
                    frames.append(Frame(self.split))
                frame = frames[depth]
                if type(value) is str:
                    frame.kind = value
                else:
                    frame.kind, frame.data = value.popitem()
                frame.nodes = nodes = []
            elif key == "End":
                ended = frame
                frame = stack.pop()
                inside = ended.nodes
                nodes = frame.nodes
                kind = ended.kind
                if self.open_tags and (ended.tags or ended.groups or frame.tags or frame.groups):
                    self.top = frame
                    self._end(ended, frame)
                    nodes = frame.nodes
                elif kind in _MARKS:
                    nodes.append(_MARKS[kind](merged(inside) if ended.split else inside))
                elif kind == "Paragraph":
                    nodes.append(_paragraph(merged(inside) if ended.split else inside))
                elif kind == "Link":
                    nodes.append(self.link(ended))
                else:
                    self.top = frame
                    self._end(ended, frame)
                    nodes = frame.nodes
            elif key == "Code":
                nodes.append(Code(value))
            else:
                self.top = frame
                self._other(key, value)
        return frames[0].nodes

    def _linked(self, text: str) -> list[Any]:
        """A text with links for the addresses in it."""
        if self.top.kind in ("CodeBlock", "HtmlBlock"):
            return [text]
        if self.is_odd is None:
            self._check_oddness(text)
        parts: list[Any] = []
        done = 0
        for start, end, href in () if self._is_in_link() else addresses.find(text):
            if start > done:
                parts.append(text[done:start])
            parts.append(Link([text[start:end]], href))
            done = end
        if done < len(text):
            parts.append(text[done:])
        return parts

    def _check_oddness(self, text: str) -> None:
        """Raise :class:`_OddError` if the addresses in a text may not be those that it seems to have."""
        source = self.source or ""
        if self.may_be_escaped is None:
            self.may_be_escaped = addresses.may_be_escaped(source)
        if self.may_be_escaped or addresses.is_open(text):
            self.is_odd = addresses.is_odd(source)
        if self.is_odd:
            raise _OddError

    def _is_in_link(self) -> bool:
        """Whether the text that comes stands in a link or a picture, in which there are no addresses."""
        for frame in self.frames[1 : len(self.stack) + 1]:
            if frame.kind in _INLINES:
                return True
        return self.open_tags > 0 and any(tag.name == "a" for frame in (*self.stack, self.top) for tag in frame.tags)

    def _end(self, frame: Frame, outer: Frame) -> None:
        """Put what ``frame`` makes into ``outer``."""
        if frame.tags or frame.groups:
            self.open_tags -= len(frame.tags) + len(frame.groups)
            frame.tags = frame.groups = ()
        kind = frame.kind
        if kind in _BLOCKS:
            block = _BLOCKS[kind](frame)
            frame.loose = False
            if kind == "Table":
                self.columns = min(self.columns or len(frame.data), len(frame.data))
            if outer.tags or outer.groups:
                self._add_blocks([block])
            else:
                outer.nodes.append(block)
        elif kind in _INLINES:
            outer.nodes.append(_INLINES[kind](self, frame))
        elif kind in _MARKS:
            outer.nodes.append(_MARKS[kind](_content(frame)))
        elif kind == "FootnoteDefinition":
            self._add_blocks(_note(frame))
        elif kind in _PARTS:
            outer.nodes.append(_PARTS[kind](frame))
        else:
            self._html("".join(frame.nodes))

    def _break(self, event: str) -> None:
        if event == "HardBreak":
            self.top.nodes.append(LineBreak())
        else:
            self._add_blocks([ThematicBreak()])

    def _other(self, key: str, value: Any) -> None:
        if key == "InlineHtml":
            self._tag(value)
        elif key == "Address":
            text, href = value
            self.top.nodes.append(text if self._is_in_link() else Link([text], href))
        elif key == "FootnoteReference":
            self.top.split = True
            self.top.nodes.append(f"[^{value}]")
        else:
            self.top.nodes.append(Reference(value))

    def _add_blocks(self, blocks: list[Block]) -> None:
        """Blocks, which end what a tight list item has begun as text."""
        frame = self.top
        self.open_tags -= len(frame.tags)
        frame.tags = ()
        frame.nodes += blocks

    def _html(self, text: str) -> None:
        """An HTML block; a lone tag may begin or end a group of blocks."""
        self._add_blocks(html.blocks_of(text))
        frame = self.top
        tag = text.removesuffix("\n")
        kind, name = html.kind_of(tag)
        if kind == "close" and any(one.name == name for one in frame.groups):
            opened = self._popped(frame.groups, name)
            content = frame.nodes[opened.begin : -1]
            frame.nodes[opened.begin - 1 :] = [html.filled_group(opened.node, _item_blocks(content))]
        elif kind == "open" and (group := html.group_of(tag)) is not None:
            frame.groups = [*frame.groups, html.OpenTag(name, len(frame.nodes), group)]
            self._opened()

    def _opened(self) -> None:
        self.open_tags += 1
        if len(self.stack) + self.open_tags > MAX_DEPTH:
            raise _TooDeepError

    def _popped(self, tags: Any, name: str) -> html.OpenTag:
        """The last tag of this name; those that were opened later and never closed stay as they are."""
        while True:
            tag: html.OpenTag = tags.pop()
            self.open_tags -= 1
            if tag.name == name:
                return tag

    def _tag(self, text: str) -> None:
        """A tag: the end of one that waits, one that will wait, a whole inline, or markup that is carried as it is."""
        frame = self.top
        kind, name = html.kind_of(text)
        if kind == "close" and any(tag.name == name for tag in frame.tags):
            self._close(frame, name)
            return
        inline = html.pattern_of(text) if kind in ("open", "void") else None
        if inline is None or kind == "void":
            frame.nodes.append(html.inline_of(text) if inline else RawInline(text, html.MEDIA_TYPE))
            return
        frame.nodes.append(RawInline(text, html.MEDIA_TYPE))
        frame.tags = [*frame.tags, html.OpenTag(name, len(frame.nodes), inline)]
        self._opened()

    def _close(self, frame: Frame, name: str) -> None:
        tag = self._popped(frame.tags, name)
        inline = html.filled(tag.node, merged(frame.nodes[tag.begin :]))
        if inline is None:
            frame.nodes.append(RawInline(f"</{name}>", html.MEDIA_TYPE))
        else:
            frame.nodes[tag.begin - 1 :] = [inline]

    def picture(self, frame: Frame) -> InlineMedia:
        """An image; marks in its text are lost, since the model's ``alt`` is a text (CommonMark 6.4)."""
        content = _content(frame)
        alt = _alt(content)
        if any(not isinstance(part, str) for part in content):
            self.pictures.append((content, alt))
        if frame.data["id"]:
            self.used.add(events.label(frame.data["id"]))
        return InlineMedia(Media(frame.data["dest_url"], alt=alt or None, title=frame.data["title"] or None))

    def link(self, frame: Frame) -> Link:
        """A link of any kind; an e-mail address in angle brackets is a ``mailto:`` one."""
        data = frame.data
        href = data["dest_url"]
        if data["link_type"] == "Email":
            href = f"mailto:{href}"
        if data["id"]:
            self.used.add(events.label(data["id"]))
        return Link(merged(frame.nodes) if frame.split else frame.nodes, href, data["title"] or None)


def _content(frame: Frame) -> list[Any]:
    """The inlines in ``frame``, neighbouring texts as one; no text is ever empty here."""
    return merged(frame.nodes) if frame.split else frame.nodes


def _alt(content: list[Inline]) -> str:
    return "".join(part.value if isinstance(part, RawInline) else text_of([part]) for part in content)


# --- blocks -----------------------------------------------------------------------------------------------------------


def _paragraph(content: list[Inline]) -> Block:
    """A paragraph, or a figure where a picture is all that it holds; ``![]()`` is the place of a figure."""
    if len(content) == 1 and isinstance(content[0], InlineMedia):
        media = content[0].media
        return Figure([media] if media != Media("") else [])
    return Paragraph(content)


def _item_blocks(nodes: list[Any]) -> list[Block]:
    """The blocks of a list item: runs of inlines between them are the paragraphs of a tight list."""
    blocks: list[Block] = []
    run: list[Inline] = []
    for node in nodes:
        if not isinstance(node, BLOCKS):
            run.append(node)
            continue
        if run:
            blocks.append(_paragraph(merged(run)))
            run = []
        blocks.append(cast("Block", node))
    if run:
        blocks.append(_paragraph(merged(run)))
    return blocks


def _note(frame: Frame) -> list[Block]:
    """A footnote as blocks, with what it is referred to by before it."""
    blocks: list[Block] = frame.nodes
    mark = f"[^{frame.data}]:"
    if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].attributes:
        return [Paragraph(merged([f"{mark} ", *blocks[0].content])), *blocks[1:]]
    return [Paragraph([mark]), *blocks]


def _code_block(frame: Frame) -> Block:
    text = "".join(frame.nodes).removesuffix("\n")
    language = None if frame.data == "Indented" else frame.data["Fenced"]
    # Preformatted text that is code, as XHTML has it too: ``pre`` with ``code`` in it.
    return Preformatted([text] if text else [], language or None, None if language else dict(CODE))


def _list(frame: Frame) -> Block:
    ordered = frame.data is not None
    return List(frame.nodes, ordered, frame.data if ordered else 1, not frame.loose)


def _table(frame: Frame) -> Block:
    alignments = [_ALIGNMENTS[one] for one in frame.data]
    return Table(frame.nodes, alignments=alignments if any(alignments) else [])


def _row(frame: Frame) -> Row:
    head = frame.kind == "TableHead"
    for cell in frame.nodes if head else ():
        cell.header = True
    return Row(frame.nodes, "head" if head else "body")


def _cell(frame: Frame) -> Cell:
    content = _content(frame)
    return Cell([Paragraph(content)] if content else [])


_INLINES: Final[dict[str, Callable[[Builder, Frame], Inline]]] = {"Image": Builder.picture, "Link": Builder.link}
_PARTS: Final[dict[str, Callable[[Frame], Any]]] = {
    "Item": lambda frame: ListItem(_item_blocks(frame.nodes)),
    "TableHead": _row,
    "TableRow": _row,
    "TableCell": _cell,
}
_BLOCKS: Final[dict[str, Callable[[Frame], Block]]] = {
    "Paragraph": lambda frame: _paragraph(_content(frame)),
    "Heading": lambda frame: Heading(_content(frame), int(frame.data["level"][1])),
    "BlockQuote": lambda frame: BlockQuote(frame.nodes),
    "CodeBlock": _code_block,
    "List": _list,
    "Table": _table,
}
