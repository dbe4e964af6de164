"""Makes a drawn picture look like a camera's file: its size, its noise, and all it tells about place and owner."""

from __future__ import annotations

import io
import random
from datetime import datetime

from PIL import Image, ImageChops, ImageCms

GRAIN = 0.055  # how strong the sensor's noise is; gives a 12 MP photo of 2 to 5 MB
TILE = 512  # pixels; noise is rolled once and laid out like tiles
QUALITY = 90
HELD_UPRIGHT = 6  # Exif: the sensor lay on its side
OPEN_SEA = ((40.0, 0.0, 0.0), (40.0, 0.0, 0.0))  # nobody's address


def photograph(drawing: Image.Image, size: tuple[int, int], taken: datetime, dice: random.Random) -> bytes:
    """A JPEG of the drawing, `size` pixels upright, with noise and with Exif for the intake to remove."""
    picture = drawing.resize(size, Image.Resampling.BICUBIC)
    noise = _noise(size, dice)
    bands = []
    for band in picture.split():
        bands.append(ImageChops.add(band, noise, 1, -128))
        noise = ImageChops.offset(noise, 171, 337)
    picture = Image.merge("RGB", bands)
    held = size[1] > size[0]
    if held:  # as a phone does it: the pixels lie, a flag says so
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = _told(taken, HELD_UPRIGHT if held else 1)
    picture.save(out, "JPEG", quality=QUALITY, exif=exif, icc_profile=profile, comment=b"Drawn for training")
    return out.getvalue()


def _noise(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """Grey noise around 128, the same for the same dice."""
    rolled = Image.frombytes("L", (TILE, TILE), dice.randbytes(TILE * TILE))
    tile = ImageChops.blend(rolled, ImageChops.offset(rolled, 1, 3), 0.5)
    tile = tile.point([round(128 + (value - 128) * GRAIN * 2) for value in range(256)])
    noise = Image.new("L", size)
    turns = (None, *Image.Transpose)
    for x in range(0, size[0], TILE):
        for y in range(0, size[1], TILE):
            turn = dice.choice(turns)
            noise.paste(tile if turn is None else tile.transpose(turn), (x, y))
    return noise


def _told(taken: datetime, orientation: int) -> Image.Exif:
    """What a camera writes beside the pixels."""
    exif = Image.Exif()
    exif.update({0x010F: "Training camera", 0x0110: "Training camera", 0x0112: orientation})
    stamp = f"{taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(0x8769).update(
        {0x9003: stamp, 0x9004: stamp, 0xA431: "TRAINING-0001", 0x927C: b"Drawn, with no person before the lens"}
    )
    north, west = OPEN_SEA
    exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "W", 4: west})
    return exif
