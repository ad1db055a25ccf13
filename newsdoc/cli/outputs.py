"""Writing the outputs: whole or not at all, and never one over another."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from functools import cached_property
from itertools import count

from newsdoc.cli.streams import emit, io_error, shown_name
from newsdoc.errors import NewsdocError, OptionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: The name that means standard output.
STDOUT = "-"
#: How the name of a numbered file ends.
_NUMBERED = re.compile(r"-\d+(?:\.[^.]*)?$")
#: How a path ends that is not a name in a folder.
_NO_NAMES = ("", os.curdir, os.pardir)
#: Whether the system can be asked to put on its disks whatever was written.
_SETTLES = hasattr(os, "sync")


def write_output(path: str, data: bytes | Iterable[bytes], *, one_of_many: bool = False) -> None:
    """Write ``data``, or its pieces, to the file ``path``, whole or not at all; ``-`` is standard output.

    A file that is there keeps its permissions, a link the file it points to; a device or a pipe is written to as it is.
    What is ``one_of_many`` may be on its way to the disk until :func:`settle` is called, unless it replaces something.
    Raises :class:`newsdoc.NewsdocError` (``IO-ERROR``).
    """
    pieces = [data] if isinstance(data, bytes) else data
    if path == STDOUT:
        for piece in pieces:
            emit(piece)
        return
    try:
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            target = os.path.realpath(path) if os.path.islink(path) else path
            # Waiting for the disk takes longer than making a document; what is there already is not put at risk.
            _replace(target, pieces, mode, wait=mode is not None or not (one_of_many and _SETTLES))
        else:
            with open(path, "wb") as device:
                device.writelines(pieces)
    except (OSError, ValueError) as error:
        folder = os.path.dirname(path)
        if isinstance(error, FileNotFoundError) and folder and not os.path.isdir(folder):
            raise NewsdocError(
                f"{shown_name(path)} cannot be written: there is no folder {shown_name(folder)}",
                code="IO-ERROR",
                hint="make it, or choose another place",
            ) from error
        reason = error if isinstance(error, OSError) else OSError(str(error))
        raise io_error(reason, shown_name(path)) from error


def settle() -> None:
    """Wait until what was written as one of many is on the disk."""
    if _SETTLES:
        os.sync()


def _mode(path: str) -> int | None:
    """Kind and permissions of what is there; ``None`` where nothing is.  What may not be written raises."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "it is a folder")
    if not os.access(path, os.W_OK):
        raise PermissionError(None, "it is read-only")
    return mode


def _replace(target: str, pieces: Iterable[bytes], mode: int | None, *, wait: bool) -> None:
    """Write a new file beside ``target`` and put it in its place in one step; with ``wait``, once it is on the disk."""
    temporary, descriptor = _temporary(os.path.dirname(target))
    try:
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                os.chmod(temporary, stat.S_IMODE(mode) & 0o777)
            file.writelines(pieces)
            if wait:
                file.flush()
                os.fsync(descriptor)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _temporary(folder: str) -> tuple[str, int]:
    """A new file in ``folder``, with the permissions that new files have: its path, and it, open for writing."""
    number = 0
    while True:
        path = os.path.join(folder, f".newsdoc-{os.getpid()}-{number}.tmp")
        try:
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except FileExistsError:
            number += 1


def _make(folder: str) -> None:
    """Make the folder where it is not there."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise io_error(error, shown_name(folder)) from error


def _holds(path: str, data: bytes) -> bool:
    """Whether ``path`` is a file with these bytes."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) != len(data):
            return False
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:  # whatever it is, it is not ours
        return False


