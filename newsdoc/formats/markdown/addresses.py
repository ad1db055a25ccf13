"""Addresses that stand in the text as they are: GFM's extended autolinks (GFM 6.9).

The native parser does not know them: they are looked for in the texts that it gives.  What is a link there, by the rules of the
specification: ``http://`` or ``https://`` before a domain, ``www.`` before one, and addresses of mail, also with ``mailto:`` or
``xmpp:``; at the beginning of a text or a line, after white space or ``*``, ``_``, ``~``, ``(``.  As GitHub has it, quotation
marks and semicolons at the end do not belong to it either.  The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What stands behind “](” was meant for the destination of a link.
_BOUNDARY = r"(?<![^\s*_~(])(?<!\]\()"
_DOMAIN = r"(?P<domain>(?>[\w\-]+(?:\.[\w\-]+)+))"
_PAGE = re.compile(rf"{_BOUNDARY}(?:(?P<scheme>(?i:https?)://)|www\.){_DOMAIN}")
_HOST = r"(?>[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)+)(?<![_\-])"
_MAIL = re.compile(
    rf"(?P<protocol>{_BOUNDARY}(?:mailto:|xmpp:))?(?(protocol)|(?<![^\s*~(]))(?P<name>[A-Za-z0-9.+_\-]++)@(?P<host>{_HOST})"
    r"(?:/[A-Za-z0-9@.]*[A-Za-z0-9@])?"
)
_SIGN = re.compile(r"://|www\.|@")
_END = re.compile(r"[\s<]")
_TRAILING: Final = frozenset("?!.,:*_~'\"")


class Address(NamedTuple):
    """The address from ``start`` to ``end`` of a text, and where it leads."""

    start: int
    end: int
    href: str


_address = Address._make


def may_have(text: str) -> bool:
    """Whether a text may have an address: a fast test before all else."""
    return "://" in text or "www." in text or "@" in text


def signs_of(source: str) -> list[str]:
    """The signs of addresses that a source has, but for those in the destinations of its links."""
    pages = source.count("://")
    found = ["://"] if pages and pages > source.count("](http://") + source.count("](https://") else []
    if "www." in source and source.count("www.") > source.count("://www."):
        found.append("www.")
    return [*found, "@"] if "@" in source else found


# --- reading ----------------------------------------------------------------------------------------------------------


def find(text: str, hidden: Sequence[int] = ()) -> list[Address]:
    """The addresses in a text without marks.

    ``hidden`` are the places, in order, of characters that the source has as escapes or references: an address does not begin
    with one.
    """
    if "@" not in text and "www." not in text and not hidden:
        return _pages(text)
    return [_whole(text, one, hidden) for one in _candidates(text, hidden)]


def _whole(text: str, found: _Candidate, hidden: Sequence[int]) -> Address:
    end = found.end
    if found.is_page:
        end = _trimmed(text, found.start, end, _rest(text, end), hidden)
    return Address(found.start, end, found.prefix + text[found.start : end])


def _pages(text: str) -> list[Address]:
    """As :func:`find`, for a text in which there are addresses with ``://`` alone, as in most: the short way for them."""
    found: list[Address] = []
    done = 0
    size = len(text)
    sign = text.find("://")
    while sign >= 0:
        start = sign - 5 if text[sign - 1 : sign] in ("s", "S") else sign - 4
        match = _PAGE.match(text, start) if start >= done else None
        if match is not None:
            done = match.end()
            domain = match["domain"]
            if "_" not in domain or not _is_no_domain(domain):
                after = _END.search(text, done)
                rest = after.start() if after else size
                last = text[rest - 1]
                end = rest if last == "/" or last.isalnum() else _trimmed(text, start, done, rest)
                found.append(_address((start, end, text[start:end])))
                done = rest
        sign = text.find("://", max(done, sign + 3))
    return found


def href_of(text: str) -> str | None:
    """Where a text leads that is an address and nothing else; ``None`` for any other."""
    match find(text) if may_have(text) else ():
        case [(0, end, href)] if end == len(text):
            return href
    return None


class _Candidate(NamedTuple):
    """What is an address: that of a page up to the end of its domain, any other whole.

    ``sign`` is the place of the character that makes it one, ``prefix`` what is not said of where it leads.
    """

    start: int
    end: int
    sign: int
    is_page: bool
    prefix: str


