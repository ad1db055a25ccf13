"""What format some bytes are in: by content first, by the file's name second."""

from __future__ import annotations

import re
from typing import Final

#: How much of the input is looked at.
HEAD: Final = 4096

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

#: The file names that mean something where the content does not: ending → format.
_ENDINGS: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".xml": "newsml-g2",
    ".nml": "newsml-g2",
    ".newsml": "newsml-g2",
    ".ninjs": "ninjs",
    ".txt": "text",
    ".text": "text",
}

#: An opening that only one format has, in the order of trial.
_OPENINGS: Final = (
    (re.compile(r"\s*+<\?xml\b"), "newsml-g2"),
    (re.compile(r"\s*+(?:<!--(?:[^-]|-[^-])*+-->\s*+)*+<!DOCTYPE\s"), "newsml-g2"),
    (
        re.compile(r"\s*+(?:<!--(?:[^-]|-[^-])*+-->\s*+)*+<[A-Za-z_][\w.:-]*+(?:\s*+/?>|\s++xmlns|\s++[\w.:-]++\s*+=)"),
        "xml",
    ),
    (re.compile(r"(?:---|\+\+\+)[ \t]*+(?:\r\n|\n|\r)"), "markdown"),
    (re.compile(r'\s*+\{\s*+(?:"|\})'), "object"),
    (re.compile(r"\s*+\[\s*+(?:\{|\])"), "ninjs"),
)

#: The keys that tell newsdoc's own JSON from ninjs, of which everything else that is an object is taken to be a form.
_OWN_JSON: Final = re.compile(r'\s*+\{\s*+"newsdoc"\s*+:')
_OWN_KEY: Final = re.compile(r'[{,]\s*+"newsdoc"\s*+:\s*+"\d')
_NINJS_KEY: Final = re.compile(
    r'"(?:\$?standard|uri|versioncreated|versionCreated|pubstatus|pubStatus|headlines?|bodies|body_\w+|representationtype)"\s*+:'
)


def sniff(data: bytes, name: str | None = None) -> str:
    """The name of the format that ``data`` is in.

    XML is known by its first tag, JSON by its shape (newsdoc's own by its key ``newsdoc``), Markdown by front matter; what
    is none of these is what the ending of ``name`` says, else plain text.  Never raises: a wrong guess is found out by
    the reader, which says what it met.
    """
    text = _head(data)
    ending = _ending(name)
    for pattern, meaning in _OPENINGS:
        if not pattern.match(text):
            continue
        if meaning == "object":
            return (
                "json" if _OWN_JSON.match(text) or (_OWN_KEY.search(text) and not _NINJS_KEY.search(text)) else "ninjs"
            )
        if meaning == "xml":
            # A text may begin with a tag, and Markdown with HTML: the name of the file decides then.
            return ending if ending in ("markdown", "text") else "newsml-g2"
        if meaning == "markdown" and ending == "text":
            return "text"
        return meaning
    if (name or "").lower().endswith(".json"):
        return "json"
    return ending or "text"


def _head(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) : HEAD].decode(encoding, "replace")
    if data[:2] == b"<\0":
        return data[:HEAD].decode("utf-16-le", "replace")
    if data[:2] == b"\0<":
        return data[:HEAD].decode("utf-16-be", "replace")
    return data[:HEAD].decode("utf-8", "replace")


def _ending(name: str | None) -> str | None:
    lower = (name or "").lower()
    return next((meaning for ending, meaning in _ENDINGS.items() if lower.endswith(ending)), None)
