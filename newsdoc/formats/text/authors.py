"""Which parts of a text are its bylines: what was read as one, and, where nothing was, what is most like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdoc.formats.text import bylines, sights, words
from newsdoc.formats.text.lines import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.text.segments import Part
    from newsdoc.formats.text.sights import Key

#: How far apart bylines that belong together may stand, in parts.
_TOGETHER = 2
#: How long a byline is that nothing but a name at its beginning speaks for, in characters.
_SHORT = 70
#: How many paragraphs may stand before a byline that says that it is one.
_BEFORE = 2
#: The states of what may be a byline in the head, and of that among the first paragraphs.
_HEAD = frozenset({"fh", "f0", "caption", "summary"})
_WITHIN = frozenset({"fb", "cb"})
_AROUND = _HEAD | _WITHIN
#: What is seen of the names of who took a picture.
_CREDITED = ("w1:credit:s", "w1:credit:m")
#: What is seen of names that begin with a given one.
_GIVEN = ("given:first:one", "given:first:many")
#: What is seen of lines that name nobody.
_NOBODY = ("words:1", "caps:few", "end:stop", "end:colon", "end:ask")
#: A handle behind a name; the states of what may be that, and how far below another byline.
_HANDLE = re.compile(r"[^\W\d_]\s?@\w{2,30}$")
_HANDLED = frozenset({"fh", "fb", "h", "caption"})
_AHEAD = 12
_DATED = frozenset({"date", "d0"})
_ROLES = frozenset(word for word in words.ROLES if len(word) > 3)
_AGENCIES = frozenset(name.casefold() for name in words.AGENCIES)
#: What stands by itself before the line with the name.
_LABELS = words.all_words(words.BYLINE) | {phrase for row in words.BYLINE_PHRASES.values() for phrase in row.split("|")}


class Authors:
    """The parts, what is seen of them, and their states, in which the bylines are put."""

    def __init__(self, parts: Sequence[Part], seen: Sequence[Sequence[Key]], states: list[str]) -> None:
        self._parts = parts
        self._seen = seen
        self._states = states
        self._head: list[int] = []
        self._within: list[int] = []

    def find(self) -> None:
        """One byline, or several together."""
        states = self._states
        found = [index for index, state in enumerate(states) if state == "byline"]
        credited = [index for index in found if sights.has(self._seen[index], *_CREDITED)]
        if len(credited) < len(found):
            for index in credited:
                states[index] = "caption"
            found = [index for index in found if states[index] == "byline"]
        if found and (handled := self._find_handled(found)) is not None:
            states[found[0]], states[handled] = "fh", "byline"
            found[0] = handled
        if found:
            self._keep_together(sorted(found))
            return
        if "b0" in states:
            return
        self._head, self._within = self._find_head(), self._find_within()
        rules = (
            self._sure, self._handles, self._labelled, self._beside, self._alone, self._dated, self._agency,
        )  # fmt: skip
        chosen = next((index for rule in rules for index in rule()), None)
        if chosen is not None:
            states[chosen] = "byline"
        elif "bt" not in states:
            self._find_signature()

    def _keep_together(self, found: list[int]) -> None:
        """Of several those beside the first that says so, or beside the first; others are names of something else."""
        anchor = next((index for index in found if sights.has(self._seen[index], "by")), found[0])
        last = anchor
        for index in found:
            if index < anchor or index > last + _TOGETHER:
                self._states[index] = "fh"
            elif index > anchor:
                last = index

    def _find_handled(self, found: list[int]) -> int | None:
        """A name with a handle, where only one part was read as a byline, which does not say that it is one."""
        if len(found) > 1 or sights.has(self._seen[found[0]], "by"):
            return None
        near = (index for index, state in enumerate(self._states[: found[0] + _AHEAD]) if state in _HANDLED)
        return next((index for index in near if _HANDLE.search(self._parts[index].text) and self._names(index)), None)

    # --- what is most like a byline, by the first rule that finds one ---------------------------------------------------

    def _find_head(self) -> list[int]:
        """The parts of the head that were taken for nothing of their own, or for a caption or a standfirst."""
        body = next((index for index, state in enumerate(self._states) if state == "p"), len(self._states))
        return [index for index in range(min(body, len(self._seen))) if self._states[index] in _HEAD]

    def _find_within(self) -> list[int]:
        """What stands between the first paragraphs, which may be standfirsts, and was taken for nothing of its own."""
        result: list[int] = []
        paragraphs = 0
        for index, state in enumerate(self._states[: len(self._seen)]):
            paragraphs += state == "p"
            if paragraphs > _BEFORE:
                break
            if state in _WITHIN:
                result.append(index)
        return result

    def _sure(self) -> list[int]:
        """What begins as a byline does and names somebody, in the head or among the first paragraphs."""
        near = [*self._head, *self._within]
        return [index for index in near if sights.has(self._seen[index], "by") and self._names(index)]

    def _handles(self) -> list[int]:
        """A name with the handle of an account behind it."""
        near = [index for index, state in enumerate(self._states[: len(self._seen)]) if state in _HANDLED]
        return [index for index in near if _HANDLE.search(self._parts[index].text) and self._names(index)]

    def _labelled(self) -> list[int]:
        """A short line below one that says nothing but that a name follows."""
        return [
            index
            for index in (*self._head, *self._within)
            if index
            and self._parts[index - 1].text.strip(" :").casefold() in _LABELS
            and 1 < len(self._parts[index].text) <= _SHORT
        ]

    def _beside(self) -> list[int]:
        """The name of a person beside the title or the date; or such a name with what its bearer is."""
        head = self._head
        near = [*head, *self._within]
        people = [index for index in near if sights.has(self._seen[index], "person") and self._is_beside(index)]
        if people:
            return people
        beside = [index for index in head if self._is_beside(index)]
        return [index for index in beside if sights.has(self._seen[index], *_GIVEN) or self._is_described(index)]

    def _alone(self) -> list[int]:
        """The only name of a person in the head."""
        people = [index for index in self._head if sights.has(self._seen[index], "person")]
        return people if len({folded(self._parts[index].text) for index in people}) == 1 else []

    def _dated(self) -> list[int]:
        """What looks like a name right before a date, below the title."""
        title = self._states.index("title") if "title" in self._states else len(self._states)
        near = [index for index in (*self._head, *self._within) if index > title and self._is_before_date(index)]
        named = [index for index in near if sights.has(self._seen[index], "named:one")]
        return [index for index in named if sights.has(self._seen[index], "words:2", "words:3")]

    def _is_before_date(self, index: int) -> bool:
        after = index + 1
        return after < len(self._seen) and (self._states[after] in _DATED or sights.is_dated(self._seen[after]))

    def _agency(self) -> list[int]:
        """The name of an agency, and nothing else, below the title."""
        title = self._states.index("title") if "title" in self._states else len(self._states)
        return [index for index in self._head if index > title and self._parts[index].text.casefold() in _AGENCIES]

    def _is_beside(self, index: int) -> bool:
        """Whether the title, or a part with a date, stands right before or after."""
        for at in (index - 1, index + 1):
            if 0 <= at < len(self._seen):
                state = self._states[at]
                if state in _DATED or state == "title" or (state in _AROUND and sights.is_dated(self._seen[at])):
                    return True
        return False

    def _is_described(self, index: int) -> bool:
        """Whether a short part is the name of one person and what that person is, or what a page says of it."""
        text = self._parts[index].text
        if not 3 < len(text) <= _SHORT or not text[:1].isupper() or sights.has(self._seen[index], *_NOBODY):
            return False
        read = bylines.READING.search(text) is not None
        given = sights.has(self._seen[index], "given:first:no", *_GIVEN)
        # Naming somebody is looked for where there is more than that.
        if not (given or read) and _ROLES.isdisjoint(text.casefold().split()):
            return False
        said = bylines.parse(text)
        if len(said.people) != 1 or not text.startswith(said.people[0]):
            return False
        after = text[len(said.people[0]) :]
        read = bylines.READING.fullmatch(after.strip()) is not None
        return given or read or not _ROLES.isdisjoint(after.casefold().split())

    def _names(self, index: int) -> bool:
        text = self._parts[index].text
        return len(text) < bylines.LONGEST // 2 and bool(bylines.parse(text).people)

    def _find_signature(self) -> None:
        """A name right below the body."""
        end = max((index for index, state in enumerate(self._states) if state == "p"), default=-1)
        for index in range(end + 1, min(end + 3, len(self._seen))):
            if end >= 0 and self._states[index] == "ft" and sights.has(self._seen[index], "person"):
                self._states[index] = "bt"
                return
