"""Which part of a text plays which role: the whole text read at once.

A text is a chain of states, one a part, in four zones that follow each other: before the title, between it and the
body, the body, and after it.  A state is worth the weights of the features of its part and of the state before it; the
chain that is worth most is the reading (Viterbi).  So a line is not judged alone: "Politics" above a title is the
section, below the last paragraph a topic.
"""

from __future__ import annotations

import math
from operator import itemgetter
from struct import Struct
from typing import TYPE_CHECKING, Any

from newsdoc.formats.text.sights import features_of, told_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdoc.formats.text.sights import Key

#: The states, by zone.  ``f…`` is furniture, ``c…`` a caption or a credit, ``b…`` a byline, ``d…`` a date line.
ZONES: tuple[tuple[str, ...], ...] = (
    ("f0", "d0", "b0"),
    ("title",),
    ("fh", "repeat", "summary", "byline", "date", "caption"),
    ("p", "h", "list", "fb", "cb"),
    ("ft", "bt", "dt"),
)
STATES: tuple[str, ...] = tuple(state for zone in ZONES for state in zone)
_PRE, _TITLE, _HEAD, _BODY, _TAIL = ZONES
#: The states that may follow each; the body begins and ends with what a reader would miss.
FOLLOW: dict[str, tuple[str, ...]] = {
    "start": (*_PRE, "title", "p", "list"),
    **dict.fromkeys(_PRE, (*_PRE, "title", "p")),
    "title": (*_HEAD, "p", "h", "list"),
    **dict.fromkeys(_HEAD, (*_HEAD, "p", "h", "list")),
    "p": (*_BODY, *_TAIL),
    "list": (*_BODY, *_TAIL),
    **dict.fromkeys(("h", "fb", "cb"), _BODY),
    **dict.fromkeys(_TAIL, _TAIL),
}

#: What is known beyond what articles teach: hundredths of a weight by feature and state.  A dateline is no title, nor is
#: a date, nor the line that says that this is a release, nor whom to ask; and what begins with the words for more to read is no text.
KNOWN: dict[str, dict[str, int]] = {
    "dateline:whole": {"title": -1500, "summary": -600, "p": 300, "f0": -800},
    "dateline": {"title": -800, "summary": -300},
    "released": {"title": -1200, "p": -600, "f0": 200, "summary": -600},
    "mailed": {"title": -1500},
    "reached": {"title": -1500},
    "announcing": {"title": -1500},
    "date:rest:0": {"title": -1200},
    "date:time": {"title": -600},
    "clock": {"title": -300},
    "w1:related:s": {"p": -400, "h": -400},
    "w1:related:m": {"p": -400, "h": -400},
    "w1:update:s": {"title": -300},
    "w1:update:m": {"title": -300},
    "end:colon": {"title": -500},
    "seen:3:prose": {"fh": -200, "summary": -200, "caption": -200},
    "form:list": {"title": -800},
    "form:figure": {"title": -2000},
}
#: Weights are added in one whole number, a field of this many bits for each state.
_FIELD = 32
_MASK = (1 << _FIELD) - 1
#: What is added to each, so that none is less than nothing; with it they are whole numbers of one digit in CPython, which
#: are the fastest.
_BIAS = 1 << 29
_PACKED = Struct(f"<{len(STATES)}I")
_TOPS = sum(1 << _FIELD * (number + 1) - 1 for number in range(len(STATES)))
_NEVER = -100_000_000
#: More keys than articles have; of hostile texts they are let go.
_MOST = 20_000


