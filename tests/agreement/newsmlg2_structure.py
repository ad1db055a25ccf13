"""The declarations of two XML Schemas compared, instead of what they say of documents.

`declarations` takes a schema apart into plain values in which everything is gone that makes no difference to a
document: annotations, the names of attribute groups, the order of attributes and of choices, groups around one thing,
defaults that are written out.  Schemas with the same declarations give the same verdicts on all documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_ONE: Final = ("1", "1")

#: Names that mean the same.
_SAME: Final = {"": "xs:anySimpleType", "IRIType": "xs:anyURI"}


def declarations(root: etree._Element) -> dict[tuple[str, str], object]:
    """Each global declaration of the schema `root`, by kind and name.  Attribute groups only count where they are used."""
    return _Schema(root).declarations()


class _Schema:
    def __init__(self, root: etree._Element) -> None:
        self.prefixes = {
            f"{prefix}:" for prefix, uri in root.nsmap.items() if prefix and uri == root.get("targetNamespace")
        }
        self.named = {(_tag(node), node.get("name", "")): node for node in _children(root)}

    def local(self, name: str | None) -> str:
        """`name` without a prefix that stands for the schema's own namespace."""
        found = [prefix for prefix in self.prefixes if name and name.startswith(prefix)]
        return (name or "").removeprefix(found[0] if found else "")

    def type(self, name: str | None) -> str:
        """`name`, or another that means the same."""
        return _SAME.get(self.local(name), self.local(name))

    def declarations(self) -> dict[tuple[str, str], object]:
        found: dict[tuple[str, str], object] = {}
        for (tag, name), node in self.named.items():
            match tag:
                case "element":
                    found[tag, name] = self.element_type(node)
                case "complexType":
                    found[tag, name] = self.complex(node)
                case "simpleType":
                    found[tag, name] = self.simple(node)
                case "group":
                    found[tag, name] = self.particle(next(_children(node)))
        return found

    def element_type(self, node: etree._Element) -> object:
        inner = next(_children(node), None)
        if inner is None:
            return self.type(node.get("type"))
        return self.complex(inner) if _tag(inner) == "complexType" else self.simple(inner)

    def complex(self, node: etree._Element) -> object:
        flags = (node.get("mixed") == "true", node.get("abstract"), node.get("block"))
        base, body = None, node
        first = next(_children(node), None)
        if first is not None and _tag(first) in {"simpleContent", "complexContent"}:
            body = next(_children(first))
            base = (_tag(body), self.type(body.get("base")))
        content = [self.particle(child) for child in _children(body) if _tag(child) in {"sequence", "choice", "group"}]
        return flags, base, [item for item in content if item], sorted(self.attributes(body), key=repr)

    def particle(self, node: etree._Element) -> object:
        times = (node.get("minOccurs", "1"), node.get("maxOccurs", "1"))
        match _tag(node):
            case "element":
                return self.element(node, times)
            case "group":
                return "group", self.local(node.get("ref")), times
            case "any":
                return "any", node.get("namespace"), node.get("processContents", "strict"), times
        return self.compound(node, times)

    def element(self, node: etree._Element, times: tuple[str, str]) -> object:
        if node.get("ref"):
            return "element", self.local(node.get("ref")), None, times
        kind = self.element_type(node)
        known = self.named.get(("element", node.get("name", "")))
        # A nameless type that is also that of the global element: the same as a reference to it.
        nameless = not isinstance(kind, str) and known is not None and self.element_type(known) == kind
        return "element", node.get("name"), None if nameless else kind, times

    def compound(self, node: etree._Element, times: tuple[str, str]) -> object:
        tag = _tag(node)
        items: list[object] = []
        for child in _children(node):
            item = self.particle(child)
            match item:
                case (str(kind), list(inner), once) if kind == tag and once == _ONE:
                    items += inner
                case tuple():
                    items.append(item)
        match items:
            case []:
                return None
            case [(*what, once)] if _ONE in (once, times):
                return *what, times if once == _ONE else once
            case [_]:
                return "sequence", items, times
        return tag, sorted(items, key=repr) if tag == "choice" else items, times

    def attributes(self, node: etree._Element) -> Iterator[object]:
        for child in _children(node):
            match _tag(child):
                case "attribute":
                    inner = next(_children(child), None)
                    kind = self.type(child.get("type")) if inner is None else self.simple(inner)
                    rest = (child.get("use") == "required", child.get("default"), child.get("fixed"))
                    yield child.get("name") or child.get("ref"), kind, *rest
                case "attributeGroup":
                    yield from self.attributes(self.named["attributeGroup", self.local(child.get("ref"))])
                case "anyAttribute":
                    yield "*", child.get("namespace"), child.get("processContents", "strict")

    def simple(self, node: etree._Element) -> object:
        kind = next(_children(node))
        named = f"{kind.get('base', '')}{kind.get('itemType', '')}{kind.get('memberTypes', '')}".split()
        named = [self.local(name) for name in named]
        inner = [self.simple(child) for child in _children(kind) if _tag(child) == "simpleType"]
        facets = [(_tag(child), child.get("value")) for child in _children(kind) if _tag(child) != "simpleType"]
        return _tag(kind), named, inner, facets


def _children(node: etree._Element) -> Iterator[etree._Element]:
    """The children that say something of documents."""
    return (child for child in node.iterchildren("*") if _tag(child) not in {"annotation", "import"})


def _tag(node: etree._Element) -> str:
    return str(node.tag).removeprefix(_XS)