class Targets:
    """Where each output goes: standard output, one file, or one file an input in a folder.

    ``output`` is what ``-o`` says; ``extension`` is that of the files of the target's format.  No output is written over
    another one, or over an input, unless that is the file which ``-o`` names and the input that it comes of: it gets a number
    then.
    """

    def __init__(self, inputs: Sequence[str], output: str | None, extension: str) -> None:
        several = len(inputs) > 1
        self.folder: str | None = None
        self.file: str | None = None
        self.extension = extension
        self._taken: set[str] = set()
        #: What numbered files begin with, and their input: there may be more of them than can be kept.
        self._stems: dict[str, str] = {}
        #: What was not written under the name that one would expect, for people.
        self.notes: list[str] = []
        if output is None or output == STDOUT:
            if several:
                raise OptionError(
                    "several inputs cannot all go to standard output", code="USAGE", hint="give -o FOLDER"
                )
        elif several or os.path.isdir(output) or output.endswith(("/", os.sep)):
            if os.path.exists(output) and not os.path.isdir(output):
                raise OptionError(
                    f"several inputs cannot all go to one file ({shown_name(output)})",
                    code="USAGE",
                    hint="give -o FOLDER",
                )
            self.folder = output
        else:
            self.file = output
        self._names = [name for name in inputs if name != STDOUT]
        self._is_made = False
        #: The folders that files are in, by the names they are called by: looked up once each.
        self._folders: dict[str, str] = {}

    @cached_property
    def _inputs(self) -> dict[str, str]:
        """The files to be read, by what all names of a file have in common."""
        return {self._key(name): name for name in self._names}

    @property
    def to_stdout(self) -> bool:
        """Whether the document goes to standard output."""
        return self.folder is None and self.file is None

    def claim(self, path: str) -> None:
        """Keep ``path`` for something else.  Raises :class:`newsdoc.OptionError` where an input or the output is there."""
        if os.path.exists(path) and not os.path.isfile(path):
            return  # a device takes whatever comes
        key = self._key(path)
        if key in self._inputs or (self.file is not None and key == self._key(self.file)):
            raise OptionError(
                f"{shown_name(path)} is an input or the output already",
                code="USAGE",
                hint="give the losses another file",
            )
        self._taken.add(key)

    def path(self, source: str, number: int | None = None) -> str:
        """The path of the file that comes of the input ``source``; of several, of the one with that ``number``.

        Creates the folder where it is not there.  Raises :class:`newsdoc.OptionError` where there is no room for more than
        one file.
        """
        if self.to_stdout:
            if number is not None:
                raise OptionError(
                    "the input has several documents, and a file of this format holds one",
                    code="NOT-ONE-DOCUMENT",
                    hint="give -o FOLDER: each gets a file of its own",
                )
            return STDOUT
        stem, extension = os.path.splitext(self.file) if self.file else (self._stem(source), self.extension)
        if number is not None:  # that several files come of it, nobody could know who named one
            extension = extension or self.extension
        return self._free(stem, extension, source, number)

    def kept(self, folder: str, source: str, number: int, data: bytes) -> str:
        """The path in ``folder`` of the file that keeps ``data``, the item of the input ``source`` with that number.

        What is there already is nobody's to lose: only a file with these very bytes has the name a second time.  Creates the
        folder where it is not there.
        """
        _make(folder)
        name, extension = os.path.splitext("stdin" if source == STDOUT else os.path.basename(source))

        def is_free(path: str) -> bool:
            is_output = self.file is not None and self._key(path) == self._key(self.file)
            return not is_output and (not os.path.lexists(path) or _holds(path, data))

        return self._free(os.path.join(folder, name), extension or ".xml", source, number, is_free)

    def _stem(self, source: str) -> str:
        assert self.folder is not None
        if not self._is_made:
            _make(self.folder)
            self._is_made = True
        name = "stdin" if source == STDOUT else os.path.splitext(os.path.basename(source))[0]
        return os.path.join(self.folder, name)

    def _free(
        self,
        stem: str,
        extension: str,
        source: str,
        number: int | None,
        is_free: Callable[[str], bool] = lambda _: True,
    ) -> str:
        """The name made of that, with one more number where it belongs to another input, or is not free."""
        more = "" if number is None else f"-{number}"
        plain = stem + more + extension
        path = plain
        numbers = count(2)
        while self._is_taken(key := self._key(path), source) or not is_free(path):
            path = f"{stem}-{next(numbers)}{more}{extension}"
        if number is None:
            self._taken.add(key)
        else:
            self._stems[_NUMBERED.sub("", key)] = source
        if path != plain:
            whose = "the input" if self._inputs.get(self._key(plain)) == source else "another one's"
            self.notes.append(f"written to {shown_name(path)}, since {shown_name(plain)} is {whose}")
        return path

    def _is_taken(self, key: str, source: str) -> bool:
        own = source if self.file else None
        if key in self._taken or self._inputs.get(key, own) != own:
            return True
        return self._stems.get(_NUMBERED.sub("", key), source) != source

    def _key(self, path: str) -> str:
        """What two names of one file have in common, also where upper and lower case are the same."""
        folder, name = os.path.split(path)
        try:
            if name in _NO_NAMES or os.path.islink(path):
                return os.path.realpath(path).casefold()
            if folder not in self._folders:
                self._folders[folder] = os.path.realpath(folder)
        except (OSError, ValueError) as error:
            raise NewsdocError(f"{shown_name(path)}: {error}", code="IO-ERROR") from error
        return os.path.join(self._folders[folder], name).casefold()
