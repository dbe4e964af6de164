from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.errors import NotSaved
from needledesk.ui.background import Background
from needledesk.ui.not_saved_dialog import NotSavedDialog
from needledesk.ui.widgets.text import Text

SINCE = datetime(2026, 11, 22, 14, 15, tzinfo=UTC)
FULL = NotSaved("The disk is full: the last change is not saved.", "Everything before is safe.", "Free some space.")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)


class Disk:
    def __init__(self) -> None:
        self.full = True
        self.kept = 0

    def write(self) -> None:
        if self.full:
            raise FULL
        self.kept += 1


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def background(qtbot: QtBot, disk: Disk) -> Iterator[Background]:
    made = Background(lambda fault: pytest.fail(str(fault)), lambda: SINCE)
    yield made
    disk.full = False
    made.try_again()
    made.close()


@pytest.fixture
def dialog(background: Background, disk: Disk, desk: Desk, clock: SetClock, qtbot: QtBot) -> NotSavedDialog:
    clock.at = SINCE
    for _ in range(2):
        background.save(disk.write)
    background.wait()
    made = NotSavedDialog(FULL, desk, background, lambda: "Notes:\n14:02 Cheeks")
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_happened_what_is_kept_and_what_to_do(dialog: NotSavedDialog) -> None:
    texts = [text.text() for text in dialog.findChildren(Text) if text.isVisible()]
    assert texts[:2] == [
        "The disk is full: not saved since 14:15",
        "Everything up to 14:15 is saved. Nothing that you typed is lost.",
    ]
    assert "Free some space." in texts
    assert "2 changes" in texts
    assert any(text.endswith(" free") for text in texts)


def test_it_goes_once_everything_is_on_disk(
    dialog: NotSavedDialog, disk: Disk, background: Background, qtbot: QtBot
) -> None:
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    background.wait()
    assert dialog.isVisible()  # still full
    disk.full = False
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    background.wait()
    assert not dialog.isVisible()
    assert disk.kept == 2


def test_the_text_can_be_copied(dialog: NotSavedDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Notes:\n14:02 Cheeks"
    assert dialog.copy.text() == "Copied"


def test_one_can_go_on_unsaved(dialog: NotSavedDialog, background: Background, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert background.unsaved == 2


def test_what_waits_is_counted_on(dialog: NotSavedDialog, disk: Disk, background: Background) -> None:
    background.save(disk.write)
    background.wait()
    background.try_again()
    background.wait()
    assert dialog.waiting.text() == "3 changes"


def test_a_disk_that_was_pulled_out(
    background: Background, desk: Desk, clock: SetClock, qtbot: QtBot, tmp_path: Path
) -> None:
    clock.at = SINCE
    desk._file.vault.path = tmp_path / "stick" / "studio.needledesk"  # the folder is gone
    desk._file.path = desk._file.vault.path
    made = NotSavedDialog(NotSaved("The disk did not answer."), desk, background, str)
    qtbot.addWidget(made)
    texts = [text.text() for text in made.findChildren(Text)]
    assert "The disk is not there" in texts
    assert "The disk did not answer: not saved since 14:15" in texts
    assert made.waiting.text() == "1 change"


def test_the_exported_sheets_are_shown(
    dialog: NotSavedDialog, background: Background, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(shown.append(url)))
    qtbot.mouseClick(dialog.space, Qt.MouseButton.LeftButton)
    background.wait()
    assert [Path(url.toLocalFile()) for url in shown] == [desk.practice.export_folder()]


def test_the_visit_can_be_printed(dialog: NotSavedDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.print_requested):
        qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
