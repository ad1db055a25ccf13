"""What a document says and what was written of it does not: the losses of writing.

The writer reads back what it has built, and everything in which that differs from the document is a loss; so nothing
can be lost that is not reported, nor be reported without being lost.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import compress
from operator import attrgetter, ne
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.ninjs.engine import Note, Writing
from newsdoc.model.compare import merged, normal
from newsdoc.model.document import Foreign, Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.base import Losses, LossKind

_REASONS: Final[dict[LossKind, str]] = {
    "dropped": "ninjs {} has no place for it",
    "coerced": "changed to what ninjs {} can say",
    "defaulted": "what ninjs {} says instead",
    "flattened": "ninjs {} has its text alone",
}
#: What becomes of the markup of a label where there is a place for its text alone.
FLAT: Final = Note("written as plain text", "flattened")


@cache
def _fields(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields that are compared, and what gets them all."""
    names = tuple(spec.name for spec in fields(cls) if spec.compare)
    if len(names) == 1:
        return names, lambda value: (getattr(value, names[0]),)
    return names, attrgetter(*names)


@cache
def reason_of(kind: LossKind, version: str) -> str:
    """What a loss in ``version`` says where nothing better is known."""
    return _REASONS[kind].format(version)


@cache
def _holds_inlines(cls: type, name: str) -> bool:
    return any(spec.name == name and "Inline" in str(spec.type) for spec in fields(cls))


def report(document: Any, written: Any, writing: Writing, losses: Losses) -> None:
    """Add a loss for every place in which ``written``, the document as it was read back, differs."""
    Comparison(writing, losses).compare(document, written, "")


@dataclass(slots=True)
class Comparison:
    """Of a document, or of a part of it, with what was written of that; the differences become losses."""

    writing: Writing
    losses: Losses

    def compare(self, left: Any, right: Any, path: str) -> None:
        """Compare two values at ``path``."""
        if left is right or left == right:
            return
        note = self.writing.notes.get(path)
        if note is not None and note.whole:
            self._add(left, right, path, note)
        elif type(left) is type(right) and is_dataclass(left):
            owner: Any = type(left)
            names, values = _fields(owner)
            ours, theirs = values(left), values(right)
            # Nearly all fields are the same in both, most of them empty.
            for name, one, other in compress(zip(names, ours, theirs, strict=True), map(ne, ours, theirs)):
                self.compare_field(owner, name, one, other, f"{path}.{name}" if path else name)
        elif isinstance(left, list) and isinstance(right, list) and path:
            self._compare_lists(left, right, path)
        else:
            self._add(left, right, path, note)

    def compare_field(self, owner: type, name: str, left: Any, right: Any, path: str) -> None:
        """Compare one field of an object of class ``owner``."""
        if left is right or left == right or (_holds_inlines(owner, name) and _same_inlines(left, right)):
            return
        if owner is Label and name == "content" and left is not None and right is None:
            self._add(left, right, path, FLAT)
        else:
            self.compare(left, right, path)

    def _compare_lists(self, left: list[Any], right: list[Any], path: str) -> None:
        order = self.writing.aligned.get(path) or _paired(left, right)
        if len(order) != len(right):
            order = list(range(len(right)))
        if not right and not any(f"{path}[{index}]" in self.writing.notes for index in range(len(left))):
            self._add(left, right, path, self.writing.notes.get(path))
            return
        missing = sorted(set(range(len(left))) - set(order))
        if [index for index in order if index >= 0] != sorted(index for index in order if index >= 0):
            # The whole list is in the loss; places in it no longer mean the same in both.
            self._add(left, right, path, self.writing.notes.get(path), kind="coerced")
        else:
            self._compare_items(left, right, path, order)
        for index in missing:
            self._add(left[index], None, f"{path}[{index}]", self.writing.notes.get(f"{path}[{index}]"))

    def _compare_items(self, left: list[Any], right: list[Any], path: str, order: list[int]) -> None:
        for place, index in enumerate(order):
            if 0 <= index < len(left):
                self.compare(left[index], right[place], f"{path}[{index}]")
            else:
                self._add(None, right[place], f"{path}[{place}]", self.writing.notes.get(f"{path}[{place}]"))

    def _add(self, left: Any, right: Any, path: str, note: Note | None, kind: LossKind | None = None) -> None:
        if note is not None and note.silent:
            return
        chosen: LossKind = (note.kind if note is not None else None) or kind or _kind(left, right)
        if chosen == "defaulted" and right is None:
            chosen = "dropped"
        reason = note.reason if note is not None else reason_of(chosen, self.writing.version)
        self.losses.add(chosen, path, right if chosen == "defaulted" else left, reason)


def _same_inlines(left: list[Any] | None, right: list[Any] | None) -> bool:
    """Whether two lists of inlines are the same in normal form; a label may have none."""
    return left is not None and right is not None and bool(merged(normal(left)) == merged(normal(right)))


def _paired(left: list[Any], right: list[Any]) -> list[int]:
    """For each item on the right its index on the left: by place, but of what is foreign by what it is about."""
    if len(left) <= len(right) or not all(isinstance(item, Foreign) for item in (*left, *right)):
        return list(range(min(len(left), len(right))))
    order: list[int] = []
    for item in right:
        after = range(order[-1] + 1 if order else 0, len(left))
        same = (index for index in after if left[index] == item)
        alike = (index for index in after if left[index].path == item.path)
        found = next(same, next(alike, None))
        if found is None:
            return list(range(len(right)))
        order.append(found)
    return order


def _kind(left: Any, right: Any) -> LossKind:
    if left is None or left == []:
        return "defaulted"
    return "dropped" if right is None or right == [] else "coerced"
