"""Is anything new since last time: answered by tap or key, with what it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Reply
from needledesk.domain.returning import News
from needledesk.ui.visit.news_row import NewsRow


@pytest.fixture
def row(qtbot: QtBot) -> NewsRow:
    made = NewsRow()
    qtbot.addWidget(made)
    made.show_news(None, True)
    return made


def test_a_tap_answers(row: NewsRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row.answered) as told:
        qtbot.mouseClick(row.segment.parts[Reply.NO], Qt.MouseButton.LeftButton)
    assert told.args == [News(Reply.NO)]
    assert row.detail.isHidden()


def test_a_key_answers_and_goes_on(row: NewsRow, qtbot: QtBot) -> None:
    with qtbot.waitSignals([row.answered, row.passed]):
        qtbot.keyClick(row, Qt.Key.Key_U)
    assert row.news == News(Reply.UNSURE)


def test_a_yes_asks_what_it_is_and_keeps_what_is_typed(row: NewsRow, qtbot: QtBot) -> None:
    row.show_news(News(Reply.YES), True)
    assert not row.detail.isHidden()
    qtbot.keyClicks(row.detail, "antibiotics")
    with qtbot.waitSignal(row.answered) as told:
        row.keep_typed()
    assert told.args == [News(Reply.YES, "antibiotics")]
    row.show_news(News(Reply.YES, "antibiotics"), False)
    assert not row.detail.isEnabled()


def test_cleared_is_blank_again(row: NewsRow, qtbot: QtBot) -> None:
    row.show_news(News(Reply.NO), True)
    with qtbot.waitSignal(row.answered) as told:
        qtbot.keyClick(row.segment.parts[Reply.NO], Qt.Key.Key_Delete)
    assert told.args == [None]
