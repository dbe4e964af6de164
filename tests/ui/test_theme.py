from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from needledesk import resources
from needledesk.ui.theme import TEXT_SIZES, Theme, tokens


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    current = Theme.current()
    current.apply(qapp, "light", 100)
    yield current
    current.apply(qapp, "light", 100)


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_there_is_one_theme(theme: Theme) -> None:
    assert Theme.current() is theme


def test_light_and_dark_have_the_same_tokens() -> None:
    assert tokens()["light"].keys() == tokens()["dark"].keys()


def test_a_colour_follows_the_mode(theme: Theme, qapp: QApplication) -> None:
    light = theme.colour("ink")
    theme.apply(qapp, "dark")
    assert theme.dark
    assert light.name().upper() == tokens()["light"]["ink"]
    assert theme.colour("ink").name().upper() == tokens()["dark"]["ink"]


def test_a_colour_that_is_no_token_is_a_fault(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.colour("pink")


def test_a_shadow_keeps_its_transparency(theme: Theme) -> None:
    assert theme.colour("shadow").getRgb() == (40, 34, 24, 26)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [("ink", "bg"), ("ink2", "surface"), ("ink3", "sunken"), ("primary", "primary_soft"), ("on_primary", "primary")]
    + [(name, f"{name}_soft") for name in ("proceed", "limited", "decide", "wait", "letter", "stop")]
    + [("toast_ink", "toast"), ("rail_ink", "rail"), ("stop", "surface")],
)
def test_text_stands_out(theme: Theme, qapp: QApplication, mode: str, text: str, ground: str) -> None:
    theme.apply(qapp, mode)
    assert contrast(theme.colour(text), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("line", "ground"), [("line_strong", "surface"), ("focus", "bg"), ("focus", "surface"), ("toast_focus", "toast")]
)
def test_borders_and_focus_stand_out(theme: Theme, qapp: QApplication, mode: str, line: str, ground: str) -> None:
    theme.apply(qapp, mode)
    assert contrast(theme.colour(line), theme.colour(ground)) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_style_sheet_has_no_token_left(theme: Theme, qapp: QApplication, mode: str) -> None:
    theme.apply(qapp, mode)
    assert "@" not in theme.style_sheet()
    assert qapp.styleSheet() == theme.style_sheet()


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_only_type_grows_with_the_text_size(theme: Theme, qapp: QApplication, percent: int) -> None:
    plain = theme.style_sheet()
    theme.apply(qapp, "light", percent)
    sizes = [[int(px) for px in re.findall(r"font-size: (\d+)px", sheet)] for sheet in (plain, theme.style_sheet())]
    assert sizes[1] == [round(px * percent / 100) for px in sizes[0]]
    blind = [re.sub(r"font-size: \d+px", "", sheet) for sheet in (plain, theme.style_sheet())]
    assert blind[0] == blind[1]
    assert theme.px("body") == round(15 * percent / 100)
    assert theme.size("button_xl") == 56


def test_a_short_screen_has_lower_bars(theme: Theme, qapp: QApplication) -> None:
    names = ("header", "tabs", "button_xl", "button_lg", "side_padding", "side_gap")
    assert [theme.size(name) for name in names] == [76, 56, 56, 48, 16, 12]
    theme.apply(qapp, "light", short=True)
    assert [theme.size(name) for name in names] == [60, 48, 48, 44, 10, 8]
    assert theme.size("touch") == 44


def test_reduced_motion_stops_movement_but_not_the_time_to_read(theme: Theme, qapp: QApplication) -> None:
    assert theme.motion("verdict_change") == 200
    theme.apply(qapp, "light", still=True)
    assert [theme.motion(name) for name in ("expand", "toast_in", "verdict_change")] == [0, 0, 0]
    assert theme.motion("toast_stay") == 8000


def test_every_new_look_is_told(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, "dark")


def test_the_system_is_followed_only_when_asked(theme: Theme, qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    assert theme.dark == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    for mode, dark in (("dark", True), ("light", False)):
        theme.apply(qapp, mode)
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.dark is dark


def test_the_shipped_fonts_are_known_with_their_weights(theme: Theme) -> None:
    assert {"Regular", "SemiBold", "Bold"} <= set(QFontDatabase.styles("IBM Plex Sans"))
    assert {"Regular", "Semibold"} <= set(QFontDatabase.styles("Source Serif 4"))
    assert QFontInfo(theme.font("verdict")).family() == "Source Serif 4"
    assert QFontInfo(theme.font("body", 600)).family().startswith("IBM Plex Sans")
    assert len(list(resources.path("fonts").glob("*.ttf"))) >= 5


def test_plain_widgets_get_the_colours_too(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("bg")
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setProperty("cls", "small")
    label.ensurePolished()
    assert label.font().pixelSize() == 13
    theme.apply(qapp, "light", 130)
    assert label.font().pixelSize() == 17
