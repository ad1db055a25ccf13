"""The inline marks of plain-text news, both ways: ``> "words" [[source]]`` is a quotation, ``[[name]]`` a reference.

A backslash before ``[[`` or before the ``> "`` of a quotation, and before a mark or a bracket within one, says that it is
only text; anywhere else a backslash is a backslash.  Of several in a row each two stand for one.

Reading is linear: a construct never reaches over the beginning of another of its kind.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from newsdoc.formats.text.words import MARKS
from newsdoc.model.content import Code, InlineMedia, LineBreak, Link, Quote, RawInline, Reference
from newsdoc.model.walk import split_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.model.content import Inline

#: What text can say of a line.
Part: TypeAlias = str | Quote | Reference

_MARK = "|".join(sorted(map(re.escape, MARKS), key=len, reverse=True))
#: Of many brackets the last two open.
_REFERENCE = r"\[{2,}+"
_QUOTE = rf">[ \u00a0]{{1,4}}(?:{_MARK})"
_OPENER = re.compile(rf"(?<!\\)(?P<slashes>\\*+)(?:(?P<ref>{_REFERENCE})|>[ \u00a0]{{1,4}}(?P<mark>{_MARK}))")
_NEXT = {
    "ref": re.compile(rf"(?<!\\)(\\*+){_REFERENCE}"),
    "quote": re.compile(rf"(?<!\\)(\\*+){_QUOTE}"),
}
_BEGIN = re.compile(_QUOTE)
_BEHIND = re.compile(r"[ \t\n\u00a0]{0,8}\[\[(?!\[)")
_SLASHED_BRACKET = re.compile(r"(?<!\\)(\\*+)([\[\]]|\Z)")

#: How many openers of one paragraph are looked at; what follows them is text.
MOST = 10_000


# --- reading --------------------------------------------------------------------------------------------------------


def parse(text: str) -> list[Inline]:
    """The inlines that ``text`` is made of, in normal form."""
    if "[[" not in text and ">" not in text:
        return [text] if text else []
    parts: list[Part] = []
    kept = at = 0
    for _ in range(MOST):
        opener = _OPENER.search(text, at)
        if opener is None:
            break
        slashes = len(opener["slashes"])
        begin = max(opener.end("slashes"), opener.end("ref") - 2)
        at = opener.end()
        found = None
        if slashes % 2 == 0:
            found = _reference(text, at) if opener["ref"] else _quote(text, at, opener["mark"])
        if found is None and not slashes:
            continue
        parts += [text[kept : opener.start()], "\\" * (slashes // 2), text[opener.end("slashes") : begin]]
        kept = begin
        if found is not None:
            parts.append(found[0])
            kept = at = found[1]
    parts.append(text[kept:])
    return list(joined(parts))


def begins_quote(text: str) -> bool:
    """Whether ``text`` begins as a quotation does."""
    return _BEGIN.match(text) is not None


def begins_with(content: list[Inline], start: str) -> bool:
    """Whether the first inline is text that begins so."""
    return bool(content) and isinstance(content[0], str) and content[0].startswith(start)


def cut(content: list[Inline], length: int) -> list[Inline]:
    """``content`` without the first characters of its first run of text."""
    first = content[0]
    assert isinstance(first, str)  # the caller looked at it
    return [*([first[length:]] if first[length:] else []), *content[1:]]


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """``parts`` with neighbouring strings as one and without empty ones."""
    run: list[str] = []
    for part in parts:
        if isinstance(part, str):
            run.append(part)
            continue
        if any(run):
            yield "".join(run)
        run = []
        yield part
    if any(run):
        yield "".join(run)


def _limit(text: str, at: int, kind: str) -> int:
    """Where the next construct of a kind begins; the end of the text where none does."""
    while (hit := _NEXT[kind].search(text, at)) is not None:
        if len(hit[1]) % 2 == 0:
            return hit.end(1)
        at = hit.end()
    return len(text)


def _reference(text: str, begin: int) -> tuple[Part, int] | None:
    """The reference whose brackets opened before ``begin``, and where it ends."""
    found = _target(text, begin)
    return None if found is None else (Reference(found[0]), found[1])


def _target(text: str, begin: int) -> tuple[str, int] | None:
    limit = _limit(text, begin, "ref")
    end = text.find("]]", begin, limit)
    while end >= 0 and _is_escaped(text, begin, end):
        end = text.find("]]", end + 1, limit)
    if end < 0:
        return None
    # A bracket that opened within closes first: "[[a [b]]]".
    inner = _SLASHED_BRACKET.sub(lambda hit: "" if len(hit[1]) % 2 else hit[2], text[begin:end])
    for _ in range(inner.count("[") - inner.count("]")):
        if not text.startswith("]]]", end):
            break
        end += 1
    target = _SLASHED_BRACKET.sub(_halved, text[begin:end])
    return (target, end + 2) if target.strip() else None


def _is_escaped(text: str, begin: int, at: int) -> bool:
    """Whether the backslashes before ``at``, and not before ``begin``, are of an odd number."""
    first = at
    while first > begin and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def _halved(hit: re.Match[str]) -> str:
    return "\\" * (len(hit[1]) // 2) + hit[2]


def _quote(text: str, begin: int, mark: str) -> tuple[Part, int] | None:
    """The quotation whose ``mark`` stands before ``begin``, and where it ends; ``None`` where nothing closes it."""
    closing = _closing(text, begin, _limit(text, begin, "quote"), mark)
    if closing is None or closing.start() == begin:
        return None
    content = [
        _unmarked(part, mark) if isinstance(part, str) else part for part in parse(text[begin : closing.start()])
    ]
    at = closing.end()
    reference = None
    behind = _BEHIND.match(text, at)
    if behind is not None and (found := _target(text, behind.end())) is not None:
        reference, at = found
    return Quote(list(joined(content)), mark + closing[0], reference), at  # type: ignore[arg-type]


@cache
def _marks(mark: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted({re.escape(mark), *map(re.escape, MARKS[mark])}, key=len, reverse=True)))


@cache
def _slashed_marks(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\\)(\\*+)({_marks(mark).pattern}|\Z)")


def _unmarked(text: str, mark: str) -> str:
    return _slashed_marks(mark).sub(_halved, text)


def _closing(text: str, begin: int, limit: int, mark: str) -> re.Match[str] | None:
    """The mark that closes a quotation: the one that balances it, or the last that could."""
    depth, last = 1, None
    for hit in _marks(mark).finditer(text, begin, limit):
        if _is_escaped(text, begin, hit.start()) or _is_apostrophe(text, hit):
            continue
        if hit[0] not in MARKS[mark] or (hit[0] == mark and _opens(text, hit, begin)):
            depth += 1
            continue
        depth, last = depth - 1, hit
        if not depth:
            break
    return last


def _is_apostrophe(text: str, hit: re.Match[str]) -> bool:
    return hit[0] in "'’" and text[hit.end() : hit.end() + 1].isalnum() and text[hit.start() - 1].isalnum()


def _opens(text: str, hit: re.Match[str], begin: int) -> bool:
    """Whether a mark that opens and closes alike opens here: after a space or a bracket, before a word."""
    before, after = text[hit.start() - 1], text[hit.end() : hit.end() + 1]
    return (hit.start() == begin or before.isspace() or before in "([{—–-") and after.isalnum()


# --- writing --------------------------------------------------------------------------------------------------------


def printed(content: Iterable[Inline]) -> str:
    """Inlines as a line of text that :func:`parse` reads back, as far as text can say them."""
    parts = list(joined(flat(content)))
    plain = "".join(part if isinstance(part, str) else _printed(part) for part in parts)
    return plain if parse(plain) == parts else _escaped(parts)


def flat(content: Iterable[Inline], *, within: bool = False) -> Iterator[Part]:
    """What text can say of inlines; ``within`` a quotation another one is its marks and its words."""
    for inline in content:
        match inline:
            case str():
                yield inline
            case Quote():
                yield from _flat_quote(inline, within=within)
            case Reference():
                yield Reference(inline.target) if inline.target.strip() else ""
            case LineBreak():
                yield "\n"
            case Code():
                yield inline.value
            case InlineMedia():
                yield inline.media.alt or ""
            case RawInline():
                pass
            case Link():
                yield from _flat_link(inline, within=within)
            case _:
                yield from flat(inline.content, within=within)


def _flat_quote(quote: Quote, *, within: bool) -> Iterator[Part]:
    left, right = split_marks(quote.marks)
    if within or not any(flat(quote.content, within=True)):
        yield from (left, *flat(quote.content, within=True), right)
        if quote.reference is not None and quote.reference.strip():
            yield from (" ", Reference(quote.reference))
        return
    if right not in MARKS.get(left, ()):
        left, right = '""'
    reference = quote.reference if quote.reference and quote.reference.strip() else None
    yield Quote(list(joined(flat(quote.content, within=True))), left + right, reference)


def _flat_link(link: Link, *, within: bool) -> Iterator[Part]:
    """A link's text, and its address in brackets unless it is the text, be it without its scheme."""
    parts = list(joined(flat(link.content, within=within)))
    yield from parts
    if link.href and parts not in ([link.href], [_SCHEME.sub("", link.href)]):
        yield f" ({link.href})" if parts else link.href


