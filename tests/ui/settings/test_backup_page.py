"""Settings, Backup: when each kind was last made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.ui.background import Background
from needledesk.ui.backup.backup_watch import BackupWatch
from needledesk.ui.backup.runs import BackupRuns
from needledesk.ui.settings.backup_page import BackupPage
from needledesk.ui.theme import Theme


def test_it_says_when_each_kind_was_made_and_warns(
    desk: Desk, background: Background, clock: SetClock, qtbot: QtBot, settle: Callable[[], None], dressed: Theme
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    watch = BackupWatch(desk, background, BackupRuns(desk, background, host), True, host)
    page = BackupPage(desk, watch, host)
    host.show()
    settle()
    assert [text.text() for text in (page.full, page.notes, page.drill, page.off_laptop)] == ["Never yet"] * 4
    desk.backups.full()
    clock.at += timedelta(days=9)
    watch.look()
    settle()
    assert page.full.text() == "Sun 22 Nov, 13:30"
    assert page.warning.isVisible()
    asked: list[bool] = []
    page.backup_requested.connect(lambda: asked.append(True))
    page.open.click()
    assert asked == [True]
