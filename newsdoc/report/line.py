"""One message, one line."""

from __future__ import annotations

from newsdoc.errors import escaped

#: A message is never longer than this, in bytes of UTF-8.
MAX_BYTES = 1000


def one_line(text: str, limit: int = MAX_BYTES) -> str:
    """``text`` with everything escaped that cannot be seen, cut to at most ``limit`` bytes of UTF-8."""
    shown = escaped(text, limit).encode()
    return shown.decode() if len(shown) <= limit else shown[: limit - 3].decode(errors="ignore") + "…"
