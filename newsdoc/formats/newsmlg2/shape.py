"""How an element of NewsML-G2 and a class of the model correspond, and the one engine that reads and writes by it.

A :class:`Shape` lists the attributes and children that have a field.  Reading puts everything else into the object's
``foreign``: an attribute as ``@name``, a child as its serialised XML with its position, and the order of the children
where it is not the one that writing would give.  Writing reports every field that is filled and has no place in the
shape as a loss.  So a shape says all there is to say about a mapping, in both directions.
"""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.formats.base import Losses
from newsdoc.formats.markup.metadata import METADATA_ELEMENTS
from newsdoc.formats.markup.whitespace import survives
from newsdoc.formats.markup.xhtml import read_inlines, write_inlines
from newsdoc.formats.newsmlg2.kinds import KINDS, LITERAL_ALIAS, LITERAL_URI, squeezed
from newsdoc.model.document import Foreign
from newsdoc.model.walk import text_of
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element

NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XML_LANG: Final = f"{{{XML}}}lang"
XML_SPACE: Final = f"{{{XML}}}space"
#: The path of the foreign fragment that keeps the order of children, and of the one that says an attribute was absent.
ORDER: Final = "*"
_WHITE: Final = " \t\n\r"
#: The types of text with markup, and the elements of NewsML-G2 that may stand in each.
_MIXED: Final = {"block": METADATA_ELEMENTS, "label": METADATA_ELEMENTS - {"br"}}


@dataclass(frozen=True, slots=True)
class Attr:
    """An attribute: its name, the field it fills (of the object, or of its part ``owner``), and its type.

    An element that lacks a ``required`` one cannot be written.
    """

    name: str
    field: str
    kind: str = "string"
    owner: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A child element: its name, the field it fills, and what it is: a shape, or the type of its text.

    ``many`` says whether it repeats.  Children of the same ``rank`` may stand in any order.
    """

    name: str
    field: str
    shape: Shape | str | Callable[[], Shape]
    many: bool = True
    rank: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What an element is in the model.

    ``text`` is the field that holds the element's text and its type.  The types ``block`` and ``label`` are text with
    markup, whose markup goes to ``content``; a label has no line breaks [BlockType, Label1Type].
    """

    cls: type
    attrs: tuple[Attr, ...] = ()
    children: tuple[Child, ...] = ()
    text: tuple[str, str] | None = None
    #: The parts of the object that attributes of this element fill, and their classes.
    owners: tuple[tuple[str, type], ...] = ()

    @property
    def covered(self) -> frozenset[str]:
        """The fields that have a place in the element."""
        return _covered(self)


@cache
def _covered(shape: Shape) -> frozenset[str]:
    names = {attr.owner or attr.field for attr in shape.attrs} | {child.field for child in shape.children}
    if shape.text:
        names.add(shape.text[0])
        if shape.text[1] in _MIXED:
            names.add("content")
    return frozenset(names | {"foreign"})


@cache
def _attr_table(shape: Shape) -> dict[str, Attr]:
    return {attr.name: attr for attr in shape.attrs}


@cache
def _child_table(shape: Shape) -> dict[str, Child]:
    return {f"{{{NAR}}}{child.name}": child for child in shape.children}


def shape_of(child: Child) -> Shape | str:
    """The shape of a child; a shape that contains itself is given as a function."""
    return child.shape() if callable(child.shape) else child.shape


# --- reading --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Reading:
    """What reading one item needs beside the element."""

    problems: list[Problem] = field(default_factory=list)
    #: Aliases that mean "this is a plain word, no QCode".
    literal_aliases: tuple[str, ...] = ()

    def problem(self, code: str, message: str, element: _Element, severity: str = "error", hint: str | None = None) -> None:
        """A fault that does not stop the reading."""
        self.problems.append(
            Problem(code, severity, message, line=element.sourceline, path=xpath(element), hint=hint)  # type: ignore[arg-type]
        )

    def plain(self, text: str) -> str:
        """A QCode of the literal scheme as the word that it is."""
        if not self.literal_aliases:
            return text
        words = []
        for part in text.split(" "):
            alias, colon, code = part.partition(":")
            words.append(code if colon and alias in self.literal_aliases else part)
        return " ".join(words)


