"""On a real X server with real keys: type a note, lock, unlock, and be at the same place. Skipped without the tools."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from needledesk.desk.clock import laptop_clock
from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.domain.practice import Practice
from needledesk.ui.only_copy import raise_other

TOOLS = ("Xvfb", "xdotool", "xprop", "xwininfo")
#: Hundredths of a second that an idle program may use in half a second.
QUIET = 3
PASSPHRASE = "five words make it"
pytestmark = [
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked at in /proc"),
]


class Seat:
    """A screen and a keyboard with the program on it."""

    def __init__(self, display: str, home: Path, path: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
        self._env = kept | {"DISPLAY": display, "NEEDLEDESK_HOME": str(home)}
        self._path, self._shown = path, ""
        command = [sys.executable, "-m", "needledesk", "--file", str(path)]
        self.program = subprocess.Popen(command, env=self._env, stderr=subprocess.DEVNULL)

    def run(self, *command: str) -> str:
        return subprocess.run(command, env=self._env, capture_output=True, text=True, check=False).stdout

    def window(self) -> None:
        """Wait for another window than the last one, and give it the keyboard: there may be nobody to do that."""

        def another() -> list[str]:
            found = self.run("xdotool", "search", "--onlyvisible", "--name", "^NeedleDesk$").split()
            return [one for one in found if one != self._shown]

        self._shown = str(self.until(another)[-1])  # type: ignore[index]
        self.run("xdotool", "windowfocus", "--sync", self._shown)
        self.rest()

    def keys(self, *keys: str) -> None:
        self.run("xdotool", "key", *keys)
        self.rest()

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "15", text)
        self.rest()

    def rest(self) -> None:
        """Until the program has nothing more to do: it uses next to no time for half a second."""
        used = -QUIET
        while (now := self._ticks()) - used >= QUIET:
            used = now
            time.sleep(0.5)

    def _ticks(self) -> int:
        fields = Path(f"/proc/{self.program.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def until(self, there: Callable[[], object]) -> object:
        end = time.monotonic() + 20
        while not (found := there()):
            assert time.monotonic() < end
            time.sleep(0.02)
        return found

    def names(self) -> str:
        """Every name that any window on this screen has."""
        tree = self.run("xwininfo", "-root", "-tree")
        windows = [line.split()[0] for line in tree.splitlines() if line.strip().startswith("0x")]
        told = [self.run("xprop", "-id", one, "WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME", "WM_CLASS") for one in windows]
        return tree + "\n".join(told)

    def lock(self) -> tuple[dict[str, object], float]:
        """Ctrl+L; the place it was locked at, and the seconds until the lock screen had been painted."""
        began = time.monotonic()
        self.run("xdotool", "key", "ctrl+l")
        before = self._arguments()
        self.until(lambda: "--locked" in self._arguments() and self._arguments() != before)
        arguments = self._arguments()
        assert raise_other(self._path, 10)
        return json.loads(arguments[arguments.index("--locked") + 1]), time.monotonic() - began

    def _arguments(self) -> list[str]:
        return Path(f"/proc/{self.program.pid}/cmdline").read_text().split("\0")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    practice = Practice("Alder & Linen Skin Studio", "202-555-0142", "US", practitioner="M. Averil")
    desk = Desk.create(tmp_path / "studio.needledesk", practice, PASSPHRASE, laptop_clock)
    client = desk.clients.add(Details("Imke", "Solvarde"))
    desk.visits.begin(client.id)
    desk.close()
    return tmp_path / "studio.needledesk"


@pytest.fixture
def seat(own_home: Path, path: Path) -> Iterator[Seat]:
    told, tells = os.pipe()
    server = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1400x820x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(server, pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        os.close(tells)
        with os.fdopen(told) as said:  # to the end of the line: the server dies of a pipe that is closed too early
            number = said.readline().strip()
        taken = Seat(f":{number}", own_home, path)
        yield taken
        taken.program.kill()
        taken.program.wait()
        running.terminate()


def test_a_note_is_typed_locked_unlocked_and_typed_on(seat: Seat, path: Path) -> None:
    seat.window()
    seat.type(PASSPHRASE)
    seat.keys("Return")
    seat.window()
    seat.type("imke")
    seat.keys("Return")
    seat.keys("ctrl+shift+n")
    seat.keys("alt+2")
    seat.keys("ctrl+t")
    seat.type("a very red spot")
    assert "NeedleDesk" in seat.names()
    assert "Imke" not in seat.names()
    assert "Solvarde" not in seat.names()

    place, seconds = seat.lock()
    assert seconds < 5
    assert (place["visit"], place["section"], place["why"]) == (1, "treatment", "hand")
    assert "Imke" not in seat.names()

    seat.window()
    seat.type(PASSPHRASE)
    seat.keys("Return")
    seat.window()
    seat.type(" and on")
    again, _ = seat.lock()
    assert again["cursor"] == place["cursor"] + len(" and on")  # type: ignore[operator]
    assert {**again, "cursor": 0, "locked": ""} == {**place, "cursor": 0, "locked": ""}
    desk = Desk.open(path, PASSPHRASE)
    assert desk.visits.get(1).note.endswith("a very red spot and on")
    desk.close()
