"""The time of publication and that of the update, of all the dates that a text prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from newsdoc.formats.text import dateline, dates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdoc.formats.base import Losses
    from newsdoc.model.document import Metadata

#: How much of a part is looked at for dates, in characters.
LOOKED = 400
#: How strongly a date speaks by the state of its part; one in a header's field, one in a dateline, any other.
BY_STATE = {"date": 6.0, "d0": 5.0, "byline": 4.0, "b0": 3.5, "dt": 2.5, "bt": 2.0}
HEADER, DATELINE, OTHER = 9.0, 3.0, 1.0

#: The stems of words before the time of an update, and before that of publication, in the languages of the tables.
UPDATED = re.compile(
    r"updat|aktualis|modif|mise? à|actualiz|aggiorn|atualiz|bijgewerkt|gewijzigd|uppdat|oppdat|opdat|päivit|zaktual|"
    r"aktualiz|güncel|обновл|更新|수정|geändert|uppfært|"
    r"frissít|оновлен|ενημέρ|تحديث|cập nhật|อัปเดต|अपडेट|diperbarui",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|erstellt|veröff|erschienen|pubbl|publik|gepubl|offentlig|julkais|opublik|yayın|giriş|опубл|公開|입력|"
    r"birt|stand\b|created|megjelen|közzé|опублік|δημοσ|نشر|đăng|เผยแพร่|प्रकाशित|diterbit|发布|發布",
    re.IGNORECASE,
)
_SWAPPED = "day and month may be the other way round, which nothing decides"


def is_silent(text: str) -> bool:
    """Whether ``text`` says neither that something was published nor that it was updated."""
    return UPDATED.search(text) is None and _PUBLISHED.search(text) is None


@dataclass(slots=True)
class Stamp:
    """A date found in the text: its line, how strongly it speaks, and whether it is that of an update."""

    found: dates.Found
    line: int
    weight: float
    updated: bool = False


class Stamps:
    """Collects the dates of a text, and chooses; ``language`` says that of the text, when that is asked for."""

    def __init__(self, language: Callable[[], str | None]) -> None:
        self.all: list[Stamp] = []
        self._language = cache(language)

    def find(self, text: str) -> Sequence[dates.Found]:
        """The dates in a part, with the order of day and month that is usual in the language."""
        found = dates.find(text)
        return dates.find(text, language=self._language()) if any(one.day.other for one in found) else found

    def look(self, text: str, line: int, weight: float) -> int:
        """Take the dates of a part; gives how many have all of a date."""
        count = 0
        at = 0
        for found in self.find(text[:LOOKED]):
            before = text[at : found.start]
            at = found.end
            if found.timestamp is None:
                continue
            count += 1
            updates = [hit.start() for hit in UPDATED.finditer(before)]
            publishes = [hit.start() for hit in _PUBLISHED.finditer(before)]
            updated = bool(updates) and (not publishes or updates[-1] > publishes[-1])
            bonus = (found.clock is not None) + (bool(publishes) and not updated)
            self.all.append(Stamp(found, line, weight + bonus, updated))
        return count

    def choose(self, metadata: Metadata, losses: Losses) -> None:
        """Put the strongest of each kind into the document, and report what they leave open."""
        self._put(metadata, losses, "content_created", updated=False)
        self._put(metadata, losses, "content_modified", updated=True)

    def _put(
        self,
        metadata: Metadata,
        losses: Losses,
        name: Literal["content_created", "content_modified"],
        *,
        updated: bool,
    ) -> None:
        """Set one field, unless a trailer has set it."""
        some = [one for one in self.all if one.updated is updated]
        if not some or getattr(metadata, name) is not None:
            return
        stamp = max(some, key=lambda one: one.weight)
        setattr(metadata, name, stamp.found.timestamp)
        path = f"metadata.{name}"
        if stamp.found.other is not None:
            losses.coerced(path, stamp.found.other, _SWAPPED, line=stamp.line)
        clock = stamp.found.clock
        if clock is not None and clock.zone is None and clock.zone_name:
            losses.dropped(path, clock.zone_name, "the name of this zone means several", line=stamp.line)


def fills(stamp: Stamp, text: str) -> bool:
    """Whether a date is most of what a text says."""
    found = stamp.found
    return found.day.day is not None and (len(text) - (found.end - found.start) < 40 or found.clock is not None)


def is_caption(text: str) -> bool:
    """Whether a line says when a picture was taken: words without a capital among them, a comma, and a day that ends it."""
    before, comma, end = text.rpartition(", ")
    each = before.split()
    said = dateline.parse(end) if comma and len(each) >= _SAYING else None
    if said is None or said.timestamp is None or said.timestamp.precision != "day":
        return False
    return sum(word.islower() for word in each) * 4 >= len(each) and is_silent(before)


#: How many words a caption has at least, before the day.
_SAYING = 6
