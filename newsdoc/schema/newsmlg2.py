"""newsdoc's own schemas of NewsML-G2, 2.9 to 2.35: all made from one source, ``schemas/newsml-g2/newsml-g2.schema``.

``python -m newsdoc.schema.newsmlg2`` writes them anew; ``--check`` says whether that would change anything.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsdoc.schema import catalog, notation, registry, xsdwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from newsdoc.schema.grammar import Grammar

FAMILY: Final = "newsml-g2"

#: The other namespaces that have a source of their own, since the versions import them.
IMPORTED: Final = ("odrl",)


def versions() -> tuple[str, ...]:
    """All versions that newsdoc ships a schema of, oldest first: ``2.9`` to ``2.35``."""
    return registry.versions(FAMILY)


def load(version: str) -> etree.XMLSchema:
    """The compiled schema of `version`, made once per process; `SchemaError` when there is no such version."""
    return registry.xsd(version)


@cache
def source(name: str = FAMILY) -> notation.Source:
    """What is written in the source `name`: ``newsml-g2``, or one of `IMPORTED`."""
    return notation.read((folder() / f"{name}.schema").read_text("utf-8"))


@cache
def grammar(version: str) -> Grammar:
    """The source's `Grammar` of `version`; `SchemaError` when there is no such version."""
    return source().at(version)


def folder() -> Path:
    """Where the sources and the schemas made of them lie."""
    return Path(str(catalog.root())) / FAMILY


def generate() -> dict[str, bytes]:
    """Every schema that the sources make, by its path within `folder`."""
    imported = {f"{name}.xsd": source(name).at(source(name).versions[-1]) for name in IMPORTED}
    all_versions = {f"{version}/{FAMILY}.xsd": grammar(version) for version in source().versions}
    return {name: xsdwriter.write(made) for name, made in (imported | all_versions).items()}


def main(arguments: Sequence[str] | None = None, *, into: Path | None = None) -> int:
    """Write the schemas into their folder (or `into`) and name those that changed; ``--check`` writes nothing.

    With ``--check`` the result is 1 if any would change, otherwise it is 0.
    """
    parser = argparse.ArgumentParser(prog="python -m newsdoc.schema.newsmlg2", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file would change")
    check = parser.parse_args(arguments).check
    target = into or folder()
    changed = {target / name: data for name, data in generate().items() if not _holds(target / name, data)}
    for file, data in changed.items():
        sys.stdout.write(f"{file.relative_to(target).as_posix()}\n")
        if not check:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
    return int(check and bool(changed))


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data


if __name__ == "__main__":  # pragma: no cover
    sys.exit(main())
