from __future__ import annotations

import contextlib
import random
import struct
from collections.abc import Callable
from datetime import datetime

import pytest
from PIL import Image

from needledesk.errors import PhotoRefused
from needledesk.imaging import png as png_file

Make, Open, Tells = Callable[..., bytes], Callable[[bytes], Image.Image], Callable[[bytes], list[bytes]]


def chunks(data: bytes) -> list[bytes]:
    """The kinds of all chunks, in order."""
    found, at = [], 8
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += 12 + struct.unpack_from(">I", data, at)[0]
    return found


def test_pixels_stay_and_words_go(png: Make, opened: Open, tells: Tells) -> None:
    data = png()
    kept, shot = png_file.strip(data)
    assert len(tells(data)) >= 3
    assert tells(kept) == []
    assert set(chunks(kept)) == {b"IHDR", b"IDAT", b"IEND"}
    assert opened(kept).tobytes() == opened(data).tobytes()
    assert shot.taken == datetime(2026, 11, 22, 14, 34, 56)


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_picture_keeps_its_orientation_and_no_other_entry(png: Make, opened: Open, orientation: int) -> None:
    kept, shot = png_file.strip(png(orientation))
    assert dict(opened(kept).getexif()) == {0x0112: orientation}
    assert shot.orientation == orientation
    assert chunks(kept)[:2] == [b"IHDR", b"eXIf"]


def test_what_the_colours_need_stays(png: Make, opened: Open, swapped_profile: bytes) -> None:
    kept, _ = png_file.strip(png(icc_profile=swapped_profile, dpi=(300, 300)))
    assert opened(kept).info["icc_profile"] == swapped_profile
    assert b"pHYs" in chunks(kept)


def test_a_palette_with_see_through_pixels_stays(drawn: Image.Image, opened: Open) -> None:
    import io

    out = io.BytesIO()
    drawn.quantize(16).save(out, "PNG", transparency=3)
    kept, _ = png_file.strip(out.getvalue())
    assert {b"PLTE", b"tRNS"} <= set(chunks(kept))
    assert opened(kept).convert("RGBA").tobytes() == opened(out.getvalue()).convert("RGBA").tobytes()


def test_every_cut_is_seen(png: Make) -> None:
    data = png()
    whole = data.index(b"IEND") + 8
    for cut in range(8, whole, 7):
        with pytest.raises(PhotoRefused, match="ends too early"):
            png_file.strip(data[:cut])
    assert png_file.strip(data[:whole])


def test_a_file_that_does_not_begin_or_go_on_as_it_must_is_refused(png: Make) -> None:
    data = png_file.strip(png())[0]
    for spoilt in (
        data[:8] + data[33:],
        data[:33] + data[8:],
        data[:12] + b"\0HDR" + data[16:],
        data[:33] + data[-12:],
    ):
        with pytest.raises(PhotoRefused, match="damaged inside"):
            png_file.strip(spoilt)


def test_spoilt_files_are_kept_or_refused_and_nothing_else(png: Make) -> None:
    dice, data = random.Random(2), png(6)
    for _ in range(1500):
        spoilt = bytearray(data)
        for _ in range(dice.randint(1, 20)):
            spoilt[dice.randrange(8, len(spoilt))] = dice.randrange(256)
        with contextlib.suppress(PhotoRefused):
            png_file.strip(bytes(spoilt[: dice.randint(8, len(spoilt))]))
