"""The reporter for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsdoc.formats.base import Loss
    from newsdoc.validation.problem import Report


def problems(reports: Iterable[Report]) -> Iterator[str]:
    """One object: ``ok``, the number of ``errors`` and of ``warnings``, and ``files``, in the order of the inputs.

    A file has ``file``, ``ok``, ``format``, ``version``, ``versions`` (of ninjs: all that it satisfies) and ``problems``; a problem has ``code``, ``severity``,
    ``message``, ``file``, ``line``, ``column``, ``path``, ``schema`` and ``hint``.  What is not known is ``null``.
    """
    files = [report.as_dict() for report in reports]
    severities = [problem["severity"] for file in files for problem in file["problems"]]
    for file in files:
        for problem in file["problems"]:
            problem["file"] = problem["file"] or file["file"]
    yield _text(
        {
            "ok": all(file["ok"] for file in files),
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "files": files,
        }
    )


def losses(rows: Iterable[tuple[str, Loss]]) -> Iterator[str]:
    """One array, an object a loss: ``file``, ``kind``, ``path``, ``value``, ``reason``, and, where known, ``source``,
    ``line`` and ``document`` (see :class:`newsdoc.Loss`).
    """
    opening = "[\n"
    for file, loss in rows:
        row = json.dumps({"file": file, **loss.as_dict()}, ensure_ascii=False, indent=2)
        yield opening + _indented(row)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
