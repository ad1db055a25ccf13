"""The schema layer for JSON: the fast validator decides, the thorough one says why, and the formats are warnings."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from newsdoc.errors import ReadError
from newsdoc.loading import json as loading
from newsdoc.schema import registry as schemas
from newsdoc.validation.jsonwords import Fault, faults, format_fault, without_echoes
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

    from newsdoc.validation.problem import Severity

#: More faults than this are not listed.
MAX_ERRORS: Final = 1_000

_CAPITAL = re.compile("[A-Z]")
#: What the codes of a family of schemas begin with.
PREFIXES: Final = {"ninjs": "NJ", "newsdoc": "ND"}


def problems(
    family: str, version: str, data: bytes, value: Any, *, registry: schemas.Registry | None = None
) -> list[Problem]:
    """All that is wrong with ``value``, read from ``data``, against the schema; nothing where it is valid.

    What a schema says of formats (``uri``, ``date-time``) is a warning.  Raises :class:`newsdoc.ReadError`
    (``LIMIT-ERRORS``) for more than 1,000 faults, :class:`newsdoc.SchemaError` for a schema that newsdoc does not have.
    """
    known = registry or schemas.default()
    valid = known.json_validator(family, version).is_valid(value)
    if valid and known.format_validator(family, version).is_valid(value):
        return []
    found = _formats(known, family, version, value) if valid else _explained(known.explainer(family, version), value)
    if not valid and all(fault.keyword == "format" for fault in found):
        # The two do not agree, or the value is nested too deeply: the fast one has its first reason.
        path, keyword = known.first_fault(family, version, value)
        found = [Fault(keyword, path, "is not what the schema allows"), *found]
    if len(found) > MAX_ERRORS and not valid:
        line, column = _places(data, found[:1])[0]
        raise ReadError(
            f"more than {MAX_ERRORS:,} faults against the schema",
            code="LIMIT-ERRORS",
            line=line,
            column=column,
            path=loading.pointer(found[0].path),
            hint="the document may be of another version, or of another standard",
        )
    prefix = PREFIXES.get(family, family.upper())
    listed = found[:MAX_ERRORS]
    made = [
        _problem(fault, prefix, f"{family} {version}", place)
        for fault, place in zip(listed, _places(data, listed), strict=True)
    ]
    if len(found) > MAX_ERRORS:
        made.append(Problem("LIMIT-ERRORS", "warning", f"more than {MAX_ERRORS:,} of these; the rest is not listed"))
    return made


def _formats(known: schemas.Registry, family: str, version: str, value: Any) -> list[Fault]:
    """The values that are not of the format that the schema says, where nothing else is wrong."""
    found = []
    for error in islice(known.format_validator(family, version).iter_errors(value), MAX_ERRORS + 1):
        name = getattr(error.kind, "format", None)
        if name is None:  # it is hidden in alternatives
            explained = _explained(known.explainer(family, version), value)
            return [fault for fault in explained if fault.keyword == "format"]
        found.append(format_fault(name, tuple(error.instance_path)))
    return found


def _problem(fault: Fault, prefix: str, schema: str, place: tuple[int, int]) -> Problem:
    layer, name, severity = ("FORMAT", fault.detail, "warning") if fault.detail else ("SCHEMA", fault.keyword, "error")
    # additionalProperties is ADDITIONAL-PROPERTIES.
    code = _CAPITAL.sub(r"-\g<0>", name).upper()
    return Problem(
        code=f"{prefix}-{layer}-{code}",
        severity=cast("Severity", severity),
        message=fault.message,
        line=place[0],
        column=place[1],
        path=loading.pointer(fault.path),
        schema=schema,
        hint=fault.hint,
    )


def _explained(explainer: Validator, value: Any) -> list[Fault]:
    try:
        found = (fault for error in explainer.iter_errors(value) for fault in faults(error))
        return without_echoes(list(dict.fromkeys(islice(found, MAX_ERRORS + 1))))
    except RecursionError:
        return []


def _places(data: bytes, listed: list[Fault]) -> list[tuple[int, int]]:
    """Line and column of each fault, of the key where the key is the fault."""
    if not listed:
        return []
    paths = [fault.path for fault in listed]
    values = loading.locate_all(data, paths)
    keys = loading.locate_all(data, paths, key=True)
    return [key if fault.at_key else value for fault, value, key in zip(listed, values, keys, strict=True)]
