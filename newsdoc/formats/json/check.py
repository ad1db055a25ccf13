"""Validates newsdoc's own JSON: readable, then valid against the schema of its version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.json.reader import VERSIONS, load, read, version_of
from newsdoc.validation.json import problems
from newsdoc.validation.problem import Problem, Report, problem_of

if TYPE_CHECKING:
    from typing import Any

    from newsdoc.formats.base import ReadOptions, ReadResult

#: Faults of JSON that is readable, and is not what it should be.
_INVALID = frozenset({"ND-NOT-A-DOCUMENT", "ND-VERSION"})


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:  # noqa: ARG001
    """All problems of ``data``, and the version of the schema that says so; raises :class:`newsdoc.ReadError`."""
    try:
        plain: dict[str, Any] = load(data)
        used = version or version_of(data, plain)
    except ReadError as error:
        if error.code not in _INVALID:
            raise
        return [problem_of(error)], version or VERSIONS[-1]
    return problems("newsdoc", used, data, plain), used


def check_and_read(data: bytes, options: ReadOptions) -> ReadResult:
    """What is read, with a report of all problems; raises :class:`newsdoc.ReadError`."""
    result = read(data, options)
    found, used = check(options.version, data, options.name)
    return replace(result, report=Report(found, "json", used, options.name))
