from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets import save_state
from needledesk.ui.widgets.save_state import SaveState


@pytest.fixture
def state(qtbot: QtBot) -> SaveState:
    made = SaveState()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    words: list[tuple[str, bool]] = []
    monkeypatch.setattr(save_state, "announce", lambda _, text, urgent=False: words.append((text, urgent)))
    return words


def test_it_tells_when_all_was_on_disk(state: SaveState, said: list[tuple[str, bool]]) -> None:
    state.show_saving()
    assert state.accessibleName() == "Saving"
    state.show_saved(datetime(2026, 11, 22, 14, 22, tzinfo=UTC))
    assert state.text() == state.accessibleName() == "Saved 14:22"
    assert said == []


def test_only_a_failure_is_announced_and_only_once(state: SaveState, said: list[tuple[str, bool]]) -> None:
    state.show_not_saved("Not saved, disk full")
    state.show_not_saved("Not saved, disk full")
    assert said == [("Not saved, disk full", True)]
