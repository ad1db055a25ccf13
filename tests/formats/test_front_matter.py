"""Front matter: what its keys mean, what comes back, and that other readers of YAML read the same."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.formats.markdown import fields, front_matter, reader, shorthand, writer
from newsdoc.formats.markdown.yaml_writer import dump, is_literal, is_plain, is_typed, scalar
from newsdoc.loading.yaml import load
from newsdoc.model import content as c
from newsdoc.model import document as d
from newsdoc.model.compare import diff, equal
from newsdoc.model.timestamp import Timestamp
from newsdoc.testing import metadata, texts
from tests.shared import SAMPLES, needs_shared

POST = """---
layout: post
title: "Harbour: open again"
date: 2024-09-09 10:35 +0200
draft: false
weight: 012
zip: "0123"
answer: no
quoted: "no"
ratio: 1.50
tags:
  - ships
  - 3 harbours
author: Mara Example
custom: {a: [1, x, "2"], b: ~, c: "", d: 12:30}
subjects: [medtop:20000523, Economy, "http://example.com/c", {qcode: x:y, names: [Y]}]
lang: no
---
Body.
"""


def read(text: str) -> d.Document:
    return reader.read(text.encode(), ReadOptions()).document


def write(document: d.Document) -> str:
    """The document in newsdoc's own writing."""
    document = dataclasses.replace(document)
    return writer.write([document], WriteOptions()).data.decode()


def check_exact(document: d.Document) -> None:
    again = read(write(document))
    assert equal(document, again), (diff(document, again), write(document))


def test_a_post_is_understood() -> None:
    found = read(POST).metadata
    assert found.headlines == [d.Label("Harbour: open again")]
    assert found.content_created == Timestamp("2024-09-09T10:35:00+02:00")
    assert found.keywords == [d.Label("ships"), d.Label("3 harbours")]
    assert found.bylines == [d.Label("Mara Example")]
    assert found.language == "no"
    assert found.subjects == [
        d.Concept(qcode="medtop:20000523"),
        d.Concept(names=[d.Name("Economy")]),
        d.Concept(uri="http://example.com/c"),
        d.Concept(qcode="x:y", names=[d.Name("Y")]),
    ]
    assert [(one.path, one.value) for one in found.foreign[:-1]] == [
        ("layout", '"post"'),
        ("draft", "false"),
        ("weight", '"012"'),
        ("zip", '{"!!str": "0123"}'),
        ("answer", '"no"'),
        ("quoted", '{"!!str": "no"}'),
        ("ratio", "1.50"),
        ("custom", '{"a": [1, "x", "2"], "b": null, "c": "", "d": "12:30"}'),
    ]
    assert found.foreign[-1].path == "@keys"


def test_a_post_comes_back() -> None:
    document = read(POST)
    text = write(document)
    assert read(text) == document
    # The keys, their order, and what other programs take each value for.
    mine, theirs = (pyyaml.safe_load(one.split("---\n")[1]) for one in (text, POST))
    assert list(mine) == list(theirs)
    changed = {"lang", "date", "subjects"}
    assert {key: mine[key] for key in mine if key not in changed} == {
        key: theirs[key] for key in theirs if key not in changed
    }
    assert write(read(text)) == text


ORDERS = [
    "a: 1\nb: 2",
    "tags: [x]\ntitle: y",
    "tags: [x]\na: 1\ntitle: y\nb: 2",
    "lang: en\nauthor: x\ndate: 2024-09-09\ntitle: y",
    "title:\ntags: []\nx: y",
    "headlines: [a]\nx: 1\nlang: en",
    "headlines: [a, b]\nx: 1\nlang: en",
    "x: 1\nforeign: [{path: '@a', value: b}]\ntitle: y",
    "foreign: [{path: '@a', value: b}]\nx: 1",
    "keywords: [x]\nbyline: y\ntitle: z",
    '"@keys": [a]\ntitle: x',
    "urgency: 5\nitem_type: packageItem\ntitle: x",
]


@pytest.mark.parametrize("front", ORDERS)
def test_the_order_of_keys_comes_back(front: str) -> None:
    document = read(f"---\n{front}\n---\n")
    text = write(document)
    assert read(text) == document
    names = {"headlines": "title", "keywords": "tags", "byline": "author"}
    wanted = [names.get(key, key) if key not in load(text.split("---\n")[1]) else key for key in load(front)]
    assert [key for key in load(text.split("---\n")[1]) if key in wanted] == [key for key in wanted if key in text]


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        ("2024-09-09", "2024-09-09"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("2024-09-09 10:35", "2024-09-09T10:35:00"),
        ("2024-9-9 1:05:07", "2024-09-09T01:05:07"),
        ("2024-09-09T10:35:00+02:00", "2024-09-09T10:35:00+02:00"),
        ("2024-09-09 10:35:00 -0530", "2024-09-09T10:35:00-05:30"),
        ("2024-09-09 10:35:00 +02", "2024-09-09T10:35:00+02:00"),
        ("2024-09-09t10:35:00.50z", "2024-09-09T10:35:00.50Z"),
    ],
)
def test_dates_as_people_write_them(given_: str, meant: str) -> None:
    document = read(f"---\ndate: {given_}\nlastmod: '{given_}'\n---\n")
    assert document.metadata.content_created == document.metadata.content_modified == Timestamp(meant)
    assert isinstance(document.metadata.content_created, Timestamp)
    check_exact(document)


SHAPES = [
    ("author: [A, B]", "bylines", [d.Label("A"), d.Label("B")]),
    ("author: A, B", "bylines", [d.Label("A, B")]),
    ("authors:\n- name: A\n  role: x:y\n- B", "bylines", [d.Label("A", role="x:y"), d.Label("B")]),
    (
        "author:\n  name: A\n  email: a@b.example\n  since: 2020",
        "bylines",
        [
            d.Label(
                "A",
                foreign=[
                    d.Foreign("email", '"a@b.example"', format="markdown"),
                    d.Foreign("since", "2020", format="markdown"),
                ],
            )
        ],
    ),
    ("tags: a, b c,d", "keywords", [d.Label("a"), d.Label("b c"), d.Label("d")]),
    ('tags: "a, b"', "keywords", [d.Label("a, b")]),
    ("tags: a", "keywords", [d.Label("a")]),
    ("tags: []", "keywords", []),
    ("description: a\nsummary: b", "descriptions", [d.Label("a")]),
    ("keywords: [a]\ntags: [b]", "keywords", [d.Label("b")]),
    ("created: 2020\ndate: 2024", "content_created", "2024"),
    ("excerpt: a", "descriptions", [d.Label("a")]),
    ("date: 9 September 2024", "content_created", "2024-09-09"),
    ("date: Sept. 9, 2024", "content_created", "2024-09-09"),
    ("date: Mon, 09 Sep 2024 10:35:00 +0200", "content_created", "2024-09-09T10:35:00+02:00"),
    ("date: 9 Sep 2024 10:35 GMT", "content_created", "2024-09-09T10:35:00Z"),
    ("embargo: 2024-09-09T10:35:00Z", "embargoed", "2024-09-09T10:35:00Z"),
    ("lang: en_GB", "language", "en-GB"),
    ("language: de", "language", "de"),
    ("expiryDate: 2024-09-09", "expires", ["2024-09-09"]),
]


@pytest.mark.parametrize(("front", "field", "meant"), SHAPES)
def test_shapes_as_people_write_them(front: str, field: str, meant: Any) -> None:
    document = read(f"---\n{front}\n---\n")
    assert getattr(document.metadata, field) == meant
    check_exact(document)


def test_what_an_author_is_besides_the_name_comes_back_beside_it() -> None:
    front = "author:\n  - name: A\n    email: a@b.example\n    tags: [x, 1]\n"
    assert write(read(f"---\n{front}---\n")) == f"---\n{front}---\n"
    odd = d.Label("A", foreign=[d.Foreign("name", '"x"', format="markdown"), d.Foreign("x", "{", format="markdown")])
    check_exact(d.Document(d.Metadata(bylines=[odd, d.Label("B", foreign=[d.Foreign("@x", "y")])])))


VALUES = [
    ("date: 1725870900", 2, 7, None, "“1725870900” is a number, not a date"),
    ("urgency: five", 2, 10, "urgency", "“five” is not a whole number"),
    ("title: x\nurgency: [1]", 3, 10, "urgency", "this is not a whole number"),
    ("date: tomorrow", 2, 7, "date", "“tomorrow” is not a date or a time"),
    ("date: 9.9.2024", 2, 7, "date", "“9.9.2024” is not a date or a time"),
    ("subjects:\n  - name: x", 3, 5, "subjects.0.name", "there is no such key here"),
    ("lang: [a]", 2, 7, "lang", "this is not a text"),
    ("rights: [a]", 2, 10, "rights.0", "“a” is not what this key needs"),
    ("headlines: [{language: x}]", 2, 13, "headlines.0", "something that is required is missing"),
    ("representation_type: x", 2, 22, "representation_type", "“x”: "),
    ("event_details: {dates: {start_date: x}}", 2, 37, "event_details.dates.start_date", "“x” is not a date or a time"),
]


