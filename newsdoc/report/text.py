"""The reporter for people: a line a problem, and losses by kind and place."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsdoc.report.line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.formats.base import Loss
    from newsdoc.validation.problem import Problem, Report

#: How many groups of losses of one file are shown.
MAX_GROUPS: Final = 12

_SEVERITIES: Final = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}
_INDEX: Final = re.compile(r"\[\d+\]")


def problems(reports: Iterable[Report]) -> Iterator[str]:
    """One line a problem: ``file:line:col: CODE severity: message (path); hint``."""
    for report in reports:
        for problem in report.problems:
            yield problem_line(problem, report.file) + "\n"


def problem_line(problem: Problem, file: str | None = None) -> str:
    """One problem on one line; ``file`` stands in where the problem does not say its own."""
    where = ":".join(str(part) for part in (problem.file or file, problem.line, problem.column) if part is not None)
    path = f" ({problem.path})" if problem.path else ""
    hint = f"; {problem.hint}" if problem.hint else ""
    return one_line(f"{where + ': ' if where else ''}{problem.code} {problem.severity}: {problem.message}{path}{hint}")


class Tally:
    """The losses of one file, counted by kind and group of places: as much memory for many as for few."""

    def __init__(self) -> None:
        self.groups: Counter[tuple[str, str, str]] = Counter()

    def add(self, losses: Iterable[Loss]) -> None:
        """Count ``losses``."""
        self.groups.update((loss.kind, _group(loss.path), loss.reason) for loss in losses)

    def lines(self, file: str) -> Iterator[str]:
        """How much was lost, and then a line for each kind of loss and group of places; nothing where nothing was."""
        if not self.groups:
            return
        kinds: Counter[str] = Counter()
        for (kind, _, _), number in self.groups.items():
            kinds[kind] += number
        yield one_line(f"{file}: {_counted(kinds.total(), 'loss', 'losses')}: {_listed(kinds)}") + "\n"
        for (kind, path, reason), number in self.groups.most_common(MAX_GROUPS):
            times = f" ({number} times)" if number > 1 else ""
            yield one_line(f"  {kind} {path}{times}: {reason}", 300) + "\n"
        if len(self.groups) > MAX_GROUPS:
            more = _counted(len(self.groups) - MAX_GROUPS, "group", "groups")
            yield f"  … and {more} more; --losses FILE lists every loss\n"


@lru_cache(1024)
def _group(path: str) -> str:
    """The places that a place is one of: most documents lose at the same few."""
    return _INDEX.sub("[]", path)


def losses(rows: Iterable[tuple[str, Loss]]) -> Iterator[str]:
    """For each file, the lines of its :class:`Tally`."""
    tallies: dict[str, Tally] = {}
    for file, loss in rows:
        tallies.setdefault(file, Tally()).add([loss])
    for file, tally in tallies.items():
        yield from tally.lines(file)


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())


def _as_versions(report: Report) -> str:
    """As which versions a file is valid, where it may be several."""
    return f" as {report.format} {', '.join(report.versions)}" if len(report.versions) > 1 else ""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def summary(reports: Iterable[Report]) -> str:
    """How many files there were, and what was found in all of them together."""
    listed = list(reports)
    found = Counter[str](problem.severity for report in listed for problem in report.problems)
    bad = sum(not report.ok for report in listed)
    verdict = f"{bad} not valid" if bad else f"valid{_as_versions(listed[0])}" if len(listed) == 1 else "all valid"
    counts = [_counted(found[severity], one, many) for severity, (one, many) in _SEVERITIES.items() if found[severity]]
    return f"{_counted(len(listed), 'file', 'files')}: {verdict}" + (f" ({', '.join(counts)})" if counts else "")
