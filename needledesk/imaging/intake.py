"""Makes a foreign picture fit to keep: its pixels as they came, upright, and not a word about person or place."""

from __future__ import annotations

import hashlib
from pathlib import Path

from needledesk.domain.photos import Prepared
from needledesk.errors import PhotoRefused
from needledesk.imaging import heic, jpeg, limits, png, thumbnails
from needledesk.imaging.kinds import UNTOUCHED, ends_early, megabytes, recognise

_STRIP = {"jpeg": jpeg.strip, "png": png.strip, "heic": heic.strip}


def prepare(data: bytes, name: str = "") -> Prepared:
    """The picture without metadata, with its thumbnail; `name` begins the sentence if it is refused.

    The file's compressed pixels are kept byte for byte. What is kept has been decoded once, within limits, in a
    child process. Raises PhotoRefused.
    """
    try:
        return _prepared(data)
    except PhotoRefused as refused:
        if not name:
            raise
        raise PhotoRefused(f"{name}: {refused.happened}", refused.safe, refused.do) from None


def _prepared(data: bytes) -> Prepared:
    if len(data) > limits.FILE_BYTES:
        raise _too_large(len(data))
    kind = recognise(data)
    kept, shot = _STRIP[kind](data)
    seen = thumbnails.thumbnail(kept, kind)
    return Prepared(
        data=kept,
        thumbnail=seen.small,
        kind=kind,
        width=seen.width,
        height=seen.height,
        sha256=hashlib.sha256(kept).hexdigest(),
        original_sha256=hashlib.sha256(data).hexdigest(),
        taken=shot.taken,
    )


def prepare_file(path: Path) -> Prepared:
    """As prepare, for a file, whose size is looked at before it is read. Raises PhotoRefused."""
    try:
        if not path.is_file():
            raise PhotoRefused(
                "There is no such file any more.", "", "Put the card or stick back in, or choose another."
            )
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            raise _too_large(size)
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError:
        raise PhotoRefused("The file could not be read.", UNTOUCHED, "Copy it again from the camera.") from None
    if len(data) < size:
        raise ends_early(len(data), size)
    return prepare(data)


def _too_large(size: int) -> PhotoRefused:
    """For a file above the limit, with both figures."""
    most = f"A photo may have {megabytes(limits.FILE_BYTES)}."
    return PhotoRefused(f"The file is too large: {megabytes(size)}.", UNTOUCHED, most)
