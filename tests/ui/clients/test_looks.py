"""Opening a client is told to the history once, not each time the page is drawn."""

from __future__ import annotations

from PySide6.QtCore import QObject

from needledesk.domain.clients import Details
from needledesk.ui.clients.looks import Looks


def test_each_opening_is_told_once(desk, background, settle) -> None:
    first, second = (desk.clients.add(Details(name)).id for name in ("Ada", "Cleo"))
    owner = QObject()
    looks = Looks(desk, background, owner)
    for client in (first, first, second, first):
        looks.at(client)
    settle()
    viewed = [entry.client for entry in desk.history.page(10) if entry.action == "client viewed"]
    assert viewed == [first, second, first]
