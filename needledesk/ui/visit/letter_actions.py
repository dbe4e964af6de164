"""What can be done with a client's letters, in a visit and without one: add, look at, withdraw."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from needledesk.domain.letters import Letter, answerable, asked, together
from needledesk.domain.photos import Prepared
from needledesk.domain.practice import Country
from needledesk.domain.protocol import Protocol
from needledesk.errors import DeskError
from needledesk.ui.draft import Draft
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.letter_draft import follow
from needledesk.ui.visit.letter_form import LetterForm
from needledesk.ui.visit.letter_pages import LetterPages
from needledesk.ui.visit.letter_view import LetterView
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.reason_dialog import withdraw_dialog


class LetterActions(QObject):
    """`changed` carries the client whose letters are others now. A form left by Esc waits with all that is typed."""

    changed = Signal(int)
    kept = Signal()  # a letter was put on file; `changed` follows

    def __init__(self, open_visit: OpenVisit, toasts: Callable[[], Toasts], parent: QWidget) -> None:
        super().__init__(parent)
        self._open, self._toasts, self._parent = open_visit, toasts, parent
        self._left: dict[int, LetterForm] = {}  # by client: forms that were left with something typed
        self._drafts: dict[int, Draft] = {}  # by client: what is typed in those forms, on disk
        self._reasons: dict[int, str] = {}  # by letter: reasons typed and not kept
        self.changed.connect(open_visit.letters_changed)

    def add_in_visit(self) -> None:
        """A letter for what the open visit waits for."""
        waiting, protocol = asked(self._open.verdict.findings), self._open.bench.protocol
        rules = [rule for rule in together(waiting) if protocol.on(rule)]
        self._show_form(self._open.visit.client, rules, waiting, protocol)

    def add(self, client: int, protocol: Protocol) -> None:
        """A letter outside a visit: it may answer anything that takes one."""
        self._show_form(client, answerable(protocol), (), protocol)

    def look(self, letter: Letter, protocol: Protocol) -> None:
        """Open a letter with its pages."""
        opened = self._open
        today = opened.desk.now().date()
        LetterView(letter, protocol, today, opened.desk, opened.background, self._parent).open()

    def withdraw(self, client: int, letter: Letter) -> None:
        """Ask why, and withdraw it."""
        dialog = withdraw_dialog(letter.by, self._parent)
        draft = Draft(self._open.desk, self._open.background, dialog)
        draft.watch(reason=dialog.text)
        draft.open(f"withdraw:{letter.id}", bring_back=letter.id not in self._reasons)
        dialog.text.setPlainText(self._reasons.get(letter.id, ""))

        def given(reason: str, _: str) -> None:
            self._reasons.pop(letter.id, None)
            call = self._open.desk.letters.withdraw
            self._open.background.save(
                call,
                letter.id,
                reason,
                then=lambda _: self.changed.emit(client),
                failed=self._open.failed.emit,
                owner=self,
            )
            draft.done()

        def left() -> None:
            draft.keep_now()
            self._reasons[letter.id] = dialog.text.toPlainText()

        dialog.given.connect(given)
        dialog.rejected.connect(left)
        dialog.open()

    # -- the form -----------------------------------------------------------------------------------------

    def _show_form(self, client: int, rules: Sequence[str], waiting: Sequence[str], protocol: Protocol) -> None:
        form = self._left.pop(client, None) or self._make(client)
        form.offer(rules, waiting, protocol)
        form.come()

    def _make(self, client: int) -> LetterForm:
        opened = self._open
        pages = LetterPages(opened.desk.letters.prepare, opened.background)
        form = LetterForm(pages, opened.desk.now().date(), self._parent)

        def know(country: Country) -> None:
            form.read_dates(country.date_order)

        opened.background.ask(opened.desk.practice.country, then=know, owner=form)
        draft = self._drafts[client] = follow(form, client, opened.desk, opened.background)
        form.kept.connect(lambda letter, taken: self._keep(client, form, letter, taken))
        form.rejected.connect(draft.keep_now)
        form.rejected.connect(lambda: self._leave(client, form))
        return form

    def _keep(self, client: int, form: LetterForm, letter: Letter, pages: tuple[Prepared, ...]) -> None:
        def kept(_: Letter) -> None:
            self._left.pop(client, None)
            self._drafts.pop(client).done()
            form.close_for_good()
            self.kept.emit()
            self.changed.emit(client)

        def refused(error: DeskError) -> None:
            form.refuse(error)
            form.come()

        call = self._open.desk.letters.record
        self._open.background.save(call, client, letter, pages, then=kept, failed=refused, owner=self)

    def _leave(self, client: int, form: LetterForm) -> None:
        if not form.typed:
            form.deleteLater()
            return
        self._left[client] = form
        if not form.keep.busy:
            self._toasts().say("Letter not kept yet", "pencil", "Go on typing", lambda: self._again(client), "undo-2")

    def _again(self, client: int) -> None:
        form = self._left.pop(client, None)
        if form is not None:
            form.come()
