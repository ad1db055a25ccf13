"""Documents changed at random, a little or a lot: most of them wrong afterwards, some still right."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.schema.grammar import Attribute, ComplexType, Compound, Element
from tests.agreement.newsmlg2_instances import FOREIGN, ODRL, XML

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from random import Random

    from newsdoc.schema.grammar import Grammar, Particle, SimpleType
    from tests.agreement.newsmlg2_instances import Gardener

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

#: Values that are right for some of the standard's types and wrong for the others.
VALUES: Final = (
    *("", " ", "x", "a b", "a:b", "a:b c:d", "a:b  c", " a:b ", "a\nb", "a\tb", ":", "a:", "é:ü"),
    *("0", "1", "9", "10", "100", "101", "-1", "+5", "007", "1.5", "1e3", "INF", "999999999999999999999"),
    *("true", "TRUE", "2024", "2024-02", "2024-02-30", "2024-02-29", "2024-01-01T00:00:00", "2024-01-01T24:00:00Z"),
    *(
        "2024-13-01T00:00:00Z",
        "--05",
        "--05-01",
        "---05",
        "0000-01-01",
        "-2024-01-01",
        "2024-01-01+14:01",
        " 2024-01-01 ",
    ),
    *(
        "P1D",
        "P",
        "P1W",
        "-PT1H",
        "en",
        "en-GB",
        "e_n",
        "qq-bogus12345",
        "ltr",
        " ltr ",
        "LTR",
        "progressive",
        "xml:lang",
    ),
    *(
        "no:prefix",
        "http://example.com/ä b",
        "http://[",
        "%zz",
        "urn:x",
        "id1",
        "1id",
        "id1 id1",
        "a b c",
        "core",
        "2.35",
    ),
    *("2.", "2.35.1", "MO", "+1MO", "-53SU", "MO TU", "1MONDAY", "DAILY", "daily", "31 -31", "0 1", "366", "59 60"),
    *("DEPR", "DEPR-SCH", "NMSG", "RCONT", "\u00a0", "\U0001f600", "a\u2028b", "default", "preserve"),
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names of all versions."""

    elements: tuple[str, ...]
    attributes: tuple[str, ...]
    types: tuple[str, ...]

    @classmethod
    def of(cls, grammars: Iterable[Grammar]) -> Vocabulary:
        """The names that `grammars` give to elements (global and local), to attributes and to types."""
        elements: set[str] = set()
        attributes: set[str] = set()
        types: set[str] = set()
        for grammar in grammars:
            types |= {*grammar.types, *grammar.simple}
            elements |= set(grammar.elements)
            for particle in grammar.groups.values():
                elements |= {name for name, _ in _elements(particle)}
            for items in grammar.attributes.values():
                attributes |= {item.name for item in items if isinstance(item, Attribute)}
            for definition in (*grammar.types.values(), *grammar.elements.values()):
                _collect(definition, elements, attributes)
        return cls(tuple(sorted(elements)), tuple(sorted(attributes)), tuple(sorted(types)))


def _collect(definition: str | SimpleType | ComplexType | None, elements: set[str], attributes: set[str]) -> None:
    if not isinstance(definition, ComplexType):
        return
    attributes |= {item.name for item in definition.attributes if isinstance(item, Attribute)}
    for name, kind in _elements(definition.content) if definition.content else ():
        elements.add(name)
        _collect(kind, elements, attributes)


def _elements(particle: Particle) -> Iterator[tuple[str, str | SimpleType | ComplexType | None]]:
    match particle.term:
        case Element(name, kind):
            yield name, kind
        case Compound(_, items):
            for item in items:
                yield from _elements(item)


