"""The laws of conversion, each a function that raises :class:`Broken` where a document breaks it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.base import ReadOptions, WriteOptions
from newsdoc.model.compare import diff

if TYPE_CHECKING:
    from newsdoc.formats.base import Format, Loss, ReadResult, WriteResult
    from newsdoc.model.compare import Difference
    from newsdoc.model.document import Document


class Broken(AssertionError):  # noqa: N818  # what is raised is a law that is broken
    """A law does not hold; the message says which, and shows why."""


def check_laws(row: Format, version: str, document: Document) -> None:
    """Laws 1 to 3 together: the document is written once."""
    written = row.write([document], WriteOptions(version=version))
    back = row.read(written.data, ReadOptions(version=version)).document
    differences = diff(document, back)
    _round_trip(row, version, written, back, differences)
    _honest_loss(row, written, differences)
    _valid_output(row, version, written)


def check_round_trip(row: Format, version: str, document: Document) -> None:
    """Law 1: an exact format gives the document back but for the losses it reported; any other settles after a pass."""
    written = row.write([document], WriteOptions(version=version))
    back = row.read(written.data, ReadOptions(version=version)).document
    _round_trip(row, version, written, back, diff(document, back))


def check_honest_loss(row: Format, version: str, document: Document) -> None:
    """Law 2: what differs after a round trip is exactly what the losses name."""
    written = row.write([document], WriteOptions(version=version))
    _honest_loss(row, written, diff(document, row.read(written.data, ReadOptions(version=version)).document))


def check_valid_output(row: Format, version: str, document: Document) -> None:
    """Law 3: what is written is valid against the schema that it names."""
    _valid_output(row, version, row.write([document], WriteOptions(version=version)))


def _round_trip(row: Format, version: str, written: WriteResult, back: Document, differences: list[Difference]) -> None:
    if row.law == "settles":
        again = row.write([back], WriteOptions(version=version)).data
        if again != written.data:
            raise Broken(f"{row.name} does not settle:\n{written.data!r}\n{again!r}")
    elif not written.losses and differences:
        raise Broken(f"{row.name} is not exact: {differences}\n{written.data!r}")


def _honest_loss(row: Format, written: WriteResult, differences: list[Difference]) -> None:
    unsaid = unreported(differences, written.losses)
    if unsaid:
        raise Broken(f"{row.name} changed and did not say: {unsaid}\n{written.data!r}\nlosses: {written.losses}")
    idle = unjustified(differences, written.losses)
    if idle:
        raise Broken(f"{row.name} reports what is not lost: {idle}\n{written.data!r}\ndifferences: {differences}")


def _valid_output(row: Format, version: str, written: WriteResult) -> None:
    from newsdoc.pipeline import validate

    report = validate(written.data, format=f"{row.name}@{version}")
    if not report.ok:
        raise Broken(f"{row.name}@{version} wrote what is not valid: {report.problems}\n{written.data!r}")


def check_total_reading(row: Format, data: bytes) -> ReadResult | ReadError:
    """Law 4: any bytes give documents or a :class:`ReadError`; anything else that is raised breaks the law."""
    try:
        return row.read(data)
    except ReadError as error:
        return error


def unreported(differences: list[Difference], losses: list[Loss]) -> list[Difference]:
    """The differences that no loss names."""
    moved = _moved(differences)
    return [one for one in differences if not any(_related(one.path, loss.path, moved) for loss in losses)]


def unjustified(differences: list[Difference], losses: list[Loss]) -> list[Loss]:
    """The losses that name something in which nothing differs."""
    moved = _moved(differences)
    return [loss for loss in losses if not any(_related(one.path, loss.path, moved) for one in differences)]


def _moved(differences: list[Difference]) -> frozenset[str]:
    """The lists from which something went or to which something came, so that indices in them no longer agree."""
    lists = (
        one.path.rpartition("[")[0] for one in differences if one.path.endswith("]") and None in (one.left, one.right)
    )
    return frozenset(lists)


def _related(one: str, other: str, moved: frozenset[str]) -> bool:
    """Whether two paths are the same place, or one contains the other."""
    left, right = _segments(one), _segments(other)
    place = ""
    for first, second in zip(left, right, strict=False):
        if first != second and not (first[0] == second[0] == "[" and place in moved):
            return False
        place += first if first[0] == "[" or not place else f".{first}"
    return True


@lru_cache(maxsize=10_000)
def _segments(path: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\[\d+\]|[^.\[\]]+", path))
