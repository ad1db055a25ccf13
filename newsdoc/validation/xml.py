"""The schema layer for XML: every fault that the XML Schema finds, with its place and in plain words."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.errors import ReadError
from newsdoc.loading import xml as loading
from newsdoc.schema import registry as schemas
from newsdoc.validation.problem import Problem
from newsdoc.validation.xmlplaces import Places
from newsdoc.validation.xmlwords import explain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: More faults than this are not listed: the time to find their places grows with their square.
MAX_ERRORS: Final = 1_000
#: From this size on, in bytes, the faults are counted before they are looked at.
STREAM_FROM: Final = 64 * 1024
_CHUNK: Final = 16 * 1024

#: libxml2's name for a value that is none of its atomic type, and what it says of one that begins with white space.
_ATOMIC: Final = "SCHEMAV_CVC_DATATYPE_VALID_1_2_1"
_PADDED: Final = re.compile(r"': '[ \t\n\r]")
_WHITE: Final = " \t\n\r"

#: What the codes of a family of schemas begin with.
PREFIXES: Final = {"newsml-g2": "G2"}


def problems(
    root: etree._Element,
    version: str,
    source: bytes | None = None,
    *,
    family: str = "newsml-g2",
    registry: schemas.Registry | None = None,
) -> list[Problem]:
    """All that is wrong with ``root`` against the schema of ``version``; nothing where it is valid.

    ``source`` is what ``root`` was read from; without it the columns are not known, and lines only as far as libxml2
    knows them (65,535).  Raises :class:`newsdoc.ReadError` (``LIMIT-ERRORS``) for more than 1,000 faults, and
    :class:`newsdoc.SchemaError` for a version that newsdoc does not have.
    """
    schema = (registry or schemas.default()).xsd(version, family)
    if source is None or len(source) >= STREAM_FROM:
        text = etree.tostring(root, encoding="utf-8") if source is None else loading.to_utf8(source)
        if _count(text, schema) == 0:
            return []
    entries = faults(root, schema)
    if not entries:
        return []
    if len(entries) > MAX_ERRORS:
        raise _too_many()
    places = Places(root, None if source is None else loading.to_utf8(source))
    return list(_problems(places, entries, f"{PREFIXES[family]}-SCHEMA-", f"{family} {version}"))


def faults(root: etree._Element, schema: etree.XMLSchema) -> list[etree._LogEntry]:
    """What ``schema`` finds wrong with ``root``, without what libxml2 alone does: it does not take off the white space before
    an xs:dateTime, which collapses [XML Schema part 2, 3.2.7 and 4.3.6].
    """
    if schema.validate(root):
        return []
    entries = list(schema.error_log)
    padded = [entry for entry in entries if entry.type_name == _ATOMIC and _PADDED.search(entry.message)]
    if not padded or len(entries) > MAX_ERRORS:
        return entries
    bare = copy.deepcopy(root)
    places = Places(bare, None)
    for entry in padded:
        element, attribute = places.element(entry.path or "/*"), explain(entry.type_name, entry.message).attribute
        if attribute is not None:
            element.set(attribute, (element.get(attribute) or "").strip(_WHITE))
        elif not len(element):
            element.text = (element.text or "").strip(_WHITE)
    return [] if schema.validate(bare) else list(schema.error_log)


class _Nothing:
    """A target that keeps nothing of what is parsed."""

    def close(self) -> None:
        """The result: none."""


def _count(text: bytes, schema: etree.XMLSchema) -> int:
    """How many faults there are; linear in ``text``, where looking at a tree is quadratic in the faults."""
    parser = loading.parser(schema=schema, target=_Nothing())
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
            if len(parser.feed_error_log) > MAX_ERRORS:
                raise _too_many()
        parser.close()
    except etree.XMLSyntaxError:
        # The source is not what the tree was read from: the tree counts.
        return max(1, len(parser.feed_error_log))
    return len(parser.feed_error_log)


def _too_many() -> ReadError:
    return ReadError(
        f"more than {MAX_ERRORS:,} faults against the schema",
        code="LIMIT-ERRORS",
        hint="the document may be of another version, or of another standard",
    )


def _problems(places: Places, entries: Sequence[etree._LogEntry], code: str, schema: str) -> Iterator[Problem]:
    faults = [(places.element(entry.path or "/*"), explain(entry.type_name, entry.message)) for entry in entries]
    found = places.find([(element, fault.attribute) for element, fault in faults])
    for (element, fault), (line, column) in zip(faults, found, strict=True):
        yield Problem(
            code=code + fault.code,
            severity="error",
            message=fault.message,
            line=line,
            column=column,
            path=places.path(element, fault.attribute),
            schema=schema,
        )
