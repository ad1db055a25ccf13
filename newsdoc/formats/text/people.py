"""What bylines and datelines become in the metadata: the line as it is printed, and who and what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdoc.formats.text import bylines, words
from newsdoc.model.document import Concept, Label, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.text.datelines import Dateline
    from newsdoc.model.document import Metadata

PERSON, ORGANISATION, PLACE = "cpnat:person", "cpnat:organisation", "cpnat:poi"
_AGENCIES = frozenset(name.casefold() for name in words.AGENCIES)


def add_byline(metadata: Metadata, text: str) -> str:
    """Add a byline and those it names; gives its path."""
    said = bylines.parse(text)
    known = {name.value.casefold() for one in metadata.creators for name in one.names}
    metadata.bylines.append(Label(text))
    add_creators(metadata, [name for name in said.authors if name.casefold() not in known], said.roles)
    add_sources(metadata, said.employers)
    return f"metadata.bylines[{len(metadata.bylines) - 1}]"


def add_creators(metadata: Metadata, names: Sequence[str], roles: Sequence[str]) -> None:
    """Put names among the creators; what one person is, where only that person is named."""
    for name in names:
        kind = ORGANISATION if name.casefold() in _AGENCIES else PERSON
        metadata.creators.append(Concept(type=kind, names=[Name(name)]))
    people = [one for one in metadata.creators if one.type == PERSON]
    if len(people) == 1 and len(roles) == 1 and not people[0].definitions:
        people[0].definitions.append(Label(roles[0]))


def add_sources(metadata: Metadata, names: Sequence[str]) -> None:
    """Put agencies among the sources of the information, each once."""
    known = {name.value.casefold() for one in metadata.info_sources for name in one.names}
    for name in names:
        if name.casefold() not in known:
            metadata.info_sources.append(Concept(type=ORGANISATION, names=[Name(name)]))
            known.add(name.casefold())


def add_dateline(metadata: Metadata, found: Dateline, *, printed: bool = True) -> None:
    """Add a dateline, if it is not left in the text, with its place and its agency."""
    if printed:
        metadata.datelines.append(Label(found.text))
    if found.place is not None:
        metadata.located.append(Concept(type=PLACE, names=[Name(found.place)]))
    if found.agency is not None:
        add_sources(metadata, [found.agency])
