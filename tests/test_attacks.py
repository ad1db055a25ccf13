"""Hostile and malformed files through the public functions: refused with a code and a place, or read; never anything else."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

import newsdoc
from tests.shared import SAMPLES, needs_shared

ATTACKS = SAMPLES / "attacks"
#: The format that each corpus is read as.
FORMATS = {"xml": "newsml-g2", "json": "json", "yaml": "markdown", "markdown": "markdown", "text": "text"}
#: Which corpora are front matter, that is, their files stand between two lines of hyphens.
FRONT_MATTER = ("own-frontmatter-attacks",)
#: How many times a part of unlimited length is repeated.
MANY = 20_000
#: The series that the manifest gives as a rule.
SERIES = {
    "backticks": lambda: "".join("e" + "`" * n for n in range(1, 1500)),
    "deep lists": lambda: "".join("  " * n + "* a\n" for n in range(100)),
    "reference collisions": lambda: "".join(f"[x{n}]: /url\n" for n in range(20_000)),
}
NO_PLACE = {"TOO-LARGE", "XML-TOO-LARGE", "FM-TOO-LARGE", "LIMIT-ERRORS"}


def differences() -> dict[tuple[str, str], dict[str, Any]]:
    """Where newsdoc differs from a manifest on purpose (fixtures/attacks), as far as a whole file shows it."""
    folder = Path(__file__).parent.parent / "fixtures" / "attacks"
    listed = [
        row for path in sorted(folder.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["difference"]
    ]
    # JSON with a character that no document may have is first of all no document: validation reads it and says so.
    kept = [row for row in listed if (row["corpus"], row["code"]) != ("json-jsontestsuite", "CHAR-FORBIDDEN")]
    return {(row["corpus"], name): row for row in kept for name in row["ids"]}


DIFFERENCES = differences()


def rows() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.parent.name, json.loads(line))
        for path in sorted(ATTACKS.glob("*/manifest.jsonl"))
        if path.parent.name != "yaml-test-suite"  # tests/loading/test_yaml.py has it: most of it is no front matter
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def content(corpus: str, row: dict[str, Any]) -> bytes:
    """The bytes of a row, as they are fed to a reader."""
    if row["id"] in SERIES and corpus == "md-pathological":
        return SERIES[row["id"]]().encode()
    if row["id"] == "intkeys":
        return b"---\n" + "".join(f"{n * (2**61 - 1)}: a\n" for n in range(2500)).encode() + b"---\n"
    if row.get("file"):
        data = (ATTACKS / corpus / "cases" / str(row["file"])).read_bytes()
    else:
        data = "".join(part * (MANY if count == "n" else count) for part, count in row["parts"]).encode()
    if corpus in FRONT_MATTER:
        return b"---\n" + data.rstrip(b"\n") + b"\n---\n\nBody.\n"
    return data


@needs_shared
@pytest.mark.parametrize(("corpus", "row"), rows(), ids=lambda value: value if isinstance(value, str) else value["id"])
def test_verdict(corpus: str, row: dict[str, Any]) -> None:
    expected = DIFFERENCES.get((corpus, row["id"]), row)
    data = content(corpus, row)
    name = FORMATS[row["format"]]
    start = time.process_time()
    try:
        newsdoc.validate(data, name)
        error = None
    except newsdoc.ReadError as caught:
        error = caught
    assert time.process_time() - start < (5 if sys.gettrace() is None else 30)
    if expected["verdict"] == "accept":
        assert error is None
    elif expected["verdict"] == "reject":
        assert error is not None
        with pytest.raises(newsdoc.ReadError):
            newsdoc.convert(data, "json", format=name)
    if error is not None:
        assert error.code
        assert len(str(error)) <= 1000
        assert error.code in NO_PLACE or error.line


PROBE = """
import resource, sys
from tests.test_attacks import content, rows, FORMATS
import newsdoc, newsdoc.model.edge, newsdoc.validation.xml, newsdoc.validation.json, newsdoc.loading.yaml
newsdoc.model.edge.adapter(newsdoc.Document)
for name in ("text", "json", "markdown", "newsml-g2", "ninjs"):
    try:
        newsdoc.validate(newsdoc.write(newsdoc.Document(), name, on_loss="allow").data, name)
    except newsdoc.NewsdocError:
        pass
seen = []
def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system")) or event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".json", ".xsd", ".toml")):
        seen.append((event, str(arguments[0])[:80]))
wanted = [(corpus, row) for corpus, row in rows() if corpus == sys.argv[1]]
inputs = [(row["format"], content(corpus, row)) for corpus, row in wanted if row.get("file")]
sys.addaudithook(hook)
for kind, data in inputs:
    try:
        newsdoc.validate(data, FORMATS[kind])
    except newsdoc.ReadError:
        pass
print(seen)
"""


@needs_shared
@pytest.mark.parametrize("corpus", sorted({corpus for corpus, row in rows() if row.get("file")}))
def test_nothing_is_opened_or_fetched(corpus: str) -> None:
    root = Path(__file__).parent.parent
    result = subprocess.run(
        [sys.executable, "-c", PROBE, corpus], cwd=root, capture_output=True, text=True, check=True, timeout=300
    )
    assert result.stdout.strip() == "[]"


LARGE = [
    ("own-json-attacks", "nodes-10MB"),
    ("own-xml-attacks", "nodes-10MB"),
    ("own-xml-attacks", "xsd-20k-bad-siblings"),
]
LARGE += [
    ("own-json-attacks", "depth-5M-open"),
    ("own-xml-attacks", "text-9.9MB"),
    ("own-text-encodings", "combining-160k"),
]


@needs_shared
@pytest.mark.parametrize(("corpus", "name"), LARGE)
def test_memory_is_bounded(corpus: str, name: str, tmp_path: Path) -> None:
    row = next(row for folder, row in rows() if (folder, row["id"]) == (corpus, name))
    path = tmp_path / "input"
    path.write_bytes(content(corpus, row))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, "-m", "newsdoc", "validate", "-f", FORMATS[row["format"]], str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode in (1, 3)
    assert "Traceback" not in result.stderr
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert peak <= max(before, 300 * 1024)
