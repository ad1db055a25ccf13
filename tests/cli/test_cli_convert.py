"""``newsdoc convert``, over readers and writers that do what the input says."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.base import Loss, ReadResult, WriteResult
from newsdoc.model.document import Document, Label, Metadata, NewsMessage
from newsdoc.validation.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Run

FAULT = "this is a fault of newsdoc, not of yours: please report it with what --debug shows"


@dataclass
class Toys:
    """Readers and writers to play with, and how they were called."""

    reads: list[dict[str, Any]] = field(default_factory=list)
    writes: list[dict[str, Any]] = field(default_factory=list)

    def read(self, data: bytes, format: str | None = None, **options: Any) -> ReadResult:
        """A document a line, its headline the line."""
        self.reads.append({"format": format, **options})
        lines = data.decode().splitlines()
        if "broken" in lines:
            raise ReadError("this is no news\u202e", code="X-BAD", line=3, column=7, path="/a", hint="mend it")
        if "crash" in lines:
            raise ValueError("boom\nand more")
        if "memory" in lines:
            raise MemoryError
        problems = [Problem("X-ODD", "warning", "odd", line=2)] if "odd" in lines else []
        losses = [Loss("dropped", "foreign[0]", "hop", "there is no place for it")] if "foreign" in lines else []
        documents = [Document(Metadata(headlines=[Label(line)])) for line in lines]
        return ReadResult(documents, losses, "toy", None, problems, NewsMessage() if len(lines) > 1 else None)

    def write(self, documents: Document | Sequence[Document], format: str, **options: Any) -> WriteResult:
        """The headlines, and the losses that they ask for."""
        self.writes.append({"format": format, **options})
        listed = [documents] if isinstance(documents, Document) else list(documents)
        headlines = [str(one.headline) for one in listed]
        if "unwritable" in headlines:
            raise WriteError("it cannot be said", code="X-UNWRITABLE")
        losses = [
            Loss("flattened", f"body[{index}]", {"n": index}, "there are no tables", "/x", 4)
            for index, headline in enumerate(headlines)
            if headline == "lossy"
        ]
        losses += [Loss("dropped", "metadata.embargoed", "2030", "no place") for one in headlines if one == "embargoed"]
        problems = [Problem("X-OUT", "info", "written so")] if "told" in headlines else []
        return WriteResult(" ".join([format, *headlines]).encode(), losses, problems=problems)


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Toys:
    """The toys instead of the formats, in an empty folder."""
    made = Toys()
    monkeypatch.setattr("newsdoc.pipeline.read", made.read)
    monkeypatch.setattr("newsdoc.pipeline.write", made.write)
    monkeypatch.chdir(tmp_path)
    return made


def put(**files: str) -> None:
    """Files ``NAME.x`` with a text each."""
    for name, text in files.items():
        Path(f"{name}.x").write_text(text, encoding="utf-8")


def tree(folder: str = ".") -> dict[str, str]:
    """All files below a folder, with what is in them."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".x")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def test_one_input_goes_to_standard_output(toys: Toys, run: Run) -> None:
    put(a="hello")
    result = run("convert", "a.x", "-t", "markdown")
    assert (result.code, result.out, result.err) == (0, b"markdown@1.0 hello", "")
    assert toys.reads == [{"format": None, "name": "a.x", "encoding": None}]
    assert tree() == {}


@pytest.mark.parametrize("words", [("-",), (), ("-", "-o", "-")])
def test_standard_input(toys: Toys, run: Run, words: tuple[str, ...]) -> None:
    result = run("convert", *words, "-t", "md", stdin=b"hello")
    assert (result.code, result.out) == (0, b"markdown@1.0 hello")
    assert toys.reads[0]["name"] is None


def test_inputs_and_options_in_any_order(run: Run) -> None:
    put(a="one", b="two")
    Path("-t.x").write_text("three", encoding="utf-8")
    result = run("convert", "a.x", "-t", "md", "b.x", "-o", "out", "--", "-t.x")
    assert (result.code, result.err) == (0, "")
    assert tree() == {"out/-t.md": "markdown@1.0 three", "out/a.md": "markdown@1.0 one", "out/b.md": "markdown@1.0 two"}


