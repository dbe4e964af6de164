"""The left side: which version is open, all rules or some, the search, and the rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from needledesk.domain.protocol import Protocol
from needledesk.ui.settings.protocol.rule_model import KINDS, RuleModel
from needledesk.ui.settings.protocol.rule_rows import RuleRows
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.elided import Elided
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.search_field import SearchField
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text

WORDS = {"all": "All", "source": "Source", "extra": "Extra"}
WIDE = 352
#: px that it grows by for each percent of text size over 100
GROWS = 1.4


class RuleList(QFrame):
    """`chosen` says a rule's id, "" for the contradictions; `versions_requested` asks for the history."""

    chosen = Signal(str)
    versions_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "list")
        self.setAccessibleName("Rules")
        self.model = RuleModel(self)
        self.rows = RuleRows(self.model)
        self._title, self._since = Elided("", "h3"), Elided("", "small")
        self.versions = Button("Versions", "history")
        self.kinds = Segment([Choice(kind, WORDS[kind], icon="", width=60) for kind in KINDS], "Which rules")
        self.kinds.set_value("all")
        self.search = SearchField("Word, rule or question", key="")
        self._chosen = ""
        self._arrange()
        self._wire()
        self._fit()

    def show_versions(self, title: str, since: str) -> None:
        """`Protocol v4, draft` and `v3 in force since 2 Nov 2026`."""
        self._title.setText(title)
        self._since.setText(since)

    def show_protocol(self, protocol: Protocol) -> None:
        """The rules as that protocol has them."""
        self.model.show_protocol(protocol)
        for kind in KINDS:
            self.kinds.set_label(kind, f"{WORDS[kind]} {self.model.count(kind)}")
        self.show_chosen(self._chosen)

    def show_chosen(self, rule: str) -> None:
        """Mark the row of what is shown at the right; "" for the contradictions."""
        self._chosen = rule
        self.rows.show_chosen(rule)

    def go_to(self, rule: str) -> None:
        """Show that rule's row, widening what is shown if need be."""
        if self.model.row_of(rule) < 0:
            self.search.clear()
            self.kinds.set_value("all")
            self._narrow()
        self.show_chosen(rule)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        for text in (self._title, self._since):
            words.addWidget(text)
        head.addLayout(words, 1)
        head.addWidget(self.versions)
        narrowing = QVBoxLayout()
        narrowing.setContentsMargins(16, 0, 16, 10)
        narrowing.setSpacing(8)
        narrowing.addWidget(self.kinds)
        narrowing.addWidget(self.search)
        column.addLayout(head)
        column.addLayout(narrowing)
        column.addWidget(Hairline())
        self._stack = QStackedLayout()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(_no_match())
        column.addLayout(self._stack, 1)

    def _wire(self) -> None:
        self.rows.chosen.connect(self._choose)
        self.kinds.chosen.connect(lambda _: self._narrow())
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.returnPressed.connect(self._open_first)
        self.versions.clicked.connect(self.versions_requested)
        Theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(WIDE + round(GROWS * (Theme.current().text_size - 100)))

    def _choose(self, rule: str) -> None:
        self._chosen = rule
        self.chosen.emit(rule)

    def _narrow(self) -> None:
        self.model.narrow(self.kinds.value, self.search.text())
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.rows.show_chosen(self._chosen)

    def _open_first(self) -> None:
        if self.model.rules:
            self.show_chosen(self.model.rules[0])
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(self.model.rules[0])


def _no_match() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 24, 16, 16)
    column.addWidget(Text("No match", "h3"))
    column.addWidget(Text("No rule and no question with these words.", "body", "ink2", wrap=True))
    column.addStretch(1)
    return page
