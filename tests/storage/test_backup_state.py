"""What the record file knows of its copies."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.copying import someone

from needledesk.domain.backups import Made
from needledesk.storage import backup_state, history
from needledesk.storage.vault import Vault


def test_the_practices_number_is_given_once(vault: Vault, at: datetime) -> None:
    assert backup_state.practice(vault, "3F9A2C7D", at) == "3F9A2C7D"
    assert backup_state.practice(vault, "00000000", at + timedelta(days=1)) == "3F9A2C7D"
    assert backup_state.state(vault, at + timedelta(days=2)).began == at


def test_each_kind_is_remembered(vault: Vault, at: datetime) -> None:
    backup_state.made(vault, "full", 7, at)
    backup_state.made(vault, "target t1", 9, at)
    backup_state.made(vault, "target t2", 8, at)
    state = backup_state.state(vault, at)
    assert state.full == Made(at, 7)
    assert state.off_laptop == Made(at, 9)
    assert state.notes is state.drill is None
    assert backup_state.targets(vault) == {"t1": Made(at, 9), "t2": Made(at, 8)}


def test_copies_themselves_are_no_change(vault: Vault, at: datetime) -> None:
    someone(vault, at)
    changed = history.head(vault).seq
    history.note(vault, backup_state.BACKED_UP)
    history.note(vault, backup_state.DRILLED)
    assert backup_state.state(vault, at).changed == changed
    history.note(vault, "viewed")
    assert backup_state.state(vault, at).changed == history.head(vault).seq