@pytest.mark.parametrize(
    ("target", "name", "shown"),
    [
        ("md", "a.md", "markdown@1.0"),
        ("G2", "a.xml", "newsml-g2@2.35"),
        ("newsml", "a.xml", "newsml-g2@2.35"),
        ("ninjs@2.3", "a.json", "ninjs@2.3"),
        ("ninjs@3", "a.json", "ninjs@3.2"),
        ("txt", "a.txt", "text@article"),
        ("json", "a.json", "json@1.0"),
    ],
)
def test_names_of_formats_and_of_files(toys: Toys, run: Run, target: str, name: str, shown: str) -> None:
    put(a="x")
    result = run("convert", "a.x", "-t", target, "-f", "g2", "-o", "new/")
    assert (result.code, result.err) == (0, "")
    assert tree() == {f"new/{name}": f"{shown} x"}
    assert toys.reads[0]["format"] == "newsml-g2"


def test_options_reach_reader_and_writer(toys: Toys, run: Run) -> None:
    put(a="x")
    given = {
        "timezone": "-05:00",
        "provider": "Example Agency",
        "guid": "urn:x:1",
        "now": "2024-09-09T10:35:00Z",
        "body": "nitf",
    }
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    assert run("convert", "a.x", "-t", "g2", "--encoding", "latin-1", "--no-sanitize", *words).code == 0
    assert toys.reads[0]["encoding"] == "latin-1"
    assert toys.writes == [
        {"format": "newsml-g2@2.35", "message": None, "on_loss": "allow", "sanitize": False, "dialect": False, **given}
    ]


def test_several_documents_where_one_file_holds_one(toys: Toys, run: Run) -> None:
    put(a="one\ntwo\nlossy")
    result = run("convert", "a.x", "-t", "md", "-o", "b.md", "--guid", "urn:x:1", "--losses", "l.json", "-q")
    assert (result.code, result.err) == (0, "")
    losses = json.loads(Path("l.json").read_bytes())
    Path("l.json").unlink()
    assert tree() == {"b-1.md": "markdown@1.0 one", "b-2.md": "markdown@1.0 two", "b-3.md": "markdown@1.0 lossy"}
    assert losses == [
        {
            "file": "a.x",
            "kind": "flattened",
            "path": "body[0]",
            "value": {"n": 0},
            "reason": "there are no tables",
            "source": "/x",
            "line": 4,
            "document": 2,
        }
    ]
    assert [(call["guid"], call["message"] is None) for call in toys.writes] == [
        ("urn:x:1", False),
        (None, True),
        (None, True),
    ]


def test_several_documents_where_one_file_holds_all(toys: Toys, run: Run) -> None:
    put(a="one\ntwo")
    result = run("convert", "a.x", "-t", "json")
    assert (result.code, result.out) == (0, b"json@1.0 one two")
    assert toys.writes[0]["message"] == NewsMessage()


def test_several_documents_do_not_go_to_standard_output(run: Run) -> None:
    put(a="one\ntwo")
    result = run("convert", "a.x", "-t", "md")
    assert (result.code, result.out) == (2, b"")
    assert result.err == (
        "a.x: NOT-ONE-DOCUMENT: the input has several documents, and a file of this format holds one; "
        "give -o FOLDER: each gets a file of its own\n"
    )


def test_no_document(run: Run) -> None:
    put(a="")
    result = run("convert", "a.x", "-t", "md", "-o", "out.md")
    assert (result.code, result.err) == (
        1,
        "a.x: NO-DOCUMENT: there is no document in it; there is nothing to convert\n",
    )
    assert tree() == {}


def test_names_that_clash_get_numbers(run: Run) -> None:
    for folder in ("p", "q", "r"):
        Path(folder).mkdir()
        Path(folder, "a.x").write_text(folder, encoding="utf-8")
    result = run("convert", "p/a.x", "q/a.x", "r/a.x", "-t", "md", "-o", "out")
    assert result.code == 0
    assert tree("out") == {"a.md": "markdown@1.0 p", "a-2.md": "markdown@1.0 q", "a-3.md": "markdown@1.0 r"}
    assert result.err.splitlines() == [
        "q/a.x: written to out/a-2.md, since out/a.md is another one's",
        "r/a.x: written to out/a-3.md, since out/a.md is another one's",
    ]


def test_no_input_is_overwritten_before_it_is_read(run: Run) -> None:
    put(a="one")
    Path("a.md").write_text("two", encoding="utf-8")
    result = run("convert", "a.x", "a.md", "-t", "md", "-o", ".")
    assert result.code == 0
    # Nor after it is read: who wants that names the file.
    assert result.err.splitlines() == [
        "a.x: written to ./a-2.md, since ./a.md is another one's",
        "a.md: written to ./a-3.md, since ./a.md is the input",
    ]
    assert tree() == {"a-2.md": "markdown@1.0 one", "a-3.md": "markdown@1.0 two", "a.md": "two"}


