"""Nothing in this room opens the record file but SQLite: a plain open and close would drop the program's lock on it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import needledesk.storage

ROOM = sorted(Path(needledesk.storage.__path__[0]).glob("*.py"))
#: The one room for files of copies; the record file never passes through it.
COPIES = "copy_files.py"
READERS = {"read_bytes", "read_text", "write_bytes", "write_text", "copy", "copyfile", "copy2", "file_digest", "mmap"}
FORBIDDEN_MODULES = {"shutil", "mmap", "io", "sqlite3", "apsw", "fileinput", "codecs"}


def complaints(code: str) -> list[str]:
    """Every way of reaching a file past SQLite; opening a folder to sync it is the one that is allowed."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
            found += [module for module in modules if module.split(".")[0] in FORBIDDEN_MODULES]
        if isinstance(node, ast.Call):
            words = ast.unparse(node.func)
            last = words.rsplit(".", 1)[-1]
            opens = words == "open" or (last == "open" and words not in ("cls.open", "Vault.open"))
            if (opens and ast.unparse(node) != "os.open(folder, os.O_RDONLY)") or last in READERS:
                found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("file", [file for file in ROOM if file.name != COPIES], ids=lambda file: file.name)
def test_no_file_is_opened_past_sqlite(file: Path) -> None:
    assert complaints(file.read_text(encoding="utf-8")) == []


def test_the_driver_is_imported_in_one_place() -> None:
    users = [
        file.name
        for file in ROOM
        if "import sqlcipher3" in file.read_text() or "import sqlite_utils" in file.read_text()
    ]
    assert users == ["driver.py"]


@pytest.mark.parametrize(
    "code",
    [
        "open(path)",
        "path.open('rb')",
        "os.open(path, 0)",
        "path.read_bytes()",
        "import shutil",
        "from shutil import copy",
        "hashlib.file_digest(f, 'sha256')",
        "import sqlite3",
        "io.open(path)",
    ],
)
def test_the_rule_notices(code: str) -> None:
    assert complaints(code)
