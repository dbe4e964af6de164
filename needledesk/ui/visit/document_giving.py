"""Giving a document that is not the aftercare sheet: export and print, one at a time, with a word when it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from needledesk.errors import DeskError
from needledesk.ui import printing
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.printing import Printing
from needledesk.ui.visit.sheet_giving import show_file

#: A call of the desk that writes the document and says where.
Export = Callable[[], Path | None]
#: A call of the desk that gives the document's id, 0 if it has none, and its bytes.
Fetch = Callable[[], tuple[int, bytes]]


class DocumentGiving(QObject):
    """`busy_changed` carries "export", "print" or nothing; `given` once a document was handed out."""

    busy_changed = Signal(str)
    given = Signal()

    def __init__(self, background: Background, toasts: Callable[[], Toasts], parent: QWidget) -> None:
        super().__init__(parent)
        self._background, self._toasts, self._window = background, toasts, parent
        self._printing = Printing(background, self)
        self._busy = ""

    @property
    def busy(self) -> str:
        """What is under way: "export", "print" or nothing."""
        return self._busy

    def export(self, call: Export, said: str) -> None:
        """Have the desk write the PDF, then say so with a button that shows it."""

        def exported(path: Path | None) -> None:
            self._set_busy("")
            show = (lambda: show_file(path)) if path is not None else (lambda: None)
            self._toasts().say(said, "file-check", "Show", show, "folder-open")
            self.given.emit()

        if self._begin("export"):
            failed = self._refused(partial(self.export, call, said))
            self._background.ask(call, then=exported, failed=failed, owner=self)

    def print(
        self,
        fetch: Fetch,
        title: str,
        choose: bool = False,
        printed: Callable[[int], object] | None = None,
        export: Callable[[], None] | None = None,
    ) -> None:
        """Hand the document to the printer under a title that names nobody; `choose` shows the printer dialog first.

        `printed`, a call of the desk, gets the document's id once the printer has taken it. `export` is offered where
        there is no printer.
        """

        def fetched(document: tuple[int, bytes]) -> None:
            number, data = document
            self._printing.print_sheet(
                data,
                title,
                choose,
                self._window,
                done=lambda: self._done(number, printed),
                failed=failed,
                dropped=lambda: self._set_busy(""),
            )

        if self._begin("print"):
            failed = self._refused(partial(self.print, fetch, title, choose, printed, export), export)
            self._background.ask(fetch, then=fetched, failed=failed, owner=self)

    def _begin(self, what: str) -> bool:
        """Whether to go on: not twice at once."""
        if self._busy:
            return False
        self._set_busy(what)
        return True

    def _done(self, number: int, printed: Callable[[int], object] | None) -> None:
        self._set_busy("")
        self._toasts().say("Sent to the printer", "printer-check")
        if printed is None:
            self.given.emit()
        else:
            self._background.save(printed, number, then=lambda _: self.given.emit(), owner=self)

    def _refused(
        self, again: Callable[[], None], export: Callable[[], None] | None = None
    ) -> Callable[[DeskError], None]:
        def refused(error: DeskError) -> None:
            self._set_busy("")
            printing.told(self._window, error, again, export)

        return refused

    def _set_busy(self, what: str) -> None:
        if what != self._busy:
            self._busy = what
            self.busy_changed.emit(what)
