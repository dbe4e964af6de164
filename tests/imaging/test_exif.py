from __future__ import annotations

import random
import struct
from datetime import datetime

import pytest

from needledesk.imaging import exif


def block(order: str, orientation: int, time: bytes) -> bytes:
    """An Exif block with an orientation and a capture time, in either byte order."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    main = struct.pack(order + "H", 2)
    main += struct.pack(order + "HHIHH", exif.ORIENTATION, 3, 1, orientation, 0)
    main += struct.pack(order + "HHII", exif.EXIF_IFD, 4, 1, 38) + bytes(4)
    camera = struct.pack(order + "H", 1) + struct.pack(order + "HHII", exif.DATE_TIME_ORIGINAL, 2, len(time), 56)
    return head + main + camera + bytes(4) + time


@pytest.mark.parametrize("order", ["<", ">"])
def test_orientation_and_time_are_read_in_both_byte_orders(order: str) -> None:
    assert exif.read(block(order, 6, b"2026:11:22 14:34:56\0")) == exif.Shot(6, datetime(2026, 11, 22, 14, 34, 56))


@pytest.mark.parametrize("time", [b"0000:00:00 00:00:00\0", b"    :  :     :  :  \0", b"2026:13:40 25:61:61\0", b"20"])
def test_a_clock_that_was_never_set_says_nothing(time: bytes) -> None:
    assert exif.read(block("<", 1, time)).taken is None


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_upright(orientation: int) -> None:
    assert exif.read(block(">", orientation, b"")).orientation == 1


def test_the_block_that_only_turns_says_only_that() -> None:
    assert [exif.read(exif.turn_only(n)) for n in range(1, 9)] == [exif.Shot(n) for n in range(1, 9)]
    assert len(exif.turn_only(6)) == 26


def test_any_bytes_are_survived() -> None:
    dice = random.Random(4711)
    whole = block("<", 6, b"2026:11:22 14:34:56\0")
    for _ in range(3000):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            spoilt[dice.randrange(4, len(spoilt))] = dice.randrange(256)
        assert 1 <= exif.read(bytes(spoilt[: dice.randint(0, len(spoilt))])).orientation <= 8