def read(shape: Shape, element: _Element, reading: Reading) -> Any:
    """An object of ``shape.cls`` from ``element``."""
    values = read_fields(shape, element, reading)
    for spec in fields(shape.cls):
        # A text that the schema demands and the source lacks is empty.
        if spec.default is MISSING and spec.default_factory is MISSING and spec.name not in values:
            values[spec.name] = 0 if spec.type == "int" else ""
    return shape.cls(**values)


def read_fields(shape: Shape, element: _Element, reading: Reading, prefix: str = "") -> dict[str, Any]:
    """The fields that ``element`` fills, ``foreign`` included; ``prefix`` begins the paths of its foreign fragments."""
    values: dict[str, Any] = {}
    foreign: list[Foreign] = []
    _read_attributes(shape, element, reading, values, foreign, prefix)
    if shape.text and shape.text[1] in _MIXED:
        _read_mixed(element, values)
    else:
        _read_children(shape, element, reading, values, foreign, prefix)
    if foreign:
        values["foreign"] = foreign
    return values


def _read_attributes(
    shape: Shape, element: _Element, reading: Reading, values: dict[str, Any], foreign: list[Foreign], prefix: str
) -> None:
    table = _attr_table(shape)
    owned: dict[str, dict[str, Any]] = {}
    for name, text in element.attrib.items():
        attr = table.get(name)
        if attr is None:
            if name != XML_SPACE or not shape.text:
                foreign.append(Foreign(f"{prefix}@{name}", text))
            continue
        try:
            value = KINDS[attr.kind].parse(text)
        except ValueError:
            reading.problem("G2-VALUE", f"@{name} is not a {attr.kind}", element, "warning")
            foreign.append(Foreign(f"{prefix}@{name}", text))
            continue
        if attr.kind in ("qcode", "qcodes"):
            value = reading.plain(value)
        (values if attr.owner is None else owned.setdefault(attr.owner, {}))[attr.field] = value
    classes = dict(shape.owners)
    for owner, found in owned.items():
        values[owner] = classes[owner](**found)


def preserved(element: _Element) -> bool:
    """Whether white space in ``element`` means something (XML 1.0, 2.10)."""
    return element.get(XML_SPACE) == "preserve"


def _read_mixed(element: _Element, values: dict[str, Any]) -> None:
    content = read_inlines(element, preserve=preserved(element))
    values["value"] = text_of(content)
    if any(not isinstance(part, str) for part in content):
        values["content"] = content


