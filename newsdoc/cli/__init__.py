"""The command ``newsdoc``.  This module is nearly all that ``newsdoc --version`` loads; the rest is imported when needed."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with ``argv`` (without the program's name; default: the process's own) and give its exit code.

    Raises nothing.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        if words and words[0] in ("--version", "-V"):
            return _version()
        from newsdoc.cli import app

        if argv is None:
            app.heed_termination()
        return app.run(words)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it ends with an exit code and without a traceback
        from newsdoc.cli import app

        return app.ended(error, debug="--debug" in words)


def _version() -> int:
    from newsdoc import __version__
    from newsdoc.cli.streams import emit

    emit(f"newsdoc {__version__}\n".encode())
    return 0
