"""A news document: its metadata, its body, and what belongs to it.

The names are NewsML-G2's (and ninjs's where NewsML-G2 has none), in snake_case; the plural where a field repeats.
Clauses in brackets name the element of NewsML-G2 2.35 and the property of ninjs 3.2 that a field holds.

Every class is a plain slots dataclass with all fields optional, and knows nothing of formats.  ``None`` and the empty
list mean "not given".  Where a class has a field ``foreign``, it keeps what the source said at that very place and the
class has no field for, so that the format it came from can write it back.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Literal

from newsdoc.model.content import Block, Inline
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONFIG = {"extra": "forbid"}

#: The vocabularies that IPTC hosts: of a URI of theirs it is plain where the code begins.
IPTC_SCHEME: Final = re.compile(r"https?://(?:cv\.iptc\.org/newscodes|cvx\.iptc\.org)/[^/\s]+/(?=\S)")


class _Shown:
    """Shows the fields that say something: a document has two hundred that may."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = []
        for spec in fields(self):  # type: ignore[arg-type]
            value = getattr(self, spec.name)
            default = spec.default_factory() if spec.default_factory is not MISSING else spec.default
            if value != default:
                parts.append(f"{spec.name}={value!r}")
        return f"{type(self).__name__}({', '.join(parts)})"


Direction = Literal["ltr", "rtl"]


@dataclass(slots=True, repr=False)
class Foreign(_Shown):
    """A fragment of the source that the model has no place for, with its exact content.

    ``path`` is its place in the source, relative to what the owner stands for: ``@name`` an attribute, ``name`` or
    ``a/b`` an element or a property; names of other namespaces in Clark notation.  ``value`` is the attribute's value,
    or the fragment as the source's own serialisation (XML, JSON).  ``position`` is how many sibling elements stood
    before it, ``None`` where order means nothing.  ``format`` is the format it came from: ``newsml-g2``, ``ninjs`` …
    """

    __pydantic_config__ = _CONFIG
    path: str
    value: str
    position: int | None = None
    format: str = "newsml-g2"


@dataclass(slots=True, repr=False)
class Provenance(_Shown):
    """Who set a property, when, how and why (NewsML-G2 commonPowerAttributes)."""

    __pydantic_config__ = _CONFIG
    id: str | None = None
    creator: str | None = None
    creator_uri: str | None = None
    modified: Timestamp | None = None
    custom: bool | None = None
    how: str | None = None
    how_uri: str | None = None
    why: str | None = None
    why_uri: str | None = None
    pub_constraint: str | None = None
    pub_constraint_uri: str | None = None


@dataclass(slots=True, repr=False)
class Label(_Shown):
    """A text of the metadata, with its language and role (headline, description, by, edNote, copyrightNotice …).

    ``value`` is the plain text.  Where the source has markup in it, ``content`` holds that, and ``value`` is its plain
    text.  ``role`` is one or several QCodes separated by spaces (NewsML-G2), or the name that ninjs uses; ``role_uri``
    the same as URIs.
    """

    __pydantic_config__ = _CONFIG
    value: str
    language: str | None = None
    role: str | None = None
    role_uri: str | None = None
    content: list[Inline] | None = None
    content_type: str | None = None
    direction: Direction | None = None
    rank: int | None = None
    confidence: int | None = None
    relevance: int | None = None
    separator: str | None = None
    media: str | None = None
    href: str | None = None
    version_info: str | None = None
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Name(_Shown):
    """A name of a concept in one language [concept/name; name]."""

    __pydantic_config__ = _CONFIG
    value: str
    language: str | None = None
    role: str | None = None
    role_uri: str | None = None
    part: str | None = None
    part_uri: str | None = None
    direction: Direction | None = None
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Address(_Shown):
    """A postal address [address; contactInfo.address]."""

    __pydantic_config__ = _CONFIG
    lines: list[str] = field(default_factory=list)
    localities: list[Concept] = field(default_factory=list)
    areas: list[Concept] = field(default_factory=list)
    country: Concept | None = None
    postal_code: str | None = None
    world_region: Concept | None = None


