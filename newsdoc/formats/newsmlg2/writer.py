"""Writes NewsML-G2: one document as an item, several as the items of a newsMessage."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.errors import WriteError
from newsdoc.formats.base import Losses, WriteOptions, WriteResult
from newsdoc.formats.markup.raw import declare
from newsdoc.formats.newsmlg2.associated import is_written, write_associations
from newsdoc.formats.newsmlg2.body import write_content_set
from newsdoc.formats.newsmlg2.details import write_asserts
from newsdoc.formats.newsmlg2.fields import (
    CATALOG,
    CATALOG_REF,
    CONTENT_META,
    HEADER,
    IPTC_CATALOG,
    ITEM_META,
    RIGHTS,
)
from newsdoc.formats.newsmlg2.fitting import Fitter
from newsdoc.formats.newsmlg2.kinds import KINDS, LITERAL_ALIAS, LITERAL_URI
from newsdoc.formats.newsmlg2.layout import indent, to_bytes
from newsdoc.formats.newsmlg2.making import write_structures
from newsdoc.formats.newsmlg2.reader import NO_CATALOG, read_item, read_message, split_links
from newsdoc.formats.newsmlg2.reading import Reading
from newsdoc.formats.newsmlg2.shape import NAR, PREFIX, XML_LANG, local, parsed
from newsdoc.formats.newsmlg2.spacing import put_back
from newsdoc.formats.newsmlg2.writing import Writing, write_fields, written
from newsdoc.formats.newsmlg2.writing import write as write_shape
from newsdoc.identity import EPOCH, UNKNOWN_PROVIDER, own_guid, with_zone
from newsdoc.loading.chars import forbidden
from newsdoc.model.compare import PLAIN_BODY, diff
from newsdoc.model.document import Catalog, Concept, Content, Document, Metadata, NewsMessage
from newsdoc.model.timestamp import Timestamp
from newsdoc.schema import newsmlg2
from newsdoc.schema.notation import minor
from newsdoc.validation.xml import faults
from newsdoc.validation.xmlwords import explain
from newsdoc.vocabulary import to_qcode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsdoc.model.compare import Difference
    from newsdoc.model.document import Foreign

#: What the references to IPTC's own catalogs have in them, whatever their number.
STANDARD_CATALOG: Final = "catalog.IPTC-G2-Standards_"
#: Since when an item need not declare a catalog, and since when a concept need not have a QCode.
_CATALOG_OPTIONAL: Final = 30
_QCODE_OPTIONAL: Final = 20
#: The order of an item's children [AnyItemType, newsItem …]: what a foreign one stands before.
_RANKS: Final = {
    name: rank
    for rank, names in enumerate(
        (
            (),
            ("catalogRef", "catalog"),
            ("hopHistory",),
            ("pubHistory",),
            ("rightsInfo",),
            ("itemMeta",),
            ("contentMeta",),
            ("partMeta",),
            ("assert",),
            ("inlineRef",),
            ("derivedFrom", "derivedFromValue"),
            ("contentSet", "groupSet", "concept", "conceptSet", "newsCoverageSet", "catalogContainer"),
            ("schemeMeta",),
        )
    )
    for name in names
}
#: The texts that stand where there should be elements alone, and why they are not written.
_TEXTS: Final = {
    "text()": "an item has no text of its own",
    "contentSet/text()": "a contentSet has no text of its own",
}
_INDEX: Final = re.compile(r"\[\d+\]")
_PREFIX: Final = re.compile(r' xmlns:([\w.\-]+)="([^"]+)"')
#: What a document has for which NewsML-G2 has no place here: field of the document or of its metadata.
_NO_PLACE_METADATA: Final = ("representation_type", "char_count", "word_count", "content_type")


def write(documents: Sequence[Document], options: WriteOptions, message: NewsMessage | None) -> WriteResult:
    """Write NewsML-G2 of ``options.version``; raises :class:`newsdoc.WriteError` for characters that XML cannot carry."""
    losses = Losses()
    writing = Writing(losses, version=options.version)
    items: list[_Element] = []
    _check_kinds(documents, options.version)
    for index, document in enumerate(documents):
        losses.document = index
        items.append(_guarded(document, options if index == 0 else replace(options, guid=None), writing))
    losses.document = 0
    if len(items) == 1 and message is None:
        root = items[0]
    else:
        root = _message(items, options, message or NewsMessage(), writing)
    if faults(root, newsmlg2.load(options.version)):
        declare(root)
        _fit(root, documents, message, options.version, losses)
    indent(root, 0, {id(node) for node in writing.whole})
    return WriteResult(to_bytes(root, carried=bool(writing.whole)), losses.items)


def _check_kinds(documents: Sequence[Document], version: str) -> None:
    """Refuse a kind of item that ``version`` does not have yet."""
    for document in documents:
        if document.item_type not in newsmlg2.grammar(version).elements:
            since = next(one for one in newsmlg2.versions() if document.item_type in newsmlg2.grammar(one).elements)
            raise WriteError(
                f"NewsML-G2 {version} has no {document.item_type}",
                code="G2-NO-SUCH-ITEM",
                hint=f"it is there since {since}",
            )


def _fit(
    root: _Element, documents: Sequence[Document], message: NewsMessage | None, version: str, losses: Losses
) -> None:
    """Make ``root`` valid; what that changed is found by reading it, and is lost."""
    catalogs = [catalog for document in documents for catalog in document.metadata.catalogs]
    standard = any(STANDARD_CATALOG in (catalog.href or "") for catalog in catalogs) or not catalogs
    declared = any(catalog.schemes for catalog in catalogs)
    fitter = Fitter(version, catalogs if (standard or declared) and len(documents) == 1 else None)
    if not fitter.fit(root):
        schema = newsmlg2.load(version)
        schema.validate(root)
        raise WriteError(
            f"what the {local(root.tag)} has cannot be made valid NewsML-G2 {version}: {_words(schema)}",
            code="G2-CANNOT-HOLD",
            hint="mend the source where validation finds it wrong",
        )
    reading = Reading()
    if local(root.tag) == "newsMessage":
        back, envelope = read_message(root, reading)
    else:
        back, envelope = [read_item(root, reading)], None
    for index, document in enumerate(documents):
        losses.document = index
        differences = diff(document, back[index] if index < len(back) else Document())
        # What was changed on the way may have gone since.
        losses.items[:] = [
            loss
            for loss in losses.items
            if loss.document != index or loss.kind != "coerced" or _is_real(loss.path, differences)
        ]
        _report_fitted(differences, version, losses)
    losses.document = 0
    if envelope is not None:
        found = diff(message or NewsMessage(), envelope)
        _report_fitted([replace(one, path=f"message.{one.path}") for one in found], version, losses)


def _words(schema: etree.XMLSchema) -> str:
    """The first fault that a schema found, in words."""
    entry = schema.error_log[0]
    return explain(entry.type_name, entry.message).message if entry is not None else ""


def _is_real(path: str, differences: Sequence[Difference]) -> bool:
    """Whether something differs at ``path``, above or below it; which one of a list is not asked."""
    bare = _INDEX.sub("", path)
    places = [_INDEX.sub("", one.path) for one in differences]
    return any(
        place == bare or place.startswith(f"{bare}.") or bare.startswith(f"{place}.") for place in places
    ) or bare.startswith("message")


#: Where a step of a path ends and another begins.
_STEP_END: Final = re.compile(r"[.\[]")


def _report_fitted(differences: Sequence[Difference], version: str, losses: Losses) -> None:
    """Say what differs and nobody has said yet."""
    known = {loss.path for loss in losses.items if loss.document == losses.document}
    reason = f"NewsML-G2 {version} cannot hold it"
    for one in differences:
        if one.path in known or any(one.path[: end.start()] in known for end in _STEP_END.finditer(one.path)):
            continue
        if one.right is None:
            losses.dropped(one.path, one.left, reason)
        else:
            losses.coerced(one.path, one.left, reason)


def _guarded(document: Document, options: WriteOptions, writing: Writing) -> _Element:
    try:
        return _item(document, options, writing)
    except (ValueError, WriteError) as error:
        bad = next(_bad_texts(document), None)
        if bad is None:
            raise
        raise WriteError(
            f"the document has a character that XML cannot carry: {bad}", code="CHAR-FORBIDDEN", hint="remove it"
        ) from error


def _bad_texts(value: Any) -> Any:
    from newsdoc.model.plain import to_plain

    stack = [("", to_plain(value))]
    while stack:
        path, item = stack.pop()
        if isinstance(item, str) and (index := forbidden(item)) is not None:
            yield f"U+{ord(item[index]):04X} in {path.lstrip('.')}"
        elif isinstance(item, dict):
            stack += [(f"{path}.{key}", part) for key, part in item.items()]
        elif isinstance(item, list):
            stack += [(f"{path}[{index}]", part) for index, part in enumerate(item)]


# --- one item -------------------------------------------------------------------------------------------------------


#: What an item must have, and where it comes from when nobody says it.
_REASONS: Final = {
    "guid": "an item must have a guid: this one was made from the content",
    "conformance": "what newsdoc writes may need the conformance level power",
    "item_class": "an item must have an itemClass: it is taken for {}",
    "provider": "an item must have a provider: none is known",
    "version_created": "an item must have a versionCreated: the latest time that the document has was taken, or none",
    "catalogs": "QCodes need a catalog: the IPTC's was declared",
}


#: The nature that ninjs has for what these kinds of items are about, and that of NewsML-G2's mandatory vocabularies.
_NATURES: Final = {
    "conceptItem": ("ninat:event", "cinat:concept"),
    "planningItem": ("ninat:planning", "plinat:newscoverage"),
}


#: The nature of an item that says none: of what is no newsItem, and of a newsItem that is files of one type of media.
_KINDS: Final = {
    "conceptItem": "cinat:concept",
    "knowledgeItem": "cinat:concept",
    "planningItem": "plinat:newscoverage",
    "packageItem": "ninat:composite",
}
_MEDIA: Final = {"image": "ninat:picture", "video": "ninat:video", "audio": "ninat:audio"}


def _nature(document: Document) -> str:
    """The itemClass of an item that says none, by its kind and by its content."""
    if document.item_type in _KINDS:
        return _KINDS[document.item_type]
    types = {(one.content_type or "").partition("/")[0] for one in document.renditions}
    if document.body or document.contents or len(types) != 1:
        return "ninat:text"
    return _MEDIA.get(types.pop(), "ninat:text")


@dataclass(slots=True)
class _Required:
    """What every item must have, and where a document that lacks it gets it from."""

    document: Document
    options: WriteOptions
    losses: Losses

    def filled(self) -> Metadata:
        """The metadata, in the zone asked for, with all that an item must have."""
        # The caller's document is never changed: a shallow copy is filled.
        metadata = replace(self.document.metadata)
        if self.options.timezone is not None:
            for name in ("version_created", "first_created", "content_created", "content_modified", "embargoed"):
                found = getattr(metadata, name)
                if found:
                    setattr(metadata, name, with_zone(Timestamp(found), self.options.timezone))
        if metadata.guid is None:
            metadata.guid = self.options.guid or self._guid()
        absent = any(one.path == "@conformance" for one in self.document.foreign)
        if metadata.conformance is None and not absent:
            metadata.conformance = self._default("conformance", "power")
        metadata.item_class = self._item_class(metadata.item_class)
        metadata.provider = metadata.provider or self._provider()
        if metadata.version_created is not None and KINDS["date time"].show(metadata.version_created) is None:
            reason = "an item's versionCreated must be a date and a time"
            self.losses.coerced("metadata.version_created", metadata.version_created, reason)
            metadata.version_created = self._from_day(metadata.version_created)
        metadata.version_created = metadata.version_created or self._version_created(metadata)
        return metadata

    def catalogs(self) -> list[Catalog]:
        """What an item declares that says nothing of its catalogs; none where it needs none and came so."""
        at = next((index for index, one in enumerate(self.document.foreign) if one.path == NO_CATALOG), None)
        if at is not None:
            if minor(self.options.version) >= _CATALOG_OPTIONAL:
                return []
            self.losses.dropped(f"foreign[{at}]", self.document.foreign[at], _REASONS["catalogs"])
        return self._default("catalogs", [Catalog(href=IPTC_CATALOG)])  # type: ignore[no-any-return]

    def _item_class(self, given: Concept | None) -> Concept:
        """The class of the item, by a QCode where the version knows no other way."""
        if given is None:
            nature = Concept(qcode=_nature(self.document))
            what = (nature.qcode or "").partition(":")[2]
            self.losses.defaulted("metadata.item_class", nature, _REASONS["item_class"].format(what))
            return nature
        said, meant = _NATURES.get(self.document.item_type, ("", ""))
        if given.qcode == said:
            reason = f"the nature of a {self.document.item_type} is {meant}"
            self.losses.coerced("metadata.item_class", given, reason)
            return replace(given, qcode=meant)
        if minor(self.options.version) >= _QCODE_OPTIONAL or KINDS["qcode"].show(given.qcode or "") is not None:
            return given
        qcode = to_qcode(given.uri or "", self.document.metadata.catalogs) or "ninat:text"
        reason = f"NewsML-G2 {self.options.version} has QCodes alone: it is written as {qcode}"
        self.losses.coerced("metadata.item_class", given, reason)
        return replace(given, qcode=qcode, foreign=[one for one in given.foreign if one.path != "@qcode"])

    def _default(self, name: str, value: Any) -> Any:
        self.losses.defaulted(f"metadata.{name}", value, _REASONS[name])
        return value

    def _guid(self) -> str:
        return str(self._default("guid", own_guid(self.document)))

    def _provider(self) -> Concept:
        name = self.options.provider
        if name is None:
            return self._default("provider", Concept(literal=UNKNOWN_PROVIDER))  # type: ignore[no-any-return]
        if KINDS["qcode"].show(name) == name and "://" not in name and not name.startswith("urn:"):
            return Concept(qcode=name)
        if "://" in name or name.startswith(("urn:", "tag:")):
            return Concept(uri=name)
        return Concept(literal=name)

    def _from_day(self, day: Timestamp) -> Timestamp | None:
        """The beginning of a day that is given without a zone; ``None`` for anything else."""
        if day.zone is not None or KINDS["date opt time"].show(day) is None:
            return None
        return with_zone(Timestamp(f"{day}T00:00:00"), self.options.timezone)

    def _version_created(self, metadata: Metadata) -> Timestamp:
        """When the version was made: as the caller says, else the latest time that the document has, else no time at all."""
        if self.options.now is not None:
            return Timestamp(self.options.now)
        for known in (metadata.content_modified, metadata.content_created, metadata.first_created):
            if known and KINDS["date time"].show(known):
                return Timestamp(self._default("version_created", known))
            if known and (midnight := self._from_day(known)) is not None:
                return Timestamp(self._default("version_created", midnight))
        return Timestamp(self._default("version_created", EPOCH))


def _item(document: Document, options: WriteOptions, writing: Writing) -> _Element:
    losses = writing.losses
    document = _with_counts(document, losses)
    writing.literals = False
    required = _Required(document, options, losses)
    metadata = required.filled()
    prefixes: dict[str | None, str] = {None: NAR, **_prefixes(document)}
    item = etree.Element(f"{{{NAR}}}{document.item_type}", nsmap=prefixes)
    _item_attributes(item, document, metadata, options, losses)
    _report_homeless(document, losses)
    for index, rights in enumerate(metadata.rights):
        _child(item, "rightsInfo", RIGHTS, rights, writing, f"metadata.rights[{index}]")
    _wrapper(item, "itemMeta", ITEM_META, metadata, writing)
    _trust_indicators(item, metadata, writing)
    _wrapper(item, "contentMeta", CONTENT_META, metadata, writing)
    if not len(item[-1]) and not item[-1].attrib and not any(one.path == "contentMeta/" for one in metadata.foreign):
        item.remove(item[-1])
    replaced = write_asserts(item, document, writing)
    write_content_set(item, document, options.body, writing)
    linked = is_written(document)
    if linked:
        write_associations(item, document, writing)
    write_structures(item, document, metadata, writing, frozenset({"associations"} if linked else ()))
    declared = [
        _catalog(item, catalog, writing, f"metadata.catalogs[{index}]")
        for index, catalog in reversed(list(enumerate(metadata.catalogs)))
    ]
    for catalog in [] if any(declared) else required.catalogs():
        _catalog(item, catalog, writing, "metadata.catalogs")
    if writing.literals or any(f"{LITERAL_ALIAS}:" in one.value for one in document.foreign):
        _literal_scheme(item)
    _foreign(item, document, replaced, writing)
    put_back(item, document.foreign, losses)
    return item


def _with_counts(document: Document, losses: Losses) -> Document:
    """``document`` with the counts that it has itself at the alternative that is the body, where NewsML-G2 has them."""
    metadata = document.metadata
    counts = {
        name: int(found)
        for name in ("char_count", "word_count")
        if (found := getattr(metadata, name)) is not None and found >= 0 and found == int(found)
    }
    contents = document.contents or [Content(content_type=PLAIN_BODY.content_type)]
    main = next((index for index, content in enumerate(contents) if content.value is None), None)
    if not counts or not document.body or main is None:
        return document
    free = {name: found for name, found in counts.items() if getattr(contents[main], name) is None}
    for name, found in free.items():
        losses.coerced(f"metadata.{name}", found, "it is said of the content that is the body")
    if free:
        losses.coerced("contents", document.contents, "the counts of the document are said of the body")
    contents = [replace(one, **free) if index == main else one for index, one in enumerate(contents)]  # type: ignore[arg-type]
    return replace(
        document,
        metadata=replace(metadata, **dict.fromkeys(free)),  # type: ignore[arg-type]  # fields of the metadata
        contents=contents if free else document.contents,
    )


def _prefixes(document: Document) -> dict[str | None, str]:
    """The prefixes that values need, and those of what is carried whole, if an attribute of the item may need them."""
    foreign = [*document.foreign, *document.metadata.foreign]
    said: dict[str | None, str] = {
        one.path[len(PREFIX) :]: one.value
        for one in document.foreign
        if one.format == "newsml-g2" and one.path.startswith(PREFIX) and one.position is None
    }
    if not any(one.path.rpartition("/")[2].startswith("@{") for one in foreign):
        return said
    found = (pair for one in foreign if one.position is not None for pair in _PREFIX.findall(one.value))
    return {"xsi": "http://www.w3.org/2001/XMLSchema-instance", **dict(found), **said}


def _item_attributes(
    item: _Element, document: Document, metadata: Metadata, options: WriteOptions, losses: Losses
) -> None:
    item.set("standard", "NewsML-G2")
    item.set("standardversion", options.version)
    item.set("conformance", "power" if metadata.conformance is None else metadata.conformance)
    item.set("guid", metadata.guid or "")
    for name, field, kind in (
        ("version", "version", "positive text"),
        (XML_LANG, "language", "language"),
        ("dir", "direction", "direction"),
    ):
        value = getattr(metadata, field)
        if value is None:
            continue
        text = KINDS[kind].show(value)
        if text is None:
            losses.dropped(f"metadata.{field}", value, f"it is not a {kind} as @{name} must be")
        else:
            item.set(name, text)
    for one in document.foreign:
        if one.format == "newsml-g2" and one.path.startswith("@") and one.position is None:
            if one.path == "@conformance":
                del item.attrib["conformance"]
            else:
                item.set(one.path[1:], one.value)


def _report_homeless(document: Document, losses: Losses) -> None:
    for name in _NO_PLACE_METADATA:
        value = getattr(document.metadata, name)
        if value is not None:
            losses.dropped(f"metadata.{name}", value, "NewsML-G2 has no place for it")
    for foreign, prefix in ((document.foreign, ""), (document.metadata.foreign, "metadata.")):
        for index, one in enumerate(foreign):
            if one.format != "newsml-g2":
                losses.dropped(f"{prefix}foreign[{index}]", one, f"it belongs to {one.format}")
            elif one.path in _TEXTS:
                losses.dropped(f"{prefix}foreign[{index}]", one, _TEXTS[one.path])


def _child(item: _Element, name: str, shape: Any, value: Any, writing: Writing, path: str) -> _Element:
    node = etree.SubElement(item, f"{{{NAR}}}{name}")
    write_shape(shape, value, node, writing, path)
    return node


def _wrapper(item: _Element, name: str, shape: Any, metadata: Metadata, writing: Writing) -> None:
    node = etree.SubElement(item, f"{{{NAR}}}{name}")
    write_fields(shape, metadata, node, writing, "metadata", f"{name}/")


def _trust_indicators(item: _Element, metadata: Metadata, writing: Writing) -> None:
    """Trust indicators are links [link/@rel]; they follow the other links and come before extension properties."""
    item_meta = item[-1]
    from newsdoc.formats.newsmlg2.fields import LINK

    place = len(item_meta)
    for index, node in enumerate(item_meta):
        if local(node.tag) == "itemMetaExtProperty" or not str(node.tag).startswith(f"{{{NAR}}}"):
            place = index
            break
    for index, link in enumerate(metadata.trust_indicators):
        path = f"metadata.trust_indicators[{index}]"
        node = item_meta.makeelement(f"{{{NAR}}}link", nsmap={None: NAR})
        write_shape(LINK, link, node, writing, path)
        item_meta.insert(place + index, node)
    links, indicators = split_links([*metadata.links, *metadata.trust_indicators])
    if (links, indicators) != (metadata.links, metadata.trust_indicators):
        reason = "a link whose relation is one of IPTC's trust indicators is one, any other is none"
        writing.losses.coerced("metadata.links", metadata.links, reason)
        writing.losses.coerced("metadata.trust_indicators", metadata.trust_indicators, reason)


def _catalog(item: _Element, catalog: Catalog, writing: Writing, path: str) -> bool:
    """Declare a catalog before those that are there; ``False`` where it says nothing."""
    inline = bool(catalog.schemes) or catalog.href is None
    node = item.makeelement(f"{{{NAR}}}{'catalog' if inline else 'catalogRef'}", nsmap={None: NAR})
    mark = len(writing.losses.items)
    if not written(CATALOG if inline else CATALOG_REF, catalog, node, writing, path):
        return False
    if inline and node.find(f"{{{NAR}}}scheme") is None:
        del writing.losses.items[mark:]
        writing.losses.dropped(path, catalog, "a catalog must have a scheme or a reference")
        return False
    item.insert(0, node)
    return True


def _literal_scheme(item: _Element) -> None:
    catalog = item.makeelement(f"{{{NAR}}}catalog", nsmap={None: NAR})
    etree.SubElement(catalog, f"{{{NAR}}}scheme", {"alias": LITERAL_ALIAS, "uri": LITERAL_URI})
    item.insert(sum(local(node.tag) in ("catalogRef", "catalog") for node in item), catalog)


def _foreign(item: _Element, document: Document, replaced: Sequence[Foreign], writing: Writing) -> None:
    """Put what was carried whole back before the first child that comes after it in the schema."""
    placed: list[tuple[int, Foreign, _Element]] = []
    nodes = list(item)
    others = {id(other) for other in replaced}
    #: Before which place no child comes after those of a rank.
    begins: dict[int, int] = {}
    for index, one in enumerate(document.foreign):
        if one.format != "newsml-g2" or one.position is None or "/" in one.path.rpartition("}")[2]:
            continue
        if id(one) in others:
            continue
        node = parsed(one.value)
        placed.append((index, one, node))
        writing.whole.append(node)
        rank = _RANKS.get(local(node.tag))
        if rank is None:
            nodes.insert(one.position, node)
            continue
        place = begins.get(rank, 0)
        while place < len(nodes) and _RANKS.get(local(nodes[place].tag), 0) <= rank:
            place += 1
        nodes.insert(place, node)
        begins[rank] = place
    if placed:
        item.extend(nodes)
    at = {id(node): place for place, node in enumerate(nodes)} if placed else {}
    for index, one, node in placed:
        if at[id(node)] != one.position:
            reason = "other elements stand before it now"
            writing.losses.coerced(f"foreign[{index}].position", one.position, reason)


# --- the envelope ---------------------------------------------------------------------------------------------------


def _message(items: Sequence[_Element], options: WriteOptions, message: NewsMessage, writing: Writing) -> _Element:
    root = etree.Element(f"{{{NAR}}}newsMessage", nsmap={None: NAR})
    filled = replace(message)
    if filled.sent is None:
        filled.sent = Timestamp(options.now) if options.now else _latest(items, writing.losses)
    elif options.timezone is not None:
        filled.sent = with_zone(filled.sent, options.timezone)
    header = etree.SubElement(root, f"{{{NAR}}}header")
    write_fields(HEADER, filled, header, writing, "message", "header/")
    put_back(header, message.foreign, writing.losses, "message.")
    item_set = etree.SubElement(root, f"{{{NAR}}}itemSet")
    item_set.extend(items)
    for index, one in enumerate(message.foreign):
        if one.path in ("text()", "itemSet/text()"):
            writing.losses.dropped(f"message.foreign[{index}]", one, "a message has no text of its own")
        name = one.path.removeprefix("itemSet/")
        target = item_set if name != one.path else root
        if one.position is not None and not one.path.startswith("header/"):
            writing.whole.append(parsed(one.value))
            target.insert(min(one.position, len(target)), writing.whole[-1])
        elif name.startswith("@") and not one.path.startswith("header/"):
            target.set(name[1:], one.value)
    return root


def _latest(items: Sequence[_Element], losses: Losses) -> Timestamp:
    """A message is as late as the latest version in it, if nobody says when it was sent."""
    times = [node.text or "" for item in items for node in item.iterfind(f"{{{NAR}}}itemMeta/{{{NAR}}}versionCreated")]
    sent = Timestamp(max(times, default=EPOCH) or EPOCH)
    losses.defaulted("message.sent", sent, "a message must have the time it was sent")
    return sent
