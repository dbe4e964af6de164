from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk import __version__
from needledesk.settings import Settings
from needledesk.ui.backup.backup_watch import BackupWatch
from needledesk.ui.backup.runs import BackupRuns
from needledesk.ui.settings.settings_page import PAGES, SettingsPage
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def page(desk, background, qtbot, settle) -> SettingsPage:
    made = SettingsPage(desk, background, Settings())
    made.watch = BackupWatch(desk, background, BackupRuns(desk, background, made), True, made)
    qtbot.addWidget(made)
    made.resize(1286, 768)
    made.show()
    settle()
    return made


def test_pages_are_built_when_they_are_looked_at(page) -> None:
    assert list(page._built) == ["practice"]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_reached_by_a_click(page, qtbot, settle, name) -> None:
    qtbot.mouseClick(page._items[name], Qt.MouseButton.LeftButton)
    settle()
    assert page.page(name).isVisible()
    assert page._items[name].isChecked()
    assert any(text.text().startswith(PAGES[name][0]) for text in page.page(name).findChildren(Text))


def test_about_says_that_no_clinician_has_read_the_rules(page) -> None:
    page.show_page("about")
    said = " ".join(text.text() for text in page.page("about").findChildren(Text))
    assert "No clinician has read the rules." in said
    assert __version__ in said


def test_new_looks_are_told(page, qtbot) -> None:
    told: list[bool] = []
    page.looks_changed.connect(lambda: told.append(True))
    page.show_page("appearance")
    qtbot.mouseClick(page.page("appearance").still, Qt.MouseButton.LeftButton)
    assert told == [True]


def test_the_lock_page_follows_a_changed_passphrase(page, settle) -> None:
    page.show_page("lock")
    page.show_page("access")
    page.page("access").changed.emit()
    assert "lock" not in page._built
    page.show_page("lock")
    settle()
    assert page.page("lock").isVisible()
