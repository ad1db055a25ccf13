"""``newsdoc convert``."""

from __future__ import annotations

import pickle
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from newsdoc.cli.app import gravest, guarded
from newsdoc.cli.arguments import Parser, add_common, add_inputs, format_name
from newsdoc.cli.inputs import STDIN, chosen, opened
from newsdoc.cli.outputs import STDOUT, Targets, write_output
from newsdoc.cli.streams import say, shown_name, temporary
from newsdoc.errors import NewsdocError, OptionError, WriteError
from newsdoc.formats.base import ReadOptions
from newsdoc.report.text import Tally, problem_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterable, Iterator

    from newsdoc.formats.base import Format, Loss, ReadResult, WriteResult
    from newsdoc.validation.problem import Problem

_EXAMPLES = (
    "newsdoc convert story.txt -t newsml-g2 -o story.xml",
    "newsdoc convert story.xml -t ninjs@3.2 --losses losses.json",
    "newsdoc convert in/*.xml -t md -o out/",
    "curl -s https://example.com/item.xml | newsdoc convert - -t json",
)


def parser() -> Parser:
    """The arguments of the command."""
    from newsdoc.formats import FORMATS
    from newsdoc.policy import CRITICAL

    it = Parser("convert", "Convert documents to another format, and say what was lost.", _EXAMPLES)
    add_inputs(it)
    it.add_argument(
        "-t",
        "--to",
        required=True,
        metavar="FORMAT[@VERSION]",
        type=format_name,
        help=f"the format to write: {', '.join(FORMATS)}; default version: see newsdoc formats",
    )
    it.add_argument("-o", "--output", metavar="FILE|FOLDER", help="where to write; default: standard output")
    it.add_argument("--losses", metavar="FILE|-", help="write every loss as JSON; - is standard output")
    it.add_argument(
        "--on-loss",
        choices=("allow", "warn", "fail"),
        default="warn",
        help="what to do about losses: nothing; say them (default); fail and write nothing, unless all was defaulted. "
        "allow also lets go of an embargo, a status, rights and an identifier, which otherwise fails",
    )
    it.add_argument(
        "--allow-loss",
        action="append",
        default=[],
        choices=tuple(CRITICAL),
        help="let this one critical thing be lost (repeatable)",
    )
    it.add_argument("--timezone", metavar="ZONE", help="the zone of local times: Z, +01:00 or Europe/Berlin")
    it.add_argument("--provider", metavar="NAME", help="the provider, where the document has none")
    it.add_argument("--guid", metavar="URI", help="the identifier of the item, where the document has none")
    it.add_argument(
        "--now",
        metavar="TIME",
        help="the time of creation (2024-09-09T10:35:00Z), where the document has none; the clock is never read",
    )
    it.add_argument("--body", choices=("xhtml", "nitf", "text"), help="the markup of the body")
    it.add_argument(
        "--dialect",
        action="store_true",
        help="write the properties of somebody's own that came with a ninjs item, although ninjs forbids them",
    )
    it.add_argument(
        "--no-sanitize",
        dest="sanitize",
        action="store_false",
        help="keep scripts, event handlers and whatever else runs in a page; only for bodies that you trust",
    )
    it.add_argument(
        "--encoding", metavar="NAME", help="the encoding of text inputs; default: UTF-8, or what a BOM says"
    )
    it.add_argument(
        "--quarantine",
        metavar="FOLDER",
        help="where to keep the bytes of the items of a newsMessage that cannot be converted; the others are",
    )
    it.add_argument(
        "--explain", action="store_true", help="say of each line of a plain text what it was read as, and why"
    )
    it.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    add_common(it)
    return it


