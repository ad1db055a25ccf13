"""White space in markup: what collapses when foreign markup is read, and which text would not survive that.

The rules are those of CSS Text 3, 4.1.1 for ``white-space: normal``: a run of spaces, tabs and line breaks is one space,
across the borders of inline elements too; none is left at the start and the end of a line.  XML's ``xml:space`` with the
value ``preserve`` (XML 1.0, 2.10) switches that off.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from newsdoc.formats.markup.names import SPACES, XML_SPACE
from newsdoc.model.content import Code, InlineMedia, LineBreak, RawInline, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdoc.model.content import Inline

#: What collapses as a space does.
_OTHER_SPACES: Final = "\t\n\r\f"
#: The texts in which white space collapsed, as they were and with single spaces, where somebody wants to know them.
NOTED: ContextVar[list[tuple[str, str]] | None] = ContextVar("NOTED", default=None)


def blank(text: str | None) -> bool:
    """Whether ``text`` has nothing but white space that collapses."""
    return not text or not text.strip(SPACES)


def uneven(text: str) -> bool:
    """Whether ``text`` has white space that is not one single space."""
    return "\n" in text or "  " in text or "\t" in text or "\r" in text


def collapsed(text: str) -> str:
    """``text`` after its white space collapsed: every run of it is one space; this is noted."""
    # Four searches for a character are several times faster than one for a class of them; no document has a form feed.
    return _noted(text) if "\n" in text or "  " in text or "\t" in text or "\r" in text else text


def single_spaced(text: str) -> str:
    """``text`` with every run of white space as one space; nothing is noted."""
    if not ("\n" in text or "  " in text or "\t" in text or "\r" in text):
        return text
    # Many times faster than a pattern, which finds each single space, too.
    for space in _OTHER_SPACES:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _noted(text: str) -> str:
    """``text`` after its white space collapsed; noted where that changed more than its ends."""
    said = single_spaced(text)
    found = NOTED.get()
    if found is not None and (now := said.strip(" ")) != (before := text.strip(SPACES)):
        found.append((before, now))
    return said


class Flow:
    """The white space of one run of inlines, while it is read from left to right."""

    __slots__ = ("holder", "index", "preserve", "space")

    def __init__(self, preserve: bool = False) -> None:
        self.preserve = preserve
        #: Whether a space that comes next would stand at the start of the line or after a space.
        self.space = True
        #: The content, and the place in it, whose text ends with a space that may come to stand at the end of the line.
        self.holder: list[Inline] | None = None
        self.index = 0

    def text(self, text: str, content: list[Inline]) -> None:
        """Append ``text`` to ``content``, without the white space that collapses."""
        collapses = not self.preserve
        if collapses:
            if "\n" in text or "  " in text or "\t" in text or "\r" in text:
                text = _noted(text)
            if self.space and text[:1] == " ":
                text = text[1:]
        if not text:
            return
        if content and isinstance(content[-1], str):
            content[-1] += text
        else:
            content.append(text)
        if collapses and text[-1] == " ":
            self.space = True
            self.holder = content
            self.index = len(content) - 1
        else:
            self.space = False
            self.holder = None

    def solid(self) -> None:
        """Something that is no text stands here: a picture, raw markup."""
        self.space = False
        self.holder = None

    def end(self) -> None:
        """The line ends here: drop the space that it ends with."""
        if self.holder is not None:
            text = self.holder[self.index]
            if isinstance(text, str) and len(text) > 1:
                self.holder[self.index] = text[:-1]
            else:
                del self.holder[self.index]
            self.holder = None
        self.space = True


#: Where a run stands: at the start of a line, after a space that collapses, after anything else.
_START, _SPACE, _SOLID = range(3)


def survives(content: Iterable[Inline]) -> bool:
    """Whether a run of inlines comes back exactly although its white space collapses."""
    state = _after(content, _START, preserve=False)
    return state is not None and state != _SPACE


def _after(content: Iterable[Inline], state: int, *, preserve: bool) -> int | None:  # noqa: C901 — one case a class
    """The state after ``content``; ``None`` where it has white space that collapses."""
    for item in content:
        if isinstance(item, str):
            text = item
            kept = preserve
        elif isinstance(item, LineBreak):
            if state == _SPACE:
                return None
            state = _START
            continue
        elif isinstance(item, (InlineMedia, RawInline)):
            state = _SOLID
            continue
        else:
            kept = preserve or bool(item.attributes and item.attributes.get(XML_SPACE) == "preserve")
            if not isinstance(item, (Code, Reference)):
                inner = _after(item.content, state, preserve=kept)
                if inner is None:
                    return None
                state = inner
                continue
            text = item.value if isinstance(item, Code) else item.target
        if not text:
            continue
        if kept:
            state = _SOLID
        elif (state != _SOLID and text[0] == " ") or "\n" in text or "  " in text or "\t" in text or "\r" in text:
            return None
        else:
            state = _SPACE if text[-1] == " " else _SOLID
    return state


def space_mode(value: str | None, *, preserve: bool) -> bool:
    """Whether white space is kept within a block whose ``xml:space`` is ``value``.

    Within a line ``preserve`` alone is obeyed, so that a line is kept as a whole.
    """
    if value == "preserve":
        return True
    return preserve and value != "default"
