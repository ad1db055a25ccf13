"""What is known of the elements of NITF 3.x: literal tables.

What may stand in an element is written as the names of its children; ``+`` stands for the enriched text of a paragraph,
``#`` for the blocks of a body, each with what the schema calls so.
"""

from __future__ import annotations

import re
from typing import Final

from newsdoc.formats.markup.names import HARD, INLINE, NITF, SOFT


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMESPACES: Final = (NITF, "")

#: Enriched text: what a line may hold (``sub`` and ``sup`` stand in ``num`` only).
ENRICHED: Final = _words(
    "chron classifier copyrite event function location money num object.title org person postaddr virtloc a br em lang pronounce q"
)
#: Blocks of text.
BLOCK_CONTENT: Final = _words("p hl2 table nitf-table media ol ul dl bq fn note pre hr")

#: Parts of phrases, by the phrase.
_PHRASE_PARTS: Final[dict[str, str]] = {
    "chron": "",
    "classifier": "alt-code",
    "copyrite": "copyrite.year copyrite.holder",
    "copyrite.year": "",
    "copyrite.holder": "",
    "event": "alt-code",
    "function": "alt-code",
    "location": "sublocation city state region country alt-code",
    "sublocation": "alt-code",
    "city": "alt-code",
    "state": "alt-code",
    "region": "alt-code",
    "country": "alt-code",
    "money": "",
    "num": "frac sub sup",
    "sub": "",
    "sup": "",
    "object.title": "alt-code",
    "org": "alt-code",
    "person": "name.given name.family function alt-code",
    "name.given": "",
    "name.family": "",
    "virtloc": "alt-code",
    "alt-code": "",
    "byttl": "org",
    "story.date": "",
    "datasource": "",
    "distributor": "org",
    "byline": "person byttl location virtloc",
    "dateline": "location story.date",
    "frac": "numer frac-sep denom",
    "numer": "",
    "frac-sep": "",
    "denom": "",
    "postaddr": "addressee delivery.point postcode delivery.office region country",
    "addressee": "person function care.of",
    "care.of": "",
    "delivery.point": "br",
    "postcode": "",
    "delivery.office": "br",
}
#: Phrases that hold nothing but others in an order: their kinds, each with a space after it.
SEQUENCES: Final = {
    "frac": re.compile(r"numer (frac-sep )?denom "),
    "postaddr": re.compile(r"addressee (delivery\.point )?((postcode|delivery\.office|region|country) )*"),
    "addressee": re.compile(r"person (function )?(care\.of )?"),
}
#: What may stand in a phrase or a line that does not hold all of enriched text.
INLINE_CHILDREN: Final = {name: _words(parts) for name, parts in _PHRASE_PARTS.items()}

PHRASES: Final = (frozenset(INLINE_CHILDREN) | ENRICHED) - _words(
    "a br em q sub sup datasource byline dateline distributor"
)

#: Blocks of blocks.
GROUPS: Final = _words(
    "block body.content abstract dl dt dd fn note byline dateline datasource nitf-table distributor tagline"
)
#: Groups that hold a line, or text for itself.
TEXT_GROUPS: Final = _words("dt byline dateline datasource distributor tagline")
PARTS: Final = _words(
    "li tr td th thead tbody tfoot caption col colgroup credit hl1 hedline media-caption media-producer media-reference "
    "media-metadata media-object"
)
BLOCKS: Final = _words("p hl1 hl2 ul ol bq media table pre hr")
RAW: Final = _words(
    "tobject key-list series rights nitf-table-metadata custom-table table-reference bibliography head docdata iim pubdata "
    "revision-history meta title"
)
KNOWN: Final = PHRASES | GROUPS | PARTS | BLOCKS | RAW | _words("a br em q sub sup")

LEVELS: Final = {
    **dict.fromkeys(PHRASES | _words("a br em q sub sup"), INLINE),
    **dict.fromkeys(GROUPS | PARTS | BLOCKS, HARD),
}
TAGS: Final[dict[str, tuple[str, int]]] = {
    (f"{{{namespace}}}{name}" if namespace else name): (name, LEVELS.get(name, SOFT))
    for namespace in NAMESPACES
    for name in KNOWN
}
HARD_TAGS: Final = tuple(tag for tag, (_, level) in TAGS.items() if level == HARD)

# --- emphasis ---------------------------------------------------------------------------------------------------------

#: The classes of ``em`` and what they mean to the model; the first of each kind is the one that is written.
EMPHASIS: Final = {
    "strong": "strong",
    "bold": "strong",
    "underscore": "underline",
    "underline": "underline",
    "strikethrough": "strikethrough",
    "superscript": "superscript",
    "subscript": "subscript",
    "code": "code",
}

# --- attributes -------------------------------------------------------------------------------------------------------

_GLOBAL: Final = "id "
_COMMON: Final = "id class style "
_CELL: Final = _COMMON + "align char charoff valign "

