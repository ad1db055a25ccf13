"""The white space within texts: it collapses when they are read, and is kept aside, so that they come back as they were.

It means nothing (:mod:`newsdoc.formats.markup.whitespace`), and few feeds have any: lines of a text are broken to some
width.  Of each text of an item where it was not single spaces, a fragment of the document says which runs stood behind
which words.
"""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from zlib import crc32

from lxml import etree

from newsdoc.formats.markup.metadata import METADATA_ELEMENTS
from newsdoc.formats.markup.names import NITF, XHTML
from newsdoc.formats.markup.whitespace import NOTED
from newsdoc.formats.newsmlg2.kinds import squeezed
from newsdoc.formats.newsmlg2.shape import NAR, WHITE, XML_SPACE
from newsdoc.model.base import Foreign

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.base import Losses

#: The path of the fragment.  Its value is JSON: the CRC-32 of a text with single spaces, in hexadecimal → for each time that
#: it stands in the item, in the item's order, the runs that are none → the numbers of the words that they stand behind.
SPACING: Final = "white-space"
#: The runs of one text, and after how many words each stands.
Runs: TypeAlias = dict[str, list[int]]

#: A run that is no single space; that it begins with one character of these is what makes it fast to look for.
_RUN: Final = re.compile(r"[ \t\n\r](?:[ \t\n\r]+|(?<! ))")
#: The elements in which white space means something, and whether an item has any.
_KEPT: Final = frozenset({f"{{{NAR}}}inlineData", f"{{{XHTML}}}pre", "pre"})
#: NewsML-G2's own elements, those of them that stand within a text, and the elements around the blocks of a body.
_OWN: Final = f"{{{NAR}}}"
_MARKS: Final = frozenset(f"{_OWN}{name}" for name in METADATA_ELEMENTS)
_OUTERMOST: Final = frozenset(
    {f"{_OWN}inlineXML", *(f"{{{NITF}}}{name}" for name in ("nitf", "body", "body.content"))}
    | {f"{space}{name}" for space in ("", _OWN, f"{{{XHTML}}}") for name in ("html", "body")}
)
_HAS_KEPT: Final = etree.XPath(
    "boolean(descendant-or-self::*/@xml:space | descendant::n:inlineData | descendant::h:pre | descendant::pre)",
    namespaces={"n": NAR, "h": XHTML},
)
#: The texts of an item in its order, which are always in the same order; and with the elements that they belong to.
_TEXTS: Final = etree.XPath("descendant-or-self::text()", smart_strings=False)
_PLACED_TEXTS: Final = etree.XPath("descendant-or-self::text()")
#: The longest text, in characters, whose white space is kept, and the most runs of an item: more than any article has.
LONGEST: Final = 100_000
MOST_RUNS: Final = 20_000


class Keeping:
    """While this is entered the texts of ``element`` that collapse are noted; then ``foreign`` says how they stand in it."""

    # Every item is read within one: a generator would take three times as long.
    __slots__ = ("_collapsed", "_element", "_foreign", "_token")

    def __init__(self, element: _Element, foreign: list[Foreign]) -> None:
        self._element, self._foreign = element, foreign
        self._collapsed: list[tuple[str, str]] = []

    def __enter__(self) -> None:
        self._token = NOTED.set(self._collapsed)

    def __exit__(self, *_: object) -> None:
        NOTED.reset(self._token)
        if self._collapsed and (fragment := _kept(self._element, dict(self._collapsed))) is not None:
            self._foreign.append(fragment)


def _kept(item: _Element, collapsed: dict[str, str]) -> Foreign | None:
    """The fragment that says how ``collapsed`` texts, each with what it became, stand in ``item``.

    ``None`` where there are none, or too many runs.
    """
    said = frozenset(collapsed.values())
    least = min(map(len, said))
    table: dict[str, list[Runs]] = {}
    count = 0
    for text in _TEXTS(item) if not _HAS_KEPT(item) else [one for one in _PLACED_TEXTS(item) if not _keeps(one)]:
        if not least <= len(text) <= LONGEST:
            continue
        bare = text.strip(WHITE)
        # What is carried whole did not collapse, and may say the same.
        now = collapsed.get(bare) or squeezed(bare)
        if now in said:
            runs = _runs(bare)
            table.setdefault(_digest(now), []).append(runs)
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
    for text in _PLACED_TEXTS(item):
        if len(text) > LONGEST:
            continue
        said = squeezed(text)
        times = table.get(digest := _digest(said))
        if times is None or _keeps(text):
            continue
        now = there.setdefault(digest, [])
        meant = times[len(now)] if len(now) < len(times) else {}
        bare = text.strip(WHITE)
        if meant and bare == said:
            bare = _spaced(said, meant)
            setattr(text.getparent(), "text" if text.is_text else "tail", text.replace(said, bare, 1))
        now.append(_runs(bare))
    return there


def _spaced(text: str, runs: Runs) -> str:
    """A text of words with single spaces between them, with ``runs`` instead of some."""
    gaps = [" "] * text.count(" ")
    for run, places in runs.items():
        for at in places:
            if 0 < at <= len(gaps):
                gaps[at - 1] = run
    return "".join(chain.from_iterable(zip(text.split(" "), [*gaps, ""], strict=True)))


def _runs(text: str) -> Runs:
    """The runs between words that are not a single space."""
    runs: Runs = {}
    at = end = 0
    for hit in _RUN.finditer(text):
        at += text.count(" ", end, hit.start()) + 1
        end = hit.end()
        runs.setdefault(hit[0], []).append(at)
    return runs


def _keeps(text: Any) -> bool:
    """Whether white space is kept where a text stands when it is read.

    The attribute counts on the element that the text belongs to and within a body.  Further out it is kept as an attribute,
    and the text collapses as any other one, so that it is noted.
    """
    owner = text.getparent() if text.is_text else text.getparent().getparent()
    while owner is not None and owner.tag not in _OUTERMOST:
        if owner.get(XML_SPACE) == "preserve" or owner.tag in _KEPT:
            return True
        if owner.tag[: len(_OWN)] == _OWN and owner.tag not in _MARKS:
            return False
        owner = owner.getparent()
    return False


def _digest(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
