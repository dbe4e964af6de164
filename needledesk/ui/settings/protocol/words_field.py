"""A wording of a question: one sentence, as long as its place takes."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.settings.protocol.entry_field import EntryField
from needledesk.ui.settings.protocol.growing_text import GrowingText


class WordsField(EntryField):
    """Shows in the label how many signs are too many, as soon as they are."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        self.text = GrowingText(label)
        super().__init__(label, self.text, parent)
        self._label = label
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.edited.connect(self.key_pressed)
        self.text.finished.connect(self.finish)

    def name(self, label: str, of: str = "") -> None:
        """Call it so."""
        self._label = label
        super().name(label, of)

    def value(self) -> str:
        """The sentence."""
        return self.text.text

    def show_value(self, value: str | bool) -> None:
        """Show that sentence."""
        self.text.set_text(str(value))

    def stands_for(self, words: str) -> None:
        """What counts while the field is empty."""
        self.text.setPlaceholderText(words)

    def key_pressed(self) -> None:
        """Count while typing."""
        super().key_pressed()
        over = len(self.value()) - self.entry.longest if self.entry and self.entry.longest else 0
        self.label.setText(f"{self._label}: {over} too many" if over > 0 else self._label)
