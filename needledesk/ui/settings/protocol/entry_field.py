"""A field for one entry of a rule: shows it as the draft has it, keeps what is typed, says what it was changed to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.domain.protocol_edits import Edit, Entry
from needledesk.ui.settings.protocol.draft_keeper import Typed
from needledesk.ui.settings.protocol.locked_box import LockedBox
from needledesk.ui.typing_pause import TypingPause
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.text import Text


class EntryField(QWidget):
    """Label, control, and below it why an edit was refused. `edited` carries the Edit; subclasses know the control."""

    edited = Signal(object)

    def __init__(self, label: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.control = Text(label, "lab"), control
        self.locked = LockedBox()
        self.entry: Entry | None = None
        self._rule = ""
        self._said: str | bool | None = None  # what was handed to the desk last
        self._wrong = Text("", "error", wrap=True)
        self._wrong.hide()
        self._pause = TypingPause(self)
        self._pause.over.connect(self.finish)
        self.locked.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, control, self.locked, self._wrong):
            column.addWidget(part)

    def sizeHint(self) -> QSize:
        """As wide as label and control want: a complaint takes the width that there is."""
        shown = self.locked if self.entry is not None and self.entry.locked else self.control
        wide = max(self.label.sizeHint().width(), shown.sizeHint().width())
        return QSize(wide, super().sizeHint().height())

    @property
    def wrong(self) -> str:
        """Why the last edit was refused; empty if it was not."""
        return self._wrong.text()

    def name(self, label: str, of: str = "") -> None:
        """Call it so; `of` tells it from its like and is for the screen reader only."""
        self.label.setText(label)
        self.control.setAccessibleName(f"{label}, {of}" if of else label)

    def show_entry(self, rule: str, entry: Entry, typed: Typed | None = None) -> None:
        """Show the entry, or what was typed for it and is not in the draft. What is being typed right now stays."""
        same = self.entry is not None and (rule, entry.question, entry.name) == self._place()
        typing = same and self._pause.running
        self._rule, self.entry = rule, entry
        self._complain(typed.wrong if typed else "")
        self.control.setVisible(not entry.locked)
        self.locked.setVisible(bool(entry.locked))
        if entry.locked:
            self.show_locked(entry)
        elif not typing:
            self._said = typed.value if typed else entry.value
            self.show_value(self._said)

    def key_pressed(self) -> None:
        """A key was pressed: what is there is kept after a pause."""
        self._pause.touch()

    def finish(self) -> None:
        """Hand over what is there, if it is something else than before."""
        self._pause.stop()
        if self.entry is not None and not self.entry.locked and self.value() != self._said:
            self._said = self.value()
            self.edited.emit(Edit(self._rule, self.entry.name, self._said, self.entry.question))

    # -- what subclasses know -----------------------------------------------------------------------------

    def value(self) -> str | bool:
        """What the control holds."""
        raise NotImplementedError

    def show_value(self, value: str | bool) -> None:
        """Show that in the control."""
        raise NotImplementedError

    def show_locked(self, entry: Entry) -> None:
        """Show what cannot be changed."""
        self.locked.show_value(self.label.text(), str(entry.value) or "none", entry.locked)

    # -- internals ----------------------------------------------------------------------------------------

    def _place(self) -> tuple[str, str, str]:
        assert self.entry is not None
        return self._rule, self.entry.question, self.entry.name

    def _complain(self, sentence: str) -> None:
        if sentence == self.wrong:
            return
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        self.mark_wrong(bool(sentence))
        if sentence:
            announce(self.control, f"{self.label.text()}: {sentence}", urgent=True)

    def mark_wrong(self, wrong: bool) -> None:
        """A red border while something is wrong."""
        self.control.setProperty("wrong", wrong)
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