#: What people leave out of an address.
_SCHEME = re.compile(r"^(?:https?://|mailto:)")


def _printed(part: Quote | Reference, *, escape: bool = False) -> str:
    """A construct; its content with every mark escaped, if need be or if told to."""
    if isinstance(part, Reference):
        return _printed_reference(part.target, escape=escape)
    left, right = split_marks(part.marks)
    behind = "" if part.reference is None else " " + _printed_reference(part.reference, escape=escape)
    if not escape:
        words = "".join(one if isinstance(one, str) else _printed(one) for one in part.content)  # type: ignore[arg-type]
        plain = f"> {left}{words}{right}{behind}"
        return plain if parse(plain) == [part] else _printed(part, escape=True)
    marked = [_slashed_marks(left).sub(_doubled, one) if isinstance(one, str) else one for one in part.content]
    return f"> {left}{_escaped(marked)}{right}{behind}"  # type: ignore[arg-type]


def _doubled(hit: re.Match[str]) -> str:
    return hit[1] * 2 + ("\\" + hit[2] if hit[2] else "")


def _printed_reference(target: str, *, escape: bool) -> str:
    plain = f"[[{target}]]"
    if not escape and parse(plain) == [Reference(target)]:
        return plain
    return f"[[{_SLASHED_BRACKET.sub(_doubled, target)}]]"


def _escaped(parts: list[Part]) -> str:
    """The parts with a backslash before everything in a text that would begin a construct."""
    printed_parts = [part if isinstance(part, str) else _printed(part, escape=True) for part in parts]
    result: list[str] = []
    for index, part in enumerate(printed_parts):
        if not isinstance(parts[index], str):
            result.append(part)
            continue
        behind = printed_parts[index + 1] if index + 1 < len(parts) else ""
        result.append(_escaped_text(part, behind[:12]))
    return "".join(result)


def _escaped_text(text: str, behind: str) -> str:
    """``text`` with its openers escaped; ``behind`` is what a construct after it begins with."""
    whole = text + behind
    result: list[str] = []
    at = 0
    for hit in _OPENER.finditer(whole):
        if hit.start() >= len(text):
            break
        result += [whole[at : hit.start()], hit["slashes"] * 2]
        at = hit.end("slashes")
        if hit.end() <= len(text):
            result.append("\\")
    return "".join([*result, text[at:]])
