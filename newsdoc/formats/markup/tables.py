"""Tables in XHTML, read and written.

The alignment of a column is the style of its cells; where they cannot say it (cells that span, rows of different
lengths), ``data-alignments`` of the table does.  What the source said on ``thead``, ``tbody`` and ``tfoot`` is kept on the first row
in them: ``..`` names a section that begins there although the one before is of the same kind, ``../@name`` are the
section's attributes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from newsdoc.formats.markup.attributes import ELEMENT, attribute, restored
from newsdoc.formats.markup.lists import integer
from newsdoc.model.content import Alignment, Cell, Row, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsdoc.formats.markup.reading import Reader
    from newsdoc.formats.markup.writing import Writer
    from newsdoc.model.content import Block, Inline

Section = Literal["head", "body", "foot"]

_SECTIONS: dict[str, Section] = {"thead": "head", "tbody": "body", "tfoot": "foot"}
_ELEMENTS = {section: name for name, section in _SECTIONS.items()}
ALIGNMENTS = "data-alignments"
#: Set to ``-`` where the rows stand in the table without a section.
NO_SECTION = "tbody/"
#: The table's ``colgroup`` and ``col``, as they are.
COLUMNS = "colgroup/"
AROUND = ".."

_STYLE = re.compile(r"\s*(?:text-align\s*:\s*)?(left|center|right)\s*;?\s*", re.IGNORECASE | re.ASCII)
#: The attribute that aligns a cell, with the form of its value that is taken for the column's.
STYLE = ("style", "text-align: {}")


def read_table(reader: Reader, element: _Element, name: str) -> Block:
    """``table``; a group where it is none: text or other elements between its rows and cells."""
    found = reader.found(element)
    children = [(child, reader.name(child)) for child in reader.children(element)]
    if reader.has_text(element) or not _is_table(reader, children):
        return reader.group(element, name)
    outer = reader.enter(found)
    caption = None
    if children and children[0][1] == "caption":
        own = reader.found(children[0][0])
        caption = reader.line(children[0][0], own)
        found.update((f"caption/@{key}", value) for key, value in own.items())
        children = children[1:]
    columns = [child for child, part in children if part in ("colgroup", "col")]
    if columns:
        found[COLUMNS] = "".join(reader.raw_text(child) for child in columns)
    rows: list[Row] = []
    for child, part in children:
        if part == "tr":
            rows.append(_read_row(reader, child, "body"))
            found[NO_SECTION] = "-"
        elif part in _SECTIONS:
            _read_section(reader, child, part, rows)
    alignments = _read_alignments(found, rows, reader.alignment)
    reader.preserve = outer
    return Table(rows, caption, alignments, restored(found))


def _is_table(reader: Reader, children: list[tuple[_Element, str]]) -> bool:
    """Whether a table's children, and theirs, are what a table is made of, columns first."""
    names = [part for _, part in children]
    if names[:1] == ["caption"]:
        names = names[1:]
    while names and names[0] in ("colgroup", "col"):
        names.pop(0)
    if not all(part == "tr" or part in _SECTIONS for part in names) or {"tr", "tbody"} <= set(names):
        return False
    return all(
        _is_row(reader, child) if part == "tr" else _is_section(reader, child)
        for child, part in children
        if part == "tr" or part in _SECTIONS
    )


def _is_section(reader: Reader, element: _Element) -> bool:
    return not reader.has_text(element) and all(
        reader.name(child) == "tr" and _is_row(reader, child) for child in reader.children(element)
    )


def _is_row(reader: Reader, element: _Element) -> bool:
    return not reader.has_text(element) and all(
        reader.name(child) in ("td", "th") for child in reader.children(element)
    )


def _read_section(reader: Reader, element: _Element, name: str, rows: list[Row]) -> None:
    found = reader.found(element)
    around = {f"../@{key}": value for key, value in found.items()}
    section = _SECTIONS[name]
    children = reader.children(element)
    if not children:
        # A section without a row is kept as a row without an element.
        rows.append(Row([], section, {ELEMENT: "", AROUND: name, **around}))
        return
    outer = reader.enter(found)
    new = [_read_row(reader, child, section) for child in children]
    reader.preserve = outer
    before = rows[-1] if rows else None
    if before is not None and before.section == section:
        around[AROUND] = name
    if around:
        new[0].attributes = {**(new[0].attributes or {}), **around}
    rows += new


def _read_row(reader: Reader, element: _Element, section: Section) -> Row:
    found = reader.found(element)
    cells = []
    outer = reader.enter(found)
    for child in reader.children(element):
        own = reader.found(child)
        colspan, rowspan = _span(own, "colspan"), _span(own, "rowspan")
        content = reader.blocks(child, found=own, text_is_usual=True)
        cells.append(Cell(content, reader.name(child) == "th", colspan, rowspan, restored(own)))
    reader.preserve = outer
    return Row(cells, section, restored(found))


def _span(found: dict[str, str], key: str) -> int:
    """A span that is not the usual 1 is taken from the attributes; a 1 that is said stays there."""
    value = integer(found.get(key))
    if value is None or value == 1:
        return 1
    del found[key]
    return value


def _read_alignments(found: dict[str, str], rows: list[Row], style: tuple[str, str]) -> list[Alignment | None]:
    said = _words(found.get(ALIGNMENTS, "?"))
    if said is not None:
        del found[ALIGNMENTS]
        return said
    key, usual = style
    alignments = inferred(rows, key)
    for row in rows if alignments else ():
        for cell, alignment in zip(row.cells, alignments, strict=True):
            if alignment and cell.attributes and cell.attributes.get(key) == usual.format(alignment):
                del cell.attributes[key]
                cell.attributes = cell.attributes or None
    return alignments


