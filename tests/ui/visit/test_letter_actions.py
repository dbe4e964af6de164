from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.domain.visits import Visit
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.letter_actions import LetterActions
from needledesk.ui.visit.letter_form import LetterForm
from needledesk.ui.visit.letter_view import LetterView
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.reason_dialog import ReasonDialog

YES = Answer(Reply.YES)
Settle = Callable[[], None]


class Window(QWidget):
    """A window with the letters' actions and a place for toasts."""

    def __init__(self, open_visit: OpenVisit) -> None:
        super().__init__()
        self.toasts = Toasts(self)
        self.actions = LetterActions(open_visit, lambda: self.toasts, self)


@pytest.fixture
def window(open_visit: OpenVisit, qtbot: QtBot) -> Iterator[Window]:
    made = Window(open_visit)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()


@pytest.fixture
def waiting(open_visit: OpenVisit, new_visit: Callable[..., Visit], settle: Settle) -> Visit:
    visit = new_visit(diabetes=YES)
    open_visit.open(visit.id)
    settle()
    return visit


def form(window: Window) -> LetterForm:
    [shown] = [each for each in window.findChildren(LetterForm) if each.isVisible()]
    return shown


def fill(shown: LetterForm) -> None:
    shown.author.set_text("Dr S. Brandvold")
    shown.dated.day.setText("4 Aug 2026")
    shown.dated.day.editingFinished.emit()


def test_a_letter_in_a_visit_changes_the_verdict_at_once(
    window: Window, waiting: Visit, open_visit: OpenVisit, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    window.actions.add_in_visit()
    shown = form(window)
    fill(shown)
    with qtbot.waitSignal(window.actions.changed) as said:
        shown.take()
    settle()
    assert said.args == [waiting.client]
    assert open_visit.verdict.status is Status.PRACTITIONER_DECISION
    assert [letter.rules for letter in desk.letters.of_client(waiting.client)] == [("S-CON-07",)]
    assert not [each for each in window.findChildren(LetterForm) if each.isVisible()]


def test_beside_the_visit_all_that_takes_a_letter_is_offered(window: Window, waiting: Visit, desk: Desk) -> None:
    window.actions.add(waiting.client, desk.protocol())
    rules = form(window).rules
    assert rules is not None
    assert {"S-CON-07", "S-MED-03"} <= set(rules.pills)
    assert rules.values == ()


def test_escape_loses_nothing_and_a_toast_leads_back(window: Window, waiting: Visit, qtbot: QtBot) -> None:
    window.actions.add_in_visit()
    shown = form(window)
    fill(shown)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window.toasts.text == "Letter not kept yet"
    window.actions.add_in_visit()
    assert form(window) is shown
    assert (shown.author.text, shown.dated.day.text()) == ("Dr S. Brandvold", "Tue 4 Aug 2026")


def test_an_empty_form_leaves_no_trace(window: Window, waiting: Visit, qtbot: QtBot) -> None:
    window.actions.add_in_visit()
    first = form(window)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert window.toasts.text == ""
    QApplication.processEvents()
    window.actions.add_in_visit()
    assert form(window) is not first


def test_another_client_gets_a_form_of_their_own(
    window: Window, waiting: Visit, new_visit: Callable[..., Visit], desk: Desk, qtbot: QtBot
) -> None:
    window.actions.add_in_visit()
    fill(form(window))
    qtbot.keyClick(form(window), Qt.Key.Key_Escape)
    window.actions.add(new_visit("Bea").client, desk.protocol())
    assert form(window).author.text == ""


def test_what_the_desk_refuses_is_told_in_the_form(
    window: Window, waiting: Visit, desk: Desk, clock: SetClock, settle: Settle
) -> None:
    window.actions.add_in_visit()
    shown = form(window)
    fill(shown)
    clock.at = clock.at.replace(year=2025)  # the clock of the laptop was set back meanwhile
    shown.take()
    settle()
    assert shown.isVisible()
    assert "dated in the future" in shown.refused.text()
    assert shown.author.text == "Dr S. Brandvold"
    assert desk.letters.of_client(waiting.client) == ()


def test_a_letter_is_opened(window: Window, waiting: Visit, desk: Desk) -> None:
    window.actions.look(Letter(("S-CON-07",), date(2026, 8, 4), "Dr A"), desk.protocol())
    [view] = window.findChildren(LetterView)
    assert view.isVisible()


def test_a_reason_typed_and_left_comes_back_with_the_same_letter_only(
    window: Window, waiting: Visit, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    one, two = (desk.letters.record(waiting.client, Letter(("S-CON-07",), date(2026, 8, 4), by)) for by in ("A", "B"))
    for letter, found in ((one, ""), (one, "wrong year"), (two, "")):
        window.actions.withdraw(waiting.client, letter)
        [dialog] = [each for each in window.findChildren(ReasonDialog) if each.isVisible()]
        assert dialog.reason == found
        dialog.text.setPlainText("wrong year")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        settle()
    assert not [letter for letter in desk.letters.of_client(waiting.client) if letter.withdrawn]
