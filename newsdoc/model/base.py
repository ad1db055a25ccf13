"""What all parts of a document are made of: texts with a language and a role, who set them, and what is foreign."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Final, Literal

from newsdoc.model.content import Inline
from newsdoc.model.timestamp import Timestamp

#: What pydantic is told of every class: there are no other fields.
CONFIG: Final = {"extra": "forbid"}

Direction = Literal["ltr", "rtl"]


class Shown:
    """Shows the fields that say something: a document has two hundred that may."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = []
        for spec in fields(self):  # type: ignore[arg-type]
            value = getattr(self, spec.name)
            default = spec.default_factory() if spec.default_factory is not MISSING else spec.default
            if value != default:
                parts.append(f"{spec.name}={value!r}")
        return f"{type(self).__name__}({', '.join(parts)})"


@dataclass(slots=True, repr=False)
class Foreign(Shown):
    """A fragment of the source that the model has no place for, with its exact content.

    ``path`` is its place in the source, relative to what the owner stands for: ``@name`` an attribute, ``name`` or
    ``a/b`` an element or a property; names of other namespaces in Clark notation.  ``value`` is the attribute's value,
    or the fragment as the source's own serialisation (XML, JSON).  ``position`` is how many sibling elements stood
    before it, ``None`` where order means nothing.  ``format`` is the format it came from: ``newsml-g2``, ``ninjs`` …
    """

    __pydantic_config__ = CONFIG
    path: str
    value: str
    position: int | None = None
    format: str = "newsml-g2"


@dataclass(slots=True, repr=False)
class Provenance(Shown):
    """Who set a property, when, how and why (NewsML-G2 commonPowerAttributes)."""

    __pydantic_config__ = CONFIG
    id: str | None = None
    creator: str | None = None
    creator_uri: str | None = None
    modified: Timestamp | None = None
    custom: bool | None = None
    how: str | None = None
    how_uri: str | None = None
    why: str | None = None
    why_uri: str | None = None
    pub_constraint: str | None = None
    pub_constraint_uri: str | None = None


@dataclass(slots=True, repr=False)
class Label(Shown):
    """A text of the metadata, with its language and role (headline, description, by, edNote, copyrightNotice …).

    ``value`` is the plain text.  Where the source has markup in it, ``content`` holds that, and ``value`` is its plain
    text.  ``role`` is one or several QCodes separated by spaces (NewsML-G2), or the name that ninjs uses; ``role_uri``
    the same as URIs.
    """

    __pydantic_config__ = CONFIG
    value: str
    language: str | None = None
    role: str | None = None
    role_uri: str | None = None
    content: list[Inline] | None = None
    content_type: str | None = None
    direction: Direction | None = None
    rank: int | None = None
    confidence: int | None = None
    relevance: int | None = None
    separator: str | None = None
    media: str | None = None
    href: str | None = None
    version_info: str | None = None
    valid_from: Timestamp | None = None
    valid_to: Timestamp | None = None
    provenance: Provenance | None = None
    foreign: list[Foreign] = field(default_factory=list)
