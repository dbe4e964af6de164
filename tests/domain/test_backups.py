"""Which copies may go, and what is due: by number first, never by a clock alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.domain.backups import Copy, Due, Kind, Made, Restored, State, needs_whole, superfluous
from needledesk.domain.progress import Watch
from needledesk.errors import Stopped

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)


def copy(seq: int, made: datetime, chain: str = "") -> Copy:
    return Copy(str(seq), Kind.NOTES, seq, f"{seq}-0000", made, 1, chain=chain or str(seq))


def kept(copies: list[Copy]) -> set[int]:
    return {one.seq for one in copies} - {one.seq for one in superfluous(copies)}


def test_a_year_of_half_hours_leaves_days_weeks_and_months() -> None:
    copies = [copy(number, NOW - timedelta(hours=12 * (800 - number))) for number in range(1, 801)]
    left = kept(copies)
    assert set(range(791, 801)) <= left
    assert 25 <= len(left) <= 10 + 12 + 10 + 9
    oldest = next(one.made for one in copies if one.seq == min(left))
    assert NOW - oldest > timedelta(days=230)


@given(st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2038, 1, 1)), min_size=1, max_size=80))
def test_the_newest_ten_stay_whatever_the_clock_said(moments: list[datetime]) -> None:
    copies = [copy(number, moment.replace(tzinfo=UTC)) for number, moment in enumerate(moments, start=1)]
    assert set(range(max(1, len(copies) - 9), len(copies) + 1)) <= kept(copies)


def test_after_a_restore_what_was_given_up_counts_as_older() -> None:
    given_up = [copy(number, NOW) for number in range(500, 520)]
    own = [copy(number, NOW) for number in range(100, 115)]
    gone = superfluous([*given_up, *own], lambda one: one.seq < 500)
    assert not {one.seq for one in gone} & set(range(105, 115))


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=60))
def test_what_a_copy_goes_back_to_stays_with_it(steps: list[tuple[int, bool]]) -> None:
    copies, chain, moment = [], "1", NOW
    for seq, (hours, new) in enumerate(steps, start=1):
        chain, moment = (str(seq) if new else chain), moment + timedelta(hours=hours)
        copies.append(copy(seq, moment, chain))
    left = kept(copies)
    for one in copies:
        if one.seq in left:
            assert {other.seq for other in copies if other.chain == one.chain and other.seq < one.seq} <= left


def test_a_new_file_wants_notes_and_a_full_copy_and_no_warning_yet() -> None:
    assert State(NOW, 5).due(NOW) == Due(notes=True, full=True, drill=False, off_laptop=None)


@pytest.mark.parametrize(
    ("later", "notes", "full"),
    [(timedelta(minutes=29), False, False), (timedelta(minutes=31), True, False), (timedelta(hours=25), True, True)],
)
def test_notes_each_half_hour_and_a_full_copy_each_day(later: timedelta, notes: bool, full: bool) -> None:
    state = State(NOW, 9, notes=Made(NOW, 5), full=Made(NOW, 5), drill=Made(NOW, 5), off_laptop=Made(NOW, 5))
    due = state.due(NOW + later)
    assert (due.notes, due.full) == (notes, full)


def test_without_a_change_no_copy_is_due() -> None:
    state = State(NOW, 5, notes=Made(NOW, 5), full=Made(NOW, 5))
    due = state.due(NOW + timedelta(days=3))
    assert (due.notes, due.full) == (False, False)


def test_after_seven_days_without_a_copy_elsewhere_it_is_said() -> None:
    state = State(NOW, 5, off_laptop=Made(NOW, 5))
    assert state.due(NOW + timedelta(days=7)).off_laptop is None
    assert state.due(NOW + timedelta(days=7, minutes=1)).off_laptop == 7
    assert State(NOW, 5).due(NOW + timedelta(days=9)).off_laptop == 9


def test_a_drill_is_due_each_month_once_there_is_a_copy() -> None:
    assert not State(NOW, 5).due(NOW + timedelta(days=31)).drill
    assert State(NOW, 5, full=Made(NOW, 5)).due(NOW + timedelta(days=31)).drill
    assert not State(NOW, 5, full=Made(NOW, 5), drill=Made(NOW, 5)).due(NOW + timedelta(days=29)).drill


def test_a_copy_from_the_future_counts_as_long_ago() -> None:
    state = State(NOW, 9, notes=Made(NOW + timedelta(days=400), 5), off_laptop=Made(NOW + timedelta(days=400), 5))
    due = state.due(NOW)
    assert due.notes
    assert due.off_laptop == 0


def test_many_or_large_parts_want_a_new_whole_copy() -> None:
    assert not needs_whole(1000, [500])
    assert needs_whole(1000, [300, 201])
    assert needs_whole(10**9, [1] * 201)


def test_whoever_waits_is_told_and_may_stop() -> None:
    told: list[tuple[str, int, int]] = []
    Watch(lambda *step: told.append(step)).step("Copying", 1, 2)
    assert told == [("Copying", 1, 2)]
    with pytest.raises(Stopped, match="stopped"):
        Watch(cancelled=lambda: True).step("Copying")


def test_a_copy_tells_what_is_in_it() -> None:
    one = Copy("x", Kind.PART, 1, "1-0", NOW, 1, counts=(("client", 3),))
    assert (one.count("client"), one.count("visit")) == (3, 0)
    assert (Kind.PART.whole, Kind.NOTES.whole, Kind.NOTES_PART.pictures) == (False, True, False)


def test_what_is_missing_is_said() -> None:
    assert Restored().words == ""
    assert Restored("x", (("photo", 3), ("letter_page", 1))).words == "3 photos, 1 letter page"
