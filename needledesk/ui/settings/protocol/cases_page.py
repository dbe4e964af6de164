"""What the worked cases came to on the draft: where they fail, and what the draft changed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.desk.worked_cases import DraftCheck
from needledesk.ui.settings.protocol import draft_words
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text

#: case id, its title, one line of what differs
Line = tuple[str, str, str]


class CasesPage(QWidget):
    """Two lists, case by case. `left` leads back to the rule."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button("Back to the rule", "arrow-left", "quiet")
        self.lead = Text("", "body", "ink2", wrap=True)
        self._lists = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(Text("Worked cases on this draft", "verdict_long", wrap=True))
        self._column.addWidget(self.lead)
        self._column.addWidget(self._lists)
        self._column.addStretch(1)
        self.back.clicked.connect(self.left)

    def show_check(self, check: DraftCheck) -> None:
        """Show what came out."""
        self.lead.setText(
            f"{check.passed} passed, {check.failed} failed. A case that fails is not wrong by itself: look."
        )
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if check.differences:
            column.addWidget(_card("Otherwise than the case expects", _differing(check)))
        changed = list(_changed(check))
        column.addWidget(_card("What the draft changes, before and after", changed or [("", "Nothing.", "")]))
        self._column.replaceWidget(self._lists, lists)
        self._lists.hide()
        self._lists.deleteLater()
        self._lists = lists


def _differing(check: DraftCheck) -> Iterable[Line]:
    for one in check.differences:
        expected, got = draft_words.value(one.expected), draft_words.value(one.got)
        yield one.case, one.title, f"{draft_words.field(one.field)}: expected {expected}, now {got}"


def _changed(check: DraftCheck) -> Iterable[Line]:
    for one in check.changes:
        before, after = draft_words.value(one.before), draft_words.value(one.after)
        yield one.case, one.title, f"{draft_words.field(one.field)}: before {before}, after {after}"


def _card(title: str, lines: Iterable[Line]) -> Card:
    """All cases in one text: a far-reaching edit changes dozens of them."""
    cases: dict[str, list[str]] = {}
    for case, about, line in lines:
        cases.setdefault(f"{case}  {about}".strip(), []).append(line)
    card = Card(title)
    text = Text("", "small", "ink", wrap=True)
    text.setTextFormat(Qt.TextFormat.RichText)
    text.setText("".join(_paragraph(case, found) for case, found in cases.items()))
    text.setAccessibleName("\n".join("\n".join(filter(None, (case, *found))) for case, found in cases.items()))
    card.body.addWidget(text)
    return card


def _paragraph(case: str, lines: list[str]) -> str:
    told = "".join(f"<br>{escape(line)}" for line in lines if line)
    return f"<p style='margin: 0 0 6px 0'><b>{escape(case)}</b>{told}</p>"