def _candidates(text: str, hidden: Sequence[int] = (), *, every: bool = False) -> Iterator[_Candidate]:
    """The addresses of a text; ``every``: also those that would be some if the one before were none."""
    done = floor = 0
    for match in _SIGN.finditer(text):
        sign = match.start()
        if sign < floor:
            continue
        if match[0] == "@":
            found = _mail(text, sign, floor)
        else:
            start = sign if match[0] == "www." else sign - 5 if text[sign - 1 : sign] in ("s", "S") else sign - 4
            page = _PAGE.match(text, start) if start >= done else None
            if page is None:
                continue
            done = page.end()
            found = None if _is_no_domain(page["domain"]) else _page(page)
        if found is None or _is_hidden(hidden, *_marker(found)):
            continue
        yield found
        if not every:
            floor = done = _rest(text, found.end) if found.is_page else found.end


def _marker(found: _Candidate) -> tuple[int, int]:
    """From where to where an address needs the very characters that make it one."""
    if not found.is_page:
        return found.sign, found.sign + 1
    return found.start, found.sign + (1 if found.prefix else 3)


def _page(match: re.Match[str]) -> _Candidate:
    if match["scheme"]:
        return _Candidate(match.start(), match.end(), match.end("scheme") - 3, True, "")
    return _Candidate(match.start(), match.end(), match.start("domain") - 1, True, "http://")


def _mail(text: str, sign: int, floor: int) -> _Candidate | None:
    start = _name(text, sign, floor)
    match = _MAIL.match(text, start)
    if match is None or match.end("name") != sign:
        return None
    end = match.end() if match["protocol"] == "xmpp:" else match.end("host")
    return _Candidate(start, end, sign, False, "" if match["protocol"] else "mailto:")


def _rest(text: str, place: int) -> int:
    """Where white space or ``<`` is."""
    found = _END.search(text, place)
    return found.start() if found else len(text)


def _name(text: str, sign: int, floor: int) -> int:
    """Where the name before the sign of a mail address begins, with its protocol."""
    start = sign
    while start > floor and (text[start - 1] in ".+_-" or (text[start - 1].isascii() and text[start - 1].isalnum())):
        start -= 1
    for protocol in ("mailto:", "xmpp:"):
        if text.endswith(protocol, floor, start):
            return start - len(protocol)
    return start


def _is_no_domain(domain: str) -> bool:
    """The last two parts of a domain have no underscores."""
    return "_" in domain and "_" in "".join(domain.rsplit(".", 2)[-2:])


def _is_hidden(hidden: Sequence[int], start: int, end: int) -> bool:
    return bool(hidden) and bisect_left(hidden, start) < bisect_left(hidden, end)


def _trimmed(text: str, start: int, least: int, end: int, hidden: Sequence[int] = ()) -> int:
    """Where an address ends without the punctuation and the references after it, which has a domain up to ``least``."""
    excess = text.count(")", start, end) - text.count("(", start, end)
    while end > least:
        last = text[end - 1]
        if last in _TRAILING or _is_hidden(hidden, end - 1, end):
            end -= 1
        elif last == ";":
            end = _before_reference(text, least, end)
        elif last == ")" and excess > 0:
            end -= 1
            excess -= 1
        else:
            break
    return end


def _before_reference(text: str, least: int, end: int) -> int:
    """Where what looks like a character reference before ``end`` begins; else the place of the semicolon."""
    place = end - 1
    while place > least and text[place - 1].isascii() and text[place - 1].isalnum():
        place -= 1
    return place - 1 if place < end - 1 and place > least and text[place - 1] == "&" else end - 1


# --- what the parser must not take for marks -----------------------------------------------------------------------------

#: As much of an address as certainly belongs to it, whatever stands around it.
_SAFE = r"""[^\s<>|"'`\[\]\\()]*"""
_PART = re.compile(rf"{_SAFE}(?:\({_SAFE}\){_SAFE})*")
_MARKS: Final = re.compile(r"[*~]|_(?![^\W_])|(?<![^\W_])_")
#: An escape or a reference in an address or behind it.
_ESCAPED = re.compile(r"\\|&(?:#|[A-Za-z0-9]+;)")
#: Escapes and references that a sign may be.
_HIDING = re.compile(r"\\[:/.@]|&(?:#|colon;|sol;|period;|commat;)")


def is_open(text: str) -> bool:
    """Whether an address may go on behind a text, in marks that are none then."""
    word = "" if text[-1:].isspace() else text.rsplit(None, 1)[-1]
    return "://" in word or "www." in word


