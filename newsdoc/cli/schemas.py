"""``newsdoc schemas``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from newsdoc.cli.arguments import Parser, add_common, format_name
from newsdoc.cli.streams import emit
from newsdoc.errors import OptionError, SchemaError

if TYPE_CHECKING:
    from argparse import Namespace

    from newsdoc.schema.catalog import Entry

_EXAMPLES = (
    "newsdoc schemas list",
    "newsdoc schemas list newsml-g2",
    "newsdoc schemas show ninjs@3.2",
    "newsdoc schemas path newsml-g2",
)


def parser() -> Parser:
    """The arguments of the command."""
    it = Parser("schemas", "List the schemas that newsdoc validates against, show one, or say where it is.", _EXAMPLES)
    it.add_argument("action", choices=("list", "show", "path"), help="what to do")
    it.add_argument(
        "schema",
        nargs="?",
        metavar="FAMILY[@VERSION]",
        type=family_name,
        help="which schema; without a version the one that newsdoc writes",
    )
    add_common(it)
    return it


def run(arguments: Namespace) -> int:
    """List, show or locate schemas."""
    from newsdoc.schema import registry

    if arguments.action == "list":
        emit(_listed(arguments.schema).encode())
        return 0
    if arguments.schema is None:
        raise OptionError(
            f"newsdoc schemas {arguments.action} needs a schema", code="USAGE", hint="newsdoc schemas list names them"
        )
    family, version = _found(arguments.schema)
    if arguments.action == "show":
        emit(registry.get(family, version))
    else:
        emit(f"{registry.path(family, version)}\n".encode("utf-8", "surrogateescape"))
    return 0


def family_name(text: str) -> str:
    """The name of a family of schemas for what a person calls it; newsdoc's own JSON is the family ``newsdoc``."""
    name, at, version = format_name(text).partition("@")
    return ("newsdoc" if name == "json" else name) + at + version


def _listed(wanted: str | None) -> str:
    """One line a schema: its name, its file, and where it is from."""
    rows = _schemas()
    if wanted is not None:
        family, at, version = wanted.partition("@")
        rows = [row for row in rows if row.family == family and (not at or row.version == version)]
        if not rows:
            _found(wanted)  # says what there is instead
    lines = [(f"{row.family}@{row.version}", row.file, row.source) for row in rows]
    names, files = (max(len(line[column]) for line in lines) for column in (0, 1))
    return "".join(f"{name:<{names}}  {file:<{files}}  {source}\n" for name, file, source in lines)


def _found(wanted: str) -> tuple[str, str]:
    """Family and version of the schema meant.  Raises :class:`newsdoc.SchemaError` with what there is."""
    from newsdoc.formats import FORMATS

    family, at, version = wanted.partition("@")
    rows = _schemas()
    families = tuple(dict.fromkeys(row.family for row in rows))
    if family not in families:
        near = get_close_matches(family, families, n=1)
        hint = f"did you mean {near[0]}?" if near else f"the families are {', '.join(families)}"
        raise SchemaError(f"there is no schema {family!r}", code="UNKNOWN-SCHEMA", hint=hint)
    versions = [row.version for row in rows if row.family == family]
    if not at:
        row = FORMATS.get("json" if family == "newsdoc" else family)
        return family, row.default if row is not None and row.default in versions else versions[-1]
    if version not in versions:
        raise SchemaError(
            f"there is no version {version!r} of {family}",
            code="UNKNOWN-VERSION",
            hint=f"the versions are {', '.join(versions)}",
        )
    return family, version


def _schemas() -> list[Entry]:
    """The schemas themselves, without the files that they include."""
    from newsdoc.schema import catalog

    return [row for row in catalog.entries() if row.is_schema]
