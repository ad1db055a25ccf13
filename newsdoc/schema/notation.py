"""The notation of ``schemas/newsml-g2/*.schema``: a schema of many versions in one text.

The head of ``newsml-g2.schema`` explains the notation.  `read` makes a `Source` of it, and `Source.at` the `Grammar`
of one version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn

from newsdoc.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdoc.schema.grammar import Grammar

#: What ends a name: its occurrences, each with the versions that it holds for.
Occurrences = tuple[tuple[str, "Span"], ...]

#: A number above that of every version.
LATER: Final = 999

_SPAN: Final = r"\{(?P<%s>[\d.-]+)\}"
_TOKEN: Final = re.compile(r"\(|\)|\||[?*+]|\{[^{}]*\}|[^\s()|{}?*+]+")
_ATTRIBUTE: Final = re.compile(
    rf"(?P<name>[&%]?[\w/]+)(?::(?P<type>(?:xs:)?\w+))?(?P<sibling>~)?(?:{_SPAN % 'span'})?"
    rf"(?P<required>!)?(?:{_SPAN % 'until'})?(?:==(?P<fixed>\S+)|=(?P<default>\S+))?(?:\s+|$)"
)
_HEADER: Final = re.compile(
    rf"(?P<kind>element|type|group|attributes|simple) (?P<name>[\w/]+)(?: {_SPAN % 'span'})?"
    r"(?: \{inline ?(?P<inline>[^{}]*)\})?(?: (?P<relation>[:<=]) (?P<rest>[^\n]+?))?"
    r"(?P<flags>(?: (?:mixed|abstract|block-\w+))*)"
)
_ALTERNATIVE: Final = re.compile(rf"(?P<name>[\w:]+)(?:{_SPAN % 'span'})?(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Span:
    """The versions from `since` to `until`, both included, as their second numbers (2.18 is 18)."""

    since: int
    until: int

    def __contains__(self, version: int) -> bool:
        return self.since <= version <= self.until

    @classmethod
    def read(cls, text: str) -> Span:
        """`text` is ``2.18-``, ``-2.17``, ``2.10-2.17`` or ``2.10``."""
        since, dash, until = text.partition("-")
        first = minor(since) if since else 0
        return cls(first, minor(until) if until else LATER if dash else first)


ALWAYS: Final = Span(0, LATER)
NEVER: Final = Span(1, 0)


@dataclass(frozen=True, slots=True)
class Term:
    """A name (``itemRef:Link1Type``, ``&Group``, ``%other``), or a compound (``sequence``, ``choice``) of terms."""

    name: str
    items: tuple[Term, ...]
    occurs: Occurrences


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """One attribute; or, where `type` is empty, a set of attributes, a wildcard or ``xml:lang``."""

    name: str
    type: str
    sibling: bool
    span: Span
    required: Span
    default: str | None
    fixed: str | None


@dataclass(frozen=True, slots=True)
class Component:
    """What a header and its body say.  `types` are what stands behind ``:`` or ``<``, `text` what stands behind ``=``."""

    kind: str
    name: str
    span: Span
    inline: Span
    flags: frozenset[str]
    relation: str
    types: tuple[tuple[str, Span], ...]
    text: str
    content: Term | None
    attributes: tuple[AttributeRow, ...]


@dataclass(slots=True)
class Source:
    """A whole source.  `components` has a row for each header, in the order of the text."""

    namespace: str = ""
    versions: tuple[str, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)
    imports: list[tuple[str, str, Span]] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)

    def at(self, version: str) -> Grammar:
        """The `Grammar` of `version`; `SchemaError` when the source has no such version."""
        from newsdoc.schema.resolving import Resolver

        if version not in self.versions:
            raise SchemaError(f"no version {version}", code="SCHEMA-VERSION", hint="there are " + _ends(self.versions))
        return Resolver(self, version).grammar()


def minor(version: str) -> int:
    """The second number of `version`: 18 of ``2.18``."""
    major, _, number = version.partition(".")
    if not (major.isdecimal() and number.isdecimal()):
        raise SchemaError(f"{version!r} is no version", code="SCHEMA-SOURCE")
    return int(number)


def read(text: str) -> Source:
    """The source that `text` writes down; `SchemaError` with the line where it is not in the notation."""
    source = Source()
    for number, header, body in _blocks(text):
        try:
            _block(source, header, body)
        except SchemaError as error:
            raise SchemaError(error.message, code="SCHEMA-SOURCE", line=number) from error
    return source


def _blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each line at the margin with its number and the indented lines below it; comments and empty lines left out."""
    header, number = "", 0
    body: list[str] = []
    for line_number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] == " ":
            body.append(line.strip())
            continue
        if header:
            yield number, header, body
        header, number, body = line.rstrip(), line_number, []
    if header:
        yield number, header, body


