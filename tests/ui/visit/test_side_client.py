from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.clients import Alert, AlertKind, Client, Details
from needledesk.domain.decisions import Decision, Override
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.contact_card import AlertsCard, ContactCard
from needledesk.ui.visit.letters_card import LettersCard
from needledesk.ui.visit.side_client import ClientSide
from needledesk.ui.widgets.text import Text

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
CLIENT = Client(1, "C-0001", Details("Ann", alerts=(Alert(AlertKind.ALLERGY, "Latex"),)), NOON)
VISIT = Visit(7, 1, VisitState.OPEN, NOON, "UTC", 1, 1)


@pytest.fixture
def side(qtbot: QtBot) -> ClientSide:
    made = ClientSide()
    qtbot.addWidget(made)
    made.show()
    return made


def head(side: ClientSide) -> list[str]:
    return [side._title.text(), side._note.text()]


def test_todays_verdict_names_who_decided_and_when(side: ClientSide) -> None:
    decided = replace(VISIT, decision=Decision(True, "letter", "M. Averil", NOON))
    side.show_client(CLIENT, decided, Verdict(Status.PRACTITIONER_DECISION), TODAY)
    assert head(side) == ["Today’s verdict", "M. Averil, 12:00"]
    assert "treat, decided 12:00" in side.status.accessibleName()


def test_an_earlier_verdict_does_not_speak_of_today(side: ClientSide) -> None:
    side.show_client(CLIENT, VISIT, Verdict(Status.PROCEED), date(2026, 12, 1))
    assert head(side) == ["Last verdict", "Sun 22 Nov"]
    assert side.status.accessibleName() == "Status: Proceed, on Sun 22 Nov"
    side.show_client(CLIENT, VISIT, Verdict(Status.PROCEED), date(2027, 1, 1))
    assert head(side) == ["Last verdict", "Sun 22 Nov 2026"]


def test_another_client_takes_the_place_of_the_last(side: ClientSide) -> None:
    side.show_client(CLIENT, None, None, TODAY)
    QApplication.processEvents()
    assert not side.status.isVisible()
    assert len([card for card in side.findChildren(AlertsCard) if card.isVisibleTo(side)]) == 1
    side.show_client(replace(CLIENT, details=Details("Bea", phone="202-555-0100")), None, None, TODAY)
    QApplication.processEvents()
    assert not [card for card in side.findChildren(AlertsCard) if card.isVisibleTo(side)]
    [contact] = [card for card in side.findChildren(ContactCard) if card.isVisibleTo(side)]
    assert "202-555-0100" in [text.text() for text in contact.findChildren(Text)]


def test_a_reason_leads_into_the_visit(side: ClientSide, qtbot: QtBot) -> None:
    side.show_client(CLIENT, VISIT, Verdict(Status.PROCEED), TODAY)
    with qtbot.waitSignal(side.open_requested) as said:
        side.status.jump_requested.emit("aspirin")
    assert said.args == [7]


def test_the_letters_stand_below_the_verdict_and_ask_for_what_is_pressed(side: ClientSide, qtbot: QtBot) -> None:
    letter = Letter(("S-CON-07",), date(2026, 8, 4), "Dr A", id=1)
    side.show_client(CLIENT, VISIT, Verdict(Status.PROCEED), TODAY)
    side.show_letters((letter,), shipped_protocol(), TODAY)
    QApplication.processEvents()
    [card] = side.findChildren(LettersCard)
    [contact] = side.findChildren(ContactCard)
    assert side.status.y() < card.y() < contact.y()
    for button, signal in (
        (card.add, side.add_letter_requested),
        (card.boxes[0].open, side.letter_requested),
        (card.boxes[0].withdraw, side.withdraw_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_the_next_client_shows_none_of_them(side: ClientSide) -> None:
    side.show_letters((Letter(("S-CON-07",), date(2026, 8, 4), "Dr A"),), shipped_protocol(), TODAY)
    side.show_client(CLIENT, None, None, TODAY)
    QApplication.processEvents()
    assert not [card for card in side.findChildren(LettersCard) if card.isVisible()]


def test_an_override_of_the_last_visit_is_told_with_its_reason(side: ClientSide) -> None:
    kept = Override(Status.NOT_TODAY, "four days, agreed", "M. Averil", NOON)
    side.show_client(CLIENT, replace(VISIT, override=kept), Verdict(Status.NOT_TODAY), TODAY)
    assert side.status.accessibleName() == "Status: Not today, override by M. Averil, 12:00"
    assert side.status.override.reason.isVisible()
    assert not side.status.override.ask.isVisible()
