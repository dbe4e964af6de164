from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.visits import Visit
from needledesk.ui.visit import sheet_target


def test_a_visit_is_a_target_once_treatment_has_started(desk: Desk, new_visit: Callable[..., Visit]) -> None:
    visit = new_visit()
    assert sheet_target.of_visit(visit, "C-0001") is None
    desk.treatment.start(visit.id)
    target = sheet_target.of_visit(desk.visits.get(visit.id), "C-0001")
    assert target is not None
    assert target.running
    desk.treatment.finish(visit.id)
    target = sheet_target.of_visit(desk.visits.get(visit.id), "C-0001")
    assert target is not None
    assert (target.running, target.earlier, target.client_number) == (False, False, "C-0001")


def test_the_last_session_is_the_newest_treated_one(
    desk: Desk, new_visit: Callable[..., Visit], clock: SetClock
) -> None:
    visit = new_visit()
    assert sheet_target.last_session(desk, visit.client) is None
    desk.treatment.start(visit.id)
    assert sheet_target.last_session(desk, visit.client) is None
    desk.treatment.finish(visit.id)
    clock.at += timedelta(days=1)
    target = sheet_target.last_session(desk, visit.client)
    assert target is not None
    assert (target.visit, target.session, target.earlier) == (visit.id, 1, True)
