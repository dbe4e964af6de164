from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.progress import Progress


def test_progress_tells_how_far_and_what(qtbot: QtBot) -> None:
    progress = Progress("Writing the sheet")
    qtbot.addWidget(progress)
    progress.show_share(0.64, "Writing PDF, page 1 of 2")
    assert progress.share == 0.64
    assert progress.findChild(QLabel).text() == "Writing PDF, page 1 of 2"
    assert progress.findChild(QProgressBar).accessibleName() == "Writing the sheet"
    progress.show_share(7)
    assert progress.share == 1
    progress.set_tone("stop")
    progress.show()
    assert progress.findChild(QProgressBar).height() == 8
