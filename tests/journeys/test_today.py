"""A visit that was put off comes back by itself: on the page of the day when its date has come, one click away."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from journeys.hand import Hand
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_day
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice

CTRL = Qt.KeyboardModifier.ControlModifier


def put_off(desk: Desk, given: str, until: date) -> int:
    """A client who would rather come later; gives the client."""
    client = desk.clients.add(Details(given, "Example", date(1990, 5, 4)))
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
    desk.visits.defer(visit.id, until, "after the holidays")
    return client.id


def test_what_was_put_off_is_listed_when_its_date_has_come(
    hand: Hand, tmp_path: Path, clock: SetClock, practice: Practice
) -> None:
    desk = Desk.create(tmp_path / "studio.needledesk", practice, None, clock)
    today = clock.at.date()
    put_off(desk, "Marisol", today + timedelta(days=1))
    put_off(desk, "Wynn", today + timedelta(days=9))
    hand.program.start(desk=desk)
    hand.sees("Choose a client")

    hand.keys(Qt.Key.Key_1, CTRL)
    hand.sees("Nothing waits for you today.", "No wait has ended, and no letter has come in.")
    later = f"Put off until {say_day(today + timedelta(days=1))} · after the holidays"
    hand.find(f"Marisol Example. {later}")

    clock.at += timedelta(days=1)
    QApplication.sendEvent(hand.window, QEvent(QEvent.Type.ActivationChange))  # the laptop is opened the next morning
    hand.sees("1 wait over")
    hand.click(f"Marisol Example. {later}")
    hand.sees("Last verdict", "Marisol Example", "New visit")
    assert "Wynn Example. " not in hand.screen()

    hand.click("New visit")
    hand.sees("Verdict so far")
    hand.all_saved()
    hand.keys(Qt.Key.Key_1, CTRL)
    hand.sees("1 in progress", "Open the visit of Marisol Example")
    hand.click("Open the visit of Marisol Example")
    hand.sees("Verdict so far")
    assert "Wynn" not in hand.screen()
