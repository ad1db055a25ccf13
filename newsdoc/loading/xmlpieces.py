"""An XML document cut into its repeated parts while it is read, so that its size does not matter.

The cut is lexical: start tags, end tags, comments, CDATA sections and processing instructions are told apart, nothing else
is looked at.  So a part that is not well-formed spoils nothing but itself, and each part can be given to a parser alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

#: How much is read at a time, at the least.
CHUNK: Final = 1 << 16
#: The largest item, in bytes, and the most that may stand between two.
MAX_PIECE: Final = 16 * 1024 * 1024

#: What hides tags, and how it ends.
_HIDING: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
#: A name that may be one, and its prefix.
_NAME: Final = rb"[^\s<>/:=\"'!?]++"
#: The rest of a tag after its name (XML 1.0, production 40); a ``>`` in a value does not end it.
_TAG_END: Final = re.compile(rb"(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>")
#: The largest item, in bytes, whose end is looked for at once; a bound, since there may be as many items as tags.
_PLAIN: Final = 16 * 1024
#: The longest name with its prefix that may be cut in two by the end of what is held.
_LONGEST_NAME: Final = 256

Fault = Literal["unclosed", "too large", "rest"]


class Piece(NamedTuple):
    """A run of the document: an item, from its start tag to its end tag, or what stands between items.

    ``line`` and ``column`` are where it begins, from 1, columns in characters.  ``fault`` says why it is not whole:
    ``unclosed``, where it ends at the next item, at an end tag of what is around the items, or at the end;
    ``too large``, where it is cut off, and then ``rest`` for what follows of it.
    """

    data: bytes
    is_item: bool
    line: int
    column: int
    fault: Fault | None = None


def split(
    read: Callable[[int], bytes],
    items: Collection[str],
    *,
    around: Collection[str] = (),
    opaque: Collection[str] = (),
    limit: int = MAX_PIECE,
) -> Iterator[Piece]:
    """The pieces of a document whose encoding agrees with ASCII; joined they are the document.

    ``read`` gives at most so many bytes, and none at the end.  ``items`` are the local names of the elements that are
    items, whatever their prefix; ``around`` are those of the elements that items stand in; within one of ``opaque`` an
    item is content and no item.  Hardly more than ``limit`` bytes are held.
    """
    return _Splitter(read, frozenset(items), frozenset(around), frozenset(opaque), limit).pieces()


# A message may be cut once an item, so what its names come to is remembered.


@lru_cache(16)
def _encoded(names: frozenset[str]) -> frozenset[bytes]:
    return frozenset(name.encode() for name in names)


@lru_cache(16)
def _token(names: frozenset[bytes]) -> re.Pattern[bytes]:
    """The tags of elements with these names, and what hides tags."""
    listed = b"|".join(sorted(names))
    return re.compile(
        rb"<(?:!--|!\[CDATA\[|\?|(?P<end>/)?(?P<name>(?:" + _NAME + rb":)?(?P<local>" + listed + rb"))(?=[\s/>]))"
    )


@lru_cache(16)
def _common_end(names: frozenset[bytes]) -> bytes:
    """How all of the names end; empty where they have nothing in common."""
    first = min(names, default=b"")
    return next(first[at:] for at in range(len(first) + 1) if all(name.endswith(first[at:]) for name in names))


class _Splitter:
    def __init__(
        self,
        read: Callable[[int], bytes],
        items: frozenset[str],
        around: frozenset[str],
        opaque: frozenset[str],
        limit: int,
    ) -> None:
        self.read = read
        self.limit = limit
        self.items, self.around, self.opaque = (_encoded(names) for names in (items, around, opaque))
        #: How the names of items end, and hardly anything else.
        self.sign = _common_end(self.items)
        self.token = _token(self.items | self.around | self.opaque)
        self.buffer = b""
        #: Where in the buffer begins what is held; what is before it was given out.
        self.start = 0
        self.ended = False
        self.line = self.column = 1
        #: Up to here a comment that does not end has been looked for in vain, so that it is text.
        self.exposed = 0

    # --- what is held -----------------------------------------------------------------------------------------------

    @property
    def is_full(self) -> bool:
        """Whether no more may be held."""
        return len(self.buffer) - self.start > self.limit

    def more(self) -> bool:
        """Hold more of the document, about twice as much each time; whether there was more, and room for it."""
        if self.ended or self.is_full:
            return False
        chunk = self.read(max(CHUNK, min(len(self.buffer) - self.start, self.limit)))
        self.ended = not chunk
        self.buffer += chunk
        return not self.ended

    def take(self, end: int, *, is_item: bool, fault: Fault | None = None) -> Piece:
        """The piece that ends at ``end``; what follows it is what is held from now on."""
        piece = Piece(self.buffer[self.start : end], is_item, self.line, self.column, fault)
        self.start = end
        if end >= CHUNK:
            # Not each time: it copies what is held.
            self.buffer = self.buffer[end:]
            self.exposed = max(0, self.exposed - end)
            self.start = 0
        breaks = piece.data.count(b"\n")
        last = piece.data[piece.data.rfind(b"\n") + 1 :].decode("utf-8", "replace")
        self.column = len(last) + (1 if breaks else self.column)
        self.line += breaks
        return piece

    # --- tokens -----------------------------------------------------------------------------------------------------

    def next_tag(self, at: int) -> re.Match[bytes] | None:
        """The first tag of interest from ``at`` on that nothing hides; ``None`` where none is held."""
        while True:
            match = self.token.search(self.buffer, at)
            if match is None:
                # The end of what is held may cut a tag in two.
                near = max(at, len(self.buffer) - _LONGEST_NAME)
                at = near if (cut := self.buffer.rfind(b"<", near)) < 0 else cut
                if not self.more():
                    return None
            elif match["name"] is not None:
                return match
            else:
                at = self.revealed(match)

    def revealed(self, match: re.Match[bytes]) -> int:
        """Where a comment, a CDATA section or an instruction ends; where it does not, it hides nothing."""
        if match.start() < self.exposed:
            return match.end()
        closing = _HIDING[match.group()]
        searched = match.end()
        while (found := self.buffer.find(closing, searched)) < 0:
            searched = max(match.end(), len(self.buffer) - len(closing) + 1)
            if not self.more():
                self.exposed = len(self.buffer)
                return match.end()
        return found + len(closing)

    def tag_end(self, match: re.Match[bytes]) -> int:
        """Where a tag ends; where it is no tag, its name does."""
        while (found := _TAG_END.match(self.buffer, match.end())) is None:
            cut = self.buffer.find(b"<", match.end()) < 0
            if not cut or not self.more():
                return match.end()
        return found.end()

    def is_empty(self, end: int) -> bool:
        """Whether the tag that ends there is that of an element without content."""
        return self.buffer[end - 2 : end] == b"/>"

    # --- pieces -----------------------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[Piece]:
        """All pieces."""
        at = 0
        while True:
            match = self.next_tag(at)
            if match is None:
                if not self.is_full:
                    break
                yield self.take(len(self.buffer), is_item=False, fault="too large")
                at = self.start
            elif match["end"] or match["local"] not in self.items:
                at = match.end()
            else:
                if match.start() > self.start:
                    yield self.take(match.start(), is_item=False)
                yield from self.item()
                at = self.start
        if len(self.buffer) > self.start:
            yield self.take(len(self.buffer), is_item=False)

    def item(self) -> Iterator[Piece]:
        """The item that what is held begins with, and what is left of it if it is too large."""
        end, fault = self.item_end()
        yield self.take(end, is_item=True, fault=fault)
        while fault and fault != "unclosed":
            fault = "rest"
            match = self.next_tag(self.start)
            while match is not None and match["local"] not in (self.around if match["end"] else self.items):
                match = self.next_tag(match.end())
            if match is not None or not self.is_full:
                fault = "unclosed"
            end = len(self.buffer) if match is None else match.start()
            if end > self.start:
                yield self.take(end, is_item=True, fault="rest")

    def plain_end(self, name: bytes, start: int) -> int | None:
        """Where the item of this name ends whose content begins at ``start``, if nothing in it makes one look twice: what
        hides tags, or what may be a tag of items or of what is around them.
        """
        closing = b"</" + name + b">"
        sign = self.buffer.find(self.sign, start, start + _PLAIN)
        while sign < 0 and len(self.buffer) < start + _PLAIN:
            # The end of the item is not held yet.
            searched = max(start, len(self.buffer) - len(self.sign) + 1)
            if not self.more():
                return None
            sign = self.buffer.find(self.sign, searched, start + _PLAIN)
        end = sign + len(self.sign) + 1
        close = end - len(closing)
        if sign < 0 or close < start or self.buffer[close:end] != closing:
            return None
        content = self.buffer[start:close]
        # A search for one byte is much faster than one for two.
        if (b"!" in content and b"<!" in content) or (b"?" in content and b"<?" in content):
            return None
        return None if any(name in content for name in self.around) else end

    def item_end(self) -> tuple[int, Fault | None]:
        """Where the item ends that what is held begins with, and what is wrong with that."""
        first = self.token.match(self.buffer, self.start)
        assert first is not None
        end = self.tag_end(first)
        if self.is_empty(end):
            return end, None
        if (near := self.plain_end(first["name"], end)) is not None:
            return near, None
        depth, inside = 1, 0
        while depth:
            match = self.next_tag(end)
            if match is None:
                return (self.start + self.limit, "too large") if self.is_full else (len(self.buffer), "unclosed")
            end = self.tag_end(match)
            local, closing = match["local"], bool(match["end"])
            if local in self.opaque:
                inside += -1 if closing else not self.is_empty(end)
            elif inside > 0 and local in self.items:
                depth += (-1 if closing else not self.is_empty(end)) * (match["name"] == first["name"])
            elif closing and match["name"] == first["name"]:
                depth -= 1
            elif (local in self.around) if closing else (local in self.items):
                # No item stands in another one, and none goes on where what is around it ends: it was not closed.
                return match.start(), "unclosed"
        return end, None


__all__ = ["CHUNK", "MAX_PIECE", "Fault", "Piece", "split"]
