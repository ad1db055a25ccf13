"""Values of the front matter that are plainly what their key needs, made without the validator.

Most front matter is texts and lists of texts.  :data:`MAKERS` has what makes a field's value of them; whatever else there is,
and whatever a field cannot have, is :data:`NOT_PLAIN` and for the general way of :mod:`~newsdoc.formats.markdown.front_matter`,
which gives the very same for what is made here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from newsdoc.formats.markdown import shorthand
from newsdoc.formats.markdown.fields import ROWS
from newsdoc.loading.yaml import Sequence, Text
from newsdoc.model import document as model
from newsdoc.model.timestamp import PATTERN, Timestamp

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_PLAIN: Final[Any] = object()

_TIME = re.compile(PATTERN)
_INT = re.compile(r"(?:0|[1-9][0-9]{0,14})", re.ASCII)


def _text(value: Text) -> Any:
    return str(value)


def _time(value: Text) -> Any:
    found = shorthand.time(value)
    return Timestamp(found) if _TIME.fullmatch(found) else NOT_PLAIN


def _int(value: Text) -> Any:
    return int(value) if _INT.fullmatch(value) else NOT_PLAIN


def _concept(value: Text) -> Any:
    text = str(value)
    field = shorthand.meaning(text)
    if field == "qcode":
        return model.Concept(text)
    return model.Concept(uri=text) if field == "uri" else model.Concept(names=[model.Name(text)])


def _word(words: tuple[str, ...]) -> Callable[[Text], Any]:
    return lambda value: str(value) if value in words else NOT_PLAIN


def _first_field(cls: Callable[[str], Any]) -> Callable[[Text], Any]:
    """What makes an object of the text that its first field is."""
    return lambda value: cls(str(value))


#: What makes a value of a text.
_OF_TEXT: Final[dict[Any, Callable[[Text], Any]]] = {
    str: _text,
    int: _int,
    Timestamp: _time,
    model.Concept: _concept,
    **{cls: _first_field(cls) for cls in (model.Label, model.AltId, model.Language)},
}


def _one(make: Callable[[Text], Any]) -> Callable[[Any], Any]:
    return lambda value: make(value) if type(value) is Text else NOT_PLAIN


def _many(make: Callable[[Text], Any]) -> Callable[[Any], Any]:
    def made(value: Any) -> Any:
        found = []
        for item in value if type(value) is Sequence else (value,):
            one = make(item) if type(item) is Text else NOT_PLAIN
            if one is NOT_PLAIN:
                return NOT_PLAIN
            found.append(one)
        return found

    return made


def _maker(hint: Any) -> Callable[[Any], Any] | None:
    """What makes the values of a field; ``None`` where they are no texts."""
    members = [one for one in get_args(hint) if one is not type(None)] if _is_union(hint) else [hint]
    if get_origin(members[0]) is list:
        make = _OF_TEXT.get(get_args(members[0])[0])
        return _many(make) if make else None
    if get_origin(members[0]) is Literal:
        return _one(_word(get_args(members[0])))
    # Of several types the first is asked; what it does not take is for the general way.
    make = _OF_TEXT.get(members[0])
    return _one(make) if make else None


def _is_union(hint: Any) -> bool:
    return get_origin(hint) is Union or type(hint).__name__ == "UnionType"


def _makers() -> dict[str, Callable[[Any], Any]]:
    hints = {"metadata": get_type_hints(model.Metadata), "document": get_type_hints(model.Document)}
    found = {row.key: _maker(hints[row.owner][row.field]) for row in ROWS}
    return {key: make for key, make in found.items() if make is not None}


#: The key → what makes the value of its field of a text or a list of texts.
MAKERS: Final = _makers()
