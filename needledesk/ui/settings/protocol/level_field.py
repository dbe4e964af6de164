"""What a yes comes to: the levels with their marks."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QWidget

from needledesk.domain.protocol import Status
from needledesk.domain.protocol_edits import Entry
from needledesk.ui import icons
from needledesk.ui.settings.protocol.entry_field import EntryField
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.drop_down import DropDown

#: The words of the list: short enough for a field.
WORDS = {
    Status.PROCEED: "Proceed",
    Status.PROCEED_ZONE_LIMITED: "Zone left out",
    Status.PRACTITIONER_DECISION: "Your decision",
    Status.INCOMPLETE: "Incomplete",
    Status.NOT_TODAY: "Not today",
    Status.MEDICAL_CLEARANCE: "Medical clearance",
    Status.DO_NOT_TREAT: "Do not treat",
}
NONE = "Advice, no verdict"
_MARK = 20


class LevelField(EntryField):
    """A drop-down of levels, each with its mark; where it may be empty also none."""

    def __init__(self, label: str, empty: str = NONE, parent: QWidget | None = None) -> None:
        self.box = DropDown(label)
        self.box.setIconSize(QSize(_MARK, _MARK))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        bold = QFont(self.box.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.box.setFont(bold)
        self._empty = empty
        super().__init__(label, self.box, parent)
        self.box.activated.connect(lambda _: self.finish())
        Theme.current().changed.connect(self._fill)

    def value(self) -> str:
        """The chosen level's code; empty for none."""
        return str(self.box.currentData() or "")

    def show_value(self, value: str | bool) -> None:
        """Show that level."""
        self._fill()
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def show_locked(self, entry: Entry) -> None:
        """The level with its mark, and a lock."""
        level = Status(str(entry.value)) if entry.value else None
        self.locked.show_value(self.label.text(), WORDS[level] if level else self._empty, entry.locked, level or "")

    def _fill(self) -> None:
        if self.entry is None:
            return
        chosen = self.box.currentData()
        levels: list[Status | None] = [
            *([None] if self.entry.optional or not self.entry.value else []),
            *self.entry.levels,
        ]
        if self.entry.value and Status(str(self.entry.value)) not in levels:
            levels.append(Status(str(self.entry.value)))
        self.box.clear()
        for level in levels:
            mark = icons.icon("info", "ink3", _MARK) if level is None else icons.mark_icon(level, _MARK)
            self.box.addItem(mark, WORDS[level] if level else self._empty, level.value if level else "")
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
