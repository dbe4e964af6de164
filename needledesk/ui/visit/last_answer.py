"""What a client answered last time, in the column beside today's answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain import wording
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_day
from needledesk.domain.protocol import Question
from needledesk.domain.returning import Earlier, changed
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.text import Text

#: Its width in px.
LAST_WIDTH = 118
#: How wide a row must be in px for it.
ROOM = 690
_SAID = {Reply.NO: "No", Reply.UNSURE: "Unsure"}


class LastAnswer(QWidget):
    """The answer, and below it its day where that is another one than the head of the card says, or `changed`."""

    def __init__(self, column: bool | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = has_column() if column is None else column
        self.changed = False
        self.spoken = ""  # "Last time No"; empty where nothing is shown
        self._said, self._below = Text("", "body", "ink2", wrap=True), Text("", "small")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._said)
        lines.addWidget(self._below)
        if self.column:
            self.setFixedWidth(LAST_WIDTH)
        self.hide()

    def show_earlier(
        self, question: Question, earlier: Earlier | None, now: Answer | None, shown_day: date | None
    ) -> None:
        """Show it beside today's answer `now`. `shown_day`: the day in the head; None: there is no such column."""
        self.setVisible(shown_day is not None)
        self.changed = earlier is not None and now is not None and changed(now, earlier)
        text = said(question, earlier.answer) if earlier is not None else "–"
        day = say_day(earlier.at.date()).partition(" ")[2] if earlier and earlier.at.date() != shown_day else ""
        self._said.setText(text if self.column else f"Last time: {text}")
        self._below.restyle("smallbold" if self.changed else "small", "decide" if self.changed else "ink3")
        self._below.setText("changed" if self.changed else day)
        self._below.setVisible(bool(self._below.text()))
        heard = f"Last time {text}" if earlier is not None else "Not asked last time"
        self.spoken = heard + (", changed" if self.changed else "") if shown_day is not None else ""


def said(question: Question, answer: Answer) -> str:
    """`No`, `Unsure`, or the yes with what it carried."""
    return _SAID.get(answer.reply) or wording.answer(question, answer)


def has_column(room: int = ROOM) -> bool:
    """Whether rows of that width have a column for it; else, and with larger text, it stands under the title."""
    return Theme.current().scaled(100) == 100 and room >= ROOM
