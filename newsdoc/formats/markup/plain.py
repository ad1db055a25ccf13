"""Bodies of paragraphs, headings, emphasis and links, which most bodies are: written at once, and certain to come back.

What is written is what :mod:`~newsdoc.formats.markup.writing` and :mod:`~newsdoc.formats.markup.nitf_writer` write, to the
letter; whatever has more to it is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.markup.attributes import escape, quote
from newsdoc.formats.markup.names import SIMPLE
from newsdoc.formats.markup.nitf_names import EMPHASIS
from newsdoc.formats.markup.whitespace import uneven
from newsdoc.loading.chars import forbidden
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARKS: Final = (c.Strong, c.Emphasis, c.Underline, c.Strikethrough, c.Superscript, c.Subscript)


@dataclass(frozen=True, slots=True)
class Plain:
    """The tags of one kind of markup: those of marks, and of headings by their level."""

    marks: dict[type, tuple[str, str]]
    headings: dict[int, tuple[str, str]]

    def blocks(self, blocks: Sequence[Any]) -> str | None:
        """The text of ``blocks``; ``None`` where one is not plain, or has white space or characters that need more."""
        try:
            return self._blocks(blocks, _as_it_is)
        except RecursionError:
            # Whoever writes it otherwise says that it is nested too deep.
            return None

    def _blocks(self, blocks: Sequence[Any], escaped: Callable[[str], str]) -> str | None:
        parts: list[str] = []
        words: list[str] = []
        for block in blocks:
            if block.__class__ is c.Paragraph:
                tags: tuple[str, str] | None = _PARAGRAPH
            else:
                tags = self.headings.get(block.level) if block.__class__ is c.Heading else None
            if tags is None or block.attributes is not None:
                return None
            start, end = tags
            content = block.content
            if len(content) == 1 and (line := content[0]).__class__ is str:
                if not line or line[0] == " " or line[-1] == " ":
                    # It would not come back as it is.
                    return None
                words.append(line)
                parts += start, escaped(line), end
                continue
            parts.append(start)
            first = len(words)
            if not self._inlines(content, parts, words, escaped) or words[first][0] == " " or words[-1][-1] == " ":
                return None
            parts.append(end)
        said = "".join(words)
        if uneven(said):
            return None
        if escaped is _as_it_is and ("&" in said or "<" in said or ">" in said):
            return self._blocks(blocks, escape)
        text = "".join(parts)
        # All characters that can be printed are allowed; it is the faster test.
        return text if text.isprintable() or forbidden(text) is None else None

    def _inlines(
        self,
        content: Sequence[Any],
        parts: list[str],
        words: list[str],
        escaped: Callable[[str], str],
        *,
        linked: bool = False,
    ) -> bool:
        """Add the text of inlines; whether they are plain."""
        for item in content:
            if item.__class__ is str:
                if not item:
                    return False
                parts.append(escaped(item))
                words.append(item)
                continue
            tags = self.marks.get(item.__class__)
            if tags is None and item.__class__ is c.Link and item.title is None and not linked:
                tags = (f"<a href={quote(item.href)}>", "</a>")
            if tags is None or item.attributes is not None:
                return False
            parts.append(tags[0])
            inner = item.content
            if len(inner) == 1 and (line := inner[0]).__class__ is str and line:
                parts.append(escaped(line))
                words.append(line)
            elif not self._inlines(inner, parts, words, escaped, linked=linked or item.__class__ is c.Link):
                return False
            parts.append(tags[1])
        return bool(content)


def _as_it_is(text: str) -> str:
    return text


_PARAGRAPH: Final = ("<p>", "</p>")


def _mark_of_nitf(kind: str) -> tuple[str, str]:
    """The tags of ``em`` with the class that says what mark it is; without one it is emphasis."""
    name = next((name for name, meant in EMPHASIS.items() if meant == kind), None)
    return (f'<em class="{name}">' if name is not None else "<em>", "</em>")


def _kind(mark: Any) -> str:
    return str(mark.__dataclass_fields__["type"].default)


XHTML: Final = Plain(
    {mark: (f"<{SIMPLE[_kind(mark)][0]}>", f"</{SIMPLE[_kind(mark)][0]}>") for mark in _MARKS},
    {level: (f"<h{level}>", f"</h{level}>") for level in range(1, 7)},
)
#: NITF has one level of headings in a body.
NITF: Final = Plain({mark: _mark_of_nitf(_kind(mark)) for mark in _MARKS}, {2: ("<hl2>", "</hl2>")})


def text(blocks: Sequence[Any]) -> str | None:
    """The plain text of paragraphs that can be told from one another in it; ``None`` for anything else."""
    parts: list[str] = []
    for block in blocks:
        if block.__class__ is not c.Paragraph or block.attributes is not None or len(block.content) != 1:
            return None
        line = block.content[0]
        if line.__class__ is not str or not line or line[0].isspace() or "\n" in line or "\r" in line:
            return None
        parts.append(line)
    return "\n\n".join(parts)
