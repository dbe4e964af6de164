"""Two groups typed back from paper: nobody goes on with a sheet that only the screen has seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.desk.access import Lock
from needledesk.domain.recovery import LONG
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

WIDE = 118


class ProofBox(QFrame):
    """`changed`: whether the groups are right may be another now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "card_decide")
        self._lock: Lock | None = None
        self.fields = (_group_field(), _group_field())
        self._mark = IconView("key-round", "decide", 20)
        self._ask = Text("", "small", "ink", wrap=True)
        self._said = Text("", "error", wrap=True)
        self._said.hide()
        self._arrange()
        for field in self.fields:
            field.textEdited.connect(lambda _: self._typed())
        self.ask(None)

    @property
    def proven(self) -> bool:
        """Whether both groups are as on the sheet."""
        return self._lock is not None and self._lock.proven([field.text() for field in self.fields])

    def ask(self, lock: Lock | None) -> None:
        """Ask for two groups of that lock's sheet; for none, wait."""
        self._lock = lock
        for at, field in enumerate(self.fields):
            field.clear()
            field.setEnabled(lock is not None)
            field.setAccessibleName(f"Group {lock.places[at] + 1} from paper" if lock else "Group from paper")
        self._said.hide()
        self._mark.show_icon("key-round", "decide")
        places = [str(place + 1) for place in lock.places] if lock else []
        self._ask.setText(f"Type groups {' and '.join(places)} from paper" if lock else "Passphrase first, then paper")
        self.changed.emit()

    def _typed(self) -> None:
        assert self._lock is not None
        wrong = [
            place + 1
            for place, field in zip(self._lock.places, self.fields, strict=True)
            if len(field.text().strip()) >= LONG and not self._lock.proves(place, field.text())
        ]
        said = f"Group {wrong[0]} is not as on the sheet" if wrong else ""
        if said and said != self._said.text():
            announce(self, said, urgent=True)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._mark.show_icon("circle-check" if self.proven else "key-round", "proceed" if self.proven else "decide")
        if self.proven:
            announce(self, "Both groups are right")
        self.changed.emit()

    def _arrange(self) -> None:
        column, head, row = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        head.setSpacing(8)
        row.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(Text("Prove that you have the sheet", "h3", "decide", wrap=True), 1)
        row.addWidget(self._ask, 1, Qt.AlignmentFlag.AlignVCenter)
        for field in self.fields:
            row.addWidget(field)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self._said)


def _group_field() -> QLineEdit:
    field = QLineEdit()
    field.setFixedWidth(WIDE)
    field.setMaxLength(12)
    return field
