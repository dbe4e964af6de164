"""The day from a real file: who is here, who may come, what has come in, which sheets are missing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from needledesk.desk.desk import Desk
from needledesk.desk.today import IN_ROOM
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.domain.today import Kind, Line, Today
from needledesk.domain.visits import Visit


@pytest.fixture
def treat(desk: Desk, begin, record):
    """A finished session of a new client."""

    def one(close: bool = True) -> Visit:
        visit = begin()
        desk.treatment.start(visit.id)
        desk.treatment.change(visit.id, record)
        desk.treatment.finish(visit.id)
        if close:
            desk.visits.close(visit.id)
        return visit

    return one


def kinds(today: Today) -> dict[str, int]:
    parts = ("in_room", "unfinished", "due", "over", "coming", "ungiven")
    return {part: len(getattr(today, part)) for part in parts if getattr(today, part)}


def test_an_empty_practice(desk: Desk) -> None:
    today = desk.today.read()
    assert today.nobody
    assert kinds(today) == {}
    assert today.at == desk.now()


def test_a_visit_is_in_the_room_until_it_is_closed(desk: Desk, begin) -> None:
    visit = begin()
    today = desk.today.read()
    assert not today.nobody
    assert kinds(today) == {"in_room": 1, "unfinished": 1}
    one = today.in_room[0]
    assert (one.visit.id, one.name, one.initials, one.asked) == (visit.id, "Test Client", "TC", len(visit.answers))
    assert one.verdict.status is Status.PROCEED
    desk.treatment.start(visit.id)
    assert desk.today.read().running
    desk.treatment.finish(visit.id)
    assert not desk.today.read().running


def test_of_many_open_visits_the_first_are_read_whole(desk: Desk, begin) -> None:
    for _ in range(IN_ROOM + 2):
        begin()
    today = desk.today.read()
    assert kinds(today) == {"in_room": IN_ROOM, "unfinished": IN_ROOM + 2}
    assert [one.visit.id for one in today.in_room] == [line.visit for line in today.unfinished[:IN_ROOM]]


def test_a_session_without_a_sheet_until_it_is_exported(desk: Desk, treat, clock) -> None:
    visit = treat()
    assert [one.visit for one in desk.today.read().ungiven] == [visit.id]
    clock.at += timedelta(days=42)
    assert kinds(desk.today.read()) == {"due": 1, "ungiven": 1}
    clock.at -= timedelta(days=42)
    desk.aftercare.export(visit.id)
    assert kinds(desk.today.read()) == {}


def test_a_sheet_of_seven_weeks_ago_says_nothing_any_more(desk: Desk, treat, clock) -> None:
    treat()
    clock.at += timedelta(days=43)
    assert "ungiven" not in kinds(desk.today.read())


def test_a_finished_visit_that_is_not_closed_lacks_its_sheet_too(desk: Desk, treat) -> None:
    treat(close=False)
    assert kinds(desk.today.read()) == {"in_room": 1, "unfinished": 1, "ungiven": 1}


def test_due_from_the_first_day_of_the_window(desk: Desk, treat, clock) -> None:
    desk.aftercare.export(treat().id)
    clock.at += timedelta(days=13)
    assert kinds(desk.today.read()) == {}
    clock.at += timedelta(days=1)
    (line,) = desk.today.read().due
    assert (line.kind, line.text) == (Kind.DUE, "Until Sun 20 Dec · light, every 2 to 4 weeks · session 2")
    clock.at += timedelta(days=14 + 84)
    assert desk.today.read().due[0].kind is Kind.LATE
    clock.at += timedelta(days=1)
    assert kinds(desk.today.read()) == {}


def test_who_is_due_and_refused_waits_instead(desk: Desk, treat, clock) -> None:
    visit = treat()
    desk.aftercare.export(visit.id)
    clock.at += timedelta(days=20)
    again = desk.visits.begin(visit.client)
    last = When((clock.at.date() - timedelta(days=1)).isoformat())
    desk.screening.answer(again.id, "fish_oil", Answer(Reply.YES, last=last, prescribed=Reply.NO))
    for question in desk.protocol().asked:
        if question.key != "fish_oil":
            desk.screening.answer(again.id, question.key, Answer(Reply.NO))
    desk.visits.close(again.id)
    assert kinds(desk.today.read()) == {"coming": 1}
    clock.at += timedelta(days=6)
    today = desk.today.read()
    assert kinds(today) == {"over": 1}
    assert today.over[0].text == "Fish oil: 7 days over, Fri 18 Dec"


def test_a_deferral_stands_there_when_its_date_has_come(desk: Desk, begin, clock) -> None:
    visit = begin()
    desk.visits.defer(visit.id, date(2026, 12, 7), "wedding first")
    assert desk.today.read().coming == (
        Line(visit.client, 0, "Test Client", Kind.COMING, "Put off until Mon 7 Dec · wedding first"),
    )
    clock.at = clock.at.replace(month=12, day=6, hour=23, minute=59)
    assert kinds(desk.today.read()) == {"coming": 1}
    clock.at += timedelta(minutes=1)
    assert kinds(desk.today.read()) == {"over": 1}
    desk.visits.begin(visit.client)
    assert kinds(desk.today.read()) == {"in_room": 1, "unfinished": 1}


def test_a_deferred_client_is_not_due_at_the_same_time(desk: Desk, treat, clock) -> None:
    visit = treat()
    desk.aftercare.export(visit.id)
    clock.at += timedelta(days=20)
    desk.visits.defer(desk.visits.begin(visit.client).id, clock.at.date() + timedelta(days=5))
    assert kinds(desk.today.read()) == {"coming": 1}
    clock.at += timedelta(days=5)
    assert kinds(desk.today.read()) == {"over": 1}


def test_a_letter_that_comes_after_the_visit(desk: Desk, begin, clock) -> None:
    visit = begin(diabetes=Answer(Reply.YES, detail="type 2"))
    desk.visits.close(visit.id)
    assert kinds(desk.today.read()) == {}
    clock.at += timedelta(days=1)
    letter = desk.letters.record(visit.client, Letter(("S-CON-07",), clock.at.date(), "Dr Brandvold"))
    (line,) = desk.today.read().over
    assert (line.kind, line.client, line.text) == (
        *(Kind.LETTER, visit.client, "Letter arrived Mon 23 Nov: read and decide"),
    )
    clock.at += timedelta(days=84)
    assert kinds(desk.today.read()) == {"over": 1}
    clock.at += timedelta(days=1)
    assert kinds(desk.today.read()) == {}
    clock.at -= timedelta(days=85)
    desk.letters.withdraw(letter.id, "another client's")
    assert kinds(desk.today.read()) == {}


def test_the_wait_is_said_in_the_words_of_that_visits_protocol(desk: Desk, begin, clock) -> None:
    from needledesk.desk.shipped_protocol import shipped_text
    from needledesk.storage import protocol

    visit = begin(fish_oil=Answer(Reply.YES, last=When("2026-11-21"), prescribed=Reply.NO))
    desk.visits.close(visit.id)
    protocol.add(desk._file.vault, shipped_text().replace("Fish oil", "Oil of fish"), "M. Averil", clock.at)
    assert desk.today.read().coming[0].text == "Not before Sat 28 Nov · Fish oil: 7 days"


def test_a_visit_that_runs_past_midnight_stays_in_the_room(desk: Desk, begin, clock) -> None:
    clock.at = clock.at.replace(hour=23, minute=50)
    visit = begin()
    desk.treatment.start(visit.id)
    clock.at += timedelta(minutes=20)
    assert desk.today.read().unfinished[0].text == "Session 1 · needling since Sun 22 Nov"


def test_within_the_day_only_what_time_changes_follows(desk: Desk, begin, clock) -> None:
    waiting = begin(retinoid=Answer(Reply.YES, last=When("2026-11-21T14:00")))
    desk.visits.close(waiting.id)
    here = begin(retinoid=Answer(Reply.YES, last=When("2026-11-21T14:00")))
    earlier = desk.today.read()
    assert kinds(earlier) == {"in_room": 1, "unfinished": 1, "coming": 1}
    for minutes in (29, 1):
        clock.at += timedelta(minutes=minutes)
        assert desk.today.later(earlier) == desk.today.read()
    later = desk.today.later(earlier)
    assert kinds(later) == {"in_room": 1, "unfinished": 1, "over": 1}
    assert later.in_room[0].visit.id == here.id
    assert later.in_room[0].verdict.status is Status.PROCEED


def test_on_another_day_everything_is_read(desk: Desk, treat, clock) -> None:
    earlier = desk.today.read()
    treat()
    assert desk.today.later(earlier).ungiven == ()
    clock.at += timedelta(days=1)
    assert desk.today.later(earlier) == desk.today.read()
    assert kinds(desk.today.later(earlier)) == {"ungiven": 1}
