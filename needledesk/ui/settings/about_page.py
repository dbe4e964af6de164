"""Settings, About: which program this is, and what it is not."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk import __version__
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

UNREAD = (
    "No clinician has read the rules. NeedleDesk is a checklist and a record: "
    "a qualified person reads them, changes them and answers for each treatment."
)
LICENCES = (
    "MIT licence. Fonts: Source Serif 4 and IBM Plex Sans, SIL Open Font Licence. Icons: Lucide, ISC licence. "
    "Made with Qt for Python, SQLCipher, ReportLab and Pillow."
)


class AboutPage(QWidget):
    """Version, licence, and the one sentence that matters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("About", "client"))
        rules = Card("The rules")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconView("triangle-alert", "decide", 24))
        row.addWidget(Text(UNREAD, "body", wrap=True), 1)
        rules.body.addLayout(row)
        program = Card("The program")
        program.body.addWidget(Text(f"NeedleDesk {__version__}", "h3"))
        program.body.addWidget(Text(LICENCES, "body", "ink2", wrap=True))
        privacy = Card("Your records")
        privacy.body.addWidget(Text("Nothing leaves this laptop: the program never uses the network.", wrap=True))
        for card in (rules, program, privacy):
            column.addWidget(card)
