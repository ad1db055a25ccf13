"""Reading Markdown: front matter and body."""

from __future__ import annotations

from codecs import BOM_UTF8

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses, ReadOptions, ReadResult
from newsdoc.formats.markdown import front_matter, tree
from newsdoc.formats.markdown.keeping import Origin, normalised
from newsdoc.loading.text import decode

NAME = "markdown"
VERSION = "1.0"


def read(data: bytes, options: ReadOptions) -> ReadResult:
    """The document that ``data``, a Markdown file, is.

    CommonMark 0.31 with GFM's tables and strikethrough; the front matter is :mod:`~newsdoc.formats.markdown.fields`'.
    Raises :class:`newsdoc.ReadError` where the bytes are no text, the front matter is not YAML or has a value that its key
    cannot have (``FM-…``), the body is nested too deep (``LIMIT-DEPTH``), or there is nothing at all (``MD-EMPTY``).
    """
    source = decode(data, encoding=options.encoding)
    if not source.strip():
        raise ReadError(
            "there is nothing in the file but white space",
            code="MD-EMPTY",
            line=1,
            column=1,
            hint="a document without text has front matter, if only two lines ---",
        )
    parts = front_matter.split(normalised(source))
    losses = Losses()
    front_matter.report_comments(parts, losses)
    document = front_matter.read(parts.front)
    document.body = tree.blocks_of(parts.body, losses, parts.body_line)
    document.origin = Origin(source, data.startswith(BOM_UTF8), tuple(losses.items))
    return ReadResult([document], losses.items, NAME, VERSION)
