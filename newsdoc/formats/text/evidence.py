"""What each part of a text was taken for, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """Lines ``first`` to ``last``, from 1, were taken for ``role``; ``path`` is what became of them, ``why`` the reason.

    ``path`` is ``None`` for what became nothing of its own (the title said again).
    """

    first: int
    last: int
    role: str
    path: str | None
    why: str

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {name: getattr(self, name) for name in ("first", "last", "role", "path", "why")}
