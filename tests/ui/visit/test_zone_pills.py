from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.domain.zones import BODY, FACE, FULL_FACE
from needledesk.ui.visit.zone_pills import ZonePanel, ZonePills
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.zone_map import ZoneButton


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


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[ZonePanel]:
    anchor = Button("Zone")
    qtbot.addWidget(anchor)
    anchor.show()
    made = ZonePanel("Where", "limited", anchor)
    made.open_at(anchor, ("chin",))
    yield made
    made.close()


def test_map_and_pills_say_the_same(panel: ZonePanel, qtbot: QtBot) -> None:
    pills = panel.findChild(ZonePills)
    assert isinstance(pills, ZonePills)
    assert panel.map.is_chosen("chin")
    with qtbot.waitSignal(panel.changed) as said:
        panel.map.press("nose")
    assert said.args == [("nose", "chin")]
    assert pills.zones == ("nose", "chin")
    pills.pills.pills["chin"].click()
    assert not panel.map.is_chosen("chin")
    with qtbot.waitSignal(panel.changed) as said:
        panel.map.press("nose")
    assert said.args == [()]


def test_the_body_is_on_two_more_sides_and_the_panel_opens_where_the_first_zone_is(
    panel: ZonePanel, qtbot: QtBot
) -> None:
    panel.sides.parts["front"].click()
    assert panel.map.side == "front"
    panel.map.press("abdomen")
    panel.sides.parts["face"].click()
    panel.close()
    panel.open_at(panel.parentWidget(), ("back",))
    assert (panel.map.side, panel.sides.value) == ("back", "back")


def test_a_locked_place_says_why_in_the_panel_until_something_is_chosen(panel: ZonePanel) -> None:
    never = next(each for each in panel.map.findChildren(ZoneButton) if each.shape.why)
    panel.map.press(never.shape.key)
    assert "never treated" in panel.why_not.text()
    panel.map.press("nose")
    assert panel.why_not.text() == ""
