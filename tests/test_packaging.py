"""The package as others get it: what is in the wheel, and that it works from there alone."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from newsdoc import FORMATS, __version__
from newsdoc.cli.app import COMMANDS
from newsdoc.schema import catalog

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the project's own build system."""
    folder = tmp_path_factory.mktemp("wheel")
    script = f"import hatchling.build; print(hatchling.build.build_wheel({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """The wheel's content, as an installation puts it on the path."""
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def installed(folder: Path, *words: str, stdin: bytes = b"") -> bytes:
    """What the command writes when only the wheel and what it depends on can be imported."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(folder)}
    script = (
        "import sys; sys.path[:] = [p for p in sys.path if not (p and __import__('os').path.exists(p + '/pyproject.toml'))];"
        "from newsdoc.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, *words],
        input=stdin,
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_one_version() -> None:
    assert PROJECT["project"]["version"] == __version__
    heading = re.search(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1] == __version__


def test_the_command_is_there() -> None:
    module, _, name = PROJECT["project"]["scripts"]["newsdoc"].partition(":")
    assert callable(getattr(import_module(module), name))
    for module, _ in COMMANDS.values():
        assert callable(import_module(module).parser)
        assert callable(import_module(module).run)


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "newsdoc").rglob("*.py")}
    schemas = {
        f"newsdoc/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "schemas").rglob("*") if path.is_file()
    }
    assert "newsdoc/py.typed" in names
    assert sources <= names
    assert schemas
    assert schemas <= names
    rest = {name for name in names - sources - schemas if "__pycache__" not in name}
    others = {name for name in rest if not name.startswith(f"newsdoc-{__version__}.dist-info/")}
    assert {name for name in others if not re.fullmatch(r"newsdoc/(py\.typed|formats/\w+/NOTES\.md)", name)} == set()
    assert f"newsdoc-{__version__}.dist-info/licenses/LICENSE" in names


def test_the_wheel_works_alone(unpacked: Path) -> None:
    script = "import newsdoc; print(newsdoc.__file__)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=unpacked,
        env={"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert Path(done.stdout.strip()).is_relative_to(unpacked)
    assert installed(unpacked, "--version") == f"newsdoc {__version__}\n".encode()
    assert b"newsml-g2" in installed(unpacked, "formats")
    article = b"Bridge reopens\n\nThe old bridge opened to traffic again on Monday.\n"
    for target in FORMATS:
        data = installed(unpacked, "convert", "-", "-t", target, "-q", stdin=article)
        assert b"The old bridge opened to traffic again on Monday." in data
        installed(unpacked, "validate", "-", "-f", target, stdin=data)


def test_every_schema_is_in_the_wheel(unpacked: Path) -> None:
    names = [line.split()[0] for line in installed(unpacked, "schemas", "list").decode().splitlines()]
    rows = {f"{row.family}@{row.version}": row for row in catalog.entries() if row.is_schema}
    assert names == list(rows)
    assert {row.family for row in rows.values()} >= {"newsdoc", "ninjs", "newsml-g2"}
    for row in catalog.entries():
        assert hashlib.sha256((unpacked / "newsdoc" / "schemas" / row.file).read_bytes()).hexdigest() == row.sha256
    for family in {row.family for row in rows.values()}:
        path = Path(installed(unpacked, "schemas", "path", family).decode().removesuffix("\n"))
        assert path.is_relative_to(unpacked)
        assert path.read_bytes() == installed(unpacked, "schemas", "show", family)


def test_the_hooks_of_pre_commit() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        program, command, *options = hook["entry"].split()
        assert program in PROJECT["project"]["scripts"]
        arguments = import_module(COMMANDS[command][0]).parser().parse([*options, "a.xml"])
        assert arguments.inputs == ["a.xml"]
        assert all(re.search(hook["files"], f"a{ending}") for row in FORMATS.values() for ending in row.extensions[:1])
    assert [hook["id"] for hook in hooks] == ["newsdoc-validate"]


def test_ci_runs_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["/bin/bash", "-n", script], check=True, timeout=60)
    commands = re.findall(r"^\$ (python3 -m venv .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert ["pytest" in command for command in commands] == [False, True]
    assert "newsdoc convert fixtures/" in commands[0]
    assert "-e '.[dev]'" in commands[1]


@pytest.mark.parametrize("first", ["newsdoc.read", "newsdoc.convert", "newsdoc.validate", "newsdoc.sniff"])
def test_the_public_names_are_what_they_say(first: str) -> None:
    """Whatever was used before, no public name is hidden by a module of that name."""
    script = f"import newsdoc; {first}; print(*(n for n in newsdoc.__all__ if getattr(newsdoc, n).__class__.__name__ == 'module'))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "\n"


def test_all_public_names_are_there() -> None:
    import newsdoc

    assert [name for name in newsdoc.__all__ if not hasattr(newsdoc, name)] == []
    assert set(newsdoc.__all__) <= set(dir(newsdoc))
    with pytest.raises(AttributeError):
        newsdoc.nothing  # noqa: B018 - that there is none is what is tested
