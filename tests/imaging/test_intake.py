from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
import sys
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from needledesk.domain.photos import Prepared
from needledesk.errors import PhotoRefused
from needledesk.imaging import intake, limits

Make, Corners, Open = Callable[..., bytes], Callable[[Image.Image], list[str]], Callable[[bytes], Image.Image]
Tells = Callable[[bytes], list[bytes]]


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


@pytest.fixture(params=["jpeg", "png", "heic"])
def photo(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """One photo of each kind, all dressed up."""
    made = request.getfixturevalue(request.param)
    return request.param, made if isinstance(made, bytes) else made()


def test_what_is_kept_says_nothing_and_shows_everything(photo: tuple[str, bytes], opened: Open, tells: Tells) -> None:
    kind, data = photo
    kept = intake.prepare(data)
    assert kept.kind == kind
    assert tells(kept.data) == []
    assert tells(kept.thumbnail) == []
    assert opened(kept.data).tobytes() == opened(data).tobytes()
    assert kept.taken == datetime(2026, 11, 22, 14, 34, 56)


def test_both_digests_are_told(photo: tuple[str, bytes]) -> None:
    _, data = photo
    kept = intake.prepare(data)
    assert kept.sha256 == hashlib.sha256(kept.data).hexdigest()
    assert kept.original_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_and_thumbnail_are_upright(jpeg: Make, opened: Open, orientation: int) -> None:
    kept = intake.prepare(jpeg(orientation))
    upright = (96, 64) if orientation < 5 else (64, 96)
    assert (kept.width, kept.height) == opened(kept.thumbnail).size == upright


def test_what_was_kept_comes_through_again_unchanged(photo: tuple[str, bytes]) -> None:
    once = intake.prepare(photo[1])
    again = intake.prepare(once.data)
    assert again.data == once.data
    assert again.thumbnail == once.thumbnail


def test_a_large_phone_jpeg_passes() -> None:
    kept = intake.prepare(saved(Image.new("L", (12_000, 9_000), 170), "JPEG", quality=60))
    assert (kept.width, kept.height) == (12_000, 9_000)


@pytest.mark.parametrize("form", ["GIF", "TIFF", "WEBP", "BMP"])
def test_other_formats_are_refused_with_what_is_taken(drawn: Image.Image, form: str) -> None:
    with pytest.raises(PhotoRefused, match="NeedleDesk takes JPEG, PNG and HEIC photos"):
        intake.prepare(saved(drawn, form))


@pytest.mark.parametrize(("data", "said"), [(b"", "The file is empty."), (b"a letter", "This is not a picture.")])
def test_what_is_no_picture_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(PhotoRefused) as refused:
        intake.prepare(data)
    assert refused.value.happened == said


def test_a_bomb_is_refused_by_its_pixels() -> None:
    bomb = saved(Image.new("1", (13_000, 13_000)), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(PhotoRefused, match="169 megapixels"):
        intake.prepare(bomb)


def test_a_bomb_in_the_colour_profile_is_survived(png: Make) -> None:
    data = intake.prepare(png()).data
    profile = b"bomb\0\0" + zlib.compress(bytes(60_000_000), 9)
    chunk = len(profile).to_bytes(4, "big") + b"iCCP" + profile + zlib.crc32(b"iCCP" + profile).to_bytes(4, "big")
    with contextlib.suppress(PhotoRefused):
        intake.prepare(data[:33] + chunk + data[33:])


def test_a_file_above_the_limit_is_refused_by_its_size() -> None:
    with pytest.raises(PhotoRefused, match=r"too large: 41 MB.*A photo may have 40 MB"):
        intake.prepare(b"\xff\xd8\xff" + bytes(41_000_000))


def test_the_end_cut_off_anywhere_is_refused(photo: tuple[str, bytes]) -> None:
    data = intake.prepare(photo[1]).data
    for percent in range(1, 100, 2):
        with pytest.raises(PhotoRefused):
            intake.prepare(data[: len(data) * percent // 100])
    with pytest.raises(PhotoRefused):
        intake.prepare(data[:-1])


def test_pixels_missing_in_the_middle_are_refused_or_shown(drawn: Image.Image) -> None:
    data = intake.prepare(saved(drawn, "PNG")).data
    with pytest.raises(PhotoRefused, match="damaged inside"):
        intake.prepare(data.replace(data[60:64], b"\0\0\0\0", 1))


def test_the_file_is_named_if_it_has_a_name() -> None:
    with pytest.raises(PhotoRefused) as refused:
        intake.prepare(b"", "IMG_2207.HEIC")
    assert refused.value.happened == "IMG_2207.HEIC: The file is empty."


def test_three_hundred_spoilt_files_are_kept_or_refused(jpeg: Make, png: Make, heic: bytes) -> None:
    dice = random.Random(300)
    for number in range(300):
        spoilt = bytearray((jpeg(), png(), heic)[number % 3])
        for _ in range(dice.randint(1, 12)):
            spoilt[dice.randrange(12, len(spoilt))] = dice.randrange(256)
        with contextlib.suppress(PhotoRefused):
            assert isinstance(intake.prepare(bytes(spoilt)), Prepared)


def test_a_file_that_crashes_the_decoder_costs_itself_only(jpeg: Make) -> None:
    spoilt = Path(__file__).parents[1] / "data" / "spoilt_tables.heic"
    with contextlib.suppress(PhotoRefused):  # a later decoder may show it
        intake.prepare_file(spoilt)
    assert intake.prepare(jpeg()).width == 96


def test_a_file_is_read_whatever_its_ending(tmp_path: Path, png: Make) -> None:
    path = tmp_path / "really.jpg"
    path.write_bytes(png())
    assert intake.prepare_file(path) == intake.prepare(png())


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.jpg", tmp_path):
        with pytest.raises(PhotoRefused, match="no such file any more"):
            intake.prepare_file(path)


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "film.jpg"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1_000_000)
    with pytest.raises(PhotoRefused, match="too large: 41 MB"):
        intake.prepare_file(path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the owner may read everything here")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, jpeg: Make) -> None:
    path = tmp_path / "locked.jpg"
    path.write_bytes(jpeg())
    path.chmod(0)
    with pytest.raises(PhotoRefused, match="could not be read"):
        intake.prepare_file(path)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails")
def test_a_reading_error_is_told_in_words() -> None:
    with pytest.raises(PhotoRefused, match="could not be read"):
        intake.prepare_file(Path("/proc/self/mem"))
