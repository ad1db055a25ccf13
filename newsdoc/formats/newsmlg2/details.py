"""Details of concepts: how to reach a party, its financial instruments, where a place is.

In NewsML-G2 they stand in ``personDetails``, ``organisationDetails``, ``geoAreaDetails``, ``POIDetails`` and
``hasInstrument``: within a party or a location itself, and for a subject in an ``assert`` about the same concept.  The
model has a part of what these can say.  So what says more is carried whole as well, and the fields are a view of it;
what says just that much is in the fields alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.formats.newsmlg2.fields import FLEX1, _pair
from newsdoc.formats.newsmlg2.kinds import KINDS
from newsdoc.formats.newsmlg2.reading import DETAILS as ELEMENTS
from newsdoc.formats.newsmlg2.reading import Reading, read
from newsdoc.formats.newsmlg2.shape import NAR, Attr, Shape, canonical, local, parsed
from newsdoc.formats.newsmlg2.writing import Writing, write
from newsdoc.model.compare import diff
from newsdoc.model.document import (
    Address,
    Concept,
    Contact,
    ContactInfo,
    Document,
    Foreign,
    Geometry,
    Metadata,
    Position,
    Symbol,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

#: The fields of a concept that are its details.
FIELDS: Final = ("contact_info", "symbols", "geometries")
#: The minor versions in which an instrument stands within an organisation alone, not in an assert itself.
_INSTRUMENT_WITHIN: Final = frozenset(map(str, range(9, 31)))

_CONTACT: Final = Shape(Contact, (*_pair("role", "role", "qcodes"), *_pair("tech", "tech")))
_CONTACT_INFO: Final = Shape(ContactInfo, _pair("role", "role", "qcodes"))
_SYMBOL: Final = Shape(
    Symbol,
    (
        Attr("symbol", "symbol", required=True),
        *_pair("symbolsrc", "symbol_source"),
        *_pair("market", "market"),
        Attr("marketlabel", "exchange"),
        *_pair("marketlabelsrc", "market_label_source"),
        *_pair("type", "symbol_type", "qcodes"),
        Attr("rank", "rank", "count"),
    ),
)
#: The parts of an address that are concepts: element, field, and whether it repeats.
_PARTS: Final = (
    ("locality", "localities", True),
    ("area", "areas", True),
    ("country", "country", False),
    ("worldRegion", "world_region", False),
)
_TEXTS: Final = ("email", "im", "phone", "fax", "web", "note")
_SHAPES: Final = {"line": "line", "polygon": "polygon", "circle": "circle"}


# --- reading ------------------------------------------------------------------------------------------------------------


def view(element: _Element) -> Concept:
    """A concept with the details that stand in ``element``, as far as the model has fields for them."""
    found = Concept()
    for node in element:
        kind = local(node.tag) if isinstance(node.tag, str) else ""
        if kind == "hasInstrument":
            found.symbols.append(_symbol(node))
        elif kind in ("personDetails", "organisationDetails", "POIDetails"):
            for part in node:
                name = local(part.tag) if isinstance(part.tag, str) else ""
                if name == "contactInfo":
                    found.contact_info.append(_contact_info(part))
                elif name == "hasInstrument":
                    found.symbols.append(_symbol(part))
                elif name == "position":
                    found.geometries.append(Geometry("point", [_position(part)]))
        elif kind == "geoAreaDetails":
            found.geometries += [one for one in map(_geometry, node) if one is not None]
    return found


def _attributes_alone(shape: Shape, node: _Element) -> Any:
    found = read(shape, node, Reading(), content=False)
    found.foreign = []
    return found


def _symbol(node: _Element) -> Symbol:
    return _attributes_alone(_SYMBOL, node)  # type: ignore[no-any-return]


def _contact_info(node: _Element) -> ContactInfo:
    info: ContactInfo = _attributes_alone(_CONTACT_INFO, node)
    for part in node.iterchildren(etree.Element):
        contact: Contact = _attributes_alone(_CONTACT, part)
        contact.type = local(part.tag)
        if contact.type == "address":
            contact.address = _address(part)
        elif contact.type in _TEXTS:
            contact.value = "".join(part.itertext())
        else:
            continue
        info.contacts.append(contact)
    return info


def _address(node: _Element) -> Address:
    address = Address()
    address.lines = [line.text or "" for line in node.iterchildren(f"{{{NAR}}}line")]
    for name, field, many in _PARTS:
        found = [read(FLEX1, part, Reading()) for part in node.iterchildren(f"{{{NAR}}}{name}")]
        if found:
            setattr(address, field, found if many else found[0])
    address.postal_code = node.findtext(f"{{{NAR}}}postalCode")
    return address


def _position(node: _Element) -> Position:
    return Position(node.get("latitude", ""), node.get("longitude", ""), node.get("altitude"), node.get("gpsdatum"))


def _geometry(node: _Element) -> Geometry | None:
    if not isinstance(node.tag, str):
        return None
    kind = local(node.tag)
    if kind == "position":
        return Geometry("point", [_position(node)])
    if kind not in _SHAPES:
        return None
    positions = [_position(part) for part in node.iterchildren(f"{{{NAR}}}position")]
    return Geometry(
        kind,  # type: ignore[arg-type]  # it is one of the shapes
        positions,
        node.get("radius"),
        node.get("radunit"),
        node.get("radunituri"),
    )


def take(concept: Concept, element: _Element) -> None:
    """Fill the details of a party or a location from its own element; what they say in full is foreign no more."""
    wholes = [one for one in concept.foreign if one.position is not None]
    _fill(concept, view(_frame(element, concept)))
    if len(wholes) == 1 and wholes[0] is concept.foreign[-1] and has_details(concept):
        twin = element.makeelement(element.tag, nsmap={None: NAR})
        put(twin, concept)
        last = list(element.iterchildren(etree.Element))[-1]
        if len(twin) == 1 and canonical(twin[0]) == canonical(last):
            concept.foreign.remove(wholes[0])


def _fill(concept: Concept, found: Concept) -> None:
    for name in FIELDS:
        setattr(concept, name, getattr(found, name))


def has_details(concept: Concept) -> bool:
    """Whether a concept has details."""
    return bool(concept.contact_info or concept.symbols or concept.geometries)


def take_asserts(document: Document, version: str) -> None:
    """Fill the details of subjects from the asserts about them; asserts that say no more are foreign no more."""
    kept = [one for one in document.foreign if one.path == "assert"]
    nodes = [parsed(one.value) for one in kept]
    for node in nodes:
        concept = _about(node, document.metadata)
        found = view(node)
        if concept is not None and has_details(found) and not has_details(concept):
            _fill(concept, found)
    parent = etree.Element(f"{{{NAR}}}{document.item_type}", nsmap={None: NAR})
    for concept in document.metadata.subjects:
        if has_details(concept):
            parent.append(assertion(parent, concept, version))
    if len(parent) == len(nodes) and all(canonical(a) == canonical(b) for a, b in zip(parent, nodes, strict=True)):
        document.foreign = [one for one in document.foreign if one.path != "assert"]


def _about(node: _Element, metadata: Metadata) -> Concept | None:
    """The first subject that an assert is about."""
    for name in ("qcode", "uri", "literal"):
        said = node.get(name)
        if said is not None:
            return next((one for one in metadata.subjects if getattr(one, name) == said), None)
    return None


# --- writing ------------------------------------------------------------------------------------------------------------


def assertion(parent: _Element, concept: Concept, version: str) -> _Element:
    """An assert about ``concept``, with its details."""
    node = parent.makeelement(f"{{{NAR}}}assert", nsmap={None: NAR})
    for name in ("qcode", "uri", "literal"):
        said = getattr(concept, name)
        if said is not None and not any(node.get(one) for one in ("qcode", "uri")):
            node.set(name, said)
    put(node, concept, alone=not version.startswith("2.") or version.partition(".")[2] not in _INSTRUMENT_WITHIN)
    return node


def put(parent: _Element, concept: Concept, *, alone: bool = False) -> None:
    """Append the details of ``concept``; instruments ``alone``, or within those of an organisation."""
    place = local(parent.tag)
    symbols = concept.symbols
    if alone:
        for symbol in symbols:
            _append_symbol(parent, symbol)
        symbols = []
    if place == "located":
        _put_place(parent, concept, concept.contact_info)
        return
    nature = _nature(concept)
    person = place == "accountable" or (nature == "person" and not symbols)
    details = parent.makeelement(f"{{{NAR}}}{'personDetails' if person else 'organisationDetails'}", nsmap={None: NAR})
    for info in concept.contact_info:
        _append_contact_info(details, info)
    for symbol in [] if person else symbols:
        _append_symbol(details, symbol)
    if len(details):
        parent.append(details)
    if place == "assert":
        _put_place(parent, concept, [])


def _put_place(parent: _Element, concept: Concept, contact_info: list[ContactInfo]) -> None:
    """Append where a place is: a point of interest if it is one, or has contacts; an area otherwise."""
    geometries = sorted(map(_simple, concept.geometries), key=lambda one: one.kind != "point")
    point = len(geometries) == 1 and geometries[0].kind == "point"
    poi = point and (_nature(concept) == "poi" or bool(contact_info))
    details = parent.makeelement(f"{{{NAR}}}{'POIDetails' if poi else 'geoAreaDetails'}", nsmap={None: NAR})
    for geometry in geometries:
        _append_geometry(details, geometry)
    if poi and len(details):
        for info in contact_info:
            _append_contact_info(details, info)
    if len(details):
        parent.append(details)


def _nature(concept: Concept) -> str:
    """What a concept is: ``person``, ``organisation``, ``geoArea``, ``poi`` …"""
    return (concept.type or concept.type_uri or "").rpartition(":")[2].rpartition("/")[2]


def _append_contact_info(details: _Element, info: ContactInfo) -> None:
    node = etree.SubElement(details, f"{{{NAR}}}contactInfo")
    write(_CONTACT_INFO, _bare(info), node, Writing(), "")
    for contact in info.contacts:
        if contact.type == "address" and contact.address is not None:
            part = etree.SubElement(node, f"{{{NAR}}}address")
            _write_address(part, contact.address)
        elif contact.type in _TEXTS and contact.value is not None:
            if contact.type == "web" and KINDS["iri"].show(contact.value) is None:
                continue
            part = etree.SubElement(node, f"{{{NAR}}}{contact.type}")
            part.text = contact.value
        else:
            continue
        write(_CONTACT, _bare(contact), part, Writing(), "")


def _bare(value: Any) -> Any:
    """What a shape of attributes alone writes of a contact."""
    if isinstance(value, Contact):
        tech = value.type in ("im", "phone")
        return Contact(
            role=value.role,
            role_uri=value.role_uri,
            tech=value.tech if tech else None,
            tech_uri=value.tech_uri if tech else None,
        )
    return ContactInfo(role=value.role, role_uri=value.role_uri)


def _write_address(node: _Element, address: Address) -> None:
    for line in address.lines:
        if KINDS["line"].show(line) is not None:
            etree.SubElement(node, f"{{{NAR}}}line").text = line
    for name, field, many in _PARTS[:3]:
        _append_concepts(node, name, getattr(address, field), many=many)
    if address.postal_code is not None and KINDS["line"].show(address.postal_code) is not None:
        etree.SubElement(node, f"{{{NAR}}}postalCode").text = address.postal_code
    _append_concepts(node, "worldRegion", address.world_region, many=False)


def _append_concepts(node: _Element, name: str, found: Any, *, many: bool) -> None:
    for concept in found if many else [] if found is None else [found]:
        write(FLEX1, concept, etree.SubElement(node, f"{{{NAR}}}{name}"), Writing(), "")


def _append_symbol(parent: _Element, symbol: Symbol) -> None:
    if symbol.symbol is not None:
        write(_SYMBOL, symbol, etree.SubElement(parent, f"{{{NAR}}}hasInstrument"), Writing(), "")


def _simple(geometry: Geometry) -> Geometry:
    """A geometry of GeoJSON as one of positions, where it is a point, a line or a polygon without holes."""
    value = geometry.geojson
    if value is None:
        return geometry
    coordinates: Any = value.get("coordinates")
    match value.get("type"):
        case "Point":
            kind, points = "point", [coordinates]
        case "LineString":
            kind, points = "line", coordinates
        case "Polygon" if len(coordinates) == 1:
            kind, points = "polygon", coordinates[0]
        case _:
            return geometry
    positions = [_of_numbers(point) for point in points]
    return Geometry(kind, positions)  # type: ignore[arg-type]  # it is one of the kinds


def _of_numbers(point: Sequence[float]) -> Position:
    texts = [f"{number:f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number) for number in point]
    altitude = texts[2] if len(texts) > 2 and KINDS["integer"].show(point[2]) is not None else None
    return Position(texts[1], texts[0], altitude)


def _append_geometry(details: _Element, geometry: Geometry) -> None:
    points = [one for one in map(_attributes, geometry.positions) if one is not None]
    if geometry.kind == "point":
        if len(points) == 1 and details.find(f"{{{NAR}}}position") is None:
            etree.SubElement(details, f"{{{NAR}}}position", points[0])
        return
    if geometry.kind not in _SHAPES or not points or len(points) != len(geometry.positions):
        return
    shape = etree.Element(f"{{{NAR}}}{geometry.kind}", nsmap={None: NAR})
    if geometry.kind == "circle":
        radius = KINDS["double"].show(geometry.radius or "")
        unit = KINDS["qcode"].show(geometry.radius_unit or "")
        if radius is None or len(points) != 1:
            return
        shape.set("radius", radius)
        if unit == geometry.radius_unit and unit:
            shape.set("radunit", unit)
        if geometry.radius_unit_uri and KINDS["iri"].show(geometry.radius_unit_uri):
            shape.set("radunituri", geometry.radius_unit_uri)
    for point in points:
        etree.SubElement(shape, f"{{{NAR}}}position", point)
    details.append(shape)


def _attributes(position: Position) -> dict[str, str] | None:
    rows = (("latitude", position.latitude, "decimal"), ("longitude", position.longitude, "decimal"))
    if any(KINDS[kind].show(value) is None for _, value, kind in rows):
        return None
    found = {name: value for name, value, _ in rows}
    if position.altitude is not None and KINDS["integer text"].show(position.altitude) == position.altitude:
        found["altitude"] = position.altitude
    if position.gps_datum is not None:
        found["gpsdatum"] = position.gps_datum
    return found


def _frame(node: _Element, concept: Concept) -> _Element:
    """An element with the details that ``concept`` carries whole, as they were written down."""
    frame = node.makeelement(node.tag, nsmap={None: NAR})
    kept = [one for one in concept.foreign if one.path in ELEMENTS and one.format == "newsml-g2"]
    frame.extend([parsed(one.value) for one in kept if one.position is not None])
    return frame


def write_within(node: _Element, concept: Concept, writing: Writing, path: str) -> None:
    """Write the details of a party or a location into its element, instead of those that it was carried with."""
    carried = [child for child in node if isinstance(child.tag, str) and local(child.tag) in ELEMENTS]
    if not diff(_only(concept), view(_frame(node, concept))):
        return
    for index, one in enumerate(concept.foreign):
        if one.path in ELEMENTS and one.format == "newsml-g2":
            writing.losses.dropped(f"{path}.foreign[{index}]", one, "the details of the concept say otherwise now")
    for child in carried:
        node.remove(child)
    made = node.makeelement(node.tag, nsmap={None: NAR})
    put(made, concept)
    report(concept, view(made), writing, path)
    place = next((at for at, child in enumerate(node) if not str(child.tag).startswith(f"{{{NAR}}}")), len(node))
    for offset, child in enumerate(list(made)):
        node.insert(place + offset, child)


def write_asserts(item: _Element, document: Document, writing: Writing) -> list[Foreign]:
    """Append asserts with the details of subjects; the fragments that they take the place of."""
    kept = [(one, parsed(one.value)) for one in document.foreign if one.path == "assert" and one.format == "newsml-g2"]
    replaced: list[Foreign] = []
    for index, concept in enumerate(document.metadata.subjects):
        if not kept and not has_details(concept):
            continue
        own = [(one, node) for one, node in kept if _about(node, document.metadata) is concept]
        carried = next((view(node) for _, node in own if has_details(view(node))), Concept())
        if not has_details(concept) and not has_details(carried):
            continue
        if not diff(_only(concept), carried):
            continue
        path = f"metadata.subjects[{index}]"
        for one, _ in own:
            replaced.append(one)
            at = document.foreign.index(one)
            writing.losses.dropped(f"foreign[{at}]", one, "the details of the concept say otherwise now")
        node = assertion(item, concept, writing.version)
        first = _about(node, document.metadata) is concept
        if len(node) and first:
            item.append(node)
        report(concept, view(parsed(etree.tostring(node, encoding="unicode"))) if first else Concept(), writing, path)
    return replaced


def _only(concept: Concept) -> Concept:
    return Concept(contact_info=concept.contact_info, symbols=concept.symbols, geometries=concept.geometries)


def report(concept: Concept, back: Concept, writing: Writing, path: str) -> None:
    """Say which details do not come back as they are."""
    for one in diff(_only(concept), back):
        reason = "the details of NewsML-G2 have no place for it"
        if one.right is None:
            writing.losses.dropped(f"{path}.{one.path}", one.left, reason)
        else:
            writing.losses.coerced(f"{path}.{one.path}", one.left, reason)


__all__ = ["ELEMENTS", "FIELDS", "has_details", "take", "take_asserts", "write_asserts", "write_within"]
