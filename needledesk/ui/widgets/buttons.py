"""Buttons: primary, tonal, plain, quiet, danger; 44, 48, 56 or 72 px high, with an icon and a key cap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

#: kind: (ground, line, text, ground under the pointer, ground pressed); empty: none
KINDS = {
    "primary": ("primary", "primary", "on_primary", "primary_hover", "primary_press"),
    "tonal": ("primary_soft", "primary_line", "primary", "primary_soft", "primary_line"),
    "plain": ("surface", "line_strong", "ink", "sunken", "primary_soft"),
    "quiet": ("", "", "primary", "sunken", "primary_soft"),
    "danger": ("surface", "stop", "stop", "stop_soft", "stop_line"),
}
_OFF = ("sunken", "line", "ink3", "sunken", "sunken")
_ICON_PX = {44: 20, 48: 20, 56: 22, 72: 26}


class Button(QAbstractButton):
    """A button. `height` 44, 48, 56 (48 on a short screen) or 72; `key` is the shortcut it shows, such as "F9"."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: str = "plain",
        height: int = 44,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._kind, self._height, self._key = icon, kind, height, key
        self._busy = False
        self._able = True
        self._had_focus = False  # when it became busy
        self.repeats = False  # whether fast presses one after the other all count, as on a stepper
        self.setText(text)
        self.setAccessibleName(text)
        if key:
            self.setAccessibleDescription(f"Key {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def kind(self) -> str:
        """primary, tonal, plain, quiet or danger."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Another rank: primary, tonal, plain, quiet or danger."""
        self._kind = kind
        self.update()

    def set_caption(self, text: str, icon: str | None = None) -> None:
        """Another text, and another icon unless None."""
        self._icon = self._icon if icon is None else icon
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Another shortcut on its cap; empty: none."""
        if key != self._key:
            self._key = key
            self.setAccessibleDescription(f"Key {key}" if key else "")
            self.updateGeometry()
            self.update()

    @property
    def busy(self) -> bool:
        """Whether the work it started is still going on."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """While busy the icon is a loader and the button is off."""
        if busy != self._busy:
            self._able = self.isEnabled() if busy else self._able
            self._busy = busy
            if busy:
                self._had_focus = self.hasFocus()
                self.clearFocus()  # switched off with it, it would hand it to whatever comes next
            self.setEnabled(self._able and not busy)
            if not busy:
                self._take_focus_back()
            self.update()

    def _take_focus_back(self) -> None:
        """Unless somebody has gone elsewhere meanwhile."""
        if self._had_focus and self.isVisible() and self.isEnabled() and self.window().focusWidget() is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._had_focus = False

    def sizeHint(self) -> QSize:
        """Wide enough for icon, text and key cap."""
        if not self.text():
            return QSize(self._tall(), self._tall())
        return QSize(self._words(self._fonts()[0]) + self._cap_width() + 2 * self._pad(), self._tall())

    def minimumSizeHint(self) -> QSize:
        """With the smallest type and no key cap."""
        if not self.text():
            return self.sizeHint()
        return QSize(max(44, self._words(self._fonts()[-1]) + 20), self._tall())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click was meant for what stood here at the first one: it does nothing."""
        if self.repeats:
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the ground, the caption, the key cap and the focus ring."""
        painter = QPainter(self)
        strokes.begin(painter)
        ground, line, ink, over, down = KINDS[self._kind] if self.isEnabled() else _OFF
        if self.isDown():
            ground = down
        elif self.underMouse() and self.isEnabled():
            ground = over
        theme, rect = Theme.current(), QRectF(self.rect())
        strokes.box(painter, rect, theme.colour(ground) if ground else None, theme.colour(line) if line else None)
        self._paint_caption(painter, rect, ink)
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def _paint_caption(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        icon = "loader" if self._busy else self._icon
        font, cap = self._fitting(rect.width())
        wide = self._words(font) if self.text() else rect.width()
        left = max(0.0, (rect.width() - wide - cap) / 2)
        place = QRectF(left, 0, wide + 1, rect.height())
        strokes.caption(painter, place, self.text(), icon, self._icon_px, ink, font)
        if cap:
            self._paint_cap(painter, QRectF(left + wide + strokes.GAP, 0, cap - strokes.GAP, rect.height()), ink)

    def _paint_cap(self, painter: QPainter, place: QRectF, ink: str) -> None:
        theme = Theme.current()
        font = theme.font("small")
        tall = QFontMetrics(font).height() + 2
        cap = QRectF(place.left(), (place.height() - tall) / 2, place.width(), tall)
        plain = self._kind == "plain"
        strokes.box(painter, cap, None, theme.colour("line" if plain else ink), 1, 4)
        painter.setFont(font)
        painter.setPen(theme.colour("ink3" if plain else ink))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _fitting(self, width: float) -> tuple[QFont, int]:
        """The largest type whose words fit, and the width of the key cap if that fits too, else 0."""
        fonts = self._fonts()
        font = next((font for font in fonts if self._words(font) + 20 <= width), fonts[-1])
        cap = self._cap_width()
        return font, cap if self._words(font) + cap + 16 <= width else 0

    def _words(self, font: QFont) -> int:
        return strokes.caption_width(self.text(), self._icon_px if self._icon else 0, font)

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        return QFontMetrics(Theme.current().font("small")).horizontalAdvance(self._key) + 14 + strokes.GAP

    def _pad(self) -> int:
        return 16 if self._height < 56 else 20

    def _tall(self) -> int:
        names = {56: "button_xl", 48: "button_lg"}
        return Theme.current().size(names[self._height]) if self._height in names else self._height

    @property
    def _icon_px(self) -> int:
        return _ICON_PX.get(self._height, 20)

    def _fonts(self) -> tuple[QFont, ...]:
        """The type it is meant to have, and the smaller ones for a narrow place."""
        roles = ("card", "body", "small") if self._height >= 56 else ("body", "small")
        return tuple(Theme.current().font(role, 600) for role in roles)


class IconButton(Button):
    """A square button that shows only an icon; `name` is what it is called."""

    def __init__(
        self, icon: str, name: str, kind: str = "plain", height: int = 44, parent: QWidget | None = None
    ) -> None:
        super().__init__("", icon, kind, height, parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
