"""Every file in schemas/ is in the catalog with its hash; a released schema never changes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsdoc.schema import catalog, own, registry

if TYPE_CHECKING:
    import pytest

ROOT = Path(str(catalog.root()))


def test_every_file_is_listed_with_its_hash() -> None:
    listed = {row.file: row.sha256 for row in catalog.entries()}
    there = {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in ROOT.rglob("*")
        if path.is_file() and path.name != catalog.CATALOG
    }
    assert listed == there, "run: python -m newsdoc.schema.catalog"


def test_the_catalog_is_what_the_generator_writes() -> None:
    assert (ROOT / catalog.CATALOG).read_text(encoding="utf-8") == catalog.to_toml(catalog.scan(ROOT))


def test_every_row_says_where_it_is_from() -> None:
    for row in catalog.entries():
        assert row.family in catalog.FAMILIES
        assert row.source
        assert row.licence == "MIT"
        assert row.is_schema == (row.file == f"{row.family}/{row.version}/{row.family}{Path(row.file).suffix}")


def test_the_catalog_of_any_folder(tmp_path: Path) -> None:
    for name in (
        "ninjs/3.10/ninjs.json",
        "ninjs/3.9/ninjs.json",
        "ninjs/3.9/part.json",
        "ninjs/common.json",
        "other/1.0/x",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    rows = catalog.scan(tmp_path)
    assert [(row.version, row.file, row.is_schema) for row in rows] == [
        ("", "ninjs/common.json", False),
        ("3.9", "ninjs/3.9/ninjs.json", True),
        ("3.9", "ninjs/3.9/part.json", False),
        ("3.10", "ninjs/3.10/ninjs.json", True),
    ]
    assert rows[1].source == "written for newsdoc from the facts of IPTC ninjs 3.9"
    assert rows[1].sha256 == hashlib.sha256(b"{}").hexdigest()
    assert catalog.to_toml([]).startswith("# ")


def test_the_commands_write_what_is_there() -> None:
    before = {path: path.read_bytes() for path in ROOT.rglob("*") if path.is_file()}
    for module in ("newsdoc.schema.own", "newsdoc.schema.catalog"):
        subprocess.run([sys.executable, "-m", module], check=True)
    assert {path: path.read_bytes() for path in ROOT.rglob("*") if path.is_file()} == before


def test_the_schemas_are_found_in_a_package_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(catalog, "files", lambda _: tmp_path)
    assert catalog.root.__wrapped__() == tmp_path / "schemas"


def test_own_schema_is_that_of_the_model() -> None:
    frozen = json.loads(registry.get("newsdoc", own.VERSION))
    assert own.generate() == frozen, (
        "the model is not the one that this version was made from: "
        "if the version was released, add a new one; if not, run python -m newsdoc.schema.own"
    )
