from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QPlainTextEdit

from needledesk.domain.protocol_edits import Edit
from needledesk.ui.widgets.segment import Part

pytestmark = pytest.mark.usefixtures("dressed")
SHORTER = Edit("S-MED-02", "window", "5 days")


def change(page, settle, edit: Edit = SHORTER) -> None:
    page._edit(edit)
    settle()


def check(page, qtbot, settle) -> None:
    qtbot.mouseClick(page.foot.check.check, Qt.MouseButton.LeftButton)
    settle()


def test_it_opens_on_the_first_rule(page) -> None:
    assert page.rule.rule == page.list.model.keys[0] == "S-MED-01"
    assert page.list._title.text() == "Protocol v1"
    assert page.list._since.text() == "In force since 22 Nov 2026"


def test_up_and_down_in_the_list_show_rule_after_rule(page, qtbot) -> None:
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Down)
    assert page.rule.head.title.text() == "Ibuprofen and similar"


def test_a_change_begins_a_draft_and_shows_everywhere(page, qtbot, settle) -> None:
    page.go_to("S-MED-02")
    number = page.rule.fields.wait.number
    number.selectAll()
    qtbot.keyClicks(number, "5")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    settle()
    assert page.list._title.text() == "Protocol v2, draft"
    assert page.list._since.text() == "v1 in force since 22 Nov 2026"
    row = page.list.model.index(page.list.model.row_of("S-MED-02"))
    assert row.data(page.list.model.LINE).short == "5 days · prescribed: letter"
    assert page.foot.words.text() == "v2 changes 1 rule and 1 question. Past visits keep v1."
    assert page.rule.checks[0].text().endswith("earliest Wed 25 Nov")


def test_a_refused_change_stays_beside_its_field(page, qtbot, settle) -> None:
    page.go_to("S-MED-02")
    number = page.rule.fields.wait.number
    number.selectAll()
    qtbot.keyClicks(number, "soon")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    settle()
    assert number.text() == "soon"
    assert "soon days" in page.rule.fields.wait.wrong
    assert page.keeper.draft is None
    page.go_to("S-MED-01")
    page.go_to("S-MED-02")
    assert number.text() == "soon"


def test_a_failing_check_lists_the_cases_and_a_later_edit_takes_them_away(page, qtbot, settle) -> None:
    change(page, settle)
    check(page, qtbot, settle)
    assert page.keeper.check.failed
    assert page.cases.isVisible()
    change(page, settle, Edit("S-MED-02", "window", "6 days"))
    assert not page.cases.isVisible()
    assert page.rule.isVisible()
    assert not page.foot.put.isEnabled()


def test_a_passing_check_stays_on_the_rule(page, qtbot, settle) -> None:
    change(page, settle, Edit("S-MED-02", "help", "Seven days", "nsaid"))
    check(page, qtbot, settle)
    assert page.rule.isVisible()
    assert page.foot.put.isEnabled()


def test_putting_in_force_tells_and_clears_the_draft(page, desk, qtbot, settle) -> None:
    change(page, settle, Edit("S-MED-02", "help", "Seven days", "nsaid"))
    check(page, qtbot, settle)
    assert page.window().focusWidget() is page.foot.check.check
    qtbot.mouseClick(page.foot.put, Qt.MouseButton.LeftButton)
    settle()
    assert page.trouble.happened.text() == "Version 2 is in force"
    assert page.window().focusWidget() is page.list.rows
    assert page.list._title.text() == "Protocol v2"
    assert not page.foot.put.isVisible()
    assert desk.protocol().question("nsaid").help == "Seven days"


def test_discarding_asks_and_goes_back(page, desk, qtbot, settle, press_in_dialog) -> None:
    change(page, settle)
    seen = press_in_dialog("Discard draft")
    qtbot.mouseClick(page.foot.discard, Qt.MouseButton.LeftButton)
    settle()
    assert seen == ["Discard the draft?"]
    assert desk.protocols.draft() is None
    assert page.list._title.text() == "Protocol v1"


def test_keeping_the_draft_is_the_other_answer(page, desk, qtbot, settle, press_in_dialog) -> None:
    change(page, settle)
    press_in_dialog("Cancel")
    qtbot.mouseClick(page.foot.discard, Qt.MouseButton.LeftButton)
    settle()
    assert desk.protocols.draft() is not None


def test_contradictions_versions_and_back(page, qtbot, settle) -> None:
    page.go_to("S-MED-02")
    qtbot.mouseClick(page.list.kinds.parts["contradictions"], Qt.MouseButton.LeftButton)
    assert page.contradiction is not None
    assert page.contradiction.isVisible()
    qtbot.mouseClick(page.list.versions, Qt.MouseButton.LeftButton)
    assert page.versions is not None
    assert page.versions.isVisible()
    qtbot.mouseClick(page.versions.back, Qt.MouseButton.LeftButton)
    assert page.rule.isVisible()
    assert page.rule.rule == "S-MED-02"


def test_a_choice_of_the_practice_is_kept(page, desk, qtbot, settle) -> None:
    page.go_to("S-MED-02")
    choice = next(choice for choice in page.rule.choices if choice.isVisible())
    qtbot.mouseClick(choice.segment.parts["other"], Qt.MouseButton.LeftButton)
    settle()
    assert desk.practice.get().source_advil


