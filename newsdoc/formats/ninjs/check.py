"""Validating ninjs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from newsdoc.errors import ReadError
from newsdoc.formats.ninjs.engine import FORMAT
from newsdoc.formats.ninjs.reader import duplicate_problems, load, read_loaded, utf8
from newsdoc.formats.ninjs.shapes import NEWEST
from newsdoc.formats.ninjs.versions import satisfied, version_of
from newsdoc.loading.json import loads_written
from newsdoc.validation.problem import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.base import ReadOptions, ReadResult
    from newsdoc.loading.json import Duplicate
    from newsdoc.validation.problem import Problem


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:
    """All problems of ``data`` against the schema of ``version``, or of the version that the reader would take.

    Raises :class:`newsdoc.ReadError` for what is no strict JSON.
    """
    return _check(version, data, *load(data), name)


def _check(
    version: str | None, data: bytes, value: Any, again: list[Duplicate], name: str | None
) -> tuple[list[Problem], str | None]:
    from newsdoc.validation.json import problems

    used = version_of(value, version) if isinstance(value, dict) else version or NEWEST
    found = [replace(problem, file=name) for problem in problems(FORMAT, used, data, value)]
    return [*duplicate_problems(again, name), *found], used


def check_and_read(data: bytes, options: ReadOptions) -> ReadResult:
    """What is read, with a report of all problems; raises :class:`newsdoc.ReadError`."""
    data = utf8(data, options.encoding)
    loaded = load(data)
    result = read_loaded(data, *loaded, options)
    found, used = _check(options.version, data, *loaded, options.name)
    return replace(result, report=Report(found, FORMAT, used, options.name, result.satisfied))


def check_output(version: str, data: bytes) -> list[Problem]:
    """What is wrong with what the writer made, the formats aside, which it keeps as the document has them."""
    value = loads_written(data)
    if _is_valid(version)(value):
        return []
    from newsdoc.validation.json import problems

    return problems(FORMAT, version, data, value)


@cache
def _is_valid(version: str) -> Callable[[Any], bool]:
    from newsdoc.schema.registry import json_validator

    return json_validator(FORMAT, version).is_valid


def versions(data: bytes) -> tuple[str, ...]:
    """Every version that ``data`` satisfies, the oldest first; none where it is no strict JSON."""
    try:
        return satisfied(load(data)[0])
    except ReadError:
        return ()
