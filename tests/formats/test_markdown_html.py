"""The examples of the CommonMark specification: a document written as HTML means what the example's HTML means."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import lxml.html
import pytest

from newsdoc.formats.base import Losses
from newsdoc.formats.markdown import tree
from newsdoc.formats.markup import xhtml
from tests.shared import SAMPLES, needs_shared

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LISTED = tomllib.loads(
    (Path(__file__).parents[2] / "fixtures" / "markdown" / "commonmark-html.toml").read_text("utf-8")
)
REASONS = {name: row["reason"] for row in LISTED["difference"] for name in row["ids"]}
BLOCKS = frozenset("p div ul ol li blockquote pre h1 h2 h3 h4 h5 h6 hr table tr td th thead tbody body figure".split())


def examples() -> list[dict[str, str]]:
    path = SAMPLES / "markdown" / "commonmark-spec.json"
    found: list[dict[str, str]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return found


def meaning(page: str) -> Any:
    """A page as nested tuples, without what means nothing: white space that collapses, ``data-`` attributes, escapes.

    A program's last line end, which the specification writes and newsdoc does not, has to be taken off before.
    """
    root = lxml.html.document_fromstring(f"<html><body><div>{page}</div></body></html>")
    return _content(root[0], preserve=False)


def _content(element: HtmlElement, *, preserve: bool) -> tuple[Any, ...]:
    parts: list[Any] = []
    texts = [element.text, *(child.tail for child in element)]
    for index, text in enumerate(texts):
        if index:
            child = element[index - 1]
            if isinstance(child.tag, str):
                inner = _content(child, preserve=preserve or child.tag == "pre")
                parts.append((child.tag, _attributes(child), inner))
            else:
                parts.append(("comment", (), (str(child.text),)))
        if text:
            parts.append(text)
    return tuple(parts if preserve else _trimmed(parts, _at_edge(element, -1), _at_edge(element, 1)))


def _at_edge(element: HtmlElement, side: int) -> bool:
    """Whether an element is a block, or begins or ends the line of one."""
    if element.tag in BLOCKS:
        return True
    parent = element.getparent()
    beside = element.getprevious() if side < 0 else element.getnext()
    text = element.tail if side > 0 else parent.text if parent is not None else None
    return parent is not None and beside is None and not (text or "").strip() and _at_edge(parent, side)


def _trimmed(parts: list[Any], begins: bool, ends: bool) -> list[Any]:
    """Text with its white space collapsed, and none beside blocks and breaks."""
    out: list[Any] = []
    for index, part in enumerate(parts):
        if not isinstance(part, str):
            out.append(part)
            continue
        text = re.sub(r"[ \t\n\r\f]+", " ", part)
        if _ends_line(parts[index - 1]) if index else begins:
            text = text.lstrip(" ")
        if _ends_line(parts[index + 1]) if index + 1 < len(parts) else ends:
            text = text.rstrip(" ")
        if text:
            out.append(text)
    return out


def _ends_line(part: Any) -> bool:
    return not isinstance(part, str) and (part[0] in BLOCKS or part[0] == "br")


def _attributes(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(key), unquote(str(value)) if key in ("href", "src") else " ".join(str(value).split()))
        for key, value in sorted(element.attrib.items())
        if not str(key).startswith("data-") and key != "xml:space"
    )


def _without_last_line_end(example: dict[str, str]) -> str:
    """The example's HTML; what stands there in HTML already is not the specification's writing."""
    if "<pre" in example["markdown"]:
        return example["html"]
    return example["html"].replace("\n</code></pre>", "</code></pre>")


@needs_shared
@pytest.mark.parametrize("example", examples(), ids=lambda example: example["id"])
def test_html_means_what_the_example_means(example: dict[str, str]) -> None:
    ours = xhtml.fragment(tree.blocks_of(example["markdown"], Losses()))
    theirs = _without_last_line_end(example)
    same = meaning(ours) == meaning(theirs)
    assert same is (example["id"] not in REASONS), (REASONS.get(example["id"]), ours, example["html"])


def test_the_measure_sees_differences() -> None:
    assert meaning("<p>a\n b</p>\n<pre><code>x</code></pre>") == meaning("<p>a b</p><pre><code>x</code></pre>")
    for other in (
        "<p>a</p>",
        "<p>ab</p>",
        "<h1>a b</h1>",
        "<p><em>a b</em></p>",
        '<p class="x">a b</p>',
        "<p>a<br>b</p>",
    ):
        assert meaning(other) != meaning("<p>a b</p>")
    assert meaning("<pre>a  b</pre>") != meaning("<pre>a b</pre>")
