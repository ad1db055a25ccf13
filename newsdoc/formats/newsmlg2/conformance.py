"""Whether an item that conforms to the core level uses what the power level alone has.

The core level has had a schema of its own up to 2.24; nothing has been added to it since (MAINTENANCE of the standard).
An item that says nothing conforms to the core level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdoc.formats.newsmlg2.fields import ITEMS
from newsdoc.formats.newsmlg2.shape import NAR, local, xpath
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

#: Elements and attributes of 2.24 that its core level lacks, and those that came later.
_ELEMENTS: Final = frozenset(
    """
    a altId altLoc altRep assert assignedTo bag bit conceptExtProperty contentMetaExtProperty dataMining derivedFrom
    derivedFromValue digitalSourceType eventStatus exclAudience facetConcept g2contentType generator groupExtProperty
    hasInstrument headerExtProperty incomingFeedId inline inlineRef instanceOf itemCount itemMetaExtProperty mainConcept
    memberOf metadataCreator newsContentCharacteristics newsCoverageExtProperty newsCoverageStatus origRep partMeta
    partMetaExtProperty planningExtProperty profile pubHistory published publishedExtProperty rating rb regionDelim
    remoteContentExtProperty rightsExpressionData rightsExpressionXML rightsInfoExtProperty rp rt ruby scheduled
    schemeMetaExtProperty signal span timeDelim userInteraction
    """.split()
)
_ATTRIBUTES: Final = frozenset(
    """
    accesstype aspect authoritystatus charcount chnlid class concepttype contenttypestandardversion
    contenttypevariantstandardversion custom derivedfrom enctype environment formatstandardversion generated how hreflang
    idformat idrefs interactions interactiontype jobtitle langid market marketlabel marketlabelsrc media part partid
    pubconstraint rangefrom rangeto raters ratertype ratingtype renditionref reposrole representation residrefformat rev
    schemecreated schememodified schemeretired severity significance sourceidref symbol symbolsrc tech timeunit
    valcalctype validfrom validto versioninfo why
    """.split()
)
_INLINE_XML: Final = f"{{{NAR}}}inlineXML"


def problems(root: _Element) -> list[Problem]:
    """A warning for each item that uses what its level of conformance has not."""
    tags = [f"{{{NAR}}}{name}" for name in ITEMS]
    items = [root] if root.tag in tags else list(root.iter(*tags))
    return [one for item in items if item.get("conformance") != "power" for one in _item(item)]


def _item(item: _Element) -> Iterator[Problem]:
    used: dict[str, _Element] = {}
    for node in _own(item):
        if local(node.tag) in _ELEMENTS:
            used.setdefault(local(node.tag), node)
        for name in node.keys():  # noqa: SIM118  # an element is no mapping
            if str(name).removesuffix("uri") in _ATTRIBUTES:
                used.setdefault(f"@{name}", node)
    if used:
        shown = ", ".join(list(used)[:6]) + (" …" if len(used) > 6 else "")
        first = next(iter(used.values()))
        level = "says that it conforms to the core level" if item.get("conformance") else "does not say its conformance"
        yield Problem(
            "G2-CONFORMANCE",
            "warning",
            f"the item {level}, and uses what only the power level has: {shown}",
            line=first.sourceline,
            path=xpath(first),
            hint='set conformance="power"',
        )


def _own(item: _Element) -> Iterator[_Element]:
    stack = [item]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag == _INLINE_XML or not node.tag.startswith(f"{{{NAR}}}"):
            continue
        yield node
        stack.extend(reversed(node))
