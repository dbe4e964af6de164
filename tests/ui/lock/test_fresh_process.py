"""The real program: unlock, type, look at a picture, lock; then every byte of it and of its children is searched."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from needledesk.domain.clients import Details
from needledesk.ui.lock.fresh_process import command
from needledesk.ui.only_copy import raise_other
from needledesk.ui.place import Place

PASSPHRASE = "walrus-tangent-quillow-embered-93"
NOTE = "canary of the note: wimbleberry stain, left temple"
#: Opens, unlocks and types as a user does, then waits to be told to lock. What is secret comes through the pipe.
DRIVER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from needledesk.app import Program, make_application
    from needledesk.settings import Settings
    from needledesk.ui.main_window import MainWindow

    path, picture, visit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    app = make_application()
    program = Program(app, Settings.load())
    program.start(path)

    def until(there):
        while not there():
            app.processEvents()
            program.background.wait()
            app.processEvents()

    until(lambda: hasattr(program.window, "centralWidget") and hasattr(program.window.centralWidget(), "passphrase"))
    page = program.window.centralWidget()
    QTest.keyClicks(page.passphrase.line, sys.stdin.readline().strip())
    page.unlock.click()
    until(lambda: program.guard is not None)
    window = program.window
    window.show_visit(visit)
    until(lambda: window.pages.shows("visit"))
    window.pages.visit.show_section("treatment")
    notes = window.pages.visit.page("treatment").notes.text
    QTest.keyClicks(notes, sys.stdin.readline().strip())
    QGuiApplication.clipboard().setText(notes.toPlainText())
    key = bytes.fromhex(sys.stdin.readline())  # the cipher keeps its own copy masked: this one is for the search
    program.background.aside(window.open_visit.desk.photos.prepare, picture)
    program.background.wait()
    print("ready", flush=True)
    sys.stdin.readline()
    QTimer.singleShot(0, window.rail.lock.click)
    app.exec()
""")

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shows a process's memory as files"),
]


@pytest.fixture
def visit(open_desk) -> int:
    desk = open_desk("locked.needledesk", PASSPHRASE)
    client = desk.clients.add(Details("Amara", "Delisse"))
    begun = desk.visits.begin(client.id)
    desk.close()
    return begun.id


@pytest.fixture
def program(visit, tmp_path, own_home) -> Iterator[subprocess.Popen[str]]:
    picture = tmp_path / "camera.jpg"
    Image.new("RGB", (640, 480), (180, 140, 120)).save(picture)
    # The list of platforms is Qt's own spelling; a display that is named but not used lets the program start.
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen;minimal", "DISPLAY": ":none", "NEEDLEDESK_HOME": str(own_home)}
    arguments = [sys.executable, "-c", DRIVER, str(tmp_path / "locked.needledesk"), str(picture), str(visit)]
    running = subprocess.Popen(arguments, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield running
    running.kill()
    running.communicate()


def family(pid: int) -> list[int]:
    """A process and all that it has started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # threads come and go
            for child in task.joinpath("children").read_text().split():
                found += family(int(child))
    return found


def copies(pid: int, secrets: dict[str, bytes]) -> dict[str, int]:
    """How often each of them lies in the memory of a process, in any of the ways in which texts and keys lie there."""
    count = dict.fromkeys(secrets, 0)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights, *_, name = line.split(maxsplit=5) + [""] * (6 - len(line.split(maxsplit=5)))
            if "r" not in rights or name.startswith(("[vvar", "[vsyscall")):
                continue
            start, end = (int(edge, 16) for edge in place.split("-"))
            with contextlib.suppress(OSError):
                memory.seek(start)
                piece = memory.read(end - start)
                for secret, looks in secrets.items():
                    count[secret] += piece.count(looks)
    return count


def secrets_of(path: Path) -> dict[str, bytes]:
    key = hashlib.pbkdf2_hmac("sha512", PASSPHRASE.encode(), path.read_bytes()[:16], 256_000, 32)
    texts = {"passphrase": PASSPHRASE, "note": NOTE, "key in hex": key.hex(), "key in HEX": key.hex().upper()}
    looks = {"key": key}
    for name, text in texts.items():
        looks[name], looks[f"{name}, wide"] = text.encode(), text.encode("utf-16-le")
    return looks


def found_in(pids: list[int], looks: dict[str, bytes]) -> dict[str, int]:
    total = dict.fromkeys(looks, 0)
    for pid in pids:
        for name, count in copies(pid, looks).items():
            total[name] += count
    return total


def tell(program: subprocess.Popen[str], line: str) -> None:
    assert program.stdin is not None
    program.stdin.write(line + "\n")
    program.stdin.flush()


def test_after_the_lock_no_process_holds_passphrase_key_or_note(program, tmp_path, visit, open_desk) -> None:
    path = tmp_path / "locked.needledesk"
    looks = secrets_of(path)
    tell(program, PASSPHRASE)
    tell(program, NOTE)
    tell(program, looks["key in hex"].decode())
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    before = family(program.pid)
    assert len(before) > 1, "a child that reads pictures is there to be ended"
    there = found_in(before, looks)
    for name in ("passphrase", "key", "key in hex", "note"):  # else the search would find nothing afterwards either
        assert there[name] or there.get(f"{name}, wide"), name

    began = time.monotonic()
    tell(program, "lock")
    cmdline = Path(f"/proc/{program.pid}/cmdline")
    while b"--locked" not in cmdline.read_bytes():
        assert time.monotonic() - began < 10
        time.sleep(0.02)
    assert raise_other(path, 10)  # the lock screen has come up
    assert time.monotonic() - began < 10
    assert family(program.pid) == [program.pid]
    assert not any(found_in(family(program.pid), looks).values())
    arguments = cmdline.read_bytes().split(b"\0")
    place = json.loads(arguments[arguments.index(b"--locked") + 1])
    assert place["section"] == "treatment"
    assert place["why"] == "hand"
    desk = open_desk("locked.needledesk", PASSPHRASE)  # free: the locked program holds nothing of it
    # Another visit than at first: the program goes by the laptop's day, on which the one of before is over.
    assert desk.visits.get(place["visit"]).note == NOTE


def test_the_command_line_holds_the_place_and_the_file_and_nothing_else(tmp_path) -> None:
    path = tmp_path / "studio.needledesk"
    assert command(Place(client=3), path)[-3:] == ["--locked", '{"room":"clients","client":3}', str(path)]
