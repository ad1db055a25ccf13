"""Puts the parts of a text into a document, each by its state, and says of each what it was taken for."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from newsdoc.formats.base import Loss
from newsdoc.formats.text import (
    advice,
    bylines,
    dateline,
    datelines,
    endings,
    features,
    inlines,
    people,
    releases,
    sights,
    stamps,
    words,
    zones,
)
from newsdoc.formats.text.authors import Authors
from newsdoc.formats.text.evidence import Evidence, Reading
from newsdoc.formats.text.header import FIELDS, SUMMARY
from newsdoc.formats.text.lines import folded
from newsdoc.model.content import Figure, Heading, List, Paragraph
from newsdoc.model.document import Label, RightsInfo, UserInteraction
from newsdoc.model.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from newsdoc.formats.text.envelopes import Envelope, Field
    from newsdoc.formats.text.segments import Part
    from newsdoc.formats.text.sights import Key
    from newsdoc.model.content import Block
    from newsdoc.model.timestamp import Timestamp

PAGEVIEWS = "useracttype:pageviews"
#: The reason of the losses that are what pages print around an article.
FURNITURE = "furniture"
#: How far apart bylines that belong together may stand, in parts.
_TOGETHER = 2
#: A byline that is taken for a name as a whole.
_OUTLET = re.compile(r"[^\W_][^|«»:>\n]{0,39}")
#: Among how many paragraphs at the beginning of the body a dateline is looked for, and among how many parts.
_LEADS = 5
_AMONG = 24
#: Below how many paragraphs a place in capitals alone is a dateline.
_FEW = 2
#: Above how many paragraphs at the end a notice of copyright stands at most.
_LATE = 3
#: The states of the parts that may begin with a dateline, or be one.
_LEADING = frozenset({"p", "h", "fh", "summary", "date", "caption", "f0", "d0", "fb"})
#: The states of what stands around the text.
_AROUND = frozenset({"f0", "fh", "fb", "ft"})
#: Among how many parts at the beginning of a text an embargo is looked for.
_ADVISED = 8
_CREATED = "metadata.content_created"

#: What a part became: its role, its path in the document, and why.
Outcome = tuple[str, str | None, str]

END_MARK = re.compile(
    r"#\s?#(?:\s?#)?|-?\s?ends\s?-?|-\s?30\s?-|nnnn|reuters?|={2}\w{2,12}|_{3,}|\*(?:\s?\*){2,}", re.IGNORECASE
)
#: The longest mark that ends a story, in characters, but for rows of underlines and stars.
_MARKED = 16
_CORRECTED = re.compile(
    r"(?:corrections?|clarification|korrektur|berichtigung|editor['’]s note|an earlier version|"
    r"this (?:article|story) was (?:amended|updated|corrected)|rectificat|corrección|errata|rättelse|rettelse|correctie)\b",
    re.IGNORECASE,
)
_VIEWS = re.compile(
    r"(?<![\w.,])([0-9][0-9.,'’ ]{0,12}[0-9]|[0-9])\s{0,3}"
    rf"(?:{'|'.join(sorted(words.all_words(words.VIEWS), key=len, reverse=True))})(?![^\W_])",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"\s*(?:tags?|topics?|keywords?|themen|schlagwörter|stichworte|mots[- ]clés|etiquetas|temas|argomenti|onderwerpen|"
    r"emner|ämnen|tagi|témata|etiketler|filed under|categories|kategorien|archivado en|palabras clave|parole chiave|palavras-chave|"
    r"trefwoorden|assuntos|thèmes|sujets)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\(?(?:titel|symbol|archiv|beitrags|vorschau|teaser)?(?:photo|foto|fotos|bild|image|credit|quelle|picture|beeld|fot\.|kuva|crédit|crédito|illustration|grafik)\b"
    r".{0,3}[:/]|\(?©|\(?(?:photo|foto|image|picture) (?:by|von|courtesy|par|de|di)\b|getty|shutterstock|imago\b|"
    r"picture alliance|\((?:ap|afp|dpa|reuters|epa)\))",
    re.IGNORECASE,
)
#: How many words a title has at least that stands right above another line like one; what is seen of lines that are none.
_SAYS = 4
_NO_TITLE = (
    "released",
    "dateline",
    "dateline:whole",
    "by",
    "address",
    "end:stop",
    "end:colon",
    "start:lower",
    "sent:1",
)
#: The states of what stands above the title.
_OVER = frozenset({"f0", "d0", "b0"})
_TOLD = re.compile(r"[\d(\[/]")
_AGENCIES = frozenset(name.casefold() for name in words.AGENCIES)
#: How the caption of an agency's picture ends, and in how many characters.
_PICTURED = re.compile(r"\([^()\n]{0,40}\bphoto\b[^()\n]{0,60}\)\s*$", re.IGNORECASE)
_PICTURE = 120
#: The shortest sentence that a lead is, in characters.
_SENTENCE = 40
_SPOKEN = re.compile(r"[A-Z][A-Z .]{1,30}: ")


class Build:
    """A document in the making.  ``seen`` are the keys of what is seen of the parts, ``states`` what they were read as."""

    def __init__(
        self,
        parts: list[Part],
        seen: Sequence[Sequence[Key]],
        states: list[str],
        envelope: Envelope | None,
        language: Callable[[], str | None],
    ) -> None:
        self.parts = parts
        self.seen = seen
        self.states = states
        self.envelope = envelope
        self.reading = Reading()
        self.losses = self.reading.losses
        self.metadata = self.reading.document.metadata
        self.body = self.reading.document.body
        self.stamps = stamps.Stamps(language)
        self.lead: datelines.Dateline | None = None
        self._apart = False
        self._explained = False
        self._provider: int | None = None
        self._late = len(parts) - endings.LATE
        self._figure: Figure | None = None

    def run(self, sure: Sequence[float | None] | None) -> Reading:
        """Everything, in the text's order; ``sure`` says how likely each state is, where reasons are asked for."""
        self._explained = sure is not None
        self._find_title()
        self._find_dashed()
        self._find_repeats()
        zones.mend(self.parts, self.seen, self.states)
        self._find_ends()
        self._find_dates()
        at = self._find_lead()
        if self.envelope is None or not self.envelope.has("byline"):
            self._find_provider()
            Authors(self.parts, self.seen, self.states).find()
        self._header()
        for index, part in enumerate(self.parts):
            if part.literal and self.states[index] != "title":
                self.states[index] = "p"
            role, path, why = self._lead(part) if index == at else self._part(index, part)
            confidence = None if sure is None else sure[index]
            self.reading.evidence.append(Evidence(part.first, part.last, role, path, why, confidence))
        self.reading.evidence.sort(key=attrgetter("first"))
        if not self.stamps.all:
            self._find_date()
        self.stamps.choose(self.metadata, self.losses)
        return self.reading

    def _part(self, index: int, part: Part) -> Outcome:
        if isinstance(part.block, Figure):
            return self._take(part.block, "the mark of a picture", figure=part.block)
        told = self._told(index, part) if part.block is None and not part.literal else None
        return told or HANDLERS[self.states[index]](self, index, part)

    def _told(self, index: int, part: Part) -> Outcome | None:
        """What is advice to those who publish, or ends the text, whatever it was read as."""
        text, state = part.text, self.states[index]
        if len(text) > advice.LONGEST or state == "title":
            return None
        if index == self._provider:
            return self._provided(text)
        text = text.strip()
        if (len(text) <= _MARKED or text[0] in "_*") and state != "byline" and END_MARK.fullmatch(text) is not None:
            return self.furniture(index, part)
        if (until := self._embargo(index)) is not None:
            self.metadata.embargoed = until
            self._note(text)
            return "embargo", "metadata.embargoed", "says until when it is not to be published"
        if ":" in text and state in _AROUND and advice.NOTE.match(text):
            return "note", self._note(text), "is said to editors"
        if text[0] in "©(cC" and advice.COPYRIGHT.match(text) is not None and self._is_outside(index):
            return self._notice(text)
        return None

    def _provided(self, text: str) -> Outcome:
        people.add_sources(self.metadata, [text])
        return (
            "source",
            f"metadata.info_sources[{len(self.metadata.info_sources) - 1}]",
            "below the words for whose news it is",
        )

    def _is_outside(self, index: int) -> bool:
        """Whether a part stands around the text, or ends it."""
        state = self.states[index]
        return state in _AROUND or (state in ("p", "bt") and self.states[index + 1 :].count("p") < _LATE)

    def _notice(self, text: str) -> Outcome | None:
        """Take a notice of copyright, if it is the first."""
        if self.metadata.rights:
            return None
        self.metadata.rights.append(RightsInfo(copyright_notices=[Label(text)]))
        return "copyright", "metadata.rights[0].copyright_notices[0]", "says whose the text is"

    def _embargo(self, index: int) -> Timestamp | Literal[""] | None:
        """Until when the text is not to be published, if a part of the head says so."""
        if index >= _ADVISED or self.metadata.embargoed is not None:
            return None
        return advice.embargo(self.parts[index].text, self.stamps.find)

    def _note(self, text: str) -> str:
        self.metadata.ed_notes.append(Label(text))
        return f"metadata.ed_notes[{len(self.metadata.ed_notes) - 1}]"

    def _header(self) -> None:
        if self.envelope is None:
            return
        for one in self.envelope.fields:
            self._field(one)
        if self.envelope.names:
            printed = ", ".join(self.envelope.names)
            self.losses.coerced(
                "metadata", printed, "the names of the header's fields", line=self.envelope.fields[0].line
            )
        for first, last, text, reason in self.envelope.dropped:
            self._lose(first, text, reason)
            self.reading.evidence.append(Evidence(first, last, reason, None, "below the text", 1.0))

    def _field(self, one: Field) -> None:
        setter = FIELDS.get(one.role)
        path = None if setter is None else setter(self, one)
        if setter is None:
            self._lose(one.line, one.value, f"{one.role.replace('_', ' ')} of the header")
        last = one.last or one.line
        self.reading.evidence.append(Evidence(one.line, last, one.role, path, "a field of the header", 1.0))

    # --- what is looked for in several places -----------------------------------------------------------------------

    def _find_lead(self) -> int | None:
        """The index of the part that begins with a dateline: among the first paragraphs, or by itself before them."""
        before = told = 0
        for index, (part, state) in enumerate(zip(self.parts, self.states, strict=True)):
            # Outside of prose there must be a date in it, or an agency.
            likely = part.block is None and state in _LEADING and (state in ("p", "h") or _TOLD.search(part.text))
            found = datelines.split(part.text) if likely else None
            if found is not None and self._is_lead(found, state, before, index):
                self.lead = found
                # What stands above the dateline of a release, which has its whole date, is text of it.
                whole = found.found is not None and found.found.timestamp is not None
                self._apart = before > 0 and whole and bool(found.rest)
                if found.rest:
                    self.states[index] = "p"
                    if not whole:
                        zones.end_head(self.states, index)
                elif before == 0:
                    zones.begin_below(self.seen, self.states, index)
                return index
            before += state in ("p", "list", "cb", "fb")
            told += state in ("p", "list")
            if told > _LEADS or before > _AMONG:
                return None
        return None

    def _is_lead(self, found: datelines.Dateline, state: str, before: int, index: int) -> bool:
        """Whether what looks like a dateline is one, ``before`` parts after the beginning of the body."""
        if found.agency is None and found.text[-1] in ":." and (before or self._is_dialogue()):
            return False
        if found.agency is not None and _PICTURED.search(found.rest[-_PICTURE:]) is not None:
            return False
        told = (found.agency, found.found, found.place)
        if state in ("p", "h"):
            many = sum(one is not None for one in told) > 1
            return not before or many or (found.strong and self.states[:index].count("p") < _FEW)
        if found.place is None:
            return False
        # Outside of prose it must have all that a dateline has, be nothing but one, or that of an agency before a sentence.
        alone = not found.rest and not before and found.strong and (found.found is not None or found.agency is not None)
        signed = found.agency is not None and found.agency.casefold() in _AGENCIES and len(found.rest) >= _SENTENCE
        return None not in told or alone or (signed and not before)

    def _is_dialogue(self) -> bool:
        """Whether several parts begin with a name in capitals and a colon: people speak in turn."""
        return sum(_SPOKEN.match(part.text) is not None for part in self.parts) > 1

    def _find_title(self) -> None:
        """Of two lines right below each other that could both be the title the first is, and the other the standfirst."""
        if "title" not in self.states:
            self._name_title()
            return
        title = self.states.index("title")
        if not title or self.states[title - 1] != "f0":
            return
        part, before, keys = self.parts[title], self.parts[title - 1], self.seen[title - 1]
        apart = before.last + 1 != part.first or before.block is not None
        if apart or len(before.text.split()) < _SAYS or sights.has(keys, *_NO_TITLE) or sights.is_dated(keys):
            return
        if not any(key[0] == "phrases" for key in keys):
            self.states[title - 1 : title + 1] = ["title", "summary"]

    def _name_title(self) -> None:
        """Where nothing was read as the title, the first line above the body that could be one is."""
        for index, keys in enumerate(self.seen):
            if self.states[index] not in _OVER:
                return
            named = len(self.parts[index].text.split()) >= _SAYS and not any(key[0] == "phrases" for key in keys)
            if (
                named
                and self.parts[index].block is None
                and not sights.has(keys, *_NO_TITLE)
                and not sights.is_dated(keys)
            ):
                self.states[index] = "title"
                return

    def _find_dashed(self) -> None:
        """A name in capitals behind a dash, alone right below the title or its standfirst, is the byline and no list."""
        for index, part in enumerate(self.parts[:_ADVISED]):
            state = self.states[index]
            if state in ("p", "h"):
                return
            block = part.block
            if block is None or not isinstance(block, List) or len(block.items) != 1:
                continue
            said = part.text.lstrip("-–—*• ")
            if "title" in self.states[:index] and "p" in self.states[index:] and bylines.is_dashed(said):
                self.parts[index] = part._replace(block=None, text=said)
                self.states[index] = "byline"
                return

    def _find_repeats(self) -> None:
        """What says right below the title nothing but the title is the title again, whatever it was read as."""
        title = self.states.index("title") if "title" in self.states else None
        if title is None:
            return
        said = self.parts[title].text
        for index in range(title + 1, min(title + 1 + _TOGETHER, len(self.parts))):
            text = self.parts[index].text
            alike = text[:1].casefold() == said[:1].casefold() and self.states[index] in ("p", "h", "summary", "fh")
            if alike and folded(text) == folded(said):
                self.states[index] = "repeat"

    def _find_ends(self) -> None:
        """Short lines that no text follows are no subheads, but what stands below the text where anything does."""
        end = "p" if _AROUND.isdisjoint(self.states) else "ft"
        for index in range(len(self.seen) - 1, -1, -1):
            if self.states[index] in ("p", "list"):
                return
            if self.states[index] == "h":
                self.states[index] = end

    def _find_dates(self) -> None:
        """What is in the head nothing but a date with its year is the date, whatever it was read as."""
        for index, (state, keys) in enumerate(zip(self.states, self.seen, strict=False)):
            if state in ("p", "fh", "summary", "caption", "f0") and sights.is_dated(keys):
                said = dateline.parse(self.parts[index].text)
                if said is not None and said.timestamp is not None:
                    self.states[index] = "d0" if state == "f0" else "date"
            if self.states[index] == "p":
                return

    def _find_provider(self) -> None:
        """Who stands in the head below the words for whose news it is."""
        for index, part in enumerate(self.parts[:_ADVISED], 1):
            if len(part.text) != len(releases.PROVIDED) or not releases.is_provided(part.text):
                continue
            below = index < len(self.seen) and self.parts[index].block is None
            if below and self.states[index] not in ("p", "title", "list"):
                self._provider = index
                self.states[index] = "fh"

    def _find_date(self) -> None:
        """A date near the title that no part was chosen for."""
        title = next((index for index, state in enumerate(self.states) if state == "title"), 0)
        for index, (part, state) in enumerate(zip(self.parts[: title + 9], self.states, strict=False)):
            text = part.text
            if state in ("p", "h", "list", "title", "summary", "caption") or index == title:
                continue
            if len(text) > 90 or not any(map(str.isdigit, text)) or stamps.is_caption(text):
                continue
            if advice.EMBARGO.match(text):
                continue
            before = len(self.stamps.all)
            self.stamps.look(text, part.first, stamps.OTHER)
            fresh = self.stamps.all[before:]
            self.stamps.all[before:] = [one for one in fresh if stamps.fills(one, text)]
            if len(self.stamps.all) > before:
                return

    # --- parts, by their states -------------------------------------------------------------------------------------

    def _lead(self, part: Part) -> Outcome:
        lead = self.lead
        assert lead is not None  # that is why this part is here
        people.add_dateline(self.metadata, lead, printed=not self._apart)
        if lead.by is not None and not self.metadata.creators:
            people.add_byline(self.metadata, lead.by)
        if lead.found is not None and lead.found.timestamp is not None:
            self.stamps.all.append(stamps.Stamp(lead.found, part.first, stamps.DATELINE))
        if self._apart:
            why = "prose with a dateline, which stays in it, since it does not begin the body"
            return self._take(Paragraph(inlines.parse(part.text)), why)
        if lead.rest:
            _, path, _ = self._take(Paragraph(inlines.parse(lead.rest)), "")
            return "dateline+paragraph", path, "begins with a place and what a dateline has besides"
        return "dateline", "metadata.datelines[0]", "a place and what a dateline has besides, and nothing more"

    def _take(self, block: Block, why: str, *, figure: Figure | None = None) -> Outcome:
        """Put a block into the body."""
        self.body.append(block)
        self._figure = figure
        return block.type, f"body[{len(self.body) - 1}]", why

    def _lose(self, line: int, value: object, reason: str) -> None:
        self.losses.items.append(Loss("dropped", "body", to_plain(value), reason, line=line))

    def title(self, _index: int, part: Part) -> Outcome:
        """The headline."""
        self.metadata.headlines.append(Label(part.text))
        path = f"metadata.headlines[{len(self.metadata.headlines) - 1}]"
        return "title", path, "what its form, its words and its place say"

    def repeat(self, index: int, part: Part) -> Outcome:
        """The title again."""
        headline = self.reading.document.headline
        if headline is None or folded(headline) != folded(part.text):
            return self.furniture(index, part)
        if " ".join(headline.split()) != " ".join(part.text.split()):
            self._lose(part.first, part.text, "the title again")
        return "title-repeat", None, "the title again"

    def summary(self, _index: int, part: Part) -> Outcome:
        """A standfirst."""
        if part.block is not None:
            return self._take(part.block, part.why)
        self.metadata.descriptions.append(Label(part.text, role=SUMMARY))
        path = f"metadata.descriptions[{len(self.metadata.descriptions) - 1}]"
        return "standfirst", path, "between the title and the body"

    def paragraph(self, index: int, part: Part) -> Outcome:
        """Prose, or a block of the body."""
        if part.block is not None:
            return self._take(part.block, part.why)
        if index >= self._late and not part.literal and (ending := self._ending(index, part)):
            return ending
        return self._take(Paragraph(inlines.parse(part.text)), "reads as prose, among prose")

    def _ending(self, index: int, part: Part) -> Outcome | None:
        """What stands below the last paragraph, was read as one, and is none."""
        text = part.text.strip()
        if not self.body:
            return None
        names = [name.value for one in self.metadata.creators for name in one.names]
        if (found := endings.find(text, names)) is not None:
            self._lose(part.first, text, found.reason)
            return found.role, None, found.why
        if said := endings.tags(text):
            self.metadata.keywords += [Label(one) for one in said]
            self.losses.coerced("metadata.keywords", text, "the line of the topics as it is printed", line=part.first)
            return "tags", "metadata.keywords", "nothing but hashtags"
        return self.caption(index, part) if endings.is_credit(text) else None

    def heading(self, _index: int, part: Part) -> Outcome:
        """A subhead."""
        if part.block is not None:
            return self._take(part.block, part.why)
        return self._take(Heading(inlines.parse(part.text)), "short, between paragraphs, with words of theirs")

    def caption(self, index: int, part: Part) -> Outcome:
        """A caption or a credit, of the figure before it or of one that has no mark."""
        if part.block is not None:
            return self.furniture(index, part)
        credit = len(part.text) < 120 and _CREDIT.match(part.text) is not None
        figure = self._figure
        if figure is None or (figure.credit if credit else figure.caption):
            figure = Figure()
            self._take(figure, "", figure=figure)
        path = f"body[{len(self.body) - 1}]"
        if credit:
            figure.credit = inlines.parse(part.text)
            return "credit", path + ".credit", "says whose picture it is"
        figure.caption.append(Paragraph(inlines.parse(part.text)))
        return "caption", path + ".caption", "stands by a picture and says what is in it"

    def byline(self, index: int, part: Part) -> Outcome:
        """Who wrote it; one in the head is better than one elsewhere."""
        text = part.text
        better = self.states[index] != "byline" and "byline" in self.states
        if part.block is not None or better or any(folded(one.value) == folded(text) for one in self.metadata.bylines):
            return self.furniture(index, part)
        dated = self.stamps.look(text, part.first, stamps.BY_STATE[self.states[index]])
        said = bylines.parse(text)
        known = {name.value.casefold() for one in self.metadata.creators for name in one.names}
        fresh, roles = [name for name in said.authors if name.casefold() not in known], said.roles
        if not fresh and not dated and not known and self.states[index] != "bt" and _OUTLET.fullmatch(text):
            # What stands for a byline and is no name is an outlet, or a name of one word.
            fresh, roles = [text.strip(" :|,")], []
        if not fresh and not roles and (self.metadata.bylines or not dated):
            return self.furniture(index, part)
        self.metadata.bylines.append(Label(text))
        people.add_creators(self.metadata, fresh, roles)
        people.add_sources(self.metadata, said.employers)
        path = f"metadata.bylines[{len(self.metadata.bylines) - 1}]"
        return "byline", path, "names, by the words and the place of a byline"

    def date(self, index: int, part: Part) -> Outcome:
        """A line with the date, and what else stands in it: views, names."""
        if part.block is not None:
            return self.furniture(index, part)
        text, line = part.text, part.first
        said = dateline.parse(text)
        if said is None and stamps.is_caption(text):
            return self.caption(index, part)
        dated = self.stamps.look(text, line, stamps.BY_STATE[self.states[index]])
        counted = self._views(said, text, line)
        if said is not None and said.clock is not None and said.timestamp is None:
            self.losses.dropped(_CREATED, said.clock, "a time without a date", line=line)
        named = bylines.parse(text) if said is None else bylines.Byline()
        if not (said is not None or dated or counted or (named.people and bylines.is_given(named.people[0]))):
            return self.furniture(index, part)
        if named.people and (not self.metadata.bylines or self._goes_on(index, named.people[0])):
            people.add_byline(self.metadata, text)
        elif said is None:
            self.losses.coerced(_CREATED, text, "the line of the date as it is printed", line=line)
        return "date", _CREATED, "a date, with the words and the place of one"

    def _goes_on(self, index: int, name: str) -> bool:
        """Whether a line with a name and a date goes on with the bylines right before it."""
        return index > 0 and self.states[index - 1] == "byline" and bylines.is_given(name)

    def _views(self, said: dateline.DateLine | None, text: str, line: int) -> bool:
        """Take a number of page views, if one is there."""
        count, rounded = (None, None) if said is None else (said.views, said.rounded)
        if said is None and (hit := _VIEWS.search(text)) is not None:
            count = int(re.sub(r"\D", "", hit[1]))
        if count is None or self.metadata.user_interactions:
            return False
        self.metadata.user_interactions.append(UserInteraction(count, PAGEVIEWS))
        if rounded is not None:
            self.losses.coerced("metadata.user_interactions[0].interactions", rounded, "a rounded number", line=line)
        return True

    def furniture(self, index: int, part: Part) -> Outcome:
        """What a page prints around an article: a loss, but for topics and notes of corrections."""
        text = part.text
        plain = part.block is None
        outside = plain and ":" in text and self.states[index] in ("ft", "fh", "f0")
        if outside and (tags := _TAGS.match(text)) is not None and tags[1]:
            self.metadata.keywords += [Label(tag) for tag in re.split(r"\s*[,;|•·#]\s*", tags[1]) if tag]
            self.losses.coerced("metadata.keywords", text, "the line of the topics as it is printed", line=part.first)
            return "tags", "metadata.keywords", "a word for topics, and topics"
        if plain and self.states[index] == "ft" and _CORRECTED.match(text):
            return "note", self._note(text), "says what was corrected"
        if END_MARK.fullmatch(text.strip()) is not None:
            self._lose(part.first, text, "end mark")
            return "end-mark", None, "the mark that ends a story"
        self._lose(part.first, part.block if isinstance(part.block, List | Heading) else text, FURNITURE)
        return FURNITURE, None, self._why(part) if self._explained else ""

    def _why(self, part: Part) -> str:
        roles = features.roles_of(part.text)
        return f"words of {', '.join(roles)}" if roles else "stands apart from the prose and has no words of it"


#: What becomes of a part, by its state.
HANDLERS: dict[str, Callable[[Build, int, Part], Outcome]] = {
    **dict.fromkeys(("f0", "fh", "fb", "ft"), Build.furniture),
    **dict.fromkeys(("d0", "date", "dt"), Build.date),
    **dict.fromkeys(("b0", "byline", "bt"), Build.byline),
    **dict.fromkeys(("caption", "cb"), Build.caption),
    **dict.fromkeys(("p", "list"), Build.paragraph),
    "title": Build.title,
    "repeat": Build.repeat,
    "summary": Build.summary,
    "h": Build.heading,
}
