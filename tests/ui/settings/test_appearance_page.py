from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.settings import Settings
from needledesk.ui.settings.appearance_page import AppearancePage

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def settings() -> Settings:
    return Settings(theme="light", text_size=115)


@pytest.fixture
def page(settings, qtbot) -> AppearancePage:
    made = AppearancePage(settings)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_shows_what_is_set(page) -> None:
    assert (page.mode.value, page.text_size.value, page.still.isChecked()) == ("light", "115", False)


def test_each_change_is_in_the_settings_and_told(page, settings, qtbot) -> None:
    told: list[Settings] = []
    page.changed.connect(lambda: told.append(settings))
    qtbot.mouseClick(page.mode.parts["dark"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.text_size.parts["130"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.still, Qt.MouseButton.LeftButton)
    assert (settings.theme, settings.text_size, settings.reduce_motion) == ("dark", 130, True)
    assert len(told) == 3
