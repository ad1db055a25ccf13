"""Validates NewsML-G2: readable, valid against the schema of its version, its QCodes declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdoc.errors import ReadError
from newsdoc.formats import FORMATS
from newsdoc.formats.base import ReadOptions
from newsdoc.formats.newsmlg2 import conformance, qcodes
from newsdoc.formats.newsmlg2.fields import ITEMS
from newsdoc.formats.newsmlg2.reader import item_version, read, read_root
from newsdoc.formats.newsmlg2.shape import NAR
from newsdoc.loading.xml import parse
from newsdoc.schema.registry import versions
from newsdoc.validation.problem import Problem, Report
from newsdoc.validation.xml import problems
from newsdoc.validation.xmlplaces import Places

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.base import ReadResult

_FAMILY: Final = "newsml-g2"
_ITEM_TAGS: Final = tuple(f"{{{NAR}}}{name}" for name in ITEMS)


def check(version: str | None, data: bytes, name: str | None) -> tuple[list[Problem], str | None]:  # noqa: ARG001
    """All problems of ``data``, and the version of the schema that says so: ``version``, or the item's own.

    Each item of a message counts for itself; the version given back is that of the first.
    """
    return check_tree(version, data, parse(data))


def check_tree(version: str | None, data: bytes, root: _Element) -> tuple[list[Problem], str | None]:
    """As :func:`check`, of the tree that was read from ``data``."""
    faults, used = _by_schema(root, version, data)
    if faults:
        _refuse_hopeless(data)
    return _all(faults, root, data), used


def check_and_read(data: bytes, options: ReadOptions) -> ReadResult:
    """What is read, with a report of what :func:`check` finds, of one tree; raises :class:`newsdoc.ReadError`."""
    root = parse(data)

    def report() -> Report:
        faults, used = _by_schema(root, options.version, data)
        return Report(_all(faults, root, data), _FAMILY, used, options.name)

    return read_root(root, data, report)


def _all(faults: list[Problem], root: _Element, data: bytes) -> list[Problem]:
    return [*faults, *conformance.problems(root), *qcodes.problems(root, data)]


def check_output(version: str, data: bytes) -> list[Problem]:
    """What the schema of ``version`` finds in ``data``; the schema alone."""
    return problems(parse(data), version, data)


def _by_schema(root: _Element, version: str | None, data: bytes) -> tuple[list[Problem], str | None]:
    if version is not None:
        return problems(root, version, data), version
    if root.tag in _ITEM_TAGS:
        named = item_version(root)
        used = _known(named)
        return [*_unknown(root, [named]), *problems(root, used, data)], used
    items = [node for node in root.iter(*_ITEM_TAGS) if node.get("standardversion")]
    own = {item: _known(item.get("standardversion")) for item in items}
    used = _known(item_version(root))
    unknown = _unknown(root, [item.get("standardversion") for item in items] or [item_version(root)])
    if len(set(own.values())) <= 1:
        return [*unknown, *problems(root, used, data)], used
    # The whole is validated by each version that occurs, and each item believes its own.
    places = Places(root, None)
    paths = {places.path(item): version for item, version in own.items()}
    newest = max(own.values(), key=versions(_FAMILY).index)
    found = [
        one
        for version in sorted(set(own.values()), key=versions(_FAMILY).index)
        for one in problems(root, version, data)
        if _version_at(one.path or "", paths, newest) == version
    ]
    return [*unknown, *found], used


def _known(version: str | None) -> str:
    return version if version is not None and version in versions(_FAMILY) else FORMATS[_FAMILY].default


def _version_at(path: str, paths: dict[str, str], newest: str) -> str:
    """The version that counts at a path: that of the item it lies in; the newest for what is around the items."""
    for item, version in paths.items():
        if path == item or path.startswith(f"{item}/"):
            return version
    return newest


def _refuse_hopeless(data: bytes) -> None:
    """Raise ``LIMIT-ERRORS`` for what the reader refuses: a schema does not look into what it did not expect."""
    try:
        read(data, ReadOptions())
    except ReadError as error:
        if error.code.startswith("LIMIT"):
            raise


def _unknown(root: _Element, named: list[str | None]) -> list[Problem]:
    """A warning for each version that an item names and that there is no schema for."""
    newest = FORMATS[_FAMILY].default
    return [
        Problem(
            "G2-VERSION",
            "warning",
            f"there is no schema of NewsML-G2 {own}: it is validated as {newest}",
            line=root.sourceline,
            column=1,
            path="/@standardversion",
            hint=f"the versions are {', '.join(versions(_FAMILY))}",
        )
        for own in dict.fromkeys(named)
        if own is not None and own not in versions(_FAMILY)
    ]