def _own_text(element: _Element) -> str:
    """The text directly in ``element``, comments and instructions left out."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _read_children(
    shape: Shape, element: _Element, reading: Reading, values: dict[str, Any], foreign: list[Foreign], prefix: str
) -> None:
    text = _own_text(element)
    if shape.text:
        name, kind = shape.text
        _read_text(name, kind, text, element, reading, values, foreign, prefix)
    elif text.strip(_WHITE):
        foreign.append(Foreign(f"{prefix}text()", squeezed(text)))
    table = _child_table(shape)
    seen: list[str] = []
    position = 0
    for node in element.iterchildren(etree.Element):
        child = table.get(node.tag)
        if child is None or not _read_child(child, node, reading, values, foreign, prefix, seen.count(child.name)):
            foreign.append(Foreign(f"{prefix}{local(node.tag)}", serialised(node), position))
        else:
            seen.append(child.name)
        position += 1
    if seen != _default_order(shape, seen):
        foreign.append(Foreign(f"{prefix}{ORDER}", " ".join(seen)))


def _read_text(
    name: str, kind: str, text: str, element: _Element, reading: Reading, values: dict[str, Any], foreign: list[Foreign], prefix: str
) -> None:
    if kind == "exact":
        values[name] = text
        return
    if not preserved(element):
        text = squeezed(text)
    try:
        values[name] = KINDS[kind].parse(text)
    except ValueError:
        reading.problem("G2-VALUE", f"the content of {local(element.tag)} is not a {kind}", element, "warning")
        foreign.append(Foreign(f"{prefix}text()", text))


def _read_child(
    child: Child, node: _Element, reading: Reading, values: dict[str, Any], foreign: list[Foreign], prefix: str, index: int
) -> bool:
    """Put ``node`` into its field; ``False`` where it does not fit and must be kept whole."""
    if not child.many and child.field in values:
        reading.problem("G2-REPEATED", f"{child.name} must not be repeated", node, "warning")
        return False
    shape = shape_of(child)
    if isinstance(shape, Shape):
        value = read(shape, node, reading)
    else:
        text = squeezed(_own_text(node)) if shape != "string" and not preserved(node) else _own_text(node)
        try:
            value = KINDS[shape].parse(text)
        except ValueError:
            reading.problem("G2-VALUE", f"{child.name} is not a {shape}: {text[:40]!r}", node, "warning")
            return False
        if len(node):
            return False
        place = f"{prefix}{child.name}{f'[{index}]' if child.many else ''}/@"
        foreign.extend(Foreign(place + name, found) for name, found in node.attrib.items() if name != XML_SPACE)
    if child.many:
        values.setdefault(child.field, []).append(value)
    else:
        values[child.field] = value
    return True


def _default_order(shape: Shape, names: Sequence[str]) -> list[str]:
    """``names`` in the order in which the writer puts them when nothing is known of the source's order."""
    place = {child.name: (child.rank, index) for index, child in enumerate(shape.children)}
    return sorted(names, key=lambda name: place[name])


def local(tag: str) -> str:
    """A tag as a path shows it: bare in NewsML-G2's namespace, in Clark notation elsewhere."""
    return tag.removeprefix(f"{{{NAR}}}")


def serialised(element: _Element) -> str:
    """``element`` as XML that stands alone, in the canonical form that is the same wherever it stood [Exclusive XML
    Canonicalization 1.0]; comments are kept."""
    alone = element
    if element.tail:
        alone = copy.copy(element)
        alone.tail = None
    spoken = _spoken(alone) if len(alone.nsmap) > 1 else None
    text = etree.tostring(alone, method="c14n", exclusive=True, with_comments=True, inclusive_ns_prefixes=spoken)
    return text.decode()


def _spoken(element: _Element) -> list[str]:
    """The prefixes that a value within ``element`` may mean: ``xs`` in ``valuedatatype="xs:integer"``."""
    values = [text for node in element.iter(etree.Element) for text in (node.text or "", *node.attrib.values())]
    return [prefix for prefix in element.nsmap if prefix and any(f"{prefix}:" in text for text in values)]


def xpath(element: _Element) -> str:
    """The path of ``element`` with names and, where there are several, positions."""
    steps: list[str] = []
    node: _Element | None = element
    while node is not None:
        parent: _Element | None = node.getparent()
        step = local(node.tag) if isinstance(node.tag, str) else "node()"
        if parent is not None:
            twins = [other for other in parent.iterchildren(node.tag)]
            if len(twins) > 1:
                step += f"[{twins.index(node) + 1}]"
        steps.append(step)
        node = parent
    return "/" + "/".join(reversed(steps))


# --- writing --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Writing:
    """What writing one item needs beside the object."""

    losses: Losses = field(default_factory=Losses)
    #: What was carried whole and put back: its layout is its own.
    whole: list[_Element] = field(default_factory=list)
    #: Whether a word was written where a QCode must stand, so that its scheme has to be declared.
    literals: bool = False


