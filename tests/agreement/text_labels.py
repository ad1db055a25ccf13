"""The labelled articles of a folder, as the reader sees them: their parts, and the state of each that its label means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from newsdoc.formats.text import general, segments
from tests.agreement.text_folds import publisher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: A part as it is looked at: its text, and the type of block that its form made it.
Part: TypeAlias = tuple[str, str | None]

#: The labels of the articles by zone: before the title, between it and the first paragraph, to the last one, after it.
LABELS: dict[str, tuple[str | None, str, str, str]] = {
    "p": (None, "p", "p", "p"),
    "li": (None, "p", "p", "p"),
    "list": (None, "list", "list", "list"),
    "h": ("f0", "h", "h", "ft"),
    "title": ("title", "title", "title", "title"),
    "title-repeat": (None, "repeat", "fb", "ft"),
    "summary": ("f0", "summary", "fb", "ft"),
    "byline": ("b0", "byline", "fb", "bt"),
    "date": ("d0", "date", "fb", "dt"),
    "byline+date": ("d0", "date", "fb", "dt"),
    "date+byline": ("d0", "date", "fb", "dt"),
    "caption": ("f0", "caption", "cb", "ft"),
    "credit": ("f0", "caption", "cb", "ft"),
    "image": ("f0", "caption", "cb", "ft"),
}
OTHER = ("f0", "fh", "fb", "ft")


def states_of(labels: list[str]) -> list[str] | None:
    """The states of the parts of an article; ``None`` where the labels have no title or no paragraph."""
    prose = [index for index, label in enumerate(labels) if label in ("p", "li", "list")]
    title = labels.index("title") if "title" in labels else None
    if not prose or title is None or title > prose[0]:
        return None
    result: list[str] = []
    for index, label in enumerate(labels):
        zone = 0 if index < title else 1 if index < prose[0] else 2 if index <= prose[-1] else 3
        row = LABELS.get(label, OTHER)
        state = row[zone]
        if index > title and label == "title":
            state = OTHER[zone]
        if zone == 1 and label == "h" and index + 1 < prose[0] and labels[index + 1] not in ("h", "caption", "image"):
            state = "fh"
        result.append(state or OTHER[zone])
    return result


def load(folder: Path) -> Iterator[tuple[str, list[Part], list[str]]]:
    """Publisher, parts and states of each labelled article."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text())
        if not record.get("blocks"):
            continue
        text = path.with_suffix(".txt").read_bytes().decode(record["encoding"])
        split, _ = segments.split(lines := general.sources(text))
        parts: list[Part] = [(part.text, None if part.block is None else part.block.type) for part in split]
        labels = _labels(split, lines, record["blocks"])
        if labels is None:
            continue
        states = states_of(labels)
        if states is not None:
            yield publisher(record), parts, states


def _labels(parts: list[segments.Part], lines: list[tuple[int, str]], labels: list[str]) -> list[str] | None:
    """The label of each part: that of the block, between blank lines, that it is of; ``None`` where they do not match."""
    if len(parts) == len(labels):
        return labels
    block_of: dict[int, int] = {}
    block, last = -1, -1
    for number, text in lines:
        if text.strip():
            block += number != last + 1
            block_of[number], last = block, number
    if block + 1 != len(labels) or any(block_of[part.first] != block_of[part.last] for part in parts):
        return None
    result = [labels[block_of[part.first]] for part in parts]
    return result if result.count("title") == labels.count("title") else None


#: What the states of what stands below the body are above the title.
_ABOVE = {"ft": "f0", "bt": "b0", "dt": "d0"}
_BELOW = frozenset(_ABOVE)
#: The longest part of a menu, in characters.
_MENU = 30


def is_page(parts: Sequence[Part], states: Sequence[str]) -> bool:
    """Whether an article is a page with furniture around it, and each of its parts a line."""
    return any(state in _BELOW or state == "f0" for state in states) and not any(form for _, form in parts)


def window(parts: Sequence[Part], states: Sequence[str], above: int, below: int) -> tuple[list[Part], list[str]]:
    """An article with other furniture around it: above is what stood there, and before that what stood below."""
    title = states.index("title")
    end = next((index for index, state in enumerate(states) if state in _BELOW), len(states))
    menu = [
        (part, _ABOVE[state]) for part, state in zip(parts[end:], states[end:], strict=True) if len(part[0]) <= _MENU
    ]
    over = [*menu, *zip(parts[:title], states[:title], strict=True)][-above:] if above else []
    rest = zip(parts[title : end + below], states[title : end + below], strict=True)
    chosen = [*over, *rest]
    return [part for part, _ in chosen], [state for _, state in chosen]
