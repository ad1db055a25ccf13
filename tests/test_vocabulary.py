"""QCodes and URIs."""

from __future__ import annotations

import pytest

from newsdoc import vocabulary
from newsdoc.model.document import Catalog, Scheme

OWN = [
    Catalog(href="http://example.com/catalog"),
    Catalog(schemes=[Scheme("own", "http://own/"), Scheme("medtop", "http://own/topics/"), Scheme("empty", "")]),
    Catalog(schemes=[Scheme("own", "http://second/")]),
]


@pytest.mark.parametrize(
    ("qcode", "uri", "own"),
    [
        ("medtop:1", "http://cv.iptc.org/newscodes/mediatopic/1", "http://own/topics/1"),
        (
            "stat:usable",
            "http://cv.iptc.org/newscodes/pubstatusg2/usable",
            "http://cv.iptc.org/newscodes/pubstatusg2/usable",
        ),
        ("genre:Current", "http://cv.iptc.org/newscodes/genre/Current", "http://cv.iptc.org/newscodes/genre/Current"),
        ("wikidata:Q1", "http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q1"),
        ("mic:XNYS", "http://cvx.iptc.org/iso10383-mic/XNYS", "http://cvx.iptc.org/iso10383-mic/XNYS"),
        ("own:a:b", None, "http://own/a:b"),
        ("nothing:a", None, None),
        ("empty:a", None, None),
        ("medtop:", None, None),
        ("medtop", None, None),
        (":a", None, None),
    ],
)
def test_resolve(qcode: str, uri: str | None, own: str | None) -> None:
    assert vocabulary.resolve(qcode) == uri
    assert vocabulary.resolve(qcode, OWN) == own


@pytest.mark.parametrize(
    ("uri", "qcode", "own"),
    [
        ("http://cv.iptc.org/newscodes/mediatopic/1", "medtop:1", None),
        ("http://cv.iptc.org/newscodes/ninature/text", "ninat:text", "ninat:text"),
        ("http://own/a/b", None, "own:a/b"),
        ("http://own/topics/1", None, "medtop:1"),
        ("http://own/", None, None),
        ("urn:x", None, None),
    ],
)
def test_to_qcode(uri: str, qcode: str | None, own: str | None) -> None:
    assert vocabulary.to_qcode(uri) == qcode
    assert vocabulary.to_qcode(uri, OWN) == own


def test_the_standard_catalog() -> None:
    assert len(vocabulary.STANDARD) == 147
    assert all(uri.endswith(("/", "#")) for uri in vocabulary.STANDARD.values())
    for alias, uri in vocabulary.STANDARD.items():
        assert vocabulary.resolve(f"{alias}:x") == f"{uri}x"
        assert vocabulary.to_qcode(f"{uri}x") == f"{alias}:x"


def test_all_schemes_of_a_document() -> None:
    known = vocabulary.schemes(OWN)
    assert known["own"] == "http://own/"
    assert known["medtop"] == "http://own/topics/"
    assert known["ninat"] == "http://cv.iptc.org/newscodes/ninature/"
    assert vocabulary.schemes() == dict(vocabulary.STANDARD)
