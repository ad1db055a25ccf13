"""Reading the inputs: bounded, regular files only."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager, suppress
from functools import partial

from newsdoc.errors import OptionError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: No more than this many bytes are read of one input.
MAX_BYTES = 64 * 1024 * 1024
#: The name that means standard input.
STDIN = "-"

_CHUNK = 1024 * 1024
#: Never wait for the other end of a pipe; on Windows, no translation of line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def chosen(inputs: list[str]) -> list[str]:
    """The inputs to read: those given; standard input where none is, unless that is somebody's keyboard."""
    if inputs.count(STDIN) > 1:
        raise OptionError("standard input (-) is given twice", code="USAGE", hint="it can be read once")
    if inputs:
        return inputs
    if sys.stdin is not None and sys.stdin.isatty():
        raise OptionError("there is no input", code="USAGE", hint="name one or more files, or - for standard input")
    return [STDIN]


class Input:
    """An input that is open: ``read`` gives it in pieces, whatever its size, ``rest`` what is left of it if it is not large.

    ``head`` are its first bytes, which have been looked at and are still to be read.
    """

    def __init__(self, read: Callable[[int], bytes], size: int | None) -> None:
        self._read = read
        self._size = size
        self.head = b""

    def look(self, size: int) -> bytes:
        """The first ``size`` bytes, or all there are."""
        while len(self.head) < size and (chunk := self._read(size - len(self.head))):
            self.head += chunk
        return self.head

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, or what was looked at; none at the end."""
        if self.head:
            seen, self.head = self.head, b""
            return seen
        return self._read(size)

    def rest(self) -> bytes:
        """All of it; raises :class:`newsdoc.ReadError` (``TOO-LARGE``) where that is more than newsdoc reads at once."""
        return _bounded(self.read, self._size)


@contextmanager
def opened(name: str) -> Iterator[Input]:
    """The file ``name``, or standard input, for reading.

    Raises :class:`newsdoc.ReadError` with the reason, :class:`newsdoc.OptionError` for a folder.
    """
    if name == STDIN:
        if sys.stdin is None:
            raise ReadError("standard input is closed", code="STDIN-CLOSED", hint="name a file")
        with suppress(OSError):  # not a real file
            os.set_blocking(sys.stdin.fileno(), True)  # else what is not there yet would be taken for the end
        yield Input(_refusing(sys.stdin.buffer.read), None)
        return
    try:
        descriptor = os.open(name, _FLAGS)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _refused(error) from error
    try:
        yield Input(_refusing(partial(os.read, descriptor)), _regular_size(descriptor))
    finally:
        os.close(descriptor)


def _refusing(read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """``read``, whose failures say what they mean."""

    def guarded(size: int) -> bytes:
        try:
            return read(size)
        except OSError as error:
            raise _refused(error) from error

    return guarded


def read_input(name: str) -> bytes:
    """All bytes of the file ``name``, or of standard input; raises as :func:`opened` and :meth:`Input.rest`."""
    with opened(name) as source:
        return source.rest()


def _regular_size(descriptor: int) -> int:
    """The size of a regular file in bytes; raises for whatever else has a name."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise OptionError("this is a folder, not a file", code="IS-A-FOLDER", hint="name the files in it")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(
            "this is not a regular file", code="NOT-A-FILE", hint="give it as standard input: newsdoc … - < it"
        )
    return status.st_size


def _bounded(read: Callable[[int], bytes], size: int | None) -> bytes:
    """All that ``read`` gives, if it is not more than newsdoc reads."""
    if size is None or size <= MAX_BYTES:
        kept = io.BytesIO()
        while chunk := read(_CHUNK):
            kept.write(chunk)
            if kept.tell() > MAX_BYTES:
                break
        else:
            return kept.getvalue()
    raise ReadError(f"the input is larger than {MAX_BYTES // _CHUNK} MiB", code="TOO-LARGE", hint="split it")


def _refused(error: OSError | ValueError) -> ReadError:
    """Why a file cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return ReadError("there is no such file", code="FILE-NOT-FOUND", hint="check its name and folder")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return ReadError(
        f"the file cannot be read: {reason}", code="FILE-UNREADABLE", hint="check its name and permissions"
    )
