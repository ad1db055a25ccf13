"""Where the body of a text begins, and what in it is none: what a chain of states cannot see, since it looks at neighbours.

Each rule mends the states in place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdoc.formats.text import dateline, sights, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.text.segments import Part
    from newsdoc.formats.text.sights import Key

#: How many parts a digest has at most, and how many of the body are there besides at least.
_DIGEST = 6
_REST = 3
_BODY = frozenset({"p", "list"})
#: What the states of the head are in the body.
_WITHIN = {"fh": "fb", "caption": "cb", "date": "fb", "byline": "fb", "summary": "p", "repeat": "fb"}
#: As how much prose no head has; what of it may be body.
_LONG_HEAD = 4
_OVER = frozenset({"fh", "summary"})
#: Fewer words than a second title has.
_FEW = frozenset("0123")
#: What the states of the body are in the head; how many paragraphs there may be standfirsts.
_ABOVE = {"fb": "fh", "cb": "caption", "h": "fh"}
_STANDFIRSTS = 2
_ENDED = ("end:stop", "end:shout", "end:ask", "end:dots")
_DIGESTS = frozenset(phrase for row in words.DIGESTS.values() for phrase in row.split("|"))
#: The roles of words that notes below a text have, which are sentences too: a bit each.
_NOTES = sum(
    1 << number for number, role in enumerate(sights.ROLES) if role in ("credit", "copyright", "author", "end")
)
#: The longest part of signs alone that is looked for.
_SIGNS = 40
_WORD = re.compile(r"[^\W_]")
_TAIL = frozenset({"ft", "bt", "dt"})
#: How many parts that are no prose may stand before prose that goes on with the text; how many parts after it are a page's.
_GAP = 2
_PAGE = 7


def mend(parts: Sequence[Part], seen: Sequence[Sequence[Key]], states: list[str]) -> None:
    """All rules, in the order of the text."""
    _begin_at_prose(seen, states)
    _keep_prose(seen, states)
    _take_digest(parts, seen, states)
    _end_at_date(parts, seen, states)
    _drop_signs(parts, states)
    _head_lines(parts, seen, states)


def _start(states: Sequence[str]) -> int:
    """The index of the first part of the body; their number where there is none."""
    for index, state in enumerate(states):
        if state in _BODY:
            return index
    return len(states)


def _begin_at_prose(seen: Sequence[Sequence[Key]], states: list[str]) -> None:
    """Prose in the head is no furniture but a standfirst; where there is more of it than a head has, the body begins there."""
    if "title" not in states:
        return
    title, start = states.index("title"), _start(states)
    if title + 1 < min(start, len(seen)) and states[title + 1] == "fh" and _is_subtitle(seen[title + 1]):
        states[title + 1] = "summary"
    found = [
        index
        for index in range(title + 1, min(start, len(seen)))
        if states[index] in _OVER and is_prose(seen[index], plain=False) and sights.has(seen[index], *_ENDED)
    ]
    # Three together may be a digest, three with something between are none.
    if len(found) < _LONG_HEAD - 1 or (len(found) < _LONG_HEAD and found[-1] - found[0] < len(found)):
        for index in found:
            if states[index] == "fh" and _is_plain(seen[index]):
                states[index] = "summary"
        return
    if states[found[0]] == "summary":
        del found[0]
    for index in range(found[0], start):
        states[index] = "p" if index in found else _WITHIN.get(states[index], states[index])


def _is_subtitle(keys: Sequence[Key]) -> bool:
    """Whether a part below the title has some words, some of the text's and none of furniture, and is no name and said once."""
    counted = next((key[1] for key in keys if key[0] == "capitals"), "0")
    shared = any(key[0] == "sayings" and key[1] != "0" for key in keys)
    return shared and counted not in _FEW and _is_plain(keys) and not sights.has(keys, "person", "by", "again")


def _keep_prose(seen: Sequence[Sequence[Key]], states: list[str]) -> None:
    """Prose without a word of furniture is text: within the body, and after what interrupts it (more to read, an advert).

    Below the body it goes on with the text if nothing but prose follows, or a whole page; in between it is a note on the
    author, or what else ends an article.
    """
    if "fb" in states:
        for index, state in enumerate(states):
            if state == "fb" and is_prose(seen[index]):
                states[index] = "p"
    end = last = next((index for index, state in enumerate(states) if state in _TAIL), len(states))
    sentences = len(seen)
    while sentences > end and _is_said(seen[sentences - 1]):
        sentences -= 1
    for index in range(end, len(seen)):
        if index - last > _GAP:
            return
        if index >= sentences or (is_prose(seen[index]) and len(seen) - index > _PAGE):
            states[last:index] = ["fb"] * (index - last)
            states[index] = "p"
            last = index + 1


