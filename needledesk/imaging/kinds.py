"""Which kind of picture a file is, told from its first bytes: endings lie, and nobody chose them."""

from __future__ import annotations

from needledesk.errors import PhotoRefused
from needledesk.imaging.limits import FILE_BYTES

ACCEPTED = "NeedleDesk takes JPEG, PNG and HEIC photos."
UNTOUCHED = "The file itself was not changed."
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc", b"hevx", b"msf1"}
_NOT_TAKEN = (
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF or camera raw picture"),
    (b"MM\0*", "a TIFF or camera raw picture"),
    (b"BM", "a BMP picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\3\4", "a ZIP file or an office document"),
)


def recognise(data: bytes) -> str:
    """One of "jpeg", "png" and "heic". Raises PhotoRefused naming what it is instead, where that is known."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "heic"
    if not data:
        raise PhotoRefused("The file is empty.", UNTOUCHED, "Copy it again from the camera.")
    raise PhotoRefused(f"This is {_name(data)}.", UNTOUCHED, ACCEPTED)


def _name(data: bytes) -> str:
    """What the file is, in the words of somebody who wanted to hand in a photo."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP picture"
    if data[4:8] == b"ftyp":
        return "an AVIF picture" if data[8:12] in (b"avif", b"avis") else "a film"
    return next((name for start, name in _NOT_TAKEN if data.startswith(start)), "not a picture")


def ends_early(have: int, need: int | None = None) -> PhotoRefused:
    """For a file of `have` bytes that should go on, to `need` bytes if that is known and likely."""
    arrived = megabytes(have)
    if need is None or need > FILE_BYTES or megabytes(need) == arrived:
        happened = f"The file ends too early, after {arrived}."
    else:
        happened = f"The file ends too early: {arrived} of {megabytes(need)} arrived."
    return PhotoRefused(happened, UNTOUCHED, "Copy it again from the camera.")


def damaged() -> PhotoRefused:
    """For a file whose inner order does not hold together."""
    return PhotoRefused("The picture file is damaged inside.", UNTOUCHED, "Copy it again from the camera.")


def megabytes(size: int) -> str:
    """A size as "3.4 MB", or "12 kB" for less than a tenth of a megabyte."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e6:.1f}".removesuffix(".0") + " MB" if size >= 1e5 else f"{size / 1e3:.0f} kB"
