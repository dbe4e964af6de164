"""How a value stands in a column."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.errors import FileTrouble
from needledesk.storage import columns

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_moment_is_kept_in_utc_to_the_second(at: datetime) -> None:
    assert columns.moment_text(at.replace(second=7, microsecond=999_999)) == "2026-11-22T18:30:07Z"


@pytest.mark.parametrize("fold", [0, 1])
def test_both_hours_of_the_night_the_clock_goes_back_are_kept_apart(fold: int) -> None:
    at = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=BERLIN)
    back = columns.moment(columns.moment_text(at), BERLIN)
    assert (back.replace(tzinfo=None), back.fold) == (at.replace(tzinfo=None), fold)


def test_a_moment_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="zone"):
        columns.moment_text(datetime(2026, 11, 22))


def test_days_and_moments_stay_what_they_are(at: datetime) -> None:
    for value in (date(2026, 12, 5), at, None):
        back = columns.day_or_moment(columns.date_text(value), BERLIN)
        assert back == value
        assert type(back) is type(value)


def test_lists_keep_order_and_letters() -> None:
    kept = ("zwei", "eins", "", 'mit "Anführung", Komma', "ü")
    assert columns.words(columns.list_text(kept)) == kept
    assert columns.words(columns.list_text(())) == ()


def test_none_stays_none() -> None:
    assert columns.moment_or_none(None) is None
    assert columns.day(None) is None
    assert columns.moment_or_none("2026-11-22T18:30:00Z") == datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_zone_that_the_computer_does_not_know(name: str) -> None:
    with pytest.raises(FileTrouble, match="time zone"):
        columns.zone(name)
