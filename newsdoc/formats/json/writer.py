"""Writes newsdoc's own JSON; see NOTES.md."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn

from newsdoc.errors import WriteError
from newsdoc.formats.base import WriteOptions, WriteResult
from newsdoc.formats.json.reader import MAX_DEPTH, VERSIONS
from newsdoc.loading import chars
from newsdoc.loading import json as loading
from newsdoc.model.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdoc.model.document import Document, NewsMessage


def write(documents: Sequence[Document], options: WriteOptions, message: NewsMessage | None) -> WriteResult:
    """``documents`` as JSON, one alone as it is, several or those of a message in a list; nothing is lost.

    Raises :class:`newsdoc.WriteError` with the path in the document: ``CHAR-FORBIDDEN``, ``CHAR-SURROGATE`` or
    ``LIMIT-COMBINING`` for characters that no document may have, ``JSON-NUMBER-RANGE`` for what is not a number,
    ``LIMIT-DEPTH`` for more levels than can be read back.
    """
    version = options.version or VERSIONS[-1]
    try:
        plain = _plain(documents, version, message)
    except RecursionError:
        raise _too_deep() from None
    try:
        data = loading.dumps(plain)
    except WriteError as error:
        if error.code == "CHAR-SURROGATE":
            _refuse_characters(plain)
        raise
    if b"null" in data:  # which stands for what is not a number, too, and seldom for nothing
        _refuse_numbers(plain)
    if not loading.is_clean(data):
        _refuse_characters(plain)
    if not loading.is_shallow(plain, MAX_DEPTH):
        raise _too_deep()
    return WriteResult(data, [], "json", version)


def _too_deep() -> WriteError:
    return WriteError(f"more than {MAX_DEPTH} lists and objects within one another", code="LIMIT-DEPTH")


def _plain(documents: Sequence[Document], version: str, message: NewsMessage | None) -> dict[str, Any]:
    if len(documents) == 1 and message is None:
        return {"newsdoc": version, **to_plain(documents[0])}
    plain: dict[str, Any] = {"newsdoc": version}
    if message is not None:
        plain["message"] = to_plain(message)
    return {**plain, "documents": [to_plain(document) for document in documents]}


def _refuse_characters(plain: Any) -> None:
    """Raise for the first string that has what no document may have; do nothing where there is none."""
    for path, text in _strings(plain, ""):
        fault = chars.fault(text)
        if fault is not None:
            _refuse(path, fault)


def _refuse_numbers(plain: Any) -> None:
    """Raise for the first number that JSON has no way to write; do nothing where there is none."""
    for path, value in _leaves(plain, ""):
        if isinstance(value, float) and not isfinite(value):
            raise WriteError(f"JSON has no number {value}", code="JSON-NUMBER-RANGE", path=path, hint="leave it out")


def _refuse(path: str, fault: tuple[int, str, str]) -> NoReturn:
    index, code, message = fault
    raise WriteError(f"{message} (character {index + 1} of the text)", code=code, path=path)


def _strings(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every string, keys of mappings among them, with its path in the model."""
    return ((place, leaf) for place, leaf in _leaves(value, path) if isinstance(leaf, str))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value that has no parts, and every key of a mapping, with its path in the model."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield path, name
            yield from _leaves(item, f"{path}.{name}" if path else name)
    else:
        yield path, value
