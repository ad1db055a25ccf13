"""Which articles are kept apart when the reader of plain text is fitted and measured: those of one publisher."""

from __future__ import annotations

import hashlib
import re
from typing import Any

FOLDS = 5


def publisher(record: dict[str, Any]) -> str:
    """Who published an article: what must not be both fitted to and measured on."""
    source = record["source"]
    if source.get("publisher"):
        return str(source["publisher"])
    url = re.sub(r"^https?://(?:www\.)?", "", source.get("url") or "").partition("/")[0]
    return url or f"{source['repo']}/{record['layout']}/{record['id']}"


def fold_of(name: str, folds: int) -> int:
    """The fold that a publisher is in."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds
