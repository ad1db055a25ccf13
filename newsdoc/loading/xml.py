"""XML that is safe to read: no DTD, no entities but the five, bounded in every direction, its encoding known beforehand.

libxml2 never sees a path, an encoding that it could choose, or a document type declaration; nothing is opened and
nothing is fetched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from newsdoc.errors import ReadError, escaped, excerpt
from newsdoc.loading import chars

#: The largest input, in bytes.
MAX_BYTES: Final = 16 * 1024 * 1024
#: The most ``<`` in it: a bound of elements and memory that is known before the parse.
MAX_MARKUP: Final = 800_000
#: The most attributes of one element: libxml2 looks for each from the first on.  No element of a standard has a tenth of it.
MAX_ATTRIBUTES: Final = 1_000

_COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "ZIP"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
)

#: How a file begins, and what encoding that shows (XML 1.0, appendix F); ``None`` for one that is not read.
_BEGINNINGS: tuple[tuple[bytes, int, str | None], ...] = (
    (b"\xff\xfe\x00\x00", 4, None),
    (b"\x00\x00\xfe\xff", 4, None),
    (b"<\x00\x00\x00", 0, None),
    (b"\x00\x00\x00<", 0, None),
    (b"\xef\xbb\xbf", 3, "utf-8"),
    (b"\xff\xfe", 2, "utf-16-le"),
    (b"\xfe\xff", 2, "utf-16-be"),
    (b"<\x00?\x00", 0, "utf-16-le"),
    (b"\x00<\x00?", 0, "utf-16-be"),
)
#: Most files begin with none of these, which one look tells.
_SHOWING = tuple(beginning for beginning, _, _ in _BEGINNINGS)

#: The encodings that a file may declare, and the codecs that read them.
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "iso-8859-1": "latin-1",
    "iso8859-1": "latin-1",
    "latin1": "latin-1",
    "latin-1": "latin-1",
    "iso-8859-15": "iso8859-15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}

_DECLARATION = re.compile(
    r"""<\?xml[ \t\r\n]++version[ \t\r\n]*+=[ \t\r\n]*+(?:"(?P<version>[^"<]*+)"|'(?P<version_>[^'<]*+)')"""
    r"""(?:[ \t\r\n]++encoding[ \t\r\n]*+=[ \t\r\n]*+(?:"(?P<encoding>[^"<]*+)"|'(?P<encoding_>[^'<]*+)'))?+"""
)
#: A reference to a character that may be a combining mark, which all have three digits or more.
_HIGH_REFERENCE = re.compile(rb"&#x?0*+[0-9A-Fa-f]{3}")
#: Declarations up to this length are remembered: all that are no attack.
_LONGEST_DECLARATION: Final = 200
_DOCTYPE = b"<!DOCTYPE"
_WHITE = b" \t\r\n"

#: What libxml2 calls its errors (xmlParserErrors), as far as they are told apart.
_NO_MEMORY = frozenset((0, 2))
_RESOURCE = {
    114: "LIMIT-TEXT",  # XML_ERR_RESOURCE_LIMIT: a text, an attribute; a depth is told by its message
    110: "LIMIT-NAME",  # XML_ERR_NAME_TOO_LONG
    63: "LIMIT-TEXT",  # XML_ERR_CDATA_NOT_FINISHED, of a section that is too long
    45: "LIMIT-TEXT",  # XML_ERR_COMMENT_NOT_FINISHED, ditto
    47: "LIMIT-TEXT",  # XML_ERR_PI_NOT_FINISHED, ditto
}
_TOO_LONG = ("too big", "too long", "huge")

#: What lxml and libxml2 put around a message: the position, which we give apart, and the function that found it.
_POSITION = re.compile(r", line \d+, column \d+$")
_FUNCTION = re.compile(r"^xml\w+ ?: ")

_HINTS = {
    26: "only &amp; &lt; &gt; &quot; &apos; and numeric references can be used",  # XML_ERR_UNDECLARED_ENTITY
    5: "there must be one root element, and nothing after it",  # XML_ERR_DOCUMENT_END
}


def parse(data: bytes, *, max_bytes: int = MAX_BYTES) -> etree._Element:
    """The root element of the document that ``data`` is; comments and processing instructions are in the tree.

    Raises :class:`newsdoc.ReadError` with line and column: ``XML-TOO-LARGE``, ``XML-COMPRESSED``,
    ``XML-ENCODING-UNSUPPORTED``, ``XML-ENCODING-MISMATCH``, ``XML-BAD-BYTES``, ``XML-VERSION-UNSUPPORTED``,
    ``XML-DOCTYPE-FORBIDDEN``, ``LIMIT-ELEMENTS``, ``LIMIT-ATTRIBUTES``, ``LIMIT-DEPTH`` (256), ``LIMIT-TEXT``
    and ``LIMIT-NAME`` (10 million and 50,000 bytes), ``LIMIT-COMBINING``, ``XML-NOT-WELLFORMED``, ``RESOURCE-MEMORY``.
    """
    source = to_utf8(data, max_bytes=max_bytes)
    root = _tree(source)
    if len(source) > MAX_ATTRIBUTES * 4 and source.count(b"=") > MAX_ATTRIBUTES:
        refuse_attributes(root)
    # A search for one byte is much faster than one for several.
    if b"#" in source and _HIGH_REFERENCE.search(source):
        # A combining mark written as a reference was not seen in the source.
        _refuse_combining_in(root)
    return root


