"""Nothing in the program opens the record file but SQLite: a plain open and close would drop the program's lock on it.

On Linux and macOS a lock belongs to the process, and closing any handle of the file gives all its locks up. A second
program could then write at the same time, and both would lose. So whoever opens a file stands in a list here, by name,
with what he opens; and a whole tour is watched from within and from outside.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import needledesk

PACKAGE = Path(needledesk.__path__[0])
ROOM = sorted(PACKAGE.rglob("*.py"))

OPENERS = {
    *("read_bytes", "read_text", "write_bytes", "write_text", "copy2", "copyfile", "copytree", "copyfileobj"),
    *("file_digest", "mmap", "QFile", "QSaveFile", "QPdfWriter", "truncate", "sendfile", "memmap", "fromfile"),
}
FORBIDDEN_MODULES = {"mmap", "sqlite3", "apsw", "fileinput", "codecs", "linecache", "dbm", "shelve", "tarfile"}
FORBIDDEN_FROM = {
    "shutil": {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move"},
    "io": {"open", "open_code", "FileIO"},
}
#: What has the word `open` in it and opens no file: a window, a dialog, a visit, a draft, or it goes through SQLite.
HARMLESS = re.compile(
    r"(?:cls|self|Vault|Desk|dialog|self\.dialog|program|self\._open_visit|self\.open_visit|LetterView\(.*\)"
    r"|draft|self\._?draft|self\.asked)\.open"
)

#: file and function: what is opened there, and why that is never the record file
ALLOWED = {
    ("cli.py", "_print"): "the system's own nothing",
    ("resources.py", "text"): "what the program brings along",
    ("settings.py", "Settings.load"): "settings.json of the home folder",
    ("settings.py", "Settings.save"): "settings.json.partial",
    ("ui/messages.py", "report"): "a report of a fault, under a new name",
    ("ui/welcome/failed_unlocks.py", "FailedUnlocks._read"): "failed-unlocks.json of the home folder",
    ("ui/welcome/failed_unlocks.py", "FailedUnlocks._write"): "failed-unlocks.json.partial",
    ("imaging/decoder_child.py", "main"): "its own input and output, in a process of its own",
    ("imaging/intake.py", "prepare_file"): "a picture that the user chose; the desk turns a record file away before",
    ("imaging/pixels.py", "_opened"): "bytes in memory",
    ("desk/files.py", "write_atomically"): "a file of its own beside the target, then renamed",
    ("desk/files.py", "read_text"): "what the user chose; a record file is turned away before",
    ("desk/protocol_file.py", "read"): "through files.read_text",
    ("desk/case_file.py", "read_cases"): "through files.read_text",
    ("desk/files.py", "_sync_folder"): "a folder",
    ("storage/copy_files.py", "settle"): "a copy that was just written",
    ("storage/copy_files.py", "stream"): "a new copy",
    ("storage/copy_files.py", "keep_text"): "a manifest, or a plan for restoring",
    ("storage/copy_files.py", "small_text"): "the same",
    ("storage/copy_files.py", "sync_folder"): "a folder",
    ("storage/copy_files.py", "_pieces"): "a copy; one that is open as a record file is no copy to `chains`",
    ("desk/files.py", "read_bytes"): "what the user chose; a record file is turned away before",
    ("desk/imports.py", "ImportDesk.look"): "through files.read_bytes",
    ("domain/csv_table.py", ""): "the marks that texts begin with; `codecs` opens nothing there",
    ("storage/export_place.py", "Place.add"): "a new file of an export",
    ("storage/export_place.py", "_Folder.open"): "a new file of an export, which must not be there before",
    ("storage/export_place.py", "_Zip.__init__"): "a new ZIP, which must not be there before",
    ("storage/export_place.py", "_Zip.open"): "a part of that ZIP",
    ("storage/export_place.py", "_read"): "what was just exported",
    ("storage/exporting.py", "_Tables._begin"): "a new CSV file of an export",
    ("storage/import_source.py", "Source._pieces"): "a file of an export; a record file is turned away before",
    ("storage/import_source.py", "Source._read_sums"): "the same",
    ("storage/import_source.py", "_Folder.open"): "the same",
    ("storage/import_source.py", "_Zip.open"): "a part of a ZIP",
    ("storage/ballast.py", "_write"): "the ballast, which is nobody's but the program's",
    ("storage/guard.py", "_locked"): "an empty file beside the record file",
    ("storage/cloud_folders.py", "_dropbox_places"): "Dropbox's own info.json",
    ("storage/mounts.py", "_told"): "what the system tells under /proc and /sys",
}


def named_openings(tree: ast.AST, within: str = "") -> Iterator[tuple[str, str]]:
    """Every way of reaching a file past SQLite: the function that it is in, and its code."""
    for node in ast.iter_child_nodes(tree):
        inner = within
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            inner = f"{within}.{node.name}".lstrip(".")
        yield from ((within, said) for said in _complaints(node))
        yield from named_openings(node, inner)


def _complaints(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
        yield from (module for module in modules if module.split(".")[0] in FORBIDDEN_MODULES)
        if isinstance(node, ast.ImportFrom):
            bad = FORBIDDEN_FROM.get(node.module or "", set())
            yield from (f"{node.module}.{name.name}" for name in node.names if name.name in bad)
    if isinstance(node, ast.Call):
        words = ast.unparse(node.func)
        module, _, last = words.rpartition(".")
        opens = last in ("open", "fdopen") and not HARMLESS.fullmatch(words)
        if opens or last in OPENERS or last in FORBIDDEN_FROM.get(module, ()):
            yield ast.unparse(node)


def complaints(code: str) -> list[str]:
    return [said for _, said in named_openings(ast.parse(code))]


@pytest.mark.parametrize("file", ROOM, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_file_is_opened_past_sqlite(file: Path) -> None:
    name = file.relative_to(PACKAGE).as_posix()
    found = list(named_openings(ast.parse(file.read_text(encoding="utf-8"))))
    assert [(place, said) for place, said in found if (name, place) not in ALLOWED] == []


def test_whoever_is_allowed_still_opens_something() -> None:
    found = {
        (file.relative_to(PACKAGE).as_posix(), place)
        for file in ROOM
        for place, _ in named_openings(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert set(ALLOWED) <= found


def test_the_driver_is_imported_in_one_place() -> None:
    users = [
        file.name
        for file in ROOM
        if "import sqlcipher3" in file.read_text("utf-8") or "import sqlite_utils" in file.read_text("utf-8")
    ]
    assert users == ["driver.py"]


@pytest.mark.parametrize(
    "code",
    [
        "open(path)",
        "path.open('rb')",
        "os.open(path, 0)",
        "path.read_bytes()",
        "shutil.copy(a, b)",
        "from shutil import copy",
        "hashlib.file_digest(f, 'sha256')",
        "import sqlite3",
        "from io import open",
        "io.open(path)",
        "QFile(path)",
        "os.truncate(path, 0)",
    ],
)
def test_the_rule_notices(code: str) -> None:
    assert complaints(code)
    assert complaints(f"def f():\n    {code}\n")
