"""A passphrase: five drawn words to begin with, or one's own with what it is worth; typed again either way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from needledesk.desk import access
from needledesk.domain.passphrases import Strength
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

DRAWN = "Drawn by dice. You type them each time NeedleDesk starts."
OWN = "Five words or more that do not belong together. Capitals and signs are not needed."


class PassphraseForm(QWidget):
    """`changed`: something was typed or drawn. What was drawn is shown; what is one's own is hidden unless wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn = True
        self.first = LineField("Passphrase")
        self.again = LineField("The same again")
        self.others = Button("Other words", "refresh-cw")
        self.own = Button("My own", "pencil", "quiet")
        self.show_typed = Switch("Show what I type")
        self._worth, self._hint = Progress("How hard it is to guess"), Text("", "small", "ink2", wrap=True)
        self._said = Text("", "smallbold")
        self._arrange()
        self.others.clicked.connect(self.draw_words)
        self.own.clicked.connect(self._turn)
        self.show_typed.toggled.connect(lambda _: self._show_or_hide())
        for field in (self.first, self.again):
            field.line.textEdited.connect(lambda _: self._typed())
        self.draw_words()

    @property
    def passphrase(self) -> str:
        """What was drawn or typed."""
        return self.first.line.text()

    @property
    def drawn(self) -> bool:
        """Whether the program's dice made it."""
        return self._drawn

    @property
    def complete(self) -> bool:
        """Whether it is hard enough to guess and was typed twice."""
        return self._strength().enough and self.again.line.text() == self.passphrase

    def draw_words(self) -> None:
        """Other words; what was typed of the old ones goes."""
        self._drawn = True
        self.first.set_text(access.generate())
        self.again.set_text("")
        self._show_kind()

    def complain(self) -> str:
        """Say what is missing, in the field that it is missing in; empty if nothing is."""
        strength, typed = self._strength(), self.again.line.text()
        self.first.complain("" if strength.enough else f"Not yet: {strength.words or 'type a passphrase'}")
        differ = "Type it once more" if not typed else "The two are not the same"
        self.again.complain("" if self.first.wrong or typed == self.passphrase else differ)
        for field in (self.first, self.again):
            if field.wrong:
                field.line.setFocus(Qt.FocusReason.OtherFocusReason)
                return field.wrong
        return ""

    def clear(self) -> None:
        """Forget everything and draw anew."""
        self.draw_words()
        self.show_typed.setChecked(False)

    def _turn(self) -> None:
        """From drawn words to one's own, and back."""
        if not self._drawn:
            self.draw_words()
            return
        self._drawn = False
        self.first.set_text("")
        self.again.set_text("")
        self._show_kind()
        self.first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self._show_worth()
        if self.again.line.text() and not self.passphrase.startswith(self.again.line.text()):
            self.again.complain("The two are not the same")
        self.changed.emit()

    def _show_kind(self) -> None:
        self.first.line.setReadOnly(self._drawn)
        self.first.line.setPlaceholderText("" if self._drawn else "Type at least five words")
        self.others.setVisible(self._drawn)
        self.show_typed.setVisible(not self._drawn)
        self.own.set_caption("My own" if self._drawn else "Draw words", "pencil" if self._drawn else "refresh-cw")
        self._hint.setText(DRAWN if self._drawn else OWN)
        self.first.line.setAccessibleDescription(self._hint.text())
        self._show_or_hide()
        self._show_worth()
        self.changed.emit()

    def _show_or_hide(self) -> None:
        shown = self._drawn or self.show_typed.isChecked()
        for field in (self.first, self.again):
            field.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _strength(self) -> Strength:
        return access.strength(self.passphrase, self._drawn)

    def _show_worth(self) -> None:
        strength = self._strength()
        self._worth.show_share(strength.share)
        self._worth.set_tone("" if strength.enough or not strength.bits else "stop")
        self._said.setText(strength.words)
        self._said.set_tone("proceed" if strength.enough else "stop")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        worth, kinds = QHBoxLayout(), QHBoxLayout()
        worth.setSpacing(8)
        worth.addWidget(self._worth, 1)
        worth.addWidget(self._said)
        kinds.setSpacing(8)
        for part in (self.others, self.show_typed, self.own):
            kinds.addWidget(part)
        kinds.addStretch(1)
        column.addWidget(self.first)
        column.addLayout(worth)
        column.addWidget(self._hint)
        column.addLayout(kinds)
        column.addWidget(self.again)
