"""A copy in the list: when, where, how large, whether it was opened, and the way back to it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.backups import Copy
from needledesk.ui.backup import words
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.elided import Elided
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text


class CopyRow(QWidget):
    """`restore_requested` and `try_requested` carry the Copy."""

    restore_requested = Signal(object)
    try_requested = Signal(object)

    def __init__(self, copy: Copy, place: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = copy
        self._mark = IconView("archive-restore", "stop" if copy.missing else "proceed", 22)
        self._state = Text("", "chip")
        when, what = words.moment(copy.made, now), words.kind(copy)
        self.restore = Button("Restore")
        self.restore.setAccessibleName(f"Restore the copy of {when}, {place}")
        self.restore.setEnabled(not copy.missing)
        self.restore.clicked.connect(lambda: self.restore_requested.emit(copy))
        self.trial = Button("Try it", kind="quiet")
        self.trial.setAccessibleName(f"Try the copy of {when}, {place}")
        self.trial.setEnabled(not copy.missing)
        self.trial.clicked.connect(lambda: self.try_requested.emit(copy))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(when, "bold"))
        names.addWidget(Elided(f"{place}, {what}", "small", "ink2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addLayout(names, 1)
        size = Text(words.size(copy.size), "body", "ink2")
        size.setFixedWidth(80)
        row.addWidget(size)
        row.addWidget(self._state)
        row.addWidget(self.trial)
        row.addWidget(self.restore)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if copy.missing:
            self.show_state("one that it needs is gone", "stop")
        else:
            self.show_state(f"opened, {copy.made.astimezone(now.tzinfo):%H:%M}", "proceed")

    def show_state(self, said: str, tone: str) -> None:
        """Whether the copy opens."""
        self._state.setText(said)
        self._state.set_tone(tone)
        self._mark.show_icon("archive-restore", tone)
