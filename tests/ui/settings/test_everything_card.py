"""A check of everything from the window: how far it is, how to stop it, and what was touched, in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from needledesk.domain.clients import Details
from needledesk.ui.settings.everything_card import SHOWN, EverythingCard

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def card(desk, background, qtbot) -> EverythingCard:
    card = EverythingCard(desk, background)
    qtbot.addWidget(card)
    card.show()
    return card


def test_everything_holds(card, qtbot, settle) -> None:
    qtbot.mouseClick(card.check, Qt.MouseButton.LeftButton)
    assert card.check.busy
    assert card.progress.isVisible()
    assert card.cancel.isVisible()
    assert card.progress.findChild(QProgressBar).height() == 8
    settle()
    assert not card.check.busy
    assert not card.progress.isVisible()
    assert card.progress.share == 1.0
    assert card.result.text() == "Everything holds: nothing was changed past the program."
    assert "1 entry of the history" in card.details.text()


def test_what_was_touched_is_named(card, desk, qtbot, settle) -> None:
    visit = desk.visits.begin(desk.clients.add(Details("Ada", "Byron")).id).id
    desk.treatment.write_note(visit, "two passes")
    desk._file.vault.execute("UPDATE note SET text = 'one pass'")
    qtbot.mouseClick(card.check, Qt.MouseButton.LeftButton)
    settle()
    assert card.result.text() == "1 thing does not hold."
    assert card.details.text().startswith("Note of visit 1 (client C-0001): changed past the program")
    assert SHOWN > 100


def test_a_head_from_outside_is_compared(card, desk, qtbot, settle) -> None:
    card.outside.set_text("9999-7F3A-91C2-55E0-0D1B")
    card.start()
    settle()
    assert "entry 9999, as printed, is missing" in card.details.text()
    card.outside.set_text("next Tuesday")
    card.start()
    settle()
    assert card.outside.wrong.startswith("That is no head of a history.")
    assert not card.check.busy


def test_it_can_be_cancelled_and_says_so(card, background, settle) -> None:
    card.start()
    card.cancel.click()
    settle()
    assert card.result.text() in (
        "The check was cancelled. What was looked at holds.",
        "Everything holds: nothing was changed past the program.",  # it was done before the button
    )


def test_a_window_that_closes_does_not_wait_for_it(card, background, settle) -> None:
    card.start()
    background.hurry()
    settle()
    assert not card.check.busy
