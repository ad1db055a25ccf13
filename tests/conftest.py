"""What all tests share: hypothesis profiles, and files with expected results that one switch records anew."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

# Documents are big and built of many parts: making one takes longer than hypothesis likes.
_SLOW = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=_SLOW)
# The laws over the table of formats go deeper still: see tests/test_laws.py.
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=_SLOW)
# --hypothesis-profile, which comes later, wins.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@dataclass(frozen=True)
class Outcome:
    """What a run of the command gave."""

    code: int
    out: bytes
    err: str


if TYPE_CHECKING:
    Run = Callable[..., Outcome]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="record the results as what is expected, instead of comparing them",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether what is expected is to be recorded anew."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process: ``run("convert", "a.xml", "-t", "md", stdin=b"…")``."""
    from newsdoc.cli import main

    def command(*words: str, stdin: bytes = b"") -> Outcome:
        out, err = io.BytesIO(), io.StringIO()
        written = io.TextIOWrapper(out)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            patch.setattr(sys, "stdout", written)
            patch.setattr(sys, "stderr", err)
            code = main(words)
        return Outcome(code, out.getvalue(), err.getvalue())

    return command
