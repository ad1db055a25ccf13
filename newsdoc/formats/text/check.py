"""Validates plain text: whether it is readable; plain text has no schema."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsdoc.formats.base import ReadOptions
from newsdoc.formats.text.reader import read
from newsdoc.validation.problem import Report

if TYPE_CHECKING:
    from newsdoc.formats.base import ReadResult
    from newsdoc.validation.problem import Problem


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:
    """The problems of reading ``data``, and the layout it was read as; raises :class:`newsdoc.ReadError`."""
    result = read(data, ReadOptions(version=version, name=name))
    return result.problems, result.version


def check_and_read(data: bytes, options: ReadOptions) -> ReadResult:
    """What is read, with a report of its problems; raises :class:`newsdoc.ReadError`."""
    result = read(data, options)
    return replace(result, report=Report(result.problems, "text", result.version, options.name))
