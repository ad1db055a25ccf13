"""An edit of one text made in another that says the same in another way.

``before`` and ``after`` are two texts of newsdoc's own writing, ``source`` is what a person wrote that means the same as
``before``.  What changed from ``before`` to ``after`` is changed in ``source``, and nothing else.  Whether the result means
what ``after`` means is for the caller to find out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longer texts, in tokens, are not looked at: the time grows with the square.
MAX_TOKENS: Final = 4_000
_TOKEN = re.compile(r"[^\W\d_]+ ?|\d+|\s|[^\w\s]|_")


def transplanted(source: str, before: str, after: str) -> Iterator[str]:
    """``source`` with the edit, in the ways in which it can be meant, the likeliest first."""
    old, new, own = (_TOKEN.findall(text) for text in (before, after, source))
    if max(len(old), len(new), len(own)) > MAX_TOKENS:
        return
    places = _places(old, own)
    edits = [edit for edit in _opcodes(old, new) if edit[0] != "equal"]
    seen = set()
    for late in (False, True):
        found = _edited(own, new, edits, places, late=late)
        if found is not None and found not in seen:
            seen.add(found)
            yield found


def similar(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    if max(len(left), len(right)) > MAX_TOKENS:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _opcodes(left: list[str], right: list[str]) -> list[tuple[str, int, int, int, int]]:
    return [*SequenceMatcher(None, left, right, autojunk=False).get_opcodes()]


def _places(old: list[str], own: list[str]) -> list[int]:
    """Where each token of ``old`` is in ``own``; -1 for one that is not there."""
    places = [-1] * len(old)
    for start, place, size in SequenceMatcher(None, old, own, autojunk=False).get_matching_blocks():
        places[start : start + size] = range(place, place + size)
    return places


def _edited(
    own: list[str], new: list[str], edits: list[tuple[str, int, int, int, int]], places: list[int], *, late: bool
) -> str | None:
    """``own`` with all edits; ``late`` puts what was inserted before what follows, not after what went before."""
    out: list[str] = []
    done = 0
    for op, start, end, new_start, new_end in edits:
        after = next((place + 1 for place in reversed(places[:start]) if place >= 0), 0)
        until = next((place for place in places[end:] if place >= 0), len(own))
        if op == "insert":
            low = high = until if late else after
        else:
            low = places[start] if places[start] >= 0 else after
            high = places[end - 1] + 1 if places[end - 1] >= 0 else until
        if low < done or high < low:
            return None
        out += own[done:low]
        out += new[new_start:new_end]
        done = high
    return "".join(out + own[done:])
