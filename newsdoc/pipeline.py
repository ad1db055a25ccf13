"""The pipeline: read · write · convert · validate.  Bytes in, bytes and records out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import NewsdocError, OptionError, ReadError, WriteError, excerpt
from newsdoc.formats import FORMATS, find
from newsdoc.formats.base import ReadOptions, ReadResult, WriteOptions, WriteResult
from newsdoc.formats.sniff import sniff
from newsdoc.identity import EPOCH, with_zone
from newsdoc.loading.chars import forbidden
from newsdoc.model.content import BlockQuote, Figure, Group, List, Table
from newsdoc.model.document import Document, NewsMessage
from newsdoc.model.timestamp import Timestamp
from newsdoc.model.walk import child_blocks
from newsdoc.policy import OnLoss, check_policy, enforce
from newsdoc.validation.problem import Problem, Report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsdoc.formats.base import Format, Origin
    from newsdoc.model.content import Block

#: The markups that a caller may ask for.
BODIES: Final = ("xhtml", "nitf", "text")

#: The blocks that hold blocks.
_HOLDERS: Final = frozenset((BlockQuote, Figure, Group, List, Table))

__all__ = ["convert", "read", "sniff", "validate", "write"]


def read(
    data: bytes,
    format: str | None = None,
    *,
    name: str | None = None,
    encoding: str | None = None,
    validate: bool = False,
) -> ReadResult:
    """Read documents from ``data``.

    ``format`` is a name of :data:`newsdoc.FORMATS`, with a version if that matters (``ninjs@2.3``); without it the
    content decides, then the file name ``name``.  ``encoding`` overrides what a text file says of itself.  With ``validate``
    the result has the report that :func:`validate` gives, too; what is not valid is read as far as it makes sense, as ever.

    Raises :class:`newsdoc.ReadError` for what cannot be read, :class:`newsdoc.SchemaError` for an unknown format.
    """
    row, version = _source(data, format, name)
    options = ReadOptions(version=version, name=name, encoding=encoding)
    if not validate:
        return row.read(_bytes(data), options)
    from newsdoc.validation import check_and_read

    return check_and_read(row.name, _bytes(data), options)


def explain(
    data: bytes, format: str | None = None, *, name: str | None = None, encoding: str | None = None
) -> list[str]:
    """What each part of ``data`` is read as, and why, a line a part; nothing for the formats that leave no doubt of it.

    The arguments, and what is raised, are those of :func:`read`.
    """
    row, version = _source(data, format, name)
    if not row.explains:
        return []
    module = import_module(f"{row.module}.explain")
    return list(module.lines(_bytes(data), ReadOptions(version=version, name=name, encoding=encoding)))


def write(
    documents: Document | Sequence[Document],
    format: str,
    *,
    message: NewsMessage | None = None,
    timezone: str | None = None,
    provider: str | None = None,
    guid: str | None = None,
    now: str | None = None,
    body: str | None = None,
    sanitize: bool = True,
    dialect: bool = False,
    on_loss: OnLoss = "warn",
    allow: Collection[str] = (),
    check: bool = True,
    origin: Origin | None = None,
) -> WriteResult:
    """Write one document, or several where the format can hold them, in ``format`` (``ninjs@3.2``, ``newsml-g2`` …).

    What the format requires and a document lacks comes from ``timezone`` (``Z``, ``±hh:mm`` or an IANA name),
    ``provider``, ``guid`` and ``now`` (ISO 8601), or is made from the content alone and listed as ``defaulted``.
    ``body`` is the markup of the body: ``xhtml``, ``nitf``, ``text``.  ``sanitize`` keeps scripts and whatever else runs out of
    the formats that hold hypertext, each as a loss; json carries a document as it is.  ``on_loss`` and ``allow`` are the policy
    (:func:`newsdoc.policy.enforce`).  With ``check`` the output is validated against its schema.  ``dialect`` writes the
    properties that ninjs forbids and the document came with, which are otherwise losses; that the output is then not valid
    is among its problems.  ``origin`` is :attr:`newsdoc.ReadResult.origin` of a document that is unchanged since it was
    read, which saves time where nothing is lost.

    Raises :class:`newsdoc.WriteError` where a document cannot be written, :class:`newsdoc.LossError` where policy
    forbids what was lost, :class:`newsdoc.SchemaError` for an unknown format or version.
    """
    row, version = find(format)
    if version in row.reads:
        raise OptionError(
            f"{row.name} is read in the layout {version}, not written in it",
            code="READ-ONLY",
            hint=f"the layouts that are written are {', '.join(row.versions)}",
        )
    listed = [documents] if isinstance(documents, Document) else _documents(documents)
    if not listed:
        raise OptionError("there is no document to write", code="NO-DOCUMENT")
    options = WriteOptions(
        version=version,
        timezone=timezone,
        provider=provider,
        guid=guid,
        now=now,
        body=body,
        sanitize=sanitize,
        dialect=dialect,
        origin=origin,
    )
    _check_options(options)
    check_policy(on_loss, allow)
    _refuse_endless(listed)
    try:
        result = row.write(listed, options, message)
        enforce(result.losses, on_loss, allow)
        if check:
            result = _checked(result, row, version, dialect=dialect)
    except Exception as error:
        if not isinstance(error, NewsdocError) or error.code in _UNFORESEEN:
            _refuse_wrong(listed, message, error)
        raise
    same = result.format == row.name and result.version == version
    return result if same else replace(result, format=row.name, version=version)


def convert(
    data: bytes,
    to: str,
    *,
    format: str | None = None,
    name: str | None = None,
    encoding: str | None = None,
    timezone: str | None = None,
    provider: str | None = None,
    guid: str | None = None,
    now: str | None = None,
    body: str | None = None,
    sanitize: bool = True,
    dialect: bool = False,
    on_loss: OnLoss = "warn",
    allow: Collection[str] = (),
    check: bool = True,
    validate: bool = False,
) -> WriteResult:
    """Read ``data`` and write it in the format ``to``; the losses are those of both steps together.

    The arguments are those of :func:`read` and :func:`write`: ``validate`` is about what is read, ``check`` about what is
    written.
    """
    check_policy(on_loss, allow)
    source = read(data, format, name=name, encoding=encoding, validate=validate)
    result = write(
        source.documents,
        to,
        message=source.message,
        timezone=timezone,
        provider=provider,
        guid=guid,
        now=now,
        body=body,
        sanitize=sanitize,
        dialect=dialect,
        on_loss="allow",
        check=check,
        origin=source.origin,
    )
    losses = result.losses_after(source.losses)
    enforce(losses, on_loss, allow)
    problems = [*source.problems, *result.problems]
    return WriteResult(
        result.data, losses, result.format, result.version, problems, source.report, returned=result.returned
    )


def validate(data: bytes, format: str | None = None, *, name: str | None = None) -> Report:
    """Validate ``data``: readable, then valid against the schema of its version.  All problems are reported.

    ``format`` may name the version to validate against (``ninjs@2.3``); else the document's own counts.
    Raises :class:`newsdoc.ReadError` for what is not readable at all.
    """
    from newsdoc.validation import check, versions_of

    row, version = _source(data, format, name)
    found: list[Problem]
    found, used = check(row.name, version, _bytes(data), name)
    versions = versions_of(row.name)
    return Report(found, row.name, used, name, satisfied=partial(versions, _bytes(data)) if versions else None)


#: What the error of a writer says where the document may not be what its classes say.
_UNFORESEEN: Final = ("OUTPUT-INVALID", "JSON-VALUE", "CHAR-SURROGATE", "TX-CHARACTER")


def _documents(given: object) -> list[Document]:
    """``given`` as a list, if it is one of documents."""
    if isinstance(given, ReadResult):
        raise OptionError(
            "this is a result of reading, not a document", code="NOT-A-DOCUMENT", hint="write its .documents"
        )
    listed: list[Any] = list(given) if isinstance(given, Iterable) and not isinstance(given, (str, bytes)) else [given]
    for one in listed:
        if not isinstance(one, Document):
            raise OptionError(
                f"a {type(one).__name__} is not a document",
                code="NOT-A-DOCUMENT",
                hint="give a newsdoc.Document, or several",
            )
    return listed


def _refuse_endless(documents: Sequence[Document]) -> None:
    """Raise :class:`newsdoc.WriteError` for a body that stands within itself: no writer would come to its end."""
    for document in documents:
        # Most blocks hold none.
        if any(type(block) in _HOLDERS for block in document.body):
            around: set[int] = set()
            stack: list[tuple[Block, bool]] = [(block, False) for block in document.body if type(block) in _HOLDERS]
            while stack:
                block, is_done = stack.pop()
                if is_done:
                    around.remove(id(block))
                elif id(block) in around:
                    _refuse_wrong([document], None, RecursionError("a block stands within itself"))
                else:
                    around.add(id(block))
                    stack.append((block, True))
                    stack += [(child, False) for child in child_blocks(block) if type(child) in _HOLDERS]


def _refuse_wrong(documents: Sequence[Document], message: NewsMessage | None, error: Exception) -> None:
    """Raise :class:`newsdoc.WriteError` for the first thing that is wrong with what was to be written; not where nothing is."""
    from newsdoc.validation.document import faults

    wholes: list[tuple[Document | NewsMessage, type, str]] = [
        (one, Document, f"documents[{index}]." if len(documents) > 1 else "") for index, one in enumerate(documents)
    ]
    if message is not None:
        wholes.append((message, NewsMessage, "message."))
    for whole, kind, place in wholes:
        fault = next(faults(whole, kind), None)
        if fault is not None:
            path = f"{place}{fault.path or ''}".rstrip(".") or None
            raise WriteError(
                f"the document is not as its classes say: {fault.message}", code=fault.code, path=path, hint=fault.hint
            ) from error


def _check_options(options: WriteOptions) -> None:
    """Refuse what cannot be meant before anything is written with it."""
    for name in ("timezone", "now", "guid", "provider", "body"):
        value = getattr(options, name)
        if value is not None and not isinstance(value, str):
            hint = (
                f"write it as text: {excerpt(value.isoformat())}" if hasattr(value, "isoformat") else "write it as text"
            )
            raise OptionError(f"{name} is a {type(value).__name__}, not a text", code="BAD-VALUE", hint=hint)
    with_zone(EPOCH, options.timezone)
    if options.now is not None and Timestamp(options.now).datetime is None:
        raise OptionError(
            f"{excerpt(options.now)} is not a date and time",
            code="NOT-A-TIME",
            hint="give one as ISO 8601 has it: 2024-09-09T10:35:00Z",
        )
    if options.body not in (None, *BODIES):
        raise OptionError(
            f"{excerpt(options.body or '')} is not a markup for the body",
            code="UNKNOWN-MARKUP",
            hint=f"the markups are {', '.join(BODIES)}",
        )
    for name in ("guid", "provider"):
        value = getattr(options, name)
        if value is not None and (not value.strip() or forbidden(value) is not None):
            raise OptionError(f"the {name} {excerpt(value)} cannot be written", code="BAD-VALUE")


def _source(data: bytes, format: str | None, name: str | None) -> tuple[Format, str | None]:
    """The format to read, and the version if one was asked for."""
    if format is None:
        return FORMATS[sniff(_bytes(data), name)], None
    row, version = find(format)
    return row, version if "@" in format or "/" in format else None


def _bytes(data: bytes) -> bytes:
    if isinstance(data, bytes):
        return data
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    what, hint = next(
        ((what, hint) for name, what, hint in _NOT_BYTES if hasattr(data, name)),
        (f"a {type(data).__name__}", "give the bytes of the file"),
    )
    raise OptionError(f"the input is {what}, not bytes", code="NOT-BYTES", hint=hint)


#: What people give in place of bytes, by a method that it has, and what to do.
_NOT_BYTES: Final = (
    ("encode", "text", "encode it, or read the file in binary mode"),
    ("read_bytes", "a path", "give what it says: path.read_bytes()"),
    ("read", "a file", "give what it says: file.read() of a file that is open in binary mode"),
)


def _checked(result: WriteResult, row: Format, version: str, *, dialect: bool) -> WriteResult:
    """The promise that what is written is valid, kept at run time too; what a dialect breaks is said instead."""
    from newsdoc.validation import check_output

    try:
        problems = check_output(row.name, version, result.data)
    except ReadError as error:
        if error.code == "TOO-LARGE" or error.code.startswith("LIMIT-"):
            raise WriteError(
                f"as {row.name}@{version} the document is more than is read in one piece: {error.message}",
                code=error.code,
                hint="divide it: no reader should have to take so much at once",
            ) from error
        raise WriteError(
            f"newsdoc wrote {row.name}@{version} that it cannot read back: {error.message}",
            code="OUTPUT-INVALID",
            hint="this is a fault of newsdoc: please report it",
        ) from error
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors and dialect:
        first = errors[0]
        message = f"what is written is not valid {row.name} {version}: {first.message} ({first.path})"
        hint = f"{len(errors)} faults of the dialect; only its own readers will take them"
        return replace(result, problems=[*result.problems, Problem("NJ-DIALECT", "warning", message, hint=hint)])
    if errors:
        first = errors[0]
        raise WriteError(
            f"the document cannot be written as valid {row.name}@{version}: {first.message}",
            code="OUTPUT-INVALID",
            line=first.line,
            column=first.column,
            path=first.path,
            hint="this is a fault of newsdoc: please report it",
        )
    return result