@dataclass(slots=True, repr=False)
class Contact(_Shown):
    """One way to reach a party [contactInfo/*; contactInfo[]].

    ``type`` is ``email``, ``im``, ``phone``, ``fax``, ``web``, ``address``, ``note`` or what ninjs says.  It has a
    ``value`` or an ``address``, not both.
    """

    __pydantic_config__ = _CONFIG
    type: str | None = None
    value: str | None = None
    address: Address | None = None
    name: str | None = None
    role: str | None = None
    role_uri: str | None = None
    tech: str | None = None
    tech_uri: str | None = None
    language: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ContactInfo(_Shown):
    """A set of ways to reach a party [contactInfo; contactInfo]."""

    __pydantic_config__ = _CONFIG
    contacts: list[Contact] = field(default_factory=list)
    role: str | None = None
    role_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Symbol(_Shown):
    """A financial instrument of an organisation [hasInstrument; symbols[]].  ``ticker`` is of ninjs 1.x and 2.x."""

    __pydantic_config__ = _CONFIG
    symbol: str | None = None
    symbol_type: str | None = None
    symbol_type_uri: str | None = None
    exchange: str | None = None
    ticker: str | None = None
    symbol_source: str | None = None
    symbol_source_uri: str | None = None
    market: str | None = None
    market_uri: str | None = None
    market_label_source: str | None = None
    market_label_source_uri: str | None = None
    rank: int | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Position(_Shown):
    """A point on the earth, decimal degrees and metres as written [position]."""

    __pydantic_config__ = _CONFIG
    latitude: str
    longitude: str
    altitude: str | None = None
    gps_datum: str | None = None


@dataclass(slots=True, repr=False)
class Geometry(_Shown):
    """Where a place is [geoAreaDetails, POIDetails; geoJSON].

    ``kind`` is ``point``, ``line``, ``polygon`` or ``circle`` of ``positions``; or ``geojson``, and then ``geojson`` is
    the whole GeoJSON object.  ``name`` is what ninjs 1.x appends to ``geometry_``.
    """

    __pydantic_config__ = _CONFIG
    kind: Literal["point", "line", "polygon", "circle", "geojson"] = "point"
    positions: list[Position] = field(default_factory=list)
    radius: str | None = None
    radius_unit: str | None = None
    radius_unit_uri: str | None = None
    geojson: dict[str, Any] | None = None
    name: str | None = None


