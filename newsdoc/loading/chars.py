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
#: The bytes of UTF-8 that may be of a combining mark, all of which are from U+0300 on, and such a run in them.
_MARK_BYTES = bytes(1 if byte >= 0xCC or 0x80 <= byte < 0xC0 else 0 for byte in range(256))
_MARK_RUN = b"\x01" * (2 * MAX_COMBINING + 2)


def forbidden(text: str) -> int | None:
    """The index of the first character that no document may have; ``None`` where there is none."""
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def combining_run(text: str) -> int | None:
    """The index at which a run of combining marks gets too long; ``None`` where none does."""
    for span in _RUN.finditer(text):
        # A run that is too long covers one of these places; most spans are letters of another script.
        places = range(span.start() + MAX_COMBINING, span.end(), MAX_COMBINING + 1)
        if any(unicodedata.combining(text[index]) for index in places):
            index = _long_run(text, span.start(), span.end())
            if index is not None:
                return index
    return None


def may_combine(data: bytes) -> bool:
    """Whether UTF-8 may have a run of combining marks that is too long: a fast test before :func:`combining_run`."""
    return not data.isascii() and _MARK_RUN in data.translate(_MARK_BYTES)


#: The bytes that no forbidden character of UTF-8 has, and what those have that are no controls.
_ALLOWED_BYTES = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\n\r")
_FORBIDDEN_BYTES = b"\xef\xbf"


def surely_allowed(data: bytes) -> bool:
    """Whether all characters of valid UTF-8 are certainly allowed: a fast test before :func:`check`."""
    if data.translate(None, _ALLOWED_BYTES) or _FORBIDDEN_BYTES in data:
        return False
    return not may_combine(data)


def _long_run(text: str, start: int, end: int) -> int | None:
    length = 0
    for index in range(start, end):
        length = length + 1 if unicodedata.combining(text[index]) else 0
        if length > MAX_COMBINING:
            return index
    return None


def line_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of an index in ``text``; LF, CR and CR LF end a line."""
    before = text[:index]
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    return breaks + 1, index - max(before.rfind("\n"), before.rfind("\r"))


def fault(text: str, *, code: str = "CHAR-FORBIDDEN") -> tuple[int, str, str] | None:
    """The first fault of ``text``: its index, its code and a message; ``None`` where all of it is allowed."""
    index = forbidden(text)
    if index is not None:
        number = ord(text[index])
        message = f"U+{number:04X} is not a character that a document may have"
        return index, "CHAR-SURROGATE" if 0xD800 <= number <= 0xDFFF else code, message
    index = combining_run(text)
    if index is not None:
        return index, "LIMIT-COMBINING", f"more than {MAX_COMBINING} combining marks in a row"
    return None


def check(text: str, *, code: str = "CHAR-FORBIDDEN") -> str:
    """``text``, if all of its characters are allowed; raises :class:`newsdoc.ReadError` with the place of the first."""
    found = fault(text, code=code)
    if found is None:
        return text
    index, found_code, message = found
    line, column = line_column(text, index)
    control = found_code == code and ord(text[index]) < 32
    hint = "remove it, or read the file as the wire format that it is" if control else None
    raise ReadError(message, code=found_code, line=line, column=column, hint=hint)
