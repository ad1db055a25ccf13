"""What a text is wrapped in: its layout, what the header says, the lines of the text itself, and what is no part of either.

What a header says becomes a field with a role; a role that the document has no place for is lost, and reported, by the reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from newsdoc.formats.text.wire import CONTROLS

#: A line of the source: its number, from 1, and its text.
Source = tuple[int, str]


class Field(NamedTuple):
    """What a header says: ``role``, ``value``, the line that it stands in, and the last of several."""

    role: str
    value: str
    line: int
    last: int = 0


@dataclass(slots=True)
class Envelope:
    """What was found: the layout, why, what the header says, the lines of the text itself, and what is no part of either.

    ``names`` are what the fields are called there.  ``iso`` is the time that a trailer gives; ``tabular`` says that the text is a table, set with spaces.
    """

    layout: str
    confidence: float
    why: str
    fields: list[Field] = field(default_factory=list)
    body: list[Source] = field(default_factory=list)
    dropped: list[tuple[int, int, str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    iso: str | None = None
    tabular: bool = False

    def add(self, role: str, value: str, line: int) -> None:
        """A field, unless it says nothing."""
        if value.strip():
            self.fields.append(Field(role, value.strip(), line))

    def drop(self, line: int, text: str, reason: str) -> None:
        """Words that go nowhere."""
        if text.strip():
            self.dropped.append((line, line, text.strip(), reason))

    def has(self, role: str) -> bool:
        """Whether a field has this role."""
        return any(one.role == role for one in self.fields)


@dataclass(slots=True)
class Message:
    """Lines that are one text, and what it is wrapped in; ``is_whole`` says that the envelope is that of all of them."""

    lines: list[Source]
    envelope: Envelope | None
    is_whole: bool = True


#: What stands around the lines of a wire and means nothing.
PADDING: Final = "\x00\x7f\r\n \t\x16\x05\x0c\x04"


def first_filled(lines: list[Source]) -> int:
    """The index of the first line with anything but padding in it."""
    return next((index for index, (_, text) in enumerate(lines[:12]) if text.strip(PADDING)), -1)


def plain(text: str) -> str:
    """A line without control characters; the one that sets a space between columns is a space."""
    return CONTROLS.sub("", text.replace("\x10", " "))
