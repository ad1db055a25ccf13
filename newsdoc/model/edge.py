"""Validation at the edges: pydantic over the model's own classes.

pydantic is imported here, and only when something from outside is checked, since it costs a quarter of a second.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from newsdoc.model.document import Document, Metadata, NewsMessage

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def adapter(cls: type) -> TypeAdapter[Any]:
    """The validator of one of the model's classes, compiled once."""
    from pydantic import TypeAdapter

    return TypeAdapter(cls)


def document_from(plain: Any, *, strict: bool = True) -> Document:
    """A document from plain values (:func:`newsdoc.model.plain.to_plain`'s inverse).

    ``strict`` takes no string for a number.  Raises :class:`pydantic.ValidationError`, whose ``errors()`` have the
    place (``loc``) and the reason (``msg``) of each fault.
    """
    found: Document = _checked(Document, plain, strict=strict)
    return found


def metadata_from(plain: Any, *, strict: bool = True) -> Metadata:
    """Metadata from plain values, as :func:`document_from`."""
    found: Metadata = _checked(Metadata, plain, strict=strict)
    return found


def message_from(plain: Any, *, strict: bool = True) -> NewsMessage:
    """A message header from plain values, as :func:`document_from`."""
    found: NewsMessage = _checked(NewsMessage, plain, strict=strict)
    return found


def _checked(cls: type, plain: Any, *, strict: bool) -> Any:
    return adapter(cls).validate_python(plain, strict=False) if not strict else _strictly(cls, plain)


def _strictly(cls: type, plain: Any) -> Any:
    # Strict mode of validate_python would want instances of the dataclasses; strict JSON input takes dicts.
    from pydantic_core import to_json

    return adapter(cls).validate_json(to_json(plain), strict=True)
