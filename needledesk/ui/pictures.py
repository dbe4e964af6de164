"""The main screens as picture files: for a machine without a display, and for the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from needledesk.desk.desk import Desk
from needledesk.domain.clients import ClientLine
from needledesk.ui.background import Background
from needledesk.ui.main_window import MainWindow

WIDE, TALL = 1366, 768
#: Rounds of letting everything come that was asked for: a page asks, the answer asks for pictures, those are decoded.
ROUNDS = 8


def draw_screens(window: MainWindow, background: Background, desk: Desk, folder: Path) -> Iterator[Path]:
    """Draw the list, a client, the sections of the visit in hand, the settings and the day; gives each file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    client = _in_hand(desk.clients.find("", 200))
    window.resize(WIDE, TALL)
    window.show()
    for name, go in _screens(window, client):
        go()
        for _ in range(ROUNDS):
            background.wait()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        path = folder / f"{name}.png"
        window.grab().save(str(path))
        yield path


def _screens(window: MainWindow, client: ClientLine) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "1 clients", lambda: window.show_client(client.id)
    yield "2 aftercare", lambda: window.begin_visit(client.id)
    for number, section in enumerate(("screening", "treatment", "photos"), 3):
        yield f"{number} {section}", partial(window.pages.visit.show_section, section)
    yield "6 settings", lambda: window.show_place("settings")
    yield "7 today", lambda: window.show_place("today")


def _in_hand(lines: tuple[ClientLine, ...]) -> ClientLine:
    """The client whose visit is not closed yet, else the first."""
    return next((line for line in lines if line.state in ("finished", "open")), lines[0])
