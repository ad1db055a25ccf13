"""The mapping of NewsML-G2 to the model: one table, read in both directions by :mod:`newsdoc.formats.newsmlg2.shape`.

The order of the rows is the order of the schema; rows of one rank may stand in any order.  Names of attribute groups
and property types in the comments are those of the NewsML-G2 2.35 specification.
"""

from __future__ import annotations

from typing import Final

from newsdoc.formats.newsmlg2.shape import Attr, Child, Shape
from newsdoc.model import document as d


def _pair(name: str, field: str, kind: str = "qcode") -> tuple[Attr, Attr]:
    """The two attributes that say one thing: a QCode, and its sibling with a URI."""
    return Attr(name, field, kind), Attr(f"{name}uri", f"{field}_uri", "iris" if kind == "qcodes" else "iri")


# commonPowerAttributes
PROVENANCE: Final = (
    Attr("id", "id", "id", "provenance"),
    Attr("creator", "creator", "qcode", "provenance"),
    Attr("creatoruri", "creator_uri", "iri", "provenance"),
    Attr("modified", "modified", "date opt time", "provenance"),
    Attr("custom", "custom", "boolean", "provenance"),
    Attr("how", "how", "qcode", "provenance"),
    Attr("howuri", "how_uri", "iri", "provenance"),
    Attr("why", "why", "qcode", "provenance"),
    Attr("whyuri", "why_uri", "iri", "provenance"),
    Attr("pubconstraint", "pub_constraint", "qcodes", "provenance"),
    Attr("pubconstrainturi", "pub_constraint_uri", "iris", "provenance"),
)
# newsContentAttributes: the same without publishing constraints
CONTENT_PROVENANCE: Final = PROVENANCE[:-2]
OWNERS: Final = (("provenance", d.Provenance),)

I18N: Final = (
    Attr("{http://www.w3.org/XML/1998/namespace}lang", "language", "language"),
    Attr("dir", "direction", "direction"),
)
VALIDITY: Final = (Attr("validfrom", "valid_from", "date opt time"), Attr("validto", "valid_to", "date opt time"))
RANK: Final = (Attr("rank", "rank", "count"),)
# quantifyAttributes
QUANTIFY: Final = (
    Attr("confidence", "confidence", "per cent"),
    Attr("relevance", "relevance", "per cent"),
    Attr("derivedfrom", "derived_from", "qcodes"),
)
SCORE: Final = QUANTIFY[:2]
QCODE: Final = (Attr("qcode", "qcode", "qcode"), Attr("uri", "uri", "iri"))
# flexAttributes
FLEX: Final = (*QCODE, Attr("literal", "literal", "line"), *_pair("type", "type"))
# arbitraryValueAttributes
ARBITRARY: Final = (
    Attr("value", "value", "string"),
    *_pair("valueunit", "value_unit"),
)


# --- texts ----------------------------------------------------------------------------------------------------------

# IntlStringType
_INTL: Final = (*I18N, *PROVENANCE)


def _line(*attrs: Attr) -> Shape:
    """A text of one line [IntlStringType]."""
    return Shape(d.Label, (*_INTL, *attrs), text=("value", "line"), owners=OWNERS)


def _mixed(kind: str, *attrs: Attr) -> Shape:
    """A text that may have markup in it [Label1Type, BlockType]."""
    return Shape(d.Label, (*_INTL, *attrs, Attr("media", "media", "names")), text=("value", kind), owners=OWNERS)


