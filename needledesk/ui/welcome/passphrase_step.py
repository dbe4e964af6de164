"""First run, step 2: whether the file is locked, and with what."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.ui.widgets.choice_card import ChoiceCard
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

SHORTEST = 8


class PassphraseStep(QWidget):
    """A passphrase typed twice, or none with the risk said once."""

    title = "Lock the records?"
    lead = "With a passphrase the file is encrypted: a stolen laptop gives nothing away."
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.locked = ChoiceCard("With a passphrase", "Asked for each time NeedleDesk starts")
        self.unlocked = ChoiceCard("Without", "Whoever gets hold of this laptop can then read every record.")
        self.first = LineField("Passphrase", "Four or five words are easy to keep", secret=True)
        self.second = LineField("The same again", secret=True)
        self._strength = Text("", "lab", "ink2", wrap=True)
        self._lay_out()
        self.first.line.textChanged.connect(self._show_strength)
        self.locked.toggled.connect(lambda _: self.changed.emit())
        self.locked.setChecked(True)
        self._show_strength("")

    @property
    def passphrase(self) -> str | None:
        """What the file is locked with; None for no lock."""
        return self.first.line.text() if self.locked.isChecked() else None

    def complaint(self) -> str:
        """What keeps one from going on; the field that is wrong says so too."""
        if not self.locked.isChecked():
            return ""
        typed, again = self.first.line.text(), self.second.line.text()
        self.first.complain("" if len(typed) >= SHORTEST else f"At least {SHORTEST} characters")
        differ = "" if typed == again or self.first.wrong else "The two are not the same"
        self.second.complain(differ)
        for field in (self.first, self.second):
            if field.wrong:
                field.line.setFocus(Qt.FocusReason.OtherFocusReason)
                return field.wrong
        return ""

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        inside = QVBoxLayout(self.locked.more)
        inside.setContentsMargins(0, 10, 0, 0)
        inside.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self.first, self.second):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(row)
        foot = QHBoxLayout()
        foot.addWidget(self._strength, 1)
        show = Switch("Show what I type")
        show.toggled.connect(self._show_typed)
        foot.addWidget(show)
        inside.addLayout(foot)
        inside.addWidget(
            Text("Write it down and keep it away from the laptop: nobody can open the file without it.", wrap=True)
        )
        column.addWidget(self.locked)
        column.addWidget(self.unlocked)
        column.addStretch(1)

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.first.line.setEchoMode(mode)
        self.second.line.setEchoMode(mode)

    def _show_strength(self, typed: str) -> None:
        words, tone = strength(typed)
        self._strength.setText(words)
        self._strength.set_tone(tone)


def strength(typed: str) -> tuple[str, str]:
    """How hard a passphrase is to guess, in words, with the colour token: length counts most, then variety."""
    if not typed:
        return "", "ink2"
    if len(typed) < SHORTEST:
        return f"Too short: {len(typed)} of at least {SHORTEST} characters", "stop"
    kinds = sum(bool(re.search(kind, typed)) for kind in (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z\d]"))
    worth = len(typed) + 2 * kinds if len(set(typed)) > len(typed) // 3 else 0
    if worth < 16:
        return "Weak: add another word", "decide"
    if worth < 24:
        return "Fair: one more word makes it strong", "decide"
    return "Strong", "proceed"
