"""From the `Source` of all versions to the `Grammar` of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from newsdoc.errors import SchemaError
from newsdoc.schema.grammar import (
    Attribute,
    Attributes,
    AttributesUse,
    ComplexType,
    Compound,
    Element,
    Grammar,
    GroupUse,
    Particle,
    Process,
    SimpleType,
    Wildcard,
)
from newsdoc.schema.notation import Component, minor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.schema.notation import AttributeRow, Source, Term

#: How often each sign lets a term occur.
OCCURS: Final = {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}

#: Wildcards that every schema knows.
NAMESPACES: Final = {"any": "##any", "other": "##other", "local": "##local"}

#: The type of the sibling that ``~`` adds, and the version that brought siblings in.
SIBLINGS: Final = {"QCodeType": "IRIType", "QCodeListType": "IRIListType"}
SIBLINGS_SINCE: Final = 18

_FACET: Final = re.compile(
    r'/(?P<pattern>.*)/|(?P<low>-?\d+)\.\.(?P<high>-?\d+)|"(?P<enumeration>[^"]*)"|(?P<name>length|minLength)=(?P<value>\d+)'
)


class Resolver:
    """Resolves every name of `source` as it stands in `version`."""

    def __init__(self, source: Source, version: str) -> None:
        self.source = source
        self.version = version
        self.minor = minor(version)
        self.components: dict[tuple[str, str], Component] = {}
        for component in source.components:
            if self.minor in component.span:
                self._keep(component)

    def _keep(self, component: Component) -> None:
        key = ("element" if component.kind == "element" else _space(component.kind), component.name)
        if key in self.components:
            raise SchemaError(f"{component.name} is defined twice in {self.version}", code="SCHEMA-SOURCE")
        self.components[key] = component

    def grammar(self) -> Grammar:
        """All components that have a name of their own in this version."""
        grammar = Grammar(self.source.namespace, self.version, tuple(self._imports()), {}, {}, {}, {}, {})
        for component in self.components.values():
            name = component.name
            if "/" in name or self.minor in component.inline:
                continue
            match component.kind:
                case "element":
                    grammar.elements[name] = self._element_type(component)
                case "type":
                    grammar.types[name] = self._complex(component)
                case "group":
                    grammar.groups[name] = self._group(component)
                case "attributes":
                    grammar.attributes[name] = self._attributes(component)
                case _:
                    grammar.simple[name] = self._simple(component)
        return grammar

    def _imports(self) -> Iterator[tuple[str, str]]:
        for uri, file, span in self.source.imports:
            if self.minor in span:
                yield uri, file

    # ── types ──

    def _element_type(self, component: Component) -> str | SimpleType | ComplexType:
        if component.relation == ":":
            return self._type(self._base(component) or "")
        return self._complex(component)

    def _type(self, name: str) -> str | SimpleType | ComplexType:
        """The type called `name`, or its definition where it has no name in this version."""
        if name.startswith("xs:"):
            return name
        component = self._find("type", name)
        if self.minor not in component.inline:
            return name
        return self._complex(component) if component.kind == "type" else self._alias(component)

    def _simple_type(self, name: str) -> str | SimpleType:
        if not name.startswith("xs:") and self._find("type", name).kind != "simple":
            raise SchemaError(f"{name} is no simple type", code="SCHEMA-SOURCE")
        return cast("str | SimpleType", self._type(name))

    def _alias(self, component: Component) -> str | SimpleType:
        """A simple type without a name; one that restricts nothing is its base."""
        simple = self._simple(component)
        return simple.members[0] if simple.variety == "restriction" and not simple.facets else simple

    def _base(self, component: Component) -> str | None:
        found = [name for name, span in component.types if self.minor in span]
        if len(found) != (1 if component.types else 0):
            raise SchemaError(f"{component.name}: {len(found)} types in {self.version}", code="SCHEMA-SOURCE")
        return found[0] if found else None

    def _complex(self, component: Component) -> ComplexType:
        base = self._base(component)
        kind = self._type(base) if base else None
        if isinstance(kind, ComplexType):
            raise SchemaError(f"{component.name} extends a type without a name", code="SCHEMA-SOURCE")
        blocks = [flag.removeprefix("block-") for flag in component.flags if flag.startswith("block-")]
        return ComplexType(
            base=kind,
            simple=base is not None and self._holds_text(base),
            mixed="mixed" in component.flags,
            abstract="abstract" in component.flags,
            block=blocks[0] if blocks else None,
            content=self._content(component),
            attributes=self._attributes(component),
        )

    def _holds_text(self, name: str) -> bool:
        """Whether the type called `name` is a simple type, or extends one."""
        if name.startswith("xs:"):
            return True
        component = self._find("type", name)
        base = self._base(component) if component.kind == "type" else None
        return component.kind == "simple" or (base is not None and self._holds_text(base))

    def _simple(self, component: Component) -> SimpleType:
        text = component.text
        if text.startswith("list "):
            return SimpleType("list", (self._member(text.removeprefix("list ")),))
        kind = self._member(text)
        return kind if isinstance(kind, SimpleType) else SimpleType("restriction", (kind,))

    def _member(self, text: str) -> str | SimpleType:
        members = text.split(" | ") if "/" not in text else [text]
        if len(members) > 1:
            return SimpleType("union", tuple(self._member(member) for member in members))
        base, _, facets = text.partition(" ")
        kind = self._simple_type(base)
        return SimpleType("restriction", (kind,), tuple(_facets(facets))) if facets else kind

    def _find(self, space: str, name: str) -> Component:
        component = self.components.get((space, name))
        if component is None:
            raise SchemaError(f"nothing is called {name} in {self.version}", code="SCHEMA-SOURCE")
        return component

    # ── content ──

    def _content(self, component: Component) -> Particle | None:
        """The content of `component` in this version; nothing where it has none."""
        particle = self._particle(component.content, component.name) if component.content else None
        if particle is None:
            return None
        compound = cast("Compound", particle.term)
        return compound.items[0] if _alone(compound) else particle

    def _group(self, component: Component) -> Particle:
        content = self._content(component)
        if content is None:
            raise SchemaError(f"{component.name} is empty in {self.version}", code="SCHEMA-SOURCE")
        return content

    def _particle(self, term: Term, owner: str) -> Particle | None:
        """`term` in this version; nothing where it is not in it."""
        sign = next((sign for sign, span in term.occurs if self.minor in span), None)
        if sign is None:
            return None
        low, high = OCCURS[sign]
        if not term.items:
            return Particle(self._leaf(term.name, owner), low, high)
        found = [particle for item in term.items if (particle := self._particle(item, owner)) is not None]
        compound = Compound("choice" if term.name == "choice" else "sequence", tuple(found))
        return Particle(compound, low, high) if found else None

    def _leaf(self, text: str, owner: str) -> Element | GroupUse | Wildcard:
        if text[0] == "&":
            return GroupUse(self._find("group", text[1:]).name)
        if text[0] == "%":
            return self._wildcard(text)
        name, _, kind = text.partition(":")
        if kind:
            return Element(name, self._type(kind))
        local = self.components.get(("element", f"{owner}/{name}"))
        if local is not None:
            return Element(name, self._element_type(local))
        component = self._find("element", name)
        return Element(name, self._element_type(component) if self.minor in component.inline else None)

    def _wildcard(self, text: str) -> Wildcard:
        name, _, process = text[1:].partition("/")
        namespace = NAMESPACES.get(name) or self.source.prefixes.get(name)
        if namespace is None or process not in {"", "strict", "skip"}:
            raise SchemaError(f"no such wildcard: {text}", code="SCHEMA-SOURCE")
        return Wildcard(namespace, cast("Process", process or "lax"))

    # ── attributes ──

    def _attributes(self, component: Component) -> Attributes:
        return tuple(found for row in component.attributes if self.minor in row.span for found in self._row(row))

    def _row(self, row: AttributeRow) -> Iterator[Attribute | AttributesUse | Wildcard]:
        if row.name[0] == "%":
            yield self._wildcard(row.name)
        elif row.name[0] == "&":
            yield AttributesUse(self._find("attributes", row.name[1:]).name)
        else:
            kind = self._simple_type(row.type) if row.type else None
            yield Attribute(row.name, kind, self.minor in row.required, row.default, row.fixed)
            if row.sibling and self.minor >= SIBLINGS_SINCE:
                yield Attribute(f"{row.name}uri", SIBLINGS[row.type], required=False, default=None, fixed=None)


def _space(kind: str) -> str:
    """Simple and complex types share their names; the other kinds have their own."""
    return "type" if kind == "simple" else kind


def _facets(text: str) -> Iterator[tuple[str, str]]:
    match = _FACET.match(text)
    while match:
        if match["low"] is not None:
            yield "minInclusive", match["low"]
            yield "maxInclusive", match["high"]
        elif match["name"]:
            yield match["name"], match["value"]
        else:
            yield ("pattern", match["pattern"]) if match["pattern"] else ("enumeration", match["enumeration"])
        text = text[match.end() :].strip()
        match = _FACET.match(text)
    if text:
        raise SchemaError(f"no such facet: {text}", code="SCHEMA-SOURCE")


def _alone(compound: Compound) -> bool:
    """Whether `compound` is only a cover around one compound or group: a content model must not be a bare element."""
    return len(compound.items) == 1 and isinstance(compound.items[0].term, Compound)
