"""How long Markdown takes, as ratios in one run: ``python tests/benchmarks/markdown.py [--repeats 15]``.

An article of about 4 KB with front matter is read into the model and written; compared with the native parser's bare event
stream over the same body, and with markdown-it-py turning the body alone into tokens, where that package is installed.
Then patterns that are nested without measure, at two sizes: what is read or refused takes twice the time for twice the
text.  CPU time, all candidates in turn, medians; the ratio is beside the least and the greatest of the repeats.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import pyromark

sys.path.insert(0, str(Path(__file__).parents[2]))

import newsdoc
from newsdoc.formats.base import Losses, ReadOptions, WriteOptions
from newsdoc.formats.markdown import reader, tree, writer

if TYPE_CHECKING:
    from collections.abc import Callable

FRONT: Final = """---
title: "Harbour: open again after the storm"
date: 2024-09-09T10:35:00+02:00
lastmod: 2024-09-09T11:00:00+02:00
author: [Mara Example, Jon Other]
description: The harbour opened two weeks ahead of plan, and cost less than the council had set aside.
tags: [harbour, storm, council]
lang: en
guid: urn:newsml:example.com:20240909:harbour
urgency: 4
subjects: [medtop:20000523, Ports]
layout: post
draft: false
---

"""
PARAGRAPH: Final = (
    "The *harbour* at the mouth of the river opened to traffic on **Monday morning**, two weeks ahead of plan, and\n"
    "the first [ferry](https://example.com/ferry) left at `07:15` with some 300 people; “it holds”, said the engineer.\n\n"
)
BODY: Final = (
    "# What happened\n\n"
    + PARAGRAPH * 5
    + "## In numbers\n\n- eleven months of work\n- 2.4 million euros\n- one *tenth* less\n\n"
    "> It will hold for another hundred years.\n\n"
    + PARAGRAPH
    * 5
    + "| what | when |\n| --- | --- |\n| ferry | 07:15 |\n| lorries | June |\n\n"
    '1. first\n2. second\n\n![The bridge](https://example.com/a.jpg "A title")\n\n' + PARAGRAPH * 5
)
#: Patterns that are nested, repeated or never closed.
PATTERNS: Final[dict[str, Callable[[int], str]]] = {
    "quotes": lambda n: ">" * n + " a",
    "brackets": lambda n: "[" * n + "a",
    "links": lambda n: "[a](" * n,
    "emphasis": lambda n: "*a " * n,
    "emphasis, closed": lambda n: "*" * n + "a" + "*" * n,
    "strong in emphasis": lambda n: "*a **b " * n,
    "backticks": lambda n: "`a " * n,
    "backticks, growing": lambda n: "".join("e" + "`" * k for k in range(int((2 * n) ** 0.5))),
    "tags": lambda n: "<u>" * n,
    "divs": lambda n: "<div>\n\n" * n,
    "lists": lambda n: "- " * n + "a",
    "references": lambda n: "[[" * n,
    "definitions": lambda n: "".join(f"[{k}]: x\n" for k in range(n // 10)),
    "addresses": lambda n: "http://a.b/(" * (n // 12),
    "addresses in marks": lambda n: "www.a.b/*x_www." * (n // 15),
    "cells": lambda n: "|" * n + "\n" + "|-" * n,
}
NESTED: Final = 100_000


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args(arguments).repeats
    _articles(repeats)
    _nested()
    return 0


def _articles(repeats: int) -> None:
    native = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)
    article = (FRONT + BODY).encode()
    bare_body = BODY.replace("[ferry](https://example.com/ferry)", "ferry (https://example.com/ferry)")
    nested = (FRONT.replace("Ports]", "{qcode: medtop:20000225, names: [Ports]}]") + BODY).encode()
    document = reader.read(article, ReadOptions()).document
    document.origin = None
    edited = newsdoc.read(article, "markdown").document
    first: Any = edited.body[1]
    first.content[0] = "A "
    candidates: dict[str, Callable[[], object]] = {
        "native events, body": lambda: list(native.events(BODY, merge_text=True)),
        "read the body": lambda: tree.blocks_of(BODY, Losses()),
        "read it with bare addresses": lambda: tree.blocks_of(bare_body, Losses()),
        "read the article": lambda: reader.read(article, ReadOptions()),
        "read it with nested values": lambda: reader.read(nested, ReadOptions()),
        "write the article": lambda: writer.write([document], WriteOptions()),
        "write it back edited": lambda: writer.write([edited], WriteOptions()),
    }
    if importlib.util.find_spec("markdown_it"):
        from markdown_it import MarkdownIt

        peer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        candidates["markdown-it-py, tokens of the body"] = lambda: peer.parse(BODY)
    times = _timed(candidates, repeats)
    _say(f"article: {len(article):,} bytes, body: {len(BODY.encode()):,} bytes")
    bare = times["native events, body"]
    for name, row in times.items():
        ratios = sorted(one / other for one, other in zip(row, bare, strict=True))
        shown = f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
        _say(f"{name:36} {median(row) * 1e6:8.0f} µs  {median(row) / median(bare):7.2f} × native ({shown})")
    peer_row = times.get("markdown-it-py, tokens of the body")
    if peer_row:
        _say(f"markdown-it-py / read the article: {median(peer_row) / median(times['read the article']):.2f} ×")


def _timed(candidates: dict[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """The CPU seconds of one call of each candidate, one a repeat, in turn."""
    for call in candidates.values():
        call()  # What is imported or compiled once is not measured.
    calls = {name: max(1, int(0.02 / _once(call, 2))) for name, call in candidates.items()}
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(repeats):
        for name, call in candidates.items():
            times[name].append(_once(call, calls[name]))
    return times


def _once(call: Callable[[], object], count: int) -> float:
    start = time.process_time()
    for _ in range(count):
        call()
    return max((time.process_time() - start) / count, 1e-9)


def _nested() -> None:
    for name, make in PATTERNS.items():
        half, whole = (_verdict(make(count)) for count in (NESTED // 2, NESTED))
        _say(
            f"{name:20} {NESTED:,}: {whole[0] * 1000:6.0f} ms, {whole[0] / max(half[0], 1e-4):5.2f} × of half, {whole[1]}"
        )


def _verdict(text: str) -> tuple[float, str]:
    start = time.process_time()
    try:
        reader.read(text.encode(), ReadOptions())
        said = "read"
    except newsdoc.ReadError as error:
        said = f"{error.code} at {error.line}:{error.column}"
    return time.process_time() - start, said


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