LABEL: Final = _mixed("label", *_pair("role", "role", "qcodes"))
BLOCK: Final = _mixed("block", Attr("role", "role", "qcodes"), Attr("roleuri", "role_uri", "iri"))
RIGHTS_BLOCK: Final = _mixed(
    "block", Attr("role", "role", "qcodes"), Attr("roleuri", "role_uri", "iri"), Attr("href", "href", "iri")
)
DEFINITION: Final = _mixed("block", Attr("role", "role", "qcodes"), Attr("roleuri", "role_uri", "iri"), *VALIDITY)
HEADLINE: Final = _mixed("label", *_pair("role", "role", "qcodes"), *RANK, *SCORE)
RANKED_LABEL: Final = _mixed("label", *_pair("role", "role", "qcodes"), *RANK)
DESCRIPTION: Final = _mixed("block", Attr("role", "role", "qcodes"), Attr("roleuri", "role_uri", "iri"), *RANK, *SCORE)
KEYWORD: Final = _line(*_pair("role", "role", "qcodes"), *RANK, *SCORE)
SLUGLINE: Final = _line(Attr("separator", "separator"), *_pair("role", "role"), *RANK, *SCORE)
CREDITLINE: Final = _line(*RANK)
VERSIONED: Final = _line(Attr("versioninfo", "version_info"))
GENERATOR: Final = _line(Attr("versioninfo", "version_info"), *_pair("role", "role"))
NAME: Final = Shape(
    d.Name,
    (*_INTL, *_pair("role", "role", "qcodes"), *_pair("part", "part"), *VALIDITY),
    text=("value", "line"),
    owners=OWNERS,
)
# language/name is an IntlStringType without role
PLAIN_NAME: Final = Shape(d.Name, _INTL, text=("value", "line"), owners=OWNERS)


# --- concepts -------------------------------------------------------------------------------------------------------

_NAMES: Final = (Child("name", "names", NAME, rank=0),)


def _concept(*attrs: Attr, children: tuple[Child, ...] = (), details: str | None = None) -> Shape:
    return Shape(d.Concept, (*attrs, *I18N, *PROVENANCE), children, owners=OWNERS, details=details)


# FlexPropType, QualPropType
FLEX_PROPERTY: Final = _concept(*FLEX, children=_NAMES)
QUALIFIED: Final = _concept(*QCODE, children=_NAMES)
SAME_AS: Final = _concept(*FLEX, *VALIDITY, children=_NAMES)
_RELATED_2: Final = _concept(*FLEX, *_pair("rel", "rel"), *RANK, *VALIDITY, *ARBITRARY, children=_NAMES)
_RELATED_1: Final = _concept(
    *FLEX,
    *_pair("rel", "rel"),
    *RANK,
    *VALIDITY,
    *ARBITRARY,
    children=(*_NAMES, Child("related", "related", _RELATED_2, rank=1)),
)
# RelatedConceptType, FlexRelatedConceptType
RELATED_CONCEPT: Final = _concept(
    *FLEX,
    *_pair("rel", "rel"),
    *RANK,
    *VALIDITY,
    children=(
        *_NAMES,
        Child("related", "related", _RELATED_1, rank=1),
        Child("sameAs", "same_as", FLEX_PROPERTY, rank=1),
    ),
)
RELATED: Final = _concept(
    *FLEX,
    *_pair("rel", "rel"),
    *RANK,
    *VALIDITY,
    *ARBITRARY,
    children=(
        *_NAMES,
        Child("related", "related", _RELATED_1, rank=1),
        Child("sameAs", "same_as", FLEX_PROPERTY, rank=1),
    ),
)
# ConceptDefinitionGroup, ConceptRelationshipsGroup
_DEFINED: Final = (
    Child("name", "names", NAME, rank=0),
    Child("definition", "definitions", DEFINITION, rank=0),
    Child("note", "notes", DEFINITION, rank=0),
    Child("sameAs", "same_as", SAME_AS, rank=1),
    Child("broader", "broader", RELATED_CONCEPT, rank=1),
    Child("narrower", "narrower", RELATED_CONCEPT, rank=1),
    Child("related", "related", RELATED, rank=1),
)
# Flex1PropType and what extends it
FLEX1: Final = _concept(*FLEX, children=_DEFINED)
FLEX1_CONCEPT: Final = _concept(*FLEX, *QUANTIFY, *RANK, children=_DEFINED)
# ... whose details stand in an assert
SUBJECT: Final = _concept(*FLEX, *QUANTIFY, *RANK, children=_DEFINED, details="assert")
# FlexLocationPropType
LOCATION: Final = _concept(*FLEX, children=_DEFINED, details="within")
# FlexPartyPropType and what extends it
PARTY: Final = _concept(*FLEX, children=_DEFINED, details="within")
ROLE_PARTY: Final = _concept(*FLEX, *_pair("role", "role", "qcodes"), children=_DEFINED, details="within")
AUTHOR: Final = _concept(
    *FLEX, *_pair("role", "role", "qcodes"), *_pair("jobtitle", "job_title"), children=_DEFINED, details="within"
)
AUDIENCE: Final = _concept(*FLEX, *QUANTIFY, Attr("significance", "significance", "one to nine"), children=_DEFINED)
SIGNAL: Final = _concept(*FLEX, *_pair("severity", "severity"), children=_DEFINED)
FEED_ID: Final = Shape(d.Concept, (*QCODE, *_pair("role", "role"), *PROVENANCE), owners=OWNERS)
EXT_PROPERTY: Final = _concept(*FLEX, *_pair("rel", "rel"), *ARBITRARY, *VALIDITY, children=_DEFINED)
# QualRelPropType
ITEM_CLASS: Final = _concept(*QCODE, children=(*_NAMES, Child("related", "related", RELATED, rank=0)))


