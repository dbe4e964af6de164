"""Where the window stood, how high it is, and what it wears: between the settings and the screen."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from needledesk.settings import Settings
from needledesk.ui.theme import Theme, tokens

USUAL = (1366, 768)
#: px that the window's title bar takes of the screen; it is not known before the window is shown.
TITLE_BAR = 32


def is_short(height: int) -> bool:
    """Whether a window of that height takes the short variants."""
    return height < int(tokens()["short_screen"]["below_height"])


def dress(settings: Settings, height: int) -> None:
    """Put the theme of the settings on the whole program, for a window of that height."""
    app = cast(QApplication, QApplication.instance())
    Theme.current().apply(app, settings.theme, settings.text_size, is_short(height), settings.reduce_motion)


def first_height(settings: Settings) -> int:
    """The height the window will have, before there is one: the theme is made only once that way."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    wanted = settings.window[3] if settings.window else USUAL[1]
    return min(wanted, screen.height() - TITLE_BAR)


def place(window: QMainWindow, settings: Settings) -> None:
    """Where it stood last if that is still on a screen; else in the middle; a small screen is filled."""
    stood = QRect(*settings.window) if settings.window else QRect()
    on_screen = any(screen.availableGeometry().intersects(stood) for screen in QGuiApplication.screens())
    if settings.window and on_screen:
        window.setGeometry(stood)
        return
    free = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(USUAL[0], free.width()), min(USUAL[1], free.height() - TITLE_BAR))
    middle = free.center() - window.rect().center()
    window.move(middle.x(), max(free.y(), middle.y() - TITLE_BAR // 2))


def remember(window: QMainWindow, settings: Settings) -> None:
    """Write down where the window stands, unless it fills the screen."""
    if not window.isFullScreen() and not window.isMaximized():
        rect = window.geometry()
        settings.window = (rect.x(), rect.y(), rect.width(), rect.height())
    settings.save()
