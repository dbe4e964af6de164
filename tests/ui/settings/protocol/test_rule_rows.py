from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.ui.settings.protocol.rule_model import RuleModel
from needledesk.ui.settings.protocol.rule_rows import RuleRows

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def rows(show) -> RuleRows:
    model = RuleModel()
    model.show_protocol(shipped_protocol())
    made = show(RuleRows(model), 352, 500)
    model.setParent(made)
    return made


def test_up_and_down_go_from_rule_to_rule_over_the_headings(rows, qtbot) -> None:
    chosen: list[str] = []
    rows.chosen.connect(chosen.append)
    rows.show_chosen("S-MED-06")
    assert chosen == []
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    assert chosen == ["S-MED-07", "S-MED-06"]


def test_a_tap_chooses(rows, qtbot) -> None:
    place = rows.visualRect(rows.model().index(rows.model().row_of("S-MED-03"))).center()
    with qtbot.waitSignal(rows.chosen) as said:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said.args == ["S-MED-03"]


def test_a_screen_reader_chooses_by_selecting(rows, qtbot) -> None:
    index = rows.model().index(rows.model().row_of("S-ABS-01"))
    with qtbot.waitSignal(rows.chosen) as said:
        rows.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert said.args == ["S-ABS-01"]


def test_a_rule_far_down_is_scrolled_to(rows) -> None:
    rows.show_chosen("S-EXP-07")
    assert rows.viewport().rect().intersects(rows.visualRect(rows.currentIndex()))
    rows.show_chosen("not there")
    assert not rows.selectionModel().hasSelection()


def test_it_has_a_name(rows) -> None:
    assert rows.accessibleName() == "Rules of the protocol"
