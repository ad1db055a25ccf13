"""What items of other kinds than news hold, as far as the model has fields for it: packages, events, planned coverage.

Such content is carried whole (``document.foreign``), since its structure is richer than the model; the fields are a view of
it, which other formats take what they can from.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.newsmlg2.fields import (
    AUDIENCE,
    BLOCK,
    DESCRIPTION,
    FLEX_PROPERTY,
    HEADLINE,
    ITEM_CLASS,
    LABEL,
    LANGUAGE,
    LINK,
    QUALIFIED,
    ROLE_PARTY,
    SIGNAL,
)
from newsdoc.formats.newsmlg2.kinds import KINDS
from newsdoc.formats.newsmlg2.reading import Reading, read
from newsdoc.formats.newsmlg2.shape import NAR, XML_LANG, local, parsed
from newsdoc.model.document import (
    Association,
    Dates,
    Document,
    EventDetails,
    GroupMember,
    GroupSet,
    ItemCount,
    ItemGroup,
    Metadata,
    PlannedCoverage,
    RecurrenceRule,
)
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element

    from newsdoc.formats.newsmlg2.shape import Shape
    from newsdoc.formats.newsmlg2.writing import Writing

_NO_NAME: Final = re.compile(r"\W+", re.ASCII)
#: How often an event may repeat, as the model and ninjs have it; NewsML-G2 has it in capitals (RFC 5545, FREQ).
FREQUENCIES: Final = frozenset({"secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly"})
#: The fields of a document that are views.
FIELDS: Final = ("associations", "group_set", "event_details", "planned_coverage")


def take(document: Document, node: _Element) -> None:
    """Fill the fields that are a view of ``node``, a child of the item."""
    view = _VIEWS.get(local(node.tag))
    if view is not None:
        view(document, node)


def report(document: Document, writing: Writing, reasons: Mapping[str, str], but: frozenset[str] = frozenset()) -> None:
    """Say where the fields are not what is carried whole, and so are lost; those of ``but`` are not asked."""
    carried = Document()
    for one in document.foreign:
        if one.path in _VIEWS and one.format == "newsml-g2":
            take(carried, parsed(one.value))
    for name in FIELDS:
        said, written = getattr(document, name), getattr(carried, name)
        if said == written or name in but:
            continue
        if said:
            reason = reasons.get(name, "NewsML-G2 has no place for it")
            writing.losses.dropped(name, said, "it was changed" if written else reason)
        else:
            writing.losses.coerced(name, written, "it is written as it was read")


def _named(node: _Element, name: str) -> Iterator[_Element]:
    return node.iterchildren(f"{{{NAR}}}{name}")


def _first(node: _Element, name: str, shape: Shape, aliases: tuple[str, ...] = ()) -> Any:
    found = next(_named(node, name), None)
    return None if found is None else read(shape, found, Reading(literal_aliases=aliases))


def _all(node: _Element, name: str, shape: Shape, aliases: tuple[str, ...] = ()) -> list[Any]:
    return [read(shape, one, Reading(literal_aliases=aliases)) for one in _named(node, name)]


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(KINDS["count"].parse(text))
    except ValueError:
        return None


def _time(text: str | None) -> Timestamp | None:
    """A time that the model and other formats understand; months of no year are none."""
    found = Timestamp((text or "").strip())
    return found if found.is_valid else None


# --- packages -----------------------------------------------------------------------------------------------------------


def _group_set(document: Document, node: _Element) -> None:
    document.group_set = GroupSet(node.get("root"), [_group(one) for one in _named(node, "group")])
    names: Counter[str] = Counter()
    for group in _named(node, "group"):
        for ref in _named(group, "itemRef"):
            role = _NO_NAME.sub("_", (group.get("role") or group.get("roleuri") or "").rpartition(":")[2]) or "item"
            names[role] += 1
            name = role if names[role] == 1 else f"{role}_{names[role]}"
            document.associations.append(Association(hinted(ref), name))


def hinted(ref: _Element, aliases: tuple[str, ...] = ()) -> Document:
    """The item that a reference means, as far as the reference tells; words are written under ``aliases``."""
    metadata = Metadata(
        guid=ref.get("residref") or ref.get("href"),
        version=ref.get("version"),
        item_class=_first(ref, "itemClass", ITEM_CLASS, aliases),
        version_created=_time(ref.findtext(f"{{{NAR}}}versionCreated")),
        pub_status=_first(ref, "pubStatus", QUALIFIED, aliases),
        titles=_all(ref, "title", LABEL, aliases),
        headlines=_all(ref, "headline", HEADLINE, aliases),
        descriptions=_all(ref, "description", DESCRIPTION, aliases),
    )
    return Document(metadata)


def _group(node: _Element) -> ItemGroup:
    return ItemGroup(
        id=node.get("id"),
        role=node.get("role"),
        role_uri=node.get("roleuri"),
        mode=node.get("mode"),
        mode_uri=node.get("modeuri"),
        members=[member for one in node if (member := _member(one)) is not None],
        titles=_all(node, "title", LABEL),
        signals=_all(node, "signal", SIGNAL),
        ed_notes=_all(node, "edNote", BLOCK),
        language=node.get(XML_LANG) or None,
    )


def _member(node: _Element) -> GroupMember | None:
    match local(node.tag) if isinstance(node.tag, str) else "":
        case "itemRef":
            link = read(LINK, node, Reading())
            link.foreign = []
            return GroupMember(item=link, titles=_all(node, "title", LABEL))
        case "groupRef":
            return GroupMember(group=node.get("idref"))
        case "conceptRef":
            return GroupMember(concept=read(FLEX_PROPERTY, node, Reading()))
    return None


# --- events -------------------------------------------------------------------------------------------------------------


def _concept(document: Document, node: _Element) -> None:
    details = next(_named(node, "eventDetails"), None)
    if details is None:
        return
    dates = next(_named(details, "dates"), None)
    document.event_details = EventDetails(
        dates=None if dates is None else _dates(dates),
        event_status=_first(details, "eventStatus", QUALIFIED),
        news_coverage_status=_first(details, "newsCoverageStatus", QUALIFIED),
        organiser=_first(details, "organiser", ROLE_PARTY),
    )


def _dates(node: _Element) -> Dates | None:
    found = Dates()
    for name, field, approximate in (
        ("start", "start_date", "approxstart"),
        ("end", "end_date", "approxend"),
    ):
        one = next(_named(node, name), None)
        if one is not None:
            certain, expected = _time(one.text), _time(one.get(approximate))
            # A moment that is its own approximation is expected, and no more.
            setattr(found, field, None if certain == expected else certain)
            setattr(found, f"expected_{field}", expected)
    found.expected_duration = (node.findtext(f"{{{NAR}}}duration") or "").strip() or None
    found.recurrence_dates = [time for one in _named(node, "rDate") if (time := _time(one.text)) is not None]
    found.recurrence_rules = [
        RecurrenceRule(
            frequency(rule.get("freq")),
            _number(rule.get("interval")),
            _time(rule.get("until")),
            _number(rule.get("count")),
        )
        for rule in _named(node, "rRule")
    ]
    return found if found != Dates() else None


def frequency(text: str | None) -> str | None:
    """How often an event repeats, in small letters as in the model; what is none of :data:`FREQUENCIES` as it is."""
    small = (text or "").lower()
    return small if small in FREQUENCIES else text


# --- planned coverage ---------------------------------------------------------------------------------------------------


def _coverage_set(document: Document, node: _Element) -> None:
    document.planned_coverage = [
        _coverage(planning) for coverage in _named(node, "newsCoverage") for planning in _named(coverage, "planning")
    ]


def _coverage(node: _Element) -> PlannedCoverage:
    count = next(_named(node, "itemCount"), None)
    form = next(_named(node, "newsContentCharacteristics"), None)
    scheduled = _time(node.findtext(f"{{{NAR}}}scheduled"))
    urgency = _number(node.findtext(f"{{{NAR}}}urgency"))
    headline = _first(node, "headline", LABEL)
    return PlannedCoverage(
        title=headline.value if headline else None,
        item_class=_first(node, "itemClass", ITEM_CLASS),
        dates=Dates(start_date=scheduled) if scheduled else None,
        audiences=_all(node, "audience", AUDIENCE),
        excl_audiences=_all(node, "exclAudience", AUDIENCE),
        ed_notes=_all(node, "edNote", BLOCK),
        urgency=urgency if urgency and urgency < 10 else None,
        languages=_all(node, "language", LANGUAGE),
        item_count=None if count is None else ItemCount(_number(count.get("rangefrom")), _number(count.get("rangeto"))),
        word_count=None if form is None else _number(form.get("wordcount")),
    )


_VIEWS: Final[dict[str, Callable[[Document, _Element], None]]] = {
    "groupSet": _group_set,
    "concept": _concept,
    "newsCoverageSet": _coverage_set,
}
