from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Ask, Question, Rule, Status
from needledesk.ui.visit.question_row import QuestionRow
from needledesk.ui.visit.row_outcome import RowOutcome
from needledesk.ui.widgets.chip import Chip
from needledesk.ui.widgets.text import Text

SENTENCE = "Have you ever had cold sores?"
RULE = Rule("S-CON-06", "contraindication", "Herpes", Status.MEDICAL_CLEARANCE, "31", "says", "does")
HERPES = Question("herpes_history", "S-CON-06", "c", "Cold sores, ever", SENTENCE, "A letter", (Ask.DETAIL,))


@pytest.fixture
def row(qtbot: QtBot) -> QuestionRow:
    made = QuestionRow(HERPES, RULE, first=True)
    qtbot.addWidget(made)
    made.resize(716, 200)
    made.begin(date(2026, 11, 22), "mdy")
    made.show()
    return made


def texts(row: QuestionRow) -> list[str]:
    return [text.text() for text in row.findChildren(Text) if text.isVisibleTo(row) and text.text()]


def test_it_shows_the_row_words_and_keeps_the_sentence_for_those_who_ask(row: QuestionRow) -> None:
    assert texts(row) == ["Cold sores, ever", "A letter"]
    assert row.accessibleDescription() == SENTENCE
    assert row.segment.parts[Reply.YES].toolTip() == SENTENCE
    assert row.height() >= 60


def test_a_click_answers(row: QuestionRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row.answered) as said:
        qtbot.mouseClick(row.segment.parts[Reply.NO], Qt.MouseButton.LeftButton)
    assert said.args == ["herpes_history", Answer(Reply.NO)]


@pytest.mark.parametrize(
    ("key", "reply"), [(Qt.Key.Key_Y, Reply.YES), (Qt.Key.Key_N, Reply.NO), (Qt.Key.Key_U, Reply.UNSURE)]
)
def test_a_letter_answers_and_goes_on(row: QuestionRow, qtbot: QtBot, key: Qt.Key, reply: Reply) -> None:
    row.take_focus()
    said: list[object] = []
    row.answered.connect(lambda key, answer: said.append((key, answer)))
    row.passed.connect(said.append)
    qtbot.keyClick(row.segment.parts[Reply.YES], key)
    assert said == [("herpes_history", Answer(reply)), "herpes_history"]


def test_the_same_letter_again_only_goes_on(row: QuestionRow, qtbot: QtBot) -> None:
    row.show_answer(Answer(Reply.NO), RowOutcome(), open_to_change=True)
    row.take_focus()
    with qtbot.assertNotEmitted(row.answered), qtbot.waitSignal(row.passed):
        qtbot.keyClick(row.segment.parts[Reply.NO], Qt.Key.Key_N)


def test_a_letter_with_control_is_not_an_answer(row: QuestionRow, qtbot: QtBot) -> None:
    row.take_focus()
    with qtbot.assertNotEmitted(row.answered):
        qtbot.keyClick(row.segment.parts[Reply.YES], Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_delete_clears(row: QuestionRow, qtbot: QtBot) -> None:
    row.show_answer(Answer(Reply.NO), RowOutcome(), open_to_change=True)
    row.take_focus()
    with qtbot.waitSignal(row.answered) as said:
        qtbot.keyClick(row.segment.parts[Reply.NO], Qt.Key.Key_Delete)
    assert said.args == ["herpes_history", None]


def test_a_yes_opens_what_it_carries_and_takes_the_colour_of_its_rule(row: QuestionRow) -> None:
    told = RowOutcome(Status.MEDICAL_CLEARANCE, "shield-plus", "letter", "a doctor’s letter first")
    row.show_answer(Answer(Reply.YES, detail="lip"), told, open_to_change=True)
    assert row.sub_row is not None
    assert row.segment.parts[Reply.YES].role == "letter"
    assert "a doctor’s letter first" in texts(row)
    assert row.take_focus_below()
    row.show_answer(Answer(Reply.NO), RowOutcome(), open_to_change=True)
    assert row.sub_row is None
    assert not row.take_focus_below()


def test_what_is_typed_under_the_yes_changes_the_answer(row: QuestionRow, qtbot: QtBot) -> None:
    row.show_answer(Answer(Reply.YES, grouped=False), RowOutcome(), open_to_change=True)
    assert row.sub_row is not None
    qtbot.keyClicks(row.sub_row.findChildren(QLineEdit)[0], "lip")
    with qtbot.waitSignal(row.answered) as said:
        row.keep_typed()
    assert said.args == ["herpes_history", Answer(Reply.YES, detail="lip")]


def test_whoever_comes_by_keyboard_reads_the_sentence(row: QuestionRow, qtbot: QtBot) -> None:
    with qtbot.waitExposed(row):
        row.activateWindow()
    row.segment.parts[Reply.YES].clearFocus()
    with qtbot.waitSignal(row.reached):
        row.take_focus()
    assert SENTENCE in texts(row)
    row.show_sentence(False)
    assert SENTENCE not in texts(row)


def test_a_tap_on_an_answer_moves_nothing_and_one_beside_it_opens_the_sentence(row: QuestionRow, qtbot: QtBot) -> None:
    qtbot.mouseClick(row.segment.parts[Reply.NO], Qt.MouseButton.LeftButton)
    assert SENTENCE not in texts(row)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    row.show_sentence(False)
    assert SENTENCE in texts(row)  # opened by hand, it stays
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert SENTENCE not in texts(row)


def test_another_visit_forgets_what_was_under_the_yes(row: QuestionRow) -> None:
    row.show_answer(Answer(Reply.YES), RowOutcome(), open_to_change=True)
    before = row.sub_row
    row.begin(date(2026, 11, 23), "dmy")
    assert row.sub_row is None
    row.show_answer(Answer(Reply.YES), RowOutcome(), open_to_change=True)
    assert row.sub_row is not before


def test_a_closed_row_takes_no_answer(row: QuestionRow, qtbot: QtBot) -> None:
    row.show_answer(Answer(Reply.YES), RowOutcome(), open_to_change=False)
    assert not row.segment.isEnabled()
    with qtbot.assertNotEmitted(row.answered):
        qtbot.keyClick(row, Qt.Key.Key_N)


def test_an_extension_says_that_it_is_not_in_the_source(qtbot: QtBot) -> None:
    made = QuestionRow(HERPES, replace(RULE, extension=True), first=False)
    qtbot.addWidget(made)
    [chip] = made.findChildren(Chip)
    assert chip.text() == "not in the source document"
    assert not made.grab().isNull()
