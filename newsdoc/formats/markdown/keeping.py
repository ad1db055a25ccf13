"""Writing a document back into the file that it was read from, so that only what was edited is different.

The reader leaves the file's text with the document (:class:`Origin`).  The writer reads it once more to see what is still
the same, and reads what it has made of it: that is written only if it says exactly what the document says.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses
from newsdoc.formats.markdown import front_matter, tree
from newsdoc.formats.markdown.events import markup_of, without_code
from newsdoc.formats.markdown.keeping_body import kept_body
from newsdoc.formats.markdown.keeping_front import kept_front
from newsdoc.formats.markdown.syntax import parser_for
from newsdoc.formats.markdown.unknown import is_hint
from newsdoc.formats.markup.policy import is_harmless, may_run, unsafe_url
from newsdoc.model.compare import equal

if TYPE_CHECKING:
    from newsdoc.formats.base import Loss
    from newsdoc.model.document import Document

_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of the Markdown file that a document was read from, with its own line ends; whether a mark stood before it.

    ``losses`` are those of reading it.
    """

    text: str
    marked: bool = False
    losses: tuple[Loss, ...] = ()


class Kept(NamedTuple):
    """A document in its text, and the losses of reading that are in it again."""

    text: str
    returned: list[Loss]


def normalised(text: str) -> str:
    """``text`` with line feeds at the ends of its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def kept(document: Document, *, sanitize: bool = True) -> Kept | None:
    """``document`` in the text that it was read from; ``None`` where it was read from none, or does not fit there."""
    origin = document.origin
    if not isinstance(origin, Origin):
        return None
    source = normalised(origin.text)
    try:
        text = _text(source, document, sanitize=sanitize)
    except (ReadError, RecursionError):
        return None
    if text is None or (text.startswith(_MARK) and not origin.marked):
        # A text that begins like that would lose it.
        return None
    returned = _returned(text, origin.losses)
    if text == source:
        text = origin.text
    elif origin.text.count("\r\n") * 2 > origin.text.count("\n"):
        text = text.replace("\n", "\r\n")
    return Kept(_MARK + text if origin.marked else text, returned)


def _returned(text: str, losses: tuple[Loss, ...]) -> list[Loss]:
    """Those of the losses of reading a document that reading ``text``, which it was written to, has again."""
    if not losses:
        return []
    again = Losses()
    parts = front_matter.split(text)
    front_matter.report_comments(parts, again)
    tree.blocks_of(parts.body, again)
    there = Counter(map(_said, again.items))
    returned: list[Loss] = []
    for loss in losses:
        if there[_said(loss)]:
            there[_said(loss)] -= 1
            returned.append(loss)
    return returned


def _said(loss: Loss) -> tuple[str, str]:
    return loss.kind, repr(loss.value)


def _text(source: str, document: Document, *, sanitize: bool) -> str | None:
    parts = front_matter.split(source)
    body = kept_body(parts.body, document.body)
    if sanitize and not _is_harmless(body):
        return None
    front = kept_front(source, parts, document) if parts.fence else None
    if not parts.fence and not front_matter.entries(document) and _says(body, document):
        return body
    if front is None:
        front = front_matter.write(document, body)
        body = body.lstrip("\n") if front else body
    text = front + body
    return text if _says(text, document) else None


def _says(text: str, document: Document) -> bool:
    """Whether ``text`` is read as ``document``; white space alone is no file."""
    if not text.strip():
        return False
    parts = front_matter.split(text)
    again = front_matter.read(parts.front)
    again.body = tree.blocks_of(parts.body, Losses(), parts.body_line)
    return equal(_without_order(again), _without_order(document))


def _without_order(document: Document) -> Document:
    """The document without the order of its keys, which is as it stands in the text."""
    listed = [entry for entry in document.metadata.foreign if not is_hint(entry)]
    return replace(document, metadata=replace(document.metadata, foreign=listed))


def _is_harmless(body: str) -> bool:
    """Whether the text may be written: its markup as it stands, and what is no part of the document.

    That is definitions that nothing uses, and cells beyond a table.
    """
    if "]:" in body and any(unsafe_url(one["dest"]) for one in parser_for(body).reference_definitions(body).values()):
        return False
    if "<" in body and not (all(is_harmless(value) for value in markup_of(body)) and _is_text_to_all(body)):
        return False
    if not any("<" in line.partition("|")[2] for line in body.split("\n")):
        return True
    losses = Losses()
    tree.blocks_of(body, losses)
    # What was flattened is in the document.
    dropped = [loss.value for loss in losses.items if loss.kind == "dropped"]
    return all(is_harmless(value, inline=True) for value in dropped if isinstance(value, str))


def _is_text_to_all(body: str) -> bool:
    """Whether nothing that is text here runs where another parser sees a tag in it.

    Which names begin a block of HTML, and what white space stands in a tag, differ between CommonMark's versions.
    """
    return not any(
        "<" in part and not is_harmless(part) and may_run(part) for part in _EMPTY_LINES.split(without_code(body))
    )


_EMPTY_LINES: Final = re.compile(r"\n[ \t]*\n")