def test_the_output_may_be_the_input_where_that_is_said(run: Run) -> None:
    Path("a.md").write_text("one", encoding="utf-8")
    assert run("convert", "a.md", "-t", "md", "-o", ".").code == 0
    assert tree() == {"a-2.md": "markdown@1.0 one", "a.md": "one"}
    assert run("convert", "a.md", "-t", "md", "-o", "a.md").code == 0
    assert tree() == {"a-2.md": "markdown@1.0 one", "a.md": "markdown@1.0 one"}


def test_a_folder_that_is_there_gets_the_file(run: Run) -> None:
    put(a="one")
    Path("out").mkdir()
    assert run("convert", "a.x", "-t", "md", "-o", "out").code == 0
    assert run("convert", "-", "-t", "md", "-o", "out", stdin=b"two").code == 0
    assert tree() == {"out/a.md": "markdown@1.0 one", "out/stdin.md": "markdown@1.0 two"}


def test_a_broken_input_does_not_stop_the_others(run: Run) -> None:
    put(a="broken", b="fine", c="crash", d="unwritable", e="memory")
    Path("f.x").mkdir()
    result = run("convert", *(f"{name}.x" for name in "abcdefg"), "-t", "md", "-o", "out")
    assert result.code == 5
    assert tree() == {"out/b.md": "markdown@1.0 fine"}
    assert result.err.splitlines() == [
        "a.x:3:7: X-BAD: this is no news\\u202E (at /a); mend it",
        f"c.x: INTERNAL: ValueError: boom\\u000Aand more; {FAULT}",
        "d.x: X-UNWRITABLE: it cannot be said",
        "e.x: MEMORY: there is not enough memory; give it more, or split the input",
        "f.x: IS-A-FOLDER: this is a folder, not a file; name the files in it",
        "g.x: FILE-NOT-FOUND: there is no such file; check its name and folder",
    ]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("fine", "unwritable"), 1),
        (("unwritable", "embargoed"), 4),
        (("embargoed", "broken", "unwritable"), 3),
        (("broken", "crash", "fine"), 5),
        (("fine",), 0),
    ],
)
def test_the_gravest_fault_gives_the_exit_code(run: Run, texts: tuple[str, ...], code: int) -> None:
    put(**{f"n{index}": text for index, text in enumerate(texts)})
    assert run("convert", *(f"n{index}.x" for index in range(len(texts))), "-t", "md", "-o", "out").code == code


def test_debug_shows_where_it_happened(run: Run) -> None:
    put(a="crash")
    lines = run("convert", "a.x", "-t", "md", "--debug").err.splitlines()
    assert lines[0].startswith("a.x: INTERNAL: ValueError: boom")
    assert lines[1] == "Traceback (most recent call last):"
    assert "ValueError: boom" in lines


def test_losses_are_told(run: Run) -> None:
    put(a="lossy\nlossy\nforeign")
    result = run("convert", "a.x", "-t", "json")
    assert (result.code, result.out) == (0, b"json@1.0 lossy lossy foreign")
    assert result.err.splitlines() == [
        "a.x: 3 losses: 2 flattened, 1 dropped",
        "  flattened body[] (2 times): there are no tables",
        "  dropped foreign[]: there is no place for it",
    ]


@pytest.mark.parametrize("silence", [("--on-loss", "allow"), ("-q",), ("--quiet",)])
def test_losses_are_not_told(run: Run, silence: tuple[str, ...]) -> None:
    put(a="lossy")
    result = run("convert", "a.x", "-t", "md", *silence)
    assert (result.code, result.out, result.err) == (0, b"markdown@1.0 lossy", "")


def test_losses_fail(run: Run) -> None:
    put(a="lossy", b="fine")
    result = run("convert", "a.x", "b.x", "-t", "md", "-o", "out", "--on-loss", "fail", "--losses", "l.json", "-q")
    assert result.code == 4
    assert result.err == (
        "a.x: LOSS-FORBIDDEN: 1 losses, the first: flattened body[0], since there are no tables; "
        "choose a target that can hold it, or another policy\n"
    )
    assert [row["path"] for row in json.loads(Path("l.json").read_bytes())] == ["body[0]"]
    assert sorted(tree()) == ["l.json", "out/b.md"]