def _words(text: str) -> list[Alignment | None] | None:
    """The alignments that ``data-alignments`` says; ``None`` where it says anything else."""
    ways: dict[str, Alignment | None] = {"none": None, **{way: way for way in get_args(Alignment)}}
    words = text.split()
    return [ways[word] for word in words] if all(word in ways for word in words) else None


def inferred(rows: list[Row], key: str) -> list[Alignment | None]:
    """The alignments that the attributes ``key`` of all cells of a column agree on; nothing where there is none."""
    cells = [row.cells for row in rows]
    if not cells or not cells[0] or any(len(row) != len(cells[0]) for row in cells):
        return []
    columns: list[Alignment | None] = []
    for column in zip(*cells, strict=True):
        if any(cell.colspan != 1 or cell.rowspan != 1 for cell in column):
            return []
        styles = {_alignment(cell, key) for cell in column}
        columns.append(styles.pop() if len(styles) == 1 else None)
    return columns if any(columns) else []


def _alignment(cell: Cell, key: str) -> Alignment | None:
    match = _STYLE.fullmatch(cell.attributes.get(key, "")) if cell.attributes else None
    return match[1].lower() if match else None  # type: ignore[return-value]


def write_table(writer: Writer, block: Table) -> str:
    """``table``."""
    attributes = dict(block.attributes or {})
    outer = writer.enter(attributes)
    caption = _write_caption(writer, block.caption, attributes)
    columns = ""
    if COLUMNS in attributes and writer.may_be_rare():
        columns = attributes.pop(COLUMNS)
    styled = _styled(block)
    said = None
    if styled is None:
        styled = block.rows
        said = " ".join(alignment or "none" for alignment in block.alignments)
    direct = attributes.get(NO_SECTION) == "-" and writer.may_be_rare()
    if direct:
        del attributes[NO_SECTION]
    rows = _write_rows(writer, styled, direct=direct)
    writer.preserve = outer
    taken = () if said is None and _words(attributes.get(ALIGNMENTS, "?")) is None else (ALIGNMENTS,)
    head = f"{attribute(ALIGNMENTS, said)}{writer.attributes(attributes, taken)}"
    return f"<table{head}>{caption}{columns}{rows}</table>"


def _write_caption(writer: Writer, caption: list[Inline] | None, attributes: dict[str, str]) -> str:
    if caption is None:
        return ""
    own = writer.pop_path(attributes, "caption/@")
    inner, space = writer.line(caption, own, phrasing_only=True)
    return f"<caption{space}{writer.attributes(own)}>{inner}</caption>"


def _styled(block: Table) -> list[Row] | None:
    return aligned_rows(block, STYLE)


def aligned_rows(block: Table, style: tuple[str, str]) -> list[Row] | None:
    """The rows with the columns' alignments in their cells; ``None`` where those would not say them exactly."""
    key, usual = style
    if not block.alignments:
        return None if inferred(block.rows, key) else block.rows
    if any(len(row.cells) != len(block.alignments) for row in block.rows):
        return None
    rows = []
    for row in block.rows:
        cells = []
        for cell, way in zip(row.cells, block.alignments, strict=True):
            own = cell.attributes or {}
            if way and own.get(key) == usual.format(way):
                # Said by the cell itself, it would be taken for the column's.
                return None
            if way and key not in own:
                own = {key: usual.format(way), **own}
            cells.append(Cell(cell.content, cell.header, cell.colspan, cell.rowspan, own or None))
        rows.append(Row(cells, row.section, row.attributes))
    return rows if inferred(rows, key) == block.alignments else None


def _write_rows(writer: Writer, rows: list[Row], *, direct: bool) -> str:
    parts: list[str] = []
    open_name = ""
    for row in rows:
        attributes = dict(row.attributes or {})
        name = "" if direct and row.section == "body" else _ELEMENTS[row.section]
        begins = attributes.get(AROUND) == name and writer.may_be_rare()
        if begins:
            del attributes[AROUND]
        own = writer.pop_path(attributes, "../@")
        if name != open_name or own or begins:
            parts.append(f"</{open_name}>" if open_name else "")
            parts.append(f"<{name}{writer.attributes(own)}>" if name else "")
            open_name = name
        if not row.cells and attributes.get(ELEMENT) == "" and writer.may_be_rare():
            continue
        outer = writer.enter(attributes)
        cells = "".join([_write_cell(writer, cell) for cell in row.cells])
        writer.preserve = outer
        parts.append(f"<tr{writer.attributes(attributes)}>{cells}</tr>")
    parts.append(f"</{open_name}>" if open_name else "")
    return "".join(parts)


def _write_cell(writer: Writer, cell: Cell) -> str:
    name = "th" if cell.header else "td"
    spans = ""
    taken = set()
    for key, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)):
        if value != 1:
            spans += attribute(key, str(value))
        if value != 1 or not cell.attributes or integer(cell.attributes.get(key)) not in (None, 1):
            taken.add(key)
    inner, space = writer.held(cell.content, cell.attributes, text_is_usual=True)
    return f"<{name}{spans}{space}{writer.attributes(cell.attributes, taken)}>{inner}</{name}>"