def _block(source: Source, header: str, body: list[str]) -> None:
    word, _, rest = header.partition(" ")
    match word:
        case "namespace":
            source.namespace = rest
        case "versions":
            first, _, last = rest.partition(" ")
            major = first.partition(".")[0]
            source.versions = tuple(f"{major}.{number}" for number in range(minor(first), minor(last or first) + 1))
        case "prefix":
            name, _, uri = rest.partition(" ")
            source.prefixes[name] = uri
        case "import":
            uri, file, *span = rest.split()
            source.imports.append((uri, file, Span.read(span[0].strip("{}")) if span else ALWAYS))
        case _:
            source.components.append(_component(header, body))


def _component(header: str, body: list[str]) -> Component:
    match = _HEADER.fullmatch(header)
    if match is None:
        _refuse(header)
    inline, relation = match["inline"], match["relation"] or ""
    content = " ".join(line[1:].strip() for line in body if line[0] == "=")
    attributes = " ".join(line[1:].strip() for line in body if line[0] == "@")
    for line in body:
        if line[:2] not in {"= ", "@ "}:
            _refuse(line)
    return Component(
        kind=match["kind"],
        name=match["name"],
        span=_span(match["span"]),
        inline=NEVER if inline is None else _span(inline),
        flags=frozenset((match["flags"] or "").split()),
        relation=relation,
        types=() if relation in {"", "="} else tuple(_alternatives(match["rest"])),
        text=match["rest"] if relation == "=" else "",
        content=_expression(content) if content else None,
        attributes=tuple(_attributes(attributes)),
    )


def _alternatives(text: str) -> Iterator[tuple[str, Span]]:
    for match in _whole(_ALTERNATIVE, text):
        yield match["name"], _span(match["span"])


def _attributes(text: str) -> Iterator[AttributeRow]:
    for match in _whole(_ATTRIBUTE, text):
        name, kind = match["name"], match["type"] or ""
        if name == "xml":
            name, kind = f"xml:{kind}", ""
        elif not kind and name[0] not in "&%":
            _refuse(match[0])
        required = _span(match["until"]) if match["required"] else NEVER
        yield AttributeRow(
            name, kind, bool(match["sibling"]), _span(match["span"]), required, match["default"], match["fixed"]
        )


def _whole(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `pattern` that make up the whole of `text`."""
    start = 0
    while start < len(text):
        match = pattern.match(text, start)
        if match is None or match.end() == start:
            _refuse(text[start:])
        yield match
        start = match.end()


def _span(text: str | None) -> Span:
    return Span.read(text) if text else ALWAYS


def _expression(text: str) -> Term:
    tokens = _TOKEN.findall(text)
    term, rest = _sequence(tokens, 0)
    if rest < len(tokens):
        _refuse(" ".join(tokens[rest:]))
    return term


def _sequence(tokens: list[str], at: int) -> tuple[Term, int]:
    """The terms from `at` up to a closing parenthesis or the end: a choice if ``|`` stands between them."""
    items: list[Term] = []
    bars = 0
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == "|":
            bars, at = bars + 1, at + 1
            continue
        item, at = _item(tokens, at)
        items.append(item)
    if not items or bars not in {0, len(items) - 1}:
        _refuse(" ".join(tokens))
    return Term("choice" if bars else "sequence", tuple(items), (("", ALWAYS),)), at


def _item(tokens: list[str], at: int) -> tuple[Term, int]:
    if tokens[at] == "(":
        inner, at = _sequence(tokens, at + 1)
        if at == len(tokens):
            _refuse(" ".join(tokens))
        name, items = inner.name, inner.items
    elif tokens[at][0] in "?*+{":
        _refuse(" ".join(tokens[at:]))
    else:
        name, items = tokens[at], ()
    occurs, at = _occurrences(tokens, at + 1)
    return Term(name, items, occurs), at


def _occurrences(tokens: list[str], at: int) -> tuple[Occurrences, int]:
    """What follows a name: nothing, ``?``, ``{2.18-}``, ``*{2.18-}``, ``?{-2.17}*{2.18-}``."""
    found: list[tuple[str, Span]] = []
    while at < len(tokens) and tokens[at][0] in "?*+{":
        sign = tokens[at] if tokens[at] in "?*+" else ""
        at += bool(sign)
        span = ALWAYS
        if at < len(tokens) and tokens[at][0] == "{":
            span, at = _span(tokens[at][1:-1]), at + 1
        found.append((sign, span))
    return tuple(found) or (("", ALWAYS),), at


def _refuse(text: str) -> NoReturn:
    raise SchemaError(f"not in the notation: {text}", code="SCHEMA-SOURCE")


def _ends(versions: tuple[str, ...]) -> str:
    return f"{versions[0]} to {versions[-1]}" if len(versions) > 1 else versions[0]
