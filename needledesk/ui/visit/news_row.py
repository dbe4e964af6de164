"""What is asked of every client who comes back: is anything new since last time, and what."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from needledesk.domain.answers import Reply
from needledesk.domain.returning import NEWS, NEWS_TITLE, News
from needledesk.ui.theme import Theme
from needledesk.ui.typing_pause import TypingPause
from needledesk.ui.visit.sub_row import LEAST_WORDS, REPLY_KEYS, TYPING_PAUSE
from needledesk.ui.widgets.answer_segment import AnswerSegment
from needledesk.ui.widgets.sharing_flow import SharingFlow
from needledesk.ui.widgets.text import Text


class NewsRow(QFrame):
    """`answered` carries a News, or None for cleared; `passed` says that it was answered by a key."""

    answered = Signal(object)
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(NEWS_TITLE)
        self._news: News | None = None
        self._typing = TypingPause(self, TYPING_PAUSE)
        self._typing.over.connect(self.keep_typed)
        self.segment = AnswerSegment(NEWS_TITLE)
        self.segment.setAccessibleDescription(NEWS)
        self.segment.answered.connect(self._take_reply)
        self.detail = QLineEdit()
        self.detail.setAccessibleName(f"{NEWS_TITLE}: what is new")
        self.detail.setPlaceholderText("What is new")
        self.detail.textEdited.connect(lambda _: self._typing.touch())
        self.detail.editingFinished.connect(self.keep_typed)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(Text(NEWS_TITLE, "q", wrap=True))
        lines.addWidget(Text("Since last time. With a yes, everything is asked anew", "small", wrap=True))
        lines.addStretch(1)
        head = SharingFlow(16)
        head.addWidget(words, 1, Theme.current().scaled(LEAST_WORDS))
        head.addWidget(self.segment, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 7, 12, 7)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.detail)

    @property
    def news(self) -> News | None:
        """What is shown as answered."""
        return self._news

    def show_news(self, news: News | None, open_to_change: bool) -> None:
        """Show the answer."""
        self._news = news
        self.segment.reply = news.reply if news is not None else None
        self.detail.setVisible(news is not None and news.reply is Reply.YES)
        if news is not None and self.detail.text() != news.detail and not self._typing.running:
            self.detail.setText(news.detail)
        for part in (self.segment, self.detail):
            part.setEnabled(open_to_change)

    def take_focus(self) -> None:
        """Put the focus on the answer, or on what it still lacks."""
        if self.detail.isVisibleTo(self):
            self.detail.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            part = self.segment.parts[self.segment.value or Reply.YES]
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_typed(self) -> None:
        """Hand on what was typed and still waits."""
        self._typing.stop()
        if self._news is not None and self._news.reply is Reply.YES and self.detail.text() != self._news.detail:
            self._tell(replace(self._news, detail=self.detail.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N, U answer, as in every row."""
        reply = REPLY_KEYS.get(Qt.Key(event.key()))
        if reply is None or event.modifiers() or not self.segment.isEnabled():
            super().keyPressEvent(event)
            return
        self.segment.choose(reply)
        self.passed.emit()

    def _take_reply(self, reply: Reply | None) -> None:
        self._tell(News(reply, self.detail.text() if reply is Reply.YES else "") if reply is not None else None)

    def _tell(self, news: News | None) -> None:
        self._news = news
        self.answered.emit(news)
