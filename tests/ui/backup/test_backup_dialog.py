"""Backing up and going back, as one sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Details
from needledesk.ui.access import older_secret
from needledesk.ui.background import Background
from needledesk.ui.backup.backup_dialog import HERE
from needledesk.ui.backup.backups import Backups
from needledesk.ui.backup.mark import BackupMark
from needledesk.ui.backup.volumes import Volume
from needledesk.ui.messages import Toasts
from needledesk.ui.widgets.text import Text

Settle = Callable[[], None]
PressInDialog = Callable[[str], list[str]]


@pytest.fixture
def there(desk: Desk, backups: Backups, plugged: list[Volume], stick: Volume, settle: Settle) -> Backups:
    """A stick is there, and known."""
    desk.backups.choose(stick.path)
    plugged.append(stick)
    backups.watch.look()
    settle()
    return backups


def test_a_copy_is_made_proven_and_listed(desk: Desk, there: Backups, settle: Settle) -> None:
    desk.clients.add(Details("Ana", "Ruiz"))
    there.back_up()
    assert there.dialog is not None
    assert there.dialog.cancel.isVisible()
    assert not there.dialog.again.isEnabled()
    settle()
    dialog = there.dialog
    assert dialog.title.text() == "The copy opens"
    said = " ".join(text.text() for text in dialog.proof.findChildren(Text))
    assert "Written to “STUDIO-BK”" in said
    assert "1 client, 0 visits, 0 photos same as here" in said
    assert len(dialog.rows) == 1
    assert dialog.rows[0].restore.accessibleName() == "Restore the copy of Today, 13:30, “STUDIO-BK”"
    assert dialog.again.isEnabled()
    assert not dialog.cancel.isVisible()


def test_without_a_stick_one_is_chosen(
    desk: Desk, backups: Backups, stick: Volume, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick.path))
    backups.show()
    settle()
    assert backups.dialog is not None
    backups.watch.look()
    settle()
    assert "No backup stick is there" in backups.dialog.said.text()
    backups.dialog.again.click()
    settle()
    assert backups.dialog.title.text() == "The copy opens"
    assert [one.name for one in backups.watch.sticks] == ["STUDIO-BK"]


def test_a_place_that_does_not_do_is_told(desk: Desk, backups: Backups, settle: Settle) -> None:
    dialog = backups.show()
    dialog.take_place(desk.path.parent)
    settle()
    assert "would be lost with it" in dialog.title.text()


def test_cancel_says_that_nothing_is_lost(desk: Desk, there: Backups, settle: Settle) -> None:
    there.back_up()
    assert there.dialog is not None
    there.dialog.cancel.click()
    settle()
    assert there.dialog.title.text() == "Stopped"
    assert there.runs.running == ""
    assert there.dialog.rows == []


def test_a_copy_is_tried(desk: Desk, backups: Backups, settle: Settle) -> None:
    copy = desk.backups.full()
    dialog = backups.show()
    settle()
    assert HERE in dialog.rows[0].restore.accessibleName()
    dialog.rows[0].trial.click()
    settle()
    assert dialog.title.text() == "The copy opens"
    path = Path(copy.path)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    dialog.rows[0].trial.click()
    settle()
    assert "does not hold together" in dialog.title.text()


def test_going_back_asks_and_then_the_desk_has_the_copy(
    desk: Desk, backups: Backups, settle: Settle, press_in_dialog: PressInDialog
) -> None:
    desk.clients.add(Details("Ana", "Ruiz"))
    desk.backups.full()
    desk.clients.add(Details("Bea", "Ruiz"))
    told: list[bool] = []
    backups.restored.connect(lambda: told.append(True))
    dialog = backups.show()
    settle()
    asked = press_in_dialog("Cancel")
    dialog.rows[0].restore.click()
    assert asked == ["Go back to this copy?"]
    assert desk.clients.find("Bea", 10)
    press_in_dialog("Restore")
    dialog.rows[0].restore.click()
    settle()
    assert told == [True]
    assert not desk.clients.find("Bea", 10)
    assert list(desk.path.parent.glob("*before-restore*"))


def test_copies_elsewhere_are_shown(
    desk: Desk, there: Backups, settle: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "old").mkdir()
    desk.backups.back_up(desk.backups.choose(tmp_path / "old"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "old"))
    dialog = there.show()
    settle()
    dialog.another.click()
    settle()
    assert [row.shown.kind.value for row in dialog.rows] == ["full"]


def test_a_copy_under_an_older_passphrase_asks_for_that_one(
    open_desk: Callable[..., Desk],
    background: Background,
    host: QWidget,
    plugged: list[Volume],
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = open_desk("locked.needledesk", "amber kettle window forty lake")
    desk.backups.full()
    desk.access.change(desk.access.lock("copper violin meadow arrow plum"))
    toasts = Toasts(host)
    made = Backups(desk, background, BackupMark(host), lambda: toasts, False, host)
    monkeypatch.setattr(older_secret, "ask", lambda _: "amber kettle window forty lake")
    dialog = made.show()
    settle()
    dialog.rows[0].trial.click()
    settle()
    assert dialog.title.text() == "The copy opens"
