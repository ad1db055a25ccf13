"""What is made of front matter at once is what the validator makes of it, and whatever else is refused alike."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsdoc
from newsdoc.errors import ReadError
from newsdoc.formats.markdown import direct, fields, front_matter
from newsdoc.loading.yaml import Mapping, Sequence, Text, load
from newsdoc.model import document as d
from newsdoc.model.timestamp import Timestamp
from tests.shared import needs_shared, samples

WORDS = """2024-09-09¦2024-09-09T10:35:00+02:00¦2024-9-9 10:35 +0200¦September 9, 2024¦2024¦2024-13¦1725870900¦4¦04¦+4¦4.0¦ 4¦-1¦٣
¦~¦null¦no¦true¦medtop:20000523¦http://example.com/a¦urn:x:y¦Economy¦a: b¦a, b¦en_GB¦partial¦full¦conceptItem¦newsItem¦\t¦é\x85
¦9999999999999999¦2024-09-09T10:35:00.5Z¦12:30¦ltr¦A B <c@d.e>"""
KEYS = st.sampled_from(["layout", "draft", *fields.KEYS])
PLACES = st.integers(1, 9)
SCALARS = st.builds(
    lambda value, line, column, plain: Text(value, line, column, plain=plain),
    st.sampled_from(WORDS.replace("\n", "").split("¦")) | st.text(max_size=4),
    PLACES,
    PLACES,
    st.booleans(),
)
NAMES = st.sampled_from(
    ["value", "name", "qcode", "names", "role", "rank", "valid_from", "email", "uri", "tag", "language"]
)


def collections(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.builds(Text, NAMES, PLACES, PLACES)
    return st.builds(Sequence, st.lists(inside, max_size=3), PLACES, PLACES) | st.builds(
        Mapping, st.dictionaries(keys, inside, max_size=3), PLACES, PLACES
    )


VALUES = st.one_of(SCALARS, st.builds(Sequence, st.lists(SCALARS, max_size=3), PLACES, PLACES), collections(SCALARS))
FRONTS = st.dictionaries(
    st.builds(lambda key, line: Text(key, line, 1, plain=True), KEYS, PLACES),
    st.recursive(VALUES, collections, max_leaves=6),
    max_size=6,
).map(Mapping)


def outcome(front: Mapping) -> Any:
    """The document, or what is wrong with the front matter and where."""
    try:
        document = front_matter.read(front)
    except ReadError as error:
        return (error.code, error.message, error.line, error.column, error.path)
    return repr(document), kinds(document.metadata)


def kinds(metadata: d.Metadata) -> list[Any]:
    """The types of what is in the fields, which equal texts do not show."""
    values = [getattr(metadata, name) for name in metadata.__slots__]
    return [
        [type(one) for one in value] + [type(getattr(one, "value", None)) for one in value]
        if isinstance(value, list)
        else type(value)
        for value in values
    ]


def check(front: Mapping) -> None:
    made = outcome(front)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "MAKERS", dict.fromkeys(direct.MAKERS, lambda _: direct.NOT_PLAIN))
        assert outcome(front) == made


@given(FRONTS)
@example(load("title: a\nheadlines: [b, c]\ndate: 2024\nlayout: x"))
@example(load("title: [a, {value: b}]\nheadline: c"))
@example(load("title: []\ntags: []\nitem_type: newsItem\nlayout: x"))
@example(load("item_type: conceptItem\nrepresentation_type: partial"))
@example(load("date: 1725870900\nlang: {a: b}"))
@example(load("lang: {a: b}\ndate: 1725870900"))
@example(load("urgency: x\ndate: 2024-13\nguid: [a]"))
def test_what_is_made_at_once_is_what_the_validator_makes(front: Mapping) -> None:
    check(front)


@needs_shared
def test_the_front_matter_of_real_documents_is_read_alike() -> None:
    fronts = 0
    for path in (*samples("newsml-g2/**/*.xml"), *samples("ninjs/**/*.json"), *samples("text/**/*.txt")):
        try:
            documents = newsdoc.read(path.read_bytes()).documents
        except newsdoc.ReadError:
            continue
        for document in documents[:2]:
            text = front_matter.write(document, "")
            check(front_matter.split(text).front)
            fronts += len(text) > 10
    assert fronts > 100


def test_most_fields_are_made_at_once() -> None:
    front = load("title: A\ndate: 2024-09-09\ntags: [a, b]\nsubjects: [medtop:1, B, http://c.d/e]\nurgency: 4\nguid: g")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "_validated", lambda _: pytest.fail("the validator was asked"))
        found = front_matter.read(front).metadata
    assert (found.content_created, type(found.content_created)) == ("2024-09-09", Timestamp)
    assert found.subjects == [d.Concept("medtop:1"), d.Concept(names=[d.Name("B")]), d.Concept(uri="http://c.d/e")]
