"""Reporters: how problems and losses are shown.

A reporter is a module with ``problems(reports)`` and ``losses(rows)``, both of which give the text in pieces, so that what
is known is shown before the rest is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.formats.base import Loss
    from newsdoc.validation.problem import Report


class Reporter(Protocol):
    """What the module of a reporter offers."""

    def problems(self, reports: Iterable[Report]) -> Iterator[str]:
        """What validation found in each file."""

    def losses(self, rows: Iterable[tuple[str, Loss]]) -> Iterator[str]:
        """What conversions lost: pairs of a file's name and a loss."""


#: The reporters: the name that ``--output-format`` takes, and the module.
REPORTERS: Final = {
    "text": "newsdoc.report.text",
    "json": "newsdoc.report.json",
}


def reporter(name: str) -> Reporter:
    """The reporter ``name``, one of :data:`REPORTERS`."""
    return cast(Reporter, import_module(REPORTERS[name]))