def _end_at_date(parts: Sequence[Part], seen: Sequence[Sequence[Key]], states: list[str]) -> None:
    """Where a line with nothing but the date follows one or two parts of the body, the body begins below it."""
    start = _start(states)
    count = 0
    for index in range(start, len(seen)):
        state = states[index]
        count += state == "p"
        if state == "list" or count > _STANDFIRSTS:
            return
        if state in ("fb", "cb", "h") and sights.is_dated(seen[index]):
            said = dateline.parse(parts[index].text)
            if said is not None and said.timestamp is not None and states[index:].count("p") >= _REST:
                end_head(states, index)
                states[index] = "date"
            return


def begin_below(seen: Sequence[Sequence[Key]], states: list[str], lead: int) -> None:
    """Below a dateline that stands by itself the body begins, where prose follows."""
    start = min(_start(states), len(seen))
    begin = next((index for index in range(lead + 1, start) if is_prose(seen[index])), start)
    for index in range(begin, start):
        states[index] = "p" if _is_sentence(seen[index]) else _WITHIN.get(states[index], states[index])


def end_head(states: list[str], lead: int) -> None:
    """Above the paragraph that a dateline begins with the head ends: one or two paragraphs are standfirsts there, more captions."""
    start = _start(states[:lead])
    prose = "summary" if states[start:lead].count("p") <= _STANDFIRSTS else "caption"
    for index in range(start, lead):
        states[index] = {"p": prose, **_ABOVE}.get(states[index], states[index])


def is_prose(keys: Sequence[Key], *, plain: bool = True) -> bool:
    """Whether a part is prose; where it is to be ``plain``, one that has no words of furniture."""
    kind = next((key[1] for key in keys if key[0] == "around"), "")
    return kind == "prose" and (not plain or _is_plain(keys))


def _is_sentence(keys: Sequence[Key]) -> bool:
    """Whether a part is prose, or ends as a sentence does, and has no words of furniture."""
    return is_prose(keys) or (sights.has(keys, *_ENDED) and _is_plain(keys))


def _is_said(keys: Sequence[Key]) -> bool:
    """Whether a part ends as a sentence does, does not begin with words of furniture, and has none of a closing note."""
    if not sights.has(keys, *_ENDED):
        return False
    for key in keys:
        if key[0] == "dated":
            return False
        if isinstance(key, tuple) and key[0] == "phrases":
            _, hits, known, cover, _ = key
            if hits & _NOTES or known or cover != "some":
                return False
    return True


def _is_plain(keys: Sequence[Key]) -> bool:
    return not any(key[0] in ("phrases", "dated") for key in keys)


def _take_digest(parts: Sequence[Part], seen: Sequence[Sequence[Key]], states: list[str]) -> None:
    """What stands below a word for a digest, up to what is no text, is a standfirst."""
    start = _start(states)
    for index in range(max(0, start - 2), min(start + 2, len(seen))):
        if parts[index].text.strip(" :").casefold() not in _DIGESTS:
            continue
        end = begin = index + 1
        while end < len(seen) and states[end] in ("p", "summary", "fh", "list") and parts[end].block is None:
            end += 1
        rest = sum(state in _BODY for state in states[end:])
        if 0 < end - begin <= _DIGEST and rest >= _REST:
            states[index:end] = ["fh", *["summary"] * (end - begin)]
        return


def _drop_signs(parts: Sequence[Part], states: list[str]) -> None:
    """What has no letter and no number is no paragraph."""
    for index, (part, state) in enumerate(zip(parts, states, strict=True)):
        text = part.text
        if len(text) < _SIGNS and state == "p" and part.block is None and _WORD.search(text) is None:
            states[index] = "ft" if _BODY.isdisjoint(states[index + 1 :]) else "fb"


def _head_lines(parts: Sequence[Part], seen: Sequence[Sequence[Key]], states: list[str]) -> None:
    """A short line in capitals between paragraphs, no sentence and no list, is a subhead; so is a time alone, of a live report."""
    for index in range(1, len(seen) - 1):
        if (
            states[index] == "p"
            and states[index - 1] in _BODY
            and states[index + 1] == "p"
            and parts[index].block is None
            and (_is_loud(seen[index]) or (sights.has(seen[index], "clock") and sights.has(seen[index], "wordless")))
            and not _is_loud(seen[index + 1])
            and not sights.has(seen[index], *_ENDED, "end:colon", "end:comma")
        ):
            states[index] = "h"


def _is_loud(keys: Sequence[Key]) -> bool:
    """Whether a part, no prose, is in capitals: the feature ``loud``."""
    return any(key[0] == "capitals" and key[3] for key in keys) and not is_prose(keys)
