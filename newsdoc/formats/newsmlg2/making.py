"""Makes what items of other kinds than news hold out of the fields of a document: an event, planned coverage.

The reader takes such an element for the fields alone where it is the one that would be made of them; what says anything
more is carried whole, and the fields are a view of it (:mod:`.structures`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.formats.newsmlg2 import structures
from newsdoc.formats.newsmlg2.fields import AUDIENCE, BLOCK, ITEM_CLASS, LABEL, LANGUAGE, QUALIFIED, ROLE_PARTY
from newsdoc.formats.newsmlg2.kinds import KINDS, LITERAL_ALIAS, squeezed
from newsdoc.formats.newsmlg2.shape import NAR, Shape, canonical, parsed
from newsdoc.formats.newsmlg2.writing import Writing, write
from newsdoc.model.compare import diff
from newsdoc.model.document import Document, Label
from newsdoc.schema.notation import minor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from newsdoc.model.document import Dates, Metadata, PlannedCoverage

#: Since when a concept may be named by a URI alone.
_QCODE_OPTIONAL: Final = 20
_SPACE: Final = re.compile(r"[ \t\n\r]")
_DURATION: Final = re.compile(
    r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
)
#: The least that a document must have for its field to be made: kind of item → field, element.
_MADE: Final = {"conceptItem": ("event_details", "concept"), "planningItem": ("planned_coverage", "newsCoverageSet")}
#: Why a field is lost in an item of another kind.
REASONS: Final = {
    "event_details": "in NewsML-G2 the details of an event belong to a conceptItem",
    "planned_coverage": "in NewsML-G2 planned coverage belongs to a planningItem",
}


def write_structures(
    item: _Element, document: Document, metadata: Metadata, writing: Writing, but: frozenset[str] = frozenset()
) -> None:
    """Append what an item of the document's kind holds, made of its fields, and say what is lost of them.

    The fields ``but`` are left to others.
    """
    name, path = _MADE.get(document.item_type, ("", ""))
    made = bool(name) and bool(getattr(document, name)) and _carried(document, path) is None
    structures.report(document, writing, REASONS, but | {name} if made else but)
    if made:
        _write_made(item, document, metadata, writing)


def _write_made(item: _Element, document: Document, metadata: Metadata, writing: Writing) -> None:
    name, path = _MADE[document.item_type]
    said = Document(metadata, event_details=document.event_details, planned_coverage=document.planned_coverage)
    said.item_type = document.item_type
    node = make(said, writing)
    # What is written is what is made of it again: so the reader knows it for the fields alone.
    back = seen(node, said)
    if node is not None:
        node = make(back, writing)
        back = seen(node, said)
    for one in diff(getattr(document, name), getattr(back, name)):
        place = f"{name}{one.path}" if one.path[:1] in ("", "[") else f"{name}.{one.path}"
        if one.right is None:
            writing.losses.dropped(place, one.left, f"{path} has no place for it")
        else:
            writing.losses.coerced(place, one.left, f"{path} cannot say it so")
    if node is not None:
        item.append(node)


def settle(document: Document, version: str) -> None:
    """Leave out what is carried whole and says no more than the field that is a view of it."""
    made = _MADE.get(document.item_type)
    carried = None if made is None else _carried(document, made[1])
    if made is None or carried is None or not getattr(document, made[0]):
        return
    node = make(document, Writing(version=version))
    if node is not None and canonical(node) == canonical(parsed(carried)):
        document.foreign = [one for one in document.foreign if one.path != made[1]]


def _carried(document: Document, path: str) -> str | None:
    return next((one.value for one in document.foreign if one.path == path and one.format == "newsml-g2"), None)


def seen(node: _Element | None, document: Document) -> Document:
    """A document with the same metadata, and with the fields that a reader sees in ``node``."""
    found = Document(document.metadata, item_type=document.item_type)
    if node is not None:
        structures.take(found, parsed(etree.tostring(node, encoding="unicode")))
    return found


def make(document: Document, writing: Writing) -> _Element | None:
    """The element that a document's kind of item holds; ``None`` where the fields do not suffice for a valid one."""
    scratch = Writing(version=writing.version)
    node = _concept(document, scratch) if document.item_type == "conceptItem" else _coverage_set(document, scratch)
    writing.literals |= scratch.literals
    return node


def _element(name: str, text: str | None = None, **attributes: str | None) -> _Element:
    node = etree.Element(f"{{{NAR}}}{name}", nsmap={None: NAR})
    node.text = text
    for key, value in attributes.items():
        if value is not None:
            node.set(key, value)
    return node


