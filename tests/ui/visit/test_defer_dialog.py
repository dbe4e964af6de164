from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.ui.visit.defer_dialog import CLOSES, DeferDialog

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=ZoneInfo("America/New_York"))
WAIT = Verdict(Status.NOT_TODAY, date(2026, 11, 26))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What a dialog belongs to: once closed the dialog itself is gone."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def dialog(page: QWidget, verdict: Verdict = WAIT) -> DeferDialog:
    made = DeferDialog(verdict, NOW, "mdy", page)
    made.show()
    return made


def words(shown: DeferDialog) -> str:
    return "\n".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())


def type_day(shown: DeferDialog, text: str) -> None:
    shown.day.day.setText(text)
    shown.day.day.editingFinished.emit()


def test_the_verdicts_day_stands_there_and_what_closing_means(page: QWidget, qtbot: QtBot) -> None:
    shown = dialog(page)
    assert shown.day.day.text() == "Thu 26 Nov 2026"
    assert "Not before Thu 26 Nov" in words(shown)
    assert CLOSES in words(shown)
    with qtbot.waitSignal(shown.chosen) as said:
        shown.keep.click()
    assert said.args == [date(2026, 11, 26), ""]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_takes_it(page: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    shown = dialog(page)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    with qtbot.waitSignal(shown.chosen) as said:
        qtbot.keyClick(shown.note.line, key, Qt.KeyboardModifier.ControlModifier)
    assert said.args == [date(2026, 11, 26), ""]


def test_a_later_day_and_a_note_are_taken(page: QWidget, qtbot: QtBot) -> None:
    shown = dialog(page)
    type_day(shown, "12/03/2026")
    shown.note.set_text(" calls us ")
    with qtbot.waitSignal(shown.chosen) as said:
        shown.take()
    assert said.args == [date(2026, 12, 3), "calls us"]


def test_an_earlier_day_is_refused_in_words_and_nothing_is_lost(page: QWidget, qtbot: QtBot) -> None:
    shown = dialog(page)
    shown.note.set_text("calls us")
    type_day(shown, "25 Nov 2026")
    with qtbot.assertNotEmitted(shown.chosen):
        shown.take()
    assert "Not before Thu 26 Nov. Choose that day, or a later one." in words(shown)
    assert (shown.isVisible(), shown.note.text) == (True, "calls us")


def test_without_a_date_a_day_must_be_chosen(page: QWidget, qtbot: QtBot) -> None:
    shown = dialog(page, Verdict(Status.MEDICAL_CLEARANCE))
    assert shown.day.day.text() == ""
    assert "choose the day yourself" in words(shown)
    with qtbot.assertNotEmitted(shown.chosen):
        for text in ("", "Dec 2026", "22 Nov 2026", "nonsense"):
            type_day(shown, text)
            shown.take()
    type_day(shown, "23 Nov 2026")
    with qtbot.waitSignal(shown.chosen) as said:
        shown.take()
    assert said.args == [date(2026, 11, 23), ""]


def test_where_hours_count_the_day_means_that_hour(page: QWidget, qtbot: QtBot) -> None:
    moment = NOW + timedelta(hours=20)
    shown = dialog(page, Verdict(Status.NOT_TODAY, moment))
    with qtbot.waitSignal(shown.chosen) as said:
        shown.take()
    assert said.args[0] == moment


def test_open_questions_are_said_before_it_closes(page: QWidget) -> None:
    assert "still open" not in words(dialog(page))
    assert "1 question is still open." in words(dialog(page, Verdict(Status.NOT_TODAY, blank=("a",))))
    assert "2 questions are still open." in words(dialog(page, Verdict(Status.NOT_TODAY, unsure=("a", "b"))))


def test_a_wait_without_an_end_is_said_beside_the_date(page: QWidget) -> None:
    both = Verdict(Status.NOT_TODAY, date(2026, 11, 26), dateless=True)
    assert "look anew at what has no date" in words(dialog(page, both))


def test_what_was_typed_before_comes_back(page: QWidget, qtbot: QtBot) -> None:
    shown = dialog(page)
    shown.type_again("3 Dec 2026", "calls us")
    with qtbot.waitSignal(shown.chosen) as said:
        shown.take()
    assert said.args == [date(2026, 12, 3), "calls us"]
