"""Headlines and descriptions: texts with roles, which may be markup."""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.ninjs import markups
from newsdoc.formats.ninjs.codecs import Part, is_uri
from newsdoc.formats.ninjs.engine import FORMAT
from newsdoc.formats.ninjs.kinds import Restores, free_key, joined, place_of
from newsdoc.model.compare import merged
from newsdoc.model.document import Foreign, Label
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from newsdoc.formats.ninjs.engine import Frame, Writing
    from newsdoc.formats.ninjs.shapes import Entries, Row, Rows
    from newsdoc.model.content import Inline

#: The path of what is kept of a text that newsdoc would write otherwise.
ORIGINAL: Final = "value"


def original_of(foreign: list[Foreign]) -> str | None:
    """The text as the source had it, where it was kept."""
    for item in foreign:
        if item.format == FORMAT and item.path == ORIGINAL:
            try:
                value = json.loads(item.value)
            except ValueError:
                return None
            return value if isinstance(value, str) else None
    return None


def kept(text: str) -> Foreign:
    """``text`` as a foreign fragment."""
    return Foreign(ORIGINAL, json.dumps(text, ensure_ascii=False), format=FORMAT)


@dataclass(frozen=True, eq=False)
class Labels(Restores):
    """Texts with roles: an array of objects, or properties whose names end in the role.

    ``main`` says that a text without a role has a property of its own there; else it is the role ``text``.
    """

    place: str
    part: Part
    main: bool = False

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the list, in the order of the object."""
        labels: list[Label] = []
        for row, key, value in entries:
            if row.shape.type == "array":
                labels += [self.part.read_at(item, (key, index), frame) for index, item in enumerate(value)]
            else:
                name = row.name(frame.reading.version) or ""
                role = key[len(name) - 1 :] if name.endswith("*") else None
                labels.append(_label(role, value))
        owner, name, _ = place_of(target, self.place)
        setattr(owner, name, labels)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The array, or a property a text."""
        owner, name, _ = place_of(source, self.place)
        labels: list[Label] = getattr(owner, name)
        path = joined(path, self.place)
        names = {row.concept.endswith("*"): (key, row) for key, row in rows}
        if not labels:
            return {}
        if any(row.shape.type == "array" for _, row in rows):
            key = rows[0][0]
            return {
                key: [self.part.write(label, rows[0][1], writing, f"{path}[{i}]") for i, label in enumerate(labels)]
            }
        out: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        order: list[int] = []
        for index, label in enumerate(labels):
            role = label.role if label.role is not None else label.role_uri
            if role is None and False in names and names[False][0] not in out:
                out[names[False][0]] = label.value
            elif True in names:
                start = names[True][0][:-1]
                key = free_key(role if role is not None else "text", out, numbers, start)
                marked_up = markups.label_type(key.removeprefix(start)) == markups.MEDIA_TYPES[markups.XHTML]
                out[key] = markup_of(label) if marked_up else label.value
            else:
                continue
            order.append(index)
        writing.aligned[path] = order
        return out

    def about(self, row: Row) -> str:
        """The list."""
        return f"`{self.place}` (the role is the end of the name)" if "*" in row.concept else f"`{self.place}`"


def _label(role: str | None, text: str) -> Label:
    """A text of line 1, where nothing but its role can say what media type it is."""
    if role and is_uri(role):
        return Label(text, role_uri=role)
    label = Label(text, role=role, content_type=markups.label_type(role))
    read_markup(label)
    return label


def read_markup(label: Label) -> None:
    """Make of a label's text what its media type says that it is; a text that newsdoc would write otherwise is kept."""
    text = label.value
    if text is None or markups.type_kind(label.content_type) != markups.XHTML:
        return
    content = markups.parse_inline(text)
    if content is None:
        label.foreign.append(kept(text))
        return
    label.value = text_of(content)
    label.content = content if any(not isinstance(part, str) for part in content) else None
    if markups.render_inline(content) != text:
        label.foreign.append(kept(text))


def markup_of(label: Label) -> str:
    """The XHTML of a label, as the source had it where it still says the same."""
    content: list[Inline] = label.content if label.content is not None else [label.value]
    original = original_of(label.foreign)
    if original is not None:
        found = markups.parse_inline(original)
        if (original == label.value) if found is None else found == merged(content):
            return original
    return markups.render_inline(content)


@dataclass(frozen=True, eq=False)
class Markup(Restores):
    """The text of a label, which is markup where its media type says so."""

    def read(self, entries: Entries, target: Any, frame: Frame) -> None:
        """Set the text, and the markup if there is any."""
        values = {row.concept: value for row, _, value in entries}
        target.content_type = values.get("contentType")
        target.value = values.get("value")
        read_markup(target)

    def write(self, source: Any, rows: Rows, writing: Writing, path: str) -> dict[str, Any]:
        """The text, or the markup."""
        marked_up = markups.type_kind(source.content_type) == markups.XHTML
        values = {"contentType": source.content_type, "value": markup_of(source) if marked_up else source.value}
        return {key: values[row.concept] for key, row in rows if values[row.concept] is not None}

    def about(self, row: Row) -> str:
        """The field."""
        return "`content_type`" if row.concept == "contentType" else "`value`, or `content` where it is markup"
