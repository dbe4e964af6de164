"""Finding one of 20,000 clients: the query at each key against a plain select of 50 rows, and the wait between a key
and the painted rows against painting the same rows without a query.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.crowd import crowded_file
from needledesk.desk.desk import Desk
from needledesk.storage import clients
from needledesk.storage.vault import Vault
from needledesk.ui.background import Background
from needledesk.ui.clients.client_list import ClientList
from needledesk.ui.clients.list_model import PAGE
from needledesk.ui.theme import Theme

ROWS = 50
NAMES = 60
QUERY_GOAL, PAINT_GOAL = 6.0, 2.0
FLOOR = "SELECT * FROM client WHERE id >= ? ORDER BY id LIMIT 50"


def measure() -> list[tuple[str, float, float, bool]]:
    """Both ratios, each of two 95th percentiles taken in turn."""
    path = crowded_file()
    return [
        ("client search query p95", query_ratio(path), QUERY_GOAL, False),
        ("key press to painted rows p95", painted_ratio(path), PAINT_GOAL, False),
    ]


def query_ratio(path: Path) -> float:
    """The query of each key while names are typed, over 50 rows by their id."""
    chance = random.Random(7)
    floor, query = [], []
    with Vault.open(path, None) as vault:
        count = clients.count(vault)
        for typed in keystrokes(vault, chance):
            start = chance.randrange(count - ROWS)
            floor.append(seconds(lambda start=start: vault.tuples(FLOOR, start)))
            query.append(seconds(lambda typed=typed: clients.page(vault, typed, ROWS, 0)))
    return p95(query) / p95(floor)


def painted_ratio(path: Path) -> float:
    """From each key to the painted answer, over painting as many rows again without asking for them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    Theme.current().apply(app, "light")
    background = Background(_raise)
    desk = Desk.open(path)
    listed = ClientList(desk, background, desk.clients.find("", PAGE))
    listed.resize(listed.width(), 800)
    listed.show()
    QTest.qWaitForWindowExposed(listed)
    try:
        return _typed(listed, desk) if listed.isVisible() else 0.0
    finally:
        background.close()
        desk.close()
        listed.deleteLater()


def _typed(listed: ClientList, desk: Desk) -> float:
    screen = Screen(listed)
    floor, ours = [], []
    for name in [line.name for line in desk.clients.find("", 4000)[:: 4000 // NAMES]]:
        for letter in name[:6]:
            floor.append(seconds(screen.paint_again))
            ours.append(seconds(partial(screen.press, letter)))
        listed.search.clear()
        screen.wait()
    return p95(ours) / p95(floor)


class Screen(QObject):
    """Watches the list: when an answer came, and when the rows were painted after it."""

    def __init__(self, listed: ClientList) -> None:
        super().__init__(listed)
        self._listed = listed
        self._answered = self._painted = False
        listed.model.modelReset.connect(self._reset)
        listed.rows.viewport().installEventFilter(self)

    def press(self, letter: str) -> None:
        """A key in the search field, until its answer is painted."""
        self._answered = False
        QTest.keyClick(self._listed.search, letter)
        self.wait()

    def paint_again(self) -> None:
        """What the answer makes the window do, without key and answer."""
        self._answered = False
        self._listed.model.beginResetModel()
        self._listed.model.endResetModel()
        self.wait()

    def wait(self) -> None:
        """Until the rows have been painted after an answer. The waiting leaves the other thread its turn."""
        while not (self._answered and self._painted):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a paint."""
        self._painted = self._painted or event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def _reset(self) -> None:
        self._answered, self._painted = True, False


def keystrokes(vault: Vault, chance: random.Random) -> Iterator[str]:
    """What stands in the field after each key, for names picked by chance."""
    count = clients.count(vault)
    for _ in range(NAMES):
        name = clients.page(vault, "", 1, chance.randrange(count))[0].name.lower()
        yield from (name[:length] for length in range(1, min(len(name), 10) + 1))


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]


def _raise(fault: BaseException) -> None:
    raise fault
