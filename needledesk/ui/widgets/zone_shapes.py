"""The outlines of face and body: paths read once from the shipped file, in its own units."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from needledesk import resources
from needledesk.domain import zones

SIDES = {"face": "Face", "front": "Body, front", "back": "Body, back"}
#: the part of the drawing that is shown: x, y, width, height
_VIEWS = {"face": (40, 8, 320, 424), "front": (30, 0, 240, 520), "back": (30, 0, 240, 520)}
_NEVER_NAMES = {
    "orbital_rim_right": ("Right eye, inside the bone", "Inside the bone of the eye is never treated."),
    "orbital_rim_left": ("Left eye, inside the bone", "Inside the bone of the eye is never treated."),
    "lip_vermilion": ("Red of the lips", "The red of the lips is never treated."),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A zone as drawn. `anchor`: middle of its label; `grip`: a point well inside; `why`: why it is never treated."""

    key: str
    name: str
    path: QPainterPath
    anchor: QPointF
    grip: QPointF
    why: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One side: what is shown of it, the outline, the strokes around the zones, the zones themselves."""

    view: QRectF
    outline: tuple[QPainterPath, ...]
    under: tuple[tuple[str, QPainterPath], ...]  # role, path: drawn before the zones
    over: tuple[tuple[str, QPainterPath], ...]
    shapes: tuple[Shape, ...]

    def at(self, key: str) -> Shape:
        """The shape of that key. Raises KeyError if this side has none."""
        for shape in self.shapes:
            if shape.key == key:
                return shape
        raise KeyError(key)


@cache
def drawing(side: str) -> Drawing:
    """The drawing of `face`, `front` or `back`."""
    source = _source()
    view = QRectF(*_VIEWS[side])
    if side == "face":
        lines = [(line["role"], read_path(line["path"])) for line in source["lines"]]
        never = tuple(_never(key, text) for key, text in source["nogo"].items())
        shapes = (*_shapes(source["zones"]), *never)
        return Drawing(view, (read_path(source["face"]),), tuple(lines[:7]), tuple(lines[7:]), shapes)
    body = source["body"]
    kept = {key: body["front"][key] for key in ("arms", "thighs")} if side == "back" else {}
    outline = (read_path(body["outline"]), read_path(body["head"]))
    return Drawing(view, outline, (), (), _shapes(body[side] | kept))


@cache
def side_of(zone: str) -> str:
    """The side that shows a zone: `face`, `front` or `back`. Raises KeyError for a zone that is nowhere drawn."""
    for side in SIDES:
        if any(shape.key == zone for shape in drawing(side).shapes):
            return side
    raise KeyError(zone)


def spoken(zone: str) -> str:
    """The zone's name with the side written out: "Cheek left"."""
    name = zones.ALL.get(zone, zone)
    return re.sub(r" R\b", " right", re.sub(r" L\b", " left", name))


def read_path(text: str) -> QPainterPath:
    """A path of absolute M, C, L and Z commands."""
    path = QPainterPath()
    for command, rest in re.findall(r"([MCLZ])([^MCLZ]*)", text):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", rest)]
        points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if command == "M":
            path.moveTo(points[0])
        elif command == "L":
            for point in points:
                path.lineTo(point)
        elif command == "C":
            for start in range(0, len(points), 3):
                path.cubicTo(*points[start : start + 3])
        else:
            path.closeSubpath()
    return path


@cache
def _source() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.text("zones.json"))
    return loaded


def _shapes(source: dict[str, Any]) -> tuple[Shape, ...]:
    shapes = []
    for key, entry in source.items():
        path = read_path(entry["path"])
        anchor = QPointF(*entry["anchor"])
        shapes.append(Shape(key, spoken(key), path, anchor, anchor if _deep(path, anchor) else _grip(path)))
    return tuple(shapes)


def _never(key: str, text: str) -> Shape:
    path = read_path(text)
    name, why = _NEVER_NAMES[key]
    grip = _grip(path)
    return Shape(key, name, path, grip, grip, why)


def _grip(path: QPainterPath) -> QPointF:
    """A point deep inside the first part of a path: of a grid of points inside, the one farthest from the edge."""
    part = QPainterPath()
    part.addPolygon(path.toSubpathPolygons()[0])
    box = part.boundingRect()
    inside = [
        QPointF(box.left() + box.width() * x / 24, box.top() + box.height() * y / 24)
        for x in range(1, 24)
        for y in range(1, 24)
    ]
    edge = [part.pointAtPercent(step / 60) for step in range(60)]
    found = [point for point in inside if part.contains(point)]
    return max(found, key=lambda point: min(_distance(point, other) for other in edge))


def _deep(path: QPainterPath, point: QPointF) -> bool:
    return path.contains(QRectF(point.x() - 4, point.y() - 4, 8, 8))


def _distance(one: QPointF, other: QPointF) -> float:
    return (one.x() - other.x()) ** 2 + (one.y() - other.y()) ** 2
