"""Events and the coverage that is planned of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsdoc.model.base import CONFIG, Foreign, Label, Shown
from newsdoc.model.concepts import Concept, Language
from newsdoc.model.media import Rendition
from newsdoc.model.timestamp import Timestamp


@dataclass(slots=True, repr=False)
class RecurrenceRule(Shown):
    """How an event repeats [rRule; recurrence.recurrenceRules[]].

    ``frequency`` is ``secondly`` … ``yearly``, in small letters.
    """

    __pydantic_config__ = CONFIG
    frequency: str | None = None
    interval: int | None = None
    until: Timestamp | None = None
    count: int | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Dates(Shown):
    """When something happens [eventDetails/dates; dates].  ``expected_duration`` is an iCalendar duration."""

    __pydantic_config__ = CONFIG
    start_date: Timestamp | None = None
    end_date: Timestamp | None = None
    expected_start_date: Timestamp | None = None
    expected_end_date: Timestamp | None = None
    expected_duration: str | None = None
    recurrence_dates: list[Timestamp] = field(default_factory=list)
    recurrence_rules: list[RecurrenceRule] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class EventDetails(Shown):
    """What is known of an event [eventDetails; eventDetails]."""

    __pydantic_config__ = CONFIG
    dates: Dates | None = None
    event_status: Concept | None = None
    news_coverage_status: Concept | None = None
    organiser: Concept | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Commission(Shown):
    """By whom and when a planned item was ordered [; plannedCoverage[].commissioned]."""

    __pydantic_config__ = CONFIG
    by: str | None = None
    on: Timestamp | None = None
    references: list[Label] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ItemCount(Shown):
    """How many items are planned [itemCount; itemCount]."""

    __pydantic_config__ = CONFIG
    range_from: int | None = None
    range_to: int | None = None


@dataclass(slots=True, repr=False)
class PlannedCoverage(Shown):
    """An item that is planned [newsCoverage/planning; plannedCoverage[]]."""

    __pydantic_config__ = CONFIG
    uri: str | None = None
    title: str | None = None
    pub_status: Concept | None = None
    item_class: Concept | None = None
    commissioned: Commission | None = None
    dates: Dates | None = None
    audiences: list[Concept] = field(default_factory=list)
    excl_audiences: list[Concept] = field(default_factory=list)
    ed_notes: list[Label] = field(default_factory=list)
    urgency: int | None = None
    languages: list[Language] = field(default_factory=list)
    item_count: ItemCount | None = None
    word_count: int | None = None
    renditions: list[Rendition] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)
