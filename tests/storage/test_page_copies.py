"""A copy page by page, and what its proof notices."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest
from storage.copying import WATCH, cancelled_at, full, photographed

from needledesk.domain.progress import Watch
from needledesk.errors import Damaged, Stopped
from needledesk.storage import driver, page_copies, protocol
from needledesk.storage.vault import Vault


@pytest.fixture
def copy(path: Path, tmp_path: Path, at: datetime) -> Path:
    """A copy of an encrypted file without a photo."""
    with Vault.create(path, "x") as vault:
        protocol.add(vault, "first text", "Ada", at)
        return full(vault, tmp_path / "copies", at).path


def test_a_flipped_bit_anywhere_is_noticed(copy: Path, path: Path) -> None:
    with Vault.open(path, "x") as vault:
        data, key = copy.read_bytes(), vault.key
    page_copies.prove(copy, key, WATCH)
    for place in range(100, len(data), len(data) // 12):
        copy.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises((Damaged, *driver.Error)):
            page_copies.prove(copy, key, WATCH)


def test_bytes_that_are_not_what_their_owner_says_are_noticed(vault: Vault, visit: int, at: datetime) -> None:
    photo = photographed(vault, visit, at)
    connection = vault._connection
    page_copies.bytes_hold(connection, WATCH)
    vault.execute("UPDATE photo_bytes SET data = x'00' WHERE photo = ?", photo.id)
    with pytest.raises(Damaged, match="does not count"):
        page_copies.bytes_hold(connection, WATCH)


def test_a_proof_can_be_stopped(copy: Path, path: Path) -> None:
    with Vault.open(path, "x") as vault:
        key = vault.key
    with pytest.raises(Stopped):
        page_copies.prove(copy, key, Watch(cancelled=lambda: True))


def test_the_wrong_key_does_not_open_a_copy(copy: Path) -> None:
    with pytest.raises(driver.Error), page_copies.reopened(copy, None):
        pass


def test_a_copy_is_read_without_leaving_anything_beside_it(copy: Path, path: Path) -> None:
    with Vault.open(path, "x") as vault:
        key = vault.key
    before = copy.read_bytes()
    with page_copies.reopened(copy, key) as connection:
        assert connection.execute("SELECT count(*) FROM practice").fetchone() == (0,)
    assert copy.read_bytes() == before
    assert len(list(copy.parent.iterdir())) == 2


def test_stopping_while_copying_leaves_nothing(vault: Vault, tmp_path: Path, at: datetime) -> None:
    with pytest.raises(Stopped):
        full(vault, tmp_path / "copies", at, cancelled_at("Copying"))
    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX's")
def test_a_disk_that_takes_no_more_is_told_by_its_code(vault: Vault, tmp_path: Path, run_child) -> None:
    """The driver gives no code for errors of a copy."""
    vault.close()
    printed = run_child(
        """
        import resource, signal, sys
        from pathlib import Path
        from needledesk.storage import driver, failures, opening, page_copies
        connection = opening.opened(Path(sys.argv[1]), None, 3)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        try:
            page_copies.write(connection, Path(sys.argv[2]), None)
        except driver.Error as error:
            print(type(failures.while_copying(error)).__name__)
        """,
        vault.path,
        tmp_path / "copy",
    )
    assert printed.strip() == "BackupFailed"
