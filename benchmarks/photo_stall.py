"""How long the window's thread stands still while eight 12 megapixel photos are taken in, to an encrypted file."""

from __future__ import annotations

import itertools
import os
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

PHOTOS = 8
LONGEST_MS = 50.0  # of the goal


def measure() -> list[tuple[str, float, float, bool]]:
    """The longest gap between two ticks of a 5 ms timer, as a share of 50 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        return [("longest stall while photos come in, of 50 ms", _longest(Path(scratch)) / LONGEST_MS, 1.0, False)]


def _longest(folder: Path) -> float:
    from PySide6.QtCore import QCoreApplication, QTimer
    from PySide6.QtWidgets import QApplication

    from needledesk.desk.desk import Desk
    from needledesk.domain.clients import Details
    from needledesk.domain.photos import Moment
    from needledesk.domain.practice import Practice
    from needledesk.imaging.faces import draw
    from needledesk.ui.background import Background
    from needledesk.ui.visit.open_visit import OpenVisit

    app = QCoreApplication.instance() or QApplication([])
    paths = [folder / f"{number}.jpg" for number in range(PHOTOS)]
    for number, path in enumerate(paths):
        path.write_bytes(draw("front", number, taken=datetime(2026, 11, 22, 13, number)))  # noqa: DTZ001 - a camera's
    desk = Desk.create(folder / "stall.needledesk", Practice("Stall", "1", "US"), "five words that nobody guesses")
    background = Background(lambda fault: print("fault:", fault))
    visit = OpenVisit(desk, background)
    visit.begin(desk.clients.add(Details("Stall", "Test", date(1990, 1, 1))).id)
    background.wait()
    ticks: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    for path in paths:
        visit.add_photo(path, Moment.BEFORE, "front")
    while len(visit.visit.photos) < PHOTOS:
        app.processEvents()
        time.sleep(0.001)
    timer.stop()
    background.close()
    desk.close()
    return max(after - before for before, after in itertools.pairwise(ticks)) * 1000
