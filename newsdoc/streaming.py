"""Documents one at a time: files of any size are read and written in memory that does not grow with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any, Final

from newsdoc.errors import OptionError, ReadError
from newsdoc.formats import FORMATS, find
from newsdoc.formats.base import ReadOptions, ReadResult
from newsdoc.formats.sniff import sniff
from newsdoc.model.document import NewsMessage
from newsdoc.model.timestamp import Timestamp
from newsdoc.pipeline import read, write
from newsdoc.validation.problem import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsdoc.formats.base import Format, Loss, WriteResult
    from newsdoc.model.document import Document

#: How much of a file is looked at to know what it is.
HEAD: Final = 64 * 1024
#: The largest file that has to be read whole, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024
#: Where a loss is that the message has, not one of its documents.
_MESSAGE: Final = "message"
_SENT: Final = "message.sent"


def iter_documents(
    file: IO[bytes],
    format: str | None = None,
    *,
    name: str | None = None,
    encoding: str | None = None,
    validate: bool = False,
) -> Iterator[ReadResult]:
    """The documents of a binary ``file``, a result each: of a newsMessage of any size, in constant memory.

    What else ``file`` is, it is read whole.  ``format``, ``name``, ``encoding`` and ``validate`` are those of
    :func:`newsdoc.read`; of a newsMessage each item has a report of its own, also one that cannot be read.  Each result has
    one document, the bytes of the item as ``source``, and the header that all share as its ``message``.  An item
    that cannot be read is a result without documents, with the reason and the place in ``problems``; the next ones are read
    all the same.  Where there is something to say of what is around the items, a last result without ``source`` says it.

    Raises :class:`newsdoc.ReadError` where nothing can be read, :class:`newsdoc.SchemaError` for an unknown format.
    """
    if not hasattr(file, "read"):
        hint = 'open it: path.open("rb")' if hasattr(file, "open") else "give io.BytesIO(data), or use newsdoc.read"
        raise OptionError(f"a {type(file).__name__} is not a file that gives bytes", code="NOT-BYTES", hint=hint)
    head = _exactly(file.read, HEAD)
    chosen = streamed(head, format, name)
    if chosen is not None:
        options = ReadOptions(version=asked(format), name=name, encoding=encoding)
        for result in chosen.stream.iter_results(_after(head, file.read), options, validate=validate):
            unread = validate and result.report is None and result.source is not None
            yield replace(result, report=_report(result, options)) if unread else result
        return
    result = read(_whole(head, file.read), format, name=name, encoding=encoding, validate=validate)
    if not result.documents:
        yield result
    for index, document in enumerate(result.documents):
        own = [replace(loss, document=0) for loss in result.losses if loss.document == index]
        yield replace(result, documents=[document], losses=own, problems=result.problems if index == 0 else [])


def streamed(head: bytes, format: str | None = None, name: str | None = None) -> Format | None:
    """The format that reads the file which begins with ``head`` one document at a time; ``None`` where none does."""
    row = find(format)[0] if format is not None else FORMATS[sniff(head, name)]
    return row if row.streams and row.stream.is_stream(head) else None


def asked(format: str | None) -> str | None:
    """The version that ``format`` names; ``None`` where it names none."""
    return find(format)[1] if format is not None and ("@" in format or "/" in format) else None


def _report(result: ReadResult, options: ReadOptions) -> Report:
    """The report of an item that cannot be read: that it cannot."""
    return Report(result.problems, result.format, options.version, options.name)


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0 and (chunk := read(size)):
        if isinstance(chunk, str):
            raise OptionError("the file gives text, not bytes", code="NOT-BYTES", hint="open it in binary mode")
        parts.append(chunk)
        size -= len(chunk)
    return b"".join(parts)


def _after(head: bytes, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """Reads ``head``, and then what ``read`` gives."""
    left = [head]

    def reading(size: int) -> bytes:
        return left.pop() if left else read(size)

    return reading


def _whole(head: bytes, read: Callable[[int], bytes]) -> bytes:
    data = head + _exactly(read, MAX_BYTES + 1 - len(head))
    if len(data) > MAX_BYTES:
        raise ReadError(f"the input is larger than {MAX_BYTES // 1024**2} MiB", code="TOO-LARGE", hint="split it")
    return data


@dataclass(slots=True)
class Joined:
    """A file of several documents, written one document at a time and never held.

    Its bytes are the first of :meth:`close`, those of each :meth:`add` in their order, and the second of :meth:`close`:
    what :func:`newsdoc.write` gives for all documents together.  ``options`` are that function's.
    """

    format: str
    options: dict[str, Any] = field(default_factory=dict)
    _first: Document | None = None
    _sent: Loss | None = None
    _number: int = 0

    def add(self, document: Document) -> WriteResult:
        """The bytes of one document where it stands, and its losses.  Raises as :func:`newsdoc.write`."""
        result = self._written(document, NewsMessage())
        _, item, _, between = self._row.stream.cut(result.data)
        losses = [replace(loss, document=self._number) for loss in result.losses if not _is_of_message(loss)]
        # A message that does not say when it was sent was sent when its latest item was made.
        times = [loss for loss in (self._sent, *result.losses) if loss is not None and loss.path == _SENT]
        self._sent = max(times, key=lambda loss: str(loss.value), default=None)
        data = between + item if self._number else item
        self._first = self._first or document
        self._number += 1
        return replace(result, data=data, losses=losses)

    def close(self, message: NewsMessage) -> tuple[bytes, bytes, list[Loss]]:
        """What stands before all documents and after them, and what of ``message`` is lost."""
        assert self._first is not None, "there is no document"
        invented = [] if message.sent is not None or self._sent is None else [self._sent]
        self._number = 0
        result = self._written(
            self._first, replace(message, sent=Timestamp(invented[0].value)) if invented else message
        )
        before, _, after, _ = self._row.stream.cut(result.data)
        return before, after, [*invented, *filter(_is_of_message, result.losses)]

    @property
    def _row(self) -> Format:
        return find(self.format)[0]

    def _written(self, document: Document, message: NewsMessage) -> WriteResult:
        options = self.options if self._number == 0 else {**self.options, "guid": None}
        return write(document, self.format, message=message, **options)


def _is_of_message(loss: Loss) -> bool:
    return loss.path == _MESSAGE or loss.path.startswith(_MESSAGE + ".")