def to_utf8(data: bytes, *, max_bytes: int = MAX_BYTES) -> bytes:
    """``data`` in UTF-8 without a byte order mark, once all that can be told before the parse allows it.

    Lines and columns of what is found later are those of this text.  Raises as :func:`parse`.
    """
    if len(data) > max_bytes:
        raise ReadError(f"the input has {len(data):,} bytes, more than {max_bytes:,}", code="XML-TOO-LARGE")
    if not data.startswith(b"<"):
        _refuse_compressed(data)
    source = _in_utf8(data)
    if not source[:1].strip(_WHITE) and not source.strip(_WHITE):
        raise _at_start("XML-NOT-WELLFORMED", "the document is empty")
    if b"!" in source and _DOCTYPE in source:
        _refuse_doctype(source)
    if len(source) > MAX_MARKUP and source.count(b"<") > MAX_MARKUP:
        line, column = _place(source, _nth(source, b"<", MAX_MARKUP + 1))
        raise ReadError(f"more than {MAX_MARKUP:,} tags", code="LIMIT-ELEMENTS", line=line, column=column)
    if chars.may_combine(source):
        _refuse_combining(source.decode())
    return source


def _refuse_compressed(data: bytes) -> None:
    for magic, name in _COMPRESSED:
        if data.startswith(magic):
            raise _at_start("XML-COMPRESSED", f"this is not XML but {name} data", "unpack it first")


def _at_start(code: str, message: str, hint: str | None = None) -> ReadError:
    return ReadError(message, code=code, line=1, column=1, hint=hint)


# --- the encoding ---------------------------------------------------------------------------------------------------


def encoding_of(data: bytes) -> tuple[str, int]:
    """The codec that reads the document which begins with ``data``, and the length of its byte order mark.

    Raises as :func:`parse` for an encoding that is not read, or that the bytes contradict.
    """
    shown, mark = _shown(data)
    if shown is None and data.startswith((b"<\x00", b"\x00<")):
        raise _at_start(  # XML 1.0, 4.3.3
            "XML-NOT-WELLFORMED", "the document is UTF-16 and neither has a byte order mark nor declares its encoding"
        )
    return _declared(data[mark:], shown, marked=mark > 0), mark


def _in_utf8(data: bytes) -> bytes:
    codec, mark = encoding_of(data)
    data = data[mark:]
    try:
        if codec == "utf-8":
            if not data.isascii():
                data.decode()
            return data
        return data.decode(codec).encode()
    except UnicodeDecodeError as error:
        line, column = _line_column(data[: error.start].decode(codec))
        raise ReadError(
            f"byte 0x{data[error.start]:02X} (at offset {mark + error.start}) is not {codec}: {error.reason}",
            code="XML-BAD-BYTES",
            line=line,
            column=column,
            hint="the XML declaration must name the encoding" if codec == "utf-8" else None,
        ) from None


def _shown(data: bytes) -> tuple[str | None, int]:
    """The encoding that the first bytes show, if they do, and the length of the byte order mark."""
    if data.startswith(b"<?xml") or not data.startswith(_SHOWING):
        return None, 0
    for beginning, mark, codec in _BEGINNINGS:
        if data.startswith(beginning):
            if codec is None:
                raise _at_start("XML-ENCODING-UNSUPPORTED", "the document is UTF-32", "convert it to UTF-8")
            return codec, mark
    return None, 0


def _declared(data: bytes, shown: str | None, *, marked: bool) -> str:
    """The codec that reads ``data``: the declaration's, if it agrees with what the bytes show."""
    if shown is None and not data.startswith(b"<?xml"):
        return "utf-8"
    end = data.find("?>".encode(shown or "ascii"))
    if end < 0:
        return shown or "utf-8"
    if end <= _LONGEST_DECLARATION:
        return _codec(data[:end], shown, marked=marked)
    return _codec.__wrapped__(data[:end], shown, marked=marked)


