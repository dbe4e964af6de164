from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.errors import NotSaved
from needledesk.ui.background import Background
from needledesk.ui.disk_watch import DiskWatch
from needledesk.ui.not_saved_dialog import NotSavedDialog
from needledesk.ui.visit.open_visit import OpenVisit

PressInDialog = Callable[[str], list[str]]
FULL = NotSaved("The disk is full: the last change is not saved.", do="Free some space.")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def background(qtbot: QtBot, desk: Desk) -> Iterator[Background]:
    made = Background(lambda fault: pytest.fail(repr(fault)), desk.now)
    yield made
    made.close()


@pytest.fixture
def open_visit(desk: Desk, background: Background) -> OpenVisit:
    return OpenVisit(desk, background)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def watch(background: Background, open_visit: OpenVisit, window: QWidget) -> DiskWatch:
    return DiskWatch(background, open_visit, window)


def dialogs(window: QWidget) -> list[NotSavedDialog]:
    return [dialog for dialog in window.findChildren(NotSavedDialog) if dialog.isVisible()]


def test_a_shortage_is_told_once(watch: DiskWatch, window: QWidget, background: Background) -> None:
    watch.tell(FULL)
    [dialog] = dialogs(window)
    dialog.go_on.click()
    watch.tell(FULL)
    assert not dialogs(window)
    background.saved.emit(watch._open.desk.now())
    watch.tell(FULL)
    [again] = dialogs(window)
    again.reject()


def test_the_visit_on_the_screen_can_be_copied(
    watch: DiskWatch, window: QWidget, desk: Desk, open_visit: OpenVisit, background: Background
) -> None:
    watch.tell(FULL)
    [dialog] = dialogs(window)
    dialog.copy_text()
    assert QGuiApplication.clipboard().text() == ""
    dialog.reject()
    open_visit.begin(desk.clients.add(Details("Imke")).id)
    background.wait()
    background.saved.emit(desk.now())
    watch.tell(FULL)
    [dialog] = dialogs(window)
    dialog.copy_text()
    assert QGuiApplication.clipboard().text().startswith("Visit of C-0001, Sun 22 Nov 2026, 13:30")
    dialog.reject()


@pytest.mark.parametrize(("press", "closes"), [("Close anyway", True), ("Keep open", False)])
def test_the_window_closes_over_unsaved_changes_only_if_the_user_says_so(
    watch: DiskWatch, press_in_dialog: PressInDialog, press: str, closes: bool
) -> None:
    asked = press_in_dialog(press)
    assert watch.may_close() is closes
    assert asked == ["Not everything is saved"]
