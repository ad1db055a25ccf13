"""Random documents of NewsML-G2, grown from newsdoc's own source so that every element and attribute gets its turn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.schema.grammar import (
    Attribute,
    AttributesUse,
    ComplexType,
    Compound,
    Element,
    GroupUse,
    SimpleType,
    Wildcard,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from newsdoc.schema.grammar import Attributes, Grammar, Particle

FOREIGN: Final = "urn:example:foreign"
XML: Final = "http://www.w3.org/XML/1998/namespace"
ODRL: Final = "http://www.w3.org/ns/odrl/2/"

#: Valid values of the built-in types.
BUILT_IN: Final = {
    "xs:string": ("text", "", " two  words ", "line\nend"),
    "xs:normalizedString": ("text", "two words"),
    "xs:anySimpleType": ("anything", "", "a:b"),
    "xs:anyURI": ("http://example.com/a", "urn:a:b", ""),
    "xs:boolean": ("true", "false", "0", "1"),
    "xs:integer": ("-3", "0", "12"),
    "xs:nonNegativeInteger": ("0", "7", "+7"),
    "xs:positiveInteger": ("1", "44100"),
    "xs:decimal": ("0.5", "-1", "25"),
    "xs:double": ("1.5E3", "INF", "7"),
    "xs:date": ("2024-02-29", "2024-01-01Z"),
    "xs:dateTime": ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5+02:00"),
    "xs:duration": ("P1D", "PT2H"),
    "xs:gYearMonth": ("2024-01",),
    "xs:gYear": ("2024",),
    "xs:gMonth": ("--05",),
    "xs:gMonthDay": ("--05-01",),
    "xs:gDay": ("---31",),
    "xs:language": ("en", "de-AT"),
    "xs:NMTOKEN": ("a-b", "7"),
    "xs:NMTOKENS": ("a b", "screen"),
    "xs:NCName": ("alias", "_a"),
    "xs:QName": ("name", "xml:lang"),
    "xs:IDREF": ("id1",),
    "xs:IDREFS": ("id1 id2",),
}

#: Values that fit the patterns of the source, by pattern.
PATTERNS: Final = {
    r"[^\s:]+:[^\s]+": ("a:b", "stat:usable", "a:b:c"),
    r"[0-9]+\.[0-9]+": ("2.35", "2.9"),
    r"[\S ]*": ("some text", ""),
    r"(\-|\+)?([0-9]){0,2}(MO|TU|WE|TH|FR|SA|SU)": ("MO", "-1SU", "+2FR"),
}


class Gardener:
    """Grows documents of one version.  What has grown least often is preferred, so that all of it grows in time."""

    def __init__(self, grammar: Grammar, random: Random) -> None:
        self.grammar = grammar
        self.random = random
        self.grown: Counter[int] = Counter()
        self.ripe: set[int] = set()
        self.ids = 0

    def document(self) -> etree._Element:
        """A valid document of any size; its root is any of the global elements."""
        return self.element(self._rarest(list(self.grammar.elements)), depth=self.random.randint(1, 6))

    def element(self, name: str, *, depth: int = 3) -> etree._Element:
        """The global element `name`, with what it must hold and, up to `depth`, what it may hold."""
        self.grown[_key(self.grammar, name)] += 1
        return self._element(name, self.grammar.elements[name], depth)

    def missing(self) -> tuple[int, int]:
        """How many of the global elements, content particles and attributes have not grown yet, and of how many."""
        keys = set(self._all())
        return len(keys - set(self.grown)), len(keys)

    def _all(self) -> Iterator[int]:
        grammar = self.grammar
        yield from (_key(grammar, name) for name in grammar.elements)
        used = _reachable(grammar)
        for definition in used:
            yield from _parts(definition.content)
            yield from (id(item) for item in definition.attributes if isinstance(item, Attribute))

    def _element(self, name: str, kind: str | SimpleType | ComplexType, depth: int) -> etree._Element:
        node = etree.Element(f"{{{self.grammar.namespace}}}{name}", nsmap={None: self.grammar.namespace})
        definition = self.grammar.types.get(kind) if isinstance(kind, str) else kind
        if isinstance(definition, ComplexType):
            self._fill(node, definition, depth)
        elif isinstance(kind, str | SimpleType):
            node.text = self.value(kind)
        return node

    def _fill(self, node: etree._Element, definition: ComplexType, depth: int) -> None:
        base = definition.base
        parent = self.grammar.types.get(base) if isinstance(base, str) else None
        if parent is not None:
            self._fill(node, parent, depth)
        elif base is not None:
            node.text = self.value(base)
        if definition.mixed and self.random.random() < 0.5:
            node.text = "mixed text"
        self._attributes(node, definition.attributes, depth)
        if definition.content:
            self._particle(node, definition.content, depth)

    # ── content ──

    def _particle(self, node: etree._Element, particle: Particle, depth: int) -> None:
        for _ in range(self._times(particle, depth)):
            self.grown[id(particle)] += 1
            self._term(node, particle.term, depth)

    def _times(self, particle: Particle, depth: int) -> int:
        if depth <= 0 or not (self._wanted(id(particle)) or (self._fresh(particle) and self.random.random() < 0.7)):
            return particle.low
        high = particle.high if particle.high is not None else particle.low + self.random.choice((1, 1, 2, 3))
        return max(particle.low, high)

    def _term(self, node: etree._Element, term: Element | GroupUse | Wildcard | Compound, depth: int) -> None:
        match term:
            case Element(name, None):
                node.append(self.element(name, depth=depth - 1))
            case Element(name, kind) if kind is not None:
                node.append(self._element(name, kind, depth - 1))
            case GroupUse(name):
                self._particle(node, self.grammar.groups[name], depth)
            case Wildcard(namespace, process):
                self._wild(node, namespace, process, depth)
            case Compound("choice", items):
                least = min(self.grown[id(item)] for item in items)
                rare = [item for item in items if self.grown[id(item)] <= least + 1 or self._fresh(item)]
                self._particle(node, self.random.choice(rare), depth)
            case Compound(_, items):
                for item in items:
                    self._particle(node, item, depth)

    def _wild(self, node: etree._Element, namespace: str, process: str, depth: int) -> None:
        if namespace == self.grammar.namespace or (namespace == "##any" and self.random.random() < 0.5):
            node.append(self.element(self.random.choice(list(self.grammar.elements)), depth=min(depth, 2) - 1))
        elif process == "strict" or node.tag == f"{{{self.grammar.namespace}}}rightsExpressionXML":
            if process != "strict":
                node.append(_policy())
        elif namespace.startswith("##"):
            foreign = etree.SubElement(node, f"{{{FOREIGN}}}thing", {"a": "b"})
            foreign.text = "foreign"
        else:
            etree.SubElement(node, f"{{{namespace}}}Signature")

    # ── attributes ──

    def _attributes(self, node: etree._Element, attributes: Attributes, depth: int) -> None:
        for item in attributes:
            match item:
                case Attribute():
                    self._attribute(node, item, depth)
                case AttributesUse(name):
                    self._attributes(node, self.grammar.attributes[name], depth)
                case Wildcard("##other", process) if process != "strict" and self.random.random() < 0.1:
                    node.set(f"{{{FOREIGN}}}other", "value")

    def _attribute(self, node: etree._Element, item: Attribute, depth: int) -> None:
        if not item.required and (depth <= 0 or not self._wanted(id(item))):
            return
        self.grown[id(item)] += 1
        if item.type is None:
            node.set(f"{{{XML}}}{item.name.removeprefix('xml:')}", self.random.choice(("en", "")))
        else:
            node.set(item.name, item.fixed if item.fixed is not None else self.value(item.type))

    # ── values ──

    def value(self, kind: str | SimpleType) -> str:
        """A valid value of the simple type `kind`."""
        if kind == "xs:ID":
            self.ids += 1
            return f"id{self.ids}"
        if isinstance(kind, str):
            built_in = BUILT_IN.get(kind)
            return self.random.choice(built_in) if built_in else self.value(self.grammar.simple[kind])
        if kind.variety == "union":
            return self.value(self.random.choice(kind.members))
        if kind.variety == "list":
            return " ".join(self.value(kind.members[0]) for _ in range(self.random.randint(1, 3)))
        return self._restricted(kind)

    def _restricted(self, kind: SimpleType) -> str:
        facets = dict(kind.facets)
        if "enumeration" in facets:
            return self.random.choice([value for name, value in kind.facets if name == "enumeration"])
        if "pattern" in facets:
            return self.random.choice(PATTERNS[facets["pattern"]])
        if "minInclusive" in facets:
            return str(self.random.randint(int(facets["minInclusive"]), int(facets["maxInclusive"])))
        return "" if "length" in facets else self.value(kind.members[0])

    # ── choices ──

    def _wanted(self, key: int) -> bool:
        return self.random.random() < (0.7 if not self.grown[key] else 0.15)

    def _rarest(self, names: list[str]) -> str:
        fresh = [name for name in names if self._unripe(self.grammar.elements[name])]
        least = min(self.grown[_key(self.grammar, name)] for name in names)
        rare = [name for name in names if self.grown[_key(self.grammar, name)] <= least + 2]
        return self.random.choice(fresh if fresh and self.random.random() < 0.5 else rare)

    def _fresh(self, particle: Particle) -> bool:
        """Whether something directly inside what `particle` brings has not grown yet."""
        match particle.term:
            case Element(name, kind):
                return self._unripe(self.grammar.elements[name] if kind is None else kind)
            case GroupUse(name):
                return self._fresh(self.grammar.groups[name])
            case Compound(_, items):
                return any(not self.grown[id(item)] or self._fresh(item) for item in items)
        return False

    def _unripe(self, kind: str | SimpleType | ComplexType | None) -> bool:
        definition = self.grammar.types.get(kind) if isinstance(kind, str) else kind
        if not isinstance(definition, ComplexType) or id(definition) in self.ripe:
            return False
        keys = [
            *_parts(definition.content),
            *(id(item) for item in definition.attributes if isinstance(item, Attribute)),
        ]
        if any(not self.grown[key] for key in keys) or self._unripe(definition.base):
            return True
        self.ripe.add(id(definition))
        return False


def _key(grammar: Grammar, name: str) -> int:
    """What stands for the global element `name` among the keys: ids are never negative."""
    return -1 - list(grammar.elements).index(name)


def _policy() -> etree._Element:
    policy = etree.Element(f"{{{ODRL}}}Policy", {"uid": "urn:p", "type": "urn:t"}, nsmap={"o": ODRL})
    permission = etree.SubElement(policy, f"{{{ODRL}}}permission")
    etree.SubElement(permission, f"{{{ODRL}}}asset", {"uid": "urn:a"})
    etree.SubElement(permission, f"{{{ODRL}}}action", {"name": "urn:n"})
    return policy


def _reachable(grammar: Grammar) -> list[ComplexType]:
    """The complex types, named and not, that a document can use without xsi:type, their bases among them."""
    found: dict[int, ComplexType] = {}
    waiting: list[str | SimpleType | ComplexType | None] = list(grammar.elements.values())
    while waiting:
        kind = waiting.pop()
        definition = grammar.types.get(kind) if isinstance(kind, str) else kind
        if not isinstance(definition, ComplexType) or id(definition) in found:
            continue
        found[id(definition)] = definition
        waiting.append(definition.base)
        if definition.content:
            waiting.extend(_types(grammar, definition.content))
    return list(found.values())


def _types(grammar: Grammar, particle: Particle) -> Iterator[str | SimpleType | ComplexType | None]:
    match particle.term:
        case Element(_, kind):
            yield kind
        case GroupUse(name):
            yield from _types(grammar, grammar.groups[name])
        case Compound(_, items):
            for item in items:
                yield from _types(grammar, item)


def _parts(particle: Particle | None) -> Iterator[int]:
    if particle is None or (isinstance(particle.term, Wildcard) and particle.term.process == "strict"):
        return
    yield id(particle)
    if isinstance(particle.term, Compound):
        for item in particle.term.items:
            yield from _parts(item)