class Mutator:
    """Changes documents.  `gardener` lends it new elements, `vocabulary` the names of other versions."""

    def __init__(self, gardener: Gardener, vocabulary: Vocabulary, random: Random) -> None:
        self.gardener = gardener
        self.vocabulary = vocabulary
        self.random = random

    def mutant(self, root: etree._Element) -> bytes:
        """`root` with one to four changes, as well-formed XML.  `root` itself stays as it is."""
        while True:
            tree = copy.deepcopy(root)
            for _ in range(self.random.choice((1, 1, 1, 2, 2, 3, 4))):
                self.random.choice(CHANGES)(self, tree)
            data = etree.tostring(tree, encoding="UTF-8", xml_declaration=True)
            if _parses(data):
                return data

    # ── picking ──

    def node(self, root: etree._Element) -> etree._Element:
        """Any element, the root among them."""
        return self.random.choice(list(root.iter("*")))

    def inner(self, root: etree._Element) -> etree._Element | None:
        """Any element but the root."""
        found = [node for node in root.iter("*") if node is not root]
        return self.random.choice(found) if found else None

    def name(self) -> str:
        """An element's name, most often of the standard."""
        space = self.random.choice((self.gardener.grammar.namespace,) * 8 + (FOREIGN, ODRL))
        return f"{{{space}}}{self.random.choice(self.vocabulary.elements)}"

    def attribute(self) -> str:
        """An attribute's name, most often of the standard."""
        name = self.random.choice(self.vocabulary.attributes)
        if ":" in name:
            return f"{{{XML}}}{name.partition(':')[2]}"
        other = (f"{{{XML}}}{word}" for word in ("lang", "space", "base", "id", "other"))
        odd = (
            f"{{{FOREIGN}}}{name}",
            f"{{{self.gardener.grammar.namespace}}}{name}",
            "madeup",
            f"{{{ODRL}}}{name}",
            *other,
        )
        return name if self.random.random() < 0.85 else self.random.choice(odd)

    # ── changes ──

    def delete(self, root: etree._Element) -> None:
        node = self.inner(root)
        if node is not None:
            _remove(node)

    def move(self, root: etree._Element) -> None:
        node = self.inner(root)
        if node is not None:
            _remove(node)
            target = self.node(root)
            target.insert(self.random.randint(0, len(target)), node)

    def swap(self, root: etree._Element) -> None:
        node = self.inner(root)
        following = node.getnext() if node is not None else None
        if node is not None and following is not None:
            following.addnext(node)

    def duplicate(self, root: etree._Element) -> None:
        node = self.inner(root)
        if node is not None:
            twin = copy.deepcopy(node)
            twin.tail = None
            for child in twin.iter("*"):
                if self.random.random() < 0.8:
                    child.attrib.pop("id", None)
                    child.attrib.pop("partid", None)
            node.addnext(twin)

    def rename(self, root: etree._Element) -> None:
        self.node(root).tag = self.name()

    def neighbour(self, root: etree._Element) -> None:
        """Rename an element to the name of another in the document."""
        node, other = self.node(root), self.node(root)
        node.tag = other.tag

    def unroot(self, root: etree._Element) -> None:
        """Put an element into another namespace, or into none."""
        node = self.node(root)
        local = etree.QName(node).localname
        node.tag = self.random.choice((local, f"{{{FOREIGN}}}{local}", f"{{{ODRL}}}{local}"))

    def unwrap(self, root: etree._Element) -> None:
        """Put an element's children into its place."""
        node = self.inner(root)
        if node is not None:
            for child in list(node):
                node.addprevious(child)
            _remove(node)

    def wrap(self, root: etree._Element) -> None:
        """Put an element into a new one."""
        node = self.inner(root)
        if node is not None:
            cover = etree.Element(self.name())
            node.addprevious(cover)
            cover.append(node)

    def grow(self, root: etree._Element) -> None:
        """Add a new element of the standard anywhere."""
        node = self.node(root)
        name = self.random.choice(list(self.gardener.grammar.elements))
        node.insert(self.random.randint(0, len(node)), self.gardener.element(name, depth=self.random.randint(0, 2)))

    def foreign(self, root: etree._Element) -> None:
        """Add an element of another namespace, sometimes around one of the standard or of ODRL."""
        node = self.node(root)
        tag = self.random.choice((f"{{{FOREIGN}}}thing", "bare", f"{{{ODRL}}}Policy", f"{{{ODRL}}}asset"))
        thing = etree.Element(tag)
        if self.random.random() < 0.4:
            name = self.random.choice(list(self.gardener.grammar.elements))
            thing.append(self.gardener.element(name, depth=0))
        node.insert(self.random.randint(0, len(node)), thing)

    def add_attribute(self, root: etree._Element) -> None:
        self.node(root).set(self.attribute(), self.random.choice(VALUES))

    def add_fitting(self, root: etree._Element) -> None:
        """Add an attribute with a value that is right for most."""
        self.node(root).set(self.attribute(), self.random.choice(("a:b", "1", "2024-01-01", "urn:x")))

    def remove_attribute(self, root: etree._Element) -> None:
        node = self._attributed(root)
        if node is not None:
            del node.attrib[self.random.choice(node.attrib.keys())]

    def rename_attribute(self, root: etree._Element) -> None:
        node = self._attributed(root)
        if node is not None:
            value = node.attrib.pop(self.random.choice(node.attrib.keys()))
            node.set(self.attribute(), value)

    def change_attribute(self, root: etree._Element) -> None:
        node = self._attributed(root)
        if node is not None:
            node.set(self.random.choice(node.attrib.keys()), self.random.choice(VALUES))

    def move_attributes(self, root: etree._Element) -> None:
        """Give an element all attributes of another."""
        node, target = self._attributed(root), self.node(root)
        for name, value in node.attrib.items() if node is not None else ():
            target.set(name, value)

    def change_text(self, root: etree._Element) -> None:
        node = self.node(root)
        node.text = self.random.choice(VALUES)

    def add_tail(self, root: etree._Element) -> None:
        node = self.inner(root)
        if node is not None:
            node.tail = self.random.choice(("tail", "\n", " \t", "\u00a0"))

    def aside(self, root: etree._Element) -> None:
        """Add a comment or a processing instruction, which change nothing."""
        node = self.node(root)
        extra = self.random.choice((etree.Comment(" aside "), etree.ProcessingInstruction("aside", "x")))
        node.insert(self.random.randint(0, len(node)), extra)

    def instance(self, root: etree._Element) -> None:
        """Say xsi:type or xsi:nil, which choose another type or none."""
        node = self.node(root)
        if self.random.random() < 0.3:
            node.set(f"{{{XSI}}}nil", self.random.choice(("true", "false", "x")))
        else:
            names = (*self.vocabulary.types, "madeup")
            node.set(f"{{{XSI}}}type", self.random.choice(names))

    def _attributed(self, root: etree._Element) -> etree._Element | None:
        found = [node for node in root.iter("*") if len(node.attrib)]
        return self.random.choice(found) if found else None


def _parses(data: bytes) -> bool:
    """Whether `data` can be read: an xml:id that is no name, or is there twice, is already refused by the parser."""
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return False
    return True


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        node.tail = None
        parent.remove(node)


#: Every change, in proportion to how much it finds out.
CHANGES: Final[tuple[Callable[[Mutator, etree._Element], None], ...]] = (
    *(Mutator.delete, Mutator.move, Mutator.swap, Mutator.duplicate) * 2,
    *(Mutator.rename, Mutator.neighbour, Mutator.unroot, Mutator.unwrap, Mutator.wrap),
    *(Mutator.grow, Mutator.foreign) * 2,
    *(Mutator.add_attribute, Mutator.add_fitting, Mutator.change_attribute, Mutator.change_text) * 3,
    *(Mutator.remove_attribute, Mutator.rename_attribute, Mutator.move_attributes),
    *(Mutator.add_tail, Mutator.aside, Mutator.instance),
)
