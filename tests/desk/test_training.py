"""The training file: clients at their stages, as the pages of the program then show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from needledesk.desk import training
from needledesk.desk.training import SetClock, make
from needledesk.desk.training_clients import CLIENTS


def test_most_clients_took_their_sheet_home(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    treated = [stage for stage in CLIENTS if any(one.work and not one.photos for one in stage.visits)]
    monkeypatch.setattr(training, "CLIENTS", treated)
    desk = make(tmp_path / "training.needledesk", clock)
    try:
        assert len(treated) > 3
        assert [one.name for one in desk.today.read().ungiven] == ["Mateo Brisvane"]
        [line] = [row for row in desk.clients.find("") if row.name == "Amara Delisse"]
        handouts = [desk.visits.get(card.visit).handouts for card in desk.visits.timeline(line.id)]
        assert [[given.how for given in sheets] for sheets in handouts] == [["printed"], ["printed"]]
        assert list(tmp_path.glob("*.pdf")) == []
    finally:
        desk.close()
