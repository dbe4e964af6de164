"""What only the record file and the sheets that were asked for may hold, and how to find it in any other file."""

from __future__ import annotations

import base64
import random
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from needledesk.imaging import decoder
from needledesk.imaging.intake import prepare

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Words that occur nowhere else, and a piece out of the middle of a picture and of its thumbnail."""

    photo: bytes
    thumbnail: bytes
    given: str = "Quillomar"
    family: str = "Zyxwarble"
    phone: str = "202-555-94317"
    note: str = "Vermilloquy on both cheeks"
    doctor: str = "Dr Brundlewick"

    @classmethod
    def make(cls, folder: Path) -> Secrets:
        """Take a picture, and lay it with its secrets into the folder."""
        chance = random.Random(20261122)
        picture = Image.frombytes("RGB", (40, 30), chance.randbytes(40 * 30 * 3)).resize((800, 600))
        taken = BytesIO()
        picture.save(taken, "JPEG", quality=92)
        (folder / "camera").mkdir()
        (folder / "camera" / "left.jpg").write_bytes(taken.getvalue())
        return cls.read(folder)

    @classmethod
    def read(cls, folder: Path) -> Secrets:
        """The same again."""
        try:
            kept = prepare((folder / "camera" / "left.jpg").read_bytes())
        finally:
            decoder.close()
        return cls(_middle(kept.data), _middle(kept.thumbnail))

    def all(self) -> list[bytes]:
        """Each as bytes, the words also as Windows and Qt keep them in memory."""
        words = [self.given, self.family, self.phone, self.note, self.doctor]
        return [self.photo, self.thumbnail, *(word.encode(code) for word in words for code in ("utf-8", "utf-16-le"))]

    def within(self, data: bytes) -> list[bytes]:
        """Those that are in the bytes: as they are, in small letters, in base64, or in a compressed stream."""
        layers = [data, data.lower(), *_unpacked(data)]
        return [secret for secret in self.all() if any(form in layer for layer in layers for form in _forms(secret))]


def _middle(data: bytes) -> bytes:
    return data[len(data) // 2 :][:32]


def _forms(secret: bytes) -> list[bytes]:
    """As it is, in small letters, and inside base64 at each of the three places where it may begin."""
    shifted = [base64.b64encode(bytes(shift) + secret)[4 * (shift > 0) : -4][shift > 0 :] for shift in range(3)]
    return [secret, secret.lower(), *shifted]


def _unpacked(data: bytes) -> list[bytes]:
    """What the compressed streams of a PDF hold, or a compressed file."""
    found = []
    for stream in (*_STREAM.findall(data), data):
        unpack = zlib.decompressobj(wbits=47)  # zlib or gzip, whichever it is
        try:
            found.append(unpack.decompress(stream, 50_000_000))
        except zlib.error:
            continue
    return found
