from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.domain.zones import BODY, FACE, FULL_FACE
from needledesk.ui.visit.zone_pills import ZonePanel, ZonePills
from needledesk.ui.widgets.buttons import Button


def test_the_face_comes_first_and_no_zone_that_is_never_treated(qtbot: QtBot) -> None:
    pills = ZonePills("Zones")
    qtbot.addWidget(pills)
    assert list(pills.pills.pills) == [FULL_FACE, *FACE, *BODY]


def test_full_face_sets_and_clears_the_eleven(qtbot: QtBot) -> None:
    pills = ZonePills("Zones")
    qtbot.addWidget(pills)
    pills.show_zones(("neck",))
    with qtbot.waitSignal(pills.changed) as said:
        pills.pills.pills[FULL_FACE].click()
    assert said.args == [(*FACE, "neck")]
    pills.pills.pills["chin"].click()
    assert "chin" not in pills.zones
    assert not pills.pills.pills[FULL_FACE].isChecked()
    pills.show_zones(FACE)
    pills.pills.pills[FULL_FACE].click()
    assert pills.zones == ()


def test_the_panel_opens_by_its_button_says_what_is_chosen_and_closes_by_esc(qtbot: QtBot) -> None:
    anchor = Button("Zone")
    qtbot.addWidget(anchor)
    anchor.show()
    panel = ZonePanel("Where", parent=anchor)
    panel.open_at(anchor, ("chin",))
    pills = panel.findChild(ZonePills)
    assert isinstance(pills, ZonePills)
    assert pills.zones == ("chin",)
    with qtbot.waitSignal(panel.changed) as said:
        qtbot.mouseClick(pills.pills.pills["nose"], Qt.MouseButton.LeftButton)
    assert said.args == [("nose", "chin")]
    qtbot.keyClick(panel, Qt.Key.Key_A)
    assert panel.isVisible()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_panel_opens_above_where_the_screen_ends(qtbot: QtBot) -> None:
    anchor = Button("Zone")
    qtbot.addWidget(anchor)
    anchor.show()
    anchor.move(0, anchor.screen().availableGeometry().bottom() - 50)
    panel = ZonePanel("Where", parent=anchor)
    panel.open_at(anchor, ())
    assert panel.geometry().bottom() <= anchor.y()
