"""Reads elements by their shapes: what has no field is kept beside it, exactly."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses
from newsdoc.formats.markup.xhtml import read_inlines
from newsdoc.formats.newsmlg2.kinds import KINDS, Unusual, mended, squeezed
from newsdoc.formats.newsmlg2.shape import (
    MIXED,
    NAR,
    ORDER,
    WHITE,
    XML_SPACE,
    Shape,
    local,
    serialised,
    shape_of,
    xpath,
)
from newsdoc.model.document import Foreign
from newsdoc.model.walk import text_of
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from newsdoc.validation.problem import Severity

#: The elements that hold the details of a concept.
DETAILS: Final = frozenset({"personDetails", "organisationDetails", "geoAreaDetails", "POIDetails", "hasInstrument"})
#: How the names of attributes begin whose prefixes everybody writes alike.
_KNOWN_PREFIXES: Final = ("{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/2001/XMLSchema-instance}")
#: The most faults that an input may have; one with more is not NewsML-G2 by any measure.
MAX_PROBLEMS: Final = 1000


@dataclass(slots=True)
class Reading:
    """What reading one item needs beside the element."""

    problems: list[Problem] = field(default_factory=list)
    #: What was read otherwise than it is written.
    losses: Losses = field(default_factory=Losses)
    #: Aliases that mean "this is a plain word, no QCode".
    literal_aliases: tuple[str, ...] = ()
    #: The version of the standard that the item is in.
    version: str = ""
    #: The prefixes of the vendors' attributes of the item, and their namespaces.
    prefixes: dict[str, str] = field(default_factory=dict)

    def problem(
        self, code: str, message: str, element: _Element, severity: Severity = "error", hint: str | None = None
    ) -> None:
        """A fault that does not stop the reading; one too many does."""
        self.problems.append(Problem(code, severity, message, line=element.sourceline, path=xpath(element), hint=hint))
        if len(self.problems) > MAX_PROBLEMS:
            first = self.problems[0]
            raise ReadError(
                f"more than {MAX_PROBLEMS} faults, the first: {first.message}",
                code="LIMIT-ERRORS",
                line=first.line,
                column=1,
                path=first.path,
                hint="the file is not NewsML-G2 as its schema has it",
            )

    def speak(self, element: _Element, name: str) -> None:
        """Note the prefix of a vendor's attribute, which is kept by the name of its namespace."""
        if name[0] != "{" or name.startswith(_KNOWN_PREFIXES):
            return
        uri = name[1:].partition("}")[0]
        prefix = next((prefix for prefix, other in element.nsmap.items() if prefix and other == uri), None)
        if prefix is not None:
            self.prefixes.setdefault(prefix, uri)

    def plain(self, text: str) -> str:
        """A QCode of the literal scheme as the word that it is."""
        if not self.literal_aliases:
            return text
        words = []
        for part in text.split(" "):
            alias, colon, code = part.partition(":")
            words.append(code if colon and alias in self.literal_aliases else part)
        return " ".join(words)


@dataclass(slots=True)
class _AttrPlan:
    """One attribute, looked up once."""

    parse: Callable[[str], Any] | None
    field: str
    owner: str | None
    kind: str
    qcode: bool


@dataclass(slots=True)
class _ChildPlan:
    """One child, looked up once: a shape to read it by, or the type of its text; and its turn in the schema's order."""

    name: str
    field: str
    shape: Shape | None
    kind: str
    many: bool
    turn: int


@dataclass(slots=True)
class _Plan:
    """All that reading an element of one shape needs, looked up once."""

    cls: type
    attrs: dict[str, _AttrPlan]
    children: dict[str, _ChildPlan]
    owners: dict[str, type]
    #: The fields that the class demands, and what is read where the source lacks them.
    required: tuple[tuple[str, Any], ...]
    text: str | None
    kind: str
    mixed: bool
    details: bool


