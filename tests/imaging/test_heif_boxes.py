from __future__ import annotations

import struct

import pytest

from needledesk.errors import PhotoRefused
from needledesk.imaging import heif_boxes


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def meta_of(data: bytes) -> heif_boxes.Box:
    return next(b for b in heif_boxes.boxes(data, 0, len(data)) if b.kind == b"meta")


def test_short_long_and_open_ended_boxes_are_walked() -> None:
    data = (
        box(b"free", b"12") + struct.pack(">I4sQ", 1, b"mdat", 20) + b"1234" + struct.pack(">I4s", 0, b"free") + b"end"
    )
    kinds = [(b.kind, b.end - b.content) for b in heif_boxes.boxes(data, 0, len(data))]
    assert kinds == [(b"free", 2), (b"mdat", 4), (b"free", 3)]


@pytest.mark.parametrize("data", [b"\0\0\0\x04free", struct.pack(">I4sQ", 1, b"mdat", 3)])
def test_a_box_shorter_than_its_head_is_refused(data: bytes) -> None:
    with pytest.raises(PhotoRefused, match="damaged inside"):
        list(heif_boxes.boxes(data, 0, len(data)))


def test_a_box_beyond_the_end_tells_how_much_is_missing() -> None:
    with pytest.raises(PhotoRefused, match="1 MB of 2 MB arrived"):
        list(heif_boxes.boxes(struct.pack(">I4s", 2_000_000, b"mdat") + bytes(999_992), 0, 1_000_000))


def test_boxes_without_end_are_refused() -> None:
    data = box(b"free", b"") * (heif_boxes.MOST_BOXES + 1)
    with pytest.raises(PhotoRefused):
        list(heif_boxes.boxes(data, 0, len(data)))


def test_the_items_of_a_file_and_where_they_lie(heic: bytes) -> None:
    found = heif_boxes.items(heic, meta_of(heic))
    assert {number: item.kind for number, item in found.items()} == {
        1: b"hvc1",
        2: b"hvc1",
        3: b"grid",
        4: b"Exif",
        5: b"mime",
    }
    assert [number for number, item in found.items() if item.is_picture] == [1, 2, 3]
    exif, xmp = (heic[slice(*found[n].pieces[0])] for n in (4, 5))
    assert b"BODY4711" in exif
    assert b"Canary Person" in xmp


def table(kinds: list[bytes], pieces: list[tuple[int, int]]) -> bytes:
    """A `meta` box whose first item has all the pieces."""
    entries = b"".join(
        box(b"infe", struct.pack(">IHH4sB", 2 << 24, n, 0, kind, 0)) for n, kind in enumerate(kinds, start=1)
    )
    places = struct.pack(">IHHHHH", 0, 0x4400, 1, 1, 0, len(pieces))
    places += b"".join(struct.pack(">II", *piece) for piece in pieces)
    inside = box(b"pitm", bytes(6)) + box(b"iinf", struct.pack(">IH", 0, len(kinds)) + entries) + box(b"iloc", places)
    return box(b"meta", bytes(4) + inside)


def test_a_table_is_read_and_a_length_of_nothing_means_the_rest() -> None:
    data = table([b"hvc1"], [(3, 5), (10, 0)])
    assert heif_boxes.items(data, meta_of(data))[1].pieces == [(3, 8), (10, len(data))]


def test_tables_that_cost_hours_are_refused() -> None:
    for data in (table([b"hvc1"], [(0, 1)] * (heif_boxes.MOST_PIECES + 1)), table([b"Exif"], [(0, 0), (0, 0)])):
        with pytest.raises(PhotoRefused, match="damaged inside"):
            heif_boxes.items(data, meta_of(data))


def test_a_file_without_tables_is_refused() -> None:
    data = box(b"meta", bytes(4) + box(b"pitm", bytes(6)))
    with pytest.raises(PhotoRefused, match="damaged inside"):
        heif_boxes.items(data, meta_of(data))
