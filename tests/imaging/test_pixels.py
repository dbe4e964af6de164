from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from needledesk.imaging import pixels

Make, Corners, Open = Callable[..., bytes], Callable[[Image.Image], list[str]], Callable[[bytes], Image.Image]
UPRIGHT_CORNERS = {  # what a viewer shows when the stored corners are red, green, blue, white
    1: ["red", "green", "blue", "white"],
    2: ["green", "red", "white", "blue"],
    3: ["white", "blue", "green", "red"],
    4: ["blue", "white", "red", "green"],
    5: ["red", "blue", "green", "white"],
    6: ["blue", "red", "white", "green"],
    7: ["white", "green", "blue", "red"],
    8: ["green", "white", "red", "blue"],
}


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_every_orientation_comes_out_upright(
    request: pytest.FixtureRequest, kind: str, corners: Corners, orientation: int
) -> None:
    make: Make = request.getfixturevalue(kind)
    image, width, height = pixels.shrunk(make(orientation), kind, (48, 480))
    assert (width, height) == ((96, 64) if orientation < 5 else (64, 96))
    assert image.size == ((48, 32) if orientation < 5 else (48, 72))
    assert corners(image) == UPRIGHT_CORNERS[orientation]


def test_heic_is_turned_once(sideways_heic: bytes, corners: Corners) -> None:
    image, width, height = pixels.shrunk(sideways_heic, "heic", (480, 480))
    assert (width, height) == image.size == (200, 320)
    assert corners(image)[0] == "blue"
    assert corners(image)[1] == "red"


def test_small_pictures_are_not_enlarged(jpeg: Make) -> None:
    assert pixels.shrunk(jpeg(), "jpeg", (1000, 1000))[0].size == (96, 64)


def test_the_whole_size_is_told_though_only_a_part_is_decoded(drawn: Image.Image) -> None:
    data = saved(drawn.resize((1000, 700)), "JPEG")
    image, width, height = pixels.shrunk(data, "jpeg", (100, 100))
    assert (width, height) == (1000, 700)
    assert image.size == (100, 70)


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_colours_go_through_the_profile(
    request: pytest.FixtureRequest, kind: str, swapped_profile: bytes, corners: Corners
) -> None:
    make: Make = request.getfixturevalue(kind)
    image, *_ = pixels.shrunk(make(icc_profile=swapped_profile), kind, (96, 96))
    assert corners(image) == ["blue", "green", "red", "white"]


def test_a_broken_profile_is_taken_as_srgb(jpeg: Make, corners: Corners) -> None:
    image, *_ = pixels.shrunk(jpeg(icc_profile=b"not a profile"), "jpeg", (96, 96))
    assert corners(image) == UPRIGHT_CORNERS[1]


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1"])
def test_every_mode_of_png_becomes_rgb(drawn: Image.Image, mode: str) -> None:
    image, *_ = pixels.shrunk(saved(drawn.convert(mode), "PNG"), "png", (96, 96))
    assert image.mode == "RGB"
    assert min(image.getpixel((90, 60))) > 200


def test_palettes_are_made_smaller_smoothly() -> None:
    stripes = Image.new("P", (40, 40), 0)
    stripes.putpalette([0, 0, 0, 255, 255, 255])
    for x in range(0, 40, 2):
        stripes.paste(1, (x, 0, x + 1, 40))
    for picture in (stripes, stripes.convert("1", dither=Image.Dither.NONE)):
        image, *_ = pixels.shrunk(saved(picture, "PNG"), "png", (10, 10))
        assert 100 < image.getpixel((5, 5))[0] < 155


def test_sixteen_bits_of_grey_become_eight() -> None:
    grey = saved(Image.new("I;16", (16, 16), 0x8000), "PNG")
    assert pixels.shrunk(grey, "png", (8, 8))[0].getpixel((4, 4)) == (128, 128, 128)


def test_what_can_be_seen_through_lies_on_white() -> None:
    clear = saved(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "PNG")
    assert pixels.shrunk(clear, "png", (8, 8))[0].getpixel((4, 4)) == (255, 255, 255)


def test_four_colour_jpeg_becomes_rgb(drawn: Image.Image, corners: Corners) -> None:
    image, *_ = pixels.shrunk(saved(drawn.convert("CMYK"), "JPEG"), "jpeg", (96, 96))
    assert corners(image) == UPRIGHT_CORNERS[1]


def promised(width: int, height: int) -> bytes:
    """A PNG that promises more than it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    made = [struct.pack(">I", len(p)) + k + p + struct.pack(">I", zlib.crc32(k + p)) for k, p in pieces]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def test_pixels_are_counted_before_they_are_decoded() -> None:
    with pytest.raises(pixels.TooManyPixels) as fact:
        pixels.shrunk(promised(13_000, 13_000), "png", (480, 480))
    assert fact.value.args == (169_000_000,)


def test_nothing_but_the_said_kind_is_opened(drawn: Image.Image) -> None:
    with pytest.raises(OSError, match="cannot identify"):
        pixels.shrunk(saved(drawn, "GIF"), "jpeg", (480, 480))


def test_the_small_jpeg_says_nothing_beside_its_pixels(jpeg: Make, opened: Open) -> None:
    image, *_ = pixels.shrunk(jpeg(6), "jpeg", (96, 96))
    small = opened(pixels.as_jpeg(image, 80))
    assert set(small.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not small.getexif()
