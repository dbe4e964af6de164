from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from needledesk.errors import PhotoRefused
from needledesk.imaging import thumbnails

Make, Corners, Open = Callable[..., bytes], Callable[[Image.Image], list[str]], Callable[[bytes], Image.Image]


def test_a_thumbnail_is_small_and_tells_the_whole_size(drawn: Image.Image, opened: Open) -> None:
    out = io.BytesIO()
    drawn.resize((1500, 1000)).save(out, "JPEG")
    made = thumbnails.thumbnail(out.getvalue(), "jpeg")
    assert (made.width, made.height) == (1500, 1000)
    assert opened(made.small).size == (480, 320)
    assert opened(made.small).format == "JPEG"


@pytest.mark.parametrize(("box", "size"), [((60, 60), (40, 60)), ((32, 500), (32, 48)), ((900, 900), (64, 96))])
def test_the_picture_for_the_screen_fits_upright(
    jpeg: Make, opened: Open, corners: Corners, box: tuple[int, int], size: tuple[int, int]
) -> None:
    shown = opened(thumbnails.screen(jpeg(6), *box))
    assert shown.size == size
    assert corners(shown) == ["blue", "red", "white", "green"]


def test_all_kinds_can_be_shown(png: Make, heic: bytes, opened: Open) -> None:
    assert opened(thumbnails.screen(png(8), 32, 48)).size == (32, 48)
    assert opened(thumbnails.screen(heic, 100, 100)).size == (100, 63)


def test_a_window_without_room_gets_a_dot(jpeg: Make, opened: Open) -> None:
    assert opened(thumbnails.screen(jpeg(), 0, -5)).size == (1, 1)


def test_what_cannot_be_decoded_is_refused() -> None:
    with pytest.raises(PhotoRefused):
        thumbnails.screen(b"\xff\xd8\xff rubbish", 100, 100)
    with pytest.raises(PhotoRefused):
        thumbnails.screen(b"rubbish", 100, 100)
