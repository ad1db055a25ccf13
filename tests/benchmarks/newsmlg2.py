"""How long NewsML-G2 takes, as ratios in one run.

    python tests/benchmarks/newsmlg2.py [--items 5000] [--repeats 5] [--target ninjs] [--profile]

The items are generated: about 4 KB each, half of them with a body of XHTML, half of NITF, all valid.  CPU time, the
repeats of all candidates in turn; the ratio printed is that of the medians, beside the least and the greatest of the
repeats.  What newsdoc is compared with is lxml parsing and validating the same bytes by the same schema; and IPTC's own
``newsmlg2`` reading them, where that package is installed (of a hundred items: it takes its time).
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import importlib.util
import io
import os
import pstats
import sys
import time
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

sys.path.insert(0, str(Path(__file__).parents[2]))

import newsdoc
from newsdoc.schema import newsmlg2

WORDS: Final = (
    "harbour council ferry morning report budget river station winter market engineer school bridge island committee "
    "weather village orchestra museum minister court factory season train library storm coast election festival garden"
).split()
XHTML: Final = "http://www.w3.org/1999/xhtml"
NITF: Final = "http://iptc.org/std/NITF/2006-10-18/"
#: So many items are read by the peer: it is some hundred times slower.
PEER_ITEMS: Final = 100


def corpus(count: int, seed: int = 1) -> list[bytes]:
    """`count` items of about 4 KB, the same for the same `seed`."""
    random = Random(seed)
    return [_item(number, random).encode() for number in range(count)]


def _sentence(random: Random, words: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(words)).capitalize() + "."


def _subject(random: Random) -> str:
    code, kind = random.randrange(20000000, 20001999), random.choice(("abstract", "person", "organisation", "geoArea"))
    return (
        f'    <subject type="cpnat:{kind}" qcode="medtop:{code}" relevance="{random.randrange(101)}">\n'
        f'      <name xml:lang="en">{_sentence(random, 2)[:-1]}</name>\n    </subject>\n'
    )


def _item(number: int, random: Random) -> str:
    minute, second = number // 60 % 60, number % 60
    body = _xhtml(random) if number % 2 else _nitf(random)
    kind = "xhtml" if number % 2 else "nitf"
    headline = _sentence(random, 7)[:-1]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.com:20240909:{number}" version="{number % 9 + 1}"
    standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
  <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
  <rightsInfo>
    <copyrightHolder uri="http://example.com/"><name>Example News</name></copyrightHolder>
    <copyrightNotice>Copyright 2024 Example News. {_sentence(random, 5)}</copyrightNotice>
    <usageTerms>{_sentence(random, 8)}</usageTerms>
  </rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider uri="http://example.com/"><name>Example News</name></provider>
    <versionCreated>2024-09-09T10:{minute:02}:{second:02}Z</versionCreated>
    <firstCreated>2024-09-09T09:00:00Z</firstCreated>
    <pubStatus qcode="stat:usable"/>
    <edNote>{_sentence(random, 9)}</edNote>
  </itemMeta>
  <contentMeta>
    <urgency>{number % 9 + 1}</urgency>
    <contentCreated>2024-09-09T09:30:00Z</contentCreated>
    <located qcode="geonames:{random.randrange(10**6)}"><name>{random.choice(WORDS).capitalize()}</name></located>
    <creator literal="writer"><name>{_sentence(random, 2)[:-1]}</name></creator>
    <language tag="en"/>
    <genre qcode="genre:Current"><name>Current</name></genre>
{"".join(_subject(random) for _ in range(5))}    <slugline separator="-">{"-".join(random.choice(WORDS).upper() for _ in range(3))}</slugline>
    <headline>{headline}</headline>
    <by>By {_sentence(random, 2)[:-1]}</by>
    <description role="drol:summary">{_sentence(random, 14)}</description>
  </contentMeta>
  <contentSet>
    <inlineXML contenttype="application/{kind}+xml" wordcount="{random.randrange(200, 400)}">
{body}
    </inlineXML>
  </contentSet>
</newsItem>
"""


def _xhtml(random: Random) -> str:
    blocks = [
        f"<p>{_sentence(random, 12)} <em>{random.choice(WORDS)}</em> {_sentence(random, 9)}</p>" for _ in range(9)
    ]
    blocks.insert(3, f"<h2>{_sentence(random, 4)[:-1]}</h2>")
    blocks.insert(6, f'<p>{_sentence(random, 6)} <a href="http://example.com/a">{_sentence(random, 2)}</a></p>')
    text = "\n".join(blocks)
    return f'<html xmlns="{XHTML}"><head><title>{_sentence(random, 5)}</title></head><body>\n{text}\n</body></html>'


