from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.ui.visit.finish_dialog import FinishDialog, correct_finish
from needledesk.ui.visit.open_visit import OpenVisit

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 11, 22, 13, 56, 20, tzinfo=NEW_YORK)
NOW = START.replace(hour=14, minute=37)
DONE = START.replace(hour=14, minute=30, second=0)


def made(qtbot: QtBot) -> FinishDialog:
    dialog = FinishDialog(START, DONE, NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_offers_the_time_as_it_stands(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    assert dialog.time.text == "14:30"
    dialog.time.line.clear()
    qtbot.keyClicks(dialog.time.line, "14:25")
    qtbot.keyClick(dialog.time.line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.at == DONE.replace(minute=25)


def test_a_time_that_cannot_be_is_told_under_the_field(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.time.set_text("15:00")
    dialog.take()
    assert dialog.isVisible()
    assert dialog.time.wrong == "It lies between the start, 13:56, and now, 14:37"
    assert dialog.at == DONE


def test_the_corrected_finish_is_kept(
    treating: OpenVisit, desk: Desk, clock: SetClock, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    clock.at += timedelta(minutes=40)
    treating.finish()
    settle()
    page = QWidget()
    qtbot.addWidget(page)

    def type_time() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FinishDialog)
        dialog.time.set_text("14:02")
        dialog.take()

    QTimer.singleShot(0, type_time)
    correct_finish(treating, page)
    settle()
    finished = desk.visits.get(treating.visit.id).treatment.finished
    assert finished is not None
    assert f"{finished:%H:%M}" == "14:02"


def test_before_the_finish_there_is_nothing_to_correct(treating: OpenVisit, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    correct_finish(treating, page)
    assert treating.visit.treatment.finished is None
