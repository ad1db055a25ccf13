"""The control characters that frame wire copy."""

from __future__ import annotations

import re
from typing import Final

#: The controls, which mean nothing once the frame is read.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: How much of the bytes is looked at for a frame.
_HEAD: Final = 400
_ZCZC: Final = re.compile(rb"[\s\x00\x7f]{0,40}zczc\b", re.IGNORECASE)


def is_framed(data: bytes) -> bool:
    """Whether bytes begin as a wire's do: with SOH and STX not far from each other, or with ZCZC."""
    head = data[:_HEAD]
    start = head.find(b"\x01")
    return (start >= 0 and head.find(b"\x02", start) > start) or _ZCZC.match(head) is not None
