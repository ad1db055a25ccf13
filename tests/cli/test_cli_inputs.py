"""What can be read, and what cannot."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from newsdoc.cli import inputs
from newsdoc.cli.inputs import chosen, read_input
from newsdoc.errors import NewsdocError, OptionError, ReadError

if TYPE_CHECKING:
    from pathlib import Path


def fault(name: str) -> tuple[str, int]:
    """Code and exit code of what reading ``name`` raises."""
    with pytest.raises(NewsdocError) as caught:
        read_input(name)
    return caught.value.code, caught.value.exit_code


class Stdin(io.TextIOWrapper):
    """A standard input that may be a terminal, or fail."""

    def __init__(self, data: bytes, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data))
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_bytes_come_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytes(range(256)) + b"\r\n\x1a"
    path = tmp_path / "a"
    path.write_bytes(data)
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    assert read_input(str(path)) == data
    assert read_input("-") == data


def test_the_largest_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_BYTES", 3 * 1024 * 1024)
    path = tmp_path / "a"
    most = b"x" * inputs.MAX_BYTES
    path.write_bytes(most)
    assert read_input(str(path)) == most
    monkeypatch.setattr(sys, "stdin", Stdin(most))
    assert read_input("-") == most
    path.write_bytes(most + b"x")
    assert fault(str(path)) == ("TOO-LARGE", 3)
    monkeypatch.setattr(sys, "stdin", Stdin(most + b"x"))
    assert fault("-") == ("TOO-LARGE", 3)


def test_too_large_is_seen_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert fault(str(path)) == ("TOO-LARGE", 3)


def test_no_more_is_read_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += size
            return b"y" * size

    endless = Endless()
    stdin = Stdin(b"")
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(inputs, "MAX_BYTES", 1024 * 1024)
    monkeypatch.setattr(type(stdin), "buffer", endless)
    assert fault("-") == ("TOO-LARGE", 3)
    assert endless.given == 2 * 1024 * 1024


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert fault(str(fifo)) == ("NOT-A-FILE", 3)
    assert fault(os.devnull) == ("NOT-A-FILE", 3)
    assert fault(str(tmp_path)) == ("IS-A-FOLDER", 2)


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert fault(str(tmp_path / "no")) == ("FILE-NOT-FOUND", 3)
    assert fault(str(tmp_path / "file" / "in")) == ("FILE-UNREADABLE", 3)
    assert fault(str(loop)) == ("FILE-UNREADABLE", 3)
    assert fault("a\0b") == ("FILE-UNREADABLE", 3)
    assert fault("") == ("FILE-NOT-FOUND", 3)


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert chosen([]) == ["-"]
    assert fault("-") == ("STDIN-CLOSED", 3)


def test_failing_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    stdin = Stdin(b"")
    monkeypatch.setattr(sys, "stdin", stdin)

    class Broken(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            return os.read(descriptor, size)

    monkeypatch.setattr(type(stdin), "buffer", Broken())
    with pytest.raises(ReadError, match="Is a directory") as caught:
        read_input("-")
    os.close(descriptor)
    assert caught.value.code == "FILE-UNREADABLE"


def test_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b""))
    assert chosen([]) == ["-"]
    assert chosen(["a", "-", "a"]) == ["a", "-", "a"]
    with pytest.raises(OptionError, match="twice"):
        chosen(["-", "a", "-"])
    monkeypatch.setattr(sys, "stdin", Stdin(b"", terminal=True))
    assert chosen(["-"]) == ["-"]
    with pytest.raises(OptionError, match="there is no input"):
        chosen([])
