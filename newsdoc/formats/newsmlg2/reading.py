"""Reads elements by their shapes: what has no field is kept beside it, exactly."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import ReadError
from newsdoc.formats.base import Losses
from newsdoc.formats.markup.whitespace import collapsed, survives
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
    xpath,
)
from newsdoc.model.document import Foreign
from newsdoc.model.walk import text_of
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from newsdoc.formats.newsmlg2.shape import Attr, Child
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
    #: Whether the source may name the types of values, which have prefixes, too.
    typed: bool = True

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
    """One attribute, looked up once; ``parse`` is ``None`` where the text is the value."""

    parse: Callable[[str], Any] | None
    field: str
    owner: str | None
    kind: str
    qcode: bool


@dataclass(slots=True)
class _ChildPlan:
    """One child, looked up once: what reads it, or the type of its text; and its turn in the schema's order."""

    name: str
    field: str
    kind: str
    parse: Callable[[str], Any]
    many: bool
    turn: int
    #: What reads it, where it has a plan.
    read: Callable[[_Element, Reading], Any] | None


@dataclass(slots=True)
class _Plan:
    """All that reading an element of one shape needs, looked up once."""

    cls: type
    attrs: dict[str, _AttrPlan]
    #: The attributes of the object itself: name → field, and what parses it.
    own: dict[str, tuple[str, Callable[[str], Any] | None]]
    children: dict[Any, _ChildPlan]
    owners: dict[str, type]
    #: What the fields that the class demands are where the source lacks them.
    blank: tuple[Any, ...]
    text: str | None
    kind: str
    mixed: bool
    #: Whether the element is a text with attributes, and the text all that the class demands.
    worded: bool
    details: bool
    #: What reads an element of this shape; :func:`_read` for all that is usual.
    read: Callable[[_Element, Reading], Any] = field(init=False)

    def __post_init__(self) -> None:
        if self.worded:
            self.read = _reader_of_words(self)
        elif self.text is None:
            self.read = _reader_of_parts(self)
        else:
            self.read = partial(_read, self)


@cache
def _plan(shape: Shape) -> _Plan:
    name, kind = shape.text or (None, "")
    order = sorted(range(len(shape.children)), key=lambda index: (shape.children[index].rank, index))
    required = [spec for spec in fields(shape.cls) if spec.default is MISSING and spec.default_factory is MISSING]
    attrs = {attr.name: _attr_plan(attr) for attr in shape.attrs}
    return _Plan(
        shape.cls,
        attrs,
        {name: (attr.field, attr.parse) for name, attr in attrs.items() if attr.owner is None},
        {
            f"{{{NAR}}}{child.name}": _child_plan(child, turn)
            for turn, child in enumerate(shape.children[index] for index in order)
        },
        dict(shape.owners),
        tuple(0 if spec.type == "int" else "" for spec in required),
        name,
        kind,
        kind in MIXED,
        [spec.name for spec in required] == [name] and not shape.children,
        shape.details == "within",
    )


def _attr_plan(attr: Attr) -> _AttrPlan:
    parse = KINDS[attr.kind].parse
    return _AttrPlan(
        None if parse is str else parse, attr.field, attr.owner, attr.kind, attr.kind in ("qcode", "qcodes")
    )


def _child_plan(child: Child, turn: int) -> _ChildPlan:
    inner = child.shape
    if isinstance(inner, Shape):
        return _ChildPlan(child.name, child.field, "", str, child.many, turn, _plan(inner).read)
    return _ChildPlan(child.name, child.field, inner, KINDS[inner].parse, child.many, turn, None)


def read(shape: Shape, element: _Element, reading: Reading, *, content: bool = True) -> Any:
    """An object of ``shape.cls`` from ``element``; from its attributes alone without ``content``."""
    plan = _plan(shape)
    if content:
        return plan.read(element, reading)
    found = plan.cls(*plan.blank)
    _read_attributes(plan, element, element.items(), found, reading)
    return found


def read_into(found: Any, shape: Shape, element: _Element, reading: Reading, prefix: str = "") -> None:
    """Fill the fields of ``found`` that ``element`` fills; ``prefix`` begins the paths of its foreign fragments."""
    plan = _plan(shape)
    _read_attributes(plan, element, element.items(), found, reading, prefix)
    _read_content(plan, element, found, reading, prefix)


def preserved(element: _Element) -> bool:
    """Whether white space in ``element`` means something (XML 1.0, 2.10)."""
    return element.get(XML_SPACE) == "preserve"


def _read(plan: _Plan, element: _Element, reading: Reading) -> Any:
    """An object from its element, whatever is in it."""
    found = plan.cls(*plan.blank)
    _read_attributes(plan, element, element.items(), found, reading)
    _read_content(plan, element, found, reading, "")
    if plan.text is not None and (space := element.get(XML_SPACE)) is not None and not _says_so(plan, space, found):
        found.foreign.append(Foreign(f"@{XML_SPACE}", space))
    _take_details(plan, found, element)
    return found


