"""The copy that is kept before a change of the whole file; the whole way of an older file is in test_migrations."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.errors import Damaged
from needledesk.storage import backups, checks, migrations, opening
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


def test_a_copy_that_lost_a_row_does_not_stay(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Vault.create(path, None).close()
    connection = opening.opened(path, None, migrations.SCHEMA_VERSION)
    found = iter([(1, 2, {"client": 3}), (1, 2, {"client": 4})])
    monkeypatch.setattr(checks, "fingerprint", lambda _: next(found))
    try:
        with pytest.raises(Damaged, match="kept before"):
            backups.copy_beside(connection, path, None, 9)
    finally:
        connection.close()
    assert [file.name for file in path.parent.glob("*before*")] == []
