"""newsdoc: convert news documents between plain text, NewsML-G2, ninjs, Markdown and JSON, and validate them.

A conversion is lossless, or says exactly what it lost; what is written is valid.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as typing's, which costs more to import than all that the command needs to say its version
if TYPE_CHECKING:
    from typing import Any

    from newsdoc.errors import LossError, NewsdocError, OptionError, ReadError, SchemaError, WriteError
    from newsdoc.formats import FORMATS
    from newsdoc.formats.base import Format, Loss, ReadResult, WriteResult
    from newsdoc.formats.sniff import sniff
    from newsdoc.model.document import Document, Metadata
    from newsdoc.pipeline import convert, read, validate, write
    from newsdoc.streaming import iter_documents
    from newsdoc.validation.document import check
    from newsdoc.validation.problem import Problem, Report

__version__ = "0.1.0"

#: Where each public name is; it is imported when first used, so that the command starts fast.
_HOMES = {
    "convert": "newsdoc.pipeline",
    "read": "newsdoc.pipeline",
    "validate": "newsdoc.pipeline",
    "write": "newsdoc.pipeline",
    "iter_documents": "newsdoc.streaming",
    "check": "newsdoc.validation.document",
    "sniff": "newsdoc.formats.sniff",
    "FORMATS": "newsdoc.formats",
    "Format": "newsdoc.formats.base",
    "Loss": "newsdoc.formats.base",
    "ReadResult": "newsdoc.formats.base",
    "WriteResult": "newsdoc.formats.base",
    "Document": "newsdoc.model.document",
    "Metadata": "newsdoc.model.document",
    "Problem": "newsdoc.validation.problem",
    "Report": "newsdoc.validation.problem",
    "LossError": "newsdoc.errors",
    "NewsdocError": "newsdoc.errors",
    "OptionError": "newsdoc.errors",
    "ReadError": "newsdoc.errors",
    "SchemaError": "newsdoc.errors",
    "WriteError": "newsdoc.errors",
}

__all__ = [
    "FORMATS",
    "Document",
    "Format",
    "Loss",
    "LossError",
    "Metadata",
    "NewsdocError",
    "OptionError",
    "Problem",
    "ReadError",
    "ReadResult",
    "Report",
    "SchemaError",
    "WriteError",
    "WriteResult",
    "check",
    "convert",
    "iter_documents",
    "read",
    "sniff",
    "validate",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'newsdoc' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