def add(parent: _Element, name: str, shape: Shape, values: Iterable[Any], writing: Writing) -> None:
    """Append an element for each of ``values``; one that lacks what it must have is left out."""
    for value in values:
        if value is None:
            continue
        node = _element(name)
        write(shape, value, node, writing, "")
        if all(node.get(attr.name) is not None for attr in shape.attrs if attr.required):
            parent.append(node)


def shown(kind: str, value: Any) -> str | None:
    """The text of ``value`` as a ``kind``; ``None`` where there is none, or it is none of the kind."""
    return None if value is None else KINDS[kind].show(value)


# --- events -------------------------------------------------------------------------------------------------------------


def _concept(document: Document, writing: Writing) -> _Element | None:
    details = document.event_details
    dates = None if details is None or details.dates is None else _dates(details.dates)
    if details is None or dates is None:
        return None
    node = _element("concept")
    node.append(_concept_id(document.metadata.guid or "", writing))
    node.append(_element("name", _name(document.metadata)))
    inner = etree.SubElement(node, f"{{{NAR}}}eventDetails")
    inner.append(dates)
    add(inner, "eventStatus", QUALIFIED, [details.event_status], writing)
    add(inner, "newsCoverageStatus", QUALIFIED, [details.news_coverage_status], writing)
    add(inner, "organiser", ROLE_PARTY, [details.organiser], writing)
    return node


def _concept_id(guid: str, writing: Writing) -> _Element:
    """The identifier of the event: that of the item."""
    guid = _SPACE.sub("%20", guid)
    uri = shown("iri", guid) if minor(writing.version) >= _QCODE_OPTIONAL else None
    if uri is not None:
        return _element("conceptId", uri=uri)
    writing.literals = True
    return _element("conceptId", qcode=f"{LITERAL_ALIAS}:{guid or 'event'}")


def _name(metadata: Metadata) -> str:
    labels = [*metadata.headlines, *metadata.titles]
    return squeezed(labels[0].value or "") if labels else squeezed(metadata.guid or "")


def _dates(dates: Dates) -> _Element | None:
    """When the event is; ``None`` without a start, which there must be."""
    start = _moment("start", dates.start_date, dates.expected_start_date, "approxstart")
    if start is None:
        return None
    node = _element("dates")
    node.append(start)
    end = _moment("end", dates.end_date, dates.expected_end_date, "approxend")
    if end is not None:
        node.append(end)
    elif _DURATION.fullmatch(dates.expected_duration or ""):
        node.append(_element("duration", dates.expected_duration))
    for time in dates.recurrence_dates:
        if (text := shown("date opt time", time)) is not None:
            node.append(_element("rDate", text))
    for rule in dates.recurrence_rules:
        frequency = structures.frequency(rule.frequency)
        if frequency is not None and frequency in structures.FREQUENCIES:
            node.append(
                _element(
                    "rRule",
                    freq=frequency.upper(),
                    interval=shown("positive", rule.interval),
                    until=shown("date opt time", rule.until),
                    count=shown("positive", rule.count),
                )
            )
    return node


def _moment(name: str, certain: Any, expected: Any, attribute: str) -> _Element | None:
    """A moment; one that is only expected is its own approximation."""
    text, about = shown("truncated", certain), shown("truncated", expected)
    if text is None and about is None:
        return None
    return _element(name, about if text is None else text, **{attribute: about})


# --- planned coverage ---------------------------------------------------------------------------------------------------


def _coverage_set(document: Document, writing: Writing) -> _Element | None:
    node = _element("newsCoverageSet")
    for one in document.planned_coverage:
        etree.SubElement(node, f"{{{NAR}}}newsCoverage").append(_planning(one, writing))
    return node if len(node) else None


def _planning(coverage: PlannedCoverage, writing: Writing) -> _Element:
    node = _element("planning")
    add(node, "itemClass", ITEM_CLASS, [coverage.item_class], writing)
    count = coverage.item_count
    if count is not None:
        low, high = shown("count", count.range_from), shown("positive", count.range_to)
        if low is not None and high is not None:
            node.append(_element("itemCount", rangefrom=low, rangeto=high))
    start = None if coverage.dates is None else shown("truncated", coverage.dates.start_date)
    if start is not None:
        node.append(_element("scheduled", start))
    add(node, "language", LANGUAGE, coverage.languages, writing)
    add(node, "headline", LABEL, [None if coverage.title is None else Label(coverage.title)], writing)
    add(node, "edNote", BLOCK, coverage.ed_notes, writing)
    if (words := shown("count", coverage.word_count)) is not None:
        node.append(_element("newsContentCharacteristics", wordcount=words))
    if (urgency := shown("one to nine", coverage.urgency)) is not None:
        node.append(_element("urgency", urgency))
    add(node, "audience", AUDIENCE, coverage.audiences, writing)
    add(node, "exclAudience", AUDIENCE, coverage.excl_audiences, writing)
    return node