class Model:
    """Weights, packed."""

    def __init__(self, table: dict[str, Any]) -> None:
        index = {state: number for number, state in enumerate(STATES)}
        self._packed = {name: self._pack([int(one) for one in row.split()]) for name, row in table["features"].items()}
        for name, known in KNOWN.items():
            extra = sum(weight << (_FIELD * index[state]) for state, weight in known.items())
            self._packed[name] = self._packed.get(name, 0) + extra
        self._from: list[list[tuple[int, int]]] = [[] for _ in STATES]
        self._start = [-10_000_000] * len(STATES)
        for left, row in table["moves"].items():
            for right, weight in row.items():
                if left == "start":
                    self._start[index[right]] = weight
                else:
                    self._from[index[right]].append((index[left], weight))
        # Where the title is known the text begins as it does after one.
        self._titled = [_NEVER // 10] * len(STATES)
        for right, value in table["moves"]["title"].items():
            self._titled[index[right]] = value
        groups = self._alike()
        self._groups = [
            (
                itemgetter(*sources),
                # The first group that all of these may follow too: another, or itself.
                *next(
                    (over, self._slack(sources, rivals))
                    for over, (wider, rivals) in enumerate(groups)
                    if targets <= wider
                ),
                self._slack(sources, sources),
                [(self._fields(one, 1), self._fields(one, None)) for one in sources],
            )
            for targets, sources in groups
        ]
        self._base = sum(_BIAS << (_FIELD * number) for number in range(len(STATES)))
        # What the states are worth before the first part, by whether the title is known.
        self._begin = {titled: self._base + self._pack(row) for titled, row in enumerate((self._start, self._titled))}
        self._worths: dict[Key, tuple[int, tuple[int, int] | None]] = {}

    @staticmethod
    def _pack(row: Sequence[int]) -> int:
        return sum(weight << (_FIELD * index) for index, weight in enumerate(row))

    def _fields(self, source: int, value: int | None) -> int:
        """A field for each state that may follow ``source``: ``value``, or the weight of that move."""
        row = [
            next(((value or one) for left, one in self._from[right] if left == source), 0)
            for right in range(len(STATES))
        ]
        return self._pack(row)

    def _alike(self) -> list[tuple[frozenset[int], list[int]]]:
        """States that may follow, and all after which it is these; those that more may follow come first."""
        groups: dict[frozenset[int], list[int]] = {}
        for source in range(len(STATES)):
            targets = frozenset(right for right, row in enumerate(self._from) if any(left == source for left, _ in row))
            groups.setdefault(targets, []).append(source)
        return sorted(groups.items(), key=lambda group: -len(group[0]))

    def _slack(self, sources: Sequence[int], rivals: Sequence[int]) -> int:
        """By how much one of ``sources`` may be worth less than one of ``rivals``, and yet more in what may follow both."""
        moves = [dict(row) for row in self._from]
        return max(
            row[source] - row[rival]
            for source in sources
            for rival in rivals
            for row in moves
            if source in row and rival in row
        )

    def worths(self, rows: Sequence[Sequence[Key]]) -> list[list[int]]:
        """What each state is worth for each part, in hundredths."""
        return [[value - _BIAS for value in self._unpacked(self._base + total)] for total in self._totals(rows)]

    def _totals(self, rows: Sequence[Sequence[Key]]) -> list[int]:
        """The sum of the weights of each part: of its own features, and of those that its neighbours tell it of."""
        worths = self._worths
        result: list[int] = []
        told = 0
        for keys in rows:
            own, before, after = told, 0, 0
            for key in keys:
                worth, telling = worths.get(key) or self._worth(key)
                own += worth
                if telling is not None:
                    before += telling[0]
                    after += telling[1]
            if before and result:
                result[-1] += before
            result.append(own)
            told = after
        return result

    def _worth(self, key: Key) -> tuple[int, tuple[int, int] | None]:
        """The weights of the features of a key, and of what they tell the part before and the part after, if anything."""
        if len(self._worths) >= _MOST:
            self._worths.clear()
        get = self._packed.get
        told = told_of(key)
        before = sum(get(">" + name, 0) for name in told)
        after = sum(get("<" + name, 0) for name in told)
        worth = sum(get(name, 0) for name in features_of(key)), (before, after) if before or after else None
        self._worths[key] = worth
        return worth

    @staticmethod
    def _unpacked(total: int) -> tuple[int, ...]:
        return _PACKED.unpack(total.to_bytes(_PACKED.size, "little"))

    def read(self, rows: Sequence[Sequence[Key]], *, titled: bool = False) -> list[str]:
        """The state of each part in the reading that is worth most; ``titled``: the title is known already."""
        if not rows:
            return []
        first, *totals = self._totals(rows)
        scores = self._unpacked(self._begin[titled] + first)
        steps, bests = [scores], [0]
        groups, signs, shift = self._groups, _TOPS, _FIELD - 1
        tops = [0] * len(groups)
        for total in totals:
            best = 0
            for number, (pick, over, behind, slack, ways) in enumerate(groups):
                group = pick(scores)
                tops[number] = top = max(group)
                # What is worth less than this is so whatever follows.
                least = tops[over] - behind
                if top < least:
                    continue
                if top - slack > least:  # noqa: PLR1730 - a call costs more, and this is done for every part
                    least = top - slack
                for score, way in zip(group, ways):  # noqa: B905 - of one length, and in the innermost loop
                    if score >= least:
                        one = score * way[0] + way[1]
                        if not best:
                            best = one
                            continue
                        # The greater of each two fields is the one and what the other has more: the top bit, which no
                        # field has, stays where that is not less than nothing.
                        more = (best | signs) - one
                        kept = more & signs
                        best = one + (more & (kept - (kept >> shift)))
            bests.append(best)
            scores = self._unpacked(best + total)
            steps.append(scores)
        return self._back(steps, bests)

    def _back(self, steps: list[tuple[int, ...]], bests: list[int]) -> list[str]:
        """The chain that ends in what is worth most: where each best value came from."""
        scores = steps[-1]
        at = max(range(len(scores)), key=scores.__getitem__)
        result = [at]
        for index in range(len(steps) - 1, 0, -1):
            before, value = steps[index - 1], bests[index] >> _FIELD * at & _MASK
            for source, weight in self._from[at]:
                if before[source] + weight == value:
                    at = source
                    break
            result.append(at)
        return [STATES[at] for at in reversed(result)]

    def sureness(self, rows: Sequence[Sequence[Key]], states: Sequence[str], *, titled: bool = False) -> list[float]:
        """How likely each of ``states`` is, all readings taken together (forward and backward sums), from 0 to 1."""
        if not rows:
            return []
        worths = [[value / 100 for value in worth] for worth in self.worths(rows)]
        start = self._titled if titled else self._start
        ahead = [[a + b / 100 for a, b in zip(worths[0], start, strict=True)]]
        for worth in worths[1:]:
            before = ahead[-1]
            ahead.append(
                [w + _total([before[s] + v / 100 for s, v in row]) for w, row in zip(worth, self._from, strict=True)]
            )
        behind = [[0.0] * len(STATES)]
        for worth in reversed(worths[1:]):
            after = behind[-1]
            gathered: list[list[float]] = [[] for _ in STATES]
            for state, sources in enumerate(self._from):
                for source, weight in sources:
                    gathered[source].append(weight / 100 + worth[state] + after[state])
            behind.append([_total(values) for values in gathered])
        behind.reverse()
        result = []
        for a, b, name in zip(ahead, behind, states, strict=True):
            both = [x + y for x, y in zip(a, b, strict=True)]
            result.append(math.exp(min(0.0, both[STATES.index(name)] - _total(both))))
        return result


def _total(values: Sequence[float]) -> float:
    """The logarithm of the sum of the exponentials."""
    top = max(values, default=_NEVER / 100)
    return top + math.log(sum(math.exp(value - top) for value in values)) if values else top
