"""What reading and writing share: the native parser, and newsdoc's reference."""

from __future__ import annotations

import re
from typing import Final

import pyromark

_OPTIONS: Final = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
#: The parser of a text without footnotes.
PARSER: Final = pyromark.Markdown(options=_OPTIONS)
_WITH_NOTES: Final = pyromark.Markdown(options=_OPTIONS | pyromark.Options.ENABLE_FOOTNOTES)


def may_define(text: str) -> bool:
    """Whether a text may have definitions of links or footnotes."""
    return "]:" in text


def has_notes(text: str) -> bool:
    """Whether a text may have footnotes, which nothing that newsdoc writes has."""
    return may_define(text) and "[^" in text


def parser_for(text: str) -> pyromark.Markdown:
    """The parser of a text: CommonMark with GFM's tables and strikethrough, and with its footnotes where there may be some."""
    return _WITH_NOTES if has_notes(text) else PARSER


#: A reference that needs no escapes.
REFERENCE: Final = re.compile(r"\[\[([^\[\]\\`*_<>&~|!\s](?:[^\[\]\\`*_<>&~|!\r\n\t]*[^\[\]\\`*_<>&~|!\s])?)\]\]")
