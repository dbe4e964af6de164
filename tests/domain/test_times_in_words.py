"""Times in a wording, however they are written, and wording that follows a changed wait."""

from __future__ import annotations

import pytest

from needledesk.domain.times_in_words import any_time, followed, mentions, same
from needledesk.domain.windows import Unit, Window

A_WEEK, TWO_WEEKS = Window(7, Unit.DAYS), Window(14, Unit.DAYS)
HALF, YEAR = Window(6, Unit.MONTHS), Window(12, Unit.MONTHS)


@pytest.mark.parametrize(
    ("text", "said", "wait"),
    [
        ("None for 7 days before", "7 days", "7 days"),
        ("A 7-day wait", "7-day", "7 days"),
        ("7\u2011day wait", "7\u2011day", "7 days"),
        ("7 nights", "7 nights", "7 days"),
        ("wait 24 h first", "24 h", "24 hours"),
        ("24h, then", "24h", "24 hours"),
        ("48hrs", "48hrs", "48 hours"),
        ("twenty-four hours", "twenty-four hours", "24 hours"),
        ("2 weeks", "2 weeks", "14 days"),
        ("Sun block for TWO weeks", "TWO weeks", "14 days"),
        ("NONE FOR 7 DAYS", "7 DAYS", "7 days"),
        ("a fortnight", "a fortnight", "14 days"),
        ("A week", "A week", "7 days"),
        ("Last dose + a week", "a week", "7 days"),
        ("in the last 3 days?", "3 days", "3 days"),
        ("in the last week?", "week", "7 days"),
        ("within the past year", "year", "12 months"),
        ("less than a year old", "a year", "12 months"),
        ("sixteen days", "sixteen days", "16 days"),
        ("ten mths", "ten mths", "10 months"),
        ("thirty days", "thirty days", "30 days"),
        ("6 calendar months", "6 calendar months", "6 months"),
        ("3 yrs", "3 yrs", "36 months"),
        ("for a few days", "a few days", None),
        ("a couple of weeks", "a couple of weeks", None),
        ("1.5 days", "1.5 days", None),
        ("half a year", "half a year", None),
        ("7 working days", "7 working days", None),
        ("7 or more days", "7 or more days", None),
        ("0 days", "0 days", None),
    ],
)  # fmt: skip
def test_a_time_that_is_named(text: str, said: str, wait: str | None) -> None:
    (found,) = mentions(text)
    assert (found.said, str(found.wait) if found.wait else None) == (said, wait)
    assert text[found.begin : found.end] == said
    assert not found.ranged
    assert not found.holds(A_WEEK)
    assert any_time(text) == said


@pytest.mark.parametrize(
    ("text", "said", "low"),
    [
        ("5-7 days", "5-7 days", 5),
        ("From 5 up to 7 days", "5 up to 7 days", 5),
        ("six or seven d", "six or seven d", 6),
    ],
)
def test_a_range_has_two_ends(text: str, said: str, low: int) -> None:
    (found,) = mentions(text)
    assert (found.said, found.low, found.wait, found.ranged) == (said, Window(low, Unit.DAYS), A_WEEK, True)
    assert found.holds(Window(low, Unit.DAYS))
    assert found.holds(A_WEEK)
    assert found.holds(Window(150, Unit.HOURS))
    assert not found.holds(Window(low - 1, Unit.DAYS))
    assert not found.holds(Window(8, Unit.DAYS))


@pytest.mark.parametrize(
    "text", ["omega-3 lately", "G6PD deficiency", "Last dose", "B12 drops", "Do you take it daily?", "dayss", "Today"]
)
def test_words_that_name_no_time(text: str) -> None:
    assert not list(mentions(text))
    assert any_time(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Once a day", "day"),
        ("The day before", "day"),
        ("overnight", "overnight"),
        ("15min", "min"),
        ("Months", "Months"),
    ],
)
def test_time_without_a_count_is_found_where_none_may_stand(text: str, said: str) -> None:
    assert not list(mentions(text))
    assert any_time(text) == said


def test_the_same_time_in_other_units() -> None:
    assert same(Window(1, Unit.YEARS), YEAR)
    assert not same(Window(24, Unit.HOURS), Window(1, Unit.DAYS))  # hours elapse, days are dates
    assert not same(A_WEEK, TWO_WEEKS)


def test_words_follow_all_windows_at_once() -> None:
    windows = {A_WEEK: TWO_WEEKS, TWO_WEEKS: Window(1, Unit.MONTHS)}
    said = followed("7 days, 17 days, 1.7 days, 14 days, 7 dayss, 7 days.", windows)
    assert said == "14 days, 17 days, 1.7 days, 1 month, 7 dayss, 14 days."
    assert followed("7 days", {}) == "7 days"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("two weeks, a fortnight, 14 days", "10 days, 10 days, 10 days"),
        ("7 days, one week", "7 days, one week"),
        ("in the last fortnight?", "in the last 10 days?"),
        ("6 calendar months, under a year", "1 calendar month, under a year"),
        ("From 6 to 12 months", "From 1 to 12 months"),
        ("6 to 12 calendar months", "1 to 12 calendar months"),
        ("7 to 14 days", "7 to 10 days"),
        ("1 to 14 days", "1 to 14 days"),  # its other end is no wait of the rule: what the 14 means is not known
    ],
)
def test_words_follow_in_their_own_way(old: str, new: str) -> None:
    windows = {A_WEEK: A_WEEK, TWO_WEEKS: Window(10, Unit.DAYS), HALF: Window(1, Unit.MONTHS), YEAR: YEAR}
    assert followed(old, windows) == new


def test_a_range_of_two_units_says_both() -> None:
    assert followed("6 to 12 months", {HALF: Window(90, Unit.DAYS), YEAR: YEAR}) == "90 days to 12 months"
    assert followed("6 calendar months", {HALF: Window(48, Unit.HOURS)}) == "48 hours"
