"""QCodes and the URIs that they stand for.

A QCode is ``alias:code``; the alias names a scheme (a vocabulary), and the concept's URI is the scheme's URI followed
by the code (NewsML-G2, "Generic Processing of QCodes").  Which alias means which scheme is a matter of the document:
its own catalogs come first, IPTC's standard catalog (41, which has all that the versions since 32 have) after them.
Nothing is kept between documents, and nothing is fetched.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsdoc.model.document import Catalog

_NEWSCODES: Final = "http://cv.iptc.org/newscodes/"
_EXTERNAL: Final = "http://cvx.iptc.org/"

#: Aliases that are the name of their scheme at cv.iptc.org/newscodes.
_SAME = """
    altidrole authoritystatus dimensionunit ednoterole dummy genre hashscope hashtype hopaction ikos rcalctype
    riaspect riscope role1 rscaleunit timeunit tone trustindicator
"""

#: Aliases of other schemes at cv.iptc.org/newscodes: ``alias=name``.
_NAMED = """
    aoprop=aoproperty app=application aspfacet=asportfacet aspfacetvalue=asportfacetvalue acdc=audiocodec
    catinat=catinature chprop=characteristicsproperty cinat=cinature colsp=colorspace colin=colourindicator
    ctech=commtech cptdefrole=conceptdefinitionrole cptnoterole=conceptnoterole crel=conceptrelation
    conf=confidence ciprol=contactinfopartrole cwarn=contentwarning ctrol=contributorrole cpnat=cpnature
    cpprole=contentprodpartyrole drol=descriptionrole digsrctype=digitalsourcetype erol=edrole encd=encoding
    entityprop=entityproperty ecirol=eventcontactinforole edconf=eventdateconfirm eocstat=eventoccurstatus
    eorol=eventorganiserrole eprol=eventparticipantrole eregrol=eventregrole
    fisymtype=financialinstrumentsymboltype frmt=format gen=generic hatarget=hopactiontarget
    howextr=howextracted howpr=howpresent imgregrole=imageregionrole imgregtype=imageregiontype impt=importance
    isrol=infosourcerole irel=itemrelation irep=itemrepresentation lbtyp=labeltype lrol=languagerole
    loutorient=layoutorientation loctyp=location medtop=mediatopic mtyp=mediatype medtype=mediatype1
    nprt=namepart nrol=namerole ncostat=newscoveragestatus nityp=newsitemtype nmsig=newsmsgsignal
    nprod=newsproduct nprov=newsprovider ninat=ninature not=notation oito=ofinterestto pgrmod=pkggroupmode
    plinat=plinature prio=priority prodgenre=productgenre prop=property prov=provider stat=pubstatusg2
    rtype=ratertype rel=relevance rnd=rendition rightsprop=rightsproperty scn=scene sev=severity sig=signal
    pst1=status1 subj=subjectcode squ=subjectqualifier tpctyp=topictype urgy=urgency useracttype=useractiontype
    valfmt=valueformat vcdc=videocodec videodef=videodefinition ivqu=videoqualifier sov=videoscaling
    why=whypresent wldreg=worldregion
"""

#: Aliases of other people's vocabularies that IPTC gives a URI: the name, or ``alias=name``.
_HOSTED = """
    a1312cat=anpa1312-category a1312prio=anpa1312-priority a1312svc=anpa1312-servicelevel
    a1312vers=anpa1312-version bcp47 cusip figi gics isin mic=iso10383-mic iso3166-1a2 iso3166-1a3 iso3166-2
    iso4217a iso4217n parasport secst sedol ticker tidm googletopicsv1 googletopicsv2 iabcontent20 iabcontent21
    iabcontent22 iabcontent30 iabaudience10 iabadproduct10 iabadproduct20
