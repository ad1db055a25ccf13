"""The mapping of NewsML-G2 as a table for people, made from the one that the reader and the writer use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdoc.formats.newsmlg2.fields import CONTENT_META, HEADER, ITEM_META, RIGHTS
from newsdoc.formats.newsmlg2.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The parts of an item and of a message, and whose fields they fill.
PARTS: Final = (
    ("rightsInfo", "metadata.rights[]", RIGHTS),
    ("itemMeta", "metadata", ITEM_META),
    ("contentMeta", "metadata", CONTENT_META),
    ("newsMessage/header", "message", HEADER),
)


def table() -> str:
    """The rows ``element | field | what it is``, in the order of the schema, as a Markdown table."""
    return "\n".join(["| NewsML-G2 | field | is |", "|---|---|---|", *_rows()]) + "\n"


def _rows() -> Iterator[str]:
    for element, owner, shape in PARTS:
        for attr in shape.attrs:
            if attr.owner is None:
                yield f"| `{element}/@{attr.name.rpartition('}')[2]}` | `{owner}.{attr.field}` | {attr.kind} |"
        for child in shape.children:
            inner = child.shape
            what = inner.cls.__name__ if isinstance(inner, Shape) else inner
            yield f"| `{element}/{child.name}` | `{owner}.{child.field}{'[]' if child.many else ''}` | {what} |"
