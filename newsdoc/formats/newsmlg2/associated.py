"""Associated items: a document holds them, NewsML-G2 refers to them.

Each is written as a link of the item [itemMeta/link] with what is known of it as hints, as those of an itemRef, and with
an element that says that it is an association and how it is named.  The reader takes such a link for the association if it
is the one that would be made of it; any other link is a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.newsmlg2.fields import DESCRIPTION, HEADLINE, ITEM_CLASS, LABEL, LINK, QUALIFIED
from newsdoc.formats.newsmlg2.kinds import LITERAL_ALIAS
from newsdoc.formats.newsmlg2.making import add, shown
from newsdoc.formats.newsmlg2.reading import Reading, read
from newsdoc.formats.newsmlg2.shape import NAR, ORDER, local, parsed
from newsdoc.formats.newsmlg2.structures import hinted
from newsdoc.formats.newsmlg2.writing import Writing, write
from newsdoc.model.compare import diff
from newsdoc.model.document import Association, ItemLink
from newsdoc.schema.notation import minor

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.model.document import Document

#: The namespace of the element that says that a link is an association, and its tag.
NAMESPACE: Final = "urn:newsdoc:association"
MARK: Final = f"{{{NAMESPACE}}}association"
etree.register_namespace("newsdoc-association", NAMESPACE)
#: The alias under which the writer writes words.
_ALIASES: Final = (LITERAL_ALIAS,)
#: Since when a link has a title.
_TITLE_SINCE: Final = 11
#: A field of an associated document, or of its metadata, in the path of a difference.
_FIELD: Final = re.compile(r"\[(\d+)\]\.document\.(metadata\.)?(?!metadata(?:$|\[))(\w+)")
#: The fields of the metadata that a link says.
_HINTS: Final = frozenset(
    {"guid", "version", "item_class", "version_created", "pub_status", "titles", "headlines", "descriptions"}
)


def is_written(document: Document) -> bool:
    """Whether associations are written: not where a groupSet says them, nor where links would move what has its place."""
    if any(one.path == "groupSet" for one in document.foreign):
        return False
    kept = (one for one in document.metadata.foreign if one.path.startswith("itemMeta/") and "@" not in one.path)
    return bool(document.associations) and not any(one.position is not None or one.path.endswith(ORDER) for one in kept)


def write_associations(item: _Element, document: Document, writing: Writing) -> None:
    """Put a link for each association behind the links of the item, and say what the links do not say of them."""
    item_meta = next(node for node in item if local(node.tag) == "itemMeta")
    place = next((at for at, node in enumerate(item_meta) if local(node.tag) == "itemMetaExtProperty"), len(item_meta))
    back: list[Association] = []
    for association in document.associations:
        node = link(association, writing)
        found = None if node is None else association_of(_read(node, _ALIASES), writing.version, _ALIASES)
        if node is not None and found is not None:
            item_meta.insert(place, node)
            place += 1
            back.append(found)
    _report(document.associations, back, writing)


def _report(associations: list[Association], back: list[Association], writing: Writing) -> None:
    """Say what does not come back: of a field that a link has no place for, the whole at once."""
    told: set[str] = set()
    for one in diff(associations, back):
        found = _FIELD.match(one.path)
        name = found[3] if found else ""
        path, value = one.path, one.left
        if found and name not in _HINTS:
            document = associations[int(found[1])].document
            path, value = found[0], getattr(document.metadata if found[2] else document, name)
        if path in told:
            continue
        told.add(path)
        if one.right is None:
            reason = "NewsML-G2 refers to associated items: it has a link and hints"
            writing.losses.dropped(f"associations{path}", value, reason)
        else:
            writing.losses.coerced(f"associations{path}", value, "the link to an associated item cannot say it so")


def take_associations(document: Document, version: str, aliases: tuple[str, ...]) -> None:
    """Take the links that are associations for them, if nothing else is."""
    links = document.metadata.links
    if document.associations or not any(_is_marked(one) for one in links):
        return
    found = [association_of(one, version, aliases) for one in links]
    document.metadata.links = [one for one, taken in zip(links, found, strict=True) if taken is None]
    document.associations = [one for one in found if one is not None]


def link(association: Association, writing: Writing) -> _Element | None:
    """The link of an association; ``None`` for one that nothing refers to."""
    metadata = association.document.metadata
    if metadata.guid is None:
        return None
    named = association.name if minor(writing.version) >= _TITLE_SINCE else None
    target = ItemLink(
        rel=association.rel, residref=metadata.guid, version=shown("positive text", metadata.version), title=named
    )
    node = etree.Element(f"{{{NAR}}}link", nsmap={None: NAR})
    scratch = Writing(version=writing.version)
    write(LINK, target, node, scratch, "")
    mark = etree.SubElement(node, MARK, nsmap={None: NAMESPACE})
    if association.name is not None:
        mark.set("name", association.name)
    add(node, "itemClass", ITEM_CLASS, [metadata.item_class], scratch)
    if (created := shown("date time", metadata.version_created)) is not None:
        etree.SubElement(node, f"{{{NAR}}}versionCreated").text = created
    add(node, "pubStatus", QUALIFIED, [metadata.pub_status], scratch)
    add(node, "title", LABEL, metadata.titles, scratch)
    add(node, "headline", HEADLINE, metadata.headlines, scratch)
    add(node, "description", DESCRIPTION, metadata.descriptions, scratch)
    writing.literals |= scratch.literals
    return node


def association_of(found: ItemLink, version: str, aliases: tuple[str, ...]) -> Association | None:
    """The association that a link was made of; ``None`` where the link says anything else."""
    if not _is_marked(found):
        return None
    node = etree.Element(f"{{{NAR}}}link", nsmap={None: NAR})
    scratch = Writing(version=version)
    write(LINK, found, node, scratch, "")
    mark = node.find(MARK)
    association = Association(hinted(node, aliases), mark.get("name") if mark is not None else None, found.rel)
    again = link(association, scratch)
    return association if again is not None and not diff(_read(again, aliases), found) else None


def _read(node: _Element, aliases: tuple[str, ...]) -> ItemLink:
    """A link as the reader of an item reads it."""
    copied = parsed(etree.tostring(node, encoding="unicode", with_tail=False))
    found: ItemLink = read(LINK, copied, Reading(literal_aliases=aliases))
    return found


def _is_marked(found: ItemLink) -> bool:
    return any(one.path == MARK and one.format == "newsml-g2" for one in found.foreign)


__all__ = ["MARK", "is_written", "take_associations", "write_associations"]
