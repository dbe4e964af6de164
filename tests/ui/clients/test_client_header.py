from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from needledesk.domain.answers import Answer, Reply
from needledesk.ui.clients import overview as told
from needledesk.ui.clients.client_header import ClientHeader, IntervalCard
from needledesk.ui.widgets.course_bar import CourseBar
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def header(desk, qtbot):
    def shown(client: int, wide: int = 682) -> ClientHeader:
        made = ClientHeader(told.read(desk, client), folded=False)
        qtbot.addWidget(made)
        made.resize(wide, made.sizeHint().height())
        made.show()
        return made

    return shown


def words(header: QWidget) -> str:
    return " ".join(text.text() for text in header.findChildren(Text) if text.isVisible())


def test_the_reason_stands_on_the_card_and_is_spoken(header, desk, add_client) -> None:
    client = add_client()
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
    desk.visits.defer(visit.id, date(2026, 12, 7), "wedding first")
    shown = header(client.id)
    card = shown.findChild(IntervalCard)
    assert card.accessibleName() == "Next eligible: Mon 7 Dec, put off: wedding first"


def test_the_course_and_the_usual_one_are_read_as_one_line(header, add_client, treated_visit) -> None:
    client = add_client(course=6)
    treated_visit(client, 30)
    shown = header(client.id)
    assert "1 of 6 done, usual 4 to 8 · deep, every 4 to 6 weeks" in words(shown)
    assert shown.findChild(CourseBar).accessibleName() == "Course: 1 of 6 sessions done"


def test_without_an_agreed_course_there_is_no_bar(header, add_client, treated_visit) -> None:
    client = add_client()
    assert "Course" not in words(header(client.id))
    treated_visit(client, 30)
    shown = header(client.id)
    assert "Course 1 session so far; usual course 4 to 8 · deep, every 4 to 6 weeks" in words(shown)
    assert shown.findChild(CourseBar) is None


def test_a_course_outside_the_usual_one_is_told_in_words_and_colour(header, add_client) -> None:
    shown = header(add_client(course=3).id)
    hint = next(text for text in shown.findChildren(Text) if "usual" in text.text())
    assert (hint.text(), hint.property("tone")) == ("fewer than the usual 4 to 8", "decide")


def test_in_a_narrow_place_the_words_wrap_and_the_bar_stays(header, add_client, treated_visit, dressed, qapp) -> None:
    client = add_client(course=6)
    treated_visit(client, 30)
    dressed.apply(qapp, "light", 130)
    shown = header(client.id, 560)
    assert shown.findChild(CourseBar).width() >= 120
    assert all(text.mapTo(shown, text.rect().topRight()).x() <= 560 for text in shown.findChildren(Text))
