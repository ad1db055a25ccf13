"""Bodies: the alternatives that carry the content, the richest of which is the document's body."""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markup.encoded import decoded
from newsdoc.formats.ninjs import markups
from newsdoc.formats.ninjs.kinds import Restores, free_key, joined, put
from newsdoc.formats.ninjs.labels import kept, original_of
from newsdoc.formats.ninjs.markups import parsed
from newsdoc.model.compare import PLAIN_BODY
from newsdoc.model.document import Content, Document

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.codecs import Part
    from newsdoc.formats.ninjs.engine import Frame, Writing
    from newsdoc.formats.ninjs.shapes import Entries, Row, Rows

#: What plain text that is written may not say of paragraphs of lines.
_LINES: Final = "the lines and white space of the text are there, and are not read as the same paragraphs"


def default_entry(line: int) -> Content:
    """What a body without any alternatives is written as; in line 1 there must be a role."""
    return Content(role=markups.XHTML if line == 0 else None, content_type=markups.MEDIA_TYPES[markups.XHTML])


@dataclass(frozen=True, eq=False)
class Bodies(Restores):
    """The alternatives of the content: an array of objects, or properties whose names end in the role."""

    part: Part

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the alternatives, and the body from the richest that can be read."""
        contents: list[Content] = []
        places: list[tuple[str | int, ...]] = []
        for row, key, value in entries:
            places += [(key, index, "value") for index in range(len(value))] if row.shape.type == "array" else [(key,)]
            if row.shape.type == "array":
                contents += [self.part.read_at(item, (key, index), frame) for index, item in enumerate(value)]
            else:
                name = row.name(frame.reading.version) or ""
                role = key[len(name) - 1 :]
                kind = markups.implied_type(role, value, alone=len(entries) == 1, known=frame.reading.parsed)
                contents.append(Content(value=value, role=role, content_type=kind))
        for entry in contents:
            if markups.form_of(entry, entry.value or "") == "data":
                entry.form = "data"
        _choose(contents, target, frame, places)
        target.contents = contents[1:] if contents[:1] == [PLAIN_BODY] else contents

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The alternatives, the body's own among them."""
        plan = _Plan.of(source, writing, path)
        place = joined(path, "contents")
        known = plan.entries[1:] if plan.begins_plainly() else plan.entries
        writing.aligned[place] = [entry.index for entry in known]
        out: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        for key, row in rows[:1] if plan.entries else ():
            for entry in plan.entries:
                if row.shape.type == "array":
                    written = self.part.write(entry.content, row, writing, f"{place}[{entry.index}]")
                    out.setdefault(key, []).append({**written, "value": entry.text})
                else:
                    out[free_key(_role(entry), out, numbers, key[:-1])] = entry.text
        return out

    def about(self, row: Row) -> str:
        """The fields."""
        end = " (the role is the end of the name)" if "*" in row.concept else ""
        return f"`contents`, the richest one `body`{end}"


def _choose(contents: list[Content], target: Document, frame: Frame, places: list[tuple[str | int, ...]]) -> None:
    """Make the richest alternative that can be read the body."""
    ranked = []
    for index, entry in enumerate(contents):
        kind = markups.kind_of(entry, entry.value or "")
        if kind is not None:
            ranked.append((markups.RANKS[kind], index, kind))
    for _, index, kind in sorted(ranked):
        entry = contents[index]
        text = entry.value or ""
        found = parsed(kind, text, frame.reading.parsed)
        if found is not None:
            target.body = found.blocks
            entry.value = None
            if not found.exact:
                entry.foreign.append(kept(text))
            for repair in found.repairs:
                if frame.is_listed():
                    frame.problem("NJ-BODY-MARKUP", repair, places[index], "its text is kept as it is")
            return
        if frame.is_listed():
            why = "a body has too many elements" if markups.is_too_much(text) else f"a body cannot be read as {kind}"
            frame.problem("NJ-BODY-UNREAD", why, places[index], "it is kept as it is, beside the body")


@dataclass(slots=True)
class _Entry:
    """One alternative to write: its place in the document (-1: not there), its attributes, its text.

    ``original`` says that the text is the one that was kept of the source.
    """

    index: int
    content: Content
    text: str
    original: bool = False

    @property
    def kind(self) -> str | None:
        """What a reader will take it for."""
        return markups.kind_of(self.content, self.text)


def _written(content: Content) -> Content:
    """What lines 2 and 3 say of an alternative."""
    names = ("role", "content_type", "char_count", "word_count")
    return Content(**{name: getattr(content, name) for name in names})


def _role(entry: _Entry) -> str:
    """The role, which there must be where it is the end of a property's name."""
    if entry.content.role is not None:
        return entry.content.role
    return "html" if (entry.content.content_type or "").startswith("text/html") else entry.kind or "other"


def _text(content: Content, index: int, writing: Writing, path: str) -> str:
    """The text of an alternative: ninjs has no encoding, so that what is text is decoded, and anything else is as it came."""
    if content.encoding is None and content.encoding_uri is None:
        return content.value or ""
    text = decoded(content)
    reason = (
        "ninjs has no encoding: it is written decoded" if text is not None else "written as it is, without its encoding"
    )
    writing.note(joined(path, f"contents[{index}]", "value"), reason, "coerced")
    return text if text is not None else content.value or ""


