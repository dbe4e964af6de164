"""A drawn picture with a different colour in each corner, dressed up as a camera would."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pi_heif
import pytest
from PIL import Image, ImageCms

from needledesk.imaging import decoder

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (250, 250, 250)
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session", autouse=True)
def _children_end() -> Iterator[None]:
    """The program's decoding children end with the tests."""
    yield
    decoder.close()


@pytest.fixture(scope="session")
def corners() -> Callable[[Image.Image], list[str]]:
    """Names the colours in the corners: top left, top right, bottom left, bottom right."""

    def names(image: Image.Image) -> list[str]:
        shown = image.convert("RGB")
        right, low = shown.width - 5, shown.height - 5
        return [_name(shown.getpixel(place)) for place in ((4, 4), (right, 4), (4, low), (right, low))]

    return names


def _name(pixel: tuple[int, int, int]) -> str:
    near = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    return min(near, key=lambda name: sum(abs(a - b) for a, b in zip(near[name], pixel, strict=True)))


@pytest.fixture(scope="session")
def opened() -> Callable[[bytes], Image.Image]:
    """Decodes a picture in the test's own process."""

    def load(data: bytes) -> Image.Image:
        pi_heif.register_heif_opener()
        image = Image.open(io.BytesIO(data))
        image.load()
        return image

    return load


@pytest.fixture(scope="session")
def tells() -> Callable[[bytes], list[bytes]]:
    """The made-up secrets that are still somewhere in the bytes."""
    return lambda data: [secret for secret in (b"BODY4711", b"Canary", b"GPS", b"2026:11:22") if secret in data]


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera writes about the person and the place, all of it made up."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "Canary camera"
    block.get_ifd(0x8769).update({0x9003: "2026:11:22 14:34:56", 0xA431: "BODY4711", 0x927C: b"Canary maker note"})
    block.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 11.0)})
    return block


@pytest.fixture(scope="session")
def drawn() -> Image.Image:
    """96 x 64: red, green, blue and white corners on a gradient."""
    image = Image.linear_gradient("L").resize((96, 64)).convert("RGB")
    image.paste(RED, (0, 0, 20, 20))
    image.paste(GREEN, (76, 0, 96, 20))
    image.paste(BLUE, (0, 44, 20, 64))
    image.paste(WHITE, (76, 44, 96, 64))
    return image


@pytest.fixture(scope="session")
def swapped_profile() -> bytes:
    """A colour profile in which the red channel means blue and the blue one red: not to be overlooked."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


@pytest.fixture(scope="session")
def jpeg(drawn: Image.Image) -> Callable[..., bytes]:
    """Makes a JPEG with Exif, XMP, a comment and a film behind the end; more by keyword, as Pillow's save."""

    def make(orientation: int = 1, **more: object) -> bytes:
        out = io.BytesIO()
        drawn.save(out, "JPEG", quality=95, exif=exif(orientation), xmp=b"<x>Canary</x>", comment=b"Canary", **more)
        return out.getvalue() + b"Canary film behind the picture"

    return make


@pytest.fixture(scope="session")
def png(drawn: Image.Image) -> Callable[..., bytes]:
    """Makes a PNG with Exif, texts and bytes behind the end."""
    from PIL.PngImagePlugin import PngInfo

    def make(orientation: int = 1, **more: object) -> bytes:
        texts = PngInfo()
        texts.add_text("Author", "Canary", zip=False)
        texts.add_itxt("XML:com.adobe.xmp", "<x>Canary</x>")
        out = io.BytesIO()
        drawn.save(out, "PNG", exif=exif(orientation), pnginfo=texts, **more)
        return out.getvalue() + b"Canary film behind the picture"

    return make


@pytest.fixture(scope="session")
def heic() -> bytes:
    """320 x 200 in a tile grid, with a thumbnail, Exif, GPS and XMP."""
    return (DATA / "tiles_and_place.heic").read_bytes()


@pytest.fixture(scope="session")
def sideways_heic() -> bytes:
    """200 x 320 upright, stored lying, with Exif too."""
    return (DATA / "held_sideways.heic").read_bytes()
