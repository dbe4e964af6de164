from __future__ import annotations

import pytest

from needledesk.errors import PhotoRefused
from needledesk.imaging import kinds


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x18ftypmif1", "heic"),
    ],
)
def test_three_kinds_are_known_by_their_first_bytes(start: bytes, kind: str) -> None:
    assert kinds.recognise(start + bytes(20)) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"Dear diary, this is text", "This is not a picture."),
        (b"GIF89a" + bytes(20), "This is a GIF picture."),
        (b"II*\0" + bytes(20), "This is a TIFF or camera raw picture."),
        (b"MM\0*" + bytes(20), "This is a TIFF or camera raw picture."),
        (b"RIFF\0\0\0\0WEBPVP8 ", "This is a WebP picture."),
        (b"BM" + bytes(20), "This is a BMP picture."),
        (b"\0\0\0\x18ftypavif", "This is an AVIF picture."),
        (b"\0\0\0\x18ftypqt  ", "This is a film."),
        (b"%PDF-1.7", "This is a PDF document."),
        (b"\xff\xd8", "This is not a picture."),
    ],
)
def test_other_files_are_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(PhotoRefused) as refused:
        kinds.recognise(data)
    assert refused.value.happened == said
    assert refused.value.do


def test_every_other_format_hears_what_is_taken() -> None:
    with pytest.raises(PhotoRefused, match="NeedleDesk takes JPEG, PNG and HEIC photos"):
        kinds.recognise(b"GIF89a")


def test_a_short_file_is_told_with_its_sizes() -> None:
    assert kinds.ends_early(1_100_000, 3_400_000).happened == "The file ends too early: 1.1 MB of 3.4 MB arrived."
    for need in (None, 40_001, 4_000_000_000):  # a size that says nothing, or cannot be true
        assert kinds.ends_early(40_000, need).happened == "The file ends too early, after 40 kB."


@pytest.mark.parametrize(
    ("size", "said"), [(12, "12 bytes"), (34_500, "34 kB"), (40_000_000, "40 MB"), (99, "99 bytes")]
)
def test_sizes_in_words(size: int, said: str) -> None:
    assert kinds.megabytes(size) == said
