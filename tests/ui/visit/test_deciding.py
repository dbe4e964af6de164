from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.returning import NEWS_KEY, NEWS_TITLE
from needledesk.domain.verdict_text import WHO_DECIDES
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.deciding import Deciding
from needledesk.ui.visit.defer_dialog import DeferDialog
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.reason_dialog import ReasonDialog

YES = Answer(Reply.YES)
ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)
CREAM = Answer(Reply.YES, last=When("2026-11-21T13:45"))  # over a quarter of an hour after the clock of these tests
Settle = Callable[[], None]
NewVisit = Callable[..., Visit]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()


@pytest.fixture
def deciding(page: QWidget, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle) -> Deciding:
    open_visit.open(new_visit(aspirin=ASPIRIN).id)
    settle()
    return Deciding(open_visit, page)


def dialogs(page: QWidget) -> list[QDialog]:
    return [dialog for dialog in page.findChildren(QDialog) if dialog.isVisible()]


def test_an_override_asks_for_the_practices_practitioner_and_a_reason(
    deciding: Deciding, page: QWidget, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    deciding.override()
    settle()
    [dialog] = dialogs(page)
    assert isinstance(dialog, ReasonDialog)
    assert dialog.name is not None
    assert dialog.name.text == "M. Averil"
    dialog.text.setPlainText("four days, agreed")
    dialog.keep.click()
    settle()
    kept = desk.visits.get(open_visit.visit.id).override
    assert kept is not None
    assert (kept.reason, kept.by) == ("four days, agreed", "M. Averil")


def test_a_reason_left_comes_back_in_the_same_visit_only(
    deciding: Deciding, page: QWidget, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, qtbot: QtBot
) -> None:
    for found in ("", "four days"):
        deciding.override()
        settle()
        [dialog] = dialogs(page)
        assert isinstance(dialog, ReasonDialog)
        assert dialog.reason == found
        dialog.text.setPlainText("four days")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert open_visit.visit.override is None
    open_visit.open(new_visit("Bea", aspirin=ASPIRIN).id)
    settle()
    deciding.override()
    settle()
    [dialog] = dialogs(page)
    assert isinstance(dialog, ReasonDialog)
    assert dialog.reason == ""


def test_a_refused_override_does_not_lose_its_reason(
    deciding: Deciding, page: QWidget, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, clock: SetClock
) -> None:
    def ask() -> ReasonDialog:
        deciding.override()
        settle()
        [dialog] = dialogs(page)
        assert isinstance(dialog, ReasonDialog)
        return dialog

    open_visit.open(new_visit("Bea", retinoid=CREAM).id)
    settle()
    dialog = ask()
    dialog.text.setPlainText("four days, agreed")
    clock.at += timedelta(minutes=20)  # meanwhile the wait has ended: there is nothing to override
    dialog.keep.click()
    settle()
    assert open_visit.visit.override is None
    clock.at -= timedelta(minutes=20)
    open_visit.reload()
    settle()
    again = ask()
    assert again.reason == "four days, agreed"
    again.keep.click()
    settle()
    assert open_visit.visit.override is not None
    open_visit.withdraw_override()
    settle()
    assert ask().reason == ""


def test_a_refused_day_does_not_lose_its_note(
    deciding: Deciding, page: QWidget, open_visit: OpenVisit, new_visit: NewVisit, settle: Settle, clock: SetClock
) -> None:
    open_visit.open(new_visit("Bea", retinoid=CREAM).id)
    settle()
    deciding.put_off()
    settle()
    [dialog] = dialogs(page)
    assert isinstance(dialog, DeferDialog)
    dialog.note.set_text("calls us")
    clock.at += timedelta(minutes=20)
    dialog.keep.click()
    settle()
    assert open_visit.visit.deferral is None
    clock.at -= timedelta(minutes=20)
    open_visit.reload()
    settle()
    deciding.put_off()
    settle()
    [dialog] = dialogs(page)
    assert isinstance(dialog, DeferDialog)
    assert dialog.note.text == "calls us"
    dialog.keep.click()
    settle()
    assert open_visit.visit.deferral is not None
    assert deciding._deferring == (0, "", "")


@pytest.mark.parametrize("said", [{"pregnant": YES}, {"fish_oil": Answer(Reply.UNSURE)}, {"aspirin": Answer(Reply.NO)}])
def test_nothing_asks_where_there_is_no_way_round(
    deciding: Deciding, page: QWidget, open_visit: OpenVisit, settle: Settle, said: dict[str, Answer]
) -> None:
    for key, answer in said.items():
        open_visit.answer(key, answer)
    deciding.override()
    settle()
    assert dialogs(page) == []


def test_another_day_is_asked_for_and_closes_the_visit(
    deciding: Deciding, page: QWidget, desk: Desk, open_visit: OpenVisit, settle: Settle
) -> None:
    deciding.put_off()
    settle()
    [dialog] = dialogs(page)
    assert isinstance(dialog, DeferDialog)
    dialog.keep.click()
    settle()
    kept = desk.visits.get(open_visit.visit.id)
    assert kept.deferral is not None
    assert (kept.deferral.until, kept.state) == (date(2026, 11, 26), VisitState.NOT_TREATED)


def test_a_day_left_comes_back(deciding: Deciding, page: QWidget, settle: Settle, qtbot: QtBot) -> None:
    for found in ("Thu 26 Nov 2026", "Thu 3 Dec 2026"):
        deciding.put_off()
        settle()
        [dialog] = dialogs(page)
        assert isinstance(dialog, DeferDialog)
        assert dialog.day.day.text() == found
        dialog.day.day.setText("3 Dec 2026")
        dialog.note.set_text("calls us")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    deciding.put_off()
    settle()
    [dialog] = dialogs(page)
    assert isinstance(dialog, DeferDialog)
    assert dialog.note.text == "calls us"


def test_do_not_treat_is_put_off_to_no_day(
    deciding: Deciding, page: QWidget, open_visit: OpenVisit, settle: Settle
) -> None:
    open_visit.answer("pregnant", YES)
    deciding.put_off()
    settle()
    assert dialogs(page) == []


def test_the_verdict_goes_to_the_clipboard_without_the_client(
    deciding: Deciding, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(deciding.copied):
        deciding.copy("earliest Thu 26 Nov")
    text = QApplication.clipboard().text()
    assert text.startswith("Not today\nearliest Thu 26 Nov\nProtocol v1, Sun 22 Nov 2026, 13:30\n")
    assert "Rule S-MED-01, source line 21" in text
    assert WHO_DECIDES in text
    details = open_visit.client.details
    assert not [part for part in (details.given, details.family, open_visit.client.number) if part in text]


def test_what_a_returning_client_was_not_asked_is_named_in_words(
    deciding: Deciding, open_visit: OpenVisit, desk: Desk, settle: Settle
) -> None:
    first = open_visit.visit
    open_visit.close()
    settle()
    open_visit.begin(first.client)
    settle()
    deciding.copy("")
    text = QApplication.clipboard().text()
    assert f"Not answered: {NEWS_TITLE}; " in text
    assert NEWS_KEY not in text