def _says_so(plan: _Plan, space: str, found: Any) -> bool:
    """Whether the writer puts this ``xml:space`` itself, since the white space of the text means something."""
    if space != "preserve":
        return False
    text = getattr(found, plan.text or "")
    if plan.mixed:
        return not survives([text] if found.content is None else found.content)
    return plan.kind == "line" and text != squeezed(text)


def _has_one(plan: _Plan, element: _Element, found: Any, reading: Reading) -> bool:
    """Whether an element holds one child alone, of those that repeat, as most concepts have one name; it is read then."""
    node = element[0]
    child = plan.children.get(node.tag)
    if child is None or child.read is None or not child.many:
        return False
    if ((text := element.text) and text.strip(WHITE)) or ((tail := node.tail) and tail.strip(WHITE)):
        return False
    getattr(found, child.field).append(child.read(node, reading))
    return True


def _take_details(plan: _Plan, found: Any, element: _Element) -> None:
    if plan.details and any(one.path in DETAILS for one in found.foreign):
        from newsdoc.formats.newsmlg2.details import take

        take(found, element)


def _reader_of_words(plan: _Plan) -> Callable[[_Element, Reading], Any]:
    """What reads an element that is a text with attributes: at once where nothing is unusual, else by :func:`_read`."""
    cls, own, exact, words = plan.cls, plan.own, plan.kind == "exact", plan.text or ""

    def read(element: _Element, reading: Reading) -> Any:
        if len(element) or reading.literal_aliases:
            return _read(plan, element, reading)
        text = element.text or ""
        found = cls(text)
        for name, value in element.items():
            row = own.get(name)
            if row is None:
                if not _is_read(plan, name, value, found):
                    return _read(plan, element, reading)
                continue
            field, parse = row
            if parse is None:
                setattr(found, field, value)
                continue
            try:
                setattr(found, field, parse(value))
            except ValueError:
                return _read(plan, element, reading)
        if not exact:
            # Only here is it sure that its white space may collapse.
            setattr(found, words, _line(text))
        return found

    return read


def _reader_of_parts(  # noqa: C901  # one pass over the attributes, the usual cases in it
    plan: _Plan,
) -> Callable[[_Element, Reading], Any]:
    """What reads any other element: as :func:`_read`, its usual attributes and its children at once."""
    cls, own, blank = plan.cls, plan.own, plan.blank

    def read(element: _Element, reading: Reading) -> Any:  # noqa: C901  # ditto
        if reading.literal_aliases:
            return _read(plan, element, reading)
        found = cls(*blank) if blank else cls()
        for name, value in element.items():
            row = own.get(name)
            if row is None:
                if not _is_read(plan, name, value, found):
                    return _read(plan, element, reading)
                continue
            field, parse = row
            if parse is None:
                setattr(found, field, value)
                continue
            try:
                setattr(found, field, parse(value))
            except ValueError:
                return _read(plan, element, reading)
        if count := len(element):
            if count == 1 and _has_one(plan, element, found, reading):
                return found
            _read_children(plan, element, found, reading, "")
            if found.foreign:
                _take_details(plan, found, element)
        elif (text := element.text) and text.strip(WHITE):
            return _read(plan, element, reading)
        return found

    return read


def _read_attributes(
    plan: _Plan,
    element: _Element,
    attributes: Sequence[tuple[Any, str]],
    found: Any,
    reading: Reading,
    prefix: str = "",
) -> None:
    strange: list[tuple[str, str]] = []
    for name, text in attributes:
        attr = plan.attrs.get(name)
        if attr is None:
            if name != XML_SPACE or plan.text is None:
                strange.append((f"@{name}", text))
                reading.speak(element, name)
            continue
        try:
            value = text if attr.parse is None else attr.parse(text)
        except ValueError as error:
            if not isinstance(error, Unusual):
                reading.problem("G2-VALUE", f"@{name} is not a {attr.kind}", element, "warning")
            strange.append((f"@{name}", text))
            continue
        if attr.qcode:
            value = reading.plain(value)
        setattr(found if attr.owner is None else _part(plan, attr.owner, found), attr.field, value)
    found.foreign += [Foreign(prefix + path, text) for path, text in sorted(strange)]


def _is_read(plan: _Plan, name: str, text: str, found: Any) -> bool:
    """Whether an attribute is of a part of ``found``, and as it should be; it is read then."""
    attr = plan.attrs.get(name)
    if attr is None or attr.owner is None:
        return False
    try:
        value = text if attr.parse is None else attr.parse(text)
    except ValueError:
        return False
    setattr(_part(plan, attr.owner, found), attr.field, value)
    return True


def _part(plan: _Plan, owner: str, found: Any) -> Any:
    """The part of ``found`` that attributes of its element fill."""
    part = getattr(found, owner)
    if part is None:
        part = plan.owners[owner]()
        setattr(found, owner, part)
    return part


