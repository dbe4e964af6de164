"""What must be typed before an erasure, what must not stand in its reason, and how it is told."""

from __future__ import annotations

from datetime import date

import pytest

from needledesk.domain.erasure import Outlook, must_be_typed, said_counts, without_names
from needledesk.errors import BadInput


@pytest.mark.parametrize("typed", ["Zoë O’Brien", " zoë  o’brien ", "ZOË O’BRIEN"])
def test_the_name_may_be_typed_in_any_capitals(typed: str) -> None:
    must_be_typed("Zoë O’Brien", typed)


@pytest.mark.parametrize("typed", ["", "Zoe O’Brien", "Zoë", "Zoë O’Brien x"])
def test_another_name_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="does not match"):
        must_be_typed("Zoë O’Brien", typed)


def test_nobody_is_erased_by_typing_nothing() -> None:
    with pytest.raises(BadInput):
        must_be_typed(" ", "")


@pytest.mark.parametrize("reason", ["Ann was here twice", "a copy of (ANN)", "same as Smith."])
def test_a_reason_names_nobody(reason: str) -> None:
    with pytest.raises(BadInput, match="holds the client's name"):
        without_names(reason, "Ann van Smith")


def test_a_reason_is_tidied() -> None:
    assert without_names("  entered \n by mistake, Annual list", "Ann of Smith") == "entered by mistake, Annual list"


def test_counts_are_said_in_words() -> None:
    assert said_counts({"visit": 1, "photo": 12, "treatment_zone": 3}) == ("1 visit", "12 photos")
    assert said_counts({"client": 1}) == ()


@pytest.mark.parametrize(("free", "held"), [(None, False), (date(2026, 11, 22), False), (date(2026, 11, 23), True)])
def test_it_is_held_until_the_day(free: date | None, held: bool) -> None:
    outlook = Outlook("C-0001", "Ann", {}, None, 7, False, free, date(2026, 11, 22), ())
    assert outlook.held == held
    assert "Ann" not in repr(outlook)
