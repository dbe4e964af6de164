"""A rule is edited, checked and put in force; new visits are asked by it, and old ones keep what they were asked."""

from __future__ import annotations

from pathlib import Path

from journeys.hand import Hand
from journeys.test_whole_visit import first_run
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from needledesk.desk.desk import Desk
from needledesk.domain.protocol import Unit, Window
from needledesk.ui.settings.protocol.foot import READING

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OLD = "Have you taken ibuprofen, naproxen or a similar painkiller lately"
NEW = "Any ibuprofen or naproxen in the last ten days?"


def add_client(hand: Hand, first: str, family: str) -> None:
    """The form for a new client is open."""
    hand.type("First name", first)
    hand.type("Family name", family)
    hand.type("Birth date", "4 May 1991")
    hand.click("Add client")
    hand.sees(f"{first} {family}", "No visits yet")


def begin_visit(hand: Hand) -> None:
    """The questions are on the screen."""
    hand.keys(Qt.Key.Key_N, CTRL | SHIFT)
    hand.sees("Verdict so far", "Ibuprofen, naproxen or a similar painkiller")


def asked(hand: Hand) -> str:
    """The sentence that a screen reader hears on the question about ibuprofen."""
    return hand.find("Ibuprofen, naproxen or a similar painkiller").accessibleDescription()


def type_over(hand: Hand, name: str, text: str) -> None:
    """Replace what is in a field, and leave it with Enter."""
    field = hand.find(name)
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    field.selectAll()
    hand.type(name, text)
    hand.keys(Qt.Key.Key_Return)


def edit_the_rule(hand: Hand) -> None:
    """Another window and another wording; each is in the draft at once."""
    hand.click("Settings")
    hand.click("Protocol")
    hand.sees("Protocol v1", "In force since")
    hand.type("Search: Word, rule or question", "nsaid")
    hand.keys(Qt.Key.Key_Return)
    hand.sees("Rule S-MED-02 · question <b>nsaid</b>")
    type_over(hand, "Window after the last dose", "10")
    hand.sees("Protocol v2, draft", "v2 changes")
    type_over(hand, "Question for the client", NEW)
    hand.sees("Past visits keep v1.")
    assert not hand.can_press("Put v2 in force")


def put_it_in_force(hand: Hand) -> None:
    """The cases that now differ are listed and named; the second press counts."""
    hand.click("Check worked cases")
    hand.sees("Otherwise than the case expects", "What the draft changes, before and after", "M. Averil")
    hand.click("Put v2 in force")
    hand.sees("Press again to put v2 in force anyway.")
    QTest.qWait(READING + 50)  # a press before anyone can have read it does not count
    hand.click("Put v2 in force anyway")
    hand.sees("Version 2 is in force", "Protocol v2")
    hand.click("Versions")
    hand.sees("· S-MED-02 Ibuprofen and similar: window 7 days, now 10 days", "Version 1")


def test_an_edited_rule_holds_for_new_visits_only(hand: Hand, own_home: Path) -> None:
    first_run(hand)
    hand.click("New client")  # the window's keys come with its first picture, which may be later than its first words
    add_client(hand, "Trial", "Person")
    begin_visit(hand)
    assert asked(hand).startswith(OLD)
    edit_the_rule(hand)
    put_it_in_force(hand)
    hand.click("Clients")
    hand.sees("Verdict so far")
    assert asked(hand).startswith(OLD)
    hand.keys(Qt.Key.Key_N, CTRL)
    add_client(hand, "Second", "Client")
    begin_visit(hand)
    assert asked(hand) == NEW
    hand.all_saved()
    hand.window.close()
    check_what_is_left(own_home)


def check_what_is_left(home: Path) -> None:
    """The record file, opened anew: each visit with its own version, and both versions whole."""
    desk = Desk.open(home / "NeedleDesk" / "studio.needledesk")
    try:
        protocols = {}
        for name in ("Person", "Client"):
            client = desk.clients.find(name)[0]
            visit = desk.visits.get(desk.visits.timeline(client.id)[0].visit)
            protocols[name] = desk.screening.bench(visit.id).protocol
        assert protocols["Person"].question("nsaid").text.startswith(OLD)
        assert protocols["Person"].rules["S-MED-02"].window == Window(7, Unit.DAYS)
        assert protocols["Client"].question("nsaid").text == NEW
        assert protocols["Client"].rules["S-MED-02"].window == Window(10, Unit.DAYS)
        newest, first = desk.protocols.versions()
        assert (newest.number, newest.author, first.number) == (2, "M. Averil", 1)
        assert any("window 7 days, now 10 days" in line for line in newest.changes)
        assert desk.protocols.draft() is None
    finally:
        desk.close()
