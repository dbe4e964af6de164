from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.visits import Visit
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.screening_page import ScreeningPage
from needledesk.ui.visit.tab_order import order_by_place, place_after
from needledesk.ui.visit.visit_page import VisitPage


def order(window: QWidget, first: QWidget, count: int) -> list[QWidget | None]:
    first.setFocus()
    passed = []
    for _ in range(count):
        passed.append(QApplication.focusWidget())
        window.focusNextChild()
    return passed


def shown(qtbot: QtBot) -> tuple[QWidget, QVBoxLayout]:
    window = QWidget()
    qtbot.addWidget(window)
    return window, QVBoxLayout(window)


def wait(window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    QApplication.processEvents()


def test_a_part_made_late_comes_where_it_belongs(qtbot: QtBot) -> None:
    window, column = shown(qtbot)
    first, last = QPushButton("first"), QPushButton("last")
    column.addWidget(first)
    column.addWidget(last)
    part = QWidget()
    inside = QVBoxLayout(part)
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        inside.addWidget(field)
    column.insertWidget(1, part)
    place_after(first, part)
    wait(window, qtbot)
    assert order(window, first, 4) == [first, *fields, last]


def test_from_top_to_bottom_whatever_was_made_first(qtbot: QtBot) -> None:
    window, column = shown(qtbot)
    below, above = QPushButton("below"), QPushButton("above")
    column.addWidget(below)
    column.insertWidget(0, above)
    wait(window, qtbot)
    stops = order_by_place(window, [])
    assert stops == order(window, above, 2) == [above, below]
    assert order_by_place(window, stops) == stops


def test_a_visit_goes_from_head_to_tabs_to_content(
    open_visit: OpenVisit, new_visit: Callable[..., Visit], settle: Callable[[], None], qtbot: QtBot
) -> None:
    open_visit.open(new_visit(aspirin=Answer(Reply.YES)).id)
    settle()
    page = VisitPage(open_visit)
    qtbot.addWidget(page)
    page.resize(982, 700)
    wait(page, qtbot)
    settle()
    screening = page.page("screening")
    assert isinstance(screening, ScreeningPage)
    rows = screening.rows
    first, *passed = order(page, page.header.panel, 13)
    assert [first, *passed[:2]] == [page.header.panel, page.header.papers, page.tabs]
    assert screening.index.isAncestorOf(passed[2])
    assert screening.plan_card.isAncestorOf(passed[3])
    assert passed[5] is rows["isotretinoin"].segment.parts[Reply.NO]
    sub = rows["aspirin"].sub_row
    assert sub is not None
    assert passed[6] is rows["aspirin"].segment.parts[Reply.YES]
    assert all(sub.isAncestorOf(stop) for stop in passed[7:10])
    page.hide()
