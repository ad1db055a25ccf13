"""The recipes and the README, run: every command in them does what they show.

In a block ``console``, a line that begins with ``$ `` is a command, and what follows up to the next one is what a terminal
shows: standard output and standard error in the order in which they are written.  ``$ echo $?`` shows the exit code; a
command after which it is not asked for ends with 0.  A block whose info string names a file (```` ```xml story.xml ````)
is that file.  Commands are ``newsdoc`` with ``<``, ``>``, ``|`` and ``&&``, ``cat`` and ``ls``.  Each page has a folder of
its own, in which ``fixtures`` are those of the project.  ``--update-goldens`` records what the commands show.
"""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from newsdoc.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "tests" / "cookbook").glob("*.md"))]
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
#: What sets newsdoc up, and is run by .ci/run.
_SET_UP = ("python3 -m venv ", ".venv/bin/pip install ", ".venv/bin/pytest")


class Terminal:
    """Runs commands, and keeps what they show."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        self.code = 0

    def show(self, line: str) -> str:
        """What a terminal shows after ``line``."""
        if line == "echo $?":
            shown, self.code = f"{self.code}\n", 0
            return shown
        assert self.code == 0, f"exit code {self.code} before: {line}"
        shown = ""
        for command in line.split(" && "):
            if self.code == 0 and not command.startswith(_SET_UP):
                shown += self._pipeline(command)
        return shown

    def _pipeline(self, line: str) -> str:
        screen = io.BytesIO()
        data = b""
        commands = line.split(" | ")
        for command in commands:
            words, source, target = _redirections(shlex.split(command))
            data = Path(source).read_bytes() if source else data
            out = screen if command is commands[-1] and target is None else io.BytesIO()
            self.code = self._run(words, data, out, screen)
            data = b"" if out is screen else out.getvalue()
            if target:
                Path(target).write_bytes(data)
        return screen.getvalue().decode()

    def _run(self, words: list[str], data: bytes, out: io.BytesIO, screen: io.BytesIO) -> int:
        program = words[0].removeprefix(".venv/bin/")
        if program == "cat":
            out.write(b"".join(Path(name).read_bytes() for name in words[1:]))
            return 0
        if program == "ls":
            out.write("".join(f"{path.name}\n" for path in sorted(Path(words[1]).iterdir())).encode())
            return 0
        assert program == "newsdoc", f"only newsdoc, cat and ls are run here: {words}"
        written, told = io.TextIOWrapper(out), io.TextIOWrapper(screen, "utf-8", write_through=True)
        with self.patch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            patch.setattr(sys, "stdout", written)
            patch.setattr(sys, "stderr", told)
            code = main(words[1:])
        for stream in (written, told):
            stream.detach()  # else it would close what the other one still writes to
        return code


def _redirections(words: list[str]) -> tuple[list[str], str | None, str | None]:
    """The words of a command, where its input comes from, and where its output goes."""
    places: dict[str, str] = {}
    while len(words) > 2 and words[-2] in ("<", ">"):
        places[words[-2]] = words[-1]
        words = words[:-2]
    return words, places.get("<"), places.get(">")


def _transcript(block: str, terminal: Terminal) -> str:
    """The block with what its commands show now."""
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {line}\n{terminal.show(line)}" for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_goldens: bool) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    terminal = Terminal(monkeypatch)

    def replaced(match: re.Match[str]) -> str:
        if match["name"]:
            Path(match["name"]).write_text(match["text"], encoding="utf-8", newline="")
        if match["kind"] != "console":
            return match[0]
        return f"```console\n{_transcript(match['text'], terminal)}```"

    text = page.read_text(encoding="utf-8")
    actual = _BLOCK.sub(replaced, text)
    assert terminal.code == 0, "the last command fails, and nothing says so"
    if update_goldens:
        page.write_text(actual, encoding="utf-8")
    assert actual == text or update_goldens


def test_there_are_pages() -> None:
    assert len(PAGES) > 3
    for page in PAGES:
        assert "\n$ newsdoc " in page.read_text(encoding="utf-8"), f"{page.name} runs nothing"


def test_python_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    blocks = [
        match["text"] for match in _BLOCK.finditer(PAGES[0].read_text(encoding="utf-8")) if match["kind"] == "python"
    ]
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