def write(shape: Shape, value: Any, element: _Element, writing: Writing, path: str) -> None:
    """Fill ``element`` with ``value``; what has no place in it is a loss at ``path``."""
    for spec in fields(value):
        if spec.name in shape.covered or spec.name == "type":
            continue
        default = spec.default_factory() if spec.default_factory is not MISSING else spec.default
        found = getattr(value, spec.name)
        if found != default:
            writing.losses.dropped(f"{path}.{spec.name}", found, f"{local(element.tag)} has no place for it")
    report_strangers(value, path, writing)
    write_fields(shape, value, element, writing, path)


def report_strangers(value: Any, path: str, writing: Writing) -> None:
    """What was carried for another format has no place in this one."""
    for index, one in enumerate(getattr(value, "foreign", ())):
        if one.format != "newsml-g2":
            writing.losses.dropped(f"{path}.foreign[{index}]", one, f"it belongs to {one.format}")


def written(shape: Shape, value: Any, element: _Element, writing: Writing, path: str) -> bool:
    """Fill ``element`` with ``value``; where it then lacks what it must have, the whole value is lost: ``False``."""
    mark = len(writing.losses.items)
    write(shape, value, element, writing, path)
    missing = [attr.name for attr in shape.attrs if attr.required and element.get(attr.name) is None]
    if not missing:
        return True
    del writing.losses.items[mark:]
    writing.losses.dropped(path, value, f"{local(element.tag)} must have @{' and @'.join(missing)}")
    return False


def write_fields(shape: Shape, value: Any, element: _Element, writing: Writing, path: str, prefix: str = "") -> None:
    """Fill ``element`` with the fields of ``value`` that ``shape`` has."""
    _write_attributes(shape, value, element, writing, path)
    foreign = _foreign_under(value.foreign if hasattr(value, "foreign") else (), prefix)
    if shape.text:
        _write_text(shape, value, element, writing, path)
    _write_children(shape, value, element, writing, path, foreign)
    for one in foreign:
        name = one.path[len(prefix) :]
        if name.startswith("@"):
            element.set(name[1:], one.value)
        elif "/@" in name:
            _set_below(element, name, one.value)
        elif name == "text()" and not element.text:
            element.text = one.value


def _foreign_under(foreign: Iterable[Foreign], prefix: str) -> list[Foreign]:
    """The fragments that belong to the element of ``prefix`` itself, not to one within it that has its own."""
    return [
        one
        for one in foreign
        if one.format == "newsml-g2" and one.path.startswith(prefix) and (prefix or not one.path.startswith(_WRAPPERS))
    ]


#: The elements that share one object of the model with their parent.
_WRAPPERS: Final = ("itemMeta/", "contentMeta/")


def _write_attributes(shape: Shape, value: Any, element: _Element, writing: Writing, path: str) -> None:
    owned: dict[str, set[str]] = {}
    for attr in shape.attrs:
        holder = value if attr.owner is None else getattr(value, attr.owner)
        if attr.owner is not None:
            owned.setdefault(attr.owner, set()).add(attr.field)
        found = None if holder is None else getattr(holder, attr.field)
        if found is None:
            continue
        place = f"{path}.{attr.owner}.{attr.field}" if attr.owner else f"{path}.{attr.field}"
        text = KINDS[attr.kind].show(found)
        if text is None:
            writing.losses.dropped(place, found, f"it is not a {attr.kind} as @{attr.name} must be")
            continue
        if attr.kind in ("qcode", "qcodes") and text != found:
            writing.literals = True
        element.set(attr.name, text)
    for owner, names in owned.items():
        holder = getattr(value, owner)
        if holder is not None:
            for spec in fields(holder):
                if spec.name not in names and getattr(holder, spec.name) is not None:
                    place = f"{path}.{owner}.{spec.name}"
                    writing.losses.dropped(place, getattr(holder, spec.name), f"{local(element.tag)} has no place for it")


