"""Whether our schemas of ninjs give the verdicts of IPTC's: ``python -m tests.agreement.ninjs [MUTANTS]``.

Every sample file is judged by both schemas of every version, and so are mutants of those that are valid and of an item
that has every property of the version.
"""

from __future__ import annotations

import copy
import json
import random
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import jsonschema_rs
from referencing import Registry, Resource

from newsdoc.formats.ninjs.fields import ASSOCIATION, ITEM
from newsdoc.formats.ninjs.schema import schema
from newsdoc.formats.ninjs.shapes import VERSIONS, Shape, Table, plan
from tests.shared import SAMPLES, STANDARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GEOJSON: Final = "https://geojson.org/schema/GeoJSON.json"
#: Values of every type, and on both sides of every bound.
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, -1, 9, 10, 100, 101, 1.0, 1.5, 1e30, "", "x", "5", [], ["x"], [{}], {}, {"x": 1}),
    *(
        "text",
        "planning",
        "usable",
        "full",
        "complete",
        "yearly",
        "progressive",
        "2024",
        "2024-13",
        "2024-05-06T07:08:09",
    ),
    {"type": "Point", "coordinates": [1, 2]},
    {"type": "Polygon", "coordinates": [[[1, 2], [1, 2], [1, 2], [1, 2]]]},
    {"type": "GeometryCollection", "geometries": [{"type": "MultiPoint", "coordinates": []}]},
    {"type": "Feature", "geometry": None, "properties": None, "id": 1},
    {"name": "a", "uri": "urn:x:1"},
    {"value": "a"},
    [{"value": "a", "address": {}}],
)
NAMES: Final = (
    "x",
    "headline_a-b",
    "headline_",
    "body_é",
    "geometry_1",
    "name",
    "rel",
    "uri",
    "value",
    "id",
    "bbox",
    "_a",
)


@dataclass(frozen=True)
class Figure:
    """What a comparison gave."""

    version: str
    judged: int
    valid: int
    differ: tuple[Any, ...]


@cache
def official(version: str) -> Callable[[Any], bool]:
    """The verdict of IPTC's schema, by the reference implementation; formats are not asserted."""
    folder = STANDARDS / "ninjs"
    source = json.loads((folder / f"ninjs-schema_{version}.json").read_text(encoding="utf-8"))
    geojson = Resource.from_contents(json.loads((folder / "GeoJSON-schema.json").read_text(encoding="utf-8")))
    registry: Registry[Any] = Registry().with_resource(GEOJSON, geojson)
    validator = jsonschema.validators.validator_for(source)
    if validator is jsonschema.Draft3Validator:
        return validator(source).is_valid
    return validator(source, registry=registry).is_valid


@cache
def ours(version: str) -> Callable[[Any], bool]:
    """The verdict of our schema, which refers to nothing outside itself."""
    return jsonschema_rs.validator_for(schema(version), validate_formats=False).is_valid


def values() -> Iterator[Any]:
    """The samples that are JSON."""
    for path in sorted((SAMPLES / "ninjs").rglob("*.json")):
        try:
            yield json.loads(path.read_bytes())
        except ValueError:
            continue


def everything(table: Table, version: str, depth: int = 3) -> dict[str, Any]:
    """A valid object that has every property that can stand together."""
    made: dict[str, Any] = {}
    used = False
    for _, rows in plan(table, version).kinds:
        for name, row in rows:
            choice = row.concept in table.one_of or (table.rules == "dates" and "expected" in name)
            if row.shape.type == "nothing" or (choice and used) or (table.rules == "dates" and "pected" in name):
                continue
            used = used or row.concept in table.one_of
            value = instance(row.shape, version, depth)
            if value is not None:
                made[name.replace("*", "x")] = value
    return made


def instance(shape: Shape, version: str, depth: int) -> Any:
    """A valid value of a shape; ``None`` beyond ``depth``."""
    scalars = {"string": "a", "number": 1.5, "integer": 5, "any": {"a": 1}, "geojson": VALUES[-7]}
    if shape.enum:
        return shape.enum[-1]
    if shape.type in scalars:
        return "2024-05-06" if shape.pattern else scalars[shape.type]
    if depth == 0:
        return None
    if shape.type == "item":
        own = {} if version[0] == "1" else everything(ASSOCIATION, version)
        return {**everything(ITEM, version, depth - 2 if depth > 1 else 0), **own}
    if shape.table is not None:
        return everything(shape.table, version, depth - 1 if shape.table is not ITEM else depth)
    inner = instance(shape.of, version, depth) if shape.of is not None else None
    return None if inner is None else ([inner] if shape.type == "array" else {"a": inner})


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every list and object with every key or index in it."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        parent = waiting.pop()
        keys = list(parent) if isinstance(parent, dict) else range(len(parent))
        found += [(parent, key) for key in keys]
        waiting += [parent[key] for key in keys if isinstance(parent[key], (dict, list))]
    return found


def mutant(value: Any, chance: random.Random) -> Any:
    """``value`` with one to three changes."""
    result = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if spots := places(result):
            _change(*chance.choice(spots), chance)
    return result


def _change(parent: Any, key: Any, chance: random.Random) -> None:
    """One change: a value away, moved, doubled, of another type, at a bound; a property that there is not."""
    act = chance.choice(("delete", "rename", "double", "replace", "replace", "add", "case"))
    value = parent[key]
    if act == "delete":
        del parent[key]
    elif act == "replace":
        parent[key] = copy.deepcopy(chance.choice(VALUES))
    elif isinstance(parent, list):
        parent.append(copy.deepcopy(value))
    elif act == "add":
        parent[chance.choice(NAMES)] = copy.deepcopy(chance.choice(VALUES))
    elif act == "case":
        parent[str(key).swapcase()] = parent.pop(key)
    else:
        parent[chance.choice((*NAMES, *parent, f"{key}s"))] = copy.deepcopy(value)
        if act == "rename":
            parent.pop(key, None)


def compare(version: str, mutants: int, seed: int = 1) -> Figure:
    """Both verdicts on every sample, and on so many mutants of valid items."""
    theirs, mine = official(version), ours(version)
    chance = random.Random(f"{version}/{seed}")
    samples = list(values())
    bases = [value for value in samples if isinstance(value, dict) and theirs(value)] + [everything(ITEM, version)] * 20
    judged = [*samples, everything(ITEM, version), *(mutant(chance.choice(bases), chance) for _ in range(mutants))]
    verdicts = [(value, theirs(value), mine(value)) for value in judged]
    differ = tuple(value for value, one, other in verdicts if one != other)
    return Figure(version, len(judged), sum(one for _, one, _ in verdicts), differ)


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where the verdicts differ anywhere."""
    figures = [compare(version, int(arguments[0]) if arguments else 3000) for version in VERSIONS]
    for figure in figures:
        print(f"{figure.version}: {figure.judged} judged, {figure.valid} valid, {len(figure.differ)} differ")  # noqa: T201
    for figure in figures:
        for value in figure.differ[:3]:
            print(figure.version, json.dumps(value, ensure_ascii=False)[:400])  # noqa: T201
    return int(any(figure.differ for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
