"""Which photos lie in which set, and what is still missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from needledesk.domain.photos import Moment, Photo
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.domain.visits import Visit, VisitState
from needledesk.ui.visit.photo_shelf import Shelf, shows_body, since

AT = datetime(2026, 11, 22, 14, 41, tzinfo=UTC)


def photo(number: int, view: str, moment: Moment = Moment.BEFORE, taken: datetime | None = None) -> Photo:
    return Photo(number, 1, moment, view, "jpeg", 4, 3, 100, "", taken, AT)


def visit(*photos: Photo, plan: Plan | None = None, treatment: Treatment | None = None) -> Visit:
    return Visit(
        1, 1, VisitState.OPEN, AT, "UTC", 1, 1, plan=plan or Plan(), treatment=treatment or Treatment(), photos=photos
    )


def test_before_and_after_are_apart_and_hidden_ones_are_gone() -> None:
    whole = visit(photo(1, "front"), photo(2, "front"), photo(3, "left"), photo(4, "front", Moment.AFTER))
    shelf = Shelf.of(whole, Moment.BEFORE, body=False, hidden=(3,))
    assert [one.id for one in shelf.shots("front")] == [1, 2]
    assert shelf.taken == 1
    assert shelf.free(coming={"right"}) == ("left", "left_45", "right_45")


def test_the_body_is_shown_where_the_visit_is_about_it() -> None:
    assert not shows_body(visit())
    assert not shows_body(visit(plan=Plan(zones=("full_face",))))
    assert shows_body(visit(plan=Plan(zones=("abdomen", "thighs"))))
    assert not shows_body(visit(plan=Plan(zones=("abdomen",)), treatment=Treatment(zones=(ZoneWork("nose", 0.5, 1),))))
    assert shows_body(visit(photo(1, "body_front")))


def test_the_cameras_clock_counts_on_the_day_itself_only() -> None:
    assert since(photo(1, "front", taken=datetime(2026, 11, 22, 14, 34))) == "Taken 14:34"
    assert since(photo(1, "front", taken=datetime(2026, 11, 22, 14, 34) - timedelta(days=1))) == "Imported 14:41"
    assert since(photo(1, "front")) == "Imported 14:41"
    assert since(photo(1, "front"), short=True) == "Added 14:41"
