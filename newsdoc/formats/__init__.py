"""The formats: a literal table, one row a format."""

from __future__ import annotations

from difflib import get_close_matches

from newsdoc.errors import SchemaError
from newsdoc.formats.base import Format

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format(
            name="json",
            title="newsdoc's own JSON: the model itself",
            module="newsdoc.formats.json",
            versions=("1.0",),
            default="1.0",
            law="exact",
            extensions=(".json",),
            media_types=("application/vnd.newsdoc+json", "application/json"),
            many=True,
        ),
        Format(
            name="markdown",
            title="Markdown: CommonMark with the metadata as YAML front matter",
            module="newsdoc.formats.markdown",
            versions=("1.0",),
            default="1.0",
            law="exact",
            extensions=(".md", ".markdown"),
            media_types=("text/markdown",),
            hypertext=True,
        ),
        Format(
            name="newsml-g2",
            title="IPTC NewsML-G2",
            module="newsdoc.formats.newsmlg2",
            versions=tuple(f"2.{number}" for number in range(9, 36)),
            default="2.35",
            law="exact",
            extensions=(".xml", ".nml", ".newsml"),
            media_types=("application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"),
            many=True,
            streams=True,
            hypertext=True,
        ),
        Format(
            name="ninjs",
            title="IPTC ninjs",
            module="newsdoc.formats.ninjs",
            versions=(
                *("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"),
                *("2.0", "2.1", "2.2", "2.3"),
                *("3.0", "3.1", "3.2"),
            ),
            default="3.2",
            law="exact",
            extensions=(".json", ".ninjs"),
            media_types=("application/json",),
            hypertext=True,
        ),
        Format(
            name="text",
            title="plain text articles",
            module="newsdoc.formats.text",
            versions=("article", "wire"),
            reads=("page", "press-release", "email", "record", "iptc-7901", "anpa-1312", "zczc"),
            default="article",
            explains=True,
            law="settles",
            extensions=(".txt", ".text"),
            media_types=("text/plain",),
        ),
    )
}


def find(name: str) -> tuple[Format, str]:
    """The format and version that ``name`` means: ``ninjs@3.2``, ``ninjs@3``, ``ninjs`` (its newest), ``text/email``.

    A slash says the same as an at sign.

    Raises :class:`newsdoc.SchemaError` with the nearest names.
    """
    if not isinstance(name, str):
        raise SchemaError(
            f"a {type(name).__name__} is not the name of a format",
            code="UNKNOWN-FORMAT",
            hint=f"the formats are {', '.join(FORMATS)}",
        )
    bare, at, version = name.replace("/", "@", 1).partition("@")
    row = FORMATS.get(bare)
    if row is None:
        near = get_close_matches(bare, FORMATS, n=2, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"the formats are {', '.join(FORMATS)}"
        raise SchemaError(f"there is no format {name!r}", code="UNKNOWN-FORMAT", hint=hint)
    return row, row.check_version(version) if at else row.default
