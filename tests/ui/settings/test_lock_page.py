from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from needledesk.settings import LONGEST_IDLE, Settings
from needledesk.ui.settings.lock_page import MINUTES, WITHOUT, LockPage, nearest
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(qtbot):
    def make(settings: Settings, encrypted: bool = True) -> LockPage:
        made = LockPage(settings, encrypted)
        qtbot.addWidget(made)
        made.said = []
        made.changed.connect(lambda: made.said.append(settings.lock_after))
        made.show()
        return made

    return make


def test_five_minutes_are_on_unless_somebody_chooses_otherwise(page) -> None:
    one = page(Settings())
    assert one.itself.isChecked()
    assert one.minutes.value == "5"


def test_every_choice_is_one_that_the_settings_keep() -> None:
    assert all(Settings(lock_after=minutes).mended().lock_after == minutes for minutes in MINUTES)
    assert max(MINUTES) == LONGEST_IDLE


def test_another_time_is_written_and_told(page) -> None:
    settings = Settings()
    one = page(settings)
    one.minutes.parts["1"].click()
    assert one.said == [1]


def test_switched_off_it_never_locks_itself_and_on_again_as_before(page) -> None:
    settings = Settings(lock_after=10)
    one = page(settings)
    one.itself.setChecked(False)
    assert settings.lock_after == 0
    assert not one.minutes.isVisible()
    one.itself.setChecked(True)
    assert settings.lock_after == 10


def test_without_a_passphrase_nothing_can_be_chosen_and_it_says_why(page) -> None:
    one = page(Settings(), encrypted=False)
    assert not one.itself.isEnabled()
    assert WITHOUT in [text.text() for text in one.findChildren(Text)]


@pytest.mark.parametrize(("minutes", "shown"), [(1, 1), (4, 5), (7, 5), (15, 15)])
def test_a_number_from_the_settings_shows_as_the_nearest_choice(minutes, shown) -> None:
    assert nearest(minutes) == shown


def test_every_choice_is_named(page) -> None:
    parts = page(Settings()).minutes.parts.values()
    for part in parts:
        assert "Minutes without a touch" in QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
