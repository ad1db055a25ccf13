"""The events of the native CommonMark parser, and what they do not say.

A reference, ``[[…]]``, is text to CommonMark; here it is an event, and so is an address that is a link to GFM.  What the
parser leaves out of the document (link definitions that nothing uses, cells beyond a table's columns) is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markdown import addresses
from newsdoc.formats.markdown.syntax import REFERENCE, has_notes, parser_for

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from newsdoc.formats.base import Losses
    from newsdoc.model.content import Inline


def spans(text: str) -> Iterator[tuple[Any, int]]:
    r"""The parser's events, each with its byte offset; ``[[…]]`` and an address in a text are events of their own.

    Only brackets that the source has as they are make a reference: ``\[[x]]`` is text; so it is with the sign of an address.
    """
    masked = addresses.Masked(text) if addresses.may_have(text) else None
    if masked is None or not masked.places:
        return _spans(text, str)
    found = _spans(masked.text, masked.unmasked)
    return ((masked.unmasked(event), masked.offset(start)) for event, start in found)


def _spans(text: str, unmasked: Callable[[str], str]) -> Iterator[tuple[Any, int]]:
    source = text.encode()
    run = _Run(unmasked)
    literal = False
    event: Any
    for event, span in parser_for(text).events_with_range(text, merge_text=False):
        start = span["start"]
        value = event.get("Text") if type(event) is dict else None
        if value is None or literal:
            literal = literal if value is not None else _begins_code(event)
            if run.parts:
                yield from run.flush()
            yield event, start
            continue
        end = span["end"]
        if start == run.end:
            escaped = False
        else:
            escaped = source[start - 1 : start] == b"\\"
            if run.parts and start - escaped != run.end:
                yield from run.flush()
        run.add(
            value,
            start,
            end,
            escaped=escaped,
            verbatim=source[start] != _AMPERSAND or source[start:end] == value.encode(),
        )
    yield from run.flush()


#: What begins every text that is not in the source as it is.
_AMPERSAND: Final = ord("&")


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


def without_code(text: str) -> str:
    """A text without its code, in lines and in blocks."""
    source = text.encode()
    out: list[bytes] = []
    done = 0
    event: Any
    for event, span in parser_for(text).events_with_range(text):
        if isinstance(event, dict) and ("Code" in event or _begins_code(event)):
            out.append(source[done : span["start"]])
            done = span["end"]
    return b"".join((*out, source[done:])).decode()


def _begins_code(event: Any) -> bool:
    return isinstance(event, dict) and "CodeBlock" in event.get("Start", "")


class _Run:
    """Neighbouring texts.  ``hidden`` are the places of the characters that the source has as escapes or references."""

    def __init__(self, unmasked: Callable[[str], str]) -> None:
        self.unmasked = unmasked
        self.parts: list[str] = []
        self.hidden: list[int] = []
        self.length = 0
        self.start = self.end = -1

    def add(self, value: str, start: int, end: int, *, escaped: bool, verbatim: bool) -> None:
        """One more text, from ``start`` to ``end`` of the source."""
        if not self.parts:
            self.start = start
        if escaped or not verbatim:
            self.hidden += range(self.length, self.length + (1 if verbatim else len(value)))
        self.parts.append(value)
        self.length += len(value)
        self.end = end

    def flush(self) -> Iterator[tuple[Any, int]]:
        """The events of the run, which is empty then."""
        text, hidden = self.unmasked("".join(self.parts)), self.hidden
        self.parts, self.hidden, self.length, self.end = [], [], 0, -1
        if "[[" not in text and not addresses.may_have(text):
            if text:
                yield {"Text": text}, self.start
            return
        done = 0
        for match in _references(text, hidden):
            yield from self._linked(text, done, match.start(), hidden)
            yield {"Reference": match[1]}, self.start
            done = match.end()
        yield from self._linked(text, done, len(text), hidden)

    def _linked(self, text: str, start: int, end: int, hidden: list[int]) -> Iterator[tuple[Any, int]]:
        """The part of a text between two references."""
        part = text[start:end]
        done = 0
        if addresses.may_have(part):
            inside = [place - start for place in hidden if start <= place < end]
            for found in addresses.find(part, inside):
                if found.start > done:
                    yield {"Text": part[done : found.start]}, self.start
                yield {"Address": (part[found.start : found.end], found.href)}, self.start
                done = found.end
        if done < len(part):
            yield {"Text": part[done:]}, self.start


def _references(text: str, hidden: list[int]) -> Iterator[re.Match[str]]:
    """The references in a text, none of which has a hidden character."""
    done = 0
    for place in (*hidden, len(text)):
        yield from REFERENCE.finditer(text, done, place)
        done = place + 1


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


def report_pictures(text: str, found: list[tuple[list[Inline], str]], losses: Losses, first_line: int) -> None:
    """The text of a picture has no marks in the model (CommonMark 6.4): ``found`` are those that had, and what is left of each."""
    lines = _Lines(text, first_line)
    places: list[int] = []
    pictures: list[list[Any]] = []
    for event, start in spans(text):
        kind = next(iter(event)) if isinstance(event, dict) else event
        begins = kind == "Start" and isinstance(event[kind], dict) and "Image" in event[kind]
        if event == {"End": "Image"}:
            place, is_marked = pictures.pop()
            places += [place] if is_marked else []
        elif pictures and kind not in ("Text", "SoftBreak", "Address", "FootnoteReference", "End"):
            pictures[-1][1] = True
        if begins:
            pictures.append([start, False])
    for place, (content, alt) in zip(places, found, strict=True):
        reason = "the text that stands for a picture has no marks"
        losses.flattened("body", content, reason, source=alt, line=lines.at(place))


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