def run(arguments: Namespace) -> int:
    """Convert every input; give the exit code of the gravest."""
    from newsdoc.formats import find

    row, version = find(arguments.to)
    inputs = chosen(arguments.inputs)
    targets = Targets(inputs, arguments.output, row.extensions[0])
    _check(arguments, inputs, targets)
    job = Job(arguments, row, version, targets)
    codes: list[int] = []
    for name in inputs:
        code = guarded(partial(job.convert, name), name, debug=arguments.debug)
        codes += [code, *job.codes]
        job.codes.clear()
        if job.losses.is_broken:
            break
    if arguments.losses is not None and not job.losses.is_broken:
        codes.append(guarded(job.write_losses, arguments.losses, debug=arguments.debug))
    return gravest(codes)


def _check(arguments: Namespace, inputs: list[str], targets: Targets) -> None:
    """Refuse what makes no sense before anything is read."""
    from newsdoc.formats import find
    from newsdoc.identity import with_zone
    from newsdoc.model.timestamp import Timestamp

    if arguments.format is not None:
        find(arguments.format)
    if arguments.losses == STDOUT and targets.to_stdout:
        raise OptionError(
            "the document and the losses cannot both go to standard output", code="USAGE", hint="give -o FILE"
        )
    if arguments.losses not in (None, STDOUT):
        targets.claim(arguments.losses)
    if arguments.guid is not None and len(inputs) > 1:
        raise OptionError(
            "--guid names one item, and there are several inputs", code="USAGE", hint="convert them one by one"
        )
    if arguments.now is not None and Timestamp(arguments.now).datetime is None:
        raise OptionError(
            f"--now {arguments.now!r} is not a time", code="USAGE", hint="write it as 2024-09-09T10:35:00Z"
        )
    with_zone(Timestamp("2000-01-01T00:00:00"), arguments.timezone)


