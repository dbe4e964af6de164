"""What was decided in a visit is kept; what no longer stands is marked, not lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from needledesk.domain.decisions import Decision, Deferral, Override
from needledesk.domain.protocol import Status
from needledesk.storage import decisions, visits
from needledesk.storage.vault import Vault


def test_a_decision_can_be_changed_and_taken_back(vault: Vault, visit: int, at: datetime) -> None:
    for decision in (Decision(True, "a", "b", at), Decision(False, "", "", at), None):
        decisions.decide(vault, visit, decision)
        assert decisions.decision(vault, visit) == decision


def test_the_newest_override_stands_and_the_others_are_kept_as_withdrawn(
    vault: Vault, visit: int, at: datetime
) -> None:
    assert decisions.standing_override(vault, visit) is None
    first = Override(Status.NOT_TODAY, "two days short, agreed", "Ada", at)
    second = Override(Status.MEDICAL_CLEARANCE, "doctor on the phone", "Bo", at + timedelta(minutes=3))
    decisions.override(vault, visit, first)
    decisions.override(vault, visit, second)
    assert decisions.standing_override(vault, visit) == second
    assert visits.get(vault, visit).override == second
    gone = at + timedelta(minutes=5)
    decisions.withdraw_override(vault, visit, gone)
    assert decisions.standing_override(vault, visit) is None
    assert decisions.overrides(vault, visit) == [(first, second.at), (second, gone)]


def test_a_deferral_holds_a_day_or_a_moment(vault: Vault, visit: int, at: datetime) -> None:
    assert decisions.deferral(vault, visit) is None
    for until in (date(2026, 11, 26), at + timedelta(hours=7)):
        deferral = Deferral(until, "calls us", at)
        decisions.defer(vault, visit, deferral)
        assert decisions.deferral(vault, visit) == deferral
        assert visits.get(vault, visit).deferral == deferral
