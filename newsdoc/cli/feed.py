"""Converting the items of a feed one at a time: what cannot be converted is kept aside, and the others go on."""

from __future__ import annotations

from itertools import chain
from typing import IO, TYPE_CHECKING

from newsdoc.cli.app import INTERNAL, report
from newsdoc.cli.outputs import settle, write_output
from newsdoc.cli.streams import say, shown_name, temporary
from newsdoc.errors import LossError, OptionError, ReadError, WriteError
from newsdoc.pipeline import write
from newsdoc.policy import enforce
from newsdoc.report.text import Tally
from newsdoc.streaming import Joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsdoc.cli.convert import Job
    from newsdoc.formats.base import Loss, ReadResult

_CHUNK = 1 << 20


class Feed:
    """One input with many items, and what becomes of each."""

    def __init__(self, job: Job, name: str) -> None:
        self.job = job
        self.name = name
        self.shown = shown_name(name)
        self.tally = Tally()
        self.codes: set[int] = set()
        #: How many items there were, and how many of them were converted.
        self.items = 0
        self.done = 0
        #: Whether all files that were written are on the disk.
        self.is_settled = True

    def convert(self, results: Iterator[ReadResult]) -> set[int]:
        """Convert all items; give the exit codes of those that were not.  Raises :class:`newsdoc.NewsdocError`."""
        try:
            if self.job.row.many:
                self._together(results)
            else:
                self._apart(results)
        finally:
            if not self.is_settled:
                settle()
            self.job.tell_losses(self.shown, self.tally)
        if not self.done and not self.codes:
            raise WriteError("there is no document in it", code="NO-DOCUMENT", hint="there is nothing to convert")
        if self.items > self.done and not self.job.arguments.quiet:
            where = self.job.arguments.quarantine
            kept = f"; the others are in {shown_name(where)}" if where else "; --quarantine FOLDER keeps the others"
            say(f"{self.shown}: {self.done} of {self.items} items were converted{kept}")
        return self.codes

    # --- what is written --------------------------------------------------------------------------------------------

    def _apart(self, results: Iterator[ReadResult]) -> None:
        """A file for each item."""
        for result, number in self._numbered(results):
            try:
                piece = write(
                    result.documents,
                    self.job.target,
                    message=result.message if self.items == 1 else None,
                    **self.job.options(self.items - 1),
                )
            except OptionError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one item must not stop the others
                self._refuse(result, error)
                continue
            losses = [*result.losses, *piece.losses]
            self._account(losses)
            refusal = self._refusal(losses)
            if refusal is not None:
                self._refuse(result, refusal)
                continue
            self.job.tell_problems(self.shown, piece.problems)
            self._put(self.job.targets.path(self.name, number), piece.data)
            self.job.tell_notes(self.name)
            self.done += 1

    def _together(self, results: Iterator[ReadResult]) -> None:
        """One file for all of them."""
        from tempfile import TemporaryFile

        joined = Joined(self.job.target, self.job.options(0))
        message, refused = None, None
        with temporary(None):
            spool = TemporaryFile(buffering=_CHUNK)  # noqa: SIM115  # closed just below, and where it fails
        with spool:
            for result in self._read(results):
                message = result.message or message
                if not result.documents:
                    continue
                try:
                    piece = joined.add(result.document)
                except OptionError:
                    raise
                except Exception as error:  # noqa: BLE001 - ditto
                    self._refuse(result, error)
                    continue
                losses = [*result.losses, *piece.losses]
                self._account(losses)
                refused = refused or self._refusal(losses)
                self.job.tell_problems(self.shown, piece.problems)
                with temporary(spool):
                    spool.write(piece.data)
                self.done += 1
            if self.done and message is not None:
                before, after, losses = joined.close(message)
                self._account(losses, document=0)
                refused = refused or self._refusal(losses)
                if refused is not None:
                    raise refused
                path = self.job.targets.path(self.name)
                write_output(path, chain([before], _spooled(spool), [after]))

    # --- what was read ----------------------------------------------------------------------------------------------

    def _numbered(self, results: Iterator[ReadResult]) -> Iterator[tuple[ReadResult, int | None]]:
        """The results that have a document, with the number of the item; with none where it is the only one."""
        first = next(results, None)
        second = next(results, None)
        several = second is not None and second.source is not None
        pending = (one for one in (first, second) if one is not None)
        for result in self._read(chain(pending, results)):
            if result.documents:
                yield result, self.items if several else None

    def _read(self, results: Iterable[ReadResult]) -> Iterator[ReadResult]:
        """The results of what could be read; what is wrong with all is told, and the rest kept aside."""
        for result in results:
            if result.source is not None:
                self.items += 1
            if result.source is not None and not result.documents:
                self.job.tell_problems(self.shown, result.problems, always=True)
                unforeseen = any(problem.code == "INTERNAL" for problem in result.problems)
                self.codes.add(INTERNAL if unforeseen else ReadError.exit_code)
                self._keep(result.source)
            else:
                for problem in result.problems:
                    unreadable = problem.severity == "error" and result.source is None
                    self.job.tell_problems(self.shown, [problem], always=unreadable)
                    if unreadable:
                        self.codes.add(ReadError.exit_code)
                yield result

    # --- what was not -----------------------------------------------------------------------------------------------

    def _account(self, losses: Collection[Loss], document: int | None = None) -> None:
        index = self.items - 1 if document is None else document
        self.job.account(self.shown, losses, self.tally, index)

    def _refusal(self, losses: list[Loss]) -> LossError | None:
        try:
            enforce(losses, self.job.arguments.on_loss, self.job.arguments.allow_loss)
        except LossError as error:
            return error
        return None

    def _refuse(self, result: ReadResult, error: Exception) -> None:
        """Tell why an item was not written, and keep it aside."""
        self.codes.add(report(error, self.name, debug=self.job.arguments.debug, path=f"item {self.items}"))
        assert result.source is not None
        self._keep(result.source)

    def _keep(self, data: bytes) -> None:
        folder = self.job.arguments.quarantine
        if folder is None:
            return
        self._put(self.job.targets.kept(folder, self.name, self.items, data), data)
        self.job.tell_notes(self.name)

    def _put(self, path: str, data: bytes) -> None:
        self.is_settled = False
        write_output(path, data, one_of_many=True)


def _spooled(spool: IO[bytes]) -> Iterator[bytes]:
    with temporary(spool):
        spool.seek(0)
    while chunk := spool.read(_CHUNK):
        yield chunk
