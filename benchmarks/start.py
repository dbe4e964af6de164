"""From the start of the process to the first painted window with 20,000 clients in the file, against an empty window.

Both are child processes, one after the other in turn, on the same platform; each says when it was idle after painting.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
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
    with tempfile.TemporaryDirectory() as home:
        for turn in range(ROUNDS + 1):
            floor = started([sys.executable, "-c", EMPTY], home)
            full = started([sys.executable, "-c", OURS.format(banned=BANNED), str(path)], home)
            if turn:  # the first of each reads everything from the disk
                empty.append(floor)
                ours.append(full)
    return [("start to first paint, 20,000 clients", statistics.median(ours) / statistics.median(empty), GOAL, False)]


def started(command: list[str], home: str) -> float:
    """Seconds from starting the child until it was idle after its first paint."""
    began = time.monotonic()
    told = subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True)
    at, *banned = told.stdout.split()
    if banned:
        raise SystemExit(f"Imported before the first paint: {', '.join(banned)}")
    return float(at) - began


def environment(home: str) -> dict[str, str]:
    """A home of its own, bytecode allowed; the display there is, or none."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["NEEDLEDESK_HOME"] = home
    if not (kept.get("DISPLAY") or kept.get("WAYLAND_DISPLAY")):
        kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return kept
