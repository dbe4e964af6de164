from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.treatment import ZoneWork
from needledesk.domain.visits import Visit
from needledesk.ui.theme import Theme
from needledesk.ui.visit.next_action import FINISH_STAMPS, NextAction
from needledesk.ui.visit.open_visit import OpenVisit

Settle = Callable[[], None]


@pytest.fixture
def action(open_visit: OpenVisit, new_visit: Callable[..., Visit], qtbot: QtBot, settle: Settle) -> NextAction:
    open_visit.open(new_visit().id)
    settle()
    made = NextAction(open_visit)
    qtbot.addWidget(made)
    made.show_visit(None)
    made.show()
    return made


def test_one_thing_at_a_time(action: NextAction, open_visit: OpenVisit, settle: Settle) -> None:
    parts = (action.start, action.finish, action.needling, action.finished)

    def shown() -> list[bool]:
        action.show_visit(None)
        return [part.isVisible() for part in parts]

    assert shown() == [True, False, False, False]
    open_visit.start()
    settle()
    assert shown() == [False, True, True, False]
    assert action.why.text() == FINISH_STAMPS
    open_visit.finish()
    settle()
    assert shown() == [False, False, False, True]


def test_each_button_asks_for_its_own(action: NextAction, qtbot: QtBot) -> None:
    pairs = (
        (action.start, action.start_requested),
        (action.finish, action.finish_requested),
        (action.close_visit, action.close_requested),
        (action.finished.edit, action.edit_requested),
        (action.finished.resume, action.resume_requested),
    )
    for button, signal in pairs:
        with qtbot.waitSignal(signal):
            button.click()


def test_a_start_can_be_taken_back_while_nothing_is_recorded(
    action: NextAction, open_visit: OpenVisit, desk: Desk, settle: Settle
) -> None:
    open_visit.start()
    settle()
    action.show_visit(None)
    assert action.needling.undo.isVisible()
    open_visit.change(replace(open_visit.visit.treatment, zones=(ZoneWork("chin", 0.5, 1),)))
    action.show_visit(None)
    assert not action.needling.undo.isVisible()
    open_visit.change(replace(open_visit.visit.treatment, zones=()))
    open_visit.not_started()
    settle()
    action.show_visit(None)
    assert action.start.isVisible()
    assert desk.visits.get(open_visit.visit.id).treatment.started is None


def test_closing_untreated_is_quiet_until_the_answer_is_clear(action: NextAction, open_visit: OpenVisit) -> None:
    assert (action.close_visit.text(), action.close_visit.kind) == ("Close untreated and seal", "quiet")
    open_visit.answer("scleroderma", Answer(Reply.YES))
    action.show_visit(None)
    assert action.close_visit.kind == "plain"


def test_a_short_screen_leaves_the_helper_text_out(
    action: NextAction,
    open_visit: OpenVisit,
    settle: Settle,
    qapp,  # type: ignore[no-untyped-def]
) -> None:
    open_visit.start()
    settle()
    Theme.current().apply(qapp, "light", 100, short=True)
    try:
        action.show_visit(None)
        assert not action.why.isVisible()
    finally:
        Theme.current().apply(qapp, "light", 100)


ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def shown(action: NextAction) -> list[str]:
    buttons = (action.start, action.ask_letter, action.add_letter, action.put_off, action.close_visit)
    return [button.text() for button in buttons if button.isVisible()]


def test_what_waits_for_a_date_is_put_off(action: NextAction, open_visit: OpenVisit, qtbot: QtBot) -> None:
    open_visit.answer("aspirin", ASPIRIN)
    action.show_visit(None)
    assert shown(action) == ["Put off to Thu 26 Nov", "Close untreated and seal"]
    assert action.put_off.kind == "primary"
    assert action.close_visit.kind == "quiet"
    assert not action.why.isVisible()
    with qtbot.waitSignal(action.put_off_requested):
        action.put_off.click()


def test_what_waits_for_a_doctor_takes_a_letter_first(action: NextAction, open_visit: OpenVisit, qtbot: QtBot) -> None:
    open_visit.answer("diabetes", Answer(Reply.YES))
    action.show_visit(None)
    assert shown(action) == ["Ask a doctor", "Add a letter", "Put off to another day", "Close untreated and seal"]
    assert (action.ask_letter.kind, action.put_off.kind) == ("primary", "plain")
    assert action.ask_letter.accessibleName() == "Print the letter request"
    with qtbot.waitSignal(action.request_requested):
        action.ask_letter.click()
    with qtbot.waitSignal(action.letter_requested):
        action.add_letter.click()


def test_an_override_brings_the_start_back(action: NextAction, open_visit: OpenVisit) -> None:
    open_visit.answer("aspirin", ASPIRIN)
    open_visit.override("four days, agreed", "M. Averil")
    action.show_visit(None)
    assert shown(action) == ["Start treatment", "Close untreated and seal"]
    assert action.start.isEnabled()


def test_do_not_treat_offers_neither_letter_nor_day(action: NextAction, open_visit: OpenVisit) -> None:
    open_visit.answer("aspirin", ASPIRIN)
    open_visit.answer("scleroderma", Answer(Reply.YES))
    action.show_visit(None)
    assert shown(action) == ["Start treatment", "Close untreated and seal"]
    assert not action.start.isEnabled()
