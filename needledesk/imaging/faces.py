"""Drawn faces for the training file and for tests: plausible photos in which nobody can be recognised."""

from __future__ import annotations

import random
from datetime import datetime

from PIL import Image

from needledesk.imaging import brush, camera, face_shapes
from needledesk.imaging.brush import Colour, Place, Point

WIDE, HIGH, TOP = 330, 430, 6  # the part of the drawing that is always in the picture, in its own units
DRAWN_AT = 0.5  # of the photo's size: drawing small and enlarging gives the soft edges of a lens
SPOTS = 16
VIEWS = {  # the drawing, and whether it is mirrored
    "front": (face_shapes.FRONT, False),
    "left_45": (face_shapes.HALF_RIGHT, True),
    "right_45": (face_shapes.HALF_RIGHT, False),
    "left": (face_shapes.RIGHT, True),
    "right": (face_shapes.RIGHT, False),
}
SKINS: tuple[Colour, ...] = (
    *((238, 206, 184), (226, 190, 158), (216, 175, 141)),
    *((192, 146, 106), (152, 106, 74), (106, 72, 52)),
)
HAIRS: tuple[Colour, ...] = (
    *((75, 54, 43), (38, 31, 29), (112, 78, 50), (146, 104, 66), (176, 146, 100), (148, 143, 138)),
)
RED: Colour = (200, 82, 72)
WALL: tuple[Colour, Colour] = ((228, 224, 217), (207, 202, 193))


def draw(
    view: str,
    seed: int,
    redness: float = 0.0,
    size: tuple[int, int] = (4000, 3000),
    *,
    taken: datetime,
) -> bytes:
    """A camera-like JPEG of a drawn face; the seed chooses skin, hair and spots, so it stands for one client.

    `view` is one of VIEWS; `redness` goes from 0 (settled) to 1 (just treated); `size` is in pixels, upright;
    `taken` is the camera's own clock. The same arguments give the same bytes.
    """
    shapes, mirrored = VIEWS[view]
    person = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    shot = random.Random(f"{seed} {view} {taken}")  # noqa: S311
    colours = _colours(person)
    canvas = _wall((round(size[0] * DRAWN_AT), round(size[1] * DRAWN_AT)))
    place = _place(canvas.size, mirrored, shot)
    strength = {"red": 0.2 + 0.7 * redness, "spot": 0.5 + 0.5 * redness}
    brush.paint(canvas, shapes + _spots(shapes, person), colours, place, strength)
    return camera.photograph(canvas, size, taken, shot)


def _colours(person: random.Random) -> dict[str, Colour]:
    """The colours of one person's face."""
    skin = person.choice(SKINS)
    hair = person.choice([hair for hair in HAIRS if sum(abs(a - b) for a, b in zip(hair, skin, strict=True)) > 120])
    pale = sum(skin) / 765
    return {
        "skin": skin,
        "hair": hair,
        "shade": _mixed(skin, (120, 60, 30), 0.3),
        "light": _mixed(skin, (255, 226, 200), 0.5 * pale),
        "lips": _mixed(skin, (150, 44, 56), 0.5),
        "red": _mixed(RED, skin, 0.75 - 0.6 * pale),
        "spot": _mixed(skin, (120, 50, 36), 0.45),
        "band": (246, 242, 234),
        "band_edge": (207, 199, 184),
        "cloth": (251, 250, 247),
        "cloth_edge": (217, 213, 204),
        "white": (255, 255, 255),
    }


def _mixed(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with a share of `b` in it."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def _wall(size: tuple[int, int]) -> Image.Image:
    """A plain grey wall, a little darker below."""
    wall = Image.new("RGB", (1, 2))
    wall.putpixel((0, 0), WALL[0])
    wall.putpixel((0, 1), WALL[1])
    return wall.resize(size, Image.Resampling.BILINEAR)


def _place(size: tuple[int, int], mirrored: bool, shot: random.Random) -> Place:
    """Where the drawing lies in the picture; nobody stands twice exactly alike, so it shifts a little."""
    scale = min(size[0] / WIDE, size[1] / HIGH) * shot.uniform(0.97, 1.0)
    across, down = shot.uniform(-6, 6), shot.uniform(-2, 4)

    def place(point: Point) -> Point:
        x = 200 - point[0] if mirrored else point[0] - 200
        return size[0] / 2 + (x + across) * scale, (point[1] - TOP + down) * scale

    return place


def _spots(shapes: str, person: random.Random) -> str:
    """Small spots on the cheeks, always the same ones for one person: where the red glows are."""
    glows = [line.split(" M")[1].split() for line in shapes.splitlines() if line.startswith("glow red 1 ")]
    lines = []
    for number in range(SPOTS):
        x, y, rx, ry = (float(word) for word in glows[number % len(glows)])
        at = x + person.gauss(0, rx * 0.34), y + person.gauss(0, ry * 0.34)
        wide = person.uniform(1.6, 3.6)
        lines.append(f"glow spot {person.uniform(0.5, 0.95):.2f} M{at[0]:.1f} {at[1]:.1f} {wide:.1f} {wide * 0.85:.1f}")
    return "\n".join(lines)
