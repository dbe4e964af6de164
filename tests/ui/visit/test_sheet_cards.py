from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.aftercare import dates
from needledesk.domain.protocol import Protocol
from needledesk.domain.treatment import Intensity, Treatment
from needledesk.domain.visits import HandoutGiven, Visit, VisitState
from needledesk.ui.visit.sheet_cards import DatesCard, GivenCard, lines
from needledesk.ui.widgets.text import Text

DONE = datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("America/New_York"))
VISIT = Visit(
    1, 1, VisitState.FINISHED, DONE, "America/New_York", 1, 1, treatment=Treatment(started=DONE, finished=DONE)
)


def without(protocol: Protocol, *off: str) -> Protocol:
    rules = {name: replace(rule, on=rule.on and name not in off) for name, rule in protocol.rules.items()}
    return replace(protocol, rules=rules)


def test_every_date_of_the_sheet_in_its_own_words(desk: Desk) -> None:
    protocol = desk.protocol()
    assert dict(lines(dates(DONE, protocol), protocol, Intensity.DEEP)) == {
        "Makeup": "Mon 23 Nov, 14:30",
        "Retinol, acids, scrubs": "Tue 24 Nov, 14:30",
        "Shaving": "Tue 24 Nov, 14:30",
        "Sweaty exercise, sauna, swim": "Wed 25 Nov, 14:30",
        "Aspirin, ibuprofen, oils": "not before Wed 25 Nov",
        "Waxing, threading": "Sun 29 Nov, 14:30",
        "Next session": "Sun 20 Dec to Sun 3 Jan",
    }


def test_extensions_that_are_off_have_no_line_and_no_grade_no_next_session(desk: Desk) -> None:
    protocol = desk.protocol()
    counted = dates(DONE, protocol)
    names = [name for name, _ in lines(counted, without(protocol, "X-32", "X-33"), None)]
    assert names == ["Makeup", "Retinol, acids, scrubs", "Aspirin, ibuprofen, oils"]
    assert dict(lines(counted, protocol, Intensity.MILD))["Next session"] == "Sun 6 Dec to Sun 20 Dec"


def test_the_card_shows_only_the_latest_dates(desk: Desk, qtbot: QtBot) -> None:
    card = DatesCard()
    qtbot.addWidget(card)
    card.show()
    protocol = desk.protocol()
    for finished in (DONE, DONE + timedelta(minutes=5)):
        card.show_dates(dates(finished, protocol), protocol, Intensity.DEEP)
    QApplication.processEvents()
    texts = [text.text() for text in card.findChildren(Text) if text.isVisibleTo(card)]
    assert texts.count("Makeup") == 1
    assert "Mon 23 Nov, 14:35" in texts


def test_what_was_given_and_when(qtbot: QtBot) -> None:
    card = GivenCard()
    qtbot.addWidget(card)
    card.show_visit(VISIT)
    assert {how: text.text() for how, text in card.times.items()} == {"printed": "not yet", "exported": "not yet"}
    given = (
        HandoutGiven(1, "exported", DONE + timedelta(minutes=1), ""),
        HandoutGiven(2, "exported", DONE + timedelta(minutes=7), ""),
        HandoutGiven(3, "printed", DONE + timedelta(days=2), ""),
    )
    card.show_visit(replace(VISIT, handouts=given))
    assert card.times["exported"].text() == "14:37, 2 times"
    assert card.times["printed"].text() == "Tue 24 Nov, 14:30"
