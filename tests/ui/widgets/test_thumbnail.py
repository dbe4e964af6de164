from __future__ import annotations

import io

import pytest
from PIL import Image

from needledesk.ui.widgets.thumbnail import TALL, WIDE, Thumbnail, decoded


def jpeg(size: tuple[int, int]) -> bytes:
    """Red at its edges, green in the middle."""
    picture = Image.new("RGB", size, "red")
    picture.paste("lime", (size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=95)
    return data.getvalue()


@pytest.mark.parametrize("size", [(480, 360), (360, 480), (480, 480)])
def test_it_is_twice_its_place_for_sharp_screens(size) -> None:
    image = decoded(jpeg(size))
    assert image.width() >= 2 * WIDE
    assert image.height() >= 2 * TALL
    assert image.width() == 2 * WIDE or image.height() == 2 * TALL


def test_the_middle_of_the_picture_fills_the_place(show) -> None:
    thumbnail = show(Thumbnail("Photo 1"))
    thumbnail.show_image(decoded(jpeg((480, 360))))
    shown = thumbnail.grab().toImage()
    assert (shown.width(), shown.height()) == (WIDE, TALL)
    assert shown.pixelColor(WIDE // 2, TALL // 2).green() > 200
    assert shown.pixelColor(WIDE // 2, 3).red() > 200


def test_bytes_that_are_no_picture_leave_the_ground(show) -> None:
    thumbnail = show(Thumbnail("Photo 1"))
    empty = thumbnail.grab().toImage()
    thumbnail.show_image(decoded(b"nothing"))
    assert thumbnail.grab().toImage() == empty
