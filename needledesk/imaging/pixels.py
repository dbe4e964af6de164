"""Foreign pixels made small, upright and sRGB. Runs in the child process only: here Pillow meets the file."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms, ImageFile

from needledesk.imaging import limits

ORIENTATION = 0x0112
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_GROUND = (255, 255, 255)  # behind pixels that can be seen through

Image.MAX_IMAGE_PIXELS = None  # our own limits, below, are lower and speak plainly
ImageFile.LOAD_TRUNCATED_IMAGES = False


class TooManyPixels(Exception):
    """The header promises more pixels than may be decoded; carries how many."""


def shrunk(data: bytes, kind: str, box: tuple[int, int]) -> tuple[Image.Image, int, int]:
    """The picture upright in sRGB, fit into the box (pixels, never enlarged), and its whole upright size.

    Raises TooManyPixels, MemoryError, or whatever Pillow raises for a file that it cannot decode.
    """
    image = _opened(data, kind)
    if kind == "heic":
        image.load()  # comes turned already, and may correct the size that the header gave
        orientation = 1
    else:
        orientation = image.getexif().get(ORIENTATION, 1)
    lies = orientation >= 5
    whole, wanted = (image.size[::-1], box[::-1]) if lies else (image.size, box)
    image.draft("RGB", wanted)  # lets JPEG be decoded at an eighth, a quarter or half of its size
    profile = image.info.get("icc_profile")
    small = _smooth(image)
    small.thumbnail(wanted, Image.Resampling.BICUBIC, reducing_gap=2.0)
    turn = _TURNS.get(orientation)
    return to_srgb(small if turn is None else small.transpose(turn), profile), whole[0], whole[1]


def _opened(data: bytes, kind: str) -> Image.Image:
    """The picture with its header read and its pixels counted, none of them decoded yet."""
    if kind == "heic":
        import pi_heif  # most photos are JPEG: the library is loaded when the first HEIC comes

        pi_heif.register_heif_opener(thumbnails=False)
    image = Image.open(io.BytesIO(data), formats=[_FORMATS[kind]])
    most = limits.JPEG_PIXELS if kind == "jpeg" else limits.PIXELS
    if image.width * image.height > most:
        raise TooManyPixels(image.width * image.height)
    return image


def _smooth(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be made smaller smoothly: palettes and 16-bit greys are translated first."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture as RGB in sRGB colours: skin must look the same in every window and on paper."""
    if image.mode in ("RGBA", "LA"):
        image = _on_ground(image)
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            return ImageCms.applyTransform(image, _transform(profile, image.mode)) or image
        except (ImageCms.PyCMSError, ValueError, OSError):
            pass  # a broken profile, or one of other colours: taken as sRGB, as every viewer does
    return image.convert("RGB")


def _on_ground(image: Image.Image) -> Image.Image:
    """The picture without transparency."""
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, (*_GROUND, 255))
    return Image.alpha_composite(ground, clear).convert("RGB")


@lru_cache(maxsize=4)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    """From the camera's colours to sRGB; a camera writes the same profile into every picture."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")


def as_jpeg(image: Image.Image, quality: int) -> bytes:
    """The picture as JPEG with no word beside its pixels."""
    out = io.BytesIO()
    image.info.clear()
    image.save(out, "JPEG", quality=quality, subsampling=0 if quality > 90 else 2)
    return out.getvalue()
