from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.ui.today.room_card import RoomCard, RoomRow
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def card(qtbot, desk) -> RoomCard:
    made = RoomCard(desk.now)
    qtbot.addWidget(made)
    made.resize(524, 500)
    made.show()
    return made


@pytest.fixture
def show(card, desk):
    def room() -> list[RoomRow]:
        today = desk.today.read()
        card.show_room(today.in_room, today.unfinished)
        return [row for row in card.rows.values() if isinstance(row, RoomRow)]

    return room


def words(row: RoomRow) -> list[str]:
    return [text.text() for text in row.findChildren(Text) if text.isVisibleTo(row)]


def test_nobody_is_here(card, show) -> None:
    assert show() == []
    assert card.nothing.text() == "Nobody is here. A new visit begins on the client’s page."
    assert card.nothing.isVisibleTo(card)


def test_a_screening_shows_session_intensity_verdict_and_steps(show, arrive) -> None:
    arrive(diabetes=Answer(Reply.YES, detail="type 2"))
    (row,) = show()
    said = words(row)
    assert said[:2] == ["Ottilie Farnwick", "Session 1 of 6 · light · Medical clearance needed"]
    assert said[-4:] == ["Screening 37/37", "Treatment", "Photos 0/10", "Aftercare"] or said[-4].startswith("Screening")
    assert row.findChild(MarkView).accessibleName() == "Status: Medical clearance needed"


def test_open_says_which_visit(card, show, arrive, qtbot) -> None:
    visit = arrive()
    (row,) = show()
    assert row.open.accessibleName() == "Open the visit of Ottilie Farnwick"
    assert row.open.height() >= 44 or row.open.sizeHint().height() >= 44
    with qtbot.waitSignal(card.opened) as said:
        row.open.click()
    assert said.args == [visit.id]


def test_a_running_treatment_has_a_running_clock(card, show, arrive, desk, clock) -> None:
    desk.treatment.start(arrive().id)
    clock.at += timedelta(minutes=26, seconds=14)
    (row,) = show()
    assert (row.clock.text(), row.clock.accessibleName()) == ("26:14", "Needling for 26 minutes")
    clock.at += timedelta(seconds=46)
    card._tick()
    assert (row.clock.text(), row.clock.accessibleName()) == ("27:00", "Needling for 27 minutes")


def test_the_clock_runs_only_while_it_is_seen(card, show, arrive, desk) -> None:
    visit = arrive()
    show()
    assert not card._second.isActive()
    desk.treatment.start(visit.id)
    show()
    assert card._second.isActive()
    card.hide()
    assert not card._second.isActive()
    card.show()
    assert card._second.isActive()
    desk.treatment.finish(visit.id)
    show()
    assert not card._second.isActive()


def test_the_clock_counts_elapsed_time_when_the_clocks_change(show, arrive, desk, clock) -> None:
    clock.at = clock.at.replace(month=11, day=1, hour=1, minute=50, fold=0)
    desk.treatment.start(arrive().id)
    clock.at = clock.at.replace(hour=1, minute=10, fold=1)
    (row,) = show()
    assert row.clock.text() == "20:00"


def test_a_finished_treatment_says_when(show, treat, clock) -> None:
    treat(close=False)
    (row,) = show()
    assert "Finished 13:30" in words(row)
    assert not row.running
    clock.at += timedelta(days=1)
    assert "Finished 13:30" in words(row)  # as it was read


def test_one_of_another_day_is_not_closed(show, treat) -> None:
    treat(days_ago=2, close=False)
    (row,) = show()
    assert "Not closed" in words(row)
    assert "Session 1 of 6 · light · opened Fri 20 Nov" in words(row)


def test_more_than_fit_are_behind_a_button(card, show, arrive, qtbot) -> None:
    for number in range(6):
        arrive(f"Client {number}")
    assert len(show()) == 4
    assert card.all.text() == "All 6 that are not closed"
    assert len(card.lines) == 6


def test_the_same_room_is_not_built_anew(card, show, arrive, desk) -> None:
    visit = arrive()
    (row,) = show()
    assert show() == [row]
    desk.screening.plan(visit.id, replace(visit.plan, zones=("chin",)))
    assert show() != [row]
