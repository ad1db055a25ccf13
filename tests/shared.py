"""Where real samples and official schemas are: beside the checkout, when they are there at all."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"
SAMPLES = SHARED / "samples"
STANDARDS = SHARED / "standards"

#: Marks a test that needs them.
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs real samples and official schemas in ../shared")


def samples(pattern: str) -> list[Path]:
    """The sample files that match, none where there are no samples; sorted."""
    return sorted(path for path in SAMPLES.glob(pattern) if path.is_file())
