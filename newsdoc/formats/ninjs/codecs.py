"""How the value of one property becomes the value of one field of the model, and back.

Each codec has ``read`` (JSON of the row's shape → model; raises :class:`MisfitError`) and ``write`` (model → JSON, ``None``
where the version cannot say it), and ``about``, what NOTES.md says of it.
"""

# ruff: noqa: ARG002 - all have the same parameters, whether they need them or not

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from newsdoc import vocabulary
from newsdoc.formats.ninjs.engine import MisfitError, read_object, write_object
from newsdoc.formats.ninjs.fit import WIDEST
from newsdoc.formats.ninjs.times import is_complete, midnight, zoned
from newsdoc.model.document import Concept, Label, Language, Name
from newsdoc.model.timestamp import Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdoc.formats.ninjs.engine import Frame, Writing
    from newsdoc.formats.ninjs.shapes import Row, Table

_ABSOLUTE: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:|tag:|mailto:|tel:)\S+")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?", re.ASCII)


def is_uri(text: str) -> bool:
    """Whether ``text`` is an absolute URI rather than a word or a QCode, which has a colon too."""
    return _ABSOLUTE.fullmatch(text) is not None


def resolved(qcode: str | None, writing: Writing) -> str | None:
    """The URI of a QCode in the document being written."""
    return vocabulary.resolve_in(qcode, writing.schemes) if qcode is not None else None


class Codec(Protocol):
    """What turns a value of JSON into one of the model, and back."""

    #: Whether text is written as it is.
    as_it_is: ClassVar[bool]

    @property
    def about(self) -> str:
        """What NOTES.md says of it."""

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The field's value for a property's; raises :class:`MisfitError`."""

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The property's value for a field's; ``None`` where the version cannot say it."""


@dataclass(frozen=True, slots=True)
class Same:
    """Text or a number, as it is; a number that the property cannot have is rounded, a wrong one left out."""

    as_it_is: ClassVar[bool] = True

    whole: bool = False
    about: str = ""

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The value; :class:`MisfitError` where the model wants an integer and it is none."""
        if self.whole and isinstance(value, float):
            if not value.is_integer() or abs(value) >= WIDEST:
                raise MisfitError(key)
            return int(value)
        return value

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The value, rounded where the property is an integer."""
        if isinstance(value, float) and row.shape.type == "integer":
            return round(value)
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words that the model has other words for."""

    as_it_is: ClassVar[bool] = False

    words: tuple[tuple[str, str], ...]

    @property
    def about(self) -> str:
        """The words."""
        return ", ".join(f"{word} = {value}" for word, value in self.words)

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The model's word."""
        return dict(self.words)[value]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The property's word."""
        return next((word for word, meaning in self.words if meaning == value), None)


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that the model has as text (a duration in seconds, a frame rate)."""

    as_it_is: ClassVar[bool] = False

    about: str = "number ↔ text"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The number as JSON writes it."""
        return json.dumps(value)

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The number, where the text is one as JSON writes it."""
        number = json.loads(value) if _NUMBER.fullmatch(value) else None
        return number if number is not None and math.isfinite(number) else None


@dataclass(frozen=True, slots=True)
class Time:
    """A date-time; a date or local time is completed, and what was assumed is reported."""

    as_it_is: ClassVar[bool] = False

    about: str = "local time takes the zone asked for, or is reported"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The text as a timestamp."""
        return Timestamp(value)

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """A date-time with a zone; ``None`` for what is no time."""
        time = Timestamp(value)
        if is_complete(time):
            return str(time)
        if not time.precision:
            return None
        text, assumed = zoned(time, writing.options.timezone)
        if assumed and time.precision == "second":
            writing.note(path, "the time has no zone and ninjs needs one: UTC was assumed", "defaulted")
        elif time.precision != "second":
            writing.note(path, "ninjs needs a date and a time: the beginning was taken", "coerced")
        elif text != value:
            # Of hour 24 it is the same moment, too.
            writing.note(path, "the zone is the one asked for", silent=True)
        return text


@dataclass(frozen=True, slots=True)
class Truncated:
    """A date-time that may end early; a date alone has no zone."""

    as_it_is: ClassVar[bool] = False

    about: str = "may be truncated"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The text as a timestamp."""
        return Timestamp(value)

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The text, a date without its zone."""
        time = Timestamp(value)
        if time.precision != "second":
            return time.removesuffix(time.zone or "")
        whole = midnight(time)
        if whole != time:
            writing.note(path, "the same moment", silent=True)
        return str(whole)


@dataclass(frozen=True, slots=True)
class First:
    """The one that a list's first item is written as; the others are lost."""

    as_it_is: ClassVar[bool] = False

    inner: Codec

    @property
    def about(self) -> str:
        """The inner codec's."""
        return "; ".join(part for part in ("the first", self.inner.about) if part)

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A list of one."""
        return [self.inner.read(value, key, row, frame)]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The first item's JSON."""
        return self.inner.write(value[0], row, writing, f"{path}[0]") if value else None


@dataclass(frozen=True, slots=True)
class Every:
    """A list, item by item."""

    as_it_is: ClassVar[bool] = False

    inner: Codec

    @property
    def about(self) -> str:
        """The inner codec's."""
        return self.inner.about

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A list of the items."""
        return [self.inner.read(item, key, row, frame) for item in value]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The items that can be written; ``None`` where there is none."""
        written = [(i, self.inner.write(item, row, writing, f"{path}[{i}]")) for i, item in enumerate(value)]
        writing.aligned[path] = [index for index, item in written if item is not None]
        return [item for _, item in written if item is not None] or None


