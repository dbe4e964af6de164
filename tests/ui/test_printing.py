"""Printing with a command that stands in for CUPS' `lp`, and with Qt's own printer writing a PDF."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from needledesk.desk.aftercare import AftercareDesk
from needledesk.errors import DeskError, PrintTrouble
from needledesk.ui import printing
from needledesk.ui.background import Background
from needledesk.ui.printing import Printing, Wish, hand_to_lp, paint, wish_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no lp")

TAKES = 'cat > "$LP_OUT/data"; printf "%s\\n" "$@" > "$LP_OUT/args"; printf "%s" "$LC_ALL" > "$LP_OUT/language"'
NO_DEFAULT = 'cat > /dev/null; echo "lp: Error - No default destination." >&2; exit 1'
REFUSES = 'cat > /dev/null; echo "lp: printer is on fire" >&2; exit 1'


def sheet(size: tuple[float, float] = LETTER, pages: int = 2) -> bytes:
    canvas = Canvas("unused", pagesize=size)
    for page in range(pages):
        canvas.rect(72, 72, 200, 300, fill=1)
        canvas.drawString(72, 500, f"Page {page + 1}")
        canvas.showPage()
    return bytes(canvas.getpdfdata())


class Lp:
    """Puts an `lp` of its own on the path."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.out = folder
        self._bin = folder / "bin"
        self._bin.mkdir()
        monkeypatch.setenv("LP_OUT", str(folder))
        monkeypatch.setenv("PATH", f"{self._bin}{os.pathsep}/bin{os.pathsep}/usr/bin")
        monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")  # no printer of this laptop takes part

    def behaves(self, script: str) -> None:
        command = self._bin / "lp"
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)

    @property
    def args(self) -> list[str]:
        return (self.out / "args").read_text().splitlines()


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lp:
    made = Lp(tmp_path, monkeypatch)
    made.behaves(TAKES)
    return made


