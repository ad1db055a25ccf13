"""How far newsdoc's schemas of NewsML-G2 agree with the official ones, over the suites and over generated documents.

    python tests/agreement/newsmlg2.py [--versions 2.35 2.9 …] [--mutants 2000] [--seed 1] [--plain]

For each version, the declarations of both schemas are compared.  Then each file of the suites and each generated document goes through both schemas, and the verdicts are
compared.  Half of the generated documents are files of the suites, changed; a quarter grows from newsdoc's own source;
the rest are such documents, changed.  What the official schemas are compared with is All-Power, from 2.23 on together
with ODRL 2.2 as in IPTC's own multi-schema (``--plain``: without).

One difference is meant (schemas/newsml-g2/NOTES.md): `rightsExpressionXML` may hold any language of rights, and ODRL is
known wherever it stands.  Documents that only differ by it are counted apart.  The exit code is 1 if any other verdict
or declaration differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

sys.path.insert(0, str(Path(__file__).parents[2]))

from newsdoc.schema import newsmlg2
from tests.agreement.newsmlg2_instances import ODRL, Gardener
from tests.agreement.newsmlg2_mutants import Mutator, Vocabulary
from tests.agreement.newsmlg2_structure import declarations

SHARED: Final = Path(__file__).parents[3] / "shared"
STANDARDS: Final = SHARED / "standards" / "newsml-g2"
SAMPLES: Final = SHARED / "samples" / "newsml-g2"
SUITES: Final = ("iptc-suite", "iptc-examples", "validator-examples", "iptc-xslt")

XS: Final = "http://www.w3.org/2001/XMLSchema"
NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
ODRL_SINCE: Final = 23

#: The declaration that differs from 2.23 on, as it is meant to.
MEANT: Final = ["rightsExpressionXML"]


@dataclass(slots=True)
class Tally:
    """What came of some documents.  `differ` has the first of those with different verdicts."""

    total: int = 0
    agree: int = 0
    valid: int = 0
    meant: int = 0
    same_errors: int = 0
    differ: list[tuple[str, bytes, str]] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How many verdicts differ and should not."""
        return self.total - self.agree - self.meant


@dataclass(slots=True)
class Measure:
    """All that was measured of a version.  `missing` of `parts` elements and attributes of the source never grew."""

    declared: list[str]
    files: Tally = field(default_factory=Tally)
    generated: Tally = field(default_factory=Tally)
    missing: int = 0
    parts: int = 0


def available() -> bool:
    """Whether the official schemas and the suites are there."""
    return STANDARDS.is_dir() and SAMPLES.is_dir()


@cache
def official(version: str, *, plain: bool = False) -> etree.XMLSchema:
    """The official schema of `version`, from 2.23 on with ODRL unless `plain`."""
    files = {NAR: STANDARDS / f"NewsML-G2_{version}-spec-All-Power.xsd"}
    if not plain and int(version.partition(".")[2]) >= ODRL_SINCE:
        files[ODRL] = STANDARDS / "ODRL22.xsd"
    root = etree.Element(f"{{{XS}}}schema", {"targetNamespace": "urn:example:both"}, nsmap={"xs": XS})
    for namespace, file in files.items():
        etree.SubElement(root, f"{{{XS}}}import", {"namespace": namespace, "schemaLocation": file.as_uri()})
    return etree.XMLSchema(root)


@cache
def suite() -> tuple[tuple[str, bytes], ...]:
    """The well-formed files of the suites, by name."""
    files = sorted(file for name in SUITES for file in (SAMPLES / name).rglob("*.xml"))
    found = ((str(file.relative_to(SAMPLES)), file.read_bytes()) for file in files)
    return tuple((name, data) for name, data in found if _well_formed(data))


@cache
def vocabulary() -> Vocabulary:
    """The names of all versions."""
    return Vocabulary.of(newsmlg2.grammar(version) for version in newsmlg2.versions())


def compare(tally: Tally, version: str, name: str, data: bytes, *, plain: bool = False) -> None:
    """Add the two verdicts on `data` to `tally`.  Each schema gets a tree of its own: validation marks the IDs in it."""
    ours, theirs = newsmlg2.load(version), official(version, plain=plain)
    mine, other = ours.validate(parse(data)), theirs.validate(parse(data))
    tally.total += 1
    tally.valid += mine
    if mine == other:
        tally.agree += 1
        tally.same_errors += _errors(ours) == _errors(theirs)
    elif int(version.partition(".")[2]) >= ODRL_SINCE and relaxed(version).validate(parse(data)) == mine:
        tally.meant += 1
    elif len(tally.differ) < 10:
        log = (theirs if mine else ours).error_log
        tally.differ.append((name, data, f"ours {mine}, theirs {other}: {log[0].message if len(log) else ''}"))


