from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.zone_map import ZoneButton
from needledesk.ui.widgets.zone_picker import ZonePicker


@pytest.fixture
def picker(qtbot: QtBot, dressed: Theme) -> ZonePicker:
    made = ZonePicker("limited")
    qtbot.addWidget(made)
    made.resize(290, 350)
    made.show()
    return made


def button(picker: ZonePicker, name: str) -> ZoneButton:
    return next(each for each in picker.findChildren(ZoneButton) if each.accessibleName().startswith(name))


def test_a_tap_switches_a_zone_on_and_off_and_leaves_the_others(picker: ZonePicker, qtbot: QtBot) -> None:
    picker.show_chosen(("nose",))
    place = button(picker, "Chin").geometry().center()
    for on in (True, False):
        with qtbot.waitSignal(picker.toggled_zone) as said:
            qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert said.args == ["chin", on]
        assert picker.is_chosen("chin") is on
        assert picker.is_chosen("nose")


def test_what_is_never_treated_is_locked_and_says_why(picker: ZonePicker, qtbot: QtBot) -> None:
    never = next(each for each in picker.findChildren(ZoneButton) if each.shape.why)
    with qtbot.waitSignal(picker.refused) as said, qtbot.assertNotEmitted(picker.toggled_zone):
        picker.press(never.shape.key)
    assert "never treated" in said.args[0]
    assert not picker.is_chosen(never.shape.key)
    assert not never.isCheckable()


def test_arrows_only_move_and_enter_switches(picker: ZonePicker, qtbot: QtBot) -> None:
    nose = button(picker, "Nose")
    nose.setFocus()
    with qtbot.assertNotEmitted(picker.toggled_zone):
        qtbot.keyClick(nose, Qt.Key.Key_Left)
    here = next(each for each in picker.findChildren(ZoneButton) if each.hasFocus())
    assert here is not nose
    with qtbot.waitSignal(picker.toggled_zone) as said:
        qtbot.keyClick(here, Qt.Key.Key_Return)
    assert said.args == [here.shape.key, True]
    with qtbot.waitSignal(picker.toggled_zone) as said:
        qtbot.keyClick(here, Qt.Key.Key_Space)
    assert said.args == [here.shape.key, False]


def test_a_screen_reader_hears_the_zone_and_whether_it_is_on(picker: ZonePicker) -> None:
    picker.show_chosen(("chin",))
    chin, nose = button(picker, "Chin"), button(picker, "Nose")
    assert (chin.accessibleName(), nose.accessibleName()) == ("Chin", "Nose")
    assert QAccessible.queryAccessibleInterface(chin).state().checked
    assert not QAccessible.queryAccessibleInterface(nose).state().checked


def test_a_chosen_zone_is_tinted_and_ticked(picker: ZonePicker) -> None:
    blank = picker.grab().toImage()
    picker.show_chosen(("chin",))
    drawn = picker.grab().toImage()
    box = button(picker, "Chin").geometry()
    spots = [QPoint(x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())]
    assert any(drawn.pixelColor(spot) != blank.pixelColor(spot) for spot in spots)
    ink = Theme.current().colour("limited")
    near = min(_far(drawn.pixelColor(spot), ink) for spot in spots)
    assert near < 60  # the tick, in the strong colour


def _far(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())
