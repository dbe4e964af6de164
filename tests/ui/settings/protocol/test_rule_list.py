from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.contradictions import Contradiction
from needledesk.ui.settings.protocol.rule_list import RuleList

pytestmark = pytest.mark.usefixtures("dressed")

SPOTS = tuple(Contradiction(f"C-0{number}", "21", (), "Advil", "a", "b", "c") for number in (1, 2))


@pytest.fixture
def rules(show) -> RuleList:
    made = RuleList()
    made.show_protocol(shipped_protocol())
    made.show_spots(SPOTS)
    made.show_versions("Protocol v4, draft", "v3 in force since 2 Nov 2026")
    return show(made, made.width(), 768)


def test_the_segment_counts(rules) -> None:
    assert [part.text() for part in rules.kinds.parts.values()] == [
        "All 107",
        "Source 73",
        "Extra 34",
        "Contradictions",
    ]
    assert rules.kinds.parts["contradictions"].accessibleName() == "Which: Contradictions 2"


def test_the_segment_leads_to_the_contradictions_and_back(rules, qtbot) -> None:
    chosen: list[str] = []
    rules.chosen.connect(chosen.append)
    rules.show_chosen("S-MED-02")
    for kind in ("contradictions", "all"):
        qtbot.mouseClick(rules.kinds.parts[kind], Qt.MouseButton.LeftButton)
    assert chosen == ["C-01", "S-MED-02"]
    rules.go_to("C-02")
    assert rules.kinds.value == "contradictions"
    assert rules.model.key(rules.rows.currentIndex().row()) == "C-02"


@pytest.mark.parametrize("size", [100, 115, 130])
def test_the_segment_fits_at_every_text_size(rules, dressed, qapp, size) -> None:
    dressed.apply(qapp, "light", size)
    qapp.processEvents()
    assert rules.kinds.minimumSizeHint().width() <= rules.width() - 17
    assert rules.kinds.parts["all"].accessibleName() == "Which: All 107"


def test_a_kind_and_a_search_narrow_the_rows(rules, qtbot) -> None:
    qtbot.mouseClick(rules.kinds.parts["extra"], Qt.MouseButton.LeftButton)
    assert len(rules.model.keys) == 34
    qtbot.keyClicks(rules.search, "filler")
    assert rules.model.keys == ("X-07",)
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
