"""The command as a process of its own: what only the system can do to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsdoc import __version__

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "newsdoc")
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)}
ARTICLE = "Ferry stops for the night\n\nThe last boat leaves at nine – “and not a minute later”.\n".encode()

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


def shell(
    script: str, *, stdin: bytes = b"", cwd: Path | None = None, environment: dict[str, str] | None = None
) -> tuple[int, bytes, str]:
    """Exit code, standard output and standard error of a shell script in which ``newsdoc`` is the command."""
    preamble = f'newsdoc() {{ "{sys.executable}" -m newsdoc "$@"; }}\n'
    done = subprocess.run(
        ["/bin/bash", "-c", preamble + script],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        cwd=cwd,
        env=ENVIRONMENT | (environment or {}),
    )
    return done.returncode, done.stdout, done.stderr.decode()


def test_version() -> None:
    assert shell("newsdoc --version") == (0, f"newsdoc {__version__}\n".encode(), "")


def test_the_script_calls_the_same() -> None:
    script = Path(sys.executable).parent / "newsdoc"
    if not script.exists():
        pytest.skip("newsdoc is not installed, only on the path")
    done = subprocess.run([script, "--version"], capture_output=True, check=True, timeout=60)
    assert done.stdout == f"newsdoc {__version__}\n".encode()


def test_version_loads_no_library() -> None:
    script = "import sys; from newsdoc.cli import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60, env=ENVIRONMENT)
    loaded = set(done.stdout.decode().split())
    heavy = {"argparse", "jsonschema", "jsonschema_rs", "lxml", "orjson", "pydantic", "pyromark", "yaml"}
    assert not loaded & heavy


@needs_full
@pytest.mark.parametrize("words", ["--version", "--help", "convert --help", "formats", "convert - -t text"])
def test_full_standard_output(words: str) -> None:
    code, _, err = shell(f"newsdoc {words} > /dev/full", stdin=ARTICLE)
    assert code == 5
    assert "IO-ERROR: standard output cannot be written: No space left on device" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["--version", "formats", "convert - -t text"])
def test_closed_standard_output(words: str) -> None:
    code, _, err = shell(f"newsdoc {words} >&-", stdin=ARTICLE)
    assert code == 5
    assert "IO-ERROR: standard output is closed" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["--version", "formats", "convert - -t text"])
def test_a_pipe_that_nobody_reads(words: str, tmp_path: Path) -> None:
    (tmp_path / "input").write_bytes(ARTICLE)
    # The reader is gone before anything is written.
    script = f"(sleep 0.3; newsdoc {words} < input; echo $? > code) | true"
    assert shell(script, cwd=tmp_path) == (0, b"", "")
    assert (tmp_path / "code").read_text(encoding="ascii") == "141\n"


def test_closed_standard_input() -> None:
    code, out, err = shell("newsdoc convert - -t text <&-")
    assert (code, out, err) == (3, b"", "-: STDIN-CLOSED: standard input is closed; name a file\n")


def test_closed_standard_error() -> None:
    assert shell("newsdoc covert 2>&-") == (2, b"", "")


def test_endless_standard_input() -> None:
    code, out, err = shell("yes | newsdoc convert - -t text")
    assert (code, out, err) == (3, b"", "-: TOO-LARGE: the input is larger than 64 MiB; split it\n")


def test_a_device_as_input() -> None:
    code, out, err = shell("newsdoc convert /dev/zero -t text")
    assert (code, out) == (3, b"")
    assert err.startswith("/dev/zero: NOT-A-FILE: this is not a regular file")


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8"},
        {"PYTHONIOENCODING": "latin-1:strict"},
    ],
)
def test_the_same_bytes_whatever_the_locale(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "é.txt").write_bytes(ARTICLE)
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"a\0b")
    script = "newsdoc convert é.txt -t md -q; newsdoc validate \"$(printf '\\377.txt')\" 2>/dev/null; echo $?"
    expected = shell(script, cwd=tmp_path)
    assert shell(script, cwd=tmp_path, environment=environment) == expected
    assert "“and not a minute later”".encode() in expected[1]
    assert expected[1].endswith(b"3\n")
    assert b"\\udcff.txt" in expected[1]


def test_a_folder_that_was_deleted(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(ARTICLE)
    script = f'mkdir gone; cd gone; rmdir ../gone; newsdoc convert "{source}" -t text'
    code, out, err = shell(script, cwd=tmp_path)
    assert (code, err) == (0, "")
    assert b"The last boat" in out
    code, out, err = shell(script + " -o b.txt", cwd=tmp_path)
    assert (code, out) == (5, b"")
    assert "IO-ERROR" in err


def test_standard_output_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE)
    expected = shell("newsdoc convert a.txt -t md -q", cwd=tmp_path)[1]
    assert shell("newsdoc convert a.txt -t md -q -o /dev/stdout | cat", cwd=tmp_path) == (0, expected, "")


def test_interrupted() -> None:
    process = subprocess.Popen(
        [*COMMAND, "convert", "-", "-t", "text"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        # What a shell runs in the background ignores the signal, and so would what these tests start there.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing else runs here
    )
    assert process.stdin is not None
    # More than a pipe holds: when all of it is written, the command is there and reads.
    process.stdin.write(b"x" * (1 << 20))
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"newsdoc: interrupted\n")


SLOW = """
import os, sys, time
from newsdoc.cli import main

def sync(_):
    print(*os.listdir("out"), flush=True)
    time.sleep(60)

os.fsync = sync
sys.argv[1:] = ["convert", "a.txt", "-t", "text", "-o", "out/a.txt"]
sys.exit(main())
"""


def test_terminated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE)
    (tmp_path / "out").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert process.stdout is not None
    assert process.stdout.readline().endswith(b".tmp\n")
    for _ in range(2):
        process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (143, b"newsdoc: terminated\n")
    assert list((tmp_path / "out").iterdir()) == []