def test_critical_losses_fail_unless_they_are_allowed(run: Run) -> None:
    put(a="embargoed")
    refused = run("convert", "a.x", "-t", "md", "-o", "a.md")
    assert (refused.code, tree()) == (4, {})
    assert "LOSS-CRITICAL" in refused.err
    assert run("convert", "a.x", "-t", "md", "--allow-loss", "rights").code == 4
    assert run("convert", "a.x", "-t", "md", "--allow-loss", "rights", "--allow-loss", "embargo").code == 0
    assert run("convert", "a.x", "-t", "md", "--on-loss", "allow").code == 0


def test_losses_on_standard_output(run: Run) -> None:
    put(a="lossy", b="fine")
    result = run("convert", "a.x", "b.x", "-t", "md", "-o", "out", "--losses", "-")
    assert [row["file"] for row in json.loads(result.out)] == ["a.x"]
    assert json.loads(run("convert", "b.x", "-t", "md", "-o", "out", "--losses", "-").out) == []


def test_problems_of_the_input_are_told(run: Run) -> None:
    put(a="odd\ntold")
    result = run("convert", "a.x", "-t", "json")
    assert (result.code, result.err) == (0, "a.x:2: X-ODD warning: odd\na.x: X-OUT info: written so\n")
    assert run("convert", "a.x", "-t", "json", "-q").err == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a.x", "USAGE: the following arguments are required: -t/--to; see newsdoc convert --help"),
        ("a.x -t mdx", "UNKNOWN-FORMAT: there is no format 'mdx'"),
        ("a.x -t ninjs@9", "UNKNOWN-VERSION: ninjs has no version '9'; the versions are"),
        ("a.x -f nimjs -t md", "UNKNOWN-FORMAT: there is no format 'nimjs'; did you mean ninjs?"),
        ("a.x b.x -t md", "USAGE: several inputs cannot all go to standard output; give -o FOLDER"),
        ("a.x b.x -t md -o b.x", "USAGE: several inputs cannot all go to one file (b.x); give -o FOLDER"),
        ("- - -t md -o out", "USAGE: standard input (-) is given twice; it can be read once"),
        ("a.x -t md --losses -", "USAGE: the document and the losses cannot both go to standard output; give -o FILE"),
        ("a.x -t md -o b.md --losses ./b.md", "USAGE: ./b.md is an input or the output already"),
        ("a.x -t md --losses a.x", "USAGE: a.x is an input or the output already"),
        ("a.x b.x -t g2 -o out --guid urn:x", "USAGE: --guid names one item, and there are several inputs"),
        ("a.x -t g2 --now today", "USAGE: --now 'today' is not a time; write it as 2024-09-09T10:35:00Z"),
        ("a.x -t g2 --now 2024-09-09", "USAGE: --now '2024-09-09' is not a time"),
        ("a.x -t g2 --timezone Mars/Base", "UNKNOWN-ZONE: 'Mars/Base' is not a time zone"),
        ("a.x -t g2 --body html", "USAGE: argument --body: invalid choice: 'html'"),
        ("a.x -t g2 --allow-loss all", "USAGE: argument --allow-loss: invalid choice: 'all'"),
        *(
            (
                f"a.x -t g2 {names[-1]}=",
                f"USAGE: argument {'/'.join(names)}: its value is empty; see newsdoc convert --help",
            )
            for names in (
                ("-o", "--output"),
                ("--losses",),
                ("--quarantine",),
                ("--provider",),
                ("--guid",),
                ("--now",),
                ("--timezone",),
                ("--encoding",),
                ("-f", "--from"),
                ("-t", "--to"),
            )
        ),
        ("a.x -t g2 --time Z", "USAGE: unrecognized arguments: --time"),
    ],
)
def test_usage(toys: Toys, run: Run, words: str, message: str) -> None:
    put(a="one", b="two")
    result = run("convert", *words.split())
    assert (result.code, result.out) == (2, b"")
    assert result.err.startswith(f"newsdoc: {message}")
    assert result.err.count("\n") == 1
    assert (toys.reads, tree()) == ([], {})


