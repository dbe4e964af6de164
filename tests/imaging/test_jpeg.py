from __future__ import annotations

import contextlib
import random
import struct
from collections.abc import Callable
from datetime import datetime

import pytest
from PIL import Image

from needledesk.errors import PhotoRefused
from needledesk.imaging import jpeg as jpeg_file

Make, Open, Tells = Callable[..., bytes], Callable[[bytes], Image.Image], Callable[[bytes], list[bytes]]


def segments(data: bytes) -> list[bytes]:
    """The segments before the first scan, whole."""
    found, at = [], 2
    while data[at + 1] != jpeg_file.SCAN:
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        found.append(data[at:end])
        at = end
    return found


def behind_jfif(data: bytes, marker: int, payload: bytes) -> bytes:
    """The JPEG with one more segment."""
    return data[:20] + bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload + data[20:]


@pytest.mark.parametrize("more", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}])
def test_pixels_stay_and_words_go(jpeg: Make, opened: Open, tells: Tells, more: dict[str, object]) -> None:
    data = jpeg(**more)
    kept, shot = jpeg_file.strip(data)
    assert len(tells(data)) >= 3
    assert tells(kept) == []
    assert opened(kept).tobytes() == opened(data).tobytes()
    assert kept.endswith(b"\xff\xd9")
    assert shot.taken == datetime(2026, 11, 22, 14, 34, 56)


def test_an_upright_picture_keeps_no_exif_at_all(jpeg: Make) -> None:
    kept, _ = jpeg_file.strip(jpeg(1))
    assert {part[1] for part in segments(kept)} == {0xE0, 0xDB, 0xC0, 0xC4}


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_picture_keeps_its_orientation_and_no_other_entry(jpeg: Make, opened: Open, orientation: int) -> None:
    kept, shot = jpeg_file.strip(jpeg(orientation))
    assert dict(opened(kept).getexif()) == {0x0112: orientation}
    assert shot.orientation == orientation
    assert [part[1] for part in segments(kept)][:2] == [0xE0, 0xE1]


def test_the_colour_profile_stays(jpeg: Make, opened: Open, swapped_profile: bytes) -> None:
    kept, _ = jpeg_file.strip(jpeg(icc_profile=swapped_profile))
    assert opened(kept).info["icc_profile"] == swapped_profile


def test_a_profile_in_several_segments_stays(jpeg: Make, opened: Open, swapped_profile: bytes) -> None:
    long = swapped_profile + bytes(150_000)
    assert opened(jpeg_file.strip(jpeg(icc_profile=long))[0]).info["icc_profile"] == long


def test_four_colours_stay_as_they_are_coded(drawn: Image.Image, opened: Open) -> None:
    import io

    out = io.BytesIO()
    drawn.convert("CMYK").save(out, "JPEG")
    kept, _ = jpeg_file.strip(out.getvalue())
    assert opened(kept).tobytes() == opened(out.getvalue()).tobytes()


@pytest.mark.parametrize("marker", [0xE1, 0xE2, 0xE3, 0xEB, 0xED, 0xEF, 0xFE])
def test_segments_of_makers_go(jpeg: Make, marker: int) -> None:
    data = jpeg()
    assert jpeg_file.strip(behind_jfif(data, marker, b"MPF\0Canary"))[0] == jpeg_file.strip(data)[0]


def test_the_preview_in_the_jfif_head_goes(jpeg: Make, tells: Tells, opened: Open) -> None:
    data = jpeg()
    preview = b"Canary" * 4
    head = b"\xff\xe0" + struct.pack(">H", 16 + 24) + data[6:18] + bytes([4, 2]) + preview
    kept, _ = jpeg_file.strip(data[:2] + head + data[20:])
    assert tells(kept) == []
    assert opened(kept).tobytes() == opened(data).tobytes()


def test_fill_bytes_and_a_second_comment_between_scans_are_no_trouble(jpeg: Make, opened: Open, tells: Tells) -> None:
    data = jpeg(progressive=True)
    first = data.index(b"\xff\xda")
    second = data.index(b"\xff\xc4", first)
    comment = b"\xff\xff\xff\xfe\0\x08Canary"
    kept, _ = jpeg_file.strip(data[:second] + comment + data[second:])
    assert tells(kept) == []
    assert opened(kept).tobytes() == opened(data).tobytes()


def test_every_cut_is_seen(jpeg: Make) -> None:
    data = jpeg()
    whole = data.index(b"\xff\xd9", data.index(b"\xff\xda")) + 2
    for cut in range(4, whole, 7):
        with pytest.raises(PhotoRefused, match="ends too early"):
            jpeg_file.strip(data[:cut])
    assert jpeg_file.strip(data[:whole])


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\0\0",
        b"\xff\xd8\0\0",
        b"\xff\xd8\xff\x02\0\2",
    ],
)
def test_markers_without_sense_are_refused(data: bytes) -> None:
    with pytest.raises(PhotoRefused, match="damaged inside"):
        jpeg_file.strip(data)


def test_spoilt_files_are_kept_or_refused_and_nothing_else(jpeg: Make) -> None:
    dice, data = random.Random(1), jpeg(6)
    for _ in range(1500):
        spoilt = bytearray(data)
        for _ in range(dice.randint(1, 20)):
            spoilt[dice.randrange(2, len(spoilt))] = dice.choice((0, 0xFF, 0xD9, 0xDA, dice.randrange(256)))
        with contextlib.suppress(PhotoRefused):
            jpeg_file.strip(bytes(spoilt[: dice.randint(2, len(spoilt))]))
