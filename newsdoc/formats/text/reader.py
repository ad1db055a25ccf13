"""Reads plain-text articles.

The text becomes lines, the lines units (:mod:`~newsdoc.formats.text.blocks`), the layout gives the units their roles
(:mod:`~newsdoc.formats.text.article`), and the roles say which field of the document each becomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses, ReadOptions, ReadResult
from newsdoc.formats.text import article, blocks, inlines
from newsdoc.formats.text.evidence import Evidence
from newsdoc.formats.text.lines import lines_of
from newsdoc.loading.text import decode
from newsdoc.model.content import Heading, Paragraph
from newsdoc.model.document import Document, Label, Metadata, UserInteraction

if TYPE_CHECKING:
    from newsdoc.formats.text.blocks import Unit
    from newsdoc.formats.text.dateline import DateLine

#: What the standfirst is among the descriptions, and the page views among the interactions (IPTC NewsCodes).
SUMMARY = "drol:summary"
PAGEVIEWS = "useracttype:pageviews"


def read(data: bytes, options: ReadOptions | None = None) -> ReadResult:
    """Read an article.

    Raises :class:`newsdoc.ReadError`: ``TX-EMPTY`` where there is nothing but white space, ``LIMIT-NODES`` for more than
    250,000 lines, and what :func:`newsdoc.loading.text.decode` raises.
    """
    chosen = options or ReadOptions()
    document, losses, _ = parse(decode(data, encoding=chosen.encoding))
    return ReadResult([document], losses.items, "text", chosen.version or "article")


def explain(data: bytes, options: ReadOptions | None = None) -> list[Evidence]:
    """What each part of the text is taken for, and why, in the text's order; raises as :func:`read`."""
    return parse(decode(data, encoding=(options or ReadOptions()).encoding))[2]


def parse(text: str) -> tuple[Document, Losses, list[Evidence]]:
    """The document that ``text`` is, what it could not keep, and what each part of the text was taken for."""
    units = _units(text)
    blocks.unescape_twins(units, article.HEAD)
    roles = article.roles(units)
    build = _Build()
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
