from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from needledesk.domain.photos import BODY_VIEWS, FACE_VIEWS, Moment, Photo
from needledesk.domain.protocol import Status
from needledesk.domain.screening import Verdict
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.domain.visits import HandoutGiven, Visit, VisitState
from needledesk.ui.visit.section_state import first_section, phase, states

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BLANK = Visit(1, 1, VisitState.OPEN, NOON, "UTC", 1, 1)
TREATING = replace(BLANK, treatment=Treatment(started=NOON, zones=(ZoneWork("chin", 0.5, 2),)))
FINISHED = replace(
    BLANK, state=VisitState.FINISHED, treatment=Treatment(started=NOON, finished=NOON.replace(hour=14, minute=30))
)
CLOSED = replace(FINISHED, state=VisitState.CLOSED, closed=NOON)
REFUSED = replace(BLANK, state=VisitState.NOT_TREATED, closed=NOON)


def photo(view: str, moment: Moment) -> Photo:
    return Photo(1, 1, moment, view, "jpeg", 1, 1, 1, "", None, NOON)


@pytest.mark.parametrize(
    ("visit", "where", "first"),
    [
        (BLANK, "screening", "screening"),
        (TREATING, "treating", "treatment"),
        (FINISHED, "finished", "aftercare"),
        (CLOSED, "closed", "treatment"),
        (REFUSED, "closed", "treatment"),
    ],
)
def test_a_visit_opens_where_there_is_something_to_do(visit: Visit, where: str, first: str) -> None:
    assert (phase(visit), first_section(visit)) == (where, first)


def test_while_screening() -> None:
    found = states(BLANK, Verdict(Status.INCOMPLETE, blank=("a", "b")), startable=False, asked=37)
    assert found["screening"] == ("todo", "35/37")
    assert found["treatment"] == ("off", "")
    assert found["aftercare"] == ("off", "")
    answered = states(BLANK, Verdict(Status.PROCEED), startable=True, asked=37)
    assert answered["screening"] == ("done", "37/37")
    assert answered["treatment"] == ("todo", "")


def test_while_treating_and_after() -> None:
    verdict = Verdict(Status.PROCEED)
    running = states(TREATING, verdict, False, 37)
    assert running["screening"] == ("done", "")
    assert running["treatment"] == ("now", "1 zone")
    assert running["aftercare"] == ("todo", "")
    assert states(FINISHED, verdict, False, 37)["treatment"] == ("done", "14:30")
    assert states(FINISHED, verdict, False, 37)["aftercare"] == ("todo", "")
    given = replace(FINISHED, handouts=(HandoutGiven(1, "printed", NOON, ""),))
    assert states(given, verdict, False, 37)["aftercare"] == ("done", "")
    assert states(REFUSED, Verdict(Status.DO_NOT_TREAT), False, 37)["screening"] == ("done", "37/37")


def test_photos_count_the_standard_views_of_both_sets() -> None:
    verdict = Verdict(Status.PROCEED)
    two = tuple(photo("front", moment) for moment in Moment)
    assert states(replace(BLANK, photos=two), verdict, False, 1)["photos"] == ("todo", "2/10")
    every = tuple(photo(view, moment) for view in FACE_VIEWS for moment in Moment)
    assert states(replace(BLANK, photos=every), verdict, False, 1)["photos"] == ("done", "10/10")
    body = (photo(next(iter(BODY_VIEWS)), Moment.BEFORE),)
    assert states(replace(BLANK, photos=body), verdict, False, 1)["photos"] == ("todo", "1/8")