def test_permissions(run: Run) -> None:
    put(a="one")
    previous = os.umask(0o027)
    try:
        assert run("convert", "a.x", "-t", "md", "-o", "new.md").code == 0
    finally:
        os.umask(previous)
    Path("old.md").write_text("old", encoding="utf-8")
    Path("old.md").chmod(0o604)
    assert run("convert", "a.x", "-t", "md", "-o", "old.md").code == 0
    modes = {name: stat.S_IMODE(Path(name).stat().st_mode) for name in ("new.md", "old.md")}
    assert modes == {"new.md": 0o640, "old.md": 0o604}


def test_a_link_keeps_pointing(run: Run) -> None:
    put(a="one")
    Path("real.md").write_text("old", encoding="utf-8")
    Path("link.md").symlink_to("real.md")
    assert run("convert", "a.x", "-t", "md", "-o", "link.md").code == 0
    assert Path("link.md").is_symlink()
    assert Path("real.md").read_text(encoding="utf-8") == "markdown@1.0 one"


def test_a_device_is_written_to_and_stays(run: Run) -> None:
    put(a="one")
    assert run("convert", "a.x", "-t", "md", "-o", os.devnull, "--losses", os.devnull).code == 0
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116 - a device is no path of ours


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device(run: Run) -> None:
    put(a="one")
    result = run("convert", "a.x", "-t", "md", "-o", "/dev/full")
    assert result.code == 5
    assert result.err == (
        "a.x: IO-ERROR: /dev/full cannot be written: No space left on device; make room, or choose another place\n"
    )


@pytest.mark.parametrize("target", ["a.x/b.md", "nowhere/b.md", "b\0.md", "n" * 300])
def test_places_that_cannot_be_written(run: Run, target: str) -> None:
    put(a="one")
    result = run("convert", "a.x", "-t", "md", "-o", target)
    assert result.code == 5
    assert "IO-ERROR" in result.err
    assert result.err.count("\n") == 1
    assert tree() == {}


def test_a_folder_that_cannot_be_made(run: Run) -> None:
    put(a="one", b="two")
    result = run("convert", "a.x", "b.x", "-t", "md", "-o", "a.x/out")
    assert result.code == 5
    assert [line.partition(" cannot")[0] for line in result.err.splitlines()] == [
        "a.x: IO-ERROR: a.x/out",
        "b.x: IO-ERROR: a.x/out",
    ]


def test_a_folder_is_not_replaced(run: Run) -> None:
    put(a="one")
    Path("out/a.md").mkdir(parents=True)
    result = run("convert", "a.x", "-t", "md", "-o", "out")
    assert (result.code, tree()) == (5, {})
    assert "out/a.md cannot be written: it is a folder" in result.err


def test_nothing_is_left_of_a_failed_write(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(a="one")
    Path("b.md").write_text("old", encoding="utf-8")

    def refused(*_: object) -> None:
        raise OSError(5, "Input/output error")

    for call in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refused)
            result = run("convert", "a.x", "-t", "md", "-o", "b.md")
        assert (result.code, result.err) == (
            5,
            "a.x: IO-ERROR: b.md cannot be written: Input/output error; make room, or choose another place\n",
        )
        assert tree() == {"b.md": "old"}


def test_a_read_only_file_is_not_replaced(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(a="one")
    Path("b.md").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # chmod does not keep a superuser out
    result = run("convert", "a.x", "-t", "md", "-o", "b.md")
    assert (result.code, tree()) == (5, {"b.md": "old"})
    assert "b.md cannot be written: it is read-only" in result.err


def test_a_temporary_file_of_another_run_is_left_alone(run: Run) -> None:
    put(a="one")
    other = Path(f".newsdoc-{os.getpid()}-0.tmp")
    other.write_text("theirs", encoding="utf-8")
    assert run("convert", "a.x", "-t", "md", "-o", "b.md").code == 0
    assert tree() == {other.name: "theirs", "b.md": "markdown@1.0 one"}


def test_a_reader_that_has_gone_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(a="one")
    monkeypatch.setattr("newsdoc.cli.outputs.emit", _gone)
    monkeypatch.setattr("newsdoc.cli.formats.emit", _gone)
    result = run("convert", "a.x", "-t", "md")
    assert (result.code, result.err) == (141, "")
    result = run("formats")
    assert (result.code, result.err) == (141, "")


def _gone(_: bytes) -> None:
    raise BrokenPipeError


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsdoc.cli.convert.opened", interrupt)
    result = run("convert", "a.x", "-t", "md")
    assert (result.code, result.err) == (130, "newsdoc: interrupted\n")