#: The attributes of NITF's own, by element; those of other namespaces may stand anywhere.
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    name: _words(text)
    for name, text in {
        "p": _COMMON + "lede summary optional-text",
        "hl1": _COMMON,
        "hl2": _COMMON,
        "ol": _COMMON + "seqnum",
        "ul": _COMMON,
        "li": _COMMON,
        "dl": _COMMON,
        "dt": _COMMON,
        "dd": _COMMON,
        "bq": _COMMON + "nowrap quote-source",
        "credit": _COMMON,
        "fn": _COMMON,
        "note": _COMMON + "noteclass type",
        "pre": _COMMON,
        "hr": _COMMON,
        "block": _COMMON,
        "body.content": _GLOBAL,
        "abstract": _COMMON,
        "byline": _COMMON,
        "byttl": _GLOBAL,
        "distributor": _COMMON,
        "dateline": _COMMON,
        "story.date": _GLOBAL + "norm",
        "datasource": _GLOBAL,
        "tagline": _COMMON + "type",
        "table": _COMMON + "align width cols border frame rules cellspacing cellpadding",
        "caption": _COMMON + "align",
        "thead": _CELL,
        "tbody": _CELL,
        "tfoot": _CELL,
        "tr": _CELL,
        "th": _CELL + "axis axes nowrap rowspan colspan",
        "td": _CELL + "axis axes nowrap rowspan colspan",
        "nitf-table": _GLOBAL,
        "media": _COMMON + "media-type",
        "media-reference": _GLOBAL
        + "source name mime-type coding time time-unit-of-measure outcue source-credit copyright alternate-text height "
        "width units imagemap noflow data-location",
        "media-caption": _COMMON,
        "media-producer": _COMMON,
        "a": _COMMON + "href name rel rev title",
        "br": _GLOBAL,
        "em": _COMMON,
        "q": _COMMON + "quote-source",
        "lang": _COMMON + "idsrc value",
        "pronounce": _COMMON + "guide phonetic",
        "sub": _COMMON,
        "sup": _COMMON,
        "chron": _COMMON + "norm",
        "classifier": _COMMON + "type idsrc value",
        "copyrite": _GLOBAL,
        "copyrite.year": _GLOBAL,
        "copyrite.holder": _GLOBAL,
        "event": _COMMON + "start-date end-date idsrc value",
        "function": _GLOBAL + "idsrc value",
        "location": _COMMON + "location-code code-source",
        "sublocation": _COMMON + "location-code code-source",
        "city": _COMMON + "city-code code-source",
        "state": _COMMON + "state-code code-source",
        "region": _COMMON + "region-code code-source",
        "country": _COMMON + "iso-cc",
        "money": _COMMON + "unit date",
        "num": _COMMON + "units decimal-ch thousands-ch",
        "object.title": _COMMON + "idsrc value",
        "org": _COMMON + "idsrc value",
        "person": _COMMON + "idsrc value gender",
        "name.given": _COMMON,
        "name.family": _COMMON,
        "virtloc": _COMMON + "idsrc value",
        "alt-code": _GLOBAL + "idsrc value",
        "frac": _COMMON,
        "numer": _GLOBAL,
        "frac-sep": _GLOBAL,
        "denom": _GLOBAL,
        "postaddr": _COMMON,
        "addressee": _GLOBAL,
        "care.of": _GLOBAL,
        "delivery.point": _GLOBAL + "point-code code-source",
        "postcode": _GLOBAL + "code-source",
        "delivery.office": _GLOBAL + "office-code code-source",
        "col": _CELL + "span width",
        "colgroup": _CELL,
        "media-metadata": _GLOBAL + "name value",
        "media-object": _COMMON + "encoding",
        "tobject": _GLOBAL + "tobject.type",
        "tobject.property": _GLOBAL + "tobject.property.type",
        "tobject.subject": _GLOBAL
        + "tobject.subject.ipr tobject.subject.refnum tobject.subject.code tobject.subject.type "
        "tobject.subject.matter tobject.subject.detail",
        "key-list": _GLOBAL,
        "keyword": _GLOBAL + "key",
    }.items()
}
#: Attributes that an element cannot be without.
REQUIRED: Final = {
    "alt-code": _words("idsrc value"),
    "media-metadata": _words("name"),
    "media-object": _words("encoding"),
    "tobject.subject": _words("tobject.subject.refnum"),
}
#: What stands in elements that are carried as they are, in this order.
CARRIED: Final[dict[str, tuple[str, ...]]] = {
    "col": (),
    "colgroup": ("col",),
    "media-metadata": (),
    "media-object": (),
    "tobject": ("tobject.property", "tobject.subject"),
    "tobject.property": (),
    "tobject.subject": (),
    "key-list": ("keyword",),
    "keyword": (),
}

#: Attributes that take some values only, whatever the element.
VALUES: Final = {
    "valign": _words("top middle bottom baseline"),
    "nowrap": _words("nowrap"),
    "noflow": _words("noflow"),
    "units": _words("pixels"),
    "gender": _words("male female"),
    "frame": _words("void above below hsides lhs rhs vsides box border"),
    "rules": _words("none basic rows cols all"),
    "noteclass": _words("cpyrt end hd editorsnote trademk undef"),
}
#: Attributes that take some values only on one element.
ELEMENT_VALUES: Final = {
    ("num", "units"): None,
    ("note", "type"): _words("std pa npa"),
    ("tagline", "type"): _words("std pa npa"),
    ("table", "align"): _words("left center right"),
    ("caption", "align"): _words("top bottom left right"),
    **{
        (name, "align"): _words("left center right justify char")
        for name in ("thead", "tbody", "tfoot", "tr", "th", "td")
    },
}
#: Attributes whose value is one token (XML Schema NMTOKEN).
TOKENS: Final = _words("span tobject.subject.refnum seqnum rowspan colspan cols rel rev height width")
