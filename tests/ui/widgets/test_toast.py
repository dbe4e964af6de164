from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.toast import FOOT, HEIGHT, Toast, Toasts


@pytest.fixture
def host(show: Callable[[Any], Any], light: Theme, qapp: QApplication) -> QWidget:
    light.apply(qapp, "light", still=True)
    widget = QWidget()
    widget.resize(800, 500)
    return show(widget)


@pytest.fixture
def toasts(host: QWidget) -> Toasts:
    return Toasts(host)


def shown(host: QWidget) -> list[Toast]:
    return [toast for toast in host.findChildren(Toast) if toast.isVisible()]


def timer(toast: Toast) -> QTimer:
    return toast.findChild(QTimer)


def test_a_toast_stands_at_the_foot_in_the_middle(toasts: Toasts, host: QWidget) -> None:
    toasts.say("6 answers set to No", action="Undo")
    box = shown(host)[0].geometry()
    assert box.height() == HEIGHT
    assert box.bottom() + 1 == host.height() - FOOT
    assert abs(box.center().x() - host.rect().center().x()) <= 1


def test_it_follows_the_size_of_the_host(toasts: Toasts, host: QWidget) -> None:
    toasts.say("Printed")
    host.resize(500, 300)
    assert shown(host)[0].geometry().bottom() + 1 == 300 - FOOT


def test_there_are_never_two_at_once_and_the_newest_shows(toasts: Toasts, host: QWidget) -> None:
    toasts.say("first")
    toasts.say("second")
    assert [toast.accessibleName() for toast in shown(host)] == ["second"]
    shown(host)[0].leave()
    assert shown(host) == []
    assert toasts.text == ""


def test_it_stays_eight_seconds_and_goes(toasts: Toasts, host: QWidget, qtbot: QtBot) -> None:
    toasts.say("Printed")
    assert timer(shown(host)[0]).interval() == 8000
    timer(shown(host)[0]).setInterval(1)
    qtbot.waitUntil(lambda: not shown(host))


def test_it_waits_for_the_pointer(toasts: Toasts, host: QWidget) -> None:
    toasts.say("Printed")
    toast = shown(host)[0]
    spot = QPointF(QPoint(5, 5))
    QApplication.sendEvent(toast, QEnterEvent(spot, spot, spot))
    assert not timer(toast).isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer(toast).isActive()


def test_it_waits_for_the_focus(toasts: Toasts, host: QWidget) -> None:
    toasts.say("6 answers set to No", action="Undo", then=lambda: None)
    toast = shown(host)[0]
    button = toast.findChild(QAbstractButton)
    button.setFocus()
    assert not timer(toast).isActive()
    button.clearFocus()
    assert timer(toast).isActive()


def test_its_button_acts_once_and_takes_it_away(toasts: Toasts, host: QWidget, qtbot: QtBot) -> None:
    undone: list[int] = []
    toasts.say("6 answers set to No", action="Undo", then=lambda: undone.append(1))
    button = shown(host)[0].findChild(QAbstractButton)
    assert button.accessibleName() == "Undo"
    assert button.height() >= 44
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert shown(host) == []


def test_it_can_be_reached_and_pressed_by_key(toasts: Toasts, host: QWidget, qtbot: QtBot) -> None:
    undone: list[int] = []
    toasts.say("6 answers set to No", action="Undo", then=lambda: undone.append(1))
    button = shown(host)[0].findChild(QAbstractButton)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert undone == [1]


def test_dismissing_makes_room(toasts: Toasts, host: QWidget) -> None:
    toasts.say("first")
    toasts.say("second")
    toasts.dismiss()
    assert shown(host) == []
    toasts.say("third")
    assert toasts.text == "third"
