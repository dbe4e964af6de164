"""What a verdict that waits allows, with real clicks: a letter, an override, another day; and what is left of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from journeys.hand import PATIENCE, Hand
from journeys.test_whole_visit import drop, first_run, treat
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import say_day
from needledesk.domain.protocol import Status
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def add_client(hand: Hand) -> None:
    """The window's keys come with its first picture, which may be later than its first words: so by a button."""
    hand.click("New client")
    hand.type("First name", "Trial")
    hand.type("Family name", "Person")
    hand.type("Birth date", "4 May 1991")
    hand.click("Add client")
    hand.sees("Trial Person", "No visits yet")


def answer(hand: Hand, *yes: Callable[[], None]) -> None:
    """A new visit, in which everything but what is named is a no."""
    hand.keys(Qt.Key.Key_N, CTRL | SHIFT)
    hand.sees("Verdict so far", "Incomplete")
    for say in yes:
        say()
    for group in ("Medicines and products", "Absolute contraindications", "Contraindications", "Skin today"):
        hand.click(f"{group}, rest of group: No")
    while "Next question without an answer" in hand.screen():
        hand.keys(Qt.Key.Key_F8)
        hand.keys(Qt.Key.Key_N)


def took_aspirin(hand: Hand) -> None:
    """Shop-bought, yesterday."""
    hand.click("Aspirin, or anything with aspirin in it: Yes")
    hand.click("Aspirin*: Yesterday")
    hand.click("Aspirin*prescribed by a doctor: No")


def seven_days_after_yesterday() -> date:
    """When the wait after yesterday's aspirin is over."""
    return date.today() + timedelta(days=6)


def said(day: date) -> str:
    """As the verdict says it: with the year where it is not this one."""
    return say_day(day, year=day.year != date.today().year)


def left(home: Path) -> tuple[Desk, Visit]:
    """The record file, opened anew, with the newest visit."""
    desk = Desk.open(home / "NeedleDesk" / "studio.needledesk")
    client = desk.clients.find("Person")[0]
    return desk, desk.visits.get(desk.visits.timeline(client.id)[0].visit)


def test_a_letter_makes_it_the_practitioners_decision(hand: Hand, tmp_path: Path, own_home: Path) -> None:
    first_run(hand)
    add_client(hand)
    answer(hand, lambda: hand.click("Diabetes, ever: Yes"))
    hand.sees("Status: Medical clearance needed, no letter on file", "Override with a reason")
    assert "Start treatment" not in hand.screen()
    scan = tmp_path / "scan.png"
    Image.new("RGB", (800, 1100), "white").save(scan)
    hand.click("Add a letter")
    hand.type("Written by", "Dr S. Brandvold")
    hand.click("Date of the letter: Today")
    drop(hand.find("Pages of the letter"), [scan])
    hand.find("Page 1")
    hand.click("Keep the letter")
    hand.sees("Status: Your decision, 1 point needs you", "Letter on file: Dr S. Brandvold")
    hand.click("Open the letter of Dr S. Brandvold")
    hand.find("Page 1 of 1")
    hand.click("Close")
    assert not hand.can_press("Start treatment")
    hand.click("Your decision: Treat")
    hand.type("Reason for your decision", "Letter read, well controlled")
    hand.click("Keep my decision")
    hand.sees("treat, decided")
    hand.click("Start treatment")
    hand.sees("Finish treatment")
    hand.window.close()
    desk, visit = left(own_home)
    try:
        [letter] = desk.letters.of_client(visit.client)
        assert (letter.rules, letter.by, letter.dated) == (("S-CON-07",), "Dr S. Brandvold", date.today())
        assert len(desk.letters.page(letter.pages[0].id)) == letter.pages[0].size
        assert visit.verdict is not None
        assert visit.verdict.status is Status.PRACTITIONER_DECISION
    finally:
        desk.close()


def test_not_today_overridden_treated_and_told_on_the_timeline(hand: Hand, own_home: Path) -> None:
    first_run(hand)
    add_client(hand)
    answer(hand, lambda: took_aspirin(hand))
    hand.sees(f"Status: Not today, earliest {said(seven_days_after_yesterday())}")
    hand.click("Override with a reason")
    hand.type("Why do you treat all the same?", "One dose, small zone, agreed with her")
    hand.click("Keep reason, go on")
    hand.sees("Status: Not today, override by M. Averil", "“One dose, small zone, agreed with her”")
    treat(hand)
    hand.sees("Status: Not today, override by M. Averil", "“One dose, small zone, agreed with her”")
    hand.click_and_confirm("Close and seal", "Close and seal")
    hand.sees("Closed and sealed", "“One dose, small zone, agreed with her”")
    hand.click("Copy as text")
    assert "Override: “One dose, small zone, agreed with her” (M. Averil" in QApplication.clipboard().text()
    assert "Trial" not in QApplication.clipboard().text()
    hand.keys(Qt.Key.Key_2, CTRL)
    hand.sees("Override: One dose, small zone, agreed with her, by M. Averil")
    hand.window.close()
    desk, visit = left(own_home)
    try:
        assert visit.verdict is not None
        assert visit.override is not None
        assert (visit.verdict.status, visit.state) == (Status.NOT_TODAY, VisitState.CLOSED)
        assert visit.override.by == "M. Averil"
    finally:
        desk.close()


def test_a_visit_that_is_put_off_shows_its_day_in_the_list(hand: Hand, own_home: Path, qtbot: QtBot) -> None:
    first_run(hand)
    add_client(hand)
    answer(hand, lambda: took_aspirin(hand))
    earliest = say_day(seven_days_after_yesterday())
    hand.click(f"Put off to {said(seven_days_after_yesterday())}")
    hand.click("Put off and close")
    hand.sees("Closed and sealed")
    hand.keys(Qt.Key.Key_2, CTRL)
    hand.sees(f"Put off to {earliest}")
    window = hand.window
    assert isinstance(window, MainWindow)
    row = window.clients.model.index(0)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: f"not before {earliest}" in str(row.data(spoken)), timeout=PATIENCE)
    window.close()
    desk, visit = left(own_home)
    try:
        assert visit.deferral is not None
        assert visit.deferral.until == seven_days_after_yesterday()
        assert desk.clients.find("Person")[0].text == f"Not before {earliest}"
    finally:
        desk.close()
