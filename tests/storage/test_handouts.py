"""The sheets that were taken home."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import pytest

from needledesk.domain.visits import HandoutGiven
from needledesk.errors import NotFound
from needledesk.storage import handouts
from needledesk.storage.vault import Vault

SHEET = b"%PDF-1.4\n" + bytes(range(256)) * 200


def test_the_exact_bytes_and_each_time_they_were_given(vault: Vault, visit: int, at: datetime) -> None:
    digest = hashlib.sha256(SHEET).hexdigest()
    sheet = handouts.keep(vault, visit, SHEET, 2, 1, at)
    assert handouts.of_visit(vault, visit) == []
    later = at + timedelta(minutes=5)
    handouts.given(vault, sheet, "exported", at)
    handouts.given(vault, sheet, "printed", later)
    given = handouts.of_visit(vault, visit)
    assert given == [HandoutGiven(sheet, "exported", at, digest), HandoutGiven(sheet, "printed", later, digest)]
    assert given[0].at.tzinfo == at.tzinfo
    assert handouts.data(vault, sheet) == SHEET
    row = vault.row("SELECT pages, protocol_version, made_at, size FROM handout")
    assert tuple(row) == (2, 1, "2026-11-22T18:30:00Z", len(SHEET))


def test_the_same_bytes_are_the_same_sheet_and_others_another(vault: Vault, visit: int, at: datetime) -> None:
    first = handouts.keep(vault, visit, SHEET, 2, 1, at)
    assert handouts.keep(vault, visit, SHEET, 2, 1, at) == first
    other = handouts.keep(vault, visit, SHEET + b"\n", 2, 1, at)
    assert other != first
    assert handouts.data(vault, first) == SHEET


def test_what_is_not_known_is_refused(vault: Vault, visit: int, at: datetime) -> None:
    with pytest.raises(NotFound):
        handouts.data(vault, 7)
    sheet = handouts.keep(vault, visit, SHEET, 2, 1, at)
    with pytest.raises(Exception, match="CHECK"):
        handouts.given(vault, sheet, "sung", at)
