"""What the fields of an envelope's header become in a document: a table by role; what has no row is lost, and reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdoc.formats.text import bylines, dates, people, stamps
from newsdoc.model.document import Concept, Label, Name
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.text.build import Build
    from newsdoc.formats.text.envelopes import Field

SUMMARY = "drol:summary"
_CREATED = "metadata.content_created"
_AS_PRINTED = "as it is printed"


def _label(name: str) -> Callable[[Build, Field], str]:
    """A field that becomes a label of the list ``name``."""

    def put(build: Build, one: Field) -> str:
        labels: list[Label] = getattr(build.metadata, name)
        labels.append(Label(one.value, role=SUMMARY if name == "descriptions" else None))
        return f"metadata.{name}[{len(labels) - 1}]"

    return put


#: A sender as the older mails have one: the address, and the name in brackets.
_CALLED = re.compile(r"\S{1,200}@\S{1,200}\s+\(([^()]{2,80})\)\s*$")
#: What programs put before the subject of a mail.
_BEFORE = re.compile(
    r"(?:(?:re|fwd?|wg|aw|tr|rv|rif|enc|sv|vs|vb|doorst|antw|odp|pd)(?:\[[0-9]{1,3}\])?\s?:\s*)+", re.IGNORECASE
)


def _headline(build: Build, one: Field) -> str:
    """A headline; of a mail without what programs put before it."""
    path = _label("headlines")(build, one)
    hit = None if build.envelope is None or build.envelope.layout != "email" else _BEFORE.match(one.value)
    if hit is not None and hit.end() < len(one.value):
        build.metadata.headlines[-1] = Label(one.value[hit.end() :])
        build.losses.coerced(path, one.value, "what is put before the subject of a mail", line=one.line)
    return path


def _byline(build: Build, one: Field) -> str:
    build.metadata.bylines.append(Label(one.value))
    said = bylines.parse(one.value)
    people.add_creators(build.metadata, said.authors or [re.sub(r"(?i)^by\s+", "", one.value)], said.roles)
    people.add_sources(build.metadata, said.employers)
    return f"metadata.bylines[{len(build.metadata.bylines) - 1}]"


def _sender(build: Build, one: Field) -> str:
    build.metadata.bylines.append(Label(one.value))
    called = _CALLED.match(one.value)
    name = called[1] if called else re.sub(r"\s*<[^<>]*>\s*$", "", one.value).strip(' "')
    people.add_creators(build.metadata, [name or one.value], [])
    return f"metadata.bylines[{len(build.metadata.bylines) - 1}]"


def _date(build: Build, one: Field) -> str:
    found = next((each for each in build.stamps.find(one.value) if each.timestamp), None)
    if found is None:
        build.losses.dropped(_CREATED, one.value, "a date that is not understood", line=one.line)
        return _CREATED
    build.stamps.all.append(stamps.Stamp(found, one.line, stamps.HEADER, one.role == "updated"))
    if any(char.isalnum() for char in dates.masked(one.value, [(found.start, found.end)])):
        build.losses.coerced(_CREATED, one.value, _AS_PRINTED, line=one.line)
    return _CREATED


def _embargo(build: Build, one: Field) -> str:
    found = (each.timestamp for each in build.stamps.find(one.value) if each.timestamp)
    build.metadata.embargoed = next(found, "")
    build.metadata.ed_notes.append(Label(f"Embargo: {one.value}"))
    return "metadata.embargoed"


def _trailer(build: Build, one: Field) -> str:
    assert build.envelope is not None  # this is one of its fields
    if build.envelope.iso is not None:
        build.metadata.content_created = Timestamp(build.envelope.iso)
    build.losses.coerced(_CREATED, one.value, _AS_PRINTED, line=one.line)
    return _CREATED


def _source(build: Build, one: Field) -> str:
    build.metadata.info_sources.append(Concept(type=people.ORGANISATION, names=[Name(one.value)]))
    return f"metadata.info_sources[{len(build.metadata.info_sources) - 1}]"


def _words(build: Build, one: Field) -> str:
    build.metadata.keywords += [Label(word) for word in re.split(r"\s*[,;]\s*", one.value) if word]
    return "metadata.keywords"


def _place(build: Build, one: Field) -> str:
    place = Concept(type=people.PLACE, names=[Name(one.value.strip("() "))])
    if one.role == "dateline":
        build.metadata.datelines.append(Label(one.value))
        build.metadata.located.insert(0, place)
        return "metadata.datelines[0]"
    build.metadata.located.append(place)
    return f"metadata.located[{len(build.metadata.located) - 1}]"


#: What becomes of a field, by its role.
FIELDS: dict[str, Callable[[Build, Field], str]] = {
    "headline": _headline,
    "summary": _label("descriptions"),
    "credit": _label("creditlines"),
    "slugline": _label("sluglines"),
    "keyword": _label("sluglines"),
    "ed_note": _label("ed_notes"),
    "byline": _byline,
    "from": _sender,
    "date": _date,
    "updated": _date,
    "embargo": _embargo,
    "trailer": _trailer,
    "source": _source,
    "keywords": _words,
    "dateline": _place,
    "located": _place,
}
