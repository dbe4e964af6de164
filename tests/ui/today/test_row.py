from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from needledesk.domain.today import Kind, Line
from needledesk.ui import icons
from needledesk.ui.today.row import ICONS, MARKS, LineRow

pytestmark = pytest.mark.usefixtures("dressed")


def shown(qtbot, line: Line, wide: int = 396) -> LineRow:
    row = LineRow(line)
    qtbot.addWidget(row)
    row.resize(wide, row.heightForWidth(wide))
    row.show()
    return row


def test_every_kind_has_a_mark_of_its_own() -> None:
    assert set(MARKS) | set(ICONS) == set(Kind)
    assert len({*MARKS.values(), *ICONS.values()}) == len(Kind)
    for icon, colour in ICONS.values():
        assert not icons.pixmap(icon, colour, 24).isNull()


@pytest.mark.parametrize("kind", Kind)
def test_it_is_named_can_be_pressed_and_is_large_enough(qtbot, kind: Kind) -> None:
    row = shown(qtbot, Line(1, 0, "Hana Korveth", kind, "Isotretinoin: 6 months over, Fri 20 Nov"))
    spoken = QAccessible.queryAccessibleInterface(row)
    assert spoken.role() == QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name).startswith("Hana Korveth. ")
    assert spoken.text(QAccessible.Text.Name).endswith("Isotretinoin: 6 months over, Fri 20 Nov")
    assert row.height() >= 60
    with qtbot.waitSignal(row.clicked):
        qtbot.keyClick(row, Qt.Key.Key_Space)


def test_the_mark_of_a_missing_sheet_is_said_too(qtbot) -> None:
    row = shown(qtbot, Line(1, 7, "Mateo", Kind.SHEET, "Sat 21 Nov, session 2"))
    assert row.accessibleName() == "Mateo. No aftercare sheet given: Sat 21 Nov, session 2"


def test_long_words_wrap_and_nothing_is_cut(qtbot) -> None:
    name = "Wilhelmina Konstantinopoulou von Hohenzollern-Sigmaringen the Younger"
    short = shown(qtbot, Line(1, 0, "Ann", Kind.DUE, "Until Sun 6 Dec"), 286)
    long = shown(qtbot, Line(1, 0, name, Kind.DUE, "Until Sun 6 Dec · deep, every 4 to 6 weeks · session 3 of 6"), 286)
    assert long.height() > short.height() + 30
    assert all(child.geometry().bottom() <= long.height() for child in long.findChildren(type(long.children()[-1])))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_focus_can_be_seen(qtbot, qapp, dressed, mode: str) -> None:
    dressed.apply(qapp, mode)
    row = shown(qtbot, Line(1, 0, "Ann", Kind.OVER, "over"))
    without = row.grab().toImage()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    assert row.grab().toImage() != without
