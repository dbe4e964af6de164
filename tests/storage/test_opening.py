"""Each way in which a file cannot be opened has its own kind and sentence, and leaves the file as it was."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from needledesk.errors import BadInput, Damaged, DeskError, FileTrouble, InUse, NotOurs, TooNew, WrongPassphrase
from needledesk.storage import driver, migrations, opening
from needledesk.storage.vault import Vault


@pytest.fixture
def locked(path: Path) -> Path:
    """A closed file with a passphrase."""
    Vault.create(path, "grüne Äpfel 5'").close()
    return path


@pytest.fixture
def unlocked(path: Path) -> Path:
    """A closed file without one."""
    Vault.create(path, None).close()
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path: Path, passphrase: str | None = None) -> DeskError:
    """What opening says; the file is as it was and nothing stands beside it that was not there."""
    before, beside = digest(path), sorted(path.parent.iterdir())
    with pytest.raises(DeskError) as told:
        Vault.open(path, passphrase)
    assert digest(path) == before
    assert sorted(path.parent.iterdir()) == beside
    return told.value


def test_a_new_file_is_encrypted_and_holds_no_plain_text(locked: Path) -> None:
    content = locked.read_bytes()
    assert b"SQLite format" not in content
    assert b"screening_answer" not in content


def test_it_opens_with_the_passphrase_alone(locked: Path) -> None:
    assert type(refused(locked, "grüne Äpfel 5")) is WrongPassphrase
    assert type(refused(locked, None)) is WrongPassphrase
    assert type(refused(locked, "")) is BadInput
    Vault.open(locked, "grüne Äpfel 5'").close()


def test_a_passphrase_typed_with_separate_accents_is_the_same(locked: Path) -> None:
    Vault.open(locked, "gru\u0308ne A\u0308pfel 5'").close()


def test_a_passphrase_for_a_file_without_one(unlocked: Path) -> None:
    assert type(refused(unlocked, "x")) is WrongPassphrase


def test_whether_a_passphrase_is_needed(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.needledesk"
    Vault.create(path, "x").close()
    Vault.create(other, None).close()
    assert Vault.needs_passphrase(path) is True
    assert Vault.needs_passphrase(other) is False
    text = tmp_path / "letter.needledesk"
    text.write_text("Dear all")
    with pytest.raises(NotOurs):
        Vault.needs_passphrase(text)


def test_asking_an_open_file_for_its_passphrase_keeps_its_lock(locked: Path, run_child: Callable[..., str]) -> None:
    with Vault.open(locked, "grüne Äpfel 5'") as vault:
        vault.execute("UPDATE schema_version SET program = 'another'")
        with pytest.raises(InUse):
            Vault.needs_passphrase(locked)
        assert run_child(OPEN, locked, "grüne Äpfel 5'").split()[0] == "InUse"


OPEN = """
import sys
from pathlib import Path
from needledesk.errors import DeskError
from needledesk.storage.vault import Vault
try:
    Vault.open(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None).close()
    print("opened")
except DeskError as error:
    print(type(error).__name__, error.happened)
