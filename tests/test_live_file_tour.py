"""A whole tour, watched: from within by Python's own audit, from outside by the system's calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import needledesk

CODE = Path(needledesk.__path__[0]).parent

#: Everything that a practice does with its file, without a window.
TOUR = """
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

def tour(record, end):
    from needledesk.desk.desk import Desk
    from needledesk.desk.training import SetClock
    from needledesk.domain.answers import Answer, Reply
    from needledesk.domain.clients import Details
    from needledesk.domain.photos import Moment
    from needledesk.domain.practice import Practice
    from needledesk.domain.treatment import Cartridge, Endpoint, Treatment, ZoneWork
    from needledesk.errors import DeskError
    from needledesk.imaging.faces import draw
    from needledesk.storage import ballast

    clock = SetClock(datetime(2026, 11, 22, 13, 30, tzinfo=ZoneInfo("America/New_York")))
    practice = Practice("Alder", "202-555-0142", "US", practitioner="A", export_folder=str(record.parent / "sheets"))
    Desk.create(record, practice, "five words make a key", clock).close()
    assert Desk.needs_passphrase(record)
    desk = Desk.open(record, "five words make a key", clock)
    client = desk.clients.add(Details("Ada", "Example", date(1990, 1, 1)))
    visit = desk.visits.begin(client.id)
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, Answer(Reply.NO))
    picture = record.parent / "IMG_1.JPG"
    picture.write_bytes(draw("front", 0, redness=0.2, size=(640, 480), taken=datetime(2026, 11, 22, 9, 0)))
    photo = desk.photos.keep(visit.id, Moment.BEFORE, "front", desk.photos.prepare(picture))
    assert desk.photos.data(photo.id)
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, Treatment(
        device="Pen 2", cartridge=Cartridge("C26-0419", date(2028, 3, 31), 16, opened_in_front=True),
        zones=(ZoneWork("cheek_left", 0.5, 2),), endpoint=Endpoint.REDNESS))
    desk.treatment.write_note(visit.id, "a note")
    desk.treatment.finish(visit.id)
    desk.aftercare.export(visit.id)
    desk.visits.close(visit.id)
    desk.protocols.export(record.parent / "protocol.toml")
    for try_it in (desk.photos.prepare, desk.protocols.export):
        try:
            try_it(record)
            raise AssertionError("the record file was taken")
        except DeskError:
            pass
    ballast.SIZES = ((1 << 20, 0),)
    desk.keep_reserve()
    assert desk.facts()["sound"] and desk.notices() is not None
    end(desk)
    desk.close()

def old_file(record):
    from needledesk.storage.vault import Vault
    Vault.open(record, None).close()  # copied beside, then brought up to date
"""

AUDIT = """
import os, shutil
record, old, source = (Path(name) for name in sys.argv[1:4])
shutil.copy(source, old)
names = {str(file) + side for file in (record, old) for side in ("", "-wal", "-journal", "-shm")}
seen = []

def watch(event, arguments):
    if event == "open" or event.startswith(("shutil.", "os.truncate", "os.link", "os.symlink")):
        for argument in arguments:
            if isinstance(argument, (str, bytes, os.PathLike)) and os.path.abspath(os.fsdecode(argument)) in names:
                seen.append(f"{event} {os.fsdecode(argument)}")

sys.addaudithook(watch)
tour(record, lambda desk: None)
old_file(old)
print("opened:", *seen)
open(record, "rb").close()
print("noticed:", len(seen))
"""

WINDOW = """
record = Path(sys.argv[1])

def look_around(desk):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QFileDialog
    from needledesk.app import Program, make_application
    from needledesk.settings import Settings

    app = make_application()
    program = Program(app, Settings(theme="light"))
    program.start(desk=desk)
    program.painted.connect(lambda: QTimer.singleShot(0, show))

    def show():
        window = program.window
        window.show_client(1)
        window.show_settings("record_file")
        dialog = QFileDialog(window, "Import photos", str(record.parent), "Pictures (*.jpg *.png)")
        dialog.open()
        QTimer.singleShot(400, dialog.close)
        QTimer.singleShot(500, window.close)
        QTimer.singleShot(600, app.quit)

    app.exec()

tour(record, look_around)
"""


def run(program: str, *arguments: object, before: tuple[str, ...] = ()) -> str:
    environment = os.environ | {"PYTHONPATH": str(CODE), "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [*before, sys.executable, "-c", TOUR + program, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=55, cwd=CODE)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_nothing_in_python_opens_the_record_file(tmp_path: Path) -> None:
    source = CODE / "tests" / "data" / "record_v1.needledesk"
    printed = run(AUDIT, tmp_path / "studio.needledesk", tmp_path / "old.needledesk", source).splitlines()
    assert printed[-2:] == ["opened:", "noticed: 1"]


def may_trace() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not may_trace(), reason="strace is not here, or may not trace")
def test_the_system_sees_sqlite_alone_open_the_record_file(tmp_path: Path) -> None:
    log, record = tmp_path / "calls", tmp_path / "practice" / "studio.needledesk"
    record.parent.mkdir()
    calls = "open,openat,openat2,creat,truncate,link,linkat"
    run(WINDOW, record, before=("strace", "-f", "-qq", "-e", f"trace={calls}", "-o", str(log)))
    names = re.compile(rf'"{re.escape(str(record))}(-wal|-journal|-shm)?"')
    opened = [line for line in log.read_text(errors="replace").splitlines() if names.search(line)]
    assert len(opened) > 3, "SQLite's own"
    assert [line for line in opened if "O_NOFOLLOW" not in line] == [], "SQLite alone refuses to follow a link"
