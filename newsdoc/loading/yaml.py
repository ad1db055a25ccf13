"""YAML, as far as front matter needs it: mappings, lists and texts, with the place of each.

Nothing is typed here: ``no``, ``012``, ``12:30`` and ``2024-09-09`` stay the texts that they are, and whoever knows what a
key means decides.  What makes YAML dangerous or ambiguous is refused: anchors, aliases, tags, directives, merge keys,
keys that are not texts, keys given twice, several documents, and more of anything than a document needs.

PyYAML's event parser does the reading (libyaml where it is there).  It takes some of what YAML 1.2.2 forbids, for which
:class:`_Strictness` looks at the source once more, and it breaks lines at U+0085, U+2028 and U+2029, which YAML 1.2 does
not: these are hidden from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Self

import yaml

from newsdoc.errors import ReadError, excerpt
from newsdoc.loading.chars import line_column
from newsdoc.loading.yaml_lines import plain_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The largest text, in characters; the most nodes; the deepest nesting; the most keys of one mapping.
MAX_LENGTH: Final = 960 * 1024
MAX_NODES: Final = 50_000
MAX_DEPTH: Final = 32
MAX_KEYS: Final = 1000

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


class Text(str):
    """A scalar.  ``plain`` says that it stood without quotation marks; ``line`` and ``column`` count from 1."""

    __slots__ = ("column", "line", "plain")

    line: int
    column: int
    plain: bool

    def __new__(cls, value: str, line: int = 0, column: int = 0, *, plain: bool = False) -> Self:
        """A text at a place."""
        self = str.__new__(cls, value)
        self.line = line
        self.column = column
        self.plain = plain
        return self

    @property
    def is_null(self) -> bool:
        """Whether nothing is given: no value at all, or one of YAML's words for it without quotation marks."""
        return self.plain and self in _NULLS


class Sequence(list[Any]):
    """A list with its place."""

    __slots__ = ("column", "line")

    def __init__(self, items: Any = (), line: int = 0, column: int = 0) -> None:
        super().__init__(items)
        self.line = line
        self.column = column


class Mapping(dict[Text, Any]):
    """A mapping with its place; its keys have theirs."""

    __slots__ = ("column", "line")

    def __init__(self, items: Any = (), line: int = 0, column: int = 0) -> None:
        super().__init__(items)
        self.line = line
        self.column = column


def load(text: str, *, first_line: int = 1) -> Mapping:
    """The mapping that ``text`` is; an empty text is an empty one.

    The values are :class:`Text`, :class:`Sequence` and :class:`Mapping`: strings, lists and dicts that know their place.
    ``first_line`` is the number of the text's first line in its file.  Raises :class:`newsdoc.ReadError` with line and
    column: ``FM-SYNTAX``, ``FM-ANCHOR``, ``FM-ALIAS``, ``FM-TAG``, ``FM-DIRECTIVE``, ``FM-MULTI-DOC``, ``FM-COMPLEX-KEY``,
    ``FM-DUPLICATE-KEY``, ``FM-MERGE-KEY``, ``FM-DEPTH``, ``FM-TOO-LARGE``, ``FM-TOO-MANY-NODES``, ``FM-NOT-A-MAPPING``.
    """
    if len(text) > MAX_LENGTH:
        raise _error("FM-TOO-LARGE", f"more than {MAX_LENGTH:,} characters", first_line, 1)
    found = plain_mapping(text, first_line, (Text, Sequence, Mapping))
    # What is too much is told, with its place, by the parser's way.
    return compose(text, first_line) if found is None or len(found) > MAX_KEYS else found


def compose(text: str, first_line: int = 1) -> Mapping:
    """As :func:`load`, always with the parser."""
    return _Composer(text if text.endswith(("\n", "\r")) else text + "\n", first_line).compose()


def is_plain_text(text: str) -> bool:
    """Whether ``text`` is YAML, and no more than a text without quotation marks."""
    root = _Composer(text + "\n", 1).tree()
    return isinstance(root, Text) and root.plain


