"""What was typed and not kept yet survives the program's end, and is no part of the record or its history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock


def test_it_is_there_again_after_the_end(desk: Desk, open_desk: Callable[..., Desk], clock: SetClock) -> None:
    desk.drafts.keep("client form 12", {"given": "Zoë", "skin": 3})
    desk.close()
    clock.at += timedelta(days=1)
    found = open_desk().drafts.get("client form 12")
    assert found == ({"given": "Zoë", "skin": 3}, clock.at - timedelta(days=1))
    assert found[1].tzinfo == clock.at.tzinfo


def test_the_last_words_count(desk: Desk) -> None:
    desk.drafts.keep("amendment 3", {"title": "L"})
    desk.drafts.keep("amendment 3", {"title": "Lot"})
    assert desk.drafts.get("amendment 3") == ({"title": "Lot"}, desk.now())


def test_places_the_newest_first(desk: Desk, clock: SetClock) -> None:
    for place in ("one", "two", "three"):
        desk.drafts.keep(place, {})
        clock.at += timedelta(seconds=1)
    desk.drafts.keep("one", {})
    assert desk.drafts.places() == ("one", "three", "two")


def test_a_draft_that_is_discarded_is_gone(desk: Desk) -> None:
    desk.drafts.keep("one", {"text": "no"})
    desk.drafts.discard("one")
    desk.drafts.discard("never there")
    assert desk.drafts.get("one") is None
    assert desk.drafts.places() == ()


def test_a_draft_is_no_part_of_the_history(desk: Desk) -> None:
    before = desk.history.head()
    desk.drafts.keep("one", {"text": "no"})
    desk.drafts.discard("one")
    assert desk.history.head() == before
