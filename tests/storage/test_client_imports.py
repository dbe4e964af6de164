"""What came with a list can go again, but for whom something was built on since."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from storage.whole_record import digests

from needledesk.domain.clients import Alert, AlertKind, Details
from needledesk.storage import client_imports, clients, history, search, visits
from needledesk.storage.vault import Vault

LIST = [Details("Ada", alerts=(Alert(AlertKind.ALLERGY, "latex"),)), Details("Bea"), Details("Qzxcleo")]


def imported(vault: Vault, at: datetime) -> list[int]:
    client_imports.begin(vault, at)
    return client_imports.add(vault, LIST, at)


def test_it_is_remembered_and_told(vault: Vault, at: datetime) -> None:
    ids = imported(vault, at)
    assert client_imports.get(vault) == client_imports.Latest(at, tuple(ids))
    assert [row["action"] for row in history.entries(vault)][-3:] == ["added from a list"] * 3


def test_taken_back_everything_is_as_before(vault: Vault, at: datetime) -> None:
    clients.add(vault, Details("Here", "Before"), at)
    before = digests(vault)
    gone, stays = client_imports.take_back(vault, imported(vault, at))
    client_imports.end(vault)
    assert (len(gone), stays) == (3, [])
    assert digests(vault) == before
    assert search.count(vault, "Qzxcleo") == 0
    assert b"qzx" not in b"".join(row[0] for row in vault.tuples("SELECT block FROM client_search_data"))
    assert client_imports.get(vault) is None
    last = list(history.entries(vault))[-1]
    assert last["action"] == "import taken back"
    assert history.GONE in json.loads(last["detail"])[2].values()


def test_who_was_built_upon_stays(vault: Vault, at: datetime) -> None:
    ada, bea, cleo = imported(vault, at)
    visits.begin(vault, ada, at, "Europe/Berlin", 1)
    clients.change(vault, bea, Details("Beate"), at + timedelta(hours=1))
    assert client_imports.take_back(vault, (ada, bea, cleo)) == ([cleo], [ada, bea])
    assert client_imports.get(vault) == client_imports.Latest(at, ())
    assert search.count(vault, "Beate") == 1


def test_who_was_erased_meanwhile_is_passed_over(vault: Vault, at: datetime) -> None:
    assert client_imports.take_back(vault, [77]) == ([], [])


def test_a_new_import_takes_the_place_of_the_one_before(vault: Vault, at: datetime) -> None:
    imported(vault, at)
    later = at + timedelta(days=1)
    client_imports.begin(vault, later)
    (dora,) = client_imports.add(vault, [Details("Dora")], later)
    assert client_imports.get(vault) == client_imports.Latest(later, (dora,))
