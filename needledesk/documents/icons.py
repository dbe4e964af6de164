"""Icons as vectors: the shipped SVG outlines, read once into moves, lines and curves."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

from needledesk import resources

#: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",), absolute, y downwards.
Step = tuple[str | float, ...]
_TOKENS = re.compile(r"[MmLlHhVvCcAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


@cache
def outline(name: str) -> tuple[Step, ...]:
    """The outline of resources/icons/<name>.svg on its grid of 24, to be drawn as a stroke."""
    # Our own file, not a stranger's: nothing in it can be hostile.
    root = ElementTree.fromstring(resources.text("icons", f"{name}.svg"))  # noqa: S314
    steps: list[Step] = []
    for element in root.iter():
        kind = element.tag.rpartition("}")[2]
        if kind in _SHAPES:
            steps += path(_SHAPES[kind](element.attrib))
    return tuple(steps)


def path(data: str) -> tuple[Step, ...]:
    """The steps of an SVG path (M L H V C A Z, absolute or relative), arcs turned into curves."""
    return tuple(_steps(data))


def _circle(given: dict[str, str]) -> str:
    x, y, r = (float(given[name]) for name in ("cx", "cy", "r"))
    return f"M {x - r} {y} a {r} {r} 0 1 1 {2 * r} 0 a {r} {r} 0 1 1 {-2 * r} 0 Z"


def _rectangle(given: dict[str, str]) -> str:
    x, y, w, h = (float(given[name]) for name in ("x", "y", "width", "height"))
    r = float(given.get("rx", 0))
    corner = f"a {r} {r} 0 0 1"
    return (
        f"M {x + r} {y} h {w - 2 * r} {corner} {r} {r} v {h - 2 * r} {corner} {-r} {r}"
        f" h {2 * r - w} {corner} {-r} {-r} v {2 * r - h} {corner} {r} {-r} Z"
    )


_SHAPES: dict[str, Callable[[dict[str, str]], str]] = {
    "path": lambda given: given["d"],
    "circle": _circle,
    "rect": _rectangle,
}


def _steps(data: str) -> Iterator[Step]:
    tokens = _TOKENS.findall(data)
    command, at, x, y = "", 0, 0.0, 0.0
    start = (0.0, 0.0)
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = _COUNTS[command.upper()]
        numbers = [float(token) for token in tokens[at : at + count]]
        at += count
        for step in _absolute(command, numbers, x, y):
            yield step
            if step[0] == "Z":
                x, y = start
            else:
                x, y = float(step[-2]), float(step[-1])
            if step[0] == "M":
                start = (x, y)
        command = {"M": "L", "m": "l"}.get(command, command)  # further pairs behind a move are lines


def _absolute(command: str, numbers: list[float], x: float, y: float) -> Iterator[Step]:
    kind = command.upper()
    dx, dy = (x, y) if command.islower() else (0.0, 0.0)
    if kind == "Z":
        yield ("Z",)
    elif kind == "H":
        yield ("L", numbers[0] + dx, y)
    elif kind == "V":
        yield ("L", x, numbers[0] + dy)
    elif kind == "A":
        yield from _arc(x, y, numbers, numbers[5] + dx, numbers[6] + dy)
    else:
        yield (kind, *(number + (dy if odd % 2 else dx) for odd, number in enumerate(numbers)))


def _arc(x1: float, y1: float, numbers: list[float], x2: float, y2: float) -> Iterator[Step]:
    """A circular arc as curves of at most a quarter turn (SVG 1.1, F.6); all our icons' arcs are circular."""
    radius, large, sweep = numbers[0], bool(numbers[3]), bool(numbers[4])
    half = math.hypot(x2 - x1, y2 - y1) / 2
    if half == 0 or radius == 0:
        yield ("L", x2, y2)
        return
    radius = max(radius, half)
    away = math.sqrt(max(radius**2 - half**2, 0.0)) / (2 * half) * (1 if large != sweep else -1)
    cx, cy = (x1 + x2) / 2 - away * (y2 - y1), (y1 + y2) / 2 + away * (x2 - x1)
    first, last = math.atan2(y1 - cy, x1 - cx), math.atan2(y2 - cy, x2 - cx)
    turn = (last - first) % math.tau if sweep else -((first - last) % math.tau)
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    for part in range(count):
        yield _curve(cx, cy, radius, first + turn * part / count, turn / count)


def _curve(cx: float, cy: float, radius: float, first: float, turn: float) -> Step:
    pull = 4 / 3 * math.tan(turn / 4) * radius
    last = first + turn
    x1, y1 = cx + radius * math.cos(first), cy + radius * math.sin(first)
    x2, y2 = cx + radius * math.cos(last), cy + radius * math.sin(last)
    leave = (x1 - pull * math.sin(first), y1 + pull * math.cos(first))
    arrive = (x2 + pull * math.sin(last), y2 - pull * math.cos(last))
    return ("C", *leave, *arrive, x2, y2)