@dataclass(slots=True, repr=False)
class Concept(_Shown):
    """Anything that a vocabulary names: a subject, a person, a place, a genre, a provider, a status …

    It is identified by ``qcode`` (resolved with the document's catalogs), by ``uri``, or by ``literal``, text with no
    vocabulary behind it.  ``scheme`` is the URI of its vocabulary where the source gives that apart (ninjs 1.x), so that
    the code is ``uri`` without it; of a vocabulary that IPTC hosts it need not be said, and is empty where the source has
    the whole URI as the code.  ``type`` is its nature (``cpnat:person`` …).
    """

    __pydantic_config__ = _CONFIG
    qcode: str | None = None
    uri: str | None = None
    literal: str | None = None
    names: list[Name] = field(default_factory=list)
    type: str | None = None
    type_uri: str | None = None
    role: str | None = None
    role_uri: str | None = None
    rel: str | None = None
    rel_uri: str | None = None
    scheme: str | None = None
    id: str | None = None
    rank: int | None = None
    confidence: int | None = None
    relevance: int | None = None
    significance: int | None = None
    severity: str | None = None
    severity_uri: str | None = None
    job_title: str | None = None
    job_title_uri: str | None = None
    derived_from: str | None = None
    language: str | None = None
    direction: Direction | None = None
    value: str | None = None
    value_datatype: str | None = None
    value_unit: str | None = None
    value_unit_uri: str | None = None
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None
    definitions: list[Label] = field(default_factory=list)
    notes: list[Label] = field(default_factory=list)
    same_as: list[Concept] = field(default_factory=list)
    broader: list[Concept] = field(default_factory=list)
    narrower: list[Concept] = field(default_factory=list)
    related: list[Concept] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    contact_info: list[ContactInfo] = field(default_factory=list)
    geometries: list[Geometry] = field(default_factory=list)
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The first name; ``None`` where there is none."""
        return self.names[0].value if self.names else None

    @property
    def code(self) -> str | None:
        """The code within the vocabulary: what follows the first colon of ``qcode``, or ``scheme`` in ``uri``."""
        if self.qcode is not None:
            return self.qcode.partition(":")[2]
        if self.uri is None:
            return None
        if self.scheme:
            return self.uri[len(self.scheme) :] if self.uri.startswith(self.scheme) else None
        hosted = IPTC_SCHEME.match(self.uri)
        return self.uri[hosted.end() :] if hosted else None


@dataclass(slots=True, repr=False)
class Scheme(_Shown):
    """A vocabulary that a catalog declares [catalog/scheme]."""

    __pydantic_config__ = _CONFIG
    alias: str
    uri: str
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Catalog(_Shown):
    """Where the aliases of QCodes come from [catalogRef, catalog].  It has an ``href``, or its ``schemes`` in it."""

    __pydantic_config__ = _CONFIG
    href: str | None = None
    schemes: list[Scheme] = field(default_factory=list)
    titles: list[Label] = field(default_factory=list)
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Language(_Shown):
    """A language of the content, a BCP 47 tag [language; language]."""

    __pydantic_config__ = _CONFIG
    tag: str
    role: str | None = None
    role_uri: str | None = None
    names: list[Name] = field(default_factory=list)
    rank: int | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class AltId(_Shown):
    """Another identifier of the content [altId; altIds[]]."""

    __pydantic_config__ = _CONFIG
    value: str
    role: str | None = None
    role_uri: str | None = None
    type: str | None = None
    type_uri: str | None = None
    environment: str | None = None
    environment_uri: str | None = None
    id_format: str | None = None
    id_format_uri: str | None = None
    version: str | None = None
    language: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Rating(_Shown):
    """An appraisal of the content [rating].  The numbers are decimals as written."""

    __pydantic_config__ = _CONFIG
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
class UserInteraction(_Shown):
    """How often users did something with the content [userInteraction]."""

    __pydantic_config__ = _CONFIG
    interactions: int
    interaction_type: str | None = None
    interaction_type_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Hash(_Shown):
    """A hash value of the content [hash]."""

    __pydantic_config__ = _CONFIG
    value: str
    hash_type: str | None = None
    hash_type_uri: str | None = None
    scope: str | None = None
    scope_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ItemLink(_Shown):
    """A link from the item to another resource [link, itemRef; trustIndicators[]].  ``size`` is in bytes."""

    __pydantic_config__ = _CONFIG
    rel: str | None = None
    rel_uri: str | None = None
    scheme: str | None = None
    href: str | None = None
    residref: str | None = None
    residref_format: str | None = None
    residref_format_uri: str | None = None
    version: str | None = None
    persistidref: str | None = None
    guidref: str | None = None
    hreftype: str | None = None
    content_type: str | None = None
    content_type_standard_version: str | None = None
    content_type_variant: str | None = None
    content_type_variant_standard_version: str | None = None
    format: str | None = None
    format_uri: str | None = None
    format_standard_version: str | None = None
    size: int | None = None
    title: str | None = None
    rank: int | None = None
    language: str | None = None
    direction: Direction | None = None
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class RightsExpression(_Shown):
    """Rights in a rights expression language [rightsExpressionXML, rightsExpressionData; rightsInfo.encodedRights].

    ``form`` is ``xml`` where ``value`` is one XML element, ``data`` where it is text encoded as ``encoding_type`` says.
    """

    __pydantic_config__ = _CONFIG
    value: str
    langid: str | None = None
    form: Literal["xml", "data"] = "data"
    encoding_type: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class RightsInfo(_Shown):
    """One set of rights [rightsInfo; copyrightHolder, copyrightNotice, usageTerms, rightsInfo].

    ``links`` with no ``rel`` are the linked rights of ninjs.
    """

    __pydantic_config__ = _CONFIG
    accountable: Concept | None = None
    copyright_holder: Concept | None = None
    copyright_notices: list[Label] = field(default_factory=list)
    usage_terms: list[Label] = field(default_factory=list)
    links: list[ItemLink] = field(default_factory=list)
    expressions: list[RightsExpression] = field(default_factory=list)
    data_mining: Concept | None = None
    ext_properties: list[Concept] = field(default_factory=list)
    langid: str | None = None
    idrefs: str | None = None
    scope: str | None = None
    scope_uri: str | None = None
    aspect: str | None = None
    aspect_uri: str | None = None
    language: str | None = None
    direction: Direction | None = None
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, repr=False)
class Characteristics(_Shown):
    """What is known of a piece of content's form [newsContentCharacteristics, newsContentTypeAttributes].

    ``size`` is in bytes, ``bitrate`` as written (NewsML-G2: kilobits a second, ninjs: with its unit), ``duration`` as
    written, in ``duration_unit`` or seconds; ``width`` and ``height`` in their units or the medium's default (pixels for
    pictures).
    """

    __pydantic_config__ = _CONFIG
    content_type: str | None = None
    content_type_standard_version: str | None = None
    content_type_variant: str | None = None
    content_type_variant_standard_version: str | None = None
    format: str | None = None
    format_uri: str | None = None
    format_standard_version: str | None = None
    char_count: int | None = None
    word_count: int | None = None
    line_count: int | None = None
    page_count: int | None = None
    width: int | float | None = None
    width_unit: str | None = None
    width_unit_uri: str | None = None
    height: int | float | None = None
    height_unit: str | None = None
    height_unit_uri: str | None = None
    orientation: int | None = None
    layout_orientation: str | None = None
    layout_orientation_uri: str | None = None
    colour_space: str | None = None
    colour_space_uri: str | None = None
    colour_indicator: str | None = None
    colour_indicator_uri: str | None = None
    colour_depth: int | None = None
    resolution: int | None = None
    duration: str | None = None
    duration_unit: str | None = None
    duration_unit_uri: str | None = None
    audio_codec: str | None = None
    audio_codec_uri: str | None = None
    audio_bitrate: str | None = None
    audio_vbr: bool | None = None
    audio_sample_size: int | None = None
    audio_sample_rate: int | None = None
    audio_channels: str | None = None
    audio_channels_uri: str | None = None
    video_codec: str | None = None
    video_codec_uri: str | None = None
    video_bitrate: str | None = None
    video_vbr: bool | None = None
    video_frame_rate: str | None = None
    video_scan: str | None = None
    video_aspect_ratio: str | None = None
    video_sampling: str | None = None
    video_scaling: str | None = None
    video_scaling_uri: str | None = None
    video_definition: str | None = None
    video_definition_uri: str | None = None
    rendition: str | None = None
    rendition_uri: str | None = None
    generator: str | None = None
    generated: Timestamp | None = None
    has_content: bool | None = None
    language: str | None = None
    direction: Direction | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, repr=False)
class Content(Characteristics):
    """One of the alternatives that carry the content in the item [inlineXML, inlineData; bodies[]].

    ``value`` is its exact text (of ``inlineXML`` the serialised child).  ``None`` means that this alternative is the
    one that the document's ``body`` was read from and will be written to: its place and its attributes.
    ``role`` is that of ninjs, and NewsML-G2's ``contenttypevariant``; ``encoding`` that of binary inlineData.
    """

    __pydantic_config__ = _CONFIG
    value: str | None = None
    form: Literal["xml", "data"] = "xml"
    role: str | None = None
    encoding: str | None = None
    encoding_uri: str | None = None


@dataclass(slots=True, repr=False)
class Resource(_Shown):
    """A resource that goes with a rendition: subtitles, a transcript … [; renditions[].resources[]]."""

    __pydantic_config__ = _CONFIG
    role: str | None = None
    title: str | None = None
    language: str | None = None
    content_type: str | None = None


@dataclass(slots=True, repr=False)
class PointOfInterest(_Shown):
    """The point of a picture that must stay visible, in pixels [; renditions[].poi]."""

    __pydantic_config__ = _CONFIG
    x: int | None = None
    y: int | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Rendition(Characteristics):
    """A file that carries the content [remoteContent, icon; renditions[]].  ``rendition`` is its name."""

    __pydantic_config__ = _CONFIG
    href: str | None = None
    residref: str | None = None
    residref_format: str | None = None
    residref_format_uri: str | None = None
    version: str | None = None
    persistidref: str | None = None
    size: int | float | None = None
    title: str | None = None
    poi: PointOfInterest | None = None
    transport_protocol: str | None = None
    resources: list[Resource] = field(default_factory=list)
    alt_ids: list[AltId] = field(default_factory=list)
    hashes: list[Hash] = field(default_factory=list)
    signals: list[Concept] = field(default_factory=list)
    ext_properties: list[Concept] = field(default_factory=list)
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None


@dataclass(slots=True, repr=False)
class RecurrenceRule(_Shown):
    """How an event repeats [rRule; recurrence.recurrenceRules[]]."""

    __pydantic_config__ = _CONFIG
    frequency: str | None = None
    interval: int | None = None
    until: Timestamp | None = None
    count: int | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Dates(_Shown):
    """When something happens [eventDetails/dates; dates].  ``expected_duration`` is an iCalendar duration."""

    __pydantic_config__ = _CONFIG
    start_date: Timestamp | None = None
    end_date: Timestamp | None = None
    expected_start_date: Timestamp | None = None
    expected_end_date: Timestamp | None = None
    expected_duration: str | None = None
    recurrence_dates: list[Timestamp] = field(default_factory=list)
    recurrence_rules: list[RecurrenceRule] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class EventDetails(_Shown):
    """What is known of an event [eventDetails; eventDetails]."""

    __pydantic_config__ = _CONFIG
    dates: Dates | None = None
    event_status: Concept | None = None
    news_coverage_status: Concept | None = None
    organiser: Concept | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Commission(_Shown):
    """By whom and when a planned item was ordered [; plannedCoverage[].commissioned]."""

    __pydantic_config__ = _CONFIG
    by: str | None = None
    on: Timestamp | None = None
    references: list[Label] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ItemCount(_Shown):
    """How many items are planned [itemCount; itemCount]."""

    __pydantic_config__ = _CONFIG
    range_from: int | None = None
    range_to: int | None = None


@dataclass(slots=True, repr=False)
class PlannedCoverage(_Shown):
    """An item that is planned [newsCoverage/planning; plannedCoverage[]]."""

    __pydantic_config__ = _CONFIG
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


@dataclass(slots=True, repr=False)
class Metadata(_Shown):
    """All that is said about an item and its content; the fields follow NewsML-G2's order.

    ``standard_schema`` is the schema that the source named [; standard.schema]: empty where it named none, ``None`` where
    it named the usual one, or was of another kind.
    """

    __pydantic_config__ = _CONFIG
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
class GroupMember(_Shown):
    """What a group of a package lists: an item, another group (its ``id``), or a concept [itemRef, groupRef, conceptRef]."""

    __pydantic_config__ = _CONFIG
    item: ItemLink | None = None
    group: str | None = None
    concept: Concept | None = None
    titles: list[Label] = field(default_factory=list)
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ItemGroup(_Shown):
    """A group of a package [groupSet/group].  ``mode`` is a QCode: ``pgrmod:bag``, ``pgrmod:seq``, ``pgrmod:alt``."""

    __pydantic_config__ = _CONFIG
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
class GroupSet(_Shown):
    """The structure of a package [groupSet].  ``root`` is the ``id`` of the group that holds the others."""

    __pydantic_config__ = _CONFIG
    root: str | None = None
    groups: list[ItemGroup] = field(default_factory=list)
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Association(_Shown):
    """A document within the document, under a name [; associations[]]."""

    __pydantic_config__ = _CONFIG
    document: Document
    name: str | None = None
    rel: str | None = None


class _Read(_Shown):
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

    __pydantic_config__ = _CONFIG
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
class NewsMessage(_Shown):
    """The envelope that items travel in [newsMessage/header].  ``priority`` is 1–9, 1 the highest."""

    __pydantic_config__ = _CONFIG
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
