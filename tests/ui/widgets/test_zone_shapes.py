from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from needledesk.domain import zones
from needledesk.ui.widgets.zone_shapes import SIDES, drawing, read_path, side_of, spoken


def test_every_zone_that_can_be_treated_is_drawn_somewhere() -> None:
    drawn = {shape.key for side in SIDES for shape in drawing(side).shapes if not shape.why}
    assert drawn == set(zones.TREATABLE)


@pytest.mark.parametrize("side", list(SIDES))
def test_every_grip_lies_in_its_zone_and_in_no_other(side: str) -> None:
    for shape in drawing(side).shapes:
        hit = [other.key for other in drawing(side).shapes if other.path.contains(shape.grip)]
        assert hit == [shape.key]


@pytest.mark.parametrize("side", list(SIDES))
def test_every_zone_is_in_view(side: str) -> None:
    shown = drawing(side)
    for shape in shown.shapes:
        assert shown.view.contains(shape.grip)
        assert shown.view.contains(shape.anchor)


def test_a_zone_knows_its_side() -> None:
    assert side_of("cheek_left") == "face"
    assert side_of("chest") == "front"
    assert side_of("back") == "back"
    with pytest.raises(KeyError):
        side_of("elbow")


def test_left_and_right_are_the_clients() -> None:
    face = drawing("face")
    assert face.at("cheek_left").grip.x() > 200 > face.at("cheek_right").grip.x()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("cheek_left", "Cheek left"),
        ("crows_feet_right", "Crow’s feet right, outside the bone"),
        ("upper_lip_skin", "Upper lip skin"),
    ],
)
def test_names_are_spoken_with_their_side(key: str, name: str) -> None:
    assert spoken(key) == name


def test_a_path_is_read() -> None:
    path = read_path("M0 0 L10 0 L10 10 C10 12 0 12 0 10 Z M20 20 L30 20 L30 30 Z")
    assert len(path.toSubpathPolygons()) == 2
    assert path.contains(QPointF(5, 5))
    assert not path.contains(QPointF(15, 15))
