"""What a rule comes to: its level, its window and far end, and what nobody may change, with the reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Ask, Question, Rule
from needledesk.domain.protocol_edits import Entry
from needledesk.ui.settings.protocol.draft_keeper import Place, Typed
from needledesk.ui.settings.protocol.entry_field import EntryField
from needledesk.ui.settings.protocol.filled_row import FilledRow
from needledesk.ui.settings.protocol.level_field import LevelField
from needledesk.ui.settings.protocol.window_field import WindowField
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

#: topic: what its window and its far end are called
_WINDOWS = {
    "interval": ("Not before", "Usual window ends after"),
    "course": ("Usual course, from", "Usual course, up to"),
    "age": ("Under", "Then under"),
    "effect": ("Usual for", "At the longest"),
    "aftercare": ("After the treatment", "Longest wait"),
    "restart": ("After the treatment", "Longest wait"),
}


class RuleFields(QWidget):
    """`edited` carries the Edit of one of them."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level, self.wait = LevelField("If yes"), WindowField("Window")
        self.then, self.until = LevelField("After the window", empty="nothing"), WindowField("Until")
        self.prescribed = LevelField("If prescribed")
        self.fields: dict[str, EntryField] = {
            "level": self.level,
            "window": self.wait,
            "then": self.then,
            "until": self.until,
            "prescribed": self.prescribed,
        }
        self._why = [Text("", "small", wrap=True) for _ in range(2)]
        self._reasons = QWidget()
        fields = QWidget()
        row = FilledRow(12, fields)
        for field in self.fields.values():
            row.addWidget(field)
            field.edited.connect(self.edited)
        reasons = QHBoxLayout(self._reasons)
        reasons.setContentsMargins(0, 0, 0, 0)
        reasons.setSpacing(8)
        reasons.addWidget(IconView("lock", "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text in self._why:
            words.addWidget(text)
        reasons.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(fields)
        column.addWidget(self._reasons)

    def finish(self) -> None:
        """Hand over what is being typed."""
        for field in self.fields.values():
            field.finish()

    def show_rule(
        self,
        rule: Rule,
        asked: tuple[Question, ...],
        entries: Mapping[str, Entry],
        typed: Mapping[Place, Typed],
        had: Rule | None,
    ) -> None:
        """Show those entries. `had`: the rule as it is in force; what it has stays on the screen when emptied."""
        self._name(rule, asked, bool(entries["level"].locked) if "level" in entries else False)
        shown = {name: entry for name, entry in entries.items() if name in self.fields and _matters(entry, had)}
        for name, field in self.fields.items():
            field.setVisible(name in shown)
            if name in shown:
                field.show_entry(rule.id, shown[name], typed.get((rule.id, "", name)))
        self._show_why(dict.fromkeys(entry.locked for entry in shown.values() if entry.locked))
        self.setVisible(bool(shown))

    def _name(self, rule: Rule, asked: tuple[Question, ...], always: bool) -> None:
        """What each field is called for that rule. `always`: it comes to the same, bought or prescribed."""
        prescribed = not always and any(Ask.PRESCRIBED in question.asks for question in asked)
        dated = [question.last_label.lower() for question in asked if Ask.LAST in question.asks]
        window, until = _WINDOWS.get(rule.topic, ("Window", "Until"))
        self.level.name("If yes, shop-bought" if prescribed else "If yes" if asked else "Comes to")
        self.wait.name(f"Window after the {dated[0]}" if dated else window)
        self.until.name("From then on, until" if asked else until)
        self.then.name("After the window" if asked else "Comes to, over the first")

    def _show_why(self, reasons: dict[str, None]) -> None:
        sentences = list(reasons)
        for place, text in enumerate(self._why):
            text.setText(sentences[place] if place < len(sentences) else "")
            text.setVisible(place < len(sentences))
        self._reasons.setVisible(bool(sentences))


def _matters(entry: Entry, had: Rule | None) -> bool:
    """Far ends and lower levels are shown where the rule has them, or had them in the version in force."""
    if entry.name not in ("until", "then"):
        return True
    return bool(entry.value) or bool(had and getattr(had, entry.name))