def comments(text: str, *, first_line: int = 1) -> list[tuple[int, str]]:
    """The comments of a text that :func:`load` takes, each with its line."""
    if "#" not in text or not _MAY_COMMENT.search(text):
        return []
    hidden = _Hidden(text)
    found: list[tuple[int, str]] = []
    end, counted, line = 0, 0, first_line
    for token in yaml.scan(hidden.text, Loader=_LOADER):
        # Between two tokens are white space and comments.
        for match in _COMMENT.finditer(hidden.text, end, token.start_mark.index):
            line += hidden.text.count("\n", counted, match.start())
            counted = match.start()
            found.append((line, hidden.restored(match[0])))
        end = token.end_mark.index
    return found


_MAY_COMMENT = re.compile(r"^#|[ \t]#", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")


def _error(code: str, message: str, line: int, column: int, hint: str | None = None) -> ReadError:
    return ReadError(message, code=code, line=line, column=column, hint=hint)


class _Hidden:
    """Characters that the parser breaks lines at, replaced by ones that the text does not have."""

    def __init__(self, text: str) -> None:
        used = [char for char in "\x85\u2028\u2029" if char in text]
        free = (chr(number) for number in range(0xE000, 0xF900) if chr(number) not in text) if used else iter(())
        self.back = {ord(stand_in): char for char, stand_in in zip(used, free, strict=False)}
        self.text = text.translate({ord(char): number for number, char in self.back.items()}) if used else text

    def restored(self, value: str) -> str:
        return value.translate(self.back) if self.back else value


class _Composer:
    """Makes the tree of the parser's events."""

    def __init__(self, text: str, first_line: int) -> None:
        self.hidden = _Hidden(text)
        self.offset = first_line
        self.nodes = 0
        self.open: list[Sequence | Mapping] = []
        #: The key that waits for its value, for every collection that is open.
        self.keys: list[Text | None] = []
        self.root: Any = None
        self.documents = 0

    def compose(self) -> Mapping:
        """The one document's mapping."""
        root = self.tree()
        if isinstance(root, Mapping):
            return root
        if isinstance(root, Text) and root.is_null:
            return Mapping((), self.offset, 1)
        hint = "write one “key: value” a line"
        raise _error("FM-NOT-A-MAPPING", "this is not a mapping of keys to values", root.line, root.column, hint)

    def tree(self) -> Any:
        """The one document's root."""
        control = _CONTROL.search(self.hidden.text)
        if control:
            line, column = line_column(self.hidden.text, control.start())
            message = f"U+{ord(control[0]):04X} is not a character of YAML"
            raise _error("FM-SYNTAX", message, line + self.offset - 1, column, "write it as an escape in double quotes")
        strictness = _Strictness(self.hidden.text)
        for event in self._events():
            if type(event) is yaml.ScalarEvent and not strictness.flows and self._put_plainly(event):
                continue
            # Nothing can be wrong with a text without quotation marks that stands in no flow collection.
            if strictness.flows or type(event) is not yaml.ScalarEvent or event.style:
                fault = strictness.fault(event)
                if fault:
                    raise self._refused("FM-SYNTAX", fault, event)
            self._take(event)
        return Text("", self.offset, 1, plain=True) if self.root is None else self.root

    def _put_plainly(self, event: Any) -> bool:
        """Put a text that can only be a value, as most texts are, where it belongs: the short way for them."""
        if event.style or event.anchor is not None or event.tag is not None or not self.open or self.hidden.back:
            return False
        top, key = self.open[-1], self.keys[-1]
        mark = event.start_mark
        if key is not None:
            top[key] = Text(event.value, mark.line + self.offset, mark.column + 1, plain=True)  # type: ignore[call-overload]
            self.keys[-1] = None
        elif type(top) is Sequence:
            top.append(Text(event.value, mark.line + self.offset, mark.column + 1, plain=True))
        else:
            return False
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refused("FM-TOO-MANY-NODES", f"more than {MAX_NODES:,} values", event)
        return True

    def _events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.hidden.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            said = " ".join(part for part in (error.context, error.problem) if part)
            # libyaml 0.2.6 and later refuse what is nested too deep before it is taken here.
            code = "FM-DEPTH" if "nesting depth" in said else "FM-SYNTAX"
            raise _error(code, f"this is not YAML: {said}", line + self.offset, column + 1) from None

    def _refused(self, code: str, message: str, event: Any, hint: str | None = None) -> ReadError:
        mark = event.start_mark
        return _error(code, message, mark.line + self.offset, mark.column + 1, hint)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._check_node(event)
            mark = event.start_mark
            value = self.hidden.restored(event.value) if self.hidden.back else event.value
            self._put(Text(value, mark.line + self.offset, mark.column + 1, plain=not event.style), event)
        elif kind in _COLLECTIONS:
            self._check_node(event)
            self._begin(_COLLECTIONS[kind], event)
        elif kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            self.keys.pop()
            value = self.open.pop()
            if not self.open:
                self.root = value
        elif kind is yaml.AliasEvent:
            raise self._refused("FM-ALIAS", "aliases (*name) are not allowed", event, "write the value out")
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if event.version or event.tags:
                raise self._refused("FM-DIRECTIVE", "directives (%) are not allowed", event)
            if self.documents > 1:
                raise self._refused("FM-MULTI-DOC", "there is more than one YAML document", event)

    def _check_node(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refused("FM-ANCHOR", "anchors (&name) are not allowed", event, "write the value out")
        if event.tag is not None:
            raise self._refused("FM-TAG", f"tags are not allowed: {excerpt(event.tag)}", event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._refused("FM-TOO-MANY-NODES", f"more than {MAX_NODES:,} values", event)

    def _begin(self, cls: type[Sequence | Mapping], event: Any) -> None:
        if self.open and isinstance(self.open[-1], Mapping) and self.keys[-1] is None:
            raise self._refused("FM-COMPLEX-KEY", "a key is a text, not a list or a mapping", event)
        if len(self.open) >= MAX_DEPTH:
            raise self._refused("FM-DEPTH", f"values stand more than {MAX_DEPTH} deep in each other", event)
        value = cls((), event.start_mark.line + self.offset, event.start_mark.column + 1)
        if self.open:
            self._put(value, event)
        self.open.append(value)
        self.keys.append(None)

    def _put(self, value: Any, event: Any) -> None:
        """``value`` where it belongs: the next item, the next key, or the value of the key before."""
        if not self.open:
            self.root = value
            return
        top = self.open[-1]
        if isinstance(top, Sequence):
            top.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = self._checked_key(value, top, event)
        else:
            top[self.keys[-1]] = value
            self.keys[-1] = None

    def _checked_key(self, key: Text, mapping: Mapping, event: Any) -> Text:
        if key.plain and key == "<<":
            raise self._refused("FM-MERGE-KEY", "merge keys (<<) are not allowed", event, "write the values out")
        if key.plain and not key:
            raise self._refused("FM-COMPLEX-KEY", "a value has no key", event)
        if key in mapping:
            raise self._refused("FM-DUPLICATE-KEY", f"the key {excerpt(key)} is given twice", event)
        if len(mapping) >= MAX_KEYS:
            raise self._refused("FM-TOO-MANY-NODES", f"more than {MAX_KEYS:,} keys in one mapping", event)
        return key


_COLLECTIONS: Final[dict[type, type[Sequence | Mapping]]] = {
    yaml.SequenceStartEvent: Sequence,
    yaml.MappingStartEvent: Mapping,
}

#: What is no character of YAML (5.1): the parsers refuse it, too, and know its place in bytes only.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLOCK_HEADER = re.compile(r"[|>](?:[0-9][+-]|[+-]?[0-9]?)(?P<after>[^\s]?)")


class _Strictness:
    """The rules of YAML 1.2.2 that libyaml does not enforce."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.lines = self.text.split("\n")
        #: The column of every block collection that is open, -1 for a flow collection.
        self.columns: list[int] = []
        self.flows = 0
        self.end = (0, 0)
        #: Whether nothing in the text can be a comment or a mark of a key where none is allowed.
        self.simple = not any(sign in text for sign in "#?\t")

    def fault(self, event: Any) -> str | None:
        """What is wrong with the source up to this event; ``None`` if nothing is."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            start, end = event.start_mark.line, event.end_mark.line
            if self.simple and start == end == self.end[0] and event.value != "-":
                self.end = (end, event.end_mark.column)
                return None
            return self._scalar(event) if self.flows or event.style else None
        if kind in _COLLECTIONS:
            return self._begin(event)
        if kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            return self._finish(event)
        return None

    @property
    def _indent(self) -> int:
        """The column of the innermost block collection: what continues a value must stand further right (6.1)."""
        return next((column for column in reversed(self.columns) if column >= 0), -1)

    def _begin(self, event: Any) -> str | None:
        fault = self._gap(event)
        if event.flow_style:
            self.flows += 1
            self.columns.append(-1)
            self.end = (event.end_mark.line, event.end_mark.column)
        else:
            self.columns.append(event.start_mark.column)
        return fault

    def _finish(self, event: Any) -> str | None:
        if self.columns.pop() >= 0:
            return None
        self.flows -= 1
        fault = self._gap(event)
        self.end = (event.end_mark.line, event.end_mark.column)
        return fault or self._adjacent_comment()

    def _scalar(self, event: Any) -> str | None:
        fault = self._gap(event)
        start, end = event.start_mark, event.end_mark
        self.end = (end.line, end.column)
        if fault:
            return fault
        if event.style in ("|", ">"):
            return self._block_scalar(event)
        if not event.style:
            return "“-” alone is not a value" if self.flows and event.value == "-" else None
        return self._indented(start.line + 1, end.line) or self._adjacent_comment()

    def _adjacent_comment(self) -> str | None:
        """A comment needs white space before it (6.6)."""
        line, column = self.end
        return "a comment needs a space before it" if self.lines[line][column : column + 1] == "#" else None

    def _gap(self, event: Any) -> str | None:
        """What stands between the last value and this one, within a flow collection: commas, line ends, comments."""
        if not self.flows:
            return None
        line, column = self.end
        last = event.start_mark.line
        if last > line and (fault := self._indented(line + 1, last, closing=True)):
            return fault
        if last < line:
            return None
        if self.lines[last][: event.start_mark.column].endswith("?"):
            return "a key that begins with “?” needs quotation marks"
        for number in range(line, last + 1):
            part = self.lines[number]
            start, stop = (column if number == line else 0), (event.start_mark.column if number == last else len(part))
            mark = part.find("#", start, stop)
            if mark > 0 and part[mark - 1] not in " \t":
                return "a comment needs a space before it"
        return None

    def _indented(self, first: int, last: int, *, closing: bool = False) -> str | None:
        """Whether the lines that continue a value are indented; a line that only closes it need not be."""
        least = self._indent + 1
        for line in self.lines[first : last + 1]:
            stripped = line.lstrip(" ")
            rest = stripped.lstrip("\t")
            if not rest or (closing and rest[0] in "]}" and len(line) - len(stripped) == least - 1) or rest[0] == "#":
                continue
            if len(line) - len(stripped) < least:
                return "a line that continues a value must be indented with spaces"
        return None

    def _block_scalar(self, event: Any) -> str | None:
        """The header (8.1.1) and the leading empty lines (8.1.1.1) of a block scalar."""
        start = event.start_mark
        header = _BLOCK_HEADER.match(self.lines[start.line], start.column)
        if header is None or header["after"]:
            return "a comment needs a space before it"
        if any(char.isdigit() for char in header[0]):
            return None
        widest = 0
        for line in self.lines[start.line + 1 :]:
            indent = len(line) - len(line.lstrip(" "))
            if len(line) > indent:
                spread = self._indent < indent < widest
                return "an empty line is indented more than the text that follows" if spread else None
            widest = max(widest, indent)
        return None
