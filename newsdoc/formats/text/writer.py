"""Writes plain-text articles.

The writer believes nothing: it reads what it wrote as the reader would, says more plainly what would be taken for
something else, and reports as lost whatever is not read back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.base import Losses, ReadOptions, WriteOptions, WriteResult
from newsdoc.formats.text import article, dateline, inlines, reader, render
from newsdoc.formats.text.lines import folded
from newsdoc.formats.text.losses import report
from newsdoc.formats.text.render import Chunk
from newsdoc.formats.text.words import FIGURE
from newsdoc.model.content import Paragraph, Preformatted
from newsdoc.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdoc.formats.text.evidence import Evidence
    from newsdoc.model.document import Label, NewsMessage
    from newsdoc.model.timestamp import Timestamp

#: How often doubts are removed, and how often a text is written anew until it stays as it is.
ROUNDS = 6
PASSES = 12
#: The writer reads in the layout that it writes.
_OPTIONS = {layout: ReadOptions(version=layout) for layout in reader.WRITTEN}
#: The width of a wire's lines, in characters (IPTC 7901), and where a line may be folded: at one space alone.
WIDTH = 69
_SPACE = re.compile(r"(?<=\S) (?=\S)")
#: What an article of nothing consists of, since an empty text is no article.
NOTHING = "* * *"


def write(documents: Sequence[Document], options: WriteOptions, message: NewsMessage | None = None) -> WriteResult:
    """Write one document as an article: title, standfirst, date line and body, separated by blank lines.

    Everything else is lost, and reported.  Raises :class:`newsdoc.WriteError`: ``TX-NOT-ONE-DOCUMENT``, or
    ``TX-CHARACTER`` for a character that no text may have.
    """
    if len(documents) != 1:
        raise WriteError(f"a text holds one document, not {len(documents)}", code="TX-NOT-ONE-DOCUMENT")
    document = documents[0]
    try:
        text, back = settled(document, options.version or reader.OURS)
    except (ReadError, UnicodeEncodeError) as error:
        raise WriteError(f"the text cannot be read again: {error}", code="TX-CHARACTER") from None
    losses = Losses()
    if message is not None:
        losses.dropped("message", message, "a text has no envelope")
    report(document, back, losses)
    return WriteResult(text.encode(), losses.items, "text", options.version or reader.OURS)


def settled(document: Document, layout: str = reader.OURS) -> tuple[str, Document]:
    """The text of ``document``, which is written from what is read from it too, and what is read from it."""
    text = compose(document, layout)
    for _ in range(PASSES):
        back = _read(text, layout)
        again = compose(back, layout)
        if again == text:
            return text, back
        text = again
    return _fenced(text, layout)


def _fenced(text: str, layout: str) -> tuple[str, Document]:
    """The last resort, in which every text stays as it is: between fences."""
    fenced = compose(Document(body=[Preformatted([text])]), layout)
    return fenced, _read(fenced, layout)


def _read(text: str, layout: str) -> Document:
    return reader.read(text.encode(), _OPTIONS[layout]).document


def compose(document: Document, layout: str = reader.OURS) -> str:
    """The text of ``document`` in the plainest form that is read as it is meant."""
    best: list[Chunk] = []
    for signed, again in ((True, False), (True, True), (False, False), (False, True)):
        if not signed and not (document.metadata.bylines or document.metadata.datelines):
            break
        body = list(_body(document, signed=signed))
        chunks = [*_head(document, again=again, signed=signed), *body]
        for chunk in chunks:
            chunk.is_sure = False
            if layout == reader.WRAPPED and chunk.role in _FOLDED:
                _fold(chunk)
        doubts = _clear(chunks, layout)
        best = best or chunks
        if not any(chunk.role in _HEAD for chunk in doubts):
            best = chunks
            break
    return _joined(best) or NOTHING + "\n"


def _fold(chunk: Chunk) -> None:
    """Fold the plain form of a chunk; what needs a backslash stays in one line, where it has its meaning."""
    chunk.plain = chunk.plain.replace("\n", " ")
    if chunk.sure is not None:
        chunk.sure = chunk.sure.replace("\n", " ")
    if chunk.plain.startswith("\\"):
        return
    lines: list[str] = []
    for word in _SPACE.split(chunk.plain):
        # A line that says "Image" would be a picture.
        alone = bool(lines) and (word.lstrip("\\") == FIGURE or lines[-1].lstrip("\\") == FIGURE)
        if lines and (len(lines[-1]) + 1 + len(word) <= WIDTH or alone):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    chunk.plain = "\n".join(lines)


def _body(document: Document, *, signed: bool) -> Iterator[Chunk]:
    """The chunks of the body; ``signed``: with the dateline before its first paragraph, if it is read there again."""
    first = document.body[0] if document.body else None
    datelines = document.metadata.datelines if signed else []
    if len(datelines) != 1 or not isinstance(first, Paragraph):
        yield from render.chunks(document.body)
        return
    line, lead = render.one_line(datelines[0].value), render.tidy(inlines.printed(first.content))
    found = article.begins(f"{line} {lead}")
    if found is None or (found.text, found.rest) != (line, lead):
        yield from render.chunks(document.body)
        return
    yield Chunk(_LEAD, f"{line} {lead}")
    yield from render.chunks(document.body[1:])


#: The role of a paragraph that begins with the dateline.
_LEAD = "dateline+paragraph"
#: The roles whose text may be folded.
_FOLDED = frozenset({"paragraph", "standfirst", _LEAD})
_HEAD = frozenset({"title", "standfirst", "byline", "date", _LEAD})


def _head(document: Document, *, again: bool, signed: bool) -> list[Chunk]:
    """Title, standfirst, bylines if they are to be ``signed``, and date line; with the title ``again``, which tells the standfirst from the body."""
    metadata = document.metadata
    headline = render.tidy(document.headline or "")
    result = [Chunk("title", headline, "# " + render.one_line(headline))] if headline else []
    if headline:
        said = (label.value for label in _summaries(metadata.descriptions) if folded(label.value) != folded(headline))
        result += [chunk for value in said for chunk in render.paragraph(value, "standfirst")]
    if headline and signed:
        result += [Chunk("byline", line) for label in metadata.bylines if (line := _signed(label.value))]
    created = metadata.content_created
    views = next(
        (one.interactions for one in metadata.user_interactions if one.interaction_type == reader.PAGEVIEWS), None
    )
    if line := _date_line(created, views):
        result.append(Chunk("date", line))
    if headline and again:
        result.append(Chunk("title-repeat", headline))
    return result


def _signed(value: str) -> str:
    """A byline that is read back as one, with the word for it if it has none; ``""`` where that cannot be."""
    line = render.one_line(value)
    return next((form for form in (line, f"By {line}") if article.is_byline(form)), "")


def _date_line(created: Timestamp | None, views: int | None) -> str:
    """A date line that is read back, or of the part of it that is; ``""`` where there is none."""
    for part in ((created, views), (created, None), (None, views)):
        line = dateline.printed(*part)
        if line and dateline.parse(line) == dateline.DateLine(*part):
            return line
    return ""


def _summaries(labels: list[Label]) -> list[Label]:
    """The descriptions that are summaries, or the first that has no role."""
    summaries = [label for label in labels if label.role is not None and "summary" in label.role]
    return summaries or [label for label in labels if label.role is None][:1]


def _joined(chunks: list[Chunk]) -> str:
    return "".join(f"{chunk.text}\n\n" for chunk in chunks)[:-1]


def _clear(chunks: list[Chunk], layout: str) -> list[Chunk]:
    """Put chunks that would be read as something else into their sure form; gives those that still would be."""
    doubts: list[Chunk] = []
    for _ in range(ROUNDS):
        doubts = _doubts(chunks, layout)
        twins = Counter(folded(chunk.plain) for chunk in chunks[: article.HEAD])
        unsure = [
            chunk
            for chunk in doubts
            if chunk.sure is not None and not chunk.is_sure and not (chunk.is_weak and twins[folded(chunk.plain)] < 2)
        ]
        if not unsure:
            break
        for chunk in unsure:
            chunk.is_sure = True
    return doubts


def _doubts(chunks: list[Chunk], layout: str) -> list[Chunk]:
    """The chunks that are not read as what they are meant as."""
    text = _joined(chunks)
    if not text:
        return []
    starts: list[int] = []
    line = 1
    for chunk in chunks:
        starts.append(line)
        line += chunk.text.count("\n") + 2
    right = {start: chunk.role for start, chunk in zip(starts, chunks, strict=True)}
    seen: dict[int, Evidence] = {}
    wrong: set[int] = set()
    for evidence in reader.explain(text.encode(), _OPTIONS[layout]):
        index = bisect_right(starts, evidence.first) - 1
        seen[evidence.first] = evidence
        if right.get(evidence.first) != evidence.role:
            wrong.add(index)
    wrong.update(index for index, start in enumerate(starts) if start not in seen)
    return [chunks[index] for index in sorted(wrong)]
