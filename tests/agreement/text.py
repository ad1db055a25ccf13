"""Scores the reader of plain text on a folder of articles: ``python -m tests.agreement.text [FOLDER] [--weights DIR]``.

The scorer is ``score_text.py`` of the shared folder; :func:`read` is what it calls.  With ``--weights`` each article is
read with the weights that were fitted without its publisher (``text_fit.py``), so that the figures are those of pages
never seen.  ``--errors KIND`` lists what is wrong: headline, date, alarm, byline, dateline, paragraphs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsdoc.formats.text import datelines, general, reader
from newsdoc.formats.text.roles import Model
from newsdoc.model.content import BlockQuote, List, Paragraph, Quote, Reference
from tests.agreement.text_folds import FOLDS, fold_of, publisher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsdoc.formats.text.evidence import Reading
    from newsdoc.model.content import Block

SHARED = Path(__file__).resolve().parents[3] / "shared"


def read(text: str, _record: dict[str, Any]) -> dict[str, Any]:
    """What the scorer asks for, from what the reader finds in a text alone."""
    return answers(reading(text))


def reading(text: str, weights: Model | None = None) -> Reading:
    """A text as the reader reads it, with other weights if there are any."""
    text = text.removeprefix("\ufeff")
    if reader.why_ours(text) is not None:
        return reader.readings(text.encode("utf-8", "replace"))[0]
    return general.parse(text, weights=weights)[0]


def answers(found: Reading) -> dict[str, Any]:
    """The scorer's fields.

    It counts the lead with its dateline as right, so the dateline is put back before it.  Its places are those before
    the date where the dateline has one, and the town alone where it has not.
    """
    document = found.document
    metadata = document.metadata
    authors = [one.names[0].value for one in metadata.creators]
    paragraphs = list(said(document.body))
    for one in found.evidence:
        if one.role == "dateline+paragraph" and one.path is not None:
            lead = next(said([document.body[int(one.path[5:-1])]]))
            paragraphs[paragraphs.index(lead)] = f"{metadata.datelines[0].value} {lead}"
    date = metadata.content_created or metadata.content_modified
    place = metadata.located[0].names[0].value if metadata.located else None
    printed = [one.value for one in metadata.datelines] or [
        begun.text for text in paragraphs[:5] if (begun := datelines.split(text)) and begun.place == place
    ]
    if place and not any(re.search(r"\d", one) for one in printed):
        place = place.split(",")[0]
    return {
        "headline": document.headline,
        "date": None if date is None else str(date),
        "authors": authors,
        "paragraphs": paragraphs,
        "dateline_city": place,
        "summary": document.summary,
    }


def said(blocks: Iterable[Block]) -> Iterator[str]:
    """The paragraphs of blocks as text, with the marks of quotations."""
    for block in blocks:
        match block:
            case Paragraph():
                yield _line(block.content)
            case List():
                for item in block.items:
                    yield from said(item.content)
            case BlockQuote():
                yield from said(block.content)


def _line(content: Iterable[Any]) -> str:
    parts = []
    for one in content:
        if isinstance(one, str):
            parts.append(one)
        elif isinstance(one, Quote):
            parts.append(f"> {one.marks[0]}{_line(one.content)}{one.marks[-1]}")
            parts.append(f" [[{one.reference}]]" if one.reference else "")
        elif isinstance(one, Reference):
            parts.append(f"[[{one.target}]]")
        else:
            parts.append(_line(getattr(one, "content", [])))
    return "".join(parts)


@cache
def _model(path: Path) -> Model:
    return Model(json.loads(path.read_text()))


def scorer(path: Path = SHARED / "tools" / "score_text.py") -> Any:
    """The module of the scorer."""
    spec = importlib.util.spec_from_file_location("score_text", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Score a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=str(SHARED / "samples" / "text" / "dev"))
    parser.add_argument("--weights", type=Path, help="a folder of fold0.json … of text_fit.py")
    parser.add_argument("--errors", choices=("headline", "date", "alarm", "byline", "dateline", "paragraphs"))
    options = parser.parse_args()
    tool = scorer()

    def answer(text: str, record: dict[str, Any]) -> dict[str, Any]:
        weights = None
        if options.weights is not None:
            weights = _model(options.weights / f"fold{fold_of(publisher(record), FOLDS)}.json")
        found = reading(text, weights)
        result = answers(found)
        if options.errors and (line := _error(tool, options.errors, result, record, found)):
            sys.stdout.write(f"{record['id']} {record['layout']} {record['lang']}: {line}\n")
        return result

    total, groups = tool.run(options.folder, answer)
    for name, group in [("ALL", total), *sorted(groups.items())]:
        shown = {key: value for key, value in tool.fmt(group).items() if value != "-"}
        sys.stdout.write(f"{name} {shown}\n")
    sys.stdout.write(f"exceptions: {total['exc']}\n")


def _error(tool: Any, kind: str, result: dict[str, Any], record: dict[str, Any], found: Reading) -> str | None:
    """What is wrong with an answer of a kind; ``None`` where nothing is."""
    count: Counter[str] = Counter()
    tool.score_one(record, result, count)
    wrong = {
        "headline": not count["hl"],
        "date": bool(count["dt_n"] and not count["dt"]),
        "alarm": bool(count["nodate_fp"]),
        "byline": bool(count["by_n"] and not count["by"]),
        "dateline": bool(count["dl_n"] and not count["dl"]),
        "paragraphs": count["p_F"] < 0.85,
    }[kind]
    if not wrong:
        return None
    metadata = found.document.metadata
    shown: dict[str, Callable[[], str]] = {
        "headline": lambda: f"{record['headline'][:80]!r} | {str(result['headline'])[:80]!r}",
        "date": lambda: f"{record['date']['iso']} | {result['date']} | {str(record['date']['line'])[:80]!r}",
        "alarm": lambda: f"{result['date']} {[one for one in found.evidence if one.role == 'date'][:2]}",
        "byline": lambda: (
            f"{record['byline']['authors']} | {result['authors']} | {str(record['byline']['line'])[:60]!r}"
        ),
        "dateline": lambda: (
            f"{record['dateline']['text']!r} | {result['dateline_city']} | {[x.value for x in metadata.datelines]}"
        ),
        "paragraphs": lambda: f"{count['p_F']:.2f}",
    }
    return shown[kind]()


if __name__ == "__main__":
    main()
