"""Copies that are proven by opening them; the whole way of an older file is in test_migrations."""

from __future__ import annotations

from pathlib import Path

from needledesk.domain.clients import Client
from needledesk.storage import backups, migrations, opening
from needledesk.storage.vault import Vault


def test_a_copy_has_the_same_content_and_passphrase(path: Path) -> None:
    Vault.create(path, "x").close()
    key = opening.key(path, "x")
    connection = opening.opened(path, key, migrations.SCHEMA_VERSION)
    try:
        copy = backups.copy_beside(connection, path, key, 9)
    finally:
        connection.close()
    assert copy.name == "practice.before-v9.needledesk"
    assert copy.stat().st_mode & 0o077 == 0
    assert Vault.needs_passphrase(copy)
    with Vault.open(copy, "x") as vault:
        assert vault.facts()["cipher_integrity_check"] == "ok"


def test_sides_are_removed_with_a_file(tmp_path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        (tmp_path / f"half{ending}").touch()
    (tmp_path / "halfway").touch()
    backups.remove_with_sides(tmp_path / "half")
    backups.remove_with_sides(tmp_path / "absent")
    assert [file.name for file in tmp_path.iterdir()] == ["halfway"]


def test_a_folder_can_be_synced(tmp_path: Path, vault: Vault, client: Client) -> None:
    backups.sync_folder(tmp_path)