@dataclass(frozen=True, slots=True)
class MainText:
    """The main one of several labels: the first without a role, else the first."""

    as_it_is: ClassVar[bool] = False

    about: str = "value of the main one"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """One label."""
        return [Label(value)]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The main label's text."""
        index = next((i for i, label in enumerate(value) if label.role is None and label.role_uri is None), 0)
        writing.aligned[path] = [index]
        return value[index].value


@dataclass(frozen=True, slots=True)
class OneText:
    """A label that there is one of."""

    as_it_is: ClassVar[bool] = False

    about: str = "value"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The label."""
        return Label(value)

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """Its text."""
        return value.value


@dataclass(frozen=True, slots=True)
class OneName:
    """A concept's name, in the document's language if there are several."""

    as_it_is: ClassVar[bool] = False

    about: str = "value of one, in the document's language if it can be"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A list of one name."""
        return [Name(value)]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The name."""
        index = next((i for i, name in enumerate(value) if name.language == writing.language), 0)
        writing.aligned[path] = [index]
        return value[index].value


@dataclass(frozen=True, slots=True)
class Named:
    """A concept that ninjs has the name of, and nothing else."""

    as_it_is: ClassVar[bool] = False

    about: str = "name"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A concept with a name."""
        return Concept(names=[Name(value)])

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """Its name; for want of one its literal, its URI."""
        if value.names:
            return ONE_NAME.write(value.names, row, writing, f"{path}.names")
        return next((text for text in (value.literal, value.uri, resolved(value.qcode, writing)) if text), None)


@dataclass(frozen=True, slots=True)
class Said:
    """A concept that ninjs has one text for: its URI, or a literal."""

    as_it_is: ClassVar[bool] = False

    about: str = "uri, or literal"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A concept with a URI where the text is one."""
        return Concept(uri=value) if is_uri(value) else Concept(literal=value)

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """Its URI; its literal, QCode or name where it has none."""
        texts = (value.uri, resolved(value.qcode, writing), value.literal, value.qcode, value.name)
        return next((text for text in texts if text is not None), None)


@dataclass(frozen=True, slots=True)
class Coded:
    """A concept of one of IPTC's vocabularies, of which ninjs has the code."""

    as_it_is: ClassVar[bool] = False

    alias: str

    @property
    def about(self) -> str:
        """The QCode's form."""
        return f"qcode {self.alias}:…"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A concept with a QCode."""
        return Concept(qcode=f"{self.alias}:{value}")

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The code."""
        return code_in(self.alias, value.qcode, value.uri, writing) or value.literal


def code_in(alias: str, qcode: str | None, uri: str | None, writing: Writing) -> str | None:
    """The code of a concept in the vocabulary that IPTC calls ``alias``; ``None`` where it is in another."""
    if qcode is not None and alias not in writing.schemes and qcode.startswith(alias + ":"):
        return qcode[len(alias) + 1 :] or None
    scheme = vocabulary.STANDARD[alias]
    if qcode is not None:
        uri = resolved(qcode, writing)
    return uri[len(scheme) :] if uri is not None and uri.startswith(scheme) else None


@dataclass(frozen=True, slots=True)
class Tag:
    """The language of the content."""

    as_it_is: ClassVar[bool] = False

    about: str = "tag of the first"

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """A list of one language."""
        return [Language(value)]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The first one's tag."""
        return value[0].tag


@dataclass(frozen=True, slots=True)
class Part:
    """An object that is an object of the model; ``new`` makes an empty one.

    ``needs`` are fields without which the model has no such object.
    """

    as_it_is: ClassVar[bool] = False

    table: Table
    new: Callable[[], Any]
    needs: tuple[str, ...] = ()
    about: str = ""

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The object of the model."""
        return self.read_at(value, (key,), frame)

    def read_at(self, value: Any, path: tuple[str | int, ...], frame: Frame) -> Any:
        """The object of the model for the value at ``path``."""
        made = self.new()
        read_object(value, made, frame.inner(path, self.table, made))
        if any(getattr(made, name) is None for name in self.needs):
            raise MisfitError(str(path))
        return made

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The JSON object."""
        return write_object(self.table, value, writing, path)


@dataclass(frozen=True, slots=True)
class Parts:
    """An array of objects, each an object of the model."""

    as_it_is: ClassVar[bool] = False

    part: Part
    about: str = ""

    def read(self, value: Any, key: str, row: Row, frame: Frame) -> Any:
        """The objects of the model."""
        return [self.part.read_at(item, (key, index), frame) for index, item in enumerate(value)]

    def write(self, value: Any, row: Row, writing: Writing, path: str) -> Any:
        """The JSON objects; ``None`` where there is none."""
        return [self.part.write(item, row, writing, f"{path}[{index}]") for index, item in enumerate(value)] or None


TEXT = Same()
WHOLE = Same(whole=True)
NUMBER = Same()
TIME = Time()
TRUNCATED = Truncated()
DIGITS = Digits()
MAIN_TEXT = MainText()
ONE_TEXT = OneText()
ONE_NAME = OneName()
NAMED = Named()
SAID = Said()
LANGUAGE = Tag()
