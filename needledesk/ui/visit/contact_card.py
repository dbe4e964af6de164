"""How to reach the client, and what to bear in mind today, beside the client's page."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from needledesk.domain.clients import AlertKind, Client
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

_MARKS = {
    AlertKind.ALLERGY: ("octagon-alert", "stop"),
    AlertKind.LETTER: ("shield-plus", "letter"),
    AlertKind.CAUTION: ("triangle-alert", "decide"),
}


class ContactCard(Card):
    """Phone and mail address; nothing if neither is known."""

    def __init__(self, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Contact")
        self.body.setSpacing(4)
        self.body.addLayout(_line("phone", "primary", Text("Contact", "smallbold", "ink")))
        ways = [client.details.phone, client.details.email]
        words = "\n".join(way for way in ways if way) or "No phone number noted"
        self.body.addWidget(Text(words, "small", wrap=True))


class AlertsCard(Card):
    """Every alert in full, for the session to come."""

    def __init__(self, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Carry into the session")
        self.body.setSpacing(6)
        self.body.addWidget(Text("Carry into the session", "lab"))
        for alert in client.details.alerts:
            icon, tone = _MARKS[alert.kind]
            self.body.addLayout(_line(icon, tone, Text(alert.text, "small", "ink", wrap=True)))


def _line(icon: str, tone: str, text: Text) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconView(icon, tone, 18))
    row.addWidget(text, 1)
    return row
