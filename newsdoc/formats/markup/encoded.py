"""Alternatives of the content that are carried encoded [inlineData/@encoding]: what they say where they are text."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Final

from newsdoc.loading.chars import forbidden

if TYPE_CHECKING:
    from newsdoc.model.document import Content

#: The codes of base64 in IPTC's vocabulary of encodings, and as MIME has it (RFC 2045, 6.8).
_BASE64: Final = frozenset({"b64", "base64"})
#: Media types whose content is text; of those that end otherwise the last part says it (RFC 6839).
_TEXTS: Final = ("text/", "application/xml", "application/xhtml", "application/json", "application/javascript")
_SUFFIXES: Final = ("+xml", "+json", "/xml", "/json")


def is_base64(content: Content) -> bool:
    """Whether an alternative says that it is base64; of a vendor's vocabulary the code says it, too."""
    said = content.encoding or content.encoding_uri or ""
    return said.rpartition(":")[2].rpartition("/")[2].lower() in _BASE64


def decoded(content: Content) -> str | None:
    """The text that an alternative holds as base64; ``None`` where it is none: a picture, or no base64."""
    if content.value is None or not is_base64(content) or not may_be_text(content.content_type):
        return None
    try:
        text = base64.b64decode("".join(content.value.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    return text if forbidden(text) is None else None


def encoded(text: str) -> str:
    """``text`` as base64 of UTF-8."""
    return base64.b64encode(text.encode()).decode()


def may_be_text(content_type: str | None) -> bool:
    """Whether a media type is one of text; so may be what says none."""
    bare = (content_type or "text/").partition(";")[0].strip().lower()
    return bare.startswith(_TEXTS) or bare.endswith(_SUFFIXES)
