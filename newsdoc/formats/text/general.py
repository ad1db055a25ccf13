"""Reads what people really send: pages copied whole, wire copy, releases, mails, records.

The envelope goes (:mod:`~newsdoc.formats.text.envelopes`), the lines become parts (``segments``), the parts are looked at
(``features``) and read as a whole (``roles``); what each was taken for says which field of the document it becomes
(``build``).  Every line is in the document or in a loss.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.text import envelopes, features, messages, protocols, releases, segments, sights
from newsdoc.formats.text.build import FURNITURE, Build
from newsdoc.formats.text.envelopes import Message
from newsdoc.formats.text.evidence import Evidence
from newsdoc.formats.text.lines import SPACES, refuse_many, spaced, unified
from newsdoc.formats.text.roles import Model
from newsdoc.formats.text.segments import Part
from newsdoc.loading import chars
from newsdoc.model.content import Preformatted

if TYPE_CHECKING:
    from newsdoc.formats.text.envelopes import Envelope, Source
    from newsdoc.formats.text.evidence import Reading
    from newsdoc.formats.text.sights import Key

__all__ = ["model", "parse", "sources"]

#: From how many lines on blank ones are not kept one by one.
_MANY = 10_000
#: How many parts are looked at.
MOST_PARTS = 2000
#: The layouts that have no envelope; where one is named none is looked for.
_BARE = frozenset({"page", "press-release"})
#: The layouts whose lines are no more than parts of paragraphs.
_FOLDED = frozenset({"iptc-7901", "anpa-1312"})


@cache
def model() -> Model:
    """The weights, packed when first used."""
    from newsdoc.formats.text.weights import TABLE

    return Model(TABLE)


def parse(
    text: str,
    *,
    named: str | None = None,
    weights: Model | None = None,
    explained: bool = False,
    checked: bool = False,
) -> list[Reading]:
    """The documents that ``text`` holds, whatever its layout, or in the layout ``named``: of a wire's file one a message.

    ``explained`` adds how sure each part's role is; ``checked`` says that its characters are allowed.  Raises :class:`newsdoc.ReadError` as :func:`.reader.read` does.
    """
    lines = sources(text)
    found = [Message(lines, None)] if named in _BARE else messages.split(lines)
    if not checked and (found[0].envelope is None or found[0].envelope.layout not in protocols.KINDS):
        _check(text)
    return [_read(one, named, weights or model(), explained=explained) for one in found]


def _read(message: Message, named: str | None, chosen: Model, *, explained: bool) -> Reading:
    """The document that a message is."""
    lines, envelope = message.lines, message.envelope
    if named in protocols.KINDS and (envelope is None or envelope.layout != named):
        raise ReadError(
            f"this is not in the form of {named}",
            code="TX-LAYOUT",
            line=lines[0][0],
            column=1,
            hint="let the layout be found: -f text",
        )
    parts, mode = _parts(lines, envelope)
    seen = features.see([(part.text, None if part.block is None else part.block.type) for part in parts[:MOST_PARTS]])
    titled = envelope is not None and envelope.has("headline")
    chain = chosen.read(seen.keys, titled=titled)
    states = kept(chain, seen.keys, titled=titled)
    sure: list[float | None] | None = None
    if explained:
        # What was kept against the chain has no likelihood of its own.
        likely = chosen.sureness(seen.keys, chain, titled=titled)
        sure = [*([None] * len(parts))]
        sure[: len(likely)] = [one if old == new else None for one, old, new in zip(likely, chain, states, strict=True)]
    # What comes after more parts than any article has is text, and not looked at.
    states += ["p"] * (len(parts) - len(states))

    def language() -> str | None:
        return features.language_of(low for low, state in zip(seen.words, states, strict=False) if state == "p")

    build = Build(parts, seen.keys, states, envelope, language)
    reading = build.run(sure)
    if envelope is not None:
        _account(lines, reading)
    reading.layout, reading.confidence, reading.why = _layout(build, mode)
    if named is not None and envelope is None:
        reading.layout, reading.confidence, reading.why = named, 1.0, "named"
    return reading


def _parts(lines: list[Source], envelope: Envelope | None) -> tuple[list[Part], str]:
    """The parts of a text, and what keeps them apart; a table is one, as it is set."""
    if envelope is None:
        return segments.split(lines, forget=True)
    if not envelope.tabular:
        return segments.split(envelope.body, wrapped=envelope.layout in _FOLDED)
    body = [(number, text.rstrip()) for number, text in envelope.body if text.strip(SPACES)]
    said = "\n".join(text for _, text in body)
    why = "set as a table, by its header"
    return [Part(body[0][0], body[-1][0], said, Preformatted([said]), why, True)] if body else [], "blank"


def _check(text: str) -> None:
    """Refuse characters that no document may have; most texts have none, which is seen faster in their bytes."""
    try:
        sure = chars.surely_allowed(text.encode())
    except UnicodeEncodeError:
        sure = False
    if not sure:
        chars.check(text)


def _account(lines: list[Source], reading: Reading) -> None:
    """The lines of an envelope that no field was made of: its frame, which is lost if there are words in it."""
    told = {number for one in reading.evidence for number in range(one.first, one.last + 1)}
    for number, text in lines:
        if number in told or not text.strip(SPACES):
            continue
        said = envelopes.plain(text).strip()
        if said:
            reading.losses.dropped("body", said, "the frame of the text", line=number)
        reading.evidence.append(Evidence(number, number, "frame", None, "part of the envelope", 1.0))
    reading.evidence.sort(key=lambda one: one.first)


#: The features that speak for furniture by themselves, and those of the states that are dropped within and below the body.
_TELLING = frozenset({"wordless", "address", "again", "signs", "has:arrow", "has:bar"})
_COVERED = ("cover:all", "cover:half", "w1:")
_DROPPED = frozenset({"fb", "ft"})
#: The states without any of which a text says nothing.
_MEANT = frozenset({"title", "p", "list", "date", "d0"})


def kept(states: list[str], rows: list[list[Key]], *, titled: bool = False) -> list[str]:
    """The states, but where nothing in or below the body has the words of furniture, all of it is kept as prose.

    What stands in a text that is no page is there because somebody wrote it there.  Nor is a text furniture alone.
    """
    if _MEANT.isdisjoint(states):
        return [
            "title" if not (index or titled) and sights.has(keys, "sent:0") and not sights.has(keys, *_STOPPED) else "p"
            for index, keys in enumerate(rows)
        ]
    if states == ["title"] and sights.has(rows[0], "end:stop"):
        return ["p"]
    dropped = [index for index, state in enumerate(states) if state in _DROPPED]
    if any(_tells(rows[index]) for index in dropped):
        return states
    result = list(states)
    for index in dropped:
        keys = rows[index]
        subhead = index + 1 < len(states) and sights.has(keys, "start:upper") and sights.has(keys, "sent:0")
        result[index] = "h" if subhead and not sights.has(keys, *_STOPPED) else "p"
    return result


def _tells(keys: list[Key]) -> bool:
    """Whether what is seen of a part speaks for furniture by itself."""
    return any(map(_key_tells, keys)) and not sights.has(keys, "form:figure")


@lru_cache(maxsize=4096)
def _key_tells(key: Key) -> bool:
    names = sights.features_of(key)
    return not _TELLING.isdisjoint(names) or any(name.startswith(_COVERED) for name in names)


_STOPPED = frozenset({"end:stop", "end:colon", "end:dots", "end:comma", "end:shout"})


def sources(text: str) -> list[Source]:
    """The lines of a text with their numbers; :class:`newsdoc.ReadError` where there are none, or too many."""
    one = unified(text)
    if not one.strip(SPACES + "\n"):
        raise ReadError("there is nothing in the text but white space", code="TX-EMPTY", line=1, column=1)
    refuse_many(one)
    return list(enumerate(one.split("\n"), 1)) if one.count("\n") < _MANY else spaced(one)


# --- what speaks for a layout ---------------------------------------------------------------------------------------

_RELEASE_END = re.compile(
    r"#\s?#\s?#|-?ends-?$|source\s+[A-Z]|(?:media|press) contacts?\b|about [A-Z]|pressekontakt|forward-looking",
    re.IGNORECASE,
)


def _layout(build: Build, mode: str) -> tuple[str, float, str]:
    """The layout, how sure it is, and why."""
    envelope, lead = build.envelope, build.lead
    if envelope is not None:
        return envelope.layout, envelope.confidence, envelope.why
    texts = [part.text for part in build.parts]
    if any(map(releases.is_release, texts[:4])):
        return "press-release", 0.9, "says so"
    wired = lead is not None and lead.agency is not None
    dated = lead is not None and lead.found is not None and lead.found.timestamp is not None
    if wired and dated:
        return "press-release", 0.7, "a dateline with an agency and its whole date"
    if len(list(filter(_RELEASE_END.match, texts[-12:]))) > 1:
        return "press-release", 0.7, "ends as releases do"
    if wired:
        return "wire", 0.8 if mode == "wrapped" else 0.6, "a dateline with an agency"
    if lead is not None and mode == "wrapped":
        return "wire", 0.6, "hard-wrapped, with a dateline"
    dropped = [loss.reason for loss in build.losses.items].count(FURNITURE)
    why = f"{dropped} parts of furniture around the text" if dropped else "nothing speaks for another"
    return "page", 0.9 if dropped > 2 else 0.6, why
