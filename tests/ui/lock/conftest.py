"""An open window over a locked file, as the tests of the lock need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Client, Details
from needledesk.settings import Settings
from needledesk.ui.background import Background
from needledesk.ui.clients.list_model import PAGE
from needledesk.ui.main_window import MainWindow


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk("locked.needledesk", "four words make it")


@pytest.fixture
def clients(desk: Desk) -> list[Client]:
    names = (("Amara", "Delisse"), ("Hana", "Korveth"), ("Imke", "Solvarde"))
    return [desk.clients.add(Details(given, family, date(1990, 5, 4))) for given, family in names]


@pytest.fixture
def settings() -> Settings:
    return Settings(theme="light")


@pytest.fixture
def make(
    desk: Desk,
    clients: list[Client],
    background: Background,
    settings: Settings,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> Iterator[Callable[[], MainWindow]]:
    made: list[MainWindow] = []

    def make_one() -> MainWindow:
        window = MainWindow(desk, background, settings, desk.practice.get(), desk.clients.find("", PAGE))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        settle()
        made.append(window)
        return window

    yield make_one
    for window in made:
        window.hide()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make: Callable[[], MainWindow]) -> MainWindow:
    return make()
