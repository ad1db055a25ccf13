"""The vocabulary layer: whether the aliases of an item's QCodes are declared by its catalogs, offline.

Each item resolves its QCodes with its own catalogs, and the header of a message with those of the header (Implementation
Guide, 14.10 and 20.2).  IPTC's standard catalogs are known; what another remote catalog declares is not, since nothing
is fetched: then an alias that newsdoc does not know may be declared there, and the item is told so once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.newsmlg2.fields import ITEMS
from newsdoc.formats.newsmlg2.shape import NAR, local, xpath
from newsdoc.schema import newsmlg2
from newsdoc.schema.grammar import Attribute, AttributesUse, ComplexType, Compound, Element, GroupUse, SimpleType
from newsdoc.validation.problem import Problem
from newsdoc.vocabulary import SINCE, STANDARD, standard_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from newsdoc.schema.grammar import Attributes, Grammar, Particle

_TAG: Final = f"{{{NAR}}}"
_SCOPES: Final = frozenset({f"{_TAG}{name}" for name in (*ITEMS, "header")})
_CATALOGS: Final = (f"{_TAG}catalog", f"{_TAG}catalogRef")
_INLINE_XML: Final = f"{_TAG}inlineXML"
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
#: The values and the pairs in the elements of NewsML-G2 itself: a body has many others.
_VALUES: Final = etree.XPath("descendant-or-self::n:*/@*", namespaces={"n": NAR}, smart_strings=False)
#: What stands before the colon of other values than QCodes.
_SCHEMES: Final = frozenset({"urn", "tag", "mailto"})
#: What is like longer aliases is not remembered; nobody uses any.
_LONGEST_ALIAS: Final = 48
#: So many undeclared aliases of an item are told one by one: each is compared with all that are known.
_MOST_ALIASES: Final = 100
_BOTH: Final = etree.XPath("boolean(descendant-or-self::n:*/@uri/../@qcode)", namespaces={"n": NAR})


def problems(root: _Element, data: bytes) -> list[Problem]:
    """What is wrong with the QCodes of an item, or of all items of a message, read from ``data``; warnings all of them."""
    scopes = [root] if root.tag in _SCOPES else list(root.iter(*_SCOPES))
    declared = [_Catalogs.of(scope) for scope in scopes]
    known = declared[0].aliases if len(declared) == 1 else _common(declared)
    # Most files are in order, which a glance at the attributes shows.
    if not any(one.faults for one in declared) and _are_known(root, known) and not _has_both(root, data):
        return []
    found: list[Problem] = []
    for scope, catalogs in zip(scopes, declared, strict=True):
        found += catalogs.faults
        found += _Uses(scope, catalogs).problems()
    return found


def _common(declared: list[_Catalogs]) -> frozenset[str]:
    return frozenset.intersection(*(one.aliases for one in declared)) if declared else frozenset()


# --- what is declared ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Catalogs:
    """What the catalogs of one item declare."""

    #: Alias → URI of its own schemes.
    own: dict[str, str] = field(default_factory=dict)
    #: The number of the newest standard catalog that it refers to.
    standard: int | None = None
    #: References to catalogs that newsdoc does not have.
    remote: list[str] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, scope: _Element) -> _Catalogs:
        found = cls()
        for node in scope.iterchildren(*_CATALOGS):
            if node.tag == _CATALOGS[1]:
                found._refer(node)
            else:
                for scheme in node.iterchildren(f"{_TAG}scheme"):
                    found._declare(scheme)
        return found

    def _refer(self, node: _Element) -> None:
        href = node.get("href", "")
        number = standard_catalog(href)
        if number is None:
            self.remote.append(href)
        else:
            self.standard = max(number, self.standard or 0)

    def _declare(self, scheme: _Element) -> None:
        alias, uri = scheme.get("alias", ""), scheme.get("uri", "").strip()
        if not _ABSOLUTE.match(uri):
            self.faults.append(
                _problem("G2-SCHEME-URI", f"the URI {uri!r} of the scheme {alias} is not absolute", scheme, "uri")
            )
        elif self.own.get(alias, uri) != uri:
            message = f"the alias {alias} is declared twice, with different URIs"
            self.faults.append(_problem("G2-ALIAS-TWICE", message, scheme, "alias", "the first declaration holds"))
        self.own.setdefault(alias, uri)

    @property
    def aliases(self) -> frozenset[str]:
        """All aliases that are declared for certain."""
        if self.standard is None:
            return frozenset(self.own)
        standard = _standard(self.standard)
        return standard.union(self.own) if self.own else standard

    def uri(self, alias: str) -> str | None:
        """The URI of the scheme that ``alias`` stands for."""
        return self.own.get(alias) or (STANDARD.get(alias) if alias in self.aliases else None)


@cache
def _standard(number: int) -> frozenset[str]:
    """The aliases of one of the standard catalogs; of those before the 32nd, what the 32nd has."""
    return frozenset(alias for alias in STANDARD if SINCE.get(alias, 0) <= number)


# --- what is used -------------------------------------------------------------------------------------------------------


class _Uses:
    """The aliases that one item uses and does not declare, each with its first place and how often it is used."""

    def __init__(self, scope: _Element, catalogs: _Catalogs) -> None:
        self.catalogs = catalogs
        self.first: dict[str, tuple[_Element, str, str]] = {}
        self.count: Counter[str] = Counter()
        self.different: list[Problem] = []
        known = catalogs.aliases
        for node, name, qcode in _qcodes(scope):
            alias, _, code = qcode.partition(":")
            if alias not in known:
                self.first.setdefault(alias, (node, name, qcode))
                self.count[alias] += 1
            elif name == "qcode":
                self._compare(node, alias, code)

    def _compare(self, node: _Element, alias: str, code: str) -> None:
        said, scheme = node.get("uri"), self.catalogs.uri(alias)
        if said is not None and scheme and said != scheme + code:
            message = f"@qcode and @uri name different concepts: {alias}:{code} is {scheme + code}"
            self.different.append(_problem("G2-QCODE-URI", message, node, "uri", "receivers take the QCode"))

    def problems(self) -> Iterator[Problem]:
        yield from self.different
        if self.catalogs.remote and self.first:
            yield self._maybe_remote()
            return
        for alias, (node, name, qcode) in islice(self.first.items(), _MOST_ALIASES):
            times = f", {self.count[alias]} times" if self.count[alias] > 1 else ""
            message = f"no catalog of the item declares the alias {alias} ({qcode}{times})"
            yield _problem("G2-ALIAS-UNDECLARED", message, node, name, self._hint(alias))
        if len(self.first) > _MOST_ALIASES:
            alias, (node, name, _) = next(islice(self.first.items(), _MOST_ALIASES, None))
            message = (
                f"no catalog of the item declares {len(self.first) - _MOST_ALIASES:,} more aliases, {alias} among them"
            )
            yield _problem("G2-ALIAS-UNDECLARED", message, node, name, "declare the vocabularies that the item uses")

    def _hint(self, alias: str) -> str:
        number = SINCE.get(alias)
        if number is not None and self.catalogs.standard is not None:
            return (
                f"it is in IPTC's standard catalog since number {number}; the item refers to {self.catalogs.standard}"
            )
        if alias in STANDARD:
            return "it is in IPTC's standard catalog: refer to it with catalogRef"
        if found := near(alias, self.catalogs.own):
            return f"did you mean {' or '.join(found)}?"
        return "declare it: <catalog><scheme alias=… uri=…/></catalog>"

    def _maybe_remote(self) -> Problem:
        aliases = list(self.first)
        shown = ", ".join(aliases[:8]) + (f" and {len(aliases) - 8} more" if len(aliases) > 8 else "")
        node, name, _ = self.first[aliases[0]]
        where = ", ".join(self.catalogs.remote[:3])
        return _problem(
            "G2-ALIAS-REMOTE",
            f"it cannot be told whether these aliases are declared: {shown}",
            node,
            name,
            f"they may be in {where}, which newsdoc does not have and does not fetch",
        )


def near(alias: str, own: Iterable[str]) -> list[str]:
    """The two aliases, standard or of ``own``, that are most like ``alias``, of those very like it; the most like first."""
    return _nearest(alias, {*_near_standard(alias), *own})


def _nearest(alias: str, others: Iterable[str]) -> list[str]:
    return get_close_matches(alias, sorted(others), n=2, cutoff=0.75)


@lru_cache(512)
def _near_short(alias: str) -> tuple[str, ...]:
    return tuple(_nearest(alias, STANDARD))


def _near_standard(alias: str) -> tuple[str, ...]:
    """The standard aliases that are most like ``alias``; a feed has the same few in all its items."""
    return _near_short(alias) if len(alias) <= _LONGEST_ALIAS else _near_short.__wrapped__(alias)


def _problem(code: str, message: str, node: _Element, attribute: str, hint: str | None = None) -> Problem:
    return Problem(code, "warning", message, line=node.sourceline, path=f"{xpath(node)}/@{attribute}", hint=hint)


def _qcodes(scope: _Element) -> Iterator[tuple[_Element, str, str]]:
    """The QCodes of one item: element, attribute and QCode; not those of items or payloads within it."""
    table = _attributes()
    stack = [scope]
    while stack:
        node = stack.pop()
        tag: object = node.tag
        if not isinstance(tag, str) or tag == _INLINE_XML or (tag in _SCOPES and node is not scope):
            continue
        if tag.startswith(_TAG):
            names = table.get(local(tag), frozenset())
            for name, value in node.items():
                if name in names and ":" in value:
                    yield from ((node, str(name), part) for part in value.split() if ":" in part)
        stack.extend(reversed(node))


# --- which attributes are QCodes ----------------------------------------------------------------------------------------


@cache
def _attributes() -> dict[str, frozenset[str]]:
    """Element → its attributes that hold QCodes, by the newest schema, which has all there ever were."""
    grammar = newsmlg2.grammar(newsmlg2.versions()[-1])
    found: dict[str, set[str]] = {}
    seen: set[tuple[str, int]] = set()
    waiting: list[tuple[str, str | SimpleType | ComplexType]] = list(grammar.elements.items())
    while waiting:
        name, kind = waiting.pop()
        definition = grammar.types.get(kind) if isinstance(kind, str) else kind
        if not isinstance(definition, ComplexType) or (name, id(definition)) in seen:
            continue
        seen.add((name, id(definition)))
        found.setdefault(name, set()).update(_qcode_rows(grammar, definition.attributes))
        if isinstance(definition.base, str):
            waiting.append((name, definition.base))
        if definition.content is not None:
            waiting += _children(grammar, definition.content)
    return {name: frozenset(attributes) for name, attributes in found.items()}


def _qcode_rows(grammar: Grammar, attributes: Attributes) -> Iterator[str]:
    for item in attributes:
        if isinstance(item, AttributesUse):
            yield from _qcode_rows(grammar, grammar.attributes[item.name])
        elif isinstance(item, Attribute) and item.type in ("QCodeType", "QCodeListType"):
            yield item.name


def _children(grammar: Grammar, particle: Particle) -> Iterator[tuple[str, str | SimpleType | ComplexType]]:
    match particle.term:
        case Element(name, kind) if kind is not None:
            yield name, kind
        case GroupUse(name):
            yield from _children(grammar, grammar.groups[name])
        case Compound(_, items):
            for item in items:
                yield from _children(grammar, item)


def _are_known(root: _Element, known: frozenset[str]) -> bool:
    """Whether all aliases that a file may use are among ``known``; some are none: other attributes have colons, too."""
    used = {
        value.partition(":")[0] if " " not in value and value.isprintable() else value
        for value in _VALUES(root)
        if ":" in value and "://" not in value
    }
    return all(_is_known(one, known) for one in used - known)


def _is_known(text: str, known: frozenset[str]) -> bool:
    """Whether an alias, or a value in which several may stand, uses what is known, or is no QCode."""
    words = text.split() if ":" in text else [f"{text}:"]
    aliases = [word.partition(":")[0] for word in words if ":" in word]
    return all(alias in known or alias in _SCHEMES or alias[:1].isdigit() for alias in aliases)


def _has_both(root: _Element, data: bytes) -> bool:
    """Whether an element has both a QCode and a URI, which must agree."""
    return _may_have_both(data) and bool(_BOTH(root))


def _may_have_both(data: bytes) -> bool:
    """Whether a tag in ``data`` may have both; no tag has a ``<`` in it, so what stands between two of them is looked at.

    In UTF-16, which has zeros, it is not looked for.
    """
    if b"\0" in data:
        return True
    at = data.find(b"uri")
    while at >= 0:
        end = data.find(b"<", at)
        if b"qcode" in data[data.rfind(b"<", 0, at) : end if end >= 0 else len(data)]:
            return True
        at = data.find(b"uri", end) if end >= 0 else -1
    return False
