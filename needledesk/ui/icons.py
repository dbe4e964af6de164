"""Icons and status marks: the shipped SVGs as pixmaps, tinted for the theme and sharp on every screen."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize
from PySide6.QtGui import QImageReader, QPainter, QPixmap

from needledesk import resources
from needledesk.ui.theme import Theme, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from needledesk.domain.protocol import Status

STROKE = "1.9"
_drawn: dict[tuple[str, int, float], QPixmap] = {}


def pixmap(name: str, colour: str, px: int, ratio: float = 1.0) -> QPixmap:
    """An icon of `px` logical pixels, tinted with a colour token. `ratio` is the screen's device pixel ratio."""
    tint = Theme.current().colour(colour).name()
    return _rendered(f"{name} {tint}", _tinted(name, tint), px, ratio)


def icon(name: str, colour: str, px: int) -> QIcon:
    """The same as a QIcon, with a sharp version for screens of double density."""
    from PySide6.QtGui import QIcon  # only here: few need one, and it costs start time

    made = QIcon(pixmap(name, colour, px))
    made.addPixmap(pixmap(name, colour, px, 2.0))
    return made


def mark(status: Status | str, px: int, ratio: float = 1.0) -> QPixmap:
    """The mark of a status: seven statuses, seven outlines."""
    entry = tone(status)
    key = f"{entry['mark']} {Theme.current().colour('on_solid').name()}"
    return _rendered(key, _coloured_mark(entry["mark"], entry["token"]), px, ratio)


def mark_icon(status: Status | str, px: int) -> QIcon:
    """The same as a QIcon, with a sharp version for screens of double density."""
    from PySide6.QtGui import QIcon  # as above

    made = QIcon(mark(status, px))
    made.addPixmap(mark(status, px, 2.0))
    return made


def paint(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Draw an icon into a square of logical pixels."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), pixmap(name, colour, round(rect.width()), ratio))


def tone(status: Status | str) -> dict[str, str]:
    """What the tokens say of a status: `token` (the colour family), `mark`, `word`, `second`."""
    entry: dict[str, str] = _by_code()[str(status)]
    return entry


@cache
def _by_code() -> dict[str, dict[str, str]]:
    return {entry["code"]: entry for entry in tokens()["status_low_to_high"]}


@cache
def _source(name: str) -> str:
    return resources.text("icons", f"{name}.svg")


def _tinted(name: str, tint: str) -> str:
    return _source(name).replace("currentColor", tint).replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def _coloured_mark(name: str, family: str) -> str:
    """The marks are drawn in the light theme's colours: put the current ones in their place."""
    light, theme = tokens()["light"], Theme.current()
    swaps = {light["on_solid"]: "on_solid", light["ink3"]: "ink3", light["ink2"]: "ink2"}
    if family != "open":
        swaps[light[f"{family}_solid"]] = f"{family}_solid"
    return re.sub(r"#[0-9A-Fa-f]{6}", lambda m: theme.colour(swaps[m[0].upper()]).name(), _source(name))


def _rendered(key: str, svg: str, px: int, ratio: float) -> QPixmap:
    if (key, px, ratio) not in _drawn:
        _drawn[key, px, ratio] = _render(svg, round(px * ratio))
        _drawn[key, px, ratio].setDevicePixelRatio(ratio)
    return _drawn[key, px, ratio]


def _render(svg: str, device: int) -> QPixmap:
    """By Qt's image plugin: the same drawing as by QtSvg's classes, which take ten times as long to import."""
    buffer = QBuffer()
    buffer.setData(svg.encode())
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(device, device))
    return QPixmap.fromImage(reader.read())
