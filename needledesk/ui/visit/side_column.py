"""The right column: the verdict, what to do next, and the aftercare sheet, on every screen of a client."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from needledesk.domain.clients import Client
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Verdict
from needledesk.domain.visits import Visit
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme
from needledesk.ui.visit import sheet_target
from needledesk.ui.visit.aftercare_block import AftercareBlock
from needledesk.ui.visit.letter_actions import LetterActions
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.sheet_giving import SheetGiving
from needledesk.ui.visit.sheet_target import SheetTarget
from needledesk.ui.visit.side_client import ClientSide
from needledesk.ui.visit.side_visit import VisitSide
from needledesk.ui.visit.tab_order import order_by_place
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.status_card import HEAD_AIR

#: How often a change may make the column measure itself anew.
ROUNDS = 8


class SideColumn(QFrame):
    """304 px. It shows the open visit (`show_visit`) or a client (`show_client`); all but its foot scrolls."""

    jump_requested = Signal(str)  # the key of a question of the open visit
    section_requested = Signal(str)  # a section of the open visit
    open_requested = Signal(int)  # a visit, from the client's page
    request_requested = Signal()  # a page that asks a doctor for a letter
    client_changed = Signal()  # a sheet was exported or printed, a letter recorded or withdrawn

    def __init__(self, open_visit: OpenVisit, toasts: Toasts | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open, self._toasts = open_visit, toasts
        self._asked_for = 0  # the latest look-up of a last session: older ones come too late
        self._looked_up: tuple[int, SheetTarget | None] | None = None  # client, and what was found
        self._target: SheetTarget | None = None
        self.setProperty("cls", "side")
        self.setAccessibleName("Verdict and aftercare")
        self.setFixedWidth(Theme.current().size("side"))
        self.visit_side, self.client_side = VisitSide(open_visit), ClientSide()
        self.block = AftercareBlock()
        self.giving = SheetGiving(open_visit.desk, open_visit.background, self._stamp, self._toast_place, self)
        self.letters = LetterActions(open_visit, self._toast_place, self)
        self._letters_of: tuple[int, Protocol] | None = None  # whose letters are shown, and by which protocol
        self.column = ScrollColumn()
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._give_way)
        self._stops: list[QWidget] = []
        self._rounds = 0  # layouts that followed the last change
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def target(self) -> SheetTarget | None:
        """Whose sheet the buttons at the foot give; None: they are off."""
        return self._target

    def show_visit(self) -> None:
        """Show the open visit, from now on as it changes."""
        self._show(self.visit_side)
        self.visit_side.refresh()

    def show_client(
        self,
        client: Client,
        newest_visit: Visit | None,
        verdict: Verdict | None,
        letters: tuple[Letter, ...],
        protocol: Protocol,
    ) -> None:
        """Show a client beside the list of visits: the verdict of the newest one, and the letters."""
        today = self._open.desk.now().date()
        self._letters_of = (client.id, protocol)
        self._show(self.client_side)
        self.client_side.show_client(client, newest_visit, verdict, today)
        self.client_side.show_letters(letters, protocol, today)
        under_way = sheet_target.of_visit(newest_visit, client.number) if newest_visit is not None else None
        self._aim(under_way)
        if under_way is None and newest_visit is not None:
            self._look_up(client.id)

    def clear(self) -> None:
        """Show nobody."""
        self._show(None)
        self._aim(None)

    def export(self) -> None:
        """Export the sheet, once."""
        if self._target is not None:
            self.giving.export(self._target, self._large)

    def print(self, choose: bool = False) -> None:
        """Print the sheet, once; `choose` shows the printer dialog first."""
        if self._target is not None:
            self.giving.print(self._target, self._large, choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height: more or fewer reasons in view."""
        super().resizeEvent(event)
        self._settle_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside asks for another height: nested layouts come to rest in a few rounds."""
        if event.type() == QEvent.Type.LayoutRequest and self._rounds < ROUNDS:
            self._rounds += 1
            self._settle.start()
        return super().eventFilter(watched, event)

    # -- making -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """From top to bottom, as Tab goes through the parts in the order in which they come in."""
        self.column.body.addWidget(self.visit_side)
        self.column.body.addWidget(self.client_side)
        self.column.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.column, 1)
        column.addWidget(self.block)
        inside = self.column.widget()
        assert inside is not None
        inside.installEventFilter(self)
        self._fit()

    def _connect(self) -> None:
        self.visit_side.refreshed.connect(self._aim_at_visit)
        self.visit_side.refreshed.connect(self._settle_anew)
        self.visit_side.jump_requested.connect(self.jump_requested)
        self.visit_side.section_requested.connect(self.section_requested)
        self.visit_side.deciding.copied.connect(lambda: self._toast_place().say("Copied", "copy"))
        self.visit_side.letter_requested.connect(self.letters.add_in_visit)
        self.visit_side.request_requested.connect(self.request_requested)
        self.client_side.open_requested.connect(self.open_requested)
        self.client_side.add_letter_requested.connect(lambda: self._with_letters(self.letters.add))
        self.client_side.letter_requested.connect(self._look_at)
        self.client_side.withdraw_requested.connect(self._withdraw)
        self.letters.kept.connect(self.visit_side.await_decision)
        self.letters.changed.connect(lambda _: self.client_changed.emit())
        self.block.export_requested.connect(self.export)
        self.block.print_requested.connect(self.print)
        self.giving.busy_changed.connect(self.block.show_busy)
        self.giving.given.connect(self._given)
        self._open.failed.connect(lambda _: self.giving.give_up())
        self._open.overtaken.connect(lambda told: self._toast_place().say(told, "triangle-alert"))
        Theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        edge = Theme.current().size("side_padding")
        self.setFixedWidth(Theme.current().size("side"))
        self.column.body.setContentsMargins(15, edge - HEAD_AIR, 16, edge)
        for part in (self.visit_side, self.client_side, self.block):
            part.fit()

    def _settle_anew(self) -> None:
        self._rounds = 0
        self._settle.start()

    def _give_way(self) -> None:
        self._stops = order_by_place(self, self._stops)
        if self.visit_side.following:
            edges = self.column.body.contentsMargins()
            self.visit_side.give_way(self.column.viewport().height() - edges.top() - edges.bottom())

    def _toast_place(self) -> Toasts:
        if self._toasts is None:
            self._toasts = Toasts(self.window())
        return self._toasts

    def add_letter(self) -> None:
        """The form for a letter, for the visit or the client that is shown."""
        if self.visit_side.following:
            self.letters.add_in_visit()
        else:
            self._with_letters(self.letters.add)

    def _with_letters(self, call: Callable[[int, Protocol], None]) -> None:
        if self._letters_of is not None:
            call(*self._letters_of)

    def _look_at(self, letter: Letter) -> None:
        self._with_letters(lambda _, protocol: self.letters.look(letter, protocol))

    def _withdraw(self, letter: Letter) -> None:
        self._with_letters(lambda client, _: self.letters.withdraw(client, letter))

    # -- whose sheet --------------------------------------------------------------------------------------

    def _show(self, side: QWidget | None) -> None:
        self._asked_for += 1
        self._looked_up = None
        self.visit_side.following = side is self.visit_side
        for part in (self.visit_side, self.client_side):
            part.setVisible(part is side)

    def _aim_at_visit(self) -> None:
        """This visit's sheet once it is under way, before that the one of the session before."""
        visit, client = self._open.visit, self._open.client
        own = sheet_target.of_visit(visit, client.number)
        if own is not None or visit.voiding is not None:
            self._asked_for += 1  # a look-up that is under way comes too late
            self._looked_up = None
            self._aim(own, voided=own is None)
        elif self._looked_up is not None and self._looked_up[0] == client.id:
            self._aim(self._looked_up[1])
        else:
            self._look_up(client.id)

    def _look_up(self, client: int) -> None:
        """Find the last treated session in the record file; the buttons are off until it is found."""

        def known(found: SheetTarget | None) -> None:
            if self._asked_for == asked:
                self._looked_up = (client, found)
                self._aim(found)

        self._asked_for += 1
        asked = self._asked_for
        self._looked_up = (client, None)
        self._aim(None)
        self._open.background.ask(sheet_target.last_session, self._open.desk, client, then=known, owner=self)

    def _aim(self, target: SheetTarget | None, voided: bool = False) -> None:
        self._target = target
        self.block.show_target(target, voided)

    @property
    def _large(self) -> bool:
        """In large print only where it was chosen, for the visit that is open."""
        return self._is_open(self._target) and self._open.editable and self._open.large_print

    def _is_open(self, target: SheetTarget | None) -> bool:
        return target is not None and self._open.shown and self._open.visit.id == target.visit

    def _stamp(self, target: SheetTarget, then: Callable[[], None]) -> None:
        """Stamp the finish, now, then go on."""
        if self._is_open(target):
            self._open.finish(then=then)
            return
        finish, failed = self._open.desk.treatment.finish, self.giving.refused
        self._open.background.save(finish, target.visit, then=lambda _: then(), failed=failed, owner=self)

    def _given(self, visit: int) -> None:
        if self._open.shown and self._open.visit.id == visit:
            self._open.reload()
        self.client_changed.emit()
