from __future__ import annotations

import pytest
from PIL import Image

from needledesk.imaging import brush

COLOURS = {"red": (200, 0, 0), "blue": (0, 0, 200)}


def twice(point: brush.Point) -> brush.Point:
    return point[0] * 2, point[1] * 2


def painted(shapes: str, strength: dict[str, float] | None = None) -> Image.Image:
    canvas = Image.new("RGB", (100, 100), "white")
    brush.paint(canvas, shapes, COLOURS, twice, strength or {})
    return canvas


def test_areas_are_filled_and_later_ones_lie_on_top() -> None:
    canvas = painted("fill red 1 M5 5 L45 5 L45 45 L5 45 Z\nfill blue 1 M5 5 L25 5 L25 45\n  L5 45 Z\n")
    assert canvas.getpixel((20, 50)) == (0, 0, 200)
    assert canvas.getpixel((80, 50)) == (200, 0, 0)
    assert canvas.getpixel((4, 4)) == (255, 255, 255)


def test_strokes_have_their_width_and_round_ends() -> None:
    canvas = painted("line4 red 1 M10 25 L40 25")
    assert canvas.getpixel((50, 53)) == canvas.getpixel((17, 50)) == (200, 0, 0)
    assert canvas.getpixel((50, 57)) == canvas.getpixel((14, 50)) == (255, 255, 255)


def test_opacity_and_strength_multiply() -> None:
    canvas = painted("fill red 0.5 M5 5 L45 5 L45 45 Z", {"red": 0.5})
    assert canvas.getpixel((70, 30)) == (241, 191, 191)
    assert painted("fill red 1 M5 5 L45 5 L45 45 Z", {"red": 0}) == Image.new("RGB", (100, 100), "white")


def test_glows_stay_within_the_face() -> None:
    canvas = painted("side blue 0 M5 5 L25 5 L25 45 L5 45 Z\nglow red 1 M25 25 15 15")
    assert canvas.getpixel((46, 50))[0] > canvas.getpixel((46, 50))[1]
    assert canvas.getpixel((54, 50)) == (255, 255, 255)


def test_sides_are_darker_than_the_middle() -> None:
    canvas = painted("side red 1 M5 5 L45 5 L45 45 L5 45 Z")
    left, middle, right = (canvas.getpixel((x, 50)) for x in (12, 50, 88))
    assert middle == (255, 255, 255)
    assert left[1] < right[1] < 255


def test_curves_end_where_they_should_and_go_on_without_a_new_letter() -> None:
    (points,) = brush.outlines("M0 0 C0 10 10 10 10 0 20 -10 30 0 30 5 Z", lambda point: point)
    assert points[0] == (0, 0)
    assert points[brush.CURVE_STEPS] == pytest.approx((10, 0))
    assert points[brush.CURVE_STEPS // 2] == pytest.approx((5, 7.5))
    assert points[-1] == pytest.approx((30, 5))


def test_a_path_may_have_several_pieces() -> None:
    assert list(brush.outlines("M1 1 L2 2 M3 3 L4 4", lambda point: point)) == [[(1, 1), (2, 2)], [(3, 3), (4, 4)]]


def test_a_line_that_is_no_shape_is_a_fault_of_the_drawing() -> None:
    with pytest.raises(ValueError, match="not a shape"):
        painted("smear red 1 M1 1")
