"""Validates Markdown: readable, its front matter with the values that the model takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.base import ReadOptions
from newsdoc.formats.markdown.reader import read
from newsdoc.validation.problem import Report, problem_of

if TYPE_CHECKING:
    from newsdoc.formats.base import ReadResult
    from newsdoc.validation.problem import Problem


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:
    """All problems of ``data``; raises :class:`newsdoc.ReadError` for what is not Markdown with YAML at all."""
    try:
        result = read(data, ReadOptions(version=version, name=name))
    except ReadError as error:
        # The file is readable; a value in it is not one that a document can have.
        if error.code != "FM-VALUE":
            raise
        return [problem_of(error)], version
    return result.problems, result.version


def check_and_read(data: bytes, options: ReadOptions) -> ReadResult:
    """What is read, with a report of its problems; raises :class:`newsdoc.ReadError`."""
    result = read(data, options)
    return replace(result, report=Report(result.problems, "markdown", result.version, options.name))
