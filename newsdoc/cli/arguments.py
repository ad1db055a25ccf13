"""What the command line says: parsers, and what several commands have in common."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final, NoReturn

from newsdoc.cli.streams import emit
from newsdoc.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Other names for formats, as people write them.
ALIASES: Final = {
    "md": "markdown",
    "commonmark": "markdown",
    "g2": "newsml-g2",
    "newsml": "newsml-g2",
    "newsmlg2": "newsml-g2",
    "txt": "text",
    "plain": "text",
    "newsdoc": "json",
}

#: Options whose value may begin with a minus sign.
_SIGNED: Final = frozenset({"--timezone"})


class Parser(argparse.ArgumentParser):
    """The arguments of one command.  What is wrong with them is raised, not printed."""

    def __init__(self, command: str, description: str, examples: Sequence[str]) -> None:
        super().__init__(
            prog=f"newsdoc {command}",
            description=description,
            epilog="\n".join(["examples:", *(f"  {line}" for line in examples)]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise :class:`newsdoc.OptionError`."""
        raise OptionError(message, code="USAGE", hint=f"see {self.prog} --help")

    def print_help(self, file: Any = None) -> None:
        """Write the help to standard output; that it cannot be written is an error."""
        assert file is None
        emit(self.format_help().encode())

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and inputs in any order; after ``--`` everything is an input."""
        before, after = _split(words)
        found = self.parse_intermixed_args(_signed(before))
        for action in self._actions:
            if action.option_strings and getattr(found, action.dest, None) == "":
                self.error(f"argument {'/'.join(action.option_strings)}: its value is empty")
        if after and not hasattr(found, "inputs"):
            self.error(f"unexpected argument: {after[0]}")
        if hasattr(found, "inputs"):
            found.inputs = [*(found.inputs or []), *after]
        return found


def _split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    listed = list(words)
    if "--" not in listed:
        return listed, []
    at = listed.index("--")
    return listed[:at], listed[at + 1 :]


def _signed(words: list[str]) -> list[str]:
    """``--timezone -05:00`` as ``--timezone=-05:00``, which argparse understands."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in _SIGNED:
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def add_inputs(parser: Parser) -> None:
    """The inputs, and the format that they are in."""
    from newsdoc.formats import FORMATS

    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="a file, or - for standard input (the default)")
    parser.add_argument(
        "-f",
        "--from",
        dest="format",
        metavar="FORMAT",
        type=format_name,
        help=f"the format of the inputs: {', '.join(FORMATS)}; default: what the content and the name say",
    )


def add_common(parser: Parser) -> None:
    """What every command has."""
    parser.add_argument("--debug", action="store_true", help="show where a fault of newsdoc itself happened")


def format_name(text: str) -> str:
    """The name of a format for what a person calls it, its version kept: ``md`` → ``markdown``, ``g2@2.35``."""
    name, at, version = text.partition("@")
    return ALIASES.get(name.lower(), name.lower()) + at + version
