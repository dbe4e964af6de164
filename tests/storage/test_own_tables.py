"""The tables of the file as a file: told apart by a digest, written whole."""

from __future__ import annotations

import pytest

from needledesk.storage import own_tables
from needledesk.storage.vault import Vault


def test_a_change_shows_and_can_be_put_back(vault: Vault) -> None:
    connection = vault._connection
    vault.execute("INSERT INTO draft VALUES ('note 1', '{}', '2026-01-01T00:00:00Z')")
    vault.execute("INSERT INTO history_key VALUES (900, ?)", bytes(range(32)))
    before = own_tables.digests(connection)
    said = {name: own_tables.text(own_tables.rows(connection, name)) for name in own_tables.OWN}
    vault.execute("DELETE FROM draft")
    vault.execute("DELETE FROM history_key WHERE since = 900")
    after = own_tables.digests(connection)
    assert {name for name in before if before[name] != after[name]} == {"draft", "history_key"}
    for name, text in said.items():
        own_tables.replace(connection, name, text)
    assert own_tables.digests(connection) == before


def test_no_other_table_is_replaced(vault: Vault) -> None:
    with pytest.raises(ValueError, match="client"):
        own_tables.replace(vault._connection, "client", "[]")
