"""The card that says what a damaged file has lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from damaged_file import spoil_photo, whole_file
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background
from needledesk.ui.settings.damage_card import DamageCard
from needledesk.ui.settings.record_file_page import RecordFilePage


@pytest.fixture
def raw(tmp_path: Path) -> bytes:
    """The key of a file in which one bit of the photo is flipped."""
    path = tmp_path / "old.needledesk"
    raw = whole_file(path)
    spoil_photo(path, raw)
    return raw


@pytest.fixture
def damaged(tmp_path: Path, raw: bytes) -> Iterator[Desk]:
    desk = Desk.open_damaged(tmp_path / "old.needledesk", raw)
    yield desk
    desk.close()


def test_it_names_what_is_hit(damaged: Desk, background: Background, qtbot: QtBot) -> None:
    card = DamageCard(damaged, background)
    qtbot.addWidget(card)
    card.show()
    qtbot.mouseClick(card.look, Qt.MouseButton.LeftButton)
    assert card.stop.isVisible()
    background.wait()
    assert card.found.text() == "A photo (client C-0001, visit of Tue 1 Sep 2026)"
    assert not card.stop.isVisible()


def test_it_can_be_stopped(damaged: Desk, background: Background, qtbot: QtBot) -> None:
    card = DamageCard(damaged, background)
    qtbot.addWidget(card)
    card.show()
    card.look.click()
    card.stop.click()
    background.wait()
    assert "Stopped" in card.found.text() or "photo" in card.found.text()
    assert card.look.isEnabled()


def test_a_whole_file_has_no_such_card(
    desk: Desk, background: Background, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    page.show()
    settle()
    assert not page.damage.isVisible()


def test_the_check_turns_the_card_on(tmp_path: Path, raw: bytes, background: Background, qtbot: QtBot) -> None:
    desk = Desk.open(tmp_path / "old.needledesk", raw)
    page = RecordFilePage(desk, background)
    qtbot.addWidget(page)
    page.show()
    page.check.click()
    background.wait()
    assert page.result.text() == "The file is damaged"
    assert page.damage.isVisible()
    desk.close()
