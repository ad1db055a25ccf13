"""What the keys of the front matter mean: the one table that drives reading and writing.

The names are those that Hugo, Jekyll and Pandoc have taught people where there is one, and the model's own for the rest.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final, Literal, NamedTuple

from newsdoc.model.document import Document, Metadata

Owner = Literal["metadata", "document"]


class Row(NamedTuple):
    """``key`` of the front matter, and the ``field`` of ``owner`` that it holds.

    ``single``: a list of one entry is written as the entry.  ``aliases`` are names that are also read; where a key is given
    under two of its names, its own counts, or the first, and the other is a key that the model does not know.  ``people``:
    an entry may be a mapping with a ``name`` and more.  ``commas``: a text without quotation marks is a list divided by them.
    ``tag``: it is a language.
    """

    key: str
    field: str
    owner: Owner = "metadata"
    single: bool = False
    aliases: tuple[str, ...] = ()
    people: bool = False
    commas: bool = False
    tag: bool = False


#: The first headline, if it is a text and nothing more; :data:`NAMED` has the other headlines.
TITLE: Final = "title"
#: The field of the headlines, and the key of those that are not the title.
HEADLINES: Final = "headlines"

#: Keys whose names or places are not the model's.
NAMED: Final = (
    Row(HEADLINES, HEADLINES, aliases=("headline",)),
    Row("author", "bylines", single=True, aliases=("authors", "byline", "bylines"), people=True),
    Row("date", "content_created", aliases=("content_created", "created")),
    Row("lastmod", "content_modified", aliases=("content_modified", "last_modified_at", "updated")),
    Row("description", "descriptions", single=True, aliases=("descriptions", "summary", "abstract", "excerpt")),
    Row("tags", "keywords", aliases=("keywords",), commas=True),
    Row("lang", "language", aliases=("language",), tag=True),
)
#: Other names for keys that have the model's own.
_ALSO: Final[dict[str, tuple[str, ...]]] = {"embargoed": ("embargo",), "expires": ("expiryDate", "expiry_date")}
_LAST: Final = (
    Row("item_foreign", "foreign", "document"),
    Row("foreign", "foreign"),
)


def _rows() -> tuple[Row, ...]:
    special = {(row.owner, row.field) for row in (*NAMED, *_LAST)} | {("document", "metadata"), ("document", "body")}
    owners: tuple[tuple[Owner, type], ...] = (("metadata", Metadata), ("document", Document))
    rest = (
        Row(spec.name, spec.name, owner, aliases=_ALSO.get(spec.name, ()))
        for owner, cls in owners
        for spec in fields(cls)
        if (owner, spec.name) not in special and spec.compare
    )
    return (*NAMED, *rest, *_LAST)


#: All rows, in the order in which keys are written.
ROWS: Final = _rows()
BY_KEY: Final = {row.key: row for row in ROWS}
#: Every name that is read → the key that is written.
KEYS: Final = {TITLE: TITLE} | {name: row.key for row in ROWS for name in (row.key, *row.aliases)}
ORDER: Final = {key: index for index, key in enumerate((TITLE, *BY_KEY))}
