from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.treatment import Cartridge, Treatment
from needledesk.domain.visits import Visit
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.screening_page import ScreeningPage
from needledesk.ui.visit.sealed_page import SealedPage
from needledesk.ui.visit.visit_page import VisitPage

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]


@pytest.fixture
def page(open_visit: OpenVisit, new_visit: NewVisit, qtbot: QtBot, settle: Settle) -> Iterator[VisitPage]:
    """A visit with one question unsure."""
    open_visit.open(new_visit(herbal=Answer(Reply.UNSURE)).id)
    settle()
    made = VisitPage(open_visit)
    qtbot.addWidget(made)
    made.resize(982, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle()
    yield made
    made.hide()
    settle()


def tab(page: VisitPage, name: str) -> str:
    index = ["screening", "treatment", "photos", "aftercare"].index(name)
    return page.tabs.accessibleTabName(index)


def test_it_opens_at_the_screening_and_makes_no_other_page(page: VisitPage) -> None:
    assert page.section == "screening"
    assert page.stack.count() == 1
    assert isinstance(page.stack.currentWidget(), ScreeningPage)
    assert page.header.name.text() == "Ottilie Farnwick"


def test_the_tabs_say_how_far_each_section_is(page: VisitPage, open_visit: OpenVisit) -> None:
    asked = len(open_visit.bench.protocol.asked)
    assert tab(page, "screening") == f"Screening, {asked}/{asked}, to do"
    assert tab(page, "treatment") == "Treatment, not yet"
    open_visit.answer("herbal", Answer(Reply.NO))
    assert tab(page, "screening") == f"Screening, {asked}/{asked}, done"
    assert tab(page, "treatment") == "Treatment, to do"


def test_the_visit_leads_through_its_sections(
    page: VisitPage, open_visit: OpenVisit, settle: Settle, desk: Desk
) -> None:
    open_visit.answer("herbal", Answer(Reply.NO))
    open_visit.start()
    settle()
    assert page.section == "treatment"
    page.show_section("photos")
    open_visit.change(Treatment(cartridge=Cartridge("C26-0419", date(2028, 3, 1))))
    open_visit.reload()
    settle()
    assert page.section == "photos"  # where the user went, the user stays
    open_visit.finish()
    settle()
    assert page.section == "aftercare"
    open_visit.close()
    settle()
    assert page.banner.isVisible()
    assert tab(page, "treatment").startswith("Treatment, 13:30, done")


def test_keys_change_the_section(page: VisitPage, qtbot: QtBot) -> None:
    for key, name in ((Qt.Key.Key_3, "photos"), (Qt.Key.Key_2, "treatment"), (Qt.Key.Key_1, "screening")):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.section == name


def test_f8_leads_to_the_open_question_from_anywhere(page: VisitPage, qtbot: QtBot) -> None:
    page.show_section("aftercare")
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.section == "screening"
    screening = page.page("screening")
    assert isinstance(screening, ScreeningPage)
    assert screening.rows["herbal"].isAncestorOf(page.focusWidget())
    qtbot.keyClick(page, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert screening.rows["herbal"].isAncestorOf(page.focusWidget())


def test_f8_does_nothing_once_all_is_answered(page: VisitPage, open_visit: OpenVisit, qtbot: QtBot) -> None:
    open_visit.answer("herbal", Answer(Reply.NO))
    page.show_section("aftercare")
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert page.section == "aftercare"


def test_a_jump_shows_the_question(page: VisitPage) -> None:
    page.show_section("aftercare")
    page.jump("pregnant")
    screening = page.page("screening")
    assert isinstance(screening, ScreeningPage)
    assert page.section == "screening"
    assert screening.rows["pregnant"].isAncestorOf(page.focusWidget())


def test_esc_and_the_panel_button_ask_for_the_list(page: VisitPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.list_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.list_requested):
        page.header.panel.click()


def test_a_group_answer_can_be_taken_back_from_the_toast(
    open_visit: OpenVisit, page: VisitPage, qtbot: QtBot, settle: Settle
) -> None:
    screening = page.page("screening")
    assert isinstance(screening, ScreeningPage)
    open_visit.answer("vitamin_e", None)
    screening.cards["medicines"].rest.click()
    toasts = page.findChild(Toasts)
    assert isinstance(toasts, Toasts)
    assert toasts.text == "1 answer set to No"
    [undo] = [button for button in page.findChildren(QAbstractButton) if button.text() == "Undo"]
    undo.click()
    assert "vitamin_e" not in open_visit.visit.answers


def test_another_visit_starts_at_its_own_section(
    page: VisitPage, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, desk: Desk
) -> None:
    other = new_visit("Joss")
    desk.treatment.start(other.id)
    open_visit.open(other.id)
    settle()
    assert page.section == "treatment"
    assert page.header.name.text() == "Joss Farnwick"


def test_a_short_screen_makes_the_head_lower(page: VisitPage, qapp) -> None:  # type: ignore[no-untyped-def]
    Theme.current().apply(qapp, "light", 100, short=True)
    try:
        assert page.header.height() == 60
    finally:
        Theme.current().apply(qapp, "light", 100)
    assert page.header.height() == 76


def test_a_closed_visit_can_be_read_only(
    page: VisitPage,
    open_visit: OpenVisit,
    settle: Settle,
    clock,
    desk: Desk,  # type: ignore[no-untyped-def]
) -> None:
    clock.at += timedelta(minutes=92)
    open_visit.close()
    settle()
    assert page.section == "treatment"
    assert isinstance(page.stack.currentWidget(), SealedPage)
    assert page.banner.text.text() == "Closed and sealed Sun 22 Nov 2026, 15:02"
    screening = page.page("screening")
    assert isinstance(screening, ScreeningPage)
    assert not screening.rows["herbal"].segment.isEnabled()
