"""A damaged file: the newest backup is offered, what is left can be read, and the file itself is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from damaged_file import PASSPHRASE, flip, spoil_photo, whole_file
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.errors import Damaged
from needledesk.ui.background import Background
from needledesk.ui.backup import volumes
from needledesk.ui.welcome.damaged_file import DamagedFile
from needledesk.ui.welcome.unlock import Unlock
from needledesk.ui.welcome.welcome_window import WelcomeWindow

pytestmark = pytest.mark.usefixtures("dressed")
TOLD = Damaged("The record file is damaged.", "It was not changed.", "Open the newest backup instead.")


@pytest.fixture(autouse=True)
def no_sticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "present", tuple)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background(lambda fault: pytest.fail(repr(fault)))
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "old.needledesk"


@pytest.fixture
def raw(path: Path) -> bytes:
    return whole_file(path)


def page_of(background: Background, path: Path, raw: bytes, qtbot: QtBot) -> DamagedFile:
    page = DamagedFile(background, path, TOLD, raw)
    qtbot.addWidget(page)
    page.show()
    background.wait()
    return page


def test_the_newest_backup_is_restored_and_the_damaged_file_is_kept(
    background: Background, path: Path, raw: bytes, qtbot: QtBot
) -> None:
    desk = Desk.open(path, raw)
    desk.backups.full()
    desk.close()
    spoil_photo(path, raw)
    damaged = path.read_bytes()
    page = page_of(background, path, raw, qtbot)
    assert page.restore.isEnabled()
    opened: list[Desk] = []
    page.opened.connect(opened.append)
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    background.wait()
    [restored] = opened
    assert restored.photos.data(1)
    assert not restored.damage.found
    restored.close()
    [aside] = path.parent.glob("old.before-restore-*.needledesk")
    assert aside.read_bytes() == damaged
    assert aside.name in page.words.text()


def test_a_backup_under_an_older_passphrase_is_restored_with_that_one(
    background: Background, path: Path, raw: bytes, qtbot: QtBot
) -> None:
    desk = Desk.open(path, raw)
    desk.backups.full()
    changed = desk.access.lock("copper violin meadow arrow plum")
    desk.access.change(changed)
    desk.close()
    page = page_of(background, path, changed.key.raw, qtbot)
    opened: list[Desk] = []
    page.opened.connect(opened.append)
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    background.wait()
    assert page.asked is not None
    page.asked.secret.line.setText(PASSPHRASE)
    page.asked.go_on.click()
    background.wait()
    [restored] = opened
    assert restored.visits.get(1).note == "13:35 Even redness."
    restored.close()


def test_without_a_backup_what_is_left_is_read(background: Background, path: Path, raw: bytes, qtbot: QtBot) -> None:
    spoil_photo(path, raw)
    page = page_of(background, path, raw, qtbot)
    assert not page.restore.isEnabled()
    assert "No backup was found" in page.words.text()
    opened: list[Desk] = []
    page.opened.connect(opened.append)
    qtbot.mouseClick(page.read, Qt.MouseButton.LeftButton)
    background.wait()
    [desk] = opened
    assert desk.damage.found
    assert desk.visits.get(1).note == "13:35 Even redness."
    desk.close()


def test_another_file_can_be_chosen(background: Background, path: Path, raw: bytes, qtbot: QtBot) -> None:
    page = page_of(background, path, raw, qtbot)
    with qtbot.waitSignal(page.another_requested):
        qtbot.mouseClick(page.another, Qt.MouseButton.LeftButton)


def test_unlocking_a_damaged_file_leads_here(background: Background, path: Path, raw: bytes, qtbot: QtBot) -> None:
    for page in range(1, 40):  # among them those that say which tables there are
        flip(path, page * 4096 + 100)
    window = WelcomeWindow(background)
    qtbot.addWidget(window)
    window.show_lock(path)
    unlock = window.centralWidget()
    assert isinstance(unlock, Unlock)
    unlock.passphrase.line.setText(PASSPHRASE)
    unlock.unlock.click()
    background.wait()
    assert isinstance(window.centralWidget(), DamagedFile)
    background.wait()


def test_a_damaged_file_without_a_passphrase_leads_here(background: Background, path: Path, qtbot: QtBot) -> None:
    window = WelcomeWindow(background)
    qtbot.addWidget(window)
    window.show_refused(path, TOLD)
    assert isinstance(window.centralWidget(), DamagedFile)
    background.wait()
