"""What libxml2 says of a fault against an XML Schema, in plain words and with a code that does not change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from newsdoc.errors import escaped, excerpt

#: So many of the elements that could stand in a place are named.
_NAMED: Final = 12
#: A longer message carries a long value in its middle.
_LONGEST: Final = 2_000

_HEAD = re.compile(r"Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: (?P<rest>.*)", re.DOTALL)
_NAMESPACE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what its code ends with, the message, and the attribute that it is about, in Clark notation."""

    code: str
    message: str
    attribute: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A kind of message: its form, the code, and what to say; groups of the form stand in braces.

    ``element`` and ``what``, the attribute or else the element, can be used besides.  A ``value`` is put in quotes and
    shortened, ``names`` are listed, a ``name`` loses its namespace.
    """

    form: re.Pattern[str]
    code: str
    words: str


def _row(form: str, code: str, words: str) -> _Row:
    return _Row(re.compile(form, re.DOTALL), code, words)


_TYPE = r"(?:local )?(?:atomic|list|union) type"

ROWS: Final = (
    _row(
        r"This element is not expected\. Expected is (?:one of )?\( (?P<names>.*) \)\.",
        "UNEXPECTED-ELEMENT",
        "{element} is not expected here; expected: {names}",
    ),
    _row(r"This element is not expected\.", "UNEXPECTED-ELEMENT", "{element} is not expected here"),
    _row(
        r"Missing child element\(s\)\. Expected is (?:one of )?\( (?P<names>.*) \)\.",
        "MISSING-ELEMENT",
        "{element} lacks an element; expected: {names}",
    ),
    _row(r"Missing child element\(s\)\.", "MISSING-ELEMENT", "{element} lacks an element"),
    _row(
        r"The attribute '(?P<name>[^']*)' is required but missing\.",
        "MISSING-ATTRIBUTE",
        "{element} must have the attribute {name}",
    ),
    _row(
        r"The attribute '(?P<name>[^']*)' is not allowed\.",
        "UNEXPECTED-ATTRIBUTE",
        "{element} cannot have the attribute {name}",
    ),
    _row(
        r"No matching global attribute declaration available.*",
        "UNKNOWN-ATTRIBUTE",
        "{what} is not declared, and only what is declared can stand here",
    ),
    _row(r"Character content.*is empty\.", "UNEXPECTED-TEXT", "{element} must be empty, and there is text in it"),
    _row(r"Element content.*is empty\.", "UNEXPECTED-CHILD", "{element} must be empty, and there are elements in it"),
    _row(r"Character content.*", "UNEXPECTED-TEXT", "{element} only takes elements, and there is text in it"),
    _row(r"Element content.*", "UNEXPECTED-CHILD", "{element} only takes text, and there are elements in it"),
    _row(
        r"No matching global declaration available for the validation root\.",
        "UNKNOWN-ROOT",
        "{element} is not an element that a document begins with",
    ),
    _row(
        r"No matching global element declaration available.*",
        "UNKNOWN-ELEMENT",
        "{element} is not declared, and only what is declared can stand here",
    ),
    _row(
        r"\[facet 'pattern'\] The value '(?P<value>.*)' is not accepted by the pattern '(?P<pattern>.*)'\.",
        "PATTERN",
        "{value} in {what} has not the form {pattern}",
    ),
    _row(
        r"\[facet 'enumeration'\] The value '(?P<value>.*)' is not an element of the set \{(?P<set>.*)\}\.",
        "ENUMERATION",
        "{value} in {what} is none of {set}",
    ),
    _row(
        r"\[facet 'm..(?:In|Ex)clusive'\] The value '(?P<value>.*)' (?:is|must be) (?P<relation>.*) than "
        r"(?:or equal to )?(?:the (?:minimum|maximum) value allowed )?\(?'(?P<limit>.*)'\)?\.",
        "RANGE",
        "{value} in {what} is out of range; the limit is {limit}",
    ),
    _row(
        r"\[facet '\w*[lL]ength'\].* length of '(?P<length>\d+)'.*'(?P<limit>\d+)'\.",
        "LENGTH",
        "the value of {what} has the length {length}; the limit is {limit}",
    ),
    _row(r"\[facet '\w+'\] The value '(?P<value>.*)'[^']*", "VALUE", "{value} in {what} is not allowed"),
    _row(
        rf"'(?P<value>.*)' is not a valid value of the {_TYPE} '(?P<name>[^']*)'\.",
        "VALUE",
        "{value} in {what} is not of the type {name}",
    ),
    _row(rf"'(?P<value>.*)' is not a valid value of the {_TYPE}\.", "VALUE", "{value} in {what} is not allowed"),
    # libxml2 cuts long messages off, and what it says of the value with them.
    _row(r"(?:\[facet '\w+'\] The value )?'(?P<value>.*)", "VALUE", "{value} in {what} is not allowed"),
)

#: The code of a kind of fault whose message is not known, by the beginning of libxml2's name for it.
_BY_TYPE: Final = (("SCHEMAV_CVC_IDC", "KEY"), ("SCHEMAV_CVC_DATATYPE", "VALUE"), ("SCHEMAV_CVC_FIXED", "VALUE"))


def explain(type_name: str, message: str) -> Fault:
    """The fault that libxml2 means by an error of the type ``type_name`` (``SCHEMAV_CVC_PATTERN_VALID`` …)."""
    if len(message) > _LONGEST:
        message = f"{message[: _LONGEST // 4]}…{message[-_LONGEST // 2 :]}"
    head = _HEAD.fullmatch(message.strip())
    if head is None:
        return Fault(_code(type_name), escaped(_bare(message), 300), None)
    attribute = head["attribute"]
    element = f"<{_bare(head['element'])}>"
    what = f"the attribute {_bare(attribute)} of {element}" if attribute else element
    for row in ROWS:
        match = row.form.fullmatch(head["rest"])
        if match is not None:
            parts = {name: _shown(name, value) for name, value in match.groupdict().items()}
            return Fault(row.code, row.words.format(element=element, what=what, **parts), attribute)
    return Fault(_code(type_name), f"{what}: {escaped(_bare(head['rest']), 300)}", attribute)


def _code(type_name: str) -> str:
    return next((code for start, code in _BY_TYPE if type_name.startswith(start)), "OTHER")


def _bare(text: str) -> str:
    """``text`` without the namespaces of names."""
    return _NAMESPACE.sub("", text)


def _shown(name: str, value: str) -> str:
    if name == "value":
        return excerpt(value)
    if name == "names":
        return _listed(value)
    return escaped(_bare(value) if name == "name" else value, 300)


def _listed(names: str) -> str:
    """The names of elements, as libxml2 lists them, in a sentence; wildcards come last."""
    items = [item.strip() for item in names.split(",")]
    named = [f"<{_bare(item)}>" for item in items if not item.endswith("*")]
    wild = [f"any element of {item[1:-2]}" for item in items if item.startswith("{") and item.endswith("}*")]
    other = ["an element of another namespace"] if any(item.startswith("##") for item in items) else []
    more = [f"{len(named) - _NAMED} more"] if len(named) > _NAMED else []
    shown = [*named[:_NAMED], *more, *wild, *other]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
