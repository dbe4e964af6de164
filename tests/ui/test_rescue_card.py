"""The rescue copy holds everything, also what the disk refused; the laptop's disk is still tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.ui import rescue_card
from needledesk.ui.background import Background
from needledesk.ui.rescue_card import RescueCard


@pytest.fixture
def background(qtbot: QtBot, desk: Desk) -> Iterator[Background]:
    made = Background(lambda fault: pytest.fail(repr(fault)), desk.now)
    yield made
    desk._file.vault.execute("PRAGMA max_page_count = 1000000")
    made.try_again()
    made.close()


@pytest.fixture
def visit(desk: Desk) -> int:
    return desk.visits.begin(desk.clients.add(Details("Zoë", "O’Brien")).id).id


def fill_disk(desk: Desk) -> None:
    """SQLite's own way to be full: no page more than there are."""
    desk._file.vault.execute("PRAGMA max_page_count = 1")


def test_what_the_disk_refused_is_in_the_rescue_copy(
    desk: Desk, visit: int, background: Background, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue_card.volumes, "present", tuple)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    fill_disk(desk)
    long = "two passes, even redness " * 1000
    background.save(desk.treatment.write_note, visit, long)
    background.wait()
    assert background.unsaved == 1
    card = RescueCard(desk, background)
    qtbot.addWidget(card)
    card.show()
    background.wait()
    qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
    background.wait()
    [copy] = stick.glob("*.needledesk")
    assert copy.name in card.told.text()
    rescued = Desk.open(copy)
    assert rescued.visits.get(visit).note == long
    rescued.close()
    assert background.unsaved == 1, "the laptop's disk is still tried"
    assert desk.visits.get(visit).note == ""


def test_a_stick_that_is_in_is_offered(
    desk: Desk, background: Background, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescue_card.volumes, "present", lambda: (rescue_card.Volume(tmp_path, "STUDIO-BK"),))
    card = RescueCard(desk, background)
    qtbot.addWidget(card)
    background.wait()
    assert card.save.text() == "Save a rescue copy to “STUDIO-BK”"
    assert card.save.accessibleDescription().endswith("free")


def test_a_stick_that_refuses_is_told_and_another_place_is_asked_for(
    desk: Desk, background: Background, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr(rescue_card.volumes, "present", lambda: (rescue_card.Volume(gone, "GONE"),))
    card = RescueCard(desk, background)
    qtbot.addWidget(card)
    card.show()
    background.wait()
    qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
    background.wait()
    assert card.told.text()
    assert card.save.text() == "Save a rescue copy elsewhere"
    assert card.save.isEnabled()
