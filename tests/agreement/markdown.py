"""Whether Markdown gives back what was written: ``python -m tests.agreement.markdown [COUNT] [--start N] [--hostile]``.

Two kinds of examples take turns, in batches of :data:`BATCH`: whole documents of the strategies in ``newsdoc.testing``, and
bodies made here, of every class of block and inline, with texts of the alphabets that break writers.  Example ``N`` is the
same in every run, so that a run can be taken up where one ended, or one example looked at again.

Every example is written, read, and written again: no loss, the same document, the same bytes.  With ``--hostile`` the bodies
have scripts, event handlers and ``javascript:`` addresses in them; then what differs must be exactly what the losses name.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from newsdoc.formats import FORMATS
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.formats.markdown import reader, writer
from newsdoc.model import content as c
from newsdoc.model.compare import diff, normal
from newsdoc.model.document import Document
from newsdoc.testing import documents
from newsdoc.testing.laws import unjustified, unreported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BATCH: Final = 500
#: The texts of a body are made of the characters of one alphabet.
ALPHABETS: Final[tuple[list[str], ...]] = (
    list("*_[]()<>&#!`~|\\-+.0129 \t"),
    list("*_[]()<>&#!`~|\\-+.0123456789 \t\nab"),
    list("*_ab \u00a0é“.,"),
    list("-+*.0123456789)( \t\n>#a=:|"),
    list("[]()!<>\\a \n\"'"),
    list("`~\\| a\n"),
    list("&#;xX0aml<!-?/>\"'= "),
    [
        "word",
        "other",
        "snake_case",
        " ",
        " ",
        "  ",
        ". ",
        ", ",
        "http://example.com/a_b*c",
        "www.example.com",
        "a@b.example",
    ],
    [
        "http://",
        "https://",
        "www.",
        "mailto:",
        "xmpp:",
        *"@@...ab_*~()[]<>/\\:;&`| ",
        "a.b",
        "a.b",
        "www.a.b",
        "&amp;",
        "x@y.z",
    ],
    [
        "\u200b",
        "\u0301",
        "\u2028",
        "\u0085",
        "\U0001f600",
        "\u202e",
        "字",
        "、",
        "€",
        "¡",
        "*",
        "_",
        " ",
        "a",
        "$",
        "^",
    ],
)
WORDS: Final = ("", "class", "id", "title", "{urn:x}y", "data-x", "lang", "style", "href", "element")
TAGS: Final = (
    "<foo>", "</foo>", "<!-- a -->", "<u>", "</u>", "<br>", "<?x y?>", '<foo a="b">', "<div>", "</div>", "<b", "<p>",
    "<pre>\nx\n</pre>", "<div>\nx", "<table>", "<x-y/>", "<!X>", "<v:x>", "<a href='x'>", "<![CDATA[x]]>",
)  # fmt: skip
CODES: Final = ("x:y", "medtop:20000523", "a b", "")


HOSTILE_WORDS: Final = ("javascript:", "data:text/html,")
HOSTILE_NAMES: Final = ("onclick", "onload", "src", "srcdoc")
HOSTILE_TAGS: Final = (
    "<script>", "</script>", "<b onclick=x>", "<p onclick='x'>y</p>", "<a href='javascript:x'>y</a>", "<style>", "</style>",
    "<script>x</script>", "<svg onload=x>", "<img src=x onerror=y>",
)  # fmt: skip


class Maker:
    """Makes the parts of one body from one source of chance."""

    def __init__(self, chance: random.Random, *, hostile: bool = False) -> None:
        self.chance = chance
        self.alphabet = [*chance.choice(ALPHABETS), *(HOSTILE_WORDS if hostile else ())]
        self.names = WORDS[1:] + (HOSTILE_NAMES if hostile else ())
        self.tags = TAGS + (HOSTILE_TAGS if hostile else ())

    def text(self, most: int = 14) -> str:
        return "".join(self.chance.choices(self.alphabet, k=self.chance.randrange(most)))

    def maybe(self, make: Callable[[], Any], odds: int = 3) -> Any:
        return make() if not self.chance.randrange(odds) else None

    def attributes(self) -> dict[str, str] | None:
        if self.chance.randrange(4):
            return None
        found = {self.chance.choice(self.names): self.text() for _ in range(self.chance.randrange(3))}
        if "element" in found:
            found["element"] = self.chance.choice(["b", "i", "del", "p", "", "td", "picture", "kbd", "section", "x"])
        return found

    def some(self, make: Callable[[int], Any], depth: int, most: int = 4) -> list[Any]:
        return [make(depth - 1) for _ in range(self.chance.randrange(most))]

    # --- inlines ------------------------------------------------------------------------------------------------------

    def inlines(self, depth: int) -> list[Any]:
        return [self.inline(depth) for _ in range(self.chance.randrange(5))]

    def inline(self, depth: int) -> Any:
        if depth <= 0 or self.chance.random() < 0.5:
            return self.text()
        return self.chance.choice(_INLINES)(self, depth)

    def mark(self, depth: int) -> Any:
        cls = self.chance.choice([c.Strong, c.Emphasis, c.Strikethrough, c.Strong, c.Emphasis])
        return cls(self.inlines(depth - 1))

    def other_mark(self, depth: int) -> Any:
        cls = self.chance.choice([c.Underline, c.Superscript, c.Subscript, c.Strong, c.Emphasis, c.Strikethrough])
        return cls(self.inlines(depth - 1), self.attributes())

    def link(self, depth: int) -> Any:
        if not self.chance.randrange(4):
            text = self.text()
            return c.Link([text], self.chance.choice(["", "", "http://", "mailto:"]) + text)
        return c.Link(self.inlines(depth - 1), self.text(), self.maybe(self.text), self.attributes())

    def quote(self, depth: int) -> Any:
        marks = self.chance.choice(['""', "“”", "«»", "``''", ""])
        return c.Quote(self.inlines(depth - 1), marks, self.maybe(self.text), self.maybe(self.text), self.attributes())

    def annotation(self, depth: int) -> Any:
        kind = self.chance.choice(["span", "person", "abbr", "time", "a", "x y", "wbr", "small"])
        qcode, uri, literal = (self.maybe(lambda: self.chance.choice(CODES)) for _ in range(3))
        return c.Annotation(self.inlines(depth - 1), kind, qcode, uri, literal, self.attributes())

    def media(self, *, rich: bool = False) -> Any:
        media = c.Media(self.text(), alt=self.maybe(self.text, 2), title=self.maybe(self.text))
        if rich:
            media.kind = self.chance.choice(["image", "video", "audio", "graphic"])
            media.content_type = self.maybe(lambda: "image/png")
            media.width = self.maybe(lambda: 9)
            media.attributes = self.attributes()
        return media

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, depth: int) -> list[Any]:
        return [self.block(depth) for _ in range(self.chance.randrange(4))]

    def block(self, depth: int) -> Any:
        if depth <= 0 or self.chance.random() < 0.3:
            return c.Paragraph(self.inlines(3), self.maybe(self.attributes, 5))
        return self.chance.choice(_BLOCKS)(self, depth)

    def list_(self, depth: int) -> Any:
        items = [
            c.ListItem(self.blocks(depth - 1), self.maybe(self.attributes, 6)) for _ in range(self.chance.randrange(4))
        ]
        start = self.chance.choice([1, 1, 1, 0, 2, 99, 999_999_998, -1])
        return c.List(items, bool(self.chance.randrange(2)), start, bool(self.chance.randrange(2)), None)

    def items(self, _depth: int) -> Any:
        """A list as people write them: items of one line."""
        items = [c.ListItem([c.Paragraph([self.text() or "a"])]) for _ in range(self.chance.randrange(1, 5))]
        return c.List(items, bool(self.chance.randrange(2)))

    def table(self, depth: int) -> Any:
        width = self.chance.randrange(1, 4)
        rows = []
        for index in range(self.chance.randrange(1, 4)):
            cells = [c.Cell([c.Paragraph(self.inlines(2))], not index) for _ in range(width)]
            rows.append(c.Row(cells, "body" if index else "head"))
        alignments: list[Any] = [self.chance.choice([None, "left", "center", "right"]) for _ in range(width)]
        table = c.Table(rows, None, self.chance.choice([[], alignments]))
        if not self.chance.randrange(3):
            self._spoil(table, depth)
        return table

    def _spoil(self, table: c.Table, depth: int) -> None:
        """Make of a table one that Markdown's own tables cannot say."""
        row = self.chance.choice(table.rows)
        cell = self.chance.choice(row.cells)
        match self.chance.randrange(6):
            case 0:
                cell.content = self.blocks(depth - 1)
            case 1:
                cell.colspan = 2
            case 2:
                row.section = self.chance.choice(["head", "body", "foot"])
            case 3:
                row.cells.pop()
            case 4:
                table.caption = self.inlines(2)
            case _:
                cell.header = not cell.header

    def figure(self, depth: int) -> Any:
        media = [self.media(rich=True) for _ in range(self.chance.randrange(3))]
        caption = self.blocks(min(depth - 1, 1)) if not self.chance.randrange(3) else []
        return c.Figure(media, caption, self.maybe(lambda: self.inlines(2)), self.attributes())

    def raw(self) -> tuple[str, str]:
        if self.chance.randrange(3):
            return self.chance.choice(self.tags), "text/html"
        if self.chance.randrange(2):
            return self.text() or "<", self.chance.choice(["text/html", "text/plain", ""])
        if self.chance.randrange(2):
            return self.chance.choice(["<svg><!-- a --><b/></svg>", "<math><?x y?></math>"]), "text/html"
        return '<v:x xmlns:v="urn:v" a="1">t<!-- b --></v:x>', "application/xml"

    def embed(self) -> Any:
        href, title, value = (self.maybe(self.text, 2) for _ in range(3))
        type_ = self.chance.choice([None, "text/html", "application/json"])
        return c.Embed(href, title, value, type_, self.attributes())


