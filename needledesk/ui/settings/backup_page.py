"""Settings, Backup: when each kind of copy was last made and proven, where copies go, and the way to the rest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.backups import Made
from needledesk.ui.backup import words
from needledesk.ui.backup.backup_watch import BackupWatch, Standing
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

LOCKED = "Copies are locked with the passphrase that was in force when they were made; the recovery sheet opens them."
OPEN = "The record file has no passphrase, and neither have its copies: whoever has the stick can read them."


class BackupPage(QWidget):
    """`backup_requested`: the dialog in which copies are made and gone back to."""

    backup_requested = Signal()

    def __init__(self, desk: Desk, watch: BackupWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._watch = desk, watch
        self.warning = Card()
        self._warned = Text("", "h3", "decide", wrap=True)
        self.off_laptop, self.places = Text("", "bold", wrap=True), Text("", "body", "ink2", wrap=True)
        self.full, self.notes, self.drill = (Text("", "bold") for _ in range(3))
        self.open = Button("Back up or restore", "hard-drive-download", "primary", 48, "Ctrl B")
        self.open.clicked.connect(self.backup_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Backup", "client"))
        column.addWidget(self._make_warning())
        column.addWidget(self._stick_card())
        column.addWidget(self._laptop_card())
        watch.stands.connect(self.show_standing)

    def showEvent(self, event: QShowEvent) -> None:
        """The newest that is known, and then what there is now."""
        super().showEvent(event)
        self.show_standing(self._watch.standing)
        self._watch.look()

    def show_standing(self, standing: Standing | None) -> None:
        """How it stands with the copies."""
        if standing is None:
            return
        state, days = standing.state, standing.due.off_laptop
        self.warning.setVisible(days is not None)
        self._warned.setText(f"No copy off this laptop for {days} days. If it is lost, so is all since then.")
        self.off_laptop.setText(self._said(state.off_laptop))
        names = ", ".join(f"“{stick.name}”" for stick in standing.sticks)
        self.places.setText(f"There now: {names}." if names else "No backup stick or disk is there now.")
        for text, made in ((self.full, state.full), (self.notes, state.notes), (self.drill, state.drill)):
            text.setText(self._said(made))

    def _said(self, made: Made | None) -> str:
        return "Never yet" if made is None else words.moment(made.at, self._desk.now())

    def _make_warning(self) -> Card:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconView("triangle-alert", "decide", 24))
        row.addWidget(self._warned, 1)
        self.warning.body.addLayout(row)
        self.warning.hide()
        return self.warning

    def _stick_card(self) -> Card:
        card = Card("Stick or second disk")
        about = "Only what is new is written, by itself when the stick is plugged in, and opened again to prove it."
        card.body.addWidget(Text(about, "body", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(Text("Last copy", "lab"))
        row.addWidget(self.off_laptop, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.places)
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addStretch(1)
        card.body.addLayout(foot)
        card.body.addWidget(Text(LOCKED if self._desk.encrypted else OPEN, "small", "ink2", wrap=True))
        return card

    def _laptop_card(self) -> Card:
        card = Card("On this laptop")
        folder = self._desk.backups.folder.name
        about = f"In the folder “{folder}” beside the record file. They do not help if the laptop is lost."
        card.body.addWidget(Text(about, "body", "ink2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        kinds = (
            ("Everything", self.full, "once a day, the two newest are kept"),
            ("The notes", self.notes, "each half hour and at every lock, kept for nine months"),
            ("Trial restore", self.drill, "once a month: a copy is restored, compared row by row, and removed again"),
        )
        for row, (name, value, how) in enumerate(kinds):
            grid.addWidget(Text(name, "lab"), row, 0)
            grid.addWidget(value, row, 1)
            grid.addWidget(Text(how, "small", "ink2", wrap=True), row, 2)
        grid.setColumnStretch(2, 1)
        card.body.addLayout(grid)
        return card
