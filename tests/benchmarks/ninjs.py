"""How long ninjs takes, as ratios in one run.

    python tests/benchmarks/ninjs.py [--items 60] [--repeats 7]

Invented items of all three lines: texts with a body of XHTML, of HTML as it comes and of plain text, pictures with
renditions and people, packages of associated items.  Converting each to its own version, read, written, and what is
written validated, is compared with the least that must be done for that: orjson reads the bytes, jsonschema-rs
validates, the model is built, orjson writes.  CPU time; the candidates of each repeat one after the other.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parents[2]))

import newsdoc
from newsdoc.formats.ninjs.engine import Reading
from newsdoc.formats.ninjs.reader import document_of
from newsdoc.schema.registry import json_validator

WORDS: Final = (
    "harbour council ferry morning report budget river station winter market engineer school bridge island committee "
    "weather village orchestra museum minister court factory season train library storm coast election festival garden"
).split()
VERSIONS: Final = ("1.7", "2.3", "3.2")
KINDS: Final = ("xhtml", "html", "text", "picture", "package")


def _words(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(count)).capitalize()


def _paragraphs(random: Random, form: str, last: str) -> str:
    return last.join(form.format(_words(random, 25), _words(random, 3), _words(random, 12)) for _ in range(8))


def item(number: int, kind: str, random: Random) -> dict[str, Any]:
    """An item of ninjs 3.2."""
    value: dict[str, Any] = {
        "uri": f"urn:newsml:example.com:2024:{number}",
        "type": {"picture": "picture", "package": "composite"}.get(kind, "text"),
        "version": "2",
        "versionCreated": "2024-05-06T07:08:09Z",
        "pubStatus": "usable",
        "urgency": 1 + number % 9,
        "language": "en",
        "copyrightHolder": "Example Agency",
        "headlines": [{"role": "main", "value": _words(random, 8)}],
        "by": _words(random, 2),
        "subjects": [
            {"name": _words(random, 1), "uri": f"http://cv.iptc.org/newscodes/mediatopic/{n}", "relevance": 50}
            for n in range(6)
        ],
        "places": [{"name": _words(random, 1), "geoJSON": {"type": "Point", "coordinates": [9.5, 53.5]}}],
    }
    bodies = {
        "xhtml": ("application/xhtml+xml", "<p>{} <strong>{}</strong> {}.</p>", ""),
        "html": ("text/html", "<p>{} <b>{}</b><br>{}.", "\n"),
        "text": ("text/plain", "{} {} {}.", "\n\n"),
    }
    if kind in bodies:
        content_type, form, last = bodies[kind]
        value["bodies"] = [{"role": "main", "contentType": content_type, "value": _paragraphs(random, form, last)}]
    else:
        value["descriptions"] = [{"role": "caption", "value": _words(random, 30)}]
        value["people"] = [{"name": _words(random, 2), "rel": "about"} for _ in range(3)]
        value["renditions"] = [
            {"name": f"r{n}", "href": f"http://example.com/{n}", "contentType": "image/jpeg", "width": n, "height": n}
            for n in range(1, 6)
        ]
    if kind == "package":
        value["associations"] = [{"name": f"a{n}", **item(number + n, "picture", random)} for n in range(1, 4)]
    return value


def corpus(count: int, seed: int = 1) -> list[tuple[str, str, bytes]]:
    """``count`` items, each with its kind and its version, the same for the same ``seed``."""
    random = Random(seed)
    made = []
    for number in range(count):
        kind, version = KINDS[number % len(KINDS)], VERSIONS[number // len(KINDS) % len(VERSIONS)]
        data = json.dumps(item(number, kind, random), ensure_ascii=False).encode()
        if version != "3.2":
            data = newsdoc.convert(data, f"ninjs@{version}", format="ninjs@3.2", on_loss="allow").data
        made.append((kind, version, data))
    return made


def least(version: str, data: bytes) -> None:
    """What must be done at the least."""
    value = orjson.loads(data)
    assert json_validator("ninjs", version).is_valid(value)
    document_of(value, Reading(version))
    orjson.dumps(value, option=orjson.OPT_INDENT_2)


def converted(version: str, data: bytes) -> None:
    """What newsdoc does."""
    newsdoc.convert(data, f"ninjs@{version}", format=f"ninjs@{version}")


def seconds(work: Callable[[str, bytes], None], items: list[tuple[str, bytes]]) -> float:
    start = time.process_time()
    for version, data in items:
        work(version, data)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    made = corpus(options.items)
    groups = {
        "all": made,
        **{kind: [one for one in made if one[0] == kind] for kind in KINDS},
        **{version: [one for one in made if one[1] == version] for version in VERSIONS},
    }
    for name, group in groups.items():
        items = [(version, data) for _, version, data in group]
        seconds(least, items), seconds(converted, items)
        pairs = [(seconds(least, items), seconds(converted, items)) for _ in range(options.repeats)]
        ratios = [ours / bare for bare, ours in pairs]
        size = sum(len(data) for _, data in items) / len(items)
        each = median(ours for _, ours in pairs) / len(items) * 1e6
        print(f"{name:8} {size:6.0f} bytes {each:6.0f} µs  {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})")  # noqa: T201


if __name__ == "__main__":
    main()
