"""Which characters a document may have, and where in a text a position is.

The policy is one for all formats: every character that XML 1.0 allows (production 2), since one of the targets is XML;
and no run of more than 30 combining marks (UAX #15, Stream-Safe Text), which make normalisation quadratic.
"""

from __future__ import annotations

import re
import unicodedata

from newsdoc.errors import ReadError

#: What XML 1.0 does not allow.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Anything that may be a combining mark in a run long enough to matter; what it finds is then looked at one by one.
_RUN = re.compile(r"[^\x00-\u02ff]{31,}")
#: The longest run of combining marks.
MAX_COMBINING = 30


def forbidden(text: str) -> int | None:
    """The index of the first character that no document may have; ``None`` where there is none."""
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def combining_run(text: str) -> int | None:
    """The index at which a run of combining marks gets too long; ``None`` where none does."""
    for span in _RUN.finditer(text):
        length = 0
        for index in range(span.start(), span.end()):
            length = length + 1 if unicodedata.combining(text[index]) else 0
            if length > MAX_COMBINING:
                return index
    return None


def line_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of an index in ``text``; LF, CR and CR LF end a line."""
    before = text[:index]
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    return breaks + 1, index - max(before.rfind("\n"), before.rfind("\r"))


def check(text: str, *, code: str = "CHAR-FORBIDDEN") -> str:
    """``text``, if all of its characters are allowed; raises :class:`newsdoc.ReadError` with the place of the first."""
    index = forbidden(text)
    if index is not None:
        line, column = line_column(text, index)
        number = ord(text[index])
        surrogate = 0xD800 <= number <= 0xDFFF
        raise ReadError(
            f"U+{number:04X} is not a character that a document may have",
            code="CHAR-SURROGATE" if surrogate else code,
            line=line,
            column=column,
            hint="remove it, or read the file as the wire format that it is" if number < 32 else None,
        )
    index = combining_run(text)
    if index is not None:
        line, column = line_column(text, index)
        raise ReadError(
            f"more than {MAX_COMBINING} combining marks in a row", code="LIMIT-COMBINING", line=line, column=column
        )
    return text
