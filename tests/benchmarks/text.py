"""How fast plain text is read: ``python -m tests.benchmarks.text [FOLDER]``, ``… --bounds`` for hostile inputs.

Articles of about 4 KB of a folder (by default the shared samples, else the fixtures) against splitting them at blank lines,
in one run, CPU time, the best of several repeats.  ``--bounds`` reads much of one thing, and says the seconds for 10 MB
and the memory beside that of the input.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from newsdoc.errors import ReadError
from newsdoc.formats.text import reader

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "samples" / "text" / "dev"
REPEATS = 9
_BLANK = re.compile(r"\n\s*\n")
#: Pieces of which hostile inputs are made: those that most patterns begin with.
PIECES = (
    "x", "x ", "\n", " \n", "x\n", "x\n\n", "Word ", "By Ada Brandt, ", "1 ", "12.", "5 May ", "12:30 ", "1/2/", "(", "(AP) ",
    "BERLIN, ", "A-", "— ", "- a\n", "1. a\n", "> ", '> "a', "[[", "| a ", "```\n", "Image\n", "\\", "a: b\n", "Subject: a\n",
    "“", "9 views ", "記", "\x85", "Ab. ", "/ a ", "a@", "http://", "A. B. ", "``", "^a<\n",
)  # fmt: skip


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def speed(folder: Path) -> None:
    """Reading against splitting."""
    texts = [data for path in sorted(folder.glob("*.txt")) if 3000 <= len(data := path.read_bytes()) <= 5200]
    texts = [data for data in texts if _is_text(data)] or [b"\n\n".join([(ROOT / "README.md").read_bytes()[:4000]])]

    def read() -> None:
        for data in texts:
            reader.read(data)

    def split() -> None:
        for data in texts:
            [part for part in _BLANK.split(data.decode("latin-1")) if part.strip()]

    taken, floor = _best(read), _best(split)
    size = sum(map(len, texts)) / len(texts)
    sys.stdout.write(
        f"{len(texts)} articles of {size:.0f} bytes: {taken / len(texts) * 1000:.2f} ms each, {len(texts) / taken:.0f} a second;"
        f" splitting at blank lines {floor / len(texts) * 1e6:.1f} µs: {taken / floor:.0f} times\n"
    )


def _is_text(data: bytes) -> bool:
    try:
        reader.read(data)
    except ReadError:
        return False
    return True


def bounds(size: int) -> None:
    """Much of one thing."""
    for piece in PIECES:
        data = (piece * (size // len(piece.encode()) + 1)).encode()[:size]
        data = data.decode(errors="ignore").encode()
        start = time.process_time()
        end = "read"
        try:
            reader.read(data)
        except ReadError as error:
            end = error.code
        seconds = (time.process_time() - start) * 10_000_000 / len(data)
        tracemalloc.start()
        with contextlib.suppress(ReadError):
            reader.read(data)
        memory = tracemalloc.get_traced_memory()[1] / len(data)
        tracemalloc.stop()
        sys.stdout.write(f"{piece!r:20} {seconds:7.2f} s for 10 MB, {memory:6.1f} × memory  {end}\n")
        sys.stdout.flush()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--bounds", type=int, metavar="BYTES", help="the size of hostile inputs, for example 1000000")
    options = parser.parse_args()
    if options.bounds:
        bounds(options.bounds)
    else:
        speed(options.folder)


if __name__ == "__main__":
    main()