@cache
def _plan(shape: Shape) -> _Plan:
    name, kind = shape.text or (None, "")
    order = sorted(range(len(shape.children)), key=lambda index: (shape.children[index].rank, index))
    children = {}
    for turn, index in enumerate(order):
        child = shape.children[index]
        inner = shape_of(child)
        known = isinstance(inner, Shape)
        children[f"{{{NAR}}}{child.name}"] = _ChildPlan(
            child.name,
            child.field,
            inner if isinstance(inner, Shape) else None,
            "" if known else str(inner),
            child.many,
            turn,
        )
    return _Plan(
        shape.cls,
        {
            attr.name: _AttrPlan(
                None if KINDS[attr.kind].parse is str else KINDS[attr.kind].parse,
                attr.field,
                attr.owner,
                attr.kind,
                attr.kind in ("qcode", "qcodes"),
            )
            for attr in shape.attrs
        },
        children,
        dict(shape.owners),
        tuple(
            (spec.name, 0 if spec.type == "int" else "")
            for spec in fields(shape.cls)
            if spec.default is MISSING and spec.default_factory is MISSING
        ),
        name,
        kind,
        kind in MIXED,
        shape.details == "within",
    )


def read(shape: Shape, element: _Element, reading: Reading, *, content: bool = True) -> Any:
    """An object of ``shape.cls`` from ``element``; from its attributes alone without ``content``."""
    plan = _plan(shape)
    values = _read(plan, element, reading, "", content=content)
    for name, empty in plan.required:
        # A text that the schema demands and the source lacks is empty.
        if name not in values:
            values[name] = empty
    found = plan.cls(**values)
    if plan.details and "foreign" in values and any(one.path in DETAILS for one in values["foreign"]):
        from newsdoc.formats.newsmlg2.details import take

        take(found, element)
    return found


def read_fields(shape: Shape, element: _Element, reading: Reading, prefix: str = "") -> dict[str, Any]:
    """The fields that ``element`` fills, ``foreign`` included; ``prefix`` begins the paths of its foreign fragments."""
    return _read(_plan(shape), element, reading, prefix)


def preserved(element: _Element) -> bool:
    """Whether white space in ``element`` means something (XML 1.0, 2.10)."""
    return element.get(XML_SPACE) == "preserve"


@dataclass(slots=True)
class _Filling:
    """The fields of one object while its element is read, and what is kept beside them."""

    reading: Reading
    prefix: str
    values: dict[str, Any] = field(default_factory=dict)
    foreign: list[Foreign] = field(default_factory=list)

    def keep(self, path: str, text: str, position: int | None = None) -> None:
        """Keep what has no field."""
        self.foreign.append(Foreign(self.prefix + path, text, position))


def _read(plan: _Plan, element: _Element, reading: Reading, prefix: str, *, content: bool = True) -> dict[str, Any]:
    into = _Filling(reading, prefix)
    attributes = element.items()
    if attributes:
        _read_attributes(plan, element, attributes, into)
    if content:
        if plan.mixed:
            _read_mixed(element, into.values)
        elif len(element):
            _read_children(plan, element, into)
        elif plan.text is not None:
            _read_text(plan, element, element.text or "", into)
        elif (text := element.text) and text.strip(WHITE):
            into.keep("text()", squeezed(text))
    if into.foreign:
        into.values["foreign"] = into.foreign
    return into.values


def _read_attributes(  # noqa: C901  # the innermost loop of all reading
    plan: _Plan, element: _Element, attributes: Sequence[tuple[Any, str]], into: _Filling
) -> None:
    reading = into.reading
    owned: dict[str, dict[str, Any]] = {}
    strange: list[tuple[str, str]] = []
    value: Any
    for name, text in attributes:
        attr = plan.attrs.get(name)
        if attr is None:
            if name != XML_SPACE or plan.text is None:
                strange.append((f"@{name}", text))
                reading.speak(element, name)
            continue
        value = text
        if attr.parse is not None:
            try:
                value = attr.parse(text)
            except ValueError as error:
                if not isinstance(error, Unusual):
                    reading.problem("G2-VALUE", f"@{name} is not a {attr.kind}", element, "warning")
                strange.append((f"@{name}", text))
                continue
            if attr.qcode and reading.literal_aliases:
                value = reading.plain(value)
        if attr.owner is None:
            into.values[attr.field] = value
        else:
            owned.setdefault(attr.owner, {})[attr.field] = value
    for owner, found in owned.items():
        into.values[owner] = plan.owners[owner](**found)
    for path, text in sorted(strange):
        into.keep(path, text)


