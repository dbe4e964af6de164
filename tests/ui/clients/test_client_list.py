from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.ui.background import Background
from needledesk.ui.clients.client_list import ClientList
from needledesk.ui.widgets.buttons import Button

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def clients(desk: Desk, background: Background, qtbot: QtBot, settle: Callable[[], None]) -> Iterator[ClientList]:
    for given, family in (("Amara", "Delisse"), ("Hana", "Korveth"), ("Imke", "Solvarde")):
        desk.clients.add(Details(given, family))
    made = ClientList(desk, background)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    settle()
    return made


def pressed(clients: ClientList) -> list[int]:
    told: list[int] = []
    clients.chosen.connect(told.append)
    return told


def test_a_click_on_a_row_chooses_its_client(clients, desk, qtbot) -> None:
    told = pressed(clients)
    place = clients.rows.visualRect(clients.model.index(1)).center()
    qtbot.mouseClick(clients.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [desk.clients.find("Korveth")[0].id]
    assert clients.client == told[0]


def test_arrow_and_enter_choose_too(clients, desk, qtbot) -> None:
    told = pressed(clients)
    clients.rows.setFocus()
    qtbot.keyClick(clients.rows, Qt.Key.Key_Down)
    qtbot.keyClick(clients.rows, Qt.Key.Key_Down)
    qtbot.keyClick(clients.rows, Qt.Key.Key_Return)
    assert told == [desk.clients.find("Korveth")[0].id]


def test_enter_in_the_search_opens_the_first_match_even_before_it_has_come(clients, desk, qtbot, settle) -> None:
    told = pressed(clients)
    qtbot.keyClicks(clients.search, "solv")
    qtbot.keyClick(clients.search, Qt.Key.Key_Return)
    settle()
    assert told == [desk.clients.find("Solvarde")[0].id]


def test_nobody_like_this_can_be_added_under_the_name(clients, qtbot, settle) -> None:
    wanted: list[str] = []
    clients.new_requested.connect(wanted.append)
    qtbot.keyClicks(clients.search, "farnwik")
    settle()
    button = next(one for one in clients.findChildren(Button) if one.text() == "New client “farnwik”")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["farnwik"]


def test_the_client_shown_stays_marked_through_a_search(clients, desk, qtbot, settle) -> None:
    client = desk.clients.find("Korveth")[0].id
    clients.show_client(client)
    qtbot.keyClicks(clients.search, "kor")
    settle()
    assert clients.rows.currentIndex().row() == 0
    clients.search.clear()
    settle()
    assert clients.rows.currentIndex().data() == "Hana Korveth"


def test_a_new_client_appears_although_another_name_was_searched(clients, desk, qtbot, settle) -> None:
    qtbot.keyClicks(clients.search, "korv")
    settle()
    added = desk.clients.add(Details("Yara", "Lindholt"))
    clients.show_new(added.id, "Yara Lindholt")
    settle()
    assert clients.rows.currentIndex().data() == "Yara Lindholt"


def test_an_empty_practice_is_told(desk, background, qtbot, settle) -> None:
    made = ClientList(desk, background)
    qtbot.addWidget(made)
    told: list[bool] = []
    made.emptied.connect(told.append)
    settle()
    assert told[-1] is True
    desk.clients.add(Details("Amara"))
    made.model.reread()
    settle()
    assert told[-1] is False


def test_rows_keep_64_pixels_and_grow_only_for_large_type(clients, qapp) -> None:
    from needledesk.ui.theme import Theme

    assert clients.rows.sizeHintForRow(0) == 64
    Theme.current().apply(qapp, "light", 130)
    assert clients.rows.sizeHintForRow(0) >= 64
    assert clients.rows.visualRect(clients.model.index(0)).topLeft() == QPoint(0, 0)


def test_an_answer_is_painted_once(clients, qtbot, qapp, settle) -> None:
    class Paints(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.Paint
            return False

    qtbot.waitExposed(clients)
    settle()
    paints = Paints()
    clients.rows.viewport().installEventFilter(paints)
    qtbot.keyClick(clients.search, "h")
    settle()
    assert clients.model.rowCount() == 1
    assert paints.count == 1


def test_a_row_that_a_screen_reader_selects_is_opened(clients, desk, qtbot) -> None:
    told = pressed(clients)
    clients.rows.selectionModel().select(clients.model.index(1), QItemSelectionModel.SelectionFlag.Select)
    qtbot.waitUntil(lambda: told == [desk.clients.find("Korveth")[0].id])
