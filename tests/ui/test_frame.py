from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStackedWidget, QWidget

from needledesk.ui.frame import Frame
from needledesk.ui.rail import Rail

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def frame(qtbot) -> Frame:
    made = Frame(Rail(), QWidget(), QStackedWidget())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def spans(frame: Frame) -> list[tuple[int, int]]:
    parts = [frame._rail, frame.clients, frame._stack, frame._side]
    return [(part.x(), part.width()) for part in parts if part is not None and part.isVisible()]


def test_rail_list_and_workspace_share_the_width(frame) -> None:
    assert spans(frame) == [(0, 80), (80, 300), (380, 986)]


def test_the_side_column_stands_at_the_right(frame) -> None:
    frame.add_side(QWidget())
    frame.show_parts(clients=True, side=True)
    assert spans(frame) == [(0, 80), (80, 300), (380, 682), (1062, 304)]
    frame.show_parts(clients=False, side=True)
    assert spans(frame) == [(0, 80), (80, 982), (1062, 304)]


def test_over_the_page_the_list_moves_nothing(frame) -> None:
    frame.add_side(QWidget())
    frame.show_parts(clients=True, side=True, over=True)
    assert spans(frame) == [(0, 80), (80, 300), (80, 982), (1062, 304)]
    assert frame.childAt(100, 300) is frame.clients


@pytest.mark.parametrize(("wide", "roomy"), [(1366, True), (1244, True), (1243, False), (1024, False)])
def test_room_for_all_four(frame, wide, roomy) -> None:
    frame.resize(wide, 640)
    assert frame.roomy is roomy
