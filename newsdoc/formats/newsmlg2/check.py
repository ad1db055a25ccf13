"""Validates NewsML-G2: readable, then valid against the schema of its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.loading.xml import parse
from newsdoc.validation.xml import problems

if TYPE_CHECKING:
    from newsdoc.validation.problem import Problem


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:
    """All problems of ``data``, and the version of the schema that says so: ``version``, or the item's own."""
    root = parse(data)
    return problems(root, version, data)
