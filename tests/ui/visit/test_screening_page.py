"""The checklist on a real record file: taps and keys, and the verdict that follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Details
from needledesk.domain.protocol import Status
from needledesk.domain.treatment import Intensity
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.screening_page import ScreeningPage

Settle = Callable[[], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def blank(open_visit: OpenVisit, desk: Desk, settle: Settle) -> OpenVisit:
    """A new visit in which nothing has been asked yet."""
    client = desk.clients.add(Details("Imke", "Solvarde", date(1999, 5, 3)))
    open_visit.begin(client.id)
    settle()
    return open_visit


@pytest.fixture
def page(blank: OpenVisit, qtbot: QtBot, settle: Settle) -> Iterator[ScreeningPage]:
    made = ScreeningPage(blank)
    qtbot.addWidget(made)
    made.resize(982, 636)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    yield made
    settle()


def press(page: ScreeningPage, qtbot: QtBot, key: str, reply: Reply) -> None:
    qtbot.mouseClick(page.rows[key].segment.parts[reply], LEFT)


def focused(page: ScreeningPage) -> str:
    here = [key for key, row in page.rows.items() if row.isAncestorOf(page.focusWidget())]
    return here[0] if here else ""


def test_every_question_that_is_on_has_a_row_in_its_group(page: ScreeningPage, blank: OpenVisit) -> None:
    protocol = blank.bench.protocol
    assert set(page.rows) == {question.key for question in protocol.asked}
    assert list(page.cards) == [group.key for group in protocol.groups]


def test_it_opens_at_the_first_question_without_an_answer(page: ScreeningPage, blank: OpenVisit) -> None:
    assert focused(page) == blank.verdict.open_questions[0] == "isotretinoin"


def test_an_answer_is_judged_at_once_and_kept(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    press(page, qtbot, "scleroderma", Reply.YES)
    assert blank.verdict.status is Status.DO_NOT_TREAT  # before the desk has even heard of it
    assert page.rows["scleroderma"].outcome.effect is Status.DO_NOT_TREAT
    assert "Do not treat" in page.index.buttons["absolute"].accessibleName()
    settle()
    assert desk.visits.get(blank.visit.id).answers["scleroderma"].reply is Reply.YES


def test_a_date_under_a_yes_gives_the_earliest_day(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    press(page, qtbot, "aspirin", Reply.YES)
    sub = page.rows["aspirin"].sub_row
    assert sub is not None
    assert sub.date is not None
    assert sub.prescribed is not None
    assert page.rows["aspirin"].outcome.text == "date missing"
    qtbot.keyClicks(sub.date.day, "11/19/2026")
    qtbot.keyClick(sub.date.day, Qt.Key.Key_Return)
    assert page.rows["aspirin"].outcome.text == "prescribed or not?"
    qtbot.mouseClick(sub.prescribed.parts[Reply.NO], LEFT)
    assert page.rows["aspirin"].outcome.text == "earliest Thu 26 Nov"
    qtbot.mouseClick(sub.prescribed.parts[Reply.YES], LEFT)
    assert page.rows["aspirin"].outcome.text == "no date: the prescriber decides"
    assert blank.visit.answers["aspirin"] == Answer(Reply.YES, When("2026-11-19"), Reply.YES)


def test_letters_answer_one_question_after_another(page: ScreeningPage, blank: OpenVisit, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_N)
    assert [key for key in page.rows if key in blank.visit.answers] == list(page.rows)[:3]
    assert focused(page) == list(page.rows)[3]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_U)
    assert blank.verdict.unsure == (list(page.rows)[3],)


def test_a_yes_that_lacks_something_keeps_the_focus_below_it(page: ScreeningPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Y)
    sub = page.rows["isotretinoin"].sub_row
    assert sub is not None
    assert sub.date is not None
    assert page.focusWidget() is sub.date.day


def test_only_the_question_that_has_the_focus_shows_its_sentence(page: ScreeningPage, qtbot: QtBot) -> None:
    def sentences() -> list[str]:
        return [key for key, row in page.rows.items() if row._sentence.isVisibleTo(row)]

    assert sentences() == ["isotretinoin"]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_N)
    assert sentences() == ["aspirin"]


def test_the_next_open_question_and_the_one_before(page: ScreeningPage, blank: OpenVisit, qtbot: QtBot) -> None:
    for key in list(page.rows)[1:4]:
        press(page, qtbot, key, Reply.NO)
    page.jump("isotretinoin")
    assert page.next_open()
    assert focused(page) == list(page.rows)[4]
    assert page.next_open(-1)
    assert focused(page) == "isotretinoin"
    assert page.next_open(-1)
    assert focused(page) == list(page.rows)[-1]


def test_with_everything_answered_there_is_no_next(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    for key in page.rows:
        press(page, qtbot, key, Reply.NO)
    assert not page.next_open()
    settle()
    assert blank.verdict.status is Status.PROCEED


def test_the_rest_of_a_group_leaves_out_what_is_asked_anew_and_can_be_taken_back(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    card = page.cards["medicines"]
    press(page, qtbot, "isotretinoin", Reply.UNSURE)
    with qtbot.waitSignal(page.undo_offered) as said:
        qtbot.mouseClick(card.rest, LEFT)
    count = len(blank.visit.answers) - 1
    left = sum(key not in blank.visit.answers for key in page.cards["medicines"].rows)
    assert left
    assert said.args == [f"{count} answers set to No, {left} asked one by one"]
    assert blank.visit.answers["isotretinoin"].reply is Reply.UNSURE
    assert "aspirin" not in blank.visit.answers
    assert blank.visit.answers["vitamin_e"] == Answer(Reply.NO, grouped=True)
    assert not card.rest.isVisibleTo(card)
    page.undo()
    settle()
    assert set(desk.visits.get(blank.visit.id).answers) == {"isotretinoin"}
    assert card.rest.isVisibleTo(card)


def test_control_z_takes_answers_back_one_by_one(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    press(page, qtbot, "aspirin", Reply.NO)
    press(page, qtbot, "aspirin", Reply.YES)
    page.plan_card.intensity.parts[Intensity.DEEP].click()
    for expected in (Reply.YES, Reply.NO, None):
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        answer = blank.visit.answers.get("aspirin")
        assert (answer.reply if answer else None) is expected
    assert blank.visit.plan.intensity is Intensity.MILD
    page.undo()  # nothing is left to take back
    assert not blank.visit.answers


def test_delete_makes_an_answer_blank_again(page: ScreeningPage, blank: OpenVisit, qtbot: QtBot) -> None:
    press(page, qtbot, "nursing", Reply.NO)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Delete)
    assert "nursing" not in blank.visit.answers


def test_the_plan_takes_part_in_the_verdict(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    for key in page.rows:
        press(page, qtbot, key, Reply.NO)
    blank.answer("acne_active", Answer(Reply.YES, zones=("chin",)))
    page.plan_card.changed.emit(page.plan_card.plan.__class__(Intensity.DEEP, ("chin",)))
    assert blank.verdict.status is Status.NOT_TODAY  # nothing is left to treat
    assert page.index.buttons["planned today"].accessibleName().startswith("Planned today, Deep · Chin")
    settle()
    assert desk.visits.get(blank.visit.id).plan.zones == ("chin",)


def test_rows_are_kept_for_the_next_visit_and_filled_anew(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    press(page, qtbot, "herbal", Reply.YES)
    kept = page.rows["herbal"]
    other = desk.clients.add(Details("Joss"))
    blank.begin(other.id)
    settle()
    assert page.rows["herbal"] is kept
    assert kept.answer is None
    assert kept.sub_row is None
    page.undo()  # what was done in the other visit is its own past
    assert not blank.visit.answers


def test_what_is_typed_is_handed_over_before_the_visit_is_left(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle, desk: Desk
) -> None:
    press(page, qtbot, "herbal", Reply.YES)
    sub = page.rows["herbal"].sub_row
    assert sub is not None
    assert sub.date is not None
    qtbot.keyClicks(sub.findChildren(QLineEdit)[-1], "ginkgo")
    sub.date.day.setFocus()
    qtbot.keyClicks(sub.date.day, "11/20/2026")
    blank.leave()
    settle()
    kept = desk.visits.get(blank.visit.id).answers["herbal"]
    assert (kept.name, kept.last) == ("ginkgo", When("2026-11-20"))


def test_once_treatment_has_started_nothing_can_be_answered(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    for key in page.rows:
        press(page, qtbot, key, Reply.NO)
    blank.start()
    settle()
    assert not page.rows["aspirin"].segment.isEnabled()
    assert not page.plan_card.intensity.isEnabled()
    page.undo()
    assert blank.visit.answers["aspirin"].reply is Reply.NO


def test_the_index_leads_to_a_group(page: ScreeningPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.index.buttons["contraindications"], LEFT)
    QApplication.processEvents()
    assert page.column.verticalScrollBar().value() == page.cards["contraindications"].y()
    assert page.index.buttons["contraindications"].isChecked()
    qtbot.mouseClick(page.index.buttons["planned today"], LEFT)
    assert page.column.verticalScrollBar().value() == 0
    page.column.verticalScrollBar().setValue(page.cards["absolute"].y())
    assert page.index.buttons["absolute"].isChecked()


def test_dates_are_read_in_the_order_of_the_country(page: ScreeningPage, blank: OpenVisit, qtbot: QtBot) -> None:
    press(page, qtbot, "herbal", Reply.YES)
    sub = page.rows["herbal"].sub_row
    assert sub is not None
    assert sub.date is not None
    qtbot.keyClicks(sub.date.day, "11/09/2026")
    qtbot.keyClick(sub.date.day, Qt.Key.Key_Return)
    assert blank.visit.answers["herbal"].last == When("2026-11-09")


def test_what_is_typed_after_a_yes_goes_below_it_and_answers_nothing_else(
    page: ScreeningPage, blank: OpenVisit, qtbot: QtBot, settle: Settle
) -> None:
    page.jump("diabetes")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Y)
    for letter in "insulin, yes":
        qtbot.keyClick(page.focusWidget(), letter)
    assert set(blank.visit.answers) == {"diabetes"}
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert blank.visit.answers["diabetes"].detail == "insulin, yes"
    assert focused(page) not in ("", "diabetes")
    settle()
