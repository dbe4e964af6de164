from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.face_drawing import FaceDrawing, draw_on_panel
from needledesk.ui.widgets.logo import Logo, program_icon


def test_the_face_keeps_its_proportions_and_is_filled_with_skin(show) -> None:
    face = show(FaceDrawing(304))
    face.resize(face.sizeHint())
    image = face.grab().toImage()
    assert round(image.width() / image.height(), 2) == round(320 / 424, 2)
    skin = Theme.current().colour("skinfill")
    assert image.pixelColor(image.width() // 2, round(image.height() * 0.78)) == skin


def test_on_the_panel_there_are_lines_only() -> None:
    ground = QColor("#123F3D")
    image = QImage(320, 424, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    draw_on_panel(painter, QRectF(0, 0, 320, 424), ground)
    painter.end()
    plain = sum(image.pixelColor(x, y) == ground for x in range(0, 320, 4) for y in range(0, 424, 4))
    assert 0.8 * 80 * 106 < plain < 80 * 106


def test_the_program_has_an_icon_of_every_usual_size(show) -> None:
    show(Logo())
    assert [size.width() for size in program_icon().availableSizes()] == [16, 32, 64, 128]
