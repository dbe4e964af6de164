"""The short form of `soak/test_damaging.py`."""

from __future__ import annotations

from pathlib import Path

from soak.damaging import damage_rounds

DAMAGES = 40


def test_damage_is_noticed_told_in_words_and_never_written_over(tmp_path: Path) -> None:
    tally = damage_rounds(tmp_path, DAMAGES)
    assert (tally.damages, tally.unnoticed, tally.wrong, tally.faults) == (DAMAGES, [], [], [])
    assert (tally.touched, tally.held, tally.after, tally.speechless) == ([], [], [], [])
    assert tally.at_opening > 0
    assert tally.at_work > 0


def test_damage_in_a_file_that_is_not_encrypted_is_seen_to_go_unnoticed(tmp_path: Path) -> None:
    tally = damage_rounds(tmp_path, DAMAGES // 2, secret=None)
    assert tally.unnoticed
    assert tally.wrong
