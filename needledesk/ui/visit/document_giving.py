"""Giving a document that is not the aftercare sheet: export and print, one at a time, with a word when it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from needledesk.ui.visit.giving import Giving

#: A call of the desk that writes the document and says where.
Export = Callable[[], Path | None]
#: A call of the desk that gives the document's id, 0 if it has none, and its bytes.
Fetch = Callable[[], tuple[int, bytes]]


class DocumentGiving(Giving):
    """`given` once a document was handed out."""

    given = Signal()

    def export(self, call: Export, said: str) -> None:
        """Have the desk write the PDF, then say so with a button that shows it."""

        def exported(path: Path | None) -> None:
            self._say_exported(said, path)
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
        self._say_printed()
        if printed is None:
            self.given.emit()
        else:
            self._background.save(printed, number, then=lambda _: self.given.emit(), owner=self)
