"""SVG outlines as absolute steps: relative moves, lines, arcs as curves that end where they should."""

from __future__ import annotations

import math

import pytest

from needledesk.documents import icons


def test_relative_and_absolute_lines() -> None:
    assert icons.path("M18 6 6 18m3-2h1v-2H0V4z") == (
        ("M", 18.0, 6.0),
        ("L", 6.0, 18.0),
        ("M", 9.0, 16.0),
        ("L", 10.0, 16.0),
        ("L", 10.0, 14.0),
        ("L", 0.0, 14.0),
        ("L", 0.0, 4.0),
        ("Z",),
    )


def test_after_closing_the_pen_is_where_the_outline_began() -> None:
    assert icons.path("M1 1h2v2z l1 1")[-1] == ("L", 2.0, 2.0)


def test_curves_keep_their_numbers() -> None:
    assert icons.path("M20 4 C27 13 32 19 32 25.4")[1] == ("C", 27.0, 13.0, 32.0, 19.0, 32.0, 25.4)


def point(step: icons.Step, start: tuple[float, float], t: float) -> tuple[float, float]:
    x = (start[0], *step[1::2])
    y = (start[1], *step[2::2])
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return sum(w * float(v) for w, v in zip(weights, x, strict=True)), sum(
        w * float(v) for w, v in zip(weights, y, strict=True)
    )


@pytest.mark.parametrize(("sweep", "middle"), [(1, (5.0, -5.0)), (0, (5.0, 5.0))])
def test_an_arc_runs_on_its_circle_on_the_right_side(sweep: int, middle: tuple[float, float]) -> None:
    steps = icons.path(f"M0 0a5 5 0 0 {sweep} 10 0")
    at = (0.0, 0.0)
    for step in steps[1:]:
        for t in (0.25, 0.5, 1.0):
            x, y = point(step, at, t)
            assert math.hypot(x - 5, y) == pytest.approx(5, abs=0.01)
        at = (float(step[-2]), float(step[-1]))
    assert at == pytest.approx((10, 0), abs=1e-9)
    assert (float(steps[1][-2]), float(steps[1][-1])) == pytest.approx(middle)


def test_a_large_arc_goes_the_long_way() -> None:
    assert len(icons.path("M12 17 a5 5 0 1 1 -5 -5")) > len(icons.path("M12 17 a5 5 0 0 1 -5 -5"))


def test_an_arc_that_is_too_small_grows_and_one_without_radius_is_a_line() -> None:
    grown = icons.path("M0 0a1 1 0 0 1 10 0")[-1]
    assert (float(grown[-2]), float(grown[-1])) == pytest.approx((10, 0), abs=1e-9)
    assert icons.path("M0 0a0 0 0 0 1 10 0")[1] == ("L", 10.0, 0.0)


@pytest.mark.parametrize("name", ["check", "x", "phone", "siren", "stethoscope", "calendar-check", "triangle-alert"])
def test_the_icons_of_the_sheet_stay_on_their_grid(name: str) -> None:
    numbers = [float(number) for step in icons.outline(name) for number in step[1:]]
    assert len(numbers) > 3
    assert min(numbers) >= 0
    assert max(numbers) <= 24


def test_circles_and_rounded_rectangles_are_read_too() -> None:
    assert icons.outline("stethoscope")[-1] == ("Z",)
    assert ("Z",) in icons.outline("calendar-check")
