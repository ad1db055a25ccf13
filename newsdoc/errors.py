"""The whole family of errors, each with its exit code.

``NewsdocError``
 ├ ``ReadError``     3  the input cannot be read
 ├ ``WriteError``    1  the document cannot be written in the format
 ├ ``LossError``     4  something was lost that policy forbids to lose
 ├ ``SchemaError``   2  a schema, a format or a version that newsdoc does not have
 └ ``OptionError``   2  an option or an argument that makes no sense
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.base import Loss

#: A message never carries more of the input than this many characters.
EXCERPT = 60


class NewsdocError(Exception):
    """What newsdoc raises, and nothing else.

    ``code`` never changes its meaning (``XML-NOT-WELLFORMED``).  ``line`` and ``column`` count from 1, columns in
    characters; ``path`` is the place in the source's or the document's own terms; ``hint`` says what to do.  Each is
    ``None`` where it is not known.  ``file`` is set by whoever opened a file.
    """

    exit_code: ClassVar[int] = 5

    def __init__(
        self,
        message: str,
        *,
        code: str,
        line: int | None = None,
        column: int | None = None,
        path: str | None = None,
        hint: str | None = None,
        file: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.line = line
        self.column = column
        self.path = path
        self.hint = hint
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        # What an exception does of itself, it does with the message alone: then no process could tell another one.
        return _again, (type(self), self.args), self.__dict__

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        place = f" (at {self.path})" if self.path else ""
        advice = f"; {self.hint}" if self.hint else ""
        return f"{where + ': ' if where else ''}{self.code}: {self.message}{place}{advice}"

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        names = ("code", "message", "file", "line", "column", "path", "hint")
        return {name: getattr(self, name) for name in names}


class ReadError(NewsdocError):
    """The input cannot be read as what it should be."""

    exit_code = 3


class WriteError(NewsdocError):
    """The document cannot be written in the format asked for."""

    exit_code = 1


class LossError(NewsdocError):
    """The conversion lost what policy forbids to lose.  ``losses`` are all of the conversion's."""

    exit_code = 4

    def __init__(self, message: str, *, losses: Sequence[Loss], **place: Any) -> None:
        super().__init__(message, code=place.pop("code", "LOSS-FORBIDDEN"), **place)
        self.losses = tuple(losses)


class SchemaError(NewsdocError):
    """A format, a version or a schema that newsdoc does not have."""

    exit_code = 2


class OptionError(NewsdocError):
    """An option or an argument that makes no sense."""

    exit_code = 2


def _again(kind: type[NewsdocError], arguments: tuple[object, ...]) -> NewsdocError:
    """An error as it was made; what it says of itself is still to be set."""
    return kind.__new__(kind, *arguments)


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """``text`` fit to stand in a message: shortened, control and bidirectional characters escaped, in quotes."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "“" + "".join(_shown(char) for char in cut) + "”"


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    number = ord(char)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def escaped(text: str, limit: int = 1000) -> str:
    """``text`` on one line, shortened, what cannot be seen escaped: for file names and other people's messages."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(_shown(char) for char in cut)