_INLINES: Final[list[Callable[[Maker, int], Any]]] = [
    Maker.mark,
    Maker.mark,
    Maker.mark,
    Maker.other_mark,
    Maker.link,
    Maker.quote,
    Maker.annotation,
    lambda make, _: c.Code(make.text(), make.attributes()),
    lambda make, _: c.LineBreak(make.attributes()),
    lambda make, _: c.Reference(make.text(), make.attributes()),
    lambda make, _: c.InlineMedia(make.media(rich=not make.chance.randrange(3))),
    lambda make, _: c.RawInline(*make.raw()),
]
_BLOCKS: Final[list[Callable[[Maker, int], Any]]] = [
    Maker.list_,
    Maker.items,
    Maker.table,
    Maker.figure,
    lambda make, depth: c.BlockQuote(make.blocks(depth - 1)),
    lambda make, depth: c.BlockQuote(
        make.blocks(depth - 1), make.maybe(lambda: make.inlines(2)), make.maybe(make.text), make.attributes()
    ),
    lambda make, depth: c.Group(
        make.blocks(depth - 1), make.chance.choice(["div", "aside", "x", "dt", "center", "section"]), make.attributes()
    ),
    lambda make, _: c.Heading(make.inlines(2), make.chance.choice([1, 2, 3, 6, 7]), make.maybe(make.attributes, 5)),
    lambda make, _: c.Preformatted(
        [make.text(40)], make.maybe(lambda: make.chance.choice(["py", "c++", make.text()])), make.maybe(make.attributes)
    ),
    lambda make, _: c.Preformatted(make.inlines(2)),
    lambda make, _: c.ThematicBreak(make.maybe(make.attributes)),
    lambda make, _: c.RawBlock(*make.raw()),
    lambda make, _: make.embed(),
]


