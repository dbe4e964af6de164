"""Giving the sheet: export and print, one at a time, with the finish stamped first where it is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from needledesk.desk.aftercare import Given
from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.giving import Giving
from needledesk.ui.visit.sheet_target import SheetTarget

Stamp = Callable[[SheetTarget, Callable[[], None]], None]


class SheetGiving(Giving):
    """`given` carries the visit whose sheet was handed out."""

    given = Signal(int)

    def __init__(
        self, desk: Desk, background: Background, stamp: Stamp, toasts: Callable[[], Toasts], parent: QWidget
    ) -> None:
        """`stamp` finishes the target's treatment and then calls back; the rest as in Giving."""
        super().__init__(background, toasts, parent)
        self._desk, self._stamp = desk, stamp

    def export(self, target: SheetTarget, large: bool) -> None:
        """Write the PDF to the practice's folder. Asks once for the finish where it is not stamped yet."""
        if self._begin("export", target, "Finish and export"):
            self._finished(target, lambda: self._export(target, large))

    def print(self, target: SheetTarget, large: bool, choose: bool = False) -> None:
        """Hand the sheet to the printer; `choose` shows the printer dialog first."""
        if self._begin("print", target, "Finish and print"):
            self._finished(target, lambda: self._fetch(target, large, choose))

    def give_up(self) -> None:
        """What was begun will not be done: the buttons come back."""
        self._set_busy("")

    def refused(self, error: DeskError) -> None:
        """Tell why the finish was not taken, and let go."""
        self.give_up()
        messages.explain(self._window, error)

    def _begin(self, what: str, target: SheetTarget, do: str) -> bool:
        """Whether to go on: not twice at once, and not against the user's will."""
        if self._busy:
            return False
        if target.running:
            now = self._desk.now()
            text = "Every date on the sheet counts from this time. It can be corrected afterwards."
            if not messages.ask(self._window, f"Finished now, {now:%H:%M}?", text, do, icon="flag"):
                return False
        self._set_busy(what)
        return True

    def _finished(self, target: SheetTarget, then: Callable[[], None]) -> None:
        if target.running:
            self._stamp(target, then)
        else:
            then()

    def _export(self, target: SheetTarget, large: bool) -> None:
        def exported(given: Given) -> None:
            self._say_exported("Aftercare exported", given.path)
            self.given.emit(target.visit)

        def again() -> None:
            self.export(target, large)

        call = self._desk.aftercare.export
        self._background.ask(call, target.visit, large, then=exported, failed=self._refused(again), owner=self)

    def _fetch(self, target: SheetTarget, large: bool, choose: bool) -> None:
        def again() -> None:
            self.print(target, large, choose)

        def export() -> None:
            self.export(target, large)

        def fetched(sheet: tuple[int, bytes]) -> None:
            handout, data = sheet
            self._printing.print_sheet(
                data,
                f"Aftercare {target.client_number}",
                choose,
                self._window,
                done=lambda: self._note_printed(target, handout),
                failed=self._refused(again, export),
                dropped=lambda: self._set_busy(""),
            )

        call = self._desk.aftercare.for_printer
        self._background.ask(call, target.visit, large, then=fetched, failed=self._refused(again), owner=self)

    def _note_printed(self, target: SheetTarget, handout: int) -> None:
        def noted(_: object) -> None:
            self.given.emit(target.visit)

        self._say_printed()
        self._background.save(self._desk.aftercare.printed, handout, then=noted, owner=self)
