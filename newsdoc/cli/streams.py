"""Standard output and standard error, with all that can be wrong with them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from newsdoc.errors import NewsdocError


def emit(data: bytes) -> None:
    """Write ``data`` to standard output, now.

    Raises :class:`BrokenPipeError` where the reader has gone, :class:`newsdoc.NewsdocError` (``IO-ERROR``) where it cannot
    be written for any other reason.
    """
    stream = sys.stdout
    if stream is None:
        from newsdoc.errors import NewsdocError

        raise NewsdocError("standard output is closed", code="IO-ERROR", hint="give -o FILE, or do not close it")
    try:
        stream.flush()
        if hasattr(stream, "buffer"):
            stream.buffer.write(data)
        else:  # a text stream that a program put there
            stream.write(data.decode())
        stream.flush()
    except OSError as error:
        _discard_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        raise io_error(error, "standard output") from error


def _discard_stdout() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not fail over it once more when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except OSError:  # not a real file, so nothing is flushed to it at the end either
        pass


def say(line: str) -> None:
    """Write one line to standard error: what cannot be seen is escaped, what is too long is cut.  Never fails."""
    from newsdoc.report.line import one_line

    try:
        sys.stderr.write(one_line(line) + "\n")
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # None, full, closed: there is nobody left to tell
        pass


def shown_name(name: str) -> str:
    r"""A file's name as text that can be encoded: what stands for a byte that is not UTF-8 is written ``\udcNN``."""
    return name.encode("utf-8", "backslashreplace").decode()


def io_error(error: OSError, what: str) -> NewsdocError:
    """What the system refused, as one of newsdoc's errors."""
    from newsdoc.errors import NewsdocError

    return NewsdocError(
        f"{what} cannot be written: {error.strerror or error}",
        code="IO-ERROR",
        hint="make room, or choose another place",
    )


@contextmanager
def temporary(file: IO[bytes] | None) -> Iterator[None]:
    """Work with a temporary file; where that fails it is closed.

    Raises :class:`newsdoc.NewsdocError` (``IO-ERROR``) for what the system refuses: no input is at fault then.
    """
    try:
        yield
    except OSError as error:
        if file is not None:
            with suppress(OSError):  # what it still holds cannot be written either
                file.close()
        from newsdoc.errors import NewsdocError

        raise NewsdocError(
            f"a temporary file cannot be written: {error.strerror or error}",
            code="IO-ERROR",
            hint="make room, or choose another folder with TMPDIR",
        ) from error
