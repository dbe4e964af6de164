"""The sheets that were given before a treatment."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

import pytest

from needledesk.domain.clients import Client
from needledesk.domain.pretreatment import BeforeGiven
from needledesk.errors import NotFound
from needledesk.storage import pretreatment
from needledesk.storage.vault import Vault

SHEET = b"%PDF-1.4\n" + bytes(range(256)) * 200


def test_the_exact_bytes_and_each_time_they_were_given(vault: Vault, client: Client, at: datetime) -> None:
    digest = hashlib.sha256(SHEET).hexdigest()
    appointment = at + timedelta(days=13)
    sheet = pretreatment.keep(vault, client.id, appointment, SHEET, 2, 1, at)
    assert pretreatment.of_client(vault, client.id) == []
    later = at + timedelta(minutes=5)
    pretreatment.given(vault, sheet, "exported", at)
    pretreatment.given(vault, sheet, "printed", later)
    given = pretreatment.of_client(vault, client.id)
    assert given == [
        BeforeGiven(sheet, appointment, "exported", at, digest),
        BeforeGiven(sheet, appointment, "printed", later, digest),
    ]
    assert given[0].appointment.tzinfo == at.tzinfo
    assert pretreatment.data(vault, sheet) == SHEET
    row = vault.row("SELECT pages, protocol_version, made_at, size FROM pretreatment")
    assert tuple(row) == (2, 1, "2026-11-22T18:30:00Z", len(SHEET))


def test_the_same_bytes_are_the_same_sheet_and_others_another(vault: Vault, client: Client, at: datetime) -> None:
    first = pretreatment.keep(vault, client.id, at, SHEET, 2, 1, at)
    assert pretreatment.keep(vault, client.id, at, SHEET, 2, 1, at) == first
    assert pretreatment.keep(vault, client.id, at, SHEET + b"\n", 2, 1, at) != first


def test_what_is_not_known_is_refused(vault: Vault, client: Client, at: datetime) -> None:
    with pytest.raises(NotFound):
        pretreatment.data(vault, 7)
    sheet = pretreatment.keep(vault, client.id, at, SHEET, 2, 1, at)
    with pytest.raises(Exception, match="CHECK"):
        pretreatment.given(vault, sheet, "sung", at)
