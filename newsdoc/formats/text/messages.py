"""The messages that a text holds: of a wire's file as many as have a header, of every other text the one that it is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.text import exports, protocols, records
from newsdoc.formats.text.envelopes import Message

if TYPE_CHECKING:
    from newsdoc.formats.text.envelopes import Source

__all__ = ["MOST_MESSAGES", "split"]

#: What ends a message, where another begins in the same line.
_ENDED = re.compile(r"(?:[\x03\x04]|nnnn)(?=[^\n\x03\x04]*[\x01\x05]|[\s\x00\x7f]{0,20}zczc)", re.IGNORECASE)
#: More than a spool holds: what is made of a message takes a millisecond.
MOST_MESSAGES = 10_000


def split(lines: list[Source]) -> list[Message]:
    """The messages of a text, in its order, each with its envelope; at least one.

    Raises :class:`newsdoc.ReadError` (``LIMIT-NODES``) for more than :data:`MOST_MESSAGES`.
    """
    envelope = protocols.find(lines)
    if envelope is None:
        return [Message(lines, exports.find(lines) or records.find(lines))]
    slices = _slices(lines)
    if len(slices) == 1:
        return [Message(lines, envelope)]
    result: list[Message] = []
    for one in slices:
        found = protocols.find(one)
        if found is not None:
            result.append(Message(one, found))
        elif result:
            result[-1].lines.extend(one)
            result[-1].is_whole = False
    return [one if one.is_whole else Message(one.lines, protocols.find(one.lines)) for one in result]


def _slices(lines: list[Source]) -> list[list[Source]]:
    """The lines, cut before each that begins a message."""
    lines = [part for line in lines for part in _ended(line)]
    begins = [index for index, (_, text) in enumerate(lines) if protocols.begins(text)]
    starts = [0]
    for last, index in pairwise(begins):
        if protocols.is_start(lines[last][1]) and not _says(lines[last + 1 : index]):
            continue  # the start of a message, and its header
        start = index
        while start - 1 > last and protocols.is_routing(lines[start - 1][1]):
            start -= 1
        starts.append(start)
    if len(starts) > 1 and protocols.is_start(lines[begins[-1]][1]) and not _says(lines[begins[-1] + 1 :]):
        starts.pop()  # a start that nothing follows
    if len(starts) > MOST_MESSAGES:
        message = f"the text has more than {MOST_MESSAGES:,} messages"
        line = lines[starts[MOST_MESSAGES]][0]
        raise ReadError(message, code="LIMIT-NODES", line=line, column=1, hint="split the file")
    return [lines[start:end] for start, end in pairwise([*starts, len(lines)])]


def _ended(line: Source) -> list[Source]:
    """A line, in two where what ends a message stands within it, and another message follows."""
    number, text = line
    hit = _ENDED.search(text)
    return [line] if hit is None else [(number, text[: hit.end()]), (number, text[hit.end() :])]


def _says(lines: list[Source]) -> bool:
    """Whether there is anything in lines."""
    return any(not protocols.is_padding(text) for _, text in lines)
