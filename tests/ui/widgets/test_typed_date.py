from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from needledesk.domain.calendar import When
from needledesk.errors import BadInput
from needledesk.ui.widgets.typed_date import read, read_time, show

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19 Nov", "2026-11-19"),
        ("23 Nov", "2025-11-23"),  # without a year the last such day
        ("22 November", "2026-11-22"),
        ("19 nov 2025", "2025-11-19"),
        ("Nov 19, 2026", "2026-11-19"),
        ("Thu 19 Nov 2026", "2026-11-19"),
        ("19th of November", "2026-11-19"),
        ("1st Sept 2026", "2026-09-01"),
        ("19.11.2026", "2026-11-19"),
        ("19.11.26", "2026-11-19"),
        ("19/11/2026", "2026-11-19"),
        ("3/4/2026", "2026-04-03"),
        ("19-11", "2026-11-19"),
        ("2026-11-19", "2026-11-19"),
        ("Nov 2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("11/2026", "2026-11"),
        ("2026", "2026"),
        ("31.12.99", "1999-12-31"),
        ("today", "2026-11-22"),
        ("Yesterday", "2026-11-21"),
        ("3 days ago", "2026-11-19"),
        ("2 weeks ago", "2026-11-08"),
        ("unknown", "unknown"),
        ("don’t know", "unknown"),
        ("?", "unknown"),
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, meant: str) -> None:
    assert read(typed, TODAY) == When(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11/19/2026", "2026-11-19"),
        ("3/4/2026", "2026-03-04"),
        ("3.4.2026", "2026-04-03"),  # dots are day first everywhere
        ("19/11/2026", "2026-11-19"),  # there is no month 19
        ("11/19", "2026-11-19"),
    ],
)
def test_the_country_decides_what_comes_first(typed: str, meant: str) -> None:
    assert read(typed, TODAY, "mdy") == When(meant)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_no_date(typed: str) -> None:
    assert read(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 Nov 2026", "November has 30 days"),
        ("31.11.2026", "November has 30 days"),
        ("29 Feb 2026", "February 2026 has 28 days"),
        ("0.5.2026", "May has 31 days"),
        ("15/13/2026", "There are 12 months"),
        ("13/2026", "There are 12 months"),
        ("2026-13", "There are 12 months"),
        ("1066", "That year cannot be right"),
        ("23 Nov 2026", "That day is still to come"),
        ("Dec 2026", "That day is still to come"),
        ("2027", "That day is still to come"),
        ("soon", "Write it like 19 Nov 2026, Nov 2026 or 2026"),
        ("Nov", "Write it like 19 Nov 2026, Nov 2026 or 2026"),
        ("19", "Write it like 19 Nov 2026, Nov 2026 or 2026"),
        ("19 Nov about", "Write it like 19 Nov 2026, Nov 2026 or 2026"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(typed, TODAY)
    assert refused.value.happened == why


def test_days_to_come_can_be_allowed() -> None:
    assert read("23 Nov", TODAY, past_only=False) == When("2026-11-23")
    assert read("3 Jan", TODAY, past_only=False) == When("2027-01-03")


@given(some.dates(date(1930, 1, 1), TODAY))
def test_what_is_shown_is_read_again_as_the_same(day: date) -> None:
    for text in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"):
        assert read(show(When(text)), TODAY) == When(text)


@given(some.text(max_size=20))
def test_anything_typed_gives_a_date_or_a_reason(typed: str) -> None:
    with suppress(BadInput):
        when = read(typed, TODAY)
        assert when is None or When.parse(when.text) == when


def test_what_is_not_known_is_shown_in_words() -> None:
    assert show(When("unknown")) == "not known"
    assert read("not known", TODAY) == When("unknown")
    assert show(None) == ""
    assert show(When("2026-11-19T10:30")) == "Thu 19 Nov 2026"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:30", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9.30 pm", time(21, 30)),
        ("9pm", time(21)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("14", time(14)),
        ("", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "10:61", "13pm", "noonish", "0pm", "123456"])
def test_a_time_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_time(typed)
