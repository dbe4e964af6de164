"""The right column of the open visit: verdict, what is open, what to do next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.aftercare import AftercareDates
from needledesk.domain.decisions import standing, why_no_override
from needledesk.domain.protocol import Status
from needledesk.ui import messages
from needledesk.ui.theme import Theme
from needledesk.ui.visit.deciding import Deciding, decision_draft
from needledesk.ui.visit.finish_dialog import correct_finish, finish
from needledesk.ui.visit.next_action import NextAction
from needledesk.ui.visit.open_card import OpenCard
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.sealed_side import SealedSide
from needledesk.ui.visit.section_state import phase
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.status_card import HEAD_AIR, StatusCard

#: Pixels that the reasons keep on the shortest screen: one and a half of them.
LEAST_REASONS = 90
SEALS = "Afterwards it can be read, but not changed. What is added later stands beside it, as an amendment."
_MODES = {"screening": "full", "treating": "reasons", "finished": "band", "closed": "told"}


class VisitSide(QWidget):
    """Follows the open visit while `following`. `jump_requested` carries a question’s key."""

    letter_requested = Signal()
    request_requested = Signal()  # a letter is to be asked for, on paper
    refreshed = Signal()  # the open visit was shown anew
    jump_requested = Signal(str)
    section_requested = Signal(str)  # where what is shown small can be looked at

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self.following = False
        self._awaits_decision = False  # a letter was kept, and the visit is about to be shown with it
        self._dates: AftercareDates | None = None
        self._dates_of: tuple[int, datetime] | None = None
        self.status, self.open_card, self.action = StatusCard(), OpenCard(), NextAction(open_visit)
        self.deciding = Deciding(open_visit, self)
        self.kept = SealedSide(open_visit)
        self._draft = decision_draft(self.status.decision, open_visit, self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in (self.status, self.open_card, self.action, self.kept):
            self.column.addWidget(part)
        self._connect()
        self.fit()

    def refresh(self) -> None:
        """Show the open visit as it now is."""
        if not self.following or not self._open.shown:
            return
        self._show_verdict()
        verdict = self._open.verdict
        place = f"decision:{self._open.visit.id}"
        if self._draft.place != place and verdict.status is Status.PRACTITIONER_DECISION and self._open.answerable:
            self._draft.keep_now()
            self.status.decision.show_unkept("", "")
            self._draft.open(place)
        self.open_card.setVisible(self._open.answerable and bool(verdict.open_questions))
        self.open_card.show_open(verdict)
        self.kept.show_visit()
        self._ask_dates()
        self.action.show_visit(self._dates)
        self.refreshed.emit()

    def await_decision(self) -> None:
        """Once the visit is shown anew, the focus goes to what can be decided or done now, never to closing it."""
        self._awaits_decision = self.following

    def edit_finish(self) -> None:
        """Correct the time of the finish."""
        correct_finish(self._open, self)

    def close_visit(self) -> None:
        """Close the visit for good, once asked."""
        treated = self._open.visit.treatment.finished is not None
        title = "Close and seal this visit?" if treated else "Close and seal without treatment?"
        kept = "" if treated else "The answers and the verdict are kept as they are. "
        text = f"{kept}{SEALS}"
        if messages.ask(self, title, text, "Close and seal", icon="lock", final=True):
            self._open.close()

    def give_way(self, available: int) -> None:
        """Let the reasons scroll inside their card, so that the next action is in view without scrolling."""
        wanted = self.column.totalHeightForWidth(self.width())
        others = wanted - self.status.reasons_height
        self.status.cap_reasons(max(LEAST_REASONS, available - others))

    def fit(self) -> None:
        """Less air on a short screen."""
        self.column.setSpacing(Theme.current().size("side_gap"))

    def _connect(self) -> None:
        opened, action = self._open, self.action
        for changed in (opened.opened, opened.verdict_changed, opened.treatment_changed):
            changed.connect(self.refresh)
        opened.opened.connect(self._go_to_decision)
        self.status.decided.connect(self._decide)
        self.status.jump_requested.connect(self.jump_requested)
        self.status.override_requested.connect(self.deciding.override)
        self.status.withdraw_requested.connect(opened.withdraw_override)
        self.status.copy_requested.connect(lambda: self.deciding.copy(self.status.second))
        self.open_card.jump_requested.connect(self.jump_requested)
        self.kept.section_requested.connect(self.section_requested)
        action.start_requested.connect(opened.start)
        action.finish_requested.connect(lambda: finish(opened, self))
        action.letter_requested.connect(self.letter_requested)
        action.request_requested.connect(self.request_requested)
        action.put_off_requested.connect(self.deciding.put_off)
        action.undo_requested.connect(opened.not_started)
        action.edit_requested.connect(self.edit_finish)
        action.resume_requested.connect(opened.resume)
        action.close_requested.connect(self.close_visit)
        run = QShortcut(QKeySequence(Qt.Key.Key_F9), self, lambda: self._press(action.start, action.finish))
        run.setAutoRepeat(False)  # a key held down starts, and does not finish as well
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._close_treated)

    def _decide(self, treat: bool, reason: str) -> None:
        self._open.decide(treat, reason)
        self._draft.done()

    def _go_to_decision(self) -> None:
        if not self._awaits_decision or not self.following:
            return
        self._awaits_decision = False
        action = self.action
        ways = (action.start, action.ask_letter, action.add_letter, action.put_off)
        way = next((button for button in ways if button.isVisible() and button.isEnabled()), None)
        if not self.status.take_focus() and way is not None:
            way.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_treated(self) -> None:
        """The key closes only what was treated: closing untreated takes a hand on the button."""
        if self._open.shown and phase(self._open.visit) == "finished":
            self._press(self.action.close_visit)

    @staticmethod
    def _press(*buttons: Button) -> None:
        """Press the one that is there and can be pressed."""
        for button in buttons:
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def _show_verdict(self) -> None:
        visit, verdict = self._open.visit, self._open.verdict
        deciding = verdict.status is Status.PRACTITIONER_DECISION
        mode = _MODES[phase(visit)]
        self.column.setContentsMargins(0, 0 if mode in ("full", "told") else HEAD_AIR, 0, 0)
        self.status.set_mode(mode)
        self.status.show_verdict(
            verdict,
            title="Verdict on that day" if mode == "told" else "Verdict so far" if verdict.blank else "Verdict",
            note=f"Protocol v{visit.protocol_version}",
            decision=visit.decision if deciding else None,
            today=self._open.desk.now().date(),
            questions=self._open.bench.titles,
            override=standing(visit.override, verdict),
            refused=why_no_override(verdict, visit.plan),
        )

    def _ask_dates(self) -> None:
        """The dates after the finish, read once for each finish."""
        visit = self._open.visit
        finished = visit.treatment.finished
        wanted = (visit.id, finished) if finished is not None and self._open.editable else None
        if wanted == self._dates_of:
            return
        self._dates, self._dates_of = None, wanted
        if wanted is None:
            return

        def known(dates: AftercareDates) -> None:
            if self._dates_of == wanted:
                self._dates = dates
                self.refresh()

        self._open.background.ask(self._open.desk.aftercare.dates, visit.id, then=known, owner=self)
