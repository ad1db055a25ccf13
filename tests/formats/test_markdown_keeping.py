"""A file that a person wrote, edited by newsdoc: the difference is the edit, and what is written says what the document says."""

from __future__ import annotations

import copy
import json
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.formats.markdown import keeping_body, reader, writer
from newsdoc.formats.markdown.style import Style, style_of
from newsdoc.formats.markdown.transplant import MAX_TOKENS, similar, transplanted
from newsdoc.model import content as c
from newsdoc.model import document as d
from newsdoc.model.compare import diff, equal
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Any], Any]

POST = """---
# how this post looks
layout: post
title:  'Harbour: open again'   # as printed
date: 2024-09-09 10:35 +0200
categories: [ "news", "local" ]
tags:
- ships
- harbours
author: Mara Example
description: >
  A long text
  over lines.

# nobody reads this
draft: false
params:
  toc: true
---

Intro *one* and _two_ with a [reference][r],
hard wrapped, a line that breaks{}
and one more.

[r]: http://example.com/x "T"

Heading
=======

* item *a*
* item b
    * nested

1. one
1. two

~~~py
code
~~~

| Name   | Value |
|:-------|------:|
| apple  |     1 |

> quoted
lazily

* * *

<div class="x">

inner

</div>

Last __strong__ words
""".replace("{}", "  ")


def changes(source: str, edit: Edit) -> list[str]:
    """The lines that an edit takes out of a file and puts in; the result is read as the edited document."""
    document = newsdoc.read(source.encode(), "markdown").document
    edit(document)
    data = newsdoc.write(document, "markdown").data
    again = newsdoc.read(data, "markdown").document
    listed = [[one for one in found.metadata.foreign if one.path != "@keys"] for found in (document, again)]
    document.metadata.foreign, again.metadata.foreign = listed
    assert equal(document, again), diff(document, again)
    lines = unified_diff(source.splitlines(), data.decode().splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:3] not in ("---", "+++", "") and line[:2] != "@@"]


def text(*place: Any) -> Callable[[str], Edit]:
    """Sets the text at a place in the body."""

    def to(value: str) -> Edit:
        def edit(document: d.Document) -> None:
            node: Any = document.body
            for step in place[:-1]:
                node = getattr(node, step) if isinstance(step, str) else node[step]
            node[place[-1]] = value

        return edit

    return to


def set_(name: str, value: Any) -> Edit:
    return lambda document: setattr(document.metadata, name, value)


ITEM = c.ListItem([c.Paragraph(["item c ", c.Emphasis(["now"])])])
EDITS: list[tuple[Edit, list[str]]] = [
    (lambda _: None, []),
    (
        lambda found: setattr(found.metadata.headlines[0], "value", "It's shut"),
        ["-title:  'Harbour: open again'   # as printed", "+title:  'It''s shut'   # as printed"],
    ),
    (lambda found: found.metadata.keywords.append(d.Label("storms")), ["+- storms"]),
    (set_("keywords", []), ["-tags:", "-- ships", "-- harbours"]),
    (set_("bylines", [d.Label("Ada Other")]), ["-author: Mara Example", "+author: Ada Other"]),
    (set_("language", "en"), ["+lang: en"]),
    (
        set_("content_created", Timestamp("2024-09-10T10:35:00+02:00")),
        ["-date: 2024-09-09 10:35 +0200", "+date: 2024-09-10 10:35 +0200"],
    ),
    (
        text(0, "content", 0)("Intro, changed, "),
        ["-Intro *one* and _two_ with a [reference][r],", "+Intro, changed, *one* and _two_ with a [reference][r],"],
    ),
    (text(0, "content", -1)("and no more."), ["-and one more.", "+and no more."]),
    (lambda found: found.body[2].items.append(copy.deepcopy(ITEM)), ["+* item c *now*"]),
    (
        text(2, "items", 1, "content", 1, "items", 0, "content", 0, "content", 0)("nested more"),
        ["-    * nested", "+    * nested more"],
    ),
    (lambda found: found.body[3].items.insert(1, c.ListItem([c.Paragraph(["between"])])), ["+1. between"]),
    (text(4, "content", 0)("code\nmore"), ["+more"]),
    (text(5, "rows", 1, "cells", 0, "content", 0, "content", 0)("pear"), ["-| apple  |     1 |", "+| pear  |     1 |"]),
    (text(6, "content", 0, "content", 0)("quoted\nlazier"), ["-lazily", "+lazier"]),
    (text(8, "content", 0, "content", 0)("inner text"), ["-inner", "+inner text"]),
    (text(9, "content", 2)(" sentences"), ["-Last __strong__ words", "+Last __strong__ sentences"]),
    (lambda found: found.body.insert(3, c.Paragraph(["New ", c.Strong(["one"]), "."])), ["+", "+New __one__."]),
    (lambda found: found.body.append(c.Preformatted(["x"], attributes={"code/": ""})), ["+", "+~~~", "+x", "+~~~"]),
    (lambda found: found.body.pop(4), ["-~~~py", "-code", "-~~~", "-"]),
    (lambda found: found.body.pop(), ["-", "-Last __strong__ words"]),
]


