"""Law 5: every text and attribute value of an item of NewsML-G2 is in the output, or in a loss."""

from __future__ import annotations

import json
import re
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

import newsdoc
from newsdoc.formats import FORMATS
from newsdoc.formats.base import WriteOptions
from newsdoc.model.plain import to_plain
from newsdoc.model.timestamp import Timestamp
from newsdoc.schema import newsmlg2
from tests.agreement import newsmlg2_trips as trips
from tests.agreement.newsmlg2_instances import Gardener
from tests.shared import needs_shared, samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsdoc.formats.base import Loss, ReadResult

G2 = FORMATS["newsml-g2"]
TARGETS = ("newsml-g2@2.35", "newsml-g2@2.18", "json", "markdown", "ninjs@3.2", "ninjs@2.3", "ninjs@1.7", "text")
#: What says how the source was written, and is known from the result of reading: its format and version.
FORMAT = {"standard", "standardversion"}


def values(data: bytes) -> Iterator[str]:
    """Every text and attribute value, white space collapsed; comments and instructions aside."""
    for node in etree.fromstring(data).iter(etree.Element):
        for name, value in node.items():
            if name not in FORMAT:
                yield value
        yield node.text or ""
        for child in node:
            yield child.tail or ""


def words(text: str) -> str:
    return " ".join(text.split())


def strings(value: Any) -> Iterator[str]:
    """Every key and every value of plain JSON, as text."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif value is not None:
        yield json.dumps(value) if isinstance(value, (bool, int, float)) else str(value)


_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);")


def unescaped(text: str) -> str:
    """Markup within a value as it would be read."""
    return _ENTITY.sub(lambda found: etree.fromstring(f"<x>{found[0]}</x>").text or "", text)


def haystack(output: bytes, losses: list[Loss]) -> str:
    """All that is in the output and in the losses; markup in it both as it is and as it is read."""
    if output.startswith(b"<?xml"):
        parts = [part for node in etree.fromstring(output).iter() for part in (node.text or "", node.tail or "")]
        parts += [value for node in etree.fromstring(output).iter(etree.Element) for value in node.attrib.values()]
    else:
        text = output.decode()
        parts = [text]
        if text.startswith("{"):
            parts += strings(json.loads(text))
    parts += [part for loss in losses for part in strings(loss.value)]
    joined = " ".join(words(part) for part in parts)
    plain = " ".join(words(re.sub(r"<[^<>]*>", " ", part)) for part in parts if "<" in part)
    return "\n".join([joined, unescaped(joined), unescaped(plain)])


def unaccounted(data: bytes, result: ReadResult, target: str) -> set[str]:
    """The values that are nowhere."""
    name, _, version = target.partition("@")
    row = FORMATS[name]
    options = WriteOptions(version=version or row.default)
    if row.many:
        written = [row.write(result.documents, options, result.message)]
    else:
        written = [row.write([document], options, None) for document in result.documents]
    losses = [*result.losses, *(loss for one in written for loss in one.losses)]
    found = "\n".join(haystack(one.data, losses) for one in written)
    if name == "markdown":
        # What YAML quotes and folds is seen by reading it.
        found += "\n".join(words(part) for one in written for part in strings(to_plain(row.read(one.data).document)))
    if not row.many and result.message is not None:
        found += " ".join(strings(to_plain(result.message)))
    return {
        value
        for value in map(words, set(values(data)))
        if value and value not in found and not said_otherwise(value, name, found)
    }


#: How ninjs says what something is: by the name of a property.
GROUPS = {
    "abstract": "subject",
    "person": "pe",
    "organisation": "organisation",
    "geoArea": "place",
    "poi": "place",
    "event": "event",
    "object": "object",
}


def said_otherwise(value: str, target: str, found: str) -> bool:
    """Whether a value is said in the words of the target: a code without its alias, a day in words."""
    alias, colon, code = value.partition(":")
    if target == "ninjs" and colon and alias in ("stat", "ninat", "rnd"):
        return code in found
    if target == "ninjs" and alias == "cpnat":
        return GROUPS[code] in found
    if target == "ninjs" and value in ("application/xhtml+xml", "text/html", "application/nitf+xml"):
        return re.search(r"\bbody_(xhtml|html|nitf)", found) is not None
    if target == "text" and value == "drol:summary":
        # It is where a summary stands.
        return True
    day = Timestamp(value).date
    return target == "text" and day is not None and f"{day:%B} {day.day} {day.year}" in found


@needs_shared
@pytest.mark.parametrize("path", samples("newsml-g2/**/*.xml"), ids=lambda path: path.name)
def test_every_value_of_real_items_is_accounted_for(path: Path) -> None:
    data = path.read_bytes()
    try:
        result = newsdoc.read(data, "newsml-g2")
    except newsdoc.ReadError:
        pytest.skip("no item of NewsML-G2")
    assert {target: left for target in TARGETS if (left := unaccounted(data, result, target))} == {}


@pytest.mark.parametrize("target", TARGETS)
def test_every_value_of_grown_items_is_accounted_for(target: str) -> None:
    gardener = Gardener(newsmlg2.grammar("2.35"), Random(7))
    for data in trips.items(gardener, "2.35", 30):
        result = G2.read(data)
        if result.message is None:
            assert unaccounted(data, result, target) == set(), data
