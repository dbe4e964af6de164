"""Type into the real program, kill it in mid-word, and look what the file has: for the test and its long form."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

from needledesk.desk.clock import laptop_clock
from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice

#: Where something can be typed: what opens it, and the draft that holds it, with its field; none for the note.
PLACES = {
    "note": ("visit", "", ""),
    "form": ("client", "client:new", "given"),
    "letter": ("visit", "letter:1", "author"),
    "override": ("visit", "override:1", "reason"),
    "deferral": ("visit", "deferral:1", "note"),
}
#: Types letters into a place, in bursts with a rest behind each; says each letter's number once it is typed.
TYPIST = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from needledesk.app import Program, make_application
    from needledesk.settings import Settings

    place, burst, rest = sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    app = make_application()
    program = Program(app, Settings())
    program.start(Path(sys.argv[1]))

    def turn(seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            app.processEvents()
            time.sleep(0.002)

    def until(there):
        while not there():
            turn(0.01)

    until(lambda: program.guard is not None)
    window = program.window
    if place == "form":
        window.add_client()
        field = window.pages.form.given.line
    else:
        window.show_visit(1)
        until(lambda: window.pages.shows("visit"))
        window.pages.visit.show_section("treatment")
        side = window.pages.side
        opens = {"letter": side.letters.add_in_visit, "override": side.visit_side.deciding.override,
                 "deferral": side.visit_side.deciding.put_off}
        if place == "note":
            field = window.pages.visit.page("treatment").notes.text
        else:
            opens[place]()
            until(lambda: QApplication.activeModalWidget() is not None)
            dialog = QApplication.activeModalWidget()
            field = {"letter": lambda: dialog.author.line, "override": lambda: dialog.text,
                     "deferral": lambda: dialog.note.line}[place]()
    turn(0.3)
    print("ready", flush=True)
    number = 0
    while True:
        for _ in range(burst):
            QTest.keyClicks(field, "abcdefghij"[number % 10])
            number += 1
            print(number, flush=True)
            turn(0.02)
        turn(rest)
""")


@dataclass(frozen=True)
class Killed:
    """`typed`: when each letter was typed, in seconds before the kill; `kept`: how many of them the file has."""

    typed: tuple[float, ...]
    kept: int
    whole: bool

    @property
    def lost_seconds(self) -> float:
        """How far back the loss reaches."""
        return self.typed[self.kept] if self.kept < len(self.typed) else 0.0


def practice_file(folder: Path) -> Path:
    """A record file with one visit of today whose verdict can be overridden, put off and answered by a letter."""
    desk = Desk.create(folder / "typed.needledesk", Practice("Alder & Linen", "202-555-0142", "US"), None, laptop_clock)
    client = desk.clients.add(Details("Amara", "Delisse"))
    visit = desk.visits.begin(client.id)
    said = {
        "aspirin": Answer(Reply.YES, last=When(laptop_clock().date().isoformat()), prescribed=Reply.NO),
        "herpes_history": Answer(Reply.YES),
    }
    for question in desk.protocol().asked:
        desk.screening.answer(visit.id, question.key, said.get(question.key, Answer(Reply.NO)))
    desk.close()
    return desk.path


class Typist:
    """One program that is typed into until it is killed."""

    def __init__(self, path: Path, home: Path, place: str, burst: int = 12, rest: float = 1.2) -> None:
        self._path, self._place = path, place
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "NEEDLEDESK_HOME": str(home)}
        command = [sys.executable, "-c", TYPIST, str(path), place, str(burst), str(rest)]
        self._program = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        self._times: list[float] = []

    def wait_until_ready(self) -> None:
        """The field is there."""
        assert self._program.stdout is not None
        assert self._program.stdout.readline() == "ready\n"

    def kill_after(self, letters: int, delay: float) -> Killed:
        """Kill it `delay` seconds after it has said that so many letters are typed, and read the file."""
        assert self._program.stdout is not None
        while len(self._times) < letters:
            assert self._program.stdout.readline()
            self._times.append(time.monotonic())
        time.sleep(delay)
        self._program.kill()
        now = time.monotonic()
        rest = self._program.stdout.read()
        self._program.communicate()
        self._times += [now] * rest.count("\n")
        return self._look(now)

    def _look(self, now: float) -> Killed:
        desk = Desk.open(self._path)
        _, place, field = PLACES[self._place]
        try:
            found = desk.drafts.get(place) if place else None
            text = desk.visits.get(1).note if not place else str(found[0][field]) if found else ""
            sound = bool(desk.facts()["sound"])
        finally:
            desk.close()
        there = "abcdefghij" * (len(text) // 10 + 1)
        return Killed(tuple(now - at for at in self._times), len(text), sound and there.startswith(text))
