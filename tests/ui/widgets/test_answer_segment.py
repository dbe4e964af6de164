from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from needledesk.domain.answers import Reply
from needledesk.domain.protocol import Status
from needledesk.ui.widgets.answer_segment import AnswerSegment
from needledesk.ui.widgets.segment import Segment

Show: TypeAlias = Callable[[Any], Any]


def heard(segment: Segment) -> list[str]:
    said: list[str] = []
    segment.chosen.connect(said.append)
    return said


@pytest.fixture
def answer(show: Show) -> AnswerSegment:
    return show(AnswerSegment("Aspirin"))


def test_arrows_move_and_space_chooses(answer: AnswerSegment, qtbot: QtBot) -> None:
    said = heard(answer)
    answer.parts["yes"].setFocus()
    qtbot.keyClick(answer.parts["yes"], Qt.Key.Key_Right)
    assert answer.parts["no"].hasFocus()
    assert said == []
    qtbot.keyClick(answer.parts["no"], Qt.Key.Key_Space)
    assert said == ["no"]
    qtbot.keyClick(answer.parts["no"], Qt.Key.Key_Left)
    qtbot.keyClick(answer.parts["yes"], Qt.Key.Key_Left)
    assert answer.parts["unknown"].hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears_an_answer(answer: AnswerSegment, qtbot: QtBot, key: Qt.Key) -> None:
    answer.reply = Reply.NO
    replies: list[object] = []
    answer.answered.connect(replies.append)
    qtbot.keyClick(answer.parts["no"], key)
    assert replies == [None]
    assert answer.reply is None


def test_there_is_one_tab_stop(answer: AnswerSegment) -> None:
    def stops() -> list[str]:
        strong = Qt.FocusPolicy.StrongFocus
        return [key for key, part in answer.parts.items() if part.focusPolicy() == strong]

    assert stops() == ["yes"]
    answer.reply = Reply.UNSURE
    assert stops() == ["unknown"]


@pytest.mark.parametrize("reply", list(Reply))
def test_an_answer_carries_its_reply(answer: AnswerSegment, qtbot: QtBot, reply: Reply) -> None:
    replies: list[object] = []
    answer.answered.connect(replies.append)
    qtbot.mouseClick(answer.parts[reply], Qt.MouseButton.LeftButton)
    assert replies == [reply]
    assert answer.reply is reply


@pytest.mark.parametrize(
    ("status", "role"),
    [
        (Status.PROCEED_ZONE_LIMITED, "limited"),
        (Status.PRACTITIONER_DECISION, "decide"),
        (Status.NOT_TODAY, "wait"),
        (Status.MEDICAL_CLEARANCE, "letter"),
        (Status.DO_NOT_TREAT, "stop"),
        (Status.PROCEED, "plain"),
        (None, "plain"),
    ],
)
def test_a_yes_takes_the_look_of_what_its_rule_does(answer: AnswerSegment, status: Status | None, role: str) -> None:
    answer.set_effect(status)
    assert answer.parts["yes"].role == role
    assert bool(answer.parts["yes"].icon_name) == (role != "plain")


def test_a_segment_keeps_its_size(answer: AnswerSegment) -> None:
    answer.set_effect(Status.MEDICAL_CLEARANCE)
    answer.reply = Reply.YES
    assert [part.sizeHint().width() for part in answer.parts.values()] == [88, 88, 100]
    assert answer.sizeHint().height() == 46


def test_a_screen_reader_finds_radio_buttons_with_the_question_in_their_name(answer: AnswerSegment) -> None:
    found = QAccessible.queryAccessibleInterface(answer.parts["no"])
    assert found.role() == QAccessible.Role.RadioButton
    assert found.text(QAccessible.Text.Name) == "Aspirin: No"


def test_a_screen_reader_can_answer(answer: AnswerSegment) -> None:
    said = heard(answer)
    for _ in range(2):
        QAccessible.queryAccessibleInterface(answer.parts["no"]).actionInterface().doAction("Toggle")
    assert said == ["no"]
    assert answer.reply is Reply.NO


def test_choosing_by_key_speaks_only_for_another_answer(answer: AnswerSegment) -> None:
    said = heard(answer)
    answer.choose(Reply.YES)
    answer.choose(Reply.YES)
    assert said == ["yes"]
