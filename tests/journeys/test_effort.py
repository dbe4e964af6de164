"""How much work a screening is: clicks or keys for a new client, and for one who comes back with nothing changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from journeys.hand import Hand
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.clock import laptop_clock
from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice
from needledesk.domain.protocol import Status
from needledesk.domain.returning import News

GROUPS = ("Medicines and products", "Absolute contraindications", "Contraindications", "Skin today")
#: Asked one by one at every visit, as no button covers them.
ALONE = (
    "Bacterial infection, or antibiotics: No",
    "Fungal infection: No",
    "Pregnant, or could be: No",
    "Cold sore or other viral sore now: No",
)
PAINKILLERS = "Aspirin, ibuprofen, blood thinner: No to all three"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One new client, and one who was here 40 days ago with nothing found."""
    now = laptop_clock()
    clock = SetClock(now - timedelta(days=40))
    made = Desk.create(
        tmp_path / "effort.needledesk", Practice("Studio", "202-555-0142", "US", "M. Averil"), None, clock
    )
    made.clients.add(Details("New", "Client", date(1990, 1, 1)))
    known = made.clients.add(Details("Known", "Client", date(1990, 1, 1)))
    visit = made.visits.begin(known.id)
    for question in made.protocol().asked:
        made.screening.answer(visit.id, question.key, Answer(Reply.NO))
    made.visits.close(visit.id)
    clock.at = now
    return made


def begin(hand: Hand, desk: Desk, name: str) -> None:
    hand.program.start(desk=desk)
    hand.find("Search*")
    hand.program.window.show_client(desk.clients.find(name)[0].id)  # type: ignore[union-attr]
    hand.sees(name)
    hand.click("New visit")
    hand.sees("Verdict so far", "Incomplete")
    hand.clicks = hand.pressed = 0


def verdict(hand: Hand) -> Status:
    return hand.program.window.open_visit.verdict.status  # type: ignore[union-attr]


def test_a_new_client_with_two_yes_answers_takes_at_most_12_clicks(hand: Hand, desk: Desk) -> None:
    begin(hand, desk, "New")
    hand.click("Diabetes, ever: Yes")
    hand.click("Psoriasis: Yes")
    hand.click(PAINKILLERS)
    for name in ALONE:
        hand.click(name)
    for group in GROUPS:
        hand.click(f"{group}, rest of group: No")
    hand.sees("Medical clearance needed")
    assert verdict(hand) is Status.MEDICAL_CLEARANCE
    assert hand.program.window.open_visit.verdict.open_questions == ()  # type: ignore[union-attr]
    assert hand.clicks <= 12


def focused(hand: Hand) -> str:
    """The question that has the focus; empty while none has."""
    rows, focus = hand.program.window.pages.visit.page("screening").rows, hand.window.focusWidget()  # type: ignore[union-attr]
    return next((key for key, row in rows.items() if focus is not None and row.isAncestorOf(focus)), "")


def test_a_new_client_with_two_yes_answers_takes_at_most_40_keys(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    begin(hand, desk, "New")
    qtbot.waitUntil(lambda: focused(hand) == "isotretinoin")
    for _ in range(37):
        if focused(hand) in ("diabetes", "psoriasis"):
            hand.keys(Qt.Key.Key_Y)
            hand.keys(Qt.Key.Key_Return)  # nothing to note about it
        else:
            hand.keys(Qt.Key.Key_N)
    hand.sees("Medical clearance needed")
    assert hand.program.window.open_visit.verdict.open_questions == ()  # type: ignore[union-attr]
    assert hand.pressed <= 40


def test_a_returning_client_with_nothing_changed_takes_at_most_8_clicks(hand: Hand, desk: Desk) -> None:
    begin(hand, desk, "Known")
    hand.click("New medicine, illness or treatment: No")
    hand.click(PAINKILLERS)
    for name in ALONE:
        hand.click(name)
    hand.click("Skin today: Looked: the same")
    hand.click("Last time’s answers: All the same")
    hand.sees("Proceed")
    assert verdict(hand) is Status.PROCEED
    assert hand.can_press("Start treatment")
    assert hand.clicks <= 8
    hand.all_saved()
    visit = desk.visits.get(hand.program.window.open_visit.visit.id)  # type: ignore[union-attr]
    assert visit.news == News(Reply.NO)
    assert sum(answer.carried for answer in visit.answers.values()) == 30
