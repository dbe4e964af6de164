"""Last time's answer beside today's."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Question
from needledesk.domain.returning import Earlier
from needledesk.ui.visit.last_answer import LastAnswer, said
from needledesk.ui.widgets.text import Text

AT = datetime(2026, 10, 22, 15, 0, tzinfo=ZoneInfo("America/New_York"))
DAY = date(2026, 10, 22)


@pytest.fixture
def question(desk: Desk) -> Question:
    return desk.protocol().question("isotretinoin")


@pytest.fixture
def last(qtbot: QtBot) -> LastAnswer:
    made = LastAnswer()
    qtbot.addWidget(made)
    return made


def texts(last: LastAnswer) -> list[str]:
    return [text.text() for text in last.findChildren(Text) if text.isVisibleTo(last)]


def test_the_answer_alone_where_its_day_is_the_one_in_the_head(last: LastAnswer, question: Question) -> None:
    last.show_earlier(question, Earlier(Answer(Reply.NO), AT), None, DAY)
    assert texts(last) == ["No"]
    assert (last.changed, last.spoken) == (False, "Last time No")


def test_another_day_is_said(last: LastAnswer, question: Question) -> None:
    last.show_earlier(question, Earlier(Answer(Reply.NO), AT.replace(month=8)), None, DAY)
    assert texts(last) == ["No", "22 Aug"]


def test_another_answer_stands_out_in_words(last: LastAnswer, question: Question) -> None:
    last.show_earlier(question, Earlier(Answer(Reply.NO), AT), Answer(Reply.YES), DAY)
    assert texts(last) == ["No", "changed"]
    assert (last.changed, last.spoken) == (True, "Last time No, changed")


def test_a_question_that_is_new_has_no_last_answer(last: LastAnswer, question: Question) -> None:
    last.show_earlier(question, None, Answer(Reply.YES), DAY)
    assert (texts(last), last.changed, last.spoken) == (["–"], False, "Not asked last time")


def test_a_new_client_has_no_such_column(last: LastAnswer, question: Question) -> None:
    last.show_earlier(question, None, None, None)
    assert last.isHidden()
    assert last.spoken == ""


def test_a_yes_is_said_with_what_it_carried(question: Question) -> None:
    assert said(question, Answer(Reply.YES, last=When("2026-01-14"))) == "Yes; last capsule 14 Jan 2026"
    assert said(question, Answer(Reply.UNSURE)) == "Unsure"
