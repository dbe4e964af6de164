from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.ui.settings.protocol.rule_list import RuleList

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def rules(show) -> RuleList:
    made = RuleList()
    made.show_protocol(shipped_protocol())
    made.show_versions("Protocol v4, draft", "v3 in force since 2 Nov 2026")
    return show(made, made.width(), 768)


def test_the_segment_counts(rules) -> None:
    assert [part.text() for part in rules.kinds.parts.values()] == ["All 107", "Source 73", "Extra 34"]


def test_a_kind_and_a_search_narrow_the_rows(rules, qtbot) -> None:
    qtbot.mouseClick(rules.kinds.parts["extra"], Qt.MouseButton.LeftButton)
    assert len(rules.model.rules) == 34
    qtbot.keyClicks(rules.search, "filler")
    assert rules.model.rules == ("X-07",)
    qtbot.keyClicks(rules.search, "zzz")
    assert not rules.rows.isVisible()
    rules.search.clear()
    assert rules.rows.isVisible()


def test_enter_opens_the_first_match(rules, qtbot) -> None:
    qtbot.keyClicks(rules.search, "isotretinoin capsule")
    with qtbot.waitSignal(rules.chosen) as said:
        qtbot.keyClick(rules.search, Qt.Key.Key_Return)
    assert said.args == ["S-MED-09"]


def test_going_to_a_rule_widens_what_is_shown(rules, qtbot) -> None:
    qtbot.mouseClick(rules.kinds.parts["extra"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(rules.search, "filler")
    rules.go_to("S-MED-02")
    assert rules.rows.currentIndex().row() == rules.model.row_of("S-MED-02") > 0


def test_the_chosen_rule_stays_marked_while_the_draft_changes(rules) -> None:
    rules.show_chosen("S-MED-02")
    rules.show_protocol(shipped_protocol())
    assert rules.rows.selectionModel().isSelected(rules.model.index(rules.model.row_of("S-MED-02")))


def test_it_asks_for_the_versions(rules, qtbot) -> None:
    with qtbot.waitSignal(rules.versions_requested):
        qtbot.mouseClick(rules.versions, Qt.MouseButton.LeftButton)


def test_larger_type_widens_it(rules, dressed, qapp) -> None:
    before = rules.width()
    dressed.apply(qapp, "light", 130)
    assert rules.width() > before
    assert rules.kinds.width() <= rules.width()
