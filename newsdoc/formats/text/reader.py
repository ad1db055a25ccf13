"""Reads plain text: in the layout that newsdoc writes, or, by :mod:`~newsdoc.formats.text.general`, as it comes.

Here the text becomes lines, the lines units (:mod:`~newsdoc.formats.text.blocks`), the layout gives the units their roles
(:mod:`~newsdoc.formats.text.article`), and the roles say which field of the document each becomes.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses, ReadOptions, ReadResult
from newsdoc.formats.text import article, blocks, dateline, inlines, people, wire, words
from newsdoc.formats.text.evidence import Evidence, Reading
from newsdoc.formats.text.features import roles_of
from newsdoc.formats.text.lines import SPACES, folded, lines_of, unified
from newsdoc.loading import chars
from newsdoc.loading.text import decode
from newsdoc.model.content import Heading, Paragraph
from newsdoc.model.document import Document, Label, Metadata, UserInteraction

if TYPE_CHECKING:
    from newsdoc.formats.text import datelines
    from newsdoc.formats.text.blocks import Unit
    from newsdoc.formats.text.dateline import DateLine

#: What the standfirst is among the descriptions, and the page views among the interactions (IPTC NewsCodes).
SUMMARY = "drol:summary"
PAGEVIEWS = "useracttype:pageviews"


def read(data: bytes, options: ReadOptions | None = None) -> ReadResult:
    """Read an article in the layout named by ``options.version``, or in the one that is found.

    Raises :class:`newsdoc.ReadError`: ``TX-EMPTY`` where there is nothing but white space, ``LIMIT-NODES`` for too
    many lines, ``TX-LAYOUT`` for a text that is not in the wire protocol named, and what
    :func:`newsdoc.loading.text.decode` raises.
    """
    found = readings(data, options)
    losses = [loss for one in found for loss in one.losses.items]
    return ReadResult([one.document for one in found], losses, "text", found[0].layout)


def explain(data: bytes, options: ReadOptions | None = None) -> list[Evidence]:
    """What each part of the text is taken for, and why, in the text's order; raises as :func:`read`."""
    return [one for found in readings(data, options, explained=True) for one in found.evidence]


def readings(data: bytes, options: ReadOptions | None = None, *, explained: bool = False) -> list[Reading]:
    """All that reading finds, of each document: a wire's file has one a message, any other text one; raises as :func:`read`."""
    chosen = options or ReadOptions()
    text, framed = decoded(data, chosen.encoding)
    ours = "named" if chosen.version in WRITTEN else None if chosen.version else why_ours(text)
    if ours is not None:
        if framed:
            chars.check(text)
        layout = chosen.version or OURS
        document, losses, evidence = parse(text, wrapped=layout == WRAPPED)
        return [Reading(document, losses, evidence, layout, 1.0 if chosen.version else 0.95, ours)]
    from newsdoc.formats.text import general

    found = general.parse(text, named=chosen.version, explained=explained, checked=not framed)
    for number, one in enumerate(found[1:], 1):
        one.number(number)
    return found


def decoded(data: bytes, encoding: str | None) -> tuple[str, bool]:
    """The text, and whether a wire's frame may be around it: then control characters pass, and lines may be Windows-1252."""
    framed = encoding is None and wire.is_framed(data)
    if framed and not _is_utf8(data):
        # A wire's file may hold messages of several agencies, and each has an encoding of its own.
        data = b"".join(map(_as_utf8, data.splitlines(keepends=True)))
    text = decode(data, encoding=encoding, controls=framed)
    if framed:
        chars.check(wire.CONTROLS.sub(" ", text))
    return text, framed


def _as_utf8(line: bytes) -> bytes:
    """A line of a wire as UTF-8, which it may be already."""
    if _is_utf8(line):
        return line
    return line.decode("cp1252" if not any(byte in line for byte in _NOT_1252) else "latin-1").encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


#: The bytes that Windows-1252 has no character for.
_NOT_1252 = b"\x81\x8d\x8f\x90\x9d"
#: The layouts that newsdoc writes: paragraphs in one line each, or folded to the width of a wire.
OURS, WRAPPED = "article", "wire"
WRITTEN = frozenset({OURS, WRAPPED})
#: How many lines are looked at for it, and how much of the text for a quotation with its source.
_LOOKED = 8
_LOOKED_AT = 64_000


def why_ours(text: str) -> str | None:
    """By what a text shows the layout that newsdoc writes; ``None`` for a text in any other.

    That is what nothing else has: a quotation with its source (``> "…" [[…]]``); a date line with views; the title said
    again, with nothing but a standfirst and a date line between; or a date line alone in its place, below a title or a title
    and prose, where all that follows is prose.
    """
    if _has_source(text):
        return "a quotation with its source"
    looked = unified(text[:_LOOKED_AT])
    lines = (line for hit in _FILLED.finditer(looked) if (line := hit[0].strip()).strip(SPACES))
    head = list(islice(lines, _LOOKED))
    said = enumerate(map(dateline.parse, head[1:]), 1)
    dates = {index: one for index, one in said if one is not None and one.timestamp is not None}
    if any(one.strong for one in dates.values()):
        return "a date line with views"
    if not _stands_alone(looked):
        return None
    if _is_titled_again(head):
        return "the title again before the text"
    first = min(dates, default=0)
    # What stands between title and date line is a standfirst, which is prose; a name would be a byline, and this a page.
    if first not in (1, 2) or not all(map(_is_prose, head[1:first])):
        return None
    plain = all(_is_prose(line) or line == words.FIGURE for line in chain(head[first + 1 :], lines))
    return "a title, a date line, and nothing but prose below" if plain else None


