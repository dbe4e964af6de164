"""The small drawn things: pictures, bars, dots, swatches, texts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.domain.treatment import ZoneWork
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import zone_paint
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.avatar import Avatar
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.course_bar import CourseBar
from needledesk.ui.widgets.icon_view import IconView, MarkView
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.timeline_dot import TimelineDot
from needledesk.ui.widgets.zone_legend import Swatch, ZoneLegend


def image(qtbot: QtBot, widget: QWidget, size: QSize | None = None) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(size or widget.sizeHint())
    return widget.grab().toImage()


def test_a_picture_takes_the_place_of_the_initials(qtbot: QtBot, light: Theme) -> None:
    avatar = Avatar("IS", 48)
    plain = image(qtbot, avatar)
    assert plain.pixelColor(24, 6) == light.colour("sunken")
    red = QPixmap(300, 400)
    red.fill(QColor("#ff0000"))
    avatar.show_picture(red)
    assert image(qtbot, avatar).pixelColor(24, 24) == QColor("#ff0000")
    assert image(qtbot, avatar).pixelColor(1, 1) != QColor("#ff0000")  # round
    avatar.show_picture(None)
    assert image(qtbot, avatar) == plain
    avatar.set_initials("OF")
    assert image(qtbot, avatar) != plain


@pytest.mark.parametrize(
    ("done", "total", "under_way", "name", "bars"),
    [
        (3, 6, True, "Course: 3 of 6 sessions done, one under way", 6),
        (0, 4, False, "Course: 0 of 4 sessions done", 4),
        (4, 3, True, "Course: 4 of 5 sessions done, one under way", 5),  # more than was planned
    ],
)
def test_a_course_is_shown_in_bars(
    qtbot: QtBot, light: Theme, done: int, total: int, under_way: bool, name: str, bars: int
) -> None:
    bar = CourseBar()
    bar.show_course(done, total, under_way)
    assert bar.accessibleName() == name
    drawn = image(qtbot, bar, QSize(300, 8))
    wide = (300 - 6 * (bars - 1)) / bars
    middles = [drawn.pixelColor(round(n * (wide + 6) + wide * 0.75), 4) for n in range(bars)]
    assert [colour == light.colour("primary") for colour in middles] == [n < done for n in range(bars)]


def test_a_course_without_sessions_draws_nothing(qtbot: QtBot) -> None:
    assert image(qtbot, CourseBar(), QSize(100, 8)).pixelColor(50, 4) != QColor("black")


def test_progress_tells_how_far_and_what(qtbot: QtBot) -> None:
    progress = Progress("Writing the sheet")
    qtbot.addWidget(progress)
    progress.show_share(0.64, "Writing PDF, page 1 of 2")
    assert progress.share == 0.64
    assert progress.findChild(QLabel).text() == "Writing PDF, page 1 of 2"
    assert progress.findChild(QProgressBar).accessibleName() == "Writing the sheet"
    progress.show_share(7)
    assert progress.share == 1
    progress.set_tone("stop")
    progress.show()
    assert progress.findChild(QProgressBar).height() == 8


def test_dots_are_told_apart(qtbot: QtBot) -> None:
    drawn = [image(qtbot, TimelineDot(kind)) for kind in ("now", "treated", "planned", *Status)]
    assert all(one != other for n, one in enumerate(drawn) for other in drawn[:n])
    assert TimelineDot(Status.NOT_TODAY).accessibleName() == "Status: Not today"
    assert TimelineDot("treated").accessibleName() == "Treated"


def test_a_mark_has_a_name_and_a_size(qtbot: QtBot) -> None:
    mark = MarkView(Status.DO_NOT_TREAT, 30)
    assert mark.accessibleName() == "Status: Do not treat"
    first = image(qtbot, mark)
    mark.set_px(44)
    assert mark.sizeHint() == QSize(44, 44)
    mark.show_status("")
    assert mark.accessibleName() == ""
    assert image(qtbot, mark) != first


def test_an_icon_can_change(qtbot: QtBot) -> None:
    view = IconView("check", "primary", 20, "Done")
    assert view.accessibleName() == "Done"
    before = image(qtbot, view)
    view.show_icon("x", "stop")
    assert image(qtbot, view) != before


def test_a_text_takes_role_and_tone(qtbot: QtBot, light: Theme) -> None:
    text = Text("Not today", "h2", "wait")
    qtbot.addWidget(text)
    text.ensurePolished()
    assert text.font().pixelSize() == 17
    assert text.palette().windowText().color() == light.colour("wait")
    text.restyle("small", "")
    assert text.font().pixelSize() == 13
    assert text.palette().windowText().color() == light.colour("ink2")


def test_what_a_client_is_called_is_never_taken_for_markup(qtbot: QtBot) -> None:
    text = Text("<b>Ann</b> & Co")
    qtbot.addWidget(text)
    assert QAccessible.queryAccessibleInterface(text).text(QAccessible.Text.Name) == "<b>Ann</b> & Co"


def test_a_card_has_a_head_only_with_a_title(qtbot: QtBot) -> None:
    plain, titled = Card(), Card("Notes", "Ctrl T: time stamp", sunken_head=True)
    for card in (plain, titled):
        qtbot.addWidget(card)
        card.show()
    assert not plain.title.isVisible()
    assert titled.title.isVisible()
    assert titled.note.text() == "Ctrl T: time stamp"
    assert titled.accessibleName() == "Notes"


def test_swatches_are_told_apart(qtbot: QtBot) -> None:
    kinds = ("z1", "z2", "z3", "z4", "untreated", "left_out", "never")
    drawn = [image(qtbot, Swatch(kind)) for kind in kinds]
    assert all(one != other for n, one in enumerate(drawn) for other in drawn[:n])


def test_the_legend_names_what_is_left_out(qtbot: QtBot, qapp: QApplication, light: Theme) -> None:
    legend = ZoneLegend()
    qtbot.addWidget(legend)
    legend.show()

    def words() -> list[str]:
        return [label.text() for label in legend.findChildren(QLabel) if label.isVisible()]

    assert "Left out today" not in words()
    legend.show_left_out({"Chin": "active spots"})
    QApplication.sendPostedEvents()
    assert {"Left out today", "Chin: active spots", "Never", "untreated"} <= set(words())
    legend.show_left_out({})
    assert "Chin: active spots" not in words()
    legend.show_side("back")
    assert "Never" not in words()
    light.apply(qapp, "light", short=True)
    assert "untreated" not in words()


@pytest.mark.parametrize(
    ("depth", "passes", "label"), [(1.5, 3, "1.5×3"), (0.25, 1, "0.25×1"), (1.0, 2, "1.0×2"), (2, 1, "2.0×1")]
)
def test_a_label_tells_depth_and_passes(depth: float, passes: int, label: str) -> None:
    assert zone_paint.label_of(ZoneWork("nose", depth, passes)) == label


def test_announcing_needs_no_screen_reader(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Status: Not today", urgent=True)


def test_a_mark_is_found_by_code_or_status() -> None:
    assert icons.tone("NOT_TODAY") == icons.tone(Status.NOT_TODAY)
