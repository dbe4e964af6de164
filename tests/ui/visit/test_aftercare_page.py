from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.treatment import Cartridge, Treatment, ZoneWork
from needledesk.domain.visits import Visit
from needledesk.ui.visit.aftercare_page import AftercarePage
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.widgets.text import Text

Settle = Callable[[], None]
WHOLE = Treatment(cartridge=Cartridge("C26-0419", date(2028, 3, 1)), zones=(ZoneWork("chin", 0.5, 2),))


@pytest.fixture
def page(open_visit: OpenVisit, qtbot: QtBot, settle: Settle) -> Iterator[AftercarePage]:
    made = AftercarePage(open_visit)
    qtbot.addWidget(made)
    made.resize(982, 636)
    made.show()
    yield made
    made.hide()
    settle()


@pytest.fixture
def finished(treating: OpenVisit, clock: SetClock, settle: Settle) -> OpenVisit:
    treating.change(WHOLE)
    clock.at += timedelta(minutes=60)
    treating.finish()
    settle()
    return treating


def texts(page: AftercarePage) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


def test_before_treatment_it_leads_to_where_it_starts(
    page: AftercarePage, open_visit: OpenVisit, new_visit: Callable[..., Visit], settle: Settle, qtbot: QtBot
) -> None:
    open_visit.open(new_visit().id)
    settle()
    assert "No sheet yet" in texts(page)
    assert not page.empty.finish.isVisible()
    with qtbot.waitSignal(page.section_requested) as said:
        qtbot.mouseClick(page.empty.go, Qt.MouseButton.LeftButton)
    assert said.args == ["treatment"]


def test_while_treating_it_offers_the_finish(
    page: AftercarePage, treating: OpenVisit, desk: Desk, clock: SetClock, settle: Settle, qtbot: QtBot
) -> None:
    assert not page.empty.go.isVisible()
    clock.at += timedelta(minutes=1)
    qtbot.mouseClick(page.empty.finish, Qt.MouseButton.LeftButton)
    settle()
    assert desk.visits.get(treating.visit.id).treatment.finished is not None
    assert page.finished.text() == "Sun 22 Nov 2026, 13:31"


def test_the_real_sheet_with_its_dates(page: AftercarePage, finished: OpenVisit, settle: Settle) -> None:
    settle()
    assert page.finished.text() == "Sun 22 Nov 2026, 14:30"
    assert page.preview.label.text() == "Page 1 of 2"
    assert not page.preview.picture._picture.isNull()
    assert "Mon 23 Nov, 14:30" in texts(page)
    assert page.given.times["exported"].text() == "not yet"


def test_an_export_shows_as_given(page: AftercarePage, finished: OpenVisit, desk: Desk, settle: Settle) -> None:
    desk.aftercare.export(finished.visit.id)
    finished.reload()
    settle()
    assert page.given.times["exported"].text() == "14:30"


def test_large_print_is_another_sheet(page: AftercarePage, finished: OpenVisit, settle: Settle) -> None:
    settle()
    page.size_choice.parts["large"].click()
    settle()
    assert finished.large_print
    assert page.preview.label.text() != "Page 1 of 2"
    page.size_choice.parts["normal"].click()
    settle()
    assert page.preview.label.text() == "Page 1 of 2"


def test_a_corrected_finish_moves_every_date(page: AftercarePage, finished: OpenVisit, settle: Settle) -> None:
    assert finished.visit.treatment.finished is not None
    finished.finish(finished.visit.treatment.finished - timedelta(minutes=20))
    settle()
    assert page.finished.text() == "Sun 22 Nov 2026, 14:10"
    assert "Mon 23 Nov, 14:10" in texts(page)


def test_what_is_added_to_the_treatment_comes_onto_the_sheet(
    page: AftercarePage, finished: OpenVisit, settle: Settle, qtbot: QtBot
) -> None:
    settle()
    assert "Sun 6 Dec to Sun 20 Dec" in texts(page)
    finished.change(Treatment(cartridge=WHOLE.cartridge, zones=(ZoneWork("chin", 1.5, 2), ZoneWork("nose", 0.5, 1))))

    def redrawn() -> None:
        settle()
        assert "Sun 20 Dec to Sun 3 Jan" in texts(page)  # deep now

    qtbot.waitUntil(redrawn)


def test_nobody_looking_nothing_is_drawn(
    open_visit: OpenVisit, finished: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    page = AftercarePage(open_visit)
    qtbot.addWidget(page)
    finished.reload()
    settle()
    assert page.preview.label.text() == ""
    page.show()
    settle()
    assert page.preview.label.text() == "Page 1 of 2"
    page.hide()
    settle()


def test_a_closed_visit_keeps_its_time(page: AftercarePage, finished: OpenVisit, settle: Settle) -> None:
    assert page.edit.isVisible()
    finished.close()
    settle()
    assert not page.edit.isVisible()
