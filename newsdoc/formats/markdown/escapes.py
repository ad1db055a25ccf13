"""What is unsafe where: the characters of plain text that Markdown would read as something else, as a table.

One row says which character, in which surroundings, in which kinds of place.  The rows of a place make one regular
expression; what it finds gets a backslash, or becomes a character reference where a backslash does not help (white
space).  Everything that no row names stays as it is, so that a text looks like itself.

A run of text is looked at together with what stands around it.  Five marks, characters that no document has, stand for
the neighbours: :data:`BEFORE` (something on the same line), :data:`TAG` (an HTML tag on the first line), :data:`LABEL`
(something that ends with ``]``), :data:`AFTER` (something), :data:`BRACKET` (something that begins with ``[`` or ``!``).
A run without a mark before it begins a line; a run without a mark after it ends the block.  One more, :data:`ADDRESS`, stands
before the sign that would make a link of an address (:func:`addresses.signs`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

BEFORE: Final = "\x00"
TAG: Final = "\x01"
AFTER: Final = "\x02"
BRACKET: Final = "\x03"
LABEL: Final = "\x04"
ADDRESS: Final = "\x05"

#: Places: the lines of a paragraph, the one line of a heading, the cell of a table; and whether within a link's text.
PARAGRAPH: Final = "p"
HEADING: Final = "h"
CELL: Final = "c"
LINK: Final = "a"

#: White space, the end of the line, or the end of the run: what a marker at the start of a line must have after it.
_GAP = r"(?=[ \t\n\x02\x03]|\Z)"
#: A letter or a digit of any script, to which no rule of flanking applies.
_WORD = r"[^\W_]"


class Row(NamedTuple):
    """``pattern`` is unsafe in ``places``, since it ``means`` something; ``reference``: a backslash does not help."""

    pattern: str
    places: str
    means: str
    reference: bool = False


ROWS: Final = (
    Row(rf"\\(?!{_WORD})", "pha", "a backslash escapes punctuation, and breaks a line at its end"),
    Row(rf"\\(?!{_WORD})", "c", "the same, and a backslash keeps a cell from ending", reference=True),
    Row("`", "phca", "code"),
    Row(r"\*(?!(?<=[^\s] \*) [^\s])", "phca", "emphasis, unless it stands alone between spaces"),
    Row(rf"_(?!(?<={_WORD}_){_WORD})", "phca", "emphasis, unless it stands within a word"),
    Row("~", "phca", "deleted text"),
    Row(r"<(?=[A-Za-z/!?\x03]|[^\s<>]*@)", "phca", "a tag or an address"),
    Row(r"&(?=#?[0-9A-Za-z]+;)", "phca", "a character reference"),
    Row(r"\](?=[(:])", "phc", "the end of a link's text or of a definition's label"),
    Row(r"\[(?=\[)", "phc", "newsdoc's reference"),
    Row(r"[\[\]]", "a", "the end of the link's text"),
    Row(r"!(?=\x03)", "phca", "a picture, before a link"),
    Row(r"(?<=\x04)\(", "phc", "a link's destination, after a reference"),
    Row(r"\|", "c", "the end of the cell"),
    Row(ADDRESS, "phca", "a link to an address"),
    Row(r"#\Z", "h", "the closing marks of a heading"),
    # At the start of a line.
    Row(r"^>", "p", "a quotation"),
    Row(rf"^#(?=#{{0,5}}{_GAP})", "p", "a heading"),
    Row(rf"^\+{_GAP}", "p", "a list"),
    Row(r"^-(?=[- \t\n:|\x02\x03]|\Z)", "p", "a list, a break, the line under a heading, the head of a table"),
    Row(r"^=(?==*[ \t]*(?:[\n\x02\x03]|\Z))", "p", "the line under a heading"),
    Row(rf"(?<=^[0-9]{{1}})[.)]{_GAP}", "p", "a numbered list"),
    *(Row(rf"(?<=^[0-9]{{{n}}})[.)]{_GAP}", "p", "a numbered list") for n in range(2, 10)),
    Row(r"^(?:\||:(?=-))", "p", "the head of a table"),
    # White space that would vanish.
    Row(r"\r", "phca", "the end of a line", reference=True),
    Row(r"\n", "hc", "the end of the only line", reference=True),
    Row(r"^\n|\n\Z|(?<=\x01)\n", "p", "an empty line, or a tag alone on its line", reference=True),
    Row(r"^[ \t]|[ \t](?=\n|\Z)", "phc", "white space at an edge", reference=True),
)


@cache
def _pattern(place: str, in_link: bool) -> re.Pattern[str]:
    """All rows of a place as one expression; its groups are those that need a reference."""
    rows = [row for row in ROWS if place in row.places or (in_link and LINK in row.places)]
    plain = "|".join(row.pattern for row in rows if not row.reference)
    references = "|".join(row.pattern for row in rows if row.reference)
    return re.compile(f"({references})|(?:{plain})", re.MULTILINE)


def _safe(match: re.Match[str]) -> str:
    if match[1]:
        return f"&#{ord(match[0])};"
    if match[0] == ADDRESS:
        return "\\"
    # What looks like a tag is none even to those who know no backslash.
    return "&lt;" if match[0] == "<" else "\\" + match[0]


#: Every character that a row of any place begins with, but for those that only matter at the edges of a run.
_ACTIVE = re.compile(r"[\\`*_~<&\[\]|\r\n\t#\x05]")


def _is_plain(text: str, before: str, after: str) -> bool:
    """Whether no row can find anything in a run, as in most runs: a fast test before the table."""
    if not text or _ACTIVE.search(text):
        return False
    if not (text[0].isalpha() if not before else text[0] != "(" or before != LABEL):
        return False
    return text[-1] not in " !" if not after else text[-1] != "!" or after != BRACKET


def escape(text: str, place: str, *, in_link: bool = False, before: str = "", after: str = "") -> str:
    """``text`` as Markdown that means it; ``before`` and ``after`` are the marks of its neighbours."""
    if _is_plain(text, before, after):
        return text
    result = _pattern(place, in_link).sub(_safe, before + text + after)
    return result[len(before) : len(result) - len(after)]


_PLAIN_DESTINATION = re.compile(r"[!-~\w]+")
_UNSAFE_DESTINATION = re.compile(r"[()<>\\&`|\"\s]")


def reference(text: str, unsafe: re.Pattern[str]) -> str:
    """``text`` with what ``unsafe`` finds as character references.

    A backslash becomes two: there are parsers in which one that is a reference escapes what comes after it.
    """
    return unsafe.sub(lambda match: "\\\\" if match[0] == "\\" else f"&#{ord(match[0])};", text)


def destination(href: str) -> str:
    """A link's or picture's destination (CommonMark 6.3)."""
    if not href:
        return ""
    if _PLAIN_DESTINATION.fullmatch(href) and not _UNSAFE_DESTINATION.search(href):
        return href
    return f"<{reference(href, _IN_ANGLES)}>"


_IN_ANGLES = re.compile(r"[<>\\&`|\r\n\t]")
_IN_TITLE = re.compile(r"[\"\\&`|\r\n\t]")


def target(href: str, title: str | None) -> str:
    """What follows a link's text: the destination and the title, in parentheses."""
    if title is None:
        return f"({destination(href)})"
    return f'({destination(href) or "<>"} "{reference(title, _IN_TITLE)}")'
