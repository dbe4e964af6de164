from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.text import Text


def test_a_text_takes_role_and_tone(qtbot: QtBot, light: Theme) -> None:
    text = Text("Not today", "h2", "wait")
    qtbot.addWidget(text)
    text.ensurePolished()
    assert text.font().pixelSize() == 17
    assert text.palette().windowText().color() == light.colour("wait")
    text.restyle("small", "")
    assert text.font().pixelSize() == 13
    assert text.palette().windowText().color() == light.colour("ink2")


def test_what_a_client_is_called_is_never_taken_for_markup(qtbot: QtBot) -> None:
    text = Text("<b>Ann</b> & Co")
    qtbot.addWidget(text)
    assert QAccessible.queryAccessibleInterface(text).text(QAccessible.Text.Name) == "<b>Ann</b> & Co"


def test_an_endless_word_is_broken_on_the_screen_only(qtbot: QtBot) -> None:
    word = "m" * 400
    text = Text(word, wrap=True)
    qtbot.addWidget(text)
    assert text.text() == word
    assert text.minimumSizeHint().width() < 200
    assert text.heightForWidth(300) > 5 * text.fontMetrics().height()


def test_no_sign_of_markup_is_broken(qtbot: QtBot) -> None:
    text = Text(wrap=True)
    qtbot.addWidget(text)
    text.setTextFormat(Qt.TextFormat.RichText)
    signs = "<b><font color='#7a4a00'>Why&lt;they&lt;differ</font></b>"
    text.setText(signs)
    assert QLabel.text(text) == signs
    text.setText(f"<b>{'m' * 400}</b>")
    assert text.minimumSizeHint().width() < 200


def test_an_endless_word_in_one_line_pushes_nothing_away(qtbot: QtBot) -> None:
    text = Text("m" * 400)
    qtbot.addWidget(text)
    assert text.minimumSizeHint().width() <= 60
    plain = Text("Aftercare not given")
    qtbot.addWidget(plain)
    assert plain.minimumSizeHint().width() > 60