@lru_cache(64)
def _codec(begins: bytes, shown: str | None, *, marked: bool) -> str:
    """The codec that reads what begins with this declaration."""
    declaration = _DECLARATION.match(begins.decode(shown or "latin-1", "replace"))
    if declaration is None:
        return shown or "utf-8"  # the parser will say what is wrong with it
    version = declaration["version"] or declaration["version_"] or ""
    if version != "1.0":
        raise _at_start("XML-VERSION-UNSUPPORTED", f"the document is XML {excerpt(version)}; newsdoc reads 1.0")
    name = declaration["encoding"] or declaration["encoding_"]
    if name is None:
        return shown or "utf-8"
    codec = _DECLARED.get(name.lower())
    if codec is None:
        raise _at_start("XML-ENCODING-UNSUPPORTED", f"the encoding {excerpt(name)} is not read", "convert it to UTF-8")
    if not _agree(codec, shown):
        found = f"the byte order mark says {shown}" if marked else f"the bytes are {shown or 'not'}"
        raise _at_start("XML-ENCODING-MISMATCH", f"the declaration says {excerpt(name)}, {found}")
    return shown or codec


def _agree(codec: str, shown: str | None) -> bool:
    if shown is None:
        return not codec.startswith("utf-16")  # it would have shown
    return codec == shown or (codec == "utf-16" and shown.startswith("utf-16"))


# --- before the parse -----------------------------------------------------------------------------------------------


def _refuse_doctype(source: bytes) -> None:
    """Raise if the prolog (XML 1.0, production 22) has a document type declaration; linear."""
    index = 0
    ends = ((b"<!--", b"-->"), (b"<?", b"?>"))
    while True:
        while source[index : index + 1] and source[index : index + 1] in _WHITE:
            index += 1
        end = next((end for begin, end in ends if source.startswith(begin, index)), None)
        if end is None:
            break
        found = source.find(end, index + 2)
        if found < 0:
            return  # not well-formed
        index = found + len(end)
    if source.startswith(_DOCTYPE, index):
        line, column = _place(source, index)
        raise ReadError(
            "the document has a document type declaration",
            code="XML-DOCTYPE-FORBIDDEN",
            line=line,
            column=column,
            hint="remove the DOCTYPE; entities and DTDs are never read",
        )


def _nth(source: bytes, what: bytes, number: int) -> int:
    """The index of the ``number``-th ``what``."""
    index, step = 0, 1 << 16
    while (count := source.count(what, index, index + step)) < number:
        number -= count
        index += step
    for _ in range(number):
        index = source.index(what, index) + 1
    return index - 1


def _place(source: bytes, index: int) -> tuple[int, int]:
    return _line_column(source[:index].decode())


def _line_column(before: str) -> tuple[int, int]:
    return chars.line_column(before, len(before))


def _refuse_combining(text: str) -> None:
    index = chars.combining_run(text)
    if index is not None:
        raise _combining(*_line_column(text[:index]))


def _refuse_combining_in(root: etree._Element) -> None:
    for element in root.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            if text and chars.combining_run(text) is not None:
                raise _combining(element.sourceline, None)


def _combining(line: int | None, column: int | None) -> ReadError:
    message = f"more than {chars.MAX_COMBINING} combining marks in a row"
    return ReadError(message, code="LIMIT-COMBINING", line=line, column=column)


# --- the parse ------------------------------------------------------------------------------------------------------


def parser(**options: Any) -> etree.XMLParser:
    """A fresh parser with every door shut; ``options`` are lxml's own (``schema``, ``target``)."""
    made: etree.XMLParser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        collect_ids=True,  # without it libxml2 2.14 opens external DTDs
        remove_blank_text=False,
        remove_comments=False,
        remove_pis=False,
        strip_cdata=True,
        **options,
    )
    return made


def _tree(source: bytes) -> etree._Element:
    try:
        root = etree.fromstring(source, parser())
    except etree.XMLSyntaxError as error:
        raise read_error(error) from None
    except MemoryError:
        raise _no_memory() from None
    if root.getroottree().docinfo.internalDTD is not None:  # the prolog was looked at; this is the second lock
        raise _at_start("XML-DOCTYPE-FORBIDDEN", "the document has a document type declaration")
    return root


_CROWDED: Final = etree.XPath(f"descendant-or-self::*[@*[{MAX_ATTRIBUTES + 1}]][1]")


def refuse_attributes(root: etree._Element) -> None:
    """Raise where an element has more attributes than any has."""
    for element in _CROWDED(root):
        message = f"an element has more than {MAX_ATTRIBUTES:,} attributes"
        raise ReadError(message, code="LIMIT-ATTRIBUTES", line=element.sourceline, column=1)


def _no_memory() -> ReadError:
    return ReadError("there is not enough memory to read the document", code="RESOURCE-MEMORY")


def read_error(error: etree.XMLSyntaxError) -> ReadError:
    """What a fault that the parser found is to newsdoc."""
    number = error.code or 0
    line, column = error.position
    if number in _NO_MEMORY or line == 0:
        return _no_memory()
    message = _FUNCTION.sub("", _POSITION.sub("", str(error.msg))).strip()
    code = "XML-NOT-WELLFORMED"
    if number in _RESOURCE and (number in (110, 114) or any(word in message for word in _TOO_LONG)):
        code = "LIMIT-DEPTH" if "depth" in message.lower() else _RESOURCE[number]
    return ReadError(escaped(message, 200), code=code, line=line, column=column or None, hint=_HINTS.get(number))
