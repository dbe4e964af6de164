from __future__ import annotations

import contextlib
import random
import struct
from collections.abc import Callable
from datetime import datetime

import pytest
from PIL import Image

from needledesk.errors import PhotoRefused
from needledesk.imaging import heic as heic_file

Open, Tells = Callable[[bytes], Image.Image], Callable[[bytes], list[bytes]]


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


@pytest.mark.parametrize("name", ["heic", "sideways_heic"])
def test_pixels_stay_and_words_go(request: pytest.FixtureRequest, name: str, opened: Open, tells: Tells) -> None:
    data: bytes = request.getfixturevalue(name)
    kept, shot = heic_file.strip(data)
    assert len(tells(data)) >= 3
    assert tells(kept) == []
    assert len(kept) == len(data)
    assert opened(kept).tobytes() == opened(data).tobytes()
    assert shot.taken == datetime(2026, 11, 22, 14, 34, 56)


def test_the_exif_flag_does_not_turn_it_a_second_time(sideways_heic: bytes, opened: Open) -> None:
    kept, shot = heic_file.strip(sideways_heic)
    assert shot.orientation == 1
    assert opened(kept).size == (200, 320)


def test_empty_blocks_are_left_that_a_strict_reader_takes(heic: bytes, opened: Open) -> None:
    info = opened(heic_file.strip(heic)[0]).info
    assert info["exif"].lstrip(b"Exif\0")[:4] == b"MM\0*"
    assert info["xmp"].rstrip() == heic_file.EMPTY_XMP


def bare_file(*before: bytes) -> bytes:
    """A file of one picture item of eight bytes, with further boxes before the tables; nothing to decode."""
    head = box(b"ftyp", b"heic\0\0\0\0mif1") + b"".join(before)

    def tables(at: int) -> bytes:
        entry = box(b"infe", struct.pack(">IHH4sB", 2 << 24, 1, 0, b"hvc1", 0))
        place = struct.pack(">IHHHHHII", 0, 0x4400, 1, 1, 0, 1, at, 8)
        listed = box(b"iinf", struct.pack(">IH", 0, 1) + entry)
        return box(b"meta", bytes(4) + box(b"pitm", bytes(6)) + listed + box(b"iloc", place) + box(b"uuid", b"Canary"))

    start = len(head) + len(tables(0)) + 8 + 6
    return head + tables(start) + box(b"mdat", b"Canary" + b"picture!" + b"Canary")


def test_boxes_of_makers_become_free(tells: Tells) -> None:
    data = bare_file(box(b"uuid", b"0123456789abcdef Canary"), box(b"free", b"Canary"), box(b"ftyp", b"Canary"))
    kept, _ = heic_file.strip(data)
    assert tells(kept) == []
    assert len(kept) == len(data)
    assert kept.count(b"free") == 4
    assert kept.count(b"picture!") == 1


@pytest.mark.parametrize(
    "trailer",
    [
        box(b"ftyp", b"mp42Canary__") + box(b"moov", b"Canary") + box(b"mdat", b"Canary film"),
        box(b"mpvd", b"Canary film"),
        b"Canary, no box at all",
        b"\xff\xff\xff\xffmdatCanary",
    ],
)
def test_films_behind_the_picture_are_cut_off(heic: bytes, trailer: bytes) -> None:
    assert heic_file.strip(heic + trailer)[0] == heic_file.strip(heic)[0]


def test_bytes_that_no_picture_points_to_are_blanked(heic: bytes, tells: Tells, opened: Open) -> None:
    at = heic.index(b"mdat") - 4
    size = struct.unpack_from(">I", heic, at)[0]
    grown = heic[:at] + struct.pack(">I", size + 6) + heic[at + 4 :] + b"Canary"
    kept, _ = heic_file.strip(grown)
    assert tells(kept) == []
    assert opened(kept).tobytes() == opened(heic).tobytes()


def test_texts_among_the_properties_become_free(sideways_heic: bytes, tells: Tells, opened: Open) -> None:
    spoilt = sideways_heic.replace(b"irot", b"udes", 1)
    kept, _ = heic_file.strip(spoilt)
    assert b"udes" not in kept
    assert opened(kept).size == (320, 200)


def test_every_cut_is_seen(heic: bytes) -> None:
    for cut in range(12, len(heic), 29):
        with pytest.raises(PhotoRefused):
            heic_file.strip(heic[:cut])
    with pytest.raises(PhotoRefused, match=r"ends too early: 6 kB of 7 kB arrived"):
        heic_file.strip(heic[:6000])


def test_metadata_that_claims_the_pixels_is_refused(heic: bytes) -> None:
    where = struct.pack(">II", 820, 362)
    assert heic.count(where) == 1
    with pytest.raises(PhotoRefused, match="damaged inside"):
        heic_file.strip(heic.replace(where, struct.pack(">II", 4100, 362)))


def test_spoilt_files_are_kept_or_refused_and_nothing_else(heic: bytes) -> None:
    dice = random.Random(3)
    for _ in range(1500):
        spoilt = bytearray(heic)
        for _ in range(dice.randint(1, 8)):
            spoilt[dice.randrange(900)] = dice.choice((0, 1, 0xFF, dice.randrange(256)))
        with contextlib.suppress(PhotoRefused):
            kept, _ = heic_file.strip(bytes(spoilt))
            assert len(kept) <= len(spoilt)