def _nitf(random: Random) -> str:
    blocks = [f"<p>{_sentence(random, 14)} {_sentence(random, 9)}</p>" for _ in range(9)]
    blocks.insert(4, f"<hl2>{_sentence(random, 4)[:-1]}</hl2>")
    text = "\n".join(blocks)
    return (
        f'<nitf xmlns="{NITF}"><head><title>{_sentence(random, 5)}</title></head><body><body.head><hedline><hl1>'
        f"{_sentence(random, 6)}</hl1></hedline></body.head>\n<body.content>\n{text}\n</body.content></body></nitf>"
    )


def parse_and_validate(items: Sequence[bytes]) -> None:
    """What nobody can do without."""
    schema = newsmlg2.load("2.35")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for data in items:
        if not schema.validate(etree.fromstring(data, parser)):
            raise ValueError(str(schema.error_log))


def convert(items: Sequence[bytes], target: str) -> None:
    """The whole conversion: the input validated, read, written with its losses, the output validated."""
    for data in items:
        result = newsdoc.convert(data, target, format="newsml-g2", on_loss="allow", validate=True)
        if result.report is None or not result.report.ok:
            raise ValueError(str(result.report))


def convert_in_two_steps(items: Sequence[bytes], target: str) -> None:
    """The same, the input parsed once to be validated and once to be read."""
    for data in items:
        report = newsdoc.validate(data, "newsml-g2")
        if not report.ok:
            raise ValueError(str(report.problems))
        newsdoc.convert(data, target, format="newsml-g2", on_loss="allow")


def read(items: Sequence[bytes]) -> None:
    """The reading side of the conversion: validated and read."""
    for data in items:
        newsdoc.read(data, "newsml-g2", validate=True)


def peer(items: Sequence[bytes]) -> None:
    """IPTC's own library, reading alone."""
    from NewsMLG2 import NewsMLG2Document  # type: ignore[import-not-found,unused-ignore]

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        for data in items:
            NewsMLG2Document(data)


def clock(work: Callable[[], None]) -> float:
    """CPU seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--target", default="ninjs")
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    options = parser.parse_args(arguments)
    items = corpus(options.items)
    candidates: dict[str, Callable[[], None]] = {
        "lxml: parse and validate": lambda: parse_and_validate(items),
        f"newsdoc: to {options.target}, both validated": lambda: convert(items, options.target),
        "newsdoc: validated, then converted": lambda: convert_in_two_steps(items, options.target),
        "newsdoc: validated and read alone": lambda: read(items),
    }
    for work in candidates.values():
        work()
    if options.profile:
        return _profile(lambda: convert(items, options.target))
    if importlib.util.find_spec("NewsMLG2"):
        candidates["IPTC newsmlg2: read"] = lambda: peer(items[:PEER_ITEMS])
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(options.repeats):
        for name, work in candidates.items():
            count = PEER_ITEMS if name.startswith("IPTC") else len(items)
            times[name].append(clock(work) / min(count, len(items)) * 1e6)
    _report(items, times)
    return 0


def _profile(work: Callable[[], None]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    text = io.StringIO()
    pstats.Stats(profile, stream=text).sort_stats("tottime").print_stats(45)
    sys.stdout.write(text.getvalue())
    return 0


def _report(items: Sequence[bytes], times: dict[str, list[float]]) -> None:
    sys.stdout.write(f"{len(items)} items of {sum(map(len, items)) // len(items)} bytes\n")
    names = list(times)
    for name in names:
        found = times[name]
        sys.stdout.write(f"{name:<45} {median(found):9.0f} us an item ({min(found):.0f} to {max(found):.0f})\n")
    first, ours, *others = names
    for name in names[1:]:
        ratios = [one / other for one, other in zip(times[name], times[first], strict=True)]
        sys.stdout.write(f"{name} takes {median(times[name]) / median(times[first]):.2f} times lxml ")
        sys.stdout.write(f"({min(ratios):.2f} to {max(ratios):.2f})\n")
    for name in [one for one in others if one.startswith("IPTC")]:
        sys.stdout.write(f"{name} takes {median(times[name]) / median(times[ours]):.0f} times newsdoc\n")


if __name__ == "__main__":
    sys.exit(main())
