"""Which part of a text plays which role: the whole text read at once.

A text is a chain of states, one a part, in four zones that follow each other: before the title, between it and the
body, the body, and after it.  A state is worth the weights of the features of its part and of the state before it; the
chain that is worth most is the reading (Viterbi).  So a line is not judged alone: "Politics" above a title is the
section, below the last paragraph a topic.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

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
#: a date, nor the line that says that this is a release.
KNOWN: dict[str, dict[str, int]] = {
    "dateline:whole": {"title": -1500, "summary": -600, "p": 300, "f0": -800},
    "dateline": {"title": -800, "summary": -300},
    "released": {"title": -1200, "p": -600, "f0": 200, "summary": -600},
    "date:rest:0": {"title": -1200},
    "date:time": {"title": -600},
    "w1:update:s": {"title": -300},
    "w1:update:m": {"title": -300},
    "form:list": {"title": -800},
    "form:figure": {"title": -2000},
}
#: Weights are added in one whole number, a field of this many bits for each state.
_FIELD = 32
_BIAS = 1 << 30
_TOPS = sum(1 << _FIELD * (number + 1) - 1 for number in range(len(STATES)))
_NEVER = -100_000_000


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
        self._ways = [
            [(source, self._fields(source, 1), self._fields(source, None)) for source in sources]
            for sources in self._disjoint()
        ]
        self._size = len(STATES) * _FIELD // 8
        self._base = self._pack([0] * len(STATES)) + sum(_BIAS << (_FIELD * i) for i in range(len(STATES)))

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

    def _disjoint(self) -> list[list[int]]:
        """The states, together where none may be followed by what may follow another."""
        groups: list[tuple[list[int], set[int]]] = []
        for source in range(len(STATES)):
            targets = {right for right, row in enumerate(self._from) if any(left == source for left, _ in row)}
            group = next((one for one in groups if one[1].isdisjoint(targets)), None)
            if group is None:
                groups.append(([source], targets))
            else:
                group[0].append(source)
                group[1].update(targets)
        return [sources for sources, _ in groups]

    def worth(self, names: Sequence[str]) -> list[int]:
        """What each state is worth for a part with these features, in hundredths."""
        return [value - _BIAS for value in self._unpacked(self._base + self._sum(names))]

    def _sum(self, names: Sequence[str]) -> int:
        return sum(filter(None, map(self._packed.get, names)))

    def _unpacked(self, total: int) -> memoryview[int]:
        return memoryview(total.to_bytes(self._size, "little")).cast("I")

    def read(self, parts: Sequence[Sequence[str]], *, titled: bool = False) -> list[str]:
        """The state of each part in the reading that is worth most; ``titled``: the title is known already."""
        if not parts:
            return []
        scores = self._unpacked(self._base + self._pack(self._titled if titled else self._start) + self._sum(parts[0]))
        steps = [scores]
        for names in parts[1:]:
            best = 0
            for ways in self._ways:
                one = 0
                for source, places, weights in ways:
                    one += scores[source] * places + weights
                # The greater of each two fields: the top bit, which none has, stays where the first is not the smaller.
                kept = ((best | _TOPS) - one) & _TOPS
                best = one ^ ((best ^ one) & (kept - (kept >> _FIELD - 1)))
            scores = self._unpacked(best + self._sum(names))
            steps.append(scores)
        # The way back: where each best value came from.
        at = max(range(len(scores)), key=scores.__getitem__)
        result = [at]
        for before in reversed(steps[:-1]):
            at = max(self._from[at], key=lambda row: before[row[0]] + row[1])[0]
            result.append(at)
        return [STATES[at] for at in reversed(result)]

    def sureness(self, parts: Sequence[Sequence[str]], states: Sequence[str], *, titled: bool = False) -> list[float]:
        """How likely each of ``states`` is, all readings taken together (forward and backward sums), from 0 to 1."""
        worths = [[value / 100 for value in self.worth(names)] for names in parts]
        start = self._titled if titled else self._start
        ahead = [[a + b / 100 for a, b in zip(worths[0], start, strict=True)]] if parts else []
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
