"""What each part of a text was taken for, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from newsdoc.formats.base import Losses
from newsdoc.model.document import Document


class Evidence(NamedTuple):
    """Lines ``first`` to ``last``, from 1, were taken for ``role``; ``path`` is what became of them, ``why`` the reason.

    ``path`` is ``None`` for what became nothing of its own (the title said again, furniture).  ``confidence`` is how
    likely the role is beside the others, from 0 to 1, where that was asked for.  ``document`` says which document of
    several, from 0.
    """

    first: int
    last: int
    role: str
    path: str | None
    why: str
    confidence: float | None = None
    document: int = 0

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values; ``confidence`` and ``document`` where there is one."""
        row = {name: getattr(self, name) for name in ("first", "last", "role", "path", "why")}
        if self.confidence is not None:
            row["confidence"] = round(self.confidence, 3)
        if self.document:
            row["document"] = self.document
        return row


@dataclass(slots=True)
class Reading:
    """What was read: the document, what it could not keep, what each line was taken for, and the layout, with the reason."""

    document: Document = field(default_factory=Document)
    losses: Losses = field(default_factory=Losses)
    evidence: list[Evidence] = field(default_factory=list)
    layout: str = "page"
    confidence: float = 0.5
    why: str = ""

    def number(self, document: int) -> None:
        """Say that this is of the document with that number, from 0, of several."""
        self.losses.document = document
        self.losses.items[:] = [replace(loss, document=document) for loss in self.losses.items]
        self.evidence[:] = [one._replace(document=document) for one in self.evidence]
