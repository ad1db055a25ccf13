"""A news document: its metadata, its body, and what belongs to it.

The names are NewsML-G2's (and ninjs's where NewsML-G2 has none), in snake_case; the plural where a field repeats.
Clauses in brackets name the element of NewsML-G2 2.35 and the property of ninjs 3.2 that a field holds.

Every class is a plain slots dataclass with all fields optional, and knows nothing of formats.  ``None`` and the empty
list mean "not given".  Where a class has a field ``foreign``, it keeps what the source said at that very place and the
class has no field for, so that the format it came from can write it back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsdoc.model.base import CONFIG, Direction, Foreign, Label, Provenance, Shown
from newsdoc.model.concepts import (
    Address,
    Catalog,
    Concept,
    Contact,
    ContactInfo,
    Geometry,
    Language,
    Name,
    Position,
    Scheme,
    Symbol,
)
from newsdoc.model.content import Block
from newsdoc.model.media import (
    AltId,
    Characteristics,
    Content,
    Hash,
    ItemLink,
    PointOfInterest,
    Rendition,
    Resource,
    RightsExpression,
    RightsInfo,
)
from newsdoc.model.planning import Commission, Dates, EventDetails, ItemCount, PlannedCoverage, RecurrenceRule
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable

#: All classes of a document, wherever they are defined.
__all__ = [
    "Address",
    "AltId",
    "Association",
    "Catalog",
    "Characteristics",
    "Commission",
    "Concept",
    "Contact",
    "ContactInfo",
    "Content",
    "Dates",
    "Direction",
    "Document",
    "EventDetails",
    "Foreign",
    "Geometry",
    "GroupMember",
    "GroupSet",
    "Hash",
    "ItemCount",
    "ItemGroup",
    "ItemLink",
    "Label",
    "Language",
    "Metadata",
    "Name",
    "NewsMessage",
    "PlannedCoverage",
    "PointOfInterest",
    "Position",
    "Provenance",
    "Rating",
    "RecurrenceRule",
    "Rendition",
    "Resource",
    "RightsExpression",
    "RightsInfo",
    "Scheme",
    "Symbol",
    "UserInteraction",
]


@dataclass(slots=True, repr=False)
class Rating(Shown):
    """An appraisal of the content [rating].  The numbers are decimals as written."""

    __pydantic_config__ = CONFIG
    value: str
    scale_min: str
    scale_max: str
    scale_unit: str | None = None
    scale_unit_uri: str | None = None
    value_calc_type: str | None = None
    value_calc_type_uri: str | None = None
    raters: int | None = None
    rater_type: str | None = None
    rater_type_uri: str | None = None
    rating_type: str | None = None
    rating_type_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class UserInteraction(Shown):
    """How often users did something with the content [userInteraction]."""

    __pydantic_config__ = CONFIG
    interactions: int
    interaction_type: str | None = None
    interaction_type_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Metadata(Shown):
    """All that is said about an item and its content; the fields follow NewsML-G2's order.

    ``standard_schema`` is the schema that the source named [; standard.schema]: empty where it named none, ``None`` where
    it named the usual one, or was of another kind.
    """

    __pydantic_config__ = CONFIG
    # The item [newsItem/@*; uri, version, …]
    guid: str | None = None
    version: str | None = None
    conformance: str | None = None
    language: str | None = None
    direction: Direction | None = None
    catalogs: list[Catalog] = field(default_factory=list)
    rights: list[RightsInfo] = field(default_factory=list)
    # Its management [itemMeta]
    item_class: Concept | None = None
    provider: Concept | None = None
    version_created: Timestamp | None = None
    first_created: Timestamp | None = None
    embargoed: Timestamp | Literal[""] | None = None
    pub_status: Concept | None = None
    role: Concept | None = None
    file_name: str | None = None
    generators: list[Label] = field(default_factory=list)
    profile: Label | None = None
    services: list[Concept] = field(default_factory=list)
    titles: list[Label] = field(default_factory=list)
    ed_notes: list[Label] = field(default_factory=list)
    member_of: list[Concept] = field(default_factory=list)
    instance_of: list[Concept] = field(default_factory=list)
    signals: list[Concept] = field(default_factory=list)
    deliverable_of: list[ItemLink] = field(default_factory=list)
    hashes: list[Hash] = field(default_factory=list)
    expires: list[Timestamp] = field(default_factory=list)
    incoming_feed_ids: list[Concept] = field(default_factory=list)
    metadata_creator: Concept | None = None
    links: list[ItemLink] = field(default_factory=list)
    trust_indicators: list[ItemLink] = field(default_factory=list)
    item_ext_properties: list[Concept] = field(default_factory=list)
    # The content [contentMeta]
    icons: list[Rendition] = field(default_factory=list)
    urgency: int | None = None
    content_created: Timestamp | None = None
    content_modified: Timestamp | None = None
    digital_source_type: Concept | None = None
    located: list[Concept] = field(default_factory=list)
    info_sources: list[Concept] = field(default_factory=list)
    creators: list[Concept] = field(default_factory=list)
    contributors: list[Concept] = field(default_factory=list)
    audiences: list[Concept] = field(default_factory=list)
    excl_audiences: list[Concept] = field(default_factory=list)
    alt_ids: list[AltId] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    user_interactions: list[UserInteraction] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)
    genres: list[Concept] = field(default_factory=list)
    keywords: list[Label] = field(default_factory=list)
    subjects: list[Concept] = field(default_factory=list)
    sluglines: list[Label] = field(default_factory=list)
    headlines: list[Label] = field(default_factory=list)
    datelines: list[Label] = field(default_factory=list)
    bylines: list[Label] = field(default_factory=list)
    creditlines: list[Label] = field(default_factory=list)
    descriptions: list[Label] = field(default_factory=list)
    content_ext_properties: list[Concept] = field(default_factory=list)
    # What ninjs alone has
    representation_type: Literal["full", "partial"] | None = None
    char_count: int | float | None = None
    word_count: int | float | None = None
    content_type: str | None = None
    # How its file was written, which says nothing of the news: it is not compared.
    standard_schema: str | None = field(default=None, compare=False)
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class GroupMember(Shown):
    """What a group of a package lists: an item, another group (its ``id``), or a concept [itemRef, groupRef, conceptRef]."""

    __pydantic_config__ = CONFIG
    item: ItemLink | None = None
    group: str | None = None
    concept: Concept | None = None
    titles: list[Label] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ItemGroup(Shown):
    """A group of a package [groupSet/group].  ``mode`` is a QCode: ``pgrmod:bag``, ``pgrmod:seq``, ``pgrmod:alt``."""

    __pydantic_config__ = CONFIG
    id: str | None = None
    role: str | None = None
    role_uri: str | None = None
    mode: str | None = None
    mode_uri: str | None = None
    members: list[GroupMember] = field(default_factory=list)
    titles: list[Label] = field(default_factory=list)
    signals: list[Concept] = field(default_factory=list)
    ed_notes: list[Label] = field(default_factory=list)
    language: str | None = None
    direction: Direction | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class GroupSet(Shown):
    """The structure of a package [groupSet].  ``root`` is the ``id`` of the group that holds the others."""

    __pydantic_config__ = CONFIG
    root: str | None = None
    groups: list[ItemGroup] = field(default_factory=list)
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Association(Shown):
    """A document within the document, under a name [; associations[]]."""

    __pydantic_config__ = CONFIG
    document: Document
    name: str | None = None
    rel: str | None = None


class _Read(Shown):
    """What a document keeps of where it was read from."""

    __slots__ = ("_origin",)

    @property
    def origin(self) -> object | None:
        """What the reader left for a writer of the same format; no part of the document: neither compared nor written."""
        return getattr(self, "_origin", None)

    @origin.setter
    def origin(self, value: object | None) -> None:
        self._origin = value


@dataclass(slots=True, repr=False)
class Document(_Read):
    """One news item: metadata, body, the alternatives and files that carry the content, and associated documents.

    ``item_type`` is the kind of item [newsItem, packageItem, conceptItem, knowledgeItem, planningItem, catalogItem].
    ``contents`` lists the alternatives of the body in the source's order; the one without ``value`` stands for
    ``body`` itself.  It is empty where there is only the body and nothing to say of it.
    """

    __pydantic_config__ = CONFIG
    metadata: Metadata = field(default_factory=Metadata)
    body: list[Block] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    renditions: list[Rendition] = field(default_factory=list)
    associations: list[Association] = field(default_factory=list)
    group_set: GroupSet | None = None
    event_details: EventDetails | None = None
    planned_coverage: list[PlannedCoverage] = field(default_factory=list)
    item_type: Literal["newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"] = (
        "newsItem"
    )
    foreign: list[Foreign] = field(default_factory=list)

    @property
    def headline(self) -> str | None:
        """The main headline: the first without a role, or with the role of a main one, or the first of all."""
        main = _main(self.metadata.headlines, "main")
        return main.value if main else None

    @property
    def summary(self) -> str | None:
        """The description with the role of a summary, or the first that has no role."""
        for label in self.metadata.descriptions:
            if label.role is not None and "summary" in _codes(label.role):
                return label.value
        return next((label.value for label in self.metadata.descriptions if label.role is None), None)

    @property
    def type(self) -> str | None:
        """The nature of the content: ``text``, ``picture``, ``video`` … the code of ``item_class``."""
        item_class = self.metadata.item_class
        if item_class is None:
            return None
        return item_class.code or (item_class.uri or "").rpartition("/")[2] or None

    @property
    def text(self) -> str:
        """The body as plain text, its blocks separated by empty lines."""
        from newsdoc.model.walk import text_of_blocks

        return text_of_blocks(self.body)


@dataclass(slots=True, repr=False)
class NewsMessage(Shown):
    """The envelope that items travel in [newsMessage/header].  ``priority`` is 1–9, 1 the highest."""

    __pydantic_config__ = CONFIG
    sent: Timestamp | None = None
    sender: Concept | None = None
    transmit_id: str | None = None
    priority: int | None = None
    origin: Concept | None = None
    destinations: list[Concept] = field(default_factory=list)
    channels: list[Concept] = field(default_factory=list)
    timestamps: list[Label] = field(default_factory=list)
    signals: list[Concept] = field(default_factory=list)
    catalogs: list[Catalog] = field(default_factory=list)
    ext_properties: list[Concept] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)


def _codes(role: str) -> set[str]:
    return {part.rpartition(":")[2].rpartition("/")[2] for part in role.split()}


def _main(labels: Iterable[Label], code: str) -> Label | None:
    """The label to show where only one can be shown."""
    listed = list(labels)
    for label in listed:
        if label.role is None and label.role_uri is None:
            return label
    for label in listed:
        if code in _codes(f"{label.role or ''} {label.role_uri or ''}"):
            return label
    return listed[0] if listed else None
