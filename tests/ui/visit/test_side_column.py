"""The right column on a real record file: starting, finishing, closing, and the sheet in the client's hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Cartridge, Treatment, ZoneWork
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.letter_form import LetterForm
from needledesk.ui.visit.letter_view import LetterView
from needledesk.ui.visit.letters_card import LettersCard
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.reason_dialog import ReasonDialog
from needledesk.ui.visit.side_column import SideColumn

Settle = Callable[[], None]
NewVisit = Callable[..., Visit]
PressInDialog = Callable[[str], list[str]]
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
WHOLE = Treatment(cartridge=Cartridge("C26-0419", date(2028, 3, 1)), zones=(ZoneWork("chin", 0.5, 2),))


class Window(QWidget):
    """As the main window: a workspace with its toasts, and the column beside it."""

    def __init__(self, open_visit: OpenVisit) -> None:
        super().__init__()
        self.workspace = QWidget()
        self.toasts = Toasts(self.workspace)
        self.side = SideColumn(open_visit, self.toasts)
        row = QHBoxLayout(self)
        row.addWidget(self.workspace, 1)
        row.addWidget(self.side)


@pytest.fixture
def window(open_visit: OpenVisit, qtbot: QtBot, settle: Settle) -> Iterator[Window]:
    made = Window(open_visit)
    qtbot.addWidget(made)
    made.resize(900, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.hide()
    settle()


@pytest.fixture
def side(window: Window) -> SideColumn:
    return window.side


@pytest.fixture
def sheets(practice: Practice) -> Callable[[], list[Path]]:
    """The PDFs in the practice's folder."""
    return lambda: sorted(Path(practice.export_folder).glob("*.pdf"))


@pytest.fixture
def show(open_visit: OpenVisit, side: SideColumn, settle: Settle) -> Callable[[Visit], None]:
    def open_in_side(visit: Visit) -> None:
        open_visit.open(visit.id)
        settle()
        side.show_visit()
        settle()

    return open_in_side


def treated(desk: Desk, visit: Visit, clock: SetClock) -> None:
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, WHOLE)
    clock.at += timedelta(minutes=30)
    desk.treatment.finish(visit.id)


# -- start, finish, close -------------------------------------------------------------------------------------


def test_a_screening_with_blanks_cannot_start_and_says_why(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, desk: Desk, qtbot: QtBot
) -> None:
    visit = new_visit()
    desk.screening.answer(visit.id, "aspirin", None)
    show(visit)
    action = side.visit_side.action
    assert not action.start.isEnabled()
    assert action.why.text() == "First: 1 not answered."
    assert action.start.accessibleDescription() == "First: 1 not answered."
    assert side.visit_side.open_card.count.text() == "1 not answered"
    with qtbot.waitSignal(side.jump_requested) as said:
        qtbot.mouseClick(side.visit_side.open_card.next, LEFT)
    assert said.args == ["aspirin"]
    qtbot.keyClick(side, Qt.Key.Key_F9)
    assert desk.visits.get(visit.id).treatment.started is None


def test_f9_starts_and_finishes(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
    clock: SetClock,
) -> None:
    visit = new_visit()
    show(visit)
    action = side.visit_side.action
    assert action.start.isEnabled()
    assert not side.visit_side.open_card.isVisible()
    qtbot.keyClick(side, Qt.Key.Key_F9)
    settle()
    started = desk.visits.get(visit.id).treatment.started
    assert started is not None
    assert action.needling.isVisible()
    assert not action.close_visit.isVisible()
    clock.at += timedelta(minutes=26, seconds=14)
    action.needling.show_time()
    assert action.needling.time.text() == "26:14"
    qtbot.keyClick(side, Qt.Key.Key_F9)
    settle()
    assert desk.visits.get(visit.id).treatment.finished == clock.at
    assert not action.needling.isVisible()
    assert action.finished.isVisible()


def test_the_key_twice_does_not_start_and_finish(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    qtbot: QtBot,
    settle: Settle,
    press_in_dialog: PressInDialog,
) -> None:
    visit = new_visit()
    show(visit)
    qtbot.keyClick(side, Qt.Key.Key_F9)
    settle()
    asked = press_in_dialog("Cancel")
    qtbot.keyClick(side, Qt.Key.Key_F9)
    settle()
    assert asked == ["Nothing is recorded yet. Finish all the same?"]
    assert desk.visits.get(visit.id).treatment.finished is None
    qtbot.mouseClick(side.visit_side.action.needling.undo, LEFT)
    settle()
    assert desk.visits.get(visit.id).treatment.started is None
    assert side.visit_side.action.start.isVisible()


