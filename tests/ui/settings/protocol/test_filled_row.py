from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.settings.protocol.filled_row import FilledRow

pytestmark = pytest.mark.usefixtures("dressed")


def block(wide: int, grows: bool = False) -> QWidget:
    made = QWidget()
    made.setMinimumSize(wide, 40)
    made.setSizePolicy(QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


@pytest.fixture
def row(show):
    frame = QWidget()
    made = FilledRow(10, frame)
    for part in (block(100), block(100, grows=True), block(100)):
        made.addWidget(part)
    show(frame, 400, 200)
    return frame


def places(frame: QWidget) -> list[tuple[int, int, int]]:
    layout = frame.layout()
    items = (layout.itemAt(place).geometry() for place in range(layout.count()))
    return [(place.x(), place.y(), place.width()) for place in items]


def test_what_grows_takes_the_rest_of_its_line(row) -> None:
    assert places(row) == [(0, 0, 100), (110, 0, 180), (300, 0, 100)]


def test_it_wraps_where_the_width_ends(row, qapp) -> None:
    row.resize(240, 200)
    qapp.processEvents()
    assert places(row) == [(0, 0, 100), (110, 0, 130), (0, 50, 100)]
    assert row.layout().heightForWidth(240) == 90
