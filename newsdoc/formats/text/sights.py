"""What the keys of what is seen stand for: the features, short names that are there or not.

A key is the name of a group and what tells its features apart, all of few values; the same keys come again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from newsdoc.formats.text import furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: The name of a group and what tells its features apart; a feature's own name is a key too.
Key: TypeAlias = tuple[Any, ...] | str

#: How a sentence ends.
CLOSED = frozenset({"stop", "shout", "ask", "dots"})
#: The roles of words, each a bit.
ROLES = tuple(furniture.PHRASES)
_BITS = tuple((1 << number, role) for number, role in enumerate(ROLES))
#: The signs that menus, topics and counts are set with, each a bit.
SIGNS = (
    ("|", "bar"), ("•", "dot"), ("·", "dot"), ("›", "arrow"), ("»", "arrow"), ("→", "arrow"), ("#", "hash"),
    ("*", "star"), ("@", "at"), ("/", "slash"),
)  # fmt: skip


def _shape(  # noqa: PLR0917 - all that a key has
    length: str, form: str | None, end: str, tail: str, start: str, sentences: int, common: str, many: bool
) -> Iterator[str]:
    """How a part looks: its length, its form, its ends, its sentences, its common words."""
    yield f"len:{length}"
    if form is not None:
        yield f"form:{form}"
    yield f"end:{end}"
    if tail:
        yield f"ends:{tail}"
    yield f"start:{start}"
    yield f"sent:{sentences}"
    yield f"common:{common}"
    yield f"shape:{length}:{'closed' if end in CLOSED else end}:{'c' if many else 'n'}"


def _phrases(hits: int, known: int, cover: str, size: str) -> Iterator[str]:
    """The roles of furniture that words and phrases of a part have, those of the first, and how much of it they are."""
    for bit, role in _BITS:
        if hits & bit:
            yield f"w:{role}:{size}"
    for bit, role in _BITS:
        if known & bit:
            yield f"w1:{role}:{size}"
    if cover:
        yield f"cover:{cover}:{size}"


def _capitals(count: str, caps: str, loud: bool, by: bool, named: str, given: str, person: bool) -> Iterator[str]:  # noqa: PLR0917 - all that a key has
    """What the number of words and their capitals say: names, shouting, none."""
    yield f"words:{count}"
    if caps in ("wordless", "signs"):
        yield caps
        return
    yield f"caps:{caps}"
    if loud:
        yield "loud"
    if by:
        yield "by"
    if named:
        yield f"named:{named}"
    if given:
        yield f"given:{given}:{named or 'no'}"
    if person:
        yield "person"


def _signs(signs: int, keyed: bool, brackets: bool) -> Iterator[str]:
    """The signs in a part, a colon within it, a bracket before it."""
    for number, (_, name) in enumerate(SIGNS):
        if signs >> number & 1:
            yield f"has:{name}"
    if keyed:
        yield "keyed"
    if brackets:
        yield "in:brackets"


def _dated(kind: str, timed: bool, rest: str, many: bool, first: bool) -> Iterator[str]:
    """The dates in a part, and what is left of it."""
    if kind == "clock":
        yield kind
        return
    yield f"date:{kind}"
    if timed:
        yield "date:time"
    yield f"date:rest:{rest}"
    if many:
        yield "date:many"
    if first:
        yield "date:first"


def _around(kind: str, previous: str, following: str, later: str, near: int, ahead: int) -> Iterator[str]:
    """The kinds of the parts around one."""
    yield f"prev:{previous}:{kind}"
    yield f"next:{following}:{kind}"
    yield f"around:{previous}:{kind}:{following}"
    yield f"then:{later}:{kind}"
    yield f"near:{near}:{ahead}:{kind}"


def _place(kind: str, seen: int, left: int, at: int, clean: str, zone: str, away: int) -> Iterator[str]:  # noqa: PLR0917 - all that a key has
    """Where a part stands among the prose of a text."""
    yield f"seen:{seen}:{kind}"
    yield f"left:{left}:{kind}"
    yield f"at:{at}"
    yield f"doc:{clean}:{kind}"
    yield f"doc:{clean}:{zone}:{kind}"
    if zone == "head":
        yield f"tofirst:{away}:{kind}"
    elif zone == "tail":
        yield f"fromlast:{away}:{kind}"
    else:
        yield f"within:{kind}"


def _sayings(shared: str, length: str, run: int, again: bool, named: bool) -> Iterator[str]:
    """What the words of a part that is no prose have in common with the prose, and with other parts."""
    yield f"said:{shared}"
    yield f"said:{shared}:{length}"
    yield f"run:{run}"
    if again:
        yield "again"
        if named:
            yield "again:named"


_GROUPS: dict[str, Callable[..., Iterator[str]]] = {
    "shape": _shape,
    "phrases": _phrases,
    "capitals": _capitals,
    "signs": _signs,
    "dated": _dated,
    "around": _around,
    "place": _place,
    "sayings": _sayings,
}
#: The features that the neighbours of a part are told of, and how much of their names.
_CARRIED = ("w:", "by", "named", "person", "dateline", "date:full", "len:3", "form:", "end:colon")
_TOLD = 9
#: More keys than articles have; of hostile texts they are let go.
_MOST = 20_000


class _Features(dict[Key, tuple[str, ...]]):
    def __missing__(self, key: Key) -> tuple[str, ...]:
        names = (key,) if isinstance(key, str) else tuple(_GROUPS[key[0]](*key[1:]))
        if len(self) >= _MOST:
            self.clear()
        self[key] = names
        return names


_FEATURES = _Features()


def features_of(key: Key) -> tuple[str, ...]:
    """The names of the features that a key stands for."""
    return _FEATURES[key]


def told_of(key: Key) -> tuple[str, ...]:
    """The beginnings of the names of those that the neighbours are told of."""
    return tuple(name[:_TOLD] for name in _FEATURES[key] if name.startswith(_CARRIED))


def own(keys: Sequence[Key]) -> Iterator[str]:
    """The features of a part, without what its neighbours tell."""
    for key in keys:
        yield from _FEATURES[key]


def has(keys: Sequence[Key], *names: str) -> bool:
    """Whether a part has one of these features."""
    for key in keys:
        features = _FEATURES[key]
        for name in names:
            if name in features:
                return True
    return False


def is_dated(keys: Sequence[Key]) -> bool:
    """Whether a part has a date with its year: the feature ``date:full``."""
    for key in keys:  # noqa: SIM110 - a generator costs several times what it finds
        if key[0] == "dated" and key[1] == "full":
            return True
    return False


def named(rows: Sequence[Sequence[Key]]) -> list[list[str]]:
    """All features of each part: its own, what the part before it tells (``<``), and what the part after it tells (``>``)."""
    result = []
    for index, keys in enumerate(rows):
        names = list(own(keys))
        for key in rows[index - 1] if index else ():
            names += ["<" + name for name in told_of(key)]
        for key in rows[index + 1] if index + 1 < len(rows) else ():
            names += [">" + name for name in told_of(key)]
        result.append(names)
    return result
