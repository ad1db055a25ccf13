"""Whether items of NewsML-G2 come back whole, over documents grown from the schemas of all versions.

    python tests/agreement/newsmlg2_trips.py [--versions 2.35 2.9 …] [--items 300] [--seed 1]

Each item that is grown is valid at its version, and every element and attribute of the version gets its turn.  It goes
to the model and back at its own version; the same by way of JSON and of Markdown.  What comes back must be the same
canonical XML, with no loss told, and valid by the official schema where that is there.  Then it is written at another
version: what comes out must be valid there.  The exit code is 1 where any of it fails.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

sys.path.insert(0, str(Path(__file__).parents[2]))

from newsdoc.errors import NewsdocError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import WriteOptions
from newsdoc.schema import newsmlg2
from tests.agreement import newsmlg2 as agreement
from tests.agreement.newsmlg2_instances import Gardener

if TYPE_CHECKING:
    from newsdoc.formats.base import Loss, ReadResult

G2: Final = FORMATS["newsml-g2"]
ITEMS: Final = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "newsMessage")
WAYS: Final = ("newsml-g2", "json", "markdown")


@dataclass(slots=True)
class Tally:
    """What came of the items of a version: how many trips there were, and what failed, with the first of each kind."""

    trips: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    parts: int = 0

    def fail(self, kind: str, detail: str) -> None:
        """One trip that failed."""
        self.failed[kind] += 1
        self.shown.setdefault(kind, detail)


def items(gardener: Gardener, version: str, count: int) -> Iterator[bytes]:
    """`count` items that are valid at `version`."""
    schema = newsmlg2.load(version)
    names = [name for name in ITEMS if name in gardener.grammar.elements]
    made = 0
    for number in range(count * 5):
        if made == count:
            return
        root = gardener.element(names[number % len(names)], depth=gardener.random.randint(3, 9))
        _declare(root, version)
        data = etree.tostring(root, encoding="UTF-8")
        if schema.validate(agreement.parse(data)):
            made += 1
            yield data


def _declare(root: etree._Element, version: str) -> None:
    """Let every item say that it is of `version`: it grew with any."""
    for node in root.iter(*(f"{{{newsmlg2.grammar(version).namespace}}}{name}" for name in ITEMS[:-1])):
        node.set("standardversion", version)
        node.set("standard", "NewsML-G2")


def exact(data: bytes) -> str:
    """The item as canonical XML, without the white space at the ends of texts, which means nothing."""
    return etree.canonicalize(data.decode(), strip_text=True, rewrite_prefixes=True)


def trip(result: ReadResult, way: str, version: str) -> tuple[bytes, list[Loss]]:
    """What comes back at `version` of what was read, by way of the format `way`; and the losses."""
    losses: list[Loss] = []
    if way != "newsml-g2":
        there = FORMATS[way].write(
            result.documents, WriteOptions(version=FORMATS[way].default, sanitize=False), result.message
        )
        losses += there.losses
        result = FORMATS[way].read(there.data)
    written = G2.write(result.documents, WriteOptions(version=version, sanitize=False), result.message)
    return written.data, [*losses, *written.losses]


def check(tally: Tally, version: str, data: bytes, other: str) -> None:
    """Send one item on all its trips."""
    source = exact(data)
    for way in WAYS:
        result = G2.read(data)
        if way == "markdown" and (result.message is not None or len(result.documents) != 1):
            continue
        tally.trips += 1
        try:
            back, losses = trip(result, way, version)
        except NewsdocError as error:
            tally.fail(f"{way}: {error.code}", f"{error}\n{data.decode()}")
            continue
        if losses:
            first = losses[0]
            tally.fail(f"{way}: {first.kind} {re.sub(r'[0-9]+', '', first.path)}", f"{first}\n{data.decode()}")
        elif exact(back) != source:
            tally.fail(f"{way}: differs", f"{_first(data, back)}\n{data.decode()}")
    _check_other(tally, data, other)


def _check_other(tally: Tally, data: bytes, other: str) -> None:
    result = G2.read(data)
    if not result.documents:
        return
    tally.trips += 1
    try:
        written = G2.write(result.documents, WriteOptions(version=other), result.message)
    except NewsdocError as error:
        if error.code == "G2-NO-SUCH-ITEM":
            return
        tally.fail(f"other version: {error.code}", f"{other}: {error}\n{data.decode()}")
        return
    for name, schema in _schemas(other):
        if not schema.validate(agreement.parse(written.data)):
            tally.fail(f"other version: invalid ({name})", f"{other}: {schema.error_log[0]}\n{data.decode()}")


def _schemas(version: str) -> Iterator[tuple[str, etree.XMLSchema]]:
    yield "ours", newsmlg2.load(version)
    if agreement.available():
        yield "official", agreement.relaxed(version)


def _first(left: bytes, right: bytes) -> str:
    """The first place in which two documents differ."""
    one, other = (exact(data).replace("<", "\0<").split("\0") for data in (left, right))
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 2) : at + 4]} came back as {other[max(0, at - 2) : at + 4]}"


def measure(version: str, count: int, seed: int) -> Tally:
    """What came of `count` items of `version`, the same for the same `seed`."""
    tally = Tally()
    random = Random(f"{seed} {version}")
    gardener = Gardener(newsmlg2.grammar(version), random)
    for data in items(gardener, version, count):
        check(tally, version, data, random.choice(newsmlg2.versions()))
    tally.missing, tally.parts = gardener.missing()
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--versions", nargs="*", default=newsmlg2.versions()[::-1], metavar="V")
    parser.add_argument("--items", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=300, metavar="N", help="so many characters of each kind of failure")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    tallies = []
    for version in options.versions:
        tally = measure(version, options.items, options.seed)
        tallies.append(tally)
        grown = f"{tally.parts - tally.missing} of {tally.parts} parts of the source grown"
        agreement.say(f"{version:>5}  {tally.trips} trips, {tally.failed.total()} failed; {grown}")
        for kind, detail in tally.shown.items():
            agreement.say(f"       {kind} ({tally.failed[kind]}): {detail[: options.show]}")
    failed = sum(tally.failed.total() for tally in tallies)
    agreement.say(f"{sum(t.trips for t in tallies)} trips, {failed} failed; {time.perf_counter() - start:.0f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
