from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.widgets.section_tabs import STATES, Section, SectionTabs

SECTIONS = [
    Section("screening", "Screening", "now", "28/36"),
    Section("treatment", "Treatment", "off"),
    Section("photos", "Photos", "todo", "0/10"),
    Section("aftercare", "Aftercare"),
]


@pytest.fixture
def tabs(qtbot: QtBot) -> SectionTabs:
    made = SectionTabs(SECTIONS)
    qtbot.addWidget(made)
    made.show()
    return made


def heard(tabs: SectionTabs) -> list[str]:
    said: list[str] = []
    tabs.chosen.connect(said.append)
    return said


def test_a_click_chooses_once(tabs: SectionTabs, qtbot: QtBot) -> None:
    said = heard(tabs)
    for _ in range(2):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    assert said == ["photos"]
    assert tabs.current == "photos"


def test_arrows_move(tabs: SectionTabs, qtbot: QtBot) -> None:
    said = heard(tabs)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert said == ["treatment", "photos", "treatment"]


def test_what_the_page_sets_says_nothing(tabs: SectionTabs) -> None:
    said = heard(tabs)
    tabs.set_current("aftercare")
    assert said == []
    assert tabs.current == "aftercare"


def test_state_and_count_are_told_to_a_screen_reader(tabs: SectionTabs) -> None:
    assert tabs.accessibleTabName(0) == "Screening, 28/36, under way"
    tabs.set_section("screening", "done", "36/36")
    assert tabs.accessibleTabName(0) == "Screening, 36/36, done"
    tabs.set_section("aftercare", state="done")
    assert tabs.accessibleTabName(3) == "Aftercare, done"
    bar = QAccessible.queryAccessibleInterface(tabs)
    assert bar.role() == QAccessible.Role.PageTabList
    assert bar.child(1).role() == QAccessible.Role.PageTab
    assert bar.child(1).text(QAccessible.Text.Name) == "Treatment, not yet"


def test_a_count_makes_room_for_itself(tabs: SectionTabs) -> None:
    narrow = tabs.tabRect(1).width()
    tabs.set_section("treatment", count="7 zones")
    QApplication.sendPostedEvents()
    assert tabs.tabRect(1).width() > narrow


@pytest.mark.parametrize(("short", "height"), [(False, 56), (True, 48)])
def test_the_height_follows_the_screen(
    tabs: SectionTabs, qapp: QApplication, light: Theme, short: bool, height: int
) -> None:
    light.apply(qapp, "light", short=short)
    assert tabs.tabRect(0).height() == height
    assert tabs.sizeHint().height() == height


def test_larger_type_makes_wider_tabs(tabs: SectionTabs, qapp: QApplication, light: Theme) -> None:
    narrow = tabs.tabRect(0).width()
    light.apply(qapp, "light", 130)
    assert tabs.tabRect(0).width() > narrow


def test_the_open_one_is_underlined(tabs: SectionTabs, light: Theme) -> None:
    spot = tabs.tabRect(0).bottomLeft()
    image = tabs.grab().toImage()
    assert image.pixelColor(spot.x() + 20, spot.y() - 1) == light.colour("primary")
    other = tabs.tabRect(2).bottomLeft()
    assert image.pixelColor(other.x() + 20, other.y() - 1) != light.colour("primary")


@pytest.mark.parametrize("state", list(STATES))
def test_every_state_can_be_drawn(tabs: SectionTabs, state: str) -> None:
    tabs.resize(700, 56)
    before = tabs.grab().toImage()
    tabs.set_section("aftercare", state, "x")
    assert tabs.grab().toImage() != before
