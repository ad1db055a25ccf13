"""From words to a command, from errors to exit codes."""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Final

from newsdoc.cli.streams import emit, say, shown_name
from newsdoc.errors import NewsdocError, OptionError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable

#: The commands: the module, which has ``parser()`` and ``run(arguments)``, and what the command does.
COMMANDS: Final = {
    "convert": ("newsdoc.cli.convert", "convert documents to another format, and say what was lost"),
    "validate": ("newsdoc.cli.validate", "check documents against their format and its schema"),
    "formats": ("newsdoc.cli.formats", "list the formats and their versions"),
    "schemas": ("newsdoc.cli.schemas", "list or show the schemas that newsdoc has"),
}

#: Exit codes of several inputs: the first of these that occurred counts.
GRAVITY: Final = (5, 2, 3, 4, 1, 0)
INTERNAL: Final = 5
INTERRUPTED: Final = 130
TERMINATED: Final = 143
#: What the shell gives for a program that wrote to a pipe which nobody reads.
PIPE_CLOSED: Final = 141

_HELP: Final = """\
usage: newsdoc COMMAND ...

Convert news documents between plain text, NewsML-G2, ninjs, Markdown and JSON:
losslessly, or saying exactly what was lost; and validate them.

commands:
{commands}

  newsdoc COMMAND --help   what a command takes, with examples
  newsdoc --version        the version of newsdoc

exit codes:
  0  done                            3  an input cannot be read
  1  not valid, or not writable      4  more was lost than is allowed
  2  a mistake in the command line   5  an output cannot be written, or a fault of newsdoc
"""


class Terminated(BaseException):
    """The process is to end; like :class:`KeyboardInterrupt` nothing but the end of the run catches it."""


def heed_termination() -> None:
    """Let SIGTERM end the run as SIGINT does, so that no half-written file is left.

    Who has the signal handled or ignored already, or runs the command in a thread, knows better.
    """
    import signal

    def end(*_: object) -> None:
        signal.signal(
            signal.SIGTERM, signal.SIG_IGN
        )  # it often comes twice, and the second one would end the tidying up
        raise Terminated

    with suppress(ValueError):
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, end)


def run(words: list[str]) -> int:
    """Do what ``words`` say and give the exit code.  Raises :class:`newsdoc.NewsdocError` for what cannot be done at all."""
    name = words[0] if words else ""
    if name in ("--help", "-h", "help"):
        emit(_help().encode())
        return 0
    if name not in COMMANDS:
        raise _unknown(name)
    module = import_module(COMMANDS[name][0])
    arguments: Namespace = module.parser().parse(words[1:])
    code: int = module.run(arguments)
    return code


def ended(error: BaseException, *, debug: bool) -> int:
    """The exit code of a run that ``error`` ended, after saying what it was."""
    match error:
        case SystemExit():  # argparse, after --help
            return int(error.code or 0)
        case KeyboardInterrupt():
            say("newsdoc: interrupted")
            return INTERRUPTED
        case Terminated():
            say("newsdoc: terminated")
            return TERMINATED
        case BrokenPipeError():
            return PIPE_CLOSED
    return report(error, None, debug=debug)


def _help() -> str:
    return _HELP.format(commands="\n".join(f"  {name:<10} {what}" for name, (_, what) in COMMANDS.items()))


def _unknown(name: str) -> OptionError:
    if not name:
        return OptionError("there is no command", code="USAGE", hint="see newsdoc --help")
    near = get_close_matches(name, COMMANDS, n=1)
    hint = f"did you mean newsdoc {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
    return OptionError(f"there is no command {name!r}", code="USAGE", hint=hint)


def guarded(work: Callable[[], object], file: str, *, debug: bool) -> int:
    """Do the work on one input; give its exit code, whatever happens."""
    try:
        work()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - one broken input must not stop the others
        return report(error, file, debug=debug)
    return 0


def report(error: BaseException, file: str | None, *, debug: bool, path: str | None = None) -> int:
    """Say on standard error what went wrong, in one line, and give the exit code; ``path`` is where, if nobody says."""
    known = explained(error)
    known.path = known.path or path
    known.file = known.file or (shown_name(file) if file is not None else None)
    say(str(known) if known.file else f"newsdoc: {known}")
    if debug and known is not error:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            say(line)
    return known.exit_code


def explained(error: BaseException) -> NewsdocError:
    """``error`` as one of newsdoc's own; what newsdoc did not foresee is a fault of newsdoc."""
    if isinstance(error, NewsdocError):
        return error
    if isinstance(error, MemoryError):
        return NewsdocError("there is not enough memory", code="MEMORY", hint="give it more, or split the input")
    return NewsdocError(
        f"{type(error).__name__}: {error}",
        code="INTERNAL",
        hint="this is a fault of newsdoc, not of yours: please report it with what --debug shows",
    )


def gravest(codes: Iterable[int]) -> int:
    """The exit code of several inputs: that of the gravest thing that happened."""
    return min(codes, key=GRAVITY.index, default=0)
