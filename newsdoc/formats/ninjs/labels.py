"""Headlines and descriptions: texts with roles, which may be markup."""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

import json
import math
import re
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

#: Why the headline has no role.
_MAIN: Final = "written as the headline, which has no role in this line of ninjs"
#: What divides the names of a URI or a QCode.
_LAST_NAME: Final = re.compile(r"[:/#]")


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

    The main one has a property without a role where there is that, as in line 1 for headlines; another that has no role
    gets the role ``text``.
    """

    place: str
    part: Part

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
        main = main_of(labels, writing.language, coded=bool(owner.catalogs)) if False in names else None
        for index, label in enumerate(labels):
            role = label.role if label.role is not None else label.role_uri
            if index == main:
                out[names[False][0]] = label.value
                if role is not None:
                    writing.note(f"{path}[{index}].role", _MAIN)
                    writing.note(f"{path}[{index}].role_uri", _MAIN)
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


def main_of(labels: list[Label], language: str | None, *, coded: bool) -> int | None:
    """The index of the text that a reader would call the headline; ``None`` where all have roles that are words.

    By language, that of the document before others; then by rank; then one without a role, or whose role is ``main``, before
    those with others; then by order.  A role does not speak against a text where it is a QCode or a URI and the document
    has catalogs (``coded``); else it is a word of ninjs, and the end of a property's name.
    """
    fitting = [
        index
        for index, label in enumerate(labels)
        if label.role is label.role_uri is None or (coded and _is_code(label))
    ]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return min(fitting, key=lambda index: _grade(labels[index], language))


def _is_code(label: Label) -> bool:
    return label.role is None or ":" in label.role


def _grade(label: Label, language: str | None) -> tuple[int, float, bool]:
    """How far a text is from being the headline: by language, rank and role."""
    own, wanted = ((tag or "").lower() for tag in (label.language, language))
    alien = 2
    if not own or not wanted or own == wanted:
        alien = 0
    elif own.partition("-")[0] == wanted.partition("-")[0]:
        alien = 1
    role = label.role if label.role is not None else label.role_uri
    other = role is not None and not any(_LAST_NAME.split(one)[-1] == "main" for one in role.split())
    return alien, math.inf if label.rank is None else label.rank, other


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
