"""What the record file knows of its copies: when each kind was last made, where to, and how far it went."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from needledesk.domain.backups import Made, State
from needledesk.storage.vault import Vault

#: What the history says of copies themselves; a copy for these alone is not worth making.
BACKED_UP, DRILLED, DRILL_FAILED, RESTORED = "backed up", "restore drill", "restore drill failed", "restored"
_OWN = (BACKED_UP, DRILLED, DRILL_FAILED)
_CHANGED = "SELECT max(seq) FROM history WHERE action NOT IN (?, ?, ?)"
_PRACTICE, _BEGAN, _PLACES = "backup practice", "backup began", "backup places"


def known_practice(vault: Vault) -> str:
    """The same; empty while no copy was ever made."""
    return _fact(vault, _PRACTICE)


def practice(vault: Vault, new_id: str, now: datetime) -> str:
    """The practice's number in the names of its copies; `new_id` where it has none yet."""
    known = _fact(vault, _PRACTICE)
    if known:
        return known
    with vault.transaction():
        _keep(vault, _PRACTICE, new_id)
        _keep(vault, _BEGAN, now.isoformat(timespec="seconds"))
    return new_id


def made(vault: Vault, kind: str, seq: int, at: datetime) -> None:
    """Keep that a copy was made and proven. `kind`: notes, full, drill, or the id of a target."""
    _keep(vault, f"backup {kind}", json.dumps({"at": at.isoformat(timespec="seconds"), "seq": seq}))


def last(vault: Vault, kind: str) -> Made | None:
    """When that kind was last made; None for never."""
    try:
        facts: dict[str, Any] = json.loads(_fact(vault, f"backup {kind}") or "{}")
        return Made(datetime.fromisoformat(facts["at"]), int(facts["seq"]))
    except (KeyError, ValueError):
        return None


def outdated(vault: Vault) -> None:
    """The file has another key than its copies on the laptop: the next full copy and the next notes are due at once."""
    vault.execute("DELETE FROM file_fact WHERE name IN ('backup full', 'backup notes')")


def targets(vault: Vault) -> dict[str, Made]:
    """The last copy on each stick and disk, by its id."""
    names = [row[0] for row in vault.tuples("SELECT name FROM file_fact WHERE name LIKE 'backup target %'")]
    found = {name.removeprefix("backup target "): last(vault, name.removeprefix("backup ")) for name in names}
    return {name: one for name, one in found.items() if one is not None}


def keep_place(vault: Vault, place: str) -> None:
    """Remember a folder that copies go to: it may not be the top of a disk."""
    if place not in places(vault):
        _keep(vault, _PLACES, json.dumps([*places(vault), place]))


def places(vault: Vault) -> list[str]:
    """The folders that were chosen for copies, whether they are there or not."""
    return [str(place) for place in json.loads(_fact(vault, _PLACES) or "[]")]


def state(vault: Vault, now: datetime) -> State:
    """All of it, for judging what is due."""
    began = _fact(vault, _BEGAN)
    newest = max(targets(vault).values(), key=lambda made: made.seq, default=None)
    return State(
        began=datetime.fromisoformat(began) if began else now,
        changed=vault.tuples(_CHANGED, *_OWN)[0][0] or 0,
        notes=last(vault, "notes"),
        full=last(vault, "full"),
        drill=last(vault, "drill"),
        off_laptop=newest,
    )


def _fact(vault: Vault, name: str) -> str:
    rows = vault.tuples("SELECT value FROM file_fact WHERE name = ?", name)
    return str(rows[0][0]) if rows else ""


def _keep(vault: Vault, name: str, value: str) -> None:
    vault.execute("INSERT OR REPLACE INTO file_fact (name, value) VALUES (?, ?)", name, value)
