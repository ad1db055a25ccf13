"""Attributes of NITF, and elements that are carried as they are: what the schema lets stand, and what is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from newsdoc.formats.markup.attributes import ELEMENT, attribute, quote
from newsdoc.formats.markup.names import NITF, XML, split_tag
from newsdoc.formats.markup.nitf_names import ATTRIBUTES, CARRIED, ELEMENT_VALUES, REQUIRED, TOKENS, VALUES
from newsdoc.formats.markup.raw import XML_TYPE, parser, raw_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.etree import _Element

#: What is lost: the kind, the path after that of the body, the whole value, and why.
LossRow = tuple[Literal["dropped", "flattened", "coerced", "defaulted"], str, object, str]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_TOKEN = re.compile(r"[A-Za-z0-9_.\-:]+")
_LANGUAGE = re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?")
_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[A-Za-z0-9_.\-/:#?=&%~+]+")
_NO_NAMES: Final[frozenset[str]] = frozenset()


class NitfAttributes:
    """Writes attributes.  ``losses`` grows by what NITF does not say."""

    def __init__(self) -> None:
        self.losses: list[LossRow] = []
        self._ids: set[str] = set()

    def attributes(
        self, name: str, attributes: Mapping[str, str] | None, path: str, taken: Collection[str] = ()
    ) -> str:
        """The attributes that an element of NITF can have; the others are reported as dropped."""
        parts: list[str] = []
        for key, value in (attributes or {}).items():
            if key in taken or key == ELEMENT or not self._may(name, key, value):
                reason = (
                    f"NITF's {name} has no attribute for it" if key != ELEMENT else "NITF has another element for it"
                )
                self.losses.append(("dropped", f"{path}.attributes.{key}", value, reason))
            elif key[:1] == "{":
                namespace, local = split_tag(key)
                prefix = "xml" if namespace == XML else f"n{len(parts)}"
                declared = "" if prefix == "xml" else attribute(f"xmlns:{prefix}", namespace)
                parts.append(f"{declared} {prefix}:{local}={quote(value)}")
            else:
                parts.append(f" {key}={quote(value)}")
        return "".join(parts)

    def _may(self, name: str, key: str, value: str) -> bool:
        if key[:1] == "{":
            return self._may_foreign(key, value)
        if key not in ATTRIBUTES.get(name, ()):
            return False
        if key == "id":
            if value in self._ids or not _NAME.fullmatch(value):
                return False
            self._ids.add(value)
            return True
        values = ELEMENT_VALUES.get((name, key), VALUES.get(key))
        if values is not None and value not in values:
            return False
        return key not in TOKENS or bool(_TOKEN.fullmatch(value))

    @staticmethod
    def _may_foreign(key: str, value: str) -> bool:
        namespace, local = split_tag(key)
        if not _NAME.fullmatch(local) or not _NAMESPACE.fullmatch(namespace):
            return False
        if namespace == XML:
            return local == "lang" and bool(_LANGUAGE.fullmatch(value))
        return namespace not in (NITF, "http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/2000/xmlns/")

    def carried(self, attributes: dict[str, str], key: str, *names: str, most: int | None = None) -> str:
        """Elements that the attributes hold as they are, taken from there if they are what NITF has there."""
        text = attributes.get(key)
        if text is None:
            return ""
        try:
            frame = etree.fromstring(f'<x xmlns="{NITF}">{text}</x>', parser())
        except (etree.XMLSyntaxError, ValueError):
            return ""
        parts = list(frame)
        if frame.text or (most is not None and len(parts) > most) or any(part.tail for part in parts):
            return ""
        if not all(_local(part) in names and self._is_carried(part) for part in parts):
            return ""
        del attributes[key]
        return text

    def _is_carried(self, element: _Element) -> bool:
        """Whether an element, and what stands in it, is as NITF has it."""
        name = _local(element)
        order = CARRIED.get(name)
        if order is None or not REQUIRED.get(name, _NO_NAMES) <= set(element.keys()):
            return False
        if not all(key != "id" and self._may(name, key, value) for key, value in element.items()):
            return False
        if name != "media-object" and (
            (element.text or "").strip() or any((child.tail or "").strip() for child in element)
        ):
            return False
        children = [_local(child) for child in element]
        if name == "colgroup" and not children:
            return False
        ranks = [order.index(child) for child in children if child in order]
        return (
            len(ranks) == len(children) and ranks == sorted(ranks) and all(self._is_carried(child) for child in element)
        )


def is_foreign(value: str, content_type: str) -> bool:
    """Whether ``value`` can stand in NITF as the element of another namespace that it is, and comes back exactly."""
    if "<!DOCTYPE" in value or content_type != XML_TYPE:
        return False
    try:
        frame = etree.fromstring(f'<x xmlns="{NITF}">{value}</x>', parser())
    except (etree.XMLSyntaxError, ValueError):
        return False
    if len(frame) != 1 or frame.text or frame[0].tail or not isinstance(frame[0].tag, str):
        return False
    return split_tag(frame[0].tag)[0] not in (NITF, "") and raw_text(frame[0], NITF) == value


def _local(element: _Element) -> str:
    """The name of an element of NITF; empty for any other node."""
    if not isinstance(element.tag, str):
        return ""
    namespace, name = split_tag(element.tag)
    return name if namespace == NITF else ""
