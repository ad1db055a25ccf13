"""Real files: each is read to documents, or to an error that says what is not supported; never anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import etree

import newsdoc
from newsdoc.formats import FORMATS
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.model.compare import diff
from newsdoc.testing.laws import unjustified, unreported
from tests.shared import needs_shared, samples

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_shared
NEWSML = samples("newsml-g2/**/*.xml")
NINJS = samples("ninjs/**/*.json")
NAR = "{http://iptc.org/std/nar/2006-10-01/}"


def name(path: Path) -> str:
    return "/".join(path.parts[-3:])


def is_item(path: Path) -> bool:
    try:
        root = etree.parse(str(path)).getroot()
    except etree.XMLSyntaxError:
        return False
    return root.tag in (f"{NAR}newsItem", f"{NAR}newsMessage")


def is_object(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except ValueError:
        return False


@pytest.mark.parametrize("path", NEWSML, ids=name)
def test_newsml_g2_is_read_or_refused_clearly(path: Path) -> None:
    try:
        result = newsdoc.read(path.read_bytes(), name=path.name)
    except newsdoc.ReadError as error:
        assert not is_item(path), error
        assert error.code
        assert error.line
        assert error.hint or error.code == "XML-NOT-WELLFORMED"
    else:
        assert result.documents


@pytest.mark.parametrize("path", NINJS, ids=name)
def test_ninjs_is_read_or_refused_clearly(path: Path) -> None:
    try:
        result = newsdoc.read(path.read_bytes(), "ninjs", name=path.name)
    except newsdoc.ReadError as error:
        assert error.code
        assert error.line
    else:
        assert result.documents


@pytest.mark.parametrize("path", [path for path in NEWSML if is_item(path)], ids=name)
@pytest.mark.parametrize("target", ["json@1.0", "markdown@1.0", "newsml-g2@2.35", "ninjs@3.2", "ninjs@1.7", "text"])
def test_losses_of_real_items_are_told(path: Path, target: str) -> None:
    row, version = newsdoc.formats.find(target)
    source = newsdoc.read(path.read_bytes())
    for document in source.documents:
        written = row.write([document], WriteOptions(version=version))
        back = row.read(written.data, ReadOptions(version=version)).document
        differences = diff(document, back)
        assert unreported(differences, written.losses) == []
        assert unjustified(differences, written.losses) == []


@pytest.mark.parametrize("path", [path for path in NINJS if is_object(path)], ids=name)
@pytest.mark.parametrize("target", ["json@1.0", "newsml-g2@2.35"])
def test_losses_of_real_ninjs_are_told(path: Path, target: str) -> None:
    row, version = newsdoc.formats.find(target)
    try:
        document = FORMATS["ninjs"].read(path.read_bytes()).document
    except newsdoc.ReadError:
        pytest.skip("not readable as ninjs")
    written = row.write([document], WriteOptions(version=version))
    back = row.read(written.data, ReadOptions(version=version)).document
    differences = diff(document, back)
    assert unreported(differences, written.losses) == []
    assert unjustified(differences, written.losses) == []