@dataclass(slots=True)
class _Plan:
    """What the alternatives are written as; the body's own is the one that a reader will choose."""

    source: Document
    writing: Writing
    entries: list[_Entry]
    path: str

    @classmethod
    def of(cls, source: Document, writing: Writing, path: str) -> _Plan:
        """The alternatives of the document at ``path``."""
        own = next((index for index, entry in enumerate(source.contents) if entry.value is None), None)
        entries = [
            _Entry(index, entry, _text(entry, index, writing, path))
            for index, entry in enumerate(source.contents)
            if entry.value is not None or index == own
        ]
        if own is None and source.body:
            entries.insert(0, _Entry(-1, default_entry(writing.line), ""))
        plan = cls(source, writing, entries, path)
        mine = next((entry for entry in entries if entry.content.value is None), None)
        if mine is not None:
            plan.fill(mine)
        if writing.line == 0:
            for entry in entries:
                plan.name_by_role(entry)
        if mine is not None and plan.is_outdone(mine):
            plan.put_first(mine)
        return plan

    def fill(self, entry: _Entry) -> None:
        """Give the body's own alternative its text, the media type of it, and counts that have no other place."""
        content, writing = entry.content, self.writing
        original = original_of(content.foreign) if writing.options.body is None else None
        if original is not None and self._says_body(markups.kind_of(content, original), original):
            entry.text, entry.original = original, True
        else:
            self._render(entry, writing.options.body or markups.wanted_kind(content))
        for name in ("char_count", "word_count") if writing.line else ():
            count = getattr(self.source.metadata, name)
            if getattr(content, name) is None and count is not None:
                entry.content = replace(entry.content, **{name: count})
                place = joined(self.path, "metadata", name)
                writing.note(place, "written as that of the body, where this line of ninjs has it", "coerced")

    def name_by_role(self, entry: _Entry) -> None:
        """Let the role alone say what the alternative is, as in line 1: of the body's own, if it must, the kind of markup."""
        kind, mine = entry.kind, entry.content.value is None
        entry.content = replace(entry.content, role=_role(entry), content_type=None)
        if mine and not entry.original and kind is not None and entry.kind != kind and self.source.body:
            entry.content = replace(entry.content, role=kind)

    def _render(self, entry: _Entry, kind: str) -> None:
        """The body in ``kind`` of markup; in XHTML where that would say less and nobody asked for it.

        Plain text is written for paragraphs of lines in any case: only their white space can be lost in it.
        """
        body, writing = self.source.body, self.writing
        text = markups.render(kind, body, original_of(entry.content.foreign))
        if kind != markups.XHTML and not self._says_body(kind, text):
            asked = writing.options.body is not None
            if asked or (kind == markups.TEXT and text.strip() and markups.is_plain(body)):
                reason = f"written as {markups.MEDIA_TYPES[kind]}, which says less" if asked else _LINES
                writing.note(joined(self.path, "body"), reason, "flattened", whole=True)
            else:
                self._note_xhtml(entry, f"the body has more than {markups.MEDIA_TYPES[kind]} can say: written as XHTML")
                kind, text = markups.XHTML, markups.render(markups.XHTML, body)
        if kind == markups.XHTML:
            writing.parsed[kind, text] = markups.Parsed(body, exact=True)
        entry.text = text
        content = entry.content
        if content.content_type is not None and markups.type_kind(content.content_type) != kind:
            entry.content = content = replace(content, content_type=markups.MEDIA_TYPES[kind])
        if markups.kind_of(content, text) != kind and body:
            by_role = writing.line == 0
            entry.content = (
                replace(content, role=kind) if by_role else replace(content, content_type=markups.MEDIA_TYPES[kind])
            )

    def _note_xhtml(self, entry: _Entry, reason: str) -> None:
        """Say why the body's own alternative is not what it was."""
        place = joined(self.path, "contents")
        self.writing.note(place, reason)
        for name in ("role", "content_type", "form"):
            self.writing.note(f"{place}[{entry.index}].{name}", reason)

    def _says_body(self, kind: str | None, text: str) -> bool:
        if kind is None:
            return False
        return markups.says(kind, text, self.source.body, self.writing.parsed)

    def is_outdone(self, mine: _Entry) -> bool:
        """Whether a reader would take another alternative for the body."""
        rank = markups.RANKS[mine.kind or markups.TEXT]
        before = True
        for entry in self.entries:
            if entry is mine:
                before = False
                continue
            kind = entry.kind
            other = markups.RANKS[kind] if kind is not None else len(markups.RANKS)
            richer = other < rank or (other == rank and before)
            if kind is not None and richer and parsed(kind, entry.text, self.writing.parsed) is not None:
                return True
        return False

    def begins_plainly(self) -> bool:
        """Whether the first is the body's own and no more is written of it than of a body without alternatives."""
        if not self.entries or self.entries[0].content.value is not None:
            return False
        if self.writing.line == 0:
            return False
        return _written(self.entries[0].content) == PLAIN_BODY and not self.entries[0].original

    def put_first(self, mine: _Entry) -> None:
        """Make the body's own alternative the first of the richest kind."""
        if mine.kind != markups.XHTML:
            by_role = self.writing.line == 0
            role, content_type = (markups.XHTML, None) if by_role else (mine.content.role, markups.MEDIA_TYPES["xhtml"])
            mine.content = replace(mine.content, role=role, content_type=content_type)
            self._note_xhtml(mine, "another alternative would be taken for the body: written as XHTML")
            self._render(mine, markups.XHTML)
        self.entries.remove(mine)
        self.entries.insert(0, mine)


@dataclass(frozen=True, eq=False)
class Count(Restores):
    """The number of characters or words of the content: of the item, or for want of that of its body."""

    name: str

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the item's."""
        setattr(target.metadata, self.name, entries[0][2])

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The item's, or the body's."""
        value = getattr(source.metadata, self.name)
        if value is None:
            own = next((entry for entry in source.contents if entry.value is None), None)
            value = getattr(own, self.name, None)
        key, row = rows[0]
        return put(value, key, row, writing)

    def about(self, row: Row) -> str:
        """The field."""
        return f"`metadata.{self.name}`, or that of the body"
