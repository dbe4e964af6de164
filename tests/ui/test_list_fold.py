from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from needledesk.ui.clients.client_list import ClientList
from needledesk.ui.frame import Frame
from needledesk.ui.list_fold import ListFold
from needledesk.ui.rail import Rail

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def parts(desk, background, settle, qtbot) -> SimpleNamespace:
    clients, stack = ClientList(desk, background), QStackedWidget()
    frame, side = Frame(Rail(), clients, stack), QWidget()
    frame.add_side(side)
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    page = {"name": "visit"}
    pages = SimpleNamespace(shows=lambda name: name == page["name"])
    fold = ListFold(frame, clients, pages)  # type: ignore[arg-type]
    settle()
    frame.show_parts(False, side=True)
    return SimpleNamespace(fold=fold, clients=clients, frame=frame, stack=stack, side=side, page=page)


def test_it_unfolds_over_the_page_with_the_cursor_in_the_search_and_folds_again(parts) -> None:
    before = parts.stack.geometry()
    parts.fold.toggle()
    assert parts.clients.isVisible()
    assert parts.clients.search.hasFocus()
    assert parts.stack.geometry() == before
    parts.fold.toggle()
    assert not parts.clients.isVisible()
    assert parts.side.isVisible()


def test_beside_the_days_page_there_is_no_column(parts) -> None:
    parts.page["name"] = "today"
    parts.fold.toggle()
    assert not parts.side.isVisible()
    parts.fold.toggle()
    assert not parts.side.isVisible()


def test_going_to_the_search_never_folds(parts) -> None:
    for _ in range(2):
        parts.fold.go_search()
        assert parts.clients.isVisible()
        assert parts.clients.search.hasFocus()


def test_following_what_is_typed_leaves_the_cursor_where_it_is(parts, qtbot) -> None:
    parts.page["name"] = "today"
    field = QLineEdit(parts.frame)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    parts.fold.follow("ann")
    assert (parts.clients.search.text(), parts.clients.isVisible(), field.hasFocus()) == ("ann", True, True)
    parts.fold.follow("")
    assert (parts.clients.search.text(), parts.clients.isVisible()) == ("", False)


def test_back_leaves_the_list_before_the_page(parts) -> None:
    gone: list[str] = []
    parts.page["name"] = "today"
    page = SimpleNamespace(search=QLineEdit("ann"), back=lambda: gone.append("back"))
    parts.fold.follow("ann")
    parts.fold.back(page)  # type: ignore[arg-type]
    assert (page.search.text(), parts.clients.isVisible(), gone) == ("", False, [])
    parts.fold.back(page)  # type: ignore[arg-type]
    assert gone == ["back"]
