"""Validates NewsML-G2: readable, then valid against the schema of its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import ReadOptions
from newsdoc.formats.newsmlg2.reader import item_version, read
from newsdoc.loading.xml import parse
from newsdoc.schema.registry import versions
from newsdoc.validation.problem import Problem
from newsdoc.validation.xml import problems

if TYPE_CHECKING:
    from lxml.etree import _Element


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:  # noqa: ARG001
    """All problems of ``data``, and the version of the schema that says so: ``version``, or the item's own."""
    root = parse(data)
    found = [] if version else _unknown(root)
    own = item_version(root)
    used = version or (own if own in versions("newsml-g2") else FORMATS["newsml-g2"].default)
    faults = problems(root, used, data)
    if faults:
        _refuse_hopeless(data)
    return [*found, *faults], used


def _refuse_hopeless(data: bytes) -> None:
    """Raise ``LIMIT-ERRORS`` for what the reader refuses: a schema does not look into what it did not expect."""
    try:
        read(data, ReadOptions())
    except ReadError as error:
        if error.code.startswith("LIMIT"):
            raise


def _unknown(root: _Element) -> list[Problem]:
    """A warning where the item names a version that there is no schema for."""
    own = item_version(root)
    if own is None or own in versions("newsml-g2"):
        return []
    newest = FORMATS["newsml-g2"].default
    return [
        Problem(
            "G2-VERSION",
            "warning",
            f"there is no schema of NewsML-G2 {own}: it is validated as {newest}",
            line=root.sourceline,
            column=1,
            path="/@standardversion",
            hint=f"the versions are {', '.join(versions('newsml-g2'))}",
        )
    ]