def test_a_protocol_goes_out_and_comes_in_again(page, desk, settle, tmp_path) -> None:
    page.show_versions()
    path = tmp_path / "protocol.toml"
    page._export(path, 1)
    settle()
    assert page.trouble.happened.text() == "Version 1 is written"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('help = "7 days; tablets and gels"', 'help = "A week"'), encoding="utf-8")
    page._import(path)
    settle()
    assert page.trouble.happened.text() == "The file is the draft now"
    assert page.keeper.draft.protocol.question("nsaid").help == "A week"


def test_a_file_that_cannot_be_read_in_is_told_with_its_line_and_stays_told(page, settle, tmp_path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[[rule]]\nid = "S-MED-02\n', encoding="utf-8")
    page._import(path)
    settle()
    assert page.trouble.isVisible()
    assert "line 2" in page.trouble.happened.text().lower()
    page.go_to("S-MED-01")
    assert page.trouble.isVisible()
    assert page.keeper.draft is None


def test_a_draft_is_not_replaced_unasked(page, settle, tmp_path, press_in_dialog) -> None:
    path = tmp_path / "protocol.toml"
    page._export(path, 1)
    change(page, settle)
    seen = press_in_dialog("Cancel")
    page._import(path)
    settle()
    assert seen == ["Replace the draft?"]
    assert page.keeper.draft.changes


@pytest.mark.parametrize(("size", "tall"), [(100, 768), (100, 680), (115, 680), (130, 680), (130, 768)])
def test_it_fits_the_window_at_every_text_size(page, settle, dressed, qapp, size, tall) -> None:
    dressed.apply(qapp, "light", size, short=tall < 720)
    page.resize(1086, tall)
    for rule in page.list.model.keys:
        page.go_to(rule)
    change(page, settle)
    settle()
    assert page.minimumSizeHint().width() <= 1086
    assert page.minimumSizeHint().height() <= tall
    assert page.width() == 1086


def test_everything_that_takes_the_focus_has_a_name(page, settle, qtbot) -> None:
    change(page, settle)
    page.show_versions()
    page.list.kinds.parts["contradictions"].click()
    for rule in ("S-MED-02", "X-05", "X-07", "S-MED-03", "S-INT-02"):
        page.go_to(rule)
        for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QListView):
            for widget in page.findChildren(kind):
                if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert widget.accessibleName(), widget


def test_everything_that_is_tapped_is_high_enough(page, settle) -> None:
    change(page, settle)
    page.go_to("X-07")
    for widget in page.findChildren(QAbstractButton):
        if widget.isVisible() and not isinstance(widget, Part):
            assert widget.height() >= 44, widget.accessibleName()


def test_tab_goes_through_the_whole_page(page, qtbot, qapp, settle) -> None:
    change(page, settle)
    page.go_to("S-MED-02")
    page.activateWindow()
    page.list.rows.setFocus()
    seen = set()
    for _ in range(40):
        focus = qapp.focusWidget()
        seen.add(focus.accessibleName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert {
        "Rules of the protocol",
        "Rule on: Ibuprofen and similar",
        "If yes, shop-bought",
        "Window after the last dose",
        "Window after the last dose: unit",
        "If prescribed: Medical clearance, locked",
        "Question for the client",
        "Check worked cases",
        "Discard draft",
    } <= seen


def test_another_theme_repaints_without_a_word(page, dressed, qapp, settle, tmp_path: Path) -> None:
    page.go_to("S-MED-02")
    light = page.grab().toImage()
    dressed.apply(qapp, "dark", 100)
    settle()
    assert page.grab().toImage() != light
    assert page.keeper.draft is None


def test_a_rule_leads_to_its_contradictions_and_they_lead_back(page, qtbot, settle) -> None:
    page.go_to("S-AFT-04")
    link = page.rule.spots.links[0]
    assert link.text().startswith("C-01")
    link.click()
    assert page.contradiction.isVisible()
    assert page.list.kinds.value == "contradictions"
    page.contradiction.rule_requested.emit("S-MED-02")
    assert page.rule.rule == "S-MED-02"
    assert page.list.kinds.value == "all"


def test_what_is_being_typed_is_kept_when_the_page_is_left(page, desk, qtbot, settle) -> None:
    page.go_to("S-MED-02")
    field = page.rule.questions[0].words["help"].text
    field.selectAll()
    qtbot.keyClicks(field, "A week")
    page.hide()
    settle()
    draft = desk.protocols.draft()
    assert draft is not None
    assert draft.protocol.question("nsaid").help == "A week"


def test_a_file_without_the_rule_that_is_shown_leads_to_another(page, settle, tmp_path) -> None:
    page.go_to("X-06")
    path = tmp_path / "protocol.toml"
    page._export(path, 1)
    settle()
    head, *rules = path.read_text(encoding="utf-8").split("[[rule]]\n")
    kept = [rule for rule in rules if not rule.startswith('id = "X-06"')]
    path.write_text("[[rule]]\n".join([head, *kept]), encoding="utf-8")
    page._import(path)
    settle()
    assert page.keeper.draft is not None, page.trouble.happened.text()
    assert "X-06" not in page.keeper.protocol.rules
    assert page.rule.rule == "S-MED-01"
