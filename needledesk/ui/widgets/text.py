"""A text in one of the roles of the type scale."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

#: A zero-width space; how many letters stand between two; px that an endless word in one line may shrink to.
BREAK, STEP, NARROWEST = "\u200b", 10, 60
_TOO_LONG = re.compile(r"(?P<letters>\S{31,})")
#: The same in markup, whose signs are stepped over: a broken sign would be no sign.
_TOO_LONG_IN_MARKUP = re.compile(r"<[^>]*>|&[#\w]+;|(?P<letters>[^\s<&]{31,})")


class Text(QLabel):
    """A label. `role`: a class of the style sheet, such as body, small or h2; `tone`: a colour token, or none."""

    def __init__(
        self, text: str = "", role: str = "body", tone: str = "", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("cls", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)

    def text(self) -> str:
        """The text as it was given."""
        return self._words

    def setText(self, text: str) -> None:
        """Another text. A word too long for any line may be broken on the screen; it is not changed otherwise."""
        self._words = text
        too_long = _TOO_LONG_IN_MARKUP if self.textFormat() == Qt.TextFormat.RichText else _TOO_LONG
        super().setText(too_long.sub(_broken, text) if self.wordWrap() else text)

    def minimumSizeHint(self) -> QSize:
        """One endless word in a single line must not push away what stands beside it."""
        least = super().minimumSizeHint()
        endless = not self.wordWrap() and _TOO_LONG.search(self._words) is not None
        return QSize(min(least.width(), NARROWEST), least.height()) if endless else least

    def set_tone(self, tone: str) -> None:
        """Another colour token for the text; empty for the role's own."""
        self.restyle(self.property("cls"), tone)

    def restyle(self, role: str, tone: str) -> None:
        """Another role and colour."""
        if (self.property("cls"), self.property("tone")) != (role, tone):
            self.setProperty("cls", role)
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def breakable(text: str) -> str:
    """The text with places to break in words too long for any line, for what is drawn."""
    return _TOO_LONG.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    """The word with a place to break after every few letters; a sign of markup as it is."""
    letters = word["letters"]
    if letters is None:
        return word.group()
    return BREAK.join(letters[at : at + STEP] for at in range(0, len(letters), STEP))
