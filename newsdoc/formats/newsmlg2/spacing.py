"""The white space within texts: it collapses when they are read, and is kept aside, so that they come back as they were.

It means nothing (:mod:`newsdoc.formats.markup.whitespace`), and few feeds have any: lines of a text are broken to some
width.  Of each text of an item where it was not single spaces, a fragment of the document says which runs stood behind
which words.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from lxml import etree

from newsdoc.formats.markup.whitespace import NOTED
from newsdoc.formats.newsmlg2.shape import NAR, WHITE, XML_SPACE
from newsdoc.model.base import Foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsdoc.formats.base import Losses

#: The path of the fragment.  Its value is JSON: a digest of a text with single spaces → for each time that it stands in
#: the item, in the item's order, the runs that are none → the numbers of the words that they stand behind.
SPACING: Final = "white-space"
#: The runs of one text, and after how many words each stands.
Runs: TypeAlias = dict[str, list[int]]

_RUN: Final = re.compile(r"([ \t\n\r]+)")
#: The elements in which white space means something.
_KEPT: Final = frozenset({f"{{{NAR}}}inlineData", "{http://www.w3.org/1999/xhtml}pre", "pre"})
#: The longest text, in characters, whose white space is kept, and the most runs of an item: more than any article has.
LONGEST: Final = 100_000
MOST_RUNS: Final = 20_000
#: The length of a digest, in bytes: two texts of an item that have the same are not to be feared.
_DIGEST: Final = 4


class Keeping:
    """While this is entered the texts of ``element`` that collapse are noted; then ``foreign`` says how they stand in it."""

    # Every item is read within one: a generator would take three times as long.
    __slots__ = ("_collapsed", "_element", "_foreign", "_token")

    def __init__(self, element: _Element, foreign: list[Foreign]) -> None:
        self._element, self._foreign = element, foreign
        self._collapsed: list[str] = []

    def __enter__(self) -> None:
        self._token = NOTED.set(self._collapsed)

    def __exit__(self, *_: object) -> None:
        NOTED.reset(self._token)
        if self._collapsed and (fragment := _kept(self._element, frozenset(self._collapsed))) is not None:
            self._foreign.append(fragment)


def _kept(item: _Element, collapsed: frozenset[str]) -> Foreign | None:
    """The fragment that says how ``collapsed`` texts stand in ``item``; ``None`` where there are none, or too many runs."""
    table: dict[str, list[Runs]] = {}
    count = 0
    for node, which in _texts(item):
        words = _RUN.split((getattr(node, which) or "").strip(WHITE))
        said = " ".join(words[::2])
        if said in collapsed and not _keeps(node, which):
            runs = _runs(words)
            table.setdefault(_digest(said), []).append(runs)
            count += sum(map(len, runs.values()))
            if count > MOST_RUNS:
                return None
    return _fragment(table)


def put_back(item: _Element, foreign: list[Foreign], losses: Losses, owner: str = "") -> None:
    """Give the texts of ``item`` the white space that the ``foreign`` fragments of ``owner`` say they had.

    What finds no text is a loss.
    """
    for index, one in enumerate(foreign):
        if one.path != SPACING or one.format != "newsml-g2" or one.position is not None:
            continue
        table = _parsed(one.value)
        back = _fragment(_applied(item, table)) if table else None
        if back is None:
            losses.dropped(f"{owner}foreign[{index}]", one, "the texts that this white space stood in are not there")
        elif back.value != one.value:
            reason = "some of the texts that this white space stood in are not there"
            losses.coerced(f"{owner}foreign[{index}].value", one.value, reason)


def _fragment(table: dict[str, list[Runs]]) -> Foreign | None:
    """The fragment of a table, without what says nothing."""
    said = {digest: _shortened(times) for digest, times in table.items()}
    filled = {digest: times for digest, times in said.items() if times}
    return Foreign(SPACING, json.dumps(filled, separators=(",", ":"))) if filled else None


def _shortened(times: list[Runs]) -> list[Runs]:
    """The list without the empty runs at its end."""
    last = max((index for index, runs in enumerate(times) if runs), default=-1)
    return times[: last + 1]


def _parsed(value: str) -> dict[str, list[Runs]]:
    """The table that ``value`` is; an empty one where it is in another form."""
    try:
        table: Any = json.loads(value)
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) and all(map(_is_times, table.values())) else {}


def _is_times(times: Any) -> bool:
    return isinstance(times, list) and all(isinstance(runs, dict) and all(map(_is_run, runs.items())) for runs in times)


def _is_run(row: tuple[str, Any]) -> bool:
    run, places = row
    return bool(run) and not run.strip(WHITE) and isinstance(places, list) and all(type(at) is int for at in places)


def _applied(item: _Element, table: dict[str, list[Runs]]) -> dict[str, list[Runs]]:
    """Put the runs of ``table`` into the texts of ``item``; gives what is there now of what ``table`` says."""
    there: dict[str, list[Runs]] = {}
    for node, which in _texts(item):
        text: str = getattr(node, which) or ""
        bare = text.strip(WHITE)
        words = _RUN.split(bare)
        digest = _digest(" ".join(words[::2]))
        times = table.get(digest)
        if times is None or _keeps(node, which):
            continue
        now = there.setdefault(digest, [])
        meant = times[len(now)] if len(now) < len(times) else {}
        if meant and not _runs(words):
            _set(words, meant)
            setattr(node, which, text.replace(bare, "".join(words), 1))
        now.append(_runs(words))
    return there


def _set(words: list[str], runs: Runs) -> None:
    """Put runs between words, which stand at the even places."""
    for run, places in runs.items():
        for at in places:
            if 0 < at <= len(words) // 2:
                words[2 * at - 1] = run


def _runs(words: list[str]) -> Runs:
    """The runs between words that are not a single space."""
    runs: Runs = {}
    for at, run in enumerate(words[1::2], 1):
        if run != " ":
            runs.setdefault(run, []).append(at)
    return runs


def _keeps(node: _Element, which: str) -> bool:
    """Whether white space means something where this text stands."""
    owner = node if which == "text" else node.getparent()
    while owner is not None:
        if owner.get(XML_SPACE) == "preserve" or owner.tag in _KEPT:
            return True
        owner = owner.getparent()
    return False


def _texts(item: _Element) -> Iterator[tuple[_Element, Literal["text", "tail"]]]:
    """Where the texts of ``item`` stand that are not blank, nor longer than :data:`LONGEST`, in its order."""
    for event, node in etree.iterwalk(item, events=("start", "end", "comment", "pi")):
        which: Literal["text", "tail"] = "text" if event == "start" else "tail"
        text = node.text if which == "text" else node.tail if node is not item else None
        if text and len(text) <= LONGEST and not text.isspace():
            yield node, which


def _digest(text: str) -> str:
    return blake2s(text.encode(), digest_size=_DIGEST).hexdigest()
