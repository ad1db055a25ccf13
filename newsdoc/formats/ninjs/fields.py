"""ninjs in one table: every property of every version, its JSON, and its place in the model.

Reader, writer, the JSON Schema of each version and the table of NOTES.md all come from here.  The order is that of the
standard's newest version.  A row is written :func:`row`: its name is that of line 3, in lower case that of the other
lines unless another is given; ``since`` has the first version of each line, ``-`` where the line has no such property.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdoc.formats.ninjs.bodies import Bodies, Count
from newsdoc.formats.ninjs.codecs import (
    DIGITS,
    LANGUAGE,
    MAIN_TEXT,
    NAMED,
    NUMBER,
    ONE_NAME,
    ONE_TEXT,
    SAID,
    TEXT,
    TIME,
    TRUNCATED,
    WHOLE,
    Choice,
    Coded,
    Every,
    First,
    Part,
    Parts,
)
from newsdoc.formats.ninjs.kinds import Field, Identified, Identity, Inline, LinkRole, Sized, Term
from newsdoc.formats.ninjs.labels import Labels, Markup
from newsdoc.formats.ninjs.nested import Associations, Nature, Standard
from newsdoc.formats.ninjs.shapes import Row, Shape, Table
from newsdoc.formats.ninjs.structures import (
    AltIds,
    Contacts,
    DatesPart,
    Geometries,
    RenditionName,
    Renditions,
    Rights,
    Subjects,
)
from newsdoc.model import document as d

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.shapes import Kind

STRING: Final = Shape("string")
URI: Final = Shape("string", format="uri")
DATE_TIME: Final = Shape("string", format="date-time")
ANY_NUMBER: Final = Shape("number")
INTEGER: Final = Shape("integer")
PERCENT: Final = Shape("integer", minimum=0, maximum=100)
ONE_TO_NINE: Final = Shape("integer", minimum=1, maximum=9)
OPEN: Final = Shape("any")
STRINGS: Final = Shape("array", of=STRING)
#: A date-time that may be cut after the year, the month or the day; the years as XML Schema has them.
TRUNCATED_TIME: Final = Shape(
    "string",
    pattern="^(-?(?:[1-9][0-9]*)?[0-9]{4})(-(1[0-2]|0[1-9])(-(3[01]|0[1-9]|[12][0-9])"
    "(T(2[0-3]|[01][0-9]):([0-5][0-9]):([0-5][0-9])(\\.[0-9]+)?(Z|[+-](?:2[0-3]|[01][0-9]):[0-5][0-9])?)?)?)?$",
)
FIRST_TYPES: Final = ("text", "audio", "video", "picture", "graphic", "composite")
TYPES: Final = (*FIRST_TYPES, "component")
ALL_TYPES: Final = (*TYPES, "event", "planning")
STATUS: Final = Shape("string", enum=("usable", "withheld", "canceled"))
FREQUENCIES: Final = ("secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly")
#: The keys of renditions and associations in line 1; the patterns are open at the end.
KEYS: Final = "^[a-zA-Z0-9_]+"
FIRST_KEYS: Final = "^[a-zA-Z0-9]+"


def obj(table: Table) -> Shape:
    """An object of a table."""
    return Shape("object", table=table)


def array(table: Table) -> Shape:
    """An array of objects of a table."""
    return Shape("array", of=obj(table))


def row(
    name: str,
    shape: Shape,
    to: Kind,
    since: str = "1.0 2.0 3.0",
    until: str = "- - -",
    *,
    one: str = "",
    two: str = "",
    concept: str = "",
    required: bool = False,
) -> Row:
    """A property; ``one`` and ``two`` are its names in lines 1 and 2 where those are not ``name`` in lower case."""
    first, second, third = ("" if version == "-" else version for version in since.split())
    names = (first and (one or name.lower()), second and (two or name.lower()), third and name)
    ends = tuple("" if version == "-" else version for version in until.split())
    return Row(concept or name, names, (first, second, third), (ends[0], ends[1], ends[2]), shape, to, required)


def rows(names: str, shape: Shape, since: str = "1.0 2.0 3.0") -> tuple[Row, ...]:
    """Properties of one shape that are fields of the same name: ``property`` or ``property=field``."""
    pairs = (name.partition("=") for name in names.split())
    return tuple(row(name, shape, Field(field or name, TEXT), since) for name, _, field in pairs)


# --- what is in several objects -------------------------------------------------------------------------------------

NAME = row("name", STRING, Field("names", ONE_NAME))
REL = row("rel", STRING, Term("rel"))
_CODE = Identity()
IDENTITY = (
    row("scheme", URI, _CODE, "1.0 - -"),
    row("code", STRING, _CODE, "1.0 - -"),
    row("uri", URI, _CODE, "- 2.0 3.0"),
    row("literal", STRING, _CODE, "- 2.0 3.0"),
)
ADDRESS = Table(
    "address",
    (
        row("lines", STRINGS, Field("lines", Every(TEXT))),
        row("locality", STRING, Field("localities", First(NAMED))),
        row("area", STRING, Field("areas", First(NAMED))),
        row("postalCode", STRING, Field("postal_code", TEXT)),
        row("country", STRING, Field("country", NAMED)),
    ),
)
CONTACT = Table(
    "contactInfo",
    (
        row("type", STRING, Field("type", TEXT)),
        row("role", STRING, Term("role")),
        row("lang", STRING, Field("language", TEXT)),
        row("name", STRING, Field("name", TEXT)),
        row("value", STRING, Field("value", TEXT)),
        row("address", obj(ADDRESS), Field("address", Part(ADDRESS, d.Address))),
    ),
    one_of=("value", "address"),
)
CONTACT_INFO = row("contactInfo", array(CONTACT), Contacts(Part(CONTACT, d.Contact)), "1.5 2.1 3.0")
SYMBOL = Table(
    "symbol",
    (
        row("ticker", STRING, Field("ticker", TEXT), "1.0 2.0 -"),
        row("exchange", STRING, Field("exchange", TEXT)),
        row("symbolType", URI, Term("symbol_type", uri=True), "1.5 2.1 3.0"),
        row("symbol", STRING, Field("symbol", TEXT), "1.5 2.1 3.0"),
    ),
)

# --- what the content is about --------------------------------------------------------------------------------------

PERSON = Table("person", (NAME, REL, *IDENTITY, CONTACT_INFO))
ORGANISATION = Table(
    "organisation",
    (
        *(NAME, REL, *IDENTITY),
        row("symbols", array(SYMBOL), Field("symbols", Parts(Part(SYMBOL, d.Symbol)))),
        CONTACT_INFO,
    ),
)
_WHERE = Geometries()
PLACE = Table(
    "place",
    (
        *(NAME, REL, *IDENTITY, CONTACT_INFO),
        row("geometry_*", OPEN, _WHERE, "1.1 - -"),
        row("geoJSON", Shape("geojson"), _WHERE, "- 2.0 3.0"),
    ),
)
SUBJECT = Table(
    "subject",
    (
        *(NAME, REL, *IDENTITY),
        row("creator", STRING, Term("creator", part="provenance", new=d.Provenance), "1.5 2.1 3.0"),
        row("relevance", PERCENT, Field("relevance", WHOLE), "1.5 2.1 3.0"),
        row("confidence", PERCENT, Field("confidence", WHOLE), "1.5 2.1 3.0"),
    ),
)
EVENT = Table("event", (row("id", STRING, Field("id", TEXT), "- - 3.0"), NAME, REL, *IDENTITY))
OBJECT = Table("object", (NAME, REL, *IDENTITY))
_ABOUT = Subjects(
    {
        "people": Part(PERSON, d.Concept),
        "organisations": Part(ORGANISATION, d.Concept),
        "places": Part(PLACE, d.Concept),
        "subjects": Part(SUBJECT, d.Concept),
        "events": Part(EVENT, d.Concept),
        "objects": Part(OBJECT, d.Concept),
    }
)
INFO_SOURCE = Table(
    "infoSource",
    (
        NAME,
        row("role", STRING, Term("role"), "1.0 2.1 3.0", one="rel"),
        row("role", URI, Term("role"), "- 2.0 -", "- 2.0 -", concept="role as a URI"),
        *IDENTITY,
        CONTACT_INFO,
    ),
)
GENRE = Table(
    "genre",
    (
        NAME,
        row("scheme", URI, _CODE, "1.0 - -"),
        row("code", STRING, _CODE, "1.0 - -"),
        row("uri", URI, _CODE, "- 2.0 -", "- 2.0 -"),
        row("uri", STRING, _CODE, "- 2.1 3.0"),
        row("literal", STRING, _CODE, "- 2.0 3.0"),
    ),
)
DIGITAL_SOURCE_TYPE = Table("digitalSourceType", (NAME, row("uri", URI, _CODE), row("literal", STRING, _CODE)))

# --- texts, files, rights -------------------------------------------------------------------------------------------

_TEXT = Markup()
LABEL = Table(
    "text",
    (
        row("role", STRING, Term("role"), "- 2.0 3.0"),
        row("contentType", STRING, _TEXT, "- 2.0 3.0"),
        row("value", STRING, _TEXT, "- 2.0 3.0", required=True),
    ),
)
BODY = Table(
    "body",
    (
        row("role", STRING, Field("role", TEXT), "- 2.0 3.0"),
        row("contentType", STRING, Field("content_type", TEXT), "- 2.0 3.0"),
        row("charCount", ANY_NUMBER, Field("char_count", WHOLE), "- 2.0 -"),
        row("charCount", INTEGER, Field("char_count", WHOLE), "- - 3.0"),
        row("wordCount", ANY_NUMBER, Field("word_count", WHOLE), "- 2.0 -"),
        row("wordCount", INTEGER, Field("word_count", WHOLE), "- - 3.0"),
        row("value", STRING, Field("value", TEXT), "- 2.0 3.0", required=True),
    ),
)
RESOURCE = Table("resource", rows("role title language contentType=content_type", STRING, "1.7 2.3 3.2"))
POINT = Table("poi", (row("x", INTEGER, Field("x", WHOLE)), row("y", INTEGER, Field("y", WHOLE))))


def _measured(name: str, to: Kind, since: str = "1.0 2.0 3.0") -> tuple[Row, ...]:
    """A number that line 3 wants to be an integer."""
    first, second, third = since.split()
    return row(name, ANY_NUMBER, to, f"{first} {second} -"), row(name, INTEGER, to, f"- - {third}")


RENDITION = Table(
    "rendition",
    (
        row("name", STRING, RenditionName(), "- 2.0 3.0", required=True),
        row("href", URI, Field("href", TEXT)),
        row("contentType", STRING, Field("content_type", TEXT), one="mimetype"),
        row("title", STRING, Field("title", TEXT)),
        *_measured("width", Sized("width", NUMBER, "width_unit", "dimensionunit", "pixels")),
        *_measured("height", Sized("height", NUMBER, "height_unit", "dimensionunit", "pixels")),
        *_measured("sizeInBytes", Field("size", NUMBER)),
        row("duration", ANY_NUMBER, Sized("duration", DIGITS, "duration_unit", "timeunit", "seconds"), "1.2 2.0 3.0"),
        row("format", STRING, Term("format"), "1.2 2.0 3.0"),
        row("aspectRatio", STRING, Field("video_aspect_ratio", TEXT), "1.7 2.3 3.0"),
        row("videoCodec", STRING, Term("video_codec"), "1.7 2.3 3.0"),
        row("frameRate", ANY_NUMBER, Field("video_frame_rate", DIGITS), "1.7 2.3 3.0"),
        row("poi", obj(POINT), Field("poi", Part(POINT, d.PointOfInterest)), "1.7 2.3 3.0"),
        row("transportProtocol", STRING, Field("transport_protocol", TEXT), "1.7 2.3 3.0"),
        row(
            "scanType",
            Shape("string", enum=("progressive", "interlaced")),
            Field("video_scan", TEXT),
            "1.7 2.3 3.0",
        ),
        row("bitrate", STRING, Field("video_bitrate", TEXT), "1.7 2.3 3.0"),
        row("resources", array(RESOURCE), Field("resources", Parts(Part(RESOURCE, d.Resource))), "1.7 2.3 3.2"),
    ),
)
ALT_ID = Table(
    "altId",
    (
        row("role", STRING, Term("role"), "- 2.0 3.0"),
        row("value", STRING, Field("value", TEXT), "- 2.0 3.0"),
    ),
)
_FOR = LinkRole()
TRUST_INDICATOR = Table(
    "trustIndicator",
    (
        row("scheme", URI, _FOR, "1.0 - -"),
        row("code", STRING, _FOR, "1.0 - -"),
        row("role", URI, _FOR, "- 2.0 3.0"),
        row("title", STRING, Field("title", TEXT)),
        row("href", URI, Field("href", TEXT)),
    ),
)
STANDARD_BLOCK = Table(
    "standard",
    tuple(row(name, shape, Standard()) for name, shape in (("name", STRING), ("version", STRING), ("schema", URI))),
)
_RIGHTS = Rights()
RIGHTS = Table(
    "rightsInfo",
    (
        row("langId", URI, _RIGHTS),
        row("linkedRights", URI, _RIGHTS),
        row("encodedRights", STRING, _RIGHTS),
    ),
    one_of=("linkedRights", "encodedRights"),
    open=("1", "2"),
)

# --- events and planning (line 3) -----------------------------------------------------------------------------------

ONLY_3: Final = "- - 3.0"
RULE = Table(
    "recurrenceRule",
    (
        row("frequency", Shape("string", enum=FREQUENCIES), Field("frequency", TEXT), ONLY_3),
        row("interval", INTEGER, Field("interval", WHOLE), ONLY_3),
        row("until", DATE_TIME, Field("until", TIME), ONLY_3),
        row("count", INTEGER, Field("count", WHOLE), ONLY_3),
    ),
)
RECURRENCE = Table(
    "recurrence",
    (
        row("recurrenceDates", Shape("nothing"), Field("recurrence_dates", Every(TRUNCATED)), ONLY_3),
        row(
            "recurrenceRules",
            array(RULE),
            Field("recurrence_rules", Parts(Part(RULE, d.RecurrenceRule))),
            ONLY_3,
        ),
    ),
)
DATES = Table(
    "dates",
    (
        row("startDate", DATE_TIME, Field("start_date", TIME), ONLY_3),
        row("endDate", DATE_TIME, Field("end_date", TIME), ONLY_3),
        row("expectedStartDate", TRUNCATED_TIME, Field("expected_start_date", TRUNCATED), ONLY_3),
        row("expectedEndDate", TRUNCATED_TIME, Field("expected_end_date", TRUNCATED), ONLY_3),
        row("expectedDuration", STRING, Field("expected_duration", TEXT), ONLY_3),
        row("recurrence", obj(RECURRENCE), Inline(RECURRENCE), ONLY_3),
    ),
    rules="dates",
)
WHEN = row("dates", obj(DATES), Field("dates", DatesPart(Part(DATES, d.Dates))), ONLY_3)
EVENT_DETAILS = Table(
    "eventDetails",
    (
        row("eventStatus", URI, Field("event_status", SAID), ONLY_3),
        row("plannedCoverageStatus", URI, Field("news_coverage_status", SAID), ONLY_3),
        WHEN,
        row("organiser", obj(ORGANISATION), Field("organiser", Part(ORGANISATION, d.Concept)), ONLY_3),
    ),
)
REFERENCE = Table("reference", rows("name=role value", STRING, ONLY_3))
COMMISSION = Table(
    "commissioned",
    (
        row("by", STRING, Field("by", TEXT), ONLY_3),
        row("on", DATE_TIME, Field("on", TIME), ONLY_3),
        row(
            "references",
            array(REFERENCE),
            Field("references", Parts(Part(REFERENCE, lambda: d.Label(None), ("value",)))),  # type: ignore[arg-type]
            ONLY_3,
        ),
    ),
)
AUDIENCE = Table(
    "audience",
    (
        row("audience", STRING, Identified(), ONLY_3),
        row("significance", INTEGER, Field("significance", WHOLE), ONLY_3),
    ),
)
ITEM_COUNT = Table(
    "itemCount",
    (
        row("rangeFrom", INTEGER, Field("range_from", WHOLE), ONLY_3),
        row("rangeTo", INTEGER, Field("range_to", WHOLE), ONLY_3),
    ),
)
TYPE_3: Final = Shape("string", enum=ALL_TYPES)
NATURE = Coded("ninat")
COVERAGE = Table(
    "plannedCoverage",
    (
        row("uri", URI, Field("uri", TEXT), ONLY_3),
        row("title", STRING, Field("title", TEXT), ONLY_3),
        row("pubStatus", STATUS, Field("pub_status", Coded("stat")), ONLY_3),
        row("type", TYPE_3, Field("item_class", NATURE), ONLY_3),
        row("commissioned", obj(COMMISSION), Field("commissioned", Part(COMMISSION, d.Commission)), ONLY_3),
        WHEN,
        row("audiences", array(AUDIENCE), Field("audiences", Parts(Part(AUDIENCE, d.Concept))), ONLY_3),
        row("exclAudience", STRINGS, Field("excl_audiences", Every(SAID)), ONLY_3),
        row("edNote", STRING, Field("ed_notes", MAIN_TEXT), ONLY_3),
        row("urgency", ONE_TO_NINE, Field("urgency", WHOLE), ONLY_3),
        row("language", STRING, Field("languages", LANGUAGE), ONLY_3),
        row("itemCount", obj(ITEM_COUNT), Field("item_count", Part(ITEM_COUNT, d.ItemCount)), ONLY_3),
        row("wordCount", INTEGER, Field("word_count", WHOLE), ONLY_3),
        row("renditions", array(RENDITION), Renditions("renditions", Part(RENDITION, d.Rendition)), ONLY_3),
    ),
)

# --- the item -------------------------------------------------------------------------------------------------------

#: What an association says beyond the item that it is; in line 1 its name is its key.
ASSOCIATION = Table(
    "association",
    (
        row("name", STRING, Field("name", TEXT), "- 2.0 3.0", required=True),
        row("rel", STRING, Field("rel", TEXT), ONLY_3),
    ),
)
_LABEL = Part(LABEL, lambda: d.Label(None), ("value",))  # type: ignore[arg-type]
_DESCRIPTIONS = Labels("metadata.descriptions", _LABEL)
_HEADLINES = Labels("metadata.headlines", _LABEL)
_BODIES = Bodies(Part(BODY, d.Content, ("value",)))
_FILES = Renditions("renditions", Part(RENDITION, d.Rendition))
_ASSOCIATED = Associations(ASSOCIATION)
_OTHER_IDS = AltIds(Part(ALT_ID, lambda: d.AltId(None), ("value",)))  # type: ignore[arg-type]
_TYPE = Nature("metadata.item_class", NATURE)
_FULL = (("full", "full"), ("partial", "partial"))
_COMPLETE = (("complete", "full"), ("incomplete", "partial"))


def _group(name: str, table: Table, one: str) -> Row:
    return row(name, array(table), _ABOUT, one=one)


ITEM = Table(
    "item",
    (
        row("uri", URI, Field("metadata.guid", TEXT), required=True),
        row("type", Shape("string", enum=FIRST_TYPES), _TYPE, "1.0 - -", "1.1 - -"),
        row("type", Shape("string", enum=TYPES), _TYPE, "1.2 2.0 -"),
        row("type", TYPE_3, _TYPE, ONLY_3),
        row("mimetype", STRING, Field("metadata.content_type", TEXT), "1.0 - -"),
        row(
            "representationType",
            Shape("string", enum=("complete", "incomplete")),
            Field("metadata.representation_type", Choice(_COMPLETE)),
            "1.0 - -",
        ),
        row(
            "representationType",
            Shape("string", enum=("full", "partial")),
            Field("metadata.representation_type", Choice(_FULL)),
            "- 2.0 3.0",
        ),
        row("profile", STRING, Field("metadata.profile", ONE_TEXT)),
        row("version", STRING, Field("metadata.version", TEXT)),
        row("firstCreated", DATE_TIME, Field("metadata.first_created", TIME), "1.2 2.0 3.0"),
        row("versionCreated", DATE_TIME, Field("metadata.version_created", TIME)),
        row("contentCreated", DATE_TIME, Field("metadata.content_created", TIME), "1.4 2.0 3.0"),
        row("embargoedUntil", DATE_TIME, Field("metadata.embargoed", TIME), one="embargoed", two="embargoed"),
        row("pubStatus", STATUS, Field("metadata.pub_status", Coded("stat"))),
        row("urgency", ANY_NUMBER, Field("metadata.urgency", WHOLE), "1.1 2.0 -", "1.6 2.2 -"),
        row("urgency", ONE_TO_NINE, Field("metadata.urgency", WHOLE), "1.7 2.3 3.0"),
        row("copyrightHolder", STRING, Field("metadata.rights.copyright_holder", NAMED)),
        row("copyrightNotice", STRING, Field("metadata.rights.copyright_notices", MAIN_TEXT)),
        row("usageTerms", STRING, Field("metadata.rights.usage_terms", MAIN_TEXT), "1.1 2.0 3.0"),
        row("edNote", STRING, Field("metadata.ed_notes", MAIN_TEXT), "1.2 2.0 3.0"),
        row("language", STRING, Field("metadata.languages", LANGUAGE)),
        row("descriptions", array(LABEL), _DESCRIPTIONS, "- 2.0 3.0"),
        row("description_*", STRING, _DESCRIPTIONS, "1.0 - -"),
        row("bodies", array(BODY), _BODIES, "- 2.0 3.0"),
        row("body_*", STRING, _BODIES, "1.0 - -"),
        row("headlines", array(LABEL), _HEADLINES, "- 2.0 3.0"),
        row("headline", STRING, _HEADLINES, "1.0 - -"),
        row("headline_*", STRING, _HEADLINES, "1.3 - -"),
        _group("people", PERSON, "person"),
        _group("organisations", ORGANISATION, "organisation"),
        _group("places", PLACE, "place"),
        _group("subjects", SUBJECT, "subject"),
        _group("events", EVENT, "event"),
        row("eventDetails", obj(EVENT_DETAILS), Field("event_details", Part(EVENT_DETAILS, d.EventDetails)), ONLY_3),
        row(
            "plannedCoverage",
            array(COVERAGE),
            Field("planned_coverage", Parts(Part(COVERAGE, d.PlannedCoverage))),
            ONLY_3,
        ),
        _group("objects", OBJECT, "object"),
        row(
            "infoSources",
            array(INFO_SOURCE),
            Field("metadata.info_sources", Parts(Part(INFO_SOURCE, d.Concept))),
            "1.2 2.0 3.0",
            one="infosource",
        ),
        row("title", STRING, Field("metadata.titles", MAIN_TEXT), "1.2 2.0 3.0"),
        row("by", STRING, Field("metadata.bylines", MAIN_TEXT), one="byline"),
        row("slugline", STRING, Field("metadata.sluglines", MAIN_TEXT), "1.2 2.0 3.0"),
        row("located", STRING, Field("metadata.located", First(NAMED))),
        row("charCount", ANY_NUMBER, Count("char_count"), "1.2 - -"),
        row("wordCount", ANY_NUMBER, Count("word_count"), "1.2 - -"),
        row("renditions", Shape("map", of=obj(RENDITION), keys=FIRST_KEYS), _FILES, "1.0 - -", "1.2 - -"),
        row("renditions", Shape("map", of=obj(RENDITION), keys=KEYS), _FILES, "1.3 - -"),
        row("renditions", array(RENDITION), _FILES, "- 2.0 3.0"),
        row("associations", Shape("map", of=Shape("item"), keys=FIRST_KEYS), _ASSOCIATED, "1.0 - -", "1.2 - -"),
        row("associations", Shape("map", of=Shape("item"), keys=KEYS), _ASSOCIATED, "1.3 - -"),
        row("associations", Shape("array", of=Shape("item")), _ASSOCIATED, "- 2.0 3.0"),
        row("altIds", OPEN, _OTHER_IDS, "1.3 - -"),
        row("altIds", array(ALT_ID), _OTHER_IDS, "- 2.0 3.0"),
        row(
            "trustIndicators",
            array(TRUST_INDICATOR),
            Field("metadata.trust_indicators", Parts(Part(TRUST_INDICATOR, d.ItemLink))),
            "1.3 2.0 3.0",
            one="trustindicator",
        ),
        row("standard", obj(STANDARD_BLOCK), Standard(), "1.3 2.0 3.0", one="$standard"),
        row(
            "genres",
            array(GENRE),
            Field("metadata.genres", Parts(Part(GENRE, d.Concept))),
            "1.3 2.0 3.0",
            one="genre",
        ),
        row("expires", DATE_TIME, Field("metadata.expires", First(TIME)), "1.4 2.1 3.0"),
        row("rightsInfo", obj(RIGHTS), Inline(RIGHTS, "metadata.rights"), "1.4 2.0 3.0"),
        row(
            "digitalSourceType",
            obj(DIGITAL_SOURCE_TYPE),
            Field("metadata.digital_source_type", Part(DIGITAL_SOURCE_TYPE, d.Concept)),
            "1.6 2.2 3.1",
        ),
    ),
)
