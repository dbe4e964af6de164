"""Every version of the protocol, by whom, since when, with what it changed; and a file in or out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk import settings
from needledesk.domain.calendar import say_at
from needledesk.ui.settings.protocol.draft_keeper import DraftKeeper
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text

_KINDS = "Protocol (*.toml)"


class VersionsPage(QWidget):
    """`export_requested` carries a path and a version, `import_requested` a path; `left` leads back to the rule."""

    export_requested = Signal(object, int)
    import_requested = Signal(object)
    left = Signal()

    def __init__(self, keeper: DraftKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.back = Button("Back to the rule", "arrow-left", "quiet")
        self.take = Button("Import…", "file-spreadsheet")
        self._cards = QWidget()
        head = QHBoxLayout()
        head.addWidget(Text("Versions", "verdict_long"), 1)
        head.addWidget(self.take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(head)
        self._column.addWidget(
            Text(
                "Every visit keeps the version that it was screened with. A file that is read in becomes the draft.",
                wrap=True,
            )
        )
        self._column.addWidget(self._cards)
        self._column.addStretch(1)
        self.back.clicked.connect(self.left)
        self.take.clicked.connect(self._choose_file)
        self.refresh()

    def refresh(self) -> None:
        """Show the versions as they are now, the draft first."""
        keeper = self._keeper
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if keeper.draft is not None:
            changed = f"draft, last changed {say_at(keeper.draft.changed, year=True)}"
            column.addWidget(_card(f"Version {keeper.next_version}", changed, keeper.draft.changes))
        for version in keeper.versions:
            here = "in force" if version.number == keeper.in_force.version else "was in force"
            about = ", ".join(filter(None, (f"{here} since {say_at(version.since, year=True)}", version.author)))
            column.addWidget(self._version_card(version.number, about, version.changes))
        self._column.replaceWidget(self._cards, cards)
        self._cards.hide()
        self._cards.deleteLater()
        self._cards = cards

    def _version_card(self, number: int, about: str, changes: tuple[str, ...]) -> Card:
        card = _card(f"Version {number}", about, changes or ("As it came with the program.",) * (number == 1))
        out = Button("Export…", "file-down", "quiet")
        out.setAccessibleName(f"Export version {number}")
        out.clicked.connect(lambda: self._choose_place(number))
        card.head.addWidget(out)
        return card

    def _choose_place(self, version: int) -> None:
        folder = Path(self._keeper.practice.export_folder or settings.documents())
        start = str(folder / f"protocol-v{version}.toml")
        chosen, _ = QFileDialog.getSaveFileName(self, "Where the protocol goes", start, _KINDS)
        if chosen:
            path = Path(chosen)
            self.export_requested.emit(path if path.suffix else path.with_suffix(".toml"), version)

    def _choose_file(self) -> None:
        folder = self._keeper.practice.export_folder or str(settings.documents())
        chosen, _ = QFileDialog.getOpenFileName(self, "Read a protocol in", folder, _KINDS)
        if chosen:
            self.import_requested.emit(Path(chosen))


def _card(title: str, about: str, changes: Iterable[str]) -> Card:
    card = Card(title, about)
    card.note.setWordWrap(True)
    # One text: a file that is read in may change hundreds of lines.
    lines = "\n".join(f"· {line}" for line in changes)
    card.body.addWidget(Text(lines or "No changes noted.", "small", "ink" if lines else "", wrap=True))
    return card
