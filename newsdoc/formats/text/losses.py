"""What writing a text lost: every difference between a document and what is read back, as a loss with its whole value."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from newsdoc.model.compare import Difference, diff, normal
from newsdoc.model.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.formats.base import Losses, LossKind
    from newsdoc.model.document import Document

#: The nodes of which nothing is in the text.
_GONE = frozenset({"raw_block", "raw_inline"})
#: The nodes without words that leave white space behind.
_KEPT = frozenset({"line_break"})
_NO_PLACE = "a text has no place for it"
_NO_FORM = "a text has no form for it; its words are there"
_CHANGED = "a text cannot say it as it is"


def report(document: Document, back: Document, losses: Losses) -> None:
    """Report what of ``document`` is not in ``back``, or is there in another form."""
    plain = to_plain(normal(document))
    for place, group in groupby(diff(document, back), key=lambda one: _list_of(one.path)):
        found = list(group)
        words = "".join(_words(one.right) for one in found) if _is_inline(place) else None
        moved = any(one.left is None or one.right is None for one in found)
        if words is not None and moved and _only_structure(found, plain, place):
            # The words of what is gone are in its neighbours.
            found = [one for one in found if isinstance(one.left, dict)]
        gone = [one for one in found if one.left is not None] or found
        for one, same in zip(gone, _said_again(gone, words), strict=True):
            _add(one, losses, same)


def _list_of(path: str) -> str:
    """The path of the list that the last part of ``path`` is an index in, ``path`` itself where it is none."""
    return path.rpartition("[")[0] if path.endswith("]") else path


def _is_inline(place: str) -> bool:
    return place.endswith((".content", ".credit", ".caption", ".attribution"))


def _only_structure(found: list[Difference], plain: Any, place: str) -> bool:
    """Whether the words of a list of inlines are all there, and only what was said of them is not."""
    left = _words(_at(plain, place))
    return any(isinstance(one.left, dict) for one in found) and left == "".join(_words(one.right) for one in found)


def _at(plain: Any, path: str) -> Any:
    """What stands at ``path``; ``None`` where only what was read back has that."""
    for part in re.findall(r"[^.\[\]]+", path):
        if isinstance(plain, list):
            plain = plain[int(part)] if int(part) < len(plain) else None
        else:
            plain = plain.get(part) if isinstance(plain, dict) else None
    return plain


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_words(item) for item in value)
    if isinstance(value, dict):
        return "\n" if value.get("type") == "line_break" else _words(value.get("content", value.get("value", "")))
    return ""


def _said_again(gone: list[Difference], back: str | None) -> Iterator[bool]:
    """Of each node that is gone, whether its words came ``back`` as they were, after those of the nodes before it.

    White space at the ends of a line does not, for one.  What became of a whole block is not looked at: ``None``.
    """
    for one in gone:
        words = _words(one.left)
        same = back is None or words in back
        if back and same and words:
            back = back.partition(words)[2]
        yield same


def _add(one: Difference, losses: Losses, same: bool) -> None:
    """Report a difference; ``same`` is whether its words are there."""
    kind: LossKind
    if one.left is None:
        losses.defaulted(one.path, one.right, "a text says it in its own form")
        return
    node = one.left.get("type") if isinstance(one.left, dict) else None
    if node in _KEPT:
        kind, reason = "flattened", _NO_FORM
    elif node is not None and node not in _GONE and _has_words(one.left):
        kind, reason = ("flattened", _NO_FORM) if same else ("coerced", _CHANGED)
    elif node is not None or one.right is None:
        kind, reason = "dropped", _NO_PLACE
    else:
        kind, reason = "coerced", _CHANGED
    losses.add(kind, one.path, one.left, reason)


def _has_words(value: Any) -> bool:
    """Whether there are any words in a node."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            stack += [item for key, item in one.items() if key != "type"]
        elif isinstance(one, list):
            stack += one
        elif isinstance(one, str) and one.strip():
            return True
    return False
