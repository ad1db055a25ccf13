"""Bytes to text: the encoding is known or the file is refused; nothing is guessed and nothing is replaced."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from newsdoc.errors import OptionError, ReadError, excerpt
from newsdoc.loading import chars

if TYPE_CHECKING:
    from collections.abc import Iterable

#: The largest input, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024

#: What is not text, by its first bytes, or those at an offset.
_BINARY: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1f\x8b", "gzip data"),
    (0, b"PK\x03\x04", "a ZIP archive (or an office document, which is one)"),
    (0, b"PK\x05\x06", "a ZIP archive"),
    (4, b"1AY&SY", "bzip2 data"),
    (0, b"\xfd7zXZ\x00", "xz data"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"{\\rtf", "a Rich Text document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE document (Word, Excel)"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (8, b"WEBPVP8", "a WebP picture"),
    (8, b"WAVEfmt ", "a WAV recording"),
    (4, b"ftyp", "an MP4 or HEIF file"),
    (0, b"ID3\x02", "an MP3 recording"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (0, b"OggS\x00", "an Ogg recording"),
    (0, b"\x1a\x45\xdf\xa3", "a Matroska or WebM file"),
    (0, b"\x7fELF", "a program"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
)

#: Byte order marks, the longer ones first: the encoding that each announces, ``None`` for one that is not read.
_MARKS: tuple[tuple[bytes, str, str | None], ...] = (
    (b"\xff\xfe\x00\x00", "UTF-32", None),
    (b"\x00\x00\xfe\xff", "UTF-32", None),
    (b"\xef\xbb\xbf", "UTF-8", "utf-8"),
    (b"\xff\xfe", "UTF-16 (little endian)", "utf-16-le"),
    (b"\xfe\xff", "UTF-16 (big endian)", "utf-16-be"),
)

#: The encodings that a caller may name, as Python's codecs call themselves: of text, one way of writing each.
ENCODINGS: Final = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "ascii",
        "cp437",
        "cp850",
        "cp852",
        "cp866",
        "big5",
        "big5hkscs",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gb2312",
        "gbk",
        "shift_jis",
        "cp932",
        "cp949",
        "cp950",
        "johab",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "mac-greek",
        "mac-turkish",
        "tis-620",
    ]
) | frozenset(
    [f"cp{number}" for number in (874, *range(1250, 1259))] + [f"iso8859-{n}" for n in range(1, 17) if n != 12]
)


def decode(data: bytes, *, encoding: str | None = None, max_bytes: int = MAX_BYTES, controls: bool = False) -> str:
    """The text that ``data`` is, without its byte order mark, line ends as they are.

    It is UTF-8, or UTF-16 with a byte order mark, unless ``encoding`` names another (``cp1252``, ``latin-1`` …).
    ``controls`` lets control characters pass, for the wire formats that frame their text with them.  Raises
    :class:`newsdoc.ReadError`: ``TOO-LARGE``, ``TX-BINARY`` (with what it is), ``TX-BAD-BYTES``, ``CHAR-FORBIDDEN``,
    ``LIMIT-COMBINING``, with line and column; :class:`newsdoc.OptionError` for an encoding that newsdoc does not know.
    """
    codec = None if encoding is None else _codec(encoding)
    if len(data) > max_bytes:
        raise ReadError(f"the input has {len(data):,} bytes, more than {max_bytes:,}", code="TOO-LARGE")
    refuse_binary(data, _BINARY, "TX-BINARY")
    data, codec = _unmarked(data, codec)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise _bad_bytes(data, error, guess=encoding is None) from None
    return text if controls or (codec == "utf-8" and chars.surely_allowed(data)) else _checked(text)


def refuse_binary(data: bytes, table: Iterable[tuple[int, bytes, str]], code: str) -> None:
    """Raise :class:`newsdoc.ReadError` if ``data`` is what ``table`` (offset, bytes, what it is) knows."""
    for offset, magic, title in table:
        if data.startswith(magic, offset):
            raise ReadError(f"this is not text but {title}", code=code, line=1, column=1)


def _codec(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):  # ValueError: a name with NUL in it
        name = ""
    if name not in ENCODINGS:
        raise OptionError(
            f"there is no encoding {excerpt(encoding)}",
            code="UNKNOWN-ENCODING",
            hint="for example utf-8, utf-16, latin-1, cp1252",
        )
    return name


def _unmarked(data: bytes, codec: str | None) -> tuple[bytes, str]:
    """``data`` without its byte order mark, and its encoding; the mark and ``codec`` must agree."""
    for mark, title, means in _MARKS:
        if not data.startswith(mark):
            continue
        if means is None:
            raise ReadError(f"the text is {title}", code="TX-BAD-BYTES", line=1, column=1, hint="convert it to UTF-8")
        if codec not in (None, means) and not (codec == "utf-16" and means.startswith(codec)):
            raise ReadError(
                f"the text begins with the byte order mark of {title}, and {codec} was asked for",
                code="TX-BAD-BYTES",
                line=1,
                column=1,
            )
        return data[len(mark) :], means
    # UTF-16 without a mark is big endian (RFC 2781, 4.3); Python would take the machine's order.
    return data, "utf-16-be" if codec == "utf-16" else codec or "utf-8"


def _bad_bytes(data: bytes, error: UnicodeDecodeError, *, guess: bool) -> ReadError:
    before = data[: error.start].decode(error.encoding)
    line, column = chars.line_column(before, len(before))
    return ReadError(
        f"byte 0x{data[error.start]:02X} (at offset {error.start}) is not {error.encoding}: {error.reason}",
        code="TX-BAD-BYTES",
        line=line,
        column=column,
        hint="if the text is in another encoding, name it (cp1252, latin-1 …)" if guess else None,
    )


def _checked(text: str) -> str:
    try:
        return chars.check(text)
    except ReadError as error:
        if "\x00" in text[:4]:
            error.hint = "it may be UTF-16 without a byte order mark: name the encoding (utf-16-le, utf-16-be)"
        raise
