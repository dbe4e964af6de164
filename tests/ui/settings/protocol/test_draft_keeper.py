from __future__ import annotations

import pytest

from needledesk.domain.protocol_edits import Edit
from needledesk.errors import DeskError
from needledesk.ui.settings.protocol.draft_keeper import Typed

SHORTER = Edit("S-MED-02", "window", "5 days")


def test_it_reads_everything_once(keeper) -> None:
    assert keeper.shown
    assert keeper.draft is None
    assert keeper.protocol is keeper.in_force
    assert keeper.next_version == 2
    assert [version.number for version in keeper.versions] == [1]
    assert keeper.contradictions
    assert keeper.practice.practitioner == "M. Averil"


def test_an_edit_is_kept_in_the_record_file_at_once(keeper, desk, settle) -> None:
    keeper.edit(SHORTER)
    assert keeper.typed == {("S-MED-02", "", "window"): Typed("5 days")}
    settle()
    assert keeper.typed == {}
    assert str(keeper.protocol.rules["S-MED-02"].window) == "5 days"
    kept = desk.protocols.draft()
    assert kept is not None
    assert kept.text == keeper.draft.text
    assert str(keeper.in_force.rules["S-MED-02"].window) == "7 days"


def test_a_refused_edit_keeps_what_was_typed_with_its_sentence(keeper, settle, qtbot) -> None:
    keeper.edit(Edit("S-MED-02", "window", "soon days"))
    with qtbot.waitSignal(keeper.refused) as said:
        settle()
    assert said.args == [("S-MED-02", "", "window")]
    typed = keeper.typed["S-MED-02", "", "window"]
    assert typed.value == "soon days"
    assert "soon days" in typed.wrong
    assert keeper.draft is None


def test_a_later_edit_of_the_same_entry_is_not_undone_by_an_earlier_answer(keeper, settle) -> None:
    keeper.edit(Edit("S-MED-02", "window", "soon days"))
    keeper.edit(SHORTER)
    settle()
    assert keeper.typed == {}
    assert str(keeper.protocol.rules["S-MED-02"].window) == "5 days"


def test_an_edit_takes_the_check_away(keeper, settle) -> None:
    keeper.edit(SHORTER)
    settle()
    keeper.start_check()
    assert keeper.checking
    settle()
    assert not keeper.checking
    assert keeper.check is not None
    assert keeper.checked_at is not None
    keeper.edit(Edit("S-MED-02", "window", "6 days"))
    settle()
    assert keeper.check is None


def test_a_check_without_a_draft_is_told(keeper, settle) -> None:
    told: list[DeskError] = []
    keeper.failed.connect(told.append)
    keeper.start_check()
    settle()
    assert len(told) == 1
    assert not keeper.checking


def test_a_checked_draft_comes_into_force(keeper, desk, settle, qtbot) -> None:
    keeper.edit(SHORTER)
    settle()
    keeper.start_check()
    settle()
    keeper.put("M. Averil", True)
    with qtbot.waitSignal(keeper.put_in_force) as said:
        settle()
    settle()
    assert said.args == [2]
    assert (keeper.in_force.version, keeper.draft, keeper.next_version) == (2, None, 3)
    assert str(desk.protocol().rules["S-MED-02"].window) == "5 days"


def test_a_discarded_draft_is_gone_with_what_was_refused(keeper, desk, settle) -> None:
    keeper.edit(SHORTER)
    keeper.edit(Edit("S-MED-01", "window", "soon days"))
    settle()
    keeper.discard()
    settle()
    assert keeper.draft is None
    assert keeper.typed == {}
    assert desk.protocols.draft() is None


def test_a_choice_of_the_practice_leaves_the_others_as_they_are_now(keeper, desk, settle) -> None:
    from dataclasses import replace

    desk.practice.change(replace(desk.practice.get(), hours="mornings"))
    keeper.choose("source_advil", True)
    settle()
    assert desk.practice.get().source_advil
    assert desk.practice.get().hours == "mornings"
    assert keeper.practice.source_advil


@pytest.mark.parametrize("by", ["", "  "])
def test_a_version_needs_a_name(keeper, settle, by) -> None:
    told: list[DeskError] = []
    keeper.failed.connect(told.append)
    keeper.edit(SHORTER)
    settle()
    keeper.put(by, True)
    settle()
    assert len(told) == 1
    assert keeper.draft is not None
