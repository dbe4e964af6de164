"""A client's details: what must be there, and how old someone is to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from needledesk.domain.clients import Details, age, checked
from needledesk.errors import BadInput

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("given", ["", "  "])
def test_a_client_needs_a_name(given: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked(Details(given, "Farnwick"), TODAY)
    assert (refused.value.happened, refused.value.do) == (
        "A client needs a name.",
        "Type at least the first name.",
    )


@pytest.mark.parametrize("born", [date(1899, 12, 31), TODAY + timedelta(days=1)])
def test_a_birth_date_that_cannot_be_is_refused(born: date) -> None:
    with pytest.raises(BadInput) as refused:
        checked(Details("Ottilie", born=born), TODAY)
    assert (refused.value.happened, refused.value.do) == ("That birth date cannot be right.", "Check the year.")


@pytest.mark.parametrize("born", [None, date(1900, 1, 1), TODAY])
def test_details_that_can_be_are_kept(born: date | None) -> None:
    assert checked(Details("Ottilie", born=born), TODAY).born == born


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (date(2008, 11, 22), 18),
        (date(2008, 11, 23), 17),
        (date(2008, 12, 1), 17),
        (date(2008, 10, 31), 18),
        (date(2008, 2, 29), 18),
        (TODAY, 0),
    ],
)
def test_a_year_is_completed_on_the_birthday(born: date, years: int) -> None:
    assert age(born, TODAY) == years


def test_someone_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    assert [age(date(2008, 2, 29), day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [17, 18]


@pytest.mark.parametrize(
    ("details", "name", "initials"),
    [
        (Details("Ottilie", "Farnwick"), "Ottilie Farnwick", "OF"),
        (Details("Ottilie Maria", "van Farnwick"), "Ottilie Maria van Farnwick", "OF"),
        (Details("ottilie"), "ottilie", "O"),
    ],
)
def test_a_name_and_its_initials(details: Details, name: str, initials: str) -> None:
    assert (details.name, details.initials) == (name, initials)


def test_no_name_stands_in_a_repr() -> None:
    assert "Ottilie" not in repr(Details("Ottilie", "Farnwick"))
