"""The checklist for a client who comes back: last time's answers beside today's, confirmed, changed, asked anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.protocol import Status
from needledesk.domain.returning import NEWS_KEY, News
from needledesk.domain.visits import Visit
from needledesk.ui.visit.checklist import AGAIN, LOOK, SAME
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.screening_page import ScreeningPage

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def back(
    open_visit: OpenVisit, desk: Desk, new_visit: Callable[..., Visit], settle: Settle, clock: SetClock
) -> OpenVisit:
    """A second visit, a month after one with a yes to diabetes."""
    first = new_visit(diabetes=Answer(Reply.YES, detail="type 2"))
    desk.visits.close(first.id)
    clock.at += timedelta(days=31)
    open_visit.begin(first.client)
    settle()
    return open_visit


@pytest.fixture
def page(back: OpenVisit, qtbot: QtBot, settle: Settle) -> Iterator[ScreeningPage]:
    made = ScreeningPage(back)
    qtbot.addWidget(made)
    made.resize(982, 636)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    yield made
    settle()


def tap_news(page: ScreeningPage, qtbot: QtBot, reply: Reply) -> None:
    news = page.cards[AGAIN].news
    assert news is not None
    qtbot.mouseClick(news.segment.parts[reply], LEFT)


def test_what_is_new_is_asked_first_and_nothing_can_be_confirmed_before(
    page: ScreeningPage, back: OpenVisit, qtbot: QtBot
) -> None:
    assert list(page.cards) == [AGAIN, LOOK, SAME]
    assert back.verdict.open_questions[0] == NEWS_KEY
    assert page.cards[AGAIN].news is not None
    assert page.cards[AGAIN].news.isAncestorOf(page.focusWidget())
    assert not page.cards[SAME].confirm.isVisible()
    assert back.confirm(["diabetes"]) == ()


def test_one_tap_a_part_confirms_and_folds_and_is_kept_as_carried(
    page: ScreeningPage, back: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    tap_news(page, qtbot, Reply.NO)
    qtbot.mouseClick(page.cards[SAME].confirm, LEFT)
    kept = {question.key for question in page.cards[SAME].part.questions}
    assert all(back.visit.answers[key].carried for key in kept)
    assert not page.rows["keloid"].isVisible()
    blank = [key for key in back.verdict.blank if key in page.rows]
    assert any(page.rows[key].isAncestorOf(page.focusWidget()) for key in blank)  # the button is gone
    settle()
    on_disk = desk.visits.get(back.visit.id)
    assert on_disk.answers["diabetes"] == Answer(Reply.YES, detail="type 2", carried=True)
    assert on_disk.news == News(Reply.NO)
    assert "pregnant" not in on_disk.answers


def test_a_changed_answer_stands_out_and_is_kept_as_changed(
    page: ScreeningPage, back: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    tap_news(page, qtbot, Reply.NO)
    qtbot.mouseClick(page.rows["psoriasis"].segment.parts[Reply.YES], LEFT)
    assert page.rows["psoriasis"].last.changed
    assert "1 changed" in page.index.buttons[SAME].accessibleName()
    qtbot.mouseClick(page.cards[SAME].confirm, LEFT)
    assert not back.visit.answers["psoriasis"].carried
    assert page.rows["psoriasis"].isVisible()
    settle()


def test_something_new_asks_everything_and_takes_back_what_was_confirmed(
    page: ScreeningPage, back: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    tap_news(page, qtbot, Reply.NO)
    qtbot.mouseClick(page.cards[SAME].confirm, LEFT)
    tap_news(page, qtbot, Reply.YES)
    assert "medicines" in page.cards
    assert back.visit.answers == {}
    news = page.cards[AGAIN].news
    assert news is not None
    assert news.detail.hasFocus()
    assert NEWS_KEY in back.verdict.unsure
    qtbot.keyClicks(news.detail, "antibiotics in May")
    page.keep_typed()
    settle()
    assert desk.visits.get(back.visit.id).news == News(Reply.YES, "antibiotics in May")
    assert desk.visits.get(back.visit.id).answers == {}
    assert NEWS_KEY not in back.verdict.open_questions


def test_confirming_can_be_taken_back(page: ScreeningPage, back: OpenVisit, qtbot: QtBot, settle: Settle) -> None:
    tap_news(page, qtbot, Reply.NO)
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.mouseClick(page.cards[LOOK].confirm, LEFT)
    assert "confirmed as last time" in offered.args[0]
    page.undo()
    settle()
    assert not any(question.key in back.visit.answers for question in page.cards[LOOK].part.questions)


def test_going_to_a_question_that_is_folded_away_shows_it(page: ScreeningPage, back: OpenVisit, qtbot: QtBot) -> None:
    tap_news(page, qtbot, Reply.NO)
    qtbot.mouseClick(page.cards[SAME].confirm, LEFT)
    page.jump("diabetes")
    assert page.rows["diabetes"].isVisible()
    assert page.rows["diabetes"].isAncestorOf(page.focusWidget())


def test_keys_go_from_what_is_new_to_the_next_blank(page: ScreeningPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_N)
    assert page.rows["aspirin"].isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_N)
    assert page.rows["nsaid"].isAncestorOf(page.focusWidget())


def test_another_client_who_is_new_gets_the_ordinary_checklist(
    page: ScreeningPage, back: OpenVisit, new_visit: Callable[..., Visit], settle: Settle
) -> None:
    back.open(new_visit("Imke").id)
    settle()
    assert list(page.cards) == ["medicines", "absolute", "contraindications", "skin_today"]
    assert not page.rows["aspirin"].last.isVisible()


def test_treatment_cannot_start_before_it_is_known_whether_anything_is_new(
    page: ScreeningPage, back: OpenVisit, settle: Settle, desk: Desk
) -> None:
    for question in back.bench.protocol.asked:
        back.answer(question.key, Answer(Reply.NO))
    assert back.verdict.status is Status.INCOMPLETE
    assert not back.startable
    back.tell_news(News(Reply.NO))
    settle()
    assert back.startable
    assert desk.screening.verdict(back.visit.id).status is Status.PROCEED


def test_something_new_can_be_taken_back_with_all_that_fell(
    page: ScreeningPage, back: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    tap_news(page, qtbot, Reply.NO)
    qtbot.mouseClick(page.cards[SAME].confirm, LEFT)
    qtbot.mouseClick(next(iter(page.cards[AGAIN].strips.values())).button, LEFT)
    qtbot.mouseClick(page.rows["pregnant"].segment.parts[Reply.NO], LEFT)
    settle()
    before = desk.visits.get(back.visit.id)
    with qtbot.waitSignal(page.undo_offered) as offered:
        tap_news(page, qtbot, Reply.YES)
    assert "asked anew" in offered.args[0]
    assert set(back.visit.answers) == {"pregnant"}
    page.undo()
    settle()
    after = desk.visits.get(back.visit.id)
    assert (after.answers, after.news) == (before.answers, before.news)
