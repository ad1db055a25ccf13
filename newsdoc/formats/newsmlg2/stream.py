"""newsMessages of any size: read an item at a time, and cut into an item and what is around it.

An item that cannot be read spoils nothing but itself: its place and its bytes are told, and the next one is read.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from newsdoc.errors import NewsdocError, ReadError
from newsdoc.formats.base import Fault, ReadOptions, ReadResult
from newsdoc.formats.newsmlg2.check import check_tree
from newsdoc.formats.newsmlg2.fields import ITEMS
from newsdoc.formats.newsmlg2.ids import Ids
from newsdoc.formats.newsmlg2.reader import read as read_whole
from newsdoc.loading.xml import encoding_of, parse
from newsdoc.loading.xmlpieces import MAX_PIECE, Piece, split
from newsdoc.validation import check_and_read
from newsdoc.validation.problem import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsdoc.model.document import Foreign, NewsMessage

#: What items stand in, and what in an item is somebody else's.
_AROUND: Final = ("newsMessage", "itemSet")
_OPAQUE: Final = ("inlineXML",)
#: How much must be seen to know the encoding.
_HEAD: Final = 4096

_MESSAGE: Final = re.compile(
    rb"\s*+(?:(?:<!--(?:[^-]++|-(?!->))*+-->|<\?(?:[^?]++|\?(?!>))*+\?>)\s*+)*+<(?:[^\s<>/:!?]++:)?newsMessage(?=[\s/>])"
)
_MARKUP: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!|"
    rb"<(?P<end>/)?(?P<name>[^\s<>/!?]++)(?P<rest>(?:[^<>\"'/]++|/(?!>)|\"[^\"<]*+\"|'[^'<]*+')*+)(?P<empty>/)?>",
    re.DOTALL,
)
_DECLARED: Final = re.compile(rb"\s(xmlns(?::[^\s=]++)?)\s*+=\s*+(\"[^\"]*+\"|'[^']*+')")

#: The encoding in the XML declaration of what is not in it any more.
_UTF16: Final = re.compile(rb"(?<=[\"'])\s+encoding\s*=\s*[\"'](?i:utf-?16)[^\"']*[\"']")
_TAG_NAME: Final = re.compile(rb"<([^\s<>/]++)")
#: What the parser says of the line of a start tag.
_LINE: Final = re.compile(r"( line )(\d+)(?= and )")


def is_stream(head: bytes) -> bool:
    """Whether the file that begins with ``head`` is a newsMessage."""
    try:
        codec, mark = encoding_of(head)
    except ReadError:
        return False
    text = head[mark:]
    if codec.startswith("utf-16"):
        text = text.decode(codec, "replace").encode()
    return _MESSAGE.match(text) is not None


def cut(data: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """What stands before, in and after the one item of a newsMessage, and the white space between it and a next one."""
    before, item, after = (piece.data for piece in split(io.BytesIO(data).read, ITEMS, around=_AROUND, opaque=_OPAQUE))
    return before, item, after, before[len(before.rstrip()) :]


def iter_results(read: Callable[[int], bytes], options: ReadOptions, *, validate: bool = False) -> Iterator[ReadResult]:
    """A result for each item of a newsMessage, with the header as its message; ``document`` counts the items from 0.

    With ``validate`` each has a report of its item alone: what is around the items, and what only shows between two of
    them, is for :func:`iter_problems`.  Raises :class:`newsdoc.ReadError` where the beginning cannot be read, or is none of a newsMessage.
    """
    source = _Source(read)
    pieces = split(source.read, ITEMS, around=_AROUND, opaque=_OPAQUE, limit=MAX_PIECE)
    first = next(pieces, Piece(b"", is_item=False, line=1, column=1))
    message = _Message(first, source.declaration, options, validate=validate)
    return message.results(pieces)


def iter_problems(read: Callable[[int], bytes], version: str | None) -> Iterator[Fault]:
    """All that is wrong with a newsMessage: what is around its items with the first of them, and then each other item.

    Of what only shows between two items, the same ``id`` in both is looked for (:mod:`.ids`).  Raises as :func:`iter_results`.
    """
    source = _Source(read)
    pieces = split(source.read, ITEMS, around=_AROUND, opaque=_OPAQUE, limit=MAX_PIECE)
    first = next(pieces, Piece(b"", is_item=False, line=1, column=1))
    yield from _Message(first, source.declaration, ReadOptions()).faults(pieces, version)


class _Source:
    """The bytes of a file in an encoding that agrees with ASCII, and how to say which."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        head = b""
        while len(head) < _HEAD and (chunk := read(_HEAD - len(head))):
            head += chunk
        codec, mark = encoding_of(head)
        self._read = read
        self._decoder = None
        self._held = head[mark:]
        if codec.startswith("utf-16"):
            self._decoder = codecs.getincrementaldecoder(codec)()
            self._held = _UTF16.sub(b" ", self._transcoded(self._held), count=1)
            codec = "utf-8"
        #: What must stand before a part so that it is read as the whole is.
        self.declaration = b"" if codec == "utf-8" else f'<?xml version="1.0" encoding="{_NAMES[codec]}"?>'.encode()

    def read(self, size: int) -> bytes:
        if self._held:
            data, self._held = self._held, b""
            return data
        while chunk := self._read(size):
            if self._decoder is None:
                return chunk
            if data := self._transcoded(chunk):
                return data
        return b"" if self._decoder is None else self._transcoded(b"", final=True)

    def _transcoded(self, chunk: bytes, *, final: bool = False) -> bytes:
        assert self._decoder is not None
        try:
            return self._decoder.decode(chunk, final).encode()
        except UnicodeDecodeError as error:
            raise ReadError(
                f"the file is not {error.encoding}: {error.reason}",
                code="XML-BAD-BYTES",
                hint="find out which encoding it is in, and convert it to UTF-8",
            ) from None


