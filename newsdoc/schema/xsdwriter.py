"""A `Grammar` as an XML Schema document."""

from __future__ import annotations

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
    from newsdoc.schema.grammar import Attributes, Grammar, Particle

XS: Final = "http://www.w3.org/2001/XMLSchema"
_X: Final = f"{{{XS}}}"


def write(grammar: Grammar) -> bytes:
    """The XSD of `grammar`: UTF-8, without annotations, one declaration a line, always the same bytes."""
    schema = etree.Element(
        f"{_X}schema",
        {"targetNamespace": grammar.namespace, "version": grammar.version, "elementFormDefault": "qualified"},
        nsmap={"xs": XS, None: grammar.namespace},
    )
    for namespace, file in grammar.imports:
        _add(schema, "import", namespace=namespace, schemaLocation=file)
    for name, kind in grammar.elements.items():
        _typed(_add(schema, "element", name=name), kind)
    for name, group in grammar.groups.items():
        _group(_add(schema, "group", name=name), group)
    for name, definition in grammar.types.items():
        _complex(_add(schema, "complexType", name=name), definition)
    for name, attributes in grammar.attributes.items():
        _attributes(_add(schema, "attributeGroup", name=name), attributes)
    for name, simple in grammar.simple.items():
        _simple(_add(schema, "simpleType", name=name), simple)
    etree.indent(schema, space=" ")
    return etree.tostring(schema, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add(parent: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
    given = {name: value for name, value in attributes.items() if value is not None}
    return etree.SubElement(parent, f"{_X}{tag}", given)


def _typed(element: etree._Element, kind: str | SimpleType | ComplexType) -> None:
    """Give an element or an attribute its type: by name, or as a definition inside."""
    if isinstance(kind, str):
        element.set("type", kind)
    elif isinstance(kind, SimpleType):
        _simple(_add(element, "simpleType"), kind)
    else:
        _complex(_add(element, "complexType"), kind)


def _complex(element: etree._Element, kind: ComplexType) -> None:
    for name, value in (("mixed", kind.mixed), ("abstract", kind.abstract)):
        if value:
            element.set(name, "true")
    if kind.block:
        element.set("block", kind.block)
    if kind.base is not None:
        content = _add(element, "simpleContent" if kind.simple else "complexContent")
        element = _add(content, "extension")
        # A base is always written by name: XSD has no other way.
        element.set("base", str(kind.base))
    if kind.content:
        _particle(element, kind.content)
    _attributes(element, kind.attributes)


def _group(parent: etree._Element, particle: Particle) -> None:
    """What a group holds must be there exactly once: anything else needs a sequence around it."""
    once = (particle.low, particle.high) == (1, 1)
    _particle(parent if once else _add(parent, "sequence"), particle)


def _particle(parent: etree._Element, particle: Particle) -> None:
    low = None if particle.low == 1 else str(particle.low)
    high = "unbounded" if particle.high is None else None if particle.high == 1 else str(particle.high)
    match particle.term:
        case Element(name, None):
            _add(parent, "element", ref=name, minOccurs=low, maxOccurs=high)
        case Element(name, kind) if kind is not None:
            _typed(_add(parent, "element", name=name, minOccurs=low, maxOccurs=high), kind)
        case GroupUse(name):
            _add(parent, "group", ref=name, minOccurs=low, maxOccurs=high)
        case Wildcard(namespace, process):
            _add(parent, "any", namespace=namespace, processContents=process, minOccurs=low, maxOccurs=high)
        case Compound(kind, items):
            compound = _add(parent, kind, minOccurs=low, maxOccurs=high)
            for item in items:
                _particle(compound, item)


def _attributes(parent: etree._Element, attributes: Attributes) -> None:
    """XSD wants the wildcard behind the attributes."""
    for item in attributes:
        match item:
            case Attribute():
                _attribute(parent, item)
            case AttributesUse(name):
                _add(parent, "attributeGroup", ref=name)
    for item in attributes:
        if isinstance(item, Wildcard):
            _add(parent, "anyAttribute", namespace=item.namespace, processContents=item.process)


def _attribute(parent: etree._Element, item: Attribute) -> None:
    use = "required" if item.required else None
    if item.type is None:
        _add(parent, "attribute", ref=item.name, use=use)
        return
    element = _add(parent, "attribute", name=item.name, use=use, default=item.default, fixed=item.fixed)
    _typed(element, item.type)


def _simple(element: etree._Element, kind: SimpleType) -> None:
    named = [member for member in kind.members if isinstance(member, str)]
    match kind.variety:
        case "union":
            element = _add(element, "union", memberTypes=" ".join(named) or None)
        case "list":
            element = _add(element, "list", itemType=named[0] if named else None)
        case _:
            element = _add(element, "restriction", base=named[0] if named else None)
    for member in kind.members:
        if isinstance(member, SimpleType):
            _simple(_add(element, "simpleType"), member)
    for name, value in kind.facets:
        _add(element, name, value=value)