class Job:
    """The conversion of some inputs: the options that they share, and the losses of all of them."""

    def __init__(self, arguments: Namespace, row: Format, version: str, targets: Targets) -> None:
        self.arguments = arguments
        self.row = row
        self.target = f"{row.name}@{version}"
        self.targets = targets
        self.losses = LossFile(arguments.losses)
        #: What became of the parts of an input that were told apart.
        self.codes: list[int] = []

    def convert(self, name: str) -> None:
        """Convert one input and write what comes of it.  Raises :class:`newsdoc.NewsdocError`."""
        from newsdoc.streaming import HEAD, asked, streamed

        hint = None if name == STDIN else shown_name(name)
        with opened(name) as source:
            feed = streamed(source.look(HEAD), self.arguments.format, hint)
            if feed is None:
                self._convert_whole(name, hint, source.rest())
            else:
                from newsdoc.cli.feed import Feed

                version = asked(self.arguments.format)
                options = ReadOptions(version=version, name=hint, encoding=self.arguments.encoding)
                self.codes += Feed(self, name).convert(feed.stream.iter_results(source.read, options))
        self.tell_notes(name)

    def _convert_whole(self, name: str, hint: str | None, data: bytes) -> None:
        from newsdoc.pipeline import explain, read
        from newsdoc.policy import enforce

        source = read(data, self.arguments.format, name=hint, encoding=self.arguments.encoding)
        if self.arguments.explain:
            for line in explain(data, self.arguments.format, name=hint, encoding=self.arguments.encoding):
                say(f"{shown_name(name)}: {line}")
        pieces = self._pieces(source)
        losses = [*pieces[0].losses_after(source.losses), *(loss for piece in pieces[1:] for loss in piece.losses)]
        self._tell(
            shown_name(name), losses, [*source.problems, *(fault for piece in pieces for fault in piece.problems)]
        )
        enforce(losses, self.arguments.on_loss, self.arguments.allow_loss)
        numbers = [None] if len(pieces) == 1 else range(1, len(pieces) + 1)
        paths = [self.targets.path(name, number) for number in numbers]
        for path, piece in zip(paths, pieces, strict=True):
            write_output(path, piece.data)

    def _pieces(self, source: ReadResult) -> list[WriteResult]:
        """What is to be written: all documents together where the format can hold them, else each for itself."""
        from newsdoc.pipeline import write

        documents = source.documents
        if not documents:
            raise WriteError("there is no document in it", code="NO-DOCUMENT", hint="there is nothing to convert")
        if self.row.many or len(documents) == 1:
            return [write(documents, self.target, message=source.message, **self.options(0))]
        pieces = []
        for index, document in enumerate(documents):
            message = source.message if index == 0 else None
            piece = write(document, self.target, message=message, **self.options(index))
            pieces.append(replace(piece, losses=[replace(loss, document=index) for loss in piece.losses]))
        return pieces

    def options(self, index: int) -> dict[str, Any]:
        """The options for the document of that number; the policy applies later, to all losses together."""
        one = self.arguments
        guid = one.guid if index == 0 else None
        return {
            "timezone": one.timezone,
            "provider": one.provider,
            "guid": guid,
            "now": one.now,
            "body": one.body,
            "sanitize": one.sanitize,
            "dialect": one.dialect,
            "on_loss": "allow",
        }

    def _tell(self, file: str, losses: list[Loss], problems: list[Problem]) -> None:
        """Say on standard error what was lost, and what was wrong with the input, unless nobody wants to know."""
        tally = Tally()
        self.account(file, losses, tally)
        self.tell_problems(file, problems)
        self.tell_losses(file, tally)

    def account(self, file: str, losses: Collection[Loss], tally: Tally, document: int | None = None) -> None:
        """Count losses, and keep them for the file of losses; each for whoever wants it.

        ``document`` is the number of the document that they are of, where they do not say it themselves.
        """
        if self.tells_losses:
            tally.add(losses)
        if self.losses.path is not None:
            for loss in losses:
                self.losses.add(file, loss if document is None else replace(loss, document=document))

    @property
    def tells_losses(self) -> bool:
        """Whether anybody wants to know what was lost."""
        return not self.arguments.quiet and self.arguments.on_loss != "allow"

    def tell_problems(self, file: str, problems: Iterable[Problem], *, always: bool = False) -> None:
        """Say what is wrong with an input; ``always`` what makes the exit code, which nobody could know the reason of."""
        if always or not self.arguments.quiet:
            for problem in problems:
                say(problem_line(problem, file))

    def tell_losses(self, file: str, tally: Tally) -> None:
        """Say what was lost."""
        if self.tells_losses:
            for line in tally.lines(file):
                say(line.removesuffix("\n"))

    def tell_notes(self, name: str) -> None:
        """Say which outputs have another name than one would expect."""
        while self.targets.notes:
            note = self.targets.notes.pop()
            if not self.arguments.quiet:
                say(f"{shown_name(name)}: {note}")

    def write_losses(self) -> None:
        """Write the losses of all inputs as JSON.  Raises :class:`newsdoc.NewsdocError`."""
        self.losses.write()


class LossFile:
    """The losses that go to a file in the end, kept out of memory until then."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._rows: IO[bytes] | None = None
        #: Whether there was no room for one of them: the file would not have all.
        self.is_broken = False

    def add(self, file: str, loss: Loss) -> None:
        """Keep one.  Raises :class:`newsdoc.NewsdocError`."""
        with self._kept():
            if self._rows is None:
                from tempfile import TemporaryFile

                self._rows = TemporaryFile()  # noqa: SIM115  # closed when it is written, or with the process
            pickle.dump((file, loss), self._rows)

    def write(self) -> None:
        """Write all as JSON, and keep none.  Raises :class:`newsdoc.NewsdocError`."""
        from newsdoc.report import reporter

        assert self.path is not None
        write_output(self.path, (piece.encode() for piece in reporter("json").losses(self._all())))

    def _all(self) -> Iterator[tuple[str, Loss]]:
        if self._rows is None:
            return
        with self._kept():
            end = self._rows.tell()
            self._rows.seek(0)
        with self._rows as rows:
            while rows.tell() < end:
                yield pickle.load(rows)  # noqa: S301  # written by this very process

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            with temporary(self._rows):
                yield
        except NewsdocError:
            self.is_broken = True
            raise
