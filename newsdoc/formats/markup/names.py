"""What is known of the elements of XHTML: literal tables, and what follows from them.

XHTML here is the vocabulary of HTML in XML syntax.  Its elements are the same whether they stand in the XHTML
namespace, in none, or, as real feeds have it, in the one of NewsML-G2.
"""

from __future__ import annotations

from typing import Final

XHTML: Final = "http://www.w3.org/1999/xhtml"
NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
NITF: Final = "http://iptc.org/std/NITF/2006-10-18/"
XML: Final = "http://www.w3.org/XML/1998/namespace"

XML_SPACE: Final = f"{{{XML}}}space"
XML_LANG: Final = f"{{{XML}}}lang"

#: Namespaces whose elements are read as those of XHTML; ``""`` is none at all.
HTML_NAMESPACES: Final = (XHTML, "", NAR)

#: The white space that markup collapses (CSS Text 3, 4.1; XML 1.0, 2.3): never NBSP, NEL, U+2028, U+3000.
SPACES: Final = " \t\n\r\f"

# --- what an element is where it stands -------------------------------------------------------------------------------

HARD: Final = 0  #: a block wherever it stands
INLINE: Final = 1  #: part of a line, unless a block stands in it
SOFT: Final = 2  #: part of a line where there is one, a block among blocks: media, embeds, raw markup, the unknown


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Elements without content (HTML 13.1.2): the only ones that the string form closes themselves.
VOID: Final = _words("area base br col embed hr img input link meta param source track wbr")

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

#: Blocks of blocks that mean nothing more to the model: a Group of that kind.
GROUPS: Final = _words(
    "div section article aside header footer nav main address center details summary dialog fieldset form hgroup search "
    "dl dt dd"
)
#: Groups in which text stands for itself, without a paragraph.
TEXT_GROUPS: Final = _words("dt dd summary address center")

#: Elements that mean something in their place only; anywhere else they are groups.
PARTS: Final = _words(
    "li tr td th thead tbody tfoot caption colgroup col figcaption legend optgroup option html body frameset"
)

#: Blocks that the model has classes for.
BLOCKS: Final = _words("p ul ol blockquote figure table pre hr") | HEADINGS.keys()

#: Phrases that the source marked: an Annotation of that kind.
PHRASES: Final = _words(
    "span abbr acronym bdi bdo big cite data dfn font ins label mark nobr output rb rp rt rtc ruby small time var wbr a "
    "meter progress"
)

#: Inlines that hold inlines, with the element usual for the class first.
SIMPLE: Final[dict[str, tuple[str, ...]]] = {
    "strong": ("strong", "b"),
    "emphasis": ("em", "i"),
    "underline": ("u",),
    "strikethrough": ("s", "del", "strike"),
    "superscript": ("sup",),
    "subscript": ("sub",),
}
CODES: Final = ("code", "kbd", "samp", "tt")
INLINES: Final = (
    frozenset(name for names in SIMPLE.values() for name in names) | frozenset(CODES) | {"br", "q"} | PHRASES
)

#: What the attributes of preformatted text say where an element for code stood in it and says no language.
CODE: Final = {"code/": ""}

#: Media by the kind that the element stands for.
MEDIA: Final = {"img": "image", "video": "video", "audio": "audio"}
#: What may stand around the media of a figure and says more of them.
WRAPPERS: Final = _words("picture video audio a div span")
#: The media in a wrapper that has no address of its own.
SOURCES: Final = {"source": None, "track": "track"}

EMBEDS: Final = _words("iframe embed object")

#: Markup that is carried as it is.
RAW: Final = _words("script style template meta link base title head param svg math noframes xml")

KNOWN: Final = (
    GROUPS
    | PARTS
    | BLOCKS
    | INLINES
    | EMBEDS
    | RAW
    | MEDIA.keys()
    | SOURCES.keys()
    | _words("picture input select textarea button")
)


def _levels() -> dict[str, int]:
    levels = dict.fromkeys(GROUPS | PARTS | BLOCKS, HARD)
    levels.update(dict.fromkeys(INLINES | _words("input select textarea button"), INLINE))
    return levels


LEVELS: Final = _levels()

#: Every spelling of the tag of a known element, with its name and what it is where it stands.
TAGS: Final[dict[str, tuple[str, int]]] = {
    (f"{{{namespace}}}{name}" if namespace else name): (name, LEVELS.get(name, SOFT))
    for namespace in HTML_NAMESPACES
    for name in KNOWN
}
HARD_TAGS: Final = tuple(tag for tag, (_, level) in TAGS.items() if level == HARD)


def split_tag(tag: object) -> tuple[str, str]:
    """Namespace (``""`` for none) and local name of a tag in Clark notation; both ``""`` for what is no element's."""
    if not isinstance(tag, str):
        return "", ""
    if tag[:1] == "{":
        namespace, _, name = tag[1:].rpartition("}")
        return namespace, name
    return "", tag
