"""How long a rule waits: a number and its unit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from needledesk.domain.protocol import Unit
from needledesk.ui.settings.protocol.entry_field import EntryField
from needledesk.ui.widgets.drop_down import DropDown

#: how each unit is counted, in words
WORDS = {
    Unit.HOURS: "hours, exactly",
    Unit.DAYS: "days by date",
    Unit.MONTHS: "months by date",
    Unit.YEARS: "years by date",
    Unit.SESSIONS: "sessions",
}
NONE = "no window"


class WindowField(EntryField):
    """`7` and `days by date`; without a number there is no window, where there need not be one."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        self.number, self.unit = QLineEdit(), DropDown(f"{label}: unit")
        self.number.setMaxLength(4)
        self.number.setFixedWidth(56)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setProperty("cls", "count")
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.setMinimumContentsLength(9)
        self.unit.setIconSize(QSize(0, 0))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(self.unit, 1)
        super().__init__(label, both, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.number.textEdited.connect(lambda _: self.key_pressed())
        self.number.editingFinished.connect(self.finish)
        self.unit.activated.connect(self._unit_chosen)

    def name(self, label: str, of: str = "") -> None:
        """Number and unit have a name each."""
        super().name(label, of)
        full = self.control.accessibleName()
        self.number.setAccessibleName(full)
        self.unit.setAccessibleName(f"{full}: unit")

    def value(self) -> str:
        """`7 days`; empty for none."""
        count, unit = self.number.text().strip(), str(self.unit.currentData() or "")
        if not count and (not unit or (self.entry is not None and self.entry.optional)):
            return ""
        return f"{count} {unit or Unit.DAYS.value}"

    def show_value(self, value: str | bool) -> None:
        """Show that window; a refused one as it was typed."""
        count, _, unit = str(value).partition(" ")
        assert self.entry is not None
        self.unit.clear()
        for each in self.entry.units:
            self.unit.addItem(WORDS[each], each.value)
        if self.entry.optional:
            self.unit.addItem(NONE, "")
        self.number.setText(count)
        self.unit.setCurrentIndex(max(0, self.unit.findData(_plural(unit) if unit else "")))

    def mark_wrong(self, wrong: bool) -> None:
        """The border of the number."""
        self.number.setAccessibleDescription(self.wrong)
        self.number.setProperty("wrong", wrong)
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)

    def _unit_chosen(self) -> None:
        """Another unit counts at once; with none the number goes, and without a number it is waited for."""
        if not self.unit.currentData():
            self.number.clear()
            self.finish()
        elif self.number.text().strip():
            self.finish()
        else:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"