class Outcome:
    """What became of the job."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def done(self) -> None:
        self.said.append("done")

    def failed(self, error: DeskError) -> None:
        assert isinstance(error, PrintTrouble)
        self.said.append(error.happened)

    def dropped(self) -> None:
        self.said.append("dropped")


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background(lambda fault: pytest.fail(repr(fault)))
    yield made
    made.close()


@pytest.fixture
def send(background: Background, qtbot: QtBot) -> Callable[..., list[str]]:
    window = QWidget()
    qtbot.addWidget(window)
    service = Printing(background)

    def run(data: bytes, choose: bool = False) -> list[str]:
        outcome = Outcome()
        service.print_sheet(data, "Aftercare C-0007", choose, window, outcome.done, outcome.failed, outcome.dropped)
        background.wait()
        return outcome.said

    return run


def test_the_very_pdf_goes_to_lp_under_a_title_that_names_nobody(lp: Lp, send: Callable[..., list[str]]) -> None:
    data = sheet()
    assert send(data) == ["done"]
    assert (lp.out / "data").read_bytes() == data
    assert lp.args == ["-t", "Aftercare C-0007", "-"]
    assert (lp.out / "language").read_text() == "C"


def test_without_any_printer_it_says_so_and_what_to_do(lp: Lp, send: Callable[..., list[str]]) -> None:
    lp.behaves(NO_DEFAULT)
    assert send(sheet()) == ["No printer is set up on this laptop."]
    assert send(sheet(), choose=True) == ["No printer is set up on this laptop."]
    trouble = printing.no_printer()
    assert trouble.safe == "Nothing is lost: it can be printed again."
    assert trouble.do == "Export the PDF instead, or add a printer."


def test_where_there_is_no_lp_the_default_printer_of_the_system_is_asked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    send,  # type: ignore[no-untyped-def]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    assert send(sheet()) == ["No printer is set up on this laptop."]


def test_a_printer_that_refuses_is_told_in_plain_words(lp: Lp, send: Callable[..., list[str]]) -> None:
    lp.behaves(REFUSES)
    assert send(sheet()) == ["The printer did not take the sheet."]


def test_a_printer_system_that_hangs_is_given_up(lp: Lp, monkeypatch: pytest.MonkeyPatch) -> None:
    lp.behaves("exec sleep 20")
    monkeypatch.setattr(printing, "PATIENCE", 0.2)
    with pytest.raises(PrintTrouble, match="does not answer"):
        hand_to_lp(sheet(), "Aftercare C-0007", Wish())


def test_a_command_that_cannot_be_started(lp: Lp) -> None:
    (lp.out / "bin" / "lp").write_bytes(b"\x7fELF no program")
    with pytest.raises(PrintTrouble, match="could not be started"):
        hand_to_lp(sheet(), "Aftercare C-0007", Wish())


def test_a_named_printer_that_has_no_default_is_a_refusal(lp: Lp) -> None:
    lp.behaves(NO_DEFAULT)
    assert hand_to_lp(sheet(), "x", Wish()) is False
    with pytest.raises(PrintTrouble, match="did not take"):
        hand_to_lp(sheet(), "x", Wish("Treatment room"))


def test_what_was_chosen_in_the_dialog_is_told_to_lp(lp: Lp) -> None:
    wish = Wish("Treatment room", 2, (1, 2), "two-sided-long-edge", grey=True)
    assert hand_to_lp(sheet(), "Aftercare C-0007", wish)
    assert lp.args == [
        *("-d", "Treatment room", "-n", "2", "-P", "1-2", "-o", "sides=two-sided-long-edge"),
        *("-o", "print-color-mode=monochrome", "-t", "Aftercare C-0007", "-"),
    ]


def test_the_packaged_program_gives_lp_the_libraries_of_the_system(lp: Lp, monkeypatch: pytest.MonkeyPatch) -> None:
    lp.behaves('cat > /dev/null; printf "%s" "$LD_LIBRARY_PATH" > "$LP_OUT/libraries"')
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/needledesk")
    assert hand_to_lp(sheet(), "x", Wish())
    assert (lp.out / "libraries").read_text() == ""
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    assert hand_to_lp(sheet(), "x", Wish())
    assert (lp.out / "libraries").read_text() == "/usr/local/lib"


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.parametrize("size", [A4, LETTER])
def test_pages_are_painted_at_the_size_of_the_sheet(
    tmp_path: Path, background: Background, size: tuple[float, float]
) -> None:
    out = tmp_path / "printed.pdf"
    finished: list[object] = []
    background.aside(paint, sheet(size), to_file(out), then=finished.append)
    background.wait()
    assert finished
    pages = pypdf.PdfReader(out).pages
    assert len(pages) == 2
    assert float(pages[0].mediabox.width) == pytest.approx(size[0], abs=1)
    assert float(pages[0].mediabox.height) == pytest.approx(size[1], abs=1)


def test_what_is_painted_lies_where_it_lies_on_the_sheet(tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "printed.pdf"
    data = sheet()
    paint(data, to_file(out))
    wide, tall, before = AftercareDesk.picture(data, 0, 200)
    assert (wide, tall) == AftercareDesk.picture(out.read_bytes(), 0, 200)[:2]
    after = AftercareDesk.picture(out.read_bytes(), 0, 200)[2]
    dark = [[i for i in range(0, len(pixels), 3) if pixels[i] < 100] for pixels in (before, after)]
    assert len(dark[0]) > 1000
    both = set(dark[0]) & set(dark[1])
    assert len(both) > 0.97 * max(len(dark[0]), len(dark[1]))


def test_only_the_chosen_pages_are_painted(tmp_path: Path, qtbot: QtBot) -> None:
    out = tmp_path / "printed.pdf"
    paint(sheet(pages=3), to_file(out), (2, 9))
    assert len(pypdf.PdfReader(out).pages) == 2
    with pytest.raises(PrintTrouble, match="no such page"):
        paint(sheet(pages=1), to_file(out), (5, 6))


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdf", extend=True)
def test_a_printer_that_cannot_be_written_to_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(PrintTrouble, match="did not take"):
        paint(sheet(), to_file(tmp_path / "nowhere" / "printed.pdf"))


def test_the_wish_is_read_from_the_dialogs_printer(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "x.pdf")
    printer.setPrinterName("Treatment room")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    wish = wish_of(printer)
    assert (wish.pages, wish.copies, wish.grey) == ((2, 3), 1, True)
    plain = wish_of(to_file(tmp_path / "y.pdf"))
    assert (plain.pages, plain.grey) == (None, False)
    assert Wish().lp_options() == []


def test_without_a_printer_the_message_has_a_button_that_exports(
    qtbot: QtBot, press_in_dialog: Callable[[str], list[str]]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    press_in_dialog("Export PDF")
    printing.told(window, printing.no_printer(), lambda: done.append("again"), lambda: done.append("export"))
    assert done == ["export"]
