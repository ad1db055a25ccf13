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
#: The roles of words that no name begins with, and those of words beside which it may; each is a bit.
_OTHERS = sum(1 << sights.ROLES.index(one) for one in ("share", "advert", "signup", "comments", "listen", "readtime"))
_SIGNING = sum(1 << sights.ROLES.index(one) for one in ("author", "credit"))
#: What a caption begins with that is of an archive; how a dateline ends.
_NOBODYS = re.compile(r"^(?:FILE|ARCHIV[EO]?)\b|\)\s?[-–—]{1,2}$")
#: How a quotation ends.
_QUOTED = ("”", "»", "“", '"')
_DASHES = ("–", "—", "-")
_PICTURED = re.compile(
    r"(?:^|[|/(])\s*(?:photo|foto|bild|bildquelle|image|credit|quelle|picture|beeld|crédit|crédito)[^\W_]{0,9}\s?:",
    re.IGNORECASE,
)
#: How a line ends that a list goes on after.
_LISTED = re.compile(rf"(?:,|&|\s(?:{'|'.join(sorted(words.all_words(words.AND)))}))\s*$")
#: What is seen of names that begin with a given one.
_GIVEN = ("given:first:one", "given:first:many")
#: What is seen of lines that name nobody.
_NOBODY = ("words:1", "caps:few", "end:stop", "end:colon", "end:ask")
#: A handle behind a name; the states of what may be that, and how far below another byline.
_HANDLE = re.compile(r"[^\W\d_]\s?@\w{2,30}$")
_HANDLED = frozenset({"fh", "fb", "h", "caption"})
_AHEAD = 12
_DATED = frozenset({"date", "d0"})
_WORD = re.compile(r"[^\W\d_]+")
_ROLES = frozenset(word for word in words.ROLES if len(word) > 3)
_BYLINE = words.all_words(words.BYLINE)
#: What stands by itself before the line with the name.
_LABELS = words.all_words(words.BYLINE) | {phrase for row in words.BYLINE_PHRASES.values() for phrase in row.split("|")}


