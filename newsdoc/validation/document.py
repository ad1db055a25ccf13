"""What is wrong with a document that was built by hand: each part against the annotations of its class.

Nobody pays for it who builds right documents: it is asked when one cannot be written, or by who wants to know.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from newsdoc.errors import escaped, excerpt
from newsdoc.loading import chars
from newsdoc.model.base import Label
from newsdoc.model.concepts import Concept
from newsdoc.model.content import BLOCKS, InlineUnion, Paragraph
from newsdoc.model.timestamp import PATTERN, Timestamp
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.model.document import Document, NewsMessage

#: More parts within one another than any format can hold.
MAX_DEPTH: Final = 1000
#: More faults of one document are not listed.
MAX_FAULTS: Final = 100

#: The inlines that are no text.
INLINES: Final = frozenset(get_args(InlineUnion)) - {str}

_FORM: Final = re.compile(PATTERN)
_NAMES: Final = {str: "text (str)", int: "a whole number (int)", float: "a number", bool: "True or False"}
#: What is meant where a text stands in place of one of these.
_MEANT: Final = {Label: "Label({})", Concept: "Concept(literal={})", Paragraph: "Paragraph([{}])", list: "[{}]"}


def check(document: Document) -> list[Problem]:
    """What is wrong with ``document``, for who builds one by hand; nothing where it can be written.

    Each problem has the place in the document as its ``path`` (``metadata.headlines[0]``), and where it is plain what was
    meant, that as its ``hint``.  The kinds of fault: a value of another type than its field has (``DOC-TYPE``), one that the
    field does not allow (``DOC-VALUE``), a part that is within itself or too deep (``LIMIT-DEPTH``), and characters that no
    document may have (``CHAR-FORBIDDEN``, ``CHAR-SURROGATE``, ``LIMIT-COMBINING``).
    """
    from newsdoc.model.document import Document

    return [fault for fault, _ in zip(faults(document, Document), range(MAX_FAULTS), strict=False)]


def faults(whole: Document | NewsMessage, kind: type) -> Iterator[Problem]:
    """As :func:`check`, one by one, of a document or an envelope."""
    around: set[int] = set()
    stack: list[tuple[Any, Any, str]] = [(whole, kind, "")]
    while stack:
        value, expected, path = stack.pop()
        if expected is None:  # all that is in it was looked at
            around.remove(value)
            continue
        member = _member(value, expected)
        if member is None:
            yield _mistaken(value, expected, path)
            continue
        fault = _fault(value, member)
        if fault is not None:
            yield Problem(*fault[:1], "error", fault[1], path=path or None, hint=fault[2])
        parts = list(_parts(value, member, path))
        if not parts:
            continue
        if id(value) in around or len(around) > MAX_DEPTH:
            what = "stands within itself" if id(value) in around else f"is within more than {MAX_DEPTH} others"
            yield Problem("LIMIT-DEPTH", "error", what, path=_shortened(path))
            continue
        around.add(id(value))
        stack.append((id(value), None, path))
        stack += reversed(parts)


def _parts(value: Any, kind: Any, path: str) -> Iterator[tuple[Any, Any, str]]:
    """What ``value`` consists of: each part, what it must be, and where it is."""
    if is_dataclass(kind):
        for name, expected in _fields(type(value)):  # type: ignore[arg-type]  # a class is hashable
            part = getattr(value, name)
            # Most fields are empty.
            if part is not None or type(None) not in _members(expected):
                yield part, expected, f"{path}.{name}" if path else name
    elif get_origin(kind) is list:
        (expected,) = get_args(kind)
        yield from ((part, expected, f"{path}[{index}]") for index, part in enumerate(value))
    elif get_origin(kind) is dict:
        for name, part in value.items():
            yield name, get_args(kind)[0], path
            yield part, get_args(kind)[1], f"{path}.{name}"


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple((spec.name, hints[spec.name]) for spec in fields(kind))


@cache
def _members(expected: Any) -> tuple[Any, ...]:
    """The types that ``expected`` lets a value have."""
    if get_origin(expected) is Annotated:
        return _members(get_args(expected)[0])
    if get_origin(expected) in (Union, UnionType):
        return tuple(member for one in get_args(expected) for member in _members(one))
    return (expected,)


def _member(value: Any, expected: Any) -> Any:
    """The one of the types in ``expected`` that ``value`` is of; ``None`` where it is of none."""
    return next((member for member in _members(expected) if _is_of(value, member)), None)


def _is_of(value: Any, member: Any) -> bool:
    if member is Any:
        return True
    if get_origin(member) is Literal:
        return isinstance(value, type(get_args(member)[0]))
    if member in (int, float):
        return isinstance(value, (int, member)) and not isinstance(value, bool)
    return isinstance(value, get_origin(member) or member)


def _fault(value: Any, kind: Any) -> tuple[str, str, str | None] | None:
    """What is wrong with a value of the right type: the code, why, and what to do."""
    if isinstance(value, str) and (found := chars.fault(value)) is not None:
        index, code, message = found
        return code, f"{message} (character {index + 1} of the text)", "take it out"
    if get_origin(kind) is Literal and value not in get_args(kind):
        allowed = ", ".join(map(str, get_args(kind)))
        return "DOC-VALUE", f"{excerpt(str(value))} is not one of {allowed}", None
    if kind is Timestamp and not _FORM.fullmatch(value):
        return "DOC-VALUE", f"{excerpt(value)} is not a date or time", "write it as 2024-09-09T10:35:00Z"
    if isinstance(value, float) and not isfinite(value):
        return "DOC-VALUE", f"{value} is not a number that a file can hold", "leave it out"
    return None


def _mistaken(value: Any, expected: Any, path: str) -> Problem:
    """That ``value`` is of another type than is expected."""
    members = [member for member in _members(expected) if member is not NoneType]
    names = " or ".join(dict.fromkeys(_name(member) for member in members))
    shown = f" {excerpt(value)}" if isinstance(value, str) else ""
    # Both may have the same name: what looks like a time of newsdoc is one of somebody else.
    message = f"is of the type {escaped(type(value).__qualname__, 60)}{shown} and must be {names}"
    return Problem("DOC-TYPE", "error", message, path=path or None, hint=_meant(value, members))


def _name(kind: Any) -> str:
    if kind in BLOCKS:
        return "a block"
    if kind in INLINES:
        return "an inline"
    if get_origin(kind) is list:
        return "a list"
    if get_origin(kind) is dict:
        return "a dict of texts"
    if get_origin(kind) is Literal:
        return " or ".join(repr(one) for one in get_args(kind))
    return _NAMES.get(kind) or str(kind.__name__)


def _meant(value: Any, members: list[Any]) -> str | None:
    if Timestamp in members and (isinstance(value, str) or hasattr(value, "isoformat")):
        text = value if isinstance(value, str) else value.isoformat()
        return f"write Timestamp({excerpt(str(text))})"
    if isinstance(value, str):
        kinds = [get_origin(member) or member for member in members]
        form = next((form for kind, form in _MEANT.items() if kind in kinds), None)
        return form and f"write {form.format(excerpt(value))}"
    return None


def _shortened(path: str) -> str:
    return path if len(path) <= 200 else path[:199] + "…"