def _stands_alone(text: str) -> bool:
    """Whether a blank line follows the first line of a text, as it does in what newsdoc writes."""
    _, _, after = text.strip(SPACES + "\n").partition("\n")
    return not after.partition("\n")[0].strip(SPACES)


def _is_prose(line: str) -> bool:
    """Whether a line is long, ends as a sentence does, and does not begin with words of what stands around articles."""
    if len(line) < _PROSE or not line.endswith(_ENDS):
        return False
    first, second = f"{line} ".split(" ", 2)[:2]
    return set(roles_of(f"{first} {second}")) <= set(roles_of(second))


def _has_source(text: str) -> bool:
    at = text.find("[[", 0, _LOOKED_AT)
    for _ in range(20):
        if at < 0:
            break
        before = text[max(0, at - 2000) : at].rpartition("\n")[2]
        if _QUOTED.search(before) and "]]" in text[at : at + 500]:
            return True
        at = text.find("[[", at + 2, _LOOKED_AT)
    return False


_FILLED = re.compile(r"[^\n]+")
_QUOTED = re.compile(r"> ?[\"“”„«]")


def _is_titled_again(lines: list[str]) -> bool:
    """Whether the first line stands again before the text, with nothing but a standfirst and a date line between."""
    said = folded(lines[0]) if lines else ""
    near = ((index, line) for index, line in enumerate(lines[1:5], 1) if line[:1].casefold() == said[:1])
    again = next((index for index, line in near if folded(line) == said), None)
    if again is None or again + 1 >= len(lines):
        return False
    between = [line for line in lines[1:again] if dateline.parse(line) is None]
    return all(map(_is_prose, (*between, lines[again + 1])))


#: The shortest line that is prose, in characters, and how prose ends.
_PROSE = 40
_ENDS = (".", "!", "?", "…", '"', "”", "’", "»", "]]")


def parse(text: str, *, wrapped: bool = False) -> tuple[Document, Losses, list[Evidence]]:
    """The document that ``text`` in newsdoc's own layout is, what it could not keep, and what each part was taken for.

    The lines of ``wrapped`` text are parts of paragraphs, and no more.
    """
    units = _units(text)
    for unit in units if wrapped else ():
        if unit.block is None:
            unit.text = unit.text.replace("\n", " ")
    blocks.unescape_twins(units, article.HEAD)
    roles = article.roles(units)
    build = _Build()
    lead = article.lead(units, roles.reasons)
    if lead is not None:
        roles.reasons[lead[0]] = ("dateline+paragraph", "begins with a place and what a dateline has besides")
        build.lead = lead[1]
    for index, unit in enumerate(units):
        role, why = roles.reasons.get(index, ("paragraph", "a run of text"))
        if unit.block is not None and role == "paragraph":
            role, why = unit.block.type, unit.why
        build.add(unit, role, why, roles.date)
    return build.document, build.losses, build.evidence


def _units(text: str) -> list[Unit]:
    units = list(blocks.units(lines_of(text)))
    if not units:
        raise ReadError("there is nothing in the text but white space", code="TX-EMPTY", line=1, column=1)
    return units


class _Build:
    """Puts units into a document by their roles."""

    def __init__(self) -> None:
        self.document = Document()
        self.losses = Losses()
        self.evidence: list[Evidence] = []
        self.lead: datelines.Dateline | None = None

    def add(self, unit: Unit, role: str, why: str, date: DateLine | None) -> None:
        """Put a unit into the document."""
        metadata = self.document.metadata
        path = None
        if role == "title":
            metadata.headlines.append(Label(unit.text))
            path = "metadata.headlines[0]"
        elif role == "standfirst":
            metadata.descriptions.append(Label(unit.text, role=SUMMARY))
            path = f"metadata.descriptions[{len(metadata.descriptions) - 1}]"
        elif role == "date":
            assert date is not None  # a unit has this role because of it
            path = self._date(metadata, date, unit.first)
        elif role == "byline":
            path = people.add_byline(metadata, unit.text)
        elif role == "dateline+paragraph":
            assert self.lead is not None  # a unit has this role because of it
            path = f"body[{len(self.document.body)}]"
            people.add_dateline(metadata, self.lead)
            self.document.body.append(Paragraph(inlines.parse(self.lead.rest)))
        elif role != "title-repeat":
            path = f"body[{len(self.document.body)}]"
            self.document.body.append(unit.block or self._text(unit, role))
        self.evidence.append(Evidence(unit.first, unit.last, role, path, why))

    def _text(self, unit: Unit, role: str) -> Paragraph | Heading:
        content = inlines.parse(unit.text)
        return Heading(content) if role == "heading" else Paragraph(content)

    def _date(self, metadata: Metadata, date: DateLine, line: int) -> str | None:
        """Put the date line into the metadata; what it says beyond them is lost."""
        metadata.content_created = date.timestamp
        created, counted = "metadata.content_created", "metadata.user_interactions[0]"
        if date.views is not None:
            metadata.user_interactions.append(UserInteraction(date.views, PAGEVIEWS))
        if date.other is not None:
            reason = "day and month may be the other way round, which nothing decides"
            self.losses.coerced(created, date.other, reason, line=line)
        if date.clock is not None:
            self.losses.dropped(created, date.clock, "a time without a date", line=line)
        if date.zone is not None:
            self.losses.dropped(created, date.zone, "the name of this zone means several", line=line)
        if date.rounded is not None:
            self.losses.coerced(f"{counted}.interactions", date.rounded, "a rounded number", line=line)
        if date.timestamp is not None:
            return created
        return counted if date.views is not None else None