#: What an encoding is called in an XML declaration, where it is not its codec's name.
_NAMES: Final = {"latin-1": "iso-8859-1", "ascii": "us-ascii", "iso8859-15": "iso-8859-15", "cp1252": "windows-1252"}


@dataclass(slots=True)
class _Place:
    """How places in a text that was put together are places in the file.

    The text is ``prefix`` followed by what stands in the file at ``line`` and ``column``, in which ``width`` characters
    were put in after the character ``at``.
    """

    prefix: bytes
    line: int
    column: int
    at: int = 0
    width: int = 0
    #: The path of the item in the text, and in the file.
    own: str = ""
    path: str = ""

    def of(self, line: int | None, column: int | None) -> tuple[int | None, int | None]:
        if line is None:
            return self.line, self.column
        breaks = self.prefix.count(b"\n")
        if line <= breaks:
            return line, column
        line -= breaks
        if line == 1 and column is not None:
            column -= len(self.prefix[self.prefix.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
            if column > self.at:
                column = max(self.at, column - self.width)
            column = max(1, column) + self.column - 1
        return self.line + line - 1, column

    def moved(self, result: ReadResult, message: NewsMessage, source: bytes) -> ReadResult:
        """``result`` with the places of the file, of an item in ``message`` with these bytes."""
        problems = [self.problem(one) for one in result.problems]
        losses = [
            loss if loss.line is None else replace(loss, line=self.of(loss.line, None)[0]) for loss in result.losses
        ]
        report = result.report
        if report is not None and report.problems:
            report = replace(report, problems=[self.problem(one) for one in report.problems])
        return ReadResult(
            result.documents, losses, result.format, result.version, problems, message, source, report=report
        )

    def problem(self, one: Problem) -> Problem:
        """``one`` with its place in the file, and that of the tag that it may speak of."""
        line, column = self.of(one.line, one.column)
        words = _LINE.sub(lambda match: f"{match[1]}{self.of(int(match[2]), None)[0]}", one.message)
        return replace(one, line=line, column=column, message=words, path=self.path_of(one.path))

    def path_of(self, path: str | None) -> str | None:
        """A path in the item as one that begins at the message and counts the items."""
        if path is None or not self.own or not f"{path}/".startswith(f"{self.own}/"):
            return path
        return self.path + path[len(self.own) :]

    def faults(self, found: Iterable[Fault]) -> Iterator[Fault]:
        """The faults with the places of the file."""
        return (replace(one, problem=self.problem(one.problem)) for one in found)

    def is_after(self, one: Problem) -> bool:
        """Whether a problem is of what stands after the prefix."""
        breaks, width = self.prefix.count(b"\n"), len(self.prefix) - self.prefix.rfind(b"\n") - 1
        return one.line is not None and (one.line - breaks - 1, one.column or 0) > (0, width)


class _Message:
    """A newsMessage whose beginning has been read."""

    def __init__(self, first: Piece, declaration: bytes, options: ReadOptions, *, validate: bool = False) -> None:
        self.options = options
        self.read_item = _validated if validate else read_whole
        self.declaration = declaration
        self.head = b"" if first.is_item else first.data
        stack = _open_elements(self.head)
        self.closing = b"".join(b"</" + name + b">" for name, _ in reversed(stack))
        self.namespaces = {name: value for _, tag in stack for name, value in _DECLARED.findall(tag)}
        whole = read_whole(self.head + self.closing, options)
        if whole.message is None:
            raise ReadError("this is no newsMessage", code="G2-ROOT", line=1, column=1)
        self.message: NewsMessage = whole.message
        self.known = whole.problems
        self.problems = list(whole.problems)
        self.foreign: list[Foreign] = []
        self.counts: Counter[str] = Counter()
        self.path = "".join(f"/{name.decode()}" for name, _ in stack)

    def results(self, pieces: Iterator[Piece]) -> Iterator[ReadResult]:
        """A result for each item, and one for what is around them, where there is more to say of that."""
        number = 0
        for piece, closing in self._parts(pieces):
            if closing is None:
                yield self.item(piece)
                number += piece.fault != "rest"
            else:
                self.around(piece, number, closing)
        if self.problems or self.foreign or not number:
            message = replace(self.message, foreign=[*self.message.foreign, *self.foreign])
            yield ReadResult([], [], "newsml-g2", None, self.problems, message)

    def faults(self, pieces: Iterator[Piece], version: str | None) -> Iterator[Fault]:
        """All that is wrong, in the order of the places."""
        framed = b""
        ids = Ids()
        for piece, closing in self._parts(pieces):
            if piece.fault in ("too large", "rest"):
                yield Fault(_too_large(piece), None, unreadable=True)
            elif closing is not None:
                # The elements around items must have one in them to be valid.
                place = _Place(self.head + framed, piece.line, piece.column)
                found = _checked(self.head + framed + piece.data + closing, version)
                yield from place.faults(one for one in found if not framed or place.is_after(one.problem))
            elif framed:
                data, place = self._alone(piece)
                yield from place.faults(_checked(data, version, ids))
            else:
                found = _checked(self.head + piece.data + self.closing, version, ids)
                framed = b"" if any(one.unreadable for one in found) else piece.data
                own = f"{self.path}/{_name(piece)}"
                place = _Place(self.head, piece.line, piece.column, own=own, path=self._counted(_name(piece)))
                yield from place.faults(found)
        if ids.is_full:
            yield Fault(ids.warning(), None)

    def _parts(self, pieces: Iterator[Piece]) -> Iterator[tuple[Piece, bytes | None]]:
        """Each item; and what is between two of them or after the last, with what must follow it to be well-formed."""
        held: Piece | None = None
        unclosed = False
        for piece in pieces:
            if piece.is_item:
                if held is not None and held.data.strip():
                    yield held, self.closing
                held, unclosed = None, piece.fault is not None
                yield piece, None
            else:
                held, unclosed = piece, False
        if self.closing and not unclosed:
            yield held or Piece(b"", is_item=False, line=1, column=1), b""

    def item(self, piece: Piece) -> ReadResult:
        """What an item says; its bytes, and why, where it cannot be read."""
        if piece.fault in ("too large", "rest"):
            return self._rejected(piece, _too_large(piece))
        data, place = self._alone(piece)
        try:
            result = self.read_item(data, self.options)
        except Exception as error:  # noqa: BLE001  # whatever is wrong with one item must not stop the others
            return self._rejected(piece, place.problem(_fault(error, place.own)))
        return place.moved(result, self.message, piece.data)

    def _rejected(self, piece: Piece, problem: Problem) -> ReadResult:
        return ReadResult([], [], "newsml-g2", None, [problem], self.message, piece.data)

    def _alone(self, piece: Piece) -> tuple[bytes, _Place]:
        """The item as a document of its own: with the namespaces declared around it, and its encoding."""
        name = _name(piece)
        place = _Place(self.declaration, piece.line, piece.column, own=f"/{name}", path=self._counted(name))
        tag = _MARKUP.match(piece.data)
        if tag is None:  # not even its start tag is well-formed, which its parser will say
            return self.declaration + piece.data, place
        own = {declared for declared, _ in _DECLARED.findall(tag["rest"])} if b"xmlns" in tag["rest"] else ()
        more = b"".join([b" " + one + b"=" + text for one, text in self.namespaces.items() if one not in own])
        place.at, place.width = tag.end("name"), len(more.decode("utf-8", "replace"))
        return self.declaration + piece.data[: place.at] + more + piece.data[place.at :], place

    def _counted(self, name: str) -> str:
        """The path of an item with that name in the file."""
        self.counts[name] += 1
        return f"{self.path}/{name}[{self.counts[name]}]"

    def around(self, piece: Piece, number: int, closing: bytes) -> None:
        """Take note of what stands between two items, or after the last one."""
        if piece.fault is not None:
            self.problems.append(_too_large(piece))
            return
        place = _Place(self.head, piece.line, piece.column)
        try:
            result = read_whole(self.head + piece.data + closing, self.options)
        except Exception as error:  # noqa: BLE001  # ditto
            self.problems.append(place.problem(_fault(error)))
            return
        self.problems += [place.problem(one) for one in result.problems if one not in self.known]
        assert result.message is not None
        for one in result.message.foreign:
            if one not in self.message.foreign:
                shift = number if one.path.startswith("itemSet/") and one.position is not None else 0
                self.foreign.append(replace(one, position=shift + one.position) if one.position is not None else one)


def _name(piece: Piece) -> str:
    """The name of an item with its prefix, as far as it has one."""
    name = _TAG_NAME.match(piece.data)
    return name[1].decode("utf-8", "replace") if name else ""


def _validated(data: bytes, options: ReadOptions) -> ReadResult:
    return check_and_read("newsml-g2", data, options)


def _checked(data: bytes, version: str | None, ids: Ids | None = None) -> list[Fault]:
    try:
        root = parse(data)
        found, used = check_tree(version, data, root)
        if ids is not None:
            found += ids.problems(root, data, used)
    except Exception as error:  # noqa: BLE001  # ditto
        return [Fault(_fault(error), None, unreadable=True)]
    return [Fault(one, used) for one in found]


def _fault(error: Exception, path: str | None = None) -> Problem:
    """What is wrong with the item at ``path`` that cannot be read; what newsdoc did not foresee is a fault of newsdoc.

    Raises :class:`MemoryError` again, which no other item would mend.
    """
    if isinstance(error, NewsdocError):
        return problem_of(error)
    if isinstance(error, MemoryError):
        raise error
    hint = "this is a fault of newsdoc, not of yours: please report it with the item"
    return Problem("INTERNAL", "error", f"{type(error).__name__}: {error}", line=1, column=1, path=path, hint=hint)


def _open_elements(head: bytes) -> list[tuple[bytes, bytes]]:
    """The names and the start tags of the elements that are open where ``head`` ends, outer first."""
    stack: list[tuple[bytes, bytes]] = []
    for tag in _MARKUP.finditer(head):
        if tag["name"] is None:
            continue
        if tag["end"]:
            del stack[-1:]
        elif not tag["empty"]:
            stack.append((tag["name"], tag["rest"]))
    return stack


def _too_large(piece: Piece) -> Problem:
    what = "an item" if piece.is_item else "what stands between two items"
    return Problem(
        "XML-TOO-LARGE",
        "error",
        f"{what} has more than {MAX_PIECE:,} bytes"
        if piece.fault != "rest"
        else "this is the rest of a too large item",
        line=piece.line,
        column=piece.column,
        hint="it is left out, all others are read",
    )
