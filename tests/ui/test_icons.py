from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from needledesk import resources
from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.theme import Theme


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    Theme.current().apply(qapp, "light", 100)
    yield Theme.current()
    Theme.current().apply(qapp, "light", 100)


def colours(pixmap: QPixmap) -> set[str]:
    image = pixmap.toImage()
    seen = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in seen if colour.alpha() == 255}


def outline(pixmap: QPixmap) -> frozenset[tuple[int, int]]:
    """Where anything is drawn: the shape without its colour."""
    image = pixmap.toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return frozenset(place for place in places if image.pixelColor(*place).alpha() > 127)


@pytest.mark.parametrize("path", sorted(resources.path("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_shipped_icon_can_be_drawn(path: object) -> None:
    stem = getattr(path, "stem", "")
    assert outline(icons.pixmap(stem, "ink", 24))


def test_an_icon_takes_the_colour_of_the_theme(theme: Theme, qapp: QApplication) -> None:
    assert theme.colour("stop").name() in colours(icons.pixmap("octagon-x", "stop", 48))
    theme.apply(qapp, "dark")
    assert theme.colour("stop").name() in colours(icons.pixmap("octagon-x", "stop", 48))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_sharp_at_the_ratio_of_the_screen(ratio: float) -> None:
    drawn = icons.pixmap("check", "ink", 20, ratio)
    assert drawn.width() == 20 * ratio
    assert drawn.devicePixelRatio() == ratio


def test_an_icon_is_drawn_once() -> None:
    assert icons.pixmap("check", "ink", 20).cacheKey() == icons.pixmap("check", "ink", 20).cacheKey()
    assert icons.pixmap("check", "ink", 20).cacheKey() != icons.pixmap("check", "ink", 20, 2.0).cacheKey()


def test_an_icon_for_a_double_screen_is_kept_with_the_plain_one() -> None:
    sizes = icons.icon("check", "ink", 20).availableSizes()
    assert {size.width() for size in sizes} >= {20}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_mark_has_the_colour_of_its_status(theme: Theme, qapp: QApplication, status: Status, mode: str) -> None:
    theme.apply(qapp, mode)
    family = icons.tone(status)["token"]
    expected = theme.colour("ink3" if family == "open" else f"{family}_solid").name()
    assert expected in colours(icons.mark(status, 96))


def greys(pixmap: QPixmap) -> list[int]:
    """What a black and white printer would make of it, on white."""
    image = QImage(pixmap.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return [image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())]


@pytest.mark.parametrize("px", [18, 30, 44])
def test_seven_statuses_are_told_apart_without_colour(px: int) -> None:
    drawn = [greys(icons.mark(status, px)) for status in Status]
    for one, other in combinations(drawn, 2):
        different = sum(abs(left - right) > 80 for left, right in zip(one, other, strict=True))
        assert different > 0.06 * px * px


def test_icons_are_painted_where_they_belong(theme: Theme) -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    icons.paint(painter, "octagon-x", "stop", QRectF(30, 30, 24, 24))
    painter.end()
    touched = [(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y) != QColor("white")]
    assert touched
    assert all(30 <= x < 54 and 30 <= y < 54 for x, y in touched)
