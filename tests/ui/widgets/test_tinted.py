from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.tinted import Tinted


def test_its_ground_has_the_colour_of_the_token(qtbot: QtBot) -> None:
    part = Tinted("stop_soft")
    qtbot.addWidget(part)
    part.resize(20, 20)
    assert part.grab().toImage().pixelColor(10, 10) == Theme.current().colour("stop_soft")
