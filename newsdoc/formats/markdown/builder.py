"""Blocks and inlines of the parser's events.

The parser is native and never recurses; this is one pass over its events with a stack of its own, so that time is linear
and depth is a number that is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markdown import addresses, events, html
from newsdoc.formats.markdown.frames import MAKERS, MARKS, PARTS, Frame, content_of, item_blocks, note, paragraph
from newsdoc.model.compare import merged
from newsdoc.model.content import Code, InlineMedia, LineBreak, Link, Media, RawInline, Reference, ThematicBreak
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsdoc.model.content import Block, Inline

#: How deep blocks and inlines may stand in each other: a list and its item are two.
MAX_DEPTH: Final = 100


class OddError(Exception):
    """The events do not say enough."""


class TooDeepError(Exception):
    """Blocks and marks stand too deep in each other."""


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
                    raise TooDeepError
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
                elif kind in MARKS:
                    nodes.append(MARKS[kind](merged(inside) if ended.split else inside))
                elif kind == "Paragraph":
                    nodes.append(paragraph(merged(inside) if ended.split else inside))
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
        """Raise :class:`OddError` if the addresses in a text may not be those that it seems to have."""
        source = self.source or ""
        if self.may_be_escaped is None:
            self.may_be_escaped = addresses.may_be_escaped(source)
        if self.may_be_escaped or addresses.is_open(text):
            self.is_odd = addresses.is_odd(source)
        if self.is_odd:
            raise OddError

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
        if kind in MAKERS:
            block = MAKERS[kind](frame)
            frame.loose = False
            if kind == "Table":
                self.columns = min(self.columns or len(frame.data), len(frame.data))
            if outer.tags or outer.groups:
                self._add_blocks([block])
            else:
                outer.nodes.append(block)
        elif kind in _INLINES:
            outer.nodes.append(_INLINES[kind](self, frame))
        elif kind in MARKS:
            outer.nodes.append(MARKS[kind](content_of(frame)))
        elif kind == "FootnoteDefinition":
            self._add_blocks(note(frame))
        elif kind in PARTS:
            outer.nodes.append(PARTS[kind](frame))
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
            frame.nodes[opened.begin - 1 :] = [html.filled_group(opened.node, item_blocks(content))]
        elif kind == "open" and (group := html.group_of(tag)) is not None:
            frame.groups = [*frame.groups, html.OpenTag(name, len(frame.nodes), group)]
            self._opened()

    def _opened(self) -> None:
        self.open_tags += 1
        if len(self.stack) + self.open_tags > MAX_DEPTH:
            raise TooDeepError

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
        content = content_of(frame)
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


def _alt(content: list[Inline]) -> str:
    return "".join(part.value if isinstance(part, RawInline) else text_of([part]) for part in content)


_INLINES: Final[dict[str, Callable[[Builder, Frame], Inline]]] = {"Image": Builder.picture, "Link": Builder.link}
