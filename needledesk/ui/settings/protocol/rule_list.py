"""The left side: which version is open, all rules or some, the search, and the rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from needledesk.domain.contradictions import Contradiction
from needledesk.domain.protocol import Protocol
from needledesk.ui.settings.protocol.rule_model import KINDS, SPOTS, RuleModel
from needledesk.ui.settings.protocol.rule_rows import RuleRows
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.elided import Elided
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.search_field import SearchField
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text

WORDS = {"all": "All", "source": "Source", "extra": "Extra", SPOTS: "Contradictions"}
WIDE = 360
#: px that it grows by for each percent of text size over 100
GROWS = 1.4
#: Above this text size the segment leaves its counts to the screen reader, as they would not fit.
COUNTS_UP_TO = 100


class RuleList(QFrame):
    """`chosen` says the id of a rule or a contradiction; `versions_requested` asks for the history."""

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
        self.kinds = Segment([Choice(kind, words, icon="", width=50) for kind, words in WORDS.items()], "Which")
        self.kinds.set_value("all")
        self.search = SearchField("Word, rule or question", key="")
        self._chosen = ""
        self._last = {False: "", True: ""}  # what was chosen last, of the rules and of the contradictions
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
        self._label()
        self.show_chosen(self._chosen)

    def show_spots(self, spots: tuple[Contradiction, ...]) -> None:
        """The contradictions of the source."""
        self.model.show_spots(spots)
        self._label()

    def show_chosen(self, key: str) -> None:
        """Mark the row of what is shown at the right."""
        self._remember(key)
        self.rows.show_chosen(key)

    def take_focus(self) -> None:
        """The rows, where one goes on from."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, key: str) -> None:
        """Show the row of that rule or contradiction, widening what is shown if need be."""
        if self.model.row_of(key) < 0:
            self.search.clear()
            self.kinds.set_value(SPOTS if self.model.is_spot(key) else "all")
            self._narrow()
        self.show_chosen(key)

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
        narrowing.setContentsMargins(8, 0, 8, 10)
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
        self.kinds.chosen.connect(self._kind_chosen)
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.returnPressed.connect(self._open_first)
        self.versions.clicked.connect(self.versions_requested)
        Theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(WIDE + round(GROWS * (Theme.current().text_size - 100)))
        self._label()

    def _label(self) -> None:
        """The counts, on the screen where they fit, and always for the screen reader."""
        for kind in KINDS:
            counted = f"{WORDS[kind]} {self.model.count(kind)}"
            self.kinds.set_label(kind, counted if Theme.current().text_size <= COUNTS_UP_TO else WORDS[kind])
            self.kinds.parts[kind].setAccessibleName(f"Which: {counted}")
        self.kinds.parts[SPOTS].setAccessibleName(f"Which: {WORDS[SPOTS]} {self.model.count(SPOTS)}")

    def _choose(self, key: str) -> None:
        self._remember(key)
        self.chosen.emit(key)

    def _remember(self, key: str) -> None:
        self._chosen = key
        self._last[self.model.is_spot(key)] = key

    def _kind_chosen(self, kind: str) -> None:
        """From rules to contradictions and back: what was chosen there last is shown again, or the first one."""
        self._narrow()
        spots = kind == SPOTS
        if self.model.keys and self.model.is_spot(self._chosen) is not spots:
            last = self._last[spots]
            key = last if last in self.model.keys else self.model.keys[0]
            self.rows.show_chosen(key)
            self._choose(key)

    def _narrow(self) -> None:
        self.model.narrow(self.kinds.value, self.search.text())
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.rows.show_chosen(self._chosen)

    def _open_first(self) -> None:
        if self.model.keys:
            self.show_chosen(self.model.keys[0])
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(self.model.keys[0])


def _no_match() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 24, 16, 16)
    column.addWidget(Text("No match", "h3"))
    column.addWidget(Text("Nothing with these words.", "body", "ink2", wrap=True))
    column.addStretch(1)
    return page
