"""One group of the checklist: a card with its questions, and one button for all that is still blank."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from needledesk.domain.protocol import Group, Protocol, Question
from needledesk.ui.visit.question_row import QuestionRow
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text


class GroupCard(Card):
    """A card per group. `rest_requested` carries the group's key."""

    rest_requested = Signal(str)

    def __init__(
        self, group: Group, questions: Sequence[Question], protocol: Protocol, parent: QWidget | None = None
    ) -> None:
        super().__init__(group.title, group.hint, sunken_head=True, parent=parent)
        self.group = group
        self.count = Text("", "h3", "ink2")
        self.rest = Button("Rest of group: No", "check", "quiet")
        self.rest.setAccessibleName(f"{group.title}, rest of group: No")
        self.rest.clicked.connect(lambda: self.rest_requested.emit(group.key))
        self.head.setContentsMargins(16, 4, 12, 4)
        self.head.addWidget(self.rest)
        self.head.addWidget(self.count)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.rows = {
            question.key: QuestionRow(question, protocol.rules[question.rule], first=not number)
            for number, question in enumerate(questions)
        }
        for row in self.rows.values():
            self.body.addWidget(row)

    def show_progress(self, answered: int, may_set_rest: bool) -> None:
        """How many of its questions are answered; whether a blank one may be set to No with the others."""
        self.count.setText(f"{answered} of {len(self.rows)}")
        self.rest.setVisible(may_set_rest)
