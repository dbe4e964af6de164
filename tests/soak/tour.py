"""A whole tour of the program, in a process of its own: the window from the lock to the closed visit, then the desk.

Everything personal in it is a secret of `Secrets`. Python's own audit says which network sockets were asked for.
"""

from __future__ import annotations

import json
import socket
import sys
from datetime import timedelta
from pathlib import Path

from journeys.hand import Hand
from journeys.test_whole_visit import drop, screen, treat
from PySide6.QtCore import Qt
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot
from soak.secrets import Secrets

from needledesk.app import Program, make_application
from needledesk.desk.clock import laptop_clock
from needledesk.desk.desk import Desk
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.practice import Practice
from needledesk.settings import Settings
from needledesk.ui import messages

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FILE, GIVEN, CAMERA = Path("practice", "tour.needledesk"), "given", "camera"
NETWORK: list[str] = []


def listen(event: str, arguments: tuple[object, ...]) -> None:
    """Python's audit: anything of a socket that is not one between processes of this laptop."""
    if event.startswith("socket."):
        first, second, *_ = (*arguments, None, None)
        family = second if event == "socket.__new__" else getattr(first, "family", None)
        if family != getattr(socket, "AF_UNIX", "none here"):
            NETWORK.append(event)


def tour(folder: Path, passphrase: str | None) -> None:
    """Make a record file, go round the window with it, then round the desk."""
    practice = Practice("Tour", "202-555-0100", "US", practitioner="T. Our", export_folder=str(folder / GIVEN))
    (folder / FILE).parent.mkdir()
    Desk.create(folder / FILE, practice, passphrase).close()
    secrets = Secrets.read(folder)
    _in_the_window(folder, passphrase, secrets)
    desk = Desk.open(folder / FILE, passphrase)
    try:
        _at_the_desk(desk, folder, secrets)
    finally:
        desk.close()


def _in_the_window(folder: Path, passphrase: str | None, secrets: Secrets) -> None:
    qt_api.set_qt_api("pyside6")
    program = Program(make_application(), Settings.load())
    hand = Hand(program, QtBot(None))  # type: ignore[arg-type]
    program.start(folder / FILE)
    if passphrase is not None:
        hand.type("Passphrase", passphrase)
        hand.click("Unlock")
    hand.sees("No clients yet")
    _add(hand, secrets)
    screen(hand)
    hand.keys(Qt.Key.Key_3, ALT)
    drop(hand.find("Drop the photo here*"), sorted((folder / CAMERA).iterdir()))
    hand.find("Photo*Left*")
    treat(hand, secrets.note)
    hand.click("Aftercare: Export PDF")
    hand.sees("Aftercare exported")
    hand.click_and_confirm("Close and seal", "Close and seal")
    hand.sees("Closed and sealed")
    _look_around(hand, secrets)
    hand.all_saved()
    hand.window.close()
    program.background.close()
    Settings.load().save()


def _add(hand: Hand, secrets: Secrets) -> None:
    hand.click("New client")
    for name, text in (("First name", secrets.given), ("Family name", secrets.family), ("Phone", secrets.phone)):
        hand.type(name, text)
    hand.type("Birth date", "4 May 1991")
    hand.click("Add client")
    hand.sees(f"{secrets.given} {secrets.family}", "No visits yet")


def _look_around(hand: Hand, secrets: Secrets) -> None:
    """Search, today, settings, and a fault that knows the client."""
    hand.keys(Qt.Key.Key_F, CTRL)
    hand.type("Search: *phone*", secrets.family[:6])
    hand.sees(f"{secrets.given} {secrets.family}")
    hand.keys(Qt.Key.Key_1, CTRL)
    hand.click("Settings")
    hand.click("Protocol")
    hand.sees("In force since")
    try:
        _fault(secrets.family)
    except ValueError as fault:
        reported = messages.report(fault)
    assert reported is not None


def _fault(name: str) -> None:
    raise ValueError(f"{name} cannot be")


def _at_the_desk(desk: Desk, folder: Path, secrets: Secrets) -> None:
    """What the window's tour has left out: letters, the other sheets, the protocol as a file, every check."""
    client = desk.clients.find(secrets.family)[0].id
    visit = desk.visits.timeline(client)[0].visit
    kept = desk.visits.get(visit)
    assert secrets.note in kept.note
    assert kept.answers
    [photo] = kept.photos
    assert secrets.photo in desk.photos.data(photo.id)
    assert secrets.thumbnail in desk.photos.thumbnail(photo.id)
    scan = desk.letters.prepare(next((folder / CAMERA).iterdir()))
    desk.letters.record(client, Letter(("S-CON-07",), laptop_clock().date(), secrets.doctor), [scan])
    desk.records.export(visit)
    desk.pretreatment.export(client, When(f"{laptop_clock() + timedelta(days=30):%Y-%m-%d}T10:00"))
    desk.protocols.export(folder / GIVEN / "protocol.toml")
    desk.aftercare.pages(desk.aftercare.kept(kept.handouts[0].id))
    assert desk.facts()["sound"]
    assert desk.today.read()


if __name__ == "__main__":
    sys.addaudithook(listen)
    if sys.argv[2] == "calls out":  # what a tour must not do, to see that it would be seen
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            out.connect(("127.0.0.1", 9))
    else:
        tour(Path(sys.argv[1]), sys.argv[2] or None)
    print(json.dumps(NETWORK))
