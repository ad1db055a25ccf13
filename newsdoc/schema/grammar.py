"""One version of a schema, taken apart: what `notation` reads out of a versioned source and `xsdwriter` writes as XSD.

The classes are those of XML Schema, less what NewsML-G2 does without.  A `str` where a type may stand is its name
(``xs:string``, ``QCodeType``); a `SimpleType` or `ComplexType` there is a type without a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Process = Literal["lax", "strict", "skip"]


@dataclass(frozen=True, slots=True)
class SimpleType:
    """``union``: one of `members`; ``list``: any number of the one member; ``restriction`` of it by `facets`."""

    variety: Literal["restriction", "list", "union"]
    members: tuple[str | SimpleType, ...]
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any element, or any attribute, of `namespace` (``##any``, ``##other``, ``##local`` or a URI)."""

    namespace: str
    process: Process


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its type; without one, the global element of that name."""

    name: str
    type: str | SimpleType | ComplexType | None


@dataclass(frozen=True, slots=True)
class GroupUse:
    """What the group of that name holds."""

    name: str


@dataclass(frozen=True, slots=True)
class Compound:
    """All of `items` in this order (``sequence``), or one of them (``choice``)."""

    kind: Literal["sequence", "choice"]
    items: tuple[Particle, ...]


@dataclass(frozen=True, slots=True)
class Particle:
    """`term`, at least `low` and at most `high` times (``None``: any number)."""

    term: Element | GroupUse | Wildcard | Compound
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute; ``xml:lang`` has no type here, since it is declared elsewhere."""

    name: str
    type: str | SimpleType | None
    required: bool
    default: str | None
    fixed: str | None


@dataclass(frozen=True, slots=True)
class AttributesUse:
    """What the set of attributes of that name holds."""

    name: str


Attributes = tuple[Attribute | AttributesUse | Wildcard, ...]


@dataclass(frozen=True, slots=True)
class ComplexType:
    """What an element may hold: text of the type `base` where that is simple, or else `content` after the base's.

    The term of `content` is always a `Compound`, as XML Schema wants it; so is that of every group.
    """

    base: str | SimpleType | None
    simple: bool
    mixed: bool
    abstract: bool
    block: str | None
    content: Particle | None
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Grammar:
    """One version of a schema.  Every name in it is defined in it, or begins with a prefix (``xs:``, ``xml:``)."""

    namespace: str
    version: str
    imports: tuple[tuple[str, str], ...]
    elements: dict[str, str | SimpleType | ComplexType]
    types: dict[str, ComplexType]
    groups: dict[str, Particle]
    attributes: dict[str, Attributes]
    simple: dict[str, SimpleType]
