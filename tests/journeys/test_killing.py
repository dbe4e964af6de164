"""The short form of `soak/test_killing.py`."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

from soak import working_day
from soak.killing import kill_rounds

ROUNDS = 20


def test_kills_in_mid_save_lose_nothing(tmp_path: Path) -> None:
    tally = kill_rounds(tmp_path, ROUNDS)
    assert (tally.rounds, tally.lost, tally.torn, tally.unsound) == (ROUNDS, [], [], [])
    assert tally.mid_save > ROUNDS // 4


def test_a_day_that_was_taken_back_is_missed(tmp_path: Path) -> None:
    done: working_day.Facts = {}

    @contextlib.contextmanager
    def tell(facts):
        yield facts
        done.update(facts)

    desk = working_day.new_desk(tmp_path / "soak.needledesk")
    day = working_day.work(desk, random.Random(1), tell, range(2_000, 4_000))
    try:
        next(day)
        with contextlib.suppress(InterruptedError), desk._file.vault.transaction():
            for _ in zip(range(30), day, strict=False):
                pass
            assert working_day.missing(done, {}, working_day.found(desk)) == []
            [sheet] = (tmp_path / "sheets").iterdir()
            sheet.unlink()
            raise InterruptedError
        missing = working_day.missing(done, {}, working_day.found(desk))
        assert {"client", "visit", "sheet"} == {name.split()[0] for name in missing}
        assert {"answer", "note", "zones", "state", "sheet"} <= {name.split()[2] for name in missing if " 1 " in name}
    finally:
        desk.close()
