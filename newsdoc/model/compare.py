"""What "the same document" means: the normal form, equality, and the differences with their paths."""

from __future__ import annotations

import copy
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from newsdoc.model.document import Content, Document, Label, Metadata
from newsdoc.model.plain import to_plain
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsdoc.model.content import Attributes

T = TypeVar("T")

#: The fields that hold inlines, in any class.
_INLINE_FIELDS = frozenset({"content", "attribution", "credit", "caption"})

#: The entry of ``contents`` that says nothing of the body.
PLAIN_BODY = Content(content_type="application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two documents differ.

    ``path`` is the place (``metadata.headlines[1].role``); an index counts in the first document, and in the second for
    what is only there.  ``left`` and ``right`` are the plain values (see :mod:`newsdoc.model.plain`), ``None`` where a
    side has none.
    """

    path: str
    left: Any
    right: Any


def normal(value: T) -> T:
    """A copy in normal form, in which the same content has one form only.

    Neighbouring runs of text are one, empty runs are none, attributes that are empty are absent, and the value of a
    label with markup is the text of the markup.  The entry of ``contents`` that stands for the body is left out where
    it is the first and says no more than that the body is XHTML, and so is ``standard_schema``, which is not about the
    news.  Everything else means something and stays.
    """
    return _normal(value)  # type: ignore[no-any-return]


def _normal(value: Any) -> Any:
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if not is_dataclass(value):
        return dict(value) if isinstance(value, dict) else value
    twin: Any = copy.copy(value)
    for name in _names(type(twin)):  # type: ignore[arg-type]  # a class is hashable
        item = getattr(value, name)
        if name == "attributes":
            twin.attributes = _attributes(item)
        elif isinstance(item, list):
            parts = [_normal(part) for part in item]
            setattr(twin, name, merged(parts) if name in _INLINE_FIELDS else parts)
        elif is_dataclass(item) or isinstance(item, dict):
            setattr(twin, name, _normal(item))
    _settle(twin)
    return twin


def _settle(twin: Any) -> None:
    """Bring to one form what an object may say in several."""
    if isinstance(twin, Label) and twin.content is not None:
        twin.value = text_of(twin.content)
        if all(isinstance(part, str) for part in twin.content):
            twin.content = None
    if isinstance(twin, Metadata):
        twin.standard_schema = None
    if isinstance(twin, Document) and twin.contents and twin.contents[0] == PLAIN_BODY:
        del twin.contents[0]


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields(cls))


def _attributes(value: Attributes | None) -> Attributes | None:
    return dict(sorted(value.items())) if value else None


def merged(content: list[Any]) -> list[Any]:
    """``content`` with neighbouring strings joined and empty ones left out."""
    result: list[Any] = []
    run: list[str] = []
    for item in content:
        if isinstance(item, str):
            if item:
                run.append(item)
            continue
        if run:
            result.append("".join(run))
            run = []
        result.append(item)
    if run:
        result.append("".join(run))
    return result


def equal(left: Document, right: Document) -> bool:
    """Whether two documents are the same, in normal form."""
    return bool(left == right or normal(left) == normal(right))


def diff(left: Any, right: Any) -> list[Difference]:
    """All differences between two documents (or parts of the model), in normal form, in document order."""
    return list(_diff(to_plain(normal(left)), to_plain(normal(right)), ""))


def _diff(left: Any, right: Any, path: str) -> Iterator[Difference]:
    if left == right and isinstance(left, bool) == isinstance(right, bool):
        return
    if isinstance(left, dict) and isinstance(right, dict) and left.get("type") == right.get("type"):
        for key in [*left, *(key for key in right if key not in left)]:
            # A document always has metadata; plain form leaves them out where nothing is in them.
            missing: dict[str, Any] | None = {} if not path and key == "metadata" else None
            yield from _diff(left.get(key, missing), right.get(key, missing), f"{path}.{key}" if path else key)
    elif isinstance(left, list) and isinstance(right, list):
        yield from _diff_lists(left, right, path)
    elif isinstance(left, list) and right is None:
        yield from _diff_lists(left, [], path)
    elif left is None and isinstance(right, list):
        yield from _diff_lists([], right, path)
    else:
        yield Difference(path, left, right)


def _diff_lists(left: list[Any], right: list[Any], path: str) -> Iterator[Difference]:
    if len(left) == len(right):
        # Nothing came or went: position is identity.
        for index, (one, other) in enumerate(zip(left, right, strict=True)):
            yield from _diff(one, other, f"{path}[{index}]")
        return
    for op, i1, i2, j1, j2 in _matched(left, right, _key):
        if op == "equal":
            continue
        if i2 - i1 == j2 - j1 or not all(map(_is_foreign, left[i1:i2])):
            yield from _in_turn(left, right, path, (i1, i2, j1, j2))
            continue
        # What is foreign stands elsewhere where another one is gone, and is the same all the same.
        for _, k1, k2, l1, l2 in _matched(left[i1:i2], right[j1:j2], _whatever_the_position):
            yield from _in_turn(left, right, path, (i1 + k1, i1 + k2, j1 + l1, j1 + l2))


def _matched(left: list[Any], right: list[Any], key: Callable[[Any], str]) -> list[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(None, [key(item) for item in left], [key(item) for item in right], autojunk=False)
    return list(matcher.get_opcodes())


def _in_turn(left: list[Any], right: list[Any], path: str, span: tuple[int, int, int, int]) -> Iterator[Difference]:
    """What differs between two stretches, whose items are paired in their order."""
    i1, i2, j1, j2 = span
    paired = min(i2 - i1, j2 - j1)
    for step in range(paired):
        yield from _diff(left[i1 + step], right[j1 + step], f"{path}[{i1 + step}]")
    for index in range(i1 + paired, i2):
        yield Difference(f"{path}[{index}]", left[index], None)
    for index in range(j1 + paired, j2):
        yield Difference(f"{path}[{index}]", None, right[index])


def _is_foreign(value: Any) -> bool:
    return isinstance(value, dict) and value.get("position") is not None


def _whatever_the_position(value: Any) -> str:
    return repr({**value, "position": 0} if isinstance(value, dict) else value)


def _key(value: Any) -> str:
    return repr(value)