@pytest.mark.parametrize(("edit", "expected"), EDITS, ids=[str(index) for index in range(len(EDITS))])
def test_an_edit_changes_what_was_edited(edit: Edit, expected: list[str]) -> None:
    assert sorted(changes(POST, edit)) == sorted(expected)


def test_a_definition_that_others_use_outlives_its_block() -> None:
    source = "a [x][r]\n\n[r]: http://example.com/\n\nb [y][r]\n"
    assert changes(source, lambda found: found.body.pop(0)) == ["-a [x][r]", "-"]


def test_line_ends_and_marks_stay() -> None:
    data = b"\xef\xbb\xbf" + POST.replace("\n", "\r\n").encode()
    document = newsdoc.read(data, "markdown").document
    assert newsdoc.write(document, "markdown").data == data
    document.metadata.bylines[0].value = "Ada Other"
    assert newsdoc.write(document, "markdown").data == data.replace(b"Mara Example", b"Ada Other")


TOML = '+++\ntitle = "A post"\ndate = 2024-09-09T10:35:00+02:00\ntags = ["a", "b"]\n\n[params]\n  foo = "bar"\n+++\n\nBody.\n'
JSON = '{\n    "title": "A post",\n    "tags": ["a", "b"],\n    "x": {"y": 1}\n}\n\nBody.\n'


def test_toml_and_json_stay_what_they_are() -> None:
    for source in (TOML, JSON):
        assert changes(source, lambda _: None) == []
    rename: Edit = lambda found: setattr(found.metadata.headlines[0], "value", "Another")  # noqa: E731
    assert changes(TOML, rename) == ['-title = "A post"', '+title = "Another"']
    assert changes(JSON, rename) == ['-    "title": "A post",', '+    "title": "Another",']
    assert changes(TOML, set_("language", "en")) == ['+lang = "en"']
    assert changes(JSON, set_("language", "en")) == ['+    "lang": "en",']
    assert changes(TOML, set_("keywords", [])) == ['-tags = ["a", "b"]']


def test_keys_that_come_and_go_leave_the_others_as_keys() -> None:
    document = newsdoc.read(POST.encode(), "markdown").document
    document.origin = None
    document.metadata.language = "en"
    document.metadata.keywords = []
    result = newsdoc.write(document, "markdown")
    front = result.data.decode().split("---\n")[1]
    assert [line.partition(":")[0] for line in front.splitlines() if line[:1] not in (" ", "-", "#")] == [
        *("layout", "title", "date", "categories", "author", "description", "lang", "draft", "params")
    ]
    assert [(loss.kind, loss.path) for loss in result.losses] == [("coerced", "metadata.foreign[4]")]


def test_front_matter_comes_to_a_file_without_any() -> None:
    source = "Just *text*\n\n* a\n"
    assert changes(source, set_("language", "en")) == ["+---", "+lang: en", "+---", "+"]
    assert changes("---\nlang: en\n---\nx\n", set_("language", None)) == ["-lang: en"]


def test_the_way_through_other_formats_changes_only_what_was_edited() -> None:
    for name in ("newsml-g2", "ninjs"):
        source = newsdoc.write(newsdoc.read(POST.encode(), "markdown").document, name, on_loss="allow").data
        text_ = newsdoc.convert(source, "markdown", on_loss="allow").data.decode()
        edited = text_.replace("Last **strong** words", "Last **strong** sentences")
        assert edited != text_
        back = newsdoc.convert(edited.encode(), name, on_loss="allow").data.decode()
        same = newsdoc.convert(text_.encode(), name, on_loss="allow").data.decode()
        assert back == same.replace("</strong> words", "</strong> sentences")
        assert same == source.decode()


