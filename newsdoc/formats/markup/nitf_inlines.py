"""Writing the lines of NITF."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from newsdoc.formats.markup.attributes import ELEMENT, attribute, escape
from newsdoc.formats.markup.nitf_attributes import NitfAttributes, is_foreign
from newsdoc.formats.markup.nitf_names import EMPHASIS, ENRICHED, INLINE_CHILDREN, PHRASES, REQUIRED, SEQUENCES
from newsdoc.model import content as c
from newsdoc.model.compare import merged
from newsdoc.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdoc.model.content import Inline

#: The class of ``em`` that is written for each kind.
_CLASSES: Final = {kind: name for name, kind in reversed(EMPHASIS.items())}


def _kinds(content: Sequence[Inline]) -> str:
    """The kinds of the annotations that ``content`` is made of, each with a space after it; text as ``#``."""
    return "".join(f"{item.kind} " if isinstance(item, c.Annotation) else "# " for item in content if item != "")


class NitfInlines(NitfAttributes):
    """Writes inlines where the elements ``allowed`` may stand; what may not is flattened, and reported."""

    def inlines(self, content: Sequence[Inline], path: str, allowed: frozenset[str]) -> str:
        """Inlines one after the other."""
        parts = []
        for number, item in enumerate(merged([*content])):
            if isinstance(item, str):
                parts.append(escape(item))
            else:
                parts.append(self.inline_writers[type(item)](self, item, f"{path}[{number}]", allowed))
        return "".join(parts)

    def _flat(
        self, inline: Inline, path: str, allowed: frozenset[str], reason: str = "NITF has no such mark here"
    ) -> str:
        # What is left of it runs into the text around it: the line as a whole is another one.
        self.losses.append(("flattened", path.rpartition("[")[0], inline, reason))
        content = getattr(inline, "content", None)
        return escape(text_of([inline])) if content is None else self.inlines(content, f"{path}.content", allowed)

    def _emphasis(self, inline: c.Strong, path: str, allowed: frozenset[str]) -> str:
        attributes = dict(inline.attributes or {})
        raised = {"superscript": "sup", "subscript": "sub"}.get(inline.type)
        if raised and raised in allowed and attributes.get(ELEMENT) == raised:
            del attributes[ELEMENT]
            inner = self.inlines(inline.content, f"{path}.content", frozenset())
            return f"<{raised}{self.attributes(raised, attributes, path)}>{inner}</{raised}>"
        if "em" not in allowed:
            return self._flat(inline, path, allowed)
        inner = self.inlines(inline.content, f"{path}.content", ENRICHED)
        return f"<em{self._class(inline.type, attributes, path)}>{inner}</em>"

    def _class(self, kind: str, attributes: dict[str, str], path: str) -> str:
        """The attributes of ``em``, among them the class that says what kind of emphasis it is."""
        usual = _CLASSES.get(kind)
        own = attributes.get("class")
        meant = EMPHASIS.get(own or "")
        if usual is None:
            taken = ("class",) if meant is not None else ()
            return self.attributes("em", attributes, path, taken)
        if meant == kind and own != usual:
            return self.attributes("em", attributes, path)
        return attribute("class", usual) + self.attributes("em", attributes, path, ("class",))

    def _code(self, inline: c.Code, path: str, allowed: frozenset[str]) -> str:
        if "em" not in allowed:
            return self._flat(inline, path, allowed)
        return f"<em{self._class('code', dict(inline.attributes or {}), path)}>{escape(inline.value)}</em>"

    def _link(self, inline: c.Link, path: str, allowed: frozenset[str]) -> str:
        if "a" not in allowed:
            return self._flat(inline, path, allowed)
        head = attribute("href", inline.href) + attribute("title", inline.title)
        head += self.attributes("a", inline.attributes, path, ("href", "title"))
        return f"<a{head}>{self.inlines(inline.content, f'{path}.content', ENRICHED)}</a>"

    def _quote(self, inline: c.Quote, path: str, allowed: frozenset[str]) -> str:
        if "q" not in allowed:
            return self._flat(inline, path, allowed)
        if inline.marks != '""':
            self.losses.append(("coerced", f"{path}.marks", inline.marks, "NITF leaves the marks to who shows it"))
        if inline.cite is not None:
            self.losses.append(("dropped", f"{path}.cite", inline.cite, "NITF's q has no address"))
        head = attribute("quote-source", inline.reference)
        head += self.attributes("q", inline.attributes, path, ("quote-source",))
        return f"<q{head}>{self.inlines(inline.content, f'{path}.content', ENRICHED)}</q>"

    def _reference(self, inline: c.Reference, path: str, allowed: frozenset[str]) -> str:
        return self._flat(inline, path, allowed)

    def _annotation(self, inline: c.Annotation, path: str, allowed: frozenset[str]) -> str:
        name = inline.kind
        attributes = inline.attributes or {}
        if (
            name not in allowed
            or name not in PHRASES | {"a"}
            or not attributes.keys() >= REQUIRED.get(name, frozenset())
        ):
            return self._flat(inline, path, allowed)
        for field in ("qcode", "uri", "literal"):
            if (value := getattr(inline, field)) is not None:
                self.losses.append(("dropped", f"{path}.{field}", value, f"NITF's {name} has no attribute for it"))
        order = SEQUENCES.get(name)
        if order is not None and not order.fullmatch(_kinds(inline.content)):
            return self._flat(inline, path, allowed)
        inner = self.inlines(inline.content, f"{path}.content", INLINE_CHILDREN.get(name, ENRICHED))
        return f"<{name}{self.attributes(name, attributes, path, ('href',) if name == 'a' else ())}>{inner}</{name}>"

    def _line_break(self, inline: c.LineBreak, path: str, allowed: frozenset[str]) -> str:
        if "br" in allowed:
            return f"<br{self.attributes('br', inline.attributes, path)}/>"
        self.losses.append(("flattened", path.rpartition("[")[0], inline, "NITF has no line break here"))
        return " "

    def _media(self, inline: c.InlineMedia, path: str, allowed: frozenset[str]) -> str:
        return self._flat(inline, path, allowed, "NITF has no media in a line; its alternate text is there")

    def _raw(self, inline: c.RawInline, path: str, allowed: frozenset[str]) -> str:
        if "em" in allowed and is_foreign(inline.value, inline.content_type):
            return inline.value
        self.losses.append(("dropped", path, inline, "NITF has no place for raw markup here"))
        return ""

    # --- the tables -----------------------------------------------------------------------------------------------------

    inline_writers: ClassVar[dict[type, Callable[..., str]]] = {
        **dict.fromkeys(
            (c.Strong, c.Emphasis, c.Underline, c.Strikethrough, c.Superscript, c.Subscript),
            _emphasis,
        ),
        c.Code: _code,
        c.Link: _link,
        c.Quote: _quote,
        c.Reference: _reference,
        c.Annotation: _annotation,
        c.LineBreak: _line_break,
        c.InlineMedia: _media,
        c.RawInline: _raw,
    }