def _read_mixed(element: _Element, values: dict[str, Any]) -> None:
    if not len(element) and element.get(XML_SPACE) is None:
        values["value"] = squeezed(element.text or "")
        return
    inlines = read_inlines(element, preserve=preserved(element))
    values["value"] = text_of(inlines)
    if any(not isinstance(part, str) for part in inlines):
        values["content"] = inlines


def _read_children(plan: _Plan, element: _Element, into: _Filling) -> None:
    text = element.text or ""
    turns: list[_ChildPlan] = []
    last = position = 0
    ordered = True
    for node in element:
        if (tail := node.tail) and tail.strip(WHITE):
            text += tail
        tag: Any = node.tag
        if not isinstance(tag, str):
            continue
        child = plan.children.get(tag)
        if child is not None and _read_child(child, node, turns, into):
            turns.append(child)
            if child.turn < last:
                ordered = False
            last = child.turn
        else:
            into.keep(local(tag), serialised(node), position)
        position += 1
    if plan.text is not None:
        _read_text(plan, element, _own_text(element), into)
    elif text.strip(WHITE):
        into.keep("text()", squeezed(text))
    if not ordered:
        into.keep(ORDER, " ".join(child.name for child in turns))


def _own_text(element: _Element) -> str:
    """The text directly in ``element``, comments and instructions left out."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _read_text(plan: _Plan, element: _Element, text: str, into: _Filling) -> None:
    assert plan.text is not None
    if plan.kind == "exact":
        into.values[plan.text] = text
        return
    if not preserved(element):
        text = squeezed(text)
    try:
        into.values[plan.text] = KINDS[plan.kind].parse(text)
    except Unusual:
        into.keep("text()", text)
    except ValueError:
        into.reading.problem(
            "G2-VALUE", f"the content of {local(element.tag)} is not a {plan.kind}", element, "warning"
        )
        into.keep("text()", text)


def _read_child(child: _ChildPlan, node: _Element, turns: Sequence[_ChildPlan], into: _Filling) -> bool:
    """Put ``node`` into its field; ``False`` where it does not fit and must be kept whole."""
    if not child.many and child.field in into.values:
        into.reading.problem("G2-REPEATED", f"{child.name} must not be repeated", node, "warning")
        return False
    if child.shape is not None:
        value = read(child.shape, node, into.reading)
    else:
        value = _read_value(child, node, into.reading)
        if value is None:
            return False
        if attributes := node.items():
            index = sum(one is child for one in turns)
            place = f"{child.name}[{index}]/@" if child.many else f"{child.name}/@"
            for name, text in sorted(attributes):
                if name != XML_SPACE:
                    into.keep(f"{place}{name}", text)
    if not child.many:
        into.values[child.field] = value
    elif child.field in into.values:
        into.values[child.field].append(value)
    else:
        into.values[child.field] = [value]
    return True


def _read_value(child: _ChildPlan, node: _Element, reading: Reading) -> Any:
    """The value of an element that is one; ``None`` where it must be kept whole."""
    try:
        return _read_leaf(child.kind, node)
    except Unusual:
        return None
    except ValueError:
        return _mended(child, node, reading)


def _mended(child: _ChildPlan, node: _Element, reading: Reading) -> Any:
    """What a value means that is not of its type; ``None`` where it means nothing.  Either is told."""
    text = "".join(node.itertext())
    value = mended(child.kind, text)
    fault = f"{child.name} is not a {child.kind}"
    hint = None if value is None else f"it was read as {value}"
    reading.problem("G2-VALUE", fault, node, "warning", hint)
    if value is not None:
        reading.losses.coerced(xpath(node), text, f"{fault}: {hint}", line=node.sourceline)
    return value


def _read_leaf(kind: str, node: _Element) -> Any:
    """The value of an element that is one value in the model; :class:`ValueError` where it is more, or none."""
    text = node.text or ""
    if len(node):
        if any(isinstance(part.tag, str) for part in node):
            raise ValueError(kind)
        text = _own_text(node)
    return KINDS[kind].parse(text if kind == "string" or preserved(node) else squeezed(text))