def test_what_may_not_be_written_is_not_kept() -> None:
    source = "a [b](javascript:x) *c*\n\n[d]: javascript:y\n\n* e\n"
    data = newsdoc.write(newsdoc.read(source.encode(), "markdown").document, "markdown", on_loss="allow").data
    assert b"javascript" not in data
    table = "| a |\n|---|\n| b | <script>x</script>\n\n* e\n"
    assert b"script" not in newsdoc.convert(table.encode(), "markdown", format="markdown", on_loss="allow").data
    harmless = "| a |\n|---|\n| b | <b>x</b> |\n\n* e\n"
    assert newsdoc.convert(harmless.encode(), "markdown", format="markdown", on_loss="allow").data == harmless.encode()


def test_what_does_not_fit_is_written_anew() -> None:
    document = newsdoc.read(b"* a\n", "markdown").document
    assert document.origin is not None
    document.origin = "something else"
    assert newsdoc.write(document, "markdown").data == b"- a\n"
    flow = newsdoc.read(b"---\n{title: a, x: 1}\n---\n* a\n", "markdown").document
    assert newsdoc.write(flow, "markdown").data == b"---\n{title: a, x: 1}\n---\n* a\n"
    flow.metadata.language = "en"
    assert newsdoc.write(flow, "markdown", on_loss="allow").data == b"---\ntitle: a\nlang: en\nx: 1\n---\n\n* a\n"


def test_the_origin_is_no_part_of_the_document() -> None:
    document = newsdoc.read(POST.encode(), "markdown").document
    other = newsdoc.read(newsdoc.write(document, "json").data, "json").document
    assert document == other
    assert other.origin is None
    assert copy.deepcopy(document).origin == document.origin
    assert "origin" not in json.loads(newsdoc.write(document, "json").data)


def test_styles() -> None:
    assert style_of(POST.split("---\n")[2]) == Style("*", ".", True, 1, "*", "__", "~", "* * *", True, "  ")
    assert style_of("plain") == Style()


def test_transplants() -> None:
    assert [*transplanted("_a_ b", "*a* b", "*a* c")] == ["_a_ c"]
    assert [*transplanted("x " * (MAX_TOKENS + 1), "a", "b")] == []


# --- any file, any edit -----------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    r"""* a¦- b *c*¦  * d¦1. e¦1) f¦¦¦¦g _h_ __i__¦Title¦=====¦---¦> q¦```¦~~~¦    code¦| a | b |¦|---|:-:|¦| c |¦[r]: x¦see [r]
    ¦<div>¦</div>¦<b>x</b>¦***¦# A #¦line  ¦+ j¦\# k¦&amp; l¦<!-- m -->¦![p](q)¦10. n¦and [[s]]¦	tab¦a | b¦<p>x</p>
    """.replace("\n    ", "").split("¦")
)
FRONTS = st.sampled_from(
    [
        *("", "---\n---\n", "---\ntitle: 'a'\nx: 1 # c\n---\n"),
        '---\nx: [1, 2]\ntags:\n- a\n- b\n# d\nlang: "en"\n---\n\n',
        *('+++\ntitle = "a"\nx = 1\n+++\n', '{"title": "a", "x": [1]}\n', "---\nheadlines: [a, b]\nx:\n  y: z\n---\n"),
    ]
)
WORDS = st.sampled_from(["new", "*", "a_b", "# x", "", "two\nlines", "<b>", "1.", "[r]", "- y"])


@st.composite
def edits(draw: st.DrawFn, document: d.Document) -> None:
    """Some changes of a document, in place."""
    body: list[Any] = document.body
    for _ in range(draw(st.integers(0, 3))):
        index = draw(st.integers(0, len(body)))
        match draw(st.integers(0, 4)):
            case 0:
                body.insert(index, c.Paragraph([draw(WORDS), c.Emphasis(["em"])]))
            case 1 if index < len(body):
                del body[index]
            case 2 if index < len(body):
                body[index] = draw(st.sampled_from([c.List([c.ListItem([c.Paragraph(["i"])])]), c.Heading(["h"], 1)]))
            case 3 if index < len(body) and isinstance(body[index], c.Paragraph | c.Heading):
                body[index].content.insert(0, draw(WORDS))
            case 4 if index < len(body) and isinstance(body[index], c.List):
                body[index].items.append(c.ListItem([c.Paragraph([draw(WORDS)])]))
            case _:
                pass
    if draw(st.booleans()):
        document.metadata.headlines = [d.Label(draw(WORDS))]
    if draw(st.booleans()):
        document.metadata.keywords.append(d.Label(draw(WORDS)))


@given(FRONTS, st.lists(LINES, min_size=1, max_size=14), st.data())
def test_any_edit_of_any_file_says_what_the_document_says(front: str, lines: list[str], data: st.DataObject) -> None:
    source = front + "a\n" + "\n".join(lines)
    document = reader.read(source.encode(), ReadOptions()).document
    assert writer.write([document], WriteOptions()).data == source.encode()
    data.draw(edits(document))
    result = writer.write([document], WriteOptions())
    again = reader.read(result.data, ReadOptions()).document
    differences = [one.path for one in diff(document, again)]
    assert [path for path in differences if not any(path.startswith(loss.path) for loss in result.losses)] == []


LINKS = """See https://a.example/b_c and www.b.example, or write to desk@c.example.

