"""The look: colours, type and sizes from the tokens, and the style sheet made of them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from needledesk import resources

MODES = ("system", "light", "dark")
TEXT_SIZES = (100, 115, 130)
_WEIGHTS = {400: QFont.Weight.Normal, 600: QFont.Weight.DemiBold, 700: QFont.Weight.Bold}
#: The cuts that the window uses; the italics are for paper.
FONTS = (
    "IBMPlexSans_400Regular",
    "IBMPlexSans_600SemiBold",
    "IBMPlexSans_700Bold",
    "SourceSerif4-Regular",
    "SourceSerif4-Semibold",
)
_PALETTE = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Link: "primary",
}


@cache
def tokens() -> dict[str, Any]:
    """The tokens file: statuses, colours light and dark, type, sizes in px, motion in ms."""
    loaded: dict[str, Any] = json.loads(resources.text("styles", "tokens.json"))
    return loaded


#: px that the right column grows by for each percent of text size over 100: its words must not be cut.
SIDE_GROWS = 1.0


class Theme(QObject):
    """What everything looks like now. Painted widgets read it while they paint; `changed` follows each new look."""

    changed = Signal()
    _current: Theme | None = None

    def __init__(self) -> None:
        super().__init__()
        self.mode = "light"
        self.text_size = 100
        self.short = False
        self.still = False
        self.dark = False
        self._app: QApplication | None = None
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None], QFont] = {}
        self._families_known = False

    @classmethod
    def current(cls) -> Theme:
        """The one theme of the program."""
        if cls._current is None:
            cls._current = Theme()
        return cls._current

    def apply(
        self, app: QApplication, mode: str = "system", text_size: int = 100, short: bool = False, still: bool = False
    ) -> None:
        """Dress the whole program. `short`: under 720 px of height; `still`: no movement at all."""
        self.mode, self.text_size, self.short, self.still = mode, text_size, short, still
        if self._app is None:
            self._app = app
            app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._register_fonts()
        self._dress(app)

    def colour(self, name: str) -> QColor:
        """A colour token, such as `ink2` or `wait_soft`. Raises KeyError for a name that is not in the tokens."""
        if name not in self._colours:
            self._colours[name] = _read_colour(tokens()["dark" if self.dark else "light"][name])
        return self._colours[name]

    def px(self, role: str) -> int:
        """The height of the type in px for a role such as `body` or `verdict`, at the chosen text size."""
        return self.scaled(tokens()["type"][role][0])

    def scaled(self, px: float) -> int:
        """A type size in px at the chosen text size. Only type grows; targets keep their size."""
        return round(px * self.text_size / 100)

    def font(self, role: str, weight: int | None = None) -> QFont:
        """The font of a role, for painting. `weight` 400, 600 or 700 replaces the role's own."""
        if (role, weight) not in self._fonts:
            px, _, family, own = tokens()["type"][role]
            font = QFont(tokens()["font"][family])
            font.setPixelSize(self.scaled(px))
            font.setWeight(_WEIGHTS[weight or own])
            self._fonts[role, weight] = font
        return self._fonts[role, weight]

    def size(self, name: str) -> int:
        """A length in px, such as `header` or `button_xl`; smaller on a short screen where the tokens say so."""
        shorter = tokens()["short_screen"]
        value = shorter[name] if self.short and name in shorter else tokens()["size"].get(name)
        wider = round(SIDE_GROWS * (self.text_size - 100)) if name == "side" else 0
        return int(value if value is not None else {"side_padding": 16, "side_gap": 12}[name]) + wider

    def motion(self, name: str) -> int:
        """How long a movement takes in ms; 0 with reduced motion."""
        return 0 if self.still and name != "toast_stay" else int(tokens()["motion_ms"][name])

    def _follow_system(self) -> None:
        if self.mode == "system" and self._app is not None:
            self._dress(self._app)

    def _register_fonts(self) -> None:
        if not self._families_known:
            for name in FONTS:
                QFontDatabase.addApplicationFont(str(resources.path("fonts", f"{name}.ttf")))
            self._families_known = True

    def _dress(self, app: QApplication) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        self.dark = self.mode == "dark" or (self.mode == "system" and scheme == Qt.ColorScheme.Dark)
        self._colours.clear()
        self._fonts.clear()
        app.setFont(self.font("body"))
        app.setPalette(self._palette())
        app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink3"))
        return palette

    def style_sheet(self) -> str:
        """The style sheet with this theme's colours and type sizes filled in."""
        sheet = re.sub(r"font-size: (\d+)px", lambda m: f"font-size: {self.scaled(int(m[1]))}px", _template())
        return re.sub(r"@([a-z_0-9]+)", lambda m: self.colour(m[1]).name(), sheet)


@cache
def _template() -> str:
    return resources.text("styles", "theme.qss.in")


def _read_colour(text: str) -> QColor:
    if not text.startswith("rgba"):
        return QColor(text)
    red, green, blue, alpha = text[5:-1].split(",")
    return QColor(int(red), int(green), int(blue), round(float(alpha) * 255))
