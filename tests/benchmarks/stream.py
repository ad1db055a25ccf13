"""A newsMessage of any size, against a bare iterparse with XSD validation: CPU time and memory, each in its own process.

    python -m tests.benchmarks.stream [--items 100000] [--repeats 1]

Ratios within one run are what counts; the message is made for it and removed after it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent.parent
WORDS = (
    "harbour bridge council river market morning engineer report traffic repair winter ticket window garden letter "
    "teacher station record season budget street museum weather festival question answer village doctor library"
).split()

ITEM = """    <newsItem guid="urn:newsml:example.com:20260504:{number}" version="{version}" standard="NewsML-G2" \
standardversion="2.35" conformance="power" xml:lang="en">
      <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
      <rightsInfo><copyrightHolder literal="Example"><name>Example News</name></copyrightHolder>\
<copyrightNotice>(c) Example News</copyrightNotice><usageTerms>Not for publication before noon</usageTerms></rightsInfo>
      <itemMeta>
        <itemClass qcode="ninat:text"/>
        <provider literal="Example"/>
        <versionCreated>2026-05-04T09:{minute:02}:00+02:00</versionCreated>
        <pubStatus qcode="stat:usable"/>
        <edNote>Adds what the mayor said</edNote>
      </itemMeta>
      <contentMeta>
        <urgency>{urgency}</urgency>
        <contentCreated>2026-05-04T08:{minute:02}:00+02:00</contentCreated>
        <creator literal="abc"><name>Ada Brandt</name></creator>
        <language tag="en"/>
        <genre qcode="genre:Current"><name xml:lang="en">Current</name></genre>
        <subject type="cpnat:abstract" qcode="medtop:{subject}"><name xml:lang="en">{words}</name></subject>
        <subject type="cpnat:geoArea" literal="Lenne"><name>Lenne</name></subject>
        <slugline>bridge-{number}</slugline>
        <headline>{headline}</headline>
        <by>By Ada Brandt</by>
        <description role="drol:summary">{summary}</description>
      </contentMeta>
      <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>\
<title>{headline}</title></head><body>{body}</body></html></inlineXML></contentSet>
    </newsItem>
"""


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")


def words(number: int, count: int) -> str:
    """``count`` words that ``number`` decides."""
    return " ".join(WORDS[(number * 7 + step * step * 3 + step) % len(WORDS)] for step in range(count))


def item(number: int) -> str:
    """An item of 4 KB: metadata, 12 paragraphs and 24 spans."""
    body = "".join(
        f"<p>{words(number + step, 14)} <strong>{words(step, 2)}</strong> {words(number * step, 12)} "
        f'<a href="http://example.com/{number}/{step}">{words(step, 3)}</a>.</p>'
        for step in range(12)
    )
    return ITEM.format(
        number=number,
        version=number % 5 + 1,
        minute=number % 60,
        urgency=number % 9 + 1,
        subject=f"{number % 100_000:08}",
        words=words(number, 2),
        headline=words(number, 8).capitalize(),
        summary=words(number, 20).capitalize(),
        body=body,
    )


def write_message(file: IO[str], items: int) -> None:
    """A newsMessage with that many items."""
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">\n')
    file.write("  <header><sent>2026-05-04T10:00:00Z</sent></header>\n  <itemSet>\n")
    for number in range(items):
        file.write(item(number))
    file.write("  </itemSet>\n</newsMessage>\n")


BARE = """
import sys
from lxml import etree
from newsdoc.schema.registry import default
schema = default().xsd("2.35", "newsml-g2")
count = 0
for _, node in etree.iterparse(sys.argv[1], tag="{http://iptc.org/std/nar/2006-10-01/}newsItem"):
    assert schema.validate(node), schema.error_log
    count += 1
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]
"""

READ = """
import sys, newsdoc
for result in newsdoc.iter_documents(open(sys.argv[1], "rb")):
    assert not result.problems
"""

CHECK = """
import sys, newsdoc
for result in newsdoc.iter_documents(open(sys.argv[1], "rb"), validate=True):
    assert result.report.ok
"""

WRITE = """
import sys, newsdoc
for result in newsdoc.iter_documents(open(sys.argv[1], "rb")):
    newsdoc.write(result.documents, "ninjs")
"""

CONVERT = """
import sys, newsdoc
for result in newsdoc.iter_documents(open(sys.argv[1], "rb"), validate=True):
    assert result.report.ok
    newsdoc.write(result.documents, "ninjs")
"""


def measured(command: list[str]) -> tuple[float, float]:
    """CPU seconds and the peak of resident memory in MB of a process."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Make the message, run each way over it, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "message.xml")
        with path.open("w", encoding="utf-8") as file:
            write_message(file, arguments.items)
        say(f"{arguments.items:,} items, {path.stat().st_size / 1e6:.0f} MB")
        python, command = [sys.executable, "-c"], [sys.executable, "-m", "newsdoc", "convert", str(path), "-q"]
        ways = {
            "iterparse, XSD": [*python, BARE, str(path)],
            "iter_documents": [*python, READ, str(path)],
            "iter_documents, validated": [*python, CHECK, str(path)],
            "to ninjs, validated as it is written": [*python, WRITE, str(path)],
            "to ninjs, validated on both sides": [*python, CONVERT, str(path)],
            "newsdoc convert -t ninjs": [*command, "-t", "ninjs", "-o", f"{folder}/out/", "--on-loss", "allow"],
            "newsdoc convert -t newsml-g2": [*command, "-t", "newsml-g2", "-o", f"{folder}/out.xml"],
        }
        best: dict[str, tuple[float, float]] = {}
        for _ in range(arguments.repeats):
            for name, way in ways.items():
                time, memory = measured(way)
                known = best.get(name, (time, memory))
                best[name] = min(time, known[0]), max(memory, known[1])
        bare = best["iterparse, XSD"][0]
        for name, (time, memory) in best.items():
            say(f"{name:36} {time:8.1f} s CPU  {time / bare:5.2f}x  {memory:6.1f} MB")


if __name__ == "__main__":
    main()
