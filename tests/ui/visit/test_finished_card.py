from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.aftercare import dates
from needledesk.domain.treatment import Intensity, Treatment
from needledesk.domain.visits import HandoutGiven, Visit, VisitState
from needledesk.ui.visit.finished_card import FinishedCard
from needledesk.ui.widgets.text import Text

DONE = datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("America/New_York"))
VISIT = Visit(
    1,
    1,
    VisitState.FINISHED,
    DONE,
    "America/New_York",
    1,
    1,
    treatment=Treatment(started=DONE, finished=DONE, chosen=Intensity.DEEP),
)


def words(card: FinishedCard) -> list[str]:
    return [text.text() for text in card.findChildren(Text) if text.isVisibleTo(card)]


def test_it_says_the_times_that_matter_at_the_door(desk: Desk, qtbot: QtBot) -> None:
    card = FinishedCard()
    qtbot.addWidget(card)
    card.show_visit(VISIT, None, open_to_change=True)
    assert words(card) == ["Finished 14:30"]
    card.show_visit(VISIT, dates(DONE, desk.protocol()), open_to_change=True)
    assert words(card) == ["Finished 14:30", "Makeup again Mon 23 Nov, 14:30", "Next session from Sun 20 Dec"]


def test_without_a_grade_no_next_session_is_promised(desk: Desk, qtbot: QtBot) -> None:
    card = FinishedCard()
    qtbot.addWidget(card)
    plain = replace(VISIT, treatment=Treatment(started=DONE, finished=DONE))
    card.show_visit(plain, dates(DONE, desk.protocol()), open_to_change=True)
    assert words(card) == ["Finished 14:30", "Makeup again Mon 23 Nov, 14:30"]


def test_only_an_open_visit_can_be_changed_and_resumed_only_before_a_sheet(qtbot: QtBot) -> None:
    card = FinishedCard()
    qtbot.addWidget(card)
    card.show_visit(VISIT, None, open_to_change=True)
    assert card.edit.isVisibleTo(card)
    assert card.resume.isVisibleTo(card)
    with qtbot.waitSignals([card.edit_requested, card.resume_requested]):
        card.edit.click()
        card.resume.click()
    card.show_visit(replace(VISIT, handouts=(HandoutGiven(1, "printed", DONE, ""),)), None, open_to_change=True)
    assert not card.resume.isVisibleTo(card)
    card.show_visit(VISIT, None, open_to_change=False)
    assert not card.edit.isVisibleTo(card)
