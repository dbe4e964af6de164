"""The order in which Tab goes through a visit: parts that are made late would come last, and are placed here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def place_after(anchor: QWidget, part: QWidget) -> None:
    """Have Tab go on from `anchor` into the new `part`, through it in its own order, and then on as before."""
    for stop in list(_new_stops(part)):
        QWidget.setTabOrder(anchor, stop)
        anchor = stop


def order_by_place(part: QWidget, known: list[QWidget]) -> list[QWidget]:
    """Have Tab go through the visible stops of `part` from top to bottom; gives them. `known`: as they were before."""
    window = part.window()
    inside = (child for child in part.findChildren(QWidget) if child.isVisible() and child.window() is window)
    stops = sorted(filter(_takes_focus, inside), key=lambda stop: _place(stop, part))
    if stops != known:
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
    return stops


def _new_stops(part: QWidget) -> Iterator[QWidget]:
    """Everything in a part just added that can have the focus: what was added together lies together."""
    stop = part.nextInFocusChain()
    while stop is not None and part.isAncestorOf(stop):
        if _takes_focus(stop):
            yield stop
        stop = stop.nextInFocusChain()


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _place(stop: QWidget, part: QWidget) -> tuple[int, int]:
    at = stop.mapTo(part, QPoint(0, 0))
    return at.y() + stop.height() // 2, at.x()