# --- links, catalogs and rights -------------------------------------------------------------------------------------

# targetResourceAttributes
TARGET: Final = (
    Attr("href", "href", "iri"),
    Attr("residref", "residref"),
    *_pair("residrefformat", "residref_format"),
    Attr("version", "version", "positive text"),
    Attr("persistidref", "persistidref"),
    Attr("contenttype", "content_type"),
    Attr("contenttypestandardversion", "content_type_standard_version"),
    Attr("contenttypevariant", "content_type_variant"),
    Attr("contenttypevariantstandardversion", "content_type_variant_standard_version"),
    *_pair("format", "format"),
    Attr("formatstandardversion", "format_standard_version"),
    Attr("size", "size", "count"),
    Attr("title", "title"),
)
# Link1Type
LINK: Final = Shape(
    d.ItemLink,
    (
        *_pair("rel", "rel"),
        *RANK,
        *TARGET,
        *VALIDITY,
        *I18N,
        *PROVENANCE,
        Attr("guidref", "guidref"),
        Attr("hreftype", "hreftype"),
    ),
    owners=OWNERS,
)
CATALOG_REF: Final = Shape(
    d.Catalog,
    (Attr("href", "href", "iri", required=True), *PROVENANCE),
    (Child("title", "titles", LABEL),),
    owners=OWNERS,
)
SCHEME: Final = Shape(d.Scheme, (Attr("alias", "alias", "id", required=True), Attr("uri", "uri", "iri", required=True)))
CATALOG: Final = Shape(
    d.Catalog,
    PROVENANCE,
    (Child("title", "titles", LABEL, rank=0), Child("scheme", "schemes", SCHEME, rank=1)),
    owners=OWNERS,
)
EXPRESSION_DATA: Final = Shape(
    d.RightsExpression,
    (Attr("langid", "langid", "iri", required=True), Attr("enctype", "encoding_type", required=True), *PROVENANCE),
    text=("value", "exact"),
    owners=OWNERS,
)
RIGHTS: Final = Shape(
    d.RightsInfo,
    (
        Attr("idrefs", "idrefs", "ids"),
        *_pair("scope", "scope", "qcodes"),
        *_pair("aspect", "aspect", "qcodes"),
        *PROVENANCE,
        *I18N,
        *VALIDITY,
    ),
    (
        Child("accountable", "accountable", PARTY, many=False, rank=0),
        Child("copyrightHolder", "copyright_holder", PARTY, many=False, rank=1),
        Child("copyrightNotice", "copyright_notices", RIGHTS_BLOCK, rank=2),
        Child("usageTerms", "usage_terms", RIGHTS_BLOCK, rank=2),
        Child("link", "links", LINK, rank=2),
        Child("rightsInfoExtProperty", "ext_properties", EXT_PROPERTY, rank=2),
        Child("rightsExpressionData", "expressions", EXPRESSION_DATA, rank=2),
        Child("dataMining", "data_mining", FLEX_PROPERTY, many=False, rank=3),
    ),
    owners=OWNERS,
)


