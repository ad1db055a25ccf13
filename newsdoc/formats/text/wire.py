"""The control characters that frame wire copy."""

from __future__ import annotations

import re
from typing import Final

#: The controls, which mean nothing once the frame is read.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: How much of the bytes is looked at for a frame.
_HEAD: Final = 400
_ZCZC: Final = re.compile(rb"[\s\x00\x7f]{0,40}zczc\b", re.IGNORECASE)
#: The header line of IPTC 7901 of which a gateway took the controls.
_BARE: Final = re.compile(rb"[\s\x00\x7f]{0,40}[a-z]{3}[0-9]{3,5} [0-9] [a-z]{1,3} [0-9]{1,5} ", re.IGNORECASE)


#: The header lines of IPTC 7901 and ANPA 1312, in a file without a start of text.
_HEADED: Final = re.compile(
    rb"[\s\x00\x7f]{0,40}\x01[a-z]{0,4}[0-9]{3,5} [0-9] [a-z]|[\s\x00\x05\x7fA-Z]{0,60}\x16{1,4}\x01[a-z]?[0-9]{3,4}",
    re.IGNORECASE,
)
_BEGINNINGS: Final = (_ZCZC, _BARE, _HEADED)


def is_framed(data: bytes) -> bool:
    """Whether bytes begin as a wire's do: with SOH and STX not far from each other, with ZCZC, or a header line."""
    head = data[:_HEAD]
    start = head.find(b"\x01")
    return (start >= 0 and head.find(b"\x02", start) > start) or any(one.match(head) for one in _BEGINNINGS)
