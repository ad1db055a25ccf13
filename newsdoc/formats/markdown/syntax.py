"""What reading and writing share: the native parser, and newsdoc's reference."""

from __future__ import annotations

import re
from typing import Final

import pyromark

#: CommonMark with GFM's tables and strikethrough, and nothing else.
PARSER: Final = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)

#: A reference that needs no escapes.
REFERENCE: Final = re.compile(r"\[\[([^\[\]\\`*_<>&~|!\s](?:[^\[\]\\`*_<>&~|!\r\n\t]*[^\[\]\\`*_<>&~|!\s])?)\]\]")
