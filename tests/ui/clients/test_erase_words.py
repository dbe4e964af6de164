from __future__ import annotations

from datetime import date

import pytest

from needledesk.domain.erasure import Outlook
from needledesk.ui.clients import erase_words

TODAY, VISIT = date(2026, 11, 22), date(2026, 10, 25)


def outlook(last=VISIT, years=7, minor=False, free=date(2033, 10, 25), copies=()) -> Outlook:
    return Outlook("C-0001", "Ada", {"visit": 2}, last, years, minor, free, TODAY, copies)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (outlook(), "Kept for 7 years from the last visit, Sun 25 Oct 2026: until Tue 25 Oct 2033."),
        (
            outlook(years=1, free=TODAY),
            "Kept for 1 year from the last visit, Sun 25 Oct 2026: that ended Sun 22 Nov 2026.",
        ),
        (outlook(minor=True), "Kept for 7 years from the 18th birthday: until Tue 25 Oct 2033."),
        (outlook(last=None, free=None), "There was no visit, so nothing has to be kept."),
    ],
)
def test_until_when_it_is_kept(facts, said) -> None:
    assert erase_words.hold(facts) == said


def test_what_goes_and_where_it_stays() -> None:
    assert erase_words.what_goes(outlook()) == "The client's details, 2 visits."
    assert erase_words.copies(outlook(copies=("a.needledesk",))).endswith("Known here: a.needledesk.")
    assert "Known here" not in erase_words.copies(outlook())
