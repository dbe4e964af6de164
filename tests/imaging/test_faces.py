from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PIL import Image, ImageChops, ImageStat

from needledesk.domain.photos import FACE_VIEWS
from needledesk.imaging import faces, intake

TAKEN = datetime(2026, 11, 22, 14, 34, 56)
SMALL = (800, 600)
Open = Callable[[bytes], Image.Image]


def face(opened: Open, view: str = "front", seed: int = 1, redness: float = 0.0) -> Image.Image:
    return opened(faces.draw(view, seed, redness, SMALL, taken=TAKEN))


def test_every_view_of_the_face_can_be_drawn() -> None:
    assert faces.VIEWS.keys() == FACE_VIEWS.keys()


def test_a_photo_is_as_large_as_a_camera_makes_it(tells: Callable[[bytes], list[bytes]]) -> None:
    data = faces.draw("front", 1, taken=TAKEN)
    assert 2_000_000 < len(data) < 5_000_000
    kept = intake.prepare(data)
    assert (kept.width, kept.height) == (4000, 3000)
    assert kept.taken == TAKEN
    assert b"TRAINING-0001" in data
    assert b"TRAINING-0001" not in kept.data
    assert tells(kept.data) == []


def test_a_portrait_comes_out_upright() -> None:
    kept = intake.prepare(faces.draw("front", 1, 0, (600, 800), taken=TAKEN))
    assert (kept.width, kept.height) == (600, 800)


@pytest.mark.parametrize(
    ("view", "dark"), [("left", "right"), ("left_45", "right"), ("right_45", "left"), ("right", "left")]
)
def test_the_hair_is_on_the_side_that_is_turned_away(opened: Open, view: str, dark: str) -> None:
    picture = face(opened, view, seed=2).convert("L")
    halves = {"left": picture.crop((0, 0, 400, 420)), "right": picture.crop((400, 0, 800, 420))}
    black = {side: sum(half.histogram()[:90]) for side, half in halves.items()}
    assert max(black, key=lambda side: black[side]) == dark


@pytest.mark.parametrize("view", sorted(faces.VIEWS))
def test_redness_is_red_and_on_the_face_only(opened: Open, view: str) -> None:
    calm, treated = face(opened, view), face(opened, view, redness=1.0)
    more = ImageChops.subtract(treated, calm, 1, 128)
    red, green, _ = ImageStat.Stat(more).mean
    assert red - green > 0.3
    assert ImageStat.Stat(more.crop((0, 0, 60, 600))).mean == pytest.approx([128, 128, 128], abs=0.5)


def test_seeds_differ_in_skin_and_hair(opened: Open) -> None:
    cheeks = {face(opened, seed=seed).resize((8, 6)).getpixel((3, 3)) for seed in range(1, 7)}
    assert len(cheeks) >= 4


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert faces.draw("left", 3, 0.5, SMALL, taken=TAKEN) == faces.draw("left", 3, 0.5, SMALL, taken=TAKEN)
