"""A screening holds for its day: when a visit that never came to treatment is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.treatment import Treatment
from needledesk.domain.visits import Visit, VisitState, day_is_over

TOKYO = ZoneInfo("Asia/Tokyo")
MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=TOKYO)
LATE = datetime(2026, 11, 22, 22, 0, tzinfo=TOKYO)


def visit(opened: datetime, state: VisitState = VisitState.OPEN, treatment: Treatment = Treatment()) -> Visit:
    return Visit(1, 1, state, opened, "Asia/Tokyo", 1, 1, treatment=treatment)


@pytest.mark.parametrize(
    ("opened", "now", "over"),
    [
        (MORNING, datetime(2026, 11, 22, 23, 59, tzinfo=TOKYO), False),  # the same day, however late
        (MORNING, datetime(2026, 11, 23, 0, 0, tzinfo=TOKYO), True),
        (LATE, datetime(2026, 11, 23, 0, 30, tzinfo=TOKYO), False),  # it just ran past midnight
        (LATE, datetime(2026, 11, 23, 4, 0, tzinfo=TOKYO), False),
        (LATE, datetime(2026, 11, 23, 4, 1, tzinfo=TOKYO), True),
        (MORNING.astimezone(UTC), datetime(2026, 11, 22, 23, 59, tzinfo=TOKYO), False),
        (
            datetime(2026, 11, 21, 20, 0, tzinfo=UTC),
            datetime(2026, 11, 22, 23, 0, tzinfo=TOKYO),
            False,
        ),  # the 22nd there
    ],
)
def test_a_screening_is_over_on_the_next_day_unless_it_just_ran_past_midnight(
    opened: datetime, now: datetime, over: bool
) -> None:
    assert day_is_over(visit(opened), now) is over


def test_what_came_to_treatment_or_is_closed_is_never_over() -> None:
    later = MORNING + timedelta(days=3)
    assert day_is_over(visit(MORNING), later)
    assert not day_is_over(visit(MORNING, treatment=Treatment(started=MORNING)), later)
    for state in (VisitState.FINISHED, VisitState.CLOSED, VisitState.NOT_TREATED):
        assert not day_is_over(visit(MORNING, state), later)
