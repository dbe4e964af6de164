from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.flow import Flow


def box(width: int, height: int = 28) -> QWidget:
    widget = QWidget()
    widget.setFixedSize(width, height)
    return widget


def host(qtbot: QtBot, *sizes: tuple[int, int]) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    flow = Flow(8, made)
    for size in sizes:
        flow.addWidget(box(*size))
    made.show()
    return made


def places(made: QWidget) -> list[tuple[int, int]]:
    layout = made.layout()
    return [(layout.itemAt(n).geometry().x(), layout.itemAt(n).geometry().y()) for n in range(layout.count())]


def test_it_goes_on_to_the_next_line(qtbot: QtBot) -> None:
    made = host(qtbot, (100, 28), (100, 28), (100, 28))
    made.resize(220, 100)
    assert places(made) == [(0, 0), (108, 0), (0, 36)]
    assert made.layout().heightForWidth(220) == 64
    assert made.layout().heightForWidth(400) == 28


def test_lower_ones_stand_in_the_middle_of_their_line(qtbot: QtBot) -> None:
    made = host(qtbot, (50, 56), (50, 44))
    made.resize(200, 60)
    assert places(made) == [(0, 0), (58, 6)]


def test_one_that_is_too_wide_gets_its_own_line(qtbot: QtBot) -> None:
    made = host(qtbot, (50, 28), (300, 28), (50, 28))
    made.resize(120, 200)
    assert [y for _, y in places(made)] == [0, 36, 72]


def test_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    made = host(qtbot, (100, 28), (100, 28))
    made.layout().itemAt(0).widget().hide()
    made.layout().activate()
    assert made.layout().sizeHint().width() == 100


def test_items_can_be_taken_out(qtbot: QtBot) -> None:
    made = host(qtbot, (10, 10), (20, 10))
    layout = made.layout()
    assert layout.takeAt(0).widget().width() == 10
    assert layout.count() == 1
    assert layout.itemAt(1) is None
    assert layout.takeAt(5) is None


def test_an_empty_one_has_no_height(qtbot: QtBot) -> None:
    made = host(qtbot)
    assert made.layout().heightForWidth(100) == 0


def test_rows_that_come_and_go_leave_the_others_whole(qtbot: QtBot) -> None:
    """Items of rows that are gone must not be taken for those of rows that are there (it ended in a crash)."""
    kept = [host(qtbot, (20, 10), (30, 10)) for _ in range(3)]
    for turn in range(200):
        made = QWidget(kept[0])
        flow = Flow(8, made)
        for width in (10, 20, 30):
            flow.addWidget(box(width))
        item = flow.takeAt(1) if turn % 2 else flow.itemAt(1)
        assert item is not None
        gone = item.widget()
        assert gone is not None
        shiboken6.delete(gone)
        later = QWidget(kept[1])
        other = Flow(8, later)
        other.addWidget(box(40))
        shiboken6.delete(made)
        assert [other.itemAt(place).sizeHint().width() for place in range(other.count())] == [40]
        assert other.heightForWidth(100) == 28
        kept.append(later)
    assert all(one.layout().heightForWidth(200) in (10, 28) for one in kept)
