"""How an element of NewsML-G2 and a class of the model correspond.

A :class:`Shape` lists the attributes and children that have a field.  Reading (:mod:`.reading`) puts everything else into
the object's ``foreign``: an attribute as ``@name``, a child as its serialised XML with its position, and the order of the
children where it is not the one that writing would give.  Writing (:mod:`.writing`) reports every field that is filled and
has no place in the shape as a loss.  So a shape says all there is to say about a mapping, in both directions.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.formats.markup.metadata import METADATA_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XML_LANG: Final = f"{{{XML}}}lang"
XML_SPACE: Final = f"{{{XML}}}space"
#: The path of the foreign fragment that keeps the order of children, and of the one that says an attribute was absent.
ORDER: Final = "*"
#: How the path of a fragment begins that keeps the namespace of a prefix.
PREFIX: Final = "xmlns:"
#: White space (XML 1.0, production 3).
WHITE: Final = " \t\n\r"
#: The types of text with markup, and the elements of NewsML-G2 that may stand in each.
MIXED: Final = {"block": METADATA_ELEMENTS, "label": METADATA_ELEMENTS - {"br"}}


@dataclass(frozen=True, slots=True)
class Attr:
    """An attribute: its name, the field it fills (of the object, or of its part ``owner``), and its type.

    An element that lacks a ``required`` one cannot be written.
    """

    name: str
    field: str
    kind: str = "string"
    owner: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A child element: its name, the field it fills, and what it is: a shape, or the type of its text.

    ``many`` says whether it repeats.  Children of the same ``rank`` may stand in any order.
    """

    name: str
    field: str
    shape: Shape | str
    many: bool = True
    rank: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What an element is in the model.

    ``text`` is the field that holds the element's text and its type.  The types ``block`` and ``label`` are text with
    markup, whose markup goes to ``content``; a label has no line breaks [BlockType, Label1Type].
    """

    cls: type
    attrs: tuple[Attr, ...] = ()
    children: tuple[Child, ...] = ()
    text: tuple[str, str] | None = None
    #: The parts of the object that attributes of this element fill, and their classes.
    owners: tuple[tuple[str, type], ...] = ()
    #: Where the details of the concept stand (:mod:`.details`): ``within`` its element, or in an ``assert`` about it.
    details: str | None = None

    @property
    def covered(self) -> frozenset[str]:
        """The fields that have a place in the element."""
        return _covered(self)


@cache
def _covered(shape: Shape) -> frozenset[str]:
    names = {attr.owner or attr.field for attr in shape.attrs} | {child.field for child in shape.children}
    if shape.text:
        names.add(shape.text[0])
        if shape.text[1] in MIXED:
            names.add("content")
    if shape.details:
        names |= {"contact_info", "symbols", "geometries"}
    return frozenset(names | {"foreign"})


def default_order(shape: Shape, names: Sequence[str]) -> list[str]:
    """``names`` in the order in which the writer puts them when nothing is known of the source's order."""
    place = {child.name: (child.rank, index) for index, child in enumerate(shape.children)}
    return sorted(names, key=lambda name: place[name])


def local(tag: Any) -> str:
    """A tag as a path shows it: bare in NewsML-G2's namespace, in Clark notation elsewhere."""
    return str(tag).removeprefix(f"{{{NAR}}}")


def serialised(element: _Element) -> str:
    """``element`` as XML that stands alone, in the canonical form that is the same wherever it stood [Exclusive XML
    Canonicalization 1.0]; comments are kept.
    """
    # A copy would lose the namespaces that only values use.
    tail, element.tail = element.tail, None
    spoken = _spoken(element) if len(element.nsmap) > 1 else None
    try:
        return _c14n(element, spoken)
    except etree.C14NError:
        # Canonical XML refuses namespaces that are relative references, even if they only stand around; XML does not.
        try:
            return _c14n(copy.copy(element), None)
        except etree.C14NError:
            return etree.tostring(element, encoding="unicode")
    finally:
        element.tail = tail


def _c14n(element: _Element, spoken: list[str] | None) -> str:
    text = etree.tostring(element, method="c14n", exclusive=True, with_comments=True, inclusive_ns_prefixes=spoken)
    return text.decode()


def _spoken(element: _Element) -> list[str]:
    """The prefixes that a value within ``element`` may mean: ``xs`` in ``valuedatatype="xs:integer"``."""
    values = (text for node in element.iter(etree.Element) for text in (node.text or "", *node.attrib.values()))
    said = {word.partition(":")[0] for text in values if ":" in text for word in text.split()}
    return [prefix for prefix in element.nsmap if prefix in said]


def canonical(root: _Element) -> str:
    """The element without what means nothing: comments, white space, and the choice of prefixes."""
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            parts += [node.tag, repr(sorted(node.attrib.items())), " ".join((node.text or "").split())]
        else:
            parts += ["/", " ".join((node.tail or "").split()) if node is not root else ""]
    return "\0".join(parts)


def alike(one: _Element, other: _Element) -> bool:
    """Whether two elements have the same :func:`canonical` form, which need not be made to know it."""
    if one.tag != other.tag:
        return False
    said, meant = one.items(), other.items()
    if said != meant and sorted(said) != sorted(meant):
        return False
    if not _are_same(one.text, other.text):
        return False
    parts, twins = ([part for part in node if isinstance(part.tag, str)] for node in (one, other))
    return len(parts) == len(twins) and all(
        alike(part, twin) and _are_same(part.tail, twin.tail) for part, twin in zip(parts, twins, strict=True)
    )


def _are_same(text: str | None, other: str | None) -> bool:
    return text == other or (text or "").split() == (other or "").split()


def xpath(element: _Element) -> str:
    """The path of ``element`` with names and, where there are several, positions."""
    steps: list[str] = []
    node: _Element | None = element
    while node is not None:
        parent: _Element | None = node.getparent()
        step = local(node.tag) if isinstance(node.tag, str) else "node()"
        if parent is not None:
            before = sum(1 for _ in node.itersiblings(str(node.tag), preceding=True))
            if before or next(node.itersiblings(str(node.tag)), None) is not None:
                step += f"[{before + 1}]"
        steps.append(step)
        node = parent
    return "/" + "/".join(reversed(steps))


def parsed(xml: str) -> _Element:
    """A serialised fragment as an element; it came from a parser once, and is parsed as safely again."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml.encode("utf-8"), parser)
