"""Draws shapes with soft edges, shadows and glows onto a picture: as much of SVG as the drawn face needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PIL import Image, ImageChops, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]
Place = Callable[[Point], Point]  # from the drawing's own units to pixels
CURVE_STEPS = 24
_TOKEN = re.compile(r"[MLCZ]|-?\d+(?:\.\d+)?")
_SHAPE = re.compile(r"(fill|side|glow|line)([\d.]*) (\w+) (\S+) (M.*)")


def paint(
    canvas: Image.Image, shapes: str, colours: dict[str, Colour], place: Place, strength: dict[str, float]
) -> None:
    """Paints the shapes one over the other; `strength` scales the opacity of a colour (1 if not named).

    Glows that come after a `side` stay within its area: a cheek does not redden the wall behind it.
    """
    unit = place((0, 1))[1] - place((0, 0))[1]
    within = Image.new("L", canvas.size, 255)
    for line in re.sub(r"\n  +", " ", shapes).strip().splitlines():
        found = _SHAPE.fullmatch(line)
        if found is None:
            raise ValueError(f"not a shape: {line}")
        how, width, colour, opacity, path = found.groups()
        mask = _mask(canvas.size, how, float(width or 0) * unit, path, place)
        if how == "side":
            within = mask
            mask = ImageChops.multiply(mask, _sides(mask))
        elif how == "glow":
            mask = ImageChops.multiply(mask, within)
        _lay(canvas, mask, colours[colour], float(opacity) * strength.get(colour, 1.0))


def _mask(size: tuple[int, int], how: str, width: float, path: str, place: Place) -> Image.Image:
    """White where the shape is, as an 8-bit picture of the canvas' size."""
    if how == "glow":
        return _glow(size, path, place)
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    for points in outlines(path, place):
        if how == "line":
            _stroke(draw, points, width)
        else:
            draw.polygon(points, fill=255)
    return mask


def _stroke(draw: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    """A stroke with round ends and joints."""
    draw.line(points, fill=255, width=max(1, round(width)), joint="curve")
    half = width / 2
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - half, y - half, x + half, y + half), fill=255)


def _sides(mask: Image.Image) -> Image.Image:
    """Shadow that fades from the left edge of the shape to a quarter, and comes again at the right edge."""
    left, top, right, bottom = mask.getbbox() or (0, 0, 1, 1)
    row = Image.new("L", (100, 1))
    row.putdata([round(255 * max(0.0, 1 - x / 28, 0.73 * (x - 80) / 20)) for x in range(100)])
    shadow = Image.new("L", mask.size)
    shadow.paste(row.resize((right - left, bottom - top), Image.Resampling.BILINEAR), (left, top))
    return shadow


def _glow(size: tuple[int, int], path: str, place: Place) -> Image.Image:
    """A soft ellipse, strongest in the middle; its path is centre and radii."""
    x, y, rx, ry = (float(word) for word in path[1:].split())
    one, top = place((x - rx, y - ry))
    other, bottom = place((x + rx, y + ry))
    left, right = min(one, other), max(one, other)  # the drawing may be mirrored
    soft = ImageChops.invert(Image.radial_gradient("L")).point(
        [max(0, round((v - 75) * 255 / 180)) for v in range(256)]
    )
    mask = Image.new("L", size)
    mask.paste(soft.resize((max(1, round(right - left)), max(1, round(bottom - top)))), (round(left), round(top)))
    return mask


def _lay(canvas: Image.Image, mask: Image.Image, colour: Colour, opacity: float) -> None:
    """Lays a colour over the canvas where the mask is white, touching only the mask's own box."""
    box = mask.getbbox()
    if box is None or opacity <= 0:
        return
    part = mask.crop(box).point([min(255, round(v * opacity)) for v in range(256)])
    canvas.paste(colour, box, part)


def outlines(path: str, place: Place) -> Iterator[list[Point]]:
    """The lines of a path in pixels, its curves broken into short pieces."""
    words = iter(_TOKEN.findall(path))
    points: list[Point] = []
    command = "M"
    for word in words:
        if word == "Z":
            continue
        if word.isalpha():
            command, first = word, float(next(words))
        else:
            first = float(word)
        at = (first, float(next(words)))
        if command == "M":
            if points:
                yield [place(p) for p in points]
            points = [at]
        elif command == "L":
            points.append(at)
        else:
            rest = [(float(next(words)), float(next(words))) for _ in range(2)]
            points.extend(_curve(points[-1], at, rest[0], rest[1]))
    yield [place(p) for p in points]


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    """The points of a cubic curve from `a` to `d`, without `a`."""
    for i in range(1, CURVE_STEPS + 1):
        t = i / CURVE_STEPS
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        yield (
            sum(w * p[0] for w, p in zip(k, (a, b, c, d), strict=True)),
            sum(w * p[1] for w, p in zip(k, (a, b, c, d), strict=True)),
        )
