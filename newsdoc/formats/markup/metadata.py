"""Mixed content of NewsML-G2's metadata: headlines, descriptions, names with links and marks in them.

NewsML-G2 has ``a``, ``span``, ``inline``, ``ruby`` and ``br`` of its own, each with few attributes and few elements in
it (Label1Type, BlockType), and allows any element of another namespace.  So what its own elements can say is written with them, all
else with XHTML's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from newsdoc.formats.markup.attributes import EXTRA, attribute, is_name, written
from newsdoc.formats.markup.names import NAR, XHTML, XML_LANG
from newsdoc.formats.markup.writing import Writer
from newsdoc.model import content as c

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdoc.model.content import Attributes, Inline

#: The elements of NewsML-G2 that a block of text may have; a label has all but ``br``.
METADATA_ELEMENTS: Final = frozenset({"a", "span", "ruby", "inline", "br"})

_CHILDREN: Final = {
    "a": frozenset({"inline", "span", "ruby"}),
    "span": frozenset({"ruby"}),
    "inline": frozenset({"span", "ruby"}),
    "ruby": frozenset({"rb", "rt", "rp"}),
}
_COMMON = frozenset(
    [
        "id",
        "creator",
        "creatoruri",
        "modified",
        "custom",
        "how",
        "howuri",
        "why",
        "whyuri",
        "pubconstraint",
        "pubconstrainturi",
        "dir",
        "class",
    ]
)
#: The attributes of NewsML-G2's elements, besides ``xml:lang`` and those of other namespaces.
_ATTRIBUTES: Final = {
    "a": _COMMON | {"hreflang", "rel", "rev"},
    "span": _COMMON,
    "inline": _COMMON | {"type", "typeuri", "confidence", "relevance", "derivedfrom"},
    "ruby": _COMMON - {"class"},
    "br": _COMMON - {"class", "dir"},
}
_QCODE = re.compile(r"[^\s:]+:\S+")
_IRI = re.compile(r"\S*")
_LITERAL = re.compile(r"[\S ]*")
_TAG = re.compile(r"<[^\s/>]+")


class MetadataWriter(Writer):
    """Writes inlines in an element of NewsML-G2 that may hold the elements ``permitted``."""

    def __init__(self, permitted: frozenset[str], *, strict: bool = False) -> None:
        super().__init__(strict=strict, namespace=NAR)
        self.permitted = permitted
        self.phrasing_only = True

    def _own(self, name: str, head: str, content: Sequence[Inline], attributes: Attributes | None) -> str:
        outer, self.permitted = self.permitted, _CHILDREN.get(name, frozenset())
        inner = self.inlines(content)
        self.permitted = outer
        return f"<{name}{head}{self.inline_attributes(attributes)}>{inner}</{name}>"

    def _may(self, name: str, attributes: Attributes | None) -> bool:
        """Whether NewsML-G2's own element can stand here with these attributes."""
        if name not in self.permitted:
            return False
        if not attributes:
            return True
        known = all(
            (key[:1] == "{" and key[:2] != "{}")
            or key == XML_LANG
            or (key in _ATTRIBUTES[name] and _is_valid(key, value))
            for key, value in attributes.items()
        )
        # What can only be written in newsdoc's own attribute cannot be written here.
        return known and EXTRA not in written(attributes, strict=self.strict)

    def foreign(self, inline: Inline) -> str:
        """Anything else, as XHTML."""
        writer = Writer(strict=self.strict)
        writer.phrasing_only = True
        text = writer.inlines([inline])
        self.rare = self.rare or writer.rare
        tag = text[: text.index(">")]
        return text if " xmlns=" in tag else _TAG.sub(lambda found: f'{found[0]} xmlns="{XHTML}"', text, count=1)

    def _link(self, inline: c.Link) -> str:
        if inline.title is None and _IRI.fullmatch(inline.href) and self._may("a", inline.attributes):
            return self._own("a", attribute("href", inline.href), inline.content, inline.attributes)
        return self.foreign(inline)

    def _annotation(self, inline: c.Annotation) -> str:
        kind = inline.kind
        plain = inline.qcode is inline.uri is inline.literal is None
        if kind == "inline" and _is_concept(inline) and self._may(kind, inline.attributes):
            head = (
                attribute("qcode", inline.qcode) + attribute("uri", inline.uri) + attribute("literal", inline.literal)
            )
            return self._own(kind, head, inline.content, inline.attributes)
        if plain and self._may(kind, inline.attributes) and (kind in ("span", "a") or _is_ruby(inline)):
            return self._own(kind, "", inline.content, inline.attributes)
        if plain and kind in self.permitted and kind in ("rb", "rt", "rp"):
            return f"<{kind}>{self.inlines(inline.content)}</{kind}>"
        return self.foreign(inline)

    def _line_break(self, inline: c.LineBreak) -> str:
        if self._may("br", inline.attributes):
            return f"<br{self.inline_attributes(inline.attributes)}/>"
        return self.foreign(inline)

    # --- the tables -----------------------------------------------------------------------------------------------------

    inline_writers: ClassVar[dict[type, Callable[..., str]]] = {
        **dict.fromkeys(Writer.inline_writers, foreign),
        c.Link: _link,
        c.Annotation: _annotation,
        c.LineBreak: _line_break,
    }


def _is_valid(key: str, value: str) -> bool:
    if key == "id":
        return is_name(value)
    return key != "dir" or value in ("ltr", "rtl")


def _is_concept(inline: c.Annotation) -> bool:
    rows = ((inline.qcode, _QCODE), (inline.uri, _IRI), (inline.literal, _LITERAL))
    return all(value is None or pattern.fullmatch(value) for value, pattern in rows)


def _is_ruby(inline: c.Annotation) -> bool:
    """Whether a ruby is as NewsML-G2 has it: a base and a text, plain, with or without parentheses."""
    parts = inline.content
    if inline.kind != "ruby" or not all(isinstance(part, c.Annotation) and _is_part(part) for part in parts):
        return False
    return [part.kind for part in parts if isinstance(part, c.Annotation)] in (["rb", "rt"], ["rb", "rp", "rt", "rp"])


def _is_part(part: c.Annotation) -> bool:
    return (
        not part.attributes
        and part.qcode is part.uri is part.literal is None
        and all(isinstance(item, str) for item in part.content)
    )
