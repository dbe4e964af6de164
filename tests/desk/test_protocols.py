"""A draft is edited, checked and put in force; old visits keep the version they began with."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.domain.protocol import Unit, Window
from needledesk.domain.protocol_edits import Edit
from needledesk.errors import BadInput, NotNow

TEN_DAYS = Edit("S-MED-01", "window", "10 days")


def test_an_edit_begins_a_draft_and_changes_nothing_in_force(desk: Desk) -> None:
    assert desk.protocols.draft() is None
    draft = desk.protocols.edit([TEN_DAYS])
    assert draft == desk.protocols.draft()
    assert draft.changes[0] == "S-MED-01 Aspirin: window 7 days, now 10 days"
    assert (draft.based_on, draft.protocol.version) == (1, 2)
    assert desk.protocol().rules["S-MED-01"].window == Window(7, Unit.DAYS)


def test_a_checked_draft_is_put_in_force(desk: Desk) -> None:
    desk.protocols.edit([Edit("X-06", "on", True)])
    with pytest.raises(NotNow, match="was not checked"):
        desk.protocols.put_in_force("Ada")
    assert desk.protocols.check_draft().failed == 0
    assert desk.protocols.put_in_force("Ada") == 2
    assert desk.protocols.draft() is None
    newest, first = desk.protocols.versions()
    assert (newest.number, newest.author, newest.changes) == (2, "Ada", ("X-06 Botulinum toxin: switched on",))
    assert (first.number, first.changes) == (1, ())
    assert desk.protocol().on("X-06")


def test_failing_cases_hold_a_draft_back(desk: Desk) -> None:
    desk.protocols.edit([TEN_DAYS])
    outcome = desk.protocols.check_draft()
    assert outcome.failed
    assert outcome.changes
    with pytest.raises(NotNow, match="worked case"):
        desk.protocols.put_in_force("Ada")
    assert desk.protocols.put_in_force("Ada", despite_failures=True) == 2


def test_a_locked_rule_is_refused_by_name(desk: Desk) -> None:
    with pytest.raises(BadInput, match="S-ZON-01"):
        desk.protocols.edit([Edit("S-ZON-01", "on", False)])
    assert desk.protocols.draft() is None


def test_what_is_exported_is_read_in_without_a_difference(desk: Desk, tmp_path: Path) -> None:
    desk.protocols.export(tmp_path / "protocol.toml")
    assert desk.protocols.read_in(tmp_path / "protocol.toml").changes == ()
