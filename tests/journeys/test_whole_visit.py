"""One whole visit with real clicks and keys, from the first run to the closed visit, and the file reopened."""

from __future__ import annotations

import hashlib
from pathlib import Path

from journeys.hand import Hand
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import add_days, add_hours, say_day, say_moment
from needledesk.domain.protocol import Status
from needledesk.domain.visits import VisitState

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def first_run(hand: Hand) -> None:
    """Record file, practice, no passphrase."""
    hand.program.start()
    hand.click("Next")
    hand.type("Practice name", "Alder & Linen Skin Studio")
    hand.type("Your name", "M. Averil")
    hand.type("Phone", "202-555-0142")
    hand.choose("Country", "United States")
    hand.click("Next")
    hand.click("Go on without a passphrase")
    hand.click("Make the record file")
    hand.sees("No clients yet")


def add_client(hand: Hand) -> None:
    """By keyboard and form."""
    hand.keys(Qt.Key.Key_N, CTRL)
    hand.type("First name", "Trial")
    hand.type("Family name", "Person")
    hand.type("Birth date", "4 May 1991")
    hand.click("Add client")
    hand.sees("Trial Person", "No visits yet")


def screen(hand: Hand) -> None:
    """One zone is left out; everything else is a no, the questions asked anew one by one."""
    hand.keys(Qt.Key.Key_N, CTRL | SHIFT)
    hand.sees("Verdict so far", "Incomplete")
    assert not hand.can_press("Start treatment")
    hand.click("Active spots: Yes")
    hand.click("Active spots*: add a zone")
    hand.click("Active spots*: Chin")
    hand.keys(Qt.Key.Key_Escape)
    for group in ("Medicines and products", "Absolute contraindications", "Contraindications", "Skin today"):
        hand.click(f"{group}, rest of group: No")
    while "Next question without an answer" in hand.screen():
        hand.keys(Qt.Key.Key_F8)
        hand.keys(Qt.Key.Key_N)
    hand.sees("Proceed with zones left out")


def photograph(hand: Hand, folder: Path) -> None:
    """Two good files and one that is no picture, dropped together."""
    hand.keys(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    paths = [folder / name for name in ("left.jpg", "broken.jpg", "front.jpg")]
    for path, colour in ((paths[0], "tan"), (paths[2], "wheat")):
        Image.new("RGB", (1600, 1200), colour).save(path, exif=_exif())
    paths[1].write_text("no picture at all")
    drop(hand.find("Drop the photo here*"), paths)
    hand.sees("broken.jpg for Left", "This is not a picture.", "The other 2 are saved in this visit.")


def drop(target: QWidget, paths: list[Path]) -> None:
    """Let files fall on a widget, as a file manager does."""
    while not target.acceptDrops():
        target = target.parentWidget()
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, held = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    middle = target.rect().center()
    QApplication.sendEvent(target, QDragEnterEvent(middle, copy, load, Qt.MouseButton.LeftButton, held))
    QApplication.sendEvent(target, QDropEvent(QPointF(middle), copy, load, Qt.MouseButton.LeftButton, held))


def treat(hand: Hand, note: str = "Even redness after one pass.") -> None:
    """Cartridge, one zone, endpoint, note; F9 starts and finishes."""
    hand.keys(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    hand.click("Start treatment")
    hand.sees("Finish treatment")
    hand.type("Cartridge lot", "C26-0419")
    hand.type("Cartridge expiry", "03/2031")
    hand.click("Cheek left, untreated")
    hand.click("Depth*: 0.5")
    hand.click("Endpoint*: Redness")
    hand.type("Notes", note)
    hand.click("Finish treatment")
    hand.sees("Edit the time of the finish", "Session 1 ready")


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0xA431] = "Camera", "SERIAL-12345"
    return exif


def test_one_whole_visit(hand: Hand, tmp_path: Path, own_home: Path) -> None:
    first_run(hand)
    add_client(hand)
    screen(hand)
    photograph(hand, tmp_path)
    treat(hand)
    hand.click("Aftercare: Export PDF")
    hand.sees("Aftercare exported")
    hand.click_and_confirm("Close and seal", "Close and seal")
    hand.sees("Closed and sealed")
    hand.window.close()
    check_what_is_left(own_home)


def check_what_is_left(home: Path) -> None:
    """The record file, opened anew, and the sheet agree to the minute."""
    desk = Desk.open(home / "NeedleDesk" / "studio.needledesk")
    try:
        client = desk.clients.find("Person")[0]
        visit = desk.visits.get(desk.visits.timeline(client.id)[0].visit)
        assert visit.state is VisitState.CLOSED
        assert visit.verdict is not None
        assert visit.verdict.status is Status.PROCEED_ZONE_LIMITED
        assert visit.verdict.excluded_zones == ("chin",)
        assert visit.note == "Even redness after one pass."
        assert [(work.zone, work.depth) for work in visit.treatment.zones] == [("cheek_left", 0.5)]
        assert visit.treatment.cartridge.lot == "C26-0419"
        assert len(visit.photos) == 2
        assert all(b"SERIAL-12345" not in desk.photos.data(photo.id) for photo in visit.photos)
        sheet = next((home / "NeedleDesk").glob("Aftercare - *.pdf"))
        assert hashlib.sha256(sheet.read_bytes()).hexdigest() == visit.handouts[0].sha256
        finished = visit.treatment.finished
        assert finished is not None
    finally:
        desk.close()
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(sheet).pages).split())
    for said in (
        say_moment(add_hours(finished, 24)),
        say_moment(add_hours(finished, 48)),
        say_moment(add_hours(finished, 72)),
        f"not before {say_day(add_days(finished.date(), 3))}",
        say_day(add_days(finished.date(), 14)),
        "Trial Person",
        "202-555-0142",
    ):
        assert said in words
