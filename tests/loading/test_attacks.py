"""Every attack of the corpora is refused or accepted as they say, with code and place, or as fixtures/attacks explains."""

from __future__ import annotations

import json
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsdoc.errors import ReadError
from newsdoc.loading import json as json_loading
from newsdoc.loading import text as text_loading
from newsdoc.loading import xml as xml_loading
from tests.shared import SAMPLES, needs_shared

if TYPE_CHECKING:
    from collections.abc import Callable

LOADERS: dict[str, Callable[[bytes], object]] = {
    "json-jsontestsuite": json_loading.loads,
    "own-json-attacks": json_loading.loads,
    "own-xml-attacks": xml_loading.parse,
    "own-text-encodings": text_loading.decode,
}
FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "attacks"
#: Refused before anything is looked at, so that there is no place.
NO_PLACE = {"TOO-LARGE", "XML-TOO-LARGE"}


def rows() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for corpus in LOADERS:
        path = SAMPLES / "attacks" / corpus / "manifest.jsonl"
        if path.is_file():
            found += [(corpus, json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    return found


def differences() -> dict[tuple[str, str], dict[str, Any]]:
    listed = [
        row for path in sorted(FIXTURES.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["difference"]
    ]
    return {(row["corpus"], name): row for row in listed if row["corpus"] in LOADERS for name in row["ids"]}


DIFFERENCES = differences()


def content(corpus: str, row: dict[str, Any]) -> bytes:
    if row.get("file") is None:
        return "".join(str(part) * count for part, count in row["parts"]).encode()
    folder = SAMPLES / "attacks" / corpus
    name: str = row["file"]
    path = folder / "cases" / name
    return (path if path.is_file() else folder / name).read_bytes()


@needs_shared
@pytest.mark.parametrize(("corpus", "row"), rows(), ids=lambda value: value if isinstance(value, str) else value["id"])
def test_attack(corpus: str, row: dict[str, Any]) -> None:
    expected = DIFFERENCES.get((corpus, row["id"]), row)
    data = content(corpus, row)
    start = time.process_time()
    try:
        LOADERS[corpus](data)
        error = None
    except ReadError as caught:
        error = caught
    assert time.process_time() - start < (5 if sys.gettrace() is None else 30)
    if error is not None:
        assert len(str(error)) < 1000
        assert error.code in NO_PLACE or (error.line or 0) > 0 < (error.column or 0)
    if expected.get("code") == "LIMIT_ERRORS":
        # Faults are counted by the reader and by validation; the file as such can be loaded.
        assert error is None
    elif expected["verdict"] in ("accept", "reject"):
        assert (error is None) == (expected["verdict"] == "accept"), error
    if expected["verdict"] == "reject" and error is not None and expected.get("code"):
        assert error.code.endswith(expected["code"].replace("_", "-"))


@needs_shared
def test_every_difference_is_of_a_row_and_is_one() -> None:
    verdicts = {(corpus, row["id"]): row["verdict"] for corpus, row in rows()}
    for key, difference in DIFFERENCES.items():
        assert verdicts[key] != difference["verdict"]
        assert difference["reason"]
