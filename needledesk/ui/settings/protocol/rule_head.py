"""The head of a rule: its title, its id, its questions, and whether it is on."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Question, Rule
from needledesk.domain.protocol_edits import Edit, Entry
from needledesk.ui.settings.protocol.draft_keeper import Typed
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text


class RuleHead(QWidget):
    """`edited` carries the Edit of the switch. One that is locked shows a lock and says why."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.ids = Text("", "verdict_long", wrap=True), Text("", "small", wrap=True)
        self.ids.setTextFormat(Qt.TextFormat.RichText)
        self.switch = Switch("Rule on")
        self.lock, self.why = IconView("lock", "ink2", 18), Text("", "small", wrap=True)
        self.wrong = Text("", "error", wrap=True)
        self._rule = ""
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.ids)
        row.addLayout(words, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        locked = QHBoxLayout()
        locked.setSpacing(8)
        locked.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignTop)
        locked.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(locked)
        column.addWidget(self.wrong)
        self.switch.toggled.connect(lambda on: self.edited.emit(Edit(self._rule, "on", on)))

    def show_rule(self, rule: Rule, asked: tuple[Question, ...], entry: Entry, typed: Typed | None = None) -> None:
        """Show that rule and its switch."""
        self._rule = rule.id
        self.title.setText(rule.title)
        keys = ", ".join(question.key for question in asked)
        questions = f"question{'s' * (len(asked) > 1)} "
        self.ids.setText(f"Rule {escape(rule.id)}" + (f" · {questions}<b>{escape(keys)}</b>" if keys else ""))
        self.ids.setAccessibleName(f"Rule {rule.id}" + (f", {questions}{keys}" if keys else ""))
        with QSignalBlocker(self.switch):
            self.switch.setChecked(bool(typed.value if typed and not typed.wrong else entry.value))
        self.switch.setEnabled(not entry.locked)
        self.switch.setAccessibleName(f"Rule on: {rule.title}")
        self.switch.setAccessibleDescription(entry.locked)
        self.why.setText(entry.locked)
        for part in (self.lock, self.why):
            part.setVisible(bool(entry.locked))
        self._complain(typed.wrong if typed else "")

    def _complain(self, sentence: str) -> None:
        if sentence and sentence != self.wrong.text():
            announce(self.switch, sentence, urgent=True)
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
