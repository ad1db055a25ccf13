"""What a format is, what reading and writing give back, and what a loss is: frozen records, no base class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from newsdoc.errors import OptionError, SchemaError, WriteError
from newsdoc.model.plain import to_plain

if TYPE_CHECKING:
    from newsdoc.model.document import Document, NewsMessage
    from newsdoc.validation.problem import Problem, Report

LossKind = Literal["dropped", "flattened", "coerced", "defaulted"]


@dataclass(frozen=True, slots=True, init=False)
class Loss:
    """Something that a conversion did not carry over, or had to invent.

    ``kind``: ``dropped`` (gone), ``flattened`` (its structure is gone, its text is there), ``coerced`` (its value was
    changed), ``defaulted`` (the target requires it, the document lacks it: ``value`` is what was written).
    ``path`` is the place in the document (``metadata.headlines[1].role``, ``body[3].content[0]``, ``message``), or,
    where a reader could not place it, in the source.  ``value`` is the whole value as plain JSON values, so that a
    program can check it.  ``source`` is the place in the source, ``line`` its line, where known.
    ``document`` says which document of several, from 0.
    """

    kind: LossKind
    path: str
    value: Any
    reason: str
    source: str | None = None
    line: int | None = None
    document: int = 0

    def __init__(  # noqa: PLR0917 - the fields, in their order
        self,
        kind: LossKind,
        path: str,
        value: Any,
        reason: str,
        source: str | None = None,
        line: int | None = None,
        document: int = 0,
    ) -> None:
        # A conversion makes dozens: what a frozen class sets by itself takes twice as long.
        _kind(self, kind)
        _path(self, path)
        _value(self, value)
        _reason(self, reason)
        _source(self, source)
        _line(self, line)
        _document(self, document)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values; what is not known is left out."""
        row: dict[str, Any] = {"kind": self.kind, "path": self.path, "value": self.value, "reason": self.reason}
        row.update((key, found) for key in ("source", "line") if (found := getattr(self, key)) is not None)
        if self.document:
            row["document"] = self.document
        return row


_kind, _path, _value, _reason, _source, _line, _document = (getattr(Loss, name).__set__ for name in Loss.__slots__)


