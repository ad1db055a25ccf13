"""A fault found in a file, and the report of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.errors import NewsdocError

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what, where, why, and what to do.

    ``code`` never changes its meaning.  ``line`` and ``column`` count from 1, columns in characters.  ``path`` is in the
    source's own terms: an XPath with names and positions, a JSON Pointer.  ``schema`` names the schema that says so.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    schema: str | None = None
    hint: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        names = ("code", "severity", "message", "file", "line", "column", "path", "schema", "hint")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found.  ``format`` and ``version`` are what the input was validated as.

    ``versions`` is every version that the input satisfies, the oldest first, where the input itself may not say which one
    it is (ninjs); else empty.
    """

    problems: list[Problem] = field(default_factory=list)
    format: str | None = None
    version: str | None = None
    file: str | None = None
    satisfied: Callable[[], tuple[str, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def versions(self) -> tuple[str, ...]:
        """Found out when asked."""
        return self.satisfied() if self.satisfied is not None else ()

    @property
    def ok(self) -> bool:
        """Whether no problem is an error."""
        return all(problem.severity != "error" for problem in self.problems)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {
            "file": self.file,
            "ok": self.ok,
            "format": self.format,
            "version": self.version,
            "versions": list(self.versions),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def problem_of(error: NewsdocError) -> Problem:
    """An error as a problem: what stops a conversion is only a fault to a validation."""
    return Problem(
        error.code, "error", error.message, error.file, error.line, error.column, error.path, None, error.hint
    )
