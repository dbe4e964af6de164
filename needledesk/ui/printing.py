"""Printing a sheet, off the window’s thread: CUPS’ own `lp` where it is installed, else the pages as pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from needledesk.desk.aftercare import AftercareDesk
from needledesk.errors import DeskError, PrintTrouble
from needledesk.ui import messages
from needledesk.ui.background import Background

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

#: Dots per inch of a page that goes to the printer as a picture, and its width in dots on Letter paper.
RESOLUTION, PAGE_WIDTH = 300, 2550
#: Seconds after which a printer system that does not answer is given up.
PATIENCE = 30
#: Pages narrower than this part of their height are A4 (0.707); Letter is 0.773.
_A4_BELOW = 0.74

_KEPT = "Nothing is lost: it can be printed again."
_INSTEAD = "Export the PDF instead, or add a printer."


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user chose in the printer dialog. An empty `printer` means the default one; `pages` counts from 1."""

    printer: str = ""
    copies: int = 1
    pages: tuple[int, int] | None = None
    sides: str = ""  # CUPS' word, empty for what the printer does by itself
    grey: bool = False

    def lp_options(self) -> list[str]:
        """The same in the words of `lp`."""
        options = ["-d", self.printer] if self.printer else []
        options += ["-n", str(self.copies)] if self.copies > 1 else []
        options += ["-P", f"{self.pages[0]}-{self.pages[1]}"] if self.pages else []
        options += ["-o", f"sides={self.sides}"] if self.sides else []
        return options + (["-o", "print-color-mode=monochrome"] if self.grey else [])


class Printing(QObject):
    """Hands PDFs to the printer. One of it serves the whole window."""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background

    def print_sheet(
        self,
        data: bytes,
        title: str,
        choose: bool,
        parent: QWidget,
        done: Callable[[], object],
        failed: Callable[[DeskError], object],
        dropped: Callable[[], object] = lambda: None,
    ) -> None:
        """Print a PDF under a title that names nobody. `choose` asks for the printer first, as does no default one.

        `done` runs once the printer system has taken the job; `failed` gets a PrintTrouble; `dropped` runs where
        the user closed the dialog without printing.
        """
        job = _Job(data, title, parent, done, failed, dropped)
        if choose:
            self._choose(job)
        elif lp_command():
            self._send(job, Wish(), on_no_default=True)
        else:
            self._default_printer(job)

    def _send(self, job: _Job, wish: Wish, on_no_default: bool = False) -> None:
        def answered(taken: bool) -> None:
            if taken:
                job.done()
            elif on_no_default:
                self._choose(job)
            else:
                job.failed(no_printer())

        self._background.aside(hand_to_lp, job.data, job.title, wish, then=answered, failed=job.failed, owner=self)

    def _default_printer(self, job: _Job) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.defaultPrinter()
        if info.isNull():
            self._choose(job)
            return
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        self._paint(job, printer, Wish())

    def _choose(self, job: _Job) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            job.failed(no_printer())
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, job.parent)
        dialog.setWindowTitle("Print")
        if not dialog.exec():
            job.dropped()
        elif lp_command() and not printer.outputFileName():
            self._send(job, wish_of(printer))
        else:
            self._paint(job, printer, wish_of(printer))

    def _paint(self, job: _Job, printer: QPrinter, wish: Wish) -> None:
        printer.setDocName(job.title)
        self._background.aside(
            paint, job.data, printer, wish.pages, then=lambda _: job.done(), failed=job.failed, owner=self
        )


@dataclass(frozen=True, slots=True, repr=False)
class _Job:
    data: bytes
    title: str
    parent: QWidget
    done: Callable[[], object]
    failed: Callable[[DeskError], object]
    dropped: Callable[[], object]


def lp_command() -> str | None:
    """Where CUPS' `lp` lies, if this system has it."""
    return None if os.name == "nt" else shutil.which("lp")


def no_printer() -> PrintTrouble:
    """What is said where there is no printer at all."""
    return PrintTrouble("No printer is set up on this laptop.", _KEPT, _INSTEAD)


def hand_to_lp(data: bytes, title: str, wish: Wish) -> bool:
    """Give the PDF to `lp`; False where no printer was named and there is no default one. Raises PrintTrouble."""
    command = [lp_command() or "lp", *wish.lp_options(), "-t", title, "-"]
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed command; title and printer are single arguments
            command, input=data, capture_output=True, timeout=PATIENCE, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PrintTrouble("The printer does not answer.", _KEPT, "Look at the printer, then try again.") from error
    except OSError as error:
        raise PrintTrouble("The print command could not be started.", _KEPT, _INSTEAD) from error
    if answer.returncode == 0:
        return True
    if not wish.printer and b"no default destination" in answer.stderr.lower():
        return False
    raise PrintTrouble("The printer did not take the sheet.", _KEPT, "Look at the printer, then try again.")


def paint(data: bytes, printer: QPrinter, pages: tuple[int, int] | None = None) -> None:
    """Draw the pages as pictures at 300 dpi; any thread may do it. Raises PrintTrouble if the printer refuses."""
    pictures = _pictures(data, pages)
    if not pictures:
        raise PrintTrouble("The sheet has no such page.", _KEPT, "Choose other pages.")
    printer.setResolution(RESOLUTION)
    narrow = pictures[0].width() < _A4_BELOW * pictures[0].height()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4 if narrow else QPageSize.PageSizeId.Letter))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintTrouble("The printer did not take the sheet.", _KEPT, _INSTEAD)
    try:
        for number, picture in enumerate(pictures):
            if number:
                printer.newPage()
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), picture)
    finally:
        painter.end()


def wish_of(printer: QPrinter) -> Wish:
    """What was chosen in the dialog."""
    from PySide6.QtPrintSupport import QPrinter as Kinds

    sides = {
        Kinds.DuplexMode.DuplexNone: "one-sided",
        Kinds.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        Kinds.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    }
    ranged = printer.printRange() is Kinds.PrintRange.PageRange and printer.fromPage() > 0
    return Wish(
        printer.printerName(),
        printer.copyCount(),
        (printer.fromPage(), printer.toPage()) if ranged else None,
        sides.get(printer.duplex(), ""),
        printer.colorMode() is Kinds.ColorMode.GrayScale,
    )


def _pictures(data: bytes, pages: tuple[int, int] | None) -> list[QImage]:
    count = AftercareDesk.pages(data)
    first, last = pages or (1, count)
    pictures = []
    for page in range(first - 1, min(last, count)):
        width, height, pixels = AftercareDesk.picture(data, page, PAGE_WIDTH)
        image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
        pictures.append(image.copy())  # the image only borrows the bytes
    return pictures


def _environment() -> dict[str, str]:
    """English messages, and for the packaged program the system's own libraries."""
    environment = {**os.environ, "LC_ALL": "C"}
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            environment["LD_LIBRARY_PATH"] = before
    return environment


def told(
    window: QWidget, error: DeskError, again: Callable[[], object], export: Callable[[], object] | None = None
) -> None:
    """Explain why it was not printed. Without a printer the button exports the PDF, else it tries again."""
    if export is not None and error.do == _INSTEAD:
        messages.explain(window, error, retry=export, retry_text="Export PDF")
    else:
        messages.explain(window, error, retry=again)
