"""The history as a list: newest first, older entries as they are scrolled to, each said in one sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from needledesk.domain.clients import Details
from needledesk.ui.settings.history_model import PAGE, HistoryModel

pytestmark = pytest.mark.usefixtures("dressed")
TOP = QModelIndex()


def test_pages_come_as_they_are_asked_for(desk, background, settle) -> None:
    for number in range(PAGE + 20):
        desk.history.note("printed", f"Sheet {number}")
    model = HistoryModel(desk, background)
    model.reread()
    settle()
    assert model.rowCount() == PAGE
    assert model.data(model.index(0)) == f"Sheet {PAGE + 19}"
    assert model.canFetchMore(TOP)
    model.fetchMore(TOP)
    model.fetchMore(TOP)  # a second turn of the wheel before the answer
    settle()
    assert model.rowCount() == desk.history.count()
    assert not model.canFetchMore(TOP)


def test_what_happened_meanwhile_stands_at_the_top(desk, background, settle) -> None:
    model = HistoryModel(desk, background)
    model.reread()
    settle()
    desk.history.note("printed", "Sheet")
    model.reread()
    settle()
    assert model.data(model.index(0)) == "Sheet"


def test_a_screen_reader_says_what_whom_and_when(desk, background, settle) -> None:
    client = desk.clients.add(Details("Ada", "Byron"))
    visit = desk.visits.begin(client.id).id
    desk.history.note("decided", "Decision: treat\n“seen”", visit=visit)
    model = HistoryModel(desk, background)
    model.reread()
    settle()
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Decision: treat, C-0001 · visit 1, “seen”, Sun 22 Nov 2026, 13:30"
    assert "“seen”" in str(model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))
    assert model.data(model.index(900)) is None
