from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.card import Card


def test_a_card_has_a_head_only_with_a_title(qtbot: QtBot) -> None:
    plain, titled = Card(), Card("Notes", "Ctrl T: time stamp", sunken_head=True)
    for card in (plain, titled):
        qtbot.addWidget(card)
        card.show()
    assert not plain.title.isVisible()
    assert titled.title.isVisible()
    assert titled.note.text() == "Ctrl T: time stamp"
    assert titled.accessibleName() == "Notes"
