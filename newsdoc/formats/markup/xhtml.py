"""The body as XHTML: the one exact serialisation of the model's blocks and inlines.

Whatever is written reads back as the same, for every list of blocks that the model can hold; whatever is read is written
back as the same markup, but for white space that means nothing and comments.  The element form is for NewsML-G2, the
string form, which is HTML as well as XML, for ninjs and Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.markup import plain
from newsdoc.formats.markup.fragments import parse_fragment, parse_frame
from newsdoc.formats.markup.metadata import METADATA_ELEMENTS, MetadataWriter
from newsdoc.formats.markup.names import NAR, XHTML
from newsdoc.formats.markup.pages import SHELL_TYPE, Page, build, page_root, read_page, shell_of
from newsdoc.formats.markup.raw import move, parser
from newsdoc.formats.markup.reading import Reader, read_line
from newsdoc.formats.markup.rendering import render, render_inlines
from newsdoc.formats.markup.writing import Writer
from newsdoc.model.content import RawBlock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsdoc.model.content import Block, Inline

__all__ = [
    "METADATA_ELEMENTS",
    "SHELL_TYPE",
    "Page",
    "block_fragment",
    "document",
    "fragment",
    "inline_fragment",
    "parse_fragment",
    "parse_inlines",
    "read_blocks",
    "read_inlines",
    "read_page",
    "write_blocks",
    "write_inlines",
]


def read_blocks(parent: _Element) -> list[Block]:
    """The blocks of an element that holds some: ``body``, ``div``, NewsML-G2's ``inlineXML`` …

    Of ``html`` (or of an element in which nothing but ``html`` stands) they are those of its body; what else the
    document says comes first as one raw block of the type :data:`SHELL_TYPE`, which :func:`document` writes back.
    Raises :class:`newsdoc.ReadError` (``LIMIT-DEPTH``) where elements are nested deeper than the XML loader allows.
    """
    root = page_root(parent)
    try:
        if root is None:
            return Reader().read(parent)
        page = read_page(root)
    except RecursionError:
        raise ReadError("elements are nested too deep", code="LIMIT-DEPTH") from None
    return [RawBlock(page.shell, SHELL_TYPE), *page.blocks] if page.shell else page.blocks


def read_inlines(element: _Element, *, preserve: bool = True) -> list[Inline]:
    """The inlines of an element of mixed content, as NewsML-G2's headlines are; other elements in it are annotations.

    ``preserve`` keeps white space as it is, else it collapses as in a paragraph.
    """
    try:
        return read_line(element, preserve=preserve)
    except RecursionError:
        raise ReadError("elements are nested too deep", code="LIMIT-DEPTH") from None


def write_blocks(blocks: Sequence[Block], parent: _Element) -> None:
    """Append ``blocks`` to ``parent`` as elements of XHTML."""
    _append(render(blocks), XHTML, parent)


def document(
    blocks: Sequence[Block], title: str | None = None, language: str | None = None, shell: str | None = None
) -> _Element:
    """A whole XHTML document.

    ``shell`` is what :func:`read_page` gave, or the raw block that :func:`read_blocks` put first holds; it then says
    all that stands around the blocks.  Without one, ``title`` and ``language`` (BCP 47) do.
    """
    own = shell_of(blocks[0]) if blocks and shell is None else None
    root, body = build(own or shell, title, language)
    write_blocks(blocks[1:] if own else blocks, body)
    return root


def fragment(blocks: Sequence[Block]) -> str:
    """``blocks`` as text that is XML without namespace declarations and HTML alike: ninjs's ``body_xhtml``."""
    text = plain.XHTML.blocks(blocks)
    return text if text is not None else render(blocks, html=True)


def block_fragment(block: Block) -> str:
    """One block as :func:`fragment` writes it."""
    return render([block], html=True)


def inline_fragment(inlines: Sequence[Inline]) -> str:
    """Inlines as text that is XML and HTML alike; :func:`parse_inlines` reads it, white space as it is."""
    return render_inlines(inlines, Writer(html=True), Writer(html=True, strict=True))


def parse_inlines(text: str) -> list[Inline]:
    """The inlines of a string of HTML or XHTML, with the white space that it has; errors as :func:`parse_fragment`."""
    return read_inlines(parse_frame(text))


def write_inlines(
    inlines: Sequence[Inline],
    element: _Element,
    namespace: str = XHTML,
    permitted: frozenset[str] = METADATA_ELEMENTS,
) -> None:
    """Append ``inlines`` to an element of mixed content, white space as it is.

    With the ``namespace`` of NewsML-G2 the elements that it has there (``permitted``) are its own; all others are
    XHTML's, as NewsML-G2 allows.
    """
    if namespace == NAR:
        text = render_inlines(inlines, MetadataWriter(permitted), MetadataWriter(permitted, strict=True))
    else:
        text = render_inlines(inlines, Writer(), Writer(strict=True))
    _append(text, namespace, element)


def _append(text: str, namespace: str, parent: _Element) -> None:
    """Append the nodes that ``text`` is."""
    try:
        frame = etree.fromstring(f'<x xmlns="{namespace}">{text}</x>', parser())
    except etree.XMLSyntaxError as error:
        raise WriteError(f"the body cannot be written as XML: {error.msg}", code="XML-NOT-WELLFORMED") from None
    if frame.text:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + frame.text
        else:
            parent.text = (parent.text or "") + frame.text
    if len(frame):
        move(frame, parent)
