"""One question of a rule: the sentence that is asked, its other wordings, and a level of its own where it has one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Question, Rule
from needledesk.domain.protocol_edits import Entry
from needledesk.ui.settings.protocol.draft_keeper import Place, Typed
from needledesk.ui.settings.protocol.entry_field import EntryField
from needledesk.ui.settings.protocol.filled_row import FilledRow
from needledesk.ui.settings.protocol.level_field import LevelField
from needledesk.ui.settings.protocol.window_field import WindowField
from needledesk.ui.settings.protocol.words_field import WordsField
from needledesk.ui.widgets.text import Text

ASKED = {"text": "Question for the client", "help": "Wording under the question and on the verdict card"}
MORE = {
    "title": "Title of the question",
    "card": "Name on the verdict card",
    "reason": "On the verdict card instead of the wording under the question",
}


class QuestionBlock(QWidget):
    """`edited` carries the Edit of one of its fields. `more` holds the wordings that are seldom changed."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Text("", "h3", wrap=True)
        self.more = QWidget()
        self.level, self.wait = LevelField("If yes", empty="as the rule"), WindowField("Window")
        self.words = {name: WordsField(label) for name, label in (ASKED | MORE).items()}
        self.fields: dict[str, EntryField] = {"level": self.level, "window": self.wait, **self.words}
        own = self._own = QWidget()
        row = FilledRow(12, own)
        row.addWidget(self.level)
        row.addWidget(self.wait)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.head, own, *(self.words[name] for name in ASKED)):
            column.addWidget(part)
        grid = QGridLayout(self.more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.words["title"], 0, 0, top)
        grid.addWidget(self.words["card"], 0, 1, top)
        grid.addWidget(self.words["reason"], 1, 0, 1, 2)
        for field in self.fields.values():
            field.edited.connect(self.edited)

    def finish(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.finish()

    def show_question(
        self,
        rule: Rule,
        question: Question,
        entries: dict[str, Entry],
        typed: dict[Place, Typed],
        among: int,
    ) -> None:
        """Show that question; `among`: how many its rule has."""
        self.head.setText(f"Question {question.key}")
        self.head.setVisible(among > 1)
        of = question.title if among > 1 else ""
        self.words["card"].stands_for(rule.title)
        self.words["reason"].stands_for(question.help)
        self.wait.name(f"Window after the {question.last_label.lower()}", of)
        self.level.name("If yes to this question", of)
        for name, label in (ASKED | MORE).items():
            self.words[name].name(label, of)
        for name, field in self.fields.items():
            entry = entries.get(name)
            field.setVisible(entry is not None)
            if entry is not None:
                field.show_entry(rule.id, entry, typed.get((rule.id, question.key, name)))
        self._own.setVisible("level" in entries or "window" in entries)
