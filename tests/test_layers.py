"""Imports only go down, and the core is pure: read off the source."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "newsdoc"

#: From the bottom to the top; a module may import what stands in its own row or in one above it.
LAYERS = (
    ("newsdoc.errors",),
    ("newsdoc.model",),
    ("newsdoc.loading", "newsdoc.validation.problem"),
    ("newsdoc.schema",),
    ("newsdoc.formats.base",),
    ("newsdoc.formats", "newsdoc.validation", "newsdoc.identity", "newsdoc.vocabulary"),
    ("newsdoc.policy",),
    ("newsdoc.pipeline",),
    ("newsdoc.streaming",),
    ("newsdoc.report", "newsdoc.testing"),
    ("newsdoc",),
    ("newsdoc.cli", "newsdoc.__main__"),
)
#: Upwards for types alone, which nothing needs when it runs.
FOR_TYPES = {("newsdoc.errors", "newsdoc.formats.base")}
#: What would make the core depend on more than its arguments.
IMPURE = frozenset(
    [
        "asyncio",
        "http",
        "locale",
        "logging",
        "os",
        "random",
        "secrets",
        "shutil",
        "socket",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
        "warnings",
    ]
)
#: The modules that meet the world: the command, where the schemas lie, and what writes those of ninjs there.
WORLDLY = ("newsdoc.cli", "newsdoc.__main__", "newsdoc.schema", "newsdoc.formats.ninjs.schema")


def modules() -> dict[str, Path]:
    """All modules of the package, by name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def layer(name: str) -> int:
    """The number of the layer of a module: the most exact name counts."""
    rows = [(len(prefix), number) for number, row in enumerate(LAYERS) for prefix in row if _within(name, prefix)]
    return max(rows)[1]


def _within(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The modules that a file imports, anywhere in it, and whether it does so for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for statement in block.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in guarded) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            source = node.module or ""
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                yield (whole if whole in MODULES else source), id(node) in guarded


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_down(name: str) -> None:
    upwards = [
        target
        for target, for_types in imports(MODULES[name])
        if _within(target, "newsdoc")
        and layer(target) > layer(name)
        and not (for_types and any(_within(name, one) and _within(target, other) for one, other in FOR_TYPES))
    ]
    assert not upwards, f"{name} imports from above: {upwards}"


@pytest.mark.parametrize("name", [name for name in MODULES if not any(_within(name, one) for one in WORLDLY)])
def test_the_core_is_pure(name: str) -> None:
    impure = [
        target
        for target, for_types in imports(MODULES[name])
        if not for_types and any(_within(target, one) for one in IMPURE)
    ]
    assert not impure, f"{name} can see more than its arguments: {impure}"
    called = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    forbidden = {"open", "print", "input", "datetime.now", "dt.datetime.now", "date.today", "dt.date.today", "Path.cwd"}
    assert not called & forbidden


def test_formats_do_not_know_each_other() -> None:
    folders = {path.name for path in (PACKAGE / "formats").iterdir() if path.is_dir()} - {"markup", "__pycache__"}
    for name, path in MODULES.items():
        own = name.split(".")[2] if name.startswith("newsdoc.formats.") else ""
        if own in folders:
            foreign = [
                target
                for target, _ in imports(path)
                if target.startswith("newsdoc.formats.") and target.split(".")[2] in folders - {own}
            ]
            assert not foreign, f"{name} imports from another format: {foreign}"


def test_every_module_has_a_layer_and_a_docstring() -> None:
    assert len(MODULES) > 20
    for name, path in MODULES.items():
        assert layer(name) >= 0
        text = path.read_text(encoding="utf-8")
        assert not text or ast.get_docstring(ast.parse(text)), f"{name} does not say what it is"


def test_a_breach_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from newsdoc.cli import main\n"
        "def f():\n    from newsdoc import pipeline\n    import newsdoc.formats.base\n",
        encoding="utf-8",
    )
    assert set(imports(path)) == {
        ("typing", False),
        ("newsdoc.pipeline", False),
        ("newsdoc.formats.base", False),
        ("newsdoc.cli", True),
    }
    assert layer("newsdoc.cli.app") > layer("newsdoc.pipeline") > layer("newsdoc.formats.json.reader")
    assert layer("newsdoc.validation.problem") < layer("newsdoc.schema.registry") < layer("newsdoc.validation.xml")
    assert layer("newsdoc.model.document") > layer("newsdoc.errors")
