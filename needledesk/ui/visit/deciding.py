"""The dialogs of the verdict: override with a reason, put the visit off, and the verdict as text."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from needledesk.domain.decisions import why_no_override
from needledesk.domain.practice import Country, Practice
from needledesk.domain.protocol import Status
from needledesk.domain.verdict_text import verdict_text
from needledesk.domain.visits import Visit
from needledesk.ui.draft import Content, Draft
from needledesk.ui.visit.defer_dialog import DeferDialog
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.reason_dialog import override_dialog
from needledesk.ui.widgets.decision_box import DecisionBox


class Deciding(QObject):
    """What was typed comes back when the same dialog is opened again in that visit, until the file has it."""

    copied = Signal()

    def __init__(self, open_visit: OpenVisit, parent: QWidget) -> None:
        super().__init__(parent)
        self._open, self._parent = open_visit, parent
        self._typed: tuple[int, str] = (0, "")  # the visit, and the reason of an override
        self._deferring: tuple[int, str, str] = (0, "", "")  # the visit, the day, the note

    def override(self) -> None:
        """Ask for name and reason; the name is the practice's, once it is read."""
        self._open.background.ask(self._open.desk.practice.get, then=self._ask_reason, owner=self)

    def put_off(self) -> None:
        """Ask until when."""
        self._open.background.ask(self._open.desk.practice.country, then=self._ask_day, owner=self)

    def copy(self, second: str) -> None:
        """The verdict as text on the clipboard; `second`: the line under its word."""
        visit, opened = self._open.visit, self._open
        at = visit.closed or visit.treatment.started or opened.desk.now()
        text = verdict_text(
            opened.verdict,
            second,
            visit.protocol_version,
            opened.bench.titles,
            at,
            visit.decision,
            visit.override,
            visit.deferral,
        )
        QGuiApplication.clipboard().setText(text)
        opened.background.ask(opened.desk.screening.copied, visit.id, owner=self)
        self.copied.emit()

    def _ask_reason(self, practice: Practice) -> None:
        opened = self._open
        if not opened.shown or why_no_override(opened.verdict, opened.visit.plan):
            return
        dialog, visit = override_dialog(opened.verdict.status, practice.practitioner, self._parent), opened.visit.id
        draft = Draft(opened.desk, opened.background, dialog)
        draft.watch(reason=dialog.text)
        draft.open(f"override:{visit}", bring_back=self._typed[0] != visit)
        if self._typed[0] == visit:
            dialog.text.setPlainText(self._typed[1])

        def given(reason: str, by: str) -> None:
            draft.keep_now()
            self._typed = (visit, reason)
            opened.override(reason, by)
            self._ask_whether_taken(visit)

        def left() -> None:
            draft.keep_now()
            self._typed = (visit, dialog.text.toPlainText())

        dialog.given.connect(given)
        dialog.rejected.connect(left)
        dialog.open()

    def _ask_day(self, country: Country) -> None:
        opened = self._open
        if not opened.shown or not opened.answerable or opened.verdict.status is Status.DO_NOT_TREAT:
            return
        dialog, visit = (
            DeferDialog(opened.verdict, opened.desk.now(), country.date_order, self._parent),
            opened.visit.id,
        )
        draft = Draft(opened.desk, opened.background, dialog)
        draft.watch(day=dialog.day, note=dialog.note.line)
        draft.open(f"deferral:{visit}", bring_back=self._deferring[0] != visit)
        if self._deferring[0] == visit:
            dialog.type_again(*self._deferring[1:])

        def left() -> None:
            draft.keep_now()
            self._deferring = (visit, dialog.day.day.text(), dialog.note.text)

        def chosen(until: date | datetime, note: str) -> None:
            left()
            opened.defer(until, note)
            self._ask_whether_taken(visit)

        dialog.chosen.connect(chosen)
        dialog.rejected.connect(left)
        dialog.open()

    def _ask_whether_taken(self, visit: int) -> None:
        """Behind the change itself: it may be refused, as time goes on while somebody types."""
        self._open.background.ask(self._open.desk.visits.get, visit, then=self._forget, owner=self)

    def _forget(self, kept: Visit) -> None:
        """Forget what the file has."""
        if kept.override is not None and self._typed == (kept.id, kept.override.reason):
            self._typed = (0, "")
            self._discard(f"override:{kept.id}")
        if kept.deferral is not None and self._deferring[0] == kept.id:
            self._deferring = (0, "", "")
            self._discard(f"deferral:{kept.id}")

    def _discard(self, place: str) -> None:
        self._open.background.save(self._open.desk.drafts.discard, place)


def decision_draft(box: DecisionBox, open_visit: OpenVisit, parent: QObject) -> Draft:
    """The draft of the decision that is being typed in the right column."""

    def read() -> Content:
        return dict(zip(("side", "reason"), box.unkept, strict=True))

    def put(content: Content) -> None:
        box.show_unkept(str(content.get("side") or ""), str(content.get("reason") or ""))

    draft = Draft(open_visit.desk, open_visit.background, parent, read, put)
    box.typed.connect(draft.touch)
    open_visit.keep_requested.connect(draft.keep_now)
    return draft