def body(number: int, *, hostile: bool = False) -> Document:
    """The body that is example ``number``."""
    chance = random.Random(f"body {number}")
    return normal(Document(body=Maker(chance, hostile=hostile).blocks(chance.randrange(1, 5))))


def generated(batch: int) -> list[Document]:
    """The whole documents of a batch."""
    found: list[Document] = []

    @seed(batch)
    @settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def collect(document: Document) -> None:
        found.append(document)

    collect()
    return found


def examples(start: int, end: int) -> Iterator[tuple[int, Document]]:
    """The examples with the numbers from ``start`` on."""
    number = start
    while number < end:
        batch, _ = divmod(number, BATCH)
        stop = min((batch + 1) * BATCH, end)
        if batch % 2:
            listed = generated(batch)
            # Hypothesis may give a few less than it was asked for.
            yield from ((number, listed[number % BATCH % len(listed)]) for number in range(number, stop))
        else:
            yield from ((number, body(number)) for number in range(number, stop))
        number = stop


def fault(document: Document) -> str | None:
    """What is wrong with the round trip of ``document``."""
    result = writer.write([document], WriteOptions())
    again = reader.read(result.data, ReadOptions())
    if result.losses or again.losses:
        return f"losses: {result.losses} {again.losses}"
    # Reading gives the normal form; where it does not, the comparison that says so is the slow one.
    if document != again.document and (found := diff(document, again.document)):
        return str(found)
    again.document.origin = None  # What is compared is newsdoc's own writing.
    if writer.write([again.document], WriteOptions()).data != result.data:
        return "it is written otherwise the second time"
    return None


def hostile_fault(document: Document) -> str | None:
    """What is wrong with the losses of a document in which something runs."""
    result = FORMATS["markdown"].write([document], WriteOptions())
    differences = diff(document, reader.read(result.data, ReadOptions()).document)
    unsaid, idle = unreported(differences, result.losses), unjustified(differences, result.losses)
    return f"not said: {unsaid}, not lost: {idle}" if unsaid or idle else None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Run the examples; the exit code says whether all came back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args(arguments)
    end = options.start + options.count
    check = hostile_fault if options.hostile else fault
    rows = (
        ((number, body(number, hostile=True)) for number in range(options.start, end))
        if options.hostile
        else examples(options.start, end)
    )
    begun = time.process_time()
    faults = 0
    number = options.start
    for number, document in rows:
        try:
            found = check(document)
        except Exception as error:  # noqa: BLE001  # whatever is raised is a counterexample
            found = f"{type(error).__name__}: {error}"
        if found:
            faults += 1
            _say(f"{number}: {found[:1500]}\n    {document!r}"[:4000])
        if number % 5000 == 4999:
            done, spent = number + 1 - options.start, time.process_time() - begun
            _say(f"… {done:,} examples, {faults} counterexamples, {spent:.0f} s")
    _say(f"{number + 1 - options.start:,} examples from {options.start:,}: {faults} counterexamples")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
