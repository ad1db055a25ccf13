"""Validates plain text: whether it is readable; plain text has no schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.formats.base import ReadOptions
from newsdoc.formats.text.reader import read

if TYPE_CHECKING:
    from newsdoc.formats.base import ReadResult
    from newsdoc.validation.problem import Problem


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:
    """The problems of reading ``data``, and the layout it was read as; raises :class:`newsdoc.ReadError`."""
    result = read(data, ReadOptions(version=version, name=name))
    return result.problems, result.version


def check_and_read(data: bytes, options: ReadOptions) -> tuple[ReadResult, list[Problem], str | None]:
    """What is read, its problems, and the layout; raises :class:`newsdoc.ReadError`."""
    result = read(data, options)
    return result, result.problems, result.version