def _is_handled(text: str) -> bool:
    """Whether a part ends with the handle of an account behind a name."""
    return "@" in text and _HANDLE.search(text) is not None


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
        found = self._swapped(self._without_credits())
        if found:
            self._keep_together(found)
            self._complete([index for index in found if self._states[index] == "byline"])
        elif "b0" not in self._states and not self._dates_name():
            self._look()

    def _without_credits(self) -> list[int]:
        """What was read as bylines, without who took a picture where there is another name."""
        states = self._states
        found = [index for index, state in enumerate(states) if state == "byline"]
        if "b0" in states and self._is_nobody(states.index("b0")):
            states[states.index("b0")] = "f0"
        for index in found:
            if self._is_nobody(index):
                states[index] = "fh"
        found = [index for index in found if states[index] == "byline"]
        credited = [index for index in found if self._is_credit(index)]
        if len(credited) < len(found) or (credited and self._dates_name()):
            for index in credited:
                states[index] = "caption"
        return [index for index in found if states[index] == "byline"]

    def _swapped(self, found: list[int]) -> list[int]:
        """The bylines, or what speaks for being one more than they do."""
        better = None
        if found:
            handled = self._find_handled(found)
            better = self._find_better(found) if handled is None else handled
        if better is None:
            return found
        for index in found:
            self._states[index] = "fh"
        if self._states[better] not in _DATED:
            self._states[better] = "byline"
        return [better]

    def _look(self) -> None:
        """What is most like a byline, where nothing was read as one."""
        self._head, self._within = self._find_head(), self._find_within()
        rules = (
            self._sure, self._signed, self._named, self._handles, self._labelled, self._beside, self._alone, self._described, self._dated,
            self._unspaced, self._agency,
        )  # fmt: skip
        chosen = next((index for rule in rules for index in rule()), None)
        if chosen is not None:
            self._states[chosen] = "byline"
            self._complete([chosen])
        elif "bt" not in self._states:
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

    def _is_credit(self, index: int) -> bool:
        """Whether a part says who took a picture, or whose it is."""
        return sights.has(self._seen[index], *_CREDITED) or _PICTURED.search(self._parts[index].text) is not None

    def _is_nobody(self, index: int) -> bool:
        """Whether a part names nobody who wrote.

        It is words that pages print around an article, says how somebody is reached, who said what is quoted above, or what an
        archive's picture shows; or it is a dateline.
        """
        keys, text = self._seen[index], self._parts[index].text
        if _NOBODYS.search(text) is not None:
            return True
        if index and text[:1] in _DASHES and self._parts[index - 1].text[-1:] in _QUOTED:
            return True
        for key in keys:
            if key[0] == "phrases" and not isinstance(key, str):
                _, hits, known, cover, _ = key
                if cover != "some" and known & _OTHERS and not hits & _SIGNING:
                    return True
        return "announcing" in keys or ("reached" in keys and not sights.has(keys, "by"))

    def _dates_name(self) -> bool:
        """Whether a line of the head with the date names a person too."""
        dated = [index for index in range(self._body()) if self._states[index] in _DATED]
        more = (index for index in dated if not sights.has(self._seen[index], "date:rest:0"))
        named = (self._parts[index].text for index in more if self._names(index))
        return any(bylines.is_given(bylines.parse(text).people[0]) for text in named)

    def _find_better(self, found: list[int]) -> int | None:
        """What says that it is a byline, or begins with a given name, where nothing that was read as one does so."""
        if any(sights.has(self._seen[index], "by") for index in found):
            return None
        head = [index for index, state in enumerate(self._states[: self._body()]) if state in _HEAD | _DATED]
        signed = [index for index in head if sights.has(self._seen[index], "by") and self._names(index)]
        if signed or any(sights.has(self._seen[index], "given:in:one", *_GIVEN) for index in found):
            return next(iter(signed), None)
        named = (index for index in head if self._states[index] == "fh" and not self._is_credit(index))
        return next((index for index in named if self._is_described(index) or self._is_named(index)), None)

    def _complete(self, found: list[int]) -> None:
        """The lines of a list of names that bylines are of: each but the last ends with a comma or a word for and."""
        for way, index in ((-1, found[0]), (1, found[-1])) if found else ():
            at = index
            while 0 < at + way < len(self._seen) and self._goes_on(at + min(way, 0)):
                at += way
                if self._states[at] in ("p", "title") or len(self._parts[at].text) > _SHORT:
                    break
                self._states[at] = "byline" if _WORD.search(self._parts[at].text) else self._states[at]

    def _goes_on(self, index: int) -> bool:
        """Whether a short part ends as one of a list does that goes on in the next part, or has no word."""
        text = self._parts[index].text
        return len(text) <= _SHORT and (_LISTED.search(text) is not None or _WORD.search(text) is None)

    def _find_handled(self, found: list[int]) -> int | None:
        """A name with a handle, where only one part was read as a byline, which does not say that it is one."""
        if len(found) > 1 or sights.has(self._seen[found[0]], "by"):
            return None
        near = (index for index, state in enumerate(self._states[: found[0] + _AHEAD]) if state in _HANDLED)
        return next((index for index in near if _is_handled(self._parts[index].text) and self._names(index)), None)

    # --- what is most like a byline, by the first rule that finds one ---------------------------------------------------

    def _find_head(self) -> list[int]:
        """The parts of the head that were taken for nothing of their own, or for a caption or a standfirst."""
        head = [index for index in range(self._body()) if self._states[index] in _HEAD]
        return [index for index in head if not self._is_nobody(index)]

    def _body(self) -> int:
        """Where the body begins."""
        end = len(self._seen)
        return min(self._states.index("p"), end) if "p" in self._states else end

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

    def _signed(self) -> list[int]:
        """A line that has the words of a byline and a name behind a sign, above the third paragraph."""
        paragraphs = [index for index, state in enumerate(self._states[: len(self._seen)]) if state == "p"]
        above = range(min([*paragraphs[_BEFORE:], len(self._seen)]))
        lines = [index for index in above if len(self._parts[index].text) < bylines.LONGEST // 2]
        return [index for index in lines if bylines.is_signed(self._parts[index].text)]

    def _named(self) -> list[int]:
        """A line of the head that says before a colon that the name of who wrote it follows."""
        near = [index for index in self._head if len(self._parts[index].text) <= _SHORT]
        return [index for index in near if bylines.is_labelled(self._parts[index].text) and self._names(index)]

    def _handles(self) -> list[int]:
        """A name with the handle of an account behind it."""
        near = [index for index, state in enumerate(self._states[: len(self._seen)]) if state in _HANDLED]
        return [index for index in near if _is_handled(self._parts[index].text) and self._names(index)]

    def _labelled(self) -> list[int]:
        """A short line below one that says nothing but that a name follows; at the end below one that ends so."""
        near = [*self._head, *self._within]
        below = [index for index, state in enumerate(self._states[: len(self._seen)]) if state == "ft"]
        return [
            index
            for index in (*near, *below)
            if index
            and self._announces(index - 1, alone=self._states[index] != "ft")
            and 1 < len(self._parts[index].text) <= _SHORT
        ]

    def _announces(self, index: int, *, alone: bool) -> bool:
        """Whether a part says that a name follows, and nothing else where it should be ``alone``."""
        said = self._parts[index].text.strip(" :").casefold()
        if alone:
            return said in _LABELS
        before, _, last = said.rpartition(" ")
        return bool(before) and len(said) <= _SHORT and last in _BYLINE

    def _beside(self) -> list[int]:
        """The name of a person beside the title or the date; or several, or more that begins with one."""
        near = [*self._head, *self._within]
        people = [index for index in near if sights.has(self._seen[index], "person") and self._is_beside(index)]
        return people or [
            index for index in self._head if self._is_beside(index) and sights.has(self._seen[index], *_GIVEN)
        ]

    def _alone(self) -> list[int]:
        """The only name of a person in the head."""
        people = [index for index in self._head if sights.has(self._seen[index], "person")]
        return people if len({folded(self._parts[index].text) for index in people}) == 1 else []

    def _described(self) -> list[int]:
        """A name with what its bearer is, or how long it takes to read, beside the title or the date."""
        near = [*self._head, *self._within]
        return [index for index in near if self._is_beside(index) and self._is_described(index)]

    def _dated(self) -> list[int]:
        """What looks like one name, or several, right before a date, below the title."""
        title = self._states.index("title") if "title" in self._states else len(self._states)
        around = [index for index, state in enumerate(self._states[: len(self._seen)]) if state in _AROUND]
        near = [index for index in around if index > title and self._is_before_date(index)]
        close = {*self._head, *self._within}
        return [index for index in near if self._is_like_name(index, sure=index not in close)]

    def _is_like_name(self, index: int, *, sure: bool) -> bool:
        """Whether a part looks like a name; ``sure``: like that of a person."""
        keys = self._seen[index]
        if sure:
            return sights.has(keys, "person")
        few = sights.has(keys, "named:one") and sights.has(keys, "words:2", "words:3")
        return few or (sights.has(keys, "named:many") and not self._is_credit(index))

    def _is_before_date(self, index: int) -> bool:
        after = index + 1
        return after < len(self._seen) and (self._states[after] in _DATED or sights.is_dated(self._seen[after]))

    def _unspaced(self) -> list[int]:
        """A name in Chinese, Japanese or Korean, which is written without a space."""
        near = [index for index in (*self._head, *self._within) if not self._parts[index].text.isascii()]
        return [
            index
            for index in near
            if len(self._parts[index].text) < 24 and bylines.is_unspaced(self._parts[index].text)
        ]

    def _agency(self) -> list[int]:
        """The name of an agency, and nothing else, below the title."""
        title = self._states.index("title") if "title" in self._states else len(self._states)
        return [index for index in self._head if index > title and bylines.is_agency(self._parts[index].text)]

    def _is_beside(self, index: int) -> bool:
        """Whether the title, or a part with a date, stands right before or after."""
        for at in (index - 1, index + 1):
            if 0 <= at < len(self._seen):
                state = self._states[at]
                if state in _DATED or state == "title" or (state in _AROUND and sights.is_dated(self._seen[at])):
                    return True
        return False

    def _is_named(self, index: int) -> bool:
        """Whether a part is the name of a person that begins with a given name, or several of these."""
        return sights.has(self._seen[index], *_GIVEN) and sights.has(self._seen[index], "words:2", "words:3", "words:4")

    def _is_described(self, index: int) -> bool:
        """Whether a short part is the name of one person and what that person is, or what a page says of it."""
        text = self._parts[index].text
        if not 3 < len(text) <= _SHORT or not text[:1].isupper() or sights.has(self._seen[index], *_NOBODY):
            return False
        read = bylines.READING.search(text) is not None
        given = sights.has(self._seen[index], "given:first:no", *_GIVEN)
        # Naming somebody is looked for where there is more than that.
        if not (given or read) and _ROLES.isdisjoint(_WORD.findall(text.casefold())):
            return False
        said = bylines.parse(text)
        if not said.people or not text.startswith(said.people[0]) or said.people[-1] not in text:
            return False
        after = text[text.index(said.people[-1]) + len(said.people[-1]) :]
        read = bylines.READING.fullmatch(after.strip()) is not None
        return (given and len(said.authors) == 1) or read or not _ROLES.isdisjoint(_WORD.findall(after.casefold()))

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
