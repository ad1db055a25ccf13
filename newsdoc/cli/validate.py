"""``newsdoc validate``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsdoc.cli.app import explained, gravest
from newsdoc.cli.arguments import Parser, add_common, add_inputs
from newsdoc.cli.inputs import STDIN, chosen, read_input
from newsdoc.cli.streams import emit, say, shown_name
from newsdoc.validation.problem import Problem, Report

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from newsdoc.errors import NewsdocError

_EXAMPLES = (
    "newsdoc validate story.xml",
    "newsdoc validate -f ninjs@2.3 feed/*.json",
    "newsdoc validate --output-format json - < story.md",
)


def parser() -> Parser:
    """The arguments of the command."""
    from newsdoc.report import REPORTERS

    it = Parser("validate", "Check documents against their format and its schema.  All problems are shown.", _EXAMPLES)
    add_inputs(it)
    it.add_argument(
        "--output-format", choices=tuple(REPORTERS), default="text", help="how to show problems (default: text)"
    )
    it.add_argument("-q", "--quiet", action="store_true", help="show problems only, no summary")
    add_common(it)
    return it


def run(arguments: Namespace) -> int:
    """Validate every input; give 0 where all are valid, else the exit code of the gravest."""
    from newsdoc.formats import find
    from newsdoc.report import reporter
    from newsdoc.report.text import summary

    if arguments.format is not None:
        find(arguments.format)
    inputs = chosen(arguments.inputs)
    codes: list[int] = []
    reports: list[Report] = []

    def examined() -> Iterator[Report]:
        for name in inputs:
            report, code = _examine(name, arguments)
            codes.append(code)
            reports.append(report)
            yield report

    for piece in reporter(arguments.output_format).problems(examined()):
        emit(piece.encode())
    if not arguments.quiet:
        say(summary(reports))
    return gravest(codes)


def _examine(name: str, arguments: Namespace) -> tuple[Report, int]:
    """What is wrong with one input, and its exit code.  That it cannot be read is a problem like any other."""
    from newsdoc.pipeline import validate

    shown = shown_name(name)
    try:
        report = validate(read_input(name), arguments.format, name=None if name == STDIN else shown)
    except Exception as error:  # noqa: BLE001 - one broken input must not stop the others
        known = explained(error)
        if arguments.debug and known is not error:
            import traceback

            for line in "".join(traceback.format_exception(error)).splitlines():
                say(line)
        return Report([_as_problem(known)], file=shown), known.exit_code
    return replace(report, file=shown), 0 if report.ok else 1


def _as_problem(error: NewsdocError) -> Problem:
    return Problem(error.code, "error", error.message, None, error.line, error.column, error.path, None, error.hint)
