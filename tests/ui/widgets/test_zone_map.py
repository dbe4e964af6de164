from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.treatment import ZoneWork
from needledesk.domain.zones import BODY, FACE
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.zone_map import ZoneButton, ZoneMap
from needledesk.ui.widgets.zone_shapes import SIDES, drawing

WORK = {"cheek_left": ZoneWork("cheek_left", 1.5, 3), "nose": ZoneWork("nose", 0.5, 1)}


@pytest.fixture
def face(show: Callable[[Any], Any]) -> ZoneMap:
    made = ZoneMap()
    made.resize(320, 424)  # one px to a unit of the drawing
    return show(made)


def spot(zone_map: ZoneMap, key: str) -> QPointF:
    """Where a finger goes for a zone."""
    return zone_map._scale().map(drawing(zone_map.side).at(key).grip)


def tap(zone_map: ZoneMap, qtbot: QtBot, point: QPointF) -> None:
    qtbot.mouseClick(zone_map, Qt.MouseButton.LeftButton, pos=point.toPoint())


def buttons(zone_map: ZoneMap) -> dict[str, ZoneButton]:
    return {button.shape.key: button for button in zone_map.findChildren(ZoneButton) if button.isVisible()}


def heard(zone_map: ZoneMap) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    zone_map.zone_selected.connect(lambda key: said.append(("selected", key)))
    zone_map.refused.connect(lambda why: said.append(("refused", why)))
    return said


def colour_at(zone_map: ZoneMap, point: QPointF) -> QColor:
    return zone_map.grab().toImage().pixelColor(point.toPoint())


@pytest.mark.parametrize("size", [(320, 424), (230, 300), (640, 400)])
@pytest.mark.parametrize("key", sorted(FACE))
def test_a_tap_in_a_zone_selects_it_at_any_size(face: ZoneMap, qtbot: QtBot, key: str, size: tuple[int, int]) -> None:
    face.resize(*size)
    said = heard(face)
    tap(face, qtbot, spot(face, key))
    assert said == [("selected", key)]
    assert face.selected == key


def test_a_tap_beside_a_zone_takes_the_nearest(face: ZoneMap, qtbot: QtBot) -> None:
    said = heard(face)
    tap(face, qtbot, face._scale().map(QPointF(320, 260)))  # a little outside the left cheek
    assert said == [("selected", "cheek_left")]


def test_a_tap_far_away_means_nothing(face: ZoneMap, qtbot: QtBot) -> None:
    said = heard(face)
    tap(face, qtbot, QPointF(4, 4))
    assert said == []


def test_a_tap_on_a_label_outside_means_its_zone(face: ZoneMap, qtbot: QtBot) -> None:
    face.show_work({"crows_feet_left": ZoneWork("crows_feet_left", 0.25, 1)})
    face.grab()
    said = heard(face)
    tap(face, qtbot, face._scale().map(drawing("face").at("crows_feet_left").anchor))
    assert said == [("selected", "crows_feet_left")]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("orbital_rim_left", "Inside the bone of the eye is never treated."),
        ("orbital_rim_right", "Inside the bone of the eye is never treated."),
        ("lip_vermilion", "The red of the lips is never treated."),
    ],
)
def test_a_zone_that_is_never_treated_says_why(face: ZoneMap, qtbot: QtBot, key: str, why: str) -> None:
    said = heard(face)
    tap(face, qtbot, spot(face, key))
    assert said == [("refused", why)]
    assert face.selected == ""


def test_a_zone_left_out_today_says_why(face: ZoneMap, qtbot: QtBot) -> None:
    face.show_left_out({"chin": "active spots"})
    said = heard(face)
    tap(face, qtbot, spot(face, "chin"))
    assert said == [("refused", "Chin is left out today: active spots.")]
    face.show_left_out({})
    tap(face, qtbot, spot(face, "chin"))
    assert face.selected == "chin"


def test_what_is_selected_by_the_page_says_nothing(face: ZoneMap) -> None:
    said = heard(face)
    face.select("nose")
    assert said == []
    assert buttons(face)["nose"].isChecked()


@pytest.mark.parametrize(
    ("depth", "token"), [(0.25, "z1"), (0.5, "z1"), (0.75, "z2"), (1.0, "z2"), (1.5, "z3"), (2.0, "z4")]
)
def test_the_fill_tells_the_depth(face: ZoneMap, light: Theme, depth: float, token: str) -> None:
    face.show_work({"forehead": ZoneWork("forehead", depth, 1)})
    place = face._scale().map(QPointF(150, 118))  # in the forehead, beside its label
    assert colour_at(face, place) == light.colour(token)


def test_an_untreated_zone_keeps_the_colour_of_the_skin(face: ZoneMap, light: Theme) -> None:
    assert colour_at(face, face._scale().map(QPointF(150, 118))) == light.colour("skinfill")


def test_zones_left_out_and_never_zones_are_hatched_in_their_own_colours(face: ZoneMap, light: Theme) -> None:
    face.show_left_out({"chin": "active spots"})
    image = face.grab().toImage()
    chin = face._scale().map(QPointF(200, 330)).toPoint()
    eye = spot(face, "orbital_rim_left").toPoint()
    around = [(x, y) for x in range(-4, 5) for y in range(-4, 5)]
    assert light.colour("limited_soft") in [image.pixelColor(chin.x() + x, chin.y() + y) for x, y in around]
    assert light.colour("stop_soft") in [image.pixelColor(eye.x() + x, eye.y() - 14 + y) for x, y in around]