# --- content --------------------------------------------------------------------------------------------------------

# newsContentTypeAttributes
CONTENT_TYPE: Final = (
    Attr("contenttype", "content_type"),
    Attr("contenttypestandardversion", "content_type_standard_version"),
    Attr("contenttypevariant", "content_type_variant"),
    Attr("contenttypevariantstandardversion", "content_type_variant_standard_version"),
    *_pair("format", "format"),
    Attr("formatstandardversion", "format_standard_version"),
)
# mediaContentCharacteristics1: what an icon has
ICON_CHARACTERISTICS: Final = (
    Attr("width", "width", "count"),
    *_pair("widthunit", "width_unit"),
    Attr("height", "height", "count"),
    *_pair("heightunit", "height_unit"),
    Attr("orientation", "orientation", "count"),
    *_pair("layoutorientation", "layout_orientation"),
    *_pair("colourspace", "colour_space"),
    *_pair("colourindicator", "colour_indicator"),
    *_pair("videocodec", "video_codec"),
    Attr("colourdepth", "colour_depth", "count"),
)
# newsContentCharacteristics
CHARACTERISTICS: Final = (
    Attr("charcount", "char_count", "count"),
    Attr("wordcount", "word_count", "count"),
    Attr("linecount", "line_count", "count"),
    Attr("pagecount", "page_count", "count"),
    *ICON_CHARACTERISTICS,
    Attr("resolution", "resolution", "positive"),
    Attr("duration", "duration"),
    *_pair("durationunit", "duration_unit"),
    *_pair("audiocodec", "audio_codec"),
    Attr("audiobitrate", "audio_bitrate", "positive text"),
    Attr("audiovbr", "audio_vbr", "boolean"),
    Attr("audiosamplesize", "audio_sample_size", "positive"),
    Attr("audiosamplerate", "audio_sample_rate", "positive"),
    *_pair("audiochannels", "audio_channels"),
    Attr("videoavgbitrate", "video_bitrate", "positive text"),
    Attr("videovbr", "video_vbr", "boolean"),
    Attr("videoframerate", "video_frame_rate", "decimal"),
    Attr("videoscan", "video_scan", "scan"),
    Attr("videoaspectratio", "video_aspect_ratio", "line"),
    Attr("videosampling", "video_sampling", "line"),
    *_pair("videoscaling", "video_scaling"),
    *_pair("videodefinition", "video_definition"),
)
# newsContentAttributes
NEWS_CONTENT: Final = (
    *CONTENT_PROVENANCE,
    *_pair("rendition", "rendition"),
    Attr("generator", "generator"),
    Attr("generated", "generated", "date opt time"),
    Attr("hascontent", "has_content", "boolean"),
)
# ... of which the variant is what ninjs calls the role of a body
_BODY_TYPE: Final = tuple(
    Attr("contenttypevariant", "role") if one.name == "contenttypevariant" else one for one in CONTENT_TYPE
)
INLINE_XML: Final = Shape(d.Content, (*NEWS_CONTENT, *_BODY_TYPE, *CHARACTERISTICS, *I18N), owners=OWNERS)
INLINE_DATA: Final = Shape(
    d.Content,
    (*NEWS_CONTENT, *_BODY_TYPE, *_pair("encoding", "encoding"), *CHARACTERISTICS, *I18N),
    owners=OWNERS,
)
ALT_ID: Final = Shape(
    d.AltId,
    (
        *_pair("type", "type"),
        *_pair("environment", "environment", "qcodes"),
        *_pair("idformat", "id_format"),
        *_pair("role", "role"),
        Attr("version", "version"),
        I18N[0],
        *PROVENANCE,
    ),
    text=("value", "exact"),
    owners=OWNERS,
)
HASH: Final = Shape(
    d.Hash,
    (*_pair("hashtype", "hash_type"), *_pair("scope", "scope"), *PROVENANCE),
    text=("value", "exact"),
    owners=OWNERS,
)
REMOTE_CONTENT: Final = Shape(
    d.Rendition,
    (*NEWS_CONTENT, *TARGET, *VALIDITY, *CHARACTERISTICS, Attr("language", "language", "language")),
    (
        Child("altId", "alt_ids", ALT_ID, rank=0),
        Child("hash", "hashes", HASH, rank=1),
        Child("signal", "signals", SIGNAL, rank=2),
        Child("remoteContentExtProperty", "ext_properties", EXT_PROPERTY, rank=3),
    ),
    owners=OWNERS,
)
ICON: Final = Shape(
    d.Rendition, (*TARGET, *PROVENANCE, *_pair("rendition", "rendition"), *ICON_CHARACTERISTICS), owners=OWNERS
)
RATING: Final = Shape(
    d.Rating,
    (
        Attr("value", "value", "decimal", required=True),
        *_pair("valcalctype", "value_calc_type"),
        Attr("scalemin", "scale_min", "decimal", required=True),
        Attr("scalemax", "scale_max", "decimal", required=True),
        *_pair("scaleunit", "scale_unit"),
        Attr("raters", "raters", "count"),
        *_pair("ratertype", "rater_type"),
        *_pair("ratingtype", "rating_type"),
        *PROVENANCE,
    ),
    owners=OWNERS,
)
USER_INTERACTION: Final = Shape(
    d.UserInteraction,
    (
        Attr("interactions", "interactions", "count", required=True),
        *_pair("interactiontype", "interaction_type"),
        *PROVENANCE,
    ),
    owners=OWNERS,
)
LANGUAGE: Final = Shape(
    d.Language,
    (Attr("tag", "tag", "language", required=True), *_pair("role", "role", "qcodes"), *RANK, *PROVENANCE),
    (Child("name", "names", PLAIN_NAME),),
    owners=OWNERS,
)


