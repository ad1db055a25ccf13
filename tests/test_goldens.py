"""The canonical document in every format and version, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from newsdoc.formats import FORMATS
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.model import content, document
from newsdoc.model.compare import diff, equal
from newsdoc.model.plain import to_plain
from newsdoc.testing.laws import unjustified, unreported
from tests.everything import everything

if TYPE_CHECKING:
    from newsdoc.formats.base import Format

FIXTURES = Path(__file__).parent.parent / "fixtures"
#: The versions of NewsML-G2 that have a golden: those after which much had changed, the first and the last.
NEWSML_G2 = ("2.9", "2.18", "2.28", "2.35")
TARGETS = [
    (row, version) for row in FORMATS.values() for version in (NEWSML_G2 if row.name == "newsml-g2" else row.versions)
]
IDS = [f"{row.name}@{version}" for row, version in TARGETS]


def golden_path(row: Format, version: str) -> Path:
    """Where the golden of a format's version lies."""
    return FIXTURES / row.name / f"everything@{version}{row.extensions[0]}"


@pytest.mark.parametrize(("row", "version"), TARGETS, ids=IDS)
def test_everything_is_written_as_recorded(row: Format, version: str, update_goldens: bool) -> None:
    written = row.write([everything()], WriteOptions(version=version)).data
    path = golden_path(row, version)
    if update_goldens:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    assert path.is_file(), f"there is no golden {path}: record it with --update-goldens and review it"
    assert written.decode() == path.read_bytes().decode()


@pytest.mark.parametrize(("row", "version"), TARGETS, ids=IDS)
def test_everything_comes_back_but_for_its_losses(row: Format, version: str) -> None:
    original = everything()
    written = row.write([original], WriteOptions(version=version))
    back = row.read(golden_path(row, version).read_bytes(), ReadOptions(version=version)).document
    differences = diff(original, back)
    assert unreported(differences, written.losses) == []
    assert unjustified(differences, written.losses) == []


@pytest.mark.parametrize("name", ["json", "markdown"])
def test_exact_formats_lose_nothing_of_everything(name: str) -> None:
    row = FORMATS[name]
    written = row.write([everything()], WriteOptions(version=row.default))
    assert written.losses == []
    assert equal(row.read(written.data).document, everything())


#: Fields that have a value only in documents of another kind, or beside which another must be empty.
NOT_IN_EVERYTHING = {"Concept.scheme", "Concept.id", "ItemLink.scheme", "Provenance.id", "Geometry.geojson"}
NOT_IN_EVERYTHING |= {"RightsInfo.idrefs", "ItemGroup.id"}


def test_everything_has_every_class_and_every_field() -> None:
    seen: set[str] = set()
    stack: list[Any] = [everything()]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                item = getattr(value, name)
                if item not in (None, []) or name == "type":
                    seen.add(f"{type(value).__name__}.{name}")
                stack.append(item)
    checked: set[str] = set()
    for module in (content, document):
        for cls in vars(module).values():
            if isinstance(cls, type) and hasattr(cls, "__dataclass_fields__"):
                checked.add(cls.__name__)
                missing = {
                    f"{cls.__name__}.{name}"
                    for name in cls.__dataclass_fields__
                    if name not in ("foreign", "attributes")
                }
                if cls.__name__ not in ("Foreign", "Characteristics", "NewsMessage"):
                    assert missing - seen - NOT_IN_EVERYTHING == set()
    # One of each module of the model.
    assert checked >= {"Paragraph", "Label", "Concept", "Content", "Dates", "Document"}


def test_the_plain_form_holds_every_required_field() -> None:
    plain = to_plain(everything())
    assert set(plain) <= set(get_type_hints(document.Document))
    assert get_args(content.InlineUnion)[0] is str
