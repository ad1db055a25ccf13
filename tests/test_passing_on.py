"""What goes from one process to another, or is copied, arrives as it was."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import newsdoc
from newsdoc.errors import LossError, NewsdocError, OptionError, ReadError, SchemaError, WriteError
from newsdoc.formats.base import Loss

if TYPE_CHECKING:
    from collections.abc import Callable

FIXTURES = Path(__file__).parent.parent / "fixtures"
WAYS = [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy]
PLACE: dict[str, Any] = {"line": 3, "column": 7, "path": "/a", "hint": "mend it", "file": "a.json"}
LOSS = Loss("dropped", "metadata.guid", "x", "there is no place")


class OwnError(ReadError):
    """Somebody's own."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, code="OWN", **PLACE)


ERRORS: list[NewsdocError] = [
    *(
        kind("not so", code="A-CODE", **PLACE)
        for kind in (NewsdocError, ReadError, WriteError, SchemaError, OptionError)
    ),
    NewsdocError("not so", code="A-CODE"),
    LossError("too much", losses=[LOSS], **PLACE),
    LossError("too much", losses=[LOSS], code="LOSS-CRITICAL"),
    OwnError("own"),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors(error: NewsdocError, way: Callable[[NewsdocError], NewsdocError]) -> None:
    again = way(error)
    assert (type(again), str(again), again.args) == (type(error), str(error), error.args)
    assert vars(again) == vars(error)
    assert again.exit_code == error.exit_code


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["json", "markdown", "newsml-g2", "ninjs", "text"])
def test_results(name: str, way: Callable[[Any], Any]) -> None:
    data = newsdoc.write(newsdoc.Document(newsdoc.Metadata(guid="urn:example:1")), name, on_loss="allow").data
    for result in (newsdoc.read(data, name, validate=True), newsdoc.validate(data, name)):
        again = way(result)
        assert again == result
        assert again.versions == result.versions
    written = newsdoc.convert(data, "text", format=name, on_loss="allow", validate=True)
    assert way(written) == written


def test_a_pool_of_processes_outlives_an_input_that_cannot_be_read() -> None:
    good = (FIXTURES / "ninjs" / "everything@3.2.json").read_bytes()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        first, second = (pool.submit(newsdoc.read, data, "ninjs", validate=True) for data in (b"{", good))
        with pytest.raises(ReadError) as caught:
            first.result(60)
        assert (caught.value.code, caught.value.line) == ("JSON-SYNTAX", 1)
        assert second.result(60).document == newsdoc.read(good, "ninjs").document