"""

#: Aliases of schemes that live elsewhere.
_ELSEWHERE: Final = {
    "dbpedia": "http://dbpedia.org/resource/",
    "freebase": "http://www.freebase.com/",
    "geonames": "http://sws.geonames.org/",
    "geonameshttps": "https://sws.geonames.org/",
    "mb-artist": "http://musicbrainz.org/artist/",
    "mb-label": "http://musicbrainz.org/label/",
    "mb-recording": "http://musicbrainz.org/recording/",
    "mb-release": "http://musicbrainz.org/release/",
    "mb-releasegroup": "http://musicbrainz.org/release-group/",
    "mb-work": "http://musicbrainz.org/work/",
    "plus": "http://ns.useplus.org/ldf/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wikidata": "http://www.wikidata.org/entity/",
}


def _pairs(words: str, base: str) -> Iterator[tuple[str, str]]:
    for word in words.split():
        alias, _, name = word.partition("=")
        yield alias, f"{base}{name or alias}/"


def _standard() -> dict[str, str]:
    return {
        **dict(_pairs(_SAME, _NEWSCODES)),
        **dict(_pairs(_NAMED, _NEWSCODES)),
        **dict(_pairs(_HOSTED, _EXTERNAL)),
        **_ELSEWHERE,
    }


#: Alias → scheme URI of IPTC's standard catalog.  Three of its URIs (of ``cptdefrole``, ``ednoterole`` and
#: ``freebase``) lack the final slash there that their concepts' URIs have; it is supplied here.
STANDARD: Final[Mapping[str, str]] = MappingProxyType(_standard())


#: Aliases that came with a catalog later than the 32nd, and the number of that catalog.
SINCE: Final[Mapping[str, int]] = MappingProxyType(
    {
        alias: number
        for number, aliases in {
            33: "fisymtype",
            35: "imgregrole imgregtype",
            36: "trustindicator",
            37: "figi parasport",
            38: "authoritystatus ticker",
            39: "geonameshttps tone",
            40: "googletopicsv1 googletopicsv2 iabcontent20 iabcontent21 iabcontent22 iabcontent30 iabaudience10 "
            "iabadproduct10 iabadproduct20 iso3166-2",
            41: "plus",
        }.items()
        for alias in aliases.split()
    }
)
_REFERENCE: Final = re.compile(r"^https?://(?:www\.|cv\.)?iptc\.org/std/catalog/catalog\.IPTC-G2-Standards_(\d+)\.xml$")


def standard_catalog(href: str) -> int | None:
    """The number of the standard catalog that ``href`` refers to; ``None`` for any other reference."""
    found = _REFERENCE.match(href.strip())
    return int(found[1]) if found else None


def schemes(catalogs: Iterable[Catalog] = ()) -> dict[str, str]:
    """Alias → scheme URI of everything that a document with ``catalogs`` knows; its own schemes come first."""
    return {**STANDARD, **declared(catalogs)}


def resolve(qcode: str, catalogs: Iterable[Catalog] = ()) -> str | None:
    """The URI of the concept that ``qcode`` names in a document with ``catalogs``.

    The alias ends at the first colon.  ``None`` where there is no colon, no code, or no such alias.
    """
    return resolve_in(qcode, declared(catalogs))


def resolve_in(qcode: str, own: Mapping[str, str]) -> str | None:
    """As :func:`resolve`, for a document that declares the schemes ``own``, by alias."""
    alias, colon, code = qcode.partition(":")
    if not colon or not code:
        return None
    scheme = own.get(alias) or STANDARD.get(alias)
    return scheme + code if scheme else None


def to_qcode(uri: str, catalogs: Iterable[Catalog] = ()) -> str | None:
    """The QCode for ``uri`` in a document with ``catalogs``; ``None`` where no scheme's URI begins it.

    Of several schemes the one with the longest URI is taken, and the document's own before IPTC's.
    """
    own = declared(catalogs)
    best = _longest(uri, own.items()) or _longest(uri, ((a, s) for a, s in STANDARD.items() if a not in own))
    return f"{best[0]}:{uri[len(best[1]) :]}" if best else None


def declared(catalogs: Iterable[Catalog]) -> dict[str, str]:
    """Alias → scheme URI of what the document itself declares; the first declaration of an alias holds."""
    own: dict[str, str] = {}
    for catalog in catalogs:
        for scheme in catalog.schemes:
            own.setdefault(scheme.alias, scheme.uri)
    return own


def _longest(uri: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    fitting = [(alias, scheme) for alias, scheme in pairs if scheme and uri.startswith(scheme) and uri != scheme]
    return max(fitting, key=lambda pair: len(pair[1]), default=None)
