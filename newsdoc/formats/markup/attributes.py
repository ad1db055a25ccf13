"""Attributes between the model and XML.

The model's ``attributes`` map names in Clark notation to exact values.  Besides the names of real attributes they know:

- ``element``: the source's name of the element where it is not the usual one; ``""`` where the node had no element of
  its own (text that stands in a ``div`` without a paragraph).  An attribute that is really called so is ``{}element``.
- keys with a slash or of dots: what the source said on an element around or within the node that the model has no node
  for: ``../@class`` is the attribute ``class`` of the ``tbody`` around a row, ``figcaption/@class`` that of a figure's
  caption, ``..`` the name of the element around.

What cannot be written as an attribute without being taken for something else goes, as a JSON object, into the one
attribute :data:`EXTRA`, so that any attributes at all come back exactly.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsdoc.formats.markup.names import XML, XML_LANG, XML_SPACE
from newsdoc.loading.chars import forbidden

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: The attribute for attributes that cannot be written as what they are.
EXTRA: Final = "data-newsdoc-attributes"
ELEMENT: Final = "element"
#: An attribute of the source that has the name of the reserved key.
LITERAL_ELEMENT: Final = "{}element"

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
#: XML's own attributes, with the values that they may have everywhere; what else they say might make a document invalid.
_XML_VALUES = {
    "lang": re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?"),
    "space": re.compile(r"preserve|default"),
    "base": re.compile(r"[A-Za-z0-9+.\-:/_~%]*"),
}
_SPECIAL_VALUE = re.compile(r'[&<>"\t\n\r]')
_VALUE = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(text: str) -> str:
    """``text`` as character data (XML 1.0, 2.4); CR as a reference, since a parser would read a line feed."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def quote(value: str) -> str:
    """``value`` as an attribute's value with its quotation marks; white space as references, so that it stays."""
    if _SPECIAL_VALUE.search(value) is None:
        return f'"{value}"'
    return '"' + _SPECIAL_VALUE.sub(lambda found: _VALUE[found[0]], value) + '"'


def attribute(name: str, value: str | None) -> str:
    """One attribute with the space before it; nothing for ``None``."""
    return "" if value is None else f" {name}={quote(value)}"


def is_name(text: str) -> bool:
    """Whether ``text`` can be the name of an element or an attribute (Namespaces in XML, NCName)."""
    if _NAME.fullmatch(text):
        return True
    if not text or text.isascii() or ":" in text:
        return False
    try:
        etree.QName(None, text)
    except ValueError:
        return False
    return True


def written(attributes: Mapping[str, str], taken: Collection[str] = (), *, strict: bool = False) -> str:
    """``attributes`` as text, each with a space before it.

    ``taken`` are the names that the reader understands on this element: to come back as an attribute, one with such a
    name goes into :data:`EXTRA`, and so does what is no name of an attribute.  ``strict`` writes in one order, and as
    attributes only what certainly comes back.
    """
    parts: list[str] = []
    extra: dict[str, str] = {}
    for key, value in sorted(attributes.items()) if strict else attributes.items():
        certain = not strict or key in (XML_LANG, XML_SPACE) or _NAME.fullmatch(key)
        name = _direct(key, value, len(parts)) if certain and key not in taken else None
        if name is None:
            extra[key] = value
        else:
            parts.append(f" {name}={quote(value)}")
    if extra.keys() == {EXTRA} and _object(extra[EXTRA]) is None:
        # Somebody else's attribute of that name.
        parts.append(f" {EXTRA}={quote(extra[EXTRA])}")
    elif extra:
        parts.append(f" {EXTRA}={quote(packed(extra))}")
    return "".join(parts)


def packed(attributes: dict[str, str]) -> str:
    """The value of :data:`EXTRA`."""
    return json.dumps(attributes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _direct(key: str, value: str, number: int) -> str | None:
    """The name to write ``key`` with, a namespace declaration before it if it needs one; ``None`` where it has none."""
    if key[:1] == "{":
        return _prefixed(key, value, number)
    if key in (ELEMENT, EXTRA) or key.startswith("xmlns") or not is_name(key):
        return None
    return key


def _prefixed(key: str, value: str, number: int) -> str | None:
    if key == LITERAL_ELEMENT:
        return ELEMENT
    namespace, _, name = key[1:].rpartition("}")
    if not is_name(name) or not namespace:
        return None
    if namespace == XML:
        pattern = _XML_VALUES.get(name)
        return f"xml:{name}" if pattern is not None and pattern.fullmatch(value) else None
    prefix = PREFIXES.get(namespace, f"n{number}")
    return f"xmlns:{prefix}={quote(namespace)} {prefix}:{name}"


#: The customary prefixes of namespaces whose attributes stand in news markup.
PREFIXES: Final = {
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.idpf.org/2007/ops": "epub",
    "http://www.w3.org/2005/11/its": "its",
    "http://iptc.org/std/nar/2006-10-01/": "nar",
}


def restored(found: dict[str, str]) -> dict[str, str] | None:
    """What is left of an element's attributes after the reader took what it understands; ``None`` for nothing."""
    if not found:
        return None
    if ELEMENT in found:
        found[LITERAL_ELEMENT] = found.pop(ELEMENT)
    if EXTRA in found:
        extra = _object(found[EXTRA])
        if extra is not None:
            del found[EXTRA]
            found.update(extra)
    return found


def _object(text: str) -> dict[str, str] | None:
    """The JSON object of strings that ``text`` is; ``None`` where it is anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or not value:
        return None
    if not all(isinstance(item, str) and forbidden(item) is None for pair in value.items() for item in pair):
        return None
    return value
