"""Settings, Appearance: light or dark, how large the text is, whether anything moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.settings import Settings
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

MODES = (
    Choice("system", "As the system", width=156),
    Choice("light", "Light", width=110),
    Choice("dark", "Dark", width=110),
)
SIZES = (Choice("100", "100 %", width=110), Choice("115", "115 %", width=110), Choice("130", "130 %", width=110))


class AppearancePage(QWidget):
    """Writes into the Settings and says so; they are of this laptop, not of the practice."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.mode, self.text_size = Segment(MODES, "Colours"), Segment(SIZES, "Text size")
        self.still = Switch("Reduce motion")
        self.mode.set_value(settings.theme)
        self.text_size.set_value(str(settings.text_size))
        self.still.setChecked(settings.reduce_motion)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Appearance", "client"))
        column.addWidget(_card("Colours", "", self.mode))
        column.addWidget(_card("Text size", "Buttons keep their size, so that fingers find them.", self.text_size))
        column.addWidget(_card("Movement", "Nothing fades or slides.", self.still))
        self.mode.chosen.connect(self._mode_chosen)
        self.text_size.chosen.connect(self._size_chosen)
        self.still.toggled.connect(self._still_chosen)

    def _mode_chosen(self, mode: str) -> None:
        self._settings.theme = mode
        self.changed.emit()

    def _size_chosen(self, size: str) -> None:
        self._settings.text_size = int(size)
        self.changed.emit()

    def _still_chosen(self, still: bool) -> None:
        self._settings.reduce_motion = still
        self.changed.emit()


def _card(title: str, meaning: str, control: QWidget) -> Card:
    card = Card(title)
    left = Qt.AlignmentFlag.AlignLeft if isinstance(control, Segment) else Qt.AlignmentFlag(0)
    card.body.addWidget(control, 0, left)
    if meaning:
        card.body.addWidget(Text(meaning, "small", "ink2", wrap=True))
    return card
