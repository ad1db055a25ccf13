"""Concepts: what vocabularies name, with all that may be said of it, and the vocabularies themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from newsdoc.model.base import CONFIG, Direction, Foreign, Label, Provenance, Shown
from newsdoc.model.timestamp import Timestamp

#: The vocabularies that IPTC hosts: of a URI of theirs it is plain where the code begins.
IPTC_SCHEME: Final = re.compile(r"https?://(?:cv\.iptc\.org/newscodes|cvx\.iptc\.org)/[^/\s]+/(?=\S)")

#: What the URI of a vocabulary ends in where a code follows at once; after any other a slash stands between them.
OPEN_ENDS: Final = ("/", "#", ":", "=", "?")


@dataclass(slots=True, repr=False)
class Name(Shown):
    """A name of a concept in one language [concept/name; name]."""

    __pydantic_config__ = CONFIG
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
class Address(Shown):
    """A postal address [address; contactInfo.address]."""

    __pydantic_config__ = CONFIG
    lines: list[str] = field(default_factory=list)
    localities: list[Concept] = field(default_factory=list)
    areas: list[Concept] = field(default_factory=list)
    country: Concept | None = None
    postal_code: str | None = None
    world_region: Concept | None = None


@dataclass(slots=True, repr=False)
class Contact(Shown):
    """One way to reach a party [contactInfo/*; contactInfo[]].

    ``type`` is ``email``, ``im``, ``phone``, ``fax``, ``web``, ``address``, ``note`` or what ninjs says.  It has a
    ``value`` or an ``address``, not both.
    """

    __pydantic_config__ = CONFIG
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
class ContactInfo(Shown):
    """A set of ways to reach a party [contactInfo; contactInfo]."""

    __pydantic_config__ = CONFIG
    contacts: list[Contact] = field(default_factory=list)
    role: str | None = None
    role_uri: str | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Symbol(Shown):
    """A financial instrument of an organisation [hasInstrument; symbols[]].  ``ticker`` is of ninjs 1.x and 2.x."""

    __pydantic_config__ = CONFIG
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
class Position(Shown):
    """A point on the earth, decimal degrees and metres as written [position]."""

    __pydantic_config__ = CONFIG
    latitude: str
    longitude: str
    altitude: str | None = None
    gps_datum: str | None = None


@dataclass(slots=True, repr=False)
class Geometry(Shown):
    """Where a place is [geoAreaDetails, POIDetails; geoJSON].

    ``kind`` is ``point``, ``line``, ``polygon`` or ``circle`` of ``positions``; or ``geojson``, and then ``geojson`` is
    the whole GeoJSON object.  ``name`` is what ninjs 1.x appends to ``geometry_``.
    """

    __pydantic_config__ = CONFIG
    kind: Literal["point", "line", "polygon", "circle", "geojson"] = "point"
    positions: list[Position] = field(default_factory=list)
    radius: str | None = None
    radius_unit: str | None = None
    radius_unit_uri: str | None = None
    geojson: dict[str, Any] | None = None
    name: str | None = None


@dataclass(slots=True, repr=False)
class Concept(Shown):
    """Anything that a vocabulary names: a subject, a person, a place, a genre, a provider, a status …

    It is identified by ``qcode`` (resolved with the document's catalogs), by ``uri``, or by ``literal``, text with no
    vocabulary behind it.  ``scheme`` is the URI of its vocabulary where the source gives that apart (ninjs 1.x), so that
    the code is ``uri`` without it and a slash; of a vocabulary that IPTC hosts it need not be said, and is empty where the
    source has the whole URI as the code.  Where the source names the vocabulary by a word that is no URI, ``scheme`` is
    that, and ``literal`` the code.  ``type`` is its nature (``cpnat:person`` …).
    """

    __pydantic_config__ = CONFIG
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
            return self.literal if self.scheme else None
        if self.scheme:
            rest = self.uri.removeprefix(self.scheme) if self.uri.startswith(self.scheme) else None
            return rest if rest is None or self.scheme.endswith(OPEN_ENDS) else rest.removeprefix("/")
        hosted = IPTC_SCHEME.match(self.uri)
        return self.uri[hosted.end() :] if hosted else None


@dataclass(slots=True, repr=False)
class Scheme(Shown):
    """A vocabulary that a catalog declares [catalog/scheme]."""

    __pydantic_config__ = CONFIG
    alias: str
    uri: str
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Catalog(Shown):
    """Where the aliases of QCodes come from [catalogRef, catalog].  It has an ``href``, or its ``schemes`` in it."""

    __pydantic_config__ = CONFIG
    href: str | None = None
    schemes: list[Scheme] = field(default_factory=list)
    titles: list[Label] = field(default_factory=list)
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Language(Shown):
    """A language of the content, a BCP 47 tag [language; language]."""

    __pydantic_config__ = CONFIG
    tag: str
    role: str | None = None
    role_uri: str | None = None
    names: list[Name] = field(default_factory=list)
    rank: int | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)
