"""Content that is carried or pointed to: alternatives and renditions, links to items, and the rights in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newsdoc.model.base import CONFIG, Direction, Foreign, Label, Provenance, Shown
from newsdoc.model.concepts import Concept
from newsdoc.model.timestamp import Timestamp


@dataclass(slots=True, repr=False)
class AltId(Shown):
    """Another identifier of the content [altId; altIds[]]."""

    __pydantic_config__ = CONFIG
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
class Hash(Shown):
    """A hash value of the content [hash]."""

    __pydantic_config__ = CONFIG
    value: str
    hash_type: str | None = None
    hash_type_uri: str | None = None
    scope: str | None = None
    scope_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class ItemLink(Shown):
    """A link from the item to another resource [link, itemRef; trustIndicators[]].  ``size`` is in bytes."""

    __pydantic_config__ = CONFIG
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
class RightsExpression(Shown):
    """Rights in a rights expression language [rightsExpressionXML, rightsExpressionData; rightsInfo.encodedRights].

    ``form`` is ``xml`` where ``value`` is one XML element, ``data`` where it is text encoded as ``encoding_type`` says.
    """

    __pydantic_config__ = CONFIG
    value: str
    langid: str | None = None
    form: Literal["xml", "data"] = "data"
    encoding_type: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class RightsInfo(Shown):
    """One set of rights [rightsInfo; copyrightHolder, copyrightNotice, usageTerms, rightsInfo].

    ``links`` with no ``rel`` are the linked rights of ninjs.
    """

    __pydantic_config__ = CONFIG
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
class Characteristics(Shown):
    """What is known of a piece of content's form [newsContentCharacteristics, newsContentTypeAttributes].

    ``size`` is in bytes, ``bitrate`` as written (NewsML-G2: kilobits a second, ninjs: with its unit), ``duration`` as
    written, in ``duration_unit`` or seconds; ``width`` and ``height`` in their units or the medium's default (pixels for
    pictures).
    """

    __pydantic_config__ = CONFIG
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

    __pydantic_config__ = CONFIG
    value: str | None = None
    form: Literal["xml", "data"] = "xml"
    role: str | None = None
    encoding: str | None = None
    encoding_uri: str | None = None


@dataclass(slots=True, repr=False)
class Resource(Shown):
    """A resource that goes with a rendition: subtitles, a transcript … [; renditions[].resources[]]."""

    __pydantic_config__ = CONFIG
    role: str | None = None
    title: str | None = None
    language: str | None = None
    content_type: str | None = None


@dataclass(slots=True, repr=False)
class PointOfInterest(Shown):
    """The point of a picture that must stay visible, in pixels [; renditions[].poi]."""

    __pydantic_config__ = CONFIG
    x: int | None = None
    y: int | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Rendition(Characteristics):
    """A file that carries the content [remoteContent, icon; renditions[]].  ``rendition`` is its name."""

    __pydantic_config__ = CONFIG
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