* https://a.example/__init__.py
* <https://d.example>

The old place is https://e.example/ now.
"""


def test_addresses_stay_as_their_author_wrote_them() -> None:
    document = newsdoc.read(LINKS.encode(), "markdown").document
    assert newsdoc.write(document, "markdown").data.decode() == LINKS
    new: Any = document.body[2]
    new.content[0] = "The new place is "
    address = "https://f.example"
    document.body.append(c.Paragraph(["More at ", c.Link([address], address), ", not at https://g.example."]))
    expected = LINKS.replace("old", "new") + "\nMore at https://f.example, not at https\\://g.example.\n"
    assert newsdoc.write(document, "markdown").data.decode() == expected


def test_addresses_survive_other_formats_and_come_back_into_the_file() -> None:
    document = newsdoc.read(LINKS.encode(), "markdown").document
    for target in ("ninjs", "newsml-g2"):
        other = newsdoc.read(newsdoc.write(document, target).data).document
        edited = newsdoc.read(LINKS.encode(), "markdown").document
        edited.body = other.body
        assert newsdoc.write(edited, "markdown").data.decode() == LINKS


def test_line_ends_of_several_kinds_stay_in_a_file_that_nobody_edited() -> None:
    for text in ("---\r\ntitle: x\r\n---\na\r\nb\n", "a\rb\n\r\nc\r", "\ufeffa\r\n\nb"):
        document = newsdoc.read(text.encode(), "markdown").document
        assert newsdoc.write(document, "markdown").data.decode() == text


LOSSES = """---
# one
title: A # two
---

a[^1] ![*b*](c)

![*d*](e)

[^1]: note

[f]: g

| h |
|---|
| i | j |
"""


def test_what_a_file_keeps_is_not_lost() -> None:
    read = newsdoc.read(LOSSES.encode(), "markdown")
    assert [(loss.kind, loss.line) for loss in read.losses] == [
        ("dropped", 2),
        ("dropped", 3),
        ("flattened", 6),
        ("flattened", 8),
        ("dropped", 12),
        ("flattened", 10),
        ("dropped", 16),
    ]
    result = newsdoc.convert(LOSSES.encode(), "markdown", on_loss="fail")
    assert (result.data.decode(), result.losses) == (LOSSES, [])
    assert [loss.line for loss in newsdoc.convert(LOSSES.encode(), "json").losses] == [2, 3, 6, 8, 12, 10, 16]

    del read.document.body[1]
    edited = newsdoc.write(read.document, "markdown")
    assert edited.data.decode() == LOSSES.replace("![*d*](e)\n\n", "")
    assert [loss.line for loss in edited.losses_after(read.losses)] == [8]
    read.document.origin = None
    assert newsdoc.write(read.document, "markdown").losses_after(read.losses) == read.losses


def test_edits_everywhere_are_found_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "".join(f"*Paragraph* number {number} of\nall that _is_ here\n\n" for number in range(60))
    document = newsdoc.read(source.encode(), "markdown").document
    for block in document.body:
        content: Any = block
        content.content[-1] += " and there"
    looks = 0

    def counted(one: str, other: str) -> float:
        nonlocal looks
        looks += 1
        return similar(one, other)

    monkeypatch.setattr(keeping_body, "similar", counted)
    assert newsdoc.write(document, "markdown").data.decode() == source.replace("here\n", "here and there\n")
    assert looks == 60


def test_a_text_that_begins_as_a_byte_order_mark_does_is_none() -> None:
    for source, written in (("a\n\n\ufeffb", "---\n---\n\n\ufeffb\n"), ("\ufeffa\n\n\ufeffb", "\ufeff\ufeffb")):
        document = newsdoc.read(source.encode(), "markdown").document
        del document.body[0]
        result = newsdoc.write(document, "markdown")
        assert result.data.decode() == written
        assert newsdoc.read(result.data, "markdown").document == document
