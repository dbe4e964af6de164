from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.letters import Letter
from needledesk.domain.visits import Visit
from needledesk.ui.visit.letter_box import LetterBox
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.reason_dialog import ReasonDialog
from needledesk.ui.visit.screening_page import ScreeningPage

YES, NO = Answer(Reply.YES), Answer(Reply.NO)
LETTER = Letter(("S-CON-06", "S-PRE-06"), date(2026, 8, 4), "Dr S. Brandvold")
Settle = Callable[[], None]


@pytest.fixture
def page(
    open_visit: OpenVisit, new_visit: Callable[..., Visit], desk: Desk, qtbot: QtBot, settle: Settle
) -> ScreeningPage:
    visit = new_visit(herpes_history=YES, viral_prone=YES, diabetes=YES)
    desk.letters.record(visit.client, LETTER)
    made = ScreeningPage(open_visit)
    qtbot.addWidget(made)
    made.resize(980, 640)
    made.show()
    open_visit.open(visit.id)
    settle()
    return made


def words(box: LetterBox) -> str:
    return "\n".join((box.accessibleName(), box._result.text()))


def test_it_stands_under_each_yes_that_it_answers(page: ScreeningPage) -> None:
    assert set(page.letters.boxes) == {"herpes_history", "viral_prone"}
    for key, box in page.letters.boxes.items():
        row = page.rows[key]
        assert row.isAncestorOf(box)
        assert box.mapTo(row, box.rect().bottomLeft()).y() > row.segment.geometry().bottom()


def test_what_comes_of_it_is_said_once(page: ScreeningPage) -> None:
    """A row with fields of its own says it beside them."""
    assert "your decision" not in words(page.letters.boxes["herpes_history"])
    assert "your decision" in words(page.letters.boxes["viral_prone"])


def test_it_goes_with_the_yes_and_comes_back_below_the_fields(
    page: ScreeningPage, open_visit: OpenVisit, settle: Settle
) -> None:
    open_visit.answer("herpes_history", NO)
    assert set(page.letters.boxes) == {"viral_prone"}
    open_visit.answer("herpes_history", YES)
    settle()
    box, sub = page.letters.boxes["herpes_history"], page.rows["herpes_history"].sub_row
    assert sub is not None
    assert box.mapTo(page, box.rect().topLeft()).y() > sub.mapTo(page, sub.rect().bottomLeft()).y()


def test_an_expired_letter_is_shown_as_expired(
    page: ScreeningPage, open_visit: OpenVisit, desk: Desk, settle: Settle
) -> None:
    desk.letters.record(open_visit.visit.client, Letter(("S-CON-07",), date(2025, 1, 5), "Dr A"))
    open_visit.reload()
    settle()
    assert "Letter expired" in page.letters.boxes["diabetes"].accessibleName()
    assert "was valid to Mon 5 Jan 2026" in page.letters.boxes["diabetes"].accessibleName()


def test_withdrawing_asks_why_and_the_letter_goes(
    page: ScreeningPage, open_visit: OpenVisit, desk: Desk, settle: Settle
) -> None:
    page.letters.boxes["herpes_history"].withdraw.click()
    [dialog] = page.findChildren(ReasonDialog)
    assert dialog.isVisible()
    dialog.text.setPlainText("another client’s")
    dialog.keep.click()
    settle()
    assert page.letters.boxes == {}
    [kept] = desk.letters.of_client(open_visit.visit.client)
    assert kept.withdrawn_reason == "another client’s"


def test_nothing_is_withdrawn_in_a_visit_that_has_started(
    open_visit: OpenVisit, page: ScreeningPage, desk: Desk, settle: Settle
) -> None:
    open_visit.answer("diabetes", NO)
    settle()
    open_visit.decide(True, "letter read")
    settle()
    open_visit.start()
    settle()
    box = page.letters.boxes["herpes_history"]
    assert not box.withdraw.isVisible()
    assert box.open.isEnabled()


def test_another_clients_visit_shows_none(
    page: ScreeningPage, open_visit: OpenVisit, new_visit: Callable[..., Visit], settle: Settle
) -> None:
    open_visit.open(new_visit("Bea", herpes_history=YES).id)
    settle()
    assert page.letters.boxes == {}