"""


def test_a_second_program_is_refused(locked: Path, run_child: Callable[..., str]) -> None:
    with Vault.open(locked, "grüne Äpfel 5'"):
        printed = run_child(OPEN, locked, "grüne Äpfel 5'")
    assert printed.startswith("InUse Another program has this file open.")
    assert run_child(OPEN, locked, "grüne Äpfel 5'").strip() == "opened"


def test_a_second_opening_in_the_same_program_is_refused(unlocked: Path) -> None:
    with Vault.open(unlocked, None) as vault:
        with pytest.raises(InUse):
            Vault.open(unlocked, None)
        vault.execute("UPDATE schema_version SET program = 'another'")


def test_a_missing_file_and_a_missing_folder_each_say_so(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="no file") as file:
        Vault.open(tmp_path / "absent.needledesk", None)
    with pytest.raises(FileTrouble, match="no folder") as folder:
        Vault.open(tmp_path / "absent" / "x.needledesk", None)
    with pytest.raises(FileTrouble, match="no file"):
        Vault.needs_passphrase(tmp_path / "absent.needledesk")
    assert file.value.happened != folder.value.happened
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_program(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (name TEXT)")
    other.commit()
    other.close()
    assert type(refused(path)) is NotOurs
    assert type(refused(path, "x")) is WrongPassphrase


def test_a_file_of_another_program_that_was_cut_off_while_writing(
    path: Path, start_child: Callable[..., object]
) -> None:
    program = """
    import os, sqlite3, sys
    other = sqlite3.connect(sys.argv[1], isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE songs (name TEXT)")
    os.kill(os.getpid(), 9)
    """
    start_child(program, path).wait()  # type: ignore[attr-defined]
    before = digest(path)
    with pytest.raises(NotOurs):
        Vault.open(path, None)
    assert digest(path) == before


def test_a_letter_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    letter, empty, folder = tmp_path / "a.needledesk", tmp_path / "b.needledesk", tmp_path / "c.needledesk"
    letter.write_text("Dear all\n" * 3000)
    empty.touch()
    folder.mkdir()
    assert type(refused(letter)) is NotOurs
    assert type(refused(letter, "x")) is NotOurs
    assert "empty" in refused(empty).happened
    with pytest.raises(NotOurs, match="not a file"):
        Vault.open(folder, None)


@pytest.mark.parametrize("passphrase", [None, "x"])
def test_a_file_that_was_cut_short(path: Path, passphrase: str | None) -> None:
    Vault.create(path, passphrase).close()
    os.truncate(path, path.stat().st_size // 2 + 100)
    assert type(refused(path, passphrase)) is Damaged


NEWER = """
import sys
from pathlib import Path
from needledesk.storage import driver, opening
path = Path(sys.argv[1])
key = opening.key(path, "x")
connection = driver.connect(path)
opening.unlock(connection, key)
if sys.argv[2] == "named":
    connection.execute("INSERT INTO schema_version VALUES (7, '0.4.0')")
connection.execute("PRAGMA user_version = 7")
if sys.argv[3] == "killed":
    import os
    os.kill(os.getpid(), 9)
connection.close()
"""


@pytest.mark.parametrize("ending", ["closed", "killed"])
def test_a_file_of_a_later_program_is_not_touched(path: Path, start_child: Callable[..., object], ending: str) -> None:
    Vault.create(path, "x").close()
    start_child(NEWER, path, "named", ending).wait()  # type: ignore[attr-defined]
    before = {file: digest(file) for file in path.parent.iterdir() if not file.name.endswith("-shm")}
    assert len(before) == (2 if ending == "killed" else 1), "a killed program leaves its log"
    with pytest.raises(TooNew) as told:
        Vault.open(path, "x")
    after = {file: digest(file) for file in path.parent.iterdir() if not file.name.endswith("-shm")}
    assert after == before
    assert "0.4.0" in told.value.do


def test_a_later_program_that_did_not_name_itself(path: Path, start_child: Callable[..., object]) -> None:
    Vault.create(path, "x").close()
    start_child(NEWER, path, "nameless", "closed").wait()  # type: ignore[attr-defined]
    assert "newest" in refused(path, "x").do


def test_the_log_of_a_killed_program_is_read(path: Path, start_child: Callable[..., object]) -> None:
    Vault.create(path, "x").close()
    program = """
    import os, sys
    from pathlib import Path
    from needledesk.storage.vault import Vault
    vault = Vault.open(Path(sys.argv[1]), "x")
    vault.execute("UPDATE schema_version SET program = 'of a killed program'")
    os.kill(os.getpid(), 9)
    """
    start_child(program, path).wait()  # type: ignore[attr-defined]
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    assert Vault.needs_passphrase(path) is True
    with pytest.raises(WrongPassphrase):
        Vault.open(path, "y")
    with Vault.open(path, "x") as vault:
        assert vault.row("SELECT program FROM schema_version")["program"] == "of a killed program"
        assert vault.facts()["integrity_check"] == "ok"


def test_every_setting_is_made(unlocked: Path) -> None:
    connection = opening.opened(unlocked, None, migrations.SCHEMA_VERSION)
    try:
        expected = {
            "journal_mode": "wal",
            "locking_mode": "exclusive",
            "synchronous": 2,
            "fullfsync": 1,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "secure_delete": 1,
            "cache_size": -65536,
        }
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
        assert found == expected
    finally:
        connection.close()


def test_a_disk_that_cannot_keep_a_log() -> None:
    connection = driver.dbapi2.connect(":memory:")
    try:
        with pytest.raises(FileTrouble, match="cannot keep"):
            opening.settle(connection)
    finally:
        connection.close()


@pytest.fixture
def everyones_folder() -> Iterator[Path]:
    """A folder that another user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


AS_NOBODY = """
import os, sys
from pathlib import Path
from needledesk.errors import DeskError
from needledesk.storage.vault import Vault
import sqlite_utils, encodings.idna
if os.geteuid() == 0:
    os.setuid(65534)
path = Path(sys.argv[2])
try:
    vault = Vault.create(path, None) if sys.argv[1] == "create" else Vault.open(path, None)
    vault.close()
    print("done")
except DeskError as error:
    print(type(error).__name__, error.happened)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_read_only_folder_and_a_read_only_file_each_say_so(
    everyones_folder: Path, run_child: Callable[..., str]
) -> None:
    path = everyones_folder / "x.needledesk"
    Vault.create(path, None).close()
    path.chmod(0o666)
    everyones_folder.chmod(0o555)
    assert run_child(AS_NOBODY, "open", path).startswith("FileTrouble The folder is read-only")
    assert run_child(AS_NOBODY, "create", everyones_folder / "new").startswith("FileTrouble The folder is read-only")
    everyones_folder.chmod(0o777)
    path.chmod(0o444)
    assert run_child(AS_NOBODY, "open", path).startswith("FileTrouble The file is read-only")
    assert sorted(everyones_folder.iterdir()) == [path]
