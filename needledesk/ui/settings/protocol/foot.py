"""The foot of the page: the check, who puts the draft in force, and the two ways out of a draft."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from needledesk.ui.settings.protocol.check_card import CheckCard
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.settings.protocol.draft_words import failing, named, summary
from needledesk.ui.settings.protocol.filled_row import FilledRow
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

#: Milliseconds after the warning in which a press cannot be an answer to it.
READING = 600


class Foot(QWidget):
    """`put_requested` carries the author, and whether failing cases were named and accepted."""

    put_requested = Signal(str, bool)
    discard_requested = Signal()

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._warned = False  # whether the failing cases have been named for this very check
        self._since_warning = QElapsedTimer()
        self._asked_name = ""  # the practitioner's name that was filled in
        self.check = CheckCard(keeper)
        self.by = QLineEdit()
        self.by.setAccessibleName("Put in force by")
        self.by.setMaxLength(200)
        self.warning = Text("", "error", wrap=True)
        self.words = Text("", "small", wrap=True)
        self.discard, self.put = Button("Discard draft"), Button("Put in force", "check", "primary")
        said = QWidget()
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        said.setMinimumSize(240, 44)
        inside = QHBoxLayout(said)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.setSpacing(8)
        inside.addWidget(IconView("history", "ink2", 18))
        inside.addWidget(self.words, 1)
        row = FilledRow(8)
        for part in (said, self.discard, self.put):
            row.addWidget(part)
        self._author = QWidget()
        author = QHBoxLayout(self._author)
        author.setContentsMargins(0, 0, 0, 0)
        author.setSpacing(12)
        author.addWidget(Text("Put in force by", "lab"))
        author.addWidget(self.by, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.check, self._author, self.warning):
            column.addWidget(part)
        column.addLayout(row)
        self.put.clicked.connect(self._put)
        self.discard.clicked.connect(self.discard_requested)

    def refresh(self) -> None:
        """Show what can be done with the draft now."""
        draft, outcome = self._keeper.draft, self._keeper.check
        self._warned = False
        self.warning.hide()
        self._fill_name()
        for part in (self.check, self.discard, self.put):
            part.setVisible(draft is not None)
        self._author.setVisible(draft is not None and outcome is not None)
        self.check.refresh()
        self.words.setText(self._said())
        version = self._keeper.next_version
        self.put.set_busy(False)
        self.put.set_kind("primary")
        self.put.set_caption(f"Put v{version} in force", "check")
        self.put.setEnabled(bool(draft and draft.changes and outcome is not None))
        self.put.setAccessibleDescription(
            "" if self.put.isEnabled() else "Only after the worked cases ran on this draft"
        )

    def _said(self) -> str:
        if self._keeper.draft is None:
            now = self._keeper.in_force.version
            return f"v{now} is in force. Whatever you change begins a draft of v{now + 1}."
        return summary(self._keeper.in_force, self._keeper.draft.protocol)

    def _fill_name(self) -> None:
        """The practitioner's name, until another is typed."""
        if self.by.text() == self._asked_name:
            self._asked_name = self._keeper.practice.practitioner
            self.by.setText(self._asked_name)

    def _put(self) -> None:
        outcome = self._keeper.check
        if outcome is None:
            return
        if not self.by.text().strip():
            self._say("A new version needs the name of who puts it in force: it stays in the history.")
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
        elif outcome.failed and not self._warned:
            self._warn(failing(outcome))
        elif not self._warned or self._since_warning.hasExpired(READING):
            self.put.set_busy(True)
            self.put_requested.emit(self.by.text().strip(), self._warned)

    def _warn(self, cases: tuple[str, ...]) -> None:
        """The first press with failing cases names them; only the second one counts."""
        self._warned = True
        self._since_warning.start()
        differ = "comes" if len(cases) == 1 else "come"
        version = self._keeper.next_version
        self._say(
            f"{named(cases)} {differ} out otherwise than expected. Press again to put v{version} in force anyway."
        )
        self.put.set_kind("danger")
        self.put.set_caption(f"Put v{version} in force anyway", "triangle-alert")

    def _say(self, warning: str) -> None:
        self.warning.setText(warning)
        self.warning.show()
        announce(self.put, warning, urgent=True)