# --- the parts of an item -------------------------------------------------------------------------------------------

# ItemManagementGroup, ItemMetadataType
ITEM_META: Final = Shape(
    d.Metadata,
    (),
    (
        Child("itemClass", "item_class", ITEM_CLASS, many=False, rank=0),
        Child("provider", "provider", PARTY, many=False, rank=1),
        Child("versionCreated", "version_created", "date time", many=False, rank=2),
        Child("firstCreated", "first_created", "date time", many=False, rank=3),
        Child("embargoed", "embargoed", "date time or empty", many=False, rank=4),
        Child("pubStatus", "pub_status", QUALIFIED, many=False, rank=5),
        Child("role", "role", QUALIFIED, many=False, rank=6),
        Child("fileName", "file_name", "line", many=False, rank=7),
        Child("generator", "generators", GENERATOR, rank=8),
        Child("profile", "profile", VERSIONED, many=False, rank=9),
        Child("service", "services", QUALIFIED, rank=10),
        Child("title", "titles", LABEL, rank=11),
        Child("edNote", "ed_notes", BLOCK, rank=12),
        Child("memberOf", "member_of", FLEX1, rank=13),
        Child("instanceOf", "instance_of", FLEX1, rank=14),
        Child("signal", "signals", SIGNAL, rank=15),
        Child("deliverableOf", "deliverable_of", LINK, rank=17),
        Child("hash", "hashes", HASH, rank=18),
        Child("expires", "expires", "date opt time", rank=19),
        Child("incomingFeedId", "incoming_feed_ids", FEED_ID, rank=21),
        Child("metadataCreator", "metadata_creator", AUTHOR, many=False, rank=22),
        Child("link", "links", LINK, rank=23),
        Child("itemMetaExtProperty", "item_ext_properties", EXT_PROPERTY, rank=24),
    ),
)
# AdministrativeMetadataGroup, DescriptiveMetadataGroup, ContentMetadataAfDType
CONTENT_META: Final = Shape(
    d.Metadata,
    (),
    (
        Child("icon", "icons", ICON, rank=0),
        Child("urgency", "urgency", "one to nine", many=False, rank=1),
        Child("contentCreated", "content_created", "truncated", many=False, rank=2),
        Child("contentModified", "content_modified", "truncated", many=False, rank=3),
        Child("digitalSourceType", "digital_source_type", FLEX_PROPERTY, many=False, rank=4),
        Child("located", "located", LOCATION, rank=5),
        Child("infoSource", "info_sources", ROLE_PARTY, rank=5),
        Child("creator", "creators", AUTHOR, rank=5),
        Child("contributor", "contributors", AUTHOR, rank=5),
        Child("audience", "audiences", AUDIENCE, rank=5),
        Child("exclAudience", "excl_audiences", AUDIENCE, rank=5),
        Child("altId", "alt_ids", ALT_ID, rank=5),
        Child("rating", "ratings", RATING, rank=5),
        Child("userInteraction", "user_interactions", USER_INTERACTION, rank=5),
        Child("language", "languages", LANGUAGE, rank=6),
        Child("genre", "genres", FLEX1_CONCEPT, rank=6),
        Child("keyword", "keywords", KEYWORD, rank=6),
        Child("subject", "subjects", SUBJECT, rank=6),
        Child("slugline", "sluglines", SLUGLINE, rank=6),
        Child("headline", "headlines", HEADLINE, rank=6),
        Child("dateline", "datelines", RANKED_LABEL, rank=6),
        Child("by", "bylines", RANKED_LABEL, rank=6),
        Child("creditline", "creditlines", CREDITLINE, rank=6),
        Child("description", "descriptions", DESCRIPTION, rank=6),
        Child("contentMetaExtProperty", "content_ext_properties", EXT_PROPERTY, rank=7),
    ),
)

