"""Does the file hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.domain.clients import Client, Details
from needledesk.errors import DeskError
from needledesk.storage import clients
from needledesk.storage.vault import Vault

CHECKS = ("quick_check", "integrity_check", "cipher_integrity_check", "foreign_key_check")


def test_a_whole_file(vault: Vault, client: Client) -> None:
    facts = vault.facts()
    assert [facts[check] for check in CHECKS] == ["ok"] * 4
    assert facts["rows"]["client"] == 1  # type: ignore[index]


def test_a_record_without_its_owner_is_found(vault: Vault, visit: int) -> None:
    vault.execute("PRAGMA foreign_keys = OFF")
    vault.execute("DELETE FROM client")
    assert "visit" in str(vault.facts()["foreign_key_check"])


@pytest.mark.parametrize("place", [0.2, 0.4, 0.6, 0.8, 0.99])
def test_one_bit_anywhere_in_an_encrypted_file_is_found(path: Path, at: object, place: float) -> None:
    with Vault.create(path, "x") as vault, vault.transaction():
        for number in range(200):
            clients.add(vault, Details(f"Name {number}", goal="x" * 500), at)  # type: ignore[arg-type]
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)
    try:
        with Vault.open(path, "x") as vault:
            facts = vault.facts()
    except DeskError:
        return
    assert [check for check in CHECKS if facts[check] != "ok"]
    assert isinstance(facts["rows"], dict)