class Losses:
    """Collects losses; one method a kind.  Values may be parts of the model: they are made plain here."""

    __slots__ = ("document", "items")

    def __init__(self) -> None:
        self.items: list[Loss] = []
        self.document = 0

    def add(self, kind: LossKind, path: str, value: Any, reason: str, **place: Any) -> None:
        """One loss of any kind; ``place`` is ``source`` and ``line``."""
        self.items.append(Loss(kind, path, to_plain(value), reason, document=self.document, **place))

    def dropped(self, path: str, value: Any, reason: str, **place: Any) -> None:
        """``value`` is gone."""
        self.add("dropped", path, value, reason, **place)

    def flattened(self, path: str, value: Any, reason: str, **place: Any) -> None:
        """The structure of ``value`` is gone, its text is there."""
        self.add("flattened", path, value, reason, **place)

    def coerced(self, path: str, value: Any, reason: str, **place: Any) -> None:
        """``value`` was changed to what the target can say."""
        self.add("coerced", path, value, reason, **place)

    def defaulted(self, path: str, value: Any, reason: str, **place: Any) -> None:
        """``value`` was invented, since the target requires one."""
        self.add("defaulted", path, value, reason, **place)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a caller may tell a reader.

    ``version`` is that of the format (``2.35``), or the layout of text; ``name`` the file's name, a hint for sniffing
    and messages; ``encoding`` overrides what the bytes say of themselves.
    """

    version: str | None = None
    name: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was read from: the value that a file of that format and version holds.

    With it a writer that makes the very same value knows without reading it back that nothing was lost.
    """

    format: str
    version: str
    value: Any
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """What a caller may tell a writer: everything that newsdoc would otherwise have to invent.

    ``version`` is that of the format.  ``timezone`` is the zone of local times: ``Z`` or ``±hh:mm``, or an IANA name.
    ``provider`` names the provider, ``guid`` the item (of the first document), ``now`` is the time of creation (ISO
    8601), ``body`` the markup of the body: ``xhtml``, ``nitf`` or ``text``.  ``sanitize`` keeps scripts and whatever else runs
    out of hypertext (:mod:`newsdoc.formats.markup.policy`); what was taken out is a loss.  ``dialect`` lets a writer put
    back what the standard forbids: the properties of somebody's own that came with the document.  ``origin`` is what a
    reader said that it read the document from (:attr:`ReadResult.origin`); only who has not changed the document since may
    say it.
    """

    version: str = ""
    timezone: str | None = None
    provider: str | None = None
    guid: str | None = None
    now: str | None = None
    body: str | None = None
    sanitize: bool = True
    dialect: bool = False
    origin: Origin | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading gives: the documents, and what did not become part of one.

    ``format`` and ``version`` are what the input was read as.  ``problems`` are faults that did not stop the reading.
    ``message`` is the envelope of several items, if there was one.  ``source`` are the bytes of the item, where items are
    read one by one (:func:`newsdoc.iter_documents`); one that cannot be read has no documents, and ``problems`` say why.
    ``report`` is what validating the input found, where that was asked for.
    """

    documents: list[Document]
    losses: list[Loss]
    format: str
    version: str | None = None
    problems: list[Problem] = field(default_factory=list)
    message: NewsMessage | None = None
    source: bytes | None = None
    satisfied: Callable[[], tuple[str, ...]] | None = field(default=None, repr=False, compare=False)
    origin: Origin | None = field(default=None, repr=False, compare=False)
    report: Report | None = None

    @property
    def versions(self) -> tuple[str, ...]:
        """Every version of the format whose schema the input satisfies, the oldest first; found out when asked.

        Of a format that names its version in every file, no more than that.
        """
        if self.satisfied is not None:
            return self.satisfied()
        return () if self.version is None else (self.version,)

    @property
    def document(self) -> Document:
        """The document, where there is exactly one; :class:`OptionError` where not."""
        if len(self.documents) != 1:
            raise OptionError(
                f"the input has {len(self.documents)} documents, not one",
                code="NOT-ONE-DOCUMENT",
                hint="use .documents",
            )
        return self.documents[0]


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What writing gives: the bytes, and what they do not say of the documents, or say beyond them.

    ``returned`` are the losses of reading that these bytes have all the same: a file that is written back keeps its comments.
    ``report`` is what validating the input of a conversion found, where that was asked for.
    """

    data: bytes
    losses: list[Loss]
    format: str = ""
    version: str | None = None
    problems: list[Problem] = field(default_factory=list)
    report: Report | None = None
    returned: list[Loss] = field(default_factory=list)

    def losses_after(self, reading: Sequence[Loss]) -> list[Loss]:
        """The losses of a conversion: those of ``reading`` but for what was returned, and those of writing."""
        if not self.returned:
            return [*reading, *self.losses]
        returned = {id(loss) for loss in self.returned}
        return [*(loss for loss in reading if id(loss) not in returned), *self.losses]


#: The module that takes out of documents what may not reach a page; like readers and writers, imported when first used.
_SANITIZING = "newsdoc.formats.markup.sanitizing"


@cache
def _module(name: str) -> Any:
    """A module, imported when it is first asked for."""
    return import_module(name)