def test_a_finish_right_after_the_start_goes_through_once_agreed(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    settle: Settle,
    press_in_dialog: PressInDialog,
) -> None:
    visit = new_visit()
    show(visit)
    side.visit_side.action.start.click()
    settle()
    press_in_dialog("Finish treatment")
    side.visit_side.action.finish.click()
    settle()
    assert desk.visits.get(visit.id).treatment.finished is not None


def test_the_decision_opens_the_way(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    visit = new_visit(herpes_history=Answer(Reply.YES))
    desk.letters.record(visit.client, Letter(("S-CON-06",), date(2026, 8, 4), "Dr S. Brandvold"))
    show(visit)
    action, card = side.visit_side.action, side.visit_side.status
    assert action.why.text() == "Decide first: treat or do not treat, with a reason."
    [treat] = [part for part in card.findChildren(QAbstractButton) if part.text() == "Treat"]
    [keep] = [part for part in card.findChildren(QAbstractButton) if part.text() == "Keep my decision"]
    [reason] = card.findChildren(QPlainTextEdit)
    treat.click()
    assert not keep.isEnabled()  # no reason yet
    qtbot.keyClicks(reason, "Letter read, no sore seen")
    keep.click()
    settle()
    decided = desk.visits.get(visit.id).decision
    assert decided is not None
    assert (decided.treat, decided.reason, decided.by) == (True, "Letter read, no sore seen", "M. Averil")
    assert action.start.isEnabled()
    assert "treat, decided 13:30" in card.accessibleName()


def test_an_early_finish_can_be_taken_back_until_a_sheet_is_given(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, desk: Desk, clock: SetClock, settle: Settle
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    show(visit)
    card = side.visit_side.action.finished
    assert "Finished 14:00" in [text.text() for text in card.findChildren(type(card._when))]
    assert card._makeup.text() == "Makeup again Mon 23 Nov, 14:00"
    assert card._next.text() == "Next session from Sun 6 Dec"
    card.resume.click()
    settle()
    assert desk.visits.get(visit.id).treatment.finished is None
    clock.at += timedelta(minutes=1)
    side.visit_side.action.finish.click()
    settle()
    side.export()
    settle()
    assert not card.resume.isVisible()
    assert card.edit.isVisible()


def test_a_visit_closes_once_nothing_is_missing_and_the_user_agrees(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    open_visit: OpenVisit,
    qtbot: QtBot,
    settle: Settle,
    press_in_dialog: PressInDialog,
) -> None:
    visit = new_visit()
    desk.treatment.start(visit.id)
    desk.treatment.finish(visit.id)
    show(visit)
    action = side.visit_side.action
    assert not action.close_visit.isEnabled()
    assert action.lacking.text() == "To close: The cartridge lot is missing. The cartridge expiry date is missing."
    open_visit.change(WHOLE)
    assert action.close_visit.isEnabled()
    asked = press_in_dialog("Cancel")
    qtbot.keyClick(side, Qt.Key.Key_Return, CONTROL)
    settle()
    assert asked == ["Close and seal this visit?"]
    assert desk.visits.get(visit.id).state is VisitState.FINISHED
    press_in_dialog("Close and seal")
    qtbot.mouseClick(action.close_visit, LEFT)
    settle()
    assert desk.visits.get(visit.id).state is VisitState.CLOSED
    assert not action.close_visit.isVisible()
    assert not action.finished.isVisible()


def test_the_closing_key_never_closes_an_untreated_visit(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    visit = new_visit(scleroderma=Answer(Reply.YES))
    show(visit)
    close = side.visit_side.action.close_visit
    assert close.isEnabled()
    assert close.accessibleDescription() == ""
    for _ in range(3):
        qtbot.keyClick(side, Qt.Key.Key_Return, CONTROL)
        settle()
    assert QApplication.activeModalWidget() is None
    assert desk.visits.get(visit.id).state is VisitState.OPEN


def test_a_visit_without_treatment_is_closed_as_such(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    settle: Settle,
    press_in_dialog: PressInDialog,
) -> None:
    visit = new_visit(scleroderma=Answer(Reply.YES))
    show(visit)
    asked = press_in_dialog("Close and seal")
    side.visit_side.action.close_visit.click()
    settle()
    assert asked == ["Close and seal without treatment?"]
    assert desk.visits.get(visit.id).state is VisitState.NOT_TREATED
    assert "Do not treat" in side.visit_side.status.accessibleName()
    assert side.target is None


# -- the sheet ------------------------------------------------------------------------------------------------


def test_without_a_treated_session_the_buttons_are_off_and_say_why(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    qtbot: QtBot,
    settle: Settle,
    sheets: Callable[[], list[Path]],
) -> None:
    show(new_visit())
    assert side.block.state.text() == "Not treated"
    assert not side.block.export.isEnabled()
    assert side.block.print.accessibleDescription() == "Not treated"
    qtbot.keyClick(side, Qt.Key.Key_E, CONTROL)
    settle()
    assert sheets() == []


def test_one_click_writes_the_sheet_and_keeps_it_with_the_visit(
    window: Window,
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    qtbot: QtBot,
    settle: Settle,
    sheets: Callable[[], list[Path]],
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    show(visit)
    assert side.block.state.text() == "Session 1 ready"
    with qtbot.waitSignal(side.client_changed):
        qtbot.mouseClick(side.block.export, LEFT)
        settle()
    [path] = sheets()
    assert path.name == "Aftercare - 2026-11-22 - C-0001.pdf"
    [given] = desk.visits.get(visit.id).handouts
    assert given.how == "exported"
    assert desk.aftercare.kept(given.id) == path.read_bytes()
    assert "Mon 23 Nov, 14:00" in pypdf.PdfReader(path).pages[0].extract_text()
    assert window.toasts.text == "Aftercare exported"


def test_a_double_click_exports_once(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    qtbot: QtBot,
    settle: Settle,
    sheets: Callable[[], list[Path]],
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    show(visit)
    qtbot.mouseClick(side.block.export, LEFT)
    assert side.block.export.busy
    qtbot.mouseDClick(side.block.export, LEFT)
    qtbot.keyClick(side, Qt.Key.Key_E, CONTROL)
    side.export()
    settle()
    assert len(sheets()) == 1
    assert not side.block.export.busy
    assert side.block.export.isEnabled()


class Shell(QObject):
    """What opens files outside."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open_file(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_toast_shows_the_file(
    window: Window,
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    settle: Settle,
    sheets: Callable[[], list[Path]],
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    show(visit)
    side.export()
    settle()
    shell = Shell()
    QDesktopServices.setUrlHandler("file", shell, "open_file")
    try:
        [button] = [each for each in window.workspace.findChildren(QAbstractButton) if each.text() == "Show"]
        button.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert shell.opened == [str(path) for path in sheets()]


@pytest.mark.parametrize("agree", [True, False])
def test_while_treating_it_asks_once_for_the_finish(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    settle: Settle,
    sheets: Callable[[], list[Path]],
    press_in_dialog: PressInDialog,
    agree: bool,
) -> None:
    visit = new_visit()
    desk.treatment.start(visit.id)
    show(visit)
    clock.at += timedelta(minutes=60)
    assert side.block.note.text().startswith("Times count from the finish.")
    asked = press_in_dialog("Finish and export" if agree else "Cancel")
    side.block.export.click()
    settle()
    settle()
    assert asked == ["Finished now, 14:30?"]
    assert (desk.visits.get(visit.id).treatment.finished == clock.at) is agree
    assert len(sheets()) == int(agree)
    assert not side.block.export.busy


def test_an_export_that_fails_is_told_and_can_be_tried_again(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    settle: Settle,
    practice: Practice,
    sheets: Callable[[], list[Path]],
    press_in_dialog: PressInDialog,
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    show(visit)
    folder = Path(practice.export_folder)
    folder.write_text("in the way")
    told = press_in_dialog("Close")
    side.export()
    settle()
    assert len(told) == 1
    assert "could not be written" in told[0]
    assert side.block.export.isEnabled()
    folder.unlink()
    side.export()
    settle()
    assert len(sheets()) == 1


def test_before_treatment_the_sheet_of_the_last_session_is_in_reach(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    open_visit: OpenVisit,
    settle: Settle,
) -> None:
    first = new_visit()
    treated(desk, first, clock)
    desk.visits.close(first.id)
    clock.at += timedelta(days=28)
    show(desk.visits.begin(first.client))
    assert side.block.state.text() == "Session 1"
    assert side.block.export.kind == "plain"
    side.export()
    settle()
    assert len(desk.visits.get(first.id).handouts) == 1
    open_visit.answer("aspirin", Answer(Reply.NO))
    assert side.target is not None
    assert side.target.visit == first.id


# -- beside the client's page ---------------------------------------------------------------------------------


def test_a_client_is_shown_with_verdict_contact_and_sheet(
    side: SideColumn, new_visit: NewVisit, desk: Desk, clock: SetClock, settle: Settle, sheets: Callable[[], list[Path]]
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    found = desk.visits.get(visit.id)
    side.show_client(desk.clients.get(visit.client), found, found.verdict, (), desk.protocol())
    assert "Proceed" in side.client_side.status.accessibleName()
    assert side.target is not None
    side.export()
    settle()
    assert len(sheets()) == 1


def test_beside_a_client_the_finish_is_stamped_too(
    side: SideColumn,
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    settle: Settle,
    sheets: Callable[[], list[Path]],
    press_in_dialog: PressInDialog,
) -> None:
    visit = new_visit()
    desk.treatment.start(visit.id)
    clock.at += timedelta(minutes=30)
    found = desk.visits.get(visit.id)
    side.show_client(desk.clients.get(visit.client), found, found.verdict, (), desk.protocol())
    press_in_dialog("Finish and export")
    side.export()
    settle()
    settle()
    assert desk.visits.get(visit.id).state is VisitState.FINISHED
    assert len(sheets()) == 1


def test_a_reason_beside_a_client_leads_into_the_visit(
    side: SideColumn, new_visit: NewVisit, desk: Desk, qtbot: QtBot
) -> None:
    visit = new_visit(scleroderma=Answer(Reply.YES))
    side.show_client(desk.clients.get(visit.client), visit, desk.screening.verdict(visit.id), (), desk.protocol())
    with qtbot.waitSignal(side.open_requested) as said:
        side.client_side.status.jump_requested.emit("scleroderma")
    assert said.args == [visit.id]


def test_a_newer_visit_without_treatment_leaves_the_last_sheet_in_reach(
    side: SideColumn, new_visit: NewVisit, desk: Desk, clock: SetClock, settle: Settle
) -> None:
    first = new_visit()
    treated(desk, first, clock)
    desk.visits.close(first.id)
    clock.at += timedelta(days=3)
    second = desk.visits.begin(first.client)
    side.show_client(desk.clients.get(first.client), second, desk.screening.verdict(second.id), (), desk.protocol())
    assert side.target is None
    settle()
    assert side.target is not None
    assert side.target.visit == first.id
    side.clear()
    assert side.target is None
    assert not side.block.export.isEnabled()


def test_a_client_who_was_never_here_has_no_verdict_and_no_sheet(
    side: SideColumn, new_visit: NewVisit, desk: Desk
) -> None:
    side.show_client(desk.clients.get(new_visit().client), None, None, (), desk.protocol())
    assert not side.client_side.status.isVisible()
    assert not side.block.export.isEnabled()


# -- room -----------------------------------------------------------------------------------------------------


def test_many_reasons_scroll_inside_their_card_and_the_next_action_stays_in_view(
    window: Window, side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, qtbot: QtBot
) -> None:
    keys = ("keloid", "psoriasis", "diabetes", "actinic_history", "herpes_history", "viral_prone")
    show(new_visit(**{key: Answer(Reply.YES) for key in keys}))
    letter = side.visit_side.action.add_letter
    assert letter.isVisible()

    def in_view() -> None:
        bottom = letter.mapTo(side, letter.rect().bottomLeft()).y()
        assert bottom <= side.block.y()

    qtbot.waitUntil(in_view)
    assert side.visit_side.status.reasons_height < 400
    where = side.block.y() + side.block.height()
    window.resize(900, 660)
    qtbot.waitUntil(in_view)
    assert side.block.y() + side.block.height() == side.height() != where


def test_large_print_is_given_where_it_was_chosen(
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    desk: Desk,
    clock: SetClock,
    open_visit: OpenVisit,
    settle: Settle,
    sheets: Callable[[], list[Path]],
) -> None:
    visit = new_visit()
    treated(desk, visit, clock)
    show(visit)
    side.export()
    settle()
    open_visit.set_large_print(True)
    side.export()
    settle()
    small, large = (len(pypdf.PdfReader(path).pages) for path in sorted(sheets(), key=lambda path: len(path.name)))
    assert small < large


# -- letters and the verdict as text --------------------------------------------------------------------------


def keep_a_letter(side: SideColumn) -> None:
    [form] = [each for each in side.findChildren(LetterForm) if each.isVisible()]
    form.author.set_text("Dr S. Brandvold")
    form.dated.day.setText("4 Aug 2026")
    form.dated.day.editingFinished.emit()
    assert form.rules is not None
    form.rules.set_values(("S-CON-07",))
    form.take()


def test_a_letter_in_the_visit_turns_waiting_into_a_decision(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, settle: Settle
) -> None:
    show(new_visit(diabetes=Answer(Reply.YES)))
    side.visit_side.action.add_letter.click()
    keep_a_letter(side)
    settle()
    assert side.visit_side.status.accessibleName() == "Status: Your decision, 1 point needs you"


def test_after_a_letter_the_focus_is_on_the_decision_and_three_keys_close_nothing(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    visit = new_visit(herpes_history=Answer(Reply.YES))
    show(visit)
    side.activateWindow()
    side.visit_side.action.add_letter.click()
    form = QApplication.activeModalWidget()
    assert isinstance(form, LetterForm)
    form.author.set_text("Dr S. Brandvold")
    form.dated.day.setText("4 Aug 2026")
    form.dated.day.editingFinished.emit()
    for _ in range(3):
        qtbot.keyClick(QApplication.activeModalWidget() or side, Qt.Key.Key_Return, CONTROL)
        settle()
    assert desk.letters.of_client(visit.client)
    assert desk.visits.get(visit.id).state is VisitState.OPEN
    focus = side.window().focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "Treat"


def test_the_second_press_of_a_double_click_on_the_decision_does_not_start_treatment(
    side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit, desk: Desk, qtbot: QtBot, settle: Settle
) -> None:
    visit = new_visit(herpes_history=Answer(Reply.YES))
    desk.letters.record(visit.client, Letter(("S-CON-06",), date(2026, 8, 4), "Dr S. Brandvold"))
    show(visit)
    card, start = side.visit_side.status, side.visit_side.action.start
    [treat] = [part for part in card.findChildren(QAbstractButton) if part.text() == "Treat"]
    [keep] = [part for part in card.findChildren(QAbstractButton) if part.text() == "Keep my decision"]
    qtbot.mouseClick(treat, LEFT)
    focus = side.window().focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    qtbot.keyClicks(focus, "Letter read")
    qtbot.mouseClick(keep, LEFT)
    settle()
    assert start.isEnabled()
    middle = QPointF(start.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        held = LEFT if kind is QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        there = start.mapToGlobal(middle)
        QApplication.sendEvent(start, QMouseEvent(kind, middle, there, LEFT, held, Qt.KeyboardModifier.NoModifier))
    settle()
    found = desk.visits.get(visit.id)
    assert found.decision is not None
    assert found.treatment.started is None


def test_an_answer_that_overtakes_the_override_is_told_once(
    window: Window,
    side: SideColumn,
    show: Callable[[Visit], None],
    new_visit: NewVisit,
    open_visit: OpenVisit,
    settle: Settle,
) -> None:
    show(new_visit(aspirin=Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)))
    open_visit.override("four days, agreed", "M. Averil")
    settle()
    told: list[str] = []
    open_visit.overtaken.connect(told.append)
    open_visit.answer("fish_oil", Answer(Reply.NO))
    open_visit.answer("fish_oil", Answer(Reply.NO))
    assert told == ["The answers changed: the override no longer stands"]
    assert window.toasts.text == told[0]


def test_letters_are_added_opened_and_withdrawn_beside_the_client(
    side: SideColumn, new_visit: NewVisit, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    client = desk.clients.get(new_visit().client)

    def shown() -> LettersCard:
        side.show_client(client, None, None, desk.letters.of_client(client.id), desk.protocol())
        QApplication.processEvents()
        return next(card for card in side.findChildren(LettersCard) if card.isVisible())

    shown().add.click()
    with qtbot.waitSignal(side.client_changed):
        keep_a_letter(side)
    settle()
    shown().boxes[0].open.click()
    [view] = side.findChildren(LetterView)
    assert view.isVisible()
    view.close()
    shown().boxes[0].withdraw.click()
    [dialog] = side.findChildren(ReasonDialog)
    dialog.text.setPlainText("another client’s")
    with qtbot.waitSignal(side.client_changed):
        dialog.keep.click()
    assert desk.letters.of_client(client.id)[0].withdrawn is not None


def test_a_toast_says_that_the_verdict_was_copied(
    window: Window, side: SideColumn, show: Callable[[Visit], None], new_visit: NewVisit
) -> None:
    show(new_visit(diabetes=Answer(Reply.YES)))
    side.visit_side.status.copy.click()
    assert window.toasts.text == "Copied"
    assert QApplication.clipboard().text().startswith("Medical clearance needed\nno letter on file\n")
