"""The versions of the practice's protocol."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from needledesk.errors import NotFound
from needledesk.storage import protocol
from needledesk.storage.vault import Vault


def test_versions_count_up_and_stay(vault: Vault, at: datetime) -> None:
    assert protocol.add(vault, "zweiter Text\n", "Ada", at) == 2
    assert protocol.current(vault) == (2, "zweiter Text\n")
    assert protocol.text(vault, 1) == "first text"
    row = vault.row("SELECT author, since, sha256 FROM protocol_version WHERE version = 2")
    assert tuple(row) == ("Ada", "2026-11-22T18:30:00Z", hashlib.sha256(b"zweiter Text\n").hexdigest())


def test_a_version_that_is_not_there(vault: Vault) -> None:
    with pytest.raises(NotFound):
        protocol.text(vault, 2)


def test_a_file_without_any(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "bare.needledesk", None) as bare, pytest.raises(NotFound):
        protocol.current(bare)