def parse(data: bytes) -> etree._ElementTree:
    """The document in `data`, which must be well-formed."""
    return etree.ElementTree(etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)))


def _well_formed(data: bytes) -> bool:
    try:
        parse(data)
    except etree.XMLSyntaxError:
        return False
    return True


def _errors(schema: etree.XMLSchema) -> Counter[tuple[int, int, str]]:
    return Counter((error.line, error.type, error.path or "") for error in schema.error_log)


@cache
def relaxed(version: str) -> etree.XMLSchema:
    """The official schema of `version` with the difference that is meant: lax in `rightsExpressionXML`, ODRL at hand."""
    root = etree.parse(STANDARDS / f"NewsML-G2_{version}-spec-All-Power.xsd").getroot()
    for node in root.iterfind("{*}element[@name='rightsExpressionXML']//{*}any"):
        node.set("processContents", "lax")
    file = (STANDARDS / "ODRL22.xsd").as_uri()
    root.insert(0, etree.Element(f"{{{XS}}}import", {"namespace": ODRL, "schemaLocation": file}))
    return etree.XMLSchema(root)


def structure(version: str) -> list[str]:
    """The names of the declarations in which both schemas of `version` differ."""
    theirs = declarations(etree.parse(STANDARDS / f"NewsML-G2_{version}-spec-All-Power.xsd").getroot())
    ours = declarations(etree.parse(newsmlg2.folder() / version / "newsml-g2.xsd").getroot())
    return sorted(
        name for kind, name in theirs.keys() | ours.keys() if theirs.get((kind, name)) != ours.get((kind, name))
    )


def generated(gardener: Gardener, count: int) -> Iterator[tuple[str, bytes]]:
    """`count` documents: every fourth grown, every fourth grown and changed, the others changed files of the suites."""
    random = gardener.random
    mutator = Mutator(gardener, vocabulary(), random)
    bases = [(name, parse(data).getroot()) for name, data in suite()]
    for number in range(count):
        if number % 2:
            name, root = random.choice(bases)
            yield f"mutant {number} of {name}", mutator.mutant(root)
            continue
        grown = gardener.document()
        if number % 4:
            yield f"mutant {number}, grown", mutator.mutant(grown)
        else:
            yield f"grown {number}", etree.tostring(grown, encoding="UTF-8")


def measure(version: str, mutants: int, seed: int, *, plain: bool = False) -> Measure:
    """What both schemas of `version` say of the suites, and of `mutants` documents, the same for the same `seed`."""
    result = Measure(structure(version))
    for name, data in suite():
        compare(result.files, version, name, data, plain=plain)
    gardener = Gardener(newsmlg2.grammar(version), Random(f"{seed} {version}"))
    for name, data in generated(gardener, mutants):
        compare(result.generated, version, name, data, plain=plain)
    result.missing, result.parts = gardener.missing()
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 if any verdict differs that should not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--versions", nargs="*", default=newsmlg2.versions()[::-1], metavar="V")
    parser.add_argument("--mutants", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="compare with All-Power alone, without ODRL")
    options = parser.parse_args(arguments)
    if not available():
        say(f"skipped: there is no {STANDARDS}")
        return 0
    start = time.perf_counter()
    measures = [_report(version, options) for version in options.versions]
    tallies = [tally for measure in measures for tally in (measure.files, measure.generated)]
    total, wrong = sum(tally.total for tally in tallies), sum(tally.wrong for tally in tallies)
    odd = sum(measure.declared not in ([], MEANT) for measure in measures)
    say(f"{len(measures)} versions: {total - wrong} of {total} verdicts agree ({100 * (total - wrong) / total:.4f} %),")
    say(f"{sum(tally.meant for tally in tallies)} of them differ as meant; {time.perf_counter() - start:.0f} s")
    return int(wrong + odd > 0)


def _report(version: str, options: argparse.Namespace) -> Measure:
    result = measure(version, options.mutants, options.seed, plain=options.plain)
    say(f"{version:>5}  declarations that differ: {', '.join(result.declared) or 'none'}")
    for what, tally in (("files", result.files), ("generated", result.generated)):
        detail = f"{tally.valid} valid, {tally.meant} differ as meant, {tally.same_errors} with the same errors"
        say(f"       {what}: {tally.agree + tally.meant} of {tally.total} agree ({detail})")
        for name, data, reason in tally.differ:
            say(f"       {name}: {reason}\n         {data[:1000]!r}")
    say(f"       grown: {result.parts - result.missing} of {result.parts} parts of the source")
    return result


def say(line: str) -> None:
    """Print `line` now, so that a long run can be watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
