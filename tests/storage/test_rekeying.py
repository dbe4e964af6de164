"""Another key for the file: nothing of it is lost, and killed at any moment one of the two keys opens it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from storage.key_changes import (
    KINDS,
    NEW,
    OLD,
    Secret,
    Start,
    all_rows,
    beside,
    fill,
    kills,
    new_key,
    unbroken,
)
from storage.small_disk import mounted, why_not

from needledesk.domain.clients import Details
from needledesk.errors import Damaged, FileTrouble, NotSaved, WrongPassphrase
from needledesk.storage import backups, checks, clients, driver, history, keys, rekeying, search
from needledesk.storage.vault import Vault

small_disks = pytest.mark.skipif(why_not() != "", reason=why_not() or "-")


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> tuple[Secret, Secret]:
    return KINDS[request.param]


def test_the_new_key_opens_it_the_old_one_no_longer(path: Path, at: datetime, kind: tuple[Secret, Secret]) -> None:
    old, new = kind
    with Vault.create(path, old) as vault:
        fill(vault, at)
        before, marks = all_rows(vault), checks.fingerprint(vault._connection)[:2]
        vault.change_key(new_key(vault, new), "passphrase changed")
        assert all_rows(vault) == before  # the vault is still open and goes on
        assert vault.encrypted == (new is not None)
        clients.add(vault, Details("Ada", "Later"), at)
        assert len(search.find(vault, "client", "later", 9, 0)) == 1
    assert beside(path) == []
    with pytest.raises(FileTrouble):
        Vault.open(path, old).close()
    with Vault.open(path, new) as vault:
        assert len(vault.tuples("SELECT id FROM client")) == 21
        assert checks.fingerprint(vault._connection)[:2] == marks
        assert all(result == "ok" for result in checks.integrity(vault._connection).values())


def test_a_passphrase_still_opens_it_by_sqlcipher_alone(path: Path) -> None:
    with Vault.create(path, "old words") as vault:
        assert vault.key is not None
        vault.change_key(keys.with_salt("new words", vault.key.salt), "passphrase changed")
    connection = driver.connect(path)
    connection.set_key("new words")
    assert connection.execute("SELECT count(*) FROM client").fetchone() == (0,)
    connection.close()


def test_the_chain_of_the_history_goes_on_under_every_key(path: Path, at: datetime) -> None:
    with Vault.create(path, None) as vault:
        for new in (OLD, NEW, None, NEW, None):
            clients.add(vault, Details("Zoë", "O’Brien"), at)
            vault.change_key(new_key(vault, new), "passphrase changed")
        clients.add(vault, Details("Zoë", "O’Brien"), at)
        assert unbroken(vault)
        assert [row["action"] for row in history.entries(vault)].count("passphrase changed") == 5
        assert len(vault.tuples("SELECT since FROM history_key")) == 6  # a stretch for each, and the one before


def test_what_was_cut_off_is_taken_up_at_the_next_opening(path: Path) -> None:
    """Killed after the key had changed and before the history was told of it."""
    with Vault.create(path, OLD) as vault:
        history.note(vault, "before")
        history.begin_stretch(vault)
        salt = vault.key.salt if vault.key else b""
        rekeying.encrypt_anew(vault._connection, path, keys.Key(OLD, salt), keys.Key(NEW, salt))
    assert beside(path) == [f"{path.name}.old-key"]
    with Vault.open(path, NEW) as vault:
        assert beside(path) == [f"{path.name}-wal"]
        assert unbroken(vault)
        assert [row["action"] for row in history.entries(vault)][-1] == "key changed"
    with Vault.open(path, NEW) as vault:
        assert len(vault.tuples("SELECT seq FROM history")) == 2


def test_a_file_that_does_not_hold_together_keeps_its_key(path: Path, at: datetime) -> None:
    with Vault.create(path, OLD) as vault:
        fill(vault, at, megabytes=1)
    with path.open("r+b") as file:  # the file is closed: one bit of a page in the ballast
        file.seek(path.stat().st_size - 5000)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    with Vault.open(path, OLD) as vault:
        with pytest.raises((Damaged, FileTrouble)):
            vault.change_key(new_key(vault, NEW), "passphrase changed")
        assert vault.key is not None
        assert vault.key.raw == OLD
        assert len(vault.tuples("SELECT id FROM client")) == 20
    with pytest.raises(WrongPassphrase):
        Vault.open(path, NEW)


def test_what_an_earlier_change_has_left_never_takes_the_place_of_the_file(
    path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that keeps the copy of an earlier change, and refuses the next one."""
    with Vault.create(path, None) as vault:
        backups.copy_to(vault._connection, path.with_name(path.name + ".old-key"), None)
        fill(vault, at)
        before = all_rows(vault)

        def refuse(_: Path) -> None:
            raise FileTrouble("The disk did not let the file be closed.")

        monkeypatch.setattr(rekeying, "swap", refuse)
        with pytest.raises(FileTrouble):
            vault.change_key(new_key(vault, NEW), "passphrase set")
        assert all_rows(vault) == before


def test_the_file_written_anew_is_compared_value_by_value(path: Path, at: datetime) -> None:
    with Vault.create(path, None) as vault:
        fill(vault, at)
        found = rekeying.written_anew(vault._connection, path, None)
        other = driver.connect(found)
        other.execute("UPDATE client SET family = 'Other' WHERE id = 3")
        other.close()
        with pytest.raises(Damaged, match="not the same"):
            rekeying._prove(vault._connection, found, None)


@pytest.mark.parametrize("name", ["change", "set"])
def test_killed_at_any_moment_one_key_opens_a_whole_file(
    start_child: Start, tmp_path: Path, at: datetime, name: str
) -> None:
    count = 6 if name == "change" else 4  # "set" goes both ways in turn
    assert any(list(kills(start_child, tmp_path, at, KINDS[name], count, seed=len(name))))


@small_disks
@pytest.mark.parametrize("kind", ["change", "set"])
def test_without_room_the_file_keeps_its_key_and_goes_on(tmp_path: Path, at: datetime, kind: str) -> None:
    """At each of many amounts of room: too little for the copy, for the log, for folding it in; or enough."""
    old, _ = KINDS[kind]
    outcomes = set()
    with mounted(tmp_path / "disk", 40, "tmpfs") as disk:
        path = disk.folder / "studio.needledesk"
        with Vault.create(path, old) as vault:
            fill(vault, at, megabytes=3)
            for megabytes in (1, 3, 4, 5, 7, 9, 14):
                before, first = all_rows(vault), vault.key
                disk.fill(leave=megabytes << 20)
                try:
                    vault.change_key(new_key(vault, OLD if vault.key and vault.key.raw == NEW else NEW), "changed")
                except (FileTrouble, NotSaved):
                    outcomes.add("refused")
                    assert vault.key == first
                else:
                    outcomes.add("done")
                disk.empty()
                assert all_rows(vault) == before
                clients.add(vault, Details("Later", str(megabytes)), at)
            last = vault.key
        with Vault.open(path, last) as vault:
            assert unbroken(vault)
            assert all(result == "ok" for result in checks.integrity(vault._connection).values())
        assert beside(path) == []
    assert outcomes == {"refused", "done"}


def test_killed_in_a_folder_that_is_copied_elsewhere(start_child: Start, tmp_path: Path, at: datetime) -> None:
    """There the journal is another one."""
    assert any(list(kills(start_child, tmp_path, at, KINDS["change"], 4, seed=1, copied=True)))
