"""The screening of the open visit as time goes by: waits by the hour end, midnight passes, a new day is a new visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Status
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.screening_page import ScreeningPage

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]


def test_a_wait_by_the_hour_ends_while_the_window_is_open(
    open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, clock: SetClock
) -> None:
    open_visit.open(new_visit(retinoid=Answer(Reply.YES, last=When("2026-11-21T14:00"))).id)
    settle()
    assert open_visit.verdict.status is Status.NOT_TODAY
    clock.at += timedelta(minutes=30)
    open_visit.minute_passed()
    assert open_visit.verdict.status is Status.PROCEED


def test_on_the_next_day_the_visit_is_asked_anew(
    open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, clock: SetClock, desk: Desk
) -> None:
    old = new_visit()
    open_visit.open(old.id)
    settle()
    clock.at += timedelta(days=1)
    open_visit.minute_passed()
    settle()
    assert open_visit.visit.id != old.id
    assert open_visit.verdict.status is Status.INCOMPLETE
    assert desk.visits.get(old.id).state is VisitState.NOT_TREATED


def test_a_change_to_a_visit_of_yesterday_is_refused_in_words_and_todays_is_shown(
    open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, clock: SetClock
) -> None:
    old = new_visit()
    open_visit.open(old.id)
    settle()
    said: list[str] = []
    open_visit.failed.connect(lambda error: said.append(str(error)))
    clock.at += timedelta(days=1)
    open_visit.start()
    settle()
    assert "Sun 22 Nov" in said[0]
    assert open_visit.visit.id != old.id


def test_today_is_today_after_midnight(
    open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, clock: SetClock, qtbot: QtBot
) -> None:
    clock.at = clock.at.replace(hour=23, minute=50)
    open_visit.open(new_visit(aspirin=Answer(Reply.YES, prescribed=Reply.NO)).id)
    settle()
    page = ScreeningPage(open_visit)
    qtbot.addWidget(page)
    clock.at += timedelta(minutes=20)
    open_visit.minute_passed()
    sub = page.rows["aspirin"].sub_row
    assert sub is not None
    assert sub.date is not None
    sub.date._pick_quick("today")
    assert open_visit.visit.answers["aspirin"].last == When("2026-11-23")
    settle()


def test_once_treatment_runs_time_changes_nothing(treating: OpenVisit, settle: Settle, clock: SetClock) -> None:
    visit = treating.visit.id
    clock.at += timedelta(days=2)
    treating.minute_passed()
    settle()
    assert treating.visit.id == visit
