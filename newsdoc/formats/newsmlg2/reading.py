"""Reads elements by their shapes: what has no field is kept beside it, exactly."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from newsdoc.errors import ReadError
from newsdoc.formats.markup.xhtml import read_inlines
from newsdoc.formats.newsmlg2.kinds import KINDS, Unusual, squeezed
from newsdoc.formats.newsmlg2.shape import (
    MIXED,
    ORDER,
    WHITE,
    XML_SPACE,
    Child,
    Shape,
    attr_table,
    child_table,
    default_order,
    local,
    serialised,
    shape_of,
    xpath,
)
from newsdoc.model.document import Foreign
from newsdoc.model.walk import text_of
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.validation.problem import Severity

#: The most faults that an input may have; one with more is not NewsML-G2 by any measure.
MAX_PROBLEMS: Final = 1000


@dataclass(slots=True)
class Reading:
    """What reading one item needs beside the element."""

    problems: list[Problem] = field(default_factory=list)
    #: Aliases that mean "this is a plain word, no QCode".
    literal_aliases: tuple[str, ...] = ()

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
    filling = _Filling(reading, prefix)
    filling.read_attributes(shape, element)
    if shape.text and shape.text[1] in MIXED:
        filling.read_mixed(element)
    else:
        filling.read_children(shape, element)
    if filling.foreign:
        filling.values["foreign"] = filling.foreign
    return filling.values


def preserved(element: _Element) -> bool:
    """Whether white space in ``element`` means something (XML 1.0, 2.10)."""
    return element.get(XML_SPACE) == "preserve"


def _own_text(element: _Element) -> str:
    """The text directly in ``element``, comments and instructions left out."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


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

    def read_attributes(self, shape: Shape, element: _Element) -> None:
        table = attr_table(shape)
        owned: dict[str, dict[str, Any]] = {}
        strange: list[tuple[str, str]] = []
        for name, text in element.attrib.items():
            attr = table.get(str(name))
            if attr is None:
                if name != XML_SPACE or not shape.text:
                    strange.append((f"@{name}", text))
                continue
            try:
                value = KINDS[attr.kind].parse(text)
            except ValueError as error:
                if not isinstance(error, Unusual):
                    self.reading.problem("G2-VALUE", f"@{name} is not a {attr.kind}", element, "warning")
                strange.append((f"@{name}", text))
                continue
            if attr.kind in ("qcode", "qcodes"):
                value = self.reading.plain(value)
            (self.values if attr.owner is None else owned.setdefault(attr.owner, {}))[attr.field] = value
        classes = dict(shape.owners)
        for owner, found in owned.items():
            self.values[owner] = classes[owner](**found)
        for path, text in sorted(strange):
            self.keep(path, text)

    def read_mixed(self, element: _Element) -> None:
        content = read_inlines(element, preserve=preserved(element))
        self.values["value"] = text_of(content)
        if any(not isinstance(part, str) for part in content):
            self.values["content"] = content

    def read_children(self, shape: Shape, element: _Element) -> None:
        text = _own_text(element)
        if shape.text:
            self._read_text(*shape.text, text, element)
        elif text.strip(WHITE):
            self.keep("text()", squeezed(text))
        table = child_table(shape)
        seen: list[str] = []
        for position, node in enumerate(element.iterchildren(etree.Element)):
            child = table.get(str(node.tag))
            if child is not None and self._read_child(child, node, seen.count(child.name)):
                seen.append(child.name)
            else:
                self.keep(local(node.tag), serialised(node), position)
        if seen != default_order(shape, seen):
            self.keep(ORDER, " ".join(seen))

    def _read_text(self, name: str, kind: str, text: str, element: _Element) -> None:
        if kind == "exact":
            self.values[name] = text
            return
        if not preserved(element):
            text = squeezed(text)
        try:
            self.values[name] = KINDS[kind].parse(text)
        except Unusual:
            self.keep("text()", text)
        except ValueError:
            self.reading.problem("G2-VALUE", f"the content of {local(element.tag)} is not a {kind}", element, "warning")
            self.keep("text()", text)

    def _read_child(self, child: Child, node: _Element, index: int) -> bool:
        """Put ``node`` into its field; ``False`` where it does not fit and must be kept whole."""
        if not child.many and child.field in self.values:
            self.reading.problem("G2-REPEATED", f"{child.name} must not be repeated", node, "warning")
            return False
        shape = shape_of(child)
        if isinstance(shape, Shape):
            value = read(shape, node, self.reading)
        else:
            try:
                value = self._read_leaf(shape, node)
            except Unusual:
                return False
            except ValueError:
                self.reading.problem("G2-VALUE", f"{child.name} is not a {shape}", node, "warning")
                return False
            place = f"{child.name}[{index}]/@" if child.many else f"{child.name}/@"
            for name, text in sorted(node.attrib.items()):
                if name != XML_SPACE:
                    self.keep(f"{place}{name}", text)
        if child.many:
            self.values.setdefault(child.field, []).append(value)
        else:
            self.values[child.field] = value
        return True

    @staticmethod
    def _read_leaf(kind: str, node: _Element) -> Any:
        """The value of an element that is one value in the model; :class:`ValueError` where it is more, or none."""
        if len(node):
            raise ValueError(kind)
        text = node.text or ""
        return KINDS[kind].parse(text if kind == "string" or preserved(node) else squeezed(text))
