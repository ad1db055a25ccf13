"""Whether two items of a message have the same ``id``, where the items are validated one by one.

An ``id`` is one of a kind in its document (XML Schema 1.1 part 2, 3.4.8 "ID"); the schema sees that within an item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.newsmlg2.shape import NAR, local
from newsdoc.loading.xml import to_utf8
from newsdoc.validation.problem import Problem
from newsdoc.validation.xmlplaces import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

#: How many are remembered.
MAX_IDS: Final = 100_000
#: The attributes of the type xs:ID, of all versions.
NAMES: Final = ("id", "partid")
_IDS: Final = etree.XPath(
    " | ".join(f"descendant-or-self::n:*[not(ancestor::n:inlineXML)]/@{name}" for name in NAMES), namespaces={"n": NAR}
)


class Ids:
    """The ids of the items that were there."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def problems(self, root: _Element, source: bytes, version: str | None) -> Iterator[Problem]:
        """A problem for each id of ``root``, which was read from ``source``, that an item before it has."""
        found: dict[str, tuple[_Element, str]] = {}
        for value in _IDS(root):
            found.setdefault(str(value), (value.getparent(), value.attrname))
        twice = {value: place for value, place in found.items() if value in self.seen}
        if twice:
            places = Places(root, to_utf8(source))
            for (value, (element, name)), (line, column) in zip(
                twice.items(), places.find(list(twice.values())), strict=True
            ):
                message = (
                    f"“{value}” in the attribute {name} of <{local(element.tag)}> is the {name} of another item, too"
                )
                path = places.path(element, name)
                schema = None if version is None else f"newsml-g2 {version}"
                yield Problem("G2-SCHEMA-VALUE", "error", message, None, line, column, path, schema)
        if not self.is_full:
            self.seen.update(found)

    @property
    def is_full(self) -> bool:
        """Whether no more are remembered."""
        return len(self.seen) >= MAX_IDS

    def warning(self) -> Problem:
        """That not all were compared."""
        return Problem(
            "G2-IDS",
            "warning",
            f"the items have more than {MAX_IDS:,} ids: whether two items have the same was only looked at among the first",
            hint="validate the items in several messages",
        )