def may_be_escaped(source: str) -> bool:
    """Whether a source may have escapes or references."""
    return "\\" in source or "&" in source


def is_odd(source: str) -> bool:
    """Whether the addresses of a source can only be told when it is looked at, too.

    It need not be asked for a text that is not :func:`is_open` of a source that is not :func:`may_be_escaped`.
    """
    if next(_with_marks(source), None):
        return True
    if not may_be_escaped(source):
        return False
    return _HIDING.search(source) is not None or any(
        _ESCAPED.search(word) for word in source.split() if "://" in word or "www." in word
    )


class Masked:
    """A source with other characters for the marks in its addresses, which take precedence over them: those that it has not."""

    def __init__(self, source: str) -> None:
        free = (chr(number) for number in range(0xE000, 0xF900) if chr(number) not in source)
        there = dict(zip("*_~", free, strict=False))
        self.back = str.maketrans({mask: mark for mark, mask in there.items()})
        parts: list[str] = []
        #: Where the masks are, in bytes of the text.
        self.places: list[int] = []
        done = length = 0
        for start, end in _with_marks(source):
            length += len(source[done:start].encode())
            parts.append(source[done:start])
            for char in source[start:end]:
                if char in there:
                    self.places.append(length)
                parts.append(there.get(char, char))
                length += len(parts[-1].encode())
            done = end
        self.text = "".join((*parts, source[done:]))

    def offset(self, place: int) -> int:
        """The place in the bytes of the source that a place in those of the text is; a mask has three, a mark one."""
        return place - 2 * bisect_left(self.places, place)

    def unmasked(self, value: Any) -> Any:
        """An event of the text, with the texts in it as they were."""
        if isinstance(value, str):
            return value.translate(self.back)
        if isinstance(value, dict):
            return {key: self.unmasked(item) for key, item in value.items()}
        return value


def _with_marks(source: str) -> Iterator[tuple[int, int]]:
    """The addresses in a source that have marks in them, as far as they certainly go."""
    for start, least, most in _raw(source):
        if _MARKS.search(source, start, most):
            end = _trimmed(source, start, least, most)
            if _MARKS.search(source, start, end):
                yield start, end


def _raw(source: str) -> Iterator[tuple[int, int, int]]:
    """What may be addresses of pages in a source, in order: where they begin, where their domains and they themselves end."""
    done = 0
    for place in sorted(_places(source)):
        match = _PAGE.match(source, place) if place >= done else None
        if match is None:
            continue
        done = match.end()
        if not _is_no_domain(match["domain"]):
            part = _PART.match(source, done)
            done = part.end() if part else done
            yield match.start(), match.end(), done


def _places(source: str) -> Iterator[int]:
    """Where addresses may begin.  Most are the destinations of links, and begin no other."""
    place = source.find("://")
    while place >= 0:
        start = place - 5 if place > 4 and source[place - 1] in "sS" else place - 4
        if start >= 0 and source[start - 2 : start] != "](":
            yield start
        place = source.find("://", place + 3)
    place = source.find("www.")
    while place >= 0:
        yield place
        place = source.find("www.", place + 4)


# --- writing ----------------------------------------------------------------------------------------------------------


def signs(text: str, *, linked: bool = False, joined: bool = False) -> list[int]:
    """The places in a text at which a backslash makes that no address is seen in it.

    ``linked``: it stands in a link, where there are none; ``joined``: a mark follows it, which an address would take in.
    """
    found: set[int] = set()
    for one in _candidates(text, every=True) if joined or not linked else ():
        if not linked or (one.is_page and _rest(text, one.end) == len(text)):
            found.add(one.sign)
            found.update(nested.end() - 1 for nested in _NESTED.finditer(text, one.start + 1, one.end))
    if joined:
        found.update(_unfinished(text))
    return sorted(found)


def _unfinished(text: str) -> Iterator[int]:
    """The signs of addresses whose domain may go on behind the text."""
    place = len(text)
    while place and (text[place - 1] in "-._" or text[place - 1].isalnum()):
        place -= 1
    for match in _BEGUN.finditer(text, max(place - len("https://"), 0)):
        if match.end() >= place:
            yield match.end() - (3 if match["scheme"] else 1)


_NESTED = re.compile(r"_www\.")
_BEGUN = re.compile(rf"{_BOUNDARY}(?:(?P<scheme>(?i:https?)://)|www\.)")
