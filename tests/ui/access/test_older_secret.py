"""What opened a backup in its own time is asked for: the passphrase of then, or the recovery sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from needledesk.domain import recovery
from needledesk.ui.access.older_secret import OlderSecret

pytestmark = pytest.mark.usefixtures("dressed")
KEY = bytes(range(32))


@pytest.fixture
def dialog(qtbot: QtBot) -> OlderSecret:
    made = OlderSecret(None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(("typed", "secret"), [("amber kettle", "amber kettle"), (recovery.text(KEY), KEY)])
def test_either_of_the_two_is_taken(qtbot: QtBot, dialog: OlderSecret, typed: str, secret: str | bytes) -> None:
    qtbot.keyClicks(dialog.field.line, typed)
    qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.secret == secret


def test_nothing_is_not_taken(qtbot: QtBot, dialog: OlderSecret) -> None:
    qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
