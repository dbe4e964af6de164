from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from PIL import Image, ImageChops

from needledesk.imaging import camera

TAKEN = datetime(2026, 11, 22, 14, 34, 56)
Open = Callable[[bytes], Image.Image]


def shot(size: tuple[int, int], seed: int = 1) -> bytes:
    return camera.photograph(Image.new("RGB", (60, 40), (120, 100, 90)), size, TAKEN, random.Random(seed))


def test_it_tells_all_that_a_camera_tells(opened: Open) -> None:
    photo = opened(shot((600, 400)))
    exif = photo.getexif()
    assert exif[0x010F] == exif[0x0110] == "Training camera"
    assert exif.get_ifd(0x8769)[0x9003] == "2026:11:22 14:34:56"
    assert exif.get_ifd(0x8769)[0xA431] == "TRAINING-0001"
    assert exif.get_ifd(0x8825)[1] == "N"
    assert photo.info["icc_profile"]
    assert photo.info["comment"]


def test_a_camera_held_upright_stores_it_lying(opened: Open) -> None:
    lying, upright = opened(shot((600, 400))), opened(shot((400, 600)))
    assert lying.size == upright.size == (600, 400)
    assert lying.getexif()[0x0112] == 1
    assert upright.getexif()[0x0112] == camera.HELD_UPRIGHT


def test_the_noise_is_light_and_does_not_change_the_brightness(opened: Open) -> None:
    grey = opened(shot((600, 400))).convert("L")
    histogram = grey.histogram()
    mean = sum(value * count for value, count in enumerate(histogram)) / (600 * 400)
    assert abs(mean - 104) < 2
    assert len([count for count in histogram if count > 20]) > 8
    assert max(value for value, count in enumerate(histogram) if count) < 135


def test_the_same_dice_give_the_same_photo_and_others_another(opened: Open) -> None:
    assert shot((600, 400)) == shot((600, 400))
    assert ImageChops.difference(opened(shot((600, 400))), opened(shot((600, 400), 2))).getbbox()
