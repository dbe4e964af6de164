from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.course_bar import CourseBar


def image(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    return widget.grab().toImage()


@pytest.mark.parametrize(
    ("done", "total", "under_way", "name", "bars"),
    [
        (3, 6, True, "Course: 3 of 6 sessions done, one under way", 6),
        (0, 4, False, "Course: 0 of 4 sessions done", 4),
        (4, 3, True, "Course: 4 of 5 sessions done, one under way", 5),  # more than was planned
    ],
)
def test_a_course_is_shown_in_bars(
    qtbot: QtBot, light: Theme, done: int, total: int, under_way: bool, name: str, bars: int
) -> None:
    bar = CourseBar()
    bar.show_course(done, total, under_way)
    assert bar.accessibleName() == name
    drawn = image(qtbot, bar, QSize(300, 8))
    wide = (300 - 6 * (bars - 1)) / bars
    middles = [drawn.pixelColor(round(n * (wide + 6) + wide * 0.75), 4) for n in range(bars)]
    assert [colour == light.colour("primary") for colour in middles] == [n < done for n in range(bars)]


def test_a_course_without_sessions_draws_nothing(qtbot: QtBot) -> None:
    assert image(qtbot, CourseBar(), QSize(100, 8)).pixelColor(50, 4) != QColor("black")
