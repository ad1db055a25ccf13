"""What may not be lost in silence."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from typing import TYPE_CHECKING, Any

import pytest

import newsdoc
from newsdoc.formats.base import Loss
from newsdoc.model.document import Document, Metadata
from newsdoc.model.timestamp import Timestamp
from newsdoc.policy import critical, enforce

if TYPE_CHECKING:
    from collections.abc import Callable

CARRIED = {"path": "itemMeta/embargoed", "value": "<embargoed>tomorrow</embargoed>"}

CASES = [
    ("dropped", "metadata.embargoed", "2027-01-01T00:00:00Z", "embargo"),
    ("dropped", "metadata.foreign[2]", CARRIED, "embargo"),
    ("dropped", "metadata.foreign[2]", {"path": "itemMeta/pubStatus", "value": "<pubStatus/>"}, "pub_status"),
    ("dropped", "foreign[0]", {"path": "rightsInfo", "value": "<rightsInfo/>"}, "rights"),
    ("dropped", "foreign[0]", {"path": "hopHistory", "value": "<hopHistory/>"}, None),
    ("dropped", "metadata.foreign", [{"path": "itemMeta/x", "value": ""}, CARRIED], "embargo"),
    ("dropped", "metadata.guid", "urn:newsml:example.com:1", "guid"),
    ("dropped", "metadata.guid", "urn:newsdoc:0123", None),
    ("coerced", "metadata.guid", "urn:newsml:example.com:1", None),
    ("defaulted", "metadata.guid", "urn:newsml:example.com:1", None),
    ("dropped", "metadata.pub_status", {"qcode": "stat:withheld"}, "pub_status"),
    ("dropped", "metadata.pub_status", {"qcode": "stat:usable"}, None),
    ("dropped", "metadata.rights[1].usage_terms[0]", {"value": "none"}, "rights"),
    ("dropped", "metadata.rights[1].usage_terms[0].language", "en", None),
    ("dropped", "metadata.headlines[0]", {"value": "x"}, None),
    ("defaulted", "metadata.embargoed", "2027-01-01T00:00:00Z", "embargo"),
]


@pytest.mark.parametrize(("kind", "path", "value", "name"), CASES)
def test_what_is_critical(kind: str, path: str, value: object, name: str | None) -> None:
    loss = Loss(kind, path, value, "no place")  # type: ignore[arg-type]
    assert critical(loss) == name
    if name is None:
        enforce([loss])
        return
    with pytest.raises(newsdoc.LossError) as caught:
        enforce([loss])
    assert name in caught.value.message
    enforce([loss], allow=[name])
    enforce([loss], "allow")


def test_fail_says_how_much_and_what_came_first() -> None:
    losses = [Loss("defaulted", "a", 1, "r"), Loss("dropped", "b", 2, "why"), Loss("coerced", "c", 3, "r")]
    with pytest.raises(newsdoc.LossError) as caught:
        enforce(losses, "fail")
    assert caught.value.message == "2 losses, the first: dropped b, since why"
    enforce(losses[:1], "fail")


def test_an_embargo_in_an_assumed_zone_is_refused_and_in_a_given_one_written() -> None:
    document = Document(Metadata(guid="urn:example:1", embargoed=Timestamp("2027-01-01T10:00:00")))
    with pytest.raises(newsdoc.LossError) as caught:
        newsdoc.write(document, "ninjs")
    assert "the zone" in (caught.value.hint or "")
    data = newsdoc.write(document, "ninjs", timezone="+02:00").data
    assert b'"2027-01-01T10:00:00+02:00"' in data


def test_the_name_of_a_critical_loss_must_be_one() -> None:
    with pytest.raises(newsdoc.OptionError) as caught:
        enforce([], allow=["everything"])
    assert caught.value.code == "UNKNOWN-LOSS"


POLICIES: list[tuple[Any, Any, str]] = [
    ("never", (), "on_loss is one of allow, warn, fail"),
    ("fial", (), "did you mean fail? on_loss is one of allow, warn, fail"),
    (None, (), "on_loss is one of allow, warn, fail"),
    (["fail"], (), "did you mean fail? on_loss is one of allow, warn, fail"),
    ("warn", "embargo", "write allow=['embargo']"),
    ("allow", ["everything"], "the names are embargo, pub_status, guid, rights"),
]


@pytest.mark.parametrize(("on_loss", "allow", "hint"), POLICIES)
def test_a_policy_that_is_none_is_refused(on_loss: Any, allow: Any, hint: str) -> None:
    document = Document(Metadata(urgency=4))
    calls: list[Callable[[], object]] = [
        lambda: enforce([], on_loss, allow),
        lambda: newsdoc.write(document, "json", on_loss=on_loss, allow=allow),
        # before anything is read
        lambda: newsdoc.convert(b"{", "json", format="ninjs", on_loss=on_loss, allow=allow),
    ]
    for call in calls:
        with pytest.raises(newsdoc.OptionError) as caught:
            call()
        assert caught.value.hint == hint


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda loss: pickle.loads(pickle.dumps(loss)), replace])
def test_a_loss_is_a_record_that_stays_as_it_is(copied: Callable[[Loss], Loss]) -> None:
    loss = Loss("dropped", "metadata.urgency", [4], "no place", "newsItem/contentMeta/urgency", line=3, document=1)
    other = copied(loss)
    assert type(other) is Loss
    assert other == loss
    assert repr(other) == repr(loss)
    assert Loss("dropped", "body", "", reason="") == Loss("dropped", "body", "", "", None, None, 0)
    with pytest.raises(FrozenInstanceError):
        loss.path = "body"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Loss("dropped", "body", "")  # type: ignore[call-arg]
