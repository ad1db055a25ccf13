"""Files of newsdoc's own JSON with several documents, cut into a document and what is around it."""

from __future__ import annotations

from typing import Final

_BEFORE: Final = b'"documents": ['
_BETWEEN: Final = b"\n    "


def cut(data: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """What stands before, in and after the one document of a file that could have several, and before a next one."""
    # Quotation marks in strings are escaped, and no field of the message has that name.
    start = data.index(_BEFORE) + len(_BEFORE) + len(_BETWEEN)
    end = data.rindex(b"\n  ]")
    return data[:start], data[start:end], data[end:], b"," + _BETWEEN
