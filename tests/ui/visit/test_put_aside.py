"""A removed photo can be brought back for as long as the toast is there, and no longer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.photos import Moment, Photo
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.put_aside import PutAside

AT = datetime(2026, 11, 22, 14, 41, tzinfo=UTC)
PHOTO = Photo(7, 1, Moment.BEFORE, "front", "jpeg", 4, 3, 100, "", None, AT)


@pytest.fixture
def toasts(qtbot: QtBot) -> Toasts:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    host.show()
    return Toasts(host)


def run_out(aside: PutAside) -> None:
    """Its waiting time is over."""
    timer = aside.findChild(QTimer)
    assert timer is not None
    timer.timeout.emit()


def test_it_waits_for_the_toast_and_then_removes(toasts: Toasts) -> None:
    removed: list[int] = []
    aside = PutAside(toasts, removed.append)
    aside.put(PHOTO)
    run_out(aside)
    assert (removed, aside.hidden, toasts.text) == ([], (7,), "Front: photo removed")
    toasts.dismiss()
    run_out(aside)
    assert (removed, aside.hidden) == ([7], ())


def test_made_final_early_it_takes_its_toast_away(toasts: Toasts) -> None:
    removed: list[int] = []
    aside = PutAside(toasts, removed.append)
    aside.put(PHOTO)
    aside.settle()
    aside.settle()
    assert (removed, toasts.text) == ([7], "")
