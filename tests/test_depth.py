"""What stands in a document as deep as nobody writes: every writer writes it or says so, and so it is with what stands in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import newsdoc
from newsdoc.model import content as c
from newsdoc.model import document as d

if TYPE_CHECKING:
    from collections.abc import Callable


def _quotes(depth: int) -> d.Document:
    block: c.Block = c.Paragraph(["a"])
    for _ in range(depth):
        block = c.BlockQuote([block])
    return d.Document(body=[block])


def _marks(depth: int) -> d.Document:
    inline: c.Inline = "a"
    for _ in range(depth):
        inline = c.Emphasis([inline])
    return d.Document(body=[c.Paragraph([inline])])


def _concepts(depth: int) -> d.Document:
    concept = d.Concept(qcode="x:a")
    for _ in range(depth):
        concept = d.Concept(qcode="x:a", broader=[concept])
    return d.Document(d.Metadata(subjects=[concept]))


def _itself(_: int) -> d.Document:
    quote = c.BlockQuote([])
    quote.content.append(quote)
    return d.Document(body=[quote])


def _body(_: int) -> d.Document:
    document = d.Document(body=[c.Paragraph(["a"])])
    document.body.append(c.List([c.ListItem(document.body)]))
    return document


@pytest.mark.parametrize("target", newsdoc.FORMATS)
@pytest.mark.parametrize("depth", [400, 3_000])
@pytest.mark.parametrize("build", [_quotes, _marks, _concepts, _itself, _body])
def test_what_is_nested_too_deep_is_refused(build: Callable[[int], d.Document], depth: int, target: str) -> None:
    with pytest.raises(newsdoc.WriteError) as caught:
        newsdoc.write(build(depth), target, on_loss="allow")
    assert caught.value.code == "LIMIT-DEPTH"


@pytest.mark.parametrize("markup", ["<ul><li>", "<ol><li>", "<blockquote>", "<div>", "<em>"])
def test_what_is_read_is_written_as_text(markup: str) -> None:
    tags = [part.partition(">")[0] for part in markup.split("<")[1:]]
    close = "".join(f"</{tag}>" for tag in reversed(tags))
    depth = 120
    opens = "".join(f"<{tag}>" for tag in tags)
    value = opens * depth + "a" + close * depth
    body = f'{{"bodies": [{{"contentType": "application/xhtml+xml", "value": "{value}"}}]}}'
    documents = newsdoc.read(body.encode(), "ninjs").documents
    assert documents[0].body
    assert newsdoc.write(documents, "text", on_loss="allow").data
