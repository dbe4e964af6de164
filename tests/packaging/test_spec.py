"""What a build would trip over, without building."""

import ast
import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import PySide6
import pytest

import needledesk

ROOT = Path(__file__).resolve().parents[2]
QT_PLUGIN_FOLDERS = [path for path in Path(PySide6.__file__).parent.rglob("plugins") if path.is_dir()]


def named(name: str) -> Any:
    """A constant of the spec."""
    for statement in ast.parse((ROOT / "packaging/needledesk.spec").read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.literal_eval(statement.value)
    raise LookupError(name)


def imported() -> set[str]:
    """Every module and name that the program imports, anywhere."""
    found: set[str] = set()
    for source in (ROOT / "needledesk").rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


@pytest.mark.parametrize("module", named("HIDDEN_MODULES"))
def test_modules_that_are_added_exist(module: str) -> None:
    assert importlib.util.find_spec(module)


def test_nothing_that_is_left_out_is_imported() -> None:
    left_out = set(named("UNUSED_MODULES"))
    assert not {name for name in imported() if any(f"{name}.".startswith(f"{module}.") for module in left_out)}


def test_every_qt_module_that_is_imported_is_kept() -> None:
    used = {name.removeprefix("PySide6.Qt") for name in imported() if re.fullmatch(r"PySide6\.Qt\w+", name)}
    assert used
    assert used <= named("QT_MODULES")


@pytest.mark.parametrize(("family", "names"), named("QT_PLUGINS").items())
def test_qt_still_calls_its_plugins_so(family: str, names: set[str]) -> None:
    there = {file.stem.removeprefix("lib") for folder in QT_PLUGIN_FOLDERS for file in (folder / family).glob("*")}
    if not there:
        pytest.skip("not on this system")
    assert names & there


def test_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert needledesk.__version__ == version
    assert f'#define Version "{version}"' in (ROOT / "packaging/windows/needledesk.iss").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "file",
    [
        "resources/icons/needledesk.svg",
        "packaging/licences/LGPL-3",
        "packaging/linux/copyright",
        "packaging/linux/own_environment.py",
        "tests/data/held_sideways.heic",
        "resources/worked_cases/vignettes.yaml",
    ],
)
def test_files_that_the_build_takes_are_there(file: str) -> None:
    assert (ROOT / file).is_file()
