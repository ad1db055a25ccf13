"""Writes objects by the shapes of their elements: what has no place in them is a loss."""

from __future__ import annotations

from collections import Counter
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Losses
from newsdoc.formats.markup.whitespace import survives
from newsdoc.formats.markup.xhtml import write_inlines
from newsdoc.formats.newsmlg2.kinds import KINDS, LITERAL_ALIAS, squeezed
from newsdoc.formats.newsmlg2.shape import (
    MIXED,
    NAR,
    ORDER,
    XML_SPACE,
    Child,
    Shape,
    default_order,
    local,
    parsed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from newsdoc.model.document import Foreign


@dataclass(slots=True)
class Writing:
    """What writing one item needs beside the object."""

    losses: Losses = field(default_factory=Losses)
    #: What was carried whole and put back: its layout is its own.
    whole: list[_Element] = field(default_factory=list)
    #: Whether a word was written where a QCode must stand, so that its scheme has to be declared.
    literals: bool = False
    #: The version of the standard to write.
    version: str = ""


def write(shape: Shape, value: Any, element: _Element, writing: Writing, path: str) -> None:
    """Fill ``element`` with ``value``; what has no place in it is a loss at ``path``."""
    for name, default in _uncovered(shape, type(value)):  # type: ignore[arg-type]  # a class is hashable
        found = getattr(value, name)
        if found != default:
            writing.losses.dropped(f"{path}.{name}", found, f"{local(element.tag)} has no place for it")
    report_strangers(value, path, writing)
    write_fields(shape, value, element, writing, path)
    if shape.details == "within" and (value.contact_info or value.symbols or value.geometries or value.foreign):
        from newsdoc.formats.newsmlg2.details import write_within

        write_within(element, value, writing, path)


@cache
def _uncovered(shape: Shape, cls: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a class that have no place in the element, each with its default, which nobody changes."""
    return tuple(
        (spec.name, spec.default_factory() if spec.default_factory is not MISSING else spec.default)
        for spec in fields(cls)
        if spec.name not in shape.covered
    )


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
                    writing.losses.dropped(
                        place, getattr(holder, spec.name), f"{local(element.tag)} has no place for it"
                    )


def _write_text(shape: Shape, value: Any, element: _Element, writing: Writing, path: str) -> None:
    assert shape.text is not None
    name, kind = shape.text
    found = getattr(value, name)
    if kind in MIXED:
        content = value.content if value.content is not None else [value.value]
        write_inlines(content, element, NAR, MIXED[kind])
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
    if text != squeezed(text) and kind == "line":
        element.set(XML_SPACE, "preserve")
    element.text = text


def _write_children(
    shape: Shape, value: Any, element: _Element, writing: Writing, path: str, foreign: Sequence[Foreign]
) -> None:
    made: dict[str, list[_Element]] = {}
    for child in shape.children:
        made[child.name] = _made(child, value, element, writing, path)
    whole = [one for one in foreign if one.position is not None]
    kept = next((one for one in foreign if one.path.rpartition("/")[2] == ORDER), None)
    order, used = _order(shape, made, kept)
    taken = {name: iter(nodes) for name, nodes in made.items()}
    nodes = [next(taken[name]) for name in order]
    if kept is not None and not used:
        index = next(index for index, one in enumerate(value.foreign) if one is kept)
        writing.losses.dropped(f"{path}.foreign[{index}]", kept, "not all that it puts in order is there")
    placed: list[tuple[int, _Element]] = []
    for one in sorted(whole, key=lambda one: one.position or 0):
        writing.whole.append(parsed(one.value))
        writing.literals |= f"{LITERAL_ALIAS}:" in one.value
        placed.append((one.position or 0, writing.whole[-1]))
    element.extend(merged(nodes, placed) if placed else nodes)


def merged(nodes: Iterable[_Element], placed: Iterable[tuple[int, _Element]]) -> list[_Element]:
    """``nodes`` with others among them, each at its place, in the order of which they come; linear."""
    found: list[_Element] = []
    rest = iter(nodes)
    for place, node in placed:
        found += islice(rest, max(place - len(found), 0))
        found.insert(place, node)
    return [*found, *rest]


def _made(child: Child, value: Any, element: _Element, writing: Writing, path: str) -> list[_Element]:
    """The elements of one child, not yet in place."""
    found = getattr(value, child.field)
    items = [found] if not child.many and found is not None else found or []
    shape = child.shape
    nodes: list[_Element] = []
    for index, item in enumerate(items):
        place = f"{path}.{child.field}[{index}]" if child.many else f"{path}.{child.field}"
        node = element.makeelement(f"{{{NAR}}}{child.name}", nsmap={None: NAR})
        if isinstance(shape, Shape):
            if not written(shape, item, node, writing, place):
                continue
        else:
            set_text(node, shape, item, writing, place)
            if node.text is None and item != "":
                continue
        nodes.append(node)
    return nodes


def _order(shape: Shape, made: dict[str, list[_Element]], kept: Foreign | None) -> tuple[list[str], bool]:
    """The names of the made elements in the source's order if it still fits, else in the schema's; and which it is."""
    names = [child.name for child in shape.children for _ in made[child.name]]
    own = kept.value.split(" ") if kept is not None else []
    if kept is not None and Counter(own) == Counter(names):
        return own, True
    return default_order(shape, names), False


def _set_below(element: _Element, name: str, value: str) -> None:
    """An attribute of a child that is a plain value in the model: ``expires[1]/@id``."""
    step, _, attribute = name.rpartition("/@")
    tag, _, index = step.partition("[")
    twins = list(element.iterchildren(f"{{{NAR}}}{tag}"))
    number = int(index.rstrip("]")) if index else 0
    if number < len(twins):
        twins[number].set(attribute, value)
