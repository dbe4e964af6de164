from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Alert, AlertKind, Details
from needledesk.domain.visits import Visit
from needledesk.errors import NotSaved
from needledesk.ui.background import Background
from needledesk.ui.visit.header import AlertChips, VisitHeader, facts
from needledesk.ui.widgets.chip import Chip

ALERTS = tuple(Alert(AlertKind.ALLERGY, text) for text in ("Lidocaine", "Nickel", "Latex", "Plasters", "Iodine"))


@pytest.fixture
def visit(desk: Desk) -> Visit:
    details = Details("Imke", "Solvarde", date(1999, 5, 3), skin_type=4, course=6, alerts=ALERTS[:1])
    return desk.visits.begin(desk.clients.add(details).id)


@pytest.fixture
def header(background: Background, qtbot: QtBot) -> VisitHeader:
    made = VisitHeader(background)
    qtbot.addWidget(made)
    made.resize(980, 76)
    made.show()
    return made


def test_a_new_client_is_told_with_the_hour_of_the_visit(desk: Desk, visit: Visit) -> None:
    client = desk.clients.get(visit.client)
    assert facts(visit, client) == "27 years · Fitzpatrick IV · new client · visit Sun 22 Nov, 13:30"


def test_who_is_known_has_a_number_in_the_course(desk: Desk, visit: Visit) -> None:
    client = desk.clients.get(visit.client)
    assert facts(replace(visit, session=4), client) == ("27 years · Fitzpatrick IV · session 4 of 6 · Sun 22 Nov 2026")
    bare = replace(client, details=Details("Imke"))
    assert facts(replace(visit, session=4), bare) == "session 4 · Sun 22 Nov 2026"


def test_it_shows_who_it_is_and_what_must_not_be_overlooked(header: VisitHeader, desk: Desk, visit: Visit) -> None:
    header.show_visit(visit, desk.clients.get(visit.client), desk.now())
    assert header.name.text() == "Imke Solvarde"
    assert [chip.text() for chip in header.findChildren(Chip)] == ["Lidocaine"]
    assert header.save_state.text() == "Saved 13:30"


def test_a_long_name_gives_way_and_is_whole_in_the_tooltip(header: VisitHeader, desk: Desk, visit: Visit) -> None:
    client = desk.clients.get(visit.client)
    long = "Maximiliane Alexandrina von Hohenstein-Oettingen-Wallerstein zu Brandenburg"
    header.resize(500, 76)
    header.show_visit(visit, replace(client, details=Details(long)), desk.now())
    header.resize(501, 76)
    assert header.name.toolTip() == long


def test_the_panel_button_asks_for_the_list(header: VisitHeader, qtbot: QtBot) -> None:
    assert header.panel.accessibleName() == "Show client list"
    with qtbot.waitSignal(header.panel_requested):
        qtbot.mouseClick(header.panel, Qt.MouseButton.LeftButton)


def test_the_state_of_saving_follows_the_background(
    header: VisitHeader, background: Background, settle: Callable[[], None]
) -> None:
    background.save(lambda: None)
    assert header.save_state.text() == "Saving"
    settle()
    assert header.save_state.text() == "Saved 13:30"

    full = [True]

    def write() -> None:
        if full[0]:
            raise NotSaved("The disk is full: the last change is not saved.")

    background.save(write)
    settle()
    assert header.save_state.text() == "Not saved, disk full"
    background.save(lambda: None)
    assert header.save_state.text() == "Not saved, disk full"
    full[0] = False
    background.try_again()
    settle()
    assert header.save_state.text() == "Saved 13:30"


def test_a_disk_that_is_gone_is_not_called_full(header: VisitHeader, background: Background) -> None:
    background.not_saved.emit(NotSaved("The disk did not answer."))
    assert header.save_state.text() == "Not saved"


def test_many_alerts_end_in_one_chip_that_names_the_rest(qtbot: QtBot) -> None:
    chips = AlertChips()
    qtbot.addWidget(chips)
    chips.show_alerts(ALERTS)
    shown = [chip for chip in chips.findChildren(Chip) if chip.isVisibleTo(chips)]
    assert [chip.text() for chip in shown] == ["Lidocaine", "Nickel", "Latex", "2 more"]
    assert shown[-1].accessibleName() == "2 more: Plasters, Iodine"
    chips.show_alerts(())
    assert not [chip for chip in chips.findChildren(Chip) if chip.isVisibleTo(chips)]