@pytest.mark.parametrize(("front", "line", "column", "path", "message"), VALUES, ids=[front for front, *_ in VALUES])
def test_values_that_a_key_cannot_have(front: str, line: int, column: int, path: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(f"---\n{front}\n---\n")
    error = caught.value
    assert (error.code, error.line, error.column, error.path) == ("FM-VALUE", line, column, path)
    assert error.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\n---\nbody", "body"),
        ("---  \r\ntitle: x\r\n---\t\r\nbody", "body"),
        ("\ufeff---\ntitle: x\n...\nbody", "body"),
        ("---\ntitle: x\n---", ""),
        ('{"title": "x"}\nbody', "body"),
        ('{\n  "title": "x"\n}', ""),
        ('+++\ntitle = "x"\n+++\nbody', "body"),
    ],
)
def test_where_front_matter_ends(text: str, body: str) -> None:
    document = read(text)
    assert document.headline == "x"
    assert document.text == body


@pytest.mark.parametrize(
    "text",
    [
        "---\n\ntext",
        "a\n---\nb: c\n---\n",
        "---\nSome text\n---\n",
        "{a} b",
        '{"a": 1} b',
        "+++ a\n",
        "----\na: b\n----",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    document = read(text)
    assert document.metadata == d.Metadata()
    assert document.body
    check_exact(document)


def test_toml() -> None:
    document = read(
        '+++\ntitle = "x"\ndate = 2024-01-02T03:04:05Z\ndraft = true\nn = 1.50\nt = [1, "1", 03:04:05]\n[a]\nb = "c"\n+++\n'
    )
    assert document.metadata.content_created == "2024-01-02T03:04:05Z"
    assert {one.path: one.value for one in document.metadata.foreign} == {
        "draft": "true",
        "n": "1.50",
        "t": '[1, "1", "03:04:05"]',
        "a": '{"b": "c"}',
    }
    check_exact(document)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('+++\ntitle = "x"\na b\n+++\n', "FM-SYNTAX", 3, 3),
        ("+++\na = [\n+++\n", "FM-SYNTAX", None, None),
        ("+++\na = " + "[" * 40 + "]" * 40 + "\n+++\n", "FM-DEPTH", 2, 1),
        ("+++\na = " + "[" * 40_000 + "\n+++\n", "FM-SYNTAX", None, None),
        ("+++\na = 1" + "0" * 5000 + "\n+++\n", "FM-SYNTAX", None, None),
        ("+++\n" + "a." * 30_000 + "a = 1\n+++\n", "FM-DEPTH", 2, 1),
        ("+++\n" + "'a' . " * 33 + "a = 1\n+++\n", "FM-DEPTH", 2, 1),
        ('{"a": [' + "1," * 50_001 + "1]}", "FM-TOO-MANY-NODES", 1, 1),
        ("+++\n#" + "a" * 1_000_000 + "\n+++\n", "FM-TOO-LARGE", 2, 1),
        ('{"a": 1,\n "b": 2, "a": 3}', "FM-DUPLICATE-KEY", 1, 2),
        ('{"a": ' + "[" * 40 + "]" * 40 + "}", "FM-DEPTH", 1, 1),
        ("---\na: [\n---\n", "FM-SYNTAX", 3, 1),
    ],
    ids=str,
)
def test_front_matter_that_is_refused(text: str, code: str, line: int | None, column: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        read(text)
    assert caught.value.code == code
    assert line in (None, caught.value.line)
    assert column in (None, caught.value.column)


def test_json_that_is_too_deep_to_be_read_is_text() -> None:
    assert read('{"a": ' * 100_000).metadata == d.Metadata()


def test_comments_are_a_loss() -> None:
    losses = reader.read(b"---\n# one\ntitle: x # two\n---\n", ReadOptions()).losses
    assert [(loss.kind, loss.path, loss.value, loss.line) for loss in losses] == [
        ("dropped", "metadata", "# one", 2),
        ("dropped", "metadata", "# two", 3),
    ]


# --- the table --------------------------------------------------------------------------------------------------------


def test_every_field_has_a_key_and_every_key_a_field() -> None:
    placed = {(row.owner, row.field) for row in fields.ROWS}
    meant = {("metadata", spec.name) for spec in dataclasses.fields(d.Metadata) if spec.compare}
    meant |= {("document", name) for name in d.Document.__dataclass_fields__} - {
        ("document", "metadata"),
        ("document", "body"),
    }
    assert placed == meant
    assert len(fields.BY_KEY) == len(fields.ROWS)
    names = [name for row in fields.ROWS for name in (row.key, *row.aliases)]
    assert len(set(names)) == len(names)


@given(metadata())
def test_metadata_are_exact(found: d.Metadata) -> None:
    check_exact(d.Document(found))


DOCUMENTS = [
    d.Document(d.Metadata(headlines=[d.Label("a"), d.Label("b", role="x:y")])),
    d.Document(d.Metadata(headlines=[d.Label("a", language="en"), d.Label("b")])),
    d.Document(d.Metadata(headlines=[d.Label("")])),
    d.Document(d.Metadata(bylines=[d.Label("a", role="x:y")], descriptions=[d.Label("a\nb\n"), d.Label("c")])),
    d.Document(
        d.Metadata(
            provider=d.Concept(), item_class=d.Concept(names=[d.Name("ninat:text")]), genres=[d.Concept(uri="x")]
        )
    ),
    d.Document(d.Metadata(genres=[d.Concept(names=[d.Name("")]), d.Concept(literal="a"), d.Concept(qcode="not one")])),
    d.Document(d.Metadata(embargoed=Timestamp(""), char_count=1.5, word_count=2)),
    d.Document(
        d.Metadata(
            subjects=[
                d.Concept(
                    geometries=[
                        d.Geometry(
                            "geojson",
                            geojson={
                                "type": "Point",
                                "coordinates": [1.0, 2, 1e300],
                                "a": None,
                                "b": [True, "true", "1", "~", {}],
                                "": [],
                            },
                        )
                    ]
                )
            ]
        )
    ),
    d.Document(d.Metadata(foreign=[d.Foreign("@a", "b"), d.Foreign("x", "1", 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "1", 0, "markdown"), d.Foreign("@a", "b")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "1", 5, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "1", 0, "markdown"), d.Foreign("x", "2", 1, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "[1,2]", 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "not json", 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "NaN", 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "[" * 40 + "]" * 40, 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("x", "[" * 100_000, 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("title", '"x"', 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("title", "null", 0, "markdown")])),
    d.Document(d.Metadata(headlines=[d.Label("x")], foreign=[d.Foreign("title", "null", 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("---", '{"a": "---\\n---"}', 0, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("@keys", "1", None, "markdown")])),
    d.Document(d.Metadata(foreign=[d.Foreign("@keys", "[", None, "markdown")])),
    d.Document(d.Metadata(language="en", foreign=[d.Foreign("@keys", '["lang"]', None, "markdown")])),
    d.Document(
        foreign=[d.Foreign("a", "b", 3, "ninjs")],
        item_type="packageItem",
        group_set=d.GroupSet("a", [d.ItemGroup("b", members=[d.GroupMember(group="c")])]),
    ),
    d.Document(
        associations=[
            d.Association(
                d.Document(
                    d.Metadata(language="en"), [c.Paragraph(["a ", c.Strong(["b"])]), c.RawBlock("<a/>", "x/y")]
                ),
                "main",
            )
        ]
    ),
    d.Document(associations=[d.Association(d.Document(body=[c.Preformatted(["---\n \n\tx"])]))]),
    d.Document(
        contents=[d.Content(), d.Content(value="---\n---\n", form="data")],
        renditions=[d.Rendition(width=1, height=1.5, size=3)],
    ),
    d.Document(
        event_details=d.EventDetails(d.Dates(Timestamp("2024-09-09"))), planned_coverage=[d.PlannedCoverage(urgency=3)]
    ),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_documents_that_front_matter_could_mistake_are_exact(document: d.Document) -> None:
    check_exact(document)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("medtop:20000523", "qcode"),
        ("x:a:b", "qcode"),
        ("http://example.com/", "uri"),
        ("urn:x:y", "uri"),
        ("Economy", "names"),
        ("Economy: a view", "names"),
        ("10:35", "names"),
    ],
)
def test_what_a_text_is_of_a_concept(text: str, field: str) -> None:
    concept = read(f"---\ngenres: ['{text}']\n---\n").metadata.genres[0]
    value = [d.Name(text)] if field == "names" else text
    assert concept == d.Concept(**{field: value})  # type: ignore[arg-type]
    assert shorthand.short(concept) == text


def _nested(levels: int) -> d.Document:
    concept = d.Concept(qcode="x:y")
    for _ in range(levels):
        concept = d.Concept(broader=[concept])
    return d.Document(d.Metadata(subjects=[concept]))


def test_what_would_be_too_much_is_not_written() -> None:
    check_exact(_nested(14))
    with pytest.raises(WriteError, match="deep"):
        write(_nested(20))
    with pytest.raises(WriteError) as caught:
        write(_nested(2000))
    assert caught.value.code == "LIMIT-DEPTH"
    with pytest.raises(WriteError) as caught:
        write(d.Document(d.Metadata(file_name="x" * 1_000_000)))
    assert caught.value.code == "FM-TOO-LARGE"


# --- the writer of YAML -----------------------------------------------------------------------------------------------

PLAIN = st.recursive(
    st.one_of(texts(), st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts(), inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(texts(), PLAIN, max_size=4))
def test_other_readers_read_what_is_written(value: dict[str, Any]) -> None:
    text = dump(value)
    for loader in (pyyaml.SafeLoader, getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)):
        assert pyyaml.load(text, Loader=loader) == (value or None)
    assert not any(line.startswith(("---", "...")) for line in text.split("\n"))


@given(texts())
def test_texts_come_back_from_every_place(text: str) -> None:
    value = {"a": text, "b": [text], "c": [{"d": text}, "x" * 100], text + "k": "e"}
    assert load(dump(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Some text", "Some text"),
        ("3 people", "3 people"),
        ("a: b", '"a: b"'),
        ("a:b", "a:b"),
        ("no", '"no"'),
        ("012", '"012"'),
        ("12:30", '"12:30"'),
        ("1_000", '"1_000"'),
        ("2024-09-09", '"2024-09-09"'),
        (Timestamp("2024-09-09"), "2024-09-09"),
        (Timestamp("soon"), "soon"),
        ("", '""'),
        (" a", '" a"'),
        ("\u00a0\x85\u2028\ufeff\U0001f600", '"\\xa0\\x85\\u2028\\ufeff\U0001f600"'),
        ('"a"\\\n', '"\\"a\\"\\\\\\n"'),
        (1, "1"),
        (1.5, "1.5"),
        (-1e-5, "-1.0e-05"),
        (True, "true"),
        (None, "null"),
    ],
)
def test_scalars(value: Any, expected: str) -> None:
    assert scalar(value) == expected


def test_shapes_of_values() -> None:
    value = {
        "a": [],
        "b": {},
        "c": ["d", "e, f"],
        "g": [["h"], {"i": "j", "k": "l\nm\n"}],
        "nn": "o\n\np",
        "q": ["r" * 99],
    }
    assert dump(value) == (
        'a: []\nb: {}\nc: [d, "e, f"]\ng:\n  - [h]\n  - i: j\n    k: |\n      l\n      m\n'
        f"nn: |-\n  o\n\n  p\nq:\n  - {'r' * 99}\n"
    )
    assert load(dump(value)) == value


@given(texts())
def test_what_is_plain_is_a_text_to_everyone(text: str) -> None:
    if is_plain(text) and not is_typed(text):
        assert pyyaml.safe_load(f"a: {text}") == {"a": text}
    if is_literal(text):
        assert load(dump({"a": text})) == {"a": text}


@needs_shared
def test_invalid_yaml_is_refused_as_front_matter() -> None:
    """A case that has the mark of a document in it ends the front matter there, so that the rest is Markdown."""
    folder = SAMPLES / "attacks" / "yaml-test-suite"
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    texts_ = [(folder / "cases" / row["file"]).read_bytes().decode() for row in rows if row["verdict"] == "reject"]
    taken = [text for text in texts_ if not isinstance(_outcome(text), ReadError)]
    assert all("---" in text or "..." in text for text in taken)


def _outcome(text: str) -> object:
    try:
        return front_matter.split(f"---\n{text}\n---\n")
    except ReadError as error:
        return error


@pytest.mark.parametrize(
    "text", ["---\ntitle: a\n", "---\ntitle: a\n\nText.\n", "---\nlang:\n  - en", "+++\ntitle = 'a'\n"]
)
def test_front_matter_that_does_not_end_is_no_body(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        front_matter.split(text)
    assert (caught.value.code, caught.value.line, caught.value.column) == ("FM-UNCLOSED", 1, 1)


@pytest.mark.parametrize("text", ["---\n", "---\n\ntitle: a\n", "---\nText, and: more.\n", "+++\nText\n"])
def test_a_break_at_the_beginning_is_one(text: str) -> None:
    assert front_matter.split(text).body == text
