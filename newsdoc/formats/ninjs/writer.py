"""Writing ninjs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsdoc.errors import WriteError
from newsdoc.formats.base import Losses, WriteResult
from newsdoc.formats.ninjs import residue
from newsdoc.formats.ninjs.direct import item as direct
from newsdoc.formats.ninjs.direct.plans import Unsure
from newsdoc.formats.ninjs.engine import FORMAT, Reading, Writing
from newsdoc.formats.ninjs.fields import ITEM
from newsdoc.formats.ninjs.nested import write_item
from newsdoc.formats.ninjs.reader import document_of
from newsdoc.formats.ninjs.shapes import NEWEST, known_version
from newsdoc.loading.json import dumps
from newsdoc.model.compare import PLAIN_BODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.base import Loss, Origin, WriteOptions
    from newsdoc.model.document import Document, NewsMessage


def write(documents: Sequence[Document], options: WriteOptions, message: NewsMessage | None = None) -> WriteResult:
    """Write one document as an item of the version that ``options`` name, or the newest.

    Local times take ``options.timezone``; a document without a guid takes ``options.guid``; ``options.body`` is the markup
    of the body (``xhtml``, ``nitf``, ``text``).  Everything that the item does not say of the document, or says beyond it,
    is a loss, and so is what was kept of a dialect, unless ``options.dialect`` asks for it: what is written is valid.  Raises :class:`newsdoc.WriteError` for more
    documents than one.
    """
    if len(documents) != 1:
        raise WriteError(
            f"a ninjs file holds one item, not {len(documents)}",
            code="NOT-ONE-DOCUMENT",
            hint="write each document to a file of its own",
        )
    document = _tidy(documents[0])
    version = known_version(options.version) if options.version else NEWEST
    if version is None:
        raise WriteError(f"ninjs has no version {options.version!r}", code="UNKNOWN-VERSION")
    origin = options.origin if options.origin is not None and options.origin.document is documents[0] else None
    item, lost = _direct(document, version, options) or _general(document, version, options, origin)
    losses = Losses()
    if message is not None:
        losses.dropped("message", message, "ninjs has no envelope")
    return WriteResult(dumps(item), [*losses.items, *lost], FORMAT, version)


def _direct(document: Document, version: str, options: WriteOptions) -> tuple[dict[str, Any], list[Loss]] | None:
    """The item and the losses, where they are plain; else ``None``."""
    try:
        return direct.write(document, Writing(version, options, ITEM, lax=options.dialect))
    except Unsure:
        return None


def _general(
    document: Document, version: str, options: WriteOptions, origin: Origin | None = None
) -> tuple[dict[str, Any], list[Loss]]:
    """The item, and the losses: what of it, read back, is not what the document says.

    Where it is the very value that the document was read from (``origin``), reading it again gives the document.
    """
    writing = Writing(version, options, ITEM, lax=options.dialect)
    item = write_item(document, writing, "")
    losses = Losses()
    if origin is None or (origin.format, origin.version) != (FORMAT, version) or origin.value != item:
        written = document_of(item, Reading(version, parsed=writing.parsed))
        residue.report(document, written, writing, losses)
    return item, losses.items


def _tidy(document: Document) -> Document:
    """The document in the form in which it is compared: without an alternative that only says that there is a body."""
    contents = document.contents
    # The one field that it has is compared first.
    plain = bool(contents) and contents[0].content_type == PLAIN_BODY.content_type and contents[0] == PLAIN_BODY
    if not plain and not document.associations:
        return document
    inner = [_tidy(association.document) for association in document.associations]
    if not plain and all(
        one is association.document for one, association in zip(inner, document.associations, strict=False)
    ):
        return document
    return replace(
        document,
        contents=contents[plain:],
        associations=[replace(was, document=one) for was, one in zip(document.associations, inner, strict=True)],
    )