#: What an item of each kind has after its metadata; all of it but the contentSet is carried whole.
ITEMS: Final = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")

#: The catalog of the IPTC's own vocabularies that is declared where a document declares none.
IPTC_CATALOG: Final = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"


# --- the envelope ---------------------------------------------------------------------------------------------------

# qualifyingAttributes on a StringType
_PARTY_STRING: Final = Shape(
    d.Concept, (*FLEX, *_pair("role", "role"), *PROVENANCE), text=("value", "exact"), owners=OWNERS
)
TIMESTAMP: Final = Shape(d.Label, (Attr("role", "role"), *PROVENANCE), text=("value", "string"), owners=OWNERS)
HEADER: Final = Shape(
    d.NewsMessage,
    (),
    (
        Child("sent", "sent", "date time", many=False, rank=0),
        Child("catalogRef", "catalogs", CATALOG_REF, rank=1),
        Child("sender", "sender", _PARTY_STRING, many=False, rank=2),
        Child("transmitId", "transmit_id", "string", many=False, rank=3),
        Child("priority", "priority", "one to nine", many=False, rank=4),
        Child("origin", "origin", _PARTY_STRING, many=False, rank=5),
        Child("timestamp", "timestamps", TIMESTAMP, rank=6),
        Child("destination", "destinations", _PARTY_STRING, rank=6),
        Child("channel", "channels", _PARTY_STRING, rank=6),
        Child("signal", "signals", SIGNAL, rank=6),
        Child("headerExtProperty", "ext_properties", EXT_PROPERTY, rank=6),
    ),
)