def _write_text(shape: Shape, value: Any, element: _Element, writing: Writing, path: str) -> None:
    assert shape.text is not None
    name, kind = shape.text
    found = getattr(value, name)
    if kind in _MIXED:
        content = value.content if value.content is not None else [value.value]
        write_inlines(content, element, NAR, _MIXED[kind])
        if not survives(content):
            element.set(XML_SPACE, "preserve")
        return
    if found is None:
        return
    if kind == "exact":
        element.text = found
        return
    set_text(element, kind, found, writing, f"{path}.{name}")


def set_text(element: _Element, kind: str, found: Any, writing: Writing, path: str) -> None:
    """The text of ``element`` as a ``kind``; what cannot be said exactly is said as near as can be, and is a loss."""
    text = KINDS[kind].show(found)
    if text is None and kind == "line":
        text = squeezed(str(found))
        writing.losses.coerced(path, found, f"{local(element.tag)} is one line: its white space was collapsed")
    elif text is None:
        writing.losses.dropped(path, found, f"it is not a {kind} as {local(element.tag)} must be")
        return
    if text != squeezed(text) and kind in ("line", "string"):
        element.set(XML_SPACE, "preserve")
    element.text = text


def _write_children(
    shape: Shape, value: Any, element: _Element, writing: Writing, path: str, foreign: Sequence[Foreign]
) -> None:
    made: dict[str, list[_Element]] = {}
    for child in shape.children:
        made[child.name] = _made(child, value, element, writing, path)
    whole = [one for one in foreign if one.position is not None]
    for node in _ordered(shape, made, foreign):
        element.append(node)
    for one in sorted(whole, key=lambda one: one.position or 0):
        writing.whole.append(parsed(one.value))
        element.insert(min(one.position or 0, len(element)), writing.whole[-1])


def _made(child: Child, value: Any, element: _Element, writing: Writing, path: str) -> list[_Element]:
    """The elements of one child, not yet in place."""
    found = getattr(value, child.field)
    items = [found] if not child.many and found is not None else found or []
    shape = shape_of(child)
    nodes: list[_Element] = []
    for index, item in enumerate(items):
        place = f"{path}.{child.field}[{index}]" if child.many else f"{path}.{child.field}"
        node = element.makeelement(f"{{{NAR}}}{child.name}")
        if isinstance(shape, Shape):
            if not written(shape, item, node, writing, place):
                continue
        else:
            set_text(node, shape, item, writing, place)
            if node.text is None and item != "":
                continue
        nodes.append(node)
    return nodes


def _ordered(shape: Shape, made: dict[str, list[_Element]], foreign: Sequence[Foreign]) -> list[_Element]:
    """The made elements in the source's order if it still fits, else in the schema's."""
    names = [child.name for child in shape.children for _ in made[child.name]]
    order = _default_order(shape, names)
    kept = next((one.value.split(" ") for one in foreign if one.path.rpartition("/")[2] == ORDER), None)
    if kept is not None and Counter(kept) == Counter(order):
        order = kept
    taken = {name: iter(nodes) for name, nodes in made.items()}
    return [next(taken[name]) for name in order]


def _set_below(element: _Element, name: str, value: str) -> None:
    """An attribute of a child that is a plain value in the model: ``expires[1]/@id``."""
    step, _, attribute = name.rpartition("/@")
    tag, _, index = step.partition("[")
    twins = list(element.iterchildren(f"{{{NAR}}}{tag}"))
    number = int(index.rstrip("]")) if index else 0
    if number < len(twins):
        twins[number].set(attribute, value)


def parsed(xml: str) -> _Element:
    """A serialised fragment as an element; it came from a parser once, and is parsed as safely again."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml.encode("utf-8"), parser)


LITERAL: Final = (LITERAL_ALIAS, LITERAL_URI)
