"""The clients in the record file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from needledesk.domain.clients import Alert, AlertKind, Client, Details
from needledesk.errors import NotFound
from needledesk.storage import clients
from needledesk.storage.vault import Vault

EVERYTHING = Details(
    given="Anaïs Marie",
    family="d’Être",
    born=date(1987, 2, 28),
    phone="+33 6 12 34 56 78",
    email="a@example.org",
    skin_type=4,
    goal="Scars on both cheeks;\nbefore the summer",
    course=6,
    alerts=(Alert(AlertKind.ALLERGY, "Lidocaine"), Alert(AlertKind.LETTER, "Dr. Ö"), Alert(AlertKind.CAUTION, "x")),
)


def test_everything_comes_back_also_from_the_disk(vault: Vault, path: Path, at: datetime) -> None:
    added = clients.add(vault, EVERYTHING, at)
    vault.close()
    with Vault.open(path, None) as again:
        assert clients.get(again, added.id) == added == Client(added.id, "C-0001", EVERYTHING, at)


def test_numbers_count_up(vault: Vault, at: datetime) -> None:
    numbers = [clients.add(vault, Details(name), at).number for name in ("Zoe", "Ada", "Bea")]
    assert numbers == ["C-0001", "C-0002", "C-0003"]


def test_a_change_replaces_every_field_and_keeps_number_and_beginning(vault: Vault, at: datetime) -> None:
    added = clients.add(vault, EVERYTHING, at)
    fresh = Details("Bo", alerts=(Alert(AlertKind.CAUTION, "y"),))
    changed = clients.change(vault, added.id, fresh, at + timedelta(days=1))
    assert changed == Client(added.id, "C-0001", fresh, at) == clients.get(vault, added.id)
    assert clients.page(vault, "Anaïs") == []
    assert [line.initials for line in clients.page(vault, "bo")] == ["B"]


def test_a_change_of_name_moves_the_line(vault: Vault, at: datetime) -> None:
    ada = clients.add(vault, Details("Ada", "Adams"), at)
    clients.add(vault, Details("Bea", "Brown"), at)
    clients.change(vault, ada.id, Details("Ada", "Zimmer"), at)
    assert [line.name for line in clients.page(vault)] == ["Bea Brown", "Ada Zimmer"]
    assert [line.name for line in clients.page(vault, "a")] == ["Ada Zimmer"]
    assert clients.page(vault, "adams") == []
    assert clients.count(vault) == 2


def test_a_client_that_is_not_there(vault: Vault, at: datetime) -> None:
    for call in (lambda: clients.get(vault, 7), lambda: clients.change(vault, 7, EVERYTHING, at)):
        with pytest.raises(NotFound):
            call()


def test_a_refused_change_changes_nothing(vault: Vault, at: datetime) -> None:
    added = clients.add(vault, EVERYTHING, at)
    with pytest.raises(Exception, match="CHECK"):
        clients.change(vault, added.id, replace(EVERYTHING, given="Other", skin_type=7), at)
    assert clients.get(vault, added.id) == added
    assert len(clients.page(vault, "anaïs")) == 1
