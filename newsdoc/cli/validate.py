"""``newsdoc validate``."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from newsdoc.cli.app import INTERNAL, explained, gravest
from newsdoc.cli.arguments import Parser, add_common, add_inputs
from newsdoc.cli.inputs import STDIN, chosen, opened
from newsdoc.cli.streams import emit, say, shown_name
from newsdoc.errors import ReadError
from newsdoc.loading.xml import MAX_BYTES
from newsdoc.report.line import one_line
from newsdoc.validation.problem import Problem, Report, problem_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from newsdoc.cli.inputs import Input
    from newsdoc.formats.base import Format

#: More problems of one file are not listed.
MAX_PROBLEMS = 10_000

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
    it.add_argument(
        "--explain",
        action="store_true",
        help="say of each line of a plain text what it was read as, and why, with -q and beside other output formats too",
    )
    it.add_argument("-q", "--quiet", action="store_true", help="show problems only, no summary and no reading")
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
    from newsdoc.pipeline import explain, validate
    from newsdoc.streaming import HEAD, streamed

    shown = shown_name(name)
    hint = None if name == STDIN else shown
    # In the format for people the reading is part of the report, and of no other.
    tell = _show if arguments.output_format == "text" else say
    try:
        with opened(name) as source:
            row = _too_large_at_once(source, arguments.format, hint)
            if row is None:
                data = source.rest()
                try:
                    report = validate(data, arguments.format, name=hint)
                except ReadError:
                    # Of a feed, what cannot be read may be one item, and all others have problems of their own.
                    row = streamed(data[:HEAD], arguments.format, hint)
                    if row is None:
                        raise
                    return _item_by_item(BytesIO(data).read, row, arguments.format, shown)
                if _shows(report, arguments):
                    for line in explain(data, arguments.format, name=hint):
                        tell(f"{shown}: {line}")
                return replace(report, file=shown), 0 if report.ok else 1
            return _item_by_item(source.read, row, arguments.format, shown)
    except Exception as error:  # noqa: BLE001 - one broken input must not stop the others
        known = explained(error)
        if arguments.debug and known is not error:
            import traceback

            for line in "".join(traceback.format_exception(error)).splitlines():
                say(line)
        return Report([problem_of(known)], file=shown), known.exit_code


def _show(line: str) -> None:
    emit(f"{one_line(line)}\n".encode())


def _shows(report: Report, arguments: Namespace) -> bool:
    """Whether what was read is shown: to people, where its format leaves doubt of it, or because somebody asks for it."""
    from newsdoc.formats import FORMATS

    row = FORMATS.get(report.format or "")
    doubtful = row is not None and row.explains
    people = arguments.output_format == "text" and not arguments.quiet
    return arguments.explain or (people and doubtful)


def _too_large_at_once(source: Input, format: str | None, hint: str | None) -> Format | None:
    """The format that reads a file item by item which is too large to be read whole."""
    from newsdoc.streaming import HEAD, streamed

    row = streamed(source.look(HEAD), format, hint)
    return row if row is not None and len(source.look(MAX_BYTES + 1)) > MAX_BYTES else None


def _item_by_item(read: Callable[[int], bytes], row: Format, format: str | None, shown: str) -> tuple[Report, int]:
    from newsdoc.streaming import asked

    version = asked(format)
    problems: list[Problem] = []
    code, used = 0, version
    for fault in row.stream.iter_problems(read, version):
        used = used or fault.version
        severe = fault.problem.severity == "error"
        graver = INTERNAL if fault.problem.code == "INTERNAL" else ReadError.exit_code
        code = gravest([code, graver if fault.unreadable else int(severe)])
        if len(problems) == MAX_PROBLEMS:
            hint = "mend those that are shown, and validate it again"
            problems.append(Problem("LIMIT-ERRORS", "error", f"more than {MAX_PROBLEMS:,} problems", hint=hint))
            break
        problems.append(fault.problem)
    return Report(problems, row.name, used, shown), code
