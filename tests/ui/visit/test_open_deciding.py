"""What goes against or after a verdict shows at once, is kept in the background, and is taken back where refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.domain.visits import Visit, VisitState
from needledesk.errors import BadInput
from needledesk.ui.visit.open_visit import OpenVisit

ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)
Settle = Callable[[], None]
NewVisit = Callable[..., Visit]


@pytest.fixture
def waiting(open_visit: OpenVisit, new_visit: NewVisit, settle: Settle) -> OpenVisit:
    open_visit.open(new_visit(aspirin=ASPIRIN).id)
    settle()
    return open_visit


def test_an_override_shows_at_once_and_is_kept(waiting: OpenVisit, desk: Desk, settle: Settle, qtbot: QtBot) -> None:
    with qtbot.waitSignal(waiting.verdict_changed):
        waiting.override("four days, agreed", "M. Averil")
    assert waiting.startable
    assert waiting.verdict.status is Status.NOT_TODAY
    settle()
    kept = desk.visits.get(waiting.visit.id).override
    assert kept == waiting.visit.override
    waiting.start()
    settle()
    assert waiting.visit.treatment.started is not None
    assert waiting.visit.override == kept


def test_a_refused_override_shows_no_longer_and_is_told(waiting: OpenVisit, settle: Settle) -> None:
    told: list[object] = []
    waiting.failed.connect(told.append)
    waiting.override("four days, agreed", "  ")
    settle()
    assert isinstance(told[0], BadInput)
    assert waiting.visit.override is None
    assert not waiting.startable


def test_it_can_be_withdrawn(waiting: OpenVisit, desk: Desk, settle: Settle) -> None:
    waiting.override("four days, agreed", "M. Averil")
    waiting.withdraw_override()
    assert not waiting.startable
    settle()
    assert desk.visits.get(waiting.visit.id).override is None


@pytest.mark.parametrize("key", ["aspirin", "fish_oil"])
def test_another_answer_takes_it_away_at_once(waiting: OpenVisit, desk: Desk, settle: Settle, key: str) -> None:
    waiting.override("four days, agreed", "M. Averil")
    waiting.answer(key, Answer(Reply.UNSURE))
    assert waiting.visit.override is None
    settle()
    assert desk.visits.get(waiting.visit.id).override is None


def test_putting_off_closes_the_visit(waiting: OpenVisit, desk: Desk, settle: Settle) -> None:
    waiting.defer(date(2026, 11, 27), "calls us")
    settle()
    assert waiting.visit.state is VisitState.NOT_TREATED
    assert waiting.visit.deferral is not None
    assert (waiting.visit.deferral.until, waiting.visit.deferral.note) == (date(2026, 11, 27), "calls us")
    assert not waiting.editable


def test_a_letter_of_this_client_is_judged_with(
    open_visit: OpenVisit, new_visit: NewVisit, desk: Desk, settle: Settle
) -> None:
    open_visit.open(new_visit(diabetes=Answer(Reply.YES)).id)
    settle()
    open_visit.override("on the phone", "M. Averil")
    settle()
    client = open_visit.visit.client
    open_visit.background.save(desk.letters.record, client, Letter(("S-CON-07",), date(2026, 8, 4), "Dr A"))
    open_visit.letters_changed(client + 1)
    settle()
    assert open_visit.verdict.status is Status.MEDICAL_CLEARANCE
    open_visit.letters_changed(client)
    settle()
    assert open_visit.verdict.status is Status.PRACTITIONER_DECISION
    assert open_visit.visit.override is None
