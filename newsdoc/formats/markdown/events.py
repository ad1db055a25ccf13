"""The events of the native CommonMark parser, and what they do not say.

A reference, ``[[…]]``, is text to CommonMark; here it is an event.  What the parser leaves out of the document (link
definitions that nothing uses, cells beyond a table's columns) is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from newsdoc.formats.markdown.syntax import REFERENCE, has_notes, parser_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.formats.base import Losses


def events_of(text: str) -> tuple[Iterable[Any], bool]:
    """The events of a text, and whether one run of text may come in several."""
    if "[[" in text:
        return (event for event, _ in spans(text)), True
    return parser_for(text).events(text, merge_text=True), False


def spans(text: str) -> Iterator[tuple[Any, int]]:
    r"""The parser's events, each with its byte offset; ``[[…]]`` in a text is an event of its own.

    Only brackets that the source has as they are make a reference: ``\[[x]]`` is text.
    """
    source = text.encode()
    run = _Run()
    literal = False
    event: Any
    for event, span in parser_for(text).events_with_range(text, merge_text=False):
        value = event.get("Text") if isinstance(event, dict) else None
        start, end = span["start"], span["end"]
        if value is None or literal or source[start:end] != value.encode():
            literal = literal if value is not None else _begins_code(event)
            yield from run.flush()
            yield event, start
        elif start == run.end:
            run.parts.append(value)
            run.end = end
        else:
            yield from run.flush()
            escaped = source[start - 1 : start] == b"\\"
            if escaped:
                yield {"Text": value[0]}, start
            run.parts, run.start, run.end = [value[escaped:]], start, end
    yield from run.flush()


def markup_of(text: str) -> Iterator[str]:
    """The HTML that a text has: every block of it, and every tag in a line."""
    block: list[str] = []
    event: Any
    for event in parser_for(text).events(text, merge_text=True):
        if not isinstance(event, dict):
            continue
        if "Html" in event:
            block.append(event["Html"])
        elif "InlineHtml" in event:
            yield event["InlineHtml"]
        elif block and "End" in event:
            yield "".join(block)
            block = []


def _begins_code(event: Any) -> bool:
    return isinstance(event, dict) and "CodeBlock" in event.get("Start", "")


class _Run:
    """Neighbouring texts that the source has as they are."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.start = self.end = -1

    def flush(self) -> Iterator[tuple[Any, int]]:
        """The events of the run, which is empty then."""
        text, self.parts, self.end = "".join(self.parts), [], -1
        done = 0
        for match in REFERENCE.finditer(text):
            if match.start() > done:
                yield {"Text": text[done : match.start()]}, self.start
            yield {"Reference": match[1]}, self.start
            done = match.end()
        if done < len(text):
            yield {"Text": text[done:]}, self.start


# --- what is not in the events ------------------------------------------------------------------------------------------


def label(text: str) -> str:
    """A link's label as labels are compared (CommonMark 4.7)."""
    return " ".join(text.split()).casefold()


def report_definitions(text: str, used: set[str], losses: Losses, first_line: int) -> None:
    """Definitions that nothing refers to do not become part of the document (CommonMark 4.7)."""
    unused = parser_for(text).reference_definitions(text)
    lines = _Lines(text, first_line)
    for name, found in unused.items():
        if label(name) not in used:
            value = {"label": name, "href": found["dest"], "title": found["title"]}
            line = lines.at(found["span"]["start"])
            losses.dropped("body", value, "nothing refers to this definition of a link", line=line)


def may_have_more_cells(text: str, columns: int) -> bool:
    """Whether a line may have more cells than ``columns``, the least that a table of the text has."""
    lines = (line.strip(" \t") for line in text.split("\n") if "|" in line)
    return any(line.removeprefix("|").removesuffix("|").count("|") >= columns for line in lines)


def report_notes(text: str, losses: Losses, first_line: int) -> None:
    """Footnotes are paragraphs of the document, and what refers to them is text."""
    if not has_notes(text):
        return
    lines = _Lines(text, first_line)
    event: Any
    for event, span in parser_for(text).events_with_range(text):
        if isinstance(event, dict) and "FootnoteDefinition" in event.get("Start", ""):
            note = lines.source[span["start"] : span["end"]].decode().rstrip("\n")
            losses.flattened(
                "body", note, "a document has no footnotes: it is a paragraph", line=lines.at(span["start"])
            )


def report_cells(text: str, losses: Losses, first_line: int) -> None:
    """Cells beyond the columns of the head are not part of a table (GFM 4.10)."""
    lines = _Lines(text, first_line)
    end = 0
    for event, span in parser_for(text).events_with_range(text):
        if event == {"End": "TableCell"}:
            end = span["end"]
        elif event == {"End": "TableRow"}:
            rest = lines.source[end : span["end"]].strip(b"| \t\n")
            if rest:
                reason = "the row has more cells than the table has columns"
                losses.dropped("body", rest.decode(), reason, line=lines.at(span["start"]))


class _Lines:
    """The lines of the source by byte offset."""

    def __init__(self, text: str, first_line: int) -> None:
        self.source = text.encode()
        self.first_line = first_line
        self.ends: list[int] | None = None

    def at(self, offset: int) -> int:
        """The number of the line that has the byte at ``offset``."""
        if self.ends is None:
            self.ends = [index for index, byte in enumerate(self.source) if byte == 0x0A]
        return bisect_right(self.ends, offset - 1) + self.first_line
