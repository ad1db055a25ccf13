"""Where in an XML document an element or an attribute stands: its XPath, its line and its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

#: What begins with ``<`` in a well-formed document, start tags last.
_MARKUP = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<tag>[^/!?\s>]+)", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s*+(?P<name>[^\s=/>]++)\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_LINE_END = re.compile(r"\r\n|\r|\n")
#: One step of the paths that libxml2 gives: a name, or ``*``, and a position.
_STEP = re.compile(r"(?P<name>[^/\[\]]+)(?:\[(?P<position>\d+)\])?")
#: libxml2 counts no further.
_LAST_LINE: Final = 65_535


class Places:
    """The places of one document; ``text`` is its source in UTF-8, ``None`` where that is not at hand."""

    def __init__(self, root: etree._Element, text: bytes | None) -> None:
        self.root = root
        self.text = None if text is None else text.decode()
        self._children: dict[etree._Element, list[etree._Element]] = {}
        self._positions: dict[etree._Element, dict[etree._Element, int]] = {}

    # --- paths ------------------------------------------------------------------------------------------------------

    def element(self, path: str) -> etree._Element:
        """The element that libxml2 means by ``path`` (``/*/*[3]/nitf:p[2]``); the nearest above where it means none."""
        element = self.root
        for step in list(_STEP.finditer(path))[1:]:
            name, position = step["name"], int(step["position"] or 1)
            children = self._elements(element)
            same = children if name == "*" else [child for child in children if _qname(child) == name]
            if position > len(same):
                break
            element = same[position - 1]
        return element

    def _elements(self, parent: etree._Element) -> list[etree._Element]:
        if parent not in self._children:
            self._children[parent] = list(parent.iterchildren("*"))
        return self._children[parent]

    def path(self, element: etree._Element, attribute: str | None = None) -> str:
        """The XPath of ``element``, or of its ``attribute``: names, and positions where several have the same name."""
        steps = [f"@{_local(attribute)}"] if attribute else []
        one: etree._Element | None = element
        while one is not None:
            steps.append(self._step(one))
            one = one.getparent()
        return "/" + "/".join(reversed(steps))

    def _step(self, element: etree._Element) -> str:
        parent = element.getparent()
        if parent is None:
            return _qname(element)
        if parent not in self._positions:
            self._positions[parent] = self._counted(parent)
        position = self._positions[parent][element]
        return f"{_qname(element)}[{position}]" if position else _qname(element)

    def _counted(self, parent: etree._Element) -> dict[etree._Element, int]:
        """Each child's position among those of its name; 0 where there is no other."""
        children = self._elements(parent)
        total = Counter(child.tag for child in children)
        seen: Counter[object] = Counter()
        positions = {}
        for child in children:
            seen[child.tag] += 1
            positions[child] = seen[child.tag] if total[child.tag] > 1 else 0
        return positions

    # --- lines and columns ------------------------------------------------------------------------------------------

    def find(self, wanted: Sequence[tuple[etree._Element, str | None]]) -> list[tuple[int | None, int | None]]:
        """Line and column, from 1, of the start tag of each element, or of the attribute in it."""
        if self.text is None:
            return [(_known(element.sourceline), None) for element, _ in wanted]
        offsets = self._offsets({element for element, _ in wanted})
        return [self._place(self._attribute(offsets[element], attribute)) for element, attribute in wanted]

    def _offsets(self, wanted: set[etree._Element]) -> dict[etree._Element, int]:
        """The index of the start tag of each element: the n-th element has the n-th start tag."""
        numbers = {number: element for number, element in enumerate(self.root.iter("*")) if element in wanted}
        found: dict[etree._Element, int] = {}
        for number, index in enumerate(self._start_tags()):
            if number in numbers:
                found[numbers[number]] = index
                if len(found) == len(numbers):
                    break
        return found

    def _start_tags(self) -> Iterator[int]:
        for match in _MARKUP.finditer(self.text or ""):
            if match["tag"] is not None:
                yield match.start()

    def _attribute(self, index: int, name: str | None) -> int:
        """The index of an attribute in the start tag at ``index``; ``index`` where it has none of that name."""
        if name is None:
            return index
        text = self.text or ""
        tag = _MARKUP.match(text, index)
        at = tag.end() if tag else index
        while (match := _ATTRIBUTE.match(text, at)) is not None:
            prefix, _, local = match["name"].rpartition(":")
            if local == _local(name) and bool(prefix) == name.startswith("{"):
                return match.start("name")
            at = match.end()
        return index

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text or ""))]

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1


def _known(line: int | None) -> int | None:
    return line if line is not None and line < _LAST_LINE else None


def _local(name: str | None) -> str:
    return (name or "").rpartition("}")[2]


def _qname(element: etree._Element) -> str:
    """The element's name as libxml2 writes it in a path: with its prefix, if it has one."""
    local = _local(str(element.tag))
    return f"{element.prefix}:{local}" if element.prefix else local
