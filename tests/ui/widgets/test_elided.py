from __future__ import annotations

from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.elided import Elided

LONG = "Maximiliane Alexandrina von Hohenstein-Oettingen-Wallerstein"


def test_what_fits_is_shown_whole(qtbot: QtBot) -> None:
    text = Elided("Ann", "name")
    qtbot.addWidget(text)
    text.resize(300, 30)
    text.show()
    assert text.toolTip() == ""
    assert text.minimumSizeHint().width() == 60


def test_what_does_not_fit_ends_in_dots_and_is_in_the_tooltip(qtbot: QtBot) -> None:
    text = Elided("", "name")
    qtbot.addWidget(text)
    text.resize(200, 30)
    text.show()
    text.setText(LONG)
    assert text.toolTip() == LONG
    assert text._fitting().endswith("…")
    assert not text.grab().isNull()
    text.resize(2000, 30)
    assert text.toolTip() == ""
