"""Fits an item to a version of NewsML-G2: what the version's schema has no place for is taken out.

The schema itself is asked: :class:`Fitter` walks an item along the grammar of the version, drops attributes, elements and
values that it does not know, puts children in its order, and says the URI of a concept by a QCode where the version has no
attribute for a URI.  What became of the document is found afterwards, by reading what is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.newsmlg2.shape import NAR, WHITE, XML, XML_LANG, XML_SPACE
from newsdoc.schema import newsmlg2, xsdwriter
from newsdoc.schema.grammar import (
    Attribute,
    AttributesUse,
    ComplexType,
    Compound,
    Element,
    Grammar,
    GroupUse,
    Particle,
    SimpleType,
    Wildcard,
)
from newsdoc.validation.xmlplaces import Places
from newsdoc.vocabulary import to_qcode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from newsdoc.model.document import Catalog
    from newsdoc.schema.grammar import Attributes

_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIX: Final = f"{{{NAR}}}"
#: The types of the attributes that every schema knows (http://www.w3.org/XML/1998/namespace).
_OF_XML: Final[dict[str, str | SimpleType]] = {
    XML_LANG: "xs:language",
    XML_SPACE: SimpleType("restriction", ("xs:NCName",), (("enumeration", "default"), ("enumeration", "preserve"))),
    f"{{{XML}}}base": "xs:anyURI",
    f"{{{XML}}}id": "xs:ID",
}
#: How often the schema is asked again for what the grammar alone did not find (content of other namespaces).
_ROUNDS: Final = 50

Kind = str | SimpleType | ComplexType


@dataclass(slots=True, eq=False)
class _Place:
    """One place in a content model: what may stand there, how far on in the order, and which places may follow."""

    term: Element | Wildcard
    rank: int
    follow: list[_Place] = field(default_factory=list)

    def takes(self, tag: str) -> bool:
        if isinstance(self.term, Element):
            return tag == _PREFIX + self.term.name
        return _within(self.term, tag)


@dataclass(slots=True)
class _Piece:
    """A part of a content model: where it begins, where it may end, and whether it may be empty."""

    first: list[_Place]
    last: list[_Place]
    empty: bool


@dataclass(slots=True, eq=False)
class _Type:
    """A complex type with its bases folded in."""

    attributes: dict[str, Attribute]
    wild: Wildcard | None
    text: str | SimpleType | None
    mixed: bool
    content: _Piece
    places: list[_Place]

    def declared(self, tag: str) -> _Place | None:
        return next((place for place in self.places if place.takes(tag)), None)


def _within(wildcard: Wildcard, tag: str) -> bool:
    """Whether a name lies in the namespace of a wildcard."""
    namespace = tag[1:].partition("}")[0] if tag[:1] == "{" else ""
    match wildcard.namespace:
        case "##any":
            return True
        case "##other":
            return namespace not in (NAR, "")
        case "##local":
            return namespace == ""
    return namespace == wildcard.namespace


@dataclass(slots=True)
class _Compiled:
    """The types of one version, as far as they were needed, by identity; and the schemas of its simple types."""

    types: dict[int, _Type] = field(default_factory=dict)
    simple: dict[str | SimpleType, etree.XMLSchema] = field(default_factory=dict)


@cache
def _compiled(version: str) -> _Compiled:  # noqa: ARG001  # it is the key
    return _Compiled()


class Fitter:
    """Fits one tree to ``version``; a QCode may stand for a URI by the catalogs given."""

    def __init__(self, version: str, catalogs: Sequence[Catalog] | None = None) -> None:
        self.grammar = newsmlg2.grammar(version)
        self._cache = _compiled(version)
        self._ids: set[str] = set()
        self._emptied: list[_Element] = []
        self._catalogs = catalogs

    def fit(self, root: _Element) -> bool:
        """Take out of ``root`` what the version cannot hold; ``False`` where the rest is still not valid."""
        kind = self.grammar.elements.get(str(root.tag).removeprefix(_PREFIX))
        if kind is None:
            return False
        self._element(root, kind)
        return _settle(root, newsmlg2.load(self.grammar.version))

    # --- elements -------------------------------------------------------------------------------------------------------

    def _element(self, node: _Element, kind: Kind) -> bool:
        """Fit ``node``; ``False`` where it lacks what it must have."""
        said = bool(len(node) or node.attrib)
        fits = self._fitted(node, kind)
        if said and fits and not (len(node) or node.attrib or (node.text or "").strip(WHITE)):
            self._emptied.append(node)
        return fits

    def _fitted(self, node: _Element, kind: Kind) -> bool:
        definition = self.grammar.types.get(kind) if isinstance(kind, str) else kind
        if not isinstance(definition, ComplexType):
            for name in list(node.attrib):
                del node.attrib[name]
            return self._plain(node, kind)  # type: ignore[arg-type]  # what is not complex is simple
        known = self._type(definition)
        if not self._attributes(node, known):
            return False
        if known.text is not None:
            return self._plain(node, known.text)
        return self._children(node, known)

    def _plain(self, node: _Element, kind: str | SimpleType) -> bool:
        for child in list(node):
            _unwrap(child)
        return self._valid(kind, node.text or "")

    def _attributes(self, node: _Element, known: _Type) -> bool:
        for name, value in list(node.attrib.items()):
            row = known.attributes.get(str(name))
            if row is None:
                if not self._strange(str(name), value, known):
                    self._by_qcode(node, str(name), value, known)
                    del node.attrib[name]
            elif row.fixed is not None and value != row.fixed:
                del node.attrib[name]
            elif row.type is None and value == "":
                continue
            elif row.type == "xs:QName":
                # Whether its prefix is declared depends on the place: that is left to the schema.
                continue
            elif not self._valid(row.type or "xs:language", value):
                del node.attrib[name]
        return all(node.get(name) is not None for name, row in known.attributes.items() if row.required)

    def _strange(self, name: str, value: str, known: _Type) -> bool:
        """Whether an attribute that is not declared may stand there all the same."""
        kind = _OF_XML.get(name)
        if kind is not None and not self._valid(kind, value) and not (name == XML_LANG and value == ""):
            return False
        if name.startswith(f"{{{_XSI}}}"):
            return name.endswith("chemaLocation")
        return known.wild is not None and known.wild.process != "strict" and _within(known.wild, name)

    def _by_qcode(self, node: _Element, name: str, value: str, known: _Type) -> None:
        """Say a URI by its QCode, where the attribute for that is there and free."""
        base = "qcode" if name == "uri" else name.removesuffix("uri")
        if self._catalogs is None or base == name or base not in known.attributes or node.get(base) is not None:
            return
        codes = [to_qcode(uri, self._catalogs) for uri in value.split()]
        found = [code for code in codes if code is not None]
        row = known.attributes[base]
        if found and len(found) == len(codes) and self._valid(row.type or "xs:string", " ".join(found)):
            node.set(base, " ".join(found))

    # --- content --------------------------------------------------------------------------------------------------------

    def _children(self, node: _Element, known: _Type) -> bool:
        if not known.mixed:
            _strip_text(node)
        for child in list(node):
            if isinstance(child.tag, str) and not self._fits(child, known):
                _take_out(child, known)
        kept = [child for child in node if isinstance(child.tag, str)]
        misfits = _misfits(known, kept)
        if misfits:
            ordered = sorted(kept, key=lambda child: _rank(known, child))
            better = _misfits(known, ordered)
            if len(better) < len(misfits):
                misfits = better
                _rearrange(node, kept, ordered)
        for child in misfits:
            _take_out(child, known)
        kept = [child for child in node if isinstance(child.tag, str)]
        for child in [child for child in kept if child in self._emptied]:
            # What says nothing any more goes too, if it may.
            others = [other for other in kept if other is not child]
            if not _misfits(known, others) and _complete(known, others):
                _take_out(child, known)
                kept = others
        return _complete(known, kept)

    def _fits(self, child: _Element, known: _Type) -> bool:
        place = known.declared(str(child.tag))
        if place is None:
            return False
        if isinstance(place.term, Wildcard):
            return self._any(child, place.term)
        kind = place.term.type
        return self._element(child, self.grammar.elements[place.term.name] if kind is None else kind)

    def _any(self, node: _Element, wildcard: Wildcard) -> bool:
        """Fit what stands where any element may: what the schema knows of it, wherever it is."""
        tag = str(node.tag)
        kind = self.grammar.elements.get(tag.removeprefix(_PREFIX)) if tag.startswith(_PREFIX) else None
        if kind is not None and wildcard.process != "skip":
            return self._element(node, kind)
        if wildcard.process == "strict":
            return False
        for child in list(node):
            if isinstance(child.tag, str) and not self._any(child, Wildcard("##any", "lax")):
                _unwrap(child)
        return True

    # --- values ---------------------------------------------------------------------------------------------------------

    def _valid(self, kind: str | SimpleType, value: str) -> bool:
        if kind == "xs:ID":
            if value in self._ids:
                return False
            self._ids.add(value)
        schema = self._cache.simple.get(kind)
        if schema is None:
            # A value stands alone in an element of its type.
            alone = Grammar(NAR, self.grammar.version, (), {"value": kind}, {}, {}, {}, self.grammar.simple)
            schema = self._cache.simple[kind] = etree.XMLSchema(etree.fromstring(xsdwriter.write(alone)))
        probe = etree.Element(f"{_PREFIX}value")
        probe.text = value
        return bool(schema.validate(probe))

    # --- types ----------------------------------------------------------------------------------------------------------

    def _type(self, definition: ComplexType) -> _Type:
        found = self._cache.types.get(id(definition))
        if found is None:
            found = self._cache.types[id(definition)] = self._folded(definition)
        return found

    def _folded(self, definition: ComplexType) -> _Type:
        chain = [definition]
        text: str | SimpleType | None = None
        while chain[0].base is not None:
            base = chain[0].base
            parent = self.grammar.types.get(base) if isinstance(base, str) else None
            if parent is None:
                text = base
                break
            chain.insert(0, parent)
        attributes: dict[str, Attribute] = {}
        wild = None
        for item in (item for one in chain for item in self._attribute_rows(one.attributes)):
            if isinstance(item, Wildcard):
                wild = item
            else:
                attributes[XML_LANG if item.name == "xml:lang" else item.name] = item
        builder = _Builder(self.grammar)
        content = builder.sequence([one.content for one in chain if one.content is not None])
        mixed = any(one.mixed for one in chain)
        return _Type(attributes, wild, text, mixed, content, builder.places)

    def _attribute_rows(self, attributes: Attributes) -> Iterator[Attribute | Wildcard]:
        for item in attributes:
            if isinstance(item, AttributesUse):
                yield from self._attribute_rows(self.grammar.attributes[item.name])
            else:
                yield item


class _Builder:
    """Builds the automaton of a content model: every name in it is a place (Glushkov's construction)."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.places: list[_Place] = []
        self.rank = 0
        self.repeated = 0

    def sequence(self, particles: Sequence[Particle]) -> _Piece:
        result = _Piece([], [], True)
        for particle in particles:
            piece = self._particle(particle)
            for place in result.last:
                place.follow += piece.first
            result = _Piece(
                result.first + piece.first if result.empty else result.first,
                piece.last + result.last if piece.empty else piece.last,
                result.empty and piece.empty,
            )
        return result

    def _particle(self, particle: Particle) -> _Piece:
        many = particle.high is None or particle.high > 1
        if not self.repeated:
            self.rank += 1
        self.repeated += many
        piece = self._term(particle.term)
        self.repeated -= many
        if many:
            for place in piece.last:
                place.follow += [one for one in piece.first if one not in place.follow]
        return _Piece(piece.first, piece.last, piece.empty or particle.low == 0)

    def _term(self, term: Element | GroupUse | Wildcard | Compound) -> _Piece:
        match term:
            case GroupUse(name):
                return self._particle(self.grammar.groups[name])
            case Compound("sequence", items):
                return self.sequence(items)
            case Compound(_, items):
                pieces = [self._particle(item) for item in items]
                return _Piece(
                    [place for piece in pieces for place in piece.first],
                    [place for piece in pieces for place in piece.last],
                    any(piece.empty for piece in pieces),
                )
            case Element() | Wildcard():
                place = _Place(term, self.rank)
                self.places.append(place)
                return _Piece([place], [place], False)


def _rank(known: _Type, child: _Element) -> int:
    place = known.declared(str(child.tag))
    return place.rank if place else 0


def _misfits(known: _Type, children: Sequence[_Element]) -> list[_Element]:
    """The children that cannot stand where they are, if the others stay."""
    found: list[_Element] = []
    next_places = known.content.first
    for child in children:
        taken = [place for place in next_places if place.takes(str(child.tag))]
        if taken:
            next_places = [after for place in taken for after in place.follow]
        else:
            found.append(child)
    return found


def _complete(known: _Type, children: Sequence[_Element]) -> bool:
    """Whether children that all fit are all that there must be."""
    taken: list[_Place] = []
    next_places = known.content.first
    for child in children:
        taken = [place for place in next_places if place.takes(str(child.tag))]
        next_places = [after for place in taken for after in place.follow]
    return known.content.empty if not children else any(place in known.content.last for place in taken)


# --- the tree -----------------------------------------------------------------------------------------------------------


def _rearrange(node: _Element, kept: Sequence[_Element], ordered: Sequence[_Element]) -> None:
    """Put the children in another order; the text after each place stays there."""
    tails = [child.tail for child in kept]
    for child in kept:
        node.remove(child)
    for child, tail in zip(ordered, tails, strict=True):
        child.tail = tail
        node.append(child)


def _take_out(child: _Element, known: _Type) -> None:
    if known.mixed:
        _unwrap(child)
    else:
        _remove(child)


def _unwrap(child: _Element) -> None:
    """Take an element out and leave its text."""
    text = "" if not isinstance(child.tag, str) else "".join(child.itertext())
    _remove(child, text + (child.tail or ""))


def _remove(child: _Element, text: str = "") -> None:
    parent = child.getparent()
    if parent is None:
        return
    before = child.getprevious()
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text
    child.tail = None
    parent.remove(child)


def _strip_text(node: _Element) -> None:
    """Take out text where only elements may stand."""
    if (node.text or "").strip(WHITE):
        node.text = None
    for child in node:
        if (child.tail or "").strip(WHITE):
            child.tail = None


def _settle(root: _Element, schema: etree.XMLSchema) -> bool:
    """Take out what the schema still complains of, one at a time: content that other schemas know, and rare types."""
    for _ in range(_ROUNDS):
        if schema.validate(root):
            return True
        node = Places(root, None).element(schema.error_log[0].path or "/*")
        if node is root:
            return False
        _remove(node, node.tail or "")
    return False
