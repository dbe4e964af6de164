"""The checklist in narrow and short windows, with every text size: nothing of a row is cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Details
from needledesk.domain.visits import Visit
from needledesk.ui.theme import Theme
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.screening_page import ScreeningPage

Settle = Callable[[], None]
OPENED = ("isotretinoin", "aspirin", "retinoid")
RAIL, SIDE = 80, 304  # px beside the page


@pytest.fixture
def new(open_visit: OpenVisit, desk: Desk, settle: Settle) -> OpenVisit:
    client = desk.clients.add(Details("Imke", "Solvarde"))
    open_visit.begin(client.id)
    settle()
    return open_visit


@pytest.fixture
def returning(
    open_visit: OpenVisit, new_visit: Callable[..., Visit], desk: Desk, clock: SetClock, settle: Settle
) -> OpenVisit:
    """All was answered a month ago."""
    first = new_visit(diabetes=Answer(Reply.YES, detail="type 2"))
    desk.visits.close(first.id)
    clock.at += timedelta(days=31)
    open_visit.begin(first.client)
    settle()
    return open_visit


@pytest.fixture
def page(dressed: Theme, open_visit: OpenVisit, qtbot: QtBot) -> ScreeningPage:
    made = ScreeningPage(open_visit)
    qtbot.addWidget(made)
    return made


def cut_off(page: ScreeningPage) -> list[str]:
    """Every control that is shown and does not lie between the left and the right edge of the column."""
    view = page.column.viewport()
    limit = min(view.width(), page.width() - view.mapTo(page, QPoint(0, 0)).x())
    found = []
    for part in page.column.findChildren(QWidget):
        if isinstance(part, QAbstractButton | QLineEdit) and part.isVisible():
            left = part.mapTo(view, QPoint(0, 0)).x()
            whole = part.width() >= min(part.minimumSizeHint().width(), part.maximumWidth())
            if left < 0 or left + part.width() > limit or not whole:
                found.append(f"{part.accessibleName()} at {left}, {part.width()} of {limit}")
    return found


def show(page: ScreeningPage, qapp: QApplication, text_size: int, width: int, height: int, settle: Settle) -> None:
    Theme.current().apply(qapp, "light", text_size, short=height < 720)
    page.resize(width - RAIL - SIDE - (text_size - 100), height - 150)
    page.show()
    settle()


SIZES = [(1024, 640), (1240, 680), (1366, 680), (1366, 768)]


@pytest.mark.parametrize("text_size", [100, 115, 130])
@pytest.mark.parametrize("who", ["new", "returning"])
def test_nothing_of_a_row_is_cut_off(
    who: str, request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, settle: Settle, text_size: int
) -> None:
    visit: OpenVisit = request.getfixturevalue(who)
    page: ScreeningPage = request.getfixturevalue("page")
    for key in OPENED:
        visit.answer(key, Answer(Reply.YES))
    for width, height in SIZES:
        show(page, qapp, text_size, width, height, settle)
        assert not cut_off(page), (width, height)
        assert page.index.isVisible() == (width > 1100)


def test_larger_text_in_mid_visit_makes_the_rows_anew(
    new: OpenVisit, page: ScreeningPage, qapp: QApplication, settle: Settle
) -> None:
    new.answer("isotretinoin", Answer(Reply.YES))
    show(page, qapp, 100, 1366, 768, settle)
    before = page.rows["isotretinoin"]
    show(page, qapp, 130, 1366, 768, settle)
    assert page.rows["isotretinoin"] is not before
    assert page.rows["isotretinoin"].segment.reply is Reply.YES
    assert not cut_off(page)
