"""The alerts of a client in the form: any number of short warnings, each with its kind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.domain.clients import Alert, AlertKind
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.segment import Choice, Segment

_CHOICES = (
    Choice(AlertKind.ALLERGY.value, "Allergy", "octagon-alert", "stop", 112),
    Choice(AlertKind.CAUTION.value, "Caution", "triangle-alert", "decide", 112),
    Choice(AlertKind.LETTER.value, "Letter", "shield-plus", "letter", 112),
)
LONGEST = 60


class AlertRow(QWidget):
    """One alert: its kind, its words, and a cross that takes it away."""

    removed = Signal()

    def __init__(self, alert: Alert, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = Segment(_CHOICES, f"Alert {number}: kind")
        self.kind.set_value(alert.kind.value)
        self.words = QLineEdit(alert.text)
        self.words.setMaxLength(LONGEST)
        self.words.setPlaceholderText("Lidocaine allergy")
        self.words.setAccessibleName(f"Alert {number}")
        remove = IconButton("x", f"Remove alert {number}", "quiet")
        remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind)
        row.addWidget(self.words, 1)
        row.addWidget(remove)

    @property
    def alert(self) -> Alert:
        """What the row says."""
        return Alert(AlertKind(self.kind.value), self.words.text().strip())


class AlertRows(QWidget):
    """The rows and the button for another one. Rows without words do not count."""

    edited = Signal()  # by hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[AlertRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add = Button("Add an alert", "plus")
        self.add.clicked.connect(self._add_empty)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that have words."""
        return tuple(row.alert for row in self._rows if row.alert.text)

    def show_alerts(self, alerts: tuple[Alert, ...]) -> None:
        """Show these and no others."""
        for row in list(self._rows):
            self._remove(row)
        for alert in alerts:
            self._add(alert)

    def _add_empty(self) -> None:
        self._add(Alert(AlertKind.ALLERGY, "")).words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, alert: Alert) -> AlertRow:
        row = AlertRow(alert, len(self._rows) + 1)
        row.removed.connect(lambda: self._remove(row))
        row.removed.connect(self.edited)
        row.words.textEdited.connect(self.edited)
        row.kind.chosen.connect(self.edited)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _remove(self, row: AlertRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
