"""Hypothesis strategies for documents, and the laws of conversion, for newsdoc's tests and those of other converters.

Needs the extra ``testing``.
"""

from newsdoc.testing.laws import (
    Broken,
    check_honest_loss,
    check_laws,
    check_round_trip,
    check_total_reading,
    check_valid_output,
)
from newsdoc.testing.strategies import blocks, documents, inlines, metadata, texts

__all__ = [
    "Broken",
    "blocks",
    "check_honest_loss",
    "check_laws",
    "check_round_trip",
    "check_total_reading",
    "check_valid_output",
    "documents",
    "inlines",
    "metadata",
    "texts",
]
