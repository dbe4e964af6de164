"""The foot of the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.backup.mark import BackupMark
from needledesk.ui.theme import Theme


def test_it_says_when_and_whether_all_is_well_in_shape_and_words(qtbot: QtBot, dressed: Theme) -> None:
    mark = BackupMark()
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    assert min(mark.sizeHint().width(), mark.sizeHint().height()) >= 44
    mark.show_standing("12:40", "Last copy Today, 12:40. All is well", True)
    well = mark.grab().toImage()
    assert mark.accessibleName() == "Backup. Last copy Today, 12:40. All is well"
    mark.show_standing("12:40", "Last copy Today, 12:40. No copy off this laptop for 9 days", False)
    assert mark.grab().toImage() != well
    mark.set_busy(True)
    assert mark.grab().toImage() != well
    assert isinstance(mark, QWidget)
