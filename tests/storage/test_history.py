"""Every change has its row, each row is bound to the one before it, and no row is ever changed."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest

from needledesk.domain.clients import Client, Details
from needledesk.errors import Sealed
from needledesk.storage import clients, handouts, history, visits
from needledesk.storage.vault import Vault


def actions(vault: Vault) -> list[str]:
    return [row["action"] for row in history.entries(vault)]


def written(vault: Vault) -> dict[str, str]:
    """What the newest row says was written."""
    return json.loads(list(history.entries(vault))[-1]["detail"])[2]  # type: ignore[no-any-return]


def holds(vault: Vault) -> bool:
    """Whether the chain is as the key makes it."""
    before = bytes(32)
    for row in history.entries(vault):
        digest = hashlib.sha256(row["detail"].encode()).digest()
        if row["mac"] != history.mac(vault.history_key, before, row, digest):
            return False
        before = row["mac"]
    return True


def test_a_change_is_told_with_whom_it_is_about(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "two passes", at)
    row = list(history.entries(vault))[-1]
    assert (row["client"], row["visit"]) == (client.id, visit)
    assert list(written(vault)) == [f"note {visit}"]


def test_one_transaction_is_one_row(vault: Vault, client: Client, at: datetime) -> None:
    before = history.head(vault).seq
    with vault.transaction("renamed", "as on the passport"):
        clients.change(vault, client.id, Details("Zoe", "O’Brien"), at)
    assert history.head(vault).seq == before + 1
    assert actions(vault)[-1] == "renamed"
    assert json.loads(list(history.entries(vault))[-1]["detail"])[1] == "as on the passport"


def test_what_is_taken_back_leaves_no_row(vault: Vault, visit: int, at: datetime) -> None:
    before = history.head(vault)

    def half() -> None:
        with vault.transaction():
            visits.write_note(vault, visit, "two passes", at)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert history.head(vault) == before
    visits.write_note(vault, visit, "three passes", at)
    assert history.head(vault).seq == before.seq + 1
    assert holds(vault)


def test_what_is_gone_is_said_to_be_gone(vault: Vault, client: Client, at: datetime) -> None:
    from needledesk.domain.clients import Alert, AlertKind

    clients.change(vault, client.id, Details("A", "B", alerts=(Alert(AlertKind.ALLERGY, "latex"),)), at)
    clients.change(vault, client.id, Details("A", "B"), at)
    assert written(vault)[f"client_alert {client.id} 0"] == history.GONE


def test_a_look_is_told_too(vault: Vault, client: Client, visit: int) -> None:
    history.note(vault, "viewed", visit=visit)
    row = list(history.entries(vault))[-1]
    assert (row["action"], row["visit"]) == ("viewed", visit)
    assert history.page(vault, visit=visit)[0].seq == history.page(vault, client=client.id)[0].seq == row["seq"]


@pytest.mark.parametrize("passphrase", [None, "x"])
def test_the_chain_holds_over_closing_and_opening(path: Path, passphrase: str | None, at: datetime) -> None:
    with Vault.create(path, passphrase) as vault:
        clients.add(vault, Details("Ada", "B"), at)
        head = history.head(vault)
    with Vault.open(path, passphrase) as vault:
        assert history.head(vault) == head
        clients.add(vault, Details("Cleo", "D"), at)
        assert holds(vault)


@pytest.mark.parametrize("statement", ["UPDATE history SET action = 'nothing'", "DELETE FROM history"])
def test_the_file_refuses_to_change_it(vault: Vault, client: Client, statement: str) -> None:
    with pytest.raises(Sealed):
        vault.execute(statement)


def test_a_changed_row_breaks_the_chain(vault: Vault, client: Client, visit: int) -> None:
    assert holds(vault)
    vault.execute("DROP TRIGGER history_UPDATE_never")
    vault.execute("UPDATE history SET at = '2020-01-01T00:00:00Z' WHERE seq = 1")
    assert not holds(vault)


def test_a_head_is_short_enough_to_compare(vault: Vault, client: Client) -> None:
    head = history.head(vault)
    assert head.text.startswith(f"{head.seq}-")
    assert len(head.text.split("-")) == 5


def test_a_file_of_before_is_taken_over_with_every_row(tmp_path: Path) -> None:
    import shutil

    old = shutil.copy(Path(__file__).parents[1] / "data" / "record_v1.needledesk", tmp_path / "old.needledesk")
    with Vault.open(Path(old), None) as vault:
        taken = [row for row in history.entries(vault) if row["action"] == "taken over"]
        names = {name for row in taken for name in json.loads(row["detail"])[2]}
        assert {f"client {row['id']}" for row in vault.rows("SELECT id FROM client")} <= names
        assert {f"visit {row['id']}" for row in vault.rows("SELECT id FROM visit")} <= names
        assert holds(vault)


def test_the_head_of_a_visit_moves_with_it_alone(vault: Vault, client: Client, visit: int, at: datetime) -> None:
    visits.write_note(vault, visit, "two passes", at)
    changed = history.head(vault)
    sheet = handouts.keep(vault, visit, b"%PDF", 1, 1, at)
    handouts.given(vault, sheet, "printed", at)
    history.note(vault, "viewed", visit=visit)
    clients.change(vault, client.id, Details("Zoe", "O’Brien"), at)
    assert history.head_of(vault, visit=visit) == changed
    assert history.head_of(vault, client=client.id) == history.head(vault)
    visits.write_note(vault, visit, "three passes", at)
    assert history.head_of(vault, visit=visit) == history.head(vault)


def test_the_head_of_all_is_that_of_the_last_change(vault: Vault, client: Client) -> None:
    changed = history.head(vault)
    history.note(vault, "viewed", client=client.id)
    assert history.head_of(vault) == changed
    assert history.head_of(vault, visit=99) == history.head(vault)


def test_a_full_disk_keeps_nobody_from_looking_and_is_told_later(
    vault: Vault, client: Client, visit: int, at: datetime
) -> None:
    vault.execute("PRAGMA max_page_count = 1")
    before = history.head(vault).seq
    for _ in range(200):  # until the pages that are there are full
        history.note(vault, "viewed", "x" * 300, visit=visit)
    assert vault.owed
    told = history.head(vault).seq - before
    vault.execute("PRAGMA max_page_count = 1000000")
    visits.write_note(vault, visit, "two passes", at)
    assert not vault.owed
    assert history.head(vault).seq == before + 200 + 1
    assert told < 200
    assert "told later" in list(history.entries(vault))[-1]["detail"]
    assert holds(vault)