def test_each_zone_has_a_spoken_name(face: ZoneMap) -> None:
    face.show_work(WORK)
    face.show_left_out({"chin": "active spots"})
    names = {key: button.accessibleName() for key, button in buttons(face).items()}
    assert names["cheek_left"] == "Cheek left, 1.5 mm, 3 passes"
    assert names["nose"] == "Nose, 0.5 mm, 1 pass"
    assert names["cheek_right"] == "Cheek right, untreated"
    assert names["chin"] == "Chin, left out today: active spots"
    assert names["lip_vermilion"] == "Red of the lips, never treated"
    assert len(names) == len(FACE) + 3 + 1  # the neck shows on the face too


def test_a_screen_reader_can_press_a_zone(face: ZoneMap) -> None:
    said = heard(face)
    found = QAccessible.queryAccessibleInterface(buttons(face)["cheek_left"])
    assert found.text(QAccessible.Text.Name) == "Cheek left, untreated"
    assert found.role() == QAccessible.Role.CheckBox
    found.actionInterface().doAction("Toggle")
    assert said == [("selected", "cheek_left")]
    assert found.state().checked


def test_pressing_a_selected_zone_again_keeps_it(face: ZoneMap) -> None:
    for _ in range(2):
        buttons(face)["nose"].click()
    assert buttons(face)["nose"].isChecked()


def test_the_middle_of_every_button_lies_in_its_zone(face: ZoneMap) -> None:
    for key, button in buttons(face).items():
        assert face.zone_at(QPointF(button.geometry().center())) == key


def test_there_is_one_tab_stop_and_it_is_the_selected_zone(face: ZoneMap) -> None:
    def stops() -> list[str]:
        strong = Qt.FocusPolicy.StrongFocus
        return [key for key, button in buttons(face).items() if button.focusPolicy() == strong]

    assert stops() == ["forehead"]
    face.select("chin")
    assert stops() == ["chin"]


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("cheek_right", Qt.Key.Key_Right, "upper_lip_skin"),
        ("nose", Qt.Key.Key_Right, "cheek_left"),
        ("forehead", Qt.Key.Key_Down, "glabella"),
        ("chin", Qt.Key.Key_Down, "neck"),
        ("nose", Qt.Key.Key_Up, "glabella"),
    ],
)
def test_arrows_move_between_zones(face: ZoneMap, qtbot: QtBot, start: str, key: Qt.Key, end: str) -> None:
    buttons(face)[start].setFocus()
    said = heard(face)
    qtbot.keyClick(buttons(face)[start], key)
    assert said == [("selected", end)]
    assert buttons(face)[end].hasFocus()


def test_every_zone_can_be_reached_by_arrows(face: ZoneMap, qtbot: QtBot) -> None:
    arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    reached, todo = {"forehead"}, ["forehead"]
    while todo:
        start = todo.pop()
        for key in arrows:
            buttons(face)[start].setFocus()
            qtbot.keyClick(buttons(face)[start], key)
            end = next(each for each, button in buttons(face).items() if button.hasFocus())
            if end not in reached:
                reached.add(end)
                todo.append(end)
    assert reached == set(buttons(face))


def test_a_zone_left_out_takes_the_focus_but_is_not_picked(face: ZoneMap, qtbot: QtBot) -> None:
    face.show_left_out({"glabella": "open wound"})
    face.select("forehead")
    said = heard(face)
    buttons(face)["forehead"].setFocus()
    qtbot.keyClick(buttons(face)["forehead"], Qt.Key.Key_Down)
    assert buttons(face)["glabella"].hasFocus()
    assert said == []
    assert face.selected == "forehead"
    qtbot.keyClick(buttons(face)["glabella"], Qt.Key.Key_Space)
    assert said == [("refused", "Between the brows is left out today: open wound.")]


def test_digits_are_handed_on(face: ZoneMap, qtbot: QtBot) -> None:
    digits: list[int] = []
    face.digit_pressed.connect(digits.append)
    buttons(face)["nose"].setFocus()
    qtbot.keyClicks(buttons(face)["nose"], "304")
    assert digits == [3, 4]


def test_focus_can_be_seen(face: ZoneMap) -> None:
    face.select("nose")
    before = face.grab().toImage()
    buttons(face)["nose"].setFocus()
    assert face.grab().toImage() != before


def test_the_body_has_a_front_and_a_back(face: ZoneMap, qtbot: QtBot) -> None:
    seen: set[str] = set()
    for side in SIDES:
        face.show_side(side)
        seen |= set(buttons(face)) & (set(FACE) | set(BODY))
    assert seen == set(FACE) | set(BODY)
    face.show_side("back")
    said = heard(face)
    tap(face, qtbot, spot(face, "back"))
    assert said == [("selected", "back")]


def test_the_old_side_leaves_no_button_behind(face: ZoneMap) -> None:
    face.show_side("front")
    visible = [child for child in face.findChildren(QWidget) if child.isVisible()]
    assert len(visible) == len(drawing("front").shapes)


def test_the_map_can_be_drawn_in_the_dark(face: ZoneMap, light: Theme) -> None:
    day = face.grab().toImage()
    face.show_work(WORK)
    assert face.grab().toImage() != day