Reader = Callable[[bytes, ReadOptions], ReadResult]
Writer = Callable[["Sequence[Document]", WriteOptions, "NewsMessage | None"], WriteResult]


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of an item, the version that it was validated against, and whether it could be read at all."""

    problem: Problem
    version: str | None
    unreadable: bool = False


class Stream(Protocol):
    """What the module ``stream`` of a format offers."""

    def cut(self, data: bytes) -> tuple[bytes, bytes, bytes, bytes]:
        """What stands before, in and after the document of a file that has one and could have more, and what would stand
        between it and the next one; the first three joined are ``data``.
        """

    def is_stream(self, head: bytes) -> bool:
        """Whether the file that begins with ``head`` holds items that can be read one at a time."""

    def iter_results(
        self, read: Callable[[int], bytes], options: ReadOptions, *, validate: bool = False
    ) -> Iterator[ReadResult]:
        """The results of reading each item, and where there is more to say of what is around them, one of that.

        With ``validate`` each has a report, too.  ``read`` gives at most so many bytes, and none at the end.  Raises :class:`newsdoc.ReadError` where there is no
        telling items apart; an item that cannot be read is a result without documents.
        """

    def iter_problems(self, read: Callable[[int], bytes], version: str | None) -> Iterator[Fault]:
        """All that is wrong with such a file, item by item; raises as :meth:`iter_results`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its names, its versions, its law, and where its code is.

    ``module`` has a module ``reader`` with ``read`` and a module ``writer`` with ``write``, imported when first used.
    ``law`` is what a round trip promises: ``exact`` (``read(write(d)) == d`` but for the losses reported) or ``settles``
    (``write(read(write(d))) == write(d)``).  ``many`` says whether one file holds several documents; its module ``stream``
    then has ``cut``, which takes such a file apart.  ``streams`` says whether that module also has ``is_stream`` and
    ``iter_results``, which read a file of any size a document at a time.
    ``hypertext`` says whether the body is markup that a browser may come to show, so that it is sanitised.
    """

    name: str
    title: str
    module: str
    versions: tuple[str, ...]
    default: str
    law: Literal["exact", "settles"]
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    many: bool = False
    streams: bool = False
    hypertext: bool = False
    #: Versions that are read and not written: the layouts of text.
    reads: tuple[str, ...] = ()
    #: Whether ``module`` has a module ``explain`` with ``lines``, which say line by line what was read as what.
    explains: bool = False

    def read(self, data: bytes, options: ReadOptions | None = None) -> ReadResult:
        """Read ``data``; raises :class:`newsdoc.ReadError`, and nothing else, whatever the bytes are."""
        reader: Reader = _module(f"{self.module}.reader").read
        return reader(data, options or ReadOptions())

    def write(
        self, documents: Sequence[Document], options: WriteOptions | None = None, message: NewsMessage | None = None
    ) -> WriteResult:
        """Write ``documents`` in ``options.version`` or the default; raises :class:`newsdoc.WriteError`."""
        try:
            return self._written(documents, options or WriteOptions(version=self.default), message)
        except RecursionError:
            # Each writer follows what stands in what as deep as Python lets it, which no document that was read needs.
            raise WriteError(
                "what stands in the document is nested too deep to be written",
                code="LIMIT-DEPTH",
                hint="no reader gives such a document: lists, quotes and tables lie a few deep",
            ) from None

    def _written(self, documents: Sequence[Document], chosen: WriteOptions, message: NewsMessage | None) -> WriteResult:
        writer: Writer = _module(f"{self.module}.writer").write
        removed: list[Loss] = []
        if self.hypertext and chosen.sanitize:
            documents, message, removed = _module(_SANITIZING).sanitized(documents, message)
        result = writer(documents, chosen, message)
        return replace(result, losses=[*removed, *result.losses]) if removed else result

    @property
    def stream(self) -> Stream:
        """The module ``stream``; only where the format has ``many`` or ``streams``."""
        return cast(Stream, import_module(f"{self.module}.stream"))

    def check_version(self, version: str) -> str:
        """``version`` if newsdoc has it; the newest of its line for ``3`` or ``2``.  Raises :class:`SchemaError`."""
        if version in self.versions or version in self.reads:
            return version
        line = [known for known in self.versions if known.startswith(version + ".")]
        if line:
            return line[-1]
        raise SchemaError(
            f"{self.name} has no version {version!r}",
            code="UNKNOWN-VERSION",
            hint=f"the versions are {', '.join((*self.versions, *self.reads))}",
        )


def names(formats: dict[str, Format]) -> Iterator[str]:
    """Every name that a target may have: ``ninjs@3.2``, ``text`` …"""
    for row in formats.values():
        yield from (f"{row.name}@{version}" for version in row.versions)
