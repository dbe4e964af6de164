"""From the start of the process to the first painted window with 20,000 clients in the file, against an empty window.

Both are child processes, one after the other in turn, on the same platform; each says when it was idle after painting.
"""

from __future__ import annotations

import compileall
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.crowd import crowded_file

ROUNDS = 11
GOAL = 2.0
#: Modules that have no business before the first paint.
BANNED = ("reportlab", "PIL", "pi_heif", "sqlite_utils", "numpy")

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)
def told():
    print(time.monotonic(), flush=True)
    app.quit()
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from needledesk.app import Program, make_application
from needledesk.settings import Settings
def told():
    print(time.monotonic(), *[name for name in {banned!r} if name in sys.modules], flush=True)
    program.background.aside = lambda *args, **more: None  # the run ends here: no warming up
    app.quit()
app = make_application()
program = Program(app, Settings.load())
program.painted.connect(told)
program.start(Path(sys.argv[1]))
app.exec()
rows = program.window.clients.model.rowCount()
program.window.close()
sys.exit(0 if rows else 3)
"""


def measure() -> list[tuple[str, float, float, bool]]:
    """The ratio of the medians."""
    path = crowded_file()
    compileall.compile_dir(Path(__file__).parent.parent / "needledesk", quiet=2)
    empty, ours = [], []
    with tempfile.TemporaryDirectory() as home, screen() as display:
        env = environment(home) | display
        for turn in range(ROUNDS + 1):
            floor = started([sys.executable, "-c", EMPTY], env)
            full = started([sys.executable, "-c", OURS.format(banned=BANNED), str(path)], env)
            if turn:  # the first of each reads everything from the disk
                empty.append(floor)
                ours.append(full)
    return [("start to first paint, 20,000 clients", statistics.median(ours) / statistics.median(empty), GOAL, False)]


def started(command: list[str], env: dict[str, str]) -> float:
    """Seconds from starting the child until it was idle after its first paint."""
    began = time.monotonic()
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    at, *banned = told.stdout.split()
    if banned:
        raise SystemExit(f"Imported before the first paint: {', '.join(banned)}")
    return float(at) - began


def environment(home: str) -> dict[str, str]:
    """A home of its own, bytecode allowed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"NEEDLEDESK_HOME": home}


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """The screen there is; else a virtual one, as a window on a screen is what the goal is about; else none."""
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if shown or not sys.platform.startswith("linux"):
        yield {}
        return
    server = shutil.which("Xvfb")
    if server is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    told, tells = os.pipe()
    command = [server, "-displayfd", str(tells), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        os.close(tells)
        with os.fdopen(told) as said:  # to the end of the line: the server dies of a pipe that is closed too early
            number = said.readline().strip()
        try:
            yield {"DISPLAY": f":{number}"} if number else {"QT_QPA_PLATFORM": "offscreen"}
        finally:
            running.terminate()
