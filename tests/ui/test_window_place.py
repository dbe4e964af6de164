from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from needledesk.settings import Settings
from needledesk.ui import window_place
from needledesk.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("height", "short"), [(680, True), (719, True), (720, False), (768, False)])
def test_short_begins_below_720(height, short) -> None:
    assert window_place.is_short(height) is short


def test_it_stands_where_it_stood(window) -> None:
    window_place.place(window, Settings(window=(20, 30, 700, 500)))
    assert window.geometry().getRect() == (20, 30, 700, 500)


@pytest.mark.parametrize("stood", [None, (90_000, 90_000, 800, 600)])
def test_else_it_stands_in_the_middle_and_fits_the_screen(window, stood) -> None:
    window_place.place(window, Settings(window=stood))
    free = QGuiApplication.primaryScreen().availableGeometry()
    assert free.contains(window.geometry())
    assert window.height() <= free.height() - window_place.TITLE_BAR


def test_it_is_remembered_unless_it_fills_the_screen(window, own_home) -> None:
    settings = Settings()
    window.setGeometry(20, 30, 700, 500)
    window_place.remember(window, settings)
    assert Settings.load(own_home).window == (20, 30, 700, 500)
    window.showFullScreen()
    window_place.remember(window, settings)
    assert Settings.load(own_home).window == (20, 30, 700, 500)


def test_it_wears_what_the_settings_say(qapp) -> None:
    window_place.dress(Settings(theme="dark", text_size=115, reduce_motion=True), 680)
    theme = Theme.current()
    assert (theme.dark, theme.text_size, theme.still, theme.short) == (True, 115, True, True)
