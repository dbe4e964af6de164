from __future__ import annotations

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from needledesk.domain.clients import Alert, AlertKind, Client, Details
from needledesk.ui.visit.contact_card import AlertsCard, ContactCard
from needledesk.ui.widgets.text import Text

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def words(card: ContactCard | AlertsCard) -> list[str]:
    return [text.text() for text in card.findChildren(Text) if text.text()]


def test_how_to_reach_a_client(qtbot: QtBot) -> None:
    card = ContactCard(Client(1, "C-0001", Details("Ann", phone="202-555-0177", email="ann@example.org"), NOON))
    qtbot.addWidget(card)
    assert words(card) == ["Contact", "202-555-0177\nann@example.org"]
    bare = ContactCard(Client(1, "C-0001", Details("Ann"), NOON))
    qtbot.addWidget(bare)
    assert words(bare)[-1] == "No phone number noted"


def test_every_alert_in_full(qtbot: QtBot) -> None:
    alerts = tuple(Alert(kind, f"{kind} text") for kind in AlertKind)
    card = AlertsCard(Client(1, "C-0001", Details("Ann", alerts=alerts), NOON))
    qtbot.addWidget(card)
    assert words(card) == ["Carry into the session", *(alert.text for alert in alerts)]
