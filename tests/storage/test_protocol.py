"""The versions of the practice's protocol."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from needledesk.domain.protocol_versions import Version
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


def test_versions_are_told_newest_first_with_what_they_changed(vault: Vault, at: datetime) -> None:
    protocol.add(vault, "second", "Ada", at, ("X-06 Botulinum toxin: switched on", "“ä”"))
    newest, first = protocol.versions(vault, at.tzinfo or UTC)
    assert newest == Version(2, "Ada", at, ("X-06 Botulinum toxin: switched on", "“ä”"))
    assert newest.since.tzinfo == at.tzinfo
    assert (first.number, first.changes) == (1, ())


def test_there_is_one_draft_at_the_most(vault: Vault, at: datetime) -> None:
    assert protocol.draft(vault) is None
    protocol.keep_draft(vault, "draft", 1, at)
    protocol.keep_draft(vault, "another", 1, at + timedelta(minutes=1))
    assert protocol.draft(vault, at.tzinfo or UTC) == ("another", 1, at + timedelta(minutes=1))
    assert vault.row("SELECT count(*) FROM protocol_draft")[0] == 1
    protocol.discard_draft(vault)
    protocol.discard_draft(vault)
    assert protocol.draft(vault) is None


def test_a_draft_is_no_version(vault: Vault, at: datetime) -> None:
    protocol.keep_draft(vault, "draft", 1, at)
    assert protocol.current(vault)[0] == 1
    assert len(protocol.versions(vault)) == 1
