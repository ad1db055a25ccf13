"""Validation in layers: readable, then schema; one function a format, in a literal table."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.base import ReadOptions, ReadResult
    from newsdoc.validation.problem import Problem

    #: ``(version or None, data, name) → (problems, version validated against)``; raises ReadError for the unreadable.
    Checker = Callable[[str | None, bytes, str | None], tuple[list[Problem], str | None]]
    #: ``(data, options) → the result of reading, with a report``; raises ReadError.
    CheckingReader = Callable[[bytes, ReadOptions], ReadResult]

#: Where each format is checked.
CHECKERS: Final = {
    "json": "newsdoc.formats.json.check",
    "markdown": "newsdoc.formats.markdown.check",
    "newsml-g2": "newsdoc.formats.newsmlg2.check",
    "ninjs": "newsdoc.formats.ninjs.check",
    "text": "newsdoc.formats.text.check",
}


@cache
def _module(format_name: str) -> Any:
    """The module that checks a format, imported when it is first asked for."""
    return import_module(CHECKERS[format_name])


def check(format_name: str, version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:
    """All problems of ``data`` as ``format_name``, and the version it was validated against."""
    checker: Checker = _module(format_name).check
    return checker(version, data, name)


def check_and_read(format_name: str, data: bytes, options: ReadOptions) -> ReadResult:
    """What :func:`check` finds in ``data``, as the report of what its reader reads: each looks at it once, or both at once.

    Raises :class:`newsdoc.ReadError` where either of them does.
    """
    reader: CheckingReader = _module(format_name).check_and_read
    return reader(data, options)


def check_output(format_name: str, version: str, data: bytes) -> list[Problem]:
    """All problems of what a writer made; the schema layer alone, where a format has more."""
    module = _module(format_name)
    if hasattr(module, "check_output"):
        return list(module.check_output(version, data))
    return check(format_name, version, data, None)[0]


def versions_of(format_name: str) -> Callable[[bytes], tuple[str, ...]] | None:
    """What finds every version that a file satisfies, for a format whose files need not say which they are."""
    return getattr(_module(format_name), "versions", None)