def _read_content(plan: _Plan, element: _Element, found: Any, reading: Reading, prefix: str) -> None:
    if plan.mixed:
        _read_mixed(element, found)
    elif len(element):
        _read_children(plan, element, found, reading, prefix)
    elif plan.text is not None:
        _read_text(plan, element, element.text or "", found, reading)
    elif (text := element.text) and text.strip(WHITE):
        found.foreign.append(Foreign(f"{prefix}text()", squeezed(text)))


def _line(text: str) -> str:
    """``text`` with XML white space collapsed (XML Schema 1.1 part 2, 4.3.6), which is noted."""
    return collapsed(text).strip(" ")


def _read_mixed(element: _Element, found: Any) -> None:
    if not len(element) and element.get(XML_SPACE) is None:
        found.value = _line(element.text or "")
        return
    inlines = read_inlines(element, preserve=preserved(element))
    found.value = text_of(inlines)
    if any(not isinstance(part, str) for part in inlines):
        found.content = inlines


def _read_children(  # noqa: C901  # one pass over the children, the usual cases in it
    plan: _Plan, element: _Element, found: Any, reading: Reading, prefix: str
) -> None:
    rows = plan.children
    text = element.text or ""
    turns: list[_ChildPlan] = []
    last = position = 0
    ordered = True
    for node in element:
        if (tail := node.tail) and tail.strip(WHITE):
            text += tail
        tag: Any = node.tag
        child = rows.get(tag)
        if child is None:
            value = None
            if not isinstance(tag, str):
                continue
        else:
            present = getattr(found, child.field)
            if present is not None and not child.many:
                reading.problem("G2-REPEATED", f"{child.name} must not be repeated", node, "warning")
                value = None
            elif child.read is not None:
                value = child.read(node, reading)
            else:
                value = _read_value(child, node, turns, found, reading, prefix)
        if child is None or value is None:
            found.foreign.append(Foreign(prefix + local(tag), serialised(node), position))
        else:
            if child.many:
                present.append(value)
            else:
                setattr(found, child.field, value)
            turns.append(child)
            if child.turn < last:
                ordered = False
            last = child.turn
        position += 1
    if plan.text is not None:
        _read_text(plan, element, _own_text(element), found, reading)
    elif text.strip(WHITE):
        found.foreign.append(Foreign(f"{prefix}text()", squeezed(text)))
    if not ordered:
        found.foreign.append(Foreign(prefix + ORDER, " ".join(child.name for child in turns)))


def kept_text(parts: list[str | None], path: str = "text()") -> list[Foreign]:
    """What is kept of the text that stands where there should be elements alone."""
    said = [part for part in parts if part and part.strip(WHITE)]
    return [Foreign(path, squeezed(" ".join(said)))] if said else []


def _own_text(element: _Element) -> str:
    """The text directly in ``element``, comments and instructions left out."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _read_text(plan: _Plan, element: _Element, text: str, found: Any, reading: Reading) -> None:
    assert plan.text is not None
    if plan.kind == "exact":
        setattr(found, plan.text, text)
        return
    if not preserved(element):
        text = _line(text)
    try:
        setattr(found, plan.text, KINDS[plan.kind].parse(text))
    except Unusual:
        found.foreign.append(Foreign("text()", text))
    except ValueError:
        reading.problem("G2-VALUE", f"the content of {local(element.tag)} is not a {plan.kind}", element, "warning")
        found.foreign.append(Foreign("text()", text))


def _read_value(
    child: _ChildPlan, node: _Element, turns: Sequence[_ChildPlan], found: Any, reading: Reading, prefix: str
) -> Any:
    """The value of an element that is one, its attributes kept; ``None`` where it must be kept whole."""
    attributes = node.items()
    try:
        if not attributes and not len(node) and child.kind != "string":
            return child.parse(_line(node.text or ""))
        value = _read_leaf(child, node)
    except Unusual:
        return None
    except ValueError:
        value = _mended(child, node, reading)
    if value is not None and attributes:
        index = sum(one is child for one in turns)
        place = f"{prefix}{child.name}[{index}]/@" if child.many else f"{prefix}{child.name}/@"
        # White space that means something is written with the attribute.
        said = child.kind == "line" and value != squeezed(value) and (XML_SPACE, "preserve")
        found.foreign += [Foreign(f"{place}{name}", text) for name, text in sorted(attributes) if (name, text) != said]
    return value


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


def _read_leaf(child: _ChildPlan, node: _Element) -> Any:
    """The value of an element that is one value in the model; :class:`ValueError` where it is more, or none."""
    text = node.text or ""
    if len(node):
        if any(isinstance(part.tag, str) for part in node):
            raise ValueError(child.kind)
        text = _own_text(node)
    return child.parse(text if child.kind == "string" or preserved(node) else _line(text))
