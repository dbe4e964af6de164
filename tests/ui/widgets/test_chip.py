from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.domain.clients import Alert, AlertKind
from needledesk.ui.theme import Theme
from needledesk.ui.widgets.chip import TONES, Chip


def made(qtbot: QtBot, chip: Chip) -> Chip:
    qtbot.addWidget(chip)
    chip.show()
    return chip


@pytest.mark.parametrize("tone", sorted(TONES))
def test_every_tone_shows_its_ground(qtbot: QtBot, light: Theme, tone: str) -> None:
    chip = made(qtbot, Chip("Letter on file", tone))
    ground = TONES[tone][1]
    if ground:
        assert chip.grab().toImage().pixelColor(4, chip.height() // 2) == light.colour(ground)
    assert chip.height() == (24 if tone == "dashed" else 28)


@pytest.mark.parametrize(
    ("kind", "tone"), [(AlertKind.ALLERGY, "stop"), (AlertKind.LETTER, "letter"), (AlertKind.CAUTION, "decide")]
)
def test_an_alert_gets_the_colour_of_its_kind(qtbot: QtBot, light: Theme, kind: AlertKind, tone: str) -> None:
    chip = made(qtbot, Chip.for_alert(Alert(kind, "Lidocaine allergy")))
    assert chip.accessibleName() == chip.text() == "Lidocaine allergy"
    assert chip.grab().toImage().pixelColor(4, 14) == light.colour(TONES[tone][1])


def test_it_is_as_wide_as_its_words(qtbot: QtBot, qapp: QApplication, light: Theme) -> None:
    chip = made(qtbot, Chip("Letter"))
    narrow = chip.sizeHint()
    chip.set_text("Letter on file")
    assert chip.sizeHint().width() > narrow.width()
    assert chip.accessibleName() == "Letter on file"
    light.apply(qapp, "light", 130)
    assert chip.sizeHint().height() >= narrow.height()


def test_the_icon_can_be_left_out_or_replaced(qtbot: QtBot) -> None:
    with_icon, without = Chip("x", "stop"), Chip("x", "stop", icon="")
    assert with_icon.sizeHint().width() > without.sizeHint().width()
    assert Chip("x", "plain", icon="image-off").sizeHint().width() > Chip("x", "plain").sizeHint().width()
